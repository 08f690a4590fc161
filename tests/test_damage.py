"""Bytes flipped and files cut off at 200 places: doctor says so or the register reads right, and nothing makes it worse."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add, change
from opdracht.agreed.freezing import freeze
from opdracht.documents.sheets import Printed
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.proof.printed import announced
from opdracht.safety.doctor import examine
from opdracht.safety.rescue import rescue
from opdracht.store import Register
from tests.builders import a_condition, a_region, an_agreement

PLACES = 200
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A register with something in every kind of page: rows, long texts over more pages, indexes, free pages, a journal."""
    folder = tmp_path_factory.mktemp("heel")
    register = Register.at(str(folder / "register.db"))
    register.create()
    agreements = [
        an_agreement(f"2027-{n:03}", titel=f"Opdracht {n}", risicos=f"Risico {n}. " * (600 if n % 5 == 0 else 20),
                     randvoorwaarden=[a_condition(), a_condition(gevolg="dan wordt het later")])
        for n in range(1, 17)
    ]  # fmt: skip
    import_region(register, as_yaml(a_region(*agreements)).encode(), "regio.yaml", year=2026)
    with register.writing() as writer:
        for nummer in ("2027-001", "2027-005"):
            freeze(writer, nummer, TODAY)
    paper = folder / "brief.docx"
    paper.write_bytes(b"brief")
    with announced(register, [(paper, "regiofoto", None)], TODAY) as printed:
        printed.append(Printed(paper, "0" * 64, "regiofoto"))
    for n in range(1, 11):
        change(register, "opdracht", f"2027-{n:03}", {"doel": f"Doel {n}. " * 40})
        change(register, "opdracht", f"2027-{n:03}", {"doel": "Kort."})
    return register


def damaged_at(content: bytes, place: int) -> bytes:
    """The file with one byte changed, or cut off: the same for the same place."""
    chance = random.Random(place)
    if place % 5 == 4:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    # a fifth of the changes in the header and the first page, which decide how all else is read
    at = chance.randrange(len(content)) if place % 5 else chance.choice([chance.randrange(100), chance.randrange(4096)])
    changed[at] ^= 1 << chance.randrange(4) if place % 2 else chance.randrange(1, 256)
    return bytes(changed)


@pytest.mark.parametrize("part", range(4))
def test_doctor_says_so_or_the_register_reads_right_and_nothing_makes_it_worse(
    part: int, whole: Register, tmp_path: Path
) -> None:
    content, meant = whole.path.read_bytes(), export_region(whole)
    for place in range(part, PLACES, 4):
        register = Register.at(str(tmp_path / f"{place}.db"))
        damaged = damaged_at(content, place)
        register.path.write_bytes(damaged)
        found = examine(register)
        assert register.path.read_bytes() == damaged
        try:
            assert export_region(register) == meant or found.faults, place
        except OpdrachtError:  # and never another error
            assert found.faults, place
        try:
            add(register, "organisatie", {"code": "nieuw", "naam": "Nieuw", "soort": "overig"}, 2026)
            was_written = True
        except OpdrachtError:
            assert register.path.read_bytes() == damaged, place
            was_written = False
        if (was_written and found.faults) or place % 20 == 0:
            after = rescued(register, tmp_path / f"{place}-erna.db")
            register.path.write_bytes(damaged)
            assert rescued(register, tmp_path / f"{place}-ervoor.db") <= after, place


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        (b"\teerder TEXT", b"\tegrder TEXT"),
        (b"(length(rekening)", b"(lmngth(rekening)"),
        (b"REFERENCES opdracht (nummer)", b"REFERENCES opdracht (nummar)"),
        (b"(nr BETWEEN 0 AND", b"(nr BETWEEN 7 AND"),
    ],
)
def test_a_table_that_lost_its_shape_is_damage_to_who_writes_and_to_doctor(
    was: bytes, is_now: bytes, whole: Register, tmp_path: Path
) -> None:
    register = Register.at(str(tmp_path / "register.db"))
    content = whole.path.read_bytes()
    assert was in content
    register.path.write_bytes(content.replace(was, is_now))
    with pytest.raises(OpdrachtError, match=r"is beschadigd\.$"):
        change(register, "opdracht", "2027-001", {"doel": "Een ander doel."})
    assert examine(register).faults


def rescued(register: Register, new: Path) -> set[tuple[str, str]]:
    """Every record that can be rescued, as text; nothing when there is nothing to read."""
    try:
        rescue(register, new)
    except OpdrachtError:
        return set()
    assert examine(Register.at(str(new))).faults == []
    with closing(sqlite3.connect(new)) as connection:
        return {
            (name, repr(row))
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if name not in ("wijziging", "mutatie")
            for row in connection.execute(f"SELECT * FROM {name}")
        }
