"""Builders: records and agreements that are sound unless a test says otherwise, so that a test states what matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from opdracht.checks import Finding, Rule
from opdracht.choices import ROLLEN_VAN_PARTIJEN
from opdracht.exchange.region_file import read_region
from opdracht.model import TABLES
from opdracht.region import Regio
from opdracht.settings import Settings

PEILDATUM = date(2026, 11, 23)


def an_agreement(nummer: str = "2027-001", **fields: Any) -> dict[str, Any]:
    """A sound agreement as the data of a file; a field that is None is left out."""
    data = {
        "nummer": nummer,
        "titel": "Stroomkaart bedrijventerreinen",
        "van": "2027-01-01",
        "tot": "2027-12-31",
        "doel": "Bedrijven weten waar zij kunnen groeien.",
        "beoogd_resultaat": "Op 15-12-2027 staat op één kaart waar het stroomnet vol is.",
        "afbakening": {"wel": "Alle bedrijventerreinen.", "niet": "Woonwijken."},
        "rollen": {
            rol.value: person
            for rol, person in zip(
                ROLLEN_VAN_PARTIJEN, ("wethouder", "portefeuillehouder", "secretaris", "programmamanager"), strict=True
            )
        },
        "ambitie": "stroom",
        "mijlpalen": [
            {
                "datum": "2027-04-01",
                "resultaat": "De gegevens van 16 gemeenten zijn binnen.",
                "eigenaar": "programmamanager",
            },
            {"datum": "2027-09-01", "resultaat": "De kaart is klaar.", "eigenaar": "programmamanager"},
        ],
        "randvoorwaarden": [a_condition()],
        "inzet": [{"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "100", "eenheid": "uren"}],
    }
    return {name: value for name, value in {**data, **fields}.items() if value is not None}


def a_condition(**fields: Any) -> dict[str, Any]:
    """A sound randvoorwaarde; a field that is None is left out."""
    data = {
        "categorie": "informatie",
        "tekst": "De netbeheerder levert de gegevens per terrein.",
        "eigenaar": "secretaris",
        "uiterlijk": "2027-02-01",
        "gevolg": "dan schuift de kaart een kwartaal op",
    }
    return {name: value for name, value in {**data, **fields}.items() if value is not None}


def a_region(*agreements: dict[str, Any], **kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """A region of a gemeente and a regional body with the people that `an_agreement` names."""
    data: dict[str, Any] = {
        "organisaties": [
            {"code": "moerdijk", "naam": "Moerdijk", "soort": "gemeente", "inwoners": "37184"},
            {"code": "rwb", "naam": "Regio West-Brabant", "soort": "regio"},
        ],
        "personen": [
            {"code": "wethouder", "functie": "wethouder Economie", "organisatie": "moerdijk", "niveau": "bestuurlijk"},
            {"code": "secretaris", "functie": "gemeentesecretaris", "organisatie": "moerdijk", "niveau": "ambtelijk"},
            {
                "code": "portefeuillehouder",
                "functie": "portefeuillehouder",
                "organisatie": "rwb",
                "niveau": "bestuurlijk",
            },
            {"code": "programmamanager", "functie": "programmamanager", "organisatie": "rwb", "niveau": "ambtelijk"},
        ],
        "ambities": [{"code": "stroom", "titel": "Ruimte op het net", "thema": "Krachtige regio", "prioriteit": "1"}],
        "aanbod": [
            {
                "organisatie": "moerdijk",
                "profiel": "projectleider",
                "hoeveelheid": "300",
                "eenheid": "uren per jaar",
                "van": "2027-01-01",
                "tot": "2027-12-31",
            }
        ],
        "opdrachten": list(agreements),
    }
    for kind, records in kinds.items():
        data[kind] = data.get(kind, []) + records
    return data


def regio_of(data: dict[str, Any], settings: Settings | None = None) -> Regio:
    """The region of the data of a file, without any register. Fails on data with faults."""
    parsed = read_region(b"", {}, PEILDATUM.year, given=data)
    assert parsed.faults == []
    return Regio.of({kind.meervoud: parsed.records(kind) for kind in TABLES}, settings)


def findings_of(rule: Rule, regio: Regio, peildatum: date = PEILDATUM) -> list[Finding]:
    """What one rule finds: in each opdracht, then in the region."""
    of_each = [found for opdracht in regio.opdrachten.values() for found in rule.findings(regio, opdracht, peildatum)]
    return of_each + list(rule.region_findings(regio, peildatum))
