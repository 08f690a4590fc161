"""show: one agreement as people read it, or one other record."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import records
from opdracht.cli.options import argument, option
from opdracht.cli.session import SCREEN, Session, write_json, write_yaml


@command(
    "show",
    "Bekijken",
    """
    opdracht show 2027-001
    opdracht show persoon wethouder-moerdijk
    opdracht show 2027-001 --yaml
    """,
    forms=["yaml", "json"],
)
def show_record(
    session: Session,
    words: Annotated[
        list[str], argument("[SOORT] SLEUTEL", "Een nummer van een opdracht, of een soort en een sleutel.", records)
    ],
    version: Annotated[
        int | None, option("NR", "De opdracht zoals zij als deze versie is vastgesteld.", "--version")
    ] = None,
) -> None:
    """Toon één opdracht, of één ander gegeven."""
    from opdracht.actions.reading import look
    from opdracht.cli.agreement import show_look
    from opdracht.cli.words import kind_and_key

    session.present(
        {
            SCREEN: lambda seen: show_look(seen, session.typed),
            "yaml": lambda seen: write_yaml(seen.data()),
            "json": lambda seen: write_json(seen.data()),
        },
        look(session.register, *kind_and_key(words), version),
    )
