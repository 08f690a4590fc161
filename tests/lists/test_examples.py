"""Ten lists in the form of real ones: each imports with at most three answers, and once more without a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opdracht.cli import main
from opdracht.codec import values
from opdracht.model import Aanbod, Besluit, Inzet, Mijlpaal, Opdracht, Persoon, Randvoorwaarde, Record, Rol
from opdracht.store import Register
from tests.lists.conftest import Answering
from tests.lists.examples import EXAMPLES, ExampleList

MOST_ANSWERS = 3


def brought_in(
    example: ExampleList, register: Register, somebody: Callable[..., Answering], tmp_path: Path
) -> Answering:
    """Import a list as its user does; the answers that this took."""
    path = tmp_path / example.name
    path.write_bytes(example.content)
    person = somebody(**example.answers)
    code = main(["--register", register.location, "import", str(path), "--soort", example.soort, "--kies", "blad"])
    assert code == 0
    return person


def rows(register: Register, kind: type[Record]) -> list[Any]:
    with register.reading() as reader:
        return [*reader.rows(kind)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
def test_a_list_imports_with_at_most_three_answers_and_twice_makes_no_doubles(
    example: Callable[[], ExampleList], region: Register, somebody: Callable[..., Answering], tmp_path: Path
) -> None:
    made = example()
    first = brought_in(made, region, somebody, tmp_path)
    assert 0 < len(first.asked) <= MOST_ANSWERS
    kinds = (Aanbod, Besluit, Inzet, Mijlpaal, Opdracht, Persoon, Randvoorwaarde, Rol)
    once = {kind: [values(row) for row in rows(region, kind)] for kind in kinds}
    again = brought_in(made, region, somebody, tmp_path)
    assert {kind: [values(row) for row in rows(region, kind)] for kind in kinds} == once
    assert len(again.asked) <= len(first.asked) - 1  # nothing to write, nothing to agree with


@pytest.fixture
def read(region: Register, somebody: Callable[..., Answering], tmp_path: Path) -> Callable[..., list[Any]]:
    """Imports a list and gives the records of a kind."""

    def importing(name: str, kind: type[Record]) -> list[Any]:
        example = next(make for make in EXAMPLES if make.__name__ == name)
        brought_in(example(), region, somebody, tmp_path)
        return rows(region, kind)

    return importing


def test_a_portfolio_gives_opdrachten_in_concept_with_their_dates_and_budget(read: Callable[..., list[Any]]) -> None:
    projects = {row.titel: row for row in read("projectenlijst", Opdracht)}
    assert {row.status for row in projects.values()} == {"concept"}
    assert set(projects) == {
        "Herinrichting Markt", "Stroomkaart bedrijventerreinen", "Nieuwe school Zevenbergen", "Sporthal",
    }  # fmt: skip
    market, school, hall = (projects[name] for name in ("Herinrichting Markt", "Nieuwe school Zevenbergen", "Sporthal"))
    assert (market.nummer, market.van, market.tot) == ("2026-001", date(2026, 9, 1), date(2027, 12, 31))
    assert (market.budget, market.themas) == (1_250_000, ["Leefomgeving"])
    assert (school.van, school.tot, school.budget) == (date(2025, 1, 1), date(2026, 12, 31), 6_400_500)
    assert (hall.van, hall.tot, hall.budget) == (date(2027, 3, 1), None, None)


def test_the_columns_of_people_give_roles_and_a_person_once(read: Callable[..., list[Any]], region: Register) -> None:
    roles = {(row.opdracht, row.rol): row.persoon for row in read("projectenlijst", Rol)}
    people = {row.code: row for row in rows(region, Persoon)}
    assert people[roles["2026-001", "bestuurlijk opdrachtgever"]].naam == "De Wit"
    assert roles["2026-001", "bestuurlijk opdrachtgever"] == roles["2025-001", "bestuurlijk opdrachtgever"]
    assert people[roles["2026-001", "bestuurlijk opdrachtgever"]].niveau == "bestuurlijk"
    assert ("2025-001", "ambtelijk opdrachtnemer") not in roles  # a vacature is nobody


def test_months_become_the_fewest_rows_with_the_same_hours(read: Callable[..., list[Any]]) -> None:
    lines = [
        (row.organisatie, row.profiel, row.hoeveelheid, row.eenheid, row.van.month, row.tot.month)
        for row in read("capaciteit_per_maand", Aanbod)
    ]
    assert lines == [
        ("moerdijk", "projectleider", 240, "uren", 1, 6),
        ("moerdijk", "projectleider", 20, "uren", 8, 8),
        ("moerdijk", "projectleider", 160, "uren", 9, 12),
        ("moerdijk", "beleidsadviseur", 159.6, "uren", 1, 12),
        ("zundert", "projectleider", 216, "uren", 4, 12),
    ]


def test_quarters_of_a_list_that_names_an_opdracht_become_inzet(read: Callable[..., list[Any]]) -> None:
    lines = [
        (row.opdracht, row.organisatie, row.hoeveelheid, row.van, row.tot)
        for row in read("capaciteit_per_kwartaal", Inzet)
    ]
    assert lines == [
        ("2027-001", "moerdijk", 240, date(2027, 1, 1), date(2027, 6, 30)),
        ("2027-001", "moerdijk", 60, date(2027, 7, 1), date(2027, 9, 30)),
        ("2027-001", "rwb", 10, date(2026, 10, 1), date(2026, 12, 31)),
        ("2027-001", "rwb", 136.5, date(2027, 1, 1), date(2027, 9, 30)),
    ]


def test_a_theme_alone_in_its_row_holds_for_the_actions_under_it(read: Callable[..., list[Any]]) -> None:
    actions = {row.titel: row for row in read("uitvoeringsprogramma", Opdracht)}
    assert actions["Snelfietsroute"].themas == ["MOBILITEIT"]
    assert actions["Warmtevisie"].themas == ["ENERGIE"]
    assert [actions[name].prioriteit for name in ("Snelfietsroute", "Hubs aan de rand van de stad", "Warmtevisie")] == [
        1,
        3,
        5,
    ]
    assert (actions["Snelfietsroute"].van, actions["Snelfietsroute"].tot) == (date(2027, 4, 1), date(2028, 12, 31))


def test_contacts_get_a_code_a_niveau_and_an_organisatie(read: Callable[..., list[Any]]) -> None:
    people = {row.code: (row.naam, row.niveau, row.organisatie) for row in read("contactenlijst", Persoon)}
    assert people["wethouder-wonen-moerdijk"] == ("M. de Groot", "bestuurlijk", "moerdijk")
    assert people["gemeentesecretaris-zundert"] == ("F. el Amrani", "ambtelijk", "zundert")


def test_decisions_get_a_kenmerk_and_the_body_of_the_title(read: Callable[..., list[Any]]) -> None:
    decisions = [(row.kenmerk, row.orgaan, row.datum) for row in read("besluitenlijst", Besluit)]
    assert decisions == [
        ("AB-2026-11-04-01", "algemeen bestuur", date(2026, 11, 4)),
        ("AB-2026-11-04-02", "algemeen bestuur", date(2026, 11, 4)),
        ("AB-2026-12-16-01", "algemeen bestuur", date(2026, 12, 16)),
    ]


def test_an_establishment_is_offered_in_fte_over_its_year(read: Callable[..., list[Any]]) -> None:
    lines = [(row.profiel, row.hoeveelheid, row.eenheid, row.van, row.tot) for row in read("formatieoverzicht", Aanbod)]
    year = (date(2027, 1, 1), date(2027, 12, 31))
    assert lines == [
        ("planoloog", 2.5, "fte", *year),
        ("projectleider", 1.8, "fte", *year),
        ("accountmanager", 1, "fte", *year),
    ]


def test_risks_become_randvoorwaarden_with_our_words(read: Callable[..., list[Any]]) -> None:
    risks = [row for row in read("risicolijst", Randvoorwaarde) if row.nr > 1]
    assert [(row.categorie, row.status, row.eigenaar, row.uiterlijk) for row in risks] == [
        ("externe partner", "open", "secretaris", date(2027, 2, 1)),
        ("geld", "geregeld", "programmamanager", None),
        ("besluitvorming", "open", "wethouder", date(2027, 5, 1)),
    ]


def test_a_csv_of_excel_is_read_to_the_letter(read: Callable[..., list[Any]]) -> None:
    projects = {row.titel: row for row in read("projectenkalender", Opdracht)}
    assert projects["Fietsplan"].doel == "Méér mensen op de fiets"
    assert (projects["Fietsplan"].van, projects["Fietsplan"].budget) == (date(2027, 3, 1), 25_000)
    other = projects['Markt "Noord"; fase 2']
    assert (other.van, other.tot, other.budget) == (date(2027, 3, 1), date(2028, 6, 15), 1_200_000)
