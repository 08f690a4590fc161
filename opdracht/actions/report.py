"""The regiofoto: make it, keep its counts, and write it as a Word document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from opdracht.actions.printed import print_region
from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import counts_by_rule, foto
from opdracht.documents.printing import Job
from opdracht.documents.render import template_names
from opdracht.model import Foto
from opdracht.records import make
from opdracht.store import Register


def take_foto(register: Register, peildatum: date) -> dict[str, Any]:
    """The regiofoto of a day; its counts are kept, to compare the next one with."""
    with register.writing() as writer:
        regio = writer.region()
        found, aside = without_set_aside(regio, run(regio, peildatum))
        made = foto(regio, RULES, found, len(aside), peildatum)
        for row in writer.rows(Foto, datum=peildatum):
            writer.delete(row)
        counts = counts_by_rule(found)
        writer.insert(
            [make(Foto, {"datum": peildatum, "code": rule.code, "aantal": counts[rule.code]}) for rule in RULES]
        )
    return made


def foto_context(made: dict[str, Any]) -> dict[str, Any]:
    """The names for the template of a foto."""
    day: date = made["foto"]["datum"]
    return {**made, "document": {"soort": "Regiofoto", "datum": day, "versie": day.isoformat()}, "nvt": "n.v.t."}


def write_foto(register: Register, made: dict[str, Any], folder: Path, *, force: bool, own: Path | None = None) -> Path:
    """Write a foto as a Word document, with the template in the user's `own` folder if there is one; its path."""
    template = template_names(own)["regiofoto"]
    day: date = made["foto"]["datum"]
    path = folder / f"regiofoto {day.isoformat()}.docx"
    job = Job(template, foto_context(made), f"Regiofoto {made['regio']['naam']}", "regiofoto", path)
    return print_region(register, job, day, force=force)
