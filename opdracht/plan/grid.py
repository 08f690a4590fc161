"""Months as the plan counts them: every month is equally long, so that what fits in one month fits in any other.

A day stands at a place in its month; hours are spread evenly over such places. See docs/waarom-het-plan-zo-rekent.md.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import numpy as np

from opdracht.capacity import Months
from opdracht.plan.model import Floats


def place(day: date, first: int) -> float:
    """Where a day begins, in months since the first month of the plan: halfway a month of 30 days, day 16 is at a half."""
    return day.year * 12 + day.month - 1 - first + (day.day - 1) / _length(day)


def end_place(day: date, first: int) -> float:
    """Where a last day ends."""
    return place(day + timedelta(1), first)


def month_of(day: date, first: int) -> int:
    """The month of the plan in which a day falls."""
    return Months(first, 0).index(day)


def per_month(hours: float, begin: float, end: float, months: int, origin: int = 0) -> Floats:
    """Hours spread evenly between two places, in each of some months from `origin`."""
    bounds = np.clip(np.arange(origin, origin + months + 1, dtype=np.float64), begin, end)
    return np.diff(bounds) * (hours / (end - begin))


def moved(day: date, months: int) -> date:
    """A day so many months on: the same day of the month, or the last when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved_end(day: date, months: int) -> date:
    """A last day so many months on: the last day of a month stays the last day of a month."""
    there = moved(day, months)
    return there.replace(day=_length(there)) if day.day == _length(day) else there


def day_in_month(day: date) -> int:
    """The day of the month of a last day, where the last of any month counts as 31."""
    return 31 if day.day == _length(day) else day.day


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def date_at(there: float) -> date:
    """The day that begins nearest to a place; counted from year 0, so `first` was 0."""
    month = int(there + 1e-9)
    first = date(month // 12, month % 12 + 1, 1)
    return first + timedelta(round((there - month) * _length(first)))
