"""Says in Dutch what a diagnosis shows: what happens to each opdracht, why, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opdracht.capacity.lines import LEVELS, Key, Pair, spelled
from opdracht.capacity.months import Months, written_months
from opdracht.dutch import counted, joined, short_date, written
from opdracht.plan.diagnosis import Diagnosis, Needed
from opdracht.plan.model import Control, Floats, Keuze, Wish, decision
from opdracht.plan.region import Asked
from opdracht.plan.voorstel import Hulp, Regel
from opdracht.region import Regio

MOST = 3
"""So many shortages are named as reasons; the rest are counted."""


@dataclass(frozen=True, eq=False)
class Wording:
    """Says what a diagnosis shows, with the names of a region."""

    regio: Regio
    asked: Asked
    diagnosis: Diagnosis

    @cached_property
    def profielen(self) -> Mapping[str, str]:
        """Each profiel as the register spells it."""
        return spelled(self.regio)

    def rules(self, pulse: Callable[[], bool]) -> tuple[Regel, ...]:
        """Every opdracht of the plan. What would help is left out once `pulse` says that there is no time left."""
        return tuple(self._regel(i, pulse) for i in range(len(self.asked.candidates)))

    def _regel(self, i: int, pulse: Callable[[], bool]) -> Regel:
        candidate, wished = self.asked.candidates[i], self.asked.problem.assignments[i]
        mode = self.diagnosis.schedule.modes[i]
        keuze = decision(wished, mode)
        stopped = keuze == Keuze.STOPPEN
        needed = self.diagnosis.needed(i) if stopped and wished.wish != Wish.STOP and pulse() else None
        van, tot = self.asked.dates(i, mode) if mode else (None, None)
        return Regel(
            nummer=candidate.opdracht.nummer,
            titel=candidate.opdracht.titel,
            status=candidate.opdracht.status,
            waarde=wished.value,
            keuze=keuze,
            gewenst_van=candidate.looptijd.van,
            gewenst_tot=candidate.looptijd.tot,
            van=van,
            tot=tot,
            redenen=() if keuze == Keuze.HOUDEN else tuple(self._reasons(i)),
            extra_uren=needed.total if needed else None,
            extra_waar=tuple(self.places(needed)) if needed else (),
        )

    def _reasons(self, i: int) -> Iterator[str]:
        wished = self.asked.problem.assignments[i]
        if wished.wish == Wish.STOP:
            yield "U vroeg om deze opdracht te stoppen."
            return
        yield from self._waiting(i)
        shortages = list(self._short(i))
        yield from shortages[:MOST]
        if (more := len(shortages) - MOST) > 0:
            yield f"En nog {counted(more, 'tekort', 'tekorten')}."
        yield from self._too_late(i)

    def _waiting(self, i: int) -> Iterator[str]:
        for other, mode in self.diagnosis.held_up(i):
            if mode is None:
                yield f"Zij wacht op {self._nummer(other)}, die niet doorgaat."
            else:
                end = short_date(self.asked.dates(other, mode).tot)
                yield f"Zij wacht op {self._nummer(other)}, die op {end} eindigt."
        for other, mode in self.diagnosis.in_the_way_of(i):
            begin = short_date(self.asked.dates(other, mode).van)
            yield f"{self._nummer(other)} wacht op haar en begint op {begin}."

    def _too_late(self, i: int) -> Iterator[str]:
        opdracht, wished = self.asked.candidates[i].opdracht, self.asked.problem.assignments[i]
        if opdracht.uiterlijk and wished.wished.end > wished.until:
            yield f"Op de gewenste data eindigt zij na {short_date(opdracht.uiterlijk)}, haar uiterste datum."

    def _nummer(self, i: int) -> str:
        return self.asked.candidates[i].opdracht.nummer

    def _short(self, i: int) -> Iterator[str]:
        """The shortages at the wished dates, of each organisatie and profiel the niveau where most is short."""
        short = self.diagnosis.short(i)
        worst: dict[Pair, tuple[float, int]] = {}
        for c, cell in enumerate(self.asked.cells):
            total = float(short[c].sum())
            if total > 1e-6 and total > worst.get(cell.pair, (0.0, 0))[0]:
                worst[cell.pair] = total, c
        for total, c in sorted(worst.values(), key=lambda worst_of: (-round(worst_of[0], 6), worst_of[1])):
            cell, months = self.asked.cells[c], self._periods(short[c])
            if not self.asked.problem.capacity[c][short[c] > 0].any():
                yield f"{self._who(cell)} biedt in {months} geen {self._what(cell, c)} aan."
            else:
                yield f"{self._who(cell)} komt op de gewenste data {hours(total)} {self._what(cell, c)} tekort in {months}."

    def _who(self, cell: Key) -> str:
        return self.regio.organisaties[cell.organisatie].naam

    def _what(self, cell: Key, c: int) -> str:
        profiel = self.profielen.get(cell.profiel, cell.profiel)
        lowest = c in self.asked.problem.whole
        return profiel if lowest and cell.niveau == LEVELS[-1] else f"{profiel} op niveau {cell.niveau} of hoger"

    def _periods(self, profile: Floats) -> str:
        """The months in which there is something, as runs: 'maart tot en met mei 2027 en juli 2027'."""
        months = Months(self.asked.first, self.asked.problem.months)
        used = np.flatnonzero(profile > 1e-9)
        runs = [(int(run[0]), int(run[-1])) for run in np.split(used, np.flatnonzero(np.diff(used) > 1) + 1)]
        names = [written_months(months.first_day(begin), months.last_day(end)) for begin, end in runs]
        if len(names) > MOST:
            first, last = names[0].partition(" tot en met ")[0], names[-1].rpartition(" tot en met ")[2]
            return f"{len(used)} maanden tussen {first} en {last}"
        return joined(names)

    def places(self, needed: Needed) -> Iterator[str]:
        """Where hours are needed, the most first."""
        problem = self.asked.problem
        totals = needed.hours.sum(axis=1)
        for spot in np.argsort(-np.round(totals, 6), kind="stable").tolist():
            if totals[spot] > 1e-6:
                c = next(c for c in problem.whole if problem.places[c] == spot)
                cell = self.asked.cells[c]
                profiel = self.profielen.get(cell.profiel, cell.profiel)
                yield f"{self._who(cell)}: {hours(totals[spot])} {profiel} in {self._periods(needed.hours[spot])}"


def hours(amount: float) -> str:
    """'45 uur'; never less than it is."""
    rounded = np.ceil(amount * 10 - 1e-6) / 10 if amount < 1 else np.ceil(amount - 1e-6)
    return f"{written(float(rounded))} uur"


def helped(wording: Wording, control: Control) -> Hulp | None:
    """The hours more with which everything goes on; None when nothing stops that hours can help."""
    needed = wording.diagnosis.needed_for_all(control)
    return Hulp(needed.total, needed.at_least, tuple(wording.places(needed))) if needed else None
