"""Dutch as people write and read it: dates, months, numbers, and words in a row. No clock: who needs today is given it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = tuple("mrt" if month == "maart" else month[:3] for month in MONTHS)
FIRST_YEAR, LAST_YEAR = 1900, 2199
ACCEPTED = "Schrijf een datum als 1-3-2027, 1 maart 2027 of 2027-03-01."

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_EDGE = re.compile(r"(begin|eind) (?:([a-z]+) )?(\d{4})", re.ASCII)
_NEAR = {"gisteren": -1, "vandaag": 0, "morgen": 1}
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
    need_usual_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"De datum '{text}' bestaat niet.") from None


def day_by_name(text: str, today: date) -> date | None:
    """The day that a name gives: 'vandaag', 'gisteren', 'morgen', 'begin 2027', 'eind maart 2027'; None when it is none."""
    words = text.lower().split()
    if (name := " ".join(words)) in _NEAR:
        return today + timedelta(_NEAR[name])
    if not (match := _EDGE.fullmatch(name)) or (match[2] and match[2] not in MONTHS):
        return None
    is_begin, year = match[1] == "begin", int(match[3])
    month = MONTHS.index(match[2]) + 1 if match[2] else 1 if is_begin else 12
    need_usual_year(year)
    return date(year, month, 1 if is_begin else monthrange(year, month)[1])


def need_usual_year(year: int) -> None:
    """Raises ValueError with a Dutch sentence for a year that no agreement is about."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Het jaar {year} ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}.")


def long_date(day: date) -> str:
    """'1 maart 2027', for documents and sentences."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """'1-3-2027', for tables."""
    return f"{day.day}-{day.month}-{day.year}"


def written(number: float) -> str:
    """'1.400' and '0,25': a point between thousands, a decimal comma, no more decimals than needed (at most 2)."""
    number = round(number, 2) + 0.0  # never -0
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def joined(words: Iterable[str], before_the_last: str = "en") -> str:
    """'a, b en c', or with another word before the last: 'a, b of c'; nothing of nothing."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} {before_the_last} {last}" if others else last


def first_few(words: Sequence[str], most: int, rest: str = "en nog {}") -> str:
    """'a, b, c en nog 4': no more words than `most`, and how many there are besides; `rest` says how."""
    more = f" {rest.format(len(words) - most)}" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def counted(number: float, singular: str, plural: str) -> str:
    """'1 fout', '2 fouten', '1.400 fouten'."""
    return f"{written(number)} {singular if number == 1 else plural}"
