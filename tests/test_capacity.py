"""Hours, against counting day by day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.capacity import Hours, asked_hours, inzet_hours, offered_hours
from opdracht.choices import Eenheid
from opdracht.settings import Settings
from tests.builders import a_region, an_agreement, regio_of

DAYS = st.dates(date(2026, 6, 1), date(2029, 6, 1))
A_YEAR = {"uren per jaar": 1.0, "fte": 1400.0, "uren per week": 38.9, "dagdelen per week": 4 * 38.9}


def by_the_day(amount: float, unit: str, van: date, tot: date, promised: float = 0.0) -> dict[date, float]:
    days = [van + timedelta(n) for n in range((tot - van).days + 1)]
    if unit == "uren":
        elsewhere = sum(promised / (366 if calendar.isleap(day.year) else 365) for day in days)
        return {day: max(amount - elsewhere, 0.0) / len(days) for day in days}
    rate = max(amount * A_YEAR[unit] - promised, 0.0)
    return {day: rate / (366 if calendar.isleap(day.year) else 365) for day in days}


@settings(max_examples=100, deadline=None)
@given(
    st.tuples(DAYS, DAYS).map(sorted),
    st.tuples(DAYS, DAYS).map(sorted),
    st.sampled_from(Eenheid),
    st.floats(0, 900),
    st.floats(0, 400),
)
def test_hours_equal_a_count_by_the_day(
    period: list[date], asked_for: list[date], unit: Eenheid, amount: float, promised: float
) -> None:
    line = {"organisatie": "rwb", "profiel": "jurist", "hoeveelheid": amount, "eenheid": unit.value}
    within = {"van": period[0].isoformat(), "tot": period[1].isoformat()}
    regio = regio_of(
        a_region(
            an_agreement(inzet=[{**line, "hoeveelheid": f"{amount:f}", **within}]),
            aanbod=[{**line, "hoeveelheid": f"{amount:f}", **within, "al_toegezegd": f"{promised:f}"}],
        )
    )
    amount, promised = float(f"{amount:f}"), float(f"{promised:f}")
    wanted = [day for day in by_the_day(amount, unit, period[0], period[1]) if asked_for[0] <= day <= asked_for[1]]
    asked = by_the_day(amount, unit, period[0], period[1])
    offered = by_the_day(amount, unit, period[0], period[1], promised)
    assert asked_hours(regio, "rwb", *asked_for) == pytest.approx(sum(asked[day] for day in wanted), abs=1e-6)
    assert offered_hours(regio, "rwb", *asked_for) == pytest.approx(sum(offered[day] for day in wanted), abs=1e-6)


@given(st.lists(st.tuples(DAYS, DAYS, st.floats(0, 100)), max_size=5), DAYS, DAYS, DAYS)
def test_parts_of_a_period_sum_to_the_whole(lines: list[tuple[date, date, float]], a: date, b: date, c: date) -> None:
    hours = Hours((min(x, y).toordinal(), max(x, y).toordinal() + 1, rate) for x, y, rate in lines)
    first, middle, last = sorted((a, b, c))
    whole = hours.between(first, last)
    assert hours.between(first, middle) + hours.between(middle + timedelta(1), last) == pytest.approx(whole, abs=1e-6)


def test_a_full_year_has_the_hours_of_a_year() -> None:
    inzet = [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "0,5", "eenheid": "fte"}]
    regio = regio_of(a_region(an_agreement(van="2028-01-01", tot="2028-12-31", inzet=inzet)))
    (line,) = regio.inzet["2027-001"]
    assert inzet_hours(line, regio.opdrachten["2027-001"], Settings()) == pytest.approx(700)
    assert inzet_hours(line, regio.opdrachten["2027-001"], Settings(uren_per_fte=1300)) == pytest.approx(650)


def test_hours_without_a_period_are_unknown_unless_they_are_a_total() -> None:
    lines = [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "10", "eenheid": unit} for unit in ("uren", "fte")]
    regio = regio_of(a_region(an_agreement(van=None, tot=None, inzet=lines, mijlpalen=None)))
    found = [inzet_hours(line, regio.opdrachten["2027-001"], Settings()) for line in regio.inzet["2027-001"]]
    assert found == [10, None]
    assert asked_hours(regio, "rwb", date(2027, 1, 1), date(2027, 12, 31)) == 0
