"""Copies of a register in a file, each of one moment and verified before it counts.

A file is copied through SQLite's backup API, what stands on a server row by row.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.errors import OpdrachtError
from opdracht.files import temporary_folder
from opdracht.model import METADATA
from opdracht.safety.generations import BESIDE
from opdracht.store import engines, schema, transfer
from opdracht.store.engines import BUSY_SECONDS, plain_words

PAGES = 16  # copied at once: fewer than any register has, so that the first step is never the last

_SHORT_READ = 522  # SQLITE_IOERR_SHORT_READ: the file is shorter than it says
_READ_FROM_A_COPY = {
    776,  # SQLITE_READONLY_ROLLBACK: a journal waits to be rolled back
    264, 1288, 1544,  # SQLITE_READONLY_RECOVERY, _CANTINIT and _DIRECTORY: a log waits to be taken in
    sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
"""What SQLite says when it must write before it can read."""
_SURROUNDINGS = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_AUTH,
}  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """What a register holds: its version, the rows of each table, and where its journal begins and ends.

    Without one version that can be one, it is no register that can be read.
    """

    revision: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    begin: str | None = None
    """When its first change was made; registers with another begin are not the same register."""
    head: tuple[int, str, str] | None = None
    """The number, the moment and the sha256 of its last change."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written in it."""
        return "wijziging" in self.counts and not any(self.counts.values())


def connected(path: Path, *, mode: str = "ro") -> sqlite3.Connection:
    """A plain connection to a file that must exist, which takes its rows as they are.

    The CHECKs of tables are about values, which others judge; SQLite looks at them only where it may write.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA ignore_check_constraints = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def contents(connection: sqlite3.Connection) -> Contents:
    """What an open register in a file holds."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return counted(tables, lambda query: connection.execute(query).fetchall())


def held_by(connection: Connection) -> Contents:
    """What an open register holds, wherever it stands."""
    tables = {"alembic_version", *METADATA.tables} & set(sa.inspect(connection).get_table_names())
    return counted(tables, lambda query: connection.execute(sa.text(query)).fetchall())


def counted(tables: Iterable[str], ask: Callable[[str], Sequence[Any]]) -> Contents:
    """What a register with these tables holds; `ask` gives the rows of a query."""
    known = set(tables)
    if "alembic_version" not in known:
        return Contents()
    revision = schema.the_one([row[0] for row in ask("SELECT version_num FROM alembic_version")])
    counts = {
        name: int(ask(str(sa.select(sa.func.count()).select_from(sa.table(sa.quoted_name(name, True)))))[0][0])
        for name in sorted(known - {"alembic_version"})
        if not name.startswith("sqlite_")
    }
    if "wijziging" not in counts:
        return Contents(revision, counts)
    begin = next((row[0] for row in ask("SELECT wanneer FROM wijziging ORDER BY nr LIMIT 1")), None)
    head = next(iter(ask("SELECT nr, wanneer, sha256 FROM wijziging ORDER BY nr DESC LIMIT 1")), None)
    return Contents(revision, counts, begin, tuple(head) if head else None)


def contents_of(path: Path) -> Contents | None:
    """What a file holds; None when it is no register that can be read."""
    try:
        with closing(connected(path)) as connection:
            held = contents(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return held if held.revision else None


def copy(source: Path, target: Path) -> Contents:
    """Copy a register to an empty file that exists, and verify it; what both hold. The journal mode is the usual one.

    Raises OpdrachtError when the source is damaged or no register, or the disk refuses.
    """
    with plain_words(str(source)), _to_copy(source) as reading:
        held = contents(reading)
        if held.revision is None:
            raise OpdrachtError(
                f"{source} is geen register van opdracht, of de versie ervan is niet te lezen.",
                "Kijk wat eraan scheelt met: opdracht doctor",
            )
        with plain_words(str(target.parent)), closing(connected(target, mode="rw")) as writing:
            reading.backup(writing, pages=-1, progress=_unless_busy)
        with closing(connected(target, mode="rw")) as copied:
            in_usual_journal_mode(copied)
            if not is_sound(copied) or contents(copied) != held:
                raise OpdrachtError(
                    f"Het register {source} is beschadigd: een kopie ervan klopt niet.",
                    "Kijk wat eraan scheelt met: opdracht doctor",
                )
    return held


@contextmanager
def _to_copy(source: Path) -> Iterator[sqlite3.Connection]:
    """A register to read at one moment, with what another program left beside it; where nothing may be written, a copy.

    What is counted is what is copied.
    """
    with closing(connected(source, mode="rw")) as connection:
        if reads(connection):
            yield connection
            return
    with copied_with_journals(source) as connection:
        connection.execute("BEGIN")
        yield connection


def reads(connection: sqlite3.Connection) -> bool:
    """Whether a view of the file can be had without writing what one may not write."""
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in _READ_FROM_A_COPY:
            raise
        return False
    return True


@contextmanager
def copied_with_journals(
    path: Path, change: Callable[[Path], None] = lambda copy: None
) -> Iterator[sqlite3.Connection]:
    """A copy with what SQLite keeps beside it, changed before it is opened."""
    with temporary_folder() as folder:
        copy = folder / "register.db"
        for end in ("", *BESIDE):
            if (beside := path.with_name(path.name + end)).is_file():
                shutil.copyfile(beside, copy.with_name(copy.name + end))
        change(copy)
        with closing(connected(copy, mode="rw")) as connection:
            connection.execute("PRAGMA writable_schema = ON")  # what of the schema cannot be read is passed over
            yield connection


def in_usual_journal_mode(connection: sqlite3.Connection) -> None:
    """Take what stands in a write-ahead log into the file, and do without one: another program set it.

    Raises sqlite3.OperationalError while others have the file open.
    """
    if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        connection.execute("PRAGMA journal_mode = DELETE")


def copy_of_server(connection: Connection, target: Path) -> Contents:
    """Write what an open transaction on a server sees as a register in an empty file that exists; what both hold.

    The file is of the version that the server has, which need not be the newest.
    """
    held = held_by(connection)
    with (
        plain_words(str(target.parent)),
        engines.transaction(engines.sqlite(target, foreign_keys=False), writing=True) as copied,
    ):
        copied.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        schema.upgrade(copied, held.revision or "")
        transfer.copy(connection, copied, schema.tables_of(copied))
    with closing(connected(target)) as verified:
        if not is_sound(verified) or contents(verified) != held:
            raise OpdrachtError("De kopie is niet wat er in de database staat.", "Probeer het opnieuw.")
    return held


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with a file."""
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether SQLite says that the file itself is wrong, and not that it is taken, forbidden or out of reach.

    A damaged name that it quotes is no text any more, and comes as a UnicodeDecodeError.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code == _SHORT_READ:
        return True
    return code is None or code & 0xFF not in _SURROUNDINGS


def _unless_busy(status: int, remaining: int, total: int) -> None:
    """Python goes on for ever where another writer does; one wait is enough."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


@contextmanager
def ready_to_overwrite(path: Path) -> Iterator[Callable[[], bool]]:
    """Gives what tells whether nobody wrote in a file since: by the counter in its header, which a log would pass by."""
    with plain_words(str(path)), closing(connected(path, mode="rw")) as connection:
        in_usual_journal_mode(connection)
    with open(path, "rb", buffering=0) as header:  # closed after all else: closing a file drops SQLite's locks on it

        def counter() -> bytes:
            header.seek(24)
            return header.read(4)

        at_first = counter()
        yield lambda: counter() == at_first


def overwrite(source: Path, target: Path, unchanged: Callable[[], bool]) -> None:
    """Put all of one file in the place of all of another, in one transaction, while it is `unchanged`.

    Whoever has the register open goes on with what is in it now. Raises OpdrachtError when somebody wrote in it, or the
    disk refuses; then the register is as it was.
    """
    asked = False

    def step(status: int, remaining: int, total: int) -> None:
        nonlocal asked
        _unless_busy(status, remaining, total)
        if not asked and not unchanged():  # from the first step on the target is locked
            raise OpdrachtError(
                f"Iemand heeft intussen in {target} geschreven. Er is niets teruggezet.", "Probeer het opnieuw."
            )
        asked = True

    with plain_words(str(target)), closing(connected(target, mode="rw")) as writing:
        writing.execute("PRAGMA synchronous = FULL")
        with closing(connected(source)) as reading:
            reading.backup(writing, pages=PAGES, progress=step)
