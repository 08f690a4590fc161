"""Every finding and every advice of the secretaries' slides is answered by rules that fire in an example, or by a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from opdracht.actions.demo import fill
from opdracht.checks import RULES
from opdracht.checks.ketens import KETENS

CODES = {rule.code for rule in RULES}

FINDINGS = {
    "De regionale agenda is te abstract, te hoog over en te breed": {"A103", "A201", "A202", "A203", "A207", "A301"},
    "De inhoud van de agenda wordt onvoldoende herkend": {"A304"},
    "Verlaagt het gevoel van noodzaak en de betrokkenheid": {"A304", "P306"},
    "Versterkt onduidelijkheid in wederzijdse verwachtingen": {"A101", "A102", "A103", "A203"},
    "Huidige structuur van regionale samenwerking is complex, onoverzichtelijk en overgeorganiseerd": {"S101", "S105", "P407"},
    "Achterover leunen": {"G102", "P409"},
    "Inefficiëntie": {"S101", "P103"},
    "Geen verantwoordelijkheid kunnen nemen": {"G101", "G102", "S101"},
    "Huidige structuur RWB en gemeenten is gebaseerd op ‘kokers’": {"S102"},
    "Hinderen van werken aan de transities": {"S102"},
    "Gebrek aan capaciteit en kwaliteit personeel bij kleinere gemeenten": {"P101", "S103", "S104"},
    "Kleinere gemeenten hebben meer moeite om het tempo te volgen": {"P103", "G301"},
    "Onvoldoende verbinding tussen bestuurders en ambtenaren": {"P201", "P203", "P206"},
    "Onduidelijkheid over uitvoeren afspraken en wie opdrachtgever/-nemer is": {"A204", "P201", "P202", "P204", "P205", "P409"},
    "Onvoldoende uitvoering geven aan besluiten van bestuurders": {"P305", "P310", "P401", "P402", "P403", "P404"},
    "Ambities en verwachtingen zijn hoger dan de beschikbare capaciteit bij RWB en gemeenten": {
        "P101", "P102", "P104", "P105", "P207", "P208",
    },
    "Lagere performance": {"P302", "P403", "P404"},
    "Beeld dat regionale samenwerking weinig oplevert en RWB niet levert": {"G401", "P403"},
    "Onvoldoende het goede gesprek met elkaar voeren, langs elkaar heen praten": {"G201", "G202", "G203"},
    "Missen van verbindingen": {"S102", "G303"},
    "Onvoldoende gevoel van noodzaak ervaren": {"A304", "P306"},
    "Onvoldoende verbinding tussen regio en gemeenten": {"P501", "P502"},
    "Geen of onvoldoende uitvoeren van de regionale agenda": {"A302", "P401", "P404"},
    "Complexe en onoverzichtelijke structuur": {"S101", "S105"},
    "Onvoldoende eigenaarschap, gebrek aan commitment en reactief zijn": {"G101", "G102", "P304", "P409"},
    "Verschil in grootte tussen de gemeenten": {"G301"},
    "Weerstand door gevoel van ongelijkwaardigheid en gebrek aan grip hebben": {"G301", "P103"},
    "Toegevoegde waarde van RWB wordt onvoldoende gezien": {"A304", "G401"},
    "Gebrek aan vertrouwen in RWB": {"G401", "G203"},
    "RWB wordt niet ervaren als ‘iets van ons’": {"P502", "G303"},
    "Onvoldoende het goede gesprek met elkaar voeren": {"G201", "G202"},
    "Onderlinge spanningen, gebrek aan vertrouwen, passiviteit": {"G202", "G203"},
}  # fmt: skip
"""The findings of the slides with their consequences, each with the rules that see it."""

ADVICE = {
    "Ontwerp een duidelijke hoofdstructuur van de regionale samenwerking en voer regie op de realisering hiervan": {"S101", "S105"},
    "Vertaal regionale gesprek en governance van regionale samenwerking intern door als gemeente; organiseer je daarop": {"P501", "P502"},
    "Richt bestuurlijk en ambtelijk opdrachtgeverschap en opdrachtnemerschap in": {"P201", "P202", "P203", "P304", "P405"},
    "Regel de bijbehorende randvoorwaarden": {"P301", "P302", "P303", "P305", "P307", "P308", "P309", "P408"},
    "Betrek inhoudelijke ambtenaren meer in de voorbereiding van de regionale agenda en in besluitvormingsprocessen": {"G303"},
    "Zorg als kleinere gemeente dat je weet wat je wil en wat je daarvoor nodig hebt; ga hierover gesprek in de regio aan": {"G302"},
    "Maak spanningen bespreekbaar en voer open, eerlijk en zakelijk het gesprek met elkaar": {"G201", "G202", "G203"},
    "Zorg voor concrete agenda met focus: duidelijke taal, doelen, projecten, (tussentijdse) resultaten, stem af op capaciteit": {
        "A101", "A102", "A106", "A201", "A203", "A204", "A205", "A206", "A301", "A302", "A303", "A305", "A306", "A307", "P101", "P208",
    },
    "Organiseer als gemeenten voldoende capaciteit en kwaliteit van medewerkers om de regionale opgaven uit te voeren": {
        "P101", "S103", "S104",
    },
    "Zorg ervoor dat medewerkers van gemeenten en RWB samen de concretiseringsslag gaan maken": {"G303"},
}  # fmt: skip
"""What the slides advise (versie 2), each with the rules that ask for it; the analysis itself is `opdracht report`."""

CAUSES = (
    "abstracte regionale agenda",
    "complexe en onoverzichtelijke structuur van de regionale samenwerking",
    "onvoldoende verbinding tussen bestuurders en ambtenaren",
    "onvoldoende verbinding tussen regio en gemeenten",
    "niet weten wat je regionaal wilt als gemeente",
    "onvoldoende het goede gesprek met elkaar voeren",
)
"""The causes of the conclusion, from which the circles start."""


@pytest.fixture(scope="module")
def fired(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The codes of all that is found in the two examples that ship."""
    folder = tmp_path_factory.mktemp("examples")
    return {one.code for name in ("regio", "zwak") for one in fill(folder / name, force=False, example=name).found}


@pytest.mark.parametrize("line", [*FINDINGS, *ADVICE])
def test_each_line_of_the_slides_is_answered_by_rules_that_fire_in_an_example(line: str, fired: set[str]) -> None:
    assert {**FINDINGS, **ADVICE}[line] - fired == set()


def test_each_cause_of_the_conclusion_starts_a_chain() -> None:
    starts = [chain[0] for chain in KETENS.values()]
    assert [cause for cause in CAUSES if not any(start.startswith(cause) for start in starts)] == []
    assert len(starts) == len(CAUSES)


def test_every_rule_fires_in_the_second_example(tmp_path: Path) -> None:
    demo = fill(tmp_path / "zwak", force=False, example="zwak")
    assert {finding.code for finding in demo.found} == CODES


def test_the_sound_agreements_of_the_demo_break_no_rule(tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False)
    assert {finding.opdracht for finding in demo.found} == {"2027-008", "2027-009", ""}
