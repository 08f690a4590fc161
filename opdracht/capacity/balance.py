"""Hours asked beside hours offered per month, where they fall short, by how much, and because of which opdrachten.

Niveau counts as nested thresholds: for each niveau the hours asked at that niveau or higher (I is the highest) stay
within the hours offered at that niveau or higher, because an offer of a higher niveau covers a lower ask and not the
reverse. The largest excess over the niveaus is exactly what nobody can do, however the hours are divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from opdracht.capacity.lines import LEVELS, Floats, Ints, Key, Lines, asked_lines, offered_lines
from opdracht.capacity.months import Months
from opdracht.choices import Zwaarte
from opdracht.region import Regio

NOTHING = 0.5
"""Half an hour: what rounds to nothing is no shortage."""

Pair = tuple[str, str]
"""An organisatie and a profiel (casefolded)."""


@dataclass(frozen=True)
class Cause:
    """An opdracht and the hours it asks where there are too few."""

    nummer: str
    uren: float

    def largest_first(self) -> tuple[float, str]:
        """To sort by."""
        return (-round(self.uren, 6), self.nummer)


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
    causes: tuple[Cause, ...]
    """The largest first."""

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


def demand(regio: Regio, months: Months, nummers: Iterable[str] | None = None) -> dict[Key, Floats]:
    """Hours asked per month; of the opdrachten with these nummers, or else of all but the finished and withdrawn."""
    return _table(_counted(regio, nummers), months)


def supply(regio: Regio, months: Months) -> dict[Key, Floats]:
    """Hours offered per month, less what is promised elsewhere."""
    return _table(offered_lines(regio), months)


def demand_lines(regio: Regio, nummer: str, months: Months) -> list[tuple[Key, Floats]]:
    """The hours per month of each line of inzet of one opdracht; lines without a period have none and are left out."""
    lines = asked_lines(regio).of_one(nummer)
    hours = lines.per_month(months, np.arange(len(lines.key)), len(lines.key))
    return [(lines.keys[key], of_line) for key, of_line in zip(lines.key.tolist(), hours, strict=True)]


def span(regio: Regio, nummers: Iterable[str] | None = None) -> Months | None:
    """The months in which these opdrachten ask anything; None when they ask nothing in a known period."""
    lines = _counted(regio, nummers)
    if not len(lines.key):
        return None
    last_day = lines.end.max() - np.timedelta64(1, "D")
    return Months.of(lines.begin.min().astype(date), last_day.astype(date))


def or_higher(hours: Mapping[Key, Floats]) -> dict[Pair, Floats]:
    """Hours at each niveau or higher, [niveau from I to V, month], per organisatie and profiel."""
    pairs: dict[Pair, Floats] = {}
    for key, of_key in hours.items():
        at_least = pairs.setdefault((key.organisatie, key.profiel), np.zeros((len(LEVELS), len(of_key))))
        at_least[LEVELS.index(key.niveau) :] += of_key
    return pairs


def unmet(asked: Floats, offered: Floats) -> tuple[Floats, Ints]:
    """Per month the hours that nobody can do and the place in LEVELS where they are short: the lowest niveau, if several.

    Both are given as `or_higher` makes them: [niveau, month].
    """
    excess = asked - offered
    level = len(LEVELS) - 1 - np.argmax(excess[::-1] - NOTHING * 1e-6 * np.arange(len(LEVELS))[:, None], axis=0)
    most: Floats = excess[level, np.arange(excess.shape[1])]
    return np.where(most > NOTHING, most, 0.0), level


def shortages(
    regio: Regio, months: Months, nummers: Iterable[str] | None = None, *, merged: bool = True
) -> list[Shortage]:
    """Where the opdrachten (as in `demand`) ask more than is offered, the largest first.

    Months that follow each other are one shortage when they are short at the same niveau, unless `merged` is off.
    """
    counted = _counted(regio, nummers)
    asked, offered = or_higher(_table(counted, months)), or_higher(supply(regio, months))
    nothing = np.zeros((len(LEVELS), months.count))
    lines = by_pair(counted)
    found: list[Shortage] = []
    for pair, of_pair in asked.items():
        causes = partial(causes_among, lines[pair])
        named = (pair[0], counted.spelled[pair[1]])
        found += short_months(months, named, of_pair, offered.get(pair, nothing), causes, merged=merged)
    return sorted(found, key=Shortage.largest_first)


def short_months(
    months: Months,
    named: Pair,
    asked: Floats,
    offered: Floats,
    causes: Callable[[Zwaarte, date, date], tuple[Cause, ...]],
    *,
    merged: bool = True,
) -> Iterator[Shortage]:
    """The shortages of one organisatie and profiel, of hours as `or_higher` makes them."""
    short, level = unmet(asked, offered)
    for first, last in _runs(short, level, merged=merged):
        niveau = int(level[first])
        asked_hours, offered_hours = (float(hours[niveau, first : last + 1].sum()) for hours in (asked, offered))
        van, tot = months.first_day(first), months.last_day(last)
        because = causes(LEVELS[niveau], van, tot)
        yield Shortage(*named, LEVELS[niveau], van, tot, asked_hours, offered_hours, because)


def _runs(short: Floats, level: Ints, *, merged: bool) -> list[tuple[int, int]]:
    """The first and last place of each run of months that are short at one niveau."""
    runs: list[tuple[int, int]] = []
    for month in np.flatnonzero(short).tolist():
        if merged and runs and runs[-1][1] == month - 1 and level[month] == level[month - 1]:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def causes_among(lines: Lines, niveau: Zwaarte, van: date, tot: date) -> tuple[Cause, ...]:
    """Which opdrachten ask at this niveau or higher in a period; `lines` are of one organisatie and profiel."""
    owners, place = np.unique(lines.owner, return_inverse=True)
    hours = np.bincount(place, lines.within(van, tot) * (lines.levels <= LEVELS.index(niveau)))
    causes = [
        Cause(lines.owners[owner], uren)
        for owner, uren in zip(owners.tolist(), hours.tolist(), strict=True)
        if uren > 0
    ]
    return tuple(sorted(causes, key=Cause.largest_first))


def by_pair(lines: Lines) -> dict[Pair, Lines]:
    """The lines of each organisatie and profiel by themselves."""
    places: dict[Pair, int] = {}
    for key in lines.keys:
        places.setdefault((key.organisatie, key.profiel), len(places))
    of_key = np.array([places[key.organisatie, key.profiel] for key in lines.keys], dtype=np.int64)
    of_line = of_key[lines.key]
    order = np.argsort(of_line, kind="stable")
    ends = np.searchsorted(of_line[order], np.arange(len(places) + 1)).tolist()
    return {pair: lines.where(order[ends[place] : ends[place + 1]]) for pair, place in places.items()}


def _counted(regio: Regio, nummers: Iterable[str] | None) -> Lines:
    lines = asked_lines(regio)
    return lines.of([opdracht.nummer for opdracht in regio.asking] if nummers is None else nummers)


def _table(lines: Lines, months: Months) -> dict[Key, Floats]:
    hours = lines.per_month(months, lines.key, len(lines.keys))
    return {lines.keys[place]: hours[place] for place in np.unique(lines.key).tolist()}
