"""template: the house style. Which templates there are, a copy to edit, the check, and the names to use."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import command, group
from opdracht.cli.completion import templates
from opdracht.cli.help import OF_GROUP
from opdracht.cli.options import argument, flag, option
from opdracht.cli.session import Session, write_json
from opdracht.cli.terminal import say, show, table
from opdracht.errors import ExitCode

template = group(
    "template",
    "Inrichting",
    """
    Maak de documenten in uw eigen huisstijl.

    Kopieer een sjabloon, pas het aan in Word en controleer het. Een sjabloon in uw eigen map gaat voor dat van het
    programma.
    """,
)


@command("template list", OF_GROUP, "opdracht template list", forms=["json"], of=template)
def list_templates(session: Session) -> None:
    """Toon de sjablonen, en welke u zelf hebt aangepast."""
    from opdracht.actions.templates import templates_of

    folder, listed = templates_of(session.register)
    if session.as_data:
        write_json([{"naam": entry.name, "eigen": entry.own, "bestand": str(entry.path)} for entry in listed])
        return
    table(("sjabloon", "van"), [(entry.name, str(entry.path) if entry.own else "het programma") for entry in listed])
    say()
    say(f"Uw eigen sjablonen staan in {folder}")


@command(
    "template copy",
    OF_GROUP,
    """
    opdracht template copy bestuurlijke-opdracht
    opdracht template copy regiofoto --to concepten
    """,
    of=template,
)
def copy(
    session: Session,
    name: Annotated[str, argument("NAAM", "Het sjabloon.", templates)],
    to: Annotated[Path | None, option("MAP", "Een andere map dan die van uw eigen sjablonen.", "--to")] = None,
    force: Annotated[bool, flag("--force", "Vervang een sjabloon dat er al staat.")] = False,
) -> None:
    """Kopieer een sjabloon van het programma, om het aan te passen in Word."""
    from opdracht.actions.templates import copy_template
    from opdracht.cli.words import quoted

    path = copy_template(session.register, name, to, force=force)
    show(str(path))
    say("Pas het aan in Word. Controleer het daarna met:")
    say(f"  {session.typed(f'opdracht template check {quoted(str(path))}')}")


@command(
    "template check",
    OF_GROUP,
    """
    opdracht template check memo
    opdracht template check concepten/memo.docx --as ambtelijke-opdracht
    """,
    forms=["json"],
    of=template,
)
def check(
    session: Session,
    words: Annotated[str, argument("SJABLOON", "Een bestand, of de naam van een sjabloon.", templates)],
    like: Annotated[
        str, option("NAAM", "Met de namen van dit sjabloon van het programma.", "--as", complete=templates)
    ] = "",
) -> None:
    """Controleer een sjabloon: alle fouten in één keer, met hun plaats en wat u eraan doet.

    Een fout maakt geen document of laat tekst weg. Een waarschuwing maakt een document dat niet iedereen kan lezen.
    Wat iets van buiten het sjabloon haalt of iets uitvoert, is ook een fout.
    """
    from opdracht.actions.templates import check, found_template
    from opdracht.cli.papers import show_template, template_data

    file = found_template(session.register, words)
    faults = check(file, like)
    if session.as_data:
        write_json(template_data(faults))
    else:
        show_template(file, faults, session.typed)
    if any(fault.ernst == "fout" for fault in faults):
        raise typer.Exit(ExitCode.FINDINGS)


@command(
    "template fields",
    OF_GROUP,
    """
    opdracht template fields
    opdracht template fields --as regiofoto
    """,
    forms=["json"],
    register=False,
    of=template,
)
def fields(
    session: Session,
    like: Annotated[
        str, option("NAAM", "De namen van dit sjabloon.", "--as", complete=templates)
    ] = "bestuurlijke-opdracht",
) -> None:
    """Toon alle namen die een sjabloon kan gebruiken, elk met een voorbeeld."""
    from opdracht.actions.templates import names_of
    from opdracht.cli.papers import show_names

    names = names_of(like)
    if session.as_data:
        write_json([{"naam": name, "voorbeeld": example} for name, example in names])
    else:
        show_names(names)
