"""Large-neighbourhood search: free a few assignments that are in each other's way, solve that part, keep what is better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from opdracht.plan.columns import Columns
from opdracht.plan.goals import Load, least_change, small_change
from opdracht.plan.model import Control, Flags, Floats, Ints
from opdracht.plan.part import Subproblem
from opdracht.plan.program import Solution

FEWEST, MOST = 12, 400
LITTLE, MUCH = 200, 800  # steps of the simplex method: less makes the next part larger, more makes it smaller
NODES = 60
LESS_CHANGE = 0.1
"""How often a part is solved for less change alone, while there may be more value."""
LONGEST = 2.0  # seconds for one part

Tell = Callable[[], None]


class Search:
    """A search from one plan to better ones. The same problem gives the same search."""

    def __init__(
        self, columns: Columns, choice: Ints, control: Control, seed: int = 0, among: Flags | None = None
    ) -> None:
        self.columns, self.choice, self._control, self._among = columns, choice, control, among
        self._random = np.random.default_rng(seed)
        self._size = float(FEWEST)
        self._less_change = LESS_CHANGE
        self._load = Load(columns)
        problem = columns.problem
        self._asks = np.zeros((len(problem.assignments), max(problem.places, default=0) + 1), dtype=np.float64)
        for i, assignment in enumerate(problem.assignments):
            self._asks[i, [problem.places[cell] for cell in assignment.hours]] = 1.0
        wished = [(assignment.start, assignment.wished.end) for assignment in problem.assignments]
        self._wished = np.array(wished).reshape(-1, 2)

    def improve(self, share: float, patience: int | None, tell: Tell, enough: Callable[[], bool]) -> None:
        """More value, or the same with less change, until nothing is found `patience` times in a row, or it is enough."""
        self._run(self._better, share, patience, tell, enough)

    def lessen(self, share: float, patience: int) -> None:
        """Less change with the same value."""
        self._less_change = 1.0
        self._run(self._better, share, patience)

    def level(self, share: float, patience: int) -> None:
        """A more level load with the same value and change."""
        self._run(self._leveller, share, patience)

    def _run(
        self,
        attempt: Callable[[Subproblem, float], tuple[bool, Solution]],
        share: float,
        patience: int | None,
        tell: Tell = lambda: None,
        enough: Callable[[], bool] = lambda: False,
    ) -> None:
        if len(self.columns.free) == 0:
            return
        failed = 0
        while (patience is None or failed < patience) and not enough() and (left := self._control.left(share)) > 0.05:
            part = Subproblem(self.columns, self._neighbourhood(), self.choice)
            better, solution = attempt(part, min(left, LONGEST))
            failed = 0 if better else failed + 1
            if better:
                tell()
            if not solution.done or solution.effort > MUCH:
                self._size = max(self._size * 0.9, FEWEST)
            elif solution.effort < LITTLE:
                self._size = min(self._size * 1.05, MOST)
            if len(part.free) == len(self.columns.free) and solution.done:
                return

    def _better(self, part: Subproblem, seconds: float) -> tuple[bool, Solution]:
        step = self.columns.problem.step
        if self._random.random() < self._less_change:
            program = least_change(part, self.columns.worth(np.where(part.inside, self.choice, -1)))
            solution = program.solve(seconds, start=part.standing(), nodes=NODES, gap=0.999)
        else:
            part = replace(part, among=self._among)
            program = part.program(small_change(part))
            solution = program.solve(seconds, start=part.standing(), nodes=NODES, gap=0.49 * step)
        if solution.values is None:
            return False, solution
        return self._take(part, solution.values, lambda old, new: self._rank(new) > self._rank(old)), solution

    def _rank(self, choice: Ints) -> tuple[float, float]:
        return round(self.columns.worth(choice), 6), -self.columns.changed(choice)

    def _leveller(self, part: Subproblem, seconds: float) -> tuple[bool, Solution]:
        program, start = self._load.most_level(part)
        solution = program.solve(seconds, start=start, nodes=NODES)
        if solution.values is None:
            return False, solution

        def flatter(old: Ints, new: Ints) -> bool:
            peaks = self._load.peaks
            return self._rank(new) >= self._rank(old) and peaks(new).sum() < peaks(old).sum() - 1e-6

        return self._take(part, solution.values, flatter), solution

    def _take(self, part: Subproblem, values: Floats, better: Callable[[Ints, Ints], bool]) -> bool:
        new = part.taken(values)
        if not better(self.choice, new) or not self.columns.holds(new):
            return False
        self.choice = new
        return True

    def _neighbourhood(self) -> Ints:
        """Some assignments that ask hours of the same places around the same months, around one that suffers."""
        free = self.columns.free
        size = int(self._size)
        if len(free) <= size:
            return free
        chosen = self.choice[free]
        suffers = np.where(chosen < 0, 3.0, np.where(self.columns.change[chosen] > 0, 1.0, 0.2))
        centre = int(self._random.choice(len(free), p=suffers / suffers.sum()))
        begin = np.where(chosen >= 0, self.columns.start[chosen], self._wished[free, 0])
        end = np.where(chosen >= 0, self.columns.end[chosen], self._wished[free, 1])
        shared = self._asks[free] @ self._asks[free[centre]]
        from_, until = self._wished[free[centre]]
        together = np.clip(np.minimum(end, until) - np.maximum(begin, from_), 0, None)
        near = shared * (1.0 + together) * self._random.uniform(0.4, 1.0, len(free)) ** 2
        if self._random.random() < 0.1:  # one quarter, whoever it is
            month = int(self._random.integers(0, max(self.columns.problem.months, 1)))
            near = np.clip(np.minimum(end, month + 3) - np.maximum(begin, month), 0, None) * (0.1 + suffers)
            near = near * self._random.uniform(0.2, 1.0, len(free))
        near[centre] = np.inf
        near += self._random.uniform(0.0, 1e-6, len(free))
        return np.sort(free[np.argsort(-near)[:size]])
