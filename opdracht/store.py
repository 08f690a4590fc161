"""The register on disk or on a server: opening, transactions, schema version, and the one way records are written.

SQLite is the default and one file; a location that starts with postgresql:// is a PostgreSQL database. Reading never
creates or changes anything. Writers queue: on SQLite through BEGIN IMMEDIATE, on PostgreSQL through one advisory lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from opdracht import engines
from opdracht.errors import OpdrachtError, reason
from opdracht.model import (
    METADATA,
    TABLES,
    Afdruk,
    Document,
    Instelling,
    Opdracht,
    Plan,
    Record,
    Versie,
    Volgorde,
    key_of,
)
from opdracht.paths import default_register, shipped
from opdracht.records import written_key
from opdracht.region import Regio, tuple_of
from opdracht.settings import Settings

HEAD = "0003"
"""The newest revision in migrations/versions; a test holds it equal to alembic's head."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Register:
    """A register at a location: the path of a SQLite file, or a postgresql:// URL."""

    location: str

    @classmethod
    def at(cls, location: str | None) -> Register:
        """The register at `location`, or the user's own when there is none."""
        return cls(location or str(default_register()))

    @property
    def on_server(self) -> bool:
        """Whether it stands in PostgreSQL."""
        return "://" in self.location

    @property
    def name(self) -> str:
        """The location as it may be shown: without a password."""
        return engines.shown(self.location)

    @property
    def path(self) -> Path:
        """The file of a SQLite register."""
        return Path(self.location).expanduser().absolute()

    @cached_property
    def _engine(self) -> Engine:
        if not self.on_server:
            return engines.sqlite(self.path)
        if not self.location.lower().startswith(("postgresql://", "postgres://")):
            raise OpdrachtError(f"'{self.name}' is geen adres dat opdracht kent.", "Schrijf postgresql://server/naam")
        return engines.postgresql(self.location)

    def exists(self) -> bool:
        """Whether there is a register at this location."""
        if not self.on_server:
            try:
                return self.path.is_file() and self.path.stat().st_size > 0
            except OSError as error:
                raise self._refusal(error) from error
        with engines.plain_words(self.name), self._engine.connect() as connection:
            return _revision(connection) is not None

    def create(self, fill: Callable[[Writer], None] = lambda writer: None) -> None:
        """Make a new register, filled by `fill` in the same transaction; a file is for its owner's eyes only.

        Raises OpdrachtError if there is one already.
        """
        if self.exists():
            raise self._taken()
        made = False
        try:
            if not self.on_server:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                made = not self.path.exists()
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with engines.plain_words(self.name), engines.transaction(self._engine, writing=True) as connection:
                if _revision(connection) is not None:
                    made = False  # somebody else was first
                    raise self._taken()
                self._upgrade(connection)
                fill(Writer(connection))
        except OSError as error:
            raise self._refusal(error) from error
        except BaseException:
            if made:
                self.path.unlink(missing_ok=True)
            raise

    def _upgrade(self, connection: Connection) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    def migrate(self, *, keep: bool = True) -> tuple[str, Path | None]:
        """Bring a register of an older version up to date, or with `keep` off only try it; its version, and the backup.

        A file is copied first, beside itself. On a server the administrator keeps the backups. Raises OpdrachtError for
        a register that is newer than the program.
        """
        if not self.exists():
            raise _no_register(self.name)
        engine = self._engine if self.on_server else engines.sqlite(self.path, foreign_keys=False)
        with engines.plain_words(self.name), engine.connect() as looking:
            before = _revision(looking)
        if before is None:
            raise OpdrachtError(f"{self.name} is geen register van opdracht.", "Kies een ander bestand.")
        if before > HEAD:
            raise self._of_another_version(before)
        copy = engines.copied(self.path, before) if keep and before != HEAD and not self.on_server else None
        with engines.plain_words(self.name), engines.transaction(engine, writing=True) as connection:
            self._upgrade(connection)
            if not self.on_server and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise OpdrachtError(
                    f"In {self.name} verwijzen gegevens naar iets dat er niet is.", "Er is niets veranderd."
                )
            if not keep:
                connection.rollback()
        return before, copy

    def _of_another_version(self, revision: str) -> OpdrachtError:
        newer = revision > HEAD
        return OpdrachtError(
            f"Het register {self.name} is van een {'nieuwere' if newer else 'oudere'} versie van opdracht "
            f"({revision}, niet {HEAD}).",
            "Werk opdracht bij en probeer het opnieuw." if newer else "Werk het register bij met: opdracht migrate",
        )

    def _taken(self) -> OpdrachtError:
        return OpdrachtError(f"Er staat al een register op {self.name}.", "Kies met --register een andere plaats.")

    def _refusal(self, error: OSError) -> OpdrachtError:
        return OpdrachtError(
            f"Het register {self.name[:200]} gaat niet open: {reason(error)}.", "Kies een andere plaats."
        )

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent view of the register."""
        with self._connected(writing=False) as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Writer]:
        """One transaction: all of it is kept when the block ends, none of it when the block raises or `keep` is off."""
        with self._connected(writing=True) as connection:
            yield Writer(connection)
            if not keep:
                connection.rollback()

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        if not self.on_server and not self.exists():
            raise _no_register(self.name)
        with engines.plain_words(self.name), engines.transaction(self._engine, writing=writing) as connection:
            revision = _revision(connection)
            if revision is None and self.on_server:
                raise _no_register(self.name)
            if revision is None:
                raise OpdrachtError(f"{self.name} is geen register van opdracht.", "Kies een ander bestand.")
            if revision != HEAD:
                raise self._of_another_version(revision)
            yield connection


class Reader:
    """What can be asked of an open register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, model: type[R], **where: object) -> list[R]:
        """The records of a kind in the order of their keys; a list or tuple in `where` means any of its values."""
        return self._rows(model, where)

    def _rows(self, model: type[R], where: Mapping[str, object], unread: str = "") -> list[R]:
        """The same; the field `unread`, a long text that is not needed, stays empty."""
        table = _table(model)
        query = sa.select(*(sa.literal("") if column.name == unread else column for column in table.columns))
        for name, value in where.items():
            column = table.columns[name]
            query = query.where(column.in_(value) if isinstance(value, list | tuple) else column == value)
        key = [column.collate("C") if self._sorts_by_language(column) else column for column in table.primary_key]
        rows = self._connection.execute(query.order_by(*key)).fetchall()
        return list(map(partial(tuple.__new__, tuple_of(model)), rows))

    def _sorts_by_language(self, column: sa.Column[Any]) -> bool:
        return self._connection.dialect.name == "postgresql" and isinstance(column.type, sa.String)

    def get(self, model: type[R], key: Sequence[object]) -> R | None:
        """The record with this key."""
        found = self.rows(model, **dict(zip(model.sleutel, key, strict=True)))
        return found[0] if found else None

    def need(self, model: type[R], key: Sequence[object]) -> R:
        """The record with this key; raises OpdrachtError when there is none."""
        if (found := self.get(model, key)) is None:
            kind = str(model.__tablename__)
            raise OpdrachtError(
                f"Er is geen {kind} '{written_key(key)}'.",
                f"Bekijk wat er is met: opdracht list {model.meervoud}",
            )
        return found

    def settings(self) -> Settings:
        """The settings of this register."""
        return Settings.of({row.naam: row.waarde for row in self.rows(Instelling)})

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
            elif model not in (Volgorde, Plan, Afdruk, Document, Instelling):
                unread = "inhoud" if model is Versie and not texts else ""
                within = inside if "opdracht" in model.model_fields else {}
                records[model.meervoud] = self._rows(model, within, unread)
        return Regio.of(records, self.settings(), in_order=True)


class Writer(Reader):
    """An open transaction. Every change to a record goes through `insert`, `update` and `delete`."""

    def insert(self, records: Sequence[Record]) -> None:
        """Add records of one kind; none of their keys may exist."""
        if records:
            self._connection.execute(sa.insert(_table(records[0])), [values(record) for record in records])

    def update(self, record: Record) -> None:
        """Give the record with this key these values."""
        self._connection.execute(sa.update(_table(record)).where(*_key_is(record)).values(values(record)))

    def rename(self, model: type[Record], old: str, new: str) -> None:
        """Give a record another code; everything that refers to it follows."""
        (key,) = _table(model).primary_key
        self._connection.execute(sa.update(_table(model)).where(key == old).values({key: new}))

    def delete(self, record: Record) -> None:
        """Take a record away with all it owns. Raises OpdrachtError while other records refer to it."""
        table = _table(record)
        referring: list[str] = []
        for other in METADATA.sorted_tables:
            for reference in other.foreign_keys:
                if reference.column.table is table and reference.ondelete == "RESTRICT":
                    value = getattr(record, reference.column.name)
                    count = sa.select(sa.func.count()).select_from(other).where(reference.parent == value)
                    if number := self._connection.scalar(count):
                        referring.append(f"{number} x {other.name}")
        if referring:
            raise OpdrachtError(
                f"{table.name} '{written_key(key_of(record))}' kan niet weg. Deze gegevens gebruiken het: "
                f"{', '.join(referring)}.",
                "Verander of verwijder die eerst.",
            )
        self._connection.execute(sa.delete(table).where(*_key_is(record)))

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


def values(record: Record) -> dict[str, Any]:
    """The fields of a record by name, in the order of the table."""
    return {column.name: getattr(record, column.name) for column in _table(record).columns}


def _table(kind: Record | type[Record]) -> sa.Table:
    return METADATA.tables[str(kind.__tablename__)]


def _key_is(record: Record) -> list[sa.ColumnElement[bool]]:
    return [column == getattr(record, column.name) for column in _table(record).primary_key]


def _revision(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def _no_register(name: str) -> OpdrachtError:
    return OpdrachtError(
        f"Er is nog geen register op {name}.",
        "Maak er een met 'opdracht init', of bekijk eerst een voorbeeld met 'opdracht demo'.",
    )
