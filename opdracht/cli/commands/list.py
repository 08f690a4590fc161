"""list: the records of a kind."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import KINDS, kinds, pairs
from opdracht.cli.listing import FORMS
from opdracht.cli.options import FILTER_FORMS, Several, argument, option
from opdracht.cli.session import Session


@command(
    "list",
    "Bekijken",
    """
    opdracht list
    opdracht list personen organisatie=moerdijk
    opdracht list status=voorgesteld,vastgesteld "tot<=eind 2027" --sort tot
    opdracht list randvoorwaarden status=open "uiterlijk<vandaag"
    opdracht list mijlpalen resultaat~kaart --json
    opdracht list mijlpalen --csv > mijlpalen.csv
    """,
    forms=FORMS,
)
def list_records(
    session: Session,
    soort: Annotated[
        str, argument("SOORT", f"Wat u wilt zien: {', '.join([*KINDS][:-1])} of {[*KINDS][-1]}.", kinds)
    ] = "opdrachten",
    filters: Annotated[Several, argument("VELD=WAARDE", f"Alleen waar dit zo is: {FILTER_FORMS}.", pairs)] = None,
    sort: Annotated[str, option("VELD", "In de volgorde van dit veld; wat leeg is, komt achteraan.", "--sort")] = "",
) -> None:
    """Toon de opdrachten, of andere gegevens van het register.

    Een datum mag een naam hebben: vandaag, begin 2027, eind maart 2027. Zet < en > tussen aanhalingstekens: uw terminal
    leest ze anders zelf.
    """
    from opdracht.actions.listing import listing
    from opdracht.cli.words import kind_and_filters

    soort, words = kind_and_filters(soort, filters or [])
    FORMS[session.form](listing(session.register, soort, words, session.today, sort))
