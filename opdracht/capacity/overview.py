"""All there is to say about capacity over a row of months: rows per organisatie or profiel, shortages and shares.

How it looks on a screen, in JSON, in a picture or in Word is for others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opdracht.capacity.balance import Pair, Shortage, demand, or_higher, shortages, supply, unmet
from opdracht.capacity.lines import LEVELS, Floats, asked_lines, offered_lines, profiel_key
from opdracht.capacity.months import Months
from opdracht.capacity.shares import Share, shares
from opdracht.region import Regio

STEPS = (1, 3, 12, 60, 120, 600)
"""Months in a period: a month, a quarter, a year, and whole numbers of years for those who plan for centuries."""
NEARLY_FULL = 0.85


@dataclass(frozen=True)
class Period:
    """Months that are shown together, by their first and last place."""

    label: str
    first: int
    last: int


@dataclass(frozen=True)
class Cell:
    """Hours asked and offered, and those that nobody can do: of another profiel or niveau there may be some left."""

    asked: float
    offered: float
    short: float

    @property
    def percent(self) -> int | None:
        """Asked of offered; None when nothing is offered."""
        return round(100 * self.asked / self.offered) if self.offered >= 0.5 else None

    @property
    def is_short(self) -> bool:
        """Whether there are too few hours."""
        return self.short > 0.5

    @property
    def is_nearly_full(self) -> bool:
        """Whether there are just enough."""
        return not self.is_short and self.asked >= 0.5 and self.asked >= NEARLY_FULL * self.offered


@dataclass(frozen=True, eq=False)
class Row:
    """The hours per month of an organisatie or a profiel."""

    code: str
    naam: str
    asked: Floats
    offered: Floats
    short: Floats

    @property
    def hours(self) -> tuple[Floats, Floats, Floats]:
        """Asked, offered and short."""
        return self.asked, self.offered, self.short

    def over(self, period: Period) -> Cell:
        """Its hours in a period."""
        of_period = slice(period.first, period.last + 1)
        return Cell(*(float(hours[of_period].sum()) for hours in self.hours))


@dataclass(frozen=True, eq=False)
class Overview:
    """Hours asked beside hours offered in a row of months; rows and shortages stand with the largest shortage first."""

    regio: Regio
    months: Months
    nummers: Sequence[str]
    """The opdrachten that count."""
    organisaties: list[Row]
    profielen: list[Row]
    cells: list[Row]
    """Per organisatie (code) and profiel (naam)."""
    shortages: list[Shortage]
    shares: list[Share]
    undated: list[str]
    """Opdrachten of which hours do not count because a date is missing."""

    @cached_property
    def total(self) -> Cell:
        """All hours together."""
        everything = Period("", 0, self.months.count - 1)
        cells = [row.over(everything) for row in self.organisaties]
        return Cell(sum(c.asked for c in cells), sum(c.offered for c in cells), sum(c.short for c in cells))


def overview(
    regio: Regio,
    months: Months,
    nummers: Sequence[str] | None = None,
    organisaties: Collection[str] = (),
    profielen: Collection[str] = (),
) -> Overview:
    """The overview of the opdrachten with these nummers (or of all but the finished and withdrawn), over these months.

    With organisaties or profielen: of those only. A share is always one of the whole region.
    """
    nummers = [opdracht.nummer for opdracht in regio.asking] if nummers is None else nummers
    wanted = {profiel_key(profiel) for profiel in profielen}
    asked, offered = or_higher(demand(regio, months, nummers)), or_higher(supply(regio, months))
    spelled = {**offered_lines(regio).spelled, **asked_lines(regio).spelled}
    hours: dict[str, float] = {}
    nothing = np.zeros((len(LEVELS), months.count))
    cells: dict[Pair, list[Floats]] = {}
    for pair in dict.fromkeys([*asked, *offered]):
        mine, theirs = asked.get(pair, nothing), offered.get(pair, nothing)
        hours[pair[0]] = hours.get(pair[0], 0.0) + float(mine[-1].sum())
        if (not organisaties or pair[0] in organisaties) and (not wanted or pair[1] in wanted):
            cells[pair] = [mine[-1], theirs[-1], unmet(mine, theirs)[0]]
    names = {code: organisatie.naam for code, organisatie in regio.organisaties.items()}
    return Overview(
        regio,
        months,
        nummers,
        _rows([(code, names[code], of_one) for (code, _), of_one in cells.items()]),
        _rows([(profiel, spelled[profiel], of_one) for (_, profiel), of_one in cells.items()]),
        [Row(code, spelled[profiel], *of_one) for (code, profiel), of_one in cells.items()],
        [
            shortage
            for shortage in shortages(regio, months, nummers)
            if (not organisaties or shortage.organisatie in organisaties)
            and (not wanted or profiel_key(shortage.profiel) in wanted)
        ],
        [share for share in shares(regio, hours) if not organisaties or share.organisatie in organisaties],
        _undated(regio, nummers),
    )


def periods(months: Months, step: int) -> list[Period]:
    """The months in calendar periods of so many: '2027-01', '2027-K1', '2027' or '2027-2029'."""
    found: list[Period] = []
    first = 0
    while first < months.count:
        number = (months.first + first) // step
        last = min((number + 1) * step - months.first, months.count) - 1
        year, month = divmod(number * step, 12)
        label = {1: f"{year}-{month + 1:02d}", 3: f"{year}-K{month // 3 + 1}", 12: f"{year}"}
        years = f"{months.first_day(first).year}-{months.last_day(last).year}"
        found.append(Period(label.get(step, years), first, last))
        first = last + 1
    return found


def fitting_step(months: Months, most: int) -> int:
    """The smallest step that makes no more than so many periods."""
    return next((step for step in STEPS if len(periods(months, step)) <= most), STEPS[-1])


def _rows(cells: list[tuple[str, str, list[Floats]]]) -> list[Row]:
    """A row per code, of all its cells together."""
    rows: dict[str, Row] = {}
    for code, naam, hours in cells:
        before = rows.get(code)
        together = hours if before is None else [a + b for a, b in zip(before.hours, hours, strict=True)]
        rows[code] = Row(code, naam, *together)
    return sorted(rows.values(), key=lambda row: (-round(float(row.short.sum()), 6), row.naam))


def _undated(regio: Regio, nummers: Iterable[str]) -> list[str]:
    """Opdrachten with a line of inzet that has no period."""
    return [
        nummer
        for nummer in sorted(nummers)
        if any(
            line.hoeveelheid
            and not ((line.van or regio.opdrachten[nummer].van) and (line.tot or regio.opdrachten[nummer].tot))
            for line in regio.inzet[nummer]
        )
    ]
