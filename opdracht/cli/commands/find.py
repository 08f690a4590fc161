"""find: words in the whole register."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.hits import FORMS, as_typed
from opdracht.cli.options import argument, flag
from opdracht.cli.session import Session


@command(
    "find",
    "Bekijken",
    """
    opdracht find laadpalen
    opdracht find netbeheerder gegevens
    opdracht find 1-4-2027
    opdracht find wethouder-moerdijk --alles
    """,
    forms=FORMS,
)
def find_words(
    session: Session,
    words: Annotated[
        list[str], argument("WOORD", "Wat u zoekt: woorden, namen, getallen, datums of codes. Alle moeten er staan.")
    ],
    past: Annotated[
        bool, flag("--alles", "Zoek ook in vastgestelde versies, bewaarde plannen en het journaal.")
    ] = False,
) -> None:
    """Zoek woorden in het hele register: in teksten, namen, getallen en codes.

    Hoofdletters en accenten maken niet uit, en een deel van een woord is genoeg. Het meest gelijkende staat bovenaan.
    """
    from opdracht.actions.find import find

    FORMS[session.form](find(session.register, words, past=past), session, as_typed(words, past=past))
