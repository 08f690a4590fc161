"""A part of the problem as a program for HiGHS: some assignments free to choose, all others where they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opdracht.plan.columns import Columns
from opdracht.plan.model import Flags, Floats, Ints, Wait
from opdracht.plan.program import Program


@dataclass(frozen=True, eq=False)
class Subproblem:
    """The assignments `free`, beside the others as `choice` has them."""

    columns: Columns
    free: Ints
    choice: Ints
    among: Flags | None = None
    """The modes to look at, beside what is chosen now; None: all of them."""

    @classmethod
    def whole(cls, columns: Columns, choice: Ints | None = None) -> Subproblem:
        """Everything free; `choice` is what it stands at."""
        return cls(columns, columns.free, columns.nothing if choice is None else choice)

    @cached_property
    def inside(self) -> Flags:
        """Which assignments are free."""
        inside = np.zeros(len(self.choice), dtype=np.bool_)
        inside[self.free] = True
        return inside

    @cached_property
    def limit(self) -> Floats:
        """The hours per row that the others leave."""
        return self.columns.limit - self.columns.load(np.where(self.inside, -1, self.choice))

    @cached_property
    def modes(self) -> Ints:
        """The modes that can be chosen beside the others."""
        columns = self.columns
        allowed = [columns.in_time(i, columns.modes(i), self.choice, ~self.inside) for i in self.free]
        modes = np.concatenate(allowed) if allowed else np.zeros(0, dtype=np.int64)
        if self.among is not None:
            modes = modes[self.among[modes] | np.isin(modes, self.choice[self.free])]
        return columns.fitting(modes, self.limit)

    @cached_property
    def must(self) -> Flags:
        """Which of the free assignments have to go on: by wish, or because one outside goes on after them."""
        followed = [
            any(not self.inside[wait.after] and self.choice[wait.after] >= 0 for wait in self.columns.behind.get(i, ()))
            for i in self.free
        ]
        return self.columns.must[self.free] | np.array(followed, dtype=np.bool_)

    @cached_property
    def local(self) -> Ints:
        """For each mode, the place of its assignment in `free`."""
        return np.searchsorted(self.free, self.columns.owner[self.modes])

    def program(self, cost: Floats, extra: int = 0) -> Program:
        """The program of this part: `cost` per mode, and `extra` columns of which the caller adds the rows."""
        count = len(self.modes)
        upper = np.concatenate((np.ones(count), np.full(extra, np.inf)))
        program = Program(cost, upper, np.arange(count + extra) < count)
        ones = np.ones(count)
        program.add(self.local, np.arange(count), ones, self.must.astype(np.float64), np.ones(len(self.free)))
        self._add_hours(program)
        for wait in self.columns.waits:
            if self.inside[wait.before] and self.inside[wait.after]:
                self._add_wait(program, wait)
        return program

    @cached_property
    def entries(self) -> tuple[Ints, Ints, Floats]:
        """The row, column and hours of each entry of the modes."""
        places, begins = self.columns.entries(self.modes)
        column = np.repeat(np.arange(len(self.modes)), np.diff(begins))
        return self.columns.row[places], column, self.columns.hours[places]

    def _add_hours(self, program: Program) -> None:
        """The rows that can be asked more than there is."""
        row, column, hours = self.entries
        rows = len(self.limit)
        pair = self.local[column] * rows + row
        order = np.argsort(pair, kind="stable")
        begins = np.flatnonzero(np.diff(pair[order], prepend=-1))
        most = np.maximum.reduceat(hours[order], begins) if len(begins) else np.zeros(0)
        highest = np.bincount(pair[order][begins] % rows, most, rows)
        tight = np.flatnonzero(highest > self.limit)
        number = np.full(rows, -1, dtype=np.int64)
        number[tight] = np.arange(len(tight))
        used = number[row] >= 0
        limit = np.maximum(self.limit[tight], 0.0)
        program.add(number[row][used], column[used], hours[used], np.full(len(tight), -np.inf), limit)

    def _add_wait(self, program: Program, wait: Wait) -> None:
        """For each start of the one that waits: it may have started only if the other has ended."""
        columns, owner = self.columns, self.columns.owner[self.modes]
        later, sooner = np.flatnonzero(owner == wait.after), np.flatnonzero(owner == wait.before)
        starts = columns.start[self.modes[later]]
        ready = wait.opens(columns.end[self.modes[sooner]])
        months = np.unique(starts)
        started = starts[None, :] <= months[:, None]
        ended = ready[None, :] <= months[:, None]
        row, column = np.nonzero(np.hstack((started, ended)))
        amount = np.where(column < len(later), 1.0, -1.0)
        many = np.full(len(months), -np.inf)
        program.add(row, np.concatenate((later, sooner))[column], amount, many, np.zeros(len(months)))

    def standing(self) -> Floats:
        """What is chosen now, as values of the columns."""
        values = np.zeros(len(self.modes))
        values[np.isin(self.modes, self.choice[self.free])] = 1.0
        return values

    def taken(self, values: Floats) -> Ints:
        """The choice that values of the columns stand for."""
        choice = np.where(self.inside, -1, self.choice)
        on = self.modes[values[: len(self.modes)] > 0.5]
        choice[self.columns.owner[on]] = on
        return choice
