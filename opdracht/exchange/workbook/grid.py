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

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""What stands in a cell; an empty one holds ''."""

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
LARGEST_FILE = 50_000_000
"""Bytes."""
LARGEST_CONTENT = 400_000_000
"""Bytes of all parts together, unpacked."""
MOST_CELLS = 4_000_000
"""Of one sheet, from A1 to its last filled cell."""

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FILLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(?!</)')
_REPEATED_CELL = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="(\d+)"[^>]*[^/]>')
_REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d+)"[^>]*[^/]>(.*?)</table:table-row>', re.DOTALL
)
_WRONG_FORMULA = b'calcext:value-type="error"'
_MOST_REPEATED = 5000
"""So often a filled cell may stand in a row, or a filled row in a sheet, as one of .ods."""
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


def _column(letters: str) -> int:
    """The number of a column from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


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

    errors = _need_bounds(content, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [*_sheets(workbook, errors)]
    except PasswordError:
        hint = "Sla het op zonder wachtwoord: Bestand, Info, Werkmap beveiligen."
        raise OpdrachtError(f"{name} is beveiligd met een wachtwoord.", hint) from None
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        is_other = other_form(content) if not is_workbook(content) else "geen werkmap die te lezen is"
        raise OpdrachtError(
            f"{name} is {is_other}.", "Open het in Excel of LibreOffice en sla het op als .xlsx."
        ) from error


def _sheets(workbook: CalamineWorkbook, errors: Sequence[frozenset[str]]) -> Iterator[GridSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for index, told in enumerate(workbook.sheets_metadata):
        if told.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        sheet = workbook.get_sheet_by_index(index)
        rows: list[list[Cell]] = [[*map(_cell, row)] for row in sheet.to_python(skip_empty_area=False)]
        _fill_merged(rows, sheet)
        _mark_errors(rows, errors[index] if index < len(errors) else frozenset())
        yield GridSheet(told.name, index + 1, rows, told.visible != SheetVisibleEnum.Visible)


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _fill_merged(rows: list[list[Cell]], sheet: CalamineSheet) -> None:
    """Let each row under a merged cell say what it says; to its right the cells stay empty."""
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]


def _mark_errors(rows: list[list[Cell]], names: frozenset[str]) -> None:
    for name in names:
        letters = name.rstrip("0123456789")
        row, column = int(name[len(letters) :]) - 1, _column(letters)
        if row < len(rows) and column <= len(rows[row]) and rows[row][column - 1] == "":
            rows[row][column - 1] = FormulaError("#FOUT!")


def _need_bounds(content: bytes, name: str) -> list[frozenset[str]]:
    """Refuse a file that would take more memory than there is; of an .xlsx the cells with an error, by sheet."""
    if not content.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_CONTENT:
                raise _too_large(name)
            if "content.xml" in archive.namelist():
                _need_few_repeats(archive.read("content.xml"), name)
                return []
            return [_errors_in(archive.read(part), name) for part in _sheet_parts(archive)]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise OpdrachtError(
            f"{name} is beschadigd.", "Open het in Excel of LibreOffice en sla het opnieuw op."
        ) from error


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts with the sheets of an .xlsx, in the order of its tabs; those that it does not name come last."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    parts = [part for part in archive.namelist() if _SHEET_PART.fullmatch(part.lstrip("/"))]
    try:
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
        book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    except (KeyError, etree.XMLSyntaxError):
        return parts
    targets = {relation.get("Id"): f"xl/{relation.get('Target', '').removeprefix('/xl/')}" for relation in relations}
    named = [
        targets.get(value)
        for sheet in book.iter("{*}sheet")
        for key, value in sheet.attrib.items()
        if key.endswith("}id")
    ]
    ordered = [part for part in named if part in parts]
    return [*ordered, *(part for part in parts if part not in ordered)]


def _errors_in(part: bytes, name: str) -> frozenset[str]:
    """The cells of a sheet that show an error. Raises OpdrachtError when its last filled cell is too far away."""
    last_row = last_column = 1
    errors = set()
    for cell in _FILLED.finditer(part):
        letters, number, told = cell.groups()
        last_row, last_column = max(last_row, int(number)), max(last_column, _column(letters.decode()))
        if b't="e"' in told:
            errors.add(f"{letters.decode()}{int(number)}")
    if last_row * last_column > MOST_CELLS:
        raise OpdrachtError(
            f"In {name} staat iets in cel {cell_name(last_row - 1, last_column - 1)}, ver buiten de lijst.",
            "Verwijder de lege rijen en kolommen daaromheen en sla het opnieuw op.",
        )
    return frozenset(errors)


def _need_few_repeats(content: bytes, name: str) -> None:
    """Refuse an .ods that says of something that it stands in very many cells, or of a formula that it went wrong."""
    repeated = [int(cell[1]) for cell in _REPEATED_CELL.finditer(content)]
    repeated += [int(row[1]) for row in _REPEATED_ROW.finditer(content) if b"<text:p" in row[2]]
    if max(repeated, default=0) > _MOST_REPEATED:
        raise OpdrachtError(
            f"In {name} staat dezelfde waarde in heel veel cellen.", "Verwijder de rijen zonder gegevens."
        )
    if _WRONG_FORMULA in content:
        raise OpdrachtError(f"In {name} staat een formule met een fout.", "Herstel die, of sla het op als .xlsx.")


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
