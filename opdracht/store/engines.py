"""How the two databases are opened, and what their errors mean in plain Dutch."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from opdracht.errors import OpdrachtError

BUSY_SECONDS = 30
_QUEUE = 0x6F706472  # any fixed number: the advisory lock that the writers on PostgreSQL wait for


def sqlite(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine on one file, which must exist. Rollback journal, not WAL: registers stand on network drives too.

    Without `foreign_keys` a table can be built anew while others refer to it.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:  # the file is no database
            connection.close()
            raise
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads first and then writes fails at once when another writer came between.
        if connection.get_execution_options().get("opdracht_writing"):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_writing(connection: Connection) -> None:
    """Wait for the one place to write: all who wait ask equally often.

    By itself SQLite asks ever less often, so that whoever waits long comes after whoever is new.
    """
    until = time.monotonic() + BUSY_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except DBAPIError as error:
            if "database is locked" not in str(error.orig) or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0.001, 0.01))  # noqa: S311 - nothing secret
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")


def postgresql(url: str) -> Engine:
    """An engine on a PostgreSQL database. Raises OpdrachtError when its driver is not installed."""
    try:
        import psycopg  # noqa: F401 - asked for before SQLAlchemy does, to say it in Dutch
    except ImportError:
        raise OpdrachtError(
            "Voor een register in PostgreSQL ontbreekt het onderdeel psycopg.",
            "Installeer het met: pip install 'opdracht[postgresql]'",
        ) from None
    try:
        address = sa.make_url(url).set(drivername="postgresql+psycopg")
        return sa.create_engine(address, poolclass=NullPool)
    except (ArgumentError, ValueError):
        raise OpdrachtError(
            f"'{shown(url)}' is geen adres van een database.", "Schrijf postgresql://server/naam"
        ) from None


def copied(path: Path, revision: str) -> Path:
    """A copy of a register of `revision`, beside it and for its owner only; its path. It never replaces another file."""
    names = (f"{path.stem}-{revision}{f'-{n}' if n else ''}{path.suffix}" for n in count())
    copy = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


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
    """Turn what the database says about register `name` into an OpdrachtError; bugs stay bugs."""
    try:
        yield
    except DBAPIError as error:
        known = _postgresql_says if hasattr(error.orig, "sqlstate") else _sqlite_says
        if (refusal := known(error.orig, name)) is None:
            raise
        raise refusal from error


def shown(location: str) -> str:
    """A location as it may be shown and typed again: without a password."""
    if "://" not in location:
        return location
    head, separator, rest = location.partition("://")
    user, at, place = rest.rpartition("@")
    return f"{head}{separator}{user.partition(':')[0]}{at}" + re.sub(
        r"(?i)([?&])password=[^&]*&?", r"\1", place
    ).rstrip("?&")


def _sqlite_says(error: object, name: str) -> OpdrachtError | None:
    said = f"{getattr(error, 'sqlite_errorname', '')} {error}".lower()
    for part, message, hint in (
        (
            "readonly_rollback",
            f"In {name} is een wijziging half blijven staan, en u mag er niet schrijven om haar terug te nemen.",
            "Vraag wie daar wel mag schrijven om het register te openen, bijvoorbeeld met: opdracht list",
        ),
        (
            "readonly_directory",
            f"U mag niet schrijven in de map van {name}.",
            "Vraag schrijfrecht voor die map, of kies een andere plaats.",
        ),
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
    ):
        if part in said:
            return OpdrachtError(message, hint)
    return None


def _postgresql_says(error: object, name: str) -> OpdrachtError | None:
    """By the code of the server; an error without a code is about the connection."""
    code, said = getattr(error, "sqlstate", None), str(error).lower()
    if code is None and type(error).__name__ != "OperationalError":
        return None
    for matches, message, hint in (
        ("password" in said or code in ("28P01", "28000"), "laat u niet toe", "Kijk naar de naam en het wachtwoord."),
        (code == "3D000" or (code is None and "does not exist" in said), "bestaat niet", "Vraag het juiste adres."),
        (code == "42501", "laat u dit niet doen", "Vraag de beheerder om de juiste rol."),
        (code == "25006", "is alleen te lezen", "Vraag de beheerder om schrijfrecht."),
        (code == "22P05", "kan niet elk teken bewaren", "Vraag de beheerder om een database in UTF-8."),
        (
            code is None or code[:2] in ("08", "57"),
            "is niet bereikbaar",
            "Kijk of het adres klopt en de server aan staat.",
        ),
        (code is not None and code[:2] in ("53",), "heeft geen ruimte meer", "Vraag de beheerder om ruimte."),
    ):
        if matches:
            return OpdrachtError(f"De database {name} {message}.", hint)
    return None
