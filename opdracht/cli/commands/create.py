"""create: a new agreement, by questions, from a file, or from options."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import keys_of, nummers, pairs
from opdracht.cli.options import Several, Text, argument, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault

Person = Annotated[Text, option("CODE", "De persoon in deze rol.", complete=keys_of("persoon"))]
PARTS = '"VELD=.. VELD=.."'


@command(
    "create",
    "Opdrachten",
    """
    opdracht create
    opdracht create --resume
    opdracht create --from stroomkaart.yaml
    opdracht create --copy 2027-001 --van 1-1-2028
    opdracht create --titel "Stroomkaart" --van 1-1-2027 --tot 15-12-2027 --mijlpaal "datum=1-4-2027 resultaat=Gegevens binnen"
    """,
)
def create(
    session: Session,
    fields: Annotated[Several, argument("VELD=WAARDE", "Elk ander veld van de opdracht.", pairs)] = None,
    source: Annotated[Path | None, option("BESTAND", "Een YAML-bestand met de opdracht.", "--from")] = None,
    copy: Annotated[
        Text,
        option(
            "NUMMER", "Neem over wat in deze opdracht is afgesproken, met alle datums vanaf --van.", complete=nummers
        ),
    ] = None,
    resume: Annotated[bool, flag("--resume", "Ga verder waar u de vorige keer stopte.")] = False,
    no_questions: Annotated[bool, flag("--no-questions", "Vraag niets; wat ontbreekt, blijft leeg.")] = False,
    titel: Annotated[Text, option("TEKST", "De titel: kort en herkenbaar.")] = None,
    doel: Annotated[Text, option("TEKST", "Waarvoor de opdracht dient.")] = None,
    beoogd_resultaat: Annotated[Text, option("TEKST", "Wat er ligt als zij klaar is.")] = None,
    afbakening_wel: Annotated[Text, option("TEKST", "Wat er wel bij hoort.", "--wel")] = None,
    afbakening_niet: Annotated[Text, option("TEKST", "Wat er niet bij hoort.", "--niet")] = None,
    van: Annotated[Text, option("DATUM", "De begindatum.")] = None,
    tot: Annotated[Text, option("DATUM", "De einddatum.")] = None,
    prioriteit: Annotated[Text, option("1-5", "1 is het hoogst.")] = None,
    ambitie: Annotated[Text, option("CODE", "De ambitie waar zij aan werkt.", complete=keys_of("ambitie"))] = None,
    besluit: Annotated[Text, option("KENMERK", "Het besluit waar zij uit volgt.", complete=keys_of("besluit"))] = None,
    bestuurlijk_opdrachtgever: Person = None,
    bestuurlijk_opdrachtnemer: Person = None,
    ambtelijk_opdrachtgever: Person = None,
    ambtelijk_opdrachtnemer: Person = None,
    rol: Annotated[Several, option(PARTS, "Een andere rol. Mag vaker.")] = None,
    mijlpaal: Annotated[Several, option(PARTS, "Een mijlpaal. Mag vaker.")] = None,
    randvoorwaarde: Annotated[Several, option(PARTS, "Een randvoorwaarde. Mag vaker.")] = None,
    inzet: Annotated[Several, option(PARTS, "Uren van een organisatie. Mag vaker.")] = None,
    belang: Annotated[Several, option(PARTS, "Wat een organisatie erbij wint. Mag vaker.")] = None,
) -> None:
    """Maak een opdracht: met vragen, uit een bestand, of met opties.

    Zonder opties stelt het programma de vragen een voor een. U kunt altijd stoppen en later verdergaan.

    Met --copy begint een nieuw concept als een andere opdracht: alles wat is afgesproken, verschoven naar --van. Wat er met de
    andere gebeurde, gaat niet mee: de status, de stappen, wie tekende, de gesprekken, en of iets is gehaald of geregeld.
    """
    from opdracht.cli.words import agreement_fields

    given = agreement_fields(
        fields or [],
        {
            "titel": titel, "doel": doel, "beoogd_resultaat": beoogd_resultaat, "afbakening_wel": afbakening_wel,
            "afbakening_niet": afbakening_niet, "van": van, "tot": tot, "prioriteit": prioriteit, "ambitie": ambitie,
            "besluit": besluit,
        },
        {
            "bestuurlijk opdrachtgever": bestuurlijk_opdrachtgever,
            "bestuurlijk opdrachtnemer": bestuurlijk_opdrachtnemer,
            "ambtelijk opdrachtgever": ambtelijk_opdrachtgever,
            "ambtelijk opdrachtnemer": ambtelijk_opdrachtnemer,
        },
        {"rol": rol, "mijlpaal": mijlpaal, "randvoorwaarde": randvoorwaarde, "inzet": inzet, "belang": belang},
    )  # fmt: skip
    if copy is not None:
        _need_alone("--copy", {"--from": source is not None, "--resume": resume})
        nummer = _copied(session, copy, given)
    else:
        nummer = _created(session, given, source, resume=resume, no_questions=no_questions)
    _tell(session, nummer)


def _need_alone(option: str, others: Mapping[str, bool]) -> None:
    """Raise UsageFault when options stand together that choose another way."""
    for other, is_given in others.items():
        if is_given:
            raise UsageFault(f"Kies {option} of {other}; samen kan niet.")


def _copied(session: Session, nummer: str, given: dict[str, object]) -> str:
    """Make it after another; say what a person must still look at."""
    from opdracht.actions.copying import copy

    copied = copy(session.register, nummer, given, session.today.year)
    if copied.dated:
        say(f"Jaartallen in teksten zijn niet verschoven. Kijk na: {'; '.join(copied.dated)}.")
    return copied.nummer


def _created(
    session: Session, given: dict[str, object], source: Path | None, *, resume: bool, no_questions: bool
) -> str:
    """Make the agreement in the way that the options choose; its nummer."""
    from opdracht.actions import agreements
    from opdracht.cli import ask
    from opdracht.exchange.source import LARGEST_FILE
    from opdracht.files import read_file

    year = session.today.year
    if source is not None:
        content = read_file(source, LARGEST_FILE)
        return agreements.create_from_file(session.register, content, source.name, given, year)
    if ask.possible() and not no_questions:
        from opdracht.cli.wizard import run

        return run(session.register, given, year, resume=resume, to_resume=session.typed("opdracht create --resume"))
    if resume:
        raise UsageFault("Verdergaan met de vragen kan alleen in een terminal.")
    if "titel" not in given:
        raise UsageFault("Er ontbreekt iets: --titel.", "Geef een titel, of een bestand met --from.")
    return agreements.create(session.register, given, "De opdracht", year)


def _tell(session: Session, nummer: str) -> None:
    """Say what there is now; to a person also what the checks think of it."""
    from opdracht.cli import ask

    say(f"Opdracht {nummer} staat in het register.")
    if ask.possible():
        from opdracht.actions.checking import check
        from opdracht.cli.agreement import show_agreement
        from opdracht.cli.findings import show_findings, summary

        checked = check(session.register, session.today, [nummer])
        show_agreement(checked.regio, nummer)
        show_findings(checked.findings, checked.regio, session.typed)
        say()
        say(summary(checked))
    say(f"Toets haar met:  {session.typed(f'opdracht check {nummer}')}")
    say(f"Maak de documenten met:  {session.typed(f'opdracht render {nummer}')}")
