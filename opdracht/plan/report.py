"""A plan in the words of the register: what happens to each opdracht, why, and what would help. All texts are Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from opdracht.capacity import Months, written_months
from opdracht.capacity.lines import LEVELS, asked_lines, offered_lines
from opdracht.dutch import short_date, written
from opdracht.plan.explain import Explanation, Needed
from opdracht.plan.model import Besluit, Control, Floats, Wish, decision
from opdracht.plan.region import Asked, Cell
from opdracht.region import Regio

MOST = 3
"""So many shortages are named as reasons; the rest are counted."""


@dataclass(frozen=True)
class Regel:
    """What the plan does with one opdracht. `nodig` says which hours more would let a stopped one go on."""

    nummer: str
    titel: str
    status: str
    waarde: float
    besluit: Besluit
    wens: tuple[date, date]
    datums: tuple[date, date] | None
    redenen: tuple[str, ...]
    nodig_uren: float | None = None
    nodig: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hulp:
    """Hours more with which everything goes on: how many, less than which cannot do, and where."""

    uren: float
    minstens: float
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Voorstel:
    """A plan as it is shown, kept and compared. The numbers of value are points."""

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    asked: float
    as_is: float
    greedy: float
    greedy_moving: float
    change: float = 0.0
    seconds: float = 0.0
    least_change: bool = False
    regels: tuple[Regel, ...] = ()
    alles: Hulp | None = None
    overgeslagen: Mapping[str, str] = field(default_factory=dict)
    opmerkingen: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()

    def of(self, besluit: Besluit) -> list[Regel]:
        """The opdrachten of which the plan decides this."""
        return [regel for regel in self.regels if regel.besluit == besluit]

    def data(self) -> dict[str, Any]:
        """The plan as `--json` prints it."""
        return {
            "status": self.status,
            "value": _points(self.value),
            "bound": _points(self.bound),
            "gap": None if self.gap is None else round(self.gap, 6),
            "asked": _points(self.asked),
            "as_is": _points(self.as_is),
            "greedy": _points(self.greedy),
            "greedy_moving": _points(self.greedy_moving),
            "change": _points(self.change),
            "least_change": self.least_change,
            "seconds": round(self.seconds, 2),
            "opdrachten": [_regel_data(regel) for regel in self.regels],
            "alles": None
            if self.alles is None
            else {
                "uren": round(self.alles.uren, 1),
                "minstens": round(self.alles.minstens, 1),
                "waar": list(self.alles.regels),
            },
            "overgeslagen": [{"nummer": nummer, "reden": reason} for nummer, reason in self.overgeslagen.items()],
            "opmerkingen": list(self.opmerkingen),
            "conflict": list(self.conflict),
        }


def _points(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _regel_data(regel: Regel) -> dict[str, Any]:
    van, tot = regel.datums or (None, None)
    return {
        "nummer": regel.nummer,
        "besluit": str(regel.besluit),
        "van": van,
        "tot": tot,
        "redenen": list(regel.redenen),
        "titel": regel.titel,
        "status": regel.status,
        "waarde": _points(regel.waarde),
        "gewenst_van": regel.wens[0],
        "gewenst_tot": regel.wens[1],
        "extra_uren": None if regel.nodig_uren is None else round(regel.nodig_uren, 1),
        "extra_waar": list(regel.nodig),
    }


@dataclass(frozen=True, eq=False)
class Wording:
    """Says what an explanation shows, with the names of a region."""

    regio: Regio
    asked: Asked
    explanation: Explanation
    profielen: Mapping[str, str]

    def rules(self, pulse: Callable[[], bool]) -> tuple[Regel, ...]:
        """Every opdracht of the plan. What would help is left out once `pulse` says that there is no time left."""
        return tuple(self._regel(i, pulse) for i in range(len(self.asked.runs)))

    def _regel(self, i: int, pulse: Callable[[], bool]) -> Regel:
        run, wished = self.asked.runs[i], self.asked.problem.assignments[i]
        mode = self.explanation.plan.modes[i]
        besluit = decision(wished, mode)
        opdracht = run.opdracht
        assert opdracht.van is not None
        assert opdracht.tot is not None
        stopped = besluit == Besluit.STOPPEN
        needed = self.explanation.needed(i) if stopped and wished.wish != Wish.STOP and pulse() else None
        return Regel(
            nummer=opdracht.nummer,
            titel=opdracht.titel,
            status=opdracht.status,
            waarde=wished.value,
            besluit=besluit,
            wens=(opdracht.van, opdracht.tot),
            datums=run.dates(wished, mode) if mode else None,
            redenen=() if besluit == Besluit.HOUDEN else tuple(self._reasons(i)),
            nodig_uren=needed.total if needed else None,
            nodig=tuple(self.places(needed)) if needed else (),
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
            yield f"En nog {more} {'tekort' if more == 1 else 'tekorten'}."
        yield from self._too_late(i)

    def _waiting(self, i: int) -> Iterator[str]:
        for other in self.explanation.held_up(i):
            nummer, mode = self._nummer(other), self.explanation.plan.modes[other]
            if mode is None:
                yield f"Zij wacht op {nummer}, die niet doorgaat."
            else:
                _, tot = self.asked.runs[other].dates(self.asked.problem.assignments[other], mode)
                yield f"Zij wacht op {nummer}, die op {short_date(tot)} eindigt."
        for other in self.explanation.in_the_way_of(i):
            mode = self.explanation.plan.modes[other]
            assert mode is not None
            van, _ = self.asked.runs[other].dates(self.asked.problem.assignments[other], mode)
            yield f"{self._nummer(other)} wacht op haar en begint op {short_date(van)}."

    def _too_late(self, i: int) -> Iterator[str]:
        opdracht, wished = self.asked.runs[i].opdracht, self.asked.problem.assignments[i]
        if opdracht.uiterlijk and wished.start + wished.duration > wished.until:
            yield f"Op de gewenste data eindigt zij na {short_date(opdracht.uiterlijk)}, haar uiterste datum."

    def _nummer(self, i: int) -> str:
        return self.asked.runs[i].opdracht.nummer

    def _short(self, i: int) -> Iterator[str]:
        """The shortages at the wished dates, of each organisatie and profiel the niveau where most is short."""
        short = self.explanation.short(i)
        worst: dict[tuple[str, str], tuple[float, int]] = {}
        for c, cell in enumerate(self.asked.cells):
            total = float(short[c].sum())
            if total > 1e-6 and total > worst.get((cell.organisatie, cell.profiel), (0.0, 0))[0]:
                worst[cell.organisatie, cell.profiel] = total, c
        for total, c in sorted(worst.values(), key=lambda found: (-round(found[0], 6), found[1])):
            cell, months = self.asked.cells[c], self._periods(short[c])
            if not self.asked.problem.capacity[c][short[c] > 0].any():
                yield f"{self._who(cell)} biedt in {months} geen {self._what(cell, c)} aan."
            else:
                yield f"{self._who(cell)} komt op de gewenste data {hours(total)} {self._what(cell, c)} tekort in {months}."

    def _who(self, cell: Cell) -> str:
        return self.regio.organisaties[cell.organisatie].naam

    def _what(self, cell: Cell, c: int) -> str:
        profiel = self.profielen.get(cell.profiel, cell.profiel)
        lowest = c in self.asked.problem.whole
        return profiel if lowest and cell.niveau == LEVELS[-1] else f"{profiel} op niveau {cell.niveau} of hoger"

    def _periods(self, profile: Floats) -> str:
        """The months in which there is something, as runs: 'maart tot en met mei 2027 en juli 2027'."""
        months = Months(self.asked.first, self.asked.problem.months)
        found = np.flatnonzero(profile > 1e-9).tolist()
        runs: list[tuple[int, int]] = []
        for month in found:
            if runs and runs[-1][1] == month - 1:
                runs[-1] = runs[-1][0], month
            else:
                runs.append((month, month))
        said = [written_months(months.first_day(begin), months.first_day(end)) for begin, end in runs]
        if len(said) > MOST:
            return f"{len(found)} maanden tussen {said[0].partition(' tot en met ')[0]} en {said[-1].rpartition(' tot en met ')[2]}"
        return " en ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))

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
    needed = wording.explanation.needed_for_all(control)
    return Hulp(needed.total, needed.at_least, tuple(wording.places(needed))) if needed else None


def spelled(regio: Regio) -> dict[str, str]:
    """Each profiel as the register first spells it."""
    return {**offered_lines(regio).spelled, **asked_lines(regio).spelled}
