"""Every mode of every assignment, as columns of numbers: what it asks of each cell and month, and what it changes.

The modes of one assignment stand together, its wished dates first when they are possible at all. Entries are kept per
mode (compressed columns), so that a part of the problem is a few slices of numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opdracht.plan.model import SLACK, Assignment, Flags, Floats, Ints, Mode, Problem, Wait, Wish, in_order


@dataclass(frozen=True, eq=False)
class Columns:
    """The modes of a problem. `first[i]:first[i + 1]` are those of assignment i, `ptr[m]:ptr[m + 1]` the entries of mode m.

    A row is a cell in a month; the last row is for modes that ask nothing, so that every mode has an entry. `room` is
    what the rows have left beside the assignments that stand fixed, which are no columns.
    """

    problem: Problem
    first: Ints
    owner: Ints
    start: Ints
    duration: Ints
    change: Floats
    ptr: Ints
    row: Ints
    hours: Floats
    room: Floats
    fixed: Floats
    waits: tuple[Wait, ...]
    """The waits between assignments that have columns."""

    @cached_property
    def value(self) -> Floats:
        """The value of each assignment."""
        return np.array([assignment.value for assignment in self.problem.assignments], dtype=np.float64)

    @cached_property
    def limit(self) -> Floats:
        """The room of each row and what rounding may add to it."""
        return self.room + SLACK * np.maximum(self.room, 1.0)

    @cached_property
    def must(self) -> Flags:
        """Which assignments have to go on."""
        return np.array([assignment.wish == Wish.KEEP for assignment in self.problem.assignments], dtype=np.bool_)

    @cached_property
    def free(self) -> Ints:
        """The assignments that there is something to choose about."""
        return np.flatnonzero(np.diff(self.first))

    @cached_property
    def standing(self) -> Ints:
        """The assignments that stand fixed."""
        fixed = [i for i, assignment in enumerate(self.problem.assignments) if assignment.wish == Wish.FIXED]
        return np.array(fixed, dtype=np.int64)

    @cached_property
    def before(self) -> dict[int, list[Wait]]:
        """What each assignment waits for."""
        return grouped((wait.after, wait) for wait in self.waits)

    @cached_property
    def behind(self) -> dict[int, list[Wait]]:
        """What waits for each assignment."""
        return grouped((wait.before, wait) for wait in self.waits)

    @cached_property
    def end(self) -> Ints:
        """The month after the last of each mode."""
        return self.start + self.duration

    @property
    def nothing(self) -> Ints:
        """The choice in which nothing goes on."""
        return np.full(len(self.problem.assignments), -1, dtype=np.int64)

    def modes(self, assignment: int) -> Ints:
        """The modes of an assignment."""
        return np.arange(self.first[assignment], self.first[assignment + 1])

    def of_mode(self, mode: int) -> slice:
        """The entries of one mode."""
        return slice(self.ptr[mode], self.ptr[mode + 1])

    def entries(self, modes: Ints) -> tuple[Ints, Ints]:
        """The entries of modes, one after the other, and where each mode's begin."""
        lengths = self.ptr[modes + 1] - self.ptr[modes]
        begins = np.concatenate(([0], np.cumsum(lengths)))
        places: Ints = np.repeat(self.ptr[modes] - begins[:-1], lengths) + np.arange(begins[-1])
        return places, begins

    def load(self, choice: Ints) -> Floats:
        """The hours per row of what is chosen, without what stands fixed."""
        places, _ = self.entries(choice[choice >= 0])
        load: Floats = np.bincount(self.row[places], self.hours[places], len(self.room)).astype(np.float64)
        return load

    def fitting(self, modes: Ints, limit: Floats) -> Ints:
        """Those of the modes that ask no more of any row than `limit`."""
        if not len(modes):
            return modes
        places, begins = self.entries(modes)
        over = self.hours[places] > np.maximum(limit[self.row[places]], 0.0)
        return modes[~np.logical_or.reduceat(over, begins[:-1])]

    def in_time(self, assignment: int, modes: Ints, choice: Ints, beside: Flags | None = None) -> Ints:
        """Those of the modes that start after what it waits for and end before what waits for it, as those are chosen.

        With `beside` only what that holds of the others counts.
        """
        for wait in self.before.get(assignment, ()):
            if beside is None or beside[wait.before]:
                mode = choice[wait.before]
                modes = modes[self.start[modes] >= wait.opens(self.end[mode])] if mode >= 0 else modes[:0]
        for wait in self.behind.get(assignment, ()):
            if (beside is None or beside[wait.after]) and (mode := choice[wait.after]) >= 0:
                modes = modes[wait.opens(self.end[modes]) <= self.start[mode]]
        return modes

    def worth(self, choice: Ints) -> float:
        """The value of what is chosen."""
        return float(self.value[choice >= 0].sum())

    def changed(self, choice: Ints) -> float:
        """The months shifted and stretched."""
        return float(self.change[choice[choice >= 0]].sum())

    def holds(self, choice: Ints) -> bool:
        """Whether a choice keeps within every row, every wait and every wish."""
        if np.any(self.load(choice) > self.limit) or np.any(self.must & (choice < 0)):
            return False
        return all(
            choice[wait.after] < 0
            or (
                choice[wait.before] >= 0 and wait.opens(self.end[choice[wait.before]]) <= self.start[choice[wait.after]]
            )
            for wait in self.waits
        )

    def mode(self, chosen: int) -> Mode:
        """A mode as a value."""
        return Mode(int(self.start[chosen]), int(self.duration[chosen]))


def columns_of(problem: Problem) -> Columns:
    """All modes of a problem, less those that can be in no plan: too many hours, or before what they wait for can end."""
    fixed = np.zeros(problem.capacity.shape)
    for assignment in problem.assignments:
        if assignment.wish == Wish.FIXED:
            fixed += hours_asked(assignment, assignment.wished, problem)
    room = np.append(np.maximum(problem.capacity - fixed, 0.0).ravel(), np.inf)
    limit = room + SLACK * np.maximum(room, 1.0)
    ends: dict[int, int] = {}
    waits = grouped((wait.after, wait) for wait in problem.waits)
    blocks: dict[int, list[Block]] = {}
    for i in in_order(problem):
        assignment = problem.assignments[i]
        if assignment.wish == Wish.FIXED:
            ends[i] = assignment.wished.end
            continue
        before = waits.get(i, ())
        blocked = assignment.wish == Wish.STOP or any(wait.before not in ends for wait in before)
        soonest = None if blocked else max((wait.opens(ends[wait.before]) for wait in before), default=None)
        blocks[i] = [] if blocked else list(blocks_of(assignment, problem, limit, soonest))
        if blocks[i]:
            ends[i] = min(int(block.start.min()) + block.duration for block in blocks[i])
    return _packed(problem, blocks, room, np.append(fixed.ravel(), 0.0))


def _packed(problem: Problem, blocks: Mapping[int, Sequence[Block]], room: Floats, fixed: Floats) -> Columns:
    of_each = [blocks.get(i, ()) for i in range(len(problem.assignments))]
    flat = [block for of_one in of_each for block in of_one]
    counts = [sum(len(block.start) for block in of_one) for of_one in of_each]
    owner = np.repeat(np.arange(len(of_each)), counts)
    start = _joined(block.start for block in flat)
    duration = _joined(np.full(len(block.start), block.duration) for block in flat)
    entries = _joined(np.full(len(block.start), block.rows.shape[1]) for block in flat)
    wished = np.array([(one.start, one.duration) for one in problem.assignments], dtype=np.int64).reshape(-1, 2)[owner]
    return Columns(
        problem=problem,
        first=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        owner=owner,
        start=start,
        duration=duration,
        change=(np.abs(start - wished[:, 0]) + duration - wished[:, 1]).astype(np.float64),
        ptr=np.concatenate(([0], np.cumsum(entries))),
        row=_joined(block.rows.ravel() for block in flat),
        hours=np.concatenate([np.zeros(0), *(np.tile(block.hours, len(block.start)) for block in flat)]),
        room=room,
        fixed=fixed,
        waits=tuple(wait for wait in problem.waits if wait.before in blocks and wait.after in blocks),
    )


def _joined(parts: Iterable[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


@dataclass(frozen=True, eq=False)
class Block:
    """Modes of one assignment that last equally long: the rows that each asks hours of, and how many of each."""

    start: Ints
    duration: int
    rows: Ints
    hours: Floats


def blocks_of(assignment: Assignment, problem: Problem, limit: Floats, soonest: int | None) -> Iterator[Block]:
    """The modes of an assignment that ask no more than there is."""
    idle = not any(map(any, assignment.hours.values()))
    longest = assignment.duration * 2 if problem.stretch and not idle else assignment.duration
    for duration in range(assignment.duration, longest + 1):
        cell, offset, hours = _profile(assignment, duration)
        starts = np.fromiter(_starts(assignment, duration, problem, soonest), np.int64)
        outside = (starts < 0) | (starts + duration > problem.months)
        groups = [starts[~outside], *starts[outside, None]]
        for some in (group for group in groups if len(group)):
            month = offset + some[0]
            ahead = (month >= 0) & (month < problem.months)
            rows, asked = cell[ahead] * problem.months + offset[ahead] + some[:, None], hours[ahead]
            fits = ~np.any(asked > limit[rows], axis=1)
            if not rows.shape[1]:
                rows, asked = np.full((len(some), 1), len(limit) - 1), np.zeros(1)
            if fits.any():
                yield Block(some[fits], duration, rows[fits], asked)


def _starts(assignment: Assignment, duration: int, problem: Problem, soonest: int | None) -> Iterator[int]:
    """The months in which an assignment may start, its wished one first."""

    def possible(start: int) -> bool:
        return start + duration <= assignment.until and (soonest is None or start >= soonest)

    if possible(assignment.start) and (duration == assignment.duration or assignment.start >= assignment.earliest):
        yield assignment.start
    if problem.shift:
        for start in range(assignment.earliest, min(assignment.until - duration, problem.months) + 1):
            if start != assignment.start and possible(start):
                yield start


def hours_asked(assignment: Assignment, mode: Mode, problem: Problem) -> Floats:
    """The hours that an assignment asks in a mode: [cell, month]."""
    cell, offset, hours = _profile(assignment, mode.duration)
    month = offset + mode.start
    ahead = (month >= 0) & (month < problem.months)
    asked = np.zeros(problem.capacity.shape)
    np.add.at(asked, (cell[ahead], month[ahead]), hours[ahead])
    return asked


def _profile(assignment: Assignment, duration: int) -> tuple[Ints, Ints, Floats]:
    """The hours of an assignment over a duration: the cell, the month of its run and the amount of each entry."""
    entries = [
        (cell, offset, amount)
        for cell, profile in assignment.hours.items()
        for offset, amount in enumerate(stretched(profile, duration))
        if amount > 0
    ]
    cell, offset = (np.array([entry[k] for entry in entries], dtype=np.int64) for k in (0, 1))
    return cell, offset, np.array([entry[2] for entry in entries], dtype=np.float64)


def stretched(profile: Sequence[float], duration: int) -> Sequence[float]:
    """The same hours over more months: the same shape, at a lower intensity."""
    if duration == len(profile):
        return profile
    so_far = np.concatenate(([0.0], np.cumsum(profile)))
    at = np.linspace(0.0, len(profile), duration + 1)
    return [float(amount) for amount in np.diff(np.interp(at, np.arange(len(so_far)), so_far))]


def entries_of(problem: Problem) -> int:
    """How many entries all modes would have if there were hours enough: about how large the problem is."""
    return sum(
        (max(one.until - duration - one.earliest + 1, 0) if problem.shift else 1) * duration * len(one.hours)
        for one in problem.assignments
        for duration in range(one.duration, (one.duration * 2 if problem.stretch else one.duration) + 1)
    )


def grouped(pairs: Iterable[tuple[int, Wait]]) -> dict[int, list[Wait]]:
    """Waits by a place of an assignment."""
    groups: dict[int, list[Wait]] = {}
    for key, wait in pairs:
        groups.setdefault(key, []).append(wait)
    return groups
