"""Texts that are not in the register yet, kept on disk so that nothing is lost: a wizard half-way, an edit."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os.path import isfile  # where a folder may not even be looked into, there is no text
from pathlib import Path

from opdracht.errors import OpdrachtError
from opdracht.exchange.encoding import Decoded, decoded
from opdracht.files import write_file
from opdracht.paths import kept_texts
from opdracht.store import Register

_LOCK = ".bezig"


@dataclass(frozen=True)
class Draft:
    """One text that is kept for a register, under a name, in the first of its folders that can be written."""

    name: str
    folders: tuple[Path, ...]

    @classmethod
    def of(cls, register: Register, name: str) -> Draft:
        """The text with this name for this register."""
        return cls(name, _folders(register))

    @classmethod
    def all_of(cls, register: Register) -> list[Draft]:
        """Every text that is kept for this register."""
        return [
            cls(path.name, (folder,))
            for folder in _folders(register)
            for path in sorted(folder.glob("*"))
            if isfile(path) and path.suffix != _LOCK
        ]

    @property
    def path(self) -> Path:
        """Where the text stands, or will stand."""
        return next(filter(isfile, self._paths), self._paths[0])

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands in another folder than usual, because that one cannot be written."""
        return self.path != self._paths[0]

    @property
    def _paths(self) -> list[Path]:
        return [folder / self.name for folder in self.folders]

    def read(self) -> str | None:
        """The text, or None when there is none."""
        return self.decoded().text if isfile(self.path) else None

    def decoded(self) -> Decoded:
        """The text as whoever saved it wrote it. Raises OpdrachtError when it cannot be read."""
        try:
            return decoded(self.path.read_bytes())
        except OSError as error:
            raise OpdrachtError(f"{self.path} is niet te lezen.", "Daarin staat uw tekst.") from error

    def write(self, text: str) -> None:
        """Keep a text in the place of the one before. Raises OpdrachtError when no folder takes it."""
        content = text.encode(errors="surrogateescape")
        refusal: OpdrachtError | None = None
        for path in [self.path, *self._paths]:
            try:
                write_file(path, content, force=True, private=True)
            except OpdrachtError as error:
                refusal = refusal or error
            else:
                return
        assert refusal is not None
        raise OpdrachtError(f"Uw tekst is niet te bewaren. {refusal.message}", refusal.hint)

    def forget(self) -> None:
        """The text is in the register now, or no longer wanted."""
        for path in filter(isfile, self._paths):
            with suppress(OSError):  # it is offered once more then, and says nothing new
                path.unlink()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else works on this text meanwhile, in another window of the same user.

        Raises OpdrachtError when somebody does. The lock of a process that is killed goes with it.
        """
        path = self.path.with_suffix(_LOCK)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(path, timeout=0)
        except (OSError, sqlite3.Error):
            yield  # whether the text can be kept shows when it is written
            return
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                hint = "Maak het daar eerst af. Is dat venster er niet meer, sluit dan de editor die nog openstaat."
                raise OpdrachtError("U bent hier in een ander venster al mee bezig.", hint) from None
        try:
            yield
        finally:
            lock.close()
            with suppress(OSError):
                path.unlink()


def _folders(register: Register) -> tuple[Path, ...]:
    """Where texts of a register are kept: with the user's own things, and else beside the register or where they work."""
    address = register.name if register.on_server else str(register.path)
    beside = Path.cwd() if register.on_server else register.path.parent
    mark = hashlib.sha256(address.encode()).hexdigest()[:12]
    return (kept_texts() / mark, beside / "opdracht-bewaard" / mark)
