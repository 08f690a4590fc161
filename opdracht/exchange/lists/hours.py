"""Amounts of hours in lists: the unit they are in, and the rows that say the same of every month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from opdracht.capacity.months import YEAR as MONTHS_OF_A_YEAR
from opdracht.choices import Eenheid
from opdracht.dutch import first_few, written
from opdracht.errors import OpdrachtError
from opdracht.exchange.lists.guessing import are_amounts, free_columns, period_columns
from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.lists.layout import PERIOD, WITH_HOURS, YEAR, Layout
from opdracht.exchange.lists.periods import PeriodColumn, stretches, twice
from opdracht.exchange.lists.table import ListColumn, ListRow, ListTable
from opdracht.exchange.lists.values import is_nothing, number_in
from opdracht.exchange.lists.vocabulary import TOTALS, UNITS
from opdracht.model import Aanbod
from opdracht.records import required_fields
from opdracht.settings import Settings

_MOST_FTE = 10
"""Nobody has so many fte of one function in a list; an amount above it is in hours."""
_NO_HOURS = frozenset((*TOTALS, "tarief", "uurtarief", "kosten", "prijs", "bedrag", "loon"))
"""A heading with one of these words says no hours of a row."""
_WEEK = re.compile(r"(?:wk|week|weeknr|w) ?\d{1,2}(?: 20\d\d)?|20\d\d (?:wk|week|w) ?\d{1,2}")


@dataclass(frozen=True)
class HoursUnit:
    """The unit of an amount in a list: ours, how many of ours one is, and whether it is in hours a month."""

    eenheid: Eenheid
    times: float = 1
    a_month: bool = False
    explanation: str = ""
    """How it is reckoned, as a Dutch sentence, when that is not what the list says itself."""


@dataclass(frozen=True)
class HoursLine:
    """What a row says of a period: the first and last day, the amount in the unit, and the place of its first cell."""

    hoeveelheid: float
    eenheid: Eenheid
    van: date | None
    tot: date | None
    place: int
    organisatie: str = ""
    """Whose hours, by the heading of the column, where that says so."""


def unit_said(text: str, settings: Settings) -> HoursUnit | None:
    """The unit that a text says; None when it says none."""
    said = plain_words(text)
    for form, unit, times in UNITS:
        if re.search(form, said):
            return HoursUnit(unit, times)
    a_month = bool(re.search(r"(?:per|p|/) ?(?:maand|mnd)\b", said))
    if re.search(r"\bdag(?:en)?\b|\bdgn\b", said):
        hours = 2 * settings.uren_per_dagdeel
        return HoursUnit(Eenheid.UREN, hours, a_month, f"Een dag telt als {written(hours)} uur (twee dagdelen).")
    if re.search(r"\bdagde(?:el|len)\b", said):
        hours = settings.uren_per_dagdeel
        return HoursUnit(Eenheid.UREN, hours, a_month, f"Een dagdeel telt als {written(hours)} uur.")
    if re.search(r"\buren\b|\buur\b|urenraming|\w+uren\b", said):
        return HoursUnit(Eenheid.UREN, 1, a_month)
    return HoursUnit(Eenheid.FTE, 0.01, explanation="100% telt als 1 fte.") if "%" in text else None


def unit_of(table: ListTable, layout: Layout, settings: Settings) -> HoursUnit | None:
    """The unit of all amounts of a list, by what was chosen, the headings of the amounts, and what stands above them."""
    if chosen := layout.filled.get("eenheid"):
        return unit_said(chosen, settings)
    headings = [c.heading for c in table.columns if layout.fields.get(c.place) in ("hoeveelheid", PERIOD)]
    over = [str(cell) for row in table.sheet.rows[max(0, table.line - 3) : table.line - 1] for cell in row if cell]
    for text in (" ".join(headings), *over, table.above):
        if unit := unit_said(text, settings):
            return unit
    if PERIOD in layout.fields.values() and any(cell > _MOST_FTE for cell in _numbers(table, layout)):
        return HoursUnit(Eenheid.UREN, explanation="De getallen onder de perioden zijn gelezen als uren.")
    return None


def _numbers(table: ListTable, layout: Layout) -> Iterator[float]:
    """The numbers under the periods of a list."""
    for row in table.rows:
        for place, target in layout.fields.items():
            cell = row.cells[place]
            if target == PERIOD and isinstance(cell, int | float):
                yield cell


def rivals(table: ListTable, layout: Layout, settings: Settings) -> list[ListColumn]:
    """The other columns with amounts of hours, in another unit than those that are read."""
    if layout.kind not in WITH_HOURS or (place := layout.place_of("hoeveelheid")) is None:
        return []
    own = unit_said(next(column.heading for column in table.columns if column.place == place), settings)
    return [
        column
        for column in free_columns(table, layout)
        if column.place not in layout.left
        and _NO_HOURS.isdisjoint(plain_words(column.heading).split())
        and (unit := unit_said(column.heading, settings)) is not None
        and unit != own
        and are_amounts(table.values(column))
    ]


def refuse_weeks(table: ListTable, layout: Layout) -> None:
    """Raise OpdrachtError for a list with a column per week, which would be taken for something else."""
    weeks = [column.heading for column in table.columns if _WEEK.fullmatch(plain_words(column.heading))]
    if layout.kind in WITH_HOURS and len(weeks) > 1:
        text = f"Deze lijst heeft kolommen per week ({first_few(weeks, 3)})."
        raise OpdrachtError(text, "Tel de uren op per maand of per kwartaal, en lees de lijst dan opnieuw in.")


def lacks_of_hours(table: ListTable, layout: Layout, settings: Settings) -> list[str]:
    """What must still be known of the hours of a list: the year, or the unit."""
    if layout.kind not in WITH_HOURS:
        return []
    lacks = []
    with_periods = PERIOD in layout.fields.values()
    if with_periods and not period_columns(table, layout):
        lacks.append(YEAR)
    if not with_periods and layout.kind is Aanbod and YEAR not in layout.filled:
        lacks += [] if layout.has("van") and layout.has("tot") else [YEAR]
    if not layout.has("eenheid") and unit_of(table, layout, settings) is None:
        lacks.append("eenheid")
    return lacks


def lacking(table: ListTable, layout: Layout, settings: Settings, made: Sequence[str] = ()) -> list[str]:
    """The fields that every record needs, and that the list does not say; `made` are those that are made of others."""
    names = [name for name in required_fields(layout.kind) if name not in made and not layout.has(name)]
    if layout.kind in WITH_HOURS:
        names = [name for name in names if name not in ("eenheid", "van", "tot")]
        names = [name for name in names if name != "hoeveelheid" or PERIOD not in layout.fields.values()]
    return [*names, *lacks_of_hours(table, layout, settings)]


class Hours:
    """The hours of the rows of one list."""

    def __init__(self, table: ListTable, layout: Layout, settings: Settings) -> None:
        self.settings = settings
        self.layout = layout
        self.unit = unit_of(table, layout, settings)
        self.columns = period_columns(table, layout)
        self.year = int(layout.filled[YEAR]) if layout.filled.get(YEAR, "").isdecimal() else None

    @property
    def twice(self) -> PeriodColumn | None:
        """A column with months that another has too: then nobody knows which hours count."""
        return twice(self.columns)

    def unit_in(self, cell: object) -> HoursUnit | None:
        """The unit in a cell of a row, or else that of the list."""
        return (unit_said(str(cell), self.settings) if cell else None) or self.unit

    def of_periods(self, row: ListRow, unit: HoursUnit) -> Iterator[HoursLine]:
        """The lines that say of each month what the row says. Raises ValueError, with the place, for what is no amount."""
        amounts = []
        for column in self.columns:
            cell = row.cells[column.place]
            if not is_nothing(cell):
                try:
                    amount = number_in(cell) * self._times(cell, unit)
                except ValueError as error:
                    raise ValueError(column.place, str(error)) from None
                amounts.append((column, amount * (column.months.count if unit.a_month else 1)))
        is_total = unit.eenheid == Eenheid.UREN
        for stretch in stretches(amounts, is_total=is_total):
            yield HoursLine(stretch.amount, unit.eenheid, stretch.months.van, stretch.months.tot, stretch.place)

    def of_amount(self, cell: object, unit: HoursUnit, van: date | None, tot: date | None, place: int) -> HoursLine:
        """The line of an amount over a period; where the list has a year, that is the period of what says none.

        Raises ValueError for what is no amount.
        """
        if not isinstance(cell, str | float | int | time | timedelta):
            raise ValueError("Hier hoort een getal.")
        amount = number_in(cell) * self._times(cell, unit)
        if self.year is not None:
            van, tot = van or date(self.year, 1, 1), tot or date(self.year, 12, 31)
        if unit.a_month:
            return HoursLine(amount * MONTHS_OF_A_YEAR, Eenheid.UREN_PER_JAAR, van, tot, place)
        return HoursLine(amount, unit.eenheid, van, tot, place)

    @staticmethod
    def _times(cell: object, unit: HoursUnit) -> float:
        """How many of our unit one is; Excel holds 50% as 0,5."""
        is_part = unit.times == 0.01 and isinstance(cell, float | int) and cell <= 1.5
        return 1 if is_part else unit.times
