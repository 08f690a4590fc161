"""The goals of a plan as programs: the most value, the least change, the most level load. Each keeps what went before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opdracht.plan.columns import Columns
from opdracht.plan.model import Floats, Ints
from opdracht.plan.part import Subproblem
from opdracht.plan.program import Program


def values_of(part: Subproblem) -> Floats:
    """The value of each mode of a part."""
    return part.columns.value[part.columns.owner[part.modes]]


def small_change(part: Subproblem) -> Floats:
    """The value of each mode, less so little for its change that all change together weighs less than any value."""
    change = part.columns.change[part.modes]
    most = np.zeros(len(part.free))
    np.maximum.at(most, part.local, change)
    step = part.columns.problem.step or 0.001 * float(part.columns.value[part.free].max(initial=1.0))
    return values_of(part) - change * step / (2.0 * max(float(most.sum()), 1.0))


def least_change(part: Subproblem, worth: float) -> Program:
    """The least change that keeps at least `worth`."""
    program = part.program(-part.columns.change[part.modes])
    _keep_worth(part, program, worth)
    return program


def _keep_worth(part: Subproblem, program: Program, worth: float) -> None:
    count = len(part.modes)
    slack = (part.columns.problem.step or 0.0) / 4
    bounds = np.array([worth - slack]), np.array([np.inf])
    program.add(np.zeros(count, dtype=np.int64), np.arange(count), values_of(part), *bounds)


@dataclass(frozen=True, eq=False)
class Load:
    """How busy each place is: its hours per month as a part of the hours there are."""

    columns: Columns

    def peaks(self, choice: Ints) -> Floats:
        """The busiest month of each place that offers hours."""
        problem = self.columns.problem
        load = (self.columns.load(choice) + self.columns.fixed)[:-1].reshape(problem.capacity.shape)
        cells = list(problem.whole or range(len(problem.capacity)))
        offers = problem.capacity[cells] > 0
        busy: Floats = np.where(offers, load[cells] / np.where(offers, problem.capacity[cells], 1.0), 0.0)
        peaks: Floats = busy.max(axis=1, initial=0.0)
        return peaks

    def most_level(self, part: Subproblem) -> tuple[Program, Floats]:
        """The program that lowers the busiest months, all told, with the same value and change; and where it starts."""
        problem = self.columns.problem
        cells = np.array(problem.whole or range(len(problem.capacity)), dtype=np.int64)
        peak_of = np.full(len(problem.capacity) + 1, -1, dtype=np.int64)  # the last stands for what is no cell
        peak_of[cells] = np.arange(len(cells))
        capacity = np.append(problem.capacity.ravel(), 0.0)
        row, column, hours = part.entries
        cell = np.append(np.repeat(np.arange(len(problem.capacity)), problem.months), -1)[row]
        used = (peak_of[cell] >= 0) & (capacity[row] > 0)
        rows, number = np.unique(row[used], return_inverse=True)
        peak = peak_of[rows // problem.months]
        touched, variable = np.unique(peak, return_inverse=True)
        count = len(part.modes)
        program = part.program(np.concatenate((np.zeros(count), -np.ones(len(touched)))), len(touched))
        others = self.columns.load(np.where(part.inside, -1, part.choice)) + self.columns.fixed
        program.add(
            np.concatenate((number, np.arange(len(rows)))),
            np.concatenate((column[used], count + variable)),
            np.concatenate((hours[used] / capacity[row[used]], -np.ones(len(rows)))),
            np.full(len(rows), -np.inf),
            -others[rows] / capacity[rows],
        )
        inside = np.where(part.inside, part.choice, -1)
        _keep_worth(part, program, self.columns.worth(inside))
        change = self.columns.change[part.modes]
        bounds = np.array([-np.inf]), np.array([self.columns.changed(inside) + 0.25])
        program.add(np.zeros(count, dtype=np.int64), np.arange(count), change, *bounds)
        return program, np.concatenate((part.standing(), self.peaks(part.choice)[touched]))
