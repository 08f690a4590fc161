"""Put a reserve copy in the place of a register: first what would differ, then all of it or nothing."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

import sqlalchemy as sa

from opdracht.errors import OpdrachtError, reason
from opdracht.exchange import bundle
from opdracht.files import read_file, temporary_folder, written_together
from opdracht.model import Wijziging
from opdracht.paths import user_path
from opdracht.safety import copies
from opdracht.safety.backup import faults_of, keep_copy, keep_templates
from opdracht.safety.generations import BESIDE, CopyMark, Generations, generations, sync_folder, templates_beside
from opdracht.safety.standing import InTheWay, all_of, copy_of, standing_of
from opdracht.store import Register, journal, transfer
from opdracht.store.reading import table_of

LIST = "Bekijk welke er zijn met: opdracht backup --list"


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

    `obstacle` says why the register cannot be read, `faults` and `own_faults` what is wrong with the copy and with the
    register, `foreign` that the copy is of another register, `forgotten` that somebody was forgotten in the register
    since, `templates` which of the user's own templates come back or become another.
    """

    copy: Path
    differences: list[KindDifference]
    newest: Wijziging | None
    now: Wijziging | None
    is_there: bool
    obstacle: InTheWay | None = None
    foreign: bool = False
    forgotten: bool = False
    faults: Sequence[str] = ()
    own_faults: Sequence[str] = ()
    templates: Sequence[str] = ()

    @property
    def is_for_nothing(self) -> bool:
        """Whether the register is what the copy is."""
        reads = self.is_there and self.obstacle is None
        return reads and not self.differences and not self.templates and not set(self.own_faults) - set(self.faults)


@dataclass(frozen=True)
class Restored:
    """Where what was replaced is kept: as a copy, or moved aside because it could not be read; and which templates came."""

    kept: Path | None = None
    aside: Path | None = None
    templates: Sequence[str] = ()


def chosen(register: Register, name: str | None) -> Path:
    """The copy that a name means: a path, or one in the folder of the copies; without a name the newest that is sound.

    What a restore replaced, and what was not sound, is never meant without its name.
    """
    of_register = generations(register)
    if name is None:
        return _newest_sound(of_register)
    given = user_path(Path(name))
    path = given if given.exists() or given.name != name else of_register.folder / name
    if not path.exists():
        raise OpdrachtError(f"De reservekopie {name} is er niet.", LIST)
    if path.is_dir():
        raise OpdrachtError(f"{name} is een map, geen reservekopie.", "Kies een bestand in die map.")
    if not path.is_file():
        raise OpdrachtError(f"{name} is geen bestand, en dus geen reservekopie.", LIST)
    if not register.on_server and register.path.exists() and path.samefile(register.path):
        raise OpdrachtError(f"{name} is het register zelf.", LIST)
    return path


def _newest_sound(of_register: Generations) -> Path:
    try:
        copies_on_disk = of_register.all()
    except OSError as error:
        raise OpdrachtError(
            f"De map {of_register.folder} is niet te lezen: {reason(error)}.",
            "Noem een bestand: opdracht restore KOPIE",
        ) from error
    for generation in copies_on_disk:
        if generation.mark == CopyMark.NONE and not faults_of(generation.path):
            return generation.path
    if copies_on_disk:
        raise OpdrachtError(
            f"In {of_register.folder} staat geen gave reservekopie.",
            "Bekijk ze met 'opdracht backup --list', en noem er een: opdracht restore KOPIE",
        )
    raise OpdrachtError(
        f"Er is geen reservekopie in {of_register.folder}.",
        "Staat er elders een, noem haar dan: opdracht restore KOPIE",
    )


def propose(register: Register, copy: Path) -> Proposal:
    """What restoring a copy would do. Raises OpdrachtError when it cannot be restored."""
    with _prepared(copy) as fresh:
        coming = all_of(fresh)
    standing = standing_of(register)
    newest, now = (side.changes[-1] if side.changes else None for side in (coming, standing))
    since = [change for change in standing.changes if newest is None or change.nr > newest.nr]
    return Proposal(
        copy, _differences(coming.records, standing.records), newest, now, standing.is_there, standing.obstacle,
        foreign=bool(now and newest) and coming.changes[0].wanneer != standing.changes[0].wanneer,
        forgotten=any(journal.is_forgetting(change) for change in since),
        faults=faults_of(copy),
        own_faults=faults_of(register.path) if standing.is_readable and not register.on_server else (),
        templates=list(_other_templates(register, copy)),
    )  # fmt: skip


def restore(register: Register, copy: Path) -> Restored:
    """Put a copy in the place of a register, and the templates beside it; what stood there is kept, as a copy or aside."""
    with _prepared(copy) as fresh:
        with fresh.writing() as writer:
            writer.close(always=True)
        standing = standing_of(register)
        if register.on_server:
            restored = _into_server(register, fresh, is_there=standing.is_there)
        elif standing.is_readable:
            with copies.ready_to_overwrite(register.path) as unchanged:
                kept = keep_copy(register, replaced=True)
                copies.overwrite(fresh.path, register.path, unchanged)
            restored = Restored(kept=kept)
        else:
            restored = Restored(aside=_put_in_place(fresh.path, register, standing.obstacle))
    return replace(restored, templates=_restore_templates(register, copy, restored))


@contextmanager
def _prepared(copy: Path) -> Iterator[Register]:
    """A verified copy of a copy, of this version, to read from and to write in."""
    with temporary_folder() as folder:
        try:
            fresh = copy_of(copy, folder)
            fresh.migrate()
            all_of(fresh)
        except OSError as error:
            raise OpdrachtError(f"De kopie {copy} is niet te lezen: {reason(error)}.", LIST) from error
        except OpdrachtError as error:
            message = error.message.replace(str(folder), str(copy))
            about_copy = str(copy) in message  # else it is about the disk
            hint = f"Kies een andere. {LIST}" if about_copy else error.hint
            raise OpdrachtError(f"Deze kopie gaat niet terug. {message}", hint) from error
        yield fresh


def _into_server(register: Register, fresh: Register, *, is_there: bool) -> Restored:
    if not is_there:
        fresh.copy_to(register)
        return Restored()
    with fresh.reading() as source, register.writing() as writer:
        kept = keep_copy(register, replaced=True)  # what others write from here on waits, and comes after
        for model in reversed(transfer.EVERYTHING):
            writer.connection.execute(sa.delete(table_of(model)))
        if any(transfer.counts(writer.connection).values()):  # the rules of a server keep rows without a word
            raise OpdrachtError(
                f"De database {register.name} laat u niet alles vervangen. Er is niets veranderd.",
                "Vraag de beheerder om de kopie terug te zetten.",
            )
        transfer.copy(source.connection, writer.connection)
    return Restored(kept=kept)


def _put_in_place(fresh: Path, register: Register, obstacle: InTheWay | None) -> Path | None:
    """Put a file where a register was or should be; what stood there stays beside it, under this name."""
    path, temporary = register.path, None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".opdracht-", suffix=".tmp")
        os.close(handle)
        temporary = Path(name)
        copies.copy(fresh, temporary)
        if path.is_file():
            _open_to_the_same(path, temporary)
        aside = _moved_aside(path, obstacle)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise OpdrachtError(
            f"De kopie komt niet op {register.name}: {reason(error)}.",
            "Maak ruimte of vraag schrijfrecht, of zet haar elders terug met: opdracht --register NIEUW.db restore KOPIE",
        ) from error
    finally:
        if temporary:
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
    mode = stat.S_IMODE(was.st_mode) | stat.S_IRUSR | stat.S_IWUSR
    new.chmod(mode if new.stat().st_gid == was.st_gid else mode & ~stat.S_IRWXG)


def _moved_aside(path: Path, obstacle: InTheWay | None) -> Path | None:
    """Keep what cannot be read under a name that says so, with what belongs to it; a file also stays where it can be.

    What SQLite left beside a register that is gone would be played into the new one; that is kept too.
    """
    moment = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    word = "beschadigd" if obstacle == InTheWay.DAMAGED else "vervangen"
    names = (f"{path.stem}-{word}-{moment}{again}{path.suffix}" for again in chain([""], map("-{}".format, count(2))))
    aside = next(other for name in names if not (other := path.with_name(name)).exists())
    kept = []
    if obstacle:
        try:
            os.link(path, aside)
        except OSError:  # a folder, or a disk without links
            os.rename(path, aside)
        kept.append(aside)
    for end in BESIDE:
        beside = path.with_name(path.name + end)
        if beside.exists():
            kept.append(aside.with_name(aside.name + end))
            os.replace(beside, kept[-1])
    return kept[0] if kept else None


def _other_templates(register: Register, copy: Path) -> dict[str, bytes]:
    """The own templates beside a copy that the register does not have, or has otherwise."""
    beside = templates_beside(copy)
    if not beside.is_file():
        return {}
    _, templates = bundle.unpacked(read_file(beside), str(beside))
    own = bundle.templates_in(register.own_templates)
    return {name: content for name, content in templates.items() if own.get(name) != content}


def _restore_templates(register: Register, copy: Path, restored: Restored) -> list[str]:
    """Put the own templates beside a copy back; those that were there are kept beside what the restore replaced."""
    try:
        templates = _other_templates(register, copy)
        if templates:
            kept = restored.kept or restored.aside
            keep_templates(register, kept or generations(register).path(datetime.now(UTC), CopyMark.REPLACED))
        with written_together(register.own_templates, templates) as put:
            put()
    except OpdrachtError as error:
        raise OpdrachtError(f"Het register is teruggezet, uw sjablonen niet. {error.message}", error.hint) from error
    return sorted(templates)


def _differences(wanted: journal.State, standing: journal.State) -> list[KindDifference]:
    differences = {name: KindDifference(name, [], [], []) for name in journal.MODELS}
    for record in sorted(wanted.keys() | standing.keys()):
        if record not in standing:
            differences[record.kind].back.append(record.key)
        elif record not in wanted:
            differences[record.kind].gone.append(record.key)
        elif wanted[record] != standing[record]:
            differences[record.kind].changed.append(record.key)
    return [of_kind for of_kind in differences.values() if of_kind.back or of_kind.gone or of_kind.changed]
