"""The regiofoto: make it, keep its counts, and write it as a Word document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from opdracht.actions.printed import Printed, announced
from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import counts_by_rule, foto
from opdracht.documents.files import write_file
from opdracht.documents.render import render, template_names
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


def write_foto(register: Register, made: dict[str, Any], folder: Path, *, force: bool) -> Path:
    """Write a foto as a Word document; its path."""
    day: date = made["foto"]["datum"]
    context = {**made, "document": {"soort": "Regiofoto", "datum": day, "versie": day.isoformat()}, "nvt": "n.v.t."}
    path = folder / f"regiofoto {day.isoformat()}.docx"
    title = f"Regiofoto {made['regio']['naam']}"
    content = render(template_names()["regiofoto"], context, title, "regiofoto")
    with announced(register, [(path, "regiofoto", None)], day) as printed:
        write_file(path, content, force=force)
        printed.append(Printed.of(path, content, "regiofoto"))
    return path
