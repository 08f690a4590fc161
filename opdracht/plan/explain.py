"""Why a plan is what it is, in numbers: what is short at the wished dates, what would help, what cannot go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from opdracht.plan.columns import Columns, blocks_of, columns_of, entries_of, profile_of
from opdracht.plan.model import SLACK, Control, Floats, Ints, Mode, Plan, Problem, Wait, Wish, in_order
from opdracht.plan.part import Part
from opdracht.plan.program import Program
from opdracht.plan.solve import Conflict, with_all_kept

MOST_ENTRIES = 2_000_000
"""With more, the hours for everything are looked for one assignment at a time."""


@dataclass(frozen=True)
class Needed:
    """Hours more per place and month, with which some assignments go on at these modes; `at_least`: less cannot do."""

    hours: Floats
    modes: Mapping[int, Mode]
    at_least: float

    @property
    def total(self) -> float:
        """All hours together."""
        return float(self.hours.sum())


@dataclass(frozen=True, eq=False)
class Explanation:
    """What can be said of one plan of a problem."""

    problem: Problem
    plan: Plan

    @cached_property
    def limit(self) -> Floats:
        """The hours there are, or that stand fixed where those are more."""
        return np.maximum(self.problem.capacity, self.plan.hours)

    @cached_property
    def before(self) -> Mapping[int, Sequence[Wait]]:
        """What each assignment waits for."""
        return {
            i: [wait for wait in self.problem.waits if wait.after == i] for i in range(len(self.problem.assignments))
        }

    def short(self, assignment: int) -> Floats:
        """The hours short per cell and month if it stood at its wished dates beside the rest of the plan."""
        one = self.problem.assignments[assignment]
        asked = self._asked(assignment, Mode(one.start, one.duration))
        mode = self.plan.modes[assignment]
        beside = self.plan.hours - (self._asked(assignment, mode) if mode else 0.0)
        return np.where(asked > 0, _above(beside + asked, np.maximum(self.problem.capacity, beside)), 0.0)

    def _asked(self, assignment: int, mode: Mode) -> Floats:
        cell, offset, hours = profile_of(self.problem.assignments[assignment], mode.duration)
        month = offset + mode.start
        ahead = (month >= 0) & (month < self.problem.months)
        asked = np.zeros(self.problem.capacity.shape)
        np.add.at(asked, (cell[ahead], month[ahead]), hours[ahead])
        return asked

    def held_up(self, assignment: int) -> list[int]:
        """What it waits for that stops, or ends too late for its wished start."""
        start = self.problem.assignments[assignment].start
        found = []
        for wait in self.before[assignment]:
            mode = self.plan.modes[wait.before]
            if mode is None or mode.start + mode.duration - 1 + wait.gap > start:
                found.append(wait.before)
        return found

    def in_the_way_of(self, assignment: int) -> list[int]:
        """What goes on after it, and would have begun before the end of its wished dates."""
        one = self.problem.assignments[assignment]
        found = []
        for wait in self.problem.waits:
            mode = self.plan.modes[wait.after]
            if wait.before == assignment and mode and one.start + one.duration - 1 + wait.gap > mode.start:
                found.append(wait.after)
        return found

    def needed(self, assignment: int) -> Needed | None:
        """The fewest hours more, in as few months of as few places as can be, with which a stopped one goes on while
        the rest stays; with what it waits for, when that stops too. None when no hours can help it."""
        wanted = [one for one in in_order(self.problem) if one in self._stopped_before(assignment)]
        return self._placed(wanted)

    def _stopped_before(self, assignment: int) -> set[int]:
        found = {assignment}
        ready = [assignment]
        for one in ready:
            for wait in self.before[one]:
                if self.plan.modes[wait.before] is None and wait.before not in found:
                    found.add(wait.before)
                    ready.append(wait.before)
        return found

    def _placed(self, wanted: Sequence[int]) -> Needed | None:
        hours, modes = self.plan.hours.copy(), dict(enumerate(self.plan.modes))
        chosen: dict[int, Mode] = {}
        for one in wanted:
            if self.problem.assignments[one].wish == Wish.STOP or (mode := self._cheapest(one, hours, modes)) is None:
                return None
            modes[one] = chosen[one] = mode
            hours += self._asked(one, mode)
        extra = self._extra(hours)
        return Needed(extra, chosen, float(extra.sum()))

    def _cheapest(self, assignment: int, hours: Floats, modes: Mapping[int, Mode | None]) -> Mode | None:
        one, months = self.problem.assignments[assignment], self.problem.months
        ends = [
            (mode.start + mode.duration - 1 + wait.gap)
            for wait in self.before[assignment]
            if (mode := modes[wait.before])
        ]
        endless = np.full(hours.size + 1, np.inf)
        limit, load = self.limit.ravel(), hours.ravel()
        places = np.array(self.problem.places, dtype=np.int64)
        best: tuple[tuple[float, int, int], Mode] | None = None
        for block in blocks_of(one, self.problem, endless, max(ends, default=None)):
            real = block.rows[0] < len(limit)
            rows, amount = block.rows[:, real], block.hours[real]
            over = _above(load[rows] + amount, np.maximum(limit[rows], load[rows]))
            spot = places[rows // months] * months + rows % months
            for at, start in enumerate(block.start.tolist()):
                spots, which = np.unique(spot[at], return_inverse=True)
                most = np.zeros(len(spots))
                np.maximum.at(most, which, over[at])
                change = abs(start - one.start) + block.duration - one.duration
                rank = round(float(most.sum()), 6), int((most > 0).sum()), change
                if best is None or rank < best[0]:
                    best = rank, Mode(start, block.duration)
        return best[1] if best else None

    def _extra(self, hours: Floats) -> Floats:
        """Per place and month, the hours above what there is: an hour of the highest niveau does for all lower ones."""
        over = _above(hours, self.limit)
        extra = np.zeros((max(self.problem.places, default=-1) + 1, self.problem.months))
        np.maximum.at(extra, np.array(self.problem.places, dtype=np.int64), over)
        return extra

    def needed_for_all(self, control: Control) -> Needed | None:
        """The fewest hours more with which all go on that can, while all may move. None when nothing that stops can."""
        by_hand = self._one_by_one(control)
        if by_hand is None or not by_hand.modes or entries_of(self.problem) > MOST_ENTRIES:
            return by_hand if by_hand and by_hand.modes else None
        wishes = {
            i: Wish.KEEP
            for i, one in enumerate(self.problem.assignments)
            if one.wish == Wish.FREE and (self.plan.modes[i] or i in by_hand.modes)
        }
        endless = np.full(self.problem.capacity.shape, np.inf)
        columns = columns_of(replace(self.problem.with_wishes(wishes), capacity=endless))
        part = Part.whole(columns)
        spots, program = _with_extra(part, self.problem, columns)
        standing = {i: by_hand.modes.get(i) or mode for i, mode in enumerate(self.plan.modes)}
        on = np.array([standing[int(columns.owner[m])] == columns.mode(int(m)) for m in part.modes], dtype=np.float64)
        start = np.concatenate((on, by_hand.hours.ravel()[spots]))
        outcome = program.solve(control.left(), start=start, gap=0.5, control=control)
        if outcome.values is None:
            return by_hand
        choice = part.taken(outcome.values)
        extra = np.zeros(by_hand.hours.size)
        extra[spots] = outcome.values[len(part.modes) :]
        modes = {i: columns.mode(int(choice[i])) for i in by_hand.modes}
        return Needed(extra.reshape(by_hand.hours.shape), modes, max(-outcome.bound, 0.0))

    def _one_by_one(self, control: Control) -> Needed | None:
        """Hours more with which the stopped ones go on, each added beside the ones before it; None without time."""
        hours, modes = self.plan.hours.copy(), dict(enumerate(self.plan.modes))
        chosen: dict[int, Mode] = {}
        for one in in_order(self.problem):
            waits_in_vain = any(modes[wait.before] is None for wait in self.before[one])
            if control.left() <= 0:
                return None
            if modes[one] is None and self.problem.assignments[one].wish != Wish.STOP and not waits_in_vain:
                mode = self._cheapest(one, hours, modes)
                if mode:
                    modes[one] = chosen[one] = mode
                    hours += self._asked(one, mode)
        return Needed(self._extra(hours), chosen, 0.0)


def _above(hours: Floats, limit: Floats) -> Floats:
    """The hours above a limit, but for what rounding makes of it."""
    over: Floats = np.where(hours > limit + SLACK * np.maximum(limit, 1.0), hours - limit, 0.0)
    return over


def _with_extra(part: Part, problem: Problem, columns: Columns) -> tuple[Ints, Program]:
    """The program of a part in which hours may be added anywhere, at a cost of one each."""
    row, column, hours = part.entries
    months, last = problem.months, problem.capacity.size
    places = np.array(problem.places, dtype=np.int64)
    real = row < last
    rows, which = np.unique(row[real], return_inverse=True)
    spots, spot_of = np.unique(places[rows // months] * months + rows % months, return_inverse=True)
    count = len(part.modes)
    program = part.program(np.concatenate((np.zeros(count), -np.ones(len(spots)))), len(spots))
    room = np.maximum(problem.capacity.ravel() - columns.fixed[:-1], 0.0)[rows]
    program.add(
        np.concatenate((which, np.arange(len(rows)))),
        np.concatenate((column[real], count + spot_of)),
        np.concatenate((hours[real], -np.ones(len(rows)))),
        np.full(len(rows), -np.inf),
        room + SLACK * np.maximum(room, 1.0),
    )
    return spots, program


def conflict(problem: Problem, control: Control) -> list[int]:
    """A smallest set of assignments with a wish to keep that cannot all go on: without any one of them the rest can.

    One is left out at a time while the rest still cannot; what time ran out on stays in.
    """
    kept = [i for i, one in enumerate(problem.assignments) if one.wish == Wish.KEEP]
    columns = columns_of(problem)
    needed = list(kept)
    for one in kept:
        rest = [other for other in needed if other != one]
        if rest and not _together(columns, rest, control):
            needed = rest
    return needed


def _together(columns: Columns, kept: Sequence[int], control: Control) -> bool:
    wishes = {
        i: Wish.KEEP if i in kept else Wish.FREE
        for i, one in enumerate(columns.problem.assignments)
        if one.wish == Wish.KEEP
    }
    try:
        with_all_kept(replace(columns, problem=columns.problem.with_wishes(wishes)), control, 1.0)
    except Conflict as refused:
        return not refused.proven
    return True
