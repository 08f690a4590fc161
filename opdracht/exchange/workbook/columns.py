"""What a sheet of a kind looks like: its columns from the declared fields, and what stands in a cell for a value and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import JSON, Date, Float, Integer

from opdracht.codec import plain
from opdracht.dutch import MONTHS, SHORT_MONTHS
from opdracht.errors import Fault
from opdracht.exchange.workbook.grid import Cell, FormulaError, cell_name
from opdracht.fields import in_words
from opdracht.model import METADATA, TABLES, Record, declarations, references
from opdracht.model.base import word_list
from opdracht.records import kind_named

KINDS: tuple[type[Record], ...] = tuple(
    kind for kind in TABLES if kind.is_named and kind.in_files and not (kind.comes_by or kind.is_past)
)
"""The kinds with a sheet: those that people add, change and remove themselves."""

BEHIND = " · "
"""What stands between a code and the name behind it."""
LONGEST = 32_767
"""So many characters, as UTF-16 counts them, fit in a cell."""
TOO_LONG = "(Deze tekst is te lang voor een cel. Hij blijft in het register zoals hij is.)"
_BLANKS = "\u00a0\u202f\u2007\u200b\ufeff"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}( \d{3})+(,\d+)?", re.ASCII)
_MONTHS = dict(zip(SHORT_MONTHS, MONTHS, strict=True))
_FIRST_DAY, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 20_000, 80_000


@dataclass(frozen=True)
class CellFault(Fault):
    """A fault in a cell of a spreadsheet; `line` and `column` count from 1, of the whole sheet both are 0."""

    sheet: str = ""
    sheet_number: int = 0
    column: int = 0

    @property
    def where(self) -> str:
        if not self.line:
            return f"blad {self.sheet}"
        where = cell_name(self.line - 1, self.column - 1) if self.column else f"rij {self.line}"
        return f"blad {self.sheet}, {'cel ' if self.column else ''}{where}"

    @property
    def order(self) -> tuple[object, ...]:
        return (self.sheet_number, self.line, self.column, self.text)


@dataclass(frozen=True)
class FieldColumn:
    """A column of the sheet of a kind: one field. `target` is the kind whose code it holds, if it is a reference."""

    kind: type[Record]
    name: str
    label: str
    is_key: bool
    target: type[Record] | None
    words: type[StrEnum] | None
    holds: type[object]
    """What a cell holds: str, date, float, int or list."""

    @property
    def belongs(self) -> str:
        """What belongs in a cell, as a Dutch phrase."""
        if self.words:
            return f"Kies: {', '.join(word.value for word in self.words)}."
        if self.target:
            key = self.target.sleutel[0]
            return f"{'Het' if key in _NEUTER else 'De'} {key} van een {self.target.enkelvoud}."
        return _BELONGS.get(self.holds, "")


_NEUTER = {"nummer", "kenmerk", "nr"}
"""The keys that are called 'het' in Dutch."""
_BELONGS: dict[type[object], str] = {
    date: "Een datum, zoals 1-3-2027.",
    float: "Een getal, zoals 300 of 0,5.",
    int: "Een heel getal.",
    list: "Een lijst, met een puntkomma ertussen, of elk op een regel.",
}
_HOLDS = ((JSON, list), (Date, date), (Float, float), (Integer, int))


@cache
def columns(kind: type[Record]) -> tuple[FieldColumn, ...]:
    """The columns of the sheet of a kind, in the order in which people read its fields."""
    targets = {reference.field: kind_named(reference.target) for reference in references(kind)}
    stored = METADATA.tables[kind.enkelvoud].columns
    return tuple(
        FieldColumn(
            kind,
            name,
            told.label,
            name in kind.sleutel,
            targets.get(name),
            word_list(kind, name),
            next((holds for sort, holds in _HOLDS if isinstance(stored[name].type, sort)), str),
        )
        for name, told in declarations(kind).items()
    )


def title(kind: type[Record]) -> str:
    """How the sheet of a kind is called."""
    return (kind.written_plural or kind.meervoud).capitalize()


def as_cell(column: FieldColumn, value: object, names: Mapping[str, str] | None = None) -> Cell:
    """What stands in a cell for a value; `names` are the codes of its target with the names behind them."""
    if value is None:
        return ""
    if isinstance(value, date | int | float):
        return value
    written = _in_a_row(value) if isinstance(value, list) else str(value)
    written = (names or {}).get(written, written)
    return written if len(written.encode("utf-16-le")) // 2 <= LONGEST else TOO_LONG


def _in_a_row(items: Sequence[str]) -> str:
    """A list as it stands in a cell: with a semicolon between its items, or each on a line when one has a semicolon."""
    if any(";" in item for item in items):
        return "\n".join(items) if len(items) > 1 else f"{items[0]}\n"
    return "; ".join(items)


def items_of(cell: str) -> list[str]:
    """The items of a list in a cell. Lines that end with a semicolon are those of one list that did not fit beside each other."""
    is_by_line = "\n" in cell and not any(line.rstrip().endswith(";") for line in cell.split("\n"))
    items = (item.strip(f" \t\n{_BLANKS}") for item in cell.split("\n" if is_by_line else ";"))
    return [" ".join(item.split("\n")) for item in items if item]


def from_cell(column: FieldColumn, cell: Cell, codes: Collection[str] = ()) -> object:
    """What a cell gives its field, as `make` takes it; `codes` are those that its target has.

    Raises ValueError with a Dutch sentence for what no cell of this field can mean.
    """
    if isinstance(cell, FormulaError):
        raise ValueError(
            "De formule in deze cel geeft een fout of geen uitkomst. Reken de lijst door in Excel en bewaar haar opnieuw."
        )
    if column.holds is date:
        return _day(cell)
    if column.holds in (int, float):
        return _number(cell) if isinstance(cell, str) else cell
    if isinstance(cell, str):
        return _code(cell, codes) if column.target else _text(column, cell)
    return _written(column, cell, codes)


def _number(cell: str) -> str:
    """A number as people write it, without a sign of money or spaces between its thousands."""
    written = re.sub(f"[{_BLANKS}]", " ", cell).strip().removeprefix("€").lstrip()
    return written.replace(" ", "") if _THOUSANDS.fullmatch(written) else written


def _day(cell: Cell) -> object:
    """A day, whose month may be written short: 1 feb 2027."""
    if isinstance(cell, str):
        words = re.sub(f"[{_BLANKS}]", " ", cell).split()
        return " ".join(_MONTHS.get(word.lower().removesuffix("."), word) for word in words)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, int | float) and _FIRST_SERIAL < cell < _LAST_SERIAL and not isinstance(cell, bool):
        return _FIRST_DAY + timedelta(int(cell))
    return cell


def _code(cell: str, codes: Collection[str]) -> str:
    """The code in a text that may have the name behind it."""
    written = cell.strip(f" \t\n{_BLANKS}")
    if written in codes or BEHIND not in written:
        return written
    parts = written.split(BEHIND)
    heads = (BEHIND.join(parts[:count]).strip() for count in range(len(parts) - 1, 0, -1))
    return next((head for head in heads if head in codes), parts[0].strip())


def _text(column: FieldColumn, cell: str) -> str:
    """A text of people; a key, a word of a closed list and what stands on one line has no blanks around it."""
    if column.words or column.is_key:
        word = " ".join(re.sub(f"[{_BLANKS}]", " ", cell).split())
        return next((known.value for known in column.words or () if known.value.lower() == word.lower()), word)
    return cell if "\n" in cell.strip() else cell.strip(f" {_BLANKS}")


def _written(column: FieldColumn, cell: Cell, codes: Collection[str]) -> object:
    """What a spreadsheet made of a text: a number without its leading zeros, or a date of the number of an opdracht."""
    if isinstance(cell, bool | time | timedelta):
        raise ValueError(f"Hier hoort tekst, geen {'waar of onwaar' if isinstance(cell, bool) else 'tijd'}.")
    if isinstance(cell, date):
        is_of_number = column.name == "nummer" or (column.target is not None and "nummer" in column.target.sleutel)
        return f"{cell.year}-{cell.month:03}" if is_of_number and cell.day == 1 else in_words(cell)
    written = str(plain(cell))
    same = [code for code in codes if code.lstrip("0") == written]
    return same[0] if len(same) == 1 and written not in codes else written
