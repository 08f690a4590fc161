"""Finding words in the whole register: which records have them all, in which fields, and the most relevant first.

It looks through the records as they are read, so that every database gives the same and nothing has to be kept up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple, cast

from opdracht.cells import cell
from opdracht.dutch import long_date
from opdracht.errors import UsageFault
from opdracht.fields import in_words, parsed_json
from opdracht.model import TABLES, Instelling, Mutatie, Plan, Record, Versie, Wijziging, declarations, fields_that
from opdracht.passages import SOME, Passage, Sought
from opdracht.records import Place, written_key
from opdracht.store import Reader, Register
from opdracht.store.reading import Stored

_SEARCHED = tuple(kind for kind in TABLES if kind.is_named or kind in (Instelling, Plan))
"""The kinds that people read: the rest the program keeps for itself."""
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", re.ASCII)
"""A day as JSON has it; the last of a month may stay the text that it is."""
_KEY, _NAME, _TEXT, _OTHER = range(4)


class Searched(NamedTuple):
    """What a field holds: its name, how near it stands to what the record is, and its text.

    `forms` are the ways in which people write a date or a number; of a text they are the text itself.
    """

    veld: str
    nearness: int
    text: str
    forms: str


@dataclass(frozen=True)
class Hit:
    """A field in which words were found; `plaats` is its record."""

    plaats: Place
    veld: str
    passage: Passage

    def data(self) -> dict[str, object]:
        """All of it by name."""
        return {"soort": self.plaats.kind, "sleutel": self.plaats.key, "veld": self.veld, "tekst": str(self.passage)}


@dataclass(frozen=True)
class _Found:
    """A record in which all words stand, with the fields that have them, the nearest first: all, or else some."""

    plaats: Place
    fields: Sequence[tuple[int, Searched]]
    is_past: bool

    def hits(self, sought: Sought) -> Iterator[Hit]:
        """Each field, with the words around what was found."""
        for _, field in self.fields:
            passage = sought.passage(field.text) if field.text == field.forms else Passage("", field.text, "")
            yield Hit(self.plaats, field.veld, passage)


class Hits:
    """What was found, the most relevant first; the words around it are looked up for as many as are asked for."""

    def __init__(self, sought: Sought, found: Sequence[_Found]) -> None:
        self._wanted = sought
        self._found = sorted(found, key=lambda record: (record.is_past, record.fields[0][0]))

    def __len__(self) -> int:
        return sum(len(record.fields) for record in self._found)

    def __iter__(self) -> Iterator[Hit]:
        for record in self._found:
            yield from record.hits(self._wanted)


def find(register: Register, words: Sequence[str], *, past: bool = False) -> Hits:
    """The records in which all words stand; with `past` also frozen versions, plans that were kept and the journal.

    Raises UsageFault when there is nothing to look for.
    """
    sought = Sought(words)
    if not sought.words:
        raise UsageFault(
            "Zeg waarnaar u zoekt: een woord, een getal of een code.", "Bijvoorbeeld: opdracht find laadpalen"
        )
    with register.reading() as reader:
        found = [record for kind in _SEARCHED for record in _in_kind(reader, kind, sought)]
        if past:
            found += _in_frozen(reader, sought)
            found += _in_journal(reader, sought)
    return Hits(sought, found)


def _in_kind(reader: Reader, kind: type[Record], sought: Sought) -> Iterator[_Found]:
    """The records of a kind in which all words stand, in the order of their keys."""

    def pick(names: Sequence[str], rows: Sequence[Stored]) -> Sequence[Stored]:
        columns = dict(zip(names, zip(*rows, strict=True), strict=False))
        read = [_stored_forms(kind, name, columns[name]) for name in columns if name in fields]
        key = [map(str, columns[name]) for name in kind.sleutel if columns and "sleutel" in fields]
        texts = zip(*read, *([map("/".join, zip(*key, strict=True))] if key else []), strict=True)
        return [row for row, text in zip(rows, map("\n".join, texts), strict=True) if sought.all_in(text)]

    fields = _fields(kind)
    frozen = next(iter(fields_that(kind, lambda field: field.holds_json)), "")
    for row in reader.matching(kind, unread=frozen, pick=pick):
        yield _found(Place.of(row), [*_searched(kind, row)], sought)


def _stored_forms(kind: type[Record], name: str, stored: Sequence[object]) -> Iterable[str]:
    """What is looked through of the stored values of a field."""
    if kind.model_fields[name].annotation is str and {*map(type, stored)} <= {str}:
        return cast("Sequence[str]", stored)
    read = cell(kind, name)
    forms = {value: _forms(read[value]) for value in {*stored}}
    return map(forms.__getitem__, stored)


@cache
def _fields(kind: type[Record]) -> dict[str, int]:
    """The fields that are looked through, with how near each stands to what the record is.

    What only the program reads is none. The parts of a key of more than one are looked through together.
    """
    nearness = {}
    for name, told in declarations(kind).items():
        if not (told.fingerprint or told.holds_json):
            is_text = told.prose and name not in kind.sleutel
            nearness[name] = _NAME if name in kind.known_by else _TEXT if is_text else _OTHER
    if len(kind.sleutel) == 1:
        return {**nearness, kind.sleutel[0]: _KEY}
    return {"sleutel": _OTHER, **{name: near for name, near in nearness.items() if name not in kind.sleutel}}


def _searched(kind: type[Record], row: Record) -> Iterator[Searched]:
    for name, nearness in _fields(kind).items():
        value = written_key([getattr(row, part) for part in kind.sleutel]) if name == "sleutel" else getattr(row, name)
        yield Searched(name, nearness, in_words(value), _forms(value))


def _forms(value: object) -> str:
    """The ways in which people write a value."""
    return ", ".join(value) if isinstance(value, list) else _forms_of(value)


@lru_cache(maxsize=50_000)
def _forms_of(value: object) -> str:
    if isinstance(value, date):
        return f"{in_words(value)} {long_date(value)} {value.isoformat()}"
    if isinstance(value, int | float):
        plain = f"{value:.10g}"
        return " ".join(dict.fromkeys((in_words(value), plain, plain.replace(".", ","))))
    return in_words(value)


def _found(plaats: Place, fields: Sequence[Searched], sought: Sought, *, is_past: bool = False) -> _Found:
    """A record of which it is known that all words stand in it."""
    distances = [(distance, field) for field in fields if (distance := sought.distance(field.forms)) is not None]
    nearest = min(distance for distance, _ in distances)
    ranked = [(distance + field.nearness, field) for distance, field in distances if distance < SOME or nearest == SOME]
    return _Found(plaats, sorted(ranked, key=lambda entry: entry[0]), is_past)


def _in_frozen(reader: Reader, sought: Sought) -> Iterator[_Found]:
    """What stands frozen in versions, and in plans that were kept."""
    frozen = [(Place.of(versie), versie.inhoud) for versie in reader.rows(Versie)]
    frozen += [(Place.of(plan), plan.inhoud) for plan in reader.rows(Plan)]
    for plaats, text in frozen:
        for fields in _inside(parsed_json(text), ""):
            yield from _in_past(plaats, fields, sought)


def _in_journal(reader: Reader, sought: Sought) -> Iterator[_Found]:
    """Who changed something, and what records were before and after."""
    for change in reader.rows(Wijziging):
        by = {name: getattr(change, name) for name in ("wie", "rekening", "commando")}
        yield from _in_past(Place.of(change), by, sought)
    for row in reader.rows(Mutatie):
        about = f"{row.soort} {row.gegeven}"
        for text in dict.fromkeys((row.voor, row.na)):
            for fields in _inside(parsed_json(text), about) if text else ():
                yield from _in_past(Place("wijziging", str(row.wijziging)), {"gegeven": about, **fields}, sought)


def _in_past(plaats: Place, fields: Mapping[str, object], sought: Sought) -> Iterator[_Found]:
    searched = [Searched(name, _OTHER, in_words(value), _forms(value)) for name, value in fields.items()]
    if sought.all_in("\n".join(field.forms for field in searched)):
        yield _found(plaats, searched, sought, is_past=True)


def _inside(value: object, name: str) -> Iterator[dict[str, object]]:
    """The fields of each record in what was JSON, by where they stand: 'mijlpalen resultaat'."""
    if isinstance(value, list):
        for part in value:
            yield from _inside(part, name)
    if isinstance(value, dict):
        names = {field: f"{name} {field}".lstrip() for field in value}
        groups = {field for field, part in value.items() if _holds_records(part)}
        yield {names[field]: _typed(part) for field, part in value.items() if field not in groups}
        for field in groups:
            yield from _inside(value[field], names[field])


def _holds_records(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict | list) for part in value))


def _typed(value: object) -> object:
    """A value in JSON, where a date is a text."""
    if isinstance(value, list):
        return [str(part) for part in value]
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
