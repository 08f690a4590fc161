"""The problem as numbers: assignments over months, hours per cell, and what a schedule of them is.

A cell is an organisatie and profiel at one threshold of niveau; here it is only a place in a list. Months count from 0,
the first month of the plan. No dates, no register, no clock of its own: time comes in through `Control`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Month = TypeVar("Month", int, Ints)

SLACK = 1e-9
"""How far, as a part of the hours there are, a sum of hours may lie above them: no more than rounding makes of it."""


class Keuze(StrEnum):
    """What a plan does with an assignment."""

    HOUDEN = "houden"
    SCHUIVEN = "schuiven"
    REKKEN = "rekken"
    STOPPEN = "stoppen"


class Wish(StrEnum):
    """What was said beforehand about an assignment."""

    FREE = "free"
    FIXED = "fixed"  # stands where it stands, whatever the hours
    KEEP = "keep"  # must go on, at any of its dates
    STOP = "stop"


@dataclass(frozen=True)
class Mode:
    """One way to carry an assignment out."""

    start: int
    duration: int

    @property
    def end(self) -> int:
        """The month after its last."""
        return self.start + self.duration


@dataclass(frozen=True)
class Assignment:
    """One assignment: its wished start and duration in months, and its hours in each month of its run, per cell.

    When moved it starts in month `earliest` or later; it always ends before month `until`.
    """

    key: str
    start: int
    duration: int
    hours: Mapping[int, Sequence[float]]
    value: float
    until: int
    earliest: int = 0
    wish: Wish = Wish.FREE

    @property
    def wished(self) -> Mode:
        """As it was wished."""
        return Mode(self.start, self.duration)


@dataclass(frozen=True)
class Wait:
    """`after` starts no sooner than `gap` months (0 or 1) after the last month of `before`: places of assignments."""

    before: int
    after: int
    gap: int = 1

    def opens(self, end: Month) -> Month:
        """When `after` may start, if `before` ends before the month `end`."""
        return end - 1 + self.gap


@dataclass(frozen=True)
class Problem:
    """Assignments and the hours there are per cell and month. `place` says which cells share one organisatie and profiel;
    `whole` are the cells that count all hours of their place."""

    assignments: tuple[Assignment, ...]
    capacity: Floats
    waits: tuple[Wait, ...] = ()
    place: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    shift: bool = True
    stretch: bool = True

    @property
    def months(self) -> int:
        """How many months the plan looks ahead."""
        return int(self.capacity.shape[1])

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The place of each cell; each cell is its own when none are given."""
        return self.place or tuple(range(len(self.capacity)))

    @cached_property
    def asked(self) -> float:
        """The value of everything that is asked."""
        return sum(assignment.value for assignment in self.assignments)

    @cached_property
    def step(self) -> float:
        """All values are multiples of this; 0 when they have more than four decimals."""
        scaled = [assignment.value * 10_000 for assignment in self.assignments if assignment.value]
        whole = [round(value) for value in scaled]
        if any(abs(value - near) > 1e-6 * max(1.0, abs(value)) for value, near in zip(scaled, whole, strict=True)):
            return 0.0
        return float(np.gcd.reduce(whole)) / 10_000 if whole else 1.0

    def with_wishes(self, wishes: Mapping[int, Wish]) -> Problem:
        """The same problem with other wishes for some assignments."""
        changed = (replace(one, wish=wishes.get(i, one.wish)) for i, one in enumerate(self.assignments))
        return replace(self, assignments=tuple(changed))


class Cycle(Exception):
    """Assignments that wait for each other in a circle: their places, in the order of waiting."""

    def __init__(self, members: Sequence[int]) -> None:
        super().__init__(f"cycle of {len(members)}")
        self.members = tuple(members)


def in_order(problem: Problem) -> list[int]:
    """The assignments so that each comes after the ones it waits for. Raises Cycle when that cannot be."""
    sorter = TopologicalSorter[int](dict.fromkeys(range(len(problem.assignments)), ()))
    for wait in problem.waits:
        sorter.add(wait.after, wait.before)
    try:
        return list(sorter.static_order())
    except CycleError as error:
        circle: list[int] = error.args[1][:0:-1]  # theirs names each after the one that waits for it, the first twice
        first = circle.index(min(circle))
        raise Cycle(circle[first:] + circle[:first]) from None


def with_all_before(wanted: Iterable[int], before: Mapping[int, Sequence[Wait]]) -> list[int]:
    """Some assignments and all that they wait for, directly or not."""
    found = dict.fromkeys(wanted)
    ready = list(found)
    for assignment in ready:
        new = [wait.before for wait in before.get(assignment, ()) if wait.before not in found]
        found.update(dict.fromkeys(new))
        ready += new
    return sorted(found)


@dataclass(frozen=True)
class Control:
    """The time a plan may take: seconds passed so far, the limit, whether somebody asked to stop, whom to tell."""

    elapsed: Callable[[], float]
    limit: float = 20.0
    stopped: Callable[[], bool] = lambda: False
    progress: Callable[[float, float], None] = lambda value, bound: None

    def left(self, share: float = 1.0) -> float:
        """The seconds that are left until a share of the limit; none once somebody asked to stop."""
        return 0.0 if self.stopped() else max(self.limit * share - self.elapsed(), 0.0)


@dataclass(frozen=True)
class Schedule:
    """A choice for each assignment (None: it stops) and what is proven about it.

    `bound` is the most value that any plan can keep. `change` counts months shifted and stretched.
    """

    modes: tuple[Mode | None, ...]
    value: float
    bound: float
    change: float
    least_change: bool = False
    seconds: float = 0.0
    hours: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no plan keeps more."""
        return self.bound <= self.value + 1e-9 * max(1.0, abs(self.value))

    @property
    def gap(self) -> float:
        """How much more than this plan a better one could keep at most, as a part of this plan's value."""
        if self.optimal:
            return 0.0
        return (self.bound - self.value) / self.value if self.value > 0 else 1.0


def decision(assignment: Assignment, mode: Mode | None) -> Keuze:
    """What a plan does with an assignment."""
    if mode is None:
        return Keuze.STOPPEN
    if mode.duration != assignment.duration:
        return Keuze.REKKEN
    return Keuze.HOUDEN if mode.start == assignment.start else Keuze.SCHUIVEN
