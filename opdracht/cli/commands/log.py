"""log: who changed what, and when."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import records
from opdracht.cli.options import Several, argument, flag
from opdracht.cli.session import Session, write_csv, write_json
from opdracht.cli.terminal import say

MOST = 20
"""So many changes are shown unless all are asked for."""


@command(
    "log",
    "Gegevens",
    """
    opdracht log
    opdracht log 2027-001
    opdracht log persoon wethouder-moerdijk
    opdracht log 12
    """,
    forms=["json", "csv"],
)
def log(
    session: Session,
    words: Annotated[
        Several,
        argument(
            "[NUMMER | SOORT SLEUTEL | NR]",
            "Van één opdracht, van één ander gegeven, of alles van één wijziging.",
            records,
        ),
    ] = None,
    everything: Annotated[bool, flag("--all", f"Toon ze allemaal, niet alleen de laatste {MOST}.")] = False,
) -> None:
    """Toon wat er in het register is veranderd: wie, wanneer, en wat het was en werd. Het nieuwste staat bovenaan."""
    from opdracht.cli import past
    from opdracht.cli.words import change_number, subject_of_log
    from opdracht.history.log import change, history

    given = words or []
    number = change_number(given)
    if number is not None:
        entries = [change(session.register, number)]
    else:
        most = None if everything else MOST + 1
        entries = history(session.register, subject_of_log(given), most, whole=not session.for_people)
    shown = entries if everything else entries[:MOST]
    if session.as_data:
        write_json([entry.data() for entry in shown])
        return
    if session.form == "csv":
        write_csv(past.COLUMNS, (row for entry in shown for row in past.change_rows(entry)))
        return
    for entry in shown:
        past.show_change(entry, all_of_it=number is not None)
    if not entries:
        say("Er is nog niets veranderd.")
    if len(entries) > len(shown):
        say(f"Er is meer; bekijk alles met: {session.typed(' '.join(['opdracht log', *given, '--all']))}")
