"""What a workbook is to say, before it is written: its sheets, their rows, and what it was made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from opdracht.exchange.workbook.columns import BEHIND, FieldColumn
from opdracht.exchange.workbook.grid import Cell

EXPLANATION = "Lees mij"
LISTS = "Lijsten"
ORIGIN = "Herkomst"
"""The sheets that hold no records; the last two are out of sight."""
REMOVE = "Weg"
KEY = "Sleutel bij export"
"""The headers of the two columns after the fields."""
TO_READ = "alleen lezen"
"""What the origin of a workbook calls the headers and sheets that are there only to read."""
_LONGEST_NAME = 60


@dataclass(frozen=True)
class SheetRow:
    """A row: the cells by field, the key of its record as people type it ('' when it has none yet), and cells to read."""

    cells: Mapping[str, Cell]
    key: str = ""
    beside: Sequence[Cell] = ()


@dataclass(frozen=True)
class TableSheet:
    """A sheet of records. `beside` are headers of columns to read only.

    Only the fields `open` may be changed, or all without them. In a sheet with `open` fields, `new` are the cells that an
    empty row begins with, where people may add records; they may mark one as going when it is `removable`.
    """

    title: str
    columns: Sequence[FieldColumn]
    rows: Sequence[SheetRow]
    beside: Sequence[str] = ()
    open: Collection[str] | None = None
    new: Mapping[str, Cell] | None = None
    removable: bool = True


@dataclass(frozen=True)
class FigureSheet:
    """A sheet to read only: headers with rows under them."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class WorkbookContent:
    """All that a workbook says. `names` are the names behind codes, by the singular name of their kind."""

    heading: str
    explanation: Sequence[str]
    tables: Sequence[TableSheet]
    origin: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    figures: Sequence[FigureSheet] = ()

    @property
    def to_read(self) -> list[str]:
        """The headers and sheets that are there only to read."""
        return [*(header for table in self.tables for header in table.beside), *(sheet.title for sheet in self.figures)]


def with_name(code: str, name: str) -> str:
    """A code with the name behind it, on one line."""
    shown = " ".join(name.split())
    shown = shown if len(shown) <= _LONGEST_NAME else f"{shown[: _LONGEST_NAME - 1]}…"
    return f"{code}{BEHIND}{shown}" if shown else code
