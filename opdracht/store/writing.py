"""The one way in which records are written: each change of a record also stands in the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from opdracht import codec
from opdracht.author import COMMAND, account, who
from opdracht.cells import judged
from opdracht.codec import Fields, values
from opdracht.dutch import first_few
from opdracht.errors import OpdrachtError
from opdracht.model import CODED, TABLES, Mutatie, Plan, Record, Terzijde, key_of
from opdracht.model.base import referring
from opdracht.records import Place, kind_of, make, refused_codes
from opdracht.store import journal
from opdracht.store.reading import Reader, as_stored, batched, table_of

R = TypeVar("R", bound=Record)


class Writer(Reader):
    """An open transaction. Every change to a record goes through `insert`, `update`, `rename` and `delete`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._recorder = journal.Recorder()
        self.takes_back: int | None = None
        """The number of the change that this transaction takes back."""

    def insert(self, records: Sequence[Record]) -> None:
        """Add records of one kind; none of their keys may exist.

        Raises OpdrachtError for a new code that people would take for another. What is taken back may have such a code.
        """
        if records and self.takes_back is None:
            self._refuse_mistakable(kind_of(records[0]), [str(key_of(record)[0]) for record in records])
        for record, row in zip(records, self._add(records), strict=True):
            self._recorder.note(kind_of(record), None, row)

    def update(self, record: Record) -> None:
        """Give the record with this key these values. Raises OpdrachtError when there is none, or a server forbids it."""
        model, table = kind_of(record), table_of(record)
        before, after = values(self.need(model, key_of(record))), values(record)
        rest = {name: value for name, value in after.items() if name not in model.sleutel}
        if rest and before != after:
            key = [table.columns[field] == after[field] for field in model.sleutel]
            self._write(sa.update(table).where(*key).values(rest), "veranderen", [record])
            self._recorder.note(model, before, after)

    def rename(self, model: type[Record], old: str, new: str) -> None:
        """Give a record another code; everything that refers to it follows, and what was set aside about it too.

        The record comes anew beside the old one, which goes last: a key that changed in its place would take along what
        refers to it past the rules of a server (roles.py).
        """
        (code,) = model.sleutel
        before = self.need(model, [old])
        if self.takes_back is None:
            self._refuse_mistakable(model, [new], without=old)
        (after,) = self._add([make(model, {**values(before), code: new})])
        for kind, reference in referring(model, TABLES):
            following = self.rows(kind, **{reference.field: old})
            self._follow(following, [make(kind, {**values(row), reference.field: new}) for row in following])
        aside = self._set_aside_about([before])
        self._follow(aside, [_renamed(row, Place.of(before), new) for row in aside])
        self._take_away([before])
        self._recorder.note(model, values(before), after)

    def _refuse_mistakable(self, model: type[Record], new: Sequence[str], without: str = "") -> None:
        """Raise OpdrachtError when one of the new codes looks like another, but for the one that it comes in the place of."""
        if model not in (*CODED, Plan):
            return
        column = table_of(model).columns[model.sleutel[0]]
        known = [str(code) for code in self._connection.scalars(sa.select(column).order_by(column)) if code != without]
        if sentences := refused_codes(model, new, known):
            first, *others = sentences
            raise OpdrachtError(first, "Kies een andere code, met gewone letters en cijfers.", others)

    def delete(self, *records: Record) -> None:
        """Take records of one kind away, with all they own and what was set aside about them.

        Raises OpdrachtError while other records refer to them.
        """
        for some in batched(records):
            model, keys = kind_of(some[0]), [key_of(record)[0] for record in some]
            self._refuse_in_use(some[0], keys)
            for kind, reference in referring(model, TABLES):
                if reference.owned:
                    self._delete(self.rows(kind, **{reference.field: keys}))
            self._delete(self._set_aside_about(some))
            self._delete(some)

    def _refuse_in_use(self, record: Record, keys: Sequence[object]) -> None:
        """Raise OpdrachtError when others refer to records with these codes, such as this one."""
        users = []
        for kind, reference in referring(kind_of(record), TABLES):
            if not reference.owned:
                table = table_of(kind)
                count = sa.select(sa.func.count()).select_from(table).where(table.columns[reference.field].in_(keys))
                if number := self._connection.scalar(count):
                    users.append(f"{number} x {table.name}")
        if users:
            raise OpdrachtError(
                f"{record.enkelvoud} '{Place.of(record).key}' kan niet weg. Deze gegevens gebruiken het: {', '.join(users)}.",
                "Verander of verwijder die eerst.",
            )

    def _set_aside_about(self, records: Sequence[Record]) -> list[Terzijde]:
        """What was set aside about these records, or about what has their code in its key."""
        aside = self.rows(Terzijde)
        places = set(map(Place.of, records)) if aside else set()
        return [row for row in aside if not places.isdisjoint(_subjects(row))]

    def _follow(self, before: Sequence[Record], after: Sequence[Record]) -> None:
        """Make one the other, record by record; they are of one kind, and those with another key come anew."""
        if list(map(key_of, before)) == list(map(key_of, after)):
            for record in after:
                self.update(record)
            return
        self._take_away(before)
        for record, row in zip(before, self._add(after), strict=True):
            self._recorder.note(kind_of(record), values(record), row)

    def _delete(self, records: Sequence[Record]) -> None:
        self._take_away(records)
        for record in records:
            self._recorder.note(kind_of(record), values(record), None)

    def _add(self, records: Sequence[Record]) -> list[Fields]:
        """Put rows in a table; their values."""
        rows = [values(record) for record in records]
        if rows:
            with _refused("toevoegen", records):
                self._connection.execute(sa.insert(table_of(records[0])), rows)
        return rows

    def _take_away(self, records: Sequence[Record]) -> None:
        """Take rows out of a table."""
        if records:
            table = table_of(records[0])
            where = [column == sa.bindparam(f"key_{column.name}") for column in table.primary_key]
            keys = [{f"key_{c.name}": getattr(record, c.name) for c in table.primary_key} for record in records]
            self._write(sa.delete(table).where(*where), "verwijderen", records, keys)

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
        """Write in the journal what it does not know yet: all there was before it began, or what a migration changed.

        It passes over what no writer could have written; that doctor tells.
        """
        recorded = journal.replayed(self.rows(Mutatie))
        for model in TABLES:
            for stored in as_stored(self._connection, model):
                row, faults = judged(model, stored)
                key_fits = faults.keys().isdisjoint(model.sleutel)
                then = recorded.pop(journal.key_in(model, row), None) if key_fits else None
                if not faults:
                    self._recorder.note(model, None if then is None else codec.typed(model, then), row)
        for place, then in recorded.items():
            model = journal.MODELS[place.kind]
            self._recorder.note(model, codec.typed(model, then), None)

    def changes(self) -> list[journal.RecordChange]:
        """What this transaction did so far, net, of each kind after the kinds it refers to."""
        return self._recorder.changes()

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
        keys: list[Fields] | None = None,
    ) -> None:
        """Change rows. The rules of a server keep a row by leaving it as it is, without a word."""
        with _refused(doing, records):
            written: sa.CursorResult[Any] = self._connection.execute(statement, keys)
        if written.rowcount != len(records):
            kept = [record for record in records if self.get(kind_of(record), key_of(record))]
            raise _not_yours(doing, kept or records)


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
    named = [f"{record.enkelvoud} '{Place.of(record).key}'" for record in records]
    return OpdrachtError(
        f"De database laat u {first_few(named, 3, 'en {} andere')} niet {doing}. Er is niets veranderd.",
        "Wat van een andere organisatie is, verandert zij zelf. Vraag het haar, of de beheerder.",
    )


def _subjects(row: Terzijde) -> set[Place]:
    """What a finding that was set aside is about: its opdracht, its place, and what that names in its key."""
    place = Place.read(row.plaats)
    return {Place("opdracht", row.opdracht), place, *place.parts()}


def _renamed(row: Terzijde, record: Place, new: str) -> Terzijde:
    """What was set aside, now that the record it is about has another code."""

    def code(named: Place) -> str:
        return new if named == record else named.key

    plaats = str(Place.read(row.plaats).with_codes(code))
    return make(Terzijde, {**values(row), "plaats": plaats, "opdracht": code(Place("opdracht", row.opdracht))})
