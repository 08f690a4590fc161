"""Make a new register, with the organisations of a region if they are known, and bring an older one up to date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from opdracht.actions.backup import keep_copy
from opdracht.choices import Soort
from opdracht.model import Instelling, Organisatie
from opdracht.records import make
from opdracht.store import HEAD, Register, Writer


def create_register(register: Register, regionaam: str = "", lichaam: str = "", gemeenten: Sequence[str] = ()) -> int:
    """Make a register; the number of organisaties in it. `lichaam` is the body that works for the region."""
    organisations = [
        make(Organisatie, {"code": code_of(name), "naam": name, "soort": soort})
        for name, soort in [
            *((name, Soort.GEMEENTE) for name in gemeenten),
            *([(lichaam, Soort.REGIO)] if lichaam else []),
        ]
    ]
    unique = list({organisation.code: organisation for organisation in organisations}.values())
    setting = [make(Instelling, {"naam": "regionaam", "waarde": regionaam})] if regionaam else []

    def fill(writer: Writer) -> None:
        writer.insert(setting)
        writer.insert(unique)

    register.create(fill)
    return len(unique)


def migrate(register: Register, *, keep: bool) -> tuple[str, Path | None]:
    """Bring a register up to date, or with `keep` off only try it; the version it had, and the copy that was kept."""
    copy = keep_copy(register) if keep and register.version() != HEAD else None
    return register.migrate(keep=keep), copy


def code_of(name: str) -> str:
    """A code for a name: 'Bergen op Zoom' is bergen-op-zoom."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
