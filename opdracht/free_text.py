"""A record with other words in its free text, also where records stand frozen.

Which fields are free text stands at each field (model/). Keys, references, choices and the names of things (an
organisatie, a functie, a profiel) are none. Forgetting stands in forget.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from opdracht import codec
from opdracht.codec import Fields
from opdracht.fields import parsed_json
from opdracht.model import TABLES, Record, fields_that

_BY_PLURAL = {model.meervoud: model for model in TABLES}

Words = Callable[[str], str]
"""Gives a text other words."""
Within = Callable[[type[Record], Fields], Fields]
"""Gives a record that stands in JSON other fields."""


@cache
def free(model: type[Record]) -> frozenset[str]:
    """The fields of a kind that are free text."""
    return frozenset(fields_that(model, lambda declared: declared.prose))


@cache
def frozen_in(model: type[Record]) -> str:
    """The field in which a kind holds records or texts as JSON; empty when it has none."""
    return next(iter(fields_that(model, lambda declared: declared.holds_json)), "")


def in_texts(model: type[Record], fields: Fields, words: Words, within: Within | None = None) -> Fields:
    """The fields of a record with other words in its free text; `within` does the records that are frozen in it."""
    inside = within or (lambda kind, row: in_texts(kind, row, words))
    changed = {name: _reworded(value, words) if name in free(model) else value for name, value in fields.items()}
    if isinstance(text := changed.get(frozen_in(model)), str):
        changed[frozen_in(model)] = _in_json(text, words, inside)
    return changed


def _reworded(value: object, words: Words) -> object:
    if isinstance(value, list):
        return [_reworded(item, words) for item in value]
    return words(value) if isinstance(value, str) else value


def _in_json(text: str, words: Words, within: Within) -> str:
    """A text that is JSON, written as it was: a frozen text that changes in nothing stays the same to the sign."""
    before = parsed_json(text)
    after = _inside(before, "", words, within)
    return text if after == before else codec.canonical(after)


def _inside(value: object, kind: str, words: Words, within: Within) -> object:
    """What stands in JSON: rows under the plural name of a kind are records of it; what is no field of one is text."""
    if isinstance(value, list):
        return [_inside(part, kind, words, within) for part in value]
    if not isinstance(value, dict):
        return _reworded(value, words)
    model = _BY_PLURAL.get(kind)
    fields = model.model_fields if model else {}
    record = {name: part for name, part in value.items() if name in fields}
    rest = {name: _inside(part, name, words, within) for name, part in value.items() if name not in fields}
    return {**(within(model, record) if model else {}), **rest}
