"""Texts that are not in the register yet, kept on disk so that nothing is lost: a wizard half-way, a faulty edit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from opdracht.files import write_file
from opdracht.paths import kept_texts
from opdracht.store import Register


@dataclass(frozen=True)
class Draft:
    """One text that is kept for a register, under a name."""

    path: Path

    @classmethod
    def of(cls, register: Register, name: str) -> Draft:
        """The text with this name for this register."""
        return cls(_folder(register) / name)

    @classmethod
    def all_of(cls, register: Register) -> list[Draft]:
        """Every text that is kept for this register."""
        return [cls(path) for path in sorted(_folder(register).glob("*")) if path.is_file()]

    def read(self) -> str | None:
        """The text, or None when there is none."""
        return self.path.read_bytes().decode(errors="surrogateescape") if self.path.is_file() else None

    def write(self, text: str) -> None:
        """Keep a text in the place of the one before."""
        write_file(self.path, text.encode(errors="surrogateescape"), force=True, private=True)

    def forget(self) -> None:
        """The text is in the register now, or no longer wanted."""
        self.path.unlink(missing_ok=True)


def _folder(register: Register) -> Path:
    address = register.name if register.on_server else str(register.path)
    return kept_texts() / hashlib.sha256(address.encode()).hexdigest()[:12]
