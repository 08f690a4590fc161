"""undo: take a change back."""

from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.options import Text, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command("undo", "Gegevens", "opdracht undo\nopdracht undo 12")
def undo(
    session: Session,
    nr: Annotated[Text, argument("NR", "Welke wijziging. Anders: uw eigen laatste die er nog staat.")] = None,
) -> None:
    """Neem een wijziging terug. Dat is zelf ook een wijziging; niets raakt kwijt.

    Staat er iets later op, dan gebeurt er niets en leest u waarom. Bestanden op uw schijf blijven zoals zij zijn: was uw
    laatste wijziging alleen een document, dan leest u welke daarvoor komt.
    """
    from opdracht.cli import ask
    from opdracht.cli.past import show_change
    from opdracht.cli.words import change_number
    from opdracht.history.log import change
    from opdracht.history.undo import last_own, undo

    number = None if nr is None else change_number([nr])
    if nr is not None and number is None:
        raise UsageFault(f"'{nr}' is geen nummer van een wijziging.", "Bekijk de nummers met: opdracht log")
    if number is None:
        last = last_own(session.register)
        number = last.wijziging.nr
        if last.passed:
            for passed in last.passed:
                say(
                    f"Wijziging {passed.nr} ({passed.commando}) gaat over bestanden op uw schijf; die neemt undo niet terug."
                )
            say(f"Daarvoor deed u dit, wijziging {number}:")
            show_change(change(session.register, number), all_of_it=False)
            if ask.possible() and not ask.confirm(f"Wijziging {number} terugnemen?"):
                raise typer.Abort
    undone = undo(session.register, number)
    show_change(change(session.register, undone.nr), all_of_it=False)
    again = session.typed(f"opdracht undo {undone.nr}")
    say(f"Teruggenomen. Toch laten zoals het was? Dat kan met: {again}")
