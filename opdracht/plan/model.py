"""The problem as numbers: assignments over months, hours per cell, and what a plan of them is.

A cell is an organisatie and profiel at one threshold of niveau; here it is only a place in a list. Months count from 0,
the first month of the plan. No dates, no register, no clock of its own: time comes in through `Control`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SLACK = 1e-9
"""How far, as a part of the hours there are, a sum of hours may lie above them: no more than rounding makes of it."""


class Besluit(StrEnum):
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


@dataclass(frozen=True)
class Wait:
    """`after` starts no sooner than `gap` months (0 or 1) after the last month of `before`: places of assignments."""

    before: int
    after: int
    gap: int = 1


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
        return sum(one.value for one in self.assignments)

    @cached_property
    def step(self) -> float:
        """All values are multiples of this; 0 when they have more than four decimals."""
        scaled = [one.value * 10_000 for one in self.assignments if one.value]
        whole = [round(value) for value in scaled]
        if any(abs(value - near) > 1e-6 * max(1.0, abs(value)) for value, near in zip(scaled, whole, strict=True)):
            return 0.0
        return float(np.gcd.reduce(whole)) / 10_000 if whole else 1.0

    def with_wishes(self, wishes: Mapping[int, Wish]) -> Problem:
        """The same problem with other wishes for some assignments."""
        changed = tuple(replace(one, wish=wishes[i]) if i in wishes else one for i, one in enumerate(self.assignments))
        return replace(self, assignments=changed)


@dataclass(frozen=True)
class Mode:
    """One way to carry an assignment out."""

    start: int
    duration: int


class Cycle(Exception):
    """Assignments that wait for each other in a circle: their places, in the order of waiting."""

    def __init__(self, members: Sequence[int]) -> None:
        super().__init__(f"cycle of {len(members)}")
        self.members = tuple(members)


def in_order(problem: Problem) -> list[int]:
    """The assignments so that each comes after the ones it waits for. Raises Cycle when that cannot be."""
    waiting: dict[int, set[int]] = {i: set() for i in range(len(problem.assignments))}
    followers: dict[int, list[int]] = {i: [] for i in waiting}
    for wait in problem.waits:
        waiting[wait.after].add(wait.before)
        followers[wait.before].append(wait.after)
    ready = [i for i, before in waiting.items() if not before]
    order: list[int] = []
    for one in ready:
        order.append(one)
        for follower in followers[one]:
            waiting[follower].discard(one)
            if not waiting[follower] and follower not in order and follower not in ready:
                ready.append(follower)
    if len(order) < len(waiting):
        raise Cycle(_circle({i: before for i, before in waiting.items() if before}))
    return order


def _circle(waiting: Mapping[int, set[int]]) -> list[int]:
    path = [min(waiting)]
    while (following := min(one for one in waiting[path[-1]] if one in waiting)) not in path:
        path.append(following)
    return path[path.index(following) :]


def _never() -> bool:
    return False


def _silent(value: float, bound: float) -> None:
    return None


@dataclass(frozen=True)
class Control:
    """The time a plan may take: seconds passed so far, the limit, whether somebody asked to stop, whom to tell."""

    elapsed: Callable[[], float]
    limit: float = 20.0
    stopped: Callable[[], bool] = _never
    progress: Callable[[float, float], None] = _silent

    def left(self, share: float = 1.0) -> float:
        """The seconds that are left until a share of the limit; none once somebody asked to stop."""
        return 0.0 if self.stopped() else max(self.limit * share - self.elapsed(), 0.0)


@dataclass(frozen=True)
class Plan:
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


def decision(assignment: Assignment, mode: Mode | None) -> Besluit:
    """What a plan does with an assignment."""
    if mode is None:
        return Besluit.STOPPEN
    if mode.duration != assignment.duration:
        return Besluit.REKKEN
    return Besluit.HOUDEN if mode.start == assignment.start else Besluit.SCHUIVEN
