"""The demo on a terminal: what is in it, what the checks say, and what to try next."""

from collections.abc import Callable

from opdracht.actions.demo import PEILDATUM, Demo
from opdracht.actions.render import Rendered
from opdracht.cli.findings import show_findings
from opdracht.cli.terminal import heading, show
from opdracht.dutch import long_date


def show_filled(demo: Demo) -> None:
    """Print what the example holds and what the checks find in it."""
    added = demo.changes.added
    faulty = len(demo.regio.opdrachten) - len(demo.sound)
    show(f"Een voorbeeld van een regio, in de map {demo.folder}. Alles erin is verzonnen.")
    show()
    show(
        f"1. Ingelezen: {added['organisaties']} organisaties, {added['personen']} functies, {added['ambities']} ambities,"
    )
    show(
        f"   {added['besluiten']} besluiten, {added['aanbod']} keer aanbod van uren en {added['opdrachten']} opdrachten."
    )
    show()
    show(f"2. Getoetst op {long_date(PEILDATUM)}: {faulty} van de {added['opdrachten']} opdrachten zijn niet in orde.")
    show_findings(demo.found, demo.regio)


def show_documents(demo: Demo, result: Rendered, typed: Callable[[str], str]) -> None:
    """Print which documents there are, and commands to try on the example."""
    for error in result.failed.values():
        raise error
    number = len(result.written) + len(result.same)
    show()
    show(f"3. Gemaakt: {number} Word-documenten, twee per opdracht die in orde is. Ze staan in")
    show(f"   {demo.folder / 'documenten'}")
    show()
    first = next(iter(demo.regio.opdrachten))
    wrong = [finding.opdracht for finding in demo.found if finding.opdracht]
    heading("Probeer nu:")
    for text, why in (
        (f"opdracht show {first}", "lees een opdracht"),
        (f"opdracht check {wrong[-1]}", "zie wat er mis is met een andere, en hoe u het herstelt"),
        ("opdracht capacity", "zie waar de uren opraken, en waardoor"),
        ("opdracht plan", "zie welke opdrachten passen in de uren die er zijn"),
        ("opdracht create", "maak er zelf een, met vragen"),
    ):
        show(f"  {typed(text)}")
        show(f"      {why}")
