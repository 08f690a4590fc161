"""A workbook as bytes: a sheet that explains it, a sheet per kind, and out of sight what it was made from.

What stands in a cell is written as what it is: a text is never a formula or a link, a day is a day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from opdracht.exchange.workbook.columns import FieldColumn
from opdracht.exchange.workbook.content import (
    EXPLANATION,
    KEY,
    LISTS,
    ORIGIN,
    REMOVE,
    TO_READ,
    FigureSheet,
    SheetRow,
    TableSheet,
    WorkbookContent,
)
from opdracht.exchange.workbook.grid import Cell, cell_name
from opdracht.model import declarations

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_CODES = 3000
"""So many codes a drop-down offers at most."""
_FREE_TO_FILL = 15
"""So many rows there are for new records where the rest is locked."""
_FREE_ROWS = 500
"""So many empty rows under the last also know what belongs in them."""
_BESIDE_WIDTH = 18
_LINE, _MOST_LINES = 15, 12
"""The height of a line of a cell, in points, and of how many a row shows at most; a spreadsheet does not measure them all."""
_WIDEST_PAGE = 180
"""So many characters beside each other can still be read on one page."""
_MOST_PAGES, _A3, _A4 = 3, 8, 9
"""So many pages beside each other a sheet takes at most; the sizes of paper as a spreadsheet numbers them."""
_WIDEST_KEPT = 45
"""So many characters of keys may stay in sight beside what is looked at."""
_TEXTS = "xl/sharedStrings.xml"
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TWO_CODES = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_DARK, _KEYS, _EXTRA, _LOCKED = "#1F4E5F", "#8A4B08", "#5F6B6D", "#F2F2F2"


def as_bytes(content: WorkbookContent, today: date) -> bytes:
    """The file of a workbook (.xlsx)."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": content.heading, "created": datetime.combine(today, time.min)})
    styles = _CellStyles(book)
    _explain(book, styles, content)
    sheets = [(book.add_worksheet(table.title), table) for table in content.tables]
    for figures in content.figures:
        _write_figures(book, styles, figures)
    lists = _Lists(book, content.names)
    for sheet, table in sheets:
        _TableWriting(sheet, table, styles, lists).run()
    origin = book.add_worksheet(ORIGIN)
    for row, (name, value) in enumerate({**content.origin, TO_READ: "\n".join(content.to_read)}.items()):
        origin.write_string(row, 0, name)
        origin.write_string(row, 1, value)
    origin.very_hidden()
    book.close()
    return _to_the_letter(written.getvalue(), book.str_table.string_array)


def _to_the_letter(content: bytes, texts: Sequence[str]) -> bytes:
    """The file with its texts as they are, where the library would write another: of two codes that share a sign it
    escapes only the first, and a text between <r> and </r> it takes for XML.
    """
    if not any(_TWO_CODES.search(text) or text.startswith("<r>") for text in texts):
        return content
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as library, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as ours:
        for part in library.infolist():
            data = library.read(part)
            if part.filename == _TEXTS:
                head, _, _ = data.partition(b"<si>")
                items = (f'<si><t xml:space="preserve">{_escaped(text)}</t></si>' for text in texts)
                data = head + "".join(items).encode() + b"</sst>"
            ours.writestr(part, data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _escaped(text: str) -> str:
    """A text in XML in which no code of a sign stands but those of signs that XML cannot hold."""
    plain = _CODE.sub("_x005F_", text)
    return escape(_NO_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", plain))


class _CellStyles:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, object], ...], Format] = {}
        self._of_cells: dict[tuple[type[object], str, bool], Format] = {}

    def of(self, **told: object) -> Format:
        key = tuple(sorted(told.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(told)
        return self._known[key]

    def header(self, colour: str) -> Format:
        return self.of(
            bold=True, font_color="#FFFFFF", bg_color=colour, text_wrap=True, valign="vcenter", border=1, locked=True
        )

    def cell(self, column: FieldColumn, value: Cell, *, locked: bool) -> Format:
        """The look of a cell of a column with this value."""
        looks = (column.holds, _form(column, value), locked)
        if looks not in self._of_cells:
            self._of_cells[looks] = self._cell(*looks)
        return self._of_cells[looks]

    def _cell(self, holds: type[object], form: str, locked: bool) -> Format:
        told: dict[str, object] = {"valign": "top", "num_format": form, "locked": locked}
        if holds in (str, list):
            told["text_wrap"] = True
        else:  # so that it stands apart from the text in the next column
            told |= {"align": "right", "indent": 1}
        if locked:
            told["bg_color"] = _LOCKED
        return self.of(**told)


def _form(column: FieldColumn, value: Cell) -> str:
    """The form of a number or a day, in the marks that Excel turns into those of its user; text is text."""
    if column.holds is date:
        return "d-m-yyyy"
    if column.holds is int:
        return "0" if column.is_key or column.name == "prioriteit" else "#,##0"
    if column.holds is float:
        return "#,##0" if isinstance(value, float | int) and float(value).is_integer() else "#,##0.##########"
    return "@"


def _explain(book: Workbook, styles: _CellStyles, content: WorkbookContent) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, content.heading, styles.of(bold=True, font_size=16, font_color=_DARK))
    for row, line in enumerate(content.explanation, start=2):
        sheet.write_string(row, 0, line, styles.of(text_wrap=True, valign="top"))
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)


def _write_figures(book: Workbook, styles: _CellStyles, figures: FigureSheet) -> None:
    sheet = book.add_worksheet(figures.title)
    for place, header in enumerate(figures.headers):
        sheet.write_string(0, place, header, styles.header(_EXTRA))
        sheet.set_column(place, place, max(_BESIDE_WIDTH, len(header) + 3))
    for number, row in enumerate(figures.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell, styles.of(text_wrap=True, valign="top"))
            elif isinstance(cell, int | float):
                sheet.write_number(number, place, cell, styles.of(num_format="#,##0", valign="top"))
    sheet.freeze_panes(1, 0)
    sheet.protect("")


class _Lists:
    """The lists that drop-downs take their words from, out of sight on a sheet of their own."""

    def __init__(self, book: Workbook, names: Mapping[str, Mapping[str, str]]) -> None:
        self._sheet = book.add_worksheet(LISTS)
        self._sheet.very_hidden()
        self._names = names
        self._sources: dict[str, str] = {}

    def source(self, column: FieldColumn) -> str:
        """Where the list of a column stands, as a drop-down has it; empty when it has none."""
        if column.words is not None:
            return self._written(column.words.__name__, [word.value for word in column.words])
        if column.target is not None:
            known = self._names.get(column.target.enkelvoud, {})
            return self._written(column.target.__name__, [*known.values()][:MOST_CODES])
        return ""

    def _written(self, name: str, words: Sequence[str]) -> str:
        if words and name not in self._sources:
            column = len(self._sources)
            for row, word in enumerate(words):
                self._sheet.write_string(row, column, word)
            letter = cell_name(0, column)[:-1]
            self._sources[name] = f"={LISTS}!${letter}$1:${letter}${len(words)}"
        return self._sources.get(name, "")


class _TableWriting:
    """The writing of one sheet of records."""

    def __init__(self, sheet: Worksheet, table: TableSheet, styles: _CellStyles, lists: _Lists) -> None:
        self.sheet = sheet
        self.table = table
        self.styles = styles
        self.lists = lists
        self.beside = len(table.columns)
        self.last = self.beside + len(table.beside) + table.removable
        """The number of the column with the key, which is the last one."""
        self.widths = [*map(self._width, table.columns), *[_BESIDE_WIDTH] * len(table.beside)]

    def run(self) -> None:
        self._headers()
        for place, column in enumerate(self.table.columns):
            self._column(place, column)
        for number, row in enumerate(self.table.rows, start=1):
            for place, column in enumerate(self.table.columns):
                self._cell(number, place, column, row.cells.get(column.name, ""))
            for place, cell in enumerate(row.beside, start=self.beside):
                self._write(number, place, cell, self.styles.of(valign="top", text_wrap=True, bg_color=_LOCKED))
            if row.key:
                self.sheet.write_string(number, self.last, row.key)
            if self.table.removable and self.table.open is not None:
                self.sheet.write_blank(number, self.last - 1, None, self.styles.of(locked=False))
            if (lines := self._lines(row)) > 1:
                self.sheet.set_row(number, lines * _LINE)
        if self.table.new is not None:
            self._free_rows(self.table.new)
        keys = [column.is_key for column in self.table.columns].count(True)
        kept = keys if sum(self.widths[:keys]) <= _WIDEST_KEPT else 1
        self.sheet.freeze_panes(1, kept)
        self.sheet.autofilter(0, 0, max(1, len(self.table.rows)), self.last)
        self.sheet.set_landscape()
        pages = min(int(sum(self.widths)) // _WIDEST_PAGE + 1, _MOST_PAGES)
        self.sheet.fit_to_pages(pages, 0)
        self.sheet.set_paper(_A3 if pages > 1 else _A4)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0, kept - 1)
        if self.table.open is not None:
            allowed = ("autofilter", "sort", "format_rows", "format_columns", "select_locked_cells")
            self.sheet.protect("", dict.fromkeys(allowed, True))

    def _headers(self) -> None:
        for place, column in enumerate(self.table.columns):
            colour = _KEYS if column.is_key else _DARK
            self.sheet.write_string(0, place, column.label, self.styles.header(colour))
            self.sheet.write_comment(0, place, _note(column), {"x_scale": 2, "y_scale": 0.8})
        for place, label in enumerate(self.table.beside, start=self.beside):
            self.sheet.write_string(0, place, label, self.styles.header(_EXTRA))
            self.sheet.set_column(place, place, _BESIDE_WIDTH)
        if self.table.removable:
            self.sheet.write_string(0, self.last - 1, REMOVE, self.styles.header(_EXTRA))
            self.sheet.write_comment(0, self.last - 1, "Zet hier een x om deze rij uit het register te halen.")
            self.sheet.data_validation(
                1, self.last - 1, self._end, self.last - 1, {"validate": "list", "source": ["x"]}
            )
        self.sheet.write_string(0, self.last, KEY, self.styles.header(_EXTRA))
        self.sheet.set_column(self.last, self.last, 12, None, {"hidden": True})

    @property
    def _end(self) -> int:
        return len(self.table.rows) + _FREE_ROWS

    def _column(self, place: int, column: FieldColumn) -> None:
        """The width of a column, how its empty cells look, and what may be chosen in it."""
        locked = not self._is_open(column)
        style = self.styles.cell(column, "", locked=locked) if self.table.open is None else None
        self.sheet.set_column(place, place, self.widths[place], style)
        if (source := self.lists.source(column)) and not locked:
            told: dict[str, object] = {"validate": "list", "source": source, "error_title": column.label}
            if column.words is None:  # a code may be new
                told |= {"error_type": "warning", "error_message": "Deze code staat niet in de lijst."}
            else:
                told["error_message"] = "Kies een woord uit de lijst."
            self.sheet.data_validation(1, place, self._end, place, told)

    def _lines(self, row: SheetRow) -> int:
        """How many lines the fullest cell of a row takes."""
        cells = [*(row.cells.get(column.name, "") for column in self.table.columns), *row.beside]
        taken = [
            sum(max(len(line) - 1, 0) // int(width) + 1 for line in cell.split("\n"))
            for cell, width in zip(cells, self.widths, strict=True)
            if isinstance(cell, str) and (len(cell) > width or "\n" in cell)
        ]
        return min(max(taken, default=1), _MOST_LINES)

    def _is_open(self, column: FieldColumn) -> bool:
        return self.table.open is None or column.name in self.table.open

    def _width(self, column: FieldColumn) -> float:
        """Wide enough for most of its cells, in characters."""
        if column.holds is not str:
            return max(12, len(column.label) + 3)
        lengths = sorted(len(cell) for cell in self._texts(column))
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        most = 55 if declarations(column.kind)[column.name].prose else 42
        return max(len(column.label) + 4, 12, min(usual + 2, most))

    def _texts(self, column: FieldColumn) -> Iterator[str]:
        for row in self.table.rows:
            if isinstance(cell := row.cells.get(column.name), str):
                yield cell

    def _free_rows(self, new: Mapping[str, Cell]) -> None:
        """Rows under the last in which all but what they begin with may be typed."""
        first = len(self.table.rows) + 1
        for row in range(first, first + _FREE_TO_FILL):
            for place, column in enumerate(self.table.columns):
                is_given = column.name in new or column.name == "nr"
                cell = new.get(column.name, "")
                self._write(row, place, cell, self.styles.cell(column, cell, locked=is_given))

    def _cell(self, row: int, place: int, column: FieldColumn, cell: Cell) -> None:
        locked = not self._is_open(column)
        if cell == "" and self.table.open is None:
            return
        self._write(row, place, cell, self.styles.cell(column, cell, locked=locked))

    def _write(self, row: int, place: int, cell: Cell, style: Format) -> None:
        if cell == "":
            self.sheet.write_blank(row, place, None, style)
        elif isinstance(cell, str):
            self.sheet.write_string(row, place, cell, style)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, place, cell, style)
        else:
            self.sheet.write_number(row, place, cell, style)


def _note(column: FieldColumn) -> str:
    """What people read at a header: what belongs there, an example, and last how commands call it."""
    told = declarations(column.kind)[column.name]
    words = [column.belongs, "Dit is (een deel van) de sleutel." if column.is_key else ""]
    if column.name == "nr":
        words.append("Laat leeg voor iets nieuws.")
    if told.example:
        words.append(f"Voorbeeld: {told.example}")
    words.append(f"Veld: {column.name}")
    return "\n".join(word for word in words if word)
