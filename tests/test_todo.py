"""What there is to do: all of it and nothing else, each cause once, most urgent first, told to who must act."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from opdracht.actions.imports import import_region
from opdracht.actions.records import change
from opdracht.agreed.versions import frozen, hash_of
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Deelname, Stand, Status
from opdracht.exchange.export import as_yaml
from opdracht.model import (
    TABLES,
    Belang,
    Besluit,
    Gesprek,
    Mijlpaal,
    Ondertekening,
    Opdracht,
    Organisatie,
    Persoon,
    Randvoorwaarde,
    Record,
    Rol,
    Versie,
)
from opdracht.records import make
from opdracht.region import Regio
from opdracht.settings import Settings
from opdracht.store import Register
from opdracht.todo import Concerned, Todo, Urgency, Work, todo_of
from tests.builders import a_condition, a_region, an_agreement, regio_of
from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY, UNTIL = date(2026, 11, 23), date(2026, 11, 30)
CODES = tuple(f"gemeente-{number:02d}" for number in range(1, 17))
HOSTILE = 'Haag; "Ede", \\n & <b>\né 🚲 {{ x }} =1+1 \u202eneg BEGIN:VEVENT ' + "heel lang " * 40

Told = tuple[str, str, str, date | None]
"""A task as a raw list has it: work, place, urgency, day."""


def told(todo: Todo) -> list[Told]:
    return [(task.matter.work, str(task.matter.place), task.urgency, task.day) for task in todo.tasks]


# ------------------------------------------------------------------------------------------------- a large random region


class Chance:
    """A region that nobody thought of: every status and every day around the one on which is looked."""

    def __init__(self, seed: int) -> None:
        self._any = random.Random(seed)

    def day(self, spread: int = 60) -> date:
        return TODAY + timedelta(self._any.randint(-spread, spread))

    def maybe(self, value: Any, often: float = 0.5) -> Any:
        return value if self._any.random() < often else None

    def pick(self, values: Sequence[Any]) -> Any:
        return self._any.choice(values)

    def records(self, opdrachten: int) -> list[Record]:
        """All records of a region but the versions."""
        organisaties = [
            make(Organisatie, {"code": code, "naam": code.title(), "soort": "gemeente" if code in CODES else "regio"})
            for code in (*CODES, "regio")
        ]
        persons = [
            make(
                Persoon,
                {"code": f"p-{number}", "functie": f"functie {number}", "organisatie": code, "niveau": "ambtelijk"},
            )
            for number, code in enumerate([*CODES, "regio"] * 3)
        ]
        besluiten = [
            make(
                Besluit,
                {"kenmerk": f"AB 2026/{n}", "orgaan": "algemeen bestuur", "datum": self.day(200), "tekst": "Doe het."},
            )
            for n in range(opdrachten // 4)
        ]
        inside = [row for n in range(opdrachten) for row in self._opdracht(f"2027-{n + 1:03d}", len(besluiten))]
        return [*organisaties, *persons, *besluiten, *inside]

    def _opdracht(self, nummer: str, besluiten: int) -> Iterator[Record]:
        status, van = self.pick([*Status]), self.maybe(self.day(150), 0.9)
        besluit = self.maybe(f"AB 2026/{self._any.randrange(besluiten)}")
        fields = {"nummer": nummer, "titel": f"Opdracht {nummer}", "status": status, "van": van, "besluit": besluit}
        yield make(Opdracht, fields)
        for rol in ROLLEN_VAN_PARTIJEN:
            if self.maybe(True, 0.8):
                yield make(Rol, {"opdracht": nummer, "rol": rol, "persoon": f"p-{self._any.randrange(51)}"})
            if self.maybe(True):
                signed = {"versie": self.pick([1, 2]), "functie": "wethouder", "datum": self.day()}
                yield make(Ondertekening, {"opdracht": nummer, "rol": rol, **signed})
        for nr in range(1, self._any.randrange(6)):
            day = {"datum": self.day(), "gehaald_op": self.maybe(self.day(), 0.4)}
            yield make(
                Mijlpaal, {"opdracht": nummer, "nr": nr, "resultaat": "Klaar.", **day, "eigenaar": self._owner()}
            )
        for nr in range(1, self._any.randrange(6)):
            asked = {
                "categorie": "geld",
                "tekst": "Geld.",
                "uiterlijk": self.maybe(self.day(), 0.8),
                "eigenaar": self._owner(),
            }
            yield make(Randvoorwaarde, {"opdracht": nummer, "nr": nr, "status": self.pick([*Stand]), **asked})
        for code in self._any.sample(CODES, 2):
            answer = {"deelname": self.pick([*Deelname]), "contactpersoon": self._owner()}
            yield make(Belang, {"opdracht": nummer, "organisatie": code, **answer})
        for nr in range(1, self._any.randrange(3)):
            yield make(Gesprek, {"opdracht": nummer, "nr": nr, "datum": self.day(200), "afspraken": "Doen."})

    def _owner(self) -> str | None:
        code: str | None = self.maybe(f"p-{self._any.randrange(51)}")
        return code


def region_of(records: Sequence[Record]) -> Regio:
    return Regio.of({kind.meervoud: [row for row in records if type(row) is kind] for kind in TABLES})


def with_versions(records: list[Record], chance: Chance) -> tuple[list[Record], set[str]]:
    """The same with versions of some opdrachten under way, and the nummers of those that changed after it."""
    regio, changed = region_of(records), set()
    versies: list[Record] = []
    for row in records:
        if isinstance(row, Opdracht) and row.status in (Status.VASTGESTELD, Status.LOPEND) and chance.maybe(True, 0.7):
            inhoud = frozen(regio, row.nummer)
            for nr in range(1, chance.pick([1, 2]) + 1):
                fields = {"inhoud": inhoud, "sha256": hash_of(inhoud), "datum": chance.day()}
                versies.append(make(Versie, {"opdracht": row.nummer, "nr": nr, **fields}))
            if chance.maybe(True, 0.3):
                changed.add(row.nummer)
    after = [
        make(Opdracht, {**row.model_dump(), "doel": "Iets anders."})
        if isinstance(row, Opdracht) and row.nummer in changed
        else row
        for row in records
    ]
    return [*after, *versies], changed


def raw_list(records: Sequence[Record], changed: set[str]) -> set[Told]:
    """What there is to do, by looking at every record: the same norms, in other words."""

    def of(kind: type[Record], nummer: str) -> list[Any]:
        return [row for row in records if type(row) is kind and getattr(row, "opdracht", "") == nummer]

    def timed(work: str, place: str, day: date) -> set[Told]:
        return {(work, place, "te laat" if day < TODAY else "binnenkort", day)} if day <= UNTIL else set()

    settings, wanted = Settings(), set[Told]()
    besluiten = {row.kenmerk: row.datum for row in records if isinstance(row, Besluit)}
    carried = {row.besluit for row in records if isinstance(row, Opdracht) and row.status != "ingetrokken"}
    wanted |= {
        ("besluit", f"besluit {k}", "wacht", day) for k, day in besluiten.items() if k not in carried and day <= TODAY
    }
    for opdracht in (row for row in records if isinstance(row, Opdracht)):
        nummer, status = opdracht.nummer, opdracht.status
        if status not in ("afgerond", "ingetrokken"):
            for row in of(Mijlpaal, nummer):
                if row.gehaald_op is None or row.gehaald_op > TODAY:
                    wanted |= timed("mijlpaal", f"mijlpaal {nummer}/{row.nr}", row.datum)
            for row in of(Randvoorwaarde, nummer):
                if row.status in ("open", "toegezegd") and row.uiterlijk:
                    wanted |= timed("randvoorwaarde", f"randvoorwaarde {nummer}/{row.nr}", row.uiterlijk)
                elif row.status == "niet haalbaar":
                    wanted.add(("randvoorwaarde", f"randvoorwaarde {nummer}/{row.nr}", "wacht", None))
        if status in ("voorgesteld", "vastgesteld", "lopend"):
            silent = {row.organisatie for row in of(Belang, nummer) if row.deelname == "onbekend"}
            wanted |= {("antwoord", f"organisatie {code}", "wacht", None) for code in silent}
        if status not in ("vastgesteld", "lopend"):
            continue
        wanted |= {("wijziging", f"opdracht {nummer}", "wacht", None)} if nummer in changed else set()
        versies = of(Versie, nummer)
        last = versies[-1].nr if versies else 1
        signed = {row.rol for row in of(Ondertekening, nummer) if row.versie == last}
        begin = versies[-1].datum if last > 1 else besluiten.get(opdracht.besluit or "", opdracht.van)
        if len(signed) < 4 and begin and nummer not in changed:
            wanted |= timed("handtekening", f"opdracht {nummer}", begin + timedelta(settings.dagen_tot_ondertekening))
        wanted |= raw_talk(opdracht, [row.datum for row in of(Gesprek, nummer)], settings)
    return wanted


def raw_talk(opdracht: Opdracht, talks: Sequence[date], settings: Settings) -> set[Told]:
    """The talk that is late today; else the one that will be late right after the last day, if nobody talks."""
    first = opdracht.van - timedelta(settings.dagen_tot_gesprek) if opdracht.van else date.min
    for seen_on in (TODAY, UNTIL + timedelta(1)):
        held = [day for day in talks if first <= day <= seen_on]
        begun = opdracht.van is None or opdracht.van <= seen_on
        if (held and not begun) or (not held and opdracht.van is None):
            continue
        limit = settings.dagen_tussen_gesprekken if held else settings.dagen_tot_gesprek
        due = max([*held, *([] if held or opdracht.van is None else [opdracht.van])]) + timedelta(limit)
        if due < seen_on:
            stand = "te laat" if due < TODAY else "binnenkort"
            return {("gesprek", f"opdracht {opdracht.nummer}", stand, due)}
    return set()


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_a_list_made_from_the_raw_records_says_each_cause_once(seed: int) -> None:
    chance = Chance(seed)
    records, changed = with_versions(chance.records(300), chance)
    todo = todo_of(region_of(records), TODAY, UNTIL, Concerned())
    tasks = told(todo)
    assert set(tasks) == raw_list(records, changed)
    assert {work for work, *_ in tasks} == {*Work}
    assert len({(work, place) for work, place, *_ in tasks}) == len(tasks)
    order = [([*Urgency].index(task.urgency), task.day or date.max) for task in todo.tasks]
    assert all(before <= after for before, after in pairwise(order))
    assert all(not {*task.acting} & {*task.waiting} for task in todo.tasks)


def test_each_gets_what_is_theirs_and_all_together_get_all() -> None:
    regio = region_of(Chance(1).records(100))
    everything = todo_of(regio, TODAY, UNTIL, Concerned())
    of_organisaties = [todo_of(regio, TODAY, UNTIL, Concerned(organisatie=code)) for code in regio.organisaties]
    assert {row for todo in of_organisaties for row in told(todo)} == {
        row for row, task in zip(told(everything), everything.tasks, strict=True) if task.acting
    }
    for code, tasks in everything.per_person().items():
        own = todo_of(regio, TODAY, UNTIL, Concerned(persoon=code))
        assert list(own.tasks) == list(tasks)
        assert [*own.per_person()] == [code]


# ----------------------------------------------------------------------------------------------------------------- edges


def days_of(work: Work, **fields: Any) -> list[tuple[str, date | None]]:
    """Urgency and day of the tasks of one kind in a region with one opdracht."""
    regio = regio_of(a_region(an_agreement(**fields)))
    return [
        (task.urgency, task.day) for task in todo_of(regio, TODAY, UNTIL, Concerned()).tasks if task.matter.work == work
    ]


@pytest.mark.parametrize(
    ("day", "urgency"),
    [("2026-11-22", "te laat"), ("2026-11-23", "binnenkort"), ("2026-11-30", "binnenkort"), ("2026-12-01", None)],
)
def test_a_day_that_is_today_is_in_time_and_the_last_day_counts(day: str, urgency: str | None) -> None:
    wanted = [(urgency, date.fromisoformat(day))] if urgency else []
    assert days_of(Work.MIJLPAAL, mijlpalen=[{"datum": day, "resultaat": "Klaar."}]) == wanted
    assert days_of(Work.RANDVOORWAARDE, randvoorwaarden=[a_condition(uiterlijk=day)]) == wanted


@pytest.mark.parametrize(("days_ago", "urgency"), [(31, "te laat"), (30, "binnenkort"), (23, "binnenkort"), (22, None)])
def test_a_talk_and_a_signature_are_due_so_long_after_the_begin(days_ago: int, urgency: str | None) -> None:
    van = TODAY - timedelta(days_ago)
    wanted = [(urgency, van + timedelta(30))] if urgency else []
    begun = {"status": "lopend", "van": van.isoformat()}
    assert days_of(Work.GESPREK, **begun) == wanted
    assert days_of(Work.HANDTEKENING, **begun) == wanted


@pytest.mark.parametrize(
    ("reached", "is_task"), [("2026-11-23", False), ("2026-11-24", True), ("2026-12-24", True), ("2026-11-01", False)]
)
def test_what_was_reached_is_done_and_a_day_to_come_is_a_plan(reached: str, is_task: bool) -> None:
    mijlpaal = {"datum": "2026-11-20", "resultaat": "Klaar.", "gehaald_op": reached}
    assert bool(days_of(Work.MIJLPAAL, mijlpalen=[mijlpaal])) == is_task


def test_an_answer_on_more_opdrachten_is_one_cause() -> None:
    silent: dict[str, Any] = {
        "status": "voorgesteld",
        "belangen": [{"organisatie": "moerdijk", "deelname": "onbekend"}],
    }
    regio = regio_of(a_region(an_agreement(**silent), an_agreement("2027-002", titel="Hubs", **silent)))
    (task,) = todo_of(regio, TODAY, UNTIL, Concerned()).tasks
    assert (task.matter.nummers, task.matter.command) == (
        ("2027-001", "2027-002"), "opdracht request --organisatie moerdijk",
    )  # fmt: skip
    assert [party.code for party in task.waiting] == ["programmamanager"]


# ------------------------------------------------------------------------------------------------------------ as command


@pytest.fixture
def filled(register: Register) -> Register:
    """Two opdrachten with something late, due and waiting; one text is hostile, one person has an address."""
    data = a_region(
        an_agreement(
            status="lopend", van="2026-10-01",
            mijlpalen=[{"datum": "2026-11-01", "resultaat": HOSTILE, "eigenaar": "programmamanager"}],
            randvoorwaarden=[a_condition(uiterlijk="2026-11-27")],
            gesprekken=[{"datum": "2026-11-10", "afspraken": "Doorgaan."}],
            belangen=[{"organisatie": "moerdijk", "deelname": "onbekend"}],
        ),
        an_agreement("2027-002", titel="Reishubs", van="2026-12-01"),
        besluiten=[{"kenmerk": "AB-1", "orgaan": "algemeen bestuur", "datum": "2026-03-03", "tekst": "Maak een kaart."}],
    )  # fmt: skip
    data["personen"][1] |= {"naam": "Anna de Vries", "email": "anna@moerdijk.nl"}
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2026, as_history=True)
    return register


def tasks_in(outcome: Outcome) -> list[tuple[str, str]]:
    assert outcome.code == 0
    return [(task["stand"], task["plaats"]) for task in json.loads(outcome.out)["punten"]]


@pytest.mark.usefixtures("filled")
def test_the_forms_say_the_same(run: Run) -> None:
    tasks = tasks_in(run("todo", "--json"))
    assert tasks == [
        ("te laat", "opdracht 2027-001"),
        ("te laat", "mijlpaal 2027-001/1"),
        ("binnenkort", "randvoorwaarde 2027-001/1"),
        ("wacht", "besluit AB-1"),
        ("wacht", "organisatie moerdijk"),
    ]
    rows = list(csv.DictReader(io.StringIO(run("todo", "--csv").out.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["stand"], row["plaats"]) for row in rows] == tasks
    screen = run("todo", "--all").out.splitlines()
    assert [line[:10].strip() for line in screen[2::3]] == [stand for stand, _ in tasks]
    assert max(map(len, screen[:4])) <= 80
    assert [line.strip() for line in screen[4::3]] == [row["commando"] for row in rows] or "--register" in screen[4]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("words", "places"),
    [
        (["--persoon", "secretaris"], ["randvoorwaarde 2027-001/1"]),
        (["--persoon", "programmamanager"], ["mijlpaal 2027-001/1"]),
        (["--organisatie", "rwb", "--dagen", "0"], ["mijlpaal 2027-001/1", "besluit AB-1"]),
        (["--peildatum", "1-1-2026", "--until", "1-1-2026"], ["organisatie moerdijk"]),
    ],
)
def test_it_can_be_that_of_some_and_of_another_day(run: Run, words: list[str], places: list[str]) -> None:
    found = [place for _, place in tasks_in(run("todo", "--json", *words))]
    assert [place for place in found if place != "opdracht 2027-001"] == places


@pytest.mark.parametrize("days", ["99999", "999999999999", "-1"])
def test_a_horizon_that_is_no_day_is_refused(run: Run, days: str) -> None:
    refused = run("todo", "--dagen", days)
    assert (refused.code, refused.out, refused.err.startswith("Fout:")) == (2, "", True)
    assert run("todo", "--peildatum", "31-12-2199").code == 2


def test_a_region_without_anything_says_so(run: Run, register: Register) -> None:
    assert tasks_in(run("todo", "--json")) == []
    assert "niets" in run("todo").out
    assert run("todo", "--csv").out.removeprefix("\ufeff").splitlines() == [
        "stand;dag;soort;plaats;opdrachten;wat;wie;wacht;stap;commando"
    ]
    refused = run("todo", "--eml", "mails")
    assert (refused.code, Path("mails").exists()) == (3, False)


@pytest.mark.usefixtures("filled")
def test_what_was_set_aside_is_no_task(run: Run) -> None:
    words = [
        "check",
        "2027-001",
        "--set-aside",
        "P403",
        "--record",
        "mijlpaal 2027-001/1",
        "--reason",
        "De leverancier is failliet.",
    ]
    assert run(*words).code == 0
    assert ("te laat", "mijlpaal 2027-001/1") not in tasks_in(run("todo", "--json"))


@pytest.mark.parametrize(("height", "tasks"), [(1, 1), (12, 2), (13, 2), (14, 3), (50, 5)])
def test_a_screen_holds_the_most_urgent_and_says_how_many_there_are_more(
    run: Run, filled: Register, monkeypatch: pytest.MonkeyPatch, height: int, tasks: int
) -> None:
    monkeypatch.setenv("OPDRACHT_REGISTER", filled.location)  # so that no command is longer than a line
    monkeypatch.setenv("LINES", str(height))
    monkeypatch.setenv("COLUMNS", "80")
    outcome = run("todo")
    assert len(outcome.out.splitlines()) == 2 + tasks * 3
    assert [int(word) for word in outcome.err.split() if word.isdigit()] == ([5 - tasks] if tasks < 5 else [])


def test_a_change_after_agreeing_waits_and_takes_the_place_of_signing(run: Run, filled: Register) -> None:
    assert run("status", "2027-001", "vastgesteld", "--despite", "Het bestuur besloot het.").code == 0
    assert ("te laat", "opdracht 2027-001") in tasks_in(run("todo", "--json"))
    change(filled, "opdracht", "2027-001", {"doel": "Iets heel anders."})
    about = [task for task in json.loads(run("todo", "--json").out)["punten"] if task["plaats"] == "opdracht 2027-001"]
    assert [(task["soort"], task["stand"]) for task in about] == [("wijziging", "wacht")]
    assert about[0]["commando"].startswith("opdracht status 2027-001 vastgesteld --reason")


@pytest.mark.usefixtures("filled")
def test_each_person_gets_a_draft_with_only_what_that_person_can_do(run: Run) -> None:
    outcome = run("todo", "--eml", "mails")
    assert outcome.code == 0
    mails: dict[str, Any] = {
        path.name.split()[2]: message_from_bytes(path.read_bytes(), policy=default) for path in Path("mails").iterdir()
    }
    assert "secretaris" in mails
    assert (mails["secretaris"]["To"], mails["secretaris"]["X-Unsent"]) == ("anna@moerdijk.nl", "1")
    text = mails["secretaris"].get_content()
    assert "De netbeheerder levert de gegevens per terrein." in text
    assert "Uiterlijk 27 november 2026" in text
    assert "Haag" not in text
    hostile = mails["programmamanager"].get_content()
    assert "<U+202E>neg BEGIN:VEVENT" in hostile
    assert "Te laat sinds 1 november 2026" in hostile
    assert all(byte < 128 for path in Path("mails").iterdir() for byte in path.read_bytes())
    assert "email=" in outcome.err
    assert run("todo", "--eml", "mails").code == 0  # the same, to the byte
    assert run("todo", "--eml", "mails", "--until", "31-12-2026").code == 3
    assert run("todo", "--eml", "mails", "--until", "31-12-2026", "--force").code == 0


def test_the_agenda_has_each_task_on_its_day_and_knows_it_again(run: Run, filled: Register) -> None:
    def events() -> list[Any]:
        return list(Calendar.from_ical(Path("todo.ics").read_bytes()).walk("VEVENT"))

    assert run("todo", "--ics", "todo.ics").code == 0
    first = events()
    days = {str(event["summary"]).partition(":")[0]: event["dtstart"].dt for event in first}
    assert days["Randvoorwaarde"] == date(2026, 11, 27)
    assert {*days.values()} == {date(2026, 11, 27), TODAY}  # what is late or waits stands on today
    assert "Anna" not in Path("todo.ics").read_text("utf-8")
    change(filled, "randvoorwaarde", "2027-001/1", {"status": "geregeld", "bewijs": "Brief van 3-11-2026"})
    assert run("todo", "--ics", "todo.ics").code == 0
    again = events()
    assert {event["uid"] for event in again} == {event["uid"] for event in first}
    assert [event["dtstart"].dt for event in again if event["status"] == "CANCELLED"] == [date(2026, 11, 27)]
    assert run("export", "todo.ics", "--force").code == 3  # another choice than that of the agenda of all dates
    assert run("todo", "--ics", "breda.txt").code != 0
