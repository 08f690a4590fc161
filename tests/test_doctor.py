"""What doctor finds, each fault with what to do, and what can be rescued of a damaged file."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from opdracht.actions.demo import fill
from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import change, remove
from opdracht.agreed.freezing import freeze
from opdracht.documents.sheets import Printed
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.model import Inzet, Mijlpaal, Ondertekening, Wijziging
from opdracht.proof.printed import announced
from opdracht.records import make
from opdracht.safety.backup import backup
from opdracht.safety.doctor import examine
from opdracht.safety.leaves import columns_of_tables, rows_by_kind
from opdracht.safety.rescue import rescue
from opdracht.safety.surroundings import on_network, synced_by
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

TODAY = date(2026, 11, 23)


@pytest.fixture
def filled(register: Register) -> Register:
    content = as_yaml(a_region(an_agreement(), an_agreement("2027-002", titel="Nog een"))).encode()
    import_region(register, content, "regio.yaml", year=2026)
    with register.writing() as writer:
        freeze(writer, "2027-001", TODAY)
    backup(register)
    return register


_SIGNED = (
    "INSERT INTO ondertekening (opdracht, versie, rol, functie, datum, niveau, grondslag)"
    " VALUES ('2027-001', 4, 'bestuurlijk opdrachtgever', 'wethouder', '2026-11-23', 'gewoon', '')"
)
_PRINTED = "INSERT INTO afdruk VALUES ('0', '2027-001', 4, 'bestuurlijke-opdracht', '2026-11-23')"
_WRITTEN = (
    "INSERT INTO document (pad, opdracht, versie, sjabloon, sha256, vingerafdruk, gemaakt_op)"
    " VALUES ('/brief.docx', '2027-001', 4, 'bestuurlijke-opdracht', '0', '', '2026-11-23')"
)


def outside(register: Register, *statements: str) -> None:
    """Change a register as another program would."""
    with closing(sqlite3.connect(register.path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def faults(register: Register) -> str:
    return "\n".join(one.text for one in examine(register).faults)


def remarks(register: Register) -> str:
    return "\n".join(one.text for one in examine(register).remarks)


def test_a_sound_register_has_no_faults_and_nothing_is_written(filled: Register) -> None:
    before = filled.path.read_bytes()
    there = sorted(path.name for path in filled.path.parent.rglob("*"))
    report = examine(filled)
    assert (report.faults, report.remarks) == ([], [])
    assert report.counted > 20
    assert filled.path.read_bytes() == before
    assert sorted(path.name for path in filled.path.parent.rglob("*")) == there


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE opdracht SET doel = 'Iets anders.' WHERE nummer = '2027-001'", "anders dan in het journaal: opdracht 2027-001"),
        ("DELETE FROM mijlpaal WHERE nr = 2", "niet in het register: mijlpaal 2027-001/2"),
        ("INSERT INTO instelling VALUES ('regionaam', 'X')", "staat niet in het journaal: instelling regionaam"),
        ("UPDATE wijziging SET wie = 'een ander' WHERE nr = 1", "bij wijziging 1"),
        ("UPDATE mutatie SET na = '{}' WHERE wijziging = 2 AND nr = 1", "bij wijziging 2"),
        ("DELETE FROM mutatie WHERE wijziging = 1 AND nr = 3", "bij wijziging 1"),
        ("DELETE FROM wijziging WHERE nr = 2", "mist wijziging 2"),
        ("UPDATE versie SET inhoud = inhoud || ' '", "versie '2027-001/1' is niet geldig. De tekst van deze versie"),
        ("UPDATE versie SET nr = 3", "De versies van opdracht 2027-001 zijn niet doorgenummerd vanaf 1: 3."),
        (_SIGNED, "een versie die er niet is: ondertekening 2027-001/4/bestuurlijk opdrachtgever."),
        (_PRINTED, "een versie die er niet is: afdruk van opdracht 2027-001, versie 4."),
        (_WRITTEN, "een versie die er niet is: document /brief.docx."),
        ("UPDATE persoon SET organisatie = 'weg' WHERE code = 'wethouder'", "bij wethouder in het veld organisatie"),
        ("UPDATE mijlpaal SET datum = '2027-02-30' WHERE nr = 2", "bij 2027-001/2 in het veld datum"),
        ("UPDATE opdracht SET themas = '{' WHERE nummer = '2027-001'", "bij 2027-001 in het veld themas"),
        ("UPDATE opdracht SET titel = CAST(x'ff' AS TEXT) WHERE nummer = '2027-001'", "In de tabel opdracht staat"),
        ("CREATE TABLE iets (a)", "iets dat er niet hoort: iets"),
        ("CREATE TRIGGER stil BEFORE INSERT ON rol BEGIN SELECT RAISE(IGNORE); END", "iets dat er niet hoort: stil"),
        ("DROP TABLE terzijde", "De tabel terzijde ontbreekt."),
        ("ALTER TABLE foto ADD COLUMN meer TEXT", "De tabel foto heeft niet de vorm"),
        ("UPDATE alembic_version SET version_num = '0000'", "oudere versie"),
        ("UPDATE alembic_version SET version_num = '9999'", "nieuwere versie"),
        ("DROP TABLE alembic_version", "geen register van opdracht"),
        ("PRAGMA user_version = 7", "niet zo begonnen als het hoort"),
        ("PRAGMA journal_mode = WAL", "niet zo begonnen als het hoort"),
    ],
)  # fmt: skip
def test_what_another_program_did_is_found_with_what_to_do(filled: Register, statement: str, said: str) -> None:
    outside(filled, statement)
    before = filled.path.read_bytes()
    found = examine(filled)
    assert said in "\n".join(one.text for one in found.faults)
    assert all("opdracht " in one.repair for one in found.faults)
    assert filled.path.read_bytes() == before
    assert {path.name for path in filled.path.parent.glob("register.db*")} == {"register.db"}


def test_a_signature_without_any_version_is_a_remark_because_a_file_may_bring_it(filled: Register) -> None:
    signature = {"opdracht": "2027-002", "versie": "1", "rol": "bestuurlijk opdrachtgever", "functie": "wethouder"}
    with filled.writing() as writer:
        writer.insert([make(Ondertekening, {**signature, "datum": "2026-11-23"})])
    report = examine(filled)
    assert report.faults == []
    (found,) = report.remarks
    assert "een versie die er niet is: ondertekening 2027-002/1/bestuurlijk opdrachtgever." in found.text
    assert "opdracht remove ondertekening" in found.repair
    remove(filled, "ondertekening", "2027-002/1/bestuurlijk opdrachtgever")
    assert remarks(filled) == ""


def test_versions_are_numbered_without_a_gap(filled: Register) -> None:
    for nr in (2, 3):
        change(filled, "opdracht", "2027-001", {"doel": f"Doel {nr}."})
        with filled.writing() as writer:
            freeze(writer, "2027-001", TODAY, "Het doel is anders.")
    assert faults(filled) == ""
    outside(filled, "DELETE FROM versie WHERE nr = 2")
    assert "De versies van opdracht 2027-001 zijn niet doorgenummerd vanaf 1: 1, 3." in faults(filled)


def test_documents_that_changed_or_went_are_remarks(filled: Register, tmp_path: Path) -> None:
    import hashlib

    papers = [tmp_path / name for name in ("blijft.docx", "anders.docx", "weg.docx")]
    with announced(filled, [(path, "regiofoto", None) for path in papers], TODAY) as printed:
        for path in papers:
            path.write_bytes(b"tekst")
            printed.append(Printed(path, hashlib.sha256(b"tekst").hexdigest(), "regiofoto"))
    papers[1].write_bytes(b"andere tekst")
    papers[2].unlink()
    assert faults(filled) == ""
    assert "Na het afdrukken veranderd: 1 document" in remarks(filled)
    assert "anders.docx" in remarks(filled)
    assert "Weg van de schijf: 1 document" in remarks(filled)
    assert "blijft.docx" not in remarks(filled)


def test_a_journal_that_waits_is_a_remark_and_stays(filled: Register) -> None:
    """What a process leaves that is killed between its writes: the file half written, the journal with the old pages."""
    before = filled.path.read_bytes()
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE opdracht SET doel = 'half', risicos = ?", ("lang " * 5000,))
        beside = filled.path.with_name("register.db-journal")
        left, half = beside.read_bytes(), filled.path.read_bytes()
        connection.execute("ROLLBACK")
    assert half != before
    filled.path.write_bytes(half)
    beside.write_bytes(left)
    report = examine(filled)
    assert report.faults == []
    assert any("niet heeft afgemaakt" in one.text for one in report.remarks)
    assert (filled.path.read_bytes(), beside.read_bytes()) == (half, left)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions otherwise")
def test_a_file_that_others_can_read_is_a_remark(filled: Register) -> None:
    filled.path.chmod(0o644)
    assert "Anderen op deze computer" in remarks(filled)
    filled.path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert remarks(filled) == ""


def test_a_copy_that_is_missing_or_old_is_a_remark(filled: Register) -> None:
    (copy,) = (filled.path.parent / "reservekopieen").iterdir()
    copy.rename(copy.with_name("register-2020-01-01-000000.db"))
    assert "dagen oud" in remarks(filled)
    copy.with_name("register-2020-01-01-000000.db").unlink()
    assert "nog geen reservekopie" in remarks(filled)


@pytest.mark.parametrize("content", [b"", b"geen register", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(8000)])
def test_what_is_no_register_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.db"
    path.write_bytes(content)
    assert faults(Register.at(str(path)))
    assert path.read_bytes() == content
    assert "geen bestand" in faults(Register.at(str(tmp_path)))
    assert "Er is geen register" in faults(Register.at(str(tmp_path / "nergens.db")))


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\j\OneDrive - Gemeente Breda\register.db"), "OneDrive"),
        (PurePosixPath("/home/j/Dropbox/register.db"), "Dropbox"),
        (PurePosixPath("/Users/j/Library/Mobile Documents/x/register.db"), "iCloud"),
        (PurePosixPath("/Users/j/Library/CloudStorage/GoogleDrive-j@x.nl/My Drive/register.db"), "Google Drive"),
        (PurePosixPath("/home/j/Nextcloud/register.db"), "Nextcloud"),
        (PurePosixPath("/home/j/Documenten/onedrives/register.db"), None),
        (PurePosixPath("/home/j/register.db"), None),
    ],
)
def test_a_folder_that_a_service_keeps_in_step_is_known(path: PurePosixPath, service: str | None) -> None:
    assert synced_by(path) == service


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (PurePosixPath("/home/j/register.db"), False),
        (PurePosixPath("/mnt/team map/a/register.db"), True),
        (PurePosixPath("/mnt/team map/lokaal/register.db"), False),
        (PurePosixPath("/mnt/register.db"), False),
        (PureWindowsPath(r"\\server\team\register.db"), True),
        (PureWindowsPath(r"C:\register.db"), False),
    ],
)
def test_a_network_drive_is_known(path: PurePosixPath, network: bool) -> None:
    mounts = [
        "/dev/sda1 / ext4 rw 0 0", "//nas/team /mnt/team\\040map cifs rw 0 0", "/dev/sdb /mnt/team\\040map/lokaal ext4 rw 0 0",
    ]  # fmt: skip
    assert on_network(path, mounts) is network


def test_a_server_is_looked_at_too(server: Callable[[], str]) -> None:
    import sqlalchemy as sa

    register = Register.at(server())
    register.create()
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    assert examine(register).faults == []
    with register.writing() as writer:
        for statement in (
            "UPDATE opdracht SET doel = 'Anders.'",
            "ALTER TABLE opdracht DROP CONSTRAINT ck_opdracht_prioriteit",
            "UPDATE wijziging SET wie = 'een ander'",
        ):
            writer.connection.execute(sa.text(statement))
    said = faults(register)
    assert "De tabel opdracht mist: ck_opdracht_prioriteit." in said
    assert "anders dan in het journaal: opdracht 2027-001" in said
    assert "bij wijziging 1" in said
    assert not any("--rescue" in one.repair for one in examine(register).faults)  # that is for files only


def test_a_server_that_is_not_there_is_told() -> None:
    assert "is niet bereikbaar" in faults(Register.at("postgresql://127.0.0.1:1/regio"))


# rescue


def test_a_sound_register_is_rescued_to_the_letter(filled: Register, tmp_path: Path) -> None:
    found = rescue(filled, tmp_path / "nieuw.db")
    new = Register.at(str(tmp_path / "nieuw.db"))
    assert export_region(new) == export_region(filled)
    assert (found.lost, found.from_journal, found.all_changes, found.changes) == ([], [], True, 2)
    assert examine(new).faults == []


def test_what_a_whole_journal_does_not_know_is_named_and_stays_behind(filled: Register, tmp_path: Path) -> None:
    meant = export_region(filled)
    outside(filled, "INSERT INTO instelling VALUES ('regionaam', 'Van elders')")
    found = rescue(filled, tmp_path / "nieuw.db")
    assert (found.unknown_to_journal, found.lost) == (["instelling regionaam"], [])
    assert export_region(Register.at(str(tmp_path / "nieuw.db"))) == meant


def test_pages_that_are_gone_come_back_from_the_journal(filled: Register, tmp_path: Path) -> None:
    meant = export_region(filled)
    with closing(sqlite3.connect(filled.path)) as connection:
        roots = [
            root
            for (root,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('opdracht', 'rol')")
        ]
    content = bytearray(filled.path.read_bytes())
    for root in roots:
        content[(root - 1) * 4096 : root * 4096] = os.urandom(4096)
    filled.path.write_bytes(content)
    found = rescue(filled, tmp_path / "nieuw.db")
    new = Register.at(str(tmp_path / "nieuw.db"))
    assert export_region(new) == meant
    assert {"opdracht 2027-001", "opdracht 2027-002"} <= set(found.from_journal)
    assert (found.lost, found.all_changes) == ([], True)
    assert examine(new).faults == []
    assert filled.path.read_bytes() == content


def test_without_the_first_page_all_comes_back(filled: Register, tmp_path: Path) -> None:
    meant = export_region(filled)
    content = bytes(4096) + filled.path.read_bytes()[4096:]
    filled.path.write_bytes(content)
    rescue(filled, tmp_path / "nieuw.db")
    assert export_region(Register.at(str(tmp_path / "nieuw.db"))) == meant


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The register of the demo: its list of tables stands in more than one page."""
    folder = tmp_path_factory.mktemp("demo")
    fill(folder, force=False)
    return (folder / "register.db").read_bytes()


def leaves_of_the_list_of_tables(content: bytes) -> list[int]:
    return [
        at for at in range(4096, len(content), 4096) if content[at] == 13 and b"CREATE TABLE" in content[at : at + 4096]
    ]


def test_a_block_of_the_list_of_tables_takes_no_record_along(demo: bytes, tmp_path: Path) -> None:
    (tmp_path / "heel.db").write_bytes(demo)
    meant = export_region(Register.at(str(tmp_path / "heel.db")))
    blocks = leaves_of_the_list_of_tables(demo)
    assert len(blocks) > 4
    for number, lost in enumerate([*[(at,) for at in blocks], tuple(blocks)]):
        damaged = Register.at(str(tmp_path / f"{number}.db"))
        content = bytearray(demo)
        for at in lost:
            content[at : at + 4096] = bytes(4096)
        damaged.path.write_bytes(content)
        rescued = rescue(damaged, tmp_path / f"{number}-gered.db")
        assert export_region(Register.at(str(tmp_path / f"{number}-gered.db"))) == meant
        assert (rescued.lost, rescued.is_whole) == ([], True)
        assert damaged.path.read_bytes() == content


def test_rows_that_were_taken_away_do_not_come_back(demo: bytes, tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(demo)
    before = rows_by_kind(demo, 4096, columns_of_tables())
    outside(Register.at(str(path)), "DELETE FROM inzet", "DELETE FROM mijlpaal")
    after = rows_by_kind(path.read_bytes(), 4096, columns_of_tables())
    assert {kind for kind in before if len(before[kind]) != len(after[kind])} == {Inzet, Mijlpaal}
    assert after[Inzet] == after[Mijlpaal] == []
    with closing(sqlite3.connect(path)) as connection:
        for kind, rows in after.items():
            assert connection.execute(f"SELECT count(*) FROM {kind.enkelvoud}").fetchone() == (len(rows),)


def test_what_is_lost_ends_with_4_and_is_remembered(demo: bytes, run: Callable[..., Outcome], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "register.db")) as connection:
        connection.deserialize(demo)
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'wijziging'").fetchone()[0]
    content = bytearray(demo)
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    (tmp_path / "register.db").write_bytes(content)
    assert run("doctor", "--rescue", "gered.db").code == 4
    told = run("--register", "gered.db", "doctor")
    assert (told.code, "gered uit een beschadigd bestand" in told.out) == (0, True)


def test_what_doctor_advises_of_damage_works_as_it_stands(filled: Register, run: Callable[..., Outcome]) -> None:
    assert run("backup").code == 0
    whole = filled.path.read_bytes()
    filled.path.write_bytes(whole[: len(whole) // 2])
    assert "restore. Red" in run("doctor").out
    assert run("restore", "--yes").code == 0
    for copy in filled.path.parent.glob("reservekopieen/*"):
        copy.unlink()
    filled.path.write_bytes(whole[: len(whole) // 2])
    assert "restore KOPIE. Red" in run("doctor").out


def test_what_journal_and_tables_both_lost_is_named(filled: Register, tmp_path: Path) -> None:
    change(filled, "opdracht", "2027-002", {"titel": "Later"})
    outside(
        filled,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE persoon SET niveau = 'hoog' WHERE code = 'wethouder'",
        "UPDATE mutatie SET na = 'stuk' WHERE soort = 'persoon' AND gegeven = 'wethouder'",
    )
    found = rescue(filled, tmp_path / "nieuw.db")
    new = Register.at(str(tmp_path / "nieuw.db"))
    assert found.lost == [
        "persoon wethouder",
        *(f"rol {nummer}/bestuurlijk opdrachtgever/wethouder" for nummer in ("2027-001", "2027-002")),
    ]
    assert (found.all_changes, found.changes) == (False, 0)
    assert examine(new).faults == []
    with new.reading() as reader:
        assert {row.code for row in reader.region().personen.values()} == {
            "secretaris", "portefeuillehouder", "programmamanager",
        }  # fmt: skip
        assert reader.region().opdrachten["2027-002"].titel == "Later"
        assert [one.nr for one in reader.rows(Wijziging)] == [1]


def test_nothing_is_rescued_from_nothing_or_over_something(filled: Register, tmp_path: Path) -> None:
    text = tmp_path / "brief.txt"
    text.write_text("geen register " * 1000)
    for path, said in ((text, "niets meer te lezen"), (tmp_path / "nergens.db", "is er niet")):
        with pytest.raises(OpdrachtError, match=said):
            rescue(Register.at(str(path)), tmp_path / "nieuw.db")
    with pytest.raises(OpdrachtError, match="bestaat al"):
        rescue(filled, filled.path)
    assert not (tmp_path / "nieuw.db").exists()


# on the command line


def test_the_command_says_what_is_wrong_and_ends_with_4(filled: Register, run: Callable[..., Outcome]) -> None:
    assert run("doctor").code == 0
    outside(filled, "UPDATE opdracht SET doel = 'Iets anders.' WHERE nummer = '2027-001'")
    said = run("doctor")
    assert said.code == 4
    assert "fout: Dit is anders dan in het journaal: opdracht 2027-001." in said.out
    assert "doctor --rescue NIEUW.db" in said.out
    data = json.loads(run("doctor", "--json").out)
    assert data["fouten"][0]["fout"] == "Dit is anders dan in het journaal: opdracht 2027-001."
    rescued = run("doctor", "--rescue", "gered.db")
    assert (rescued.code, "Er is niets verloren." in rescued.err) == (0, True)
    assert "opdracht 2027-001" in rescued.out


def test_copies_are_made_listed_and_put_back_by_command(filled: Register, run: Callable[..., Outcome]) -> None:
    remove(filled, "mijlpaal", "2027-001/2")
    path = Path(run("backup").out.strip())
    assert path.is_file()
    rows = json.loads(run("backup", "--list", "--json").out)
    assert [row["aantallen"]["mijlpaal"] for row in rows] == [3, 4]
    first = Path(rows[1]["bestand"]).name
    trial = run("restore", first, "--dry-run")
    assert (trial.code, "1 x mijlpaal: 2027-001/2" in trial.out) == (0, True)
    assert run("restore", first).code == 2
    assert run("restore", first, "--yes").code == 0
    assert "gelijk" in run("restore", first, "--yes").err
    assert run("restore", "nergens.db", "--yes").code == 3
    assert run("doctor").code == 0


@pytest.mark.parametrize("is_there", [True, False])
def test_advice_where_no_register_is_works_as_it_stands(
    run: Callable[..., Outcome], tmp_path: Path, is_there: bool
) -> None:
    place = tmp_path / "anders" / "leeg.db"
    place.parent.mkdir()
    if is_there:
        place.touch()
    told = run("--register", str(place), "doctor")
    assert (told.code, "restore" in told.out, "backup" in told.out) == (4, False, False)
    assert f"opdracht --register {place} init" in told.out
    assert run("--register", str(place), "backup", "--list").err.count("\n") == 1
    assert "opdracht restore\n" not in run("--register", str(place), "list").err
    assert run("--register", str(place), "init").code == 0
