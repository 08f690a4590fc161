"""The rules of hours: what fits beside what is agreed, what fits when all plans go on, what is promised once."""

from __future__ import annotations

from typing import Any

import pytest

from opdracht.checks.rules import p1_uren as uren
from tests.builders import PEILDATUM, a_region, an_agreement, findings_of, regio_of


def asks(hoeveelheid: str, **fields: str) -> list[dict[str, str]]:
    line = {"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": hoeveelheid, "eenheid": "uren"}
    return [{**line, **fields}]


def offers(hoeveelheid: str, **fields: str) -> dict[str, str]:
    line = {"organisatie": "moerdijk", "profiel": "jurist", "hoeveelheid": hoeveelheid, "eenheid": "uren per jaar"}
    return {**line, "van": "2027-01-01", "tot": "2027-12-31", **fields}


def texts(rule: Any, *agreements: dict[str, Any], **kinds: list[dict[str, Any]]) -> list[str]:
    return [finding.text for finding in findings_of(rule, regio_of(a_region(*agreements, **kinds)), PEILDATUM)]


def test_the_hours_of_what_is_agreed_count_for_everybody() -> None:
    agreed = an_agreement(status="vastgesteld", inzet=asks("200"))
    draft = an_agreement("2027-002", inzet=asks("150"))
    assert texts(uren.hours_fit_supply, agreed, draft) == [
        "Moerdijk zegt 350 uur toe en heeft 300 uur in 2027. Ook 2027-001 vraagt die uren."
    ]
    assert texts(uren.ambitions_fit_supply, agreed, draft) == [
        "Als alle plannen doorgaan, zegt Moerdijk 350 uur toe en heeft 300 uur in 2027. Ook 2027-002 vraagt die uren."
    ]


def test_a_draft_does_not_stand_in_the_way_of_another() -> None:
    drafts = [an_agreement(f"2027-00{nr}", status="voorgesteld", inzet=asks("200")) for nr in (1, 2)]
    assert texts(uren.hours_fit_supply, *drafts) == []
    assert texts(uren.ambitions_fit_supply, *drafts) == [
        f"Als alle plannen doorgaan, zegt Moerdijk 400 uur toe en heeft 300 uur in 2027. Ook {other} vraagt die uren."
        for other in ("2027-002", "2027-001")
    ]


@pytest.mark.parametrize("status", ["afgerond", "ingetrokken"])
def test_what_is_over_asks_no_hours(status: str) -> None:
    over = an_agreement(status=status, inzet=asks("9000"))
    assert texts(uren.ambitions_fit_supply, over, an_agreement("2027-002", inzet=asks("300"))) == []


def test_only_the_months_that_are_short_are_named() -> None:
    spring = asks("90", van="2027-03-01", tot="2027-05-31")
    assert texts(uren.hours_fit_supply, an_agreement(inzet=spring)) == [
        "Moerdijk zegt 90 uur toe en heeft 75 uur van maart tot en met mei 2027."
    ]


def test_too_few_hours_of_one_profiel_are_found_beside_enough_in_all() -> None:
    inzet = asks("200", profiel="Jurist") + asks("50")
    assert texts(uren.hours_fit_supply, an_agreement(inzet=inzet), aanbod=[offers("120")]) == [
        "Moerdijk zegt 200 uur Jurist toe en heeft 120 uur in 2027."
    ]


def test_too_few_hours_of_a_niveau_are_found() -> None:
    inzet = asks("200", profiel="jurist", niveau="II")
    offered = [offers("120", niveau="I"), offers("500", niveau="IV")]
    assert texts(uren.hours_fit_supply, an_agreement(inzet=inzet), aanbod=offered) == [
        "Moerdijk zegt 200 uur jurist op niveau II of hoger toe en heeft 120 uur in 2027."
    ]


def test_what_is_not_offered_at_all_is_left_to_the_rules_that_say_so() -> None:
    other_profiel = an_agreement(inzet=asks("200", profiel="data-analist"))
    assert texts(uren.hours_fit_supply, other_profiel) == []
    other_level = an_agreement(inzet=asks("100", profiel="jurist", niveau="II"))
    assert texts(uren.hours_fit_supply, other_level, aanbod=[offers("120", niveau="IV")]) == []


def test_many_others_are_counted() -> None:
    running = [an_agreement(f"2027-00{nr}", status="lopend", inzet=asks("60")) for nr in range(1, 7)]
    assert texts(uren.hours_fit_supply, *running)[0] == (
        "Moerdijk zegt 360 uur toe en heeft 300 uur in 2027. "
        "Ook 2027-002, 2027-003, 2027-004 en 2 andere vragen die uren."
    )


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        ([offers("100", al_toegezegd="100")], []),
        (
            [offers("100", al_toegezegd="120")],
            ["Moerdijk biedt 100 uur jurist per jaar en zegde daarvan elders 120 uur toe."],
        ),
        ([offers("0,1", eenheid="fte", al_toegezegd="140")], []),
        (
            [offers("100", eenheid="uren", tot="2028-12-31", al_toegezegd="60")],
            ["Moerdijk biedt 100 uur jurist in de hele periode en zegde daarvan elders 120 uur toe."],
        ),
        ([offers("100", van="2025-01-01", tot="2026-11-22", al_toegezegd="120")], []),
        (
            [offers("100"), offers("100", profiel="Jurist")],
            [
                "Moerdijk biedt twee keer hetzelfde: 100 uur Jurist per jaar, in aanbod moerdijk/2 en moerdijk/3. "
                "Zijn dat dezelfde uren?"
            ],
        ),
        ([offers("100"), offers("100", van="2027-02-01")], []),
        ([offers("100"), offers("100", niveau="II")], []),
    ],
)
def test_hours_are_promised_once(offered: list[dict[str, Any]], expected: list[str]) -> None:
    assert texts(uren.hours_are_promised_once, an_agreement(), aanbod=offered) == expected
