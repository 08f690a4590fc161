"""Dates come in three forms and no other; numbers are written as people read them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.dutch import long_date, parse_date, short_date, written

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS)
def test_every_written_form_reads_back_as_the_same_day(day: date) -> None:
    assert parse_date(long_date(day)) == parse_date(short_date(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "gisteren", "1-3", "1/3/2027", "01-03-27", "1 march 2027", "2027-13-01", "31-2-2027", "2027", "1-3-2027 10:00",
     "0-1-2027", "1-1-0000", "१-३-२०२७", "2027-001"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"datum|jaar"):
        parse_date(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1400, "1.400"), (0.25, "0,25"), (-0.0, "0"), (-0.004, "0"), (-0.4, "-0,4"), (1999.999, "2.000"), (12.5, "12,5")],
)
def test_a_number_has_no_more_decimals_than_it_needs_and_is_never_minus_nothing(number: float, text: str) -> None:
    assert written(number) == text
