"""Each rule of proces.py and deelname.py kept and broken, and what it says."""

from __future__ import annotations

from typing import Any

import pytest

from opdracht.checks.finding import Finding, Rule
from opdracht.checks.rules import p1_uren as uren
from opdracht.checks.rules import p2_proces as proces
from opdracht.checks.rules import p5_deelname as deelname
from opdracht.settings import Settings
from tests.builders import PEILDATUM, a_region, an_agreement, findings_of, regio_of

OTHERS: dict[str, list[dict[str, Any]]] = {
    "organisaties": [
        {"code": "breda", "naam": "Breda", "soort": "gemeente", "inwoners": "183790"},
        {"code": "waterschap", "naam": "Brabantse Delta", "soort": "waterschap"},
    ],
    "personen": [
        {"code": "wethouder-breda", "functie": "wethouder Wonen", "organisatie": "breda", "niveau": "bestuurlijk"},
        {"code": "secretaris-breda", "functie": "gemeentesecretaris", "organisatie": "breda", "niveau": "ambtelijk"},
        {"code": "tweede-wethouder", "functie": "wethouder Zorg", "organisatie": "moerdijk", "niveau": "bestuurlijk"},
        {"code": "adviseur-rwb", "functie": "adviseur", "organisatie": "rwb", "niveau": "ambtelijk"},
    ],
}


def found(rule: Rule, *agreements: dict[str, Any], settings: Settings | None = None) -> list[Finding]:
    regio = regio_of(a_region(*agreements, **OTHERS), settings)
    return findings_of(rule, regio, PEILDATUM)


def texts(rule: Rule, *agreements: dict[str, Any], settings: Settings | None = None) -> list[str]:
    return [finding.text for finding in found(rule, *agreements, settings=settings)]


def roles(**changes: Any) -> dict[str, Any]:
    named = {role.replace("_", " "): person for role, person in changes.items()}
    return {role: person for role, person in {**an_agreement()["rollen"], **named}.items() if person}


def inzet(hoeveelheid: str, eenheid: str = "uren", organisatie: str = "moerdijk", **fields: str) -> dict[str, str]:
    return {"organisatie": organisatie, "profiel": "x", "hoeveelheid": hoeveelheid, "eenheid": eenheid, **fields}


SLIVER = "Moerdijk werkt hier 1,3 uur per week aan; minder dan 2 uur is snipperwerk."
TWO_LEVELS = "De bestuurlijk opdrachtgever is van Moerdijk en de ambtelijk opdrachtgever van Breda."
MOERDIJK_YES = {"organisatie": "moerdijk", "deelname": "ja"}


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        (uren.hours_fit_supply, {"inzet": [inzet("300")]}, []),
        (
            uren.hours_fit_supply,
            {"inzet": [inzet("301")]},
            ["Moerdijk zegt 301 uur toe en heeft 300 uur in 2027."],
        ),
        (uren.hours_fit_supply, {"inzet": [inzet("301")], "van": None}, []),
        (uren.hours_are_asked, {}, []),
        (uren.hours_are_asked, {"inzet": None}, ["Er is geen inzet: wie werkt hier hoeveel uur aan?"]),
        (uren.hours_are_no_slivers, {"inzet": [inzet("2", "uren per week")]}, []),
        (
            uren.hours_are_no_slivers,
            {"inzet": [inzet("2", "uren per week")], "van": "2028-01-01", "tot": "2028-12-31"},
            [],
        ),
        (uren.hours_are_no_slivers, {"inzet": [inzet("50")]}, [SLIVER]),
        (uren.hours_are_no_slivers, {"inzet": [inzet("50"), inzet("50")]}, []),
        (uren.hours_are_no_slivers, {"inzet": [inzet("50", van="2027-03-01", tot="2027-05-31")]}, []),
        (uren.hours_are_no_slivers, {"inzet": [inzet("0")]}, []),
        (uren.hours_are_no_slivers, {"inzet": [inzet("1", "fte")], "van": None}, []),
        (uren.hours_are_no_slivers, {"inzet": [inzet("1")], "van": "2027-12-31", "tot": "2027-01-01"}, []),
        (proces.roles_are_filled, {}, []),
        (
            proces.roles_are_filled,
            {"rollen": roles(ambtelijk_opdrachtnemer=None)},
            ["Er is geen ambtelijk opdrachtnemer."],
        ),
        (proces.roles_have_one_person, {}, []),
        (
            proces.roles_have_one_person,
            {"rollen": roles(bestuurlijk_opdrachtgever=["wethouder", "wethouder-breda"])},
            ["Er zijn 2 personen bestuurlijk opdrachtgever: wethouder Economie en wethouder Wonen. Kies er één."],
        ),
        (proces.roles_are_on_their_level, {}, []),
        (
            proces.roles_are_on_their_level,
            {"rollen": roles(bestuurlijk_opdrachtgever="secretaris")},
            ["De bestuurlijk opdrachtgever (gemeentesecretaris) werkt op ambtelijk niveau."],
        ),
        (proces.sides_are_different_organisations, {}, []),
        (
            proces.sides_are_different_organisations,
            {"rollen": roles(bestuurlijk_opdrachtnemer="tweede-wethouder")},
            ["De bestuurlijk opdrachtgever en de bestuurlijk opdrachtnemer zijn allebei van Moerdijk."],
        ),
        (
            proces.sides_are_different_organisations,
            {"rollen": roles(bestuurlijk_opdrachtnemer={"persoon": "tweede-wethouder", "reden": "Pilot."})},
            [],
        ),
        (proces.nobody_is_on_both_sides, {}, []),
        (
            proces.nobody_is_on_both_sides,
            {"rollen": roles(ambtelijk_opdrachtnemer="secretaris")},
            ["De gemeentesecretaris is ambtelijk opdrachtgever en ambtelijk opdrachtnemer, zonder reden."],
        ),
        (
            proces.nobody_is_on_both_sides,
            {"rollen": roles(ambtelijk_opdrachtnemer={"persoon": "secretaris", "reden": "."})},
            ["De gemeentesecretaris is ambtelijk opdrachtgever en ambtelijk opdrachtnemer, zonder reden."],
        ),
        (
            proces.nobody_is_on_both_sides,
            {"rollen": roles(bestuurlijk_opdrachtgever="secretaris", ambtelijk_opdrachtnemer="secretaris")},
            [
                "De gemeentesecretaris is bestuurlijk opdrachtgever, ambtelijk opdrachtnemer en ambtelijk opdrachtgever, "
                "zonder reden."
            ],
        ),
        (
            proces.nobody_is_on_both_sides,
            {"rollen": roles(ambtelijk_opdrachtnemer={"persoon": "secretaris", "reden": "Tijdelijk."})},
            [],
        ),
        (proces.levels_share_an_organisation, {}, []),
        (proces.levels_share_an_organisation, {"rollen": None}, []),
        (
            proces.levels_share_an_organisation,
            {"rollen": roles(ambtelijk_opdrachtgever="secretaris-breda")},
            [TWO_LEVELS],
        ),
        (
            proces.levels_share_an_organisation,
            {"rollen": roles(ambtelijk_opdrachtgever={"persoon": "secretaris-breda", "reden": "Zo besloten."})},
            [],
        ),
        (
            proces.levels_share_an_organisation,
            {"rollen": roles(ambtelijk_opdrachtnemer="secretaris-breda")},
            ["De bestuurlijk opdrachtnemer is van Regio West-Brabant en de ambtelijk opdrachtnemer van Breda."],
        ),
        (deelname.participants_have_a_contact, {}, []),
        (
            deelname.participants_have_a_contact,
            {"status": "voorgesteld"},
            ["Moerdijk doet mee, maar heeft geen contactpersoon."],
        ),
        (
            deelname.participants_have_a_contact,
            {"status": "voorgesteld", "belangen": [{**MOERDIJK_YES, "contactpersoon": "secretaris"}]},
            [],
        ),
        (
            deelname.participants_have_a_contact,
            {
                "status": "voorgesteld",
                "inzet": [inzet("9", organisatie="rwb"), inzet("9", organisatie="waterschap")],
                "belangen": [{"organisatie": "breda", "deelname": "nee"}, {"organisatie": "moerdijk"}],
            },
            ["Brabantse Delta doet mee, maar heeft geen contactpersoon."],
        ),
        (
            deelname.participants_have_a_contact,
            {"status": "voorgesteld", "belangen": [{"organisatie": "moerdijk", "deelname": "nee"}]},
            ["Moerdijk levert hier uren, en zegt niet mee te doen."],
        ),
        (
            deelname.participants_have_a_contact,
            {"status": "voorgesteld", "inzet": [inzet("9", organisatie="rwb")], "rollen": None},
            [],
        ),
        (
            deelname.participants_decided_themselves,
            {"status": "lopend", "belangen": [{"organisatie": "moerdijk", "deelname": "nee"}]},
            [],
        ),
        (deelname.participants_decided_themselves, {"status": "voorgesteld"}, []),
        (
            deelname.participants_decided_themselves,
            {"status": "lopend", "belangen": [{"organisatie": "breda", "deelname": "ja"}]},
            ["Breda doet mee, maar heeft geen collegebesluit.", "Moerdijk doet mee, maar heeft geen collegebesluit."],
        ),
        (
            deelname.participants_decided_themselves,
            {
                "status": "vastgesteld",
                "inzet": [inzet("9"), inzet("9", organisatie="rwb")],
                "belangen": [{**MOERDIJK_YES, "besluit": "BW-1"}],
            },
            [],
        ),
    ],
)
def test_a_rule_about_one_opdracht(rule: Rule, fields: dict[str, Any], expected: list[str]) -> None:
    assert texts(rule, an_agreement(**fields)) == expected


def test_roles_in_too_many_opdrachten_are_counted_by_opdracht() -> None:
    both = roles(ambtelijk_opdrachtnemer="secretaris")
    four = [an_agreement(f"2027-00{n}", rollen=both) for n in range(1, 5)]
    over = an_agreement("2027-008", rollen=both, status="afgerond")
    only_advice = an_agreement("2027-009", rollen={"adviseur": "secretaris"})
    assert texts(proces.nobody_has_too_many_roles, *four, over, only_advice) == []
    assert texts(
        proces.nobody_has_too_many_roles,
        *four,
        an_agreement("2027-005", rollen={"ambtelijk opdrachtgever": "secretaris"}),
    ) == [
        "De gemeentesecretaris van Moerdijk heeft op 1 januari 2027 een rol in 5 opdrachten; de afspraak is hooguit 4."
    ]
    later = an_agreement("2027-005", rollen=both, van="2028-01-01", tot="2028-12-31")
    assert texts(proces.nobody_has_too_many_roles, *four, later) == []


def test_work_on_too_many_opdrachten_counts_what_is_agreed() -> None:
    settings = Settings(max_opdrachten_per_organisatie=1)
    twice = [inzet("9"), inzet("9", organisatie="moerdijk")]
    agreed, drafted = an_agreement(status="lopend", inzet=twice), an_agreement("2027-002")
    assert texts(proces.nobody_works_on_too_many, agreed, drafted, settings=settings) == []
    (finding,) = found(
        proces.nobody_works_on_too_many, agreed, an_agreement("2027-002", status="vastgesteld"), settings=settings
    )
    assert finding.text == "Moerdijk werkt op 1 januari 2027 aan 2 opdrachten tegelijk; de afspraak is hooguit 1."
    later = an_agreement("2027-002", status="vastgesteld", van="2028-01-01", tot="2028-12-31")
    assert texts(proces.nobody_works_on_too_many, agreed, later, settings=settings) == []
    assert (finding.record, finding.repair) == ("organisatie moerdijk", "opdracht list inzet organisatie=moerdijk")


def test_the_repair_adds_a_belang_or_changes_the_one_there_is() -> None:
    rule = deelname.participants_decided_themselves
    (finding,) = found(rule, an_agreement(status="lopend"))
    assert finding.repair == 'opdracht add belang opdracht=2027-001 organisatie=moerdijk deelname=ja besluit="..."'
    (finding,) = found(rule, an_agreement(status="lopend", belangen=[MOERDIJK_YES]))
    assert finding.repair == 'opdracht set belang 2027-001/moerdijk besluit="..."'
