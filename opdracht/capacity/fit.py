"""Whether the hours of one opdracht fit beside those of others, quick enough to ask it of thousands in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from opdracht.capacity.balance import (
    NOTHING,
    Pair,
    Shortage,
    by_pair,
    causes_among,
    demand,
    or_higher,
    short_months,
    span,
    supply,
)
from opdracht.capacity.lines import LEVELS, Floats, Ints, Lines, asked_lines
from opdracht.capacity.months import Months
from opdracht.choices import Status
from opdracht.region import Regio

LONGEST_MONTH = 31


def unfit(regio: Regio, nummer: str, beside: frozenset[Status]) -> list[Shortage]:
    """Where the hours of an opdracht do not fit beside all opdrachten in one of these statuses, the largest first.

    Only profielen of which it asks hours, in the months in which it asks them.
    """
    there = _there(regio, beside)
    if there is None or nummer not in there.tight:
        return []
    lines = asked_lines(regio)
    found: list[Shortage] = []
    for pair, own in or_higher(demand(regio, there.months, [nummer])).items():
        others, offered = (table.get(pair, there.nothing) for table in (there.asked, there.offered))
        asked = np.where(own > 0, others if nummer in there.nummers else others + own, 0.0)
        of_pair = there.lines[pair]
        counted = of_pair.where(there.counted[of_pair.owner] | (of_pair.owner == lines.places[nummer]))
        named = (pair[0], lines.spelled[pair[1]])
        found += short_months(there.months, named, asked, offered, partial(causes_among, counted))
    return sorted(found, key=Shortage.largest_first)


@dataclass(frozen=True, eq=False)
class _There:
    """What is asked and offered already, and which opdrachten could be too much beside it."""

    months: Months
    nothing: Floats
    nummers: frozenset[str]
    counted: npt.NDArray[np.bool_]
    asked: Mapping[Pair, Floats]
    offered: Mapping[Pair, Floats]
    lines: Mapping[Pair, Lines]
    tight: frozenset[str]


@lru_cache(maxsize=4)  # a check asks for the same region thousands of times
def _there(regio: Regio, beside: frozenset[Status]) -> _There | None:
    months = span(regio, regio.opdrachten)
    if months is None:
        return None
    nothing = np.zeros((len(LEVELS), months.count))
    nummers = frozenset(opdracht.nummer for opdracht in regio.opdrachten.values() if opdracht.status in beside)
    asked, offered = or_higher(demand(regio, months, nummers)), or_higher(supply(regio, months))
    lines = asked_lines(regio)
    counted = np.array([owner in nummers for owner in lines.owners], dtype=bool)
    of_pairs = by_pair(lines)
    tight: set[str] = set()
    for pair, of_pair in of_pairs.items():
        tight |= _tight(of_pair, months, counted, offered.get(pair, nothing) - asked.get(pair, nothing))
    return _There(months, nothing, nummers, counted, asked, offered, of_pairs, frozenset(tight))


def _tight(lines: Lines, months: Months, counted: npt.NDArray[np.bool_], room: Floats) -> set[str]:
    """The opdrachten that may ask more of one organisatie and profiel than there is room for: never too few of them.

    `room` is per niveau or higher and month, after the `counted` opdrachten.
    """
    owners, place = np.unique(lines.owner, return_inverse=True)
    most_in_a_month = np.bincount(place, (lines.a_year / 365 + lines.a_day) * LONGEST_MONTH)
    needed = (most_in_a_month * ~counted[owners])[place]
    lower_too = np.minimum.accumulate(room[::-1], axis=0)[::-1]
    first, last = (
        day.astype("datetime64[M]").astype(np.int64) + 1970 * 12 - months.first for day in (lines.begin, lines.end - 1)
    )
    too_much = needed - _least(lower_too, lines.levels, first, last) > NOTHING / 2
    return {lines.owners[owner] for owner in np.unique(lines.owner[too_much]).tolist()}


def _least(values: Floats, row: Ints, first: Ints, last: Ints) -> Floats:
    """The least of values[row] from first up to and including last, for many at once: of two overlapping powers of 2."""
    least = [values]
    while (step := 2 ** (len(least) - 1)) < values.shape[1]:
        before = least[-1]
        least.append(np.minimum(before, np.pad(before[:, step:], ((0, 0), (0, step)), constant_values=np.inf)))
    power = np.frexp((last - first + 1).astype(np.float64))[1].astype(np.int64) - 1
    table = np.stack(least)
    found: Floats = np.minimum(table[power, row, first], table[power, row, last + 1 - 2**power])
    return found
