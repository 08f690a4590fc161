"""The tasks of a region: each matter in words, with who must act and who waits, in the order of their urgency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opdracht.agreed.versions import unsigned
from opdracht.choices import Stand
from opdracht.dutch import counted
from opdracht.model import Persoon
from opdracht.records import Place, kind_of
from opdracht.region import Regio
from opdracht.todo.matters import Matter, Work, matters_of, since
from opdracht.todo.parties import Parties, Party, parties_of


class Urgency(StrEnum):
    """How urgent something is, the most urgent first."""

    LATE = "te laat"
    DUE = "binnenkort"
    WAITING = "wacht"


STEPS: Mapping[Work, str] = {
    Work.MIJLPAAL: "Meld wanneer dit is gehaald, of spreek een nieuwe datum af.",
    Work.RANDVOORWAARDE: "Regel dit en noem het bewijs: een besluit of een brief, met de datum.",
    Work.GESPREK: "Voer het gesprek en leg de afspraken vast.",
    Work.HANDTEKENING: "Teken de nieuwste versie.",
    Work.WIJZIGING: "Bekijk wat er is veranderd, en stel het vast of draai het terug.",
    Work.BESLUIT: "Maak er een opdracht van, of zeg welke opdracht dit uitvoert.",
    Work.ANTWOORD: "Zeg of u meedoet, en wat u daarvoor nodig hebt.",
}
"""What somebody does, in words."""


@dataclass(frozen=True)
class Concerned:
    """Whose tasks are wanted: those of a persoon, or of an organisatie and all who work there; without either, all."""

    persoon: str | None = None
    organisatie: str | None = None

    def __str__(self) -> str:
        return self.persoon or self.organisatie or "alles"

    def must_act(self, regio: Regio, parties: Parties) -> bool:
        """Whether they are, or are among, who must act."""
        if self.persoon:
            return Party(Persoon.enkelvoud, self.persoon) in parties
        if self.organisatie:
            return any(party.is_of(regio, self.organisatie) for party in parties)
        return True


@dataclass(frozen=True)
class Task:
    """One thing to do. `day` is the last on which it is in time, or else that since which it waits, when that is known."""

    matter: Matter
    urgency: Urgency
    day: date | None
    what: str
    """On one line: 'Mijlpaal: De gegevens zijn binnen.'"""
    acting: Parties
    waiting: Parties

    @property
    def step(self) -> str:
        """What somebody does, in words."""
        return STEPS[self.matter.work]


@dataclass(frozen=True)
class Todo:
    """What there is to do on a day and until another one, most urgent first; `regio` is the one whose words are used."""

    regio: Regio
    today: date
    until: date
    concerned: Concerned
    tasks: Sequence[Task]

    @property
    def counts(self) -> Mapping[Urgency, int]:
        """How many tasks there are of each urgency."""
        counted_tasks = Counter(task.urgency for task in self.tasks)
        return {urgency: counted_tasks[urgency] for urgency in Urgency}

    def per_person(self) -> Mapping[str, Sequence[Task]]:
        """The tasks of each person who must act, among those that are wanted."""
        of_each: dict[str, list[Task]] = {}
        for task in self.tasks:
            for party in task.acting:
                if party.kind == Persoon.enkelvoud and self.concerned.must_act(self.regio, (party,)):
                    of_each.setdefault(party.code, []).append(task)
        return dict(sorted(of_each.items()))


def todo_of(regio: Regio, today: date, until: date, concerned: Concerned, *, shown: Regio | None = None) -> Todo:
    """What they must do. `shown` is the same region with other words in its texts, to tell it with."""
    words = shown or regio
    tasks = [_task(words, matter, today) for matter in matters_of(regio, today, until)]
    wanted = [task for task in tasks if concerned.must_act(regio, task.acting)]
    return Todo(words, today, until, concerned, sorted(wanted, key=_urgency_first))


def _task(regio: Regio, matter: Matter, today: date) -> Task:
    urgency = Urgency.WAITING
    if matter.due is not None:
        urgency = Urgency.LATE if matter.due < today else Urgency.DUE
    return Task(matter, urgency, since(regio, matter), _what(regio, matter), *parties_of(regio, matter))


def _urgency_first(task: Task) -> tuple[int, date, int, Place]:
    matter = task.matter
    return [*Urgency].index(task.urgency), task.day or date.max, [*Work].index(matter.work), matter.place


def _what(regio: Regio, matter: Matter) -> str:
    return " ".join(f"{_kind_of_work(regio, matter)}: {_about(regio, matter)}".split())


def _kind_of_work(regio: Regio, matter: Matter) -> str:
    if matter.work == Work.HANDTEKENING:
        return counted(len(unsigned(regio, matter.nummers[0])), "handtekening", "handtekeningen").capitalize()
    if matter.work == Work.BESLUIT:
        return f"Opdracht bij besluit {matter.place.key}"
    if matter.work == Work.ANTWOORD:
        return f"Antwoord van {regio.organisaties[matter.place.key].naam}"
    if getattr(matter.record(regio), "status", None) == Stand.NIET_HAALBAAR:
        return "Niet haalbare randvoorwaarde"
    return matter.work.capitalize()


def _about(regio: Regio, matter: Matter) -> str:
    """What the record is known by; a part of an opdracht that is no record yet, by the titel of that."""
    if len(matter.nummers) > 1:
        return f"doet zij mee aan {len(matter.nummers)} opdrachten?"
    record = regio.opdrachten[matter.nummers[0]] if matter.work == Work.ANTWOORD else matter.record(regio)
    return str(getattr(record, kind_of(record).known_by[0]))
