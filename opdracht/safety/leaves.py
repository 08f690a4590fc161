"""The rows that stand in the pages of a file, read without what leads to those pages: the last way to what is whole.

SQLite finds a row through the list of tables and the pages between; where one of those is lost, the rows still stand in
the leaves. Which table a leaf is of then follows from what its rows can be. Source: the description of the file format by
the makers of SQLite (sqlite.org/fileformat2.html).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import error as cut_off
from struct import unpack_from
from typing import TypeAlias

import sqlalchemy as sa

from opdracht.cells import judged
from opdracht.codec import Fields
from opdracht.model import JOURNAL, TABLES, Record
from opdracht.store import schema

_LEAF = 13  # the kind of page in which the rows of a table stand
_HEADER = 100  # bytes before the first page itself
_WIDTHS = (
    0,
    1,
    2,
    3,
    4,
    6,
    8,
    8,
    0,
    0,
)  # bytes of a value, by its type: whole numbers, 7 a fraction, 8 and 9 are 0 and 1
_FRACTION = 7

Value: TypeAlias = int | float | str | bytes | None


@dataclass(frozen=True)
class StoredColumns:
    """The columns of a table in the order of the file; `number` is the one that SQLite keeps as the number of the row."""

    names: Sequence[str]
    number: str | None
    fractions: Collection[str]
    """Those of which SQLite keeps a whole number as one, and gives it as a fraction."""

    def of(self, rowid: int, values: Sequence[Value]) -> dict[str, Value]:
        row = dict(zip(self.names, values, strict=True))
        if self.number is not None and row[self.number] is None:
            row[self.number] = rowid
        for name in self.fractions:
            value = row[name]
            row[name] = float(value) if isinstance(value, int) else value
        return row


def columns_of_tables() -> dict[type[Record], StoredColumns]:
    """The columns of every table of a new register, as SQLite has them."""
    columns: dict[type[Record], StoredColumns] = {}
    with sa.create_engine("sqlite://").begin() as connection:
        schema.upgrade(connection)
        for model in (*TABLES, *JOURNAL):
            described = connection.exec_driver_sql(f'PRAGMA table_info("{model.enkelvoud}")').all()
            numbers = [name for _, name, kind, *_, part in described if part and kind == "INTEGER"]
            is_number = sum(part > 0 for *_, part in described) == len(numbers) == 1
            fractions = {name for _, name, kind, *_ in described if kind == "FLOAT"}
            columns[model] = StoredColumns([row[1] for row in described], numbers[0] if is_number else None, fractions)
    return columns


def rows_by_kind(
    content: bytes, size: int, tables: Mapping[type[Record], StoredColumns]
) -> dict[type[Record], list[Fields]]:
    """The fields of the rows in the leaves of a file with pages of a size.

    Leaves that are free, and those whose rows can be of no kind, are passed over.
    """
    by_kind: dict[type[Record], list[Fields]] = {model: [] for model in tables}
    free = set(_free_pages(content, size))
    for number in range(1, len(content) // size + 1):
        if number in free:
            continue
        rows = list(_rows(content, size, number))
        fitting = {model: list(_fitting(model, columns, rows)) for model, columns in tables.items()}
        model, best = max(fitting.items(), key=lambda fit: len(fit[1]))
        if len(best) * 2 > len(rows):  # damage in one row does not make a leaf that of another table
            by_kind[model] += best
    return by_kind


def _fitting(
    model: type[Record], columns: StoredColumns, rows: Sequence[tuple[int, Sequence[Value]]]
) -> Iterator[Fields]:
    """The fields of the rows that can be of a kind, as a writer could have written them."""
    for rowid, values in rows:
        if len(values) == len(columns.names):
            fields, faults = judged(model, columns.of(rowid, values))
            if not faults:
                yield fields


def _rows(content: bytes, size: int, number: int) -> Iterator[tuple[int, list[Value]]]:
    """The rows of one page, each with its number; none when it is no leaf, and what is damaged is passed."""
    start = (number - 1) * size
    head = start + (_HEADER if number == 1 else 0)
    if content[head] != _LEAF:
        return
    (cells,) = unpack_from(">H", content, head + 3)
    for nth in range(min(cells, size // 4)):
        try:
            (at,) = unpack_from(">H", content, head + 8 + 2 * nth)
            length, at = _varint(content, start + at)
            rowid, at = _varint(content, at)
            yield rowid, _values(_payload(content, size, at, length))
        except (IndexError, ValueError, cut_off):
            continue


def _payload(content: bytes, size: int, at: int, length: int) -> bytes:
    """The bytes of a row: in its page, and what does not fit there in a chain of others."""
    if length > len(content):
        raise ValueError(length)
    least = (size - 12) * 32 // 255 - 23
    here = length
    if length > size - 35:
        here = least + (length - least) % (size - 4)
        here = here if here <= size - 35 else least
    parts = [content[at : at + here]]
    if here < length:
        (following,) = unpack_from(">I", content, at + here)
        while here < length:
            start = (following - 1) * size
            if not 0 < start < len(content):
                raise ValueError(following)
            (following,) = unpack_from(">I", content, start)
            parts.append(content[start + 4 : start + min(size, 4 + length - here)])
            here += size - 4
    return b"".join(parts)


def _values(payload: bytes) -> list[Value]:
    """The values of a row, as its types say. Raises ValueError or IndexError for what is none."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        width = _WIDTHS[kind] if kind < len(_WIDTHS) else (kind - 12) // 2
        part = payload[at : at + width]
        at += width
        if len(part) < width or kind in (10, 11):
            raise ValueError(kind)
        values.append(_value(kind, part))
    return values


def _value(kind: int, part: bytes) -> Value:
    if kind >= 12:
        return part if kind % 2 == 0 else part.decode(errors="surrogateescape")
    if kind == _FRACTION:
        fraction: float = unpack_from(">d", part)[0]
        return fraction
    return None if kind == 0 else int.from_bytes(part, "big", signed=True) if part else kind - 8


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A whole number in 1 to 9 bytes, and where the next thing begins."""
    number = 0
    for nth in range(9):
        byte = content[at + nth]
        if nth == 8:
            number = number << 8 | byte
            return (number - 2**64 if number >= 2**63 else number), at + 9
        number = number << 7 | byte & 127
        if byte < 128:
            return number, at + nth + 1
    raise ValueError(at)


def _free_pages(content: bytes, size: int) -> Iterator[int]:
    """The pages of which the header says that nothing stands in them: what was there before was taken away."""
    (trunk,) = unpack_from(">I", content, 32)
    seen: set[int] = set()
    while 0 < trunk <= len(content) // size and trunk not in seen:
        seen.add(trunk)
        yield trunk
        following, leaves = unpack_from(">II", content, (trunk - 1) * size)
        yield from unpack_from(f">{min(leaves, size // 4 - 2)}I", content, (trunk - 1) * size + 8)
        trunk = following
