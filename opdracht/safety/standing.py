"""What stands in the place of a register: nothing, something that cannot be read, or a register with all that is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from opdracht.errors import OpdrachtError, reason
from opdracht.files import temporary_folder
from opdracht.model import Wijziging
from opdracht.safety import copies, salvage
from opdracht.store import Register, engines, head, journal

_NAME = "register.db"
_UNREADABLE = (OpdrachtError, SQLAlchemyError, ValueError, TypeError, KeyError, ArithmeticError)
"""What reading a register raises that another program wrote in."""


class InTheWay(StrEnum):
    """What stands in the place of a register and cannot be read as one; it is moved aside."""

    DAMAGED = "is beschadigd"
    FORBIDDEN = "mag u niet lezen"
    FOLDER = "is een map"
    NEWER = "is van een nieuwere versie van opdracht"
    FOREIGN = "is geen register van opdracht"


@dataclass(frozen=True)
class Standing:
    """What stands in the place of a register: nothing, what cannot be read, or records and the changes that made them."""

    is_there: bool
    obstacle: InTheWay | None = None
    records: journal.State = field(default_factory=dict)
    changes: Sequence[Wijziging] = ()

    @property
    def is_readable(self) -> bool:
        return self.is_there and self.obstacle is None


def standing_of(register: Register) -> Standing:
    """What stands in the place of a register.

    Raises OpdrachtError for what is no file, and when the disk or another program does not let it be looked at.
    """
    if register.on_server:
        return all_of(register) if register.exists() else Standing(False)
    path = register.path
    if path.is_dir():
        return Standing(True, InTheWay.FOLDER)
    if not path.exists() or (path.is_file() and not path.stat().st_size) or _is_taken_back(register):
        return Standing(False)
    if not path.is_file():
        raise OpdrachtError(f"{path} is geen bestand.", "Kies met --register een andere plaats.")
    if not os.access(path, os.R_OK | os.W_OK):
        return Standing(True, InTheWay.FORBIDDEN)
    if obstacle := _obstacle(path):
        return Standing(True, obstacle)
    with temporary_folder() as folder:
        fresh = copy_of(path, folder)
        try:
            fresh.migrate()
            return all_of(fresh)
        except _UNREADABLE:
            return Standing(True, InTheWay.DAMAGED)


def _is_taken_back(register: Register) -> bool:
    """Whether it was half a register, that a killed command left and that is gone by looking at it."""
    try:
        return engines.is_begun_from_nothing(register.path) and not register.exists()
    except OpdrachtError:
        return False


def _obstacle(path: Path) -> InTheWay | None:
    """Why a file cannot be a register that is replaced where it stands. Raises OpdrachtError when it cannot be looked at."""
    try:
        with engines.plain_words(str(path)), salvage.opened(path) as connection:
            if not copies.is_sound(connection):
                return InTheWay.DAMAGED
            held = copies.contents(connection)
    except OSError as error:
        raise OpdrachtError(f"{path} is niet te lezen: {reason(error)}.", "Kijk of de schijf er nog is.") from error
    except OpdrachtError as error:
        because = error.__cause__
        if isinstance(because, sqlite3.Error | UnicodeDecodeError) and copies.is_damage(because):
            return InTheWay.DAMAGED
        raise
    if held.revision is None:
        return InTheWay.DAMAGED if held.counts else InTheWay.FOREIGN
    return InTheWay.NEWER if held.revision > head() else None


def copy_of(source: Path, folder: Path) -> Register:
    """A register in a folder with all that the file of another holds, of whatever version that is not newer."""
    fresh = Register.at(str(folder / _NAME))
    os.close(os.open(fresh.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    revision = copies.copy(source, fresh.path).revision or ""
    if revision > head():
        raise OpdrachtError(f"{source} is van een nieuwere versie van opdracht ({revision}, niet {head()}).")
    return fresh


def all_of(register: Register) -> Standing:
    """The records of a register and its changes."""
    with register.reading() as reader:
        return Standing(True, None, journal.standing(reader), reader.rows(Wijziging))
