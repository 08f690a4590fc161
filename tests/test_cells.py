"""A cell that no writer could have written is refused with its table, key and field; doctor names it, and nothing stops."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Opdracht
from opdracht.safety.doctor import examine
from opdracht.store import Register
from tests.conftest import Outcome
from tests.registers.make import fill

Run = Callable[..., Outcome]

GARBAGE: dict[str, object] = {
    "text": "onzin", "bytes": b"\x00\xff\xfe", "no date": "2027-02-30", "far": "20000-01-01", "json": "[1,",
    "deep": "[" * 4000 + "]" * 4000, "big": 2**62, "negative": -5, "infinite": float("inf"), "empty": "", "nul": "a\0b",
    "escape": "a\x1b[2Jb", "shape": '[1,[2],{"x":null}]', "half": 1.5,
}  # fmt: skip
COMMANDS = (
    ("list", "--json"), ("show", "2027-001"), ("check",), ("capacity", "--json"), ("log", "--json"), ("export", "-"),
    ("report", "--json"), ("doctor",),
)  # fmt: skip
COLUMNS = [(table.name, column.name) for table in METADATA.sorted_tables for column in table.columns]
CASES = [(*place, kind) for place, kind in zip(COLUMNS, [*GARBAGE] * len(COLUMNS), strict=False)][::2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a record of every kind."""
    register = Register.at(str(tmp_path_factory.mktemp("cells") / "register.db"))
    register.create()
    fill(register)
    return register.path


def put(path: Path, table: str, column: str, value: object) -> None:
    """Write a value past every constraint, as another program can."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = (SELECT min(rowid) FROM "{table}")',
            (value,),
        )
        connection.commit()


@pytest.mark.parametrize(("table", "column", "kind"), CASES)
def test_no_command_falls_over_a_cell(
    run: Run, register: Register, whole: Path, table: str, column: str, kind: str
) -> None:
    shutil.copy(whole, register.path)
    try:
        put(register.path, table, column, GARBAGE[kind])
    except sqlite3.IntegrityError:
        pytest.skip("SQLite itself refuses it")
    for words in COMMANDS:
        done = run(*words)
        assert done.code in (0, 3, 4), (words, done.err)
        assert "Traceback" not in done.err
        assert done.code != 3 or done.err.startswith("Fout:"), words


@pytest.mark.parametrize(
    ("table", "column", "value", "named"),
    [
        ("opdracht", "van", "2027-02-30", "bij 2027-001 in het veld van"),
        ("opdracht", "status", "weg", "bij 2027-001 in het veld status"),
        ("opdracht", "themas", "[1,", "bij 2027-001 in het veld themas"),
        ("mijlpaal", "nr", 1.5, "in het veld nr"),
        ("inzet", "hoeveelheid", float("inf"), "in het veld hoeveelheid"),
        ("persoon", "organisatie", "niemand", "in het veld organisatie"),
    ],
)
def test_it_is_refused_by_its_table_key_and_field_and_doctor_names_it(
    register: Register, whole: Path, table: str, column: str, value: object, named: str
) -> None:
    shutil.copy(whole, register.path)
    put(register.path, table, column, value)
    with register.reading() as reader, pytest.raises(OpdrachtError, match=f"In de tabel {table} staat .*{named}"):
        reader.region(texts=True)
    assert any(table in symptom.text and named in symptom.text for symptom in examine(register).faults)


def test_doctor_names_each_of_many(register: Register, whole: Path) -> None:
    shutil.copy(whole, register.path)
    wrong = [("opdracht", "van"), ("mijlpaal", "datum"), ("aanbod", "tot"), ("besluit", "datum")]
    for table, column in wrong:
        put(register.path, table, column, "2027-02-30")
    texts = [symptom.text for symptom in examine(register).faults]
    assert [
        place for place in wrong if not any(f"tabel {place[0]} " in t and f"veld {place[1]} " in t for t in texts)
    ] == []


def test_a_sound_register_reads_as_before(register: Register, whole: Path) -> None:
    shutil.copy(whole, register.path)
    assert examine(register).faults == []
    with register.reading() as reader:
        assert reader.need(Opdracht, ["2027-001"]).nummer == "2027-001"
