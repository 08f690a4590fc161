"""Each rule of g_gedrag.py kept and broken, and what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from opdracht.checks.finding import Finding, Rule
from opdracht.checks.rules import g_gedrag as gedrag
from tests.builders import PEILDATUM, a_region, an_agreement, findings_of, regio_of

MAY = date(2027, 5, 10)
OTHERS: dict[str, list[dict[str, Any]]] = {
    "organisaties": [
        {"code": "baarle", "naam": "Baarle-Nassau", "soort": "gemeente", "inwoners": "6876"},
        {"code": "provincie", "naam": "Noord-Brabant", "soort": "provincie"},
    ],
    "personen": [
        {"code": "adviseur-baarle", "functie": "adviseur", "organisatie": "baarle", "niveau": "ambtelijk"},
        {"code": "adviseur-provincie", "functie": "adviseur", "organisatie": "provincie", "niveau": "ambtelijk"},
    ],
}


def found(rule: Rule, *agreements: dict[str, Any], peildatum: date = MAY) -> list[Finding]:
    regio = regio_of(a_region(*agreements, **OTHERS))
    return findings_of(rule, regio, peildatum)


def texts(rule: Rule, *agreements: dict[str, Any], peildatum: date = MAY) -> list[str]:
    return [finding.text for finding in found(rule, *agreements, peildatum=peildatum)]


def talk(datum: str, **fields: str) -> dict[str, Any]:
    return {"gesprekken": [{"datum": datum, "afspraken": "x", **fields}]}


def belang(**fields: str) -> dict[str, Any]:
    return {"status": "voorgesteld", "belangen": [{"organisatie": "baarle", **fields}]}


def writers(*codes: str) -> dict[str, Any]:
    return {"status": "voorgesteld", "rollen": {"voorbereider": list(codes)}}


def milestone(**fields: str) -> dict[str, Any]:
    return {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "x", **fields}]}


DONE = {"status": "afgerond", "afronding": "De kaart is overgedragen."}
NO_RESULT = "De opdracht is klaar zonder vastgelegd resultaat: "
NO_TALK = "Sinds de start is geen gesprek vastgelegd."


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        (gedrag.preconditions_have_an_owner, {}, []),
        (
            gedrag.preconditions_have_an_owner,
            {
                "randvoorwaarden": [
                    {"categorie": "geld", "tekst": "x"},
                    {"categorie": "geld", "tekst": "x", "status": "vervallen"},
                ]
            },
            ["Randvoorwaarde 'geld' heeft geen eigenaar."],
        ),
        (gedrag.milestones_have_an_owner, {}, []),
        (gedrag.milestones_have_an_owner, milestone(gehaald_op="2027-03-28"), []),
        (gedrag.milestones_have_an_owner, milestone(), ["De mijlpaal van 1 april 2027 heeft geen eigenaar."]),
        (gedrag.there_was_a_conversation, {"status": "lopend"}, [NO_TALK]),
        (gedrag.there_was_a_conversation, {"status": "vastgesteld", **talk("2026-12-01")}, [NO_TALK]),
        (gedrag.there_was_a_conversation, {"status": "vastgesteld", **talk("2026-12-02")}, []),
        (gedrag.there_was_a_conversation, {"status": "lopend", "van": "2027-04-10"}, []),
        (gedrag.there_was_a_conversation, {"status": "lopend", "van": "2027-04-09"}, [NO_TALK]),
        (gedrag.there_was_a_conversation, {"status": "lopend", **talk("2027-05-11")}, [NO_TALK]),
        (gedrag.there_was_a_conversation, {"status": "lopend", **talk("2027-01-01")}, []),
        (gedrag.there_was_a_conversation, {"status": "vastgesteld", "van": "2027-05-10"}, []),
        (gedrag.there_was_a_conversation, {"status": "lopend", "van": None}, []),
        (gedrag.there_was_a_conversation, {"status": "voorgesteld"}, []),
        (gedrag.conversations_go_on, {"status": "lopend"}, []),
        (gedrag.conversations_go_on, {"status": "lopend", **talk("2026-11-30")}, []),
        (
            gedrag.conversations_go_on,
            {"status": "vastgesteld", **talk("2026-12-31")},
            ["Het laatste gesprek was op 31 december 2026, meer dan 92 dagen geleden."],
        ),
        (gedrag.conversations_go_on, {"status": "lopend", **talk("2027-02-07")}, []),
        (
            gedrag.conversations_go_on,
            {"status": "lopend", **talk("2027-02-06")},
            ["Het laatste gesprek was op 6 februari 2027, meer dan 92 dagen geleden."],
        ),
        (gedrag.tensions_are_solved, talk("2027-01-01"), []),
        (gedrag.tensions_are_solved, talk("2027-03-11", spanning="Wie eerst?"), []),
        (gedrag.tensions_are_solved, talk("2027-01-01", spanning="Wie eerst?", opgelost_op="2027-05-01"), []),
        (
            gedrag.tensions_are_solved,
            talk("2027-01-01", spanning="Wie eerst?", opgelost_op="2027-05-11"),
            ["De spanning uit het gesprek van 1 januari 2027 staat langer dan 60 dagen open."],
        ),
        (
            gedrag.tensions_are_solved,
            talk("2027-03-10", spanning="Wie eerst?"),
            ["De spanning uit het gesprek van 10 maart 2027 staat langer dan 60 dagen open."],
        ),
        (gedrag.wishes_name_what_they_need, belang(wens="Een stuw.", nodig="Een adviseur."), []),
        (gedrag.wishes_name_what_they_need, belang(), []),
        (gedrag.wishes_name_what_they_need, belang(wens="Later misschien.", deelname="nee"), []),
        (gedrag.wishes_name_what_they_need, {**belang(wens="Een stuw."), "status": "concept"}, []),
        (
            gedrag.wishes_name_what_they_need,
            belang(wens="Een stuw."),
            ["Baarle-Nassau wil meedoen, maar noemt niet wat daarvoor nodig is."],
        ),
        (gedrag.both_sides_prepared, writers("adviseur-baarle", "programmamanager"), []),
        (gedrag.both_sides_prepared, {}, []),
        (
            gedrag.both_sides_prepared,
            writers(),
            ["Geen ambtenaar schreef mee; voeg een ambtenaar van een gemeente en een ambtenaar van de regio toe."],
        ),
        (
            gedrag.both_sides_prepared,
            writers("wethouder", "portefeuillehouder"),
            ["Geen ambtenaar schreef mee; voeg een ambtenaar van een gemeente en een ambtenaar van de regio toe."],
        ),
        (
            gedrag.both_sides_prepared,
            writers("programmamanager"),
            ["Alleen Regio West-Brabant schreef mee; voeg een ambtenaar van een gemeente toe."],
        ),
        (
            gedrag.both_sides_prepared,
            writers("adviseur-baarle", "secretaris"),
            ["Alleen Baarle-Nassau en Moerdijk schreven mee; voeg een ambtenaar van de regio toe."],
        ),
        (
            gedrag.both_sides_prepared,
            writers("adviseur-provincie"),
            [
                "Alleen Noord-Brabant schreef mee; voeg een ambtenaar van een gemeente en een ambtenaar van de regio toe."
            ],
        ),
        (gedrag.the_result_is_recorded, {"status": "lopend"}, []),
        (gedrag.the_result_is_recorded, {**DONE, **milestone(gehaald_op="2027-04-01")}, []),
        (
            gedrag.the_result_is_recorded,
            {**DONE, **milestone()},
            [NO_RESULT + "de mijlpaal van 1 april 2027 is niet gehaald."],
        ),
        (gedrag.the_result_is_recorded, DONE, [NO_RESULT + "2 mijlpalen zijn niet gehaald."]),
        (
            gedrag.the_result_is_recorded,
            {**DONE, **milestone(gehaald_op="2027-05-11")},
            [NO_RESULT + "de mijlpaal van 1 april 2027 is niet gehaald."],
        ),
        (
            gedrag.the_result_is_recorded,
            {"status": "afgerond", "afronding": "ja", **milestone(gehaald_op="2027-04-01")},
            [NO_RESULT + "de afronding zegt niets ('ja')."],
        ),
        (gedrag.the_result_is_recorded, {**DONE, "mijlpalen": None}, [NO_RESULT + "er is geen mijlpaal."]),
        (
            gedrag.the_result_is_recorded,
            {"status": "afgerond", **milestone(gehaald_op="2027-04-01")},
            [NO_RESULT + "de afronding is leeg."],
        ),
        (
            gedrag.the_result_is_recorded,
            {"status": "afgerond", **milestone()},
            [NO_RESULT + "de mijlpaal van 1 april 2027 is niet gehaald en de afronding is leeg."],
        ),
    ],
)
def test_a_rule_about_one_opdracht(rule: Rule, fields: dict[str, Any], expected: list[str]) -> None:
    assert texts(rule, an_agreement(**fields)) == expected


def hours(**of_each: int) -> dict[str, Any]:
    lines = [
        {"organisatie": code, "profiel": "x", "hoeveelheid": str(n), "eenheid": "uren"} for code, n in of_each.items()
    ]
    return an_agreement(inzet=lines)


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (
            hours(moerdijk=53, baarle=47, rwb=500),
            ["Baarle-Nassau: 47 procent van de uren en 16 procent van de inwoners."],
        ),
        (hours(moerdijk=54, baarle=46), []),
        (hours(rwb=500), []),
        (hours(moerdijk=500), []),
        (an_agreement(inzet=None), []),
        ({**hours(baarle=100), "status": "afgerond"}, []),
        (
            an_agreement(
                van=None, inzet=[{"organisatie": "baarle", "profiel": "x", "hoeveelheid": "1", "eenheid": "fte"}]
            ),
            [],
        ),
    ],
)
def test_a_small_gemeente_carries_a_fair_share_of_the_hours(agreement: dict[str, Any], expected: list[str]) -> None:
    assert texts(gedrag.small_ones_carry_a_fair_share, agreement) == expected


def test_a_finding_names_its_record_and_the_command_that_mends_it() -> None:
    (tension,) = found(
        gedrag.tensions_are_solved, an_agreement(**talk("2026-01-01", spanning="Wie?")), peildatum=PEILDATUM
    )
    assert (tension.record, tension.repair) == (
        "gesprek 2027-001/1",
        "opdracht set gesprek 2027-001/1 opgelost_op=DATUM",
    )
    (wish,) = found(gedrag.wishes_name_what_they_need, an_agreement(**belang(wens="Een stuw.")))
    assert (wish.record, wish.repair) == ("belang 2027-001/baarle", 'opdracht set belang 2027-001/baarle nodig="..."')
