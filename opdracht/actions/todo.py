"""todo: what there is to do, a draft of a mail to each person who must act, and the days of it as an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from opdracht.actions.agenda import WrittenAgenda, write_calendar
from opdracht.documents.contexts.names import HiddenNames
from opdracht.dutch import counted, joined, long_date, need_usual_year
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.agenda import Appointment
from opdracht.exchange.mail import draft
from opdracht.files import write_file
from opdracht.model import Organisatie, Persoon
from opdracht.region import Regio
from opdracht.signs import visible
from opdracht.store import Register
from opdracht.todo import Concerned, Task, Todo, todo_of
from opdracht.todo.tasks import Urgency

A_WEEK = 7


@dataclass(frozen=True)
class Drafted:
    """The draft of a mail to a person; `address` is empty when it is not known."""

    persoon: str
    path: Path
    address: str


def last_day(today: date, until: date | None, days: int | None) -> date:
    """Until when is looked: a day, or so many days on; a week when neither is given. Raises UsageFault for the past."""
    if until is not None and days is not None:
        raise UsageFault("Kies --until of --dagen; samen kan niet.")
    if until is None:
        days = A_WEEK if days is None else days
        try:
            until = today + timedelta(days)
            need_usual_year(until.year)
        except (OverflowError, ValueError):
            raise UsageFault(f"{days} dagen vooruit is te ver.", "Kies met --dagen een kleiner getal.") from None
    if until < today:
        raise UsageFault(f"{long_date(until).capitalize()} is al geweest.", "Kies een latere dag.")
    return until


def look(register: Register, today: date, until: date, concerned: Concerned) -> Todo:
    """What there is to do. Raises OpdrachtError for an unknown persoon or organisatie."""
    return todo_of(_read(register, concerned), today, until, concerned)


def _read(register: Register, concerned: Concerned) -> Regio:
    with register.reading() as reader:
        if concerned.persoon:
            reader.need(Persoon, [concerned.persoon])
        if concerned.organisatie:
            reader.need(Organisatie, [concerned.organisatie])
        return reader.region(texts=True)


def write_mails(todo: Todo, folder: Path, *, force: bool) -> list[Drafted]:
    """Write a draft to each person who must act, with only what that person can do. Raises OpdrachtError without any."""
    drafts = []
    of_each = todo.per_person()
    if not of_each:
        raise OpdrachtError("Er is niemand om te mailen: geen punt is van een persoon.", "Bekijk ze met: opdracht todo")
    for code, tasks in of_each.items():
        persoon = todo.regio.personen[code]
        path = folder / f"te doen {code} {todo.today.isoformat()}.eml"
        write_file(path, _mail(todo, persoon, tasks), force=force)
        drafts.append(Drafted(code, path, persoon.email))
    return drafts


def _mail(todo: Todo, persoon: Persoon, tasks: Sequence[Task]) -> bytes:
    regionaam = todo.regio.settings.regionaam
    number = counted(len(tasks), "punt", "punten")
    return draft(
        persoon.email,
        f"{regionaam}: {number} voor u, tot en met {long_date(todo.until)}",
        (
            "Beste collega,",
            f"Bij {number} van de opdrachten van {regionaam} wachten anderen op u. Het dringendste staat bovenaan.",
            *(_in_mail(todo.regio, number, task) for number, task in enumerate(tasks, start=1)),
            "Is iets al gedaan, of lukt het niet? Laat het ons weten: dan passen wij het register aan.",
            "Met vriendelijke groet,",
            regionaam,
        ),
    )


def _in_mail(regio: Regio, number: int, task: Task) -> str:
    lines = [f"{number}. {visible(task.what)}", when(task).capitalize(), *_more(regio, task)]
    return "\n   ".join(lines)


def when(task: Task) -> str:
    """'te laat sinds 1 november 2026', 'uiterlijk 1 december 2026', 'wacht sinds 3 maart 2026' or 'wacht'."""
    if task.day is None:
        return str(task.urgency)
    before = "uiterlijk" if task.urgency == Urgency.DUE else f"{task.urgency} sinds"
    return f"{before} {long_date(task.day)}"


def _more(regio: Regio, task: Task) -> list[str]:
    """The opdrachten it is about, who waits and what somebody does; a line each."""
    about = [visible(f"Opdracht {nummer} {regio.opdrachten[nummer].titel}") for nummer in task.matter.nummers]
    waiting = joined(visible(party.text(regio)) for party in task.waiting)
    return [*about, *([f"Hierop wacht: {waiting}"] if waiting else []), task.step]


def write_tasks_agenda(
    register: Register, target: Path, today: date, until: date, concerned: Concerned, *, names: bool = False
) -> WrittenAgenda:
    """Write the tasks as an agenda: what is late or waits stands on today. Without `names` no person is named."""
    regio = _read(register, concerned)
    shown = regio if names else HiddenNames.of(regio.personen.values(), regio.organisaties.values()).regio(regio)
    todo = todo_of(regio, today, until, concerned, shown=shown)
    days = [_appointment(todo, task) for task in todo.tasks]
    title = f"Te doen in {regio.settings.regionaam}"
    return write_calendar(register, target, title, f"te doen {concerned}{' met namen' if names else ''}", days, today)


def _appointment(todo: Todo, task: Task) -> Appointment:
    day = task.day if task.urgency == Urgency.DUE and task.day else todo.today
    key = f"te doen {task.matter.work} {task.matter.place}"
    acting = joined(party.text(todo.regio) for party in task.acting)
    lines = (when(task).capitalize(), *([f"Wie: {acting}"] if acting else []), *_more(todo.regio, task))
    return Appointment(key, day, task.what, lines, str(task.matter.work).capitalize())
