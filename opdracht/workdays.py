"""The days on which Dutch offices work: all but weekends and the holidays that everybody has off. No clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SATURDAY, _SUNDAY = 5, 6


@cache
def holidays(year: int) -> Mapping[date, str]:
    """The holidays of a year by day. Goede Vrijdag is none: offices work; Bevrijdingsdag is one every fifth year."""
    after_easter = {"tweede paasdag": 1, "Hemelvaartsdag": 39, "tweede pinksterdag": 50}
    birthday = date(year, 4, 27)
    days = {
        date(year, 1, 1): "nieuwjaarsdag",
        birthday - timedelta(birthday.weekday() == _SUNDAY): "Koningsdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
        **{easter(year) + timedelta(days): name for name, days in after_easter.items()},
    }
    return days if year % 5 else {date(year, 5, 5): "Bevrijdingsdag"} | days


def day_off(day: date) -> str:
    """Why nobody works on a day: 'tweede kerstdag', or else 'zaterdag' or 'zondag'; empty for a working day."""
    weekend = WEEKDAYS[day.weekday()] if day.weekday() >= _SATURDAY else ""
    return holidays(day.year).get(day, weekend)


def next_working_day(day: date, step: int = 1) -> date:
    """The day itself, or else the first working day after it; with a `step` of -1 the last before it."""
    while day_off(day):
        day += timedelta(step)
    return day
