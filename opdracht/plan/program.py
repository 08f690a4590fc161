"""A linear program with whole numbers, as HiGHS takes it: built from arrays, solved within a time, always the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from opdracht.plan.model import Control, Flags, Floats, Ints


@dataclass(frozen=True)
class Solution:
    """What a solver found: the best values (None: nothing yet), their worth, and what no solution exceeds."""

    values: Floats | None
    objective: float
    bound: float
    infeasible: bool
    done: bool
    """Whether there is nothing left to find."""
    effort: int = 0
    """The steps of the simplex method that it took: a measure of work that is the same on every machine."""


@dataclass(frozen=True)
class Relaxation:
    """A program without whole numbers: its values, what each column is worth more than it costs, and the bound."""

    values: Floats
    worth: Floats
    bound: float


class Program:
    """Maximise `cost` times x within rows; columns run from 0 to `upper` and are whole where `whole` says so."""

    def __init__(self, cost: Floats, upper: Floats, whole: Flags) -> None:
        self._cost, self._upper, self._whole = cost, upper, whole
        self._parts: list[tuple[Ints, Ints, Floats]] = []
        self._lower: list[Floats] = []
        self._highest: list[Floats] = []
        self._rows = 0

    def add(self, row: Ints, column: Ints, amount: Floats, lower: Floats, highest: Floats) -> None:
        """Add rows: entries with rows counted from 0 here, and the bounds of each row."""
        self._parts.append((row + self._rows, column, amount))
        self._lower.append(lower)
        self._highest.append(highest)
        self._rows += len(lower)

    def solve(
        self,
        seconds: float,
        *,
        start: Floats | None = None,
        gap: float = 0.0,
        nodes: int | None = None,
        control: Control | None = None,
        report: Callable[[float, float], None] = lambda objective, bound: None,
    ) -> Solution:
        """Solve within some seconds; stop as well when the bound is nearer than `gap`, or after so many `nodes`."""
        if not len(self._cost):
            return Solution(
                np.zeros(0), 0.0, 0.0, infeasible=any((lower > 0).any() for lower in self._lower), done=True
            )
        highs = _quiet(seconds, gap, nodes)
        highs.passModel(self._model())
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(start)
            highs.setSolution(solution)
        if control is not None:
            _listen(highs, control, report)
        highs.run()
        return self._solution(highs)

    def relax(self, seconds: float) -> Relaxation | None:
        """The program without whole numbers, by the interior point method; None when there is no time for it.

        The bound is computed from the prices themselves, so that it holds although those are not exact.
        """
        highs = _quiet(seconds, 0.0, None)
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
        highs.passModel(self._model(relaxed=True))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = highs.getSolution()
        lower, highest = np.concatenate(self._lower), np.concatenate(self._highest)
        price = np.array(solution.row_dual)
        side = np.where(price > 0, highest, lower)
        price = np.where(np.isfinite(side), price, 0.0)
        paid = float(price @ np.where(np.isfinite(side), side, 0.0))
        row, column, amount = (np.concatenate([part[k] for part in self._parts]) for k in range(3))
        worth = self._cost - np.bincount(column, price[row] * amount, len(self._cost))
        return Relaxation(np.array(solution.col_value), worth, paid + float(np.maximum(worth, 0.0) @ self._upper))

    def _model(self, *, relaxed: bool = False) -> highspy.HighsLp:
        row, column, amount = (np.concatenate([part[k] for part in self._parts]) for k in range(3))
        order = np.lexsort((row, column))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._cost), self._rows
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_, model.col_upper_ = self._cost, np.zeros(len(self._cost)), self._upper
        model.row_lower_, model.row_upper_ = np.concatenate(self._lower), np.concatenate(self._highest)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.searchsorted(column[order], np.arange(len(self._cost) + 1)).astype(np.int32)
        model.a_matrix_.index_ = row[order].astype(np.int32)
        model.a_matrix_.value_ = amount[order]
        if not relaxed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[int(whole)] for whole in self._whole]
        return model

    def _solution(self, highs: highspy.Highs) -> Solution:
        status, info = highs.getModelStatus(), highs.getInfo()
        infeasible = status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )
        optimal = status == highspy.HighsModelStatus.kOptimal
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Solution(
            values=np.array(highs.getSolution().col_value) if feasible else None,
            objective=float(info.objective_function_value) if feasible else -np.inf,
            bound=float(info.mip_dual_bound),
            infeasible=infeasible,
            done=infeasible or optimal,
            effort=int(info.simplex_iteration_count),
        )


class _Quiet(highspy.Highs):
    """HiGHS that says nothing: it would print who it is as soon as callbacks are switched on, which is at once."""

    def enableCallbacks(self) -> None:  # noqa: N802 - takes the place of a method of highspy, by its name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call] # highspy types only a part of itself


def _quiet(seconds: float, gap: float, nodes: int | None) -> highspy.Highs:
    highs = _Quiet()  # type: ignore[no-untyped-call] # as above
    options = {
        "threads": 1,
        "random_seed": 0,
        "time_limit": max(seconds, 0.01),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": max(gap, 1e-7),
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-7,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    return highs


def _listen(highs: highspy.Highs, control: Control, report: Callable[[float, float], None]) -> None:
    """Tell of progress, and break off when somebody asks to."""

    def stop(event: highspy.HighsCallbackEvent) -> None:
        if control.stopped():
            event.interrupt()

    def tell(event: highspy.HighsCallbackEvent) -> None:
        report(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
        stop(event)

    highs.cbMipInterrupt.subscribe(tell)
    highs.cbSimplexInterrupt.subscribe(stop)
