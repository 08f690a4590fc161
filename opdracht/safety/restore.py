"""Put a reserve copy in the place of a register: first what would differ, then all of it or nothing."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from opdracht.errors import OpdrachtError, reason
from opdracht.model import Wijziging
from opdracht.safety import copies, dumps, salvage
from opdracht.safety.backup import generations, keep_copy
from opdracht.safety.generations import sync_folder
from opdracht.store import HEAD, Reader, Register, engines, journal, transfer
from opdracht.store.reading import table_of

_DUMPED = b"PGDMP"  # how a file of pg_dump begins
_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite keeps beside a file and would play into one of the same name


@dataclass(frozen=True)
class Difference:
    """What restoring does to the records of one kind: the keys of those that come back, go, and change."""

    kind: str
    back: list[str]
    gone: list[str]
    changed: list[str]


@dataclass(frozen=True)
class Proposal:
    """A copy beside the register as it is: what differs, and the newest change of each; `now` is None when there is none.

    `damaged` is set when the register cannot be read, `foreign` when the copy is of another register, and `forgotten`
    when somebody was forgotten in the register since.
    """

    copy: Path
    differences: list[Difference]
    newest: Wijziging | None
    now: Wijziging | None
    there: bool
    damaged: bool = False
    foreign: bool = False
    forgotten: bool = False


@dataclass(frozen=True)
class Restored:
    """Where the register as it was is kept: as a copy, or moved aside because it was damaged."""

    kept: Path | None = None
    aside: Path | None = None


def chosen(register: Register, name: str | None) -> Path:
    """The copy that a name means: a path, or one in the folder of the copies; without a name the newest."""
    place = generations(register)
    if name is None:
        if not (there := place.all()):
            raise OpdrachtError(
                f"Er is geen reservekopie in {place.folder}.", "Noem een bestand: opdracht restore KOPIE"
            )
        return there[0].path
    given = Path(name).expanduser()
    path = given if given.exists() or given.name != name else place.folder / name
    if not path.exists():
        raise OpdrachtError(f"De reservekopie {name} is er niet.", "Bekijk welke er zijn met: opdracht backup --list")
    if path.is_dir():
        raise OpdrachtError(f"{name} is een map, geen reservekopie.", "Kies een bestand in die map.")
    if not register.on_server and register.path.exists() and path.samefile(register.path):
        raise OpdrachtError(f"{name} is het register zelf.", "Bekijk welke kopieën er zijn met: opdracht backup --list")
    return path


def propose(register: Register, copy: Path) -> Proposal:
    """What restoring a copy would do. Raises OpdrachtError when it cannot be restored."""
    with _prepared(copy) as made, made.reading() as wanted:
        there, damaged = _state(register)
        newest = _newest(wanted)
        if not there or damaged:
            return Proposal(copy, _differences(journal.standing(wanted), {}), newest, None, there, damaged)
        with _readable(register) as now, now.reading() as standing:
            changes = standing.rows(Wijziging)
            found = _differences(journal.standing(wanted), journal.standing(standing))
            foreign = (
                bool(changes) and newest is not None and wanted.rows(Wijziging, nr=1)[0].wanneer != changes[0].wanneer
            )
            since = newest.nr if newest else 0
            forgotten = any(one.nr > since and one.commando.split(" ")[0] == "forget" for one in changes)
            last = changes[-1] if changes else None
            return Proposal(copy, found, newest, last, there, foreign=foreign, forgotten=forgotten)


def restore(register: Register, copy: Path) -> Restored:
    """Put a copy in the place of a register, which is kept as a copy itself, or aside when it is damaged."""
    with _prepared(copy) as made:
        with made.writing() as writer:
            writer.close(always=True)
        there, damaged = _state(register)
        if register.on_server:
            return _into_server(register, made, there=there)
        if there and not damaged:
            with copies.watched(register.path) as unchanged:
                kept = keep_copy(register)
                copies.overwrite(made.path, register.path, unchanged)
            return Restored(kept=kept)
        try:
            return Restored(aside=_put_in_place(made.path, register.path))
        except OSError as error:
            raise OpdrachtError(
                f"De kopie komt niet op {register.name}: {reason(error)}.", "Maak ruimte of vraag schrijfrecht."
            ) from error


@contextmanager
def _prepared(copy: Path) -> Iterator[Register]:
    """A verified copy of a copy, of this version, to read from and to write in."""
    with tempfile.TemporaryDirectory(prefix="opdracht-", ignore_cleanup_errors=True) as folder:
        made = Register.at(str(Path(folder) / "register.db"))
        try:
            _copied(copy, made.path)
        except dumps.Unable as unable:
            raise OpdrachtError(
                f"De kopie {copy} is niet te lezen: {unable}.", "Installeer pg_restore, of kies een andere kopie."
            ) from unable
        except OSError as error:
            raise OpdrachtError(f"De kopie {copy} is niet te lezen: {reason(error)}.") from error
        except OpdrachtError as error:
            other = "Kies een andere; bekijk welke er zijn met: opdracht backup --list"
            about_copy = str(copy) in error.message  # else it is about the disk
            raise OpdrachtError(
                f"Deze kopie gaat niet terug. {error.message}", other if about_copy else error.hint
            ) from error
        made.migrate()
        yield made


def _copied(copy: Path, target: Path) -> None:
    """Make a register in a file of a copy. Raises OpdrachtError when it is none, is damaged or is newer."""
    with open(copy, "rb") as file:
        is_dump = file.read(len(_DUMPED)) == _DUMPED
    if is_dump:
        dumps.read_dump(copy, target)
        return
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    found = copies.copy(copy, target)
    if (found.revision or "") > HEAD:
        raise OpdrachtError(f"{copy} is van een nieuwere versie van opdracht ({found.revision}, niet {HEAD}).")


@contextmanager
def _readable(register: Register) -> Iterator[Register]:
    """The register itself, or a copy of it that was brought up to date when it is older."""
    if register.on_server or register.version() == HEAD:
        yield register
        return
    with _prepared(register.path) as made:
        yield made


def _state(register: Register) -> tuple[bool, bool]:
    """Whether there is a register, and whether it is damaged. Raises OpdrachtError for one that is newer, or of others."""
    if not register.exists():
        return False, False
    if not register.on_server:
        with engines.plain_words(register.name):
            try:
                with salvage.opened(register.path) as connection:
                    if not copies.is_sound(connection):
                        return True, True
            except (sqlite3.Error, UnicodeDecodeError) as error:
                if copies.is_damage(error):
                    return True, True
                raise
    register.version()
    return True, False


def _into_server(register: Register, made: Register, *, there: bool) -> Restored:
    if not there:
        made.copy_to(register)
        return Restored()
    with made.reading() as source, register.writing() as writer:
        kept = keep_copy(register)  # what others write from here on waits, and comes after
        for model in reversed(transfer.EVERYTHING):
            writer.connection.execute(sa.delete(table_of(model)))
        if any(transfer.counts(writer.connection).values()):  # the rules of a server keep rows without a word
            raise OpdrachtError(
                f"De database {register.name} laat u niet alles vervangen. Er is niets veranderd.",
                "Vraag de beheerder om de kopie terug te zetten.",
            )
        transfer.copy(source.connection, writer.connection)
    return Restored(kept=kept)


def _put_in_place(made: Path, path: Path) -> Path | None:
    """Put a file where a register was or should be; what stood there and is damaged stays beside it, under this name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".opdracht-", suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        copies.copy(made, temporary)
        if path.exists():
            _open_to_the_same(path, temporary)
        aside = _moved_aside(path) if path.exists() and path.stat().st_size else None
        os.replace(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return aside


def _open_to_the_same(path: Path, new: Path) -> None:
    """Let whoever may use a file use a new one too; a group only when the new one can be of that group."""
    was = path.stat()
    if sys.platform != "win32":
        for owner in (was.st_uid, -1):
            try:
                os.chown(new, owner, was.st_gid)
                break
            except OSError:  # only the administrator gives files away, and some disks know no owners
                continue
    is_same_group = new.stat().st_gid == was.st_gid
    new.chmod(stat.S_IMODE(was.st_mode) if is_same_group else stat.S_IMODE(was.st_mode) & ~stat.S_IRWXG)


def _moved_aside(path: Path) -> Path:
    """Keep a damaged file under a name that says so, with what belongs to it; where it can be, it also stays."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-beschadigd-{moment}{path.suffix}")
    if aside.exists():
        raise FileExistsError(17, "exists", str(aside))
    try:
        os.link(path, aside)
    except OSError:  # a disk without links
        os.rename(path, aside)
    for end in _BESIDE:
        beside = path.with_name(path.name + end)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + end))
    return aside


def _differences(wanted: journal.State, standing: journal.State) -> list[Difference]:
    found: dict[str, Difference] = {name: Difference(name, [], [], []) for name in journal.MODELS}
    for place in sorted(wanted.keys() | standing.keys()):
        if place not in standing:
            found[place.kind].back.append(place.key)
        elif place not in wanted:
            found[place.kind].gone.append(place.key)
        elif wanted[place] != standing[place]:
            found[place.kind].changed.append(place.key)
    return [one for one in found.values() if one.back or one.gone or one.changed]


def _newest(reader: Reader) -> Wijziging | None:
    found = reader.rows(Wijziging)
    return found[-1] if found else None
