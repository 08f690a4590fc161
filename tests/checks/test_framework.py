"""Each rule once kept and once broken, on a region built for it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opdracht.checks import INVALSHOEKEN, RULES, Ernst, Finding, Rule, run
from opdracht.checks.explain import explain, page
from opdracht.checks.ketens import EINDE
from opdracht.choices import Status
from opdracht.region import Regio
from tests.builders import PEILDATUM, a_condition, a_region, an_agreement, findings_of, regio_of

PAGES = Path(__file__).parent.parent.parent / "docs" / "toetsen"


def found_in(*agreements: dict[str, Any], peildatum: date = PEILDATUM, **kinds: Any) -> list[Finding]:
    return run(regio_of(a_region(*agreements, **kinds)), peildatum)


def codes_of(agreement: dict[str, Any], **kinds: Any) -> list[str]:
    return [finding.code for finding in found_in(agreement, **kinds)]


def roles(**changes: Any) -> dict[str, Any]:
    """The roles of a sound agreement with changes; spaces written as underscores."""
    named = {role.replace("_", " "): person for role, person in changes.items()}
    return {role: person for role, person in {**an_agreement()["rollen"], **named}.items() if person}


def test_a_sound_agreement_breaks_no_rule() -> None:
    assert codes_of(an_agreement()) == []


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("A101", {"doel": None}),
        ("A101", {"doel": " \n "}),
        ("A102", {"beoogd_resultaat": None}),
        ("A103", {"afbakening": None}),
        ("A103", {"afbakening": {"wel": "Alles."}}),
        ("A104", {"van": None, "inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "1", "eenheid": "uren"}]}),
        ("A104", {"tot": None}),
        ("A106", {"mijlpalen": None}),
        ("A107", {"mijlpalen": [{"datum": "2028-01-01", "resultaat": "Te laat."}]}),
        ("A107", {"mijlpalen": [{"datum": "2026-12-31", "resultaat": "Te vroeg."}]}),
        ("P101", {"inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "301", "eenheid": "uren"}]}),
        ("P101", {"inzet": [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "1", "eenheid": "fte"}]}),
        ("P102", {"inzet": None}),
        ("P201", {"rollen": roles(ambtelijk_opdrachtnemer=None)}),
        ("P202", {"rollen": roles(adviseur="wethouder", ambtelijk_opdrachtgever=["secretaris", "programmamanager"])}),
        ("P203", {"rollen": roles(bestuurlijk_opdrachtgever="secretaris")}),
        ("P204", {"rollen": roles(bestuurlijk_opdrachtnemer="tweede-wethouder")}),
        ("P205", {"rollen": roles(ambtelijk_opdrachtnemer="secretaris")}),
        ("P301", {"randvoorwaarden": None}),
        ("P302", {"randvoorwaarden": [{"categorie": "geld", "tekst": "x", "eigenaar": "secretaris", "uiterlijk": "2026-11-22"}]}),
        ("G101", {"randvoorwaarden": [{"categorie": "geld", "tekst": "x"}]}),
    ],
)  # fmt: skip
def test_a_broken_rule_is_found(code: str, broken: dict[str, Any]) -> None:
    second = {
        "code": "tweede-wethouder",
        "functie": "wethouder Wonen",
        "organisatie": "moerdijk",
        "niveau": "bestuurlijk",
    }
    assert code in codes_of(an_agreement(**broken), personen=[second])


def test_a_period_that_runs_backwards_is_found() -> None:
    assert "A105" in codes_of(an_agreement(van="2027-12-31", tot="2027-01-01"))


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("A107", {"mijlpalen": [{"datum": "2027-01-01", "resultaat": "x"}, {"datum": "2027-12-31", "resultaat": "y"}]}),
        ("P101", {"inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "300", "eenheid": "uren"}]}),
        ("P101", {"inzet": [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "0", "eenheid": "uren"}]}),
        ("P205", {"rollen": roles(ambtelijk_opdrachtnemer={"persoon": "secretaris", "reden": "Tot 1 maart."})}),
        ("P203", {"rollen": roles(voorbereider=["secretaris", "programmamanager"])}),
        ("P302", {"randvoorwaarden": [a_condition(uiterlijk="2026-11-23")]}),
        ("G101", {"randvoorwaarden": [a_condition(eigenaar=None, status="vervallen")]}),
    ],
)
def test_what_just_keeps_a_rule_is_not_reported(code: str, kept: dict[str, Any]) -> None:
    assert code not in codes_of(an_agreement(**kept))


@pytest.mark.parametrize("status", ["afgerond", "ingetrokken"])
def test_what_is_over_is_left_alone_and_asks_no_hours(status: str) -> None:
    over = {"nummer": "2027-009", "titel": "Oud", "status": status, "van": "2027-01-01", "tot": "2027-12-31",
            "inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "9000", "eenheid": "uren"}]}  # fmt: skip
    assert {finding.code for finding in found_in(an_agreement(), over)} <= {"G401"}


def test_an_almost_empty_draft_is_told_everything_at_once() -> None:
    findings = found_in({"nummer": "2027-001", "titel": "Vrijetijdseconomie"})
    assert [finding.code for finding in findings if finding.ernst == Ernst.FOUT] == [
        "A101", "A102", "A103", "A104", "A106", "P102", "P201", "P201", "P201", "P201", "P301",
    ]  # fmt: skip


def test_the_worst_comes_first() -> None:
    found = found_in(an_agreement(doel=None, ambitie=None, mijlpalen=[{"datum": "2027-06-30", "resultaat": "Iets."}]))
    of_one = [finding.ernst for finding in found if finding.opdracht]
    assert of_one == sorted(of_one, key=list(Ernst).index)
    assert set(of_one) == set(Ernst)


def test_every_rule_has_its_own_code_an_angle_and_explains_itself() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    for rule in RULES:
        told = explain(rule)
        assert rule.docstring.startswith(f"{rule.code}: ")
        assert "(secretarissen: " in told.norm
        assert told.invalshoek == INVALSHOEKEN[rule.code[0]]
        assert told.keten.endswith(EINDE)
        assert all(text.endswith((".", "?", '"', "'")) for text in (told.fout, told.goed, told.herstel)), rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_says_what_the_code_says(rule: Rule) -> None:
    """After a wanted change: OPDRACHT_GOLDEN=write pytest tests/checks, and read the difference."""
    path = PAGES / f"{rule.code}.md"
    if os.environ.get("OPDRACHT_GOLDEN") == "write":
        PAGES.mkdir(exist_ok=True)
        path.write_text(page(rule), "utf-8")
    assert path.read_text("utf-8") == page(rule)


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("status", list(Status))
def test_no_rule_stumbles_over_an_empty_opdracht_or_region(rule: Rule, status: Status) -> None:
    empty = regio_of(a_region({"nummer": "2027-001", "titel": "Leeg", "status": status.value}))
    assert all(found.text and found.code == rule.code for found in findings_of(rule, empty))
    assert list(rule.region_findings(Regio.of({}), PEILDATUM)) == []
