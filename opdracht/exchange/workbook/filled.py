"""In which cells of a spreadsheet something stands, read as a stream before its rows take memory.

Three forms say it each in their own way: .xlsx and .ods in the XML of their parts, .xls in its records. A cell that has
only a look is empty. A cell whose formula went wrong, or never got an outcome, is remembered: its value says nothing.

Sources: ECMA-376 part 1, 18.3.1 (row, c, f, v); ODF 1.3 part 3, 9.1 (table); [MS-XLS] 2.4 (the records).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from struct import unpack_from
from xml.parsers import expat

MOST_CELLS = 4_000_000
"""Of all sheets together, each from A1 to its last filled cell."""
LARGEST_CONTENT = 400_000_000
"""Bytes of all parts together, unpacked."""

_BOOK, _RELATIONS, _CALC = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml"
_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHUNK = 1 << 16

_BOF, _EOF, _SHEET, _PASSWORD, _SEVERAL_NUMBERS, _ERROR = 0x0809, 0x000A, 0x0085, 0x002F, 0x00BD, 0x0205
_FORMULAS = {0x0006, 0x0206, 0x0406}
_FILLED = {_ERROR, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6} | _FORMULAS
_NO_NUMBER = b"\xff\xff"


class FarCellError(Exception):
    """A filled cell stands too far away; `row` and `column` count from 0."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(row, column)
        self.row, self.column = row, column


class TooMuchError(Exception):
    """A file holds more than fits in the memory."""


@dataclass
class FilledCells:
    """The filled cells of one sheet: how many rows and columns they take from A1 on, and which hold no outcome.

    `errors` are pairs of a row and a column from 0.
    """

    rows: int = 0
    columns: int = 0
    errors: set[tuple[int, int]] = field(default_factory=set)

    def add(self, row: int, column: int, *, is_error: bool = False) -> None:
        """Raises FarCellError."""
        if row >= self.rows or column >= self.columns:
            self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
            if self.rows * self.columns > MOST_CELLS:
                raise FarCellError(row, column)
        if is_error:
            self.errors.add((row, column))


def filled_cells(content: bytes) -> list[FilledCells]:
    """The filled cells of each sheet of an .xlsx, .ods or .xls, in the order of its tabs.

    Raises FarCellError and TooMuchError for what would take too much memory, and ValueError, OSError or
    zipfile.BadZipFile for a file that is damaged or of another form.
    """
    sheets, taken = [], 0
    for sheet in _in_zip(content) if content.startswith(b"PK") else _in_records(content):
        sheets.append(sheet)
        taken += max(sheet.rows * sheet.columns, 1)
        if taken > MOST_CELLS:
            raise TooMuchError
    return sheets


def _in_zip(content: bytes) -> Iterator[FilledCells]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_CONTENT:
            raise TooMuchError
        parts = {part.lower(): part for part in archive.namelist()}
        if len(parts) < len(archive.namelist()) or archive.testzip():
            raise ValueError("parts that are not what the list of parts says")
        if _CALC in parts:
            table = _CalcTables()
            _parse(archive, parts[_CALC], table.begin, table.end)
            yield from table.sheets
            return
        for part in _sheet_parts(archive, parts):
            sheet = _ExcelSheet()
            _parse(archive, part, sheet.begin, sheet.end, sheet.text)
            yield sheet.cells


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Give the elements of a part to functions; names have the prefix that stands there. Raises ValueError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(f"{part}: {error}") from error


def _refuse(*_: object) -> None:
    raise ValueError("a declaration that no spreadsheet has")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _sheet_parts(archive: zipfile.ZipFile, parts: dict[str, str]) -> list[str]:
    """The parts of the sheets of an .xlsx in the order of its tabs, those with a chart too. Raises ValueError."""
    if _BOOK not in parts or _RELATIONS not in parts:
        raise ValueError("no workbook")
    targets: dict[str, str] = {}
    sheets: list[str] = []

    def relation(name: str, told: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            targets[told.get("Id", "")] = told.get("Target", "")

    def sheet(name: str, told: dict[str, str]) -> None:
        if _local(name) == "sheet":
            sheets.append(next((value for key, value in told.items() if key.endswith(":id")), ""))

    _parse(archive, parts[_RELATIONS], relation)
    _parse(archive, parts[_BOOK], sheet)
    named = [parts.get(_in_book(targets.get(sheet, ""))) for sheet in sheets]
    ordered = [part for part in named if part]
    if len({*ordered}) < len(named):
        raise ValueError("a sheet that is missing, or stands there twice")
    return ordered


def _in_book(target: str) -> str:
    """The name of a part, in small letters, by how the workbook refers to it."""
    within = target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
    return posixpath.normpath(within).lower()


class _ExcelSheet:
    """The elements of a sheet of .xlsx; a cell without a name stands beside the one before it."""

    def __init__(self) -> None:
        self.cells = FilledCells()
        self.row, self.column = 0, -1
        self._sort = ""
        self._parts: set[str] = set()
        self._in_value = self._has_value = False

    def begin(self, name: str, told: dict[str, str]) -> None:
        name = _local(name)
        if name == "row":
            self.row, self.column = int(told["r"]) - 1 if "r" in told else self.row, -1
        elif name == "c":
            self._place(told.get("r"))
            self._sort, self._has_value = told.get("t", ""), False
            self._parts.clear()
        else:
            self._parts.add(name)
            self._in_value = name in ("v", "t")

    def _place(self, name: str | None) -> None:
        if name is None:
            self.column += 1
            return
        if not (match := _CELL_NAME.fullmatch(name)):
            raise ValueError(f"a cell that is called {name}")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self.row, self.column = int(match[2]) - 1, column - 1

    def text(self, text: str) -> None:
        if self._in_value and text:
            self._has_value = True

    def end(self, name: str) -> None:
        name = _local(name)
        if name in ("v", "t"):
            self._in_value = False
        elif name == "row":
            self.row += 1
        elif name == "c":
            has_outcome = self._has_value or (self._sort == "str" and "v" in self._parts)
            is_error = self._sort == "e" or ("f" in self._parts and not has_outcome)
            if self._has_value or is_error:
                self.cells.add(self.row, self.column, is_error=is_error)


class _CalcTables:
    """The elements of the sheets of an .ods, with the prefixes that every program gives them."""

    def __init__(self) -> None:
        self.sheets: list[FilledCells] = []
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._told: dict[str, str] = {}
        self._has_text = False
        self._filled: list[tuple[int, int, bool]] = []
        """Of this row: the first column, how many have the same, and whether its formula went wrong."""

    def begin(self, name: str, told: dict[str, str]) -> None:
        if name == "table:table":
            self.sheets.append(FilledCells())
            self._row = 0
        elif name == "table:table-row":
            self._rows, self._column = _repeated(told, "rows"), 0
            self._filled.clear()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._columns, self._told, self._has_text = _repeated(told, "columns"), told, False
        elif name == "text:p":
            self._has_text = True

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            sort, has_formula = self._told.get("office:value-type"), "table:formula" in self._told
            is_error = self._told.get("calcext:value-type") == "error" or (has_formula and not sort)
            if sort or self._has_text or is_error:
                self._filled.append((self._column, self._columns, is_error))
            self._column += self._columns
        elif name == "table:table-row" and self.sheets:
            self._end_row()

    def _end_row(self) -> None:
        cells = self.sheets[-1]
        for column, count, is_error in self._filled:
            cells.add(self._row + self._rows - 1, column + count - 1)
            if is_error:
                cells.errors.update(
                    (row, place)
                    for row in range(self._row, self._row + self._rows)
                    for place in range(column, column + count)
                )
        self._row += self._rows


def _repeated(told: dict[str, str], what: str) -> int:
    return max(int(told.get(f"table:number-{what}-repeated", 1)), 1)


def _in_records(content: bytes) -> Iterator[FilledCells]:
    """Of an .xls; none when it has a password, as that of a new form with one has. Raises ValueError."""
    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(content)) as parts:
        stream = next((name for name in ("Workbook", "Book") if parts.exists(name)), None)
        if stream is None:
            return
        records = parts.openstream(stream).read()
    sheets = []
    for code, data in _records(records, 0):
        if code == _PASSWORD:
            return
        if code == _SHEET:
            sheets.append(int.from_bytes(data[:4], "little"))
    left = len(records)
    for start in sheets:
        cells = FilledCells()
        for code, data in _records(records, start):
            left -= len(data) + 4
            _add_record(cells, code, data)
        if left < 0:
            raise ValueError("sheets that stand in each other")
        yield cells


def _records(records: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one stream from where it begins to where it ends, without those of the charts in it."""
    depth = 0
    while start + 4 <= len(records):
        code, length = unpack_from("<HH", records, start)
        depth += (code == _BOF) - (code == _EOF)
        if depth <= 0:
            return
        yield (code if depth == 1 else 0), records[start + 4 : start + 4 + length]
        start += 4 + length


def _add_record(cells: FilledCells, code: int, data: bytes) -> None:
    if code == _SEVERAL_NUMBERS and len(data) >= 6:
        row, last = unpack_from("<H", data)[0], unpack_from("<H", data, len(data) - 2)[0]
        cells.add(row, last)
    elif code in _FILLED and len(data) >= 8:
        row, column = unpack_from("<HH", data)
        is_error = code == _ERROR and data[7] == 1
        if code in _FORMULAS:
            is_error = data[6] == 2 and data[12:14] == _NO_NUMBER
        cells.add(row, column, is_error=is_error)
