"""Hours asked beside hours offered per month, where they fall short, by how much, and because of which opdrachten.

Niveau counts as nested thresholds: for each niveau the hours asked at that niveau or higher (I is the highest) stay
within the hours offered at that niveau or higher, because an offer of a higher niveau covers a lower ask and not the
reverse. The largest excess over the niveaus is exactly what nobody can do, however the hours are divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from opdracht.capacity.lines import LEVELS, Floats, Ints, Lines, Pair, asked_lines, offered_lines
from opdracht.capacity.months import Months
from opdracht.choices import Zwaarte
from opdracht.region import Regio

NOTHING = 0.5
"""Half an hour: what rounds to nothing over months that follow each other is no shortage."""

EXACT = 1e-6
"""Hours; less than this is how the machine rounds."""

_LAST_RESORT = np.array([*range(1, len(LEVELS)), 0])


class Cause(NamedTuple):
    """An opdracht and the hours it asks where there are too few."""

    nummer: str
    uren: float

    def largest_first(self) -> tuple[float, str]:
        """To sort by."""
        return -round(self.uren, 6), self.nummer


@dataclass(frozen=True)
class Shortage:
    """An organisatie is asked more of a profiel at `niveau` or higher than it offers, in each month from van to tot."""

    organisatie: str
    profiel: str
    niveau: Zwaarte
    van: date
    tot: date
    asked: float
    offered: float
    find_causes: Callable[[], list[Cause]] = field(compare=False, repr=False)

    @cached_property
    def causes(self) -> list[Cause]:
        """The opdrachten that ask these hours, the largest first; found when somebody wants to know."""
        return self.find_causes()

    @property
    def short(self) -> float:
        """The hours that nobody can do."""
        return self.asked - self.offered

    def largest_first(self) -> tuple[float, str, str, date]:
        """To sort by."""
        return (-round(self.short, 6), self.organisatie, self.profiel, self.van)

    @property
    def any_niveau(self) -> bool:
        """Whether there are too few hours of the profiel itself, whatever the niveau."""
        return self.niveau == LEVELS[-1]


def span(regio: Regio, nummers: Iterable[str] | None = None) -> Months | None:
    """The months in which these opdrachten ask anything; None when they ask nothing in a known period."""
    lines = _counted(regio, nummers)
    if not len(lines.key):
        return None
    first = int(lines.begin.min())
    return Months(first, int(np.ceil(lines.end.max())) - first)


def _counted(regio: Regio, nummers: Iterable[str] | None) -> Lines:
    """Of the opdrachten with these nummers, or else of all but the finished and withdrawn."""
    return asked_lines(regio).of([opdracht.nummer for opdracht in regio.asking] if nummers is None else nummers)


@dataclass(frozen=True, eq=False)
class Ledger:
    """Hours asked beside hours offered, both as [organisatie and profiel, niveau, month]: at each niveau or higher.

    `lines` are those that ask.
    """

    months: Months
    pairs: tuple[Pair, ...]
    lines: Lines
    asked: Floats
    offered: Floats

    @classmethod
    def of(cls, months: Months, asking: Lines, offering: Lines, pairs: Iterable[Pair] | None = None) -> Ledger:
        """The hours of lines; of these pairs, or else of all that the lines are of."""
        if pairs is None:
            pairs = (lines.pairs[pair] for lines in (asking, offering) for pair in np.unique(lines.pair).tolist())
        rows = {pair: row for row, pair in enumerate(dict.fromkeys(pairs))}
        asked, offered = (_rows(months, lines, rows) for lines in (asking, offering))
        return cls(months, tuple(rows), asking, asked, offered)

    @cached_property
    def unmet(self) -> tuple[Floats, Ints]:
        """What nobody can do, as the function of that name says."""
        return unmet(self.asked, self.offered)

    def shortages(self) -> list[Shortage]:
        """Where more is asked than is offered, the largest first.

        Months that follow each other are one shortage when they are short at the same niveau.
        """
        lines = by_pair(self.lines)
        found = []
        for run in short_runs(self.asked, self.offered, *self.unmet):
            organisatie, profiel = pair = self.pairs[run.row]
            named = organisatie, self.lines.spelled[profiel]
            found.append(run.shortage(self.months, named, partial(causes_among, lines[pair])))
        return sorted(found, key=Shortage.largest_first)


def _rows(months: Months, lines: Lines, rows: Mapping[Pair, int]) -> Floats:
    """The hours at each niveau or higher, of each pair in its row; those of other pairs are left out."""
    levels = [LEVELS.index(key.niveau) for key in lines.keys]
    per_niveau = np.zeros((len(rows) + 1, len(LEVELS), months.count))
    hours = lines.per_month(months, lines.key, len(lines.keys))
    per_niveau[[rows.get(key.pair, len(rows)) for key in lines.keys], levels] = hours
    return np.cumsum(per_niveau[:-1], axis=1)


def ledger(regio: Regio, months: Months, nummers: Iterable[str] | None = None) -> Ledger:
    """What the opdrachten with these nummers (or all but the finished and withdrawn) ask, beside what is offered."""
    return Ledger.of(months, _counted(regio, nummers), offered_lines(regio))


def unmet(asked: Floats, offered: Floats) -> tuple[Floats, Ints]:
    """Per month the hours that nobody can do, and the place in LEVELS where they are short.

    Both are hours at each niveau or higher: [..., niveau, month]. Of several niveaus that are equally short it is the
    lowest of all, for then the profiel itself is short; or else the highest.
    """
    excess = asked - offered
    level: Ints = np.argmax(excess - EXACT * _LAST_RESORT[:, None], axis=-2)
    most = np.take_along_axis(excess, level[..., None, :], axis=-2)[..., 0, :]
    return np.where(most > EXACT, most, 0.0), level


class Run(NamedTuple):
    """Months that follow each other in which the hours of a row are short at one niveau (a place in LEVELS)."""

    row: int
    level: int
    first: int
    last: int
    asked: float
    offered: float

    def shortage(self, months: Months, named: Pair, causes: Callable[[Zwaarte, date, date], list[Cause]]) -> Shortage:
        """The same in words of the register."""
        niveau = LEVELS[self.level]
        van, tot = months.first_day(self.first), months.last_day(self.last)
        return Shortage(*named, niveau, van, tot, self.asked, self.offered, partial(causes, niveau, van, tot))


def short_runs(asked: Floats, offered: Floats, short: Floats, level: Ints) -> Iterator[Run]:
    """Where hours are short: asked and offered as [row, niveau, month], and what `unmet` makes of them."""
    row, month = np.nonzero(short)
    if not len(row):
        return
    at = level[row, month]
    is_first = np.ones(len(row), dtype=bool)
    is_first[1:] = (np.diff(row) != 0) | (np.diff(month) != 1) | (np.diff(at) != 0)
    start = np.flatnonzero(is_first)
    last = np.append(start[1:], len(row)) - 1
    sums = [np.add.reduceat(hours[row, at, month], start) for hours in (asked, offered)]
    kept = sums[0] - sums[1] > NOTHING
    columns = (row[start], at[start], month[start], month[last], *sums)
    yield from map(Run, *(column[kept].tolist() for column in columns))


def causes_among(lines: Lines, niveau: Zwaarte, van: date, tot: date) -> list[Cause]:
    """Which opdrachten ask at this niveau or higher in a period; `lines` are of one organisatie and profiel."""
    owners, owner = np.unique(lines.owner, return_inverse=True)
    asked = lines.within(van, tot) * (lines.levels <= LEVELS.index(niveau))
    hours = np.bincount(owner, asked, len(owners)).tolist()
    causes = [Cause(lines.owners[who], uren) for who, uren in zip(owners.tolist(), hours, strict=True) if uren > 0]
    return sorted(causes, key=Cause.largest_first)


def by_pair(lines: Lines) -> dict[Pair, Lines]:
    """The lines of each organisatie and profiel by themselves."""
    order = np.argsort(lines.pair, kind="stable")
    ends = np.searchsorted(lines.pair[order], np.arange(len(lines.pairs) + 1)).tolist()
    return {pair: lines.where(order[ends[i] : ends[i + 1]]) for i, pair in enumerate(lines.pairs)}
