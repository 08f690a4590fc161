"""A table for spreadsheets, as CSV that Excel and LibreOffice in Dutch read: ';', decimal commas, days as 1-3-2027."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from opdracht.codec import plain
from opdracht.dutch import short_date
from opdracht.signs import with_codes

_BEGINS_FORMULA = (*"=+-@＝＋－＠﹢﹣﹦﹫",)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A line with the names of the columns and one for each row; what a row does not have is empty.

    A text keeps its line breaks, in quotes. No cell runs, and none hides a sign.
    """
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return table.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{short_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | float):
        return format(Decimal(repr(plain(value))), "f").replace(".", ",")
    return _text("; ".join(value) if isinstance(value, list | tuple) else str(value))


def _text(text: str) -> str:
    """A text that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it, as OWASP advises."""
    shown = with_codes(text)
    return f"'{shown}" if shown.lstrip()[:1] in _BEGINS_FORMULA else shown


def as_typed(text: str) -> str:
    """A text without the apostrophe that `as_csv` puts before what would begin a formula."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip().startswith(_BEGINS_FORMULA) else text
