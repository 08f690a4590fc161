"""What spreadsheets do without a word: a formula without an outcome, and files that would take all memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import LineChart

from opdracht.documents.libreoffice import find_soffice
from opdracht.errors import OpdrachtError
from opdracht.exchange.workbook.grid import FormulaError, GridSheet, read_sheets
from tests.workbooks import by_libreoffice

SHEET = "xl/worksheets/sheet1.xml"
with_libreoffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def small(value: object = "x", sheets: int = 1) -> bytes:
    """A workbook of sheets with a header and two cells."""
    book = Workbook()
    for number in range(sheets):
        sheet = book.active if not number else book.create_sheet()
        assert sheet is not None
        sheet.append(["Code", "Naam"])
        sheet.append(["x", value])
    return saved(book)


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip in which one part is another."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return written.getvalue()


def with_rows(rows: bytes, after: bytes = b"", content: bytes = b"") -> bytes:
    end = rows + b"</sheetData>" + after
    return with_part(content or small(), SHEET, lambda part: part.replace(b"</sheetData>", end))


def is_wrong(sheet: GridSheet) -> bool:
    return isinstance(sheet.rows[1][1], FormulaError)


def test_a_formula_that_never_got_an_outcome_is_no_empty_cell() -> None:
    (sheet,) = read_sheets(small('=UPPER("jan")'), "lijst.xlsx")
    assert is_wrong(sheet)


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (b'<c t="e" r="B2"><f>1/0</f><v>#DIV/0!</v></c>', True),
        (b'<c r="B2"><f>A2</f></c>', True),
        (b'<c r="B2"><f>A2</f><v></v></c>', True),
        (b'<c r="B2" t="str"><f>""</f><v></v></c>', False),
        (b'<c r="B2"><f>1+1</f><v>2</v></c>', False),
        (b'<c r="B2" s="0"/>', False),
    ],
)
def test_the_outcome_of_a_formula_is_known_however_its_cell_is_written(cell: bytes, wrong: bool) -> None:
    content = with_part(small(), SHEET, lambda part: re.sub(rb'<c r="B2".*?</c>', cell, part))
    (sheet,) = read_sheets(content, "lijst.xlsx")
    assert sheet.rows[1][0] == "x"
    assert is_wrong(sheet) == wrong


def test_a_sheet_with_only_a_chart_does_not_move_the_errors() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Code", "Naam"])
    book.active.append(["x", "=1/0"])
    book.create_chartsheet("Grafiek", 0).add_chart(LineChart())
    (sheet,) = read_sheets(saved(book), "lijst.xlsx")
    assert (sheet.number, is_wrong(sheet)) == (2, True)


@with_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_an_error_is_one_in_every_form(tmp_path: Path, form: str) -> None:
    content = by_libreoffice(small("=1/0"), form, tmp_path)
    (sheet,) = read_sheets(content, f"lijst.{form}")
    assert sheet.rows == [["Code", "Naam"], ["x", "#FOUT!"]]
    assert is_wrong(sheet)


FAR = b'<row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row>'
DEEP = b'<row r="999999"><c r="D999999"><v>1</v></c></row>'
SECOND = "xl/worksheets/sheet2.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def calc(cell: bytes) -> bytes:
    """An .ods with one row that stands there 3,000 times, of one cell."""
    row = b'<table:table-row table:number-rows-repeated="3000">' + cell + b"</table:table-row>"
    names = (b"office", b"table", b"text", b"calcext")
    told = b"".join(b' xmlns:%s="urn:%s"' % (name, name) for name in names)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        sheet = b'<table:table table:name="Blad">' + row + b"</table:table>"
        body = b"<office:body><office:spreadsheet>" + sheet + b"</office:spreadsheet></office:body>"
        archive.writestr(
            "content.xml", b"<office:document-content" + told + b">" + body + b"</office:document-content>"
        )
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        with_rows(FAR),
        with_part(with_rows(DEEP, content=small(sheets=2)), SECOND, lambda part: part.replace(b"</sheetData>", DEEP + b"</sheetData>")),
        with_part(small(), SHEET, lambda part: b'<c r="A1"' * 20_000),
        with_part(small(sheets=2), RELATIONS, lambda part: part.replace(b"sheet2.xml", b"sheet1.xml")),
        with_part(small(), SHEET, lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part.split(b"?>")[-1]),
    ],
    ids=["far", "many sheets", "broken", "twice", "declaration"],
)  # fmt: skip
def test_what_would_take_all_memory_or_time_is_refused(content: bytes) -> None:
    with pytest.raises(OpdrachtError):
        read_sheets(content, "lijst.xlsx")


@with_libreoffice
def test_an_old_file_has_the_same_bound(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active["IV65536"] = "x"
    with pytest.raises(OpdrachtError, match="IV65536"):
        read_sheets(by_libreoffice(saved(book), "xls", tmp_path), "lijst.xls")


def test_what_a_file_of_calc_repeats_is_counted() -> None:
    cell = b'<table:table-cell office:value-type="string"%s><text:p>x</text:p></table:table-cell>'
    (sheet,) = read_sheets(calc(cell % b' table:number-columns-repeated="2"'), "lijst.ods")
    assert (len(sheet.rows), sheet.rows[-1]) == (3000, ["x", "x"])
    with pytest.raises(OpdrachtError):
        read_sheets(calc(cell % b' table:number-columns-repeated="2000"'), "lijst.ods")


def test_merged_cells_over_each_other_are_read_in_time() -> None:
    merged = b'<mergeCells count="2">' + b'<mergeCell ref="A2:A200000"/><mergeCell ref="A3:A200000"/>' * 300
    content = with_rows(b'<row r="150000"><c r="B150000"><v>1</v></c></row>', merged + b"</mergeCells>")
    (sheet,) = read_sheets(content, "lijst.xlsx")
    assert (len(sheet.rows), sheet.rows[-1]) == (150_000, ["x", 1])


def test_cells_with_only_a_look_are_empty() -> None:
    far = b'<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>'
    (sheet,) = read_sheets(with_rows(far), "lijst.xlsx")
    assert sheet.rows == [["Code", "Naam"], ["x", "x"]]
