"""Each rule once kept and once broken, on a region built for it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from opdracht.checks import INVALSHOEKEN, RULES, Ernst, Finding, Rule, rule_with, rules, run
from opdracht.checks.explain import explain
from opdracht.checks.finding import about
from opdracht.checks.ketens import EINDE
from opdracht.choices import Rolnaam, Status
from opdracht.region import Regio
from tests.builders import PEILDATUM, a_condition, a_region, an_agreement, findings_of, regio_of


def found_in(*agreements: dict[str, Any], peildatum: date = PEILDATUM, **kinds: Any) -> list[Finding]:
    return run(regio_of(a_region(*agreements, **kinds)), peildatum)


def codes_of(agreement: dict[str, Any], **kinds: Any) -> list[str]:
    return [finding.code for finding in found_in(agreement, **kinds)]


def roles_with(**changes: Any) -> dict[str, Any]:
    """The roles of a sound agreement with changes; spaces written as underscores."""
    named = {role.replace("_", " "): person for role, person in changes.items()}
    return {role: person for role, person in {**an_agreement()["rollen"], **named}.items() if person}


def test_a_sound_agreement_breaks_no_rule() -> None:
    assert codes_of(an_agreement()) == []


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("P101", {"inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "301", "eenheid": "uren"}]}),
        ("P101", {"inzet": [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "1", "eenheid": "fte"}]}),
        ("P102", {"inzet": None}),
        ("P201", {"rollen": roles_with(ambtelijk_opdrachtnemer=None)}),
        ("P202", {"rollen": roles_with(adviseur="wethouder", ambtelijk_opdrachtgever=["secretaris", "programmamanager"])}),
        ("P203", {"rollen": roles_with(bestuurlijk_opdrachtgever="secretaris")}),
        ("P204", {"rollen": roles_with(bestuurlijk_opdrachtnemer="tweede-wethouder")}),
        ("P205", {"rollen": roles_with(ambtelijk_opdrachtnemer="secretaris")}),
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


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("P101", {"inzet": [{"organisatie": "moerdijk", "profiel": "x", "hoeveelheid": "300", "eenheid": "uren"}]}),
        ("P101", {"inzet": [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "0", "eenheid": "uren"}]}),
        ("P205", {"rollen": roles_with(ambtelijk_opdrachtnemer={"persoon": "secretaris", "reden": "Tot 1 maart."})}),
        ("P203", {"rollen": roles_with(voorbereider=["secretaris", "programmamanager"])}),
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


def test_a_finding_at_a_record_names_it_and_the_change_that_mends_it() -> None:
    regio = regio_of(a_region(an_agreement()))
    milestone, opdracht = regio.mijlpalen["2027-001"][1], regio.opdrachten["2027-001"]
    (role,) = regio.entries("2027-001", Rolnaam.AMBTELIJK_OPDRACHTGEVER)
    assert [
        (found.record, found.repair) for found in (about(one, "x", "y=1") for one in (milestone, opdracht, role))
    ] == [
        ("mijlpaal 2027-001/2", "opdracht set mijlpaal 2027-001/2 y=1"),
        ("", "opdracht set 2027-001 y=1"),
        (
            "rol 2027-001/ambtelijk opdrachtgever/secretaris",
            'opdracht set rol "2027-001/ambtelijk opdrachtgever/secretaris" y=1',
        ),
    ]
    assert about(milestone, "x").repair == ""


def test_a_rule_looks_at_the_statuses_it_says_and_else_at_all_before_the_end() -> None:
    assert rule_with("P404").statuses == {Status.VASTGESTELD, Status.LOPEND}
    assert rule_with("G401").statuses == {Status.AFGEROND}
    assert rule_with("P409").statuses == {Status.CONCEPT, Status.VOORGESTELD, Status.VASTGESTELD}
    assert rule_with("A101").statuses == set(Status) - {Status.AFGEROND, Status.INGETROKKEN}


def test_the_worst_comes_first() -> None:
    found = found_in(an_agreement(doel=None, ambitie=None, mijlpalen=[{"datum": "2027-06-30", "resultaat": "Iets."}]))
    of_one = [finding.ernst for finding in found if finding.opdracht]
    assert of_one == sorted(of_one, key=list(Ernst).index)
    assert set(of_one) == set(Ernst)


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: Rule) -> None:
    toets = explain(rule)
    assert "(secretarissen: " in toets.norm
    assert toets.norm[0].isupper()
    assert toets.invalshoek == INVALSHOEKEN[rule.code[0]]
    assert toets.keten.endswith(EINDE)
    assert "opdracht " in toets.herstel
    assert all(text.endswith((".", "?", '"', "'")) for text in (toets.fout, toets.goed, toets.herstel))


def test_every_rule_about_an_opdracht_but_those_on_wording_has_a_question() -> None:
    asked = {rule.code for rule in RULES if explain(rule).vraag.endswith("?")}
    assert asked == {rule.code for rule in RULES if rule.check and not rule.code.startswith("A2")}


@pytest.mark.parametrize(
    "docstring",
    [
        "Een norm.",
        "Een norm.\n\nKeten: agenda\nGoed: Zo.\nFout: Niet zo.\nHerstel: Doe dit.",
        "Een norm.\n\nKeten: agenda\nFout: Niet zo.\nGoed: Zo.\nHerstel: Doe dit.\nVraagt: Wat dan?",
        "Een norm.\n\nKeten: agenda\nFout: Niet zo.\nGoed: Zo.\nHerstel: Doe dit.\n\nNog iets.",
    ],
)
def test_a_rule_that_explains_itself_in_another_form_is_a_bug(docstring: str) -> None:
    with pytest.raises(ValueError, match="A999"):
        explain(Rule("A999", Ernst.HINT, docstring))


def test_every_rule_is_listed_and_stands_in_the_module_that_its_code_begins_with() -> None:
    modules = {module.name: import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)}
    written = {
        (rule.code, name)
        for name, module in modules.items()
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    }
    assert {code for code, _ in written} == {rule.code for rule in RULES}
    assert [(code, name) for code, name in written if not code.lower().startswith(name.partition("_")[0])] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("status", list(Status))
def test_no_rule_stumbles_over_an_empty_opdracht_or_region(rule: Rule, status: Status) -> None:
    empty = regio_of(a_region({"nummer": "2027-001", "titel": "Leeg", "status": status.value}))
    assert all(found.text and found.code == rule.code for found in findings_of(rule, empty))
    assert list(rule.region_findings(Regio.of({}), PEILDATUM)) == []
