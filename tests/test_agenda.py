"""The dates of a register in a calendar: all of them, told once, and what changed told as a change."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from opdracht.actions.imports import import_region
from opdracht.actions.records import add, change, remove
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import a_condition, a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]
KHAL = Path(sys.executable).with_name("khal")
HOSTILE = 'Haag; "Ede", \\n & <b>\né 🚲 ' + "heel lang " * 40 + "BEGIN:VEVENT"


@pytest.fixture
def filled(register: Register) -> Register:
    """Two opdrachten, one under way and with a talk, and a decision."""
    data = a_region(
        an_agreement(
            status="lopend",
            mijlpalen=[
                {"datum": "2027-04-01", "resultaat": HOSTILE, "eigenaar": "programmamanager"},
                {"datum": "2027-09-01", "resultaat": "De kaart is klaar."},
            ],
            gesprekken=[{"datum": "2027-01-15", "afspraken": "Doorgaan."}],
        ),
        an_agreement(
            "2027-002", titel="Reishubs", inzet=None, randvoorwaarden=[a_condition(), a_condition(status="geregeld")]
        ),
        besluiten=[
            {"kenmerk": "AB-1", "orgaan": "algemeen bestuur", "datum": "2026-03-03", "tekst": "Maak een kaart."}
        ],
    )
    data["personen"][0]["naam"] = "Anna de Vries"
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027, as_history=True)
    return register


def in_file(content: bytes) -> list[Any]:
    """The events of a calendar file."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def events(path: Path) -> dict[str, Any]:
    """The same by their title."""
    return {str(event["summary"]): event for event in in_file(path.read_bytes())}


def test_every_date_and_text_is_in_it_and_reads_back_to_the_letter(run: Run, filled: Register) -> None:
    assert run("export", "agenda.ics").code == 0
    found = events(Path("agenda.ics"))
    days = sorted((event["dtstart"].dt.isoformat(), title.partition(":")[0]) for title, event in found.items())
    assert days[0] == ("2026-03-03", "Besluit algemeen bestuur")
    assert {day for day, _ in days} == {
        "2026-03-03", "2027-01-01", "2027-02-01", "2027-04-01", "2027-04-17", "2027-09-01", "2027-12-31",
    }  # fmt: skip
    all_events = in_file(Path("agenda.ics").read_bytes())
    assert any(HOSTILE in str(event["description"]) for event in all_events)
    assert max(map(len, Path("agenda.ics").read_bytes().splitlines())) <= 75
    talk = found["Gesprek: Stroomkaart bedrijventerreinen (2027-001)"]
    assert (talk["dtstart"].dt, talk["rrule"]["INTERVAL"], talk["rrule"]["COUNT"]) == (date(2027, 4, 17), [92], [3])
    begin = str(found["Begin: Reishubs (2027-002)"]["description"])
    assert "Daarna, op 1 april 2027: De gegevens van 16 gemeenten zijn binnen." in begin


def test_nothing_changed_is_the_same_file_and_a_change_is_told_as_a_change(run: Run, filled: Register) -> None:
    path = Path("agenda.ics")
    run("export", "agenda.ics")
    first = path.read_bytes()
    assert run("export", "agenda.ics", "--peildatum", "1-1-2028").code == 2  # it has no peildatum
    assert run("export", "agenda.ics").code == 0
    assert path.read_bytes() == first
    change(filled, "mijlpaal", "2027-001/2", {"datum": "2027-10-01"})
    remove(filled, "mijlpaal", "2027-002/2")
    again = run("export", "agenda.ics")
    assert (again.code, "en 1 afgezegd" in again.err) == (0, True)
    before = {str(event["uid"]): event for event in in_file(first)}
    after = {str(event["uid"]): event for event in in_file(path.read_bytes())}
    assert before.keys() == after.keys()
    changed = {uid for uid, event in after.items() if event["sequence"] != before[uid]["sequence"]}
    assert all(after[uid]["sequence"] > before[uid]["sequence"] for uid in changed)
    cancelled = [event for event in after.values() if event["status"] == "CANCELLED"]
    assert [event["dtstart"].dt for event in cancelled] == [date(2027, 9, 1)]
    moved = [event for uid, event in after.items() if uid in changed and event["dtstart"].dt == date(2027, 10, 1)]
    assert len(moved) == 1
    second = path.read_bytes()
    assert run("export", "agenda.ics").code == 0
    assert path.read_bytes() == second


def test_what_changed_is_newer_also_where_the_earlier_agenda_is_not_at_hand(run: Run, filled: Register) -> None:
    numbers = []
    for day in ("2027-09-02", "2027-09-03", "2027-09-02"):
        change(filled, "mijlpaal", "2027-001/2", {"datum": day})
        run("render", "2027-001")  # what is printed is in no agenda
        assert run("export", "agenda.ics").code == 0
        (moved,) = (event for title, event in events(Path("agenda.ics")).items() if "klaar. (2027-001)" in title)
        numbers.append(moved["sequence"])
        Path("agenda.ics").rename(f"{len(numbers)}.ics")
    assert numbers == sorted(set(numbers))
    run("render", "2027-001")
    run("export", "agenda.ics")
    assert Path("agenda.ics").read_bytes() == Path("3.ics").read_bytes()


def test_an_earlier_agenda_with_higher_numbers_goes_on_from_there(run: Run, filled: Register) -> None:
    run("export", "agenda.ics")
    path = Path("agenda.ics")
    path.write_bytes(re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:500", path.read_bytes()))
    change(filled, "mijlpaal", "2027-001/2", {"datum": "2027-10-01"})
    remove(filled, "mijlpaal", "2027-002/2")
    assert run("export", "agenda.ics").code == 0
    assert {event["sequence"] for event in in_file(path.read_bytes())} == {500, 501}


def test_the_agenda_of_an_empty_register_is_empty(run: Run, register: Register) -> None:
    assert run("export", "agenda.ics").code == 0
    assert in_file(Path("agenda.ics").read_bytes()) == []
    assert run("add", "organisatie", "code=breda", "naam=Breda", "soort=gemeente").code == 0
    assert run("export", "agenda.ics").code == 0


def test_a_persoon_and_an_organisatie_together_give_what_both_have(run: Run, filled: Register) -> None:
    add(filled, "organisatie", {"code": "etten", "naam": "Etten", "soort": "gemeente"}, 2026)
    fields = {"code": "jurist", "functie": "jurist", "organisatie": "etten", "niveau": "ambtelijk"}
    add(filled, "persoon", fields, 2026)
    change(filled, "mijlpaal", "2027-001/2", {"eigenaar": "jurist"})
    persoon, organisatie = ["--persoon", "programmamanager"], ["--organisatie", "etten"]
    kept: list[set[str]] = []
    for words in (persoon, organisatie, persoon + organisatie):
        assert run("export", f"{len(kept)}.ics", *words).code == 0
        kept.append(set(events(Path(f"{len(kept)}.ics"))))
    assert kept[0] > kept[1] == kept[2] == {"Mijlpaal: De kaart is klaar. (2027-001)"}


def test_no_person_is_named_unless_that_is_asked(run: Run, filled: Register) -> None:
    change(filled, "mijlpaal", "2027-001/2", {"eigenaar": "wethouder", "resultaat": "Anna de Vries is klaar."})
    run("export", "agenda.ics")
    assert "Anna" not in Path("agenda.ics").read_text("utf-8")
    run("export", "namen.ics", "--with-names")
    assert "Anna de Vries" in Path("namen.ics").read_text("utf-8").replace("\r\n ", "")


def test_what_still_looks_like_a_name_is_told(run: Run, filled: Register) -> None:
    change(filled, "mijlpaal", "2027-001/2", {"resultaat": "Met Anna afgestemd, en met Pieter-Jan van Dijk."})
    told = run("export", "agenda.ics")
    assert told.code == 0
    (line,) = [line for line in told.err.splitlines() if line.strip().startswith("'Anna'")]
    assert "Mijlpaal: Met Anna afgestemd" in line
    assert "lijkt een naam" not in run("export", "namen.ics", "--with-names").err


@pytest.mark.parametrize(
    ("words", "nummers"),
    [
        (["2027-002"], {"2027-002"}),
        (["--persoon", "programmamanager"], {"2027-001", "2027-002"}),
        (["2027-001", "--organisatie", "moerdijk"], {"2027-001"}),
    ],
)
def test_it_can_be_that_of_some(run: Run, filled: Register, words: list[str], nummers: set[str]) -> None:
    assert run("export", "agenda.ics", *words).code == 0
    assert {title.rpartition("(")[2].rstrip(")") for title in events(Path("agenda.ics"))} == nummers


def test_another_agenda_or_another_file_is_never_written_over(run: Run, filled: Register) -> None:
    Path("agenda.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:iemand\r\nEND:VCALENDAR\r\n", "utf-8")
    Path("kapot.ics").write_text("geen agenda", "utf-8")
    for name in ("agenda.ics", "kapot.ics"):
        before = Path(name).read_bytes()
        refused = run("export", name, "--force")
        assert (refused.code, Path(name).read_bytes()) == (3, before)
    assert run("export", "alles.ics").code == 0
    before = Path("alles.ics").read_bytes()
    assert run("export", "alles.ics", "--force", "2027-001").code == 3  # another choice would cancel the rest
    assert Path("alles.ics").read_bytes() == before
    assert run("export", "regio.yaml", "--persoon", "wethouder").code == 2
    assert run("export", "nieuw.ics", "--persoon", "niemand").code == 3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: re.sub("SEQUENCE:.*\r\n", "", text),
        lambda text: re.sub("SEQUENCE:.*", "SEQUENCE:x\\r", text),
        lambda text: re.sub("SEQUENCE:.*", "SEQUENCE:0\\r\\nSEQUENCE:1\\r", text),
        lambda text: re.sub("SEQUENCE:.*", "SEQUENCE:-1\\r", text),
        lambda text: re.sub("SEQUENCE:.*", "SEQUENCE:2147483647\\r", text),
        lambda text: re.sub("SEQUENCE:.*", "SEQUENCE:99999999999999999999\\r", text),
        lambda text: text.replace("STATUS:CONFIRMED\r\n", ""),
        lambda text: text.replace("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nSTATUS:CANCELLED"),
        lambda text: re.sub("DTSTAMP:.*\r\n", "", text),
        lambda text: re.sub("DTSTAMP:.*", "DTSTAMP:gisteren", text),
        lambda text: re.sub("DTSTART;.*", "DTSTART:kwaad", text),
        lambda text: re.sub("UID:.*\r\n", "", text),
        lambda text: re.sub("(UID:.*\r\n)", r"\1\1", text),
        lambda text: re.sub("X-OPDRACHT-INHOUD:.*\r\n( .*\r\n)*", "", text),
        lambda text: text.replace("END:VEVENT", "BEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\nEND:VEVENT", 1),
        lambda text: text.replace("END:VCALENDAR", text[text.index("BEGIN:VEVENT") :], 1),
        lambda text: text.replace("VEVENT", "VTODO"),
        lambda text: text + text,
    ],
)
def test_an_agenda_in_which_others_wrote_is_refused_and_stays(
    run: Run, filled: Register, wrong: Callable[[str], str]
) -> None:
    run("export", "agenda.ics")
    Path("agenda.ics").write_bytes(wrong(Path("agenda.ics").read_bytes().decode()).encode())
    before = Path("agenda.ics").read_bytes()
    change(filled, "mijlpaal", "2027-001/2", {"datum": "2027-10-01"})
    remove(filled, "mijlpaal", "2027-002/2")
    refused = run("export", "agenda.ics")
    assert (refused.code, "Traceback" in refused.err, Path("agenda.ics").read_bytes()) == (3, False, before)


@pytest.fixture
def in_khal(tmp_path: Path) -> Callable[[str], dict[str, tuple[str, ...]]]:
    """Takes an agenda in with a real client; what that client then holds: day, title, text and status by UID."""
    calendar = tmp_path / "kalender"
    calendar.mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[regio]]\npath = {calendar}\ntype = calendar\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n[locale]\nlocal_timezone = Europe/Amsterdam\n",
        "utf-8",
    )

    def take_in(name: str) -> dict[str, tuple[str, ...]]:
        command = [str(KHAL), "-c", str(config), "import", "--batch", "-a", "regio", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        kept = [event for path in calendar.glob("*.ics") for event in in_file(path.read_bytes())]
        assert len({str(event["uid"]) for event in kept}) == len(kept)
        return {str(event["uid"]): told(event) for event in kept}

    return take_in


def told(event: Any) -> tuple[str, ...]:
    return (*(str(event[name]) for name in ("summary", "description", "status")), str(event["dtstart"].dt))


@pytest.mark.skipif(not KHAL.exists(), reason="khal is not installed")
def test_a_client_that_takes_it_in_again_has_no_doubles_and_just_what_changed(
    run: Run, filled: Register, in_khal: Callable[[str], dict[str, tuple[str, ...]]]
) -> None:
    more = [an_agreement(f"2027-0{nr}", titel=f"Opdracht {nr}") for nr in range(10, 16)]
    import_region(filled, as_yaml({"opdrachten": more}).encode(), "meer.yaml", year=2027)
    run("export", "agenda.ics")
    before = in_khal("agenda.ics")
    assert sorted(before.values()) == sorted(map(told, in_file(Path("agenda.ics").read_bytes())))
    assert in_khal("agenda.ics") == before
    for nr in range(10, 14):
        change(filled, "mijlpaal", f"2027-0{nr}/1", {"datum": f"2027-05-{nr}"})
    for nr in (10, 11):
        change(filled, "mijlpaal", f"2027-0{nr}/2", {"resultaat": f"Kaart {nr} is klaar."})
    change(filled, "randvoorwaarde", "2027-012/1", {"uiterlijk": "2027-03-03"})
    change(filled, "randvoorwaarde", "2027-013/1", {"status": "geregeld"})
    remove(filled, "mijlpaal", "2027-014/2")
    add(filled, "mijlpaal", {"opdracht": "2027-015", "datum": "2027-06-06", "resultaat": "Nog een."}, 2026)
    run("export", "agenda.ics")
    after = in_khal("agenda.ics")
    assert len(after) == len(before) + 1
    days = {uid: event[-1] for uid, event in after.items()}
    moved = [uid for uid in before if before[uid][-1] != days[uid]]
    cancelled = [uid for uid in before if before[uid][2] != after[uid][2]]
    new = [uid for uid in after if uid not in before]
    assert (len(moved), len(cancelled), [days[uid] for uid in new]) == (5, 2, ["2027-06-06"])
    titles = [uid for uid in before if before[uid][0] != after[uid][0]]
    assert sorted(after[uid][0][:27] for uid in titles) == [
        "Mijlpaal: Kaart 10 is klaar",
        "Mijlpaal: Kaart 11 is klaar",
    ]
    assert sorted(after.values()) == sorted(map(told, in_file(Path("agenda.ics").read_bytes())))
