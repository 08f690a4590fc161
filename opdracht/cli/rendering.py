"""render: the Word documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say
from opdracht.errors import Fault, Faults, OpdrachtError, UsageFault

if TYPE_CHECKING:
    from opdracht.actions.render import Rendered

SHOWN = 3  # documents that are named beside a fault that many have


@command(
    "render",
    "Opdrachten",
    """
    opdracht render 2027-001
    opdracht render --all --to documenten
    opdracht render --status vastgesteld --template bestuurlijke-opdracht
    opdracht render 2027-001 --template gespreksagenda
    opdracht render moerdijk --template gemeenteblad
    """,
)
def render(
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMMER", help="De opdrachten; voor een gemeenteblad de codes van de gemeenten."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alle opdrachten (of gemeenten) van het register.")] = False,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="Alle opdrachten met deze status.")
    ] = None,
    template: Annotated[
        list[str] | None, typer.Option("--template", metavar="NAAM", help="Alleen dit sjabloon. Mag vaker.")
    ] = None,
    to: Annotated[Path, typer.Option("--to", metavar="MAP", help="De map voor de documenten.")] = Path("documenten"),
    pdf: Annotated[bool, typer.Option("--pdf", help="Maak er ook PDF's van, met LibreOffice.")] = False,
    no_names: Annotated[
        bool, typer.Option("--without-names", help="Laat de namen van personen weg; hun functies blijven.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Vervang documenten die er al staan en anders zijn.")] = False,
    register: RegisterOption = None,
) -> None:
    """Maak documenten: de bestuurlijke en de ambtelijke opdracht, of wat u met --template kiest.

    De sjablonen zijn bestuurlijke-opdracht, ambtelijke-opdracht, wijziging, gespreksagenda en gemeenteblad, en die van
    uzelf. Wat niet veranderd is, blijft staan. Gaat er een mis, dan worden de andere toch gemaakt.
    """
    from opdracht.actions.render import material_for, paths_of, render_documents
    from opdracht.cli import ask
    from opdracht.cli.progress import steps
    from opdracht.documents.templates import About, chosen_templates, own_folder
    from opdracht.proof.printed import announced
    from opdracht.store import Register

    place = Register.at(located(register))
    own = own_folder(place)
    templates = chosen_templates(list(dict.fromkeys(template or [])), own)
    of_gemeenten = templates[0].about == About.ORGANISATIE
    if [bool(keys), everything, status is not None].count(True) != 1 or (of_gemeenten and status is not None):
        if of_gemeenten:
            raise UsageFault(
                "Zeg welke gemeenten: een of meer codes, of --all.",
                f"Bijvoorbeeld: opdracht render breda --template {templates[0].name}",
            )
        raise UsageFault(
            "Zeg welke opdrachten: een of meer nummers, --all of --status.", "Bijvoorbeeld: opdracht render 2027-001"
        )
    material, chosen = material_for(
        place, templates, list(dict.fromkeys(keys or [])), ask.today(), status=status, names=not no_names
    )
    with (
        announced(place, paths_of(material, chosen, templates, to), ask.today()) as printed,
        steps("Documenten maken", len(chosen) * len(templates)) as done,
    ):
        result = render_documents(material, chosen, templates, to, force=force, own=own, done=done)
        printed += result.printed
    for path in result.written:
        typer.echo(str(path))
    say(
        f"{_documents(len(result.written))} gemaakt in {to}."
        + (f" {len(result.same)} ongewijzigd." if result.same else "")
    )
    if pdf:
        result.failed.update(_pdfs(result.written + result.same, force=force))
    if result.failed:
        raise _not_made(result)


def _pdfs(documents: list[Path], *, force: bool) -> dict[Path, OpdrachtError]:
    """Make PDFs of Word files and say which; what went wrong with the rest."""
    from opdracht.documents.pdf import make_pdfs

    converted = make_pdfs(documents, force=force)
    for path in converted.written:
        typer.echo(str(path))
    say(f"{len(converted.written)} PDF gemaakt." + (f" {len(converted.same)} ongewijzigd." if converted.same else ""))
    return converted.failed


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
