"""check: what is wrong, in plain Dutch; what a rule asks; setting a finding aside."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.checks import Finding
    from opdracht.store import Register

FOUND = 4


@command(
    "check",
    "Opdrachten",
    """
    opdracht check
    opdracht check 2027-001
    opdracht check --by invalshoek --severity fout
    opdracht check --explain A101
    opdracht check 2027-001 --set-aside A203 --reason "De raad koos dit woord."
    """,
)
def check(
    nummers: Annotated[list[str] | None, typer.Argument(metavar="NUMMER", help="Alleen deze opdrachten.")] = None,
    peildatum: Annotated[
        str | None, typer.Option("--peildatum", metavar="DATUM", help="Toets alsof het deze dag is.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="INDELING", help="Deel in per opdracht (gewoonlijk) of per invalshoek.")
    ] = "opdracht",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CODE", help="Alleen deze toets. Mag vaker.")
    ] = None,
    severity: Annotated[
        str, typer.Option("--severity", metavar="ERNST", help="Alleen vanaf deze ernst: hint, waarschuwing of fout.")
    ] = "hint",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="ERNST", help="Geef uitgangscode 4 vanaf deze ernst (gewoonlijk fout).")
    ] = "fout",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Leg uit wat een toets verlangt en waarom.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Noem alle toetsen.")] = False,
    set_aside: Annotated[
        str | None, typer.Option("--set-aside", metavar="CODE", help="Leg de bevindingen van een toets terzijde.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="De reden daarvoor.")] = "",
    record: Annotated[
        str, typer.Option("--record", metavar="PLAATS", help='Alleen daar, bijvoorbeeld "mijlpaal 2027-001/2".')
    ] = "",
    put_back: Annotated[
        str | None,
        typer.Option("--put-back", metavar="CODE", help="Laat bevindingen die terzijde lagen weer meetellen."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")] = False,
    register: RegisterOption = None,
) -> None:
    """Toets de opdrachten: wat ontbreekt, wat kan niet, en hoe u dat herstelt.

    De uitgangscode is 4 als er fouten zijn.
    """
    from opdracht.actions import aside
    from opdracht.checks import RULES, rule_with, run, without_set_aside
    from opdracht.cli import ask, show
    from opdracht.dutch import long_date
    from opdracht.model import Opdracht
    from opdracht.store import Register

    if rules:
        show.rules(RULES)
        return
    if explain is not None:
        show.explanation(rule_with(explain))
        return
    levels = _levels(severity, "--severity")
    failing = _levels(fail_on, "--fail-on")
    if by not in ("opdracht", "invalshoek"):
        raise UsageFault(f"'{by}' is geen indeling.", "Kies --by opdracht of --by invalshoek.")
    day = ask.day("--peildatum", peildatum) if peildatum else ask.today()
    place = Register.at(located(register))
    if set_aside is not None:
        taken = aside.set_aside(place, rule_with(set_aside).code, nummers or [], record, reason, day)
        say(f"Terzijde gelegd: {len(taken)} keer {set_aside.upper()}. De reden blijft zichtbaar bij elke toets.")
        return
    if put_back is not None:
        count = aside.put_back(place, rule_with(put_back).code, nummers or [], record)
        say(f"Telt weer mee: {count} keer {put_back.upper()}.")
        return
    with place.reading() as reader:
        for nummer in nummers or []:
            reader.need(Opdracht, [nummer])
        regio = reader.region()
    codes = {rule_with(code).code for code in only or []}
    everything, put_aside = without_set_aside(regio, run(regio, day, nummers or None))
    found = [one for one in everything if one.ernst in levels and (not codes or one.code in codes)]
    put_aside = [pair for pair in put_aside if not codes or pair[0].code in codes]
    if json:
        from opdracht.exchange.export import as_json

        counts = Counter(str(finding.ernst) for finding in found)
        data = {
            "peildatum": day,
            "aantal": {ernst: counts[ernst] for ernst in ("fout", "waarschuwing", "hint")},
            "bevindingen": [_data(finding) for finding in found],
            "terzijde": [
                {**_data(finding), "reden": row.reden, "door": row.door, "datum": row.datum}
                for finding, row in put_aside
            ],
        }
        write_data(as_json(data))
    else:
        show.findings(found, regio, lambda repair: shown_command(repair, register), by=by)
        show.set_aside(put_aside)
        show.score(found)
        hidden = len(everything) - len(found)
        apart = f" Door uw keuze niet getoond: {hidden}." if hidden else ""
        say(_summary(found, len(nummers or regio.opdrachten), long_date(day), len(put_aside)) + apart)
    if any(finding.ernst in failing for finding in found):
        raise typer.Exit(FOUND)


def show_with_findings(place: "Register", nummer: str, register: str | None) -> None:
    """Print an agreement and what the checks find in it."""
    from opdracht.checks import run, without_set_aside
    from opdracht.cli import ask, show
    from opdracht.cli.agreement import show_agreement

    with place.reading() as reader:
        regio = reader.region()
    show_agreement(regio, nummer)
    found, put_aside = without_set_aside(regio, run(regio, ask.today(), [nummer]))
    show.findings(found, regio, lambda repair: shown_command(repair, register))
    say("\n" + _summary(found, 1, "", len(put_aside)))


def _levels(ernst: str, option: str) -> tuple[str, ...]:
    """The severities from `ernst` up."""
    levels = ("hint", "waarschuwing", "fout")
    if ernst not in levels:
        raise UsageFault(f"'{ernst}' is geen ernst.", f"Kies {option} hint, waarschuwing of fout.")
    return levels[levels.index(ernst) :]


def _data(finding: "Finding") -> dict[str, str]:
    return {
        "code": finding.code,
        "ernst": str(finding.ernst),
        "opdracht": finding.opdracht,
        "plaats": finding.record,
        "tekst": finding.text,
        "herstel": finding.repair,
    }


def _summary(found: "Sequence[Finding]", opdrachten: int, day: str, aside: int) -> str:
    counts = Counter(str(finding.ernst) for finding in found)
    plural = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}
    parts = [f"{counts[one]} {one if counts[one] == 1 else many}" for one, many in plural.items() if counts[one]]
    said = " en ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "Geen bevindingen"
    place = "1 opdracht" if opdrachten == 1 else f"{opdrachten} opdrachten"
    apart = f" Terzijde gelegd: {aside}." if aside else ""
    return f"{said} in {place}" + (f", op {day}." if day else ".") + apart
