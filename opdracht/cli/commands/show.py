"""show: one agreement as people read it, or one other record."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import records
from opdracht.cli.options import argument, option
from opdracht.cli.session import Session, write_json, write_yaml

FORMS = {"yaml": write_yaml, "json": write_json}


@command(
    "show",
    "Bekijken",
    """
    opdracht show 2027-001
    opdracht show persoon wethouder-moerdijk
    opdracht show 2027-001 --yaml
    """,
    forms=FORMS,
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

    seen = look(session.register, *kind_and_key(words), version)
    if session.form in FORMS:
        FORMS[session.form](seen.data())
    else:
        show_look(seen, session.typed)
