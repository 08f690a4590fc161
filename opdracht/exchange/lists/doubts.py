"""What only its user knows of a list: the questions, each with the answers it may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opdracht.choices import Eenheid
from opdracht.dutch import joined
from opdracht.exchange.lists.guessing import free_columns, strangers
from opdracht.exchange.lists.hours import lacking, rivals
from opdracht.exchange.lists.known import Known
from opdracht.exchange.lists.layout import MADE, OF_ORGANISATION, YEAR, Layout
from opdracht.exchange.lists.layouts import LEFT
from opdracht.exchange.lists.table import ListTable
from opdracht.exchange.lists.vocabulary import ORGANS
from opdracht.exchange.workbook.columns import columns
from opdracht.model import declarations
from opdracht.settings import Settings

_HOURS = {
    Eenheid.UREN: "uren, in totaal over de periode",
    Eenheid.FTE: "fte",
    Eenheid.UREN_PER_WEEK: "uren per week",
    Eenheid.DAGDELEN_PER_WEEK: "dagdelen per week",
    Eenheid.UREN_PER_JAAR: "uren per jaar",
}


@dataclass(frozen=True)
class Doubt:
    """A field that the list does not tell, and the answers: a column by its heading, or a value for every row (value, label).

    `example` shows what may be typed; empty when an answer must be one of these. `now` is the likely value. `about` is the
    heading of the column that the question is about. `refusal` says what is wrong where nobody can be asked; then only one
    of the columns counts.
    """

    name: str
    question: str
    columns: Sequence[str] = ()
    values: Sequence[tuple[str, str]] = ()
    example: str = ""
    now: str = ""
    about: str = ""
    refusal: str = ""
    hint: str = ""


def doubts(table: ListTable, layout: Layout, known: Known, settings: Settings, year: int) -> list[Doubt]:
    """What must be asked before the list can be read."""
    lacks = lacking(table, layout, settings, MADE.get(layout.kind.enkelvoud, ()))
    return [*_which_count(table, layout, settings), *(_doubt(name, table, layout, known, year) for name in lacks)]


def _which_count(table: ListTable, layout: Layout, settings: Settings) -> list[Doubt]:
    """What is asked of columns with hours that nobody may lose: which of them count."""
    asked = []
    if others := rivals(table, layout, settings):
        own = [column for column in table.columns if layout.fields.get(column.place) == "hoeveelheid"]
        headings = [column.heading for column in (*own, *others)]
        told = joined(f"'{heading}'" for heading in headings)
        refusal = f"Deze lijst zegt in meer kolommen hoeveel het is: {told}."
        hint = f"Zeg welke niet meetelt, met --kolom '{headings[-1]}=-'."
        asked.append(Doubt("hoeveelheid", f"{refusal} Welke telt?", headings, refusal=refusal, hint=hint))
    for column in strangers(table, layout):
        heading = column.heading
        refusal = (
            f"De kolom '{heading}' staat bij die van organisaties, maar het register kent geen organisatie '{heading}'."
        )
        hint = f"Is het er een? Zeg dan --kolom '{heading}={OF_ORGANISATION}'. Zo niet: --kolom '{heading}=-'."
        values = [(OF_ORGANISATION, "Ja, die komt erbij"), (LEFT, "Nee, sla de kolom over")]
        question = f"Is '{heading}' een organisatie?"
        asked.append(Doubt(OF_ORGANISATION, question, values=values, about=heading, refusal=refusal, hint=hint))
    return asked


def _doubt(name: str, table: ListTable, layout: Layout, known: Known, year: int) -> Doubt:
    headings = [column.heading for column in free_columns(table, layout)]
    if name == YEAR:
        years = [(str(other), str(other)) for other in range(year - 2, year + 6)]
        return Doubt(YEAR, "Over welk jaar gaat deze lijst?", values=years, now=str(year))
    column = next(column for column in columns(layout.kind) if column.name == name)
    if name == "eenheid":
        return Doubt(name, "In welke eenheid zijn de uren?", headings, [(unit.value, _HOURS[unit]) for unit in _HOURS])
    question = f"Welke kolom is {column.label.lower()}, of wat geldt voor elke rij?"
    if column.target is not None:
        codes = sorted(known.codes(column.target))
        values = [(code, f"{code}: {known.name(column.target, code)[:60]}") for code in codes]
        example = "Gemeente Breda" if name == "organisatie" else ""
        return Doubt(name, question, headings, values, example)
    if column.words is not None:
        return Doubt(name, question, headings, [(word.value, word.value) for word in column.words])
    if name == "prioriteit":
        return Doubt(name, question, headings, [(str(number), str(number)) for number in range(1, 6)])
    if name == "orgaan":
        return Doubt(name, question, headings, [(organ, organ) for organ in ORGANS.values()], "algemeen bestuur")
    example = declarations(layout.kind)[name].example
    may_be_typed = name in ("profiel", "thema", "functie", "datum")
    question = question if may_be_typed else f"Welke kolom is {column.label.lower()}?"
    return Doubt(name, question, headings, example=example if may_be_typed else "")
