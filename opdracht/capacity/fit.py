"""Whether the hours of an opdracht fit beside those of others: of one, or of thousands at once."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

import numpy as np

from opdracht.capacity.balance import EXACT, Cause, Ledger, Shortage, by_pair, causes_among, short_runs, span, unmet
from opdracht.capacity.lines import LEVELS, Flags, Floats, Ints, Lines, Pair, asked_lines, offered_lines
from opdracht.choices import Status, Zwaarte
from opdracht.region import Regio

AT_ONCE = 2_000_000
"""Numbers in one array: opdrachten x niveaus x months."""


def unfit(regio: Regio, nummer: str, beside: frozenset[Status]) -> list[Shortage]:
    """Where the hours of an opdracht do not fit beside all opdrachten in one of these statuses, the largest first.

    Only profielen of which it asks hours, in the months in which it asks them.
    """
    return _unfit(_standing(regio, beside, False), [nummer]).get(nummer, [])


@lru_cache(maxsize=8)  # a check asks for the same region thousands of times
def all_unfit(
    regio: Regio, beside: frozenset[Status], *, whole_organisaties: bool = False
) -> Mapping[str, list[Shortage]]:
    """The same of every opdracht that has any.

    With `whole_organisaties` all hours of an organisatie count together, whatever the profiel.
    """
    return _unfit(_standing(regio, beside, whole_organisaties), regio.opdrachten)


@dataclass(frozen=True, eq=False)
class _Standing:
    """What is asked and offered already (`ledger`, by the places of `lines.pairs`), beside the lines of every opdracht.

    `counted` says of each owner of the lines whether its hours are in the ledger.
    """

    ledger: Ledger
    lines: Lines
    counted: Flags

    @cached_property
    def counted_lines(self) -> Mapping[Pair, Lines]:
        """The lines in the ledger of each organisatie and profiel by themselves."""
        return by_pair(self.ledger.lines)


@lru_cache(maxsize=8)
def _standing(regio: Regio, beside: frozenset[Status], whole_organisaties: bool) -> _Standing | None:
    months = span(regio, regio.opdrachten)
    if months is None:
        return None
    lines, offers = asked_lines(regio), offered_lines(regio)
    if whole_organisaties:
        lines, offers = lines.of_organisaties, offers.of_organisaties
    nummers = [opdracht.nummer for opdracht in regio.opdrachten.values() if opdracht.status in beside]
    return _Standing(Ledger.of(months, lines.of(nummers), offers, lines.pairs), lines, lines.among(nummers))


def _unfit(standing: _Standing | None, nummers: Iterable[str]) -> dict[str, list[Shortage]]:
    """The shortages of each of these opdrachten that has any, the largest first."""
    shortages: dict[str, list[Shortage]] = {}
    if standing is None:
        return shortages
    lines, ledger = standing.lines, standing.ledger
    chosen = np.flatnonzero(lines.among(nummers)[lines.owner])
    chosen = chosen[_tight(standing, chosen)]
    asks = lines.owner[chosen] * len(lines.pairs) + lines.pair[chosen]
    groups, row = np.unique(asks, return_inverse=True)
    size = max(AT_ONCE // (len(LEVELS) * ledger.months.count), 1)
    for begin in range(0, len(groups), size):
        inside = (row >= begin) & (row < begin + size)
        owner, pair = np.divmod(groups[begin : begin + size], len(lines.pairs))
        own = lines.where(chosen[inside]).at_least(ledger.months, row[inside] - begin, len(owner))
        for nummer, shortage in _short(standing, owner, pair, own):
            shortages.setdefault(nummer, []).append(shortage)
    for of_one in shortages.values():
        of_one.sort(key=Shortage.largest_first)
    return shortages


def _short(standing: _Standing, owner: Ints, pair: Ints, own: Floats) -> Iterator[tuple[str, Shortage]]:
    """The shortages of rows of hours (`own`), each of one opdracht and one organisatie and profiel, with its nummer."""
    lines, ledger = standing.lines, standing.ledger
    new = ~standing.counted[owner][:, None, None]
    asked, offered = np.where(own > 0, ledger.asked[pair] + own * new, 0.0), ledger.offered[pair]
    for run in short_runs(asked, offered, *unmet(asked, offered)):
        who, (organisatie, profiel) = int(owner[run.row]), lines.pairs[pair[run.row]]
        mine = float(own[run.row, run.level, run.first : run.last + 1].sum())
        causes = partial(_causes, standing, who, mine, (organisatie, profiel))
        yield lines.owners[who], run.shortage(ledger.months, (organisatie, lines.spelled[profiel]), causes)


def _causes(
    standing: _Standing, owner: int, mine: float, pair: Pair, niveau: Zwaarte, van: date, tot: date
) -> list[Cause]:
    causes = _counted_causes(standing, pair, niveau, van, tot)
    if standing.counted[owner]:
        return causes
    with_it = causes.copy()
    insort(with_it, Cause(standing.lines.owners[owner], mine), key=Cause.largest_first)
    return with_it


@lru_cache(maxsize=256)
def _counted_causes(standing: _Standing, pair: Pair, niveau: Zwaarte, van: date, tot: date) -> list[Cause]:
    return causes_among(standing.counted_lines[pair], niveau, van, tot)


def _tight(standing: _Standing, chosen: Ints) -> Flags:
    """The chosen lines of which the opdracht may ask more than there is room for: never too few of them."""
    lines, ledger = standing.lines.where(chosen), standing.ledger
    groups, group = np.unique(lines.owner * len(lines.pairs) + lines.pair, return_inverse=True)
    most_in_a_month = np.bincount(group, lines.a_month, len(groups))
    needed = most_in_a_month[group] * ~standing.counted[lines.owner]
    first, last = (place.astype(np.int64) - ledger.months.first for place in (lines.begin, np.ceil(lines.end) - 1))
    room = ledger.offered - ledger.asked
    lower_too = np.minimum.accumulate(room[:, ::-1], axis=1)[:, ::-1].reshape(-1, ledger.months.count)
    least = _least(lower_too, lines.pair * len(LEVELS) + lines.levels, first, last)
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
