"""demo: a filled region in a folder, checked, with its documents, and the next commands to try."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import argument, flag
from opdracht.cli.session import Session


@command("demo", "Beginnen", "opdracht demo", register=False)
def demo(
    session: Session,
    folder: Annotated[Path, argument("MAP", "De map voor het voorbeeld.")] = Path("opdracht-demo"),
    weak: Annotated[bool, flag("--weak", "Neem een regio waarin elke toets iets vindt.")] = False,
    force: Annotated[bool, flag("--force", "Maak het voorbeeld opnieuw in een map die er al is.")] = False,
) -> None:
    """Maak een voorbeeld: een gevulde regio, getoetst, met Word-documenten.

    Het voorbeeld is verzonnen en staat los van uw eigen register.
    """
    from opdracht.actions import demo as action
    from opdracht.cli import tour
    from opdracht.cli.progress import steps

    made = action.fill(folder, force=force, example="zwak" if weak else "regio")
    tour.show_filled(made)
    with steps("   Documenten maken", 2 * len(made.sound)) as done:
        result = action.render_sound(made, done)
    tour.show_documents(made, result, session.on(str(folder / "register.db")).typed)
