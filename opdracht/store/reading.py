"""What can be asked of an open register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, TABLES, Instelling, Opdracht, Record, Versie, Volgorde, Wijziging
from opdracht.records import written_key
from opdracht.region import HELD, Regio, tuple_of
from opdracht.settings import Settings

R = TypeVar("R", bound=Record)
T = TypeVar("T")


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

    def matching(self, model: type[R], *conditions: sa.ColumnElement[bool], unread: str = "") -> list[R]:
        """The same of which all conditions hold; the field `unread`, a long text that is not needed, stays empty."""
        table = table_of(model)
        query = sa.select(*(sa.literal("") if column.name == unread else column for column in table.columns))
        query = query.where(*conditions).order_by(*in_order(self._connection, model))
        try:
            rows = self._connection.execute(query).fetchall()
        except ValueError as error:  # what stands where a date or a list belongs is none
            raise OpdrachtError(
                f"In de tabel {table.name} staat wat niet te lezen is.", "Kijk wat eraan scheelt met: opdracht doctor"
            ) from error
        return list(map(partial(tuple.__new__, tuple_of(model)), rows))

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
            raise OpdrachtError(
                f"Er is geen {model.enkelvoud} '{written_key(key)}'.",
                f"Bekijk wat er is met: opdracht list {model.meervoud}",
            )
        return record

    def settings(self) -> Settings:
        """The settings of this register."""
        return Settings.of({row.naam: row.waarde for row in self.rows(Instelling)})

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
        return Regio.of(records, self.settings(), in_order=True)


def batched(things: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The things in lists that fit in one statement."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _conditions(model: type[Record], where: Mapping[str, object]) -> Iterator[sa.ColumnElement[bool]]:
    for name, value in where.items():
        column = table_of(model).columns[name]
        yield column.in_(value) if isinstance(value, list | tuple) else column == value


def in_order(connection: Connection, model: type[Record]) -> list[sa.ColumnElement[Any]]:
    """The columns of the key to order by, so that every database gives the same order: a server may sort by language."""
    by_language = connection.dialect.name == "postgresql"
    return [
        column.collate("C") if by_language and column.type.python_type is str else column
        for column in (table_of(model).columns[field] for field in model.sleutel)
    ]


def table_of(kind: Record | type[Record]) -> sa.Table:
    """The table of a record or of a kind."""
    return METADATA.tables[kind.enkelvoud]
