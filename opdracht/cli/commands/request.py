"""request: a round of questions to the gemeenten."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import keys_of
from opdracht.cli.options import Force, Several, Text, option
from opdracht.cli.session import Session, read_day
from opdracht.cli.terminal import say, show

FOLDER = Path("uitvraag")


@command(
    "request",
    "Gegevens",
    """
    opdracht request
    opdracht request --to uitvraag --organisatie breda --before 1-12-2026
    """,
)
def request(
    session: Session,
    to: Annotated[Path, option("MAP", "De map voor de werkmappen en de mails.", "--to")] = FOLDER,
    organisatie: Annotated[
        Several, option("CODE", "Vraag alleen deze; anders alle gemeenten.", complete=keys_of("organisatie"))
    ] = None,
    before: Annotated[Text, option("DATUM", "Wanneer het antwoord er moet zijn; anders over drie weken.")] = None,
    force: Force = False,
) -> None:
    """Vraag elke gemeente wat alleen zij weet, met een werkmap en een mail die klaarstaat.

    In de werkmap staat wat al bekend is. De gemeente vult aan: aan welke opdrachten zij meedoet, haar uren, haar mensen,
    en de randvoorwaarden die zij regelt. De mails (.eml) opent en verstuurt u zelf. De antwoorden leest u samen in met
    'opdracht import antwoorden/*.xlsx'.
    """
    from opdracht.actions.request import TIME_TO_ANSWER, Request, ask
    from opdracht.cli.words import say_without_address
    from opdracht.dutch import counted, long_date
    from opdracht.paths import user_path

    answer_by = read_day("--before", before) if before else session.today + TIME_TO_ANSWER
    asked = ask(session.register, user_path(to), Request(session.today, answer_by, organisatie or ()), force=force)
    for of_one in asked:
        show(str(of_one.workbook))
    say(
        f"{counted(len(asked), 'werkmap', 'werkmappen')} en evenveel mails in {to}. Antwoord uiterlijk {long_date(answer_by)}."
    )
    say_without_address([of_one.organisatie for of_one in asked if not of_one.address])
    say(f"Lees de antwoorden samen in met: {session.typed('opdracht import antwoorden/*.xlsx')}")
