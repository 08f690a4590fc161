"""Dates as Dutch users write and read them, and the months between them. No clock: who needs today is given it."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
ACCEPTED = "Schrijf een datum als 1-3-2027, 1 maart 2027 of 2027-03-01."

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_LONG = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)


def parse_date(text: str) -> date:
    """The date that `text` names, in one of the three accepted forms.

    Raises ValueError with a Dutch sentence for any other form and for days that do not exist.
    Years run from 1900 to 2199: outside them it is a slip of the keyboard.
    """
    cleaned = text.strip().lower()
    if match := _ISO.fullmatch(cleaned):
        year, month, day = (int(part) for part in match.groups())
    elif match := _SHORT.fullmatch(cleaned):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _LONG.fullmatch(cleaned)) and match[2] in MONTHS:
        day, month, year = int(match[1]), MONTHS.index(match[2]) + 1, int(match[3])
    else:
        raise ValueError(f"'{text}' is geen datum. {ACCEPTED}")
    if not 1900 <= year <= 2199:
        raise ValueError(f"Het jaar {year} ligt niet tussen 1900 en 2199.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"De datum '{text}' bestaat niet.") from None


def long_date(day: date) -> str:
    """'1 maart 2027', for documents and sentences."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """'1-3-2027', for tables."""
    return f"{day.day}-{day.month}-{day.year}"
