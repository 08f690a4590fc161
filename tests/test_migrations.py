"""From one version of the tables to the next: what was in a register stays, and nothing is half done.

Until there is a second migration, one is made up. A filled register of each version that was released stays in
registers/; that of this version is made by python -m tests.registers.make.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from opdracht.actions.imports import export_region
from opdracht.actions.records import change
from opdracht.actions.setup import migrate
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Mutatie, Organisatie
from opdracht.safety.backup import all_copies
from opdracht.safety.doctor import examine
from opdracht.safety.restore import restore
from opdracht.store import Register, engines, head, schema
from tests.conftest import Outcome
from tests.registers.make import SECOND_TITLE

THIS_PROGRAM, NEWEST = schema.MIGRATIONS, head()
NEXT = f"{int(NEWEST) + 1:04}"
MADE_UP = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{NEWEST}"


def upgrade() -> None:
    with op.batch_alter_table("opdracht") as table:  # which SQLite builds anew for the CHECK, while others refer to it
        table.add_column(sa.Column("verzonnen", sa.String(), nullable=True))
        table.create_check_constraint("ck_opdracht_verzonnen", "verzonnen <> ''")
    op.execute("UPDATE organisatie SET naam = 'Gemeente Moerdijk' WHERE code = 'moerdijk'")
'''


@pytest.fixture(params=sorted((Path(__file__).parent / "registers").glob("*.sql")), ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    """A filled register as a version of the program left it."""
    path = tmp_path / "oud.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text("utf-8"))
    return Register.at(str(path))


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program with one more migration; its folder with migrations."""
    folder = tmp_path / "migraties"
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / "versions" / f"{NEXT}_verzonnen.py").write_text(MADE_UP, "utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return folder


def as_new(described: sa.Inspector) -> dict[str, dict[str, object]]:
    """The tables of a database: columns, keys, references and checks, each by its name.

    What a column holds where nothing is given is the program's own affair: a migration needs it for rows that are there.
    """
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"]) for column in described.get_columns(name)
            },
            "key": described.get_pk_constraint(name),
            "references": {
                key["name"]: (
                    key["constrained_columns"],
                    key["referred_table"],
                    key["referred_columns"],
                    key["options"],
                )
                for key in described.get_foreign_keys(name)
            },
            "checks": {check["name"]: check["sqltext"] for check in described.get_check_constraints(name)},
            "indexes": described.get_indexes(name),
        }
        for name in described.get_table_names()
        if name != "alembic_version"
    }


def test_the_migrations_make_the_tables_of_the_model_in_a_file(register: Register) -> None:
    with sa.create_engine("sqlite://").begin() as connection:
        METADATA.create_all(connection)
        by_the_model = as_new(sa.inspect(connection))
    with register.looking() as connection:
        assert as_new(sa.inspect(connection)) == by_the_model


def test_the_migrations_make_the_tables_of_the_model_on_a_server(server: Callable[[], str]) -> None:
    migrated, other = Register.at(server()), Register.at(server())
    migrated.create()
    with engines.transaction(engines.postgresql(other.location), writing=True) as connection:
        METADATA.create_all(connection)
        by_the_model = as_new(sa.inspect(connection))
    with migrated.looking() as connection:
        assert as_new(sa.inspect(connection)) == by_the_model


def test_every_constraint_has_a_name() -> None:
    unnamed = [str(table) for table in METADATA.tables.values() for one in table.constraints if one.name is None]
    assert unnamed == []


def test_head_is_the_newest_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == head()


def test_the_register_that_stays_has_the_tables_that_its_migration_makes(released: Register) -> None:
    version = released.version()
    query = "SELECT name, sql FROM sqlite_master"
    with sa.create_engine("sqlite://").begin() as connection:
        schema.upgrade(connection, version)
        fresh = {(row.name, row.sql) for row in connection.exec_driver_sql(query)}
    with released.looking() as connection:
        assert {(row.name, row.sql) for row in connection.exec_driver_sql(query)} == fresh


def test_a_register_of_each_version_that_was_released_keeps_all_that_was_in_it(released: Register) -> None:
    migrate(released, keep=True)
    with released.reading() as reader:
        regio = reader.region()
    assert regio.settings.uren_per_fte == 1425
    assert [opdracht.titel for opdracht in regio.opdrachten.values()] == [
        "Stroomkaart bedrijventerreinen",
        SECOND_TITLE,
    ]
    assert [len(getattr(regio, kind)["2027-001"]) for kind in ("rollen", "mijlpalen", "ondertekeningen")] == [4, 2, 1]
    assert [row.na for row in regio.volgorde["2027-002"]] == ["2027-001"]
    assert examine(released).faults == []
    assert migrate(released, keep=True) == (NEWEST, None)


@pytest.mark.usefixtures("newer_program")
def test_an_older_register_is_refused_until_it_is_brought_up_to_date(released: Register) -> None:
    with pytest.raises(OpdrachtError, match="oudere versie") as refused, released.reading():
        pass
    assert "opdracht migrate" in refused.value.hint
    assert [one.repair for one in examine(released).faults] == ["Werk het bij met: opdracht migrate"]


@pytest.mark.usefixtures("newer_program")
def test_a_register_that_is_brought_up_to_date_is_kept_as_it_was_and_its_journal_tells_what_changed(
    released: Register,
) -> None:
    before = released.version()
    assert before < NEXT
    version, copy = migrate(released, keep=True)
    assert (version, [(one.generation.path, one.contents.revision) for one in all_copies(released) if one.contents]) == (
        before, [(copy, before)],
    )  # fmt: skip
    assert released.version() == NEXT
    with released.reading() as reader:
        assert reader.need(Organisatie, ["moerdijk"]).naam == "Gemeente Moerdijk"
        mutations = reader.rows(Mutatie, wijziging=reader.last_change())
        assert [(one.soort, one.gegeven, one.na) for one in mutations] == [
            ("organisatie", "moerdijk", '{"naam":"Gemeente Moerdijk"}')
        ]
        assert reader.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        assert "verzonnen" in {column["name"] for column in sa.inspect(reader.connection).get_columns("opdracht")}
    assert examine(released).faults == []
    assert migrate(released, keep=True) == (NEXT, None)


@pytest.mark.usefixtures("newer_program")
def test_values_that_a_table_forbids_go_along_and_are_told(released: Register) -> None:
    with closing(sqlite3.connect(released.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE opdracht SET budget = -5 WHERE nummer = '2027-001'")
        connection.commit()
    migrate(released, keep=True)
    assert any("bij 2027-001 in het veld budget" in one.text for one in examine(released).faults)


@pytest.mark.usefixtures("newer_program")
def test_a_register_with_a_broken_reference_is_not_brought_up_to_date(released: Register) -> None:
    with closing(sqlite3.connect(released.path)) as connection:
        connection.execute("UPDATE mijlpaal SET eigenaar = 'niemand'")
        connection.commit()
    content = released.path.read_bytes()
    with pytest.raises(OpdrachtError, match="verwijzen gegevens naar iets dat er niet is"):
        released.migrate()
    assert released.path.read_bytes() == content


@pytest.mark.usefixtures("newer_program")
def test_trying_to_migrate_changes_nothing(released: Register, run: Callable[..., Outcome]) -> None:
    content = released.path.read_bytes()
    tried = run("migrate", "--register", released.location, "--dry-run")
    assert (tried.code, NEXT in tried.err) == (0, True)
    assert released.path.read_bytes() == content
    assert all_copies(released) == []


@pytest.mark.usefixtures("newer_program")
def test_an_older_register_does_not_move_before_it_is_brought_up_to_date(
    released: Register, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    refused = run("migrate", "--register", released.location, "--to", "nieuw.db")
    assert (refused.code, refused.err.rstrip().endswith(" migrate")) == (3, True)
    assert not (tmp_path / "nieuw.db").exists()


@pytest.mark.usefixtures("newer_program")
def test_a_copy_of_an_older_version_is_brought_up_to_date_when_it_is_put_back(
    released: Register, tmp_path: Path
) -> None:
    version, content = released.version(), released.path.read_bytes()
    register = Register.at(str(tmp_path / "register.db"))
    register.create()
    restore(register, released.path)
    assert export_region(register)["organisaties"][0]["naam"] == "Gemeente Moerdijk"
    assert examine(register).faults == []
    assert (released.version(), released.path.read_bytes()) == (version, content)


def test_a_server_of_an_older_version_is_copied_before_it_is_migrated(
    server: Callable[[], str], released: Register, request: pytest.FixtureRequest
) -> None:
    migrate(released, keep=True)
    register = Register.at(server())
    released.copy_to(register)
    request.getfixturevalue("newer_program")
    before, copy = migrate(register, keep=True)
    assert (before, register.version()) == (NEWEST, NEXT)
    assert copy is not None
    assert examine(register).faults == []
    change(register, "organisatie", "rwb", {"naam": "Anders"})
    restore(register, copy)
    assert [row["naam"] for row in export_region(register)["organisaties"]] == [
        "Gemeente Moerdijk",
        "Regio West-Brabant",
    ]
    assert examine(register).faults == []


def test_a_newer_register_is_not_brought_back(
    newer_program: Path, released: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(released, keep=True)
    monkeypatch.setattr(schema, "MIGRATIONS", THIS_PROGRAM)
    content = released.path.read_bytes()
    for refuse in (export_region, Register.migrate):
        with pytest.raises(OpdrachtError, match="nieuwere versie"):
            refuse(released)
    assert released.path.read_bytes() == content
