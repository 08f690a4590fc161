"""Months as the plan counts them: every month is equally long, so that what fits in one month fits in any other.

A day stands at a place in its month; hours are spread evenly over such places. See docs/waarom-het-plan-zo-rekent.md.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from dateutil.relativedelta import relativedelta

from opdracht.capacity.months import Months
from opdracht.plan.model import Floats


class Looptijd(NamedTuple):
    """The first and the last day of an opdracht."""

    van: date
    tot: date


def begin_of(day: date, first: int) -> float:
    """Where a day begins, in months since the first month of the plan: halfway a month of 30 days, day 16 is at a half."""
    return month_of(day, first) + (day.day - 1) / _length(day)


def end_of(day: date, first: int) -> float:
    """Where a last day ends."""
    return begin_of(day + timedelta(1), first)


def month_of(day: date, first: int) -> int:
    """The month of the plan in which a day falls."""
    return Months(first, 0).index(day)


def per_month(hours: float, begin: float, end: float, months: int, origin: int = 0) -> Floats:
    """Hours spread evenly between two places, in each of some months from `origin`."""
    bounds = np.clip(np.arange(origin, origin + months + 1, dtype=np.float64), begin, end)
    return np.diff(bounds) * (hours / (end - begin))


def moved(day: date, months: int) -> date:
    """A day so many months on: the same day of the month, or the last when that month is shorter."""
    return day + relativedelta(months=months)


def moved_end(day: date, months: int) -> date:
    """A last day so many months on: the last day of a month stays the last day of a month."""
    return day + relativedelta(months=months, day=day_in_month(day))


def day_in_month(day: date) -> int:
    """The day of the month of a last day, where the last of any month counts as 31."""
    return 31 if day.day == _length(day) else day.day


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def date_at(begin: float) -> date:
    """The day that begins nearest to a place; counted from year 0, so `first` was 0."""
    month = int(begin + 1e-9)
    first_day = Months(month, 1).van
    return first_day + timedelta(round((begin - month) * _length(first_day)))
