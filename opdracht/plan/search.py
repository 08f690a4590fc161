"""Large-neighbourhood search: free a few assignments that are in each other's way, solve that part, keep what is better."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from opdracht.plan.columns import Columns
from opdracht.plan.goals import Load, least_change, small_change
from opdracht.plan.model import Control, Floats, Ints
from opdracht.plan.part import Part

FEWEST, MOST = 12, 60
NODES = 60
LESS_CHANGE = 0.3
LONGEST = 2.0  # seconds for one part


class Search:
    """A search from one plan to better ones. The same problem gives the same search."""

    def __init__(self, columns: Columns, choice: Ints, seed: int = 0) -> None:
        self.columns, self.choice = columns, choice
        self._random = np.random.default_rng(seed)
        self._size = FEWEST
        self._load = Load(columns)
        problem = columns.problem
        of_each = [np.unique([problem.places[cell] for cell in one.hours]) for one in problem.assignments]
        self._asks = np.zeros((len(of_each), max(problem.places, default=0) + 1), dtype=np.float64)
        for i, places in enumerate(of_each):
            self._asks[i, places.astype(np.int64)] = 1.0
        self._wished = np.array([(one.start, one.start + one.duration) for one in problem.assignments]).reshape(-1, 2)

    def improve(
        self,
        control: Control,
        share: float,
        patience: int | None,
        found: Callable[[], None],
        enough: Callable[[], bool],
    ) -> None:
        """More value, or the same with less change, until nothing is found `patience` times in a row, or it is enough."""
        self._run(control, share, patience, found, self._better, enough)

    def level(self, control: Control, share: float, patience: int) -> None:
        """A more level load with the same value and change."""
        self._run(control, share, patience, lambda: None, self._leveller, lambda: False)

    def _run(
        self,
        control: Control,
        share: float,
        patience: int | None,
        found: Callable[[], None],
        attempt: Callable[[Part, float], tuple[bool, bool]],
        enough: Callable[[], bool],
    ) -> None:
        if len(self.columns.free) == 0:
            return
        failed = 0
        while (patience is None or failed < patience) and not enough() and (left := control.left(share)) > 0.05:
            part = Part(self.columns, self._neighbourhood(), self.choice)
            better, done = attempt(part, min(left, LONGEST))
            failed = 0 if better else failed + 1
            if better:
                found()
            self._size = min(FEWEST + failed // 4, MOST)
            if len(part.free) == len(self.columns.free) and done:
                return

    def _better(self, part: Part, seconds: float) -> tuple[bool, bool]:
        step = self.columns.problem.step
        if self._random.random() < LESS_CHANGE:
            program = least_change(part, self.columns.worth(np.where(part.inside, self.choice, -1)))
            outcome = program.solve(seconds, start=part.standing(), nodes=NODES, gap=0.999)
        else:
            program = part.program(small_change(part))
            outcome = program.solve(seconds, start=part.standing(), nodes=NODES, gap=0.49 * step)
        if outcome.values is None:
            return False, outcome.done
        return self._take(part, outcome.values, lambda old, new: self._rank(new) > self._rank(old)), outcome.done

    def _rank(self, choice: Ints) -> tuple[float, float]:
        return round(self.columns.worth(choice), 6), -self.columns.changed(choice)

    def _leveller(self, part: Part, seconds: float) -> tuple[bool, bool]:
        program, start = self._load.most_level(part)
        outcome = program.solve(seconds, start=start, nodes=NODES)
        if outcome.values is None:
            return False, outcome.done

        def flatter(old: Ints, new: Ints) -> bool:
            peaks = self._load.peaks
            return self._rank(new) >= self._rank(old) and peaks(new).sum() < peaks(old).sum() - 1e-6

        return self._take(part, outcome.values, flatter), outcome.done

    def _take(self, part: Part, values: Floats, better: Callable[[Ints, Ints], bool]) -> bool:
        new = part.taken(values)
        if not better(self.choice, new) or not self.columns.holds(new):
            return False
        self.choice = new
        return True

    def _neighbourhood(self) -> Ints:
        """Some assignments that ask hours of the same places around the same months, around one that suffers."""
        free = self.columns.free
        if len(free) <= self._size:
            return free
        chosen = self.choice[free]
        suffers = np.where(chosen < 0, 3.0, np.where(self.columns.change[chosen] > 0, 2.0, 0.2))
        centre = int(self._random.choice(len(free), p=suffers / suffers.sum()))
        begin = np.where(chosen >= 0, self.columns.start[chosen], self._wished[free, 0])
        end = np.where(chosen >= 0, self.columns.end[chosen], self._wished[free, 1])
        shared = self._asks[free] @ self._asks[free[centre]]
        from_, until = self._wished[free[centre]]
        together = np.clip(np.minimum(end, until) - np.maximum(begin, from_), 0, None)
        near = shared * (1.0 + together) * self._random.uniform(0.2, 1.0, len(free)) ** 2
        if self._random.random() < 0.25:  # one quarter, whoever it is
            month = int(self._random.integers(0, max(self.columns.problem.months, 1)))
            near = np.clip(np.minimum(end, month + 3) - np.maximum(begin, month), 0, None) * (0.1 + suffers)
            near = near * self._random.uniform(0.2, 1.0, len(free))
        near[centre] = np.inf
        near += self._random.uniform(0.0, 1e-6, len(free))
        return np.sort(free[np.argsort(-near)[: self._size]])
