"""`migrate --to`: a register moves between a file and a server as it is, or stays where it was with a clear refusal."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from opdracht.choices import Eenheid
from opdracht.dutch import FIRST_YEAR, LAST_YEAR
from opdracht.fields import LONGEST_TEXT, forbidden_character
from opdracht.model import Aanbod, Gesprek, Opdracht, Organisatie, Record
from opdracht.records import make
from opdracht.store import Reader, Register, Writer, engines, schema, transfer, values
from tests.conftest import Outcome
from tests.server import Server
from tests.test_store import filled


@pytest.fixture
def place(guarded: Server, tmp_path: Path) -> str:
    """The name of a new, empty database."""
    name = re.sub(r"\W", "-", str(tmp_path))[-60:]
    guarded.new_database(name, "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    return name


def different(one: Register, other: Register) -> list[tuple[str, str]]:
    with one.reading() as left, other.reading() as right:
        return list(transfer.different(left.connection, right.connection))


def test_a_register_moves_to_a_server_and_back_and_the_old_one_stays(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str, tmp_path: Path
) -> None:
    filled(register)
    content = register.path.read_bytes()
    there, back = guarded.register(place), Register.at(str(tmp_path / "nieuwe map" / "terug.db"))
    moved = run("migrate", "--to", there.location)
    assert moved.code == 0, moved.err
    assert f"Het register staat nu op {there.name}: " in moved.err
    assert f"{register.name} is niet veranderd. Werk daar niet in verder" in moved.err
    assert run("migrate", "--register", there.location, "--to", back.location).code == 0
    assert register.path.read_bytes() == content
    assert different(register, there) == different(register, back) == []
    assert back.path.stat().st_mode & 0o777 == 0o600


def test_trying_a_move_leaves_nothing_behind(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str, tmp_path: Path
) -> None:
    filled(register)
    empty = tmp_path / "leeg.db"
    empty.touch()
    for to in (guarded.url(place), str(tmp_path / "nieuw.db"), str(empty)):
        tried = run("migrate", "--to", to, "--dry-run")
        assert (tried.code, "Er is niets veranderd." in tried.err) == (0, True), tried.err
    assert not guarded.register(place).exists()
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["leeg.db", "register.db"]
    assert empty.stat().st_size == 0
    assert run("migrate", "--to", str(empty)).code == 0
    assert different(register, Register.at(str(empty))) == []


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ("{register}", "Het register staat al op"),
        ("./register.db", "Het register staat al op"),
        ("link.db", "Het register staat al op"),
        ("vol.db", "Er staat al een register op"),
        ("brief.txt", "Er staat al een register op"),
        ("map", "Er staat al|gaat niet open"),
        ("brief.txt/x.db", "gaat niet open"),
        ("mysql://server/x", "is geen adres dat opdracht kent"),
        ("{server}is-er-niet", "bestaat niet"),
        ("{reader}", "laat u dit niet doen"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_changes_nothing(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str, tmp_path: Path, to: str, refusal: str
) -> None:
    (tmp_path / "link.db").symlink_to(register.path)
    (tmp_path / "brief.txt").write_text("Geachte", "utf-8")
    (tmp_path / "map").mkdir()
    Register.at("vol.db").create()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    if to == "{reader}":
        guarded.execute("DROP ROLE IF EXISTS kijker")
        guarded.new_account("kijker")
    words = {"register": register.location, "server": guarded.url(""), "reader": guarded.url(place, "kijker")}
    if to.startswith("{server}"):
        words["server"], to = guarded.url("is-er-niet"), "{server}"
    refused = run("migrate", "--to", to.format(**words))
    assert refused.code == 3
    assert re.search(refusal, refused.err), refused.err
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_server_that_has_a_register_keeps_it(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str
) -> None:
    there = guarded.register(place)
    there.create()
    with there.writing() as writer:
        writer.insert([make(Organisatie, {"code": "breda", "naam": "Breda", "soort": "gemeente"})])
    assert "Er staat al een register op" in run("migrate", "--to", there.location).err
    other = there.location.replace("postgresql://", "postgres://")
    assert "Er staat al een register op" in run("migrate", "--register", there.location, "--to", other).err
    with there.reading() as reader:
        assert [row.code for row in reader.rows(Organisatie)] == ["breda"]


def test_a_record_that_would_not_be_the_same_stops_the_move(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(register)
    copy = transfer.copy

    def careless(source: Connection, target: Connection) -> int:
        copied = copy(source, target)
        target.execute(sa.text("UPDATE persoon SET naam = 'x' WHERE code = 'secretaris'"))
        return copied

    monkeypatch.setattr(transfer, "copy", careless)
    for to in (guarded.url(place), "nieuw.db"):
        refused = run("migrate", "--to", to)
        assert (refused.code, "persoon 'secretaris' zou op" in refused.err) == (3, True)
    assert not guarded.register(place).exists()
    assert not Path("nieuw.db").exists()


def test_a_server_that_stops_while_it_is_read_is_named_and_leaves_no_file(
    register: Register, run: Callable[..., Outcome], guarded: Server, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = guarded.register(place)
    filled(register).copy_to(there)
    copy = transfer.copy

    def cut_off(source: Connection, target: Connection) -> int:
        guarded.execute(f"SELECT pg_terminate_backend({source.scalar(sa.text('SELECT pg_backend_pid()'))})")
        return copy(source, target)

    monkeypatch.setattr(transfer, "copy", cut_off)
    refused = run("migrate", "--register", there.location, "--to", "nieuw.db")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # nobody can close the cursor of a connection that is gone
        gc.collect()
    assert (refused.code, f"De database {there.name} is niet bereikbaar" in refused.err) == (3, True)
    assert not Path("nieuw.db").exists()


# ------------------------------------------------------------------------------------------------- any value at all

TEXTS = st.text(max_size=200).filter(lambda text: not forbidden_character(text))
LINES = TEXTS.map(lambda text: "x" + re.sub(r"\s", " ", text)).filter(lambda text: not forbidden_character(text))
NUMBERS = st.floats(0, 1e9)
WHOLE = st.integers(0, 2_000_000_000)


@pytest.fixture(scope="module")
def both(guarded: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, Register]:
    """An empty register in a file, and one on a server of which the tables are there."""
    guarded.new_database("elke waarde")
    file, there = Register.at(str(tmp_path_factory.mktemp("x") / "x.db")), guarded.register("elke waarde")
    file.create()
    with engines.transaction(there.engine, writing=True) as connection:
        schema.upgrade(connection)
    return file, there


@contextmanager
def never_kept(register: Register) -> Iterator[Connection]:
    with engines.transaction(register.engine, writing=True) as connection:
        yield connection
        connection.rollback()


FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opdracht=st.fixed_dictionaries(
        {
            "titel": LINES, "doel": TEXTS, "beoogd_resultaat": st.just("🗺<&>\"' " * (LONGEST_TEXT // 7)) | TEXTS,
            "themas": st.lists(LINES, max_size=4), "van": st.none() | st.dates(FIRST_DAY, LAST_DAY), "waarde": st.none() | NUMBERS,
            "budget": st.none() | WHOLE, "selectielijst": LINES,
        }
    ),
    aanbod=st.fixed_dictionaries(
        {"profiel": LINES, "hoeveelheid": NUMBERS, "van": st.dates(FIRST_DAY, date(2000, 1, 1)), "al_toegezegd": NUMBERS}
    ),
    deelnemers=st.lists(LINES, max_size=4),
)  # fmt: skip
def test_any_value_is_the_same_on_the_other_database(
    both: tuple[Register, Register], opdracht: dict[str, Any], aanbod: dict[str, Any], deelnemers: list[str]
) -> None:
    file, there = both
    records: list[Record] = [
        make(Organisatie, {"code": "breda", "naam": "Breda", "soort": "gemeente", "inwoners": 1}),
        make(Aanbod, {"organisatie": "breda", "nr": 1, "eenheid": Eenheid.UREN, "tot": LAST_DAY, **aanbod}),
        make(Opdracht, {"nummer": "2027-001", **opdracht}),
        make(Gesprek, {"opdracht": "2027-001", "nr": 1, "datum": FIRST_DAY, "deelnemers": deelnemers}),
    ]
    with never_kept(file) as here, never_kept(there) as on_server:
        writer = Writer(here)
        for record in records:
            writer.insert([record])
        writer.close()
        assert transfer.copy(here, on_server) == len(records) + 1 + len(records)
        assert list(transfer.different(here, on_server)) == []
        for model in transfer.EVERYTHING:
            one, other = Reader(here).rows(model), Reader(on_server).rows(model)
            assert [repr(values(row)) for row in one] == [repr(values(row)) for row in other]
