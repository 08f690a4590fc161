"""How a plan looks on a terminal: what stops, moves, stretches and stays, why, what it is worth, and what is proven.

Only the command itself may import this, in its body: it brings in all that it shows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import typer

from opdracht.actions.plan import Applied, Bewaard, Comparison
from opdracht.cli.terminal import say, screen_width, table, write_data
from opdracht.dutch import joined, long_date, short_date, written
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_json
from opdracht.plan import sentences
from opdracht.plan.shifted import DayOff
from opdracht.plan.voorstel import Regel, Voorstel
from opdracht.workdays import WEEKDAYS

_HEADINGS = {"stoppen": "Stoppen", "schuiven": "Schuiven", "rekken": "Rekken", "houden": "Houden"}
_INDENT = " " * 12


def proposal(voorstel: Voorstel) -> None:
    """Print a plan."""
    typer.echo(typer.style(_wrapped(sentences.summary(voorstel)), bold=True))
    for keuze, heading in _HEADINGS.items():
        rules = [regel for regel in voorstel.regels if regel.keuze == keuze]
        if rules:
            typer.echo(f"\n{typer.style(heading, bold=True)} ({len(rules)})")
        for regel in rules:
            for line in _rule(regel):
                typer.echo(line)
    typer.echo("")
    for sentence in (*sentences.worths(voorstel), sentences.proof(voorstel), sentences.help_for_all(voorstel)):
        if sentence:
            typer.echo(_wrapped(sentence))
    for where in voorstel.alles.waar if voorstel.alles else ():
        typer.echo(_wrapped(where, "  ", "    "))
    for skipped in voorstel.overgeslagen:
        typer.echo(_wrapped(f"Opdracht {skipped.nummer} telt niet mee: zij {skipped.reden}."))
    for remark in voorstel.opmerkingen:
        typer.echo(_wrapped(f"Let op: {remark}"))


def _rule(regel: Regel) -> Iterator[str]:
    wish, dates = _period(regel.wens), _period(regel.datums) if regel.datums else ""
    if dates == wish:
        yield _wrapped(f"{regel.titel} ({wish})", f"  {regel.nummer}  ", _INDENT)
        return
    yield _wrapped(regel.titel, f"  {regel.nummer}  ", _INDENT)
    when = f"{wish} → {dates}" if dates else f"gewenst {wish}"
    yield _wrapped(f"{when}; {sentences.points(regel.waarde)}", _INDENT, _INDENT)
    for reason in (*regel.redenen, sentences.help_for(regel)):
        if reason:
            yield _wrapped(reason, _INDENT, _INDENT)


def _period(days: Iterable[date]) -> str:
    return " tot ".join(map(short_date, days))


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, min(screen_width(), 100), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


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


def comparison(comparison: Comparison, *, json: bool) -> None:
    """Print two plans beside each other."""
    if json:
        differences = [vars(difference) for difference in comparison.differences]
        write_data(as_json({"plannen": list(map(_head, comparison.plans)), "verschillen": differences}))
        return
    for plan in comparison.plans:
        voorstel = plan.voorstel
        typer.echo(
            f"Plan '{plan.naam}' van {long_date(plan.datum)}: {written(voorstel.waarde or 0)} van "
            f"{written(voorstel.gevraagd)} punten, {voorstel.goes_on} van {len(voorstel.regels)} opdrachten gaan door."
        )
    if not comparison.differences:
        typer.echo("De twee plannen beslissen over elke opdracht hetzelfde.")
        return
    typer.echo("")
    rows = [(one.nummer, one.titel, one.eerste, one.tweede) for one in comparison.differences]
    table(["nummer", "titel", *(plan.naam for plan in comparison.plans)], rows)


def _head(plan: Bewaard) -> dict[str, object]:
    data = plan.voorstel.data()
    names = ("uitkomst", "waarde", "grens", "marge", "gevraagd", "op_prioriteit")
    return {"naam": plan.naam, "datum": plan.datum, **{name: data[name] for name in names}}
