"""Lines of inzet and aanbod as columns of numbers, and their hours: exact, every line spread evenly over its months.

One fte, or so many hours a week, is so many hours a year (settings); a year's hours are spread over its twelve months,
which are equally long (months.py). What an organisatie has promised elsewhere is taken off its offer, which is never less than nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opdracht.capacity.months import YEAR, Days, Months, begin_of, begins_of, end_of
from opdracht.choices import Eenheid, Zwaarte
from opdracht.model import Aanbod, Inzet, Opdracht
from opdracht.region import Regio
from opdracht.settings import Settings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEVELS = tuple(Zwaarte)
"""From the highest to the lowest."""


class Key(NamedTuple):
    """Whose hours, of what profiel (casefolded) and niveau.

    An ask that states no niveau asks the lowest, V; an offer that states none may be the right one, so it counts as I.
    """

    organisatie: str
    profiel: str
    niveau: Zwaarte

    @property
    def pair(self) -> Pair:
        """Of whom and of what, at whatever niveau."""
        return self.organisatie, self.profiel


Pair = tuple[str, str]
"""An organisatie and a profiel (casefolded)."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines with a period, as columns: `owner` and `key` are places in `owners` and `keys`; `begin` and `end` are in
    months since year 0, and `a_month` is in hours."""

    owners: tuple[str, ...]
    keys: tuple[Key, ...]
    spelled: Mapping[str, str]
    owner: Ints
    key: Ints
    begin: Floats
    end: Floats
    a_month: Floats

    def where(self, chosen: Ints | Flags | slice) -> Lines:
        """Only the chosen lines."""
        owner, key, begin, end = self.owner[chosen], self.key[chosen], self.begin[chosen], self.end[chosen]
        return replace(self, owner=owner, key=key, begin=begin, end=end, a_month=self.a_month[chosen])

    def among(self, owners: Iterable[str]) -> Flags:
        """For each of `self.owners` whether it is one of these."""
        wanted = np.zeros(len(self.owners), dtype=np.bool_)
        wanted[[self.places[owner] for owner in owners if owner in self.places]] = True
        return wanted

    def of(self, owners: Iterable[str]) -> Lines:
        """Only the lines of these owners."""
        wanted = self.among(owners)
        return self if wanted.all() else self.where(wanted[self.owner])

    def of_one(self, owner: str) -> Lines:
        """Only the lines of one owner. Lines stand in the order of their owners."""
        place = self.places.get(owner)
        return self.where(slice(0, 0) if place is None else slice(*self._starts[place : place + 2]))

    @cached_property
    def of_organisaties(self) -> Lines:
        """The same hours without regard to profiel and niveau: all of an organisatie have one key."""
        keys = tuple(dict.fromkeys(Key(key.organisatie, "", LEVELS[-1]) for key in self.keys))
        of_key = _places(keys, [Key(key.organisatie, "", LEVELS[-1]) for key in self.keys])
        return replace(self, keys=keys, spelled={"": ""}, key=of_key[self.key])

    @cached_property
    def levels(self) -> Ints:
        """The place in LEVELS of the niveau of each line."""
        return np.array([LEVELS.index(key.niveau) for key in self.keys], dtype=np.int64)[self.key]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every organisatie and profiel of the keys."""
        return tuple(dict.fromkeys(key.pair for key in self.keys))

    @cached_property
    def pair(self) -> Ints:
        """The place in `pairs` of each line."""
        return _places(self.pairs, [key.pair for key in self.keys])[self.key]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each owner."""
        return {owner: place for place, owner in enumerate(self.owners)}

    @cached_property
    def _starts(self) -> Ints:
        return np.searchsorted(self.owner, np.arange(len(self.owners) + 1))

    def within(self, van: date, tot: date) -> Floats:
        """The hours of each line from `van` up to and including `tot`."""
        begin, end = (np.clip(place, begin_of(van), end_of(tot)) for place in (self.begin, self.end))
        hours: Floats = self.a_month * (end - begin)
        return hours

    def per_month(self, months: Months, row: Ints, rows: int) -> Floats:
        """Hours per row and month, when each line goes to a `row`. The cost does not grow with how long lines last.

        A line adds its rate in the month it begins and takes it off in the month it ends; one running sum does the
        rest. What a first or last month misses of it by beginning or ending halfway stands apart in `part`.
        """
        width = months.count + 1
        rate, part = np.zeros(rows * width), np.zeros(rows * width)
        running = np.zeros(rows * width, dtype=np.int64)
        for sign, place in ((1, self.begin), (-1, self.end)):
            place = np.clip(place - months.first, 0.0, months.count)
            month = place.astype(np.int64)
            cell = row * width + month
            rate += sign * np.bincount(cell, self.a_month, rows * width)
            part -= sign * np.bincount(cell, self.a_month * (place - month), rows * width)
            running += sign * np.bincount(cell, minlength=rows * width)
        whole, lines = (np.cumsum(change.reshape(rows, width), axis=1)[:, :-1] for change in (rate, running))
        whole = np.where(lines == 0, 0.0, whole)  # not a rounding's leftover
        hours: Floats = np.maximum(whole + part.reshape(rows, width)[:, :-1], 0.0)
        return hours

    def at_least(self, months: Months, row: Ints, rows: int) -> Floats:
        """The same at each niveau or higher: [row, niveau from I to V, month]."""
        per_niveau = self.per_month(months, row * len(LEVELS) + self.levels, rows * len(LEVELS))
        return np.cumsum(per_niveau.reshape(rows, len(LEVELS), months.count), axis=1)


def hours_a_year(hoeveelheid: float, eenheid: str, settings: Settings) -> float:
    """Productive hours a year for any unit but 'uren'."""
    if eenheid == Eenheid.FTE:
        return hoeveelheid * settings.uren_per_fte
    if eenheid == Eenheid.UREN_PER_WEEK:
        return hoeveelheid * settings.werkweken
    if eenheid == Eenheid.DAGDELEN_PER_WEEK:
        return hoeveelheid * settings.uren_per_dagdeel * settings.werkweken
    return hoeveelheid


def inzet_hours(inzet: Inzet, opdracht: Opdracht, settings: Settings) -> float | None:
    """The total hours of a line of inzet; None while its period is not known and its unit needs one."""
    if inzet.eenheid == Eenheid.UREN:
        return inzet.hoeveelheid
    van, tot = inzet.van or opdracht.van, inzet.tot or opdracht.tot
    if van is None or tot is None or van > tot:
        return None
    return hours_a_year(inzet.hoeveelheid, inzet.eenheid, settings) * (end_of(tot) - begin_of(van)) / YEAR


def offered_and_promised(aanbod: Aanbod, settings: Settings) -> tuple[float, float]:
    """What a line of aanbod offers and what of it is promised elsewhere: hours a year, or in its period for 'uren'."""
    promised = aanbod.al_toegezegd or 0.0
    if aanbod.eenheid == Eenheid.UREN:
        return aanbod.hoeveelheid, promised * (end_of(aanbod.tot) - begin_of(aanbod.van)) / YEAR
    return hours_a_year(aanbod.hoeveelheid, aanbod.eenheid, settings), promised


@lru_cache(maxsize=2)  # one region is asked for many things
def asked_lines(regio: Regio) -> Lines:
    """Every line of inzet with a period, of every opdracht, in the order of the register."""
    owners = tuple(nummer for nummer in regio.opdrachten if nummer in regio.inzet)
    of_owners = [regio.inzet[nummer] for nummer in owners]
    lines = list(chain.from_iterable(of_owners))
    owner = np.repeat(np.arange(len(owners)), list(map(len, of_owners)))
    opdrachten = [regio.opdrachten[nummer] for nummer in owners]
    van, tot = (
        np.where(np.isnat(own := _days(lines, name)), _days(opdrachten, name)[owner], own) for name in ("van", "tot")
    )
    return _lines(lines, owners, owner, (van, tot), Zwaarte.V, regio.settings)


@lru_cache(maxsize=2)
def offered_lines(regio: Regio) -> Lines:
    """Every line of aanbod, less what is promised elsewhere; its owner is the organisatie."""
    owners = tuple(dict.fromkeys(aanbod.organisatie for aanbod in regio.aanbod))
    places = {code: place for place, code in enumerate(owners)}
    offers = sorted(regio.aanbod, key=lambda aanbod: places[aanbod.organisatie])
    owner = _places(owners, [aanbod.organisatie for aanbod in offers])
    lines = _lines(offers, owners, owner, (_days(offers, "van"), _days(offers, "tot")), Zwaarte.I, regio.settings)
    promised = np.array([aanbod.al_toegezegd or 0.0 for aanbod in offers], dtype=np.float64)
    return replace(lines, a_month=np.maximum(lines.a_month - promised / YEAR, 0.0))


def _days(records: Sequence[object], name: str) -> Days:
    """A field of dates; numpy itself takes ten times as long to read them."""
    ordinals = [_NEVER if day is None else day.toordinal() for day in map(attrgetter(name), records)]
    return (np.array(ordinals, dtype=np.int64) - _FIRST_OF_1970).view("datetime64[D]")


_FIRST_OF_1970 = date(1970, 1, 1).toordinal()
_NEVER = np.iinfo(np.int64).min + _FIRST_OF_1970  # becomes NaT


def _lines(
    records: Sequence[Inzet] | Sequence[Aanbod],
    owners: tuple[str, ...],
    owner: Ints,
    period: tuple[Days, Days],
    unstated: Zwaarte,
    settings: Settings,
) -> Lines:
    keys, spelled, key = _keys(records, unstated)
    unit = _places(Eenheid, list(map(attrgetter("eenheid"), records)))
    amount = np.array(list(map(attrgetter("hoeveelheid"), records)), dtype=np.float64)
    factor = [0.0 if eenheid == Eenheid.UREN else hours_a_year(1.0, eenheid, settings) for eenheid in Eenheid]
    total = np.where(unit == list(Eenheid).index(Eenheid.UREN), amount, 0.0)
    known = period[0] <= period[1]  # never true of a date that is not there
    begin, end = begins_of(period[0][known]), begins_of(period[1][known] + 1)
    a_month = total[known] / (end - begin) + (amount * np.array(factor)[unit])[known] / YEAR
    return Lines(owners, keys, spelled, owner[known], key[known], begin, end, a_month)


def _keys(lines: Sequence[Inzet] | Sequence[Aanbod], unstated: Zwaarte) -> tuple[tuple[Key, ...], dict[str, str], Ints]:
    """The keys that occur, how each profiel was first spelled, and the place of each line's key."""
    of_lines: list[tuple[str, str, str | None]] = list(map(attrgetter("organisatie", "profiel", "niveau"), lines))
    stated = list(dict.fromkeys(of_lines))
    spelled = {profiel_key(profiel): profiel.strip() for _, profiel, _ in reversed(stated)}
    as_keys = [Key(code, profiel_key(profiel), Zwaarte(niveau or unstated)) for code, profiel, niveau in stated]
    keys = tuple(dict.fromkeys(as_keys))
    return keys, spelled, _places(keys, as_keys)[_places(stated, of_lines)]


def _places(known: Iterable[Hashable], given: Sequence[Hashable]) -> Ints:
    places = {value: place for place, value in enumerate(known)}
    return np.fromiter(map(places.__getitem__, given), np.int64, len(given))


def spelled(regio: Regio) -> dict[str, str]:
    """Each profiel (casefolded) as the register first spells it, where it is asked or else where it is offered."""
    return {**offered_lines(regio).spelled, **asked_lines(regio).spelled}


def profiel_key(profiel: str) -> str:
    """A profiel as it is compared: without regard to capitals."""
    return profiel.strip().casefold()
