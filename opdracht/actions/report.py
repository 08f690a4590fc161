"""The regiofoto: make it, write it as a Word document, and keep its counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from opdracht.actions.render import print_region
from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import foto
from opdracht.documents.engine.printing import Job
from opdracht.documents.engine.render import template_names
from opdracht.documents.sheets import own_folder
from opdracht.model import Foto
from opdracht.records import make
from opdracht.store import Register


def take_foto(register: Register, peildatum: date) -> dict[str, Any]:
    """The regiofoto of a day; nothing is kept of it yet."""
    with register.reading() as reader:
        regio = reader.region()
    found, aside = without_set_aside(regio, run(regio, peildatum))
    return foto(regio, RULES, found, len(aside), peildatum)


def keep_foto(register: Register, made: dict[str, Any]) -> None:
    """Keep how often each rule was broken on the day of a foto, to compare the next one with."""
    day: date = made["foto"]["datum"]
    counts = {rule["code"]: rule["aantal"] for angle in made["invalshoeken"] for rule in angle["regels"]}
    with register.writing() as writer:
        for row in writer.rows(Foto, datum=day):
            writer.delete(row)
        writer.insert(
            [make(Foto, {"datum": day, "code": rule.code, "aantal": counts.get(rule.code, 0)}) for rule in RULES]
        )


def foto_context(made: dict[str, Any]) -> dict[str, Any]:
    """The names for the template of a foto."""
    day: date = made["foto"]["datum"]
    return {**made, "document": {"soort": "Regiofoto", "datum": day, "versie": day.isoformat()}, "nvt": "n.v.t."}


@dataclass(frozen=True)
class Filed:
    """Where the document of a foto stands, and whether its counts are kept."""

    path: Path
    is_kept: bool


def file_foto(register: Register, made: dict[str, Any], folder: Path, *, force: bool) -> Filed:
    """Write a foto as a Word document and keep its counts, unless the register may only be read."""
    path = write_foto(register, made, folder, force=force, own=own_folder(register))
    may_write = register.may_write()
    if may_write:
        keep_foto(register, made)
    return Filed(path, may_write)


def write_foto(register: Register, made: dict[str, Any], folder: Path, *, force: bool, own: Path | None = None) -> Path:
    """Write a foto as a Word document, with the template in the user's `own` folder if there is one; its path."""
    template = template_names(own)["regiofoto"]
    day: date = made["foto"]["datum"]
    path = folder / f"regiofoto {day.isoformat()}.docx"
    job = Job(template, foto_context(made), f"Regiofoto {made['regio']['naam']}", "regiofoto", path)
    return print_region(register, job, day, force=force)
