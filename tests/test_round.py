"""A round of questions: a workbook and a mail for each gemeente, and sixteen answers that come back in every way there is."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from opdracht.actions.answers import RoundImport, RoundSeen
from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add as add_record
from opdracht.actions.records import change
from opdracht.actions.request import Request, ask
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.exchange.workbook.grid import read_sheets
from opdracht.exchange.workbook.merging import Preferred
from opdracht.exchange.workbook.rows import read_rows
from opdracht.history.log import history
from opdracht.history.undo import undo
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.workbooks import changed, column, put, row_of

Run = Callable[..., Outcome]
TODAY = date(2026, 11, 25)
CODES = [f"gemeente-{nr:02}" for nr in range(1, 17)]
FIRST = CODES[0]


@pytest.fixture
def region(register: Register) -> Register:
    """Sixteen gemeenten with two people each, hours, and three opdrachten of which two are asked about."""
    data: dict[str, Any] = a_region(
        an_agreement(
            status="lopend",
            belangen=[
                {"organisatie": code, "deelname": "onbekend", "contactpersoon": f"secretaris-{code}"}
                for code in CODES[:3]
            ],
            inzet=[{"organisatie": FIRST, "profiel": "projectleider", "hoeveelheid": "400", "eenheid": "uren"}],
            randvoorwaarden=[
                {"categorie": "informatie", "tekst": f"Levert {code}.", "eigenaar": f"secretaris-{code}"}
                for code in CODES[:3]
            ],
        ),
        an_agreement("2027-002", titel="Reishubs", status="voorgesteld"),
        an_agreement("2027-003", titel="Nog een concept"),
    )
    for code in CODES:
        data["organisaties"].append({"code": code, "naam": code.capitalize(), "soort": "gemeente", "inwoners": "1000"})
        for functie, niveau in (("secretaris", "ambtelijk"), ("wethouder", "bestuurlijk")):
            data["personen"].append(
                {"code": f"{functie}-{code}", "functie": functie, "organisatie": code, "niveau": niveau,
                 "email": f"{functie}@{code}.nl"}
            )  # fmt: skip
        data["aanbod"].append(
            {"organisatie": code, "profiel": "projectleider", "hoeveelheid": "100", "eenheid": "uren per jaar",
             "van": "2027-01-01", "tot": "2027-12-31"}
        )  # fmt: skip
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027, as_history=True)
    return register


def asked(register: Register, folder: Path, today: date = TODAY) -> dict[str, bytes]:
    """The workbook of each gemeente by its code."""
    written = ask(register, folder, Request(today, today, ()), force=True)
    return {of_one.organisatie: of_one.workbook.read_bytes() for of_one in written}


def imported(files: dict[str, bytes], *, prefer: Preferred | None = None) -> RoundImport:
    return RoundImport({name: read_rows(read_sheets(content, name)) for name, content in files.items()}, TODAY, prefer)


def brought_in(register: Register, files: dict[str, bytes], *, prefer: Preferred | None = None) -> RoundSeen:
    wanted = imported(files, prefer=prefer)
    return wanted.bring_in(register, wanted.foreseen(register))


def joins(code: str, answer: str = "ja", nummer: str = "2027-002") -> Callable[[Workbook], None]:
    return put("Belangen", (nummer,), "Doet mee", answer)


# ------------------------------------------------------------------------------------------------------------ questions


def test_a_gemeente_gets_what_is_its_own_and_nothing_of_another(region: Register, tmp_path: Path) -> None:
    files = asked(region, tmp_path)
    assert "moerdijk" in files
    assert set(CODES) < set(files)
    book = load_workbook(io.BytesIO(files[CODES[1]]))
    assert book.sheetnames[:5] == ["Lees mij", "Belangen", "Aanbod", "Randvoorwaarden", "Personen"]
    belangen = [[cell.value for cell in row] for row in book["Belangen"].iter_rows(min_row=2, max_col=3)]
    assert [str(row[0])[:8] for row in belangen] == ["2027-001", "2027-002"]
    assert [row[2] for row in belangen] == ["onbekend", None]
    assert [row[2].value for row in book["Randvoorwaarden"].iter_rows(min_row=2, max_row=2)] == ["informatie"]
    people = [row[0].value for row in book["Personen"].iter_rows(min_row=2) if row[0].value]
    assert people == [f"secretaris-{CODES[1]}", f"wethouder-{CODES[1]}"]
    texts = " ".join(str(cell.value) for sheet in book.worksheets for row in sheet for cell in row)
    assert "Nog een concept" not in texts
    assert "secretaris-gemeente-03" not in texts
    assert "secretaris@gemeente-03" not in texts
    assert "Levert gemeente-03" not in texts


def test_only_its_own_fields_are_open(region: Register, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(asked(region, tmp_path)[FIRST]))
    open_of = {
        title: {
            str(book[title].cell(1, place).value)
            for place in range(1, book[title].max_column + 1)
            if not book[title].cell(2, place).protection.locked
        }
        for title in ("Belangen", "Aanbod", "Randvoorwaarden", "Personen")
    }
    assert all(book[title].protection.sheet for title in open_of)
    assert open_of["Belangen"] == {"Doet mee", "Belang", "Wens", "Nodig", "Contactpersoon", "Besluit"}
    assert open_of["Randvoorwaarden"] == {"Status", "Bewijs"}
    assert open_of["Personen"] == {"Functie", "Niveau", "Naam", "E-mailadres"}
    assert {"Weg", "Profiel", "Hoeveelheid", "Eenheid", "Begindatum"} - open_of["Aanbod"] <= {"Begindatum"}


def test_the_mail_is_a_draft_to_the_contact_person_with_the_workbook(region: Register, tmp_path: Path) -> None:
    (of_first, *_) = ask(region, tmp_path, Request(TODAY, date(2026, 12, 16), (FIRST,)), force=False)
    content = of_first.mail.read_bytes()
    assert all(byte < 128 for byte in content)
    mail: Any = message_from_bytes(content, policy=default)
    assert (mail["To"], mail["X-Unsent"]) == (f"secretaris@{FIRST}.nl", "1")
    assert "uiterlijk 16 december 2026" in mail["Subject"]
    assert "uiterlijk op 16 december 2026" in mail.get_body().get_content()
    (attachment,) = mail.iter_attachments()
    assert attachment.get_content() == of_first.workbook.read_bytes()
    assert attachment.get_filename() == of_first.workbook.name


def test_a_round_without_anything_to_ask_is_refused(register: Register, tmp_path: Path) -> None:
    with pytest.raises(OpdrachtError):
        ask(register, tmp_path, Request(TODAY, TODAY), force=False)
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2027)
    with pytest.raises(OpdrachtError, match="geen opdracht om naar te vragen"):
        ask(register, tmp_path, Request(TODAY, TODAY), force=False)
    assert list(tmp_path.glob("*.eml")) == []


# -------------------------------------------------------------------------------------------------------------- answers


def test_an_answer_that_changed_nothing_is_an_answer(region: Register, tmp_path: Path) -> None:
    files = asked(region, tmp_path)
    seen = imported({f"{code}.xlsx": content for code, content in files.items() if code != CODES[4]}).foreseen(region)
    assert (seen.is_nothing, list(seen.silent), list(seen.remarks)) == (True, [CODES[4].capitalize()], [])
    assert all(not done.remarks for done in seen.done.values())


def test_what_they_answer_comes_in_as_a_change_of_each_and_undo_gives_it_back(region: Register, tmp_path: Path) -> None:
    before, changes = export_region(region), len(history(region))
    files = {
        f"{code}.xlsx": changed(content, joins(code))
        for code, content in asked(region, tmp_path).items()
        if code in CODES
    }

    def more_hours(book: Workbook) -> None:
        sheet = book["Aanbod"]
        for header, value in {
            "Profiel": "jurist",
            "Hoeveelheid": 80,
            "Eenheid": "uren per jaar",
            "Van": date(2027, 1, 1),
            "Tot en met": date(2027, 12, 31),
        }.items():
            sheet.cell(3, column(sheet, header)).value = value  # type: ignore[assignment]

    files[f"{FIRST}.xlsx"] = changed(
        files[f"{FIRST}.xlsx"], put("Aanbod", (FIRST, 1), "Hoeveelheid", 300), more_hours,
        put("Randvoorwaarden", ("2027-001", 1), "Status", "geregeld"),
        put("Randvoorwaarden", ("2027-001", 1), "Bewijs", "brief van 1 maart"),
        put("Personen", (f"wethouder-{FIRST}",), "Naam", "J. de Vries"),
    )  # fmt: skip
    seen = brought_in(region, files)
    assert len(history(region)) == changes + 16
    assert sorted(seen.done[FIRST.capitalize()].sentences) == [
        f"aanbod {FIRST}/1: hoeveelheid was 100, is 300",
        f"aanbod {FIRST}/2: nieuw (jurist)",
        f"belang 2027-002/{FIRST}: nieuw",
        f"persoon wethouder-{FIRST}: naam was leeg, is ‘J. de Vries’",
        "randvoorwaarde 2027-001/1: status was ‘open’, is ‘geregeld’; bewijs was leeg, is ‘brief van 1 maart’",
    ]
    (effect,) = [effect for effect in seen.effects if effect.naam == FIRST.capitalize()]
    assert [round(hours) for hours in effect.short] == [300, 100]
    assert effect.findings[1] > effect.findings[0]  # those of the opdracht that it joins are about it too
    assert brought_in(region, files).is_nothing
    for _ in range(16):
        undo(region)
    assert export_region(region) == before


def test_who_says_no_while_others_count_on_it_is_named(region: Register, tmp_path: Path) -> None:
    files = asked(region, tmp_path)
    given = {
        "een.xlsx": changed(files[FIRST], joins(FIRST, "nee", "2027-001")),
        "twee.xlsx": changed(files[CODES[1]], joins(CODES[1], "ja", "2027-001")),
        "drie.xlsx": changed(files["moerdijk"], joins("moerdijk", "nee", "2027-001")),
    }
    said = list(imported(given).foreseen(region).contradictions)
    first = FIRST.capitalize()
    assert said == [
        f"2027-001 Stroomkaart bedrijventerreinen: {CODES[1].capitalize()} doet mee, {first} en Moerdijk niet.",
        "2027-001 Stroomkaart bedrijventerreinen: Moerdijk is opdrachtgever, en doet niet mee.",
        f"2027-001 Stroomkaart bedrijventerreinen: van {first} worden uren gevraagd, en die doet niet mee.",
    ]


def test_every_file_that_does_not_belong_is_said_in_a_sentence(region: Register, tmp_path: Path) -> None:
    last_year = asked(region, tmp_path / "oud", date(2025, 11, 25))
    files = asked(region, tmp_path / "nieuw")
    answer = changed(files[FIRST], joins(FIRST))
    seen = imported({"a.xlsx": answer, "b.xlsx": answer, "oud.xlsx": last_year[CODES[1]]}).foreseen(region)
    assert list(seen.remarks) == [
        "b.xlsx zegt hetzelfde als a.xlsx; het is één keer gelezen.",
        "oud.xlsx is overgeslagen: het hoort bij de uitvraag van 25-11-2025, en de andere bij die van 25-11-2026.",
    ]
    assert list(seen.done) == [FIRST.capitalize()]
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    data = a_region(
        an_agreement(status="lopend", titel="Van elders"),
        organisaties=[{"code": "elders", "naam": "Elders", "soort": "gemeente"}],
    )
    import_region(other, as_yaml(data).encode(), "r.yaml", year=2027, as_history=True)
    before = export_region(region)
    elsewhere = asked(other, tmp_path / "elders")
    with pytest.raises(OpdrachtError) as refused:
        brought_in(
            region, {"a.xlsx": answer, "c.xlsx": changed(answer, joins(FIRST, "nee")), "e.xlsx": elsewhere["elders"]}
        )
    assert list(refused.value.details) == [
        f"Van {FIRST.capitalize()} zijn er twee verschillende antwoorden: a.xlsx en c.xlsx. Laat er een weg.",
        "e.xlsx hoort bij een uitvraag uit een ander register.",
    ]
    with pytest.raises(OpdrachtError, match="horen niet bij elkaar"):
        brought_in(region, {"a.xlsx": answer, "m.xlsx": elsewhere["moerdijk"]})
    assert export_region(region) == before


def test_a_locked_cell_that_was_changed_by_hand_changes_nothing_and_is_named(region: Register, tmp_path: Path) -> None:
    files = asked(region, tmp_path)

    def another_row(book: Workbook) -> None:
        sheet = book["Belangen"]
        for place, value in enumerate(["2027-002", CODES[1], "nee", "Dat zeggen wij voor een ander."], start=1):
            sheet.cell(9, place).value = value

    answer = changed(
        files[FIRST], joins(FIRST), another_row,
        put("Randvoorwaarden", ("2027-001", 1), "Gevolg", "dan niets"),
        put("Personen", (f"secretaris-{FIRST}",), "Organisatie", CODES[1]),
    )  # fmt: skip
    before = export_region(region)
    done = brought_in(region, {"a.xlsx": answer}).done[FIRST.capitalize()]
    after = export_region(region)
    assert [person for person in after["personen"] if person not in before["personen"]] == []
    assert after["opdrachten"][0]["randvoorwaarden"] == before["opdrachten"][0]["randvoorwaarden"]
    assert {belang["organisatie"] for belang in after["opdrachten"][1]["belangen"]} == {FIRST}
    assert len(done.remarks) == 3
    assert all("overgeslagen" in remark for remark in done.remarks)


def test_nobody_takes_over_removes_or_answers_what_was_not_asked_of_them(region: Register, tmp_path: Path) -> None:
    before = export_region(region)

    def by_hand(book: Workbook) -> None:
        persons, belangen, terms = book["Personen"], book["Belangen"], book["Randvoorwaarden"]
        for place, value in enumerate(
            [f"wethouder-{CODES[1]}", "burgemeester", FIRST, "bestuurlijk", "Van ons"], start=1
        ):
            persons.cell(9, place).value = value
        for place, value in enumerate(["2027-003", FIRST, "nee", "Niet gevraagd."], start=1):
            belangen.cell(9, place).value = value
        for sheet in (terms, belangen, persons):
            free = sheet.max_column + 1
            sheet.cell(1, free).value = "Weg"
            sheet.cell(2, free).value = "x"

    answer = changed(asked(region, tmp_path)[FIRST], by_hand)
    done = brought_in(region, {"a.xlsx": answer}).done[FIRST.capitalize()]
    assert (done.is_nothing, len(done.remarks), export_region(region)) == (True, 5, before)


def test_somebody_new_without_a_code_gets_one_and_comes_in_once(region: Register, tmp_path: Path) -> None:
    def newcomer(book: Workbook) -> None:
        for header, value in {"Functie": "jurist", "Niveau": "ambtelijk", "Naam": "K. Smit"}.items():
            book["Personen"].cell(4, column(book["Personen"], header)).value = value

    files = {"a.xlsx": changed(asked(region, tmp_path)[FIRST], newcomer)}
    assert brought_in(region, files).done[FIRST.capitalize()].sentences == [f"persoon jurist-{FIRST}: nieuw (K. Smit)"]
    assert brought_in(region, files).is_nothing


@pytest.mark.parametrize("address", ["a@", '"', "<", "a@[", "=?utf-8?q?=0A?=", "a@b.nl; c@d.nl", "x"])
def test_what_is_no_address_stays_out_of_the_mail(region: Register, tmp_path: Path, address: str) -> None:
    change(region, "persoon", f"secretaris-{FIRST}", {"email": address})
    change(region, "persoon", f"wethouder-{FIRST}", {"email": address})
    (of_first,) = ask(region, tmp_path, Request(TODAY, TODAY, (FIRST,)), force=False)
    assert (of_first.address, message_from_bytes(of_first.mail.read_bytes(), policy=default)["To"]) == ("", None)


def test_a_file_in_the_way_stops_the_whole_round(region: Register, tmp_path: Path) -> None:
    (tmp_path / f"uitvraag {CODES[5]} 2026-11-25.eml").write_text("van mij", "utf-8")
    with pytest.raises(OpdrachtError, match="bestaat al"):
        ask(region, tmp_path, Request(TODAY, TODAY), force=False)
    assert len(list(tmp_path.glob("uitvraag*"))) == 1


def test_an_answer_with_a_changed_key_leaves_the_key_as_it_was(region: Register, tmp_path: Path) -> None:
    answer = changed(asked(region, tmp_path)[FIRST], put("Personen", (f"wethouder-{FIRST}",), "Code", "burgemeester"))
    done = brought_in(region, {"a.xlsx": answer}).done[FIRST.capitalize()]
    assert (done.is_nothing, list(done.remarks)) == (
        True, ["a.xlsx, blad Personen, cel A3: overgeslagen, dit veld vult de regio in."]
    )  # fmt: skip


def test_what_the_region_changed_meanwhile_is_asked(region: Register, tmp_path: Path) -> None:
    files = asked(region, tmp_path)
    answers = {f"{code}.xlsx": changed(files[code], put("Aanbod", (code, 1), "Hoeveelheid", 200)) for code in CODES[:4]}
    for code in CODES[:3]:
        change(region, "aanbod", f"{code}/1", {"hoeveelheid": "50"})
    assert [told.about for told in imported(answers).foreseen(region).conflicts] == [
        f"aanbod {code}/1, hoeveelheid" for code in CODES[:3]
    ]
    with pytest.raises(OpdrachtError):
        brought_in(region, answers)
    seen = brought_in(region, answers, prefer=Preferred.REGISTER)
    assert [name for name, done in seen.done.items() if done.sentences] == [CODES[3].capitalize()]


def test_sorted_and_resaved_it_is_the_same_answer(region: Register, tmp_path: Path) -> None:
    def backwards(book: Workbook) -> None:
        sheet = book["Belangen"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value
        assert row_of(sheet, "2027-002") < row_of(sheet, "2027-001")

    answer = changed(asked(region, tmp_path)[FIRST], joins(FIRST), backwards)
    assert brought_in(region, {"a.xlsx": answer}).done[FIRST.capitalize()].sentences == [
        f"belang 2027-002/{FIRST}: nieuw"
    ]


# ---------------------------------------------------------------------------------------------------------- as commands


def test_the_commands_ask_and_take_the_answers_in(region: Register, run: Run) -> None:
    at = ("--register", region.location)
    assert run(*at, "request", "--before", "16-12-2026").code == 0
    paths = sorted(Path("uitvraag").glob("*.xlsx"))
    assert len(paths) == 17
    assert run(*at, "request", "--before", "16-12-2026").code == 0  # the same, to the byte
    add_record(region, "mijlpaal", {"opdracht": "2027-001", "datum": "2027-05-05", "resultaat": "Tussen."}, 2026)
    seen = run(*at, "import", "uitvraag/*.xlsx", "--dry-run")
    assert (seen.code, "Iedereen heeft geantwoord." in seen.out) == (0, True)
    paths[1].write_bytes(changed(paths[1].read_bytes(), joins(FIRST)))
    refused = run(*at, "import", *map(str, paths))
    assert (refused.code, "--update" in refused.err) == (3, True)
    assert run(*at, "import", *map(str, paths), "--update").code == 0
    assert "antwoord van" in run(*at, "log").out
    assert run(*at, "import", str(paths[1])).code == 0
    assert run(*at, "import", *map(str, paths), "--soort", "personen").code == 2
    assert run(*at, "import", "er-niet/*.xlsx").code == 3
