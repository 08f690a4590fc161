"""How a region stands on a day, in a few sentences: its opdrachten, what is carried out, hours, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import shorten

from opdracht.capacity.months import YEAR, Months, month_number, written_months
from opdracht.capacity.overview import overview_of
from opdracht.capacity.sentences import causes_sentence, shortage_sentence
from opdracht.checks.rules.a3_focus import ambitions_have_an_opdracht
from opdracht.checks.rules.p4_uitvoering import decisions_become_assignments
from opdracht.checks.tijd import is_reached
from opdracht.choices import Status
from opdracht.dutch import counted, joined, long_date, written
from opdracht.todo.tasks import Todo

_TITLE = 33
"""So many signs of a titel are told."""


def standing(todo: Todo) -> list[str]:
    """At most six sentences; the opdrachten come first. The `todo` is that of everybody."""
    return [*_opdrachten(todo), *_carried_out(todo), *_coming(todo), *_hours(todo)]


def _opdrachten(todo: Todo) -> Iterator[str]:
    opdrachten = todo.regio.opdrachten
    counts = Counter(opdracht.status for opdracht in opdrachten.values())
    told = joined(f"{counts[status]} {status}" for status in Status if counts[status])
    yield f"{counted(len(opdrachten), 'opdracht', 'opdrachten')}: {told}."


def _carried_out(todo: Todo) -> Iterator[str]:
    """How many ambities and besluiten have an opdracht."""
    told = [
        f"{len(all_of_them) - len(rule.region_findings(todo.regio, todo.today))} van de {len(all_of_them)} {name}"
        for rule, all_of_them, name in (
            (ambitions_have_an_opdracht, todo.regio.ambities, "ambities"),
            (decisions_become_assignments, todo.regio.besluiten, "besluiten"),
        )
        if all_of_them
    ]
    if told:
        yield f"Een opdracht hebben {joined(told)}."


def _coming(todo: Todo) -> Iterator[str]:
    coming = [
        mijlpaal
        for opdracht in todo.regio.asking
        for mijlpaal in todo.regio.mijlpalen[opdracht.nummer]
        if mijlpaal.datum >= todo.today and not is_reached(mijlpaal, todo.today)
    ]
    if coming:
        first = min(coming, key=lambda mijlpaal: mijlpaal.datum)
        titel = shorten(todo.regio.opdrachten[first.opdracht].titel, _TITLE, placeholder=" ...")
        yield f"Volgende mijlpaal: {long_date(first.datum)}, {first.opdracht} {titel}"


def _hours(todo: Todo) -> Iterator[str]:
    """The year from this month on: what is asked, there and short, and the largest shortage with its causes."""
    months = Months(month_number(todo.today), YEAR)
    overview = overview_of(todo.regio, months)
    asked, offered, short = (written(round(hours)) for hours in vars(overview.total).values())
    until = written_months(months.tot, months.tot)
    yield f"Tot en met {until}: {asked} uur gevraagd, {offered} aanwezig, {short} te weinig."
    for largest in overview.shortages[:1]:
        yield f"{shortage_sentence(todo.regio, largest)} {causes_sentence(largest.causes)}"
