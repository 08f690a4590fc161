"""config: the settings of a register, and the name of whoever works in it."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import settings
from opdracht.cli.options import Text, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, show, table
from opdracht.errors import UsageFault


@command(
    "config",
    "Inrichting",
    """
    opdracht config
    opdracht config uren_per_fte 1425
    opdracht config wie "Anne de Wit, Moerdijk"
    """,
)
def config(
    session: Session,
    naam: Annotated[Text, argument("NAAM", "De instelling.", settings)] = None,
    waarde: Annotated[Text, argument("WAARDE", "Wat zij wordt.")] = None,
) -> None:
    """Bekijk of verander de instellingen van het register.

    Met 'wie' zegt u hoe u heet: die naam staat bij alles wat u verandert, in elk register.
    """
    from opdracht.actions.records import configure
    from opdracht.author import keep_name, who
    from opdracht.fields import in_words

    if naam is None:
        _show(session)
    elif waarde is None and naam == "wie":
        show(who())
    elif waarde is None:
        raise UsageFault(f"Wat wordt {naam}?", f"Bijvoorbeeld: opdracht config {naam} WAARDE")
    elif naam == "wie":
        keep_name(waarde)
        say(f"Bij uw wijzigingen staat voortaan: {who()}.")
    else:
        say(f"{naam} is nu {in_words(configure(session.register, naam, waarde))}.")


def _show(session: Session) -> None:
    from opdracht.actions.reading import configuration
    from opdracht.fields import in_words
    from opdracht.settings import MEANING

    holds = configuration(session.register)
    show(f"Register: {session.register.name}")
    show(f"Eigen sjablonen: {holds.templates}")
    show(f"Bij uw wijzigingen staat: {holds.author}")
    show()
    rows = [(name, in_words(getattr(holds.settings, name)), meaning) for name, meaning in MEANING.items()]
    table(("instelling", "waarde", "betekenis"), rows)
