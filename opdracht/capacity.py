"""Hours asked and hours offered, exact to the day: every line is spread evenly over the days of its period.

One fte, or so many hours a week, is so many hours a year (settings); a year's hours are spread over the days of that
year. What an organisatie has promised elsewhere is taken off its offer. Nothing here knows of a database or a clock.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate

from opdracht.choices import Eenheid
from opdracht.model import Aanbod, Inzet, Opdracht
from opdracht.region import Regio
from opdracht.settings import Settings

Span = tuple[int, int, float]
"""From a day until before a day (proleptic ordinals), with hours a day."""


class Hours:
    """Hours over time, as the sum of spans; asking for any period takes the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        change: dict[int, float] = {}
        for begin, end, rate in spans:
            change[begin] = change.get(begin, 0.0) + rate
            change[end] = change.get(end, 0.0) - rate
        self._days = sorted(change)
        self._rates = list(accumulate(change[day] for day in self._days))
        lengths = (after - day for day, after in zip(self._days, self._days[1:], strict=False))
        self._totals = list(accumulate((n * rate for n, rate in zip(lengths, self._rates, strict=False)), initial=0.0))

    def between(self, van: date, tot: date) -> float:
        """The hours from `van` up to and including `tot`."""
        return self._until(tot.toordinal() + 1) - self._until(van.toordinal())

    def _until(self, day: int) -> float:
        index = bisect_right(self._days, day) - 1
        return 0.0 if index < 0 else self._totals[index] + (day - self._days[index]) * self._rates[index]


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
    return sum(
        days * rate for days, rate in _per_year(van, tot, hours_a_year(inzet.hoeveelheid, inzet.eenheid, settings))
    )


def asked_hours(regio: Regio, organisatie: str, van: date, tot: date) -> float:
    """The hours that all opdrachten of a region ask of an organisatie in a period."""
    return _asked(regio).get(organisatie, _NONE).between(van, tot)


def offered_hours(regio: Regio, organisatie: str, van: date, tot: date) -> float:
    """The hours that an organisatie offers in a period, less what it promised elsewhere."""
    return _offered(regio).get(organisatie, _NONE).between(van, tot)


@lru_cache(maxsize=2)  # a check asks for the same region thousands of times
def _asked(regio: Regio) -> dict[str, Hours]:
    spans: dict[str, list[Span]] = {}
    for opdracht in regio.asking:
        for inzet in regio.inzet[opdracht.nummer]:
            van, tot = inzet.van or opdracht.van, inzet.tot or opdracht.tot
            if van is not None and tot is not None and van <= tot:
                spans.setdefault(inzet.organisatie, []).extend(_spans(inzet, van, tot, regio.settings))
    return {code: Hours(of_one) for code, of_one in spans.items()}


@lru_cache(maxsize=2)
def _offered(regio: Regio) -> dict[str, Hours]:
    spans: dict[str, list[Span]] = {}
    for aanbod in regio.aanbod:
        spans.setdefault(aanbod.organisatie, []).extend(_spans(aanbod, aanbod.van, aanbod.tot, regio.settings))
    return {code: Hours(of_one) for code, of_one in spans.items()}


def _spans(line: Inzet | Aanbod, van: date, tot: date, settings: Settings) -> Iterator[Span]:
    """The hours a day of a line; promised elsewhere is in hours a year and never makes an offer less than nothing."""
    promised = getattr(line, "al_toegezegd", None) or 0.0
    if line.eenheid == Eenheid.UREN:
        begin, end = van.toordinal(), tot.toordinal() + 1
        elsewhere = sum(days * rate for days, rate in _per_year(van, tot, promised))
        yield begin, end, max(line.hoeveelheid - elsewhere, 0.0) / (end - begin)
        return
    begin = van.toordinal()
    for days, rate in _per_year(van, tot, max(hours_a_year(line.hoeveelheid, line.eenheid, settings) - promised, 0.0)):
        yield begin, begin + days, rate
        begin += days


def _per_year(van: date, tot: date, hours: float) -> Iterator[tuple[int, float]]:
    """The days of a period in each calendar year, with the hours a day when a full year has `hours`."""
    for year in range(van.year, tot.year + 1):
        first, last = max(van, date(year, 1, 1)), min(tot, date(year, 12, 31))
        length = date(year, 12, 31).toordinal() - date(year, 1, 1).toordinal() + 1
        yield (last - first).days + 1, hours / length


_NONE = Hours(())
