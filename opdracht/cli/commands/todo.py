"""todo: what is late, due or waiting, most urgent first, and who must act."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import keys_of
from opdracht.cli.options import Force, Text, flag, option
from opdracht.cli.session import Session, read_day, write_csv, write_json
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "todo",
    "Bekijken",
    """
    opdracht todo
    opdracht todo --persoon secretaris-moerdijk
    opdracht todo --organisatie breda --until 31-12-2026
    opdracht todo --eml mails
    opdracht todo --ics todo.ics --dagen 30
    """,
    forms=["json", "csv"],
    peildatum=True,
)
def todo(
    session: Session,
    persoon: Annotated[Text, option("CODE", "Alleen wat deze persoon moet doen.", complete=keys_of("persoon"))] = None,
    organisatie: Annotated[
        Text, option("CODE", "Alleen wat deze organisatie moet doen.", complete=keys_of("organisatie"))
    ] = None,
    until: Annotated[Text, option("DATUM", "Kijk vooruit tot en met deze dag.", "--until")] = None,
    days: Annotated[int | None, option("AANTAL", "Kijk zoveel dagen vooruit (gewoonlijk 7).", "--dagen")] = None,
    everything: Annotated[bool, flag("--all", "Toon alles, ook wat niet op het scherm past.")] = False,
    eml: Annotated[
        Path | None, option("MAP", "Schrijf in deze map een mail aan elke persoon die iets moet doen.", "--eml")
    ] = None,
    ics: Annotated[Path | None, option("BESTAND", "Schrijf het ook als agenda (.ics).", "--ics")] = None,
    names: Annotated[bool, flag("--with-names", "Zet in de agenda ook de namen van personen.")] = False,
    force: Force = False,
) -> None:
    """Toon wat er deze week te doen is: wat te laat is, wat binnenkort moet en wat wacht.

    Het dringendste staat bovenaan, met wie het moet doen, wie erop wacht en het commando waarmee u het vastlegt. Het gaat
    om mijlpalen, randvoorwaarden, gesprekken, handtekeningen, besluiten zonder opdracht, antwoorden van organisaties en
    wijzigingen die nog niet zijn vastgesteld.
    """
    from opdracht.actions.todo import last_day, look, write_mails, write_tasks_agenda
    from opdracht.cli.tasks import COLUMNS, say_drafted, show_todo, todo_data, todo_rows
    from opdracht.dutch import counted
    from opdracht.files import need_ending
    from opdracht.todo import Concerned

    if persoon and organisatie:
        raise UsageFault("Kies --persoon of --organisatie; samen kan niet.")
    if names and ics is None:
        raise UsageFault("--with-names hoort bij een agenda.", "Voeg toe: --ics BESTAND")
    if ics is not None:
        need_ending(ics, (".ics",))
    day = session.day
    concerned = Concerned(persoon, organisatie)
    last = last_day(day, read_day("--until", until) if until else None, days)
    seen = look(session.register, day, last, concerned)
    if session.as_data:
        write_json(todo_data(seen))
    elif session.form == "csv":
        write_csv(COLUMNS, todo_rows(seen))
    else:
        show_todo(seen, session.typed, everything=everything)
    if eml is not None:
        say_drafted(write_mails(seen, eml, force=force), eml)
    if ics is not None:
        written = write_tasks_agenda(session.register, ics, day, last, concerned, names=names)
        say(f"Geschreven: {ics}, met {counted(written.appointments, 'afspraak', 'afspraken')}.")
