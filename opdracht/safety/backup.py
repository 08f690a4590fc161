"""Reserve copies: made on request and before what changes much, each verified, the older ones thinned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.paths import copies_of_servers
from opdracht.safety import copies
from opdracht.safety.copies import Contents
from opdracht.safety.generations import FOLDER, Generation, Generations
from opdracht.store import Register


@dataclass(frozen=True)
class NewCopy:
    """A copy that was made: where, of what, and which older ones went."""

    path: Path
    contents: Contents
    thinned: list[Path]


@dataclass(frozen=True)
class Copy:
    """A copy that is there; `contents` is None when it is no register that can be read."""

    generation: Generation
    size: int
    contents: Contents | None


def generations(register: Register, folder: Path | None = None) -> Generations:
    """The copies of a register, in their own folder or in another one."""
    if register.on_server:
        address = register.name.partition("://")[2].partition("?")[0].lower()
        readable = re.sub(r"[^a-z0-9]+", "-", address).strip("-")[:60]
        stem = f"{readable}-{hashlib.sha256(register.name.encode()).hexdigest()[:8]}"
        return Generations(folder or copies_of_servers() / stem, stem, ".db")
    return Generations(folder or register.path.parent / FOLDER, register.path.stem, register.path.suffix)


def backup(register: Register, to: Path | None = None) -> NewCopy:
    """Make a verified copy, in a folder of its own or in `to`. Only in its own folder older ones are thinned.

    Raises OpdrachtError when the register is damaged or the disk refuses.
    """
    register.version()  # says what there is instead, when there is none
    of_register = generations(register, to)
    with _refused(of_register.folder):
        with of_register.new() as (temporary, path):
            contents = _copied(register, temporary)
        thinned = of_register.thin(lambda copy: _belongs(copy, contents)) if to is None else []
    return NewCopy(path, contents, thinned)


def keep_copy(register: Register) -> Path | None:
    """Make a copy before something changes much; its path, or None when nothing was ever written in the register.

    It may be called inside a writing transaction: the copy is as the register was before. Raises OpdrachtError when
    there is no copy; then whoever calls it changes nothing.
    """
    try:
        with register.looking() as connection:
            if copies.held_by(connection).is_empty:
                return None
        return backup(register).path
    except OpdrachtError as error:
        raise OpdrachtError(
            f"Er is niets veranderd, want eerst hoort er een reservekopie te komen. {error.message}", error.hint
        ) from error


def all_copies(register: Register, folder: Path | None = None) -> list[Copy]:
    """The copies that there are, the newest first."""
    of_register = generations(register, folder)
    with _refused(of_register.folder):
        return [
            Copy(generation, generation.path.stat().st_size, copies.contents_of(generation.path))
            for generation in of_register.all()
        ]


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
