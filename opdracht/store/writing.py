"""The one way in which records are written: each change of a record also stands in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from opdracht import codec
from opdracht.author import COMMAND, account, who
from opdracht.codec import values
from opdracht.errors import OpdrachtError
from opdracht.model import TABLES, Mutatie, Record, key_of
from opdracht.records import make, written_key
from opdracht.store import journal
from opdracht.store.reading import Reader, table_of

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Writer(Reader):
    """An open transaction. Every change to a record goes through `insert`, `update` and `delete`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._recorder = journal.Recorder()
        self.takes_back: int | None = None
        """The number of the change that this transaction takes back."""

    def insert(self, records: Sequence[Record]) -> None:
        """Add records of one kind; none of their keys may exist."""
        if records:
            rows = [values(record) for record in records]
            with _refused("toevoegen", records):
                self._connection.execute(sa.insert(table_of(records[0])), rows)
            for row in rows:
                self._recorder.note(_model(records[0]), None, row)

    def update(self, record: Record) -> None:
        """Give the record with this key these values. Raises OpdrachtError when there is none, or a server forbids it."""
        model, table = _model(record), table_of(record)
        before, after = values(self.need(model, key_of(record))), values(record)
        keys = {column.name for column in table.primary_key}
        rest = {name: value for name, value in after.items() if name not in keys}
        if rest and before != after:
            self._write(sa.update(table).where(*_key_is(record)).values(rest), "veranderen", [record])
            self._recorder.note(model, before, after)

    def rename(self, model: type[Record], old: str, new: str) -> None:
        """Give a record another code; everything that refers to it follows."""
        (key,) = model.sleutel
        before = self.need(model, [old])
        self.insert([make(model, {**values(before), key: new})])
        for kind, field in _references(model):
            following = self.rows(kind, **{field: old})
            renamed = [make(kind, {**values(row), field: new}) for row in following]
            if field in kind.sleutel:
                self._delete(following)
                self.insert(renamed)
            else:
                for row in renamed:
                    self.update(row)
        self._delete([before])

    def delete(self, *records: Record) -> None:
        """Take records of one kind away with all they own. Raises OpdrachtError while other records refer to them."""
        for some in batched(records):
            model, keys = _model(some[0]), [key_of(record)[0] for record in some]
            referring = []
            for kind, field in _references(model, "RESTRICT"):
                table = table_of(kind)
                count = sa.select(sa.func.count()).select_from(table).where(table.columns[field].in_(keys))
                if number := self._connection.scalar(count):
                    referring.append(f"{number} x {table.name}")
            if referring:
                raise OpdrachtError(
                    f"{model.enkelvoud} '{written_key(key_of(some[0]))}' kan niet weg. Deze gegevens gebruiken het: "
                    f"{', '.join(referring)}.",
                    "Verander of verwijder die eerst.",
                )
            for kind, field in _references(model, "CASCADE"):
                self._delete(self.rows(kind, **{field: keys}))
            self._delete(some)

    def _delete(self, records: Sequence[Record]) -> None:
        if records:
            table = table_of(records[0])
            where = [column == sa.bindparam(f"key_{column.name}") for column in table.primary_key]
            keys = [{f"key_{c.name}": getattr(record, c.name) for c in table.primary_key} for record in records]
            self._write(sa.delete(table).where(*where), "verwijderen", records, keys)
            for record in records:
                self._recorder.note(_model(record), values(record), None)

    def replace(self, model: type[R], owner: str, records: Sequence[R]) -> bool:
        """Make `records` all that `owner` (an opdracht or organisatie) has of this kind; True if that changed any."""
        stored = {key_of(row): row for row in self.rows(model, **{model.sleutel[0]: owner})}
        wanted = {key_of(record): record for record in records}
        gone = [row for key, row in stored.items() if key not in wanted]
        new = [record for key, record in wanted.items() if key not in stored]
        changed = [record for key, record in wanted.items() if key in stored and values(stored[key]) != values(record)]
        self.delete(*gone)
        for record in changed:
            self.update(record)
        self.insert(new)
        return bool(gone or changed or new)

    def reconcile(self) -> None:
        """Write in the journal what it does not know yet: all there was before it began, or what a migration changed."""
        known = journal.replayed(self.rows(Mutatie))
        for model in TABLES:
            for row in self.rows(model):
                fields = values(row)
                then = known.pop(journal.key_in(model, fields), None)
                self._recorder.note(model, None if then is None else codec.typed(model, then), fields)
        for (kind, _), then in known.items():
            if kind in journal.MODELS:
                model = journal.MODELS[kind]
                self._recorder.note(model, codec.typed(model, then), None)

    def close(self, *, always: bool = False) -> int | None:
        """Write in the journal what this transaction did; the number of the change, None when it changed nothing.

        With `always` the journal says that there was a change also when no record differs.
        """
        if not (changes := self._recorder.changes()) and not always:
            return None
        self._recorder = journal.Recorder()
        return journal.write(
            self._connection, changes,
            wie=who(), rekening=self.account(), commando=COMMAND.get(), ongedaan=self.takes_back,
        )  # fmt: skip

    def account(self) -> str:
        """Who the server says that this is; for a file the account on the machine."""
        if self._connection.dialect.name == "postgresql":
            return str(self._connection.scalar(sa.text("SELECT session_user")))
        return account()

    def _write(
        self,
        statement: sa.Update | sa.Delete,
        doing: str,
        records: Sequence[Record],
        keys: list[dict[str, Any]] | None = None,
    ) -> None:
        """Change rows. The rules of a server keep a row by leaving it as it is, without a word."""
        with _refused(doing, records):
            written: sa.CursorResult[Any] = self._connection.execute(statement, keys)
        if written.rowcount != len(records):
            there = [record for record in records if self.get(_model(record), key_of(record))]
            raise _not_yours(doing, there or records)


@contextmanager
def _refused(doing: str, records: Sequence[Record]) -> Iterator[None]:
    """Say whose the records are when the rules of a server refuse them."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != "42501" or "row-level" not in str(error.orig):
            raise
        raise _not_yours(doing, records) from error


def _not_yours(doing: str, records: Sequence[Record]) -> OpdrachtError:
    """The refusal of records of another organisation."""
    named = [f"{record.enkelvoud} '{written_key(key_of(record))}'" for record in records]
    more = f" en {len(named) - 3} andere" if len(named) > 3 else ""
    return OpdrachtError(
        f"De database laat u {', '.join(named[:3])}{more} niet {doing}. Er is niets veranderd.",
        "Wat van een andere organisatie is, verandert zij zelf. Vraag het haar, of de beheerder.",
    )


def batched(things: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The things in lists that fit in one statement."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _references(model: type[Record], ondelete: str = "") -> Iterable[tuple[type[Record], str]]:
    """The kinds and fields that refer to records of this kind."""
    table = table_of(model)
    for kind in TABLES:
        for reference in table_of(kind).foreign_keys:
            if reference.column.table is table and ondelete in ("", reference.ondelete):
                yield kind, reference.parent.name


def _model(record: Record) -> type[Record]:
    """The kind of a record, also of a light one that was read."""
    return journal.MODELS[record.enkelvoud]


def _key_is(record: Record) -> list[sa.ColumnElement[bool]]:
    return [column == getattr(record, column.name) for column in table_of(record).primary_key]
