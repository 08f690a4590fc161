"""How the two databases are opened, and what their errors mean in plain Dutch."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from opdracht.errors import OpdrachtError

BUSY_SECONDS = 30
_QUEUE = 0x6F706472  # any fixed number: the advisory lock that the writers on PostgreSQL wait for


def sqlite(path: Path) -> Engine:
    """An engine on one file, which must exist. Rollback journal, not WAL: registers stand on network drives too."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads first and then writes fails at once when another writer came between.
        writing = connection.get_execution_options().get("opdracht_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def postgresql(url: str) -> Engine:
    """An engine on a PostgreSQL database. Raises OpdrachtError when its driver is not installed."""
    try:
        import psycopg  # noqa: F401 - asked for before SQLAlchemy does, to say it in Dutch
    except ImportError:
        raise OpdrachtError(
            "Voor een register in PostgreSQL ontbreekt het onderdeel psycopg.",
            "Installeer het met: pip install 'opdracht[postgresql]'",
        ) from None
    address = sa.make_url(url).set(drivername="postgresql+psycopg")
    return sa.create_engine(address, poolclass=NullPool)


@contextmanager
def transaction(engine: Engine, *, writing: bool) -> Iterator[Connection]:
    """One transaction on `engine`: a consistent view for reading, first come first served for writing."""
    options: dict[str, Any] = {"opdracht_writing": writing}
    on_server = engine.dialect.name == "postgresql"
    if on_server and not writing:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection, connection.execution_options(**options).begin():
        if on_server and writing:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_QUEUE)))
        yield connection


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turn what the database or the disk says about register `name` into an OpdrachtError; bugs stay bugs."""
    try:
        yield
    except DBAPIError as error:
        if (known := _known(str(error.orig).lower(), name)) is None:
            raise
        raise known from error
    except SQLAlchemyError as error:
        if "could not parse" in str(error).lower():
            raise OpdrachtError(f"'{name}' is geen adres van een database.") from error
        raise
    except OSError as error:
        reason = "de schijf is vol" if error.errno == errno.ENOSPC else error.strerror or str(error)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            reason = "u mag daar niet schrijven"
        if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
            reason = "er staat iets anders op die plaats"
        raise OpdrachtError(f"Het register {name} gaat niet open: {reason}.", "Kies een andere plaats.") from error


def _known(said: str, name: str) -> OpdrachtError | None:
    for part, message, hint in (
        ("database is locked", f"Iemand anders schrijft al {BUSY_SECONDS} seconden in {name}.", "Probeer het opnieuw."),
        ("file is not a database", f"{name} is geen register van opdracht.", "Kies een ander bestand."),
        ("malformed", f"Het register {name} is beschadigd.", "Zet een reservekopie terug; schrijf er niet meer in."),
        ("disk is full", f"De schijf is vol; {name} is niet veranderd.", "Maak ruimte en probeer het opnieuw."),
        ("readonly", f"U mag {name} alleen lezen.", "Vraag schrijfrecht of kies een andere plaats."),
        (
            "unable to open",
            f"Het register {name} gaat niet open.",
            "Kijk of het bestand er staat en of u het mag lezen.",
        ),
        ("disk i/o error", f"De schijf met {name} geeft een fout.", "Kijk of de schijf nog bereikbaar is."),
        ("permission denied", f"U mag dit niet in {name}.", "Vraag de beheerder om de juiste rol."),
        ("does not exist", f"De database {name} bestaat niet.", "Vraag de beheerder om het juiste adres."),
        ("connection", f"De database {name} is niet bereikbaar.", "Kijk of het adres klopt en of de server aan staat."),
        ("password", f"De database {name} laat u niet toe.", "Kijk naar de naam en het wachtwoord."),
    ):
        if part in said:
            return OpdrachtError(message, hint)
    return None
