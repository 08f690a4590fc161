"""Hours asked beside hours offered per month, where they fall short, by how much, and because of which opdrachten.

Niveau counts as nested thresholds: for each niveau the hours asked at that niveau or higher (I is the highest) stay
within the hours offered at that niveau or higher, because an offer of a higher niveau covers a lower ask and not the
reverse. The largest excess over the niveaus is exactly what nobody can do, however the hours are divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple, overload

import numpy as np

from opdracht.capacity.lines import LEVELS, Floats, Ints, Key, Lines, asked_lines, offered_lines
from opdracht.capacity.months import Months
from opdracht.choices import Zwaarte
from opdracht.region import Regio

NOTHING = 0.5
"""Half an hour: what rounds to nothing over months that follow each other is no shortage."""

EXACT = 1e-6
"""Hours; less than this is how the machine rounds."""

_LAST_RESORT = np.array([*range(1, len(LEVELS)), 0])

Pair = tuple[str, str]
"""An organisatie and a profiel (casefolded)."""


class Cause(NamedTuple):
    """An opdracht and the hours it asks where there are too few."""

    nummer: str
    uren: float


class Causes(Sequence[Cause]):
    """Opdrachten with their hours, each made when it is looked at: there may be thousands, and often three will do."""

    def __init__(self, nummers: Sequence[str], owners: Ints, hours: Floats) -> None:
        self._nummers, self._owners, self._hours = nummers, owners, hours

    def __len__(self) -> int:
        return len(self._owners)

    def plus(self, owner: int, uren: float) -> Causes:
        """The same with one opdracht more."""
        difference = np.round(self._hours - uren, 6)
        place = int(((difference > 0) | ((difference == 0) & (self._owners < owner))).sum())
        owners = np.concatenate((self._owners[:place], [owner], self._owners[place:]))
        return Causes(self._nummers, owners, np.concatenate((self._hours[:place], [uren], self._hours[place:])))

    @overload
    def __getitem__(self, place: int) -> Cause: ...
    @overload
    def __getitem__(self, place: slice) -> list[Cause]: ...
    def __getitem__(self, place: int | slice) -> Cause | list[Cause]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return Cause(self._nummers[int(self._owners[place])], float(self._hours[place]))


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
    find_causes: Callable[[], Causes] = field(compare=False, repr=False)

    @cached_property
    def causes(self) -> Causes:
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


def demand(regio: Regio, months: Months, nummers: Iterable[str] | None = None) -> dict[Key, Floats]:
    """Hours asked per month; of the opdrachten with these nummers, or else of all but the finished and withdrawn."""
    return table(_counted(regio, nummers), months)


def supply(regio: Regio, months: Months) -> dict[Key, Floats]:
    """Hours offered per month, less what is promised elsewhere."""
    return table(offered_lines(regio), months)


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
    """Per month the hours that nobody can do, and the place in LEVELS where they are short.

    Both are given as `or_higher` makes them: [..., niveau, month]. Of several niveaus that are equally short it is the
    lowest of all, for then the profiel itself is short; or else the highest.
    """
    excess = asked - offered
    level: Ints = np.argmax(excess - EXACT * _LAST_RESORT[:, None], axis=-2)
    most = np.take_along_axis(excess, level[..., None, :], axis=-2)[..., 0, :]
    return np.where(most > EXACT, most, 0.0), level


def shortages(
    regio: Regio, months: Months, nummers: Iterable[str] | None = None, *, merged: bool = True
) -> list[Shortage]:
    """Where the opdrachten (as in `demand`) ask more than is offered, the largest first.

    Months that follow each other are one shortage when they are short at the same niveau, unless `merged` is off.
    """
    counted = _counted(regio, nummers)
    asked, offered = or_higher(table(counted, months)), or_higher(supply(regio, months))
    nothing = np.zeros((len(LEVELS), months.count))
    lines, pairs = by_pair(counted), list(asked)
    if not pairs:
        return []
    both = (np.stack([hours.get(pair, nothing) for pair in pairs]) for hours in (asked, offered))
    found = []
    for run in short_runs(*both, merged=merged):
        pair = pairs[run.row]
        named = (pair[0], counted.spelled[pair[1]])
        found.append(run.shortage(months, named, partial(causes_among, lines[pair])))
    return sorted(found, key=Shortage.largest_first)


class Run(NamedTuple):
    """Months that follow each other in which the hours of a row are short at one niveau (a place in LEVELS)."""

    row: int
    level: int
    first: int
    last: int
    asked: float
    offered: float

    def shortage(self, months: Months, named: Pair, causes: Callable[[Zwaarte, date, date], Causes]) -> Shortage:
        """The same in words of the register."""
        niveau = LEVELS[self.level]
        van, tot = months.first_day(self.first), months.last_day(self.last)
        return Shortage(*named, niveau, van, tot, self.asked, self.offered, partial(causes, niveau, van, tot))


def short_runs(asked: Floats, offered: Floats, *, merged: bool = True) -> Iterator[Run]:
    """Where hours are short: both given as [row, niveau, month], where `or_higher` makes the last two."""
    short, level = unmet(asked, offered)
    row, month = np.nonzero(short)
    if not len(row):
        return
    at = level[row, month]
    is_first = np.ones(len(row), dtype=bool)
    if merged:
        is_first[1:] = (np.diff(row) != 0) | (np.diff(month) != 1) | (np.diff(at) != 0)
    start = np.flatnonzero(is_first)
    last = np.append(start[1:], len(row)) - 1
    sums = [np.add.reduceat(hours[row, at, month], start) for hours in (asked, offered)]
    kept = sums[0] - sums[1] > NOTHING
    columns = (row[start], at[start], month[start], month[last], *sums)
    yield from map(Run, *(column[kept].tolist() for column in columns))


def causes_among(lines: Lines, niveau: Zwaarte, van: date, tot: date) -> Causes:
    """Which opdrachten ask at this niveau or higher in a period; `lines` are of one organisatie and profiel."""
    owners, place = np.unique(lines.owner, return_inverse=True)
    asked = lines.within(van, tot) * (lines.levels <= LEVELS.index(niveau))
    hours = np.bincount(place, asked, len(owners)).astype(np.float64)
    order = np.argsort(-np.round(hours, 6), kind="stable")  # owners stand in the order of their nummers
    order = order[hours[order] > 0]
    return Causes(lines.owners, owners[order], hours[order])


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


def table(lines: Lines, months: Months) -> dict[Key, Floats]:
    """The hours of lines per key and month."""
    hours = lines.per_month(months, lines.key, len(lines.keys))
    return {lines.keys[place]: hours[place] for place in np.unique(lines.key).tolist()}
