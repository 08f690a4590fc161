"""Reserve copies: made on request and before what changes much, each verified, the older ones thinned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.paths import copies_of_servers
from opdracht.safety import copies, dumps
from opdracht.safety.copies import Contents
from opdracht.safety.generations import FOLDER, Generation, Generations
from opdracht.store import Register

DUMP = ".dump"


@dataclass(frozen=True)
class Kept:
    """A copy that was made: where, of what, which older ones went, and why it was made otherwise than by pg_dump."""

    path: Path
    contents: Contents
    thinned: list[Path] = field(default_factory=list)
    instead: str = ""


@dataclass(frozen=True)
class Copy:
    """A copy that is there; `contents` is None when it is no register that can be read, or was made by pg_dump."""

    generation: Generation
    size: int
    contents: Contents | None

    @property
    def is_dump(self) -> bool:
        return self.generation.path.suffix == DUMP


def generations(register: Register, folder: Path | None = None) -> Generations:
    """The copies of a register, in their own folder or in another one."""
    if register.on_server:
        place = register.name.partition("://")[2].partition("?")[0].lower()
        told = re.sub(r"[^a-z0-9]+", "-", place).strip("-")[:60]
        stem = f"{told}-{hashlib.sha256(register.name.encode()).hexdigest()[:8]}"
        return Generations(folder or copies_of_servers() / stem, stem, (DUMP, ".db"))
    return Generations(folder or register.path.parent / FOLDER, register.path.stem, (register.path.suffix,))


def backup(register: Register, to: Path | None = None) -> Kept:
    """Make a verified copy, in a folder of its own or in `to`. Only in its own folder older ones are thinned.

    Raises OpdrachtError when the register is damaged or the disk refuses.
    """
    place = generations(register, to)
    with _refused(place.folder):
        made = _of_server(register, place) if register.on_server else _of_file(register, place)
        thinned = place.thin(lambda path: _belongs(path, made.contents)) if to is None else []
    return Kept(made.path, made.contents, thinned, made.instead)


def keep_copy(register: Register) -> Path | None:
    """Make a copy before something changes much; its path, or None when nothing was ever written in the register.

    It may be called inside a writing transaction: the copy is as the register was before. Raises OpdrachtError when
    there is no copy; then whoever calls it changes nothing.
    """
    try:
        with register.looking() as connection:
            if dumps.counted(connection).is_empty:
                return None
        return backup(register).path
    except OpdrachtError as error:
        raise OpdrachtError(
            f"Er is niets veranderd, want eerst hoort er een reservekopie te komen. {error.message}", error.hint
        ) from error


def all_copies(register: Register, folder: Path | None = None) -> list[Copy]:
    """The copies that there are, the newest first."""
    place = generations(register, folder)
    with _refused(place.folder):
        return [
            Copy(one, one.path.stat().st_size, None if one.path.suffix == DUMP else copies.contents_of(one.path))
            for one in place.all()
        ]


def _of_file(register: Register, place: Generations) -> Kept:
    if not register.exists():
        register.version()  # says what there is instead
    with place.new(register.path.suffix) as (temporary, path):
        found = copies.copy(register.path, temporary)
    return Kept(path, found)


def _of_server(register: Register, place: Generations) -> Kept:
    register.version()
    with register.looking() as connection:
        try:
            with place.new(DUMP) as (temporary, path):
                found = dumps.dump(connection, register.location, temporary)
            return Kept(path, found)
        except dumps.Unable as unable:
            with place.new(".db") as (temporary, path):
                found = dumps.as_file(connection, temporary)
            return Kept(path, found, instead=str(unable))


def _belongs(path: Path, now: Contents) -> bool:
    """Whether a copy is of this register, by its first change: another may have had the same name before."""
    if path.suffix == DUMP:
        begin = dumps.begin_of(path)
    else:
        held = copies.contents_of(path)
        begin = held.begin if held else None
    return begin is not None and begin == now.begin


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OpdrachtError(
            f"Reservekopieën in {folder} gaan niet: {reason(error)}.",
            "Maak ruimte, vraag schrijfrecht, of kies een andere map met: opdracht backup --to MAP",
        ) from error
