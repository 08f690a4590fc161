"""Whether the hours of an opdracht fit beside those of others: of one, or of thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from opdracht.capacity.balance import (
    EXACT,
    Causes,
    Pair,
    Shortage,
    by_pair,
    causes_among,
    or_higher,
    short_runs,
    span,
    table,
)
from opdracht.capacity.lines import LEVELS, Floats, Ints, Lines, asked_lines, offered_lines
from opdracht.capacity.months import Months
from opdracht.choices import Status, Zwaarte
from opdracht.region import Regio

LONGEST_MONTH = 31
AT_ONCE = 2_000_000
"""Numbers in one array: opdrachten x niveaus x months."""


def unfit(regio: Regio, nummer: str, beside: frozenset[Status]) -> list[Shortage]:
    """Where the hours of an opdracht do not fit beside all opdrachten in one of these statuses, the largest first.

    Only profielen of which it asks hours, in the months in which it asks them.
    """
    return _unfit(_there(regio, beside, False), [nummer]).get(nummer, [])


@lru_cache(maxsize=8)  # a check asks for the same region thousands of times
def all_unfit(
    regio: Regio, beside: frozenset[Status], *, whole_organisaties: bool = False
) -> Mapping[str, list[Shortage]]:
    """The same of every opdracht that has any.

    With `whole_organisaties` all hours of an organisatie count together, whatever the profiel.
    """
    return _unfit(_there(regio, beside, whole_organisaties), regio.opdrachten)


@dataclass(frozen=True, eq=False)
class _There:
    """What is asked and offered already, per organisatie and profiel; `counted` are the opdrachten that ask it."""

    months: Months
    lines: Lines
    pairs: tuple[Pair, ...]
    pair: Ints
    counted: npt.NDArray[np.bool_]
    counted_lines: Mapping[Pair, Lines]
    asked: Floats
    offered: Floats


@lru_cache(maxsize=8)
def _there(regio: Regio, beside: frozenset[Status], whole_organisaties: bool) -> _There | None:
    months = span(regio, regio.opdrachten)
    if months is None:
        return None
    lines, offers = asked_lines(regio), offered_lines(regio)
    if whole_organisaties:
        lines, offers = lines.of_organisaties, offers.of_organisaties
    nummers = [opdracht.nummer for opdracht in regio.opdrachten.values() if opdracht.status in beside]
    counted = lines.of(nummers)
    pairs = tuple(dict.fromkeys((key.organisatie, key.profiel) for key in lines.keys))
    places = {pair: place for place, pair in enumerate(pairs)}
    of_key = np.array([places[key.organisatie, key.profiel] for key in lines.keys], dtype=np.int64)
    nothing = np.zeros((len(LEVELS), months.count))
    asked, offered = (
        np.stack([hours.get(pair, nothing) for pair in pairs])
        for hours in (or_higher(table(counted, months)), or_higher(table(offers, months)))
    )
    is_counted = np.isin(
        np.arange(len(lines.owners)), [lines.places[nummer] for nummer in nummers if nummer in lines.places]
    )
    return _There(months, lines, pairs, of_key[lines.key], is_counted, by_pair(counted), asked, offered)


def _unfit(there: _There | None, nummers: Iterable[str]) -> dict[str, list[Shortage]]:
    """The shortages of each of these opdrachten that has any, the largest first."""
    found: dict[str, list[Shortage]] = {}
    if there is None:
        return found
    wanted = np.isin(there.lines.owner, [there.lines.places[n] for n in nummers if n in there.lines.places])
    chosen = np.flatnonzero(wanted)
    chosen = chosen[_tight(there, chosen)]
    asks = there.lines.owner[chosen] * len(there.pairs) + there.pair[chosen]
    groups, row = np.unique(asks, return_inverse=True)
    size = max(AT_ONCE // (len(LEVELS) * there.months.count), 1)
    for begin in range(0, len(groups), size):
        inside = (row >= begin) & (row < begin + size)
        owner, pair = np.divmod(groups[begin : begin + size], len(there.pairs))
        own = _own_hours(there, chosen[inside], row[inside] - begin, len(owner))
        new = ~there.counted[owner][:, None, None]
        asked = np.where(own > 0, there.asked[pair] + own * new, 0.0)
        for run in short_runs(asked, there.offered[pair]):
            who, what = int(owner[run.row]), there.pairs[pair[run.row]]
            named = (what[0], there.lines.spelled[what[1]])
            mine = float(own[run.row, run.level, run.first : run.last + 1].sum())
            shortage = run.shortage(there.months, named, partial(_causes, there, who, mine, what))
            found.setdefault(there.lines.owners[who], []).append(shortage)
    for of_one in found.values():
        of_one.sort(key=Shortage.largest_first)
    return found


def _own_hours(there: _There, chosen: Ints, row: Ints, rows: int) -> Floats:
    """The hours of each row of lines at each niveau or higher: [row, niveau, month]."""
    lines = there.lines.where(chosen)
    hours = lines.per_month(there.months, row * len(LEVELS) + lines.levels, rows * len(LEVELS))
    return np.cumsum(hours.reshape(rows, len(LEVELS), there.months.count), axis=1)


def _causes(there: _There, owner: int, mine: float, pair: Pair, niveau: Zwaarte, van: date, tot: date) -> Causes:
    counted = _counted_causes(there, pair, niveau, van, tot)
    return counted if there.counted[owner] else counted.plus(owner, mine)


@lru_cache(maxsize=256)
def _counted_causes(there: _There, pair: Pair, niveau: Zwaarte, van: date, tot: date) -> Causes:
    return causes_among(there.counted_lines[pair], niveau, van, tot)


def _tight(there: _There, chosen: Ints) -> npt.NDArray[np.bool_]:
    """The chosen lines of which the opdracht may ask more than there is room for: never too few of them."""
    lines, pair = there.lines.where(chosen), there.pair[chosen]
    groups, group = np.unique(lines.owner * len(there.pairs) + pair, return_inverse=True)
    most_in_a_month = np.bincount(group, (lines.a_year / 365 + lines.a_day) * LONGEST_MONTH, len(groups))
    needed = most_in_a_month[group] * ~there.counted[lines.owner]
    first, last = (
        day.astype("datetime64[M]").astype(np.int64) + 1970 * 12 - there.months.first
        for day in (lines.begin, lines.end - 1)
    )
    room = there.offered - there.asked
    lower_too = np.minimum.accumulate(room[:, ::-1], axis=1)[:, ::-1].reshape(-1, there.months.count)
    least = _least(lower_too, pair * len(LEVELS) + lines.levels, first, last)
    is_tight = np.bincount(group, needed - least > EXACT / 2, len(groups)) > 0
    return is_tight[group]


def _least(values: Floats, row: Ints, first: Ints, last: Ints) -> Floats:
    """The least of values[row] from first up to and including last, for many at once: of two overlapping powers of 2."""
    power = np.frexp((last - first + 1).astype(np.float64))[1].astype(np.int64) - 1
    found = np.empty(len(row))
    least = values
    for step in range(int(power.max(initial=-1)) + 1):
        of_step = power == step
        for_these = (row[of_step], first[of_step], last[of_step] + 1 - 2**step)
        found[of_step] = np.minimum(least[for_these[0], for_these[1]], least[for_these[0], for_these[2]])
        shifted = np.pad(least[:, 2**step :], ((0, 0), (0, min(2**step, values.shape[1]))), constant_values=np.inf)
        least = np.minimum(least, shifted)
    return found
