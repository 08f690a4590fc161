"""The way back always works: whatever stands in the place of a register, a good copy takes it, and what stood there is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add, change
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.safety.backup import backup, keep_copy
from opdracht.safety.doctor import examine
from opdracht.safety.generations import CopyMark, generations
from opdracht.safety.rescue import rescue
from opdracht.safety.restore import chosen, propose, restore
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Damage = Callable[[Path], object]


@pytest.fixture
def filled(register: Register) -> Register:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    return register


def by_sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for statement in statements:
                connection.execute(statement)

    return damage


def of_another_program(path: Path) -> None:
    path.unlink()
    by_sql("CREATE TABLE iets (a)")(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "brief.txt").write_text("bewaren")


def a_page_of_garbage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(content)


def a_log_of_another_program(path: Path) -> None:
    """What a program that was cut off leaves: a change that stands only in the write-ahead log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE opdracht SET titel = 'Alleen in het logboek'")
        left = {end: path.with_name(path.name + end).read_bytes() for end in ("", "-wal", "-shm")}
    for end, content in left.items():
        path.with_name(path.name + end).write_bytes(content)


def only_the_log(path: Path) -> None:
    a_log_of_another_program(path)
    path.unlink()


RESCUED: dict[str, Damage] = {
    "a table less": by_sql("DROP TABLE gesprek"),
    "no journal": by_sql("DROP TABLE mutatie", "DROP TABLE wijziging"),
    "a column less": by_sql("ALTER TABLE opdracht DROP COLUMN risicos"),
    "a table more": by_sql("CREATE TABLE iets (a)"),
    "two versions": by_sql("INSERT INTO alembic_version VALUES ('0001x')"),
    "garbage for a version": by_sql("UPDATE alembic_version SET version_num = x'00ff'"),
    "a version that never was": by_sql("UPDATE alembic_version SET version_num = '0000'"),
    "no version": by_sql("DELETE FROM alembic_version"),
    "no table of versions": by_sql("DROP TABLE alembic_version"),
    "of a newer program": by_sql("UPDATE alembic_version SET version_num = '9999'"),
    "a garbage cell": by_sql("UPDATE mijlpaal SET datum = 'gisteren'"),
    "a change that was changed": by_sql("UPDATE wijziging SET wie = 'iemand anders'"),
    "no header": lambda path: path.write_bytes(bytes(100) + path.read_bytes()[100:]),
    "a page of garbage": a_page_of_garbage,
    "a log": a_log_of_another_program,
}
LOST: dict[str, Damage] = {
    "of another program": of_another_program,
    "garbage": lambda path: path.write_bytes(b"\xa5" * 5000),
    "empty": lambda path: path.write_bytes(b""),
    "gone": Path.unlink,
    "a folder": a_folder,
    "only a log": only_the_log,
}
DAMAGED = {**RESCUED, **LOST}


def everything_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_good_copy_takes_the_place_of_whatever_stands_there(filled: Register, tmp_path: Path, how: str) -> None:
    meant = export_region(filled)
    backup(filled)
    change(filled, "opdracht", "2027-001", {"titel": "Na de kopie"})
    DAMAGED[how](filled.path)
    before = everything_below(tmp_path)
    assert examine(filled).faults != []
    copy = chosen(filled, None)
    assert not propose(filled, copy).is_for_nothing
    done = restore(filled, copy)
    assert export_region(filled) == meant
    assert examine(filled).faults == []
    kept = list(everything_below(tmp_path).values())
    lost = [name for name, content in before.items() if content and content not in kept]
    assert lost == [] or (done.kept is not None and set(lost) <= {"register.db", "register.db-wal", "register.db-shm"})
    assert chosen(filled, None) == copy
    assert propose(filled, copy).is_for_nothing


@pytest.mark.parametrize("how", RESCUED)
def test_what_can_still_be_read_is_rescued(filled: Register, tmp_path: Path, how: str) -> None:
    change(filled, "opdracht", "2027-001", {"titel": "Na de kopie"})
    RESCUED[how](filled.path)
    new = tmp_path / "gered.db"
    rescue(filled, new)
    assert examine(Register.at(str(new))).faults == []
    assert export_region(Register.at(str(new)))["opdrachten"][0]["titel"] in ("Na de kopie", "Alleen in het logboek")


@pytest.mark.parametrize("how", LOST)
def test_of_what_cannot_be_read_rescue_says_what_mends_it(filled: Register, tmp_path: Path, how: str) -> None:
    backup(filled)
    LOST[how](filled.path)
    with pytest.raises(OpdrachtError) as refused:
        rescue(filled, tmp_path / "gered.db")
    assert "opdracht restore" in refused.value.hint


# which copy


@pytest.mark.parametrize(
    "how", ["a table less", "a column less", "a table more", "a garbage cell", "no journal", "a log"]
)
def test_a_copy_of_what_is_not_sound_says_so_and_is_never_put_back_by_itself(
    filled: Register, run: Callable[..., Outcome], how: str
) -> None:
    sound = backup(filled).path
    DAMAGED[how](filled.path)
    told = run("backup")
    assert told.code == 4
    assert "niet gaaf" in told.err
    unsound = generations(filled).all()[0]
    assert unsound.mark == CopyMark.UNSOUND
    assert chosen(filled, None) == sound
    unsound.path.rename(unsound.path.with_name(unsound.path.name.replace(CopyMark.UNSOUND, "")))
    assert chosen(filled, None) == sound


def test_two_restores_in_a_row_do_not_undo_each_other(filled: Register, run: Callable[..., Outcome]) -> None:
    meant = export_region(filled)
    backup(filled)
    change(filled, "opdracht", "2027-001", {"titel": "Na de kopie"})
    now = export_region(filled)
    assert run("restore", "--yes").code == 0
    again = run("restore", "--yes")
    assert (again.code, export_region(filled)) == (0, meant)
    assert "niets om terug te zetten" in again.err
    (replaced,) = [copy for copy in generations(filled).all() if copy.mark == CopyMark.REPLACED]
    assert run("restore", replaced.path.name, "--yes").code == 0
    assert export_region(filled) == now


def test_without_a_sound_copy_restore_says_so(filled: Register) -> None:
    by_sql("CREATE TABLE iets (a)")(filled.path)
    copy = backup(filled).path
    with pytest.raises(OpdrachtError, match="geen gave reservekopie"):
        chosen(filled, None)
    restore(filled, chosen(filled, copy.name))


def test_records_without_a_journal_are_copied_before_they_go(filled: Register) -> None:
    copy = backup(filled).path
    by_sql("DELETE FROM mutatie", "DELETE FROM wijziging", "UPDATE opdracht SET titel = 'Zonder journaal'")(filled.path)
    done = restore(filled, copy)
    assert done.kept is not None
    assert export_region(Register.at(str(done.kept)))["opdrachten"][0]["titel"] == "Zonder journaal"


def test_copies_with_a_mark_take_no_place_of_those_without(filled: Register) -> None:
    content = backup(filled).path.read_bytes()
    folder = generations(filled).folder
    for day in range(1, 29):
        for month in (1, 2, 3, 4):
            (folder / f"register-2020-{month:02}-{day:02}-000000.db").write_bytes(content)
            (folder / f"register-2020-{month:02}-{day:02}-120000-niet-gaaf.db").write_bytes(content)
    backup(filled)
    stays = generations(filled).all()
    plain = [copy.path.name[9:19] for copy in stays if copy.mark == CopyMark.NONE and copy.moment.year == 2020]
    marked = [copy.path.name[9:19] for copy in stays if copy.mark == CopyMark.UNSOUND]
    assert len(plain) > 25
    assert len(marked) >= len(plain)


# write-ahead logs


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_what_stands_only_in_a_log_is_in_the_copy_and_the_log_is_put_back(filled: Register, tmp_path: Path) -> None:
    sound = backup(filled).path
    a_log_of_another_program(filled.path)
    copy = backup(filled).path
    assert export_region(Register.at(str(copy)))["opdrachten"][0]["titel"] == "Alleen in het logboek"
    assert journal_mode(copy) == "delete"
    a_log_of_another_program(filled.path)
    done = restore(filled, sound)
    assert done.kept is not None
    assert export_region(Register.at(str(done.kept)))["opdrachten"][0]["titel"] == "Alleen in het logboek"
    assert journal_mode(filled.path) == "delete"
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(("-wal", "-shm"))]


@pytest.mark.parametrize("words", [("migrate",), ("set", "2027-001", "titel=Anders")])
def test_the_next_command_that_writes_puts_a_log_back(
    filled: Register, run: Callable[..., Outcome], words: tuple[str, ...]
) -> None:
    by_sql("PRAGMA journal_mode = WAL")(filled.path)
    assert [fault.repair for fault in examine(filled).faults] == ["Zet dat terug met: opdracht migrate"]
    assert run(*words).code == 0
    assert examine(filled).faults == []
    assert journal_mode(filled.path) == "delete"


def test_while_another_program_has_the_log_open_writing_goes_on_in_it(filled: Register) -> None:
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM opdracht").fetchone()
        change(filled, "opdracht", "2027-001", {"titel": "Samen"})
        assert other.execute("SELECT titel FROM opdracht").fetchone() == ("Samen",)


def test_a_copy_with_a_log_is_put_back_with_what_stands_in_the_log(filled: Register, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "kopie van gisteren 🗺.db"
    copy.parent.mkdir()
    copy.write_bytes(filled.path.read_bytes())
    a_log_of_another_program(copy)
    restore(filled, copy)
    assert export_region(filled)["opdrachten"][0]["titel"] == "Alleen in het logboek"


# by name, link and folder


def test_a_copy_is_found_by_any_name_and_through_links(filled: Register, tmp_path: Path) -> None:
    meant = export_region(filled)
    content = backup(filled).path.read_bytes()
    folder = tmp_path / "OneDrive - Gemeente Breda" / "één map"
    folder.mkdir(parents=True)
    names = ("register-LAPTOP-Anne (conflicted copy).db", "kopie 🗺.db", "-vreemd.db", "zonder einde")
    for name in names:
        (folder / name).write_bytes(content)
    (tmp_path / "link.db").symlink_to(folder / names[0])
    for path in (*(folder / name for name in names), tmp_path / "link.db"):
        change(filled, "opdracht", "2027-001", {"titel": "Anders"})
        restore(filled, chosen(filled, str(path)))
        assert export_region(filled) == meant


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_file_without_rights_makes_place_for_a_copy(filled: Register, tmp_path: Path, mode: int) -> None:
    backup(filled)
    add(filled, "organisatie", {"code": "nieuw", "naam": "Nieuw", "soort": "overig"}, 2026)
    filled.path.chmod(mode)
    ran = with_no_more_rights_than_others(filled, "restore", "--yes")
    assert ran.returncode == 0, ran.stderr
    assert "nieuw" not in [row["code"] for row in export_region(filled)["organisaties"]]
    assert len(list(tmp_path.glob("register-vervangen-*.db"))) == 1


def test_a_folder_that_may_only_be_read_is_told_and_stays_as_it_is(filled: Register, tmp_path: Path) -> None:
    backup(filled)
    filled.path.write_bytes(b"kapot")
    tmp_path.chmod(0o555)
    ran = with_no_more_rights_than_others(filled, "restore", "--yes")
    tmp_path.chmod(0o755)
    assert ran.returncode == 3
    assert "u mag daar niet bij" in ran.stderr
    assert "--register" in ran.stderr
    assert filled.path.read_bytes() == b"kapot"


def with_no_more_rights_than_others(register: Register, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a register; the administrator does so without what only the administrator may."""
    command = [sys.executable, "-m", "opdracht", "--register", register.location, *words]
    if os.name != "posix":
        pytest.skip("Windows keeps permissions otherwise")
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("the administrator may do everything here")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def test_what_is_no_file_is_never_replaced(filled: Register, tmp_path: Path) -> None:
    copy = backup(filled).path
    pipe = tmp_path / "pijp.db"
    os.mkfifo(pipe)
    for place in (str(pipe), os.devnull):
        with pytest.raises(OpdrachtError, match="geen bestand"):
            restore(Register.at(place), copy)
    with pytest.raises(OpdrachtError, match="geen bestand"):
        chosen(filled, str(pipe))


def test_a_register_that_somebody_holds_is_told_and_stays(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup(filled).path
    monkeypatch.setattr("opdracht.safety.copies.BUSY_SECONDS", 0.1)
    monkeypatch.setattr("opdracht.store.engines.BUSY_SECONDS", 0.1)
    change(filled, "opdracht", "2027-001", {"titel": "Anders"})
    before = filled.path.read_bytes()
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OpdrachtError, match="Iemand anders schrijft"):
            restore(filled, copy)
    assert filled.path.read_bytes() == before


def test_without_a_place_for_temporary_files_restore_says_so(
    filled: Register, run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(filled).path

    def refuse(**how: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    ran = run("restore", str(copy), "--yes")
    assert ran.code == 3
    assert "TMPDIR" in ran.err


# own templates


def test_own_templates_go_along_and_come_back(filled: Register) -> None:
    folder = filled.own_templates
    folder.mkdir()
    (folder / "memo.docx").write_bytes(b"het sjabloon van toen")
    (folder / "~$memo.docx").write_bytes(b"van Word, nu open")
    (folder / "notitie.txt").write_bytes(b"geen sjabloon")
    made = backup(filled)
    assert made.templates == 1
    (folder / "memo.docx").write_bytes(b"het sjabloon van nu")
    (folder / "brief.docx").write_bytes(b"later gemaakt")
    assert propose(filled, made.path).templates == ["memo.docx"]
    done = restore(filled, made.path)
    assert done.templates == ["memo.docx"]
    assert (folder / "memo.docx").read_bytes() == b"het sjabloon van toen"
    assert (folder / "brief.docx").read_bytes() == b"later gemaakt"
    assert done.kept is not None
    restore(filled, done.kept)
    assert (folder / "memo.docx").read_bytes() == b"het sjabloon van nu"
    plain = keep_copy(filled)
    assert plain is not None
    plain.with_name(plain.stem + ".sjablonen.zip").unlink()
    assert restore(filled, plain).templates == []


def test_the_templates_of_a_copy_go_with_it(filled: Register) -> None:
    filled.own_templates.mkdir()
    (filled.own_templates / "memo.docx").write_bytes(b"een sjabloon")
    copy = backup(filled).path
    folder = copy.parent
    for day in range(1, 29):
        for month in (1, 2, 3, 4):
            name = f"register-2020-{month:02}-{day:02}-000000"
            (folder / f"{name}.db").write_bytes(copy.read_bytes())
            (folder / f"{name}.sjablonen.zip").write_bytes(b"PK")
    thinned = backup(filled).thinned
    assert len(thinned) > 10
    stems = {path.name.removesuffix(".sjablonen.zip") for path in folder.glob("*.zip")}
    assert stems == {path.stem for path in folder.glob("*.db")}


def test_a_zip_of_templates_that_is_damaged_or_leads_elsewhere_writes_nothing(filled: Register, tmp_path: Path) -> None:
    import zipfile

    copy = backup(filled).path
    beside = copy.with_name(copy.stem + ".sjablonen.zip")
    beside.write_bytes(b"PK kapot")
    with pytest.raises(OpdrachtError, match="beschadigd"):
        propose(filled, copy)
    with zipfile.ZipFile(beside, "w") as archive:
        for name in (
            "../buiten.docx",
            "sjablonen/../../buiten.docx",
            "/buiten.docx",
            "sjablonen/a\\..\\b.docx",
            "sjablonen/x.exe",
        ):
            archive.writestr(name, b"kwaad")
    assert propose(filled, copy).templates == []
    restore(filled, copy)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".docx", ".exe")]
