"""The register on disk or on a server: where it is, opening it, transactions, and its version.

SQLite is the default and one file; a location that starts with postgresql:// is a PostgreSQL database. Reading never
creates or changes anything. Writers queue: on SQLite through BEGIN IMMEDIATE, on PostgreSQL through a lock on one table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from opdracht.errors import OpdrachtError, reason
from opdracht.paths import default_register, own_lists, own_templates, user_path
from opdracht.store import addresses, engines, schema, transfer
from opdracht.store.reading import Reader
from opdracht.store.schema import head
from opdracht.store.writing import Writer


@dataclass(frozen=True)
class Register:
    """A register at a location: the path of a SQLite file, or a postgresql:// URL."""

    location: str

    def __repr__(self) -> str:
        return f"Register({self.name!r})"

    @classmethod
    def at(cls, location: str | None) -> Register:
        """The register at `location`, or the user's own when there is none. Raises OpdrachtError for a mistyped address."""
        if location and addresses.is_mistyped(location):
            raise addresses.mistyped(location)
        return cls(location or str(default_register()))

    @property
    def on_server(self) -> bool:
        """Whether it stands in PostgreSQL."""
        return "://" in self.location

    @property
    def name(self) -> str:
        """The location as it may be shown: without a password."""
        return addresses.shown(self.location)

    @property
    def path(self) -> Path:
        """The file of a SQLite register; of a link the file at its end, because SQLite keeps its journal beside that."""
        path = user_path(Path(self.location)).absolute()
        return Path(os.path.realpath(path)) if os.path.islink(path) else path

    @property
    def own_templates(self) -> Path:
        """The folder for the user's own templates: beside the file, or with the user's data for one on a server."""
        return own_templates(self._file)

    @property
    def own_lists(self) -> Path:
        """The folder for how the user's own lists are read, beside that of the templates."""
        return own_lists(self._file)

    @property
    def _file(self) -> Path | None:
        return None if self.on_server else self.path

    @cached_property
    def engine(self) -> Engine:
        """What opens connections to it."""
        return engines.postgresql(self.location) if self.on_server else engines.sqlite(self.path)

    def exists(self) -> bool:
        """Whether there is a register at this location; what a killed `create` left half of one is taken back."""
        if not self.on_server:
            try:
                if not self.path.is_file():
                    return False
                if engines.is_begun_from_nothing(self.path):
                    with engines.plain_words(self.name), self.engine.connect() as connection:
                        schema.revision(connection)
                return self.path.stat().st_size > 0
            except OSError as error:
                raise self._refusal(error) from error
        with engines.plain_words(self.name), self.engine.connect() as connection:
            return schema.revision(connection) is not None

    def create(self, fill: Callable[[Writer], None] = lambda writer: None, *, keep: bool = True) -> None:
        """Make a new register, filled by `fill` in the same transaction; a file is for its owner's eyes only.

        With `keep` off it is only tried. Raises OpdrachtError if there is one already.
        """
        if self.exists():
            raise self._taken()
        made = False
        try:
            if not self.on_server:
                if self.path.exists() and not (self.path.is_file() or self.path.is_dir()):
                    raise OpdrachtError(f"{self.name} is geen bestand.", "Kies met --register een andere plaats.")
                self.path.parent.mkdir(parents=True, exist_ok=True)
                made = not self.path.exists()
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with engines.plain_words(self.name), engines.transaction(self.engine, writing=True) as connection:
                if schema.revision(connection) is not None:
                    made = False  # somebody else was first
                    raise self._taken()
                engines.check_encoding(connection, self.name)
                schema.upgrade(connection)
                writer = Writer(connection)
                fill(writer)
                writer.close()
                if not keep:
                    connection.rollback()
            made = made and not keep
        except OSError as error:
            raise self._refusal(error) from error
        finally:
            if made and self.path.exists() and self.path.stat().st_size == 0:  # not when another filled it meanwhile
                self.path.unlink(missing_ok=True)

    def copy_to(self, other: Register, *, keep: bool = True) -> int:
        """Make `other`, where there is no register yet, the same as this one, which stays; how many records it holds.

        They are laid side by side before it is kept; with `keep` off it is only tried.
        """
        if other.name == self.name or (
            not other.on_server and not self.on_server and _same_file(self.path, other.path)
        ):
            raise OpdrachtError(f"Het register staat al op {self.name}.", "Kies met --to een andere plaats.")
        copied = 0

        def fill(writer: Writer) -> None:
            nonlocal copied
            copied = transfer.copy(reader.connection, writer.connection)
            for kind, key in transfer.different(reader.connection, writer.connection):
                raise OpdrachtError(
                    f"{kind} '{key}' zou op {other.name} niet hetzelfde zijn. Er is niets geschreven.",
                    "Meld dit aan de maker van opdracht.",
                )

        with self.reading() as reader:
            other.create(fill, keep=keep)
        return copied

    def may_write(self) -> bool:
        """Whether the server lets this account change anything; of a file the disk says so when it comes to it."""
        if not self.on_server:
            return True
        with self.reading() as reader:
            return engines.may_insert(reader.connection, "wijziging")

    def version(self) -> str:
        """The version of its tables. Raises OpdrachtError when there is no register, or one newer than the program."""
        with self.looking() as connection:
            revision = schema.revision(connection)
        if revision is None:
            raise self._of_others()
        if revision > head():
            raise self._of_another_version(revision)
        return revision

    def migrate(self, *, keep: bool = True) -> str:
        """Bring a register of an older version up to date, or with `keep` off only try it; the version it had.

        Whoever calls it keeps a copy first. Raises OpdrachtError for a register that is newer than the program.
        """
        before = self.version()
        engine = self.engine if self.on_server else engines.sqlite(self.path, foreign_keys=False)
        with engines.plain_words(self.name), engines.transaction(engine, writing=True) as connection:
            if not self.on_server:  # values that a table forbids go along as they are
                connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            schema.upgrade(connection)
            if before != head():
                writer = Writer(connection)
                writer.reconcile()
                writer.close()
            if not self.on_server and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise OpdrachtError(
                    f"In {self.name} verwijzen gegevens naar iets dat er niet is.", "Er is niets veranderd."
                )
            if not keep:
                connection.rollback()
        return before

    def _of_another_version(self, revision: str) -> OpdrachtError:
        newer = revision > head()
        return OpdrachtError(
            f"Het register {self.name} is van een {'nieuwere' if newer else 'oudere'} versie van opdracht "
            f"({revision}, niet {head()}).",
            "Werk opdracht bij en probeer het opnieuw." if newer else "Werk het register bij met: opdracht migrate",
        )

    def _of_others(self) -> OpdrachtError:
        return OpdrachtError(f"{self.name} is geen register van opdracht.", "Kies een ander bestand.")

    def _absent(self) -> OpdrachtError:
        if not self.on_server and self.path.is_file():
            return OpdrachtError(
                f"Het bestand {self.name} is leeg: er staat geen register in.",
                "Kijk of er een reservekopie is met 'opdracht backup --list', of begin opnieuw met 'opdracht init'.",
            )
        if not self.on_server and self.path.exists():
            what = "een map, geen register" if self.path.is_dir() else "geen bestand, en dus geen register"
            return OpdrachtError(f"{self.name} is {what}.", "Kies met --register een ander bestand.")
        return OpdrachtError(
            f"Er is nog geen register op {self.name}.",
            "Maak er een met 'opdracht init', of bekijk eerst een voorbeeld met 'opdracht demo'.",
        )

    def _taken(self) -> OpdrachtError:
        return OpdrachtError(f"Er staat al een register op {self.name}.", "Kies met --register een andere plaats.")

    def _refusal(self, error: OSError) -> OpdrachtError:
        return OpdrachtError(
            f"Het register {self.name[:200]} gaat niet open: {reason(error)}.", "Kies een andere plaats."
        )

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """One consistent view of a register of whatever version. Raises OpdrachtError when there is none."""
        if not self.exists():
            raise self._absent()
        with engines.plain_words(self.name), engines.transaction(self.engine, writing=False) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent view of the register."""
        with self._connected(writing=False) as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Writer]:
        """One transaction: all of it is kept when the block ends, none of it when the block raises or `keep` is off."""
        with self._connected(writing=True) as connection:
            writer = Writer(connection)
            yield writer
            if keep:
                writer.close()
            else:
                connection.rollback()

    def compact(self) -> None:
        """Write the file anew without what was removed from it in older days; a server does so by itself."""
        if not self.on_server:
            with engines.plain_words(self.name), self.engine.connect() as connection:
                connection.connection.cursor().execute("VACUUM")

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        if not self.on_server and not self.exists():
            raise self._absent()
        with engines.plain_words(self.name), engines.transaction(self.engine, writing=writing) as connection:
            revision = schema.revision(connection)
            if revision is None:
                raise self._absent() if self.on_server else self._of_others()
            if revision != head():
                raise self._of_another_version(revision)
            yield connection


def _same_file(one: Path, other: Path) -> bool:
    return other.exists() and one.exists() and one.samefile(other)
