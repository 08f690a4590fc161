"""A row of whole months, the calendar periods it falls apart in, and how people say them.

Every month is equally long: a day stands at a place in its month, and hours are spread evenly over such places. So what
fits in one month fits in any other, for the checks, the capacity and the plan alike; see docs/waarom-het-plan-zo-rekent.md.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from opdracht.dutch import MONTHS, SHORT_MONTHS

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]

MONTH, QUARTER, YEAR = 1, 3, 12
STEPS = (MONTH, QUARTER, YEAR, 60, 120, 600)
"""Months in a period: a month, a quarter, a year, and whole numbers of years for those who plan for centuries."""


@dataclass(frozen=True)
class Months:
    """Consecutive months: the first as year x 12 + month - 1, and how many there are."""

    first: int
    count: int

    @classmethod
    def of(cls, van: date, tot: date) -> Months:
        """The months that a period touches; none when it ends before it begins."""
        first = month_number(van)
        return cls(first, max(month_number(tot) - first + 1, 0))

    @property
    def van(self) -> date:
        """Its first day."""
        return self.first_day(0)

    @property
    def tot(self) -> date:
        """Its last day."""
        return self.last_day(self.count - 1)

    @property
    def written(self) -> str:
        """As a sentence names it: 'maart tot en met juni 2027'."""
        return written_months(self.van, self.tot)

    def index(self, day: date) -> int:
        """The place of a day's month; below 0 or beyond the last when it lies outside."""
        return month_number(day) - self.first

    def first_day(self, index: int) -> date:
        """The first day of the month at a place."""
        year, month = divmod(self.first + index, 12)
        return date(year, month + 1, 1)

    def last_day(self, index: int) -> date:
        """The last day of the month at a place."""
        return self.first_day(index + 1) - timedelta(1)

    def periods(self, step: int = MONTH) -> list[Period]:
        """The months in calendar periods of so many; the first and the last may be cut off."""
        last = self.first + self.count
        starts = [self.first, *range((self.first // step + 1) * step, last, step)] if self.count else []
        return [Period(start, min((start // step + 1) * step, last) - start, step) for start in starts]

    def at_most(self, columns: int) -> list[Period]:
        """The same in periods of the smallest step that makes no more than so many of them."""
        periods = (self.periods(step) for step in STEPS)
        return next((some for some in periods if len(some) <= columns), self.periods(STEPS[-1]))


@dataclass(frozen=True)
class Period(Months):
    """Months that are shown together: a calendar month, a quarter, a year or a row of years (STEPS)."""

    step: int

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return self.van.year

    @property
    def part(self) -> str:
        """Which part of its year it is: 'mrt' or 'kw 1'; empty for whole years."""
        if self.step > QUARTER:
            return ""
        return SHORT_MONTHS[self.first % 12] if self.step == MONTH else f"kw {self.first % 12 // QUARTER + 1}"

    @property
    def name(self) -> str:
        """Short and whole, above a column: '3-2027', 'kw 1 2027', '2027' or '2027-2029'."""
        if self.part:
            return f"{self.van.month}-{self.year}" if self.step == MONTH else f"{self.part} {self.year}"
        return str(self.year) if self.step == YEAR else f"{self.year}-{self.tot.year}"


def begin_of(day: date) -> float:
    """Where a day begins, in months since year 0: halfway a month of 30 days, day 16 is at a half."""
    return month_number(day) + (day.day - 1) / month_length(day)


def end_of(day: date) -> float:
    """Where a last day ends."""
    return begin_of(day + timedelta(1))


def begins_of(days: Days) -> Floats:
    """Where each of these days begins; not a number for one that is not there."""
    month = days.astype("datetime64[M]")
    first, following = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]")
    with np.errstate(invalid="ignore"):
        part: Floats = (days - first) / (following - first)
    return month.astype(np.int64) + 1970 * 12 + part


def month_length(day: date) -> int:
    """The days of the month in which a day falls."""
    return calendar.monthrange(day.year, day.month)[1]


def month_number(day: date) -> int:
    """A day's month as year x 12 + month - 1."""
    return day.year * 12 + day.month - 1


def written_months(van: date, tot: date) -> str:
    """Whole months in words: 'maart 2027', 'maart tot en met juni 2027', '2027', '2027 tot en met 2028'."""
    if (van.month, tot.month) == (1, 12):
        return str(van.year) if van.year == tot.year else f"{van.year} tot en met {tot.year}"
    last = f"{MONTHS[tot.month - 1]} {tot.year}"
    if month_number(van) == month_number(tot):
        return last
    year = "" if van.year == tot.year else f" {van.year}"
    return f"{MONTHS[van.month - 1]}{year} tot en met {last}"


def in_months(van: date, tot: date) -> str:
    """The same as part of a sentence: 'in maart 2027', 'van maart tot en met juni 2027'."""
    period = written_months(van, tot)
    return f"van {period}" if "tot en met" in period else f"in {period}"
