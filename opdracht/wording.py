"""How a field of a record reads: its value in words, and for a code the name behind it. For screens, differences and files."""

from __future__ import annotations

from datetime import date

from opdracht.dutch import long_date
from opdracht.fields import in_words
from opdracht.model import Record, declarations, references
from opdracht.records import kind_of
from opdracht.region import Regio


def field_text(regio: Regio, record: Record, name: str) -> str:
    """A field as people read it: a code as the name behind it, an amount with its unit; empty when nothing is there."""
    kind = kind_of(record)
    value = getattr(record, name)
    if value is None:
        return ""
    target = next((reference.target for reference in references(kind) if reference.field == name), None)
    if target is not None:
        return name_behind(regio, target, value)
    if isinstance(value, date):
        return long_date(value)
    unit = declarations(kind)[name].unit
    if unit in kind.model_fields:
        return f"{in_words(value)} {getattr(record, unit)}"
    return f"{unit} {in_words(value)}".lstrip()


def name_behind(regio: Regio, kind: str, code: str) -> str:
    """What people call the record with a code."""
    if kind == "persoon":
        return person_text(regio, code)
    if kind == "organisatie":
        return regio.organisaties[code].naam
    if kind == "ambitie":
        return regio.ambities[code].titel
    if kind == "besluit":
        besluit = regio.besluiten[code]
        return f"{besluit.orgaan}, {long_date(besluit.datum)} ({code}): {besluit.tekst}"
    return f"{code} {regio.opdrachten[code].titel}"


def person_text(regio: Regio, code: str, *, with_name: bool = True) -> str:
    """Somebody as people know them: name, function, organisation."""
    persoon = regio.personen[code]
    words = (persoon.naam if with_name else "", persoon.functie, regio.organisaties[persoon.organisatie].naam)
    return ", ".join(word for word in words if word)
