"""list: the records of a kind."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import KINDS, kinds, pairs
from opdracht.cli.listing import FORMS
from opdracht.cli.options import Several, argument
from opdracht.cli.session import Session


@command(
    "list",
    "Bekijken",
    """
    opdracht list
    opdracht list personen organisatie=moerdijk
    opdracht list opdrachten status=concept --json
    opdracht list mijlpalen --csv > mijlpalen.csv
    """,
    forms=FORMS,
)
def list_records(
    session: Session,
    soort: Annotated[
        str, argument("SOORT", f"Wat u wilt zien: {', '.join([*KINDS][:-1])} of {[*KINDS][-1]}.", kinds)
    ] = "opdrachten",
    filters: Annotated[Several, argument("VELD=WAARDE", "Alleen waar dit veld deze waarde heeft.", pairs)] = None,
) -> None:
    """Toon de opdrachten, of andere gegevens van het register."""
    from opdracht.actions.listing import listing
    from opdracht.cli.words import read_pairs

    FORMS[session.form](listing(session.register, soort, read_pairs(filters or [])))
