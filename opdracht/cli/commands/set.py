"""set: other values for fields of a record."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import changes
from opdracht.cli.options import argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "set",
    "Gegevens",
    """
    opdracht set 2027-001 tot=15-12-2027
    opdracht set mijlpaal 2027-001/1 gehaald_op=1-4-2027
    opdracht set persoon wethouder-moerdijk functie="wethouder Economie"
    """,
)
def set_record(
    session: Session,
    words: Annotated[
        list[str],
        argument(
            "[SOORT] SLEUTEL VELD=WAARDE", "Welk gegeven, en wat het wordt. Met 'veld=' maakt u een veld leeg.", changes
        ),
    ],
) -> None:
    """Verander velden van een opdracht of een ander gegeven."""
    from opdracht.actions import records
    from opdracht.cli.words import kind_key_and_pairs
    from opdracht.fields import in_words

    kind, key, pairs = kind_key_and_pairs(words)
    if not pairs:
        raise UsageFault(
            "Zeg wat er verandert: veld=waarde.", 'Bijvoorbeeld: opdracht set 2027-001 titel="Nieuwe titel"'
        )
    before, after = records.change(session.register, kind, key, pairs)
    for name in pairs:
        old, new = (in_words(getattr(record, name)).removesuffix(".") for record in (before, after))
        is_same = getattr(before, name) == getattr(after, name)
        say(f"{name} was al {new or 'leeg'}." if is_same else f"{name} was {old or 'leeg'} en is nu {new or 'leeg'}.")
    if before == after:
        say("Er is niets veranderd.")
