"""How records, agreements and findings look: tables on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from opdracht.checks import Finding
    from opdracht.region import Regio

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisatie": ("code", "naam", "soort", "inwoners"),
    "persoon": ("code", "functie", "organisatie", "niveau", "naam"),
    "ambitie": ("code", "titel", "thema", "prioriteit"),
    "besluit": ("kenmerk", "orgaan", "datum", "tekst"),
    "aanbod": ("sleutel", "profiel", "niveau", "hoeveelheid", "eenheid", "van", "tot", "al_toegezegd"),
    "opdracht": ("nummer", "titel", "status", "van", "tot", "prioriteit"),
    "volgorde": ("opdracht", "na"),
    "rol": ("opdracht", "rol", "persoon", "reden"),
    "mijlpaal": ("sleutel", "datum", "resultaat", "eigenaar", "gehaald_op"),
    "randvoorwaarde": ("sleutel", "categorie", "tekst", "eigenaar", "uiterlijk", "status"),
    "inzet": ("sleutel", "organisatie", "profiel", "niveau", "hoeveelheid", "eenheid"),
    "belang": ("opdracht", "organisatie", "deelname", "belang"),
    "ondertekening": ("opdracht", "rol", "functie", "datum", "niveau", "grondslag"),
    "statuswissel": ("sleutel", "van", "naar", "datum", "door", "ondanks"),
    "terzijde": ("code", "opdracht", "plaats", "reden", "door", "datum"),
    "gesprek": ("sleutel", "datum", "afspraken", "spanning", "opgelost_op"),
}
"""What a list of each kind shows; `sleutel` is the key that set, show and remove take."""


def written(value: Any) -> str:
    """A value as people read it in a table."""
    from opdracht.dates import short_date
    from opdracht.numbers import written as number

    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | float):
        return number(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headers: a table that fits a terminal, or whole columns when piped."""
    if sys.stdout.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for header in headers:
            grid.add_column(
                Text(header), overflow="fold", no_wrap=header in ("nummer", "sleutel", "van", "tot", "datum")
            )
        for row in rows:
            grid.add_row(*(Text(cell) for cell in row))
        Console().print(grid)
        return
    cells = [[cell.replace("\n", " ") for cell in row] for row in (headers, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def agreement(regio: Regio, nummer: str) -> None:
    """Print an agreement as people read it."""
    from opdracht.documents.context import agreement_context

    width = min(_width(), 100)
    opdracht = agreement_context(regio, nummer, "", date.min)["opdracht"]
    typer.echo(typer.style(f"{nummer}  {opdracht['titel']}", bold=True))
    for label, text in _short_facts(opdracht):
        if text:
            typer.echo(f"  {label:<27}{text}")
    for label, text in _texts(opdracht):
        typer.echo("\n" + typer.style(label, bold=True))
        for paragraph in text.split("\n"):
            typer.echo(textwrap.fill(paragraph, width, initial_indent="  ", subsequent_indent="  "))
    for kind in ("mijlpaal", "randvoorwaarde", "inzet", "belang", "gesprek"):
        rows = getattr(regio, _PLURAL[kind])[nummer]
        if rows:
            typer.echo("\n" + typer.style(_PLURAL[kind].capitalize(), bold=True))
            columns = [column for column in COLUMNS[kind] if column != "opdracht"]
            table(columns, [cells(row, columns) for row in rows])


def cells(record: Any, columns: Iterable[str]) -> list[str]:
    """The fields of a record as texts; `sleutel` is its key."""
    from opdracht.model import key_of
    from opdracht.records import written_key

    return [
        written_key(key_of(record)) if column == "sleutel" else written(getattr(record, column)) for column in columns
    ]


def findings(found: Sequence[Finding], regio: Regio, shown: Callable[[str], str] | None = None) -> None:
    """Print findings under the opdracht they are about; with `shown` each with the command that mends it."""
    width = min(_width(), 100)
    colours = {"fout": "red", "waarschuwing": "yellow", "hint": "cyan"}
    for nummer in dict.fromkeys(finding.opdracht for finding in found):
        typer.echo("\n" + typer.style(f"{nummer}  {regio.opdrachten[nummer].titel}", bold=True))
        for finding in (one for one in found if one.opdracht == nummer):
            label = f"  {finding.code} {finding.ernst:<13}"
            body = textwrap.wrap(finding.text, width - len(label) - 1) or [""]
            typer.echo(f"  {finding.code} {typer.style(f'{finding.ernst:<13}', fg=colours[finding.ernst])} {body[0]}")
            for line in body[1:]:
                typer.echo(" " * (len(label) + 1) + line)
            if shown:
                typer.echo(" " * (len(label) + 1) + typer.style(shown(finding.repair), dim=True))


_PLURAL = {
    "mijlpaal": "mijlpalen",
    "randvoorwaarde": "randvoorwaarden",
    "inzet": "inzet",
    "belang": "belangen",
    "gesprek": "gesprekken",
}


def _short_facts(opdracht: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Status", opdracht["status"]
    yield "Periode", " tot en met ".join(filter(None, (written(opdracht["van"]), written(opdracht["tot"]))))
    yield "Prioriteit", written(opdracht["prioriteit"])
    yield "Ambitie", opdracht["ambitie"]["titel"] if opdracht["ambitie"] else ""
    yield "Besluit", opdracht["besluit"]["kenmerk"] if opdracht["besluit"] else ""
    yield "Wacht op", ", ".join(other["nummer"] for other in opdracht["na"])
    for rol in opdracht["rollen"]:
        person = rol["persoon"]
        yield rol["rol"].capitalize(), f"{person['functie']}, {person['organisatie']['naam']}"
    yield "Uren in totaal", written(opdracht["uren"])
    if opdracht["budget"] is not None:
        yield "Budget", f"€ {written(opdracht['budget'])} ({opdracht['dekking'] or 'dekking onbekend'})"


def _texts(opdracht: dict[str, Any]) -> Iterator[tuple[str, str]]:
    labels = {
        "beoogd_resultaat": "Beoogd resultaat",
        "afbakening_wel": "Wel",
        "afbakening_niet": "Niet",
        "risicos": "Risico's",
    }
    for name in (
        "aanleiding", "doel", "beoogd_resultaat", "afbakening_wel", "afbakening_niet", "samenhang", "risicos",
        "besluitvorming", "communicatie", "verantwoording", "wijzigen", "escalatie", "afronding",
    ):  # fmt: skip
        if opdracht[name]:
            yield labels.get(name, name.capitalize()), opdracht[name]


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns
