"""All rows of one open register into another, to the letter, and where two registers are not the same.

It opens nothing and judges nothing: whoever calls it has both open, each in one transaction, with the same tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, StatementError

from opdracht.errors import OpdrachtError
from opdracht.model import JOURNAL, TABLES, Record
from opdracht.records import written_key
from opdracht.store.reading import Reader, in_order, is_of_database, table_of

EVERYTHING = (*TABLES, *JOURNAL)
"""Every kind of record of a register, and of its journal, each after the ones it refers to."""
ALL_TABLES = tuple(table_of(model) for model in EVERYTHING)

Key: TypeAlias = tuple[Any, ...]
Row: TypeAlias = tuple[object, ...]

_ROWS = 200  # held at once: the longest texts of an opdracht are more than a megabyte


def copy(source: Connection, target: Connection, tables: Iterable[sa.Table] = ALL_TABLES) -> int:
    """Put every row of `source` in `target`, which holds none, and the journal as it is; how many there were.

    Raises OpdrachtError when `target` refuses a value, which another program wrote in `source`.
    """
    copied = 0
    for table in tables:
        try:
            with _rows(source, sa.select(table).order_by(*table.primary_key)) as found:
                for rows in found.mappings().partitions():
                    target.execute(sa.insert(table), [dict(row) for row in rows])
                    copied += len(rows)
        except (StatementError, sqlite3.OperationalError, ValueError, TypeError) as error:
            if is_of_database(error):
                raise
            if model := next((model for model in EVERYTHING if table_of(model) is table), None):
                Reader(source).rows(model)  # which says what stands there that cannot
            if isinstance(error, IntegrityError):
                raise OpdrachtError(
                    f"In de tabel {table.name} staat een waarde die niet mag; de database neemt die niet aan.",
                    "Kijk welke met 'opdracht doctor' op wat u overzet.",
                ) from error
            raise
    return copied


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        model.enkelvoud: connection.scalar(sa.select(sa.func.count()).select_from(table_of(model))) or 0
        for model in EVERYTHING
    }


def different(one: Connection, other: Connection) -> Iterator[tuple[str, str]]:
    """The kind and key of every record that stands in only one of two registers, or in both but not the same."""
    for model in EVERYTHING:
        for key in _different(_keyed(one, model), _keyed(other, model)):
            yield model.enkelvoud, written_key(key)


def _rows(connection: Connection, query: sa.Select[Any]) -> sa.CursorResult[Any]:
    """The rows of a query, a few at a time."""
    return connection.execute(query.execution_options(yield_per=_ROWS))


def _keyed(connection: Connection, model: type[Record]) -> Iterator[tuple[Key, Row]]:
    """The rows in the order of their keys, which is the same on every database."""
    query = sa.select(table_of(model)).order_by(*in_order(connection, model))
    with _rows(connection, query) as rows:
        for row in rows:
            yield tuple(getattr(row, field) for field in model.sleutel), tuple(row)


def _different(one: Iterable[tuple[Key, Row]], other: Iterable[tuple[Key, Row]]) -> Iterator[Key]:
    """Walk along two streams of keys and rows in order; the keys where they are not the same."""
    for key, found in groupby(merge(one, other, key=itemgetter(0)), key=itemgetter(0)):
        rows = [row for _, row in found]
        if len(rows) != 2 or rows[0] != rows[1]:
            yield key
