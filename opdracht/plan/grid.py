"""Days and hours on the months of a plan, and periods that move by whole months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from dateutil.relativedelta import relativedelta

from opdracht.capacity import months
from opdracht.capacity.months import Months, month_length, month_number
from opdracht.plan.model import Floats


class Looptijd(NamedTuple):
    """The first and the last day of an opdracht."""

    van: date
    tot: date


def begin_of(day: date, first: int) -> float:
    """Where a day begins, in months since the first month of the plan."""
    return months.begin_of(day) - first


def end_of(day: date, first: int) -> float:
    """Where a last day ends."""
    return begin_of(day + timedelta(1), first)


def month_of(day: date, first: int) -> int:
    """The month of the plan in which a day falls."""
    return month_number(day) - first


def per_month(hours: float, begin: float, end: float, count: int, origin: int = 0) -> Floats:
    """Hours spread evenly between two places, in each of `count` months from `origin`."""
    bounds = np.clip(np.arange(origin, origin + count + 1, dtype=np.float64), begin, end)
    return np.diff(bounds) * (hours / (end - begin))


def moved(day: date, by: int) -> date:
    """A day so many months on: the same day of the month, or the last when that month is shorter."""
    return day + relativedelta(months=by)


def moved_end(day: date, by: int) -> date:
    """A last day so many months on: the last day of a month stays the last day of a month."""
    return day + relativedelta(months=by, day=day_in_month(day))


def day_in_month(day: date) -> int:
    """The day of the month of a last day, where the last of any month counts as 31."""
    return 31 if day.day == month_length(day) else day.day


def date_at(begin: float) -> date:
    """The day that begins nearest to a place; counted from year 0, so `first` was 0."""
    month = int(begin + 1e-9)
    first_day = Months(month, 1).van
    return first_day + timedelta(round((begin - month) * month_length(first_day)))
