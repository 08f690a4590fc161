"""All there is to say about capacity over a row of months: rows per organisatie or profiel, shortages and shares.

How it looks on a screen, in JSON, in a picture or in Word is for others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from opdracht.capacity.balance import NOTHING, Ledger, Shortage, ledger
from opdracht.capacity.lines import Floats, profiel_key, spelled
from opdracht.capacity.months import Months, Period
from opdracht.capacity.shares import Share, shares_of
from opdracht.region import Regio

NEARLY_FULL = 0.85


@dataclass(frozen=True)
class Balance:
    """Hours asked and offered, and those that nobody can do: of another profiel or niveau there may be some left."""

    asked: float
    offered: float
    short: float

    @property
    def percent(self) -> int | None:
        """Asked of offered; None when nothing is offered."""
        return round(100 * self.asked / self.offered) if self.offered >= NOTHING else None

    @property
    def is_short(self) -> bool:
        """Whether there are too few hours."""
        return self.short > NOTHING

    @property
    def is_nearly_full(self) -> bool:
        """Whether there are just enough."""
        return not self.is_short and self.asked >= NOTHING and self.asked >= NEARLY_FULL * self.offered


@dataclass(frozen=True, eq=False)
class Row:
    """The hours per month of an organisatie or a profiel, from the month `first` on."""

    code: str
    naam: str
    first: int
    asked: Floats
    offered: Floats
    short: Floats

    @property
    def hours(self) -> tuple[Floats, Floats, Floats]:
        """Asked, offered and short."""
        return self.asked, self.offered, self.short

    @property
    def whole(self) -> Balance:
        """All its hours."""
        return Balance(*(float(hours.sum()) for hours in self.hours))

    def over(self, period: Period) -> Balance:
        """Its hours in a period."""
        begin = period.first - self.first
        return Balance(*(float(hours[begin : begin + period.count].sum()) for hours in self.hours))


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
    def total(self) -> Balance:
        """All hours together."""
        wholes = [row.whole for row in self.organisaties]
        return Balance(sum(w.asked for w in wholes), sum(w.offered for w in wholes), sum(w.short for w in wholes))


def overview_of(
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
    keys = {profiel_key(profiel) for profiel in profielen}

    def is_wanted(organisatie: str, profiel: str) -> bool:
        return (not organisaties or organisatie in organisaties) and (not keys or profiel_key(profiel) in keys)

    hours = ledger(regio, months, nummers)
    every_cell = list(_cells(hours, spelled(regio)))
    cells = [cell for cell in every_cell if is_wanted(cell.code, cell.naam)]
    shares = shares_of(regio, {row.code: row.whole.asked for row in _rows((c.code, c.code, c) for c in every_cell)})
    return Overview(
        regio,
        months,
        nummers,
        _rows((cell.code, regio.organisaties[cell.code].naam, cell) for cell in cells),
        _rows((profiel_key(cell.naam), cell.naam, cell) for cell in cells),
        cells,
        [shortage for shortage in hours.shortages() if is_wanted(shortage.organisatie, shortage.profiel)],
        [share for share in shares if not organisaties or share.organisatie in organisaties],
        _undated(regio, nummers),
    )


def _cells(hours: Ledger, names: Mapping[str, str]) -> Iterable[Row]:
    short, _ = hours.unmet
    for row, (organisatie, profiel) in enumerate(hours.pairs):
        of_all = hours.asked[row, -1], hours.offered[row, -1], short[row]
        yield Row(organisatie, names[profiel], hours.months.first, *of_all)


def _rows(cells: Iterable[tuple[str, str, Row]]) -> list[Row]:
    """A row per code, of all its cells together."""
    rows: dict[str, Row] = {}
    for code, naam, cell in cells:
        before = rows.get(code)
        hours = cell.hours if before is None else [a + b for a, b in zip(before.hours, cell.hours, strict=True)]
        rows[code] = Row(code, naam, cell.first, *hours)
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
