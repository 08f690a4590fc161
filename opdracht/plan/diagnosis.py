"""Why a plan is what it is, in numbers: what is short at the wished dates, what would help, what cannot go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from opdracht.plan.columns import Columns, blocks_of, columns_of, entries_of, grouped, hours_asked
from opdracht.plan.model import (
    SLACK,
    Assignment,
    Control,
    Floats,
    Ints,
    Mode,
    Problem,
    Schedule,
    Wait,
    Wish,
    in_order,
    with_all_before,
)
from opdracht.plan.part import Subproblem
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
class Diagnosis:
    """What can be said of one schedule of a problem."""

    problem: Problem
    schedule: Schedule

    @cached_property
    def limit(self) -> Floats:
        """The hours there are, or that stand fixed where those are more."""
        return np.maximum(self.problem.capacity, self.schedule.hours)

    @cached_property
    def before(self) -> Mapping[int, Sequence[Wait]]:
        """What each assignment waits for."""
        return grouped((wait.after, wait) for wait in self.problem.waits)

    def short(self, assignment: int) -> Floats:
        """The hours short per cell and month if it stood at its wished dates beside the rest of the schedule."""
        wanted = self.problem.assignments[assignment]
        asked = hours_asked(wanted, wanted.wished, self.problem)
        mode = self.schedule.modes[assignment]
        beside = self.schedule.hours - (hours_asked(wanted, mode, self.problem) if mode else 0.0)
        return np.where(asked > 0, _above(beside + asked, np.maximum(self.problem.capacity, beside)), 0.0)

    def held_up(self, assignment: int) -> list[tuple[int, Mode | None]]:
        """What it waits for that stops, or ends too late for its wished start; with its mode."""
        start = self.problem.assignments[assignment].start
        ahead = [(wait, self.schedule.modes[wait.before]) for wait in self.before.get(assignment, ())]
        return [(wait.before, mode) for wait, mode in ahead if mode is None or wait.opens(mode.end) > start]

    def in_the_way_of(self, assignment: int) -> list[tuple[int, Mode]]:
        """What goes on after it, and would have begun before the end of its wished dates; with its mode."""
        end = self.problem.assignments[assignment].wished.end
        behind = [(wait, self.schedule.modes[wait.after]) for wait in self.problem.waits if wait.before == assignment]
        return [(wait.after, mode) for wait, mode in behind if mode and wait.opens(end) > mode.start]

    def needed(self, assignment: int) -> Needed | None:
        """The fewest hours more, in as few months of as few places as can be, with which a stopped one goes on while
        the rest stays; with what it waits for, when that stops too. None when no hours can help it."""
        stopped = {i: [w for w in waits if not self.schedule.modes[w.before]] for i, waits in self.before.items()}
        wanted = with_all_before([assignment], stopped)
        placing = _Placing(self)
        if not all(placing.add(i) for i in in_order(self.problem) if i in wanted):
            return None
        needed = placing.needed()
        return replace(needed, at_least=needed.total)

    def needed_for_all(self, control: Control) -> Needed | None:
        """The fewest hours more with which all go on that can, while all may move. None when nothing that stops can."""
        by_hand = self._one_by_one(control)
        if by_hand is None or entries_of(self.problem) > MOST_ENTRIES:
            return by_hand
        wishes = {
            i: Wish.KEEP
            for i, assignment in enumerate(self.problem.assignments)
            if assignment.wish == Wish.FREE and (self.schedule.modes[i] or i in by_hand.modes)
        }
        endless = np.full(self.problem.capacity.shape, np.inf)
        columns = columns_of(replace(self.problem.with_wishes(wishes), capacity=endless))
        part = Subproblem.whole(columns)
        spots, program = _with_extra(part, self.problem, columns)
        standing = {i: by_hand.modes.get(i) or mode for i, mode in enumerate(self.schedule.modes)}
        on = np.array([standing[int(columns.owner[m])] == columns.mode(int(m)) for m in part.modes], dtype=np.float64)
        start = np.concatenate((on, by_hand.hours.ravel()[spots]))
        solution = program.solve(control.left(), start=start, gap=0.5, control=control)
        if solution.values is None:
            return by_hand
        choice = part.taken(solution.values)
        extra = np.zeros(by_hand.hours.size)
        extra[spots] = solution.values[len(part.modes) :]
        modes = {i: columns.mode(int(choice[i])) for i in by_hand.modes}
        return Needed(extra.reshape(by_hand.hours.shape), modes, max(-solution.bound, 0.0))

    def _one_by_one(self, control: Control) -> Needed | None:
        """Hours more with which the stopped ones go on, each added beside the ones before it.

        None without time, or when no hours can help any of them.
        """
        placing = _Placing(self)
        for i in in_order(self.problem):
            if control.left() <= 0:
                return None
            waits_in_vain = any(placing.modes[wait.before] is None for wait in self.before.get(i, ()))
            if placing.modes[i] is None and not waits_in_vain:
                placing.add(i)
        return placing.needed() if placing.added else None


class _Placing:
    """Stopped assignments added to a schedule one after the other, each where it needs the fewest hours more."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        self._problem, self._limit, self._before = diagnosis.problem, diagnosis.limit, diagnosis.before
        self._hours = diagnosis.schedule.hours.copy()
        self._place = np.array(self._problem.places, dtype=np.int64)
        self.modes: dict[int, Mode | None] = dict(enumerate(diagnosis.schedule.modes))
        self.added: dict[int, Mode] = {}

    def add(self, i: int) -> bool:
        """Add one; False when it was asked to stop, or can go on in no mode."""
        assignment = self._problem.assignments[i]
        if assignment.wish == Wish.STOP or (mode := self._cheapest(i, assignment)) is None:
            return False
        self.modes[i] = self.added[i] = mode
        self._hours += hours_asked(assignment, mode, self._problem)
        return True

    def needed(self) -> Needed:
        """Per place and month, the hours above what there is: an hour of the highest niveau does for all lower ones."""
        extra = np.zeros((max(self._problem.places, default=-1) + 1, self._problem.months))
        np.maximum.at(extra, self._place, _above(self._hours, self._limit))
        return Needed(extra, self.added, 0.0)

    def _cheapest(self, i: int, assignment: Assignment) -> Mode | None:
        months = self._problem.months
        opens = [wait.opens(mode.end) for wait in self._before.get(i, ()) if (mode := self.modes[wait.before])]
        endless = np.full(self._hours.size + 1, np.inf)
        limit, load = self._limit.ravel(), self._hours.ravel()
        best: tuple[tuple[float, int, int], Mode] | None = None
        for block in blocks_of(assignment, self._problem, endless, max(opens, default=None)):
            real = block.rows[0] < len(limit)
            rows, amount = block.rows[:, real], block.hours[real]
            over = _above(load[rows] + amount, np.maximum(limit[rows], load[rows]))
            spot = self._place[rows // months] * months + rows % months
            for at, start in enumerate(block.start.tolist()):
                spots, which = np.unique(spot[at], return_inverse=True)
                most = np.zeros(len(spots))
                np.maximum.at(most, which, over[at])
                change = abs(start - assignment.start) + block.duration - assignment.duration
                rank = round(float(most.sum()), 6), int((most > 0).sum()), change
                if best is None or rank < best[0]:
                    best = rank, Mode(start, block.duration)
        return best[1] if best else None


def _above(hours: Floats, limit: Floats) -> Floats:
    """The hours above a limit, but for what rounding makes of it."""
    over: Floats = np.where(hours > limit + SLACK * np.maximum(limit, 1.0), hours - limit, 0.0)
    return over


def _with_extra(part: Subproblem, problem: Problem, columns: Columns) -> tuple[Ints, Program]:
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
    kept = [i for i, assignment in enumerate(problem.assignments) if assignment.wish == Wish.KEEP]
    columns = columns_of(problem)
    needed = list(kept)
    for i in kept:
        rest = [other for other in needed if other != i]
        if rest and not _together(columns, kept, rest, control):
            needed = rest
    return needed


def _together(columns: Columns, kept: Sequence[int], those: Sequence[int], control: Control) -> bool:
    """Whether those that are kept can go on together when the others need not; also when there is no time to tell."""
    wishes = {i: Wish.KEEP if i in those else Wish.FREE for i in kept}
    try:
        with_all_kept(replace(columns, problem=columns.problem.with_wishes(wishes)), control, 1.0)
    except Conflict as refused:
        return not refused.proven
    return True
