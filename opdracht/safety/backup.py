"""Reserve copies: made on request and before what changes much, each verified, the older ones thinned.

The user's own templates stand beside a copy, in a zip.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.exchange import bundle
from opdracht.files import write_file
from opdracht.safety import copies
from opdracht.safety.copies import Contents
from opdracht.safety.generations import CopyMark, Generation, generations, templates_beside
from opdracht.store import Register, schema


@dataclass(frozen=True)
class NewCopy:
    """A copy that was made: where, of what, which older ones went, what is wrong with it, and how many templates go along."""

    path: Path
    contents: Contents
    thinned: list[Path]
    faults: list[str]
    templates: int = 0


@dataclass(frozen=True)
class Copy:
    """A copy on disk; `contents` is None when it is no register that can be read."""

    generation: Generation
    size: int
    contents: Contents | None


def backup(register: Register, to: Path | None = None, *, replaced: bool = False) -> NewCopy:
    """Make a verified copy, in a folder of its own or in `to`. Only in its own folder older ones are thinned.

    Its name says when it is not sound, and when it is of what a restore `replaced`. Raises OpdrachtError when the
    register is damaged or the disk refuses.
    """
    register.version()  # says what stands there instead, when it is no register
    of_register = generations(register, to)
    with _refused(of_register.folder):
        with of_register.new() as coming:
            contents = _copied(register, coming.temporary)
            faults = faults_of(coming.temporary)
            if replaced:
                coming.mark = CopyMark.REPLACED
            elif faults:
                coming.mark = CopyMark.UNSOUND
            templates = keep_templates(register, coming.path)
        thinned = of_register.thin(lambda copy: _belongs(copy, contents)) if to is None else []
    return NewCopy(coming.path, contents, thinned, faults, templates)


def keep_copy(register: Register, *, replaced: bool = False) -> Path | None:
    """Make a copy before something changes much; its path, or None when nothing was ever written in the register.

    It may be called inside a writing transaction: the copy is as the register was before. Raises OpdrachtError when
    there is no copy; then whoever calls it changes nothing.
    """
    try:
        with register.looking() as connection:
            if copies.held_by(connection).is_empty:
                return None
        return backup(register, replaced=replaced).path
    except OpdrachtError as error:
        raise OpdrachtError(
            f"Er is niets veranderd, want eerst hoort er een reservekopie te komen. {error.message}", error.hint
        ) from error


def all_copies(register: Register, folder: Path | None = None) -> list[Copy]:
    """The copies of a register, the newest first."""
    of_register = generations(register, folder)
    with _refused(of_register.folder):
        return [
            Copy(generation, generation.path.stat().st_size, copies.contents_of(generation.path))
            for generation in of_register.all()
        ]


def faults_of(copy: Path) -> list[str]:
    """What is wrong with a copy, in sentences; being of an older version is not."""
    from opdracht.safety.doctor import examine  # it loads Word, which a command that only keeps a copy may not need

    contents = copies.contents_of(copy)
    if contents is not None and contents.revision is not None and schema.is_older(contents.revision):
        return []
    return [symptom.text for symptom in examine(Register.at(str(copy.absolute()))).faults]


def keep_templates(register: Register, copy: Path) -> int:
    """Put the user's own templates in a zip beside a copy; how many they are."""
    templates = bundle.templates_in(register.own_templates)
    if templates:
        write_file(templates_beside(copy), bundle.packed(bundle.in_zip(templates)), force=True, private=True)
    return len(templates)


def _copied(register: Register, target: Path) -> Contents:
    if not register.on_server:
        return copies.copy(register.path, target)
    with register.looking() as connection:
        return copies.copy_of_server(connection, target)


def _belongs(path: Path, now: Contents) -> bool:
    """Whether a copy is of this register, by its first change: another may have had the same name before."""
    held = copies.contents_of(path)
    return held is not None and held.begin is not None and held.begin == now.begin


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OpdrachtError(
            f"Reservekopieën in {folder} gaan niet: {reason(error)}.",
            "Maak ruimte, vraag schrijfrecht, of kies een andere map met: opdracht backup --to MAP",
        ) from error
