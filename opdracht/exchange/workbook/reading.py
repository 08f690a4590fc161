"""What the cell of a row says of its field, beside what the register knows; what it cannot say is a fault with its cell."""

from __future__ import annotations

from math import isclose

from opdracht.exchange.workbook.columns import TOO_LONG, CellFault, FieldColumn, as_cell, columns, from_cell, items_of
from opdracht.exchange.workbook.grid import Cell
from opdracht.exchange.workbook.rows import GivenRow
from opdracht.model import CODED, Record
from opdracht.records import may_be_empty, validated

BROKEN = object()
"""The value of a cell that gives its field none."""
_PRECISION = 1e-14
"""A spreadsheet keeps 15 digits of a number."""


class CellReading:
    """The cells of rows as values. `codes` are those that there are, by the singular name of their kind."""

    def __init__(self, codes: dict[str, set[str]]) -> None:
        self.codes = codes
        self.faults: dict[CellFault, None] = {}
        """Each once, in the order in which they were met."""
        self._faulty: set[tuple[int, int, str]] = set()

    def says(self, row: GivenRow, name: str, value: object) -> bool:
        """Whether a cell says just what a field holds."""
        cell, column = row.cells[name].cell, column_of(row.kind, name)
        written = as_cell(column, value)
        if cell == written and isinstance(cell, bool) == isinstance(written, bool):
            return True
        if isinstance(cell, str) and isinstance(written, str):
            if "\t" in written and written.replace("\t", "") == cell:  # so an .ods is read
                return True
            if not (column.target or column.is_key or column.words or column.holds is list):
                return False
        try:
            given = validated(row.kind, name, self._given(column, cell))
        except ValueError:
            return False
        if isinstance(given, float) and isinstance(value, float):
            return isclose(given, value, rel_tol=_PRECISION)
        return bool(given == value)

    def value(self, row: GivenRow, name: str) -> object:
        """The value that a cell gives its field; BROKEN, and a fault, when it gives none."""
        try:
            return self.value_or_raise(row, name)
        except ValueError as error:
            self.fault(row, name, str(error))
            return BROKEN

    def value_or_raise(self, row: GivenRow, name: str) -> object:
        """The same. Raises ValueError with a Dutch sentence."""
        column = column_of(row.kind, name)
        if row.cells[name].cell == TOO_LONG:
            raise ValueError(
                "Deze tekst paste niet in een cel. Zet hem in het register met opdracht edit of opdracht set."
            )
        given = self._given(column, row.cells[name].cell)
        if given == "" and not may_be_empty(row.kind, name) and (column.holds is not str or column.words):
            raise ValueError(f"Dit veld mag niet leeg zijn. {column.belongs}")
        return validated(row.kind, name, given)

    def fault(self, row: GivenRow, name: str, text: str, hint: str = "") -> None:
        """Report a fault in a cell, once."""
        self.faults[row.fault(name, text, hint)] = None
        self._faulty.add((row.sheet.number, row.line, name))

    def is_faulty(self, row: GivenRow, name: str) -> bool:
        """Whether a fault in this cell was reported."""
        return (row.sheet.number, row.line, name) in self._faulty

    def _given(self, column: FieldColumn, cell: Cell) -> object:
        own = column.kind.enkelvoud if column.is_key and column.kind in CODED else ""
        given = from_cell(column, cell, self.codes.get(column.target.enkelvoud if column.target else own, ()))
        return items_of(given) if column.holds is list and isinstance(given, str) else given


def column_of(kind: type[Record], name: str) -> FieldColumn:
    """The column of a field."""
    return next(column for column in columns(kind) if column.name == name)
