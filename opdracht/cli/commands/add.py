"""add: a new record of a kind."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import KINDS, kinds, pairs
from opdracht.cli.options import Several, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say

_ADDED = [*KINDS][: [*KINDS].index("gesprek") + 1]


@command(
    "add",
    "Gegevens",
    """
    opdracht add organisatie code=moerdijk naam=Moerdijk soort=gemeente
    opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="De gegevens zijn binnen."
    """,
)
def add_record(
    session: Session,
    soort: Annotated[str, argument("SOORT", f"Wat u toevoegt: {', '.join(_ADDED[:-1])} of {_ADDED[-1]}.", kinds)],
    fields: Annotated[
        Several, argument("VELD=WAARDE", "De velden. Wat ontbreekt, vraagt het programma.", pairs)
    ] = None,
) -> None:
    """Voeg een gegeven toe: een organisatie, een persoon, een mijlpaal enzovoort."""
    from opdracht.actions import records
    from opdracht.cli import ask
    from opdracht.cli.words import quoted, read_pairs
    from opdracht.model import key_of
    from opdracht.records import written_key

    values = read_pairs(fields or [])
    if ask.possible() and (missing := records.missing(session.register, soort, values)):
        for field in missing:
            values[field.name] = ask.field(field)
    record = records.add(session.register, soort, values, session.today.year)
    kind, key = record.enkelvoud, written_key(key_of(record))
    say(f"Toegevoegd: {kind} {key}.")
    say(f"Bekijk het met: {session.typed(f'opdracht show {kind} {quoted(key)}')}")
