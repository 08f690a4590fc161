"""The import of somebody's own list: what is asked, what is refused, what stays for next time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from opdracht.model import (
    Aanbod,
    Ambitie,
    Belang,
    Mijlpaal,
    Opdracht,
    Organisatie,
    Persoon,
    Randvoorwaarde,
    Record,
    Rol,
)
from opdracht.store import Register
from tests.conftest import Outcome
from tests.lists.conftest import Answering
from tests.lists.examples import capaciteit_per_maand, formatieoverzicht, projectenlijst, rows, workbook

Write = Callable[..., str]
HEADINGS = ["Project", "Start", "Einde", "Kosten"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a list and gives the path of its file."""

    def to_file(*lines: Sequence[Any], name: str = "lijst.xlsx", sheet: str = "Blad1") -> str:
        def fill(_: Workbook, page: Worksheet) -> None:
            rows(page, 0, *lines)

        path = tmp_path / name
        path.write_bytes(workbook(**{sheet: fill}))
        return str(path)

    return to_file


def stored(register: Register, kind: type[Record]) -> list[Any]:
    with register.reading() as reader:
        return [*reader.rows(kind)]


@pytest.mark.usefixtures("region")
def test_without_a_terminal_nothing_is_written_unless_yes_says_so(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(HEADINGS, ["Fietsplan", "1-3-2027", "31-12-2027", 25000])
    refused = run("import", path, "--soort", "opdrachten")
    assert refused.code == 2
    assert "Fietsplan" in refused.out
    assert "--yes" in refused.err
    assert "--kolom" in refused.err
    assert len(stored(region, Opdracht)) == 1
    assert run("import", path, "--soort", "opdrachten", "--dry-run").code == 0
    assert len(stored(region, Opdracht)) == 1
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    assert [row.titel for row in stored(region, Opdracht)][-1] == "Fietsplan"


@pytest.mark.usefixtures("region")
def test_the_guess_is_shown_with_three_rows(run: Callable[..., Outcome], write: Write) -> None:
    path = write(HEADINGS, *([f"Plan {number}", None, None, None] for number in range(9)))
    lines = run("import", path, "--soort", "opdrachten", "--dry-run").out.splitlines()
    assert lines[0].split() == ["kolom", "kop", "in", "opdracht", "rij", "2", "rij", "3", "rij", "4"]
    assert lines[1].split() == ["A", "Project", "Titel", "Plan", "0", "Plan", "1", "Plan", "2"]


def test_who_does_not_agree_changes_nothing(
    run: Callable[..., Outcome], write: Write, region: Register, somebody: Callable[..., Answering]
) -> None:
    person = somebody(agrees=False)
    path = write(HEADINGS, ["Fietsplan", "1-3-2027", "31-12-2027", 25000])
    assert run("import", path, "--soort", "opdrachten").code == 0
    assert len(person.asked) == 1
    assert len(stored(region, Opdracht)) == 1
    assert not region.own_lists.exists()


@pytest.mark.usefixtures("region")
def test_what_the_list_does_not_say_is_named_with_the_way_to_say_it(
    run: Callable[..., Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "formatie.xlsx"
    path.write_bytes(formatieoverzicht().content)
    refused = run("import", str(path), "--soort", "aanbod", "--yes")
    assert refused.code == 2
    assert "--vul organisatie=" in refused.err
    assert (
        run(
            "import", str(path), "--soort", "aanbod", "--yes", "--vul", "organisatie=moerdijk", "--vul", "jaar=2028"
        ).code
        == 0
    )


def test_a_user_says_what_a_column_is_and_it_stays_so(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    lines = (["Wat", "Iets", "Start"], ["Fietsplan", "Meer fietsers", "2027"])
    path = write(*lines)
    done = run(
        "import", path, "--soort", "opdrachten", "--kolom", "Iets=doel", "--kolom", "C=-", "--als", "plannen", "--yes"
    )
    assert done.code == 0
    (plan,) = [row for row in stored(region, Opdracht) if row.titel == "Fietsplan"]
    assert (plan.doel, plan.van) == ("Meer fietsers", None)
    assert [path.name for path in region.own_lists.iterdir()] == ["plannen.yaml"]
    path = write(lines[0], ["Wandelplan", "Meer wandelaars", "2028"], name="andere.xlsx")
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    (plan,) = [row for row in stored(region, Opdracht) if row.titel == "Wandelplan"]
    assert (plan.doel, plan.van) == ("Meer wandelaars", None)


def test_what_a_title_says_is_not_kept_for_the_next_list(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    heading = ["Gemeente", "Functie", "jan", "feb"]
    for year in (2027, 2028):
        path = write([f"Uren {year}"], [], heading, ["Moerdijk", "jurist", 10, 10], name=f"{year}.xlsx")
        assert run("import", path, "--soort", "aanbod", "--yes").code == 0
    assert [row.van.year for row in stored(region, Aanbod)] == [2027, 2028]
    assert len([*region.own_lists.iterdir()]) == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--kolom", "Projekt=titel"], "Bedoelde u 'project'?"),
        (["--kolom", "Project=tietel"], "Bedoelde u 'titel'?"),
        (["--kolom", "Project"], "mist een ="),
        (["--vul", "titels=x"], "Bedoelde u 'titel'?"),
        (["--vul", "jaar=morgen"], "geen jaar"),
        (["--blad", "Blad2"], "Bedoelde u 'Blad1'?"),
    ],
)
@pytest.mark.usefixtures("region")
def test_a_choice_that_cannot_be_is_refused(
    run: Callable[..., Outcome], write: Write, words: list[str], named: str
) -> None:
    refused = run("import", write(HEADINGS, ["Plan", None, None, 1]), "--soort", "opdrachten", *words)
    assert refused.code == 2
    assert named in refused.err


@pytest.mark.usefixtures("region")
def test_options_of_a_list_want_a_soort(run: Callable[..., Outcome], write: Write) -> None:
    path = write(HEADINGS, ["Plan", None, None, 1])
    for words in (["--kolom", "A=titel"], ["--yes"], ["--als", "x"], ["--vul", "a=b"], ["--blad", "x"]):
        assert run("import", path, *words).code == 2
    assert run("import", path, "--soort", "versies").code == 2
    assert run("import", path, "--soort", "opdrachten", "--as-history", "--yes").code == 2
    assert run("import", path, "--soort", "projecten").code == 2


@pytest.mark.usefixtures("region")
def test_a_fault_names_the_cell_of_the_list_and_nothing_is_written(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(
        ["Uren per maand"], [], ["Gemeente", "Functie", "jan 2027", "feb 2027"],
        ["Moerdijk", "jurist", 10, "veel"], ["Moerdijk", None, 10, 10], ["Moerdijk", "planoloog", 10, 10],
    )  # fmt: skip
    refused = run("import", path, "--soort", "aanbod", "--yes")
    assert refused.code == 3
    assert "blad Blad1, cel D4" in refused.err
    assert "blad Blad1, cel B5" in refused.err
    assert stored(region, Aanbod) == []


def test_a_name_that_looks_like_one_of_the_register_is_asked(
    run: Callable[..., Outcome], write: Write, region: Register, somebody: Callable[..., Answering]
) -> None:
    path = write(["Gemeente", "Functie", "Uren 2027"], ["Moerdyk", "jurist", 10], ["Zundert", "jurist", 20])
    refused = run("import", path, "--soort", "aanbod", "--yes")
    assert refused.code == 3
    assert "Bedoelde u 'Moerdijk'?" in refused.err
    person = somebody()
    assert run("import", path, "--soort", "aanbod").code == 0
    assert len(person.asked) == 2
    assert {(row.organisatie, row.hoeveelheid) for row in stored(region, Aanbod)} == {("moerdijk", 10), ("zundert", 20)}
    assert {row.code for row in stored(region, Organisatie)} == {"moerdijk", "rwb", "zundert"}


def test_a_list_of_hours_that_changed_takes_the_place_of_what_it_said(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    heading = ["Gemeente", "Functie", "Q1 2027", "Q2 2027", "eenheid"]
    first = write(heading, ["Moerdijk", "jurist", 30, 30, "uren"])
    assert run("import", first, "--soort", "aanbod", "--yes").code == 0
    second = write(heading, ["Moerdijk", "jurist", 30, 60, "uren"])
    assert run("import", second, "--soort", "aanbod", "--yes").code == 3  # both would count
    assert [row.hoeveelheid for row in stored(region, Aanbod)] == [60]
    assert run("import", second, "--soort", "aanbod", "--yes", "--update").code == 0
    assert sorted(row.hoeveelheid for row in stored(region, Aanbod)) == [30, 60]


def test_units_of_others_become_ours(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    heading = ["Gemeente", "Functie", "Hoeveelheid", "Eenheid", "Van", "Tot"]
    told = {"dagen per week": ("dagdelen per week", 4), "uur per maand": ("uren per jaar", 24), "FTE": ("fte", 2),
            "dagen": ("uren", 16), "%": ("fte", 0.02), "uren/week": ("uren per week", 2)}  # fmt: skip
    lines = [["Moerdijk", f"functie {unit}", 2, unit, "1-1-2027", "31-12-2027"] for unit in told]
    assert run("import", write(heading, *lines), "--soort", "aanbod", "--yes").code == 0
    found = {row.profiel.removeprefix("functie "): (row.eenheid, row.hoeveelheid) for row in stored(region, Aanbod)}
    assert found == told


@pytest.mark.usefixtures("region")
def test_what_is_passed_over_is_named_with_its_place(run: Callable[..., Outcome], write: Write) -> None:
    heading = ["Gemeente", "Functie", "Fte"]
    path = write(heading, ["Moerdijk", "jurist", None], ["Moerdijk", "planner", "?"], ["Moerdijk", "adviseur", 1])
    told = run("import", path, "--soort", "aanbod", "--vul", "jaar=2027", "--yes").err
    assert "Rijen 2, 3: geen uren" in told
    assert "C3: '?'" in told
    told = run(
        "import",
        write(HEADINGS, ["Fietsplan", "n.t.b.", "-", "p.m."], ["Busplan", 2027, 2028, 5]),
        "--soort",
        "opdrachten",
        "--yes",
    ).err
    assert "B2: 'n.t.b.'" in told
    assert "D2: 'p.m.'" in told
    assert "C2" not in told
    lines = [["2027-001", "x", "?"], ["2027-001", None, None]]
    path = write(["Project", "Moerdijk", "RWB"], *lines)
    told = run("import", path, "--soort", "belangen", "--yes").err
    assert "Rij 3: niets ingevuld" in told
    assert "C2: '?'" in told


@pytest.mark.parametrize(
    ("heading", "cells", "column"),
    [
        (["Gemeente", "Functie", "dagen per week", "uren per maand"], [2, 40], "dagen per week"),
        (["Gemeente", "Functie", "FTE", "Inzet (%)"], [1, 50], "Inzet (%)"),
    ],
)
def test_hours_in_two_units_are_asked_about(
    run: Callable[..., Outcome], write: Write, region: Register, heading: list[str], cells: list[float], column: str
) -> None:
    path = write(heading, ["Moerdijk", "jurist", *cells])
    command = ("import", path, "--soort", "aanbod", "--vul", "jaar=2027", "--yes")
    refused = run(*command)
    assert refused.code == 2
    assert heading[2] in refused.err
    assert heading[3] in refused.err
    assert not stored(region, Aanbod)
    assert run(*command, "--kolom", f"{column}=-").code == 0
    assert len(stored(region, Aanbod)) == 1


def test_a_column_of_an_unknown_gemeente_is_asked_about(
    run: Callable[..., Outcome], write: Write, region: Register, somebody: Callable[..., Answering]
) -> None:
    path = write(["Uren 2027"], [], ["Functie", "Moerdijk", "RWB", "Breda"], ["jurist", 40, 20, 120])
    refused = run("import", path, "--soort", "aanbod", "--yes")
    assert refused.code == 2
    assert "Breda" in refused.err
    person = somebody()
    assert run("import", path, "--soort", "aanbod").code == 0
    assert any("Breda" in question for question in person.asked)
    assert {row.organisatie: row.hoeveelheid for row in stored(region, Aanbod)} == {
        "moerdijk": 40, "rwb": 20, "breda": 120,
    }  # fmt: skip


def test_numbers_under_months_are_hours_and_a_name_is_no_profiel(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(["Gemeente", "Functie", "jan 2027", "feb 2027"], ["Moerdijk", "jurist", 30, 40])
    assert run("import", path, "--soort", "aanbod", "--yes").code == 0
    assert {(row.eenheid, row.hoeveelheid) for row in stored(region, Aanbod)} == {("uren", 30), ("uren", 40)}
    path = write(["Gemeente", "Medewerker", "jan 2027"], ["Moerdijk", "A. de Boer", 30], ["Moerdijk", "B. Jansen", 40])
    refused = run("import", path, "--soort", "aanbod", "--yes")
    assert refused.code == 2
    assert "profiel" in refused.err


def test_people_get_the_organisatie_of_their_row_and_the_role_of_their_niveau(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(
        ["Project", "Gemeente", "Opdrachtgever", "Start"],
        ["Fietsplan", "Moerdijk", "wethouder De Vries", "1-3-2027"], ["Busplan", "RWB", "P. Bakker", "1-3-2027"],
    )  # fmt: skip
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    people = {row.code: row for row in stored(region, Persoon)}
    titles = {row.nummer: row.titel for row in stored(region, Opdracht)}
    roles = {(titles[row.opdracht], row.rol, people[row.persoon].organisatie) for row in stored(region, Rol)}
    assert ("Fietsplan", "bestuurlijk opdrachtgever", "moerdijk") in roles
    assert ("Busplan", "ambtelijk opdrachtgever", "rwb") in roles


def test_many_new_opdrachten_are_not_each_laid_beside_all_others(
    run: Callable[..., Outcome], write: Write, region: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def seen(model: type[Record], code: str) -> str:
        looked_at.append(code)
        return f"{model.enkelvoud} {code}"

    monkeypatch.setattr("opdracht.records._seen_as", seen)
    lines = [["Project", "Start"], *([f"Project {number}", "1-3-2027"] for number in range(120))]
    assert run("import", write(*lines), "--soort", "opdrachten", "--yes").code == 0
    assert len(stored(region, Opdracht)) == 121
    assert len(looked_at) < 120 * 12


def test_a_list_of_the_program_itself_comes_back_without_doubles(
    run: Callable[..., Outcome], region: Register, tmp_path: Path
) -> None:
    texts = ["- punt een\n- punt twee", "=1+1"]
    for text in texts:
        assert run("add", "mijlpaal", "opdracht=2027-001", "datum=1-2-2027", f"resultaat={text}").code == 0
    before = stored(region, Mijlpaal)
    path = tmp_path / "mijlpalen.csv"
    path.write_text(run("list", "mijlpalen", "--csv").out.replace("=1+1", "=1+2"), newline="")
    assert run("import", str(path), "--soort", "mijlpalen", "--yes", "--kies", "blad").code == 0
    after = stored(region, Mijlpaal)
    assert len(after) == len(before)
    assert [row.resultaat for row in after][-2:] == [texts[0], "=1+2"]


def test_the_parts_of_a_name_make_the_name(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    heading = ["Voornaam", "Tussenvoegsel", "Achternaam", "Functie", "Gemeente"]
    lines = [["Jan", "de", "Boer", "jurist", "Moerdijk"], ["Ans", None, "Vos", "planner", "Moerdijk"]]
    assert run("import", write(heading, *lines), "--soort", "personen", "--yes").code == 0
    assert {"Jan de Boer", "Ans Vos"} <= {row.naam for row in stored(region, Persoon)}
    projects = write(["Project", "Opdrachtgever", "Start"], ["Fietsplan", "Jan de Boer", "1-3-2027"])
    assert run("import", projects, "--soort", "opdrachten", "--yes").code == 0
    people = {row.code: row.naam for row in stored(region, Persoon)}
    assert "Jan de Boer" in {people[row.persoon] for row in stored(region, Rol)}


def test_hours_in_a_column_per_gemeente_are_of_that_gemeente(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(
        ["Uren per gemeente 2027"], [], ["Functie", "Moerdijk", "Zundert", "RWB", "Totaal"],
        ["jurist", 100, 200.5, 50, 350.5], ["planoloog", "-", 40, None, 40],
    )  # fmt: skip
    assert run("import", path, "--soort", "aanbod", "--yes").code == 0
    found = {(row.organisatie, row.profiel): row.hoeveelheid for row in stored(region, Aanbod)}
    assert found == {
        ("moerdijk", "jurist"): 100, ("zundert", "jurist"): 200.5, ("rwb", "jurist"): 50, ("zundert", "planoloog"): 40,
    }  # fmt: skip


def test_a_cross_in_a_column_per_gemeente_says_who_takes_part(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(
        ["Project", "Moerdijk", "RWB", "Gemeente Zundert"],
        ["Stroomkaart bedrijventerreinen", "x", None, "nee"],
    )  # fmt: skip
    assert run("import", path, "--soort", "belangen", "--yes").code == 0
    assert {(row.opdracht, row.organisatie, row.deelname) for row in stored(region, Belang)} == {
        ("2027-001", "moerdijk", "ja"), ("2027-001", "zundert", "nee"),
    }  # fmt: skip


def test_a_text_alone_in_its_row_is_a_record_a_group_or_a_note(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(
        ["Gemeente", "CBS-code", "Inwoners"], ["Breda", "GM0758", "185.000"], ["Zundert", "GM0879", 22000], ["Tilburg", "GM0855", 230000],
        ["Waterschap Brabantse Delta"],
        ["Bron: CBS"], [], ["Nog iets"],
    )  # fmt: skip
    assert run("import", path, "--soort", "organisaties", "--yes").code == 0
    found = {row.code: (row.soort, row.inwoners) for row in stored(region, Organisatie)}
    assert found["waterschap-brabantse-delta"] == ("waterschap", None)
    assert found["breda"] == ("gemeente", 185_000)
    assert len(found) == 6


def test_a_legend_under_the_list_is_passed_over(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    path = write(
        ["Nr", "Project", "Start"], [1, "Fietsplan", "2027"], [2, "Wandelplan", "2027"], [], ["Legenda"],
        ["G", "op schema"], ["R", "bijsturen"],
    )  # fmt: skip
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    assert {row.titel for row in stored(region, Opdracht)} == {
        "Fietsplan", "Wandelplan", "Stroomkaart bedrijventerreinen",
    }  # fmt: skip


def test_a_sheet_per_gemeente_is_read_one_by_one(run: Callable[..., Outcome], region: Register, tmp_path: Path) -> None:
    def of(hours: int) -> Callable[[Workbook, Worksheet], None]:
        return lambda _, page: rows(page, 0, ["Functie", "Uren 2027"], ["jurist", hours])

    path = tmp_path / "uren.xlsx"
    path.write_bytes(workbook(Moerdijk=of(10), RWB=of(20)))
    first = run("import", str(path), "--soort", "aanbod", "--yes")
    assert first.code == 0
    assert "RWB" in first.err
    assert run("import", str(path), "--soort", "aanbod", "--blad", "rwb", "--yes").code == 0
    assert {(row.organisatie, row.hoeveelheid) for row in stored(region, Aanbod)} == {("moerdijk", 10), ("rwb", 20)}


def test_a_list_without_headings_is_no_list(run: Callable[..., Outcome], write: Write) -> None:
    path = write(["Fietsplan", 1, 2], ["Wandelplan", 3, 4])
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 3


def test_headings_of_three_rows_are_read_together(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    path = write(
        ["Capaciteit"], [None, None, 2027, None, 2028, None], [None, None, "Q1", "Q2", "Q1", "Q2"],
        ["Gemeente", "Functie", "uren", "uren", "uren", "uren"], ["Moerdijk", "jurist", 1, "2 u", "3u", "4,5 uur"],
    )  # fmt: skip
    assert run("import", path, "--soort", "aanbod", "--yes").code == 0
    found = [(row.van.year, row.van.month, row.hoeveelheid) for row in stored(region, Aanbod)]
    assert found == [(2027, 1, 1), (2027, 4, 2), (2028, 1, 3), (2028, 4, 4.5)]


def test_one_column_may_hold_the_begin_and_the_end(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    path = write(["Project", "Looptijd"], ["Fietsplan", "2027-2028"], ["Wandelplan", "continu"], ["Zwemplan", 2027])
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    found = {row.titel: (row.van and row.van.year, row.tot and row.tot.year) for row in stored(region, Opdracht)}
    assert found["Fietsplan"] == (2027, 2028)
    assert found["Wandelplan"] == (None, None)
    assert found["Zwemplan"] == (2027, 2027)


def test_weeks_are_refused_and_hours_as_times_are_hours(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    weeks = write(["Gemeente", "Functie", "wk 1", "wk 2"], ["Moerdijk", "jurist", 8, 8])
    assert run("import", weeks, "--soort", "aanbod", "--yes").code == 3

    def fill(book: Workbook, page: Worksheet) -> None:
        rows(page, 0, ["Gemeente", "Functie", "uren jan 2027", "uren feb 2027"], ["Moerdijk", "jurist"])
        page.write_number(1, 2, 40 / 24, book.add_format({"num_format": "[h]:mm"}))
        page.write_number(1, 3, 7.5 / 24, book.add_format({"num_format": "[h]:mm"}))

    Path(weeks).write_bytes(workbook(Uren=fill))
    assert run("import", weeks, "--soort", "aanbod", "--yes").code == 0
    assert [row.hoeveelheid for row in stored(region, Aanbod)] == [40, 7.5]


def test_the_same_months_in_two_columns_are_refused(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(["Gemeente", "Functie", "uren jan 2027", "kosten jan 2027"], ["Moerdijk", "jurist", 10, 800])
    assert run("import", path, "--soort", "aanbod", "--yes").code == 3
    assert run("import", path, "--soort", "aanbod", "--yes", "--kolom", "kosten jan 2027=-").code == 0
    assert [row.hoeveelheid for row in stored(region, Aanbod)] == [10]


def test_words_of_others_are_ours_also_with_more_around_them(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    told = {
        "2. Gesloten": "geregeld",
        "in behandeling": "open",
        "vervallen (zie memo)": "vervallen",
        "nog niet gesloten": "open",
    }
    lines = [["Stroomkaart bedrijventerreinen", f"Risico {word}", "Financieel", word] for word in told]
    path = write(["Project", "Risico", "Soort risico", "Status"], *lines)
    done = run("import", path, "--soort", "randvoorwaarden", "--yes")
    assert done.code == 0
    assert "cel D5" in done.err  # left empty, so open
    found = {row.tekst.removeprefix("Risico "): row.status for row in stored(region, Randvoorwaarde) if row.nr > 1}
    assert found == told


def test_an_optional_field_is_never_guessed_by_values_alone(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(["Project", "Iets", "Nog iets"], ["Fietsplan", "1-3-2027", "concept"], ["Plan", "1-4-2027", "lopend"])
    assert run("import", path, "--soort", "opdrachten", "--yes").code == 0
    assert {
        (row.van, row.tot) for row in stored(region, Opdracht) if row.titel != "Stroomkaart bedrijventerreinen"
    } == {(None, None)}


HOSTILE = [
    "=1+1",
    "{{ titel }}",
    "<b>&amp;\"'",
    "🚲 plan",
    "\u202eomgekeerd",
    "a" * 301,
    "\x1b[31mrood",
    "nul\x00",
    " \u00a0 ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_a_text_or_a_fault(
    run: Callable[..., Outcome], region: Register, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "lijst.csv"
    quoted = text.replace('"', '""')
    path.write_bytes(f'Project;Doel\n"{quoted}";Een doel\nPlan;"{quoted}"\n'.encode())
    done = run("import", str(path), "--soort", "opdrachten", "--yes")
    assert done.code in (0, 3)
    assert "\x1b[31m" not in done.out + done.err
    if done.code == 0:
        assert text.strip() in {row.titel for row in stored(region, Opdracht)}


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Project\n", b"%PDF-1.7", b"a" * 100_000, b";;;\n;;;\n", b"\xff\xfe\x00"], ids=range(7)
)
@pytest.mark.usefixtures("region")
def test_what_is_no_list_is_said(run: Callable[..., Outcome], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    assert run("import", str(path), "--soort", "opdrachten", "--yes").code == 3


def test_a_kept_choice_that_was_damaged_is_said(run: Callable[..., Outcome], write: Write, region: Register) -> None:
    region.own_lists.mkdir()
    (region.own_lists / "plannen.yaml").write_text("soort: [")
    path = write(HEADINGS, ["Plan", None, None, 1])
    assert run("import", path, "--soort", "opdrachten", "--yes", "--als", "plannen").code == 3


@pytest.mark.parametrize(("answer", "budget"), [("register", 100), ("blad", 25_000)])
def test_what_the_register_says_otherwise_is_asked_once(
    run: Callable[..., Outcome],
    write: Write,
    region: Register,
    somebody: Callable[..., Answering],
    answer: str,
    budget: int,
) -> None:
    assert run("set", "2027-001", "budget=100", "prioriteit=1").code == 0
    path = write(
        ["Project", "Kosten", "Prio"], ["Stroomkaart bedrijventerreinen", 25000, "laag"], ["Fietsplan", 1, "hoog"]
    )
    person = somebody(anders=answer)
    assert run("import", path, "--soort", "opdrachten").code == 0
    assert len(person.asked) == 2
    found = {row.titel: row.budget for row in stored(region, Opdracht)}
    assert found == {"Stroomkaart bedrijventerreinen": budget, "Fietsplan": 1}


def test_a_function_of_several_people_is_nobody_unless_the_organisatie_tells(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    person = (
        "add",
        "persoon",
        "code=secretaris-rwb",
        "functie=gemeentesecretaris",
        "organisatie=rwb",
        "niveau=ambtelijk",
    )
    assert run(*person).code == 0
    path = write(["Project", "Projectleider"], ["Fietsplan", "gemeentesecretaris"])
    done = run("import", path, "--soort", "opdrachten", "--yes")
    assert done.code == 0
    assert "secretaris-rwb" in done.err
    assert [row for row in stored(region, Rol) if row.opdracht == "2026-001"] == []
    assert run("import", path, "--soort", "opdrachten", "--vul", "organisatie=Regio West-Brabant", "--yes").code == 0
    assert [row.persoon for row in stored(region, Rol) if row.opdracht == "2026-001"] == ["secretaris-rwb"]


def test_who_of_several_people_a_function_means_is_asked(
    run: Callable[..., Outcome], write: Write, region: Register, somebody: Callable[..., Answering]
) -> None:
    fields = ("code=secretaris-rwb", "functie=gemeentesecretaris", "organisatie=rwb", "niveau=ambtelijk")
    assert run("add", "persoon", *fields).code == 0
    path = write(["Project", "Projectleider", "Start"], ["Fietsplan", "gemeentesecretaris", "1-3-2026"])
    person = somebody(gemeentesecretaris="secretaris-rwb")
    assert run("import", path, "--soort", "opdrachten").code == 0
    assert any("gemeentesecretaris" in question for question in person.asked)
    assert [row.persoon for row in stored(region, Rol) if row.opdracht == "2026-001"] == ["secretaris-rwb"]


def test_who_is_not_known_comes_along_with_the_organisatie_that_is_asked(
    run: Callable[..., Outcome], write: Write, region: Register, somebody: Callable[..., Answering]
) -> None:
    path = write(["Project", "Projectleider"], ["Fietsplan", "A. Kuiper"], ["Wandelplan", "programmamanager"])
    person = somebody(organisatie="rwb")
    assert run("import", path, "--soort", "opdrachten").code == 0
    assert len(person.asked) == 2
    roles = {row.opdracht: row.persoon for row in stored(region, Rol) if row.opdracht.startswith("2026")}
    people = {row.code: row for row in stored(region, Persoon)}
    assert (people[roles["2026-001"]].naam, people[roles["2026-001"]].organisatie) == ("A. Kuiper", "rwb")
    assert roles["2026-002"] == "programmamanager"


def test_ambities_get_a_code_and_what_stands_twice_comes_once(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    path = write(["Thema", "Ambitie", "Prioriteit"], ["Energie", "Zon op dak", "hoog"], ["Energie", "Zon op dak", "hoog"],
                 ["Wonen", "Meer woningen", "laag"])  # fmt: skip
    assert run("import", path, "--soort", "ambities", "--yes").code == 0
    found = {(row.code, row.thema, row.prioriteit) for row in stored(region, Ambitie)}
    assert found == {("stroom", "Krachtige regio", 1), ("meer-woningen", "Wonen", 5), ("zon-op-dak", "Energie", 1)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the other forms")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_an_old_excel_and_a_calc_list_say_the_same(
    run: Callable[..., Outcome], region: Register, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(capaciteit_per_maand().content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", ending, "--outdir", tmp_path, path],
        check=True, capture_output=True,
    )  # fmt: skip
    assert run("import", str(path.with_suffix(f".{ending}")), "--soort", "aanbod", "--yes").code == 0
    assert [row.hoeveelheid for row in stored(region, Aanbod)] == [240, 20, 160, 159.6, 216]


def test_a_workbook_or_csv_of_others_says_how_it_is_read(
    run: Callable[..., Outcome], write: Write, tmp_path: Path
) -> None:
    path = write(["Actie", "Trekker"], ["Fietsplan", "A. Kuiper"])
    refused = run("import", path)
    assert refused.code == 3
    assert "--soort" in refused.err
    (tmp_path / "lijst.csv").write_text("Actie;Trekker\nFietsplan;A. Kuiper\n")
    refused = run("import", str(tmp_path / "lijst.csv"))
    assert refused.code == 3
    assert "--soort" in refused.err


@pytest.mark.usefixtures("region")
def test_a_workbook_of_export_is_no_list_of_ones_own(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = str(tmp_path / "regio.xlsx")
    assert run("export", path).code == 0
    assert run("import", path, "--soort", "opdrachten").code == 2


def test_where_choices_cannot_be_kept_the_list_comes_in(
    run: Callable[..., Outcome], write: Write, region: Register
) -> None:
    region.own_lists.write_text("a file in the place of the folder")
    assert run("import", write(HEADINGS, ["Plan", None, None, 1]), "--soort", "opdrachten", "--yes").code == 0
    assert "Plan" in {row.titel for row in stored(region, Opdracht)}


def test_undo_takes_a_list_back(run: Callable[..., Outcome], region: Register, tmp_path: Path) -> None:
    path = tmp_path / "projecten.xlsx"
    path.write_bytes(projectenlijst().content)
    before = run("export", "-", "--json").out
    assert run("import", str(path), "--soort", "opdrachten", "--yes", "--kies", "blad").code == 0
    assert run("export", "-", "--json").out != before
    with region.reading() as reader:
        number = reader.last_change()
    assert run("undo", str(number)).code == 0
    assert run("export", "-", "--json").out == before


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_on_a_real_terminal_a_list_of_functions_takes_three_answers(region: Register, tmp_path: Path) -> None:
    from tests.cli.test_wizard import Terminal

    path = tmp_path / "formatie.xlsx"
    path.write_bytes(formatieoverzicht().content)
    terminal = Terminal("--register", region.location, "import", str(path), "--soort", "aanbod")
    terminal.answer("Welke kolom is organisatie", "moerdijk")
    terminal.answer("Over welk jaar", "2027")
    terminal.answer("(j/n)", "j")
    terminal.wait("bewaard als")
    assert [(row.organisatie, row.van.year) for row in stored(region, Aanbod)] == [("moerdijk", 2027)] * 3
