"""Months, quarters and years as people write them above columns and in cells, and the hours that stand under them.

A month of a list is a month of the register: hours are spread evenly over equally long months (capacity/months.py).
So equal months beside one another become one row with the hours of all of them, and every month keeps what it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise

from opdracht.capacity.months import MONTH, QUARTER, YEAR, Months
from opdracht.dutch import FIRST_YEAR, LAST_YEAR
from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.workbook.grid import Cell

_MONTH = re.compile(
    r"\b(?:(jan)(?:uari)?|(feb)(?:r|ruari)?|(maart|mrt|mar)|(apr)(?:il)?|(mei)|(jun)i?|(jul)i?|(aug)(?:ustus)?|(sep)t?(?:ember)?"
    r"|(okt)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)(?=\b|\d)"
)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_ORDINAL = r"([1-4])(?:e|ste|de)?|(eerste|tweede|derde|vierde)"
_QUARTER = re.compile(rf"\b(?:(?:q|kw|kwartaal|k) ?([1-4])|(?:{_ORDINAL}) (?:kw|kwartaal|kwrt)|([1-4])q)\b")
_HALF = re.compile(r"\b(?:h ?([12])|([12])h|(?:([12])(?:e|ste|de)?|(eerste|tweede)) (?:halfjaar|half jaar|helft))\b")
_NUMBERED = re.compile(r"(?:(20\d\d|21\d\d) (0?[1-9]|1[0-2])|(0?[1-9]|1[0-2]) (20\d\d|21\d\d))")
_YEAR = re.compile(r"(?<!\d)(20\d\d|21\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)([2-9]\d)(?!\d)")


@dataclass(frozen=True)
class NamedPeriod:
    """A period as it is written: its first month from 0 in its year, how many months, and the year when it says one."""

    month: int
    count: int
    year: int | None

    def months(self, year: int | None = None) -> Months | None:
        """The months it is, in a year that it does not say itself; None without one."""
        known = self.year or year
        return Months(known * 12 + self.month, self.count) if known else None


def period_in(cell: Cell) -> NamedPeriod | None:
    """The month, quarter, half or year that a heading names; None when it names none."""
    if isinstance(cell, datetime | date):
        return NamedPeriod(cell.month - 1, MONTH, cell.year) if cell.day == 1 else None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        is_year = float(cell).is_integer() and 2000 <= cell <= LAST_YEAR
        return NamedPeriod(0, YEAR, int(cell)) if is_year else None
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    period, rest = _in_words(plain_words(cell))
    return None if re.search(r"\d", rest) else period


def _in_words(words: str) -> tuple[NamedPeriod | None, str]:
    """The period that words name, and the words besides."""
    year, without = year_in(words), _YEAR.sub("", words)
    if match := _NUMBERED.fullmatch(words):
        return NamedPeriod(int(match[2] or match[3]) - 1, MONTH, int(match[1] or match[4])), ""
    for form, count in ((_MONTH, MONTH), (_QUARTER, QUARTER), (_HALF, 6)):
        matches = list(form.finditer(without))
        if len(matches) > 1:
            return None, words
        if matches:
            (match,) = matches
            rest = without[: match.start()] + without[match.end() :]
            if count == MONTH:
                short = _SHORT_YEAR.fullmatch(rest.strip()) if year is None else None
                year, rest = (2000 + int(short[1]), "") if short else (year, rest)
                return NamedPeriod((match.lastindex or 1) - 1, MONTH, year), rest.strip()
            part = next(group for group in match.groups() if group)
            return NamedPeriod((_ORDINALS.get(part) or int(part)) * count - count, count, year), rest.strip()
    return (NamedPeriod(0, YEAR, year), without.strip()) if year and len(without.split()) < 3 else (None, words)


def year_in(text: str) -> int | None:
    """The one year that a text names, if it names one."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def day_of(cell: Cell, *, is_end: bool) -> date | None:
    """The first or the last day of the period that a cell names with its year: 'Q1 2027', 'mrt 2027', 'eind 2027' or 2027."""
    if isinstance(cell, date | bool):
        return None
    named: NamedPeriod | None
    if isinstance(cell, str):
        named, rest = _in_words(plain_words(cell))
        if rest not in ("", "in", "jaar", *(("eind", "einde", "eind van") if is_end else ("begin", "start", "vanaf"))):
            return None
    else:
        named = period_in(cell)
    months = named.months() if named else None
    if months is None or not FIRST_YEAR <= months.van.year <= months.tot.year <= LAST_YEAR:
        return None
    return months.tot if is_end else months.van


@dataclass(frozen=True)
class PeriodColumn:
    """A column with the hours of a period; `place` counts from 0."""

    place: int
    months: Months


def with_years(named: Sequence[tuple[int, NamedPeriod, int | None]], year: int | None) -> list[PeriodColumn]:
    """The columns (place, what it names, the year above it) with their months; where a row of months begins again, so does a year.

    `year` is that of the whole list, when nothing above the columns says one. Without any year there are none.
    """
    columns: list[PeriodColumn] = []
    running, last = year, -1
    for place, period, above in named:
        if period.year is None and above is None and running is not None and period.month <= last:
            running += 1
        last = period.month
        if (months := period.months(above or running)) is not None:
            columns.append(PeriodColumn(place, months))
    return _finest(columns)


def _finest(columns: Sequence[PeriodColumn]) -> list[PeriodColumn]:
    """Without the columns that sum up shorter ones."""
    return [
        column
        for column in columns
        if not any(
            _overlap(column.months, other.months) and other.months.count < column.months.count for other in columns
        )
    ]


def _overlap(one: Months, other: Months) -> bool:
    return one.first < other.first + other.count and other.first < one.first + one.count


def twice(columns: Sequence[PeriodColumn]) -> PeriodColumn | None:
    """A column with months that an earlier one has too, if there is any."""
    for number, column in enumerate(columns):
        if any(_overlap(column.months, other.months) for other in columns[:number]):
            return column
    return None


@dataclass(frozen=True)
class Stretch:
    """Months with the same hours: the amount over all of them when it is a total, or else at any moment; whose column is first."""

    months: Months
    amount: float
    place: int


def stretches(amounts: Iterable[tuple[PeriodColumn, float]], *, is_total: bool) -> list[Stretch]:
    """The fewest rows that say the same of every month. Without hours there is no row."""
    parts = [
        (column, Fraction(repr(amount)) / (column.months.count if is_total else 1))
        for column, amount in sorted(amounts, key=lambda pair: pair[0].months.first)
        if amount
    ]
    runs: list[list[tuple[PeriodColumn, Fraction]]] = [[part] for part in parts[:1]]
    for before, part in pairwise(parts):
        follows = before[0].months.first + before[0].months.count == part[0].months.first
        if follows and before[1] == part[1]:
            runs[-1].append(part)
        else:
            runs.append([part])
    made = []
    for run in runs:
        months = Months(run[0][0].months.first, sum(column.months.count for column, _ in run))
        made.append(Stretch(months, float(run[0][1] * (months.count if is_total else 1)), run[0][0].place))
    return made
