"""How the two databases are opened, and what their errors mean in plain Dutch."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from opdracht.errors import OpdrachtError
from opdracht.store import addresses

BUSY_SECONDS = 30
_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # how a rollback journal begins; from byte 16 the pages there were before
_QUEUE = "instelling"  # the table that whoever writes on PostgreSQL holds; of all tables it is the least in the way
_NEW = 0x6F706472  # any fixed number: the advisory lock of those who make a register where there is none
_HOW_TO_CONNECT: dict[str, str | int | None] = {
    "application_name": "opdracht",
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "prepare_threshold": None,  # what one connection prepares, another may meet behind PgBouncer
}
"""How to connect, where the address does not say otherwise."""


def sqlite(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine on one file, which must exist. Rollback journal, not WAL: registers stand on network drives too.

    Without `foreign_keys` a table can be built anew while others refer to it.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA synchronous = EXTRA")  # what was said to be written survives a power cut
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA cache_spill = OFF")  # who writes much still lets others read, until the end
            connection.execute("PRAGMA secure_delete = ON")  # what is removed is no longer in the file either
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
        time.sleep(random.uniform(0.001, 0.01))  # noqa: S311 - spreads who waits; nobody gains by guessing it
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal":
        _put_back_journal_mode(connection)


def _put_back_journal_mode(connection: Connection) -> None:
    """Do without the write-ahead log that another program set; while others have the file open it stays."""
    connection.exec_driver_sql("ROLLBACK")
    with suppress(DBAPIError):
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def is_begun_from_nothing(path: Path) -> bool:
    """Whether the journal beside a file says that there was nothing before: a killed command left half a register."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as journal:
            header = journal.read(20)
    except OSError:
        return False
    return header.startswith(_JOURNAL) and header[16:] == bytes(4)


def postgresql(url: str) -> Engine:
    """An engine on a PostgreSQL database. Raises OpdrachtError when its driver is not installed."""
    try:
        import psycopg  # noqa: F401 - asked for before SQLAlchemy does, to say it in Dutch
    except ImportError:
        raise OpdrachtError(
            "Voor een register in PostgreSQL ontbreekt het onderdeel psycopg.",
            "Installeer het met: pip install 'opdracht[postgresql]'",
        ) from None
    address = addresses.parsed(url)
    given = {name: value for name, value in _HOW_TO_CONNECT.items() if name not in address.query}
    return sa.create_engine(address, poolclass=NullPool, connect_args=given)


def _for_now() -> sa.Select[tuple[str, ...]]:
    """What holds for one transaction on a server, whatever is set there: how long to wait, and in which form values come."""
    held = {
        "lock_timeout": f"{BUSY_SECONDS}s",
        "datestyle": "ISO",
        "extra_float_digits": "1",
        "standard_conforming_strings": "on",
    }
    return sa.select(*(sa.func.set_config(name, value, True) for name, value in held.items()))


@contextmanager
def transaction(engine: Engine, *, writing: bool) -> Iterator[Connection]:
    """One transaction on `engine`: a consistent view for reading, first come first served for writing."""
    options: dict[str, str | bool] = {"opdracht_writing": writing}
    on_server = engine.dialect.name == "postgresql"
    if on_server and not writing:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection, connection.execution_options(**options).begin():
        if on_server:
            connection.execute(_for_now())
        if on_server and writing:
            _take_turn(connection)
        elif writing:
            _refuse_damage(connection)
        yield connection


def _take_turn(connection: Connection) -> None:
    """Wait on a server for the one place to write: who asked first gets it first.

    Anybody at all may take an advisory lock, and keep it; this lock on a table is only for who may write. It leaves
    readers alone.
    """
    is_there = sa.select(sa.func.to_regclass(_QUEUE).is_not(None))
    if not connection.scalar(is_there):
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_NEW)))
        if not connection.scalar(is_there):  # else somebody made it meanwhile
            return
    connection.exec_driver_sql(f"LOCK TABLE {_QUEUE} IN SHARE ROW EXCLUSIVE MODE")


def _refuse_damage(connection: Connection) -> None:
    """Raise SQLite's own error for a damaged file before anything is written in one: that could make it worse.

    A value that breaks a CHECK is no damage: writing mends it. Reading the whole file takes 2 percent of the time of a
    command on 1,000 opdrachten, 18 percent on 10,000.
    """
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").fetchall()
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    if found != [("ok",)]:
        raise sqlite3.DatabaseError("database disk image is malformed")


def check_encoding(connection: Connection, name: str) -> None:
    """Refuse a database that cannot hold every sign. Its collation does not matter: the register sorts by itself."""
    if connection.dialect.name == "postgresql" and connection.scalar(sa.text("SHOW server_encoding")) != "UTF8":
        raise OpdrachtError(
            f"De database {name} kan niet elk teken bewaren.", "Vraag de beheerder om een database in UTF-8."
        )


def may_insert(connection: Connection, table: str) -> bool:
    """Whether a server lets this account add rows to a table; a copy of a server for readers lets nobody."""
    may = sa.select(sa.func.has_table_privilege(table, "INSERT") & ~sa.func.pg_is_in_recovery())
    return bool(connection.scalar(may))


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turn what the database says about register `name` into an OpdrachtError; bugs stay bugs.

    What a database of the other kind says is about the other register, of the two that a move has open.
    """
    on_server = "://" in name
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite names what is damaged, and that is no text any more
        if on_server:
            raise
        raise _sqlite_says("malformed", name) or error from error
    except (DBAPIError, sqlite3.Error) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        says = _postgresql_says if on_server else _sqlite_says
        if hasattr(said, "sqlstate") != on_server or (refusal := says(said, name)) is None:
            raise
        raise refusal from error


def _sqlite_says(error: object, name: str) -> OpdrachtError | None:
    said = f"{getattr(error, 'sqlite_errorname', '')} {error}".lower()
    for words, (message, hint) in _WORDS.items():
        if words in said:
            return OpdrachtError(message.format(name), hint)
    return None


_DAMAGED = ("Het register {} is beschadigd.", "Kijk wat eraan scheelt met: opdracht doctor")
_WORDS = {
    "readonly_rollback": (
        "In {} is een wijziging half blijven staan, en u mag er niet schrijven om haar terug te nemen.",
        "Vraag wie daar wel mag schrijven om het register te openen, bijvoorbeeld met: opdracht list",
    ),
    "readonly_directory": (
        "U mag niet schrijven in de map van {}.", "Vraag schrijfrecht voor die map, of kies een andere plaats.",
    ),
    "database is locked": (f"Iemand anders schrijft al {BUSY_SECONDS} seconden in {{}}.", "Probeer het opnieuw."),
    "file is not a database": ("{} is geen register van opdracht.", "Kies een ander bestand."),
    "malformed": _DAMAGED,
    "could not decode": _DAMAGED,
    "unsupported file format": _DAMAGED,
    "no such table": _DAMAGED,
    "no such column": _DAMAGED,
    "no column named": _DAMAGED,
    "unknown function": _DAMAGED,
    "foreign key mismatch": _DAMAGED,
    "check constraint failed": _DAMAGED,  # every value was tried before, so it is the table that changed
    "disk is full": ("De schijf is vol; {} is niet veranderd.", "Maak ruimte en probeer het opnieuw."),
    "readonly": ("U mag {} alleen lezen.", "Vraag schrijfrecht of kies een andere plaats."),
    "unable to open": ("Het register {} gaat niet open.", "Kijk of het bestand er staat en of u het mag lezen."),
    "disk i/o error": (
        "De schijf met {} geeft een fout.",
        "Kijk of de schijf er nog is, en daarna met 'opdracht log' of uw wijziging er staat.",
    ),
}  # fmt: skip
"""What the words of SQLite mean, the more precise before the less, and what to do."""


def _postgresql_says(error: object, name: str) -> OpdrachtError | None:
    """By the code of the server; an error without a code is about the connection."""
    code, said = getattr(error, "sqlstate", None), str(error).lower()
    if code is None:
        if "connection option" in said:
            return addresses.unknown(name)
        if type(error).__name__ != "OperationalError":
            return None
        code = next((code for part, code in _SAID_WITHOUT_CODE if part in said), "08000")
    for start, (message, hint) in _CODES.items():
        if code.startswith(start):
            return OpdrachtError(f"De database {name} {message}.", hint)
    return None


_SAID_WITHOUT_CODE = (
    ("closed", "08000"), ("syscall", "08000"), ("password", "28P01"), ("authentication", "28P01"), ("pg_hba", "28000"),
    ('role "', "28000"), ("permission", "42501"), ("does not exist", "3D000"), ("too many", "53300"),
    ("connection slots", "53300"), ("ssl", "08004"), ("certificate", "08004"),
)  # fmt: skip
"""What the server says before there is a connection comes without its code, which follows from the words."""

_AGAIN = "Er is niets veranderd. Probeer het opnieuw."
_CODES = {
    "28": ("laat u niet toe", "Kijk naar de naam en het wachtwoord."),
    "3D000": ("bestaat niet", "Kijk naar de naam in het adres, of vraag de beheerder om de database te maken."),
    "42501": ("laat u dit niet doen", "Vraag de beheerder om de juiste rol."),
    "42P07": ("heeft al tabellen van een ander programma", "Vraag de beheerder om een lege database."),
    "25006": ("is alleen te lezen", "Vraag de beheerder om schrijfrecht."),
    "22P05": ("kan niet elk teken bewaren", "Vraag de beheerder om een database in UTF-8."),
    "55P03": (f"wacht al {BUSY_SECONDS} seconden op iemand anders die erin schrijft", _AGAIN),
    "23505": ("werd tegelijk door iemand anders veranderd", _AGAIN),  # somebody with SQL, who does not queue
    "40": ("werd tegelijk door iemand anders veranderd", _AGAIN),
    "57014": ("brak dit af, want het duurde te lang", f"{_AGAIN} Of vraag de beheerder om meer tijd."),
    "25P03": ("verbrak de verbinding, want die was te lang stil", _AGAIN),
    "08004": ("kreeg geen beveiligde verbinding", "Vraag de beheerder om het certificaat, of om een andere sslmode."),
    "08": ("is niet bereikbaar", "Kijk of het adres klopt en de server aan staat."),
    "57": ("is niet bereikbaar", "Kijk of het adres klopt en de server aan staat."),
    "53300": ("heeft te veel gebruikers tegelijk", "Probeer het straks opnieuw."),
    "53": ("heeft geen ruimte meer", "Vraag de beheerder om ruimte."),
}
"""What the codes of PostgreSQL mean, the longer before the shorter, and what to do."""
