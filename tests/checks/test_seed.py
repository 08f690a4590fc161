"""Every finding and every advice of the secretaries' slides has its rules, its command or its document."""

from __future__ import annotations

from pathlib import Path

import pytest

from opdracht.actions.demo import fill
from opdracht.checks import RULES

CODES = {rule.code for rule in RULES}

ANSWERS: dict[str, set[str]] = {
    "Agenda te abstract, te hoog over": {"A201", "A202", "A203"},
    "Agenda te breed; advies: focus": {"A103", "A301", "A302", "A303"},
    "Inhoud niet herkend": {"A304"},
    "Duidelijke taal, doelen, projecten, tussentijdse resultaten": {
        "A101",
        "A102",
        "A106",
        "A204",
        "A205",
        "A206",
        "A305",
        "A306",
        "A307",
    },
    "Structuur complex, overgeorganiseerd; advies: duidelijke hoofdstructuur": {"S101", "S105"},
    "Kokers hinderen transities": {"S102"},
    "Te weinig capaciteit en kwaliteit bij kleinere gemeenten": {"S103", "S104", "P101"},
    "Bestuurders en ambtenaren niet verbonden": {"P201", "P203", "P206"},
    "Wie is opdrachtgever of opdrachtnemer": {"P201", "P202", "P204", "P205", "P207"},
    "Besluiten niet uitgevoerd": {"P401", "P402", "P403", "P404", "P405"},
    "Ambities hoger dan capaciteit": {"P101", "P102", "P103", "P104", "P105", "P208"},
    "Regel randvoorwaarden": {"P301", "P302", "P303", "P305", "P306", "P307", "P308", "P408"},
    "Regio en gemeenten niet verbonden; advies: vertaal intern door": {"P501", "P502"},
    "Het goede gesprek, spanningen bespreken": {"G201", "G202", "G203"},
    "Complexe structuur geeft onvoldoende eigenaarschap, reactief": {"G101", "G102", "P304"},
    "Verschil in grootte, ongelijkwaardig, geen grip": {"G301"},
    "Meerwaarde RWB niet gezien": {"G401"},
    "Niet weten wat je regionaal wilt; advies kleine gemeente": {"G302"},
    "Betrek inhoudelijke ambtenaren; concretiseer samen": {"G303"},
    "Faciliterend leiderschap: voldoende capaciteit en kwaliteit": {"P101", "S103", "S104"},
}
"""Each line of the slides with the rules that answer it; the analysis itself is `opdracht report`."""


@pytest.mark.parametrize("line", ANSWERS)
def test_each_line_of_the_slides_has_rules(line: str) -> None:
    assert ANSWERS[line] <= CODES


def test_the_rest_of_the_rules_guard_the_agreement_itself() -> None:
    assert CODES - set().union(*ANSWERS.values()) <= {"A104", "A105", "A107", "P406", "P407"}


def test_every_rule_fires_in_the_second_example(tmp_path: Path) -> None:
    demo = fill(tmp_path / "zwak", force=False, example="zwak")
    assert {finding.code for finding in demo.found} == CODES


def test_the_sound_agreements_of_the_demo_break_no_rule(tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False)
    assert {finding.opdracht for finding in demo.found} == {"2027-008", "2027-009", ""}
