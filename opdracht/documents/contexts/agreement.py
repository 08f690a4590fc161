"""What a template sees: the names of the register, with codes resolved to the records they mean."""

from __future__ import annotations

from datetime import date
from typing import Any

from opdracht.capacity import inzet_hours
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Rolnaam, Status
from opdracht.model import Opdracht
from opdracht.region import Regio

OPEN = "Nog niet ingevuld"
_ROLLEN = list(Rolnaam)
_NOT_AGREED = (Status.CONCEPT, Status.VOORGESTELD)
_VACANT = {"code": "", "functie": OPEN, "naam": "", "organisatie": {"code": "", "naam": "", "soort": ""}}


def agreement_context(regio: Regio, nummer: str, soort: str, today: date) -> dict[str, Any]:
    """The names for a template of one opdracht: `opdracht`, `document`, `regio`, and the texts `nvt` and `open`."""
    opdracht = regio.opdrachten[nummer]
    return {
        "opdracht": _opdracht(regio, opdracht),
        "document": {
            "soort": soort,
            "datum": regio.versie.datum if regio.versie else today,
            "versie": _versie(regio, opdracht),
            "voorlopig": opdracht.status in _NOT_AGREED,
        },
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
        "open": f"{OPEN}.",
    }


def _versie(regio: Regio, opdracht: Opdracht) -> str:
    if regio.versie:
        return str(regio.versie.nr)
    return "concept" if opdracht.status in _NOT_AGREED else "niet vastgelegd"


def _opdracht(regio: Regio, opdracht: Opdracht) -> dict[str, Any]:
    nummer = opdracht.nummer
    inzet = [
        {
            **_fields(line, "profiel", "niveau", "hoeveelheid", "eenheid", "van", "tot"),
            "organisatie": organisatie_fields(regio, line.organisatie),
            "uren": _whole(inzet_hours(line, opdracht, regio.settings)),
        }
        for line in regio.inzet[nummer]
    ]
    return {
        **_fields(opdracht, *Opdracht.model_fields),
        "ambitie": _looked_up(regio.ambities, opdracht.ambitie, "code", "titel", "thema", "prioriteit", "omschrijving"),
        "besluit": _looked_up(regio.besluiten, opdracht.besluit, "kenmerk", "orgaan", "datum", "tekst"),
        "na": [_fields(regio.opdrachten[entry.na], "nummer", "titel") for entry in regio.volgorde[nummer]],
        **{rol.replace(" ", "_"): _in_role(regio, nummer, rol) for rol in ROLLEN_VAN_PARTIJEN},
        "voorbereiders": _all_in_role(regio, nummer, Rolnaam.VOORBEREIDER),
        "adviseurs": _all_in_role(regio, nummer, Rolnaam.ADVISEUR),
        "eigenaren": _all_in_role(regio, nummer, Rolnaam.EIGENAAR),
        "rollen": [
            {"rol": rol.rol, "persoon": persoon_fields(regio, rol.persoon), "reden": rol.reden}
            for rol in regio.rollen[nummer]
        ],
        "mijlpalen": [
            {
                **_fields(mijlpaal, "datum", "resultaat", "besluit_door", "gehaald_op"),
                "eigenaar": persoon_fields(regio, mijlpaal.eigenaar),
            }
            for mijlpaal in sorted(regio.mijlpalen[nummer], key=lambda mijlpaal: mijlpaal.datum)
        ],
        "randvoorwaarden": [
            {
                **_fields(voorwaarde, "categorie", "tekst", "uiterlijk", "gevolg", "status", "bewijs"),
                "eigenaar": persoon_fields(regio, voorwaarde.eigenaar),
            }
            for voorwaarde in regio.randvoorwaarden[nummer]
        ],
        "inzet": inzet,
        "uren": None if any(line["uren"] is None for line in inzet) else sum(line["uren"] for line in inzet),
        "belangen": [
            {
                **_fields(belang, "deelname", "belang", "wens", "nodig", "besluit"),
                "organisatie": organisatie_fields(regio, belang.organisatie),
                "contactpersoon": persoon_fields(regio, belang.contactpersoon),
            }
            for belang in regio.belangen[nummer]
        ],
        "gesprekken": [
            _fields(gesprek, "datum", "deelnemers", "afspraken", "spanning", "opgelost_op")
            for gesprek in sorted(regio.gesprekken[nummer], key=lambda gesprek: gesprek.datum)
        ],
    }


def _whole(hours: float | None) -> int | None:
    """Whole hours, so that the rows on paper add up to the total under them."""
    return None if hours is None else round(hours)


def _fields(record: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _looked_up(records: Any, code: str | None, *names: str) -> dict[str, Any] | None:
    return None if code is None else _fields(records[code], *names)


def organisatie_fields(regio: Regio, code: str) -> dict[str, Any]:
    return _fields(regio.organisaties[code], "code", "naam", "soort")


def persoon_fields(regio: Regio, code: str | None) -> dict[str, Any] | None:
    if code is None:
        return None
    persoon = regio.personen[code]
    return {
        **_fields(persoon, "code", "functie", "naam"),
        "organisatie": organisatie_fields(regio, persoon.organisatie),
    }


def _in_role(regio: Regio, nummer: str, rol: Rolnaam) -> dict[str, Any]:
    """The person in a role; of several, all of them in one, because none may go missing on paper."""
    persons = _all_in_role(regio, nummer, rol)
    if len(persons) < 2:
        return persons[0] if persons else _VACANT
    joined = {name: " / ".join(person[name] for person in persons if person[name]) for name in ("functie", "naam")}
    names = dict.fromkeys(person["organisatie"]["naam"] for person in persons)
    return {**persons[0], **joined, "organisatie": {**persons[0]["organisatie"], "naam": " / ".join(names)}}


def _all_in_role(regio: Regio, nummer: str, rol: Rolnaam) -> list[dict[str, Any]]:
    return [
        found
        for entry in regio.rollen[nummer]
        if entry.rol == rol and (found := persoon_fields(regio, entry.persoon)) is not None
    ]
