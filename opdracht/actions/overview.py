"""Capacity on paper: the heat map as a picture, and the capaciteitsoverzicht as a Word document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from docxtpl import DocxTemplate

from opdracht.actions.capacity import Question
from opdracht.capacity.overview import Overview
from opdracht.documents.charts import capacity_chart, chart_words
from opdracht.documents.contexts.capaciteitsoverzicht import SOORT, overview_context
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.pictures import Picture
from opdracht.documents.sheets import Printed
from opdracht.documents.templates import own_folder
from opdracht.errors import OpdrachtError
from opdracht.files import write_file
from opdracht.proof.printed import announced
from opdracht.store import Register

TEMPLATE = "capaciteitsoverzicht"


def write_picture(overview: Overview, path: Path, *, by_profiel: bool, force: bool) -> None:
    """Write the heat map as a PNG. Raises OpdrachtError when there is nothing in it."""
    if not round(overview.total.asked):
        raise OpdrachtError(
            "Er valt niets te tekenen: in deze periode vraagt geen opdracht uren.", "Kies een andere periode."
        )
    rows = overview.profielen if by_profiel else overview.organisaties
    write_file(path, capacity_chart(overview, rows), force=force)


def write_overview(
    register: Register,
    overview: Overview,
    question: Question,
    folder: Path,
    *,
    force: bool,
    template: Path | None = None,
) -> Path:
    """Write the capaciteitsoverzicht as a Word document; its path."""
    template = template or template_names(own_folder(register))[TEMPLATE]
    document = DocxTemplate(template)
    chart = capacity_chart(overview, overview.organisaties)
    picture = Picture(document, chart, chart_words(overview)) if round(overview.total.asked) else None
    context = overview_context(overview, question.statuses, question.today, picture)
    title = f"{SOORT} {overview.regio.settings.regionaam}"
    path = folder / f"{TEMPLATE} {question.today.isoformat()}.docx"
    with announced(register, [(path, TEMPLATE, None)], question.today) as printed:
        content = render(template, context, title, "capaciteit", document)
        write_file(path, content, force=force)
        printed.append(Printed(path, hashlib.sha256(content).hexdigest(), TEMPLATE))
    return path
