"""set: other values for fields of a record."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import changes
from opdracht.cli.options import Where, Yes, argument
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
    opdracht set mijlpalen eigenaar=secretaris-breda --where eigenaar=wethouder-breda --where "datum>=vandaag"
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
    where: Where = None,
    yes: Yes = False,
) -> None:
    """Verander velden van een opdracht of een ander gegeven.

    Met --where verandert alles wat zo is, als één wijziging: u ziet eerst wat het is, en daarna vraagt het programma of het mag.
    Kan een ervan niet, dan verandert er niets.
    """
    from opdracht.actions import records
    from opdracht.cli.words import kind_and_pairs, kind_key_and_pairs
    from opdracht.fields import in_words

    if where:
        kind, pairs = kind_and_pairs(words)
        _need(pairs)
        _set_many(session, kind, pairs, where, yes=yes)
        return
    kind, key, pairs = kind_key_and_pairs(words)
    _need(pairs)
    before, after = records.change(session.register, kind, key, pairs)
    for name in pairs:
        old, new = (in_words(getattr(record, name)).removesuffix(".") for record in (before, after))
        is_same = getattr(before, name) == getattr(after, name)
        say(f"{name} was al {new or 'leeg'}." if is_same else f"{name} was {old or 'leeg'} en is nu {new or 'leeg'}.")
    if before == after:
        say("Er is niets veranderd.")


def _need(pairs: Mapping[str, str]) -> None:
    if not pairs:
        raise UsageFault(
            "Zeg wat er verandert: veld=waarde.", 'Bijvoorbeeld: opdracht set 2027-001 titel="Nieuwe titel"'
        )


def _set_many(session: Session, kind: str, pairs: Mapping[str, str], where: Sequence[str], *, yes: bool) -> None:
    from opdracht.actions.many import meant
    from opdracht.cli.many import are_meant, say_changed

    these = meant(session.register, kind, where, session.today, [*pairs])
    if are_meant(these, ", ".join(f"{name} wordt {value or 'leeg'}" for name, value in pairs.items()), yes=yes):
        say_changed(these, these.set(pairs))
