"""render: the Word documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say
from opdracht.errors import Fault, Faults, UsageFault

if TYPE_CHECKING:
    from opdracht.actions.documents import Rendered

SHOWN = 3  # documents that are named beside a fault that many have


@command(
    "render",
    "Opdrachten",
    """
    opdracht render 2027-001
    opdracht render --all --to documenten
    opdracht render --status vastgesteld --template bestuurlijke-opdracht
    """,
)
def render(
    nummers: Annotated[list[str] | None, typer.Argument(metavar="NUMMER", help="De opdrachten.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alle opdrachten van het register.")] = False,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="Alle opdrachten met deze status.")
    ] = None,
    template: Annotated[
        list[str] | None, typer.Option("--template", metavar="NAAM", help="Alleen dit sjabloon. Mag vaker.")
    ] = None,
    to: Annotated[Path, typer.Option("--to", metavar="MAP", help="De map voor de documenten.")] = Path("documenten"),
    force: Annotated[bool, typer.Option("--force", help="Vervang documenten die er al staan en anders zijn.")] = False,
    register: RegisterOption = None,
) -> None:
    """Maak de Word-documenten van opdrachten: de bestuurlijke en de ambtelijke opdracht.

    Wat niet veranderd is, blijft staan. Gaat er een mis, dan worden de andere toch gemaakt.
    """
    from opdracht.actions.documents import chosen_templates, open_region, paths_of, render_agreements, with_status
    from opdracht.actions.printed import announced
    from opdracht.actions.templates import own_folder
    from opdracht.cli import ask
    from opdracht.cli.progress import steps
    from opdracht.store import Register

    if [bool(nummers), everything, status is not None].count(True) != 1:
        raise UsageFault(
            "Zeg welke opdrachten: een of meer nummers, --all of --status.", "Bijvoorbeeld: opdracht render 2027-001"
        )
    place = Register.at(located(register))
    own = own_folder(place)
    templates = chosen_templates(template or [], own)
    regio = open_region(place, nummers or [])
    chosen = nummers or (with_status(regio, status) if status else list(regio.opdrachten))
    with (
        announced(place, paths_of(regio, chosen, templates, to), ask.today()) as printed,
        steps("Documenten maken", len(chosen) * len(templates)) as done,
    ):
        result = render_agreements(regio, chosen, templates, to, ask.today(), force=force, own=own, done=done)
        printed += result.printed
    for path in result.written:
        typer.echo(str(path))
    say(
        f"{_documents(len(result.written))} gemaakt in {to}."
        + (f" {len(result.same)} ongewijzigd." if result.same else "")
    )
    if result.failed:
        raise _not_made(result)


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documenten"


def _not_made(result: "Rendered") -> Faults:
    """Which documents failed and why; those with the same fault together."""
    by_fault: dict[tuple[str, str], list[str]] = {}
    for path, error in sorted(result.failed.items()):
        by_fault.setdefault((error.message, error.hint), []).append(path.stem)
    faults = []
    for (message, hint), names in by_fault.items():
        more = f" en {len(names) - SHOWN} andere" if len(names) > SHOWN else ""
        faults.append(Fault(0, f"{', '.join(names[:SHOWN])}{more}: {message}", hint))
    made = "Het andere is wel gemaakt." if result.written or result.same else ""
    number = len(result.failed)
    return Faults(f"{_documents(number)} {'is' if number == 1 else 'zijn'} niet gemaakt", faults, made)
