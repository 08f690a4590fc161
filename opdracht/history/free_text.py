"""Which fields of a record are free text, and the same record with other words in them, also where records stand frozen.

Keys, references, choices and the names of things (an organisatie, a functie, a profiel) are no free text. Forgetting
stands in forget.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BeforeValidator

from opdracht import fields as types
from opdracht.history.rewriting import Fields
from opdracht.model import METADATA, TABLES, Afdruk, Ambitie, Ondertekening, Opdracht, Persoon, Plan, Record, Versie

FROZEN: dict[type[Record], str] = {Versie: "inhoud", Afdruk: "tekst", Plan: "inhoud"}
"""The kinds that hold records or texts as JSON, with the field it stands in."""
_PROSE = (types.text, types.line, types.lines)
"""What reads a field of the types Tekst, Regel and Lijst."""
_ALSO = {(Opdracht, "titel"), (Ambitie, "titel"), (Ondertekening, "functie")}
"""Lines that may not be empty and yet are written freely."""
_NO_PROSE = {"sha256", "vingerafdruk", "meting", "waarde"}
"""Lines that the program writes or reckons with."""
_BY_PLURAL = {model.meervoud: model for model in TABLES}

Words = Callable[[str], str]
"""Gives a text other words."""
Within = Callable[[type[Record], Fields], Fields]
"""Gives a record that stands in JSON other fields."""


@cache
def free(model: type[Record]) -> frozenset[str]:
    """The fields of a kind that are free text; of a person none: they are its name."""
    if model is Persoon:
        return frozenset()
    references = METADATA.tables[model.enkelvoud].foreign_keys
    bound = {*model.sleutel, *(one.parent.name for one in references), *_NO_PROSE}
    prose = {
        name
        for name, field in model.model_fields.items()
        if (model, name) in _ALSO
        or any(isinstance(step, BeforeValidator) and step.func in _PROSE for step in field.metadata)
    }
    return frozenset(prose - bound)


def in_texts(model: type[Record], fields: Fields, words: Words, within: Within | None = None) -> Fields:
    """The fields of a record with other words in its free text; `within` does the records that are frozen in it."""
    inside = within or (lambda kind, row: in_texts(kind, row, words))
    found = {name: _said(value, words) if name in free(model) else value for name, value in fields.items()}
    if (name := FROZEN.get(model)) and isinstance(found.get(name), str):
        found[name] = _in_json(found[name], words, inside)
    return found


def _said(value: Any, words: Words) -> Any:
    if isinstance(value, list):
        return [_said(item, words) for item in value]
    return words(value) if isinstance(value, str) else value


def _in_json(text: str, words: Words, within: Within) -> str:
    """A text that is JSON, written as it was: a frozen text that changes in nothing stays the same to the sign."""
    before = json.loads(text)
    after = _inside(before, "", words, within)
    if after == before:
        return text
    return json.dumps(after, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _inside(value: Any, kind: str, words: Words, within: Within) -> Any:
    """What stands in JSON: rows under the plural name of a kind are records of it; what is no field of one is text."""
    if isinstance(value, list):
        return [_inside(part, kind, words, within) for part in value]
    if not isinstance(value, dict):
        return _said(value, words)
    model = _BY_PLURAL.get(kind)
    known = set(model.model_fields) if model else set()
    record = {name: part for name, part in value.items() if name in known}
    rest = {name: _inside(part, name, words, within) for name, part in value.items() if name not in known}
    return {**(within(model, record) if model else {}), **rest}
