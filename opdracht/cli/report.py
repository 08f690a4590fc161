"""report: the regiofoto."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, write_data


@command(
    "report",
    "Bekijken",
    """
    opdracht report
    opdracht report --to documenten
    """,
)
def report(
    to: Annotated[Path, typer.Option("--to", metavar="MAP", help="De map voor het Word-document.")] = Path(
        "documenten"
    ),
    peildatum: Annotated[
        str | None, typer.Option("--peildatum", metavar="DATUM", help="Maak de foto alsof het deze dag is.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vervang een foto van dezelfde dag die er al staat.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's; geen document, en niets bewaard.")
    ] = False,
    register: RegisterOption = None,
) -> None:
    """Maak de regiofoto: de bevindingen per invalshoek, oorzaak en gevolg, en het advies.

    Staat het document er, dan blijven de aantallen bewaard; de volgende foto vertelt wat er sindsdien veranderde.
    """
    from opdracht.actions.report import keep_foto, take_foto, write_foto
    from opdracht.cli import ask, show
    from opdracht.documents.templates import own_folder
    from opdracht.store import Register

    day = ask.day("--peildatum", peildatum) if peildatum else ask.today()
    place = Register.at(located(register))
    made = take_foto(place, day)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json(made.names()))
        return
    show.foto(made)
    path = write_foto(place, made, to, force=force, own=own_folder(place))
    say(f"\nGemaakt: {path}")
    if place.may_write():
        keep_foto(place, made)
    else:
        say("U mag dit register alleen lezen: de aantallen van vandaag zijn niet bewaard.")
