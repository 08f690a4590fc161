"""Hours per month and where they fall short, against counting day by day and against dividing the hours by hand."""

from __future__ import annotations

import calendar
import itertools
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.capacity.balance import NOTHING, ledger, span, unmet
from opdracht.capacity.fit import unfit
from opdracht.capacity.lines import LEVELS, Floats, Key, Lines, asked_lines, inzet_hours, offered_lines
from opdracht.capacity.months import STEPS, Months, in_months
from opdracht.choices import UNDER_WAY, Eenheid, Zwaarte
from opdracht.region import Regio
from opdracht.settings import Settings
from tests.builders import a_region, an_agreement, regio_of

DAYS = st.dates(date(2026, 6, 1), date(2029, 6, 1))
A_YEAR = {"uren per jaar": 1.0, "fte": 1300.0, "uren per week": 40.0, "dagdelen per week": 5 * 40.0}
"""Hours a year in one of each unit, by these settings."""
SETTINGS = Settings(uren_per_fte=1300, werkweken=40, uren_per_dagdeel=5)
YEAR_2027 = Months(2027 * 12, 12)


def in_dutch(amount: float) -> str:
    return f"{amount:.4f}".replace(".", ",")  # not 1,000, which may be a thousand


def number(written: str) -> float:
    return float(written.replace(",", "."))


def lines(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "organisatie": st.sampled_from(["rwb", "moerdijk"]),
            "profiel": st.sampled_from(["jurist", " Jurist", "projectleider"]),
            "niveau": st.sampled_from(["", "I", "III", "V"]),
            "hoeveelheid": st.floats(0, 900).map(in_dutch),
            "eenheid": st.sampled_from([unit.value for unit in Eenheid]),
            "period": st.tuples(DAYS, DAYS).map(sorted),
            **fields,
        }
    )


def with_dates(line: dict[str, Any]) -> dict[str, Any]:
    period = {name: day.isoformat() for name, day in zip(("van", "tot"), line["period"] or (), strict=False)}
    return {name: value for name, value in line.items() if name != "period"} | period


def by_the_day(line: dict[str, Any], period: list[date], promised: float = 0.0) -> dict[date, float]:
    days = [period[0] + timedelta(n) for n in range((period[1] - period[0]).days + 1)]
    part = {day: 1 / calendar.monthrange(day.year, day.month)[1] for day in days}
    months = sum(part.values())
    amount = number(line["hoeveelheid"])
    if line["eenheid"] == "uren":
        a_month = max(amount - promised * months / 12, 0.0) / months
    else:
        a_month = max(amount * A_YEAR[line["eenheid"]] - promised, 0.0) / 12
    return {day: a_month * part[day] for day in days}


def counted(of_lines: list[tuple[Key, dict[date, float]]], months: Months) -> dict[Key, list[float]]:
    hours: dict[Key, list[float]] = defaultdict(lambda: [0.0] * months.count)
    for key, of_days in of_lines:
        hours[key] = hours[key]  # also a line without hours in these months has a row
        for day, amount in of_days.items():
            if 0 <= months.index(day) < months.count:
                hours[key][months.index(day)] += amount
    return hours


def key_of_line(line: dict[str, Any], unstated: Zwaarte) -> Key:
    return Key(line["organisatie"], line["profiel"].strip().casefold(), Zwaarte(line["niveau"] or unstated))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(lines(period=st.none() | st.tuples(DAYS, DAYS).map(sorted)), max_size=4),
    st.tuples(DAYS, DAYS).map(sorted),
    st.lists(lines(al_toegezegd=st.floats(0, 600).map(in_dutch)), max_size=4),
    st.integers(2026 * 12, 2029 * 12),
    st.integers(0, 30),
)
def test_hours_per_month_equal_a_count_by_the_day(
    asked: list[dict[str, Any]], period: list[date], offered: list[dict[str, Any]], first: int, count: int
) -> None:
    months = Months(first, count)
    agreement = an_agreement(
        van=period[0].isoformat(), tot=period[1].isoformat(), inzet=[with_dates(line) for line in asked]
    )
    regio = regio_of(a_region(agreement) | {"aanbod": [with_dates(line) for line in offered]}, SETTINGS)
    asked_days = [(key_of_line(line, Zwaarte.V), by_the_day(line, line["period"] or period)) for line in asked]
    offered_days = [
        (key_of_line(line, Zwaarte.I), by_the_day(line, line["period"], number(line["al_toegezegd"])))
        for line in offered
    ]
    for found, wanted in (
        (per_key(asked_lines(regio), months), counted(asked_days, months)),
        (per_key(offered_lines(regio), months), counted(offered_days, months)),
    ):
        assert found.keys() == wanted.keys()
        for key, hours in found.items():
            assert hours.tolist() == pytest.approx(wanted[key], abs=1e-6)
    in_a_row = asked_lines(regio).of_one("2027-001").within(*period)
    for hours, (_, of_days) in zip(in_a_row, asked_days, strict=True):
        inside = (amount for day, amount in of_days.items() if period[0] <= day <= period[1])
        assert hours == pytest.approx(sum(inside), abs=1e-6)


def per_key(of_lines: Lines, months: Months) -> dict[Key, Floats]:
    """The hours of lines per month, as the ledger adds them up."""
    hours = of_lines.per_month(months, of_lines.key, len(of_lines.keys))
    return {of_lines.keys[key]: hours[key] for key in np.unique(of_lines.key).tolist()}


@settings(max_examples=50, deadline=None)
@given(st.lists(lines(), min_size=1, max_size=5))
def test_months_sum_to_the_whole(asked: list[dict[str, Any]]) -> None:
    regio = regio_of(a_region(an_agreement(inzet=[with_dates(line) for line in asked])), SETTINGS)
    months = span(regio)
    assert months is not None
    opdracht = regio.opdrachten["2027-001"]
    whole = sum(inzet_hours(line, opdracht, SETTINGS) or 0.0 for line in regio.inzet["2027-001"])
    assert float(ledger(regio, months).asked[:, -1].sum()) == pytest.approx(whole, abs=1e-6)


def most_that_can_be_done(asked: list[int], offered: list[int]) -> int:
    """Divide offered hours over asked hours by brute force: each niveau (I first) may do its own and every lower one."""
    best = 0
    shares = [itertools.product(range(hours + 1), repeat=len(asked) - level) for level, hours in enumerate(offered)]
    for division in itertools.product(*shares):
        done = [0] * len(asked)
        for level, to_each in enumerate(division):
            for lower, hours in enumerate(to_each, start=level):
                done[lower] += hours
        if all(sum(to_each) <= offered[level] for level, to_each in enumerate(division)):
            best = max(best, sum(min(pair) for pair in zip(done, asked, strict=True)))
    return best


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_what_is_short_is_what_no_division_of_the_hours_can_do(asked: list[int], offered: list[int]) -> None:
    niveaus = (Zwaarte.I, Zwaarte.III, Zwaarte.V)
    at_least = []
    for hours in (asked, offered):
        per_niveau = [float(hours[niveaus.index(level)]) if level in niveaus else 0.0 for level in LEVELS]
        at_least.append(np.cumsum(per_niveau)[:, None])
    short, _ = unmet(*at_least)
    assert short.tolist() == [sum(asked) - most_that_can_be_done(asked, offered)]


def a_year_of(hoeveelheid: str, niveau: str = "", **fields: str) -> dict[str, str]:
    base = {"organisatie": "moerdijk", "profiel": "jurist", "hoeveelheid": hoeveelheid, "eenheid": "uren per jaar"}
    return {**base, "niveau": niveau, **fields}


def a_regio(asked: list[dict[str, str]], offered: list[dict[str, str]], **fields: Any) -> Regio:
    period = {"van": "2027-01-01", "tot": "2027-12-31"}
    data = a_region(an_agreement(inzet=asked, **fields))
    return regio_of({**data, "aanbod": [{**period, **line} for line in offered]})


@pytest.mark.parametrize(
    ("asked", "offered", "niveau", "short"),
    [
        ([a_year_of("100")], [a_year_of("100")], None, 0),
        ([a_year_of("100", "I")], [a_year_of("100")], None, 0),
        ([a_year_of("100")], [a_year_of("100", "V")], None, 0),
        ([a_year_of("100", "II")], [a_year_of("100", "III")], "II", 100),
        ([a_year_of("100", "II")], [a_year_of("60", "I"), a_year_of("900", "III")], "II", 40),
        ([a_year_of("100", "II")], [], "V", 100),
        ([a_year_of("100", "II"), a_year_of("50")], [a_year_of("30", "I"), a_year_of("20", "V")], "V", 100),
        ([a_year_of("101")], [a_year_of("100")], "V", 1),
        ([a_year_of("100.4")], [a_year_of("100")], None, 0),
    ],
)
def test_an_offer_covers_its_own_niveau_and_every_lower_one(
    asked: list[dict[str, str]], offered: list[dict[str, str]], niveau: str | None, short: float
) -> None:
    found = ledger(a_regio(asked, offered), YEAR_2027).shortages()
    assert [one.niveau for one in found] == ([niveau] if niveau else [])
    assert sum(one.short for one in found) == pytest.approx(short)


def test_months_that_are_short_are_one_shortage_with_its_causes() -> None:
    first = an_agreement(inzet=[a_year_of("60", van="2027-02-01", tot="2027-03-31", eenheid="uren")])
    second = an_agreement("2027-002", inzet=[a_year_of("90", van="2027-03-01", tot="2027-04-30", eenheid="uren")])
    finished = an_agreement("2027-003", status="afgerond", inzet=[a_year_of("9000")])
    regio = regio_of({**a_region(first, second, finished), "aanbod": []})
    (found,) = ledger(regio, YEAR_2027).shortages()
    assert (found.van, found.tot) == (date(2027, 2, 1), date(2027, 4, 30))
    assert (found.organisatie, found.profiel, found.any_niveau) == ("moerdijk", "jurist", True)
    assert [(cause.nummer, round(cause.uren, 6)) for cause in found.causes] == [("2027-002", 90), ("2027-001", 60)]
    (only,) = ledger(regio, YEAR_2027, ["2027-001"]).shortages()
    assert [(cause.nummer, round(cause.uren, 6)) for cause in only.causes] == [("2027-001", 60)]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["concept", "vastgesteld", "lopend", "ingetrokken"]), st.lists(lines(), max_size=3)),
        min_size=1,
        max_size=4,
    ),
    st.lists(lines(), max_size=5),
)
def test_hours_fit_beside_others_when_no_month_is_short(
    asked: list[tuple[str, list[dict[str, Any]]]], offered: list[dict[str, Any]]
) -> None:
    agreements = [
        an_agreement(f"2027-00{nr}", status=status, inzet=[with_dates(line) for line in of_one])
        for nr, (status, of_one) in enumerate(asked)
    ]
    regio = regio_of({**a_region(*agreements), "aanbod": [with_dates(line) for line in offered]}, SETTINGS)
    months = Months(2026 * 12, 48)
    agreed = {nummer for nummer, opdracht in regio.opdrachten.items() if opdracht.status in UNDER_WAY}
    for nummer in regio.opdrachten:
        together, alone = ledger(regio, months, agreed | {nummer}), ledger(regio, months, [nummer])
        wanted = all_short = 0.0
        for pair, own in zip(alone.pairs, alone.asked, strict=True):
            row = together.pairs.index(pair)
            short, _ = unmet(np.where(own > 0, together.asked[row], 0.0), together.offered[row])
            wanted += short[short > NOTHING].sum()
            all_short += short.sum()
        found = unfit(regio, nummer, UNDER_WAY)
        assert wanted - 1e-6 <= sum(one.short for one in found) <= all_short + 1e-6
        for one in found:
            assert sum(cause.uren for cause in one.causes) == pytest.approx(one.asked, abs=1e-6)


def test_a_region_without_dates_has_no_months() -> None:
    regio = regio_of(a_region(an_agreement(van=None, tot=None, mijlpalen=None)))
    assert span(regio) is None
    assert ledger(regio, YEAR_2027).asked.sum() == 0
    assert ledger(regio_of(a_region()), YEAR_2027).shortages() == []


def test_a_full_year_has_the_hours_of_a_year() -> None:
    inzet = [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "0,5", "eenheid": "fte"}]
    regio = regio_of(a_region(an_agreement(van="2028-01-01", tot="2028-12-31", inzet=inzet)))
    (line,) = regio.inzet["2027-001"]
    assert inzet_hours(line, regio.opdrachten["2027-001"], Settings()) == pytest.approx(700)
    assert inzet_hours(line, regio.opdrachten["2027-001"], Settings(uren_per_fte=1300)) == pytest.approx(650)


def test_hours_without_a_period_are_unknown_unless_they_are_a_total() -> None:
    of_units = [
        {"organisatie": "rwb", "profiel": "x", "hoeveelheid": "10", "eenheid": unit} for unit in ("uren", "fte")
    ]
    regio = regio_of(a_region(an_agreement(van=None, tot=None, inzet=of_units, mijlpalen=None)))
    found = [inzet_hours(line, regio.opdrachten["2027-001"], Settings()) for line in regio.inzet["2027-001"]]
    assert found == [10, None]


@pytest.mark.parametrize(
    ("van", "tot", "columns", "names", "parts"),
    [
        (
            date(2027, 11, 15), date(2028, 3, 1), 12, ["11-2027", "12-2027", "1-2028", "2-2028", "3-2028"],
            ["nov", "dec", "jan", "feb", "mrt"],
        ),
        (date(2027, 2, 1), date(2027, 10, 31), 4, ["kw 1 2027", "kw 2 2027", "kw 3 2027", "kw 4 2027"],
         ["kw 1", "kw 2", "kw 3", "kw 4"]),
        (date(2027, 2, 1), date(2029, 1, 31), 4, ["2027", "2028", "2029"], ["", "", ""]),
        (date(2027, 2, 1), date(2036, 1, 31), 3, ["2027-2029", "2030-2034", "2035-2036"], ["", "", ""]),
    ],
)  # fmt: skip
def test_months_are_shown_in_calendar_periods_with_their_names(
    van: date, tot: date, columns: int, names: list[str], parts: list[str]
) -> None:
    periods = Months.of(van, tot).at_most(columns)
    assert [period.name for period in periods] == names
    assert [period.part for period in periods] == parts
    assert periods[0].year == 2027
    assert (periods[0].van, periods[-1].tot) == (van.replace(day=1), Months.of(tot, tot).tot)


@given(st.integers(2020 * 12, 2040 * 12), st.integers(0, 500), st.sampled_from(STEPS))
def test_periods_hold_every_month_once(first: int, count: int, step: int) -> None:
    periods = Months(first, count).periods(step)
    assert [month for period in periods for month in range(period.first, period.first + period.count)] == list(
        range(first, first + count)
    )
    assert all(period.first // step == (period.first + period.count - 1) // step for period in periods)


@pytest.mark.parametrize(
    ("van", "tot", "said"),
    [
        (date(2027, 3, 1), date(2027, 3, 31), "in maart 2027"),
        (date(2027, 3, 1), date(2027, 6, 30), "van maart tot en met juni 2027"),
        (date(2027, 11, 1), date(2028, 2, 29), "van november 2027 tot en met februari 2028"),
        (date(2027, 1, 1), date(2027, 12, 31), "in 2027"),
        (date(2027, 1, 1), date(2028, 12, 31), "van 2027 tot en met 2028"),
    ],
)
def test_months_are_written_as_people_say_them(van: date, tot: date, said: str) -> None:
    assert in_months(van, tot) == said
    assert Months.of(van, tot).written == said.partition(" ")[2]
