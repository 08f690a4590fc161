"""Reserve copies: verified, in generations that are thinned, before what changes much; and put back, all or nothing."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add, change, remove
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.model import Opdracht, Wijziging
from opdracht.safety import restore as restoring
from opdracht.safety.backup import backup, keep_copy
from opdracht.safety.copies import contents
from opdracht.safety.doctor import examine
from opdracht.safety.generations import DAYS, MONTHS, WEEKS, generations, kept
from opdracht.safety.rescue import rescue
from opdracht.safety.restore import chosen, propose, restore
from opdracht.safety.standing import InTheWay
from opdracht.store import Register, engines
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
    lambda one: one.replace(tzinfo=UTC, microsecond=0)
)


def fill(register: Register) -> Register:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    return register


@pytest.fixture
def filled(register: Register) -> Register:
    return fill(register)


def names(register: Register) -> list[str]:
    return [one.path.name for one in generations(register).all()]


# which copies stay


@given(st.sets(MOMENTS, max_size=150))
def test_the_newest_copy_always_stays_and_thinning_twice_takes_nothing_more(moments: set[datetime]) -> None:
    stays = kept(moments)
    assert stays <= moments
    assert not moments or max(moments) in stays
    assert kept(stays) == stays


@given(st.sets(MOMENTS, max_size=150))
def test_every_one_of_the_newest_days_with_a_copy_keeps_its_last_one(moments: set[datetime]) -> None:
    days = sorted({moment.date() for moment in moments}, reverse=True)
    assert {moment.date() for moment in kept(moments)} >= set(days[:DAYS])
    assert {moment for moment in moments if moment.date() in days[:7]} <= kept(moments)


@given(st.sets(MOMENTS, min_size=1, max_size=150))
def test_there_is_a_bound_to_what_stays(moments: set[datetime]) -> None:
    days = sorted({moment.date() for moment in moments}, reverse=True)[:7]
    assert len([one for one in kept(moments) if one.date() not in days]) <= DAYS + WEEKS + MONTHS


def test_a_copy_each_day_for_three_years_leaves_days_then_weeks_then_months() -> None:
    first = datetime(2024, 1, 1, 12, tzinfo=UTC)
    left: set[datetime] = set()
    for day in range(3 * 365):
        left = kept({*left, first + timedelta(days=day)})
    newest = max(left)
    ages = sorted((newest - one).days for one in left)
    assert ages[:DAYS] == list(range(DAYS))
    assert len({(one.year, one.month) for one in left}) == 24
    assert len(left) == len(ages) < DAYS + WEEKS + MONTHS


def test_a_wrong_clock_takes_no_copies_away() -> None:
    week = {datetime(2026, 11, day, 9, tzinfo=UTC) for day in range(1, 20)}
    assert kept({*week, datetime(2099, 1, 1, tzinfo=UTC)}) >= week


# files


def test_a_copy_holds_what_the_register_holds_and_is_for_its_owner_only(filled: Register) -> None:
    made = backup(filled)
    assert export_region(Register.at(str(made.path))) == export_region(filled)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.contents.counts["opdracht"] == 1
    assert made.contents.head is not None
    assert made.path.parent == filled.path.parent / "reservekopieen"
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_copies_in_one_second_all_stay(filled: Register) -> None:
    made = {backup(filled).path for _ in range(4)}
    assert len(made) == 4
    assert {one.path for one in generations(filled).all()} == made


def test_only_copies_of_this_register_are_thinned(filled: Register, tmp_path: Path) -> None:
    folder = backup(filled).path.parent
    copy = next(folder.iterdir()).read_bytes()
    old = [f"register-2020-01-01-00000{n}.db" for n in range(3)]
    for name in (*old, "register-2020-01-01-000009.db.txt", "register-2020-01-0-000009.db", "andere-2020-01-01-000000.db",
                 "register-2-2020-01-01-000000.db", "register-2020-02-31-000000.db"):  # fmt: skip
        (folder / name).write_bytes(copy)
    for day in range(1, 32):
        (folder / f"register-2020-02-{day:02}-000000.db").write_bytes(copy)
        (folder / f"register-2020-03-{day:02}-000000.db").write_bytes(copy)
    stranger = fill(_created(tmp_path / "elders" / "register.db", "2020-01-01T00:00:00Z"))
    (folder / "register-2020-01-01-000005.db").write_bytes(stranger.path.read_bytes())
    there = {path.name for path in folder.iterdir()}
    made = backup(filled)
    gone = {path.name for path in made.thinned}
    assert set(old[:2]) <= gone
    assert gone == there - {path.name for path in folder.iterdir()}
    assert not gone & {"register-2020-01-01-000005.db", "andere-2020-01-01-000000.db", "register-2-2020-01-01-000000.db",
                       "register-2020-02-31-000000.db", "register-2020-01-01-000009.db.txt"}  # fmt: skip


def _created(path: Path, moment: str) -> Register:
    """A register that began at another moment."""
    register = made(path)
    add(register, "organisatie", {"code": "eerste", "naam": "Eerste", "soort": "overig"}, 2026)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE wijziging SET wanneer = ?", (moment,))
        connection.commit()
    return register


def test_a_register_has_the_same_copies_by_whatever_link_it_is_reached(tmp_path: Path) -> None:
    (tmp_path / "delen").mkdir()
    real = fill(made(tmp_path / "delen" / "regio.db"))
    (tmp_path / "mijn.db").symlink_to(real.path)
    linked = Register.at(str(tmp_path / "mijn.db"))
    assert backup(linked).path.parent == tmp_path / "delen" / "reservekopieen"
    assert names(linked) == names(real) != []


def test_two_registers_in_one_folder_keep_their_own_copies(tmp_path: Path) -> None:
    one, two = (fill(made(tmp_path / name)) for name in ("regio é.db", "regio é-2.db"))
    backup(one)
    backup(two)
    assert len(names(one)) == len(names(two)) == 1
    assert not set(names(one)) & set(names(two))


def made(path: Path) -> Register:
    register = Register.at(str(path))
    register.create()
    return register


def test_a_copy_that_was_cut_off_is_no_copy_and_goes_after_an_hour(filled: Register) -> None:
    folder = filled.path.parent / "reservekopieen"
    folder.mkdir()
    left, fresh = (folder / f".register-2026-01-01-00000{n}.db.tmp" for n in (1, 2))
    for path in (left, fresh):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    backup(filled)
    assert (left.exists(), fresh.exists(), len(names(filled))) == (False, True, 1)


def test_no_copy_is_made_of_a_damaged_register(filled: Register) -> None:
    content = bytearray(filled.path.read_bytes())
    content[4096 * 20 : 4096 * 21] = bytes(4096)
    filled.path.write_bytes(content)
    with pytest.raises(OpdrachtError, match="beschadigd") as refused:
        backup(filled)
    assert "opdracht doctor" in refused.value.hint
    assert names(filled) == []
    assert list((filled.path.parent / "reservekopieen").iterdir()) == []
    assert filled.path.read_bytes() == content


def test_a_copy_is_of_one_moment_while_others_write(filled: Register) -> None:
    with filled.writing() as writer:
        writer.delete(writer.rows(Opdracht)[0])
        made = backup(filled)  # the change is not kept yet, so it is not in the copy
    assert made.contents.counts["opdracht"] == 1
    assert backup(filled).contents.counts["opdracht"] == 0


# before what changes much


def test_an_import_that_changes_something_keeps_a_copy_first(filled: Register) -> None:
    before = export_region(filled)
    content = as_yaml(a_region(an_agreement(), an_agreement("2027-002", titel="Nog een"))).encode()
    import_region(filled, content, "regio.yaml", year=2026, dry_run=True)
    assert names(filled) == []
    import_region(filled, content, "regio.yaml", year=2026)
    (copy,) = generations(filled).all()
    assert export_region(Register.at(str(copy.path))) == before
    import_region(filled, content, "regio.yaml", year=2026)
    assert len(names(filled)) == 1


def test_nothing_is_copied_of_a_register_in_which_nothing_was_written(register: Register) -> None:
    assert keep_copy(register) is None
    assert names(register) == []


def test_a_copy_that_cannot_be_made_stops_the_import(filled: Register) -> None:
    (filled.path.parent / "reservekopieen").write_text("geen map")
    before = filled.path.read_bytes()
    with pytest.raises(OpdrachtError, match="Er is niets veranderd") as refused:
        import_region(filled, as_yaml(a_region(an_agreement("2027-002"))).encode(), "regio.yaml", year=2026)
    assert "geen map" in refused.value.message or "er staat al iets" in refused.value.message
    assert "--to" in refused.value.hint
    assert filled.path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_told_and_leaves_no_half_copy(filled: Register) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", "--register", filled.location, "backup"],
        capture_output=True, text=True, preexec_fn=limit, check=False,
    )  # fmt: skip
    assert ran.returncode == 3, ran.stderr
    assert ran.stderr.startswith("Fout: De schijf")
    assert names(filled) == []
    assert list((filled.path.parent / "reservekopieen").iterdir()) == []


# back


def test_restoring_shows_what_comes_back_goes_and_changes_and_does_just_that(filled: Register) -> None:
    meant = export_region(filled)
    copy = backup(filled).path
    remove(filled, "mijlpaal", "2027-001/2")
    add(filled, "organisatie", {"code": "nieuw", "naam": "Nieuw", "soort": "overig"}, 2026)
    change(filled, "opdracht", "2027-001", {"titel": "Anders"})
    proposal = propose(filled, copy)
    assert [(one.kind, one.back, one.gone, one.changed) for one in proposal.differences] == [
        ("organisatie", [], ["nieuw"], []),
        ("opdracht", [], [], ["2027-001"]),
        ("mijlpaal", ["2027-001/2"], [], []),
    ]
    assert (proposal.newest and proposal.newest.nr, proposal.now and proposal.now.nr) == (1, 4)
    now = export_region(filled)
    done = restore(filled, copy)
    assert export_region(filled) == meant
    assert done.kept is not None
    assert export_region(Register.at(str(done.kept))) == now
    with filled.reading() as reader:
        assert [one.nr for one in reader.rows(Wijziging)] == [1, 2]
    assert examine(filled).faults == []
    assert propose(filled, copy).differences == []


def test_whoever_has_the_register_open_goes_on_with_what_was_restored(filled: Register) -> None:
    copy = backup(filled).path
    with closing(sqlite3.connect(filled.path)) as other:
        assert other.execute("SELECT count(*) FROM organisatie").fetchone() == (2,)
        add(filled, "organisatie", {"code": "nieuw", "naam": "Nieuw", "soort": "overig"}, 2026)
        restore(filled, copy)
        assert other.execute("SELECT count(*) FROM organisatie").fetchone() == (2,)


def test_nothing_is_restored_over_what_somebody_wrote_meanwhile(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(filled).path
    change(filled, "opdracht", "2027-001", {"titel": "Anders"})

    def keep_and_write(register: Register, **how: bool) -> Path | None:
        path = keep_copy(register, **how)
        change(filled, "opdracht", "2027-001", {"titel": "Intussen"})
        return path

    monkeypatch.setattr(restoring, "keep_copy", keep_and_write)
    with pytest.raises(OpdrachtError, match="intussen"):
        restore(filled, copy)
    assert export_region(filled)["opdrachten"][0]["titel"] == "Intussen"
    assert examine(filled).faults == []


@pytest.mark.parametrize("size", [0, 50, 4096, 30_000])
def test_a_damaged_register_is_moved_aside_and_never_written(filled: Register, size: int, tmp_path: Path) -> None:
    meant = export_region(filled)
    copy = backup(filled).path
    damaged = filled.path.read_bytes()[:size]
    filled.path.write_bytes(damaged)
    filled.path.with_name("register.db-journal").write_bytes(b"van het beschadigde")
    proposal = propose(filled, copy)
    assert (proposal.is_there, proposal.obstacle) == ((True, InTheWay.DAMAGED) if size else (False, None))
    done = restore(filled, copy)
    assert export_region(filled) == meant
    assert stat.S_IMODE(filled.path.stat().st_mode) == 0o600
    assert done.aside is not None
    beside = [path for path in tmp_path.iterdir() if "beschadigd" in path.name or "vervangen" in path.name]
    assert done.aside in beside
    assert sorted(path.read_bytes() for path in beside) == sorted(
        [*([damaged] if size else []), b"van het beschadigde"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
@pytest.mark.parametrize("mode", [0o600, 0o660, 0o640, 0o664])
def test_whoever_could_use_a_damaged_register_can_use_what_takes_its_place(filled: Register, mode: int) -> None:
    copy = backup(filled).path
    damage(filled.path)
    filled.path.chmod(mode)
    owner = (12345, 54321) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(filled.path, *owner)
    restore(filled, copy)
    now = filled.path.stat()
    assert (stat.S_IMODE(now.st_mode), now.st_uid, now.st_gid) == (mode, *owner)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
def test_what_a_group_could_use_is_not_opened_to_another_group(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(filled).path
    damage(filled.path)
    filled.path.chmod(0o660)
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.chown(filled.path, -1, 54321)

    def refuse(path: object, owner: int, group: int) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    restore(filled, copy)
    assert stat.S_IMODE(filled.path.stat().st_mode) == (0o600 if is_administrator else 0o660)


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 3000] = b"\xff" * 3000
    path.write_bytes(content)


def test_a_damaged_register_at_the_end_of_a_link_is_restored_there(filled: Register, tmp_path: Path) -> None:
    meant = export_region(filled)
    linked = at_the_end_of_a_link(filled, tmp_path / "delen" / "regio.db")
    copy = backup(linked).path
    damage(tmp_path / "delen" / "regio.db")
    done = restore(linked, copy)
    assert filled.path.samefile(tmp_path / "delen" / "regio.db")
    assert Path(filled.location).is_symlink()
    assert export_region(Register.at(str(tmp_path / "delen" / "regio.db"))) == meant
    assert done.aside is not None
    assert done.aside.parent == tmp_path / "delen"


def test_what_a_killed_command_left_at_the_end_of_a_link_is_known(filled: Register, tmp_path: Path) -> None:
    linked = at_the_end_of_a_link(filled, tmp_path / "delen" / "regio.db")
    copy = backup(linked).path
    meant = export_region(linked)
    path = tmp_path / "delen" / "regio.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE opdracht SET doel = 'half', risicos = ?", ("lang " * 5000,))
        left, half = (tmp_path / "delen" / "regio.db-journal").read_bytes(), path.read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(half)
    (tmp_path / "delen" / "regio.db-journal").write_bytes(left)
    assert examine(linked).faults == []
    proposal = propose(linked, copy)
    assert (proposal.obstacle, proposal.differences) == (None, [])
    assert export_region(linked) == meant


def at_the_end_of_a_link(register: Register, path: Path) -> Register:
    """Move the file of a register, and leave a link to it in its place."""
    path.parent.mkdir()
    was = Path(register.location)
    was.rename(path)
    was.symlink_to(path)
    return Register.at(register.location)


def test_a_value_that_breaks_a_rule_of_its_table_stops_no_copy_and_is_rescued(filled: Register, tmp_path: Path) -> None:
    before = export_region(filled)
    good = backup(filled).path
    break_a_rule(filled)
    assert backup(filled).path != good
    texts = [symptom.text for symptom in examine(filled).faults]
    assert any("bij 2027-001 in het veld budget" in text for text in texts)
    assert not any("Het bestand is beschadigd" in text for text in texts)
    with pytest.raises(OpdrachtError, match="bij 2027-001 in het veld budget"):
        change(filled, "opdracht", "2027-001", {"titel": "Anders"})
    rescue(filled, tmp_path / "gered.db")
    assert export_region(Register.at(str(tmp_path / "gered.db"))) == before
    restore(filled, good)
    assert export_region(filled) == before


def test_a_copy_from_before_somebody_was_forgotten_says_so(filled: Register, run: Callable[..., Outcome]) -> None:
    change(filled, "persoon", "wethouder", {"naam": "Anne de Wit"})
    before = backup(filled).path
    assert run("forget", "persoon", "wethouder", "--yes").code == 0
    after = backup(filled).path
    assert (propose(filled, before).forgotten, propose(filled, after).forgotten) == (True, False)
    assert "na deze kopie is er iemand vergeten" in run("restore", str(before), "--dry-run").err
    assert "vergeten" not in run("restore", str(after), "--dry-run").err


def test_a_register_that_is_gone_comes_back(filled: Register) -> None:
    meant = export_region(filled)
    copy = backup(filled).path
    filled.path.unlink()
    assert propose(filled, copy).is_there is False
    restore(filled, copy)
    assert export_region(filled) == meant


def test_what_is_no_copy_is_refused_and_nothing_changes(filled: Register, tmp_path: Path) -> None:
    before = filled.path.read_bytes()
    newer = backup(filled).path
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    text, damaged, other = tmp_path / "brief.txt", tmp_path / "half.db", tmp_path / "ander.db"
    text.write_text("geen register")
    damaged.write_bytes(before[:30_000])
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE iets (a)")
    for path, said in (
        (newer, "nieuwere versie"), (text, "geen register"), (damaged, "beschadigd"), (other, "geen register"),
    ):  # fmt: skip
        with pytest.raises(OpdrachtError, match=said):
            propose(filled, path)
        with pytest.raises(OpdrachtError, match=said):
            restore(filled, path)
    for name, said in (
        (filled.location, "het register zelf"), (str(tmp_path), "een map"), ("nergens.db", "is er niet"),
    ):  # fmt: skip
        with pytest.raises(OpdrachtError, match=said):
            chosen(filled, name)
    assert filled.path.read_bytes() == before


def test_a_register_that_is_newer_than_the_program_stays_as_it_is(filled: Register) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = filled.path.read_bytes()
    with pytest.raises(OpdrachtError, match="nieuwere versie"):
        add(filled, "organisatie", {"code": "nieuw", "naam": "Nieuw", "soort": "overig"}, 2026)
    for refuse in (export_region, lambda it: it.migrate(), backup):
        with pytest.raises(OpdrachtError, match="nieuwere versie"):
            refuse(filled)
    assert any("nieuwere versie" in one.text for one in examine(filled).faults)
    assert filled.path.read_bytes() == before


# on a server


@pytest.fixture
def on_server(server: Callable[[], str]) -> Register:
    register = Register.at(server())
    register.create()
    return fill(register)


def test_what_others_write_on_a_server_during_a_restore_comes_after_it(
    on_server: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(on_server).path
    change(on_server, "opdracht", "2027-001", {"titel": "Anders"})
    meanwhile = threading.Thread(target=change, args=(on_server, "opdracht", "2027-001", {"titel": "Intussen"}))

    def keep_and_let_others_write(register: Register, **how: bool) -> Path | None:
        path = keep_copy(register, **how)
        meanwhile.start()
        while meanwhile.is_alive() and not waiting(on_server):
            time.sleep(0.01)
        return path

    monkeypatch.setattr(restoring, "keep_copy", keep_and_let_others_write)
    restore(on_server, copy)
    meanwhile.join()
    assert export_region(on_server)["opdrachten"][0]["titel"] == "Intussen"
    assert examine(on_server).faults == []


def waiting(register: Register) -> bool:
    """Whether somebody waits for a lock in this database."""
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with register.looking() as connection:
        return bool(connection.exec_driver_sql(query).scalar())


@pytest.mark.parametrize("there", [True, False])
def test_a_server_that_refuses_a_value_of_a_copy_says_so_and_stays_as_it_is(
    on_server: Register, register: Register, *, there: bool
) -> None:
    fill(register)
    break_a_rule(register)
    before = export_region(on_server)
    if not there:
        with engines.transaction(engines.postgresql(on_server.location), writing=True) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    with pytest.raises(OpdrachtError, match="bij 2027-001 in het veld budget") as refused:
        restore(on_server, register.path)
    assert "opdracht doctor" in refused.value.hint
    assert (export_region(on_server) == before) if there else not on_server.exists()


def break_a_rule(register: Register) -> None:
    """Write a value that its table forbids, as another program can."""
    with closing(sqlite3.connect(register.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE opdracht SET budget = -5")
        connection.commit()


def test_only_copies_of_this_server_are_thinned(on_server: Register, server: Callable[[], str]) -> None:
    mine = backup(on_server).path.read_bytes()
    other = _begun_elsewhere(Register.at(server()))
    theirs = backup(other).path.read_bytes()
    place = generations(on_server)
    for day in range(1, 32):
        for month in ("2020-02", "2020-03"):
            (place.folder / f"{place.stem}-{month}-{day:02}-000000.db").write_bytes(mine)
    for n in range(5):
        (place.folder / f"{place.stem}-2020-01-01-00000{n}.db").write_bytes(theirs)
    (place.folder / f"{place.stem}-2020-01-01-000009.db").write_bytes(b"geen register")
    thinned = {path.name for path in backup(on_server).thinned}
    assert len(thinned) > 10
    assert not any("2020-01-01" in name for name in thinned)


def _begun_elsewhere(register: Register) -> Register:
    register.create()
    add(register, "organisatie", {"code": "eerste", "naam": "Eerste", "soort": "overig"}, 2026)
    with engines.transaction(engines.postgresql(register.location), writing=True) as connection:
        connection.exec_driver_sql("UPDATE wijziging SET wanneer = '2020-01-01T00:00:00Z'")
    return register


def test_a_server_is_copied_to_a_register_in_a_file_and_restored_from_it(on_server: Register) -> None:
    add(on_server, "organisatie", {"code": "tab", "naam": 'Tab \\ "<&>" {{ x }} 🗺', "soort": "overig"}, 2026)
    texts = {"doel": "Een\ttab\nen \\N en \\. een regel", "themas": "a; b", "budget": "12", "waarde": "0.1"}
    change(on_server, "opdracht", "2027-001", texts)
    meant = export_region(on_server)
    made = backup(on_server)
    assert made.contents.counts["organisatie"] == 3
    assert export_region(Register.at(str(made.path))) == meant
    assert examine(Register.at(str(made.path))).faults == []
    remove(on_server, "organisatie", "tab")
    assert [(one.kind, one.back) for one in propose(on_server, made.path).differences] == [("organisatie", ["tab"])]
    assert restore(on_server, made.path).kept is not None
    assert export_region(on_server) == meant
    assert examine(on_server).faults == []


def test_an_account_that_may_only_read_makes_a_copy_too(on_server: Register) -> None:
    with engines.transaction(engines.postgresql(on_server.location), writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE organisatie ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql("CREATE POLICY lezen ON organisatie FOR SELECT USING (true)")
        connection.exec_driver_sql("CREATE ROLE lezer LOGIN PASSWORD 'geheim'")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO lezer")
    reader = sa.make_url(on_server.location).set(username="lezer", password="geheim")
    made = backup(Register.at(reader.render_as_string(hide_password=False)))
    assert made.contents.counts["organisatie"] == 2
    assert "geheim" not in str(made.path)


def test_a_table_of_another_program_is_counted_whatever_its_name(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as connection:
        connection.execute('CREATE TABLE "van ""ons""" (a)')
        connection.execute('INSERT INTO "van ""ons""" VALUES (1)')
        connection.commit()
        assert contents(connection).counts['van "ons"'] == 1
