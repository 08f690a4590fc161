"""Each rule of voorwaarden.py and uitvoering.py kept and broken, and what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from opdracht.checks.finding import Finding, Rule
from opdracht.checks.rules import p3_voorwaarden as voorwaarden
from opdracht.checks.rules import p4_uitvoering as uitvoering
from opdracht.choices import ROLLEN_VAN_PARTIJEN
from tests.builders import PEILDATUM, a_region, an_agreement, findings_of, regio_of

NEAR = date(2026, 12, 15)
BESLUIT = {"kenmerk": "AB-1", "orgaan": "algemeen bestuur", "datum": "2026-03-03", "tekst": "Maak een kaart."}


def found(rule: Rule, *agreements: dict[str, Any], peildatum: date = PEILDATUM, **kinds: Any) -> list[Finding]:
    regio = regio_of(a_region(*agreements, **kinds))
    return findings_of(rule, regio, peildatum)


def texts(rule: Rule, *agreements: dict[str, Any], peildatum: date = PEILDATUM, **kinds: Any) -> list[str]:
    return [finding.text for finding in found(rule, *agreements, peildatum=peildatum, **kinds)]


def condition(categorie: str = "geld", **fields: str) -> dict[str, str]:
    return {"categorie": categorie, "tekst": "x", "eigenaar": "secretaris", **fields}


def signed(*roles: str) -> list[dict[str, str]]:
    return [{"rol": role, "functie": "wethouder", "datum": "2026-03-20"} for role in roles]


ALL_ARRANGED = [condition(categorie, status="geregeld") for categorie in ("mandaat", "capaciteit", "geld")]
TOO_MUCH = [{"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "9000", "eenheid": "uren"}]
LACKING = "De opdracht begint op 1 januari 2027; "


@pytest.mark.parametrize(
    ("rule", "conditions", "expected"),
    [
        (voorwaarden.there_is_a_precondition, [condition()], []),
        (voorwaarden.there_is_a_precondition, None, ["Er is geen randvoorwaarde: wat moet er geregeld zijn?"]),
        (voorwaarden.preconditions_are_not_past_due, [condition(uiterlijk="2026-11-23")], []),
        (voorwaarden.preconditions_are_not_past_due, [condition(uiterlijk="2026-11-01", status="geregeld")], []),
        (
            voorwaarden.preconditions_are_not_past_due,
            [condition(uiterlijk="2026-11-22"), condition(uiterlijk="2026-11-01", status="toegezegd")],
            [
                "Randvoorwaarde 'geld' moest op 22 november 2026 geregeld zijn en is nog open.",
                "Randvoorwaarde 'geld' moest op 1 november 2026 geregeld zijn en is alleen toegezegd.",
            ],
        ),
        (voorwaarden.the_principal_owns_preconditions, [condition()], []),
        (voorwaarden.the_principal_owns_preconditions, [{"categorie": "geld", "tekst": "x"}], []),
        (
            voorwaarden.the_principal_owns_preconditions,
            [condition(eigenaar="programmamanager", status="vervallen")],
            [],
        ),
        (
            voorwaarden.the_principal_owns_preconditions,
            [condition(eigenaar="programmamanager")],
            [
                "Randvoorwaarde 'geld' is van de programmamanager van Regio West-Brabant, aan de kant van de opdrachtnemer."
            ],
        ),
        (voorwaarden.arranged_means_proven, [condition(status="geregeld", bewijs="Besluit AB-1."), condition()], []),
        (
            voorwaarden.arranged_means_proven,
            [condition(status="geregeld", bewijs=" ")],
            ["Randvoorwaarde 'geld' heet geregeld, maar heeft geen bewijs."],
        ),
        (
            voorwaarden.arranged_means_proven,
            [condition(status="geregeld", bewijs="Volgt nog.")],
            ["Randvoorwaarde 'geld' heet geregeld, maar heeft geen bewijs; er staat alleen 'Volgt nog.'."],
        ),
        (voorwaarden.proof_can_be_found, [condition(status="geregeld", bewijs="Brief, 1 juli 2026."), condition()], []),
        (voorwaarden.proof_can_be_found, [condition(status="geregeld", bewijs="volgt nog")], []),
        (
            voorwaarden.proof_can_be_found,
            [condition(status="geregeld", bewijs="Mondeling toegezegd.")],
            ["Randvoorwaarde 'geld' heeft een bewijs zonder datum of kenmerk."],
        ),
        (
            voorwaarden.preconditions_have_a_consequence,
            [condition(gevolg="Dan stopt het."), condition(status="geregeld")],
            [],
        ),
        (
            voorwaarden.preconditions_have_a_consequence,
            [condition()],
            ["Randvoorwaarde 'geld' noemt geen gevolg: wat gebeurt er als dit niet lukt?"],
        ),
        (voorwaarden.the_impossible_has_a_consequence, [condition(), condition(status="vervallen")], []),
        (
            voorwaarden.the_impossible_has_a_consequence,
            [condition(status="niet haalbaar")],
            ["Randvoorwaarde 'geld' is niet haalbaar, en de opdracht gaat toch door."],
        ),
        (voorwaarden.preconditions_have_a_date, [condition(uiterlijk="2027-12-31"), condition(status="vervallen")], []),
        (voorwaarden.preconditions_have_a_date, [condition()], ["Randvoorwaarde 'geld' heeft geen uiterste datum."]),
        (
            voorwaarden.preconditions_have_a_date,
            [condition(uiterlijk="2028-01-01")],
            ["Randvoorwaarde 'geld' hoeft pas op 1 januari 2028 geregeld te zijn, na het einde van de opdracht."],
        ),
    ],
)
def test_a_rule_about_randvoorwaarden(rule: Rule, conditions: list[dict[str, str]] | None, expected: list[str]) -> None:
    assert texts(rule, an_agreement(randvoorwaarden=conditions)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"randvoorwaarden": ALL_ARRANGED}, []),
        ({"randvoorwaarden": ALL_ARRANGED[1:2], "mandaat": "verleend", "mandaat_kenmerk": "AB-1"}, []),
        ({"randvoorwaarden": ALL_ARRANGED[1:2], "mandaat": "verleend"}, [LACKING + "het mandaat is niet geregeld."]),
        ({"randvoorwaarden": [*ALL_ARRANGED, condition()]}, [LACKING + "het geld is niet geregeld."]),
        ({"randvoorwaarden": ALL_ARRANGED[1:2], "mandaat": "niet nodig", "budget": "0"}, []),
        ({"randvoorwaarden": None, "van": None}, []),
        ({"randvoorwaarden": ALL_ARRANGED[1:2]}, [LACKING + "het mandaat is niet geregeld."]),
        (
            {"randvoorwaarden": None, "budget": "1"},
            [LACKING + "het mandaat, de capaciteit en het geld zijn niet geregeld."],
        ),
        (
            {"randvoorwaarden": [*ALL_ARRANGED[:2], condition(status="toegezegd")]},
            [LACKING + "het geld is niet geregeld."],
        ),
        ({"randvoorwaarden": [*ALL_ARRANGED[:2], condition(status="vervallen")]}, []),
        (
            {"randvoorwaarden": [*ALL_ARRANGED, condition(status="niet haalbaar")]},
            [LACKING + "het geld is niet geregeld."],
        ),
        ({"randvoorwaarden": None, "status": "ingetrokken"}, []),
        ({"randvoorwaarden": ALL_ARRANGED[:2], "budget": "1", "dekking": "binnen begroting"}, []),
        (
            {"randvoorwaarden": ALL_ARRANGED[:2], "budget": "1", "dekking": "wijziging nodig"},
            [LACKING + "het geld is niet geregeld."],
        ),
        (
            {"randvoorwaarden": [*ALL_ARRANGED[:2], condition()], "budget": "1", "dekking": "binnen begroting"},
            [LACKING + "het geld is niet geregeld."],
        ),
        ({"randvoorwaarden": ALL_ARRANGED[:1], "status": "lopend"}, []),
        ({"randvoorwaarden": ALL_ARRANGED[:1], "status": "vastgesteld"}, []),
        (
            {"randvoorwaarden": ALL_ARRANGED[:1], "status": "lopend", "inzet": None},
            [LACKING + "de capaciteit is niet geregeld."],
        ),
        (
            {"randvoorwaarden": ALL_ARRANGED[:1], "status": "lopend", "inzet": TOO_MUCH},
            [LACKING + "de capaciteit is niet geregeld."],
        ),
    ],
)
def test_what_the_start_asks_is_arranged_in_time(fields: dict[str, Any], expected: list[str]) -> None:
    assert texts(voorwaarden.the_start_is_arranged, an_agreement(**fields), peildatum=NEAR) == expected


def test_the_start_is_a_finding_from_thirty_days_on_and_stays_the_same_one() -> None:
    rule, agreement = voorwaarden.the_start_is_arranged, an_agreement(randvoorwaarden=None, mandaat="niet nodig")
    assert found(rule, agreement, peildatum=date(2026, 12, 1)) == []
    (near,) = found(rule, agreement, peildatum=date(2026, 12, 2))
    (past,) = found(rule, agreement, peildatum=date(2027, 3, 1))
    assert past.text == "De opdracht begon op 1 januari 2027; de capaciteit is niet geregeld."
    assert past.meting == near.meting
    assert near.repair == 'opdracht add randvoorwaarde opdracht=2027-001 categorie=capaciteit tekst="..."'
    (given,) = found(rule, an_agreement(randvoorwaarden=[condition("mandaat")]), peildatum=NEAR)
    assert given.repair == 'opdracht set randvoorwaarde 2027-001/1 status=geregeld bewijs="..."'


def test_a_besluit_needs_an_opdracht() -> None:
    rule, planned = uitvoering.decisions_become_assignments, {**BESLUIT, "kenmerk": "AB-2", "datum": "2026-11-24"}
    assert texts(rule, an_agreement(besluit="AB-1"), besluiten=[BESLUIT, planned]) == []
    (finding,) = found(rule, an_agreement(besluit="AB-1", status="ingetrokken"), besluiten=[BESLUIT])
    assert finding.text == "Het besluit van 3 maart 2026 heeft nog geen opdracht."
    assert (finding.record, finding.repair) == ("besluit AB-1", 'opdracht create --titel "..." --besluit "AB-1"')


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        (uitvoering.assignments_rest_on_a_decision, {}, []),
        (uitvoering.assignments_rest_on_a_decision, {"status": "voorgesteld", "besluit": "AB-1"}, []),
        (
            uitvoering.assignments_rest_on_a_decision,
            {"status": "voorgesteld"},
            ["Er is geen besluit: welk bestuur wil deze opdracht?"],
        ),
        (uitvoering.milestones_are_reached, {"mijlpalen": [{"datum": "2026-11-23", "resultaat": "x"}]}, []),
        (
            uitvoering.milestones_are_reached,
            {"mijlpalen": [{"datum": "2026-11-01", "resultaat": "x", "gehaald_op": "2026-11-20"}]},
            [],
        ),
        (
            uitvoering.milestones_are_reached,
            {"mijlpalen": [{"datum": "2026-11-22", "resultaat": "x"}]},
            ["De mijlpaal van 22 november 2026 is nog niet gehaald."],
        ),
        (uitvoering.what_has_ended_is_finished, {"status": "lopend", "tot": "2026-11-23"}, []),
        (uitvoering.what_has_ended_is_finished, {"status": "lopend", "tot": None}, []),
        (uitvoering.what_has_ended_is_finished, {"status": "voorgesteld", "tot": "2026-11-22"}, []),
        (
            uitvoering.what_has_ended_is_finished,
            {"status": "lopend", "tot": "2026-11-22"},
            ["De opdracht eindigde op 22 november 2026 en staat nog op lopend."],
        ),
        (
            uitvoering.the_agreed_is_signed,
            {"status": "vastgesteld", "besluit": "AB-1"},
            ["Het besluit is van 3 maart 2026; niemand heeft nog getekend."],
        ),
        (
            uitvoering.the_agreed_is_signed,
            {"status": "lopend", "besluit": "AB-1", "ondertekeningen": signed(*ROLLEN_VAN_PARTIJEN[:3])},
            ["Het besluit is van 3 maart 2026; de ambtelijk opdrachtnemer heeft nog niet getekend."],
        ),
        (
            uitvoering.the_agreed_is_signed,
            {"status": "lopend", "van": "2026-10-01", "ondertekeningen": signed(*ROLLEN_VAN_PARTIJEN[:2])},
            [
                "De opdracht begon op 1 oktober 2026; de ambtelijk opdrachtgever en de ambtelijk opdrachtnemer "
                "hebben nog niet getekend."
            ],
        ),
        (
            uitvoering.the_agreed_is_signed,
            {"status": "lopend", "besluit": "AB-1", "ondertekeningen": signed(*ROLLEN_VAN_PARTIJEN)},
            [],
        ),
        (uitvoering.the_agreed_is_signed, {"status": "voorgesteld", "besluit": "AB-1"}, []),
        (uitvoering.the_agreed_is_signed, {"status": "lopend", "van": None}, []),
        (uitvoering.the_agreed_is_signed, {"status": "vastgesteld", "van": "2026-10-24"}, []),
        (uitvoering.the_mandate_is_known, {}, []),
        (uitvoering.the_mandate_is_known, {"status": "voorgesteld", "mandaat": "niet nodig"}, []),
        (
            uitvoering.the_mandate_is_known,
            {"status": "voorgesteld", "mandaat": "verleend", "mandaat_kenmerk": "AB-1"},
            [],
        ),
        (
            uitvoering.the_mandate_is_known,
            {"status": "voorgesteld", "mandaat": "verleend"},
            ["Het mandaat heet verleend, maar het kenmerk ontbreekt."],
        ),
        (
            uitvoering.the_mandate_is_known,
            {"status": "voorgesteld"},
            ["Er staat niet of er mandaat nodig is; zoek dat uit."],
        ),
        (
            uitvoering.milestones_are_reached,
            {"mijlpalen": [{"datum": "2026-11-01", "resultaat": "x", "gehaald_op": "2026-11-24"}]},
            ["De mijlpaal van 1 november 2026 heet gehaald op 24 november 2026, en die dag moet nog komen."],
        ),
        (uitvoering.what_has_begun_is_under_way, {"status": "vastgesteld", "van": "2026-11-23"}, []),
        (uitvoering.what_has_begun_is_under_way, {"status": "lopend", "van": "2026-11-01"}, []),
        (
            uitvoering.what_has_begun_is_under_way,
            {"status": "vastgesteld", "van": "2026-01-01", "tot": "2026-11-22"},
            [],
        ),
        (
            uitvoering.what_has_begun_is_under_way,
            {"status": "vastgesteld", "van": "2026-11-22"},
            ["De opdracht zou op 22 november 2026 beginnen en staat nog op vastgesteld."],
        ),
        (
            uitvoering.what_has_begun_is_under_way,
            {"status": "voorgesteld", "van": "2026-01-01", "tot": "2026-11-22"},
            ["De opdracht zou op 1 januari 2026 beginnen en staat nog op voorgesteld."],
        ),
        (
            uitvoering.the_mandate_is_known,
            {"status": "lopend", "mandaat": "nodig"},
            ["Er is mandaat nodig en dat is nog niet verleend."],
        ),
    ],
)
def test_a_rule_about_one_opdracht(rule: Rule, fields: dict[str, Any], expected: list[str]) -> None:
    assert texts(rule, an_agreement(**fields), besluiten=[BESLUIT]) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ({"tot": "2026-12-31"}, []),
        (
            {"tot": None},
            ["De opdracht begint op 1 januari 2027 en wacht op 2027-001, die geen einddatum heeft."],
        ),
        (
            {"tot": "2026-12-31", "status": "ingetrokken"},
            ["De opdracht begint op 1 januari 2027 en wacht op 2027-001, die is ingetrokken."],
        ),
        ({"tot": "2027-03-01", "status": "afgerond"}, []),
        (
            {"tot": "2027-01-01"},
            ["De opdracht begint op 1 januari 2027 en wacht op 2027-001, die pas op 1 januari 2027 eindigt."],
        ),
    ],
)
def test_what_comes_first_ends_before_the_begin(first: dict[str, Any], expected: list[str]) -> None:
    rule = uitvoering.what_comes_first_ends_first
    assert texts(rule, an_agreement(**first), an_agreement("2027-002", na=["2027-001"])) == expected


def waiting(**after: str) -> list[dict[str, Any]]:
    """Opdrachten by the last digit of their number, with the digits on which each waits."""
    return [an_agreement(f"2027-00{n[1]}", na=[f"2027-00{d}" for d in on]) for n, on in after.items()]


@pytest.mark.parametrize(
    ("after", "rounds"),
    [
        ({"o1": "2", "o2": "3", "o3": ""}, []),
        ({"o1": "23", "o2": "4", "o3": "4", "o4": ""}, []),
        ({"o1": "2", "o2": "1"}, ["2027-001 en 2027-002"]),
        ({"o1": "2", "o2": "3", "o3": "2"}, ["2027-002 en 2027-003"]),
        ({"o1": "2", "o2": "3", "o3": "1", "o4": "1"}, ["2027-001, 2027-002 en 2027-003"]),
        ({"o1": "2", "o2": "1", "o3": "4", "o4": "3"}, ["2027-001 en 2027-002", "2027-003 en 2027-004"]),
        ({"o1": "23", "o2": "1", "o3": "1"}, ["2027-001 en 2027-002", "2027-001 en 2027-003"]),
    ],
)
def test_each_round_of_waiting_is_found_once(after: dict[str, str], rounds: list[str]) -> None:
    ending = " wachten op elkaar; zo kan geen van die opdrachten beginnen."
    assert texts(uitvoering.waiting_never_goes_round, *waiting(**after)) == [names + ending for names in rounds]


def test_the_repair_of_a_round_removes_one_of_its_steps() -> None:
    (finding,) = found(uitvoering.waiting_never_goes_round, *waiting(o1="2", o2="1"))
    assert finding.repair == "opdracht remove volgorde 2027-002/2027-001"
    both = found(uitvoering.waiting_never_goes_round, *waiting(o1="2", o2="13", o3="1"))
    assert [one.record for one in both] == ["volgorde 2027-002/2027-001", "volgorde 2027-003/2027-001"]
    over = an_agreement("2027-001", na=["2027-002"], status="afgerond")
    assert texts(uitvoering.waiting_never_goes_round, over, an_agreement("2027-002", na=["2027-001"])) == []


@pytest.mark.parametrize(
    ("condition_fields", "peildatum", "expected"),
    [
        ({}, date(2027, 3, 1), []),
        ({}, date(2027, 3, 22), ["Randvoorwaarde 'geld' is nog open; de eerste mijlpaal is over 10 dagen."]),
        ({"status": "toegezegd"}, date(2027, 3, 31), ["Randvoorwaarde 'geld' is alleen toegezegd; de eerste mijlpaal is morgen."]),
        ({}, date(2027, 8, 31), ["Randvoorwaarde 'geld' is nog open; de volgende mijlpaal is morgen."]),
        ({"status": "geregeld"}, date(2027, 3, 22), []),
        ({"uiterlijk": "2027-03-21"}, date(2027, 3, 22), []),
        ({"uiterlijk": "2027-04-02"}, date(2027, 3, 22), []),
        ({"uiterlijk": "2027-04-01"}, date(2027, 3, 22), ["Randvoorwaarde 'geld' is nog open; de eerste mijlpaal is over 10 dagen."]),
    ],
)  # fmt: skip
def test_what_the_next_milestone_needs_is_arranged(
    condition_fields: dict[str, str], peildatum: date, expected: list[str]
) -> None:
    agreement = an_agreement(randvoorwaarden=[condition(**condition_fields)])
    assert texts(voorwaarden.the_next_milestone_is_arranged, agreement, peildatum=peildatum) == expected
