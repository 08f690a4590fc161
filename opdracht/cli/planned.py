"""How a plan looks on a terminal: what stops, moves, stretches and stays, why, what it is worth, and what is proven."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from opdracht.cli.terminal import say, screen_width, table, write_data
from opdracht.errors import OpdrachtError

if TYPE_CHECKING:
    from opdracht.actions.plan import Applied, Comparison
    from opdracht.plan.report import Regel, Voorstel

_HEADINGS = {"stoppen": "Stoppen", "schuiven": "Schuiven", "rekken": "Rekken", "houden": "Houden"}
_INDENT = " " * 12


def proposal(found: Voorstel) -> None:
    """Print a plan."""
    from opdracht.plan import sentences

    typer.echo(typer.style(_wrapped(sentences.summary(found)), bold=True))
    for besluit, heading in _HEADINGS.items():
        rules = [regel for regel in found.regels if regel.besluit == besluit]
        if rules:
            typer.echo(f"\n{typer.style(heading, bold=True)} ({len(rules)})")
        for regel in rules:
            for line in _rule(regel):
                typer.echo(line)
    typer.echo("")
    for sentence in (*sentences.worths(found), sentences.proof(found), sentences.help_for_all(found)):
        if sentence:
            typer.echo(_wrapped(sentence))
    for where in found.alles.regels if found.alles else ():
        typer.echo(_wrapped(where, "  ", "    "))
    for nummer, reason in found.overgeslagen.items():
        typer.echo(_wrapped(f"Opdracht {nummer} telt niet mee: zij {reason}."))
    for remark in found.opmerkingen:
        typer.echo(_wrapped(f"Let op: {remark}"))


def _rule(regel: Regel) -> Iterator[str]:
    from opdracht.plan import sentences

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


def _period(days: tuple[date, date]) -> str:
    from opdracht.dutch import short_date

    return " tot ".join(short_date(day) for day in days)


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
    listed = f"{', '.join(nummers[:-1])} en {nummers[-1]}"
    return OpdrachtError(
        f"Deze opdrachten kunnen niet allemaal doorgaan: {listed}. Zonder een ervan kan de rest wel.",
        "Laat bij een van deze opdrachten --keep weg.",
    )


def applied(done: Applied, shown: Callable[[str], str]) -> None:
    """Say what a plan changed in the register."""
    if done.moved:
        say(f"Nieuwe datums voor {_listed(done.moved)}; inzet, mijlpalen en randvoorwaarden schoven mee.")
        say("Lees de teksten na: daarin kan nog een oude datum staan.")
    else:
        say("Er waren geen datums om te veranderen.")
    if done.agreed:
        say(f"Niet veranderd, want vastgesteld of lopend: {_listed(done.agreed)}. Maak daar een nieuwe afspraak over.")
    for nummer in done.stopped:
        say(f"Stoppen beslist u zelf: {shown(f'opdracht status {nummer} ingetrokken')}")


def _listed(nummers: tuple[str, ...]) -> str:
    return " en ".join(filter(None, [", ".join(nummers[:-1]), *nummers[-1:]]))


def comparison(found: Comparison, *, json: bool) -> None:
    """Print two plans beside each other."""
    from opdracht.dutch import long_date
    from opdracht.fields import in_words

    if json:
        from opdracht.exchange.export import as_json

        differences = [vars(difference) for difference in found.differences]
        write_data(as_json({"plannen": [_head(found, 0), _head(found, 1)], "verschillen": differences}))
        return
    for name, day, plan in zip(found.names, found.days, found.plans, strict=True):
        kept = sum(row["besluit"] != "stoppen" for row in plan["opdrachten"])
        typer.echo(
            f"Plan '{name}' van {long_date(day)}: {in_words(plan['value'])} van {in_words(plan['asked'])} punten, "
            f"{kept} van {len(plan['opdrachten'])} opdrachten gaan door."
        )
    if not found.differences:
        typer.echo("De twee plannen beslissen over elke opdracht hetzelfde.")
        return
    typer.echo("")
    rows = [[one.nummer, one.titel, one.first, one.second] for one in found.differences]
    table(["nummer", "titel", *found.names], rows)


def _head(found: Comparison, place: int) -> dict[str, Any]:
    plan = found.plans[place]
    told = ("status", "value", "bound", "gap", "asked", "greedy")
    return {"naam": found.names[place], "datum": found.days[place], **{name: plan[name] for name in told}}
