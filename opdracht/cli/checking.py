"""check: what is wrong, in plain Dutch."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data

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
    opdracht check --peildatum 1-3-2027 --json
    """,
)
def check(
    nummers: Annotated[list[str] | None, typer.Argument(metavar="NUMMER", help="Alleen deze opdrachten.")] = None,
    peildatum: Annotated[str | None, typer.Option(metavar="DATUM", help="Toets alsof het deze dag is.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")] = False,
    register: RegisterOption = None,
) -> None:
    """Toets de opdrachten: wat ontbreekt, wat kan niet, en hoe u dat herstelt.

    De uitgangscode is 4 als er fouten zijn.
    """
    from opdracht.checks import Ernst, run
    from opdracht.cli import ask, show
    from opdracht.dates import long_date
    from opdracht.model import Opdracht
    from opdracht.store import Register

    day = ask.day("--peildatum", peildatum) if peildatum else ask.today()
    with Register.at(located(register)).reading() as reader:
        for nummer in nummers or []:
            reader.need(Opdracht, [nummer])
        regio = reader.region()
    found = run(regio, day, nummers or None)
    if json:
        from opdracht.exchange.export import as_json

        counts = Counter(finding.ernst for finding in found)
        data = {
            "peildatum": day,
            "aantal": {str(ernst): counts[ernst] for ernst in Ernst},
            "bevindingen": [
                {
                    "code": f.code,
                    "ernst": str(f.ernst),
                    "opdracht": f.opdracht,
                    "plaats": f.record,
                    "tekst": f.text,
                    "herstel": f.repair,
                }
                for f in found
            ],
        }
        write_data(as_json(data))
    else:
        show.findings(found, regio, lambda repair: shown_command(repair, register))
        say(_summary(found, len(nummers or regio.opdrachten), long_date(day)))
    if any(finding.ernst == Ernst.FOUT for finding in found):
        raise typer.Exit(FOUND)


def show_with_findings(place: "Register", nummer: str, register: str | None) -> None:
    """Print an agreement and what the checks find in it."""
    from opdracht.checks import run
    from opdracht.cli import ask, show

    with place.reading() as reader:
        regio = reader.region()
    show.agreement(regio, nummer)
    found = run(regio, ask.today(), [nummer])
    show.findings(found, regio, lambda repair: shown_command(repair, register))
    say("\n" + _summary(found, 1, ""))


def _summary(found: "Sequence[Finding]", opdrachten: int, day: str) -> str:
    counts = Counter(str(finding.ernst) for finding in found)
    plural = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}
    parts = [f"{counts[one]} {one if counts[one] == 1 else many}" for one, many in plural.items() if counts[one]]
    said = " en ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "Geen bevindingen"
    return f"{said} in {'1 opdracht' if opdrachten == 1 else f'{opdrachten} opdrachten'}" + (
        f", op {day}." if day else "."
    )
