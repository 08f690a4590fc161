"""How a plan looks on a terminal: what stops, moves, stretches and stays, why, what it is worth, and what is proven.

Only the command itself may import this, in its body: it brings in all that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date

from opdracht.actions.plan import Applied, Bewaard, Comparison, Verschil
from opdracht.cli.session import write_csv, write_json
from opdracht.cli.terminal import bold, filled, heading, say, show, show_text, table
from opdracht.dutch import joined, long_date, short_date, written
from opdracht.errors import OpdrachtError
from opdracht.plan import sentences
from opdracht.plan.shifted import DayOff
from opdracht.plan.voorstel import Regel, Voorstel
from opdracht.workdays import WEEKDAYS

COLUMNS = tuple(field.name for field in fields(Regel))
"""Of the table of a plan."""
_HEADINGS = {"stoppen": "Stoppen", "schuiven": "Schuiven", "rekken": "Rekken", "houden": "Houden"}
_INDENT = " " * 12


def proposal(voorstel: Voorstel, typed: Callable[[str], str]) -> None:
    """Print a plan."""
    for line in filled(sentences.summary(voorstel)):
        heading(line)
    for keuze, title in _HEADINGS.items():
        rules = [regel for regel in voorstel.regels if regel.keuze == keuze]
        if rules:
            show()
            show(bold(title), f" ({len(rules)})")
        for regel in rules:
            _show_rule(regel)
    show()
    for sentence in (*sentences.worths(voorstel), sentences.proof(voorstel), sentences.help_for_all(voorstel)):
        if sentence:
            show_text(sentence)
    for where in voorstel.alles.waar if voorstel.alles else ():
        show_text(where, "  ", "    ")
    for skipped in voorstel.overgeslagen:
        show_text(f"Opdracht {skipped.nummer} telt niet mee: zij {skipped.reden}.")
    for remark in voorstel.opmerkingen:
        show_text(f"Let op: {typed(remark)}")


def _show_rule(regel: Regel) -> None:
    wish, dates = _period(regel.wens), _period(regel.datums) if regel.datums else ""
    if dates == wish:
        show_text(f"{regel.titel} ({wish})", f"  {regel.nummer}  ", _INDENT)
        return
    show_text(regel.titel, f"  {regel.nummer}  ", _INDENT)
    when = f"{wish} → {dates}" if dates else f"gewenst {wish}"
    show_text(f"{when}; {sentences.points(regel.waarde)}", _INDENT, _INDENT)
    for reason in (*regel.redenen, sentences.help_for(regel)):
        if reason:
            show_text(reason, _INDENT, _INDENT)


def _period(days: Iterable[date]) -> str:
    return " tot ".join(map(short_date, days))


def conflict(nummers: tuple[str, ...]) -> OpdrachtError:
    """What to say when what has to go on cannot."""
    if len(nummers) == 1:
        return OpdrachtError(
            f"Opdracht {nummers[0]} kan niet doorgaan, ook niet als al het andere stopt.",
            f"Zie waarom, zonder --keep {nummers[0]}: opdracht plan",
        )
    return OpdrachtError(
        f"Deze opdrachten kunnen niet allemaal doorgaan: {joined(nummers)}. Zonder een ervan kan de rest wel.",
        "Laat bij een van deze opdrachten --keep weg.",
    )


def applied(done: Applied, shown: Callable[[str], str]) -> None:
    """Say what a plan changed in the register."""
    if done.moved:
        say(f"Nieuwe datums voor {joined(done.moved)}; inzet, mijlpalen en randvoorwaarden schoven mee.")
        for day_off in done.days_off:
            say(_day_off(day_off))
        say("Lees de teksten na: daarin kan nog een oude datum staan.")
    else:
        say("Er waren geen datums om te veranderen.")
    if done.agreed:
        say(f"Niet veranderd, want vastgesteld of lopend: {joined(done.agreed)}. Maak daar een nieuwe afspraak over.")
    for nummer in done.stopped:
        say(f"Stoppen beslist u zelf: {shown(f'opdracht status {nummer} ingetrokken')}")


def _day_off(day_off: DayOff) -> str:
    """'Mijlpaal 2027-002/1 zou op zondag 14-2-2027 vallen en komt op maandag 15-2-2027.'"""
    mijlpaal = day_off.mijlpaal
    new = f"{WEEKDAYS[mijlpaal.datum.weekday()]} {short_date(mijlpaal.datum)}"
    old = f"{day_off.reason} {short_date(day_off.day)}"
    return f"Mijlpaal {mijlpaal.opdracht}/{mijlpaal.nr} zou op {old} vallen en komt op {new}."


def comparison(comparison: Comparison, form: str) -> None:
    """Print two plans beside each other."""
    differences = [vars(difference) for difference in comparison.differences]
    if form == "json":
        write_json({"plannen": list(map(_head, comparison.plans)), "verschillen": differences})
        return
    if form == "csv":
        write_csv([field.name for field in fields(Verschil)], differences)
        return
    for plan in comparison.plans:
        voorstel = plan.voorstel
        show(
            f"Plan '{plan.naam}' van {long_date(plan.datum)}: {written(voorstel.waarde or 0)} van "
            f"{written(voorstel.gevraagd)} punten, {sentences.going_on(voorstel)}."
        )
    if not comparison.differences:
        show("De twee plannen beslissen over elke opdracht hetzelfde.")
        return
    show()
    rows = [(one.nummer, one.titel, one.eerste, one.tweede) for one in comparison.differences]
    table(["nummer", "titel", *(plan.naam for plan in comparison.plans)], rows)


def _head(plan: Bewaard) -> dict[str, object]:
    data = plan.voorstel.data()
    names = ("uitkomst", "waarde", "grens", "marge", "gevraagd", "op_prioriteit")
    return {"naam": plan.naam, "datum": plan.datum, **{name: data[name] for name in names}}
