"""The rows of a spreadsheet as what they say of records: which sheet is which kind, which column is which field.

Nothing is compared with the register here (merging.py). What is not understood is a fault with its cell, or a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opdracht.dutch import joined
from opdracht.exchange.workbook.columns import KINDS, CellFault, FieldColumn, columns, title
from opdracht.exchange.workbook.content import EXPLANATION, KEY, LISTS, ORIGIN, REMOVE, TO_READ
from opdracht.exchange.workbook.grid import Cell, GridSheet
from opdracht.model import Record
from opdracht.signs import looks
from opdracht.suggest import did_you_mean

_NOT_RECORDS = (EXPLANATION, LISTS, ORIGIN)
_LEAST_ALIKE = 2
"""A sheet with another name holds a kind when so many of its headers are fields of it, and all fields of its key."""


@dataclass(frozen=True)
class GivenCell:
    """What stands in a cell, and the number of its column from 1."""

    cell: Cell
    column: int


@dataclass
class GivenRow:
    """What a row says of a record of a kind: its cells by field. `line` counts from 1.

    `exported_key` is the key that its record had when the workbook was made, as people type it; `goes` says that the
    record must go.
    """

    kind: type[Record]
    sheet: GridSheet
    line: int
    cells: Mapping[str, GivenCell]
    exported_key: str = ""
    goes: bool = False

    def fault(self, name: str, text: str, hint: str = "") -> CellFault:
        """A fault in the cell of a field, or in the row when it has no such cell."""
        column = self.cells[name].column if name in self.cells else 0
        return CellFault(self.line, text, hint, self.sheet.name, self.sheet.number, column)


@dataclass
class WorkbookRows:
    """All that a spreadsheet says. `unknown` are the sheets that may hold a kind, which only their user knows."""

    rows: list[GivenRow] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    origin: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, type[Record]] = field(default_factory=dict)


def read_rows(sheets: Sequence[GridSheet], named: Mapping[str, type[Record]] | None = None) -> WorkbookRows:
    """The rows of the sheets of a workbook; `named` says of sheets with another name which kind they hold."""
    result = WorkbookRows(origin=origin_of(sheets))
    to_read = result.origin.get(TO_READ, "").split("\n")
    kinds: dict[str, type[Record]] = {}
    for sheet in sheets:
        if sheet.name in _NOT_RECORDS:
            continue
        kind = (named or {}).get(sheet.name) or _kind_called(sheet.name)
        if kind is not None:
            kinds[sheet.name] = kind
            _SheetReading(sheet, kind, result).run()
    others = [sheet for sheet in sheets if sheet.name not in (*kinds, *_NOT_RECORDS) and any(map(any, sheet.rows))]
    result.unknown = {sheet.name: kind for sheet in others if (kind := _kind_like(sheet, [*kinds.values()]))}
    for sheet in others:
        if sheet.name not in (*result.unknown, *to_read):
            result.remarks.append(f"Blad '{sheet.name}' is geen soort van het register; het is overgeslagen.")
    return result


def origin_of(sheets: Sequence[GridSheet]) -> dict[str, str]:
    """What a workbook was made from; empty for one that did not come from a register."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == ORIGIN), [])
    return {str(row[0]): _plain(row[1]) for row in rows if len(row) > 1 and row[0]}


def _plain(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _kind_called(name: str) -> type[Record] | None:
    """The kind whose sheet is called so, also in the singular."""
    for kind in KINDS:
        if looks(name) in (looks(title(kind)), kind.meervoud, kind.enkelvoud):
            return kind
    return None


def _kind_like(sheet: GridSheet, taken: Sequence[type[Record]]) -> type[Record] | None:
    """The one kind that the headers of a sheet are those of, among the kinds without a sheet."""
    headers = {looks(str(cell)) for cell in sheet.rows[0]} if sheet.rows else set()
    alike = {}
    for kind in KINDS:
        known = [column for column in columns(kind) if headers & _headers(column)]
        keys = [column for column in columns(kind) if column.is_key and column.name != "nr"]
        if kind not in taken and len(known) >= _LEAST_ALIKE and all(column in known for column in keys):
            alike[kind] = len(known)
    best = [kind for kind, count in alike.items() if count == max(alike.values())]
    return best[0] if len(best) == 1 else None


def _headers(column: FieldColumn) -> set[str]:
    """What the header of a column may say."""
    return {looks(column.label), looks(column.name), looks(column.name.replace("_", " "))}


class _SheetReading:
    """The reading of one sheet of a kind."""

    def __init__(self, sheet: GridSheet, kind: type[Record], result: WorkbookRows) -> None:
        self.sheet = sheet
        self.kind = kind
        self.result = result
        self.fields: dict[int, FieldColumn] = {}
        self.key: int | None = None
        self.remove: int | None = None

    def run(self) -> None:
        header = next((number for number, row in enumerate(self.sheet.rows) if any(row)), None)
        if header is None:
            return
        self._read_headers(header)
        if not self.fields:
            self._fault(header, 0, "Geen van deze koppen is een veld.", self._known_headers())
            return
        for number, row in enumerate(self.sheet.rows[header + 1 :], start=header + 1):
            if any(row[place] != "" for place in self.fields):
                self.result.rows.append(self._row(number, row))

    def _read_headers(self, number: int) -> None:
        known = {header: column for column in columns(self.kind) for header in _headers(column)}
        extra = []
        for place, cell in enumerate(self.sheet.rows[number]):
            header = looks(str(cell))
            if header == looks(KEY):
                self.key = place
            elif header == looks(REMOVE):
                self.remove = place
            elif (column := known.get(header)) is None:
                extra.append(str(cell).strip())
            elif column in self.fields.values():
                self._fault(number, place, f"De kolom '{column.label}' staat er twee keer.")
            else:
                self.fields[place] = column
        to_read = self.result.origin.get(TO_READ, "").split("\n")
        if extra := [header for header in extra if header and header not in to_read]:
            hints = " ".join(filter(None, (self._meant(header) for header in extra)))
            headers = joined(f"'{header}'" for header in extra)
            self.result.remarks.append(f"Blad '{self.sheet.name}', overgeslagen: {headers}. {hints}".rstrip())

    def _meant(self, header: str) -> str:
        free = [column.label for column in columns(self.kind) if column not in self.fields.values()]
        return did_you_mean(header, free)

    def _known_headers(self) -> str:
        return f"De koppen zijn: {', '.join(column.label for column in columns(self.kind))}."

    def _row(self, number: int, row: Sequence[Cell]) -> GivenRow:
        cells = {column.name: GivenCell(row[place], place + 1) for place, column in self.fields.items()}
        key = str(row[self.key]).strip() if self.key is not None else ""
        goes = self.remove is not None and self._goes(number, row[self.remove])
        return GivenRow(self.kind, self.sheet, number + 1, cells, key, goes)

    def _goes(self, number: int, cell: Cell) -> bool:
        word = str(cell).strip().lower()
        if word in ("x", "ja", "weg"):
            return True
        if word:
            self._fault(number, self.remove or 0, f"'{str(cell)[:40]}' kan hier niet.", "Zet hier een x, of niets.")
        return False

    def _fault(self, row: int, column: int, text: str, hint: str = "") -> None:
        self.result.faults.append(CellFault(row + 1, text, hint, self.sheet.name, self.sheet.number, column + 1))


def by_kind(rows: Sequence[GivenRow]) -> Iterator[tuple[type[Record], list[GivenRow]]]:
    """The rows of each kind, each kind after the ones it refers to."""
    for kind in KINDS:
        if of_kind := [row for row in rows if row.kind is kind]:
            yield kind, of_kind
