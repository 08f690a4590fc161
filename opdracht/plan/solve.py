"""The planner: three goals in order, each within what the one before reached, and a bound kept from the whole problem."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from opdracht.plan.columns import Columns, columns_of
from opdracht.plan.goals import least_change, values_of
from opdracht.plan.greedy import by_priority, drawn, filled, mended, rounded
from opdracht.plan.model import Control, Flags, Floats, Ints, Mode, Problem, Schedule, with_all_before
from opdracht.plan.part import Subproblem
from opdracht.plan.program import Solution
from opdracht.plan.search import Search

DRAWS = 400
MANY = 3000
"""From so many modes on, the problem in parts goes first."""
MOST_ENTRIES = 3_000_000
"""With more, HiGHS would want gigabytes for the whole problem; the bound is then that of the problem in parts."""
NEARLY = 0.02
"""A mode is worth looking at when its price in hours is at most its value and this part of a mean value."""
RELAXED = 0.3
FIRST, WHOLE, LEAST, LEVELLED = 0.15, 0.8, 0.95, 1.0
"""Until which part of the time each step may run: the first search, the whole problem beside more search, change, load."""


class Conflict(Exception):
    """What has to go on cannot all go on; or (`proven` is off) no way was found in the time given."""

    def __init__(self, *, proven: bool) -> None:
        super().__init__("conflict")
        self.proven = proven


def solve(problem: Problem, control: Control) -> Schedule:
    """The best schedule that is found in the time given. Raises Conflict when what must go on cannot, Cycle for a circle."""
    return schedule_of(columns_of(problem), control)


def schedule_of(columns: Columns, control: Control) -> Schedule:
    """The same, for a problem of which the modes are known."""
    return _Planner(columns, control).schedule()


class _Planner:
    def __init__(self, columns: Columns, control: Control) -> None:
        self.columns, self.control = columns, control
        self.always = float(columns.value[columns.standing].sum())
        """The value of what stands fixed: part of every plan."""
        self.bound = float(columns.value[columns.free].sum())
        self.choice = columns.nothing
        self.least = False
        self.reached = 0.0
        self.searches = 0
        self.among: Flags | None = None

    @property
    def whole(self) -> float:
        """Until when to look for more value: nearly to the end where nothing can move, for then there is no change to lessen."""
        return WHOLE if self.columns.change.any() else LEAST

    @property
    def worth(self) -> float:
        return self.columns.worth(self.choice)

    @property
    def proven(self) -> bool:
        return self.bound <= self.worth + 1e-9 * max(1.0, self.bound)

    def schedule(self) -> Schedule:
        self._begin()
        patience = 12 + len(self.columns.free) // 4
        if not self.proven and len(self.columns.owner) > MANY:
            self._relax()
        self._search(FIRST, patience)
        if self.proven or len(self.columns.row) > MOST_ENTRIES:
            self._search(self.whole, 2 * patience if self.proven else None)
        else:
            self._search_beside_the_whole(2 * patience)
        self._least_change(patience)
        self._level(patience)
        self.choice = mended(self.columns, self.choice)
        return self._as_schedule()

    def _begin(self) -> None:
        """The best of the lists by hand; with --keep, one in which all of that goes on."""
        lists = [by_priority(self.columns, moving=moving) for moving in (False, True)]
        if self.columns.waits:
            lists.append(drawn(self.columns, DRAWS, lambda: self.control.left(FIRST) > 0))
        fit = [choice for choice in lists if self.columns.holds(choice)]
        self.choice = max(fit, key=self.columns.worth) if fit else with_all_kept(self.columns, self.control, WHOLE)
        self._tell()

    def _relax(self) -> None:
        """A bound, a plan to begin with, and which modes are worth looking at, from the problem in parts."""
        part = Subproblem.whole(self.columns)
        relaxation = part.program(values_of(part)).relax(self.control.left(RELAXED))
        if relaxation is None:
            return
        self.bound = min(self.bound, self._rounded(relaxation.bound))
        share = np.zeros(len(self.columns.owner))
        share[part.modes] = relaxation.values
        worth = np.full(len(self.columns.owner), -np.inf)
        worth[part.modes] = relaxation.worth
        self.among = worth >= -NEARLY * float(self.columns.value[self.columns.free].mean())
        self._keep(mended(self.columns, rounded(self.columns, share)))

    def _search_beside_the_whole(self, patience: int) -> None:
        """The whole problem in a thread of its own, for the bound; meanwhile the search goes on. Neither waits for what
        the other finds, so that the outcome does not depend on which is sooner."""
        part = Subproblem.whole(self.columns, self.choice)
        with ThreadPoolExecutor(1) as thread:
            solving = thread.submit(self._whole, part)
            self._search(self.whole, patience)
            patient = self.choice
            self._search(self.whole, None, solving.done)
            solution = solving.result()
        if solution.done:
            self.choice = patient  # what was found while waiting depends on how long that was
        if not solution.infeasible:
            self.bound = min(self.bound, self._rounded(solution.bound))
        if solution.values is not None:
            self._keep(part.taken(solution.values))
        self._tell()

    def _whole(self, part: Subproblem) -> Solution:
        def report(objective: float, bound: float) -> None:
            self.reached = max(self.reached, objective)
            self.bound = min(self.bound, self._rounded(bound))

        return part.program(values_of(part)).solve(
            self.control.left(self.whole),
            start=part.standing(),
            gap=0.999 * self.columns.problem.step,
            control=self.control,
            report=report,
        )

    def _rounded(self, bound: float) -> float:
        """A bound as the highest value that any choice can have."""
        step = self.columns.problem.step
        return math.floor(bound / step + 1e-6) * step if step and math.isfinite(bound) else bound

    def _keep(self, choice: Ints) -> None:
        better = (self.columns.worth(choice), -self.columns.changed(choice)) > (
            self.worth, -self.columns.changed(self.choice),
        )  # fmt: skip
        if better and self.columns.holds(choice):
            self.choice = choice

    def _search(self, share: float, patience: int | None, enough: Callable[[], bool] = lambda: False) -> None:
        search = Search(self.columns, self.choice, self.control, self.searches, self.among)
        self.searches += 1

        def take() -> None:
            self.choice = search.choice
            self._tell()

        search.improve(share, patience, take, enough)

    def _least_change(self, patience: int) -> None:
        if self.columns.changed(self.choice) == 0:
            self.least = True
        if not self.least:
            search = Search(self.columns, self.choice, self.control, self.searches)
            search.lessen(LEAST, patience)
            self.choice = search.choice
        left = self.control.left(LEAST)
        if self.least or not self.proven or left <= 0:
            return
        part = Subproblem.whole(self.columns, self.choice)
        solution = least_change(part, self.worth).solve(left, start=part.standing(), gap=0.999, control=self.control)
        if solution.values is not None:
            self._keep(part.taken(solution.values))
        self.least = solution.done and not solution.infeasible

    def _level(self, patience: int) -> None:
        search = Search(self.columns, self.choice, self.control, self.searches)
        self.searches += 1
        search.level(LEVELLED, patience)
        self.choice = search.choice

    def _tell(self) -> None:
        self.control.progress(max(self.worth, self.reached) + self.always, self.bound + self.always)

    def _as_schedule(self) -> Schedule:
        columns, problem = self.columns, self.columns.problem
        modes: list[Mode | None] = [columns.mode(mode) if mode >= 0 else None for mode in self.choice.tolist()]
        for i in columns.standing:
            modes[i] = problem.assignments[i].wished
        return Schedule(
            modes=tuple(modes),
            value=self.worth + self.always,
            bound=self.bound + self.always,
            change=columns.changed(self.choice),
            least_change=self.least,
            seconds=self.control.elapsed(),
            hours=hours_of(columns, self.choice),
        )


def with_all_kept(columns: Columns, control: Control, share: float) -> Ints:
    """A plan in which all goes on that has to. Raises Conflict."""
    if np.any(columns.must & (np.diff(columns.first) == 0)):
        raise Conflict(proven=True)
    free = with_all_before(np.flatnonzero(columns.must).tolist(), columns.before)
    needed = Subproblem(columns, np.array(free, dtype=np.int64), columns.nothing)
    solution = needed.program(np.zeros(len(needed.modes))).solve(control.left(share), control=control)
    if solution.values is None:
        raise Conflict(proven=solution.infeasible)
    every = range(len(columns.problem.assignments))
    return filled(columns, every, lambda _, modes: modes, needed.taken(solution.values))


def hours_of(columns: Columns, choice: Ints) -> Floats:
    """The hours per cell and month of a choice and of all that stands fixed."""
    return (columns.load(choice) + columns.fixed)[:-1].reshape(columns.problem.capacity.shape)
