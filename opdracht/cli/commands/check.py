"""check: what is wrong, in plain Dutch; what a rule asks; setting a finding aside."""

from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.completion import fixed, nummers, rules
from opdracht.cli.options import Several, Text, argument, flag, option
from opdracht.cli.session import Session, write_csv, write_json
from opdracht.cli.terminal import say
from opdracht.errors import ExitCode, UsageFault

levels = fixed("hint", "waarschuwing", "fout")


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
    forms=["json", "csv"],
    peildatum=True,
)
def check(
    session: Session,
    nummers: Annotated[Several, argument("NUMMER", "Alleen deze opdrachten.", nummers)] = None,
    by: Annotated[
        str,
        option(
            "INDELING",
            "Deel in per opdracht (gewoonlijk) of per invalshoek.",
            "--by",
            complete=fixed("opdracht", "invalshoek"),
        ),
    ] = "opdracht",
    only: Annotated[Several, option("CODE", "Alleen deze toets. Mag vaker.", "--only", complete=rules)] = None,
    severity: Annotated[
        str, option("ERNST", "Alleen vanaf deze ernst: hint, waarschuwing of fout.", "--severity", complete=levels)
    ] = "hint",
    fail_on: Annotated[
        str, option("ERNST", "Geef uitgangscode 4 vanaf deze ernst (gewoonlijk fout).", "--fail-on", complete=levels)
    ] = "fout",
    explain: Annotated[
        Text, option("CODE", "Leg uit wat een toets verlangt en waarom.", "--explain", complete=rules)
    ] = None,
    all_rules: Annotated[bool, flag("--rules", "Noem alle toetsen.")] = False,
    set_aside: Annotated[
        Text, option("CODE", "Leg de bevindingen van een toets terzijde.", "--set-aside", complete=rules)
    ] = None,
    reason: Annotated[str, option("TEKST", "De reden daarvoor.", "--reason")] = "",
    record: Annotated[str, option("PLAATS", 'Alleen daar, bijvoorbeeld "mijlpaal 2027-001/2".', "--record")] = "",
    put_back: Annotated[
        Text, option("CODE", "Laat bevindingen die terzijde lagen weer meetellen.", "--put-back", complete=rules)
    ] = None,
) -> None:
    """Toets de opdrachten: wat ontbreekt, wat kan niet, en hoe u dat herstelt.

    De uitgangscode is 4 als er fouten zijn.
    """
    from opdracht.actions import aside, checking
    from opdracht.checks import RULES, rule_with
    from opdracht.cli import findings

    if all_rules:
        findings.show_rules(RULES)
        return
    if explain is not None:
        findings.show_explanation(rule_with(explain), session.typed)
        return
    failing = checking.from_level(fail_on, "--fail-on")
    if by not in ("opdracht", "invalshoek"):
        raise UsageFault(f"'{by}' is geen indeling.", "Kies --by opdracht of --by invalshoek.")
    chosen = nummers or []
    if set_aside is not None:
        taken = aside.set_aside(session.register, set_aside, chosen, record, reason, session.day)
        say(f"Terzijde gelegd: {len(taken)} keer {set_aside.upper()}. De reden blijft zichtbaar bij elke toets.")
        return
    if put_back is not None:
        count = aside.put_back(session.register, put_back, chosen, record)
        say(f"Telt weer mee: {count} keer {put_back.upper()}.")
        return
    checked = checking.check(session.register, session.day, chosen, only or [], severity)
    if session.as_data:
        write_json(findings.check_data(checked))
    elif session.form == "csv":
        write_csv(findings.COLUMNS, findings.check_rows(checked))
    else:
        findings.show_check(checked, session.typed, by)
    if checked.has(failing):
        raise typer.Exit(ExitCode.FINDINGS)
