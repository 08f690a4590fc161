"""A row of whole months, and how people say a period of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from opdracht.dutch import MONTHS

Days = npt.NDArray[np.datetime64]


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

    def label(self, index: int) -> str:
        """'jan 2027'."""
        year, month = divmod(self.first + index, 12)
        return f"{MONTHS[month][:3] if month != 2 else 'mrt'} {year}"

    @cached_property
    def bounds(self) -> Days:
        """The first day of each month, and the day after the last."""
        since_1970 = np.arange(self.first, self.first + self.count + 1) - 1970 * 12
        return since_1970.astype("datetime64[M]").astype("datetime64[D]")


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
