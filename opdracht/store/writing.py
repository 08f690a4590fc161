"""The one way in which records are written: each change of a record also stands in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.author import COMMAND, account, who
from opdracht.errors import OpdrachtError
from opdracht.model import TABLES, Mutatie, Record, key_of
from opdracht.records import make, written_key
from opdracht.store import journal
from opdracht.store.reading import Reader, table_of, values

R = TypeVar("R", bound=Record)


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
            self._changed(self._connection.execute(sa.update(table).where(*_key_is(record)).values(rest)), record)
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
                for row in following:
                    self._delete(row)
                self.insert(renamed)
            else:
                for row in renamed:
                    self.update(row)
        self._delete(before)

    def delete(self, record: Record) -> None:
        """Take a record away with all it owns. Raises OpdrachtError while other records refer to it."""
        referring = []
        for kind, field in _references(_model(record), "RESTRICT"):
            table = table_of(kind)
            count = sa.select(sa.func.count()).select_from(table).where(table.columns[field] == key_of(record)[0])
            if number := self._connection.scalar(count):
                referring.append(f"{number} x {table.name}")
        if referring:
            raise OpdrachtError(
                f"{record.__tablename__} '{written_key(key_of(record))}' kan niet weg. Deze gegevens gebruiken het: "
                f"{', '.join(referring)}.",
                "Verander of verwijder die eerst.",
            )
        for kind, field in _references(_model(record), "CASCADE"):
            for row in self.rows(kind, **{field: key_of(record)[0]}):
                self._delete(row)
        self._delete(record)

    def _delete(self, record: Record) -> None:
        self._changed(self._connection.execute(sa.delete(table_of(record)).where(*_key_is(record))), record)
        self._recorder.note(_model(record), values(record), None)

    def replace(self, model: type[R], owner: str, records: Sequence[R]) -> bool:
        """Make `records` all that `owner` (an opdracht or organisatie) has of this kind; True if that changed any."""
        stored = {key_of(row): row for row in self.rows(model, **{model.sleutel[0]: owner})}
        wanted = {key_of(record): record for record in records}
        gone = [row for key, row in stored.items() if key not in wanted]
        new = [record for key, record in wanted.items() if key not in stored]
        changed = [record for key, record in wanted.items() if key in stored and values(stored[key]) != values(record)]
        for row in gone:
            self.delete(row)
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
                self._recorder.note(model, None if then is None else journal.typed(model, then), fields)
        for (kind, _), then in known.items():
            if kind in journal.MODELS:
                model = journal.MODELS[kind]
                self._recorder.note(model, journal.typed(model, then), None)

    def close(self, *, always: bool = False) -> int | None:
        """Write in the journal what this transaction did; the number of the change, None when it changed nothing.

        With `always` the journal says that there was a change also when no record differs.
        """
        if not (changes := self._recorder.changes()) and not always:
            return None
        self._recorder = journal.Recorder()
        return journal.write(
            self._connection, changes,
            wie=who(), rekening=self._account(), commando=COMMAND.get(), ongedaan=self.takes_back,
        )  # fmt: skip

    def _account(self) -> str:
        """Who the server says that this is; for a file the account on the machine."""
        if self._connection.dialect.name == "postgresql":
            return str(self._connection.scalar(sa.text("SELECT session_user")))
        return account()

    def _changed(self, result: sa.CursorResult[tuple[()]], record: Record) -> None:
        """Refuse when nothing was written: the rules of a server keep a row by leaving it as it is, without a word."""
        if result.rowcount != 1:
            raise OpdrachtError(
                f"De database laat u {record.__tablename__} '{written_key(key_of(record))}' niet veranderen. "
                "Er is niets veranderd.",
                "Dit gegeven is van een andere organisatie. Vraag het haar, of de beheerder.",
            )


def _references(model: type[Record], ondelete: str = "") -> Iterable[tuple[type[Record], str]]:
    """The kinds and fields that refer to records of this kind."""
    table = table_of(model)
    for kind in TABLES:
        for reference in table_of(kind).foreign_keys:
            if reference.column.table is table and ondelete in ("", reference.ondelete):
                yield kind, reference.parent.name


def _model(record: Record) -> type[Record]:
    """The kind of a record, also of a light one that was read."""
    return journal.MODELS[str(record.__tablename__)]


def _key_is(record: Record) -> list[sa.ColumnElement[bool]]:
    return [column == getattr(record, column.name) for column in table_of(record).primary_key]
