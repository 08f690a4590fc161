"""Capacity on paper: the heat map as a picture, and the capaciteitsoverzicht as a Word document."""

from pathlib import Path

from opdracht.actions.capacity import Question
from opdracht.actions.render import print_region
from opdracht.capacity.overview import Overview
from opdracht.documents.charts import capacity_chart, chart_words
from opdracht.documents.contexts.capaciteitsoverzicht import overview_context
from opdracht.documents.pictures import Picture
from opdracht.errors import OpdrachtError
from opdracht.files import write_file
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
    picture = None
    if round(overview.total.asked):
        picture = Picture(capacity_chart(overview, overview.organisaties), chart_words(overview))
    context = overview_context(overview, question.statuses, question.today, picture)
    return print_region(register, TEMPLATE, context, folder, force=force, keywords="capaciteit", template=template)
