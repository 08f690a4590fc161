"""edit: an agreement as text in the user's own editor."""

from opdracht.cli.app import command
from opdracht.cli.options import Nummer
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command("edit", "Opdrachten", "opdracht edit 2027-001")
def edit(session: Session, nummer: Nummer) -> None:
    """Verander een hele opdracht in uw teksteditor.

    Klopt er iets niet, dan staat de fout bij de regel en kunt u verdergaan. Uw tekst raakt niet kwijt.
    """
    from opdracht.cli.editing import Edit, EditOutcome

    outcome = Edit.of(session.register, nummer, session.typed).run(session.today.year)
    say(f"Opdracht {nummer} is veranderd." if outcome == EditOutcome.CHANGED else "Er is niets veranderd.")
    if outcome != EditOutcome.UNTOUCHED:
        say(f"Toets haar met: {session.typed(f'opdracht check {nummer}')}")
