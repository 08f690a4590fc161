"""Copies of a register on PostgreSQL: by pg_dump where that is there and may, else a register in a file.

Both are read back through the text that COPY gives, into a register in a file of the same version, and counted there.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.errors import OpdrachtError
from opdracht.safety import copies
from opdracht.safety.copies import Contents
from opdracht.store import addresses, engines, schema
from opdracht.store.transfer import EVERYTHING

_SIGNS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_BLOCK = re.compile(r"COPY (?:\S+\.)?(\w+) \((.*)\) FROM stdin;")


class Unable(Exception):
    """pg_dump is not there, or cannot make this copy; the text says why, in Dutch."""


def counted(connection: Connection) -> Contents:
    """What an open register on a server holds."""
    names = sa.inspect(connection).get_table_names()
    ours = {"alembic_version", *(model.enkelvoud for model in EVERYTHING)} & set(names)
    return copies.counted(ours, lambda query: connection.execute(sa.text(query)).fetchall())


def dump(connection: Connection, location: str, target: Path) -> Contents:
    """Dump what an open transaction sees to a file in pg_dump's own form, and read it back; what both hold.

    Raises Unable when that cannot be.
    """
    place = connection.execute(sa.text("SELECT pg_export_snapshot(), current_schema()")).one()
    address = addresses.parsed(location)
    password = address.password or address.query.get("password")
    _run(
        "pg_dump", "--format=custom", "--no-password", "--encoding=UTF8", f"--snapshot={place[0]}",
        f"--schema={place[1]}", f"--file={target}", f"--dbname={addresses.shown(location)}",
        secret=str(password) if password else None,
    )  # fmt: skip
    found = counted(connection)
    with tempfile.TemporaryDirectory(prefix="opdracht-", ignore_cleanup_errors=True) as folder:
        read_dump(target, Path(folder) / "register.db")
        if copies.contents_of(Path(folder) / "register.db") != found:
            raise Unable("wat pg_dump schreef, is niet wat er staat")
    return found


def read_dump(source: Path, target: Path) -> None:
    """Make a new register in a file of what pg_dump wrote. Raises Unable when it does not hold one."""
    said = _run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(source))
    versions = [row for _, _, rows in _blocks(iter(said.splitlines(keepends=True))) for row in rows]
    if not versions or not versions[0][0]:
        raise Unable("er staat geen register in")
    if versions[0][0] > schema.HEAD:
        raise OpdrachtError(f"{source} is van een nieuwere versie van opdracht ({versions[0][0]}, niet {schema.HEAD}).")
    with tempfile.TemporaryFile() as text:
        _run("pg_restore", "--data-only", "--file=-", str(source), out=text)
        text.seek(0)
        with _new_file(target, versions[0][0]) as connection:
            for table, columns, rows in _blocks(line.decode() for line in text):
                _insert(connection, table, columns, rows)


def begin_of(source: Path) -> str | None:
    """When the first change in what pg_dump wrote was made; None when it cannot be read or holds none."""
    try:
        said = _run("pg_restore", "--data-only", "--table=wijziging", "--file=-", str(source))
    except Unable:
        return None
    changes = (dict(zip(columns, row, strict=True)) for _, columns, rows in _blocks(io.StringIO(said)) for row in rows)
    first = min(changes, key=lambda change: int(change["nr"] or 0), default=None)
    return first["wanneer"] if first else None


def as_file(connection: Connection, target: Path) -> Contents:
    """Write what an open transaction on a server sees as a register in a file that exists; what both hold."""
    found = counted(connection)
    cursor = connection.connection.cursor()
    with closing(cursor), _new_file(target, found.revision or "") as made:
        for table, columns in _columns(made):
            names = ", ".join(f'"{column}"' for column in columns)
            query = f'COPY (SELECT {names} FROM "{table}") TO STDOUT'  # noqa: S608 - names of the schema
            with cursor.copy(query) as rows:
                lines = (line.decode() for line in _whole_lines(map(bytes, rows)))
                _insert(made, table, columns, map(_values, lines))
    with closing(copies.connected(target)) as copied:
        if not copies.is_sound(copied) or copies.contents(copied) != found:
            raise OpdrachtError("De kopie is niet wat er in de database staat.", "Probeer het opnieuw.")
    return found


def _run(program: str, *words: str, secret: str | None = None, out: IO[bytes] | None = None) -> str:
    """What a program of PostgreSQL prints. It asks nothing and gets no secret on its command line."""
    if (found := shutil.which(program)) is None:
        raise Unable(f"{program} staat niet op deze computer")
    known = {**os.environ, "PGCONNECT_TIMEOUT": "10", **({"PGPASSWORD": secret} if secret else {})}
    ran = subprocess.run(
        [found, *words], env=known, stdin=subprocess.DEVNULL, stdout=out or subprocess.PIPE, stderr=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    if ran.returncode:
        raise Unable(f"{program} {_why(ran.stderr.decode(errors='replace'))}")
    return "" if out else ran.stdout.decode()


def _why(said: str) -> str:
    """What a program of PostgreSQL says, in Dutch."""
    for part, why in (
        ("row-level security", "mag dat niet voor een account dat niet alles mag"),
        ("permission denied", "mag dat niet voor dit account"),
        ("lack SELECT privilege", "mag dat niet voor dit account"),
        ("version mismatch", "is ouder dan de server"),
        ("unsupported version", "is ouder dan het bestand"),
        ("No space", "heeft te weinig ruimte op de schijf"),
        ("does not appear to be a valid archive", "kan dit bestand niet lezen"),
    ):
        if part in said:
            return why
    return "lukte niet"


@contextmanager
def _new_file(path: Path, revision: str) -> Iterator[sqlite3.Connection]:
    """A register of a version in a file, without records, to put rows in as they are."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    with engines.plain_words(str(path.parent)):
        with engines.transaction(engines.sqlite(path, foreign_keys=False), writing=True) as connection:
            schema.upgrade(connection, revision)
        with closing(copies.connected(path, mode="rw")) as made:
            made.execute("BEGIN")
            yield made
            made.execute("COMMIT")


def _columns(connection: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """The tables of a register with their columns."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        (table, [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
        for table in tables
        if table != "alembic_version"
    ]


def _insert(connection: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[list[str | None]]) -> None:
    known = dict(_columns(connection))
    if table in known:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 - names of the schema


def _blocks(lines: Iterator[str]) -> Iterator[tuple[str, list[str], Iterator[list[str | None]]]]:
    """The tables in a text of COPY statements: name, columns and rows. Read the rows before going on."""
    for line in lines:
        if found := _BLOCK.match(line):
            yield found[1], [name.strip(' "') for name in found[2].split(",")], _until_the_end(lines)


def _until_the_end(lines: Iterator[str]) -> Iterator[list[str | None]]:
    for line in lines:
        if line.rstrip("\n") == "\\.":
            return
        yield _values(line)


def _values(line: str) -> list[str | None]:
    """The values on a line of COPY."""
    return [None if value == "\\N" else _unescaped(value) for value in line.rstrip("\n").split("\t")]


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda sign: _SIGNS.get(sign[1], sign[1]), value) if "\\" in value else value


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    left = b""
    for piece in pieces:
        *lines, left = (left + piece).split(b"\n")
        yield from lines
