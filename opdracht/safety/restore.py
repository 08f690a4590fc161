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
from opdracht.safety import copies, salvage
from opdracht.safety.backup import generations, keep_copy
from opdracht.safety.generations import sync_folder
from opdracht.store import Register, engines, head, journal, transfer
from opdracht.store.reading import table_of


@dataclass(frozen=True)
class KindDifference:
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
    differences: list[KindDifference]
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
        coming = wanted.rows(Wijziging)
        newest = coming[-1] if coming else None
        if not there or damaged:
            return Proposal(copy, _differences(journal.standing(wanted), {}), newest, None, there, damaged)
        with _readable(register) as now, now.reading() as standing:
            differences = _differences(journal.standing(wanted), journal.standing(standing))
            changes = standing.rows(Wijziging)
        since = [change for change in changes if newest is None or change.nr > newest.nr]
        return Proposal(
            copy, differences, newest, changes[-1] if changes else None, there,
            foreign=bool(changes and coming) and coming[0].wanneer != changes[0].wanneer,
            forgotten=any(change.commando.split(" ")[0] == "forget" for change in since),
        )  # fmt: skip


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
            os.close(os.open(made.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            revision = copies.copy(copy, made.path).revision or ""
            if revision > head():
                raise OpdrachtError(f"{copy} is van een nieuwere versie van opdracht ({revision}, niet {head()}).")
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


@contextmanager
def _readable(register: Register) -> Iterator[Register]:
    """The register itself, or a copy of it that was brought up to date when it is older."""
    if register.on_server or register.version() == head():
        yield register
        return
    with _prepared(register.path) as made:
        yield made


def _state(register: Register) -> tuple[bool, bool]:
    """Whether there is a register, and whether it is damaged. Raises OpdrachtError for one that is newer, or of others."""
    if not register.exists():
        return False, False
    if not register.on_server and _is_damaged(register.path):
        return True, True
    register.version()
    return True, False


def _is_damaged(path: Path) -> bool:
    with engines.plain_words(str(path)):
        try:
            with salvage.opened(path) as connection:
                return not copies.is_sound(connection)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if copies.is_damage(error):
                return True
            raise


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
    for end in salvage.BESIDE:
        beside = path.with_name(path.name + end)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + end))
    return aside


def _differences(wanted: journal.State, standing: journal.State) -> list[KindDifference]:
    differences = {name: KindDifference(name, [], [], []) for name in journal.MODELS}
    for place in sorted(wanted.keys() | standing.keys()):
        if place not in standing:
            differences[place.kind].back.append(place.key)
        elif place not in wanted:
            differences[place.kind].gone.append(place.key)
        elif wanted[place] != standing[place]:
            differences[place.kind].changed.append(place.key)
    return [one for one in differences.values() if one.back or one.gone or one.changed]
