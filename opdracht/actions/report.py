"""The regiofoto: make it, write it as a Word document, and keep its counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import foto
from opdracht.documents.files import write_file
from opdracht.documents.render import render, template_names
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


def write_foto(made: dict[str, Any], folder: Path, *, force: bool) -> Path:
    """Write a foto as a Word document; its path."""
    day: date = made["foto"]["datum"]
    context = {**made, "document": {"soort": "Regiofoto", "datum": day, "versie": day.isoformat()}, "nvt": "n.v.t."}
    path = folder / f"regiofoto {day.isoformat()}.docx"
    title = f"Regiofoto {made['regio']['naam']}"
    write_file(path, render(template_names()["regiofoto"], context, title, "regiofoto"), force=force)
    return path
