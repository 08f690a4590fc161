"""A spreadsheet as rows of cells, whatever program wrote it: .xlsx, .xls, .ods and .csv.

What a spreadsheet does without its user knowing is taken back here: a merged cell says the same in all its rows, a day
with midnight is a day, an error of a formula is no empty cell.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from opdracht.errors import OpdrachtError
from opdracht.exchange.encoding import decoded
from opdracht.exchange.forms import other_form
from opdracht.exchange.workbook.filled import FarCellError, FilledCells, TooMuchError, filled_cells

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""What stands in a cell; an empty one holds ''."""

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
LARGEST_FILE = 50_000_000
"""Bytes."""
_SEPARATORS = ";\t,"
_SAMPLE_LINES = 20


class FormulaError(str):
    """In the place of what a cell shows of which the formula went wrong."""

    __slots__ = ()


@dataclass(frozen=True)
class GridSheet:
    """A sheet with its rows, from A1 on; each row is as wide as the widest. `number` counts the sheets from 1."""

    name: str
    number: int
    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False


def cell_name(row: int, column: int) -> str:
    """How a spreadsheet calls a cell, by its row and column from 0: (13, 3) is 'D14'."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def is_workbook(content: bytes) -> bool:
    """Whether the bytes of a file are those of a spreadsheet; a .csv is text like any other, and is not one."""
    return other_form(content) in ("een Excelbestand", "een Calc-bestand", "een oud Word- of Excelbestand")


def read_sheets(content: bytes, name: str) -> list[GridSheet]:
    """The sheets of a spreadsheet by the bytes of its file. Raises OpdrachtError for what is none, or cannot be read.

    A text file is one of values with a separator, whatever its name: one sheet, called as the file.
    """
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    if not other_form(content):
        return [_of_text(content, name)]
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        filled = filled_cells(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [*_sheets(workbook, filled)]
    except PasswordError:
        hint = "Sla het op zonder wachtwoord: Bestand, Info, Werkmap beveiligen."
        raise OpdrachtError(f"{name} is beveiligd met een wachtwoord.", hint) from None
    except FarCellError as far:
        raise OpdrachtError(
            f"In {name} staat iets in cel {cell_name(far.row, far.column)}, ver buiten de lijst.",
            "Verwijder de lege rijen en kolommen daaromheen en sla het opnieuw op.",
        ) from None
    except TooMuchError:
        raise OpdrachtError(
            f"{name} is te groot: er staan te veel cellen in.", "Deel het op, en verwijder lege rijen en kolommen."
        ) from None
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        is_other = other_form(content) if not is_workbook(content) else "geen werkmap die te lezen is"
        raise OpdrachtError(
            f"{name} is {is_other}.", "Open het in Excel of LibreOffice en sla het op als .xlsx."
        ) from error


def _sheets(workbook: CalamineWorkbook, filled: Sequence[FilledCells]) -> Iterator[GridSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if len(filled) != len(workbook.sheets_metadata):
        raise ValueError("sheets that cannot be told apart")
    for index, (told, cells) in enumerate(zip(workbook.sheets_metadata, filled, strict=True)):
        if told.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        sheet = workbook.get_sheet_by_index(index)
        rows: list[list[Cell]] = [[*map(_cell, row)] for row in sheet.to_python(skip_empty_area=False)]
        _mark_errors(rows, cells)
        _fill_merged(rows, sheet)
        yield GridSheet(told.name, index + 1, rows, told.visible != SheetVisibleEnum.Visible)


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _fill_merged(rows: list[list[Cell]], sheet: CalamineSheet) -> None:
    """Let each row under a merged cell say what it says; to its right the cells stay empty.

    Of merged cells that lie over each other, as no program makes them, only the upper one is.
    """
    last: dict[int, int] = {}
    for (top, left), (bottom, _) in sorted(set(sheet.merged_cell_ranges or ())):
        if top <= last.get(left, -1):
            continue
        last[left] = bottom
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]


def _mark_errors(rows: list[list[Cell]], cells: FilledCells) -> None:
    """Put an error where no outcome stands; the last rows and columns may have nothing else."""
    if not cells.errors:
        return
    width = max(1 + max(column for _, column in cells.errors), len(rows[0]) if rows else 0)
    rows += [[] for _ in range(1 + max(row for row, _ in cells.errors) - len(rows))]
    for row in rows:
        row += [""] * (width - len(row))
    for number, column in cells.errors:
        rows[number][column] = FormulaError("#FOUT!")


def _too_large(name: str) -> OpdrachtError:
    return OpdrachtError(f"{name} is te groot: het telt meer dan {LARGEST_FILE // 1_000_000} MB.", "Deel het op.")


def _of_text(content: bytes, name: str) -> GridSheet:
    """The one sheet of a .csv, in UTF-8 or Windows-1252, with whatever separator its first lines have most."""
    text = decoded(content).text
    lines = text.split("\n")
    separator = max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines[:_SAMPLE_LINES]))
    if lines and (told := re.fullmatch(r"sep=(.)", lines[0].strip())):
        separator, text = told[1], text.partition("\n")[2]
    try:
        rows = [*csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise OpdrachtError(f"{name} is geen tabel die te lezen is.", "Sla de lijst op als .xlsx of .csv.") from error
    width = max(map(len, rows), default=0)
    return GridSheet(PurePath(name).stem, 1, [[*row, *[""] * (width - len(row))] for row in rows])
