"""Capacity on paper: the heat map as a picture, and the capaciteitsoverzicht as a Word document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from docxtpl import DocxTemplate

from opdracht.actions.capacity import Question
from opdracht.capacity import Overview, fitting_step
from opdracht.documents.charts import MOST_COLUMNS, capacity_chart, chart_words
from opdracht.documents.contexts.capaciteitsoverzicht import SOORT, overview_context
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.pictures import Picture
from opdracht.documents.sheets import Printed, own_folder
from opdracht.errors import OpdrachtError
from opdracht.files import write_file
from opdracht.proof.printed import announced
from opdracht.store import Register

TEMPLATE = "capaciteitsoverzicht"


def write_picture(seen: Overview, path: Path, *, by_profiel: bool, force: bool) -> None:
    """Write the heat map as a PNG. Raises OpdrachtError when there is nothing in it."""
    if not round(seen.total.asked):
        raise OpdrachtError(
            "Er valt niets te tekenen: in deze periode vraagt geen opdracht uren.", "Kies een andere periode."
        )
    rows = seen.profielen if by_profiel else seen.organisaties
    write_file(path, capacity_chart(seen, rows, fitting_step(seen.months, MOST_COLUMNS)), force=force)


def write_overview(
    register: Register, seen: Overview, question: Question, folder: Path, *, force: bool, template: Path | None = None
) -> Path:
    """Write the capaciteitsoverzicht as a Word document; its path."""
    template = template or template_names(own_folder(register)).get(TEMPLATE)
    if template is None:
        raise OpdrachtError(f"Het sjabloon {TEMPLATE} ontbreekt.", "Installeer opdracht opnieuw.")
    document = DocxTemplate(template)
    chart = capacity_chart(seen, seen.organisaties, fitting_step(seen.months, MOST_COLUMNS))
    picture = Picture(document, chart, chart_words(seen)) if round(seen.total.asked) else None
    context = overview_context(seen, question.statuses, question.today, picture)
    title = f"{SOORT} {seen.regio.settings.regionaam}"
    path = folder / f"{TEMPLATE} {question.today.isoformat()}.docx"
    with announced(register, [(path, TEMPLATE, None)], question.today) as printed:
        content = render(template, context, title, "capaciteit", document)
        write_file(path, content, force=force)
        printed.append(Printed(path, hashlib.sha256(content).hexdigest(), TEMPLATE))
    return path
