"""Workbooks as people leave them: opened and changed by another program than the one that wrote them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from opdracht.actions.workbook import WorkbookDone, WorkbookImport, export_workbook
from opdracht.documents.libreoffice import find_soffice
from opdracht.exchange.workbook.grid import read_sheets
from opdracht.exchange.workbook.merging import Preferred
from opdracht.exchange.workbook.rows import read_rows
from opdracht.store import Register
from tests.builders import PEILDATUM

Change = Callable[[Workbook], None]


def exported(register: Register) -> bytes:
    return export_workbook(register, PEILDATUM)


def changed(content: bytes, *changes: Change) -> bytes:
    """A workbook in which another program changed something and saved it."""
    book = load_workbook(io.BytesIO(content))
    for change in changes:
        change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def column(sheet: Worksheet, header: str) -> int:
    """The number of the column under a header, from 1."""
    return [cell.value for cell in sheet[1]].index(header) + 1


def row_of(sheet: Worksheet, *key: object) -> int:
    """The number of the row with this key, as it stands there; of a code with a name behind it the code."""
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        if [str(cell).split(" · ")[0] for cell in row[: len(key)]] == [str(part) for part in key]:
            return number
    raise LookupError(key)


def put(title: str, key: tuple[object, ...], header: str, value: object) -> Change:
    """Type a value in the cell of a record under a header."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        sheet.cell(row_of(sheet, *key), column(sheet, header)).value = value  # type: ignore[assignment]

    return change


def add(title: str, **cells: object) -> Change:
    """Type a new row under the last; the names are headers with _ for a space."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        number = sheet.max_row + 1
        for header, value in cells.items():
            sheet.cell(number, column(sheet, header.replace("_", " "))).value = value  # type: ignore[assignment]

    return change


def given(
    content: bytes, *, prefer: Preferred | None = None, as_history: bool = False, name: str = "regio.xlsx"
) -> WorkbookImport:
    return WorkbookImport(read_rows(read_sheets(content, name)), name, 2026, prefer, as_history=as_history)


def brought_in(register: Register, content: bytes, *, prefer: Preferred | None = None) -> WorkbookDone:
    """Read it, look, and write it."""
    wanted = given(content, prefer=prefer)
    return wanted.bring_in(register, wanted.foreseen(register))


def by_libreoffice(content: bytes, form: str, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it in another form: xlsx, ods or xls."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "van.xlsx").write_bytes(content)
    command = [
        str(find_soffice()),
        f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder / "naar"),
        str(folder / "van.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "naar" / f"van.{form}").read_bytes()
