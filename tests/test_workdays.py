"""The Dutch days off, by value of known years and as rules for every year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.workdays import day_off, holidays, next_working_day

DAYS = st.dates(date(1950, 1, 8), date(2190, 12, 20))


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, ["01-01", "04-21", "04-26", "05-05", "05-29", "06-09", "12-25", "12-26"]),
        (2026, ["01-01", "04-06", "04-27", "05-14", "05-25", "12-25", "12-26"]),
        (2027, ["01-01", "03-29", "04-27", "05-06", "05-17", "12-25", "12-26"]),
        (2030, ["01-01", "04-22", "04-27", "05-05", "05-30", "06-10", "12-25", "12-26"]),
    ],
)
def test_the_holidays_of_known_years(year: int, days: list[str]) -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == days


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 4, 3), ""),  # Goede Vrijdag
        (date(2026, 4, 5), "zondag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2026, 5, 5), ""),
        (date(2027, 12, 26), "tweede kerstdag"),
        (date(2027, 12, 27), ""),
    ],
)
def test_a_day_off_has_its_reason(day: date, reason: str) -> None:
    assert day_off(day) == reason


@given(DAYS)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date) -> None:
    for step in (1, -1):
        working = next_working_day(day, step)
        assert working.weekday() < 5
        assert working not in holidays(working.year)
        between = range(0, (working - day).days, step)
        assert all(day_off(day + timedelta(n)) for n in between)
        assert len(between) <= 4
