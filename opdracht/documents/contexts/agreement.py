"""What a template sees of one opdracht: every field by its own name, with codes resolved to the records they mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TypeVar

from opdracht.capacity import inzet_hours
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Rolnaam
from opdracht.documents import Context
from opdracht.model import PARTS, Ambitie, Besluit, Opdracht, Organisatie, Persoon, Record, references
from opdracht.records import KINDS, kind_of
from opdracht.region import Regio

R = TypeVar("R", bound=Record)

OPEN = "Nog niet ingevuld"
_VACANT: Context = {"code": "", "functie": OPEN, "naam": "", "organisatie": {"code": "", "naam": "", "soort": ""}}
_SHOWN_OF: Mapping[type[Record], tuple[str, ...]] = {
    Organisatie: ("code", "naam", "soort"),
    Persoon: ("code", "functie", "naam", "organisatie"),
    Ambitie: ("code", "titel", "thema", "prioriteit", "omschrijving"),
    Besluit: ("kenmerk", "orgaan", "datum", "tekst"),
    Opdracht: ("nummer", "titel"),
}
"""What a document shows of a record that another one refers to."""


def agreement_context(regio: Regio, nummer: str, soort: str, today: date) -> Context:
    """The names for a template of one opdracht: `opdracht`, `document`, `regio`, and the texts `nvt` and `open`."""
    opdracht, versie = regio.opdrachten[nummer], regio.versie
    is_draft = opdracht.status.is_draft
    without_version = "concept" if is_draft else "niet vastgelegd"
    return {
        "opdracht": _opdracht(regio, opdracht),
        "document": {
            "soort": soort,
            "datum": versie.datum if versie else today,
            "versie": str(versie.nr) if versie else without_version,
            "voorlopig": is_draft,
        },
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
        "open": f"{OPEN}.",
    }


def _opdracht(regio: Regio, opdracht: Opdracht) -> Context:
    """Its own fields, its parts by the plural of their kind, and besides who has which role and what is asked in hours."""
    nummer = opdracht.nummer
    parts = {kind.meervoud: [fields_of(regio, part) for part in parts_in_order(regio, kind, nummer)] for kind in PARTS}
    hours = [inzet_hours(line, opdracht, regio.settings) for line in regio.inzet[nummer]]
    whole = [None if uren is None else round(uren) for uren in hours]  # so that the rows add up to the total under them
    known = [uren for uren in whole if uren is not None]
    return {
        **fields_of(regio, opdracht),
        "na": [entry["na"] for entry in parts.pop("volgorde")],
        **{rol.replace(" ", "_"): _in_role(regio, nummer, rol) for rol in ROLLEN_VAN_PARTIJEN},
        "voorbereiders": _all_in_role(regio, nummer, Rolnaam.VOORBEREIDER),
        "adviseurs": _all_in_role(regio, nummer, Rolnaam.ADVISEUR),
        "eigenaren": _all_in_role(regio, nummer, Rolnaam.EIGENAAR),
        **parts,
        "inzet": [{**line, "uren": uren} for line, uren in zip(parts["inzet"], whole, strict=True)],
        "uren": sum(known) if len(known) == len(whole) else None,
    }


def parts_in_order(regio: Regio, kind: type[R], nummer: str) -> Sequence[R]:
    """The parts of a kind in an opdracht, in the order of their dates or else of the register."""
    parts: Sequence[R] = getattr(regio, kind.meervoud)[nummer]
    return sorted(parts, key=attrgetter("datum")) if "datum" in kind.model_fields else parts


def fields_of(regio: Regio, part: Record) -> Context:
    """The fields of a part of an opdracht, or of one itself, by name; without its place within its owner."""
    return _fields(regio, part, _columns(kind_of(part)))


def shown(regio: Regio, kind: type[Record], code: str) -> Context:
    """What a document shows of the record of a kind that a code means."""
    return _fields(regio, getattr(regio, kind.meervoud)[code], _shown_of(kind))


@cache
def _columns(kind: type[Record]) -> Mapping[str, type[Record] | None]:
    """The names of the fields, each with the kind that it refers to, if it does."""
    targets = {reference.field: KINDS[reference.target] for reference in references(kind)}
    return {name: targets.get(name) for name in kind.model_fields if not kind.is_part or name not in ("opdracht", "nr")}


@cache
def _shown_of(kind: type[Record]) -> Mapping[str, type[Record] | None]:
    return {name: _columns(kind)[name] for name in _SHOWN_OF[kind]}


def _fields(regio: Regio, record: Record, columns: Mapping[str, type[Record] | None]) -> Context:
    values = ((name, target, getattr(record, name)) for name, target in columns.items())
    return {
        name: shown(regio, target, value) if target and value is not None else value for name, target, value in values
    }


def _in_role(regio: Regio, nummer: str, rol: Rolnaam) -> Context:
    """The person in a role; of several, all of them in one, because none may go missing on paper."""
    persons = regio.in_role(nummer, rol)
    if not persons:
        return _VACANT
    first = shown(regio, Persoon, persons[0].code)
    if len(persons) == 1:
        return first
    names = dict.fromkeys(regio.organisaties[persoon.organisatie].naam for persoon in persons)
    return {
        **first,
        "functie": " / ".join(persoon.functie for persoon in persons if persoon.functie),
        "naam": " / ".join(persoon.naam for persoon in persons if persoon.naam),
        "organisatie": {**shown(regio, Organisatie, persons[0].organisatie), "naam": " / ".join(names)},
    }


def _all_in_role(regio: Regio, nummer: str, rol: Rolnaam) -> list[Context]:
    return [shown(regio, Persoon, persoon.code) for persoon in regio.in_role(nummer, rol)]
