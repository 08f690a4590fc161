"""The register on both databases: what is written is what is read, whole transactions, and clear refusals."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from opdracht.actions.imports import export_region, import_region
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.model import Aanbod, Inzet, Mijlpaal, Opdracht, Organisatie, Persoon
from opdracht.records import make
from opdracht.store import Register, values
from tests.builders import a_region, an_agreement


def filled(register: Register, *agreements: dict[str, object]) -> Register:
    import_region(register, as_yaml(a_region(*(agreements or (an_agreement(),)))).encode(), "regio.yaml", year=2026)
    return register


def test_a_region_is_read_as_it_was_written(either_register: Register) -> None:
    filled(either_register)
    with either_register.reading() as reader:
        regio = reader.region()
    assert regio.organisaties["moerdijk"].inwoners == 37184
    assert regio.opdrachten["2027-001"].afbakening_niet == "Woonwijken."
    assert [inzet.hoeveelheid for inzet in regio.inzet["2027-001"]] == [100.0]


def test_keys_come_in_the_same_order_on_every_database(either_register: Register) -> None:
    codes = ["a-b", "aC", "Ab", "a_b", "ad", "a.c", "é"]
    with either_register.writing() as writer:
        writer.insert([make(Organisatie, {"code": code, "naam": code, "soort": "overig"}) for code in codes])
        assert [row.code for row in writer.rows(Organisatie)] == sorted(codes)


def test_a_transaction_that_fails_leaves_nothing(either_register: Register) -> None:
    with pytest.raises(RuntimeError), either_register.writing() as writer:  # noqa: PT012 - it fails after a write
        writer.insert([make(Organisatie, {"code": "breda", "naam": "Breda", "soort": "gemeente"})])
        raise RuntimeError
    with either_register.reading() as reader:
        assert reader.rows(Organisatie) == []


def test_a_trial_leaves_nothing(either_register: Register) -> None:
    with either_register.writing(keep=False) as writer:
        writer.insert([make(Organisatie, {"code": "breda", "naam": "Breda", "soort": "gemeente"})])
    with either_register.reading() as reader:
        assert reader.rows(Organisatie) == []


def test_a_record_in_use_cannot_go(either_register: Register) -> None:
    filled(either_register)
    with pytest.raises(OpdrachtError, match="2 x persoon"), either_register.writing() as writer:
        writer.delete(writer.need(Organisatie, ["moerdijk"]))


def test_an_opdracht_goes_with_all_that_is_in_it(either_register: Register) -> None:
    filled(either_register)
    with either_register.writing() as writer:
        writer.delete(writer.need(Opdracht, ["2027-001"]))
        assert [*writer.rows(Mijlpaal), *writer.rows(Inzet)] == []


def test_a_new_code_is_followed_everywhere(either_register: Register) -> None:
    filled(either_register)
    with either_register.writing() as writer:
        writer.rename(Persoon, "wethouder", "wethouder-2")
        assert writer.region().rollen["2027-001"][2].persoon == "wethouder-2"


def test_replacing_writes_only_what_differs(either_register: Register) -> None:
    filled(either_register)
    with either_register.writing() as writer:
        offers = writer.rows(Aanbod, organisatie="moerdijk")
        assert writer.replace(Aanbod, "moerdijk", offers) is False
        more = make(Aanbod, {**values(offers[0]), "nr": 2, "profiel": "jurist"})
        assert writer.replace(Aanbod, "moerdijk", [more]) is True
        assert [(row.nr, row.profiel) for row in writer.rows(Aanbod)] == [(2, "jurist")]


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("opdracht", {"status": "weg"}),
        ("opdracht", {"prioriteit": 6}),
        ("opdracht", {"titel": ""}),
        ("opdracht", {"ambitie": "bestaat-niet"}),
        ("opdracht", {"budget": -1}),
        ("inzet", {"hoeveelheid": -1.0}),
        ("inzet", {"eenheid": "manjaar"}),
        ("rol", {"persoon": "niemand"}),
        ("aanbod", {"tot": "2026-01-01"}),
        ("mijlpaal", {"resultaat": None}),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(
    either_register: Register, table: str, changes: dict[str, object]
) -> None:
    filled(either_register)
    with either_register.writing() as writer, pytest.raises(IntegrityError):
        writer.connection.execute(sa.text(f"UPDATE {table} SET {', '.join(f'{k} = :{k}' for k in changes)}"), changes)
    with either_register.reading() as reader:
        assert reader.get(Opdracht, ["2027-001"]) is not None


def test_writers_queue_and_lose_nothing(either_register: Register) -> None:
    filled(either_register)

    def raise_budget() -> None:
        register = Register.at(either_register.location)
        for _ in range(10):
            with register.writing() as writer:
                opdracht = writer.need(Opdracht, ["2027-001"])
                writer.update(make(Opdracht, {**values(opdracht), "budget": (opdracht.budget or 0) + 1}))

    threads = [threading.Thread(target=raise_budget) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with either_register.reading() as reader:
        assert reader.need(Opdracht, ["2027-001"]).budget == 40


def test_both_databases_export_the_same(tmp_path: Path, server: object) -> None:
    on_server = Register.at(server())  # type: ignore[operator]
    in_file = Register.at(str(tmp_path / "bestand.db"))
    for register in (on_server, in_file):
        register.create()
        filled(register)
    assert export_region(on_server) == export_region(in_file)


def test_the_file_is_for_its_owner_only(register: Register) -> None:
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600


def test_a_place_with_odd_signs_works(tmp_path: Path) -> None:
    register = Register.at(str(tmp_path / "map met 50% & #1 ?" / "é.db"))
    register.create()
    with register.reading() as reader:
        assert reader.rows(Organisatie) == []


def test_reading_creates_nothing(tmp_path: Path) -> None:
    register = Register.at(str(tmp_path / "nergens.db"))
    with pytest.raises(OpdrachtError, match="nog geen register"), register.reading():
        pass
    assert not register.path.exists()


def test_a_second_register_on_one_place_is_refused(either_register: Register) -> None:
    with pytest.raises(OpdrachtError, match="Er staat al een register"):
        Register.at(either_register.location).create()


@pytest.mark.parametrize("content", [b"geen database", b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_that_is_no_register_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(content)
    with pytest.raises(OpdrachtError), Register.at(str(path)).reading():
        pass
    assert path.read_bytes() == content


def test_a_register_of_another_version_is_refused(either_register: Register) -> None:
    with either_register.writing() as writer:
        writer.connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OpdrachtError, match="9999"), either_register.reading():
        pass


def test_a_newer_register_is_not_migrated(either_register: Register) -> None:
    with either_register.writing() as writer:
        writer.connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OpdrachtError, match="nieuwere versie"):
        either_register.migrate()


def test_a_password_is_never_shown() -> None:
    assert Register.at("postgresql://piet:geheim@server/regio").name == "postgresql://piet@server/regio"


@pytest.mark.parametrize("statement", ["DROP TABLE foto", "ALTER TABLE opdracht RENAME COLUMN doel TO dqel"])
def test_a_register_of_which_tables_are_not_what_they_were_is_damaged(register: Register, statement: str) -> None:
    with closing(sqlite3.connect(register.path)) as connection:
        connection.execute(statement)
    with pytest.raises(OpdrachtError, match="beschadigd") as refused, register.reading() as reader:
        reader.region()
    assert "opdracht doctor" in refused.value.hint
