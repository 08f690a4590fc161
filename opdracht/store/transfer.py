"""All rows of one open register into another, to the letter, and where two registers are not the same.

It opens nothing and judges nothing: whoever calls it has both open, each in one transaction, with the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from opdracht.errors import OpdrachtError
from opdracht.model import JOURNAL, TABLES, Record
from opdracht.records import written_key
from opdracht.store.reading import in_order, table_of

EVERYTHING = (*TABLES, *JOURNAL)
"""Every table of a register, each after the ones it refers to."""

_ROWS = 200  # held at once: the longest texts of an opdracht are more than a megabyte


def copy(source: Connection, target: Connection) -> int:
    """Put every row of `source` in `target`, which holds none, and the journal as it is; how many there were.

    Raises OpdrachtError when `target` refuses a value, which another program wrote in `source`.
    """
    copied = 0
    for model in EVERYTHING:
        with _rows(source, model) as found:
            for rows in found.mappings().partitions():
                try:
                    target.execute(sa.insert(table_of(model)), [dict(row) for row in rows])
                except IntegrityError as error:
                    raise OpdrachtError(
                        f"In de tabel {model.enkelvoud} staat een waarde die niet mag; de database neemt die niet aan.",
                        "Kijk welke met 'opdracht doctor' op wat u overzet, en verbeter haar eerst met 'opdracht set'.",
                    ) from error
                copied += len(rows)
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


def _rows(connection: Connection, model: type[Record]) -> sa.CursorResult[Any]:
    """The rows in the order of their keys, which is the same on every database, a few at a time."""
    query = sa.select(table_of(model)).order_by(*in_order(connection, model))
    return connection.execute(query.execution_options(yield_per=_ROWS))


def _keyed(connection: Connection, model: type[Record]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    with _rows(connection, model) as rows:
        for row in rows:
            yield tuple(getattr(row, field) for field in model.sleutel), tuple(row)


def _different(one: Iterator[Any], other: Iterator[Any]) -> Iterator[tuple[Any, ...]]:
    """Walk along two sorted streams of (key, row); the keys where they are not the same."""
    left: Any = next(one, None)
    right: Any = next(other, None)
    while left or right:
        if not right or (left and left[0] < right[0]):
            yield left[0]
            left = next(one, None)
        elif not left or right[0] < left[0]:
            yield right[0]
            right = next(other, None)
        else:
            if left[1] != right[1]:
                yield left[0]
            left, right = next(one, None), next(other, None)
