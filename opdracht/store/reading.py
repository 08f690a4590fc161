"""What can be asked of an open register."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, repeat
from typing import Any, TypeAlias, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, DBAPIError

from opdracht.cells import cell, judged, misfit, rules, shown
from opdracht.codec import values
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, TABLES, Instelling, Opdracht, Record, Versie, Volgorde, Wijziging
from opdracht.records import kind_of, written_key
from opdracht.region import HELD, Regio, tuple_of, without_target
from opdracht.settings import Settings
from opdracht.suggest import did_you_mean

R = TypeVar("R", bound=Record)
T = TypeVar("T")

Stored: TypeAlias = tuple[object, ...]
"""A row as it is stored: days and lists as text."""
Pick: TypeAlias = Callable[[Sequence[str], Sequence[Stored]], Sequence[Stored]]
"""Some of the rows of these columns."""
_Query: TypeAlias = sa.Select[Any]
_Part: TypeAlias = sa.ColumnElement[Any]
_COMPARED = 3000
"""With so many keys a mistyped one is compared."""


class Reader:
    """What can be asked of an open register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """The open transaction, for what is about the register as a whole."""
        return self._connection

    def rows(self, model: type[R], **where: object) -> list[R]:
        """The records of a kind in the order of their keys; a list or tuple in `where` means any of its values."""
        return self.matching(model, *_conditions(model, where))

    def matching(
        self, model: type[R], *conditions: sa.ColumnElement[bool], unread: str = "", pick: Pick | None = None
    ) -> list[R]:
        """The same of which all conditions hold; the field `unread`, a long text that is not needed, stays empty.

        `pick` chooses among the rows as they are stored: only those are made records of, and only their values looked at.
        """
        columns = table_of(model).columns
        read = [column for column in columns if column.name != unread]
        query = selected(self._connection, model, read).where(*conditions)
        try:
            stored: Sequence[Stored] = self._connection.execute(query).cursor.fetchall()
            if pick is not None:
                stored = pick([column.name for column in read], stored)
            cells = {
                column.name: cell(model, column.name).column(values)
                for column, values in zip(read, zip(*stored, strict=True), strict=False)
            }
            fields = [cells.get(column.name, repeat("")) for column in columns] if stored else ()
            rows = list(map(partial(tuple.__new__, tuple_of(model)), zip(*fields, strict=False)))
            for rule in rules(model):
                for row in rows:
                    rule(row)
            return rows
        except (ValueError, DBAPIError, sqlite3.OperationalError) as error:  # also of what SQLite cannot decode
            raise self._misfit(model, query, error) from error

    def _misfit(self, model: type[Record], query: _Query, error: Exception) -> Exception:
        """The refusal of the first row with a cell that no writer could have written; the error itself when it is another."""
        if is_of_database(error):
            return error
        for row in as_stored(self._connection, model, query):
            if faults := judged(model, row)[1]:
                return misfit(model, row, faults)
        return error

    def having(self, model: type[R], field: str, among: Iterable[object]) -> Iterator[R]:
        """The records with one of these values in a field, however many values there are."""
        for some in batched(among):
            yield from self.rows(model, **{field: some})

    def get(self, model: type[R], key: Sequence[object]) -> R | None:
        """The record with this key."""
        return next(iter(self.rows(model, **dict(zip(model.sleutel, key, strict=True)))), None)

    def need(self, model: type[R], key: Sequence[object]) -> R:
        """The record with this key; raises OpdrachtError when there is none."""
        if (record := self.get(model, key)) is None:
            suggestion = did_you_mean(written_key(key), self._keys(model))
            raise OpdrachtError(
                f"Er is geen {model.enkelvoud} '{written_key(key)}'. {suggestion}".rstrip(),
                f"Bekijk wat er is met: opdracht list {model.meervoud}",
            )
        return record

    def _keys(self, model: type[Record]) -> list[str]:
        """The keys of a kind as people type them, of very many the first; what else stands in their rows is not read."""
        columns = table_of(model).columns
        query = sa.select(*(sa.type_coerce(columns[name], sa.Text) for name in model.sleutel)).limit(_COMPARED)
        try:
            return [written_key(key) for key in self._connection.execute(query)]
        except (DBAPIError, sqlite3.Error, UnicodeDecodeError):
            return []

    def settings(self) -> Settings:
        """The settings of this register."""
        stored = self.rows(Instelling)
        for row in stored:
            try:
                Settings.of({row.naam: row.waarde})
            except OpdrachtError as error:
                raise misfit(Instelling, values(row), {"waarde": error.message}) from error
        return Settings.of({row.naam: row.waarde for row in stored})

    def last_change(self) -> int:
        """The number of the last change in the journal; 0 when there is none."""
        return self._connection.scalar(sa.select(sa.func.max(table_of(Wijziging).c.nr))) or 0

    def region(self, nummers: Sequence[str] | None = None, *, texts: bool = False) -> Regio:
        """The register as values, one select per table.

        With `nummers`: only those opdrachten and what is in them, and by themselves the ones they wait for (`na`).
        With `texts` the versions have their frozen texts too; those are long and few need them.
        """
        inside = {} if nummers is None else {"opdracht": list(nummers)}
        records: dict[str, Sequence[Any]] = {"volgorde": self.rows(Volgorde, **inside)}
        for model in TABLES:
            if model is Opdracht and nummers is not None:
                wanted = [*nummers, *(row.na for row in records["volgorde"])]
                records[model.meervoud] = self.rows(Opdracht, nummer=wanted)
            elif model.meervoud in HELD and model is not Volgorde:
                unread = "inhoud" if model is Versie and not texts else ""
                within = _conditions(model, inside if "opdracht" in model.model_fields else {})
                records[model.meervoud] = self.matching(model, *within, unread=unread)
        for row, reference in without_target(records):
            reason = f"Er is geen {reference.target} '{shown(getattr(row, reference.field))}'."
            raise misfit(kind_of(row), values(row), {reference.field: reason})
        return Regio.of(records, self.settings(), in_order=True)


def is_of_database(error: Exception) -> bool:
    """Whether an error in reading is about the database or the way to it, and not about a value that it holds."""
    is_of_value = isinstance(error, DataError) or "decode" in str(error)
    return isinstance(error, DBAPIError | sqlite3.Error) and not is_of_value


def as_stored(connection: Connection, model: type[Record], query: _Query | None = None) -> Iterator[dict[str, object]]:
    """The rows of a table as they are stored, whatever stands in them; what is no text is as text as it can be."""
    if query is None:
        query = selected(connection, model, table_of(model).columns)
    database = connection.connection.dbapi_connection
    if isinstance(database, sqlite3.Connection):
        database.text_factory = lambda text: text.decode(errors="surrogateescape")
    try:
        result = connection.execute(query)
        yield from (dict(zip(result.keys(), row, strict=True)) for row in result.cursor.fetchall())
    finally:
        if isinstance(database, sqlite3.Connection):
            database.text_factory = str


def selected(connection: Connection, model: type[Record], columns: Iterable[_Part]) -> _Query:
    """The query for columns of a kind as they are stored; what a server has a type for comes as text, as a file has it."""
    on_server = connection.dialect.name == "postgresql"
    as_text = (
        sa.cast(column, sa.Text) if on_server and isinstance(column.type, sa.Date | sa.JSON)
        else sa.type_coerce(column, sa.types.NULLTYPE)
        for column in columns
    )  # fmt: skip
    labelled = [stored.label(column.name) for stored, column in zip(as_text, columns, strict=True)]
    query: _Query = sa.select(*cast("list[_Part]", labelled))
    return query.order_by(*in_order(connection, model))


def batched(things: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The things in lists that fit in one statement."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _conditions(model: type[Record], where: Mapping[str, object]) -> Iterator[sa.ColumnElement[bool]]:
    for name, value in where.items():
        column = table_of(model).columns[name]
        yield column.in_(value) if isinstance(value, list | tuple) else column == value


def in_order(connection: Connection, model: type[Record]) -> list[_Part]:
    """The columns of the key to order by, so that every database gives the same order: a server may sort by language."""
    by_language = connection.dialect.name == "postgresql"
    return [
        column.collate("C") if by_language and not isinstance(column.type, sa.Date | sa.Integer) else column
        for column in (table_of(model).columns[field] for field in model.sleutel)
    ]


def table_of(kind: Record | type[Record]) -> sa.Table:
    """The table of a record or of a kind."""
    return METADATA.tables[kind.enkelvoud]
