"""What can be read of a file, however damaged: opened so that nothing is written, each table row by row around the faults.

It judges nothing and repairs nothing; doctor and rescue do, each with what is read here.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from opdracht.cells import judged, stored_key
from opdracht.codec import Fields
from opdracht.files import SQLITE
from opdracht.model import METADATA, Record
from opdracht.safety import copies
from opdracht.store.reading import table_of

HEADER = 100
_LEAST, _MOST = -(2**63), 2**63 - 1
_TRIES = 5000  # so often is a table asked for its rows before the rest counts as lost

_ALWAYS = (
    (0, SQLITE), (18, bytes((1, 1, 0, 64, 32, 32))), (44, (4).to_bytes(4, "big")), (48, bytes(8)),
    (56, (1).to_bytes(4, "big")), (60, bytes(12)), (72, bytes(20)),
)  # fmt: skip
"""What stands in the header of every register: at which byte, and what."""


Row: TypeAlias = tuple[Any, ...]
"""A row as it is stored, after its rowid."""


@dataclass(frozen=True)
class WrongRow:
    """A row with what no writer could have written: its key as people type it, and why by field, or of the whole by ''."""

    key: str
    faults: Mapping[str, str]
    has_key: bool
    """Whether the key itself can be one."""


@dataclass
class Table:
    """What was read of one table: rows that can be, others, and between which rowids none could be read."""

    rows: list[Fields] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.wrong and not self.lost

    @property
    def may_lack(self) -> bool:
        """Whether records stand in it of which not even the key can be read."""
        return bool(self.lost) or not all(row.has_key for row in self.wrong)

    def add(self, model: type[Record], stored: Mapping[str, object]) -> None:
        """Take in a row as it is stored."""
        values, faults = judged(model, stored)
        if faults:
            self.wrong.append(WrongRow(stored_key(model, stored), faults, faults.keys().isdisjoint(model.sleutel)))
        else:
            self.rows.append(values)


def page_size(header: bytes) -> int:
    """The size of a page as the header says it, or the usual one when that cannot be."""
    stated = int.from_bytes(header[16:18], "big")
    stated = 65536 if stated == 1 else stated
    return stated if stated >= 512 and stated & (stated - 1) == 0 else 4096


def is_misshapen(header: bytes, size: int) -> bool:
    """Whether the first bytes of a file, or its size, are not those of a register that this program wrote.

    That another program set a write-ahead log is no fault.
    """
    if uses_log(header):
        header = header[:18] + b"\1\1" + header[20:]
    stated = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return (
        len(header) < HEADER
        or any(header[at : at + len(bytes_)] != bytes_ for at, bytes_ in _ALWAYS)
        or (stated != 1 and stated != page_size(header))
        or size % page_size(header) != 0
        or (header[24:28] == header[92:96] and pages * page_size(header) != size)
    )


def uses_log(header: bytes) -> bool:
    """Whether SQLite writes in a log beside a file with this header (WAL): another program set that."""
    return header[18:20] == b"\2\2"


def first_bytes(path: Path) -> bytes:
    """The header of a file. Ask before SQLite has it open in this process: closing a file drops SQLite's locks on it."""
    with open(path, "rb") as file:
        return file.read(HEADER)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A file to read, with nothing written in it or beside it.

    Where SQLite would write before it reads, because a command was cut off, it does so in a copy that goes afterwards.
    """
    if 2 not in first_bytes(path)[18:20]:  # half of WAL is enough for SQLite to write a log
        with closing(copies.connected(path)) as connection:
            if copies.reads(connection):
                yield connection
                return
    with copies.copied_with_journals(path) as connection:
        yield connection


def has_journal(path: Path) -> bool:
    """Whether a command left a journal beside the file, because it runs or was cut off."""
    beside = path.with_name(f"{path.name}-journal")
    return beside.exists() and beside.stat().st_size > 0


@contextmanager
def mended(path: Path, first_page: Callable[[], bytes]) -> Iterator[sqlite3.Connection]:
    """A copy of a damaged file, with the header of a sound one so that SQLite opens it at all.

    When even then its tables are not found, with the `first_page` of a sound register, which names them.
    """
    with copies.copied_with_journals(path, _mend) as connection:
        if _names_its_tables(connection):
            yield connection
            return
    page = first_page()
    with copies.copied_with_journals(path, lambda copy: _mend(copy, page[HEADER:])) as connection:
        yield connection


def _names_its_tables(connection: sqlite3.Connection) -> bool:
    try:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return len(names & METADATA.tables.keys()) > len(METADATA.tables) / 2


def _mend(path: Path, rest_of_page: bytes = b"") -> None:
    """Give a file the header of a sound one of its size, and if given the rest of its first page."""
    with open(path, "r+b") as file:
        header = bytearray(file.read(HEADER).ljust(HEADER, b"\0"))
        size = page_size(bytes(header))
        pages = max(-(-os.path.getsize(path) // size), 1)
        file.truncate(pages * size)
        for at, bytes_ in _ALWAYS:
            header[at : at + len(bytes_)] = bytes_
        header[16:18] = (1 if size == 65536 else size).to_bytes(2, "big")
        header[28:32] = pages.to_bytes(4, "big")
        header[32:40] = bytes(8)  # no free pages: nothing is added here
        header[92:96] = header[24:28]
        file.seek(0)
        file.write(header + rest_of_page)


def table(connection: sqlite3.Connection, model: type[Record]) -> Table:
    """All that can be read of one table; of one that is not as it should be the columns that it has."""
    rows_read = Table()
    connection.text_factory = lambda text: text.decode(errors="surrogateescape")
    try:
        names = {row[1] for row in connection.execute(f'PRAGMA table_info("{model.enkelvoud}")')}
    except (sqlite3.Error, UnicodeDecodeError):
        names = set()
    columns = [column for column in table_of(model).columns if column.name in names]
    if not columns:
        rows_read.lost.append((_LEAST, _MOST))
        return rows_read
    names_read = [column.name for column in columns]
    for _, *stored in _around_faults(connection, model.enkelvoud, names_read, rows_read.lost):
        rows_read.add(model, dict(zip(names_read, stored, strict=True)))
    return rows_read


def _around_faults(
    connection: sqlite3.Connection, name: str, columns: Sequence[str], lost: list[tuple[int, int]]
) -> Iterator[Row]:
    """The rows from the front, and after a fault from the back; what is between is halved until only faults are left."""
    fields = ", ".join(f'"{column}"' for column in columns)
    query = f'SELECT rowid, {fields} FROM "{name}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid'  # noqa: S608 - a name cannot be a value; these are the names of our own tables and columns
    between = deque([(_LEAST, _MOST)])
    seen: set[int] = set()
    tries = _TRIES
    while between:
        low, high = between.popleft()
        if (tries := tries - 1) < 0:
            lost.append((low, high))
            continue
        rows, whole = _until_a_fault(connection, query, low, high)
        if not whole:
            low = rows[-1][0] + 1 if rows else low
            behind, _ = _until_a_fault(connection, f"{query} DESC", low, high)
            high = behind[-1][0] - 1 if behind else high
            rows += behind
            middle = (low + high) // 2
            if low >= high:
                lost.append((low, high))
            else:
                between += ((low, middle), (middle + 1, high))
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                yield row


def _until_a_fault(connection: sqlite3.Connection, query: str, low: int, high: int) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row in connection.execute(query, (low, high)):
            if not low <= row[0] <= high:
                return rows, False
            rows.append(row)
    except (sqlite3.Error, UnicodeError):
        return rows, False
    return rows, True
