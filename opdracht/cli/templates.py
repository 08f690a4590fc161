"""template: the house style. Which templates there are, a copy to edit, the check, and the names to use."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, group, located, say, shown_command, write_data
from opdracht.cli.help import OF_GROUP

if TYPE_CHECKING:
    from opdracht.documents.lint.places import TemplateFault

FINDINGS = 4  # the exit code
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")]

template = group(
    "template",
    "Inrichting",
    """
    Maak de documenten in uw eigen huisstijl.

    Kopieer een sjabloon, pas het aan in Word en controleer het. Een sjabloon in uw eigen map gaat voor dat van het
    programma.
    """,
)


@command("list", OF_GROUP, "opdracht template list", of=template)
def list_templates(json: Json = False, register: RegisterOption = None) -> None:
    """Toon de sjablonen, en welke u zelf hebt aangepast."""
    from opdracht.actions.templates import templates_of
    from opdracht.cli import show
    from opdracht.documents.templates import own_folder
    from opdracht.store import Register

    place = Register.at(located(register))
    found = templates_of(place)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json([{"naam": one.name, "eigen": one.own, "bestand": str(one.path)} for one in found]))
        return
    show.table(("sjabloon", "van"), [(one.name, str(one.path) if one.own else "het programma") for one in found])
    say(f"\nUw eigen sjablonen staan in {own_folder(place)}")


@command(
    "copy",
    OF_GROUP,
    """
    opdracht template copy bestuurlijke-opdracht
    opdracht template copy regiofoto --to concepten
    """,
    of=template,
)
def copy(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Het sjabloon.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAP", help="Een andere map dan die van uw eigen sjablonen.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vervang een sjabloon dat er al staat.")] = False,
    register: RegisterOption = None,
) -> None:
    """Kopieer een sjabloon van het programma, om het aan te passen in Word."""
    from opdracht.actions.templates import copy_template
    from opdracht.store import Register

    path = copy_template(Register.at(located(register)), name, to, force=force)
    typer.echo(str(path))
    say("Pas het aan in Word. Controleer het daarna met:")
    say(f"  {shown_command(f'opdracht template check {_quoted(path)}', register)}")


@command(
    "check",
    OF_GROUP,
    """
    opdracht template check bestuurlijke-opdracht.docx
    opdracht template check memo.docx --as ambtelijke-opdracht
    """,
    of=template,
)
def check(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het sjabloon.")],
    like: Annotated[
        str, typer.Option("--as", metavar="NAAM", help="Met de namen van dit sjabloon van het programma.")
    ] = "",
    json: Json = False,
) -> None:
    """Controleer een sjabloon: alle fouten in één keer, met hun plaats en wat u eraan doet.

    Een fout maakt geen document of laat tekst weg. Een waarschuwing maakt een document dat niet iedereen kan lezen.
    """
    from dataclasses import asdict

    from opdracht.actions.templates import check

    found = check(file, like)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json([{_DUTCH[name]: value for name, value in asdict(fault).items()} for fault in found]))
    else:
        _show(file, found)
    if any(fault.ernst == "fout" for fault in found):
        raise typer.Exit(FINDINGS)


@command(
    "fields",
    OF_GROUP,
    """
    opdracht template fields
    opdracht template fields --as regiofoto
    """,
    of=template,
)
def fields(
    like: Annotated[
        str, typer.Option("--as", metavar="NAAM", help="De namen van dit sjabloon.")
    ] = "bestuurlijke-opdracht",
    json: Json = False,
) -> None:
    """Toon alle namen die een sjabloon kan gebruiken, elk met een voorbeeld."""
    from opdracht.actions.templates import names_of
    from opdracht.cli import show

    found = names_of(like)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json([{"naam": name, "voorbeeld": example} for name, example in found]))
        return
    show.table(("naam", "voorbeeld"), [(name, _example(example)) for name, example in found])
    say("\nSchrijf een naam als {{ opdracht.titel }}. Wat [] in zijn naam heeft, staat in een lijst:")
    say(
        "{%p for m in opdracht.mijlpalen %}, dan {{ m.datum }}, dan {%p endfor %}; voor rijen van een tabel {%tr ... %}."
    )


_DUTCH = {"place": "plaats", "near": "tekst", "text": "fout", "hint": "herstel", "ernst": "ernst"}


def _show(file: Path, found: list["TemplateFault"]) -> None:
    for fault in found:
        typer.echo(f"{typer.style(fault.ernst, bold=True)}  {fault.place}")
        if fault.near:
            typer.echo(f"  bij: {fault.near}")
        typer.echo(f"  {fault.text}")
        if fault.hint:
            typer.echo(f"  {fault.hint}")
        typer.echo()
    errors = sum(fault.ernst == "fout" for fault in found)
    if not found:
        say(f"{file.name} is in orde.")
    else:
        say(f"{file.name}: {_counted(errors, 'fout', 'fouten')}, "
            f"{_counted(len(found) - errors, 'waarschuwing', 'waarschuwingen')}.")  # fmt: skip


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _example(example: object) -> str:
    from opdracht.documents.engine.sandbox import as_dutch

    text = str(as_dutch(example)).replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:59]}…"


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
