"""Months and quarters above columns, and the fewest rows that say the same of every month."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.capacity.lines import offered_lines
from opdracht.capacity.months import Months
from opdracht.exchange.lists.periods import PeriodColumn, day_of, period_in, stretches, with_years
from opdracht.exchange.lists.values import term_in
from opdracht.model import Aanbod, Organisatie
from opdracht.records import make
from opdracht.region import Regio


@pytest.mark.parametrize(
    ("written", "first", "count", "year"),
    [
        ("jan", 0, 1, None),
        ("Januari 2027", 0, 1, 2027),
        ("mrt-27", 2, 1, 2027),
        ("sept. '28", 8, 1, 2028),
        ("uren jan 2027", 0, 1, 2027),
        ("2027-02", 1, 1, 2027),
        ("03-2027", 2, 1, 2027),
        (date(2027, 5, 1), 4, 1, 2027),
        ("Q1", 0, 3, None),
        ("Q4 2027", 9, 3, 2027),
        ("2027-Q2", 3, 3, 2027),
        ("kw 3 2027", 6, 3, 2027),
        ("1e kwartaal 2027", 0, 3, 2027),
        ("tweede kwartaal", 3, 3, None),
        ("2e halfjaar 2027", 6, 6, 2027),
        ("2027", 0, 12, 2027),
        (2028.0, 0, 12, 2028),
        ("fte 2027", 0, 12, 2027),
    ],
)
def test_a_heading_names_a_period(written: object, first: int, count: int, year: int | None) -> None:
    period = period_in(written)  # type: ignore[arg-type]
    assert period is not None
    assert (period.month, period.count, period.year) == (first, count, year)


@pytest.mark.parametrize(
    "written",
    ["Naam", "4 november 2026", "1-2-2027", 40, 11.5, "jan-mrt", "Schaal 11", True, "", "marktplan", "decentraal"],
)
def test_what_names_no_period(written: object) -> None:
    assert period_in(written) is None  # type: ignore[arg-type]


def test_a_period_is_a_day_by_its_begin_or_its_end() -> None:
    assert day_of("Q2 2027", is_end=False) == date(2027, 4, 1)
    assert day_of("Q2 2027", is_end=True) == date(2027, 6, 30)
    assert day_of(2027.0, is_end=True) == date(2027, 12, 31)
    assert day_of("eind 2027", is_end=True) == date(2027, 12, 31)
    for other in ("eind 2027", "voorjaar 2027", "Q2", "4 november 2026", "1-2-2027", date(2027, 1, 1)):
        assert day_of(other, is_end=False) is None


@pytest.mark.parametrize(
    ("written", "van", "tot"),
    [
        ("2026-2028", date(2026, 1, 1), date(2028, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        (2027.0, date(2027, 1, 1), date(2027, 12, 31)),
        ("Q2 2027 t/m Q3 2028", date(2027, 4, 1), date(2028, 9, 30)),
        ("jan 2027 – mrt 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("1-3-2027 tot 1-9-2027", date(2027, 3, 1), date(2027, 9, 1)),
    ],
)
def test_a_cell_may_say_the_begin_and_the_end(written: str | float, van: date, tot: date) -> None:
    assert term_in(written) == (van, tot)


@pytest.mark.parametrize("written", ["Q1-Q4", "2028-2026", "continu", "1-3-2027", "", 12.5, "vanaf 2027 tot ooit"])
def test_a_cell_that_says_no_begin_and_end(written: str | float) -> None:
    assert term_in(written) is None


def test_months_run_on_into_the_next_year() -> None:
    named = [(place, period_in(word), None) for place, word in enumerate(["nov", "dec", "jan", "feb"])]
    columns = with_years([(place, period, year) for place, period, year in named if period], 2026)
    assert [column.months.van for column in columns] == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1),
    ]  # fmt: skip


def test_a_column_that_sums_up_others_is_none() -> None:
    named = [(place, period_in(word), 2027) for place, word in enumerate(["jan", "feb", "mrt", "Q1", "Q2", "2027"])]
    columns = with_years([(place, period, year) for place, period, year in named if period], None)
    assert [column.place for column in columns] == [0, 1, 2, 4]


AMOUNTS = st.lists(st.sampled_from([0, 8, 13.3, 24, 40, 0.1, 1e-05, 1234.56]), min_size=1, max_size=30)


@given(amounts=AMOUNTS, months=st.sampled_from([1, 3, 12]), is_total=st.booleans())
def test_every_month_keeps_its_hours_and_no_two_rows_could_be_one(
    amounts: list[float], months: int, is_total: bool
) -> None:
    columns = [PeriodColumn(place, Months(2027 * 12 + place * months, months)) for place in range(len(amounts))]
    rows = stretches(zip(columns, amounts, strict=True), is_total=is_total)
    kept = dict.fromkeys(range(len(amounts) * months), 0.0)
    for row in rows:
        for month in range(row.months.count):
            kept[row.months.first - 2027 * 12 + month] += row.amount / (row.months.count if is_total else 1)
    for place, amount in enumerate(amounts):
        for month in range(months):
            assert kept[place * months + month] == pytest.approx(amount / (months if is_total else 1), rel=1e-12)
    changes = sum(amount != before and amount != 0 for before, amount in zip([0, *amounts], amounts, strict=False))
    assert len(rows) == changes


def test_the_register_reckons_with_the_hours_that_the_list_says_of_each_month() -> None:
    amounts = [40, 40, 13.3, 0, 13.3, 13.3, 8, 8, 8, 8, 24, 24]
    columns = [PeriodColumn(place, Months(2027 * 12 + place, 1)) for place in range(12)]
    told = {"organisatie": "breda", "profiel": "projectleider", "eenheid": "uren"}
    aanbod = [
        make(Aanbod, {**told, "nr": nr, "hoeveelheid": row.amount, "van": row.months.van, "tot": row.months.tot})
        for nr, row in enumerate(stretches(zip(columns, amounts, strict=True), is_total=True), start=1)
    ]
    breda = make(Organisatie, {"code": "breda", "naam": "Breda", "soort": "gemeente"})
    lines = offered_lines(Regio.of({"organisaties": [breda], "aanbod": aanbod}))
    per_month = lines.per_month(Months(2027 * 12, 12), lines.owner * 0, 1)[0]
    assert [*per_month] == pytest.approx([float(Fraction(str(amount))) for amount in amounts])
