"""What differs between two texts of an agreement, in the words of the agreement: onderdeel, was, wordt. Pure.

Only what was agreed counts (the fields declared so): not how far it is (status, gehaald_op, the stand and evidence of a
randvoorwaarde, the mandate, gesprekken, a college's own besluit), not who to call, and not what the archive or the
planner wants to know. A person, organisatie, ambitie or besluit that only got another name is the same one. See docs/waarom-versies.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from opdracht.choices import Rolnaam
from opdracht.model import PARTS, Opdracht, Record, Rol, Volgorde, declarations, fields_that, references
from opdracht.records import kind_of
from opdracht.region import Regio
from opdracht.wording import field_text, name_behind, person_text

_ALIKE = 0.5
"""So much alike are two records of a list when one is the other after a change."""
_COMPARED = 400
"""So many characters of a text decide how much alike two records are."""


@dataclass(frozen=True)
class Difference:
    """One part of an agreement that changed; empty in `was` is new, empty in `wordt` is gone."""

    onderdeel: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Value:
    """What stands in a field: the text that people read, and what it is, when that is more lasting than its name."""

    text: str = ""
    identity: str = ""

    def is_same(self, other: Value) -> bool:
        """Whether it says the same: in the same words, or about the same person or thing under another name."""
        return self.text == other.text or (bool(self.identity) and self.identity == other.identity)


Fields = dict[str, Value]
"""The values of one record by their labels."""


def differences(before: Regio, after: Regio, nummer: str) -> list[Difference]:
    """What changed in an agreement, in the order of its fields, each part after the field that it is told after."""
    changes: list[Difference] = []
    for name in fields_that(Opdracht, lambda field: field.agreed):
        was, is_now = (_value(regio, regio.opdrachten[nummer], name) for regio in (before, after))
        changes += _of_value(declarations(Opdracht)[name].label, was, is_now)
        for kind in (kind for kind in PARTS if kind.after == name):
            changes += _of_part(kind, before, after, nummer)
    return changes


def agreed_values(regio: Regio, nummer: str) -> Iterator[tuple[str, str]]:
    """Every value that an agreement holds, as people read it, with what it is called, in the order of its fields."""
    for name in fields_that(Opdracht, lambda field: field.agreed):
        yield declarations(Opdracht)[name].label, _value(regio, regio.opdrachten[nummer], name).text
        for kind in (kind for kind in PARTS if kind.after == name):
            yield from _values_of_part(kind, regio, nummer)


def _values_of_part(kind: type[Record], regio: Regio, nummer: str) -> Iterator[tuple[str, str]]:
    if kind is Rol:
        yield from ((rol.value.capitalize(), _in_role(regio, nummer, rol).text) for rol in Rolnaam)
    elif kind is Volgorde:
        yield declarations(Volgorde)["na"].label, _waits_for(regio, nummer).text
    else:
        for index, fields in enumerate(_records(kind, regio, nummer)):
            title = _title(kind, index, fields)
            yield from ((f"{title}, {label}", value.text) for label, value in fields.items())


def _of_value(label: str, was: Value, is_now: Value) -> Iterator[Difference]:
    if not was.is_same(is_now):
        yield Difference(label, was.text, is_now.text)


def _of_part(kind: type[Record], before: Regio, after: Regio, nummer: str) -> Iterator[Difference]:
    """What changed in a part: roles one by one, what it waits for as a whole, any other part record by record."""
    if kind is Rol:
        for rol in Rolnaam:
            yield from _of_value(rol.value.capitalize(), _in_role(before, nummer, rol), _in_role(after, nummer, rol))
    elif kind is Volgorde:
        label = declarations(Volgorde)["na"].label
        yield from _of_value(label, _waits_for(before, nummer), _waits_for(after, nummer))
    else:
        yield from _of_list(kind, _records(kind, before, nummer), _records(kind, after, nummer))


def _of_list(kind: type[Record], before: Sequence[Fields], after: Sequence[Fields]) -> Iterator[Difference]:
    """What changed in the records of a list: those that changed, in their place, then what was added and what is gone."""
    pairs = _matched(before, after) if "nr" in kind.sleutel else _of_the_same_owner(kind, before, after)
    for index, fields in enumerate(after):
        title = _title(kind, index, fields)
        if index not in pairs:
            yield Difference(title, "", _in_words(fields))
            continue
        earlier = before[pairs[index]]
        for label, value in fields.items():
            yield from _of_value(f"{title}, {label}", earlier[label], value)
    for index, fields in enumerate(before):
        if index not in pairs.values():
            yield Difference(_title(kind, index, fields), _in_words(fields), "")


def _title(kind: type[Record], index: int, fields: Fields) -> str:
    name = kind.enkelvoud.capitalize()
    return f"{name} {index + 1}" if "nr" in kind.sleutel else f"{name} van {fields[_owner(kind)].text}"


def _owner(kind: type[Record]) -> str:
    """The label of the field by which a record without a number is told from others."""
    return _label(kind, kind.sleutel[1])


def _of_the_same_owner(kind: type[Record], before: Sequence[Fields], after: Sequence[Fields]) -> dict[int, int]:
    """An organisatie has one belang in an opdracht: its belang after is its belang before."""
    owners = {fields[_owner(kind)].identity: old for old, fields in enumerate(before)}
    pairs = {new: owners.get(fields[_owner(kind)].identity) for new, fields in enumerate(after)}
    return {new: old for new, old in pairs.items() if old is not None}


def _matched(before: Sequence[Fields], after: Sequence[Fields]) -> dict[int, int]:
    """Which record after is which one before: the same ones first, then those that are most alike."""
    pairs: dict[int, int] = {}
    left = list(range(len(before)))
    for new, fields in enumerate(after):
        same = next((old for old in left if _is_same(before[old], fields)), None)
        if same is not None:
            pairs[new] = same
            left.remove(same)
    alike = sorted(
        (-_likeness(before[old], after[new]), abs(old - new), old, new)
        for new in range(len(after))
        if new not in pairs
        for old in left
    )
    for score, _, old, new in alike:
        if -score >= _ALIKE and new not in pairs and old in left:
            pairs[new] = old
            left.remove(old)
    return pairs


def _is_same(before: Fields, after: Fields) -> bool:
    return all(before[label].is_same(value) for label, value in after.items())


def _likeness(before: Fields, after: Fields) -> float:
    """From 0 (nothing in common) to 1; the longest field of a record weighs as much as all others together."""
    labels = [label for label in after if before[label].text or after[label].text]
    longest = max(labels, key=lambda label: len(before[label].text), default="")
    alike = {label: _alike(before[label], after[label]) for label in labels}
    others = [alike[label] for label in labels if label != longest]
    if not others:
        return alike.get(longest, 0.0)
    return (alike[longest] + sum(others) / len(others)) / 2


def _alike(before: Value, after: Value) -> float:
    if before.is_same(after):
        return 1.0
    return SequenceMatcher(None, before.text[:_COMPARED], after.text[:_COMPARED], autojunk=False).ratio()


def _in_words(fields: Fields) -> str:
    return "; ".join(
        f"{label}: {value.text}" if number else value.text
        for number, (label, value) in enumerate(fields.items())
        if value.text
    )


def _records(kind: type[Record], regio: Regio, nummer: str) -> list[Fields]:
    """The agreed fields of the records of a part, by their labels, what it is known by first."""
    return [
        {_label(kind, name): _value(regio, record, name) for name in _agreed(kind)}
        for record in getattr(regio, kind.meervoud)[nummer]
    ]


@cache
def _agreed(kind: type[Record]) -> tuple[str, ...]:
    names = fields_that(kind, lambda field: field.agreed)
    return tuple(sorted(names, key=lambda name: name not in kind.known_by))


@cache
def _label(kind: type[Record], name: str) -> str:
    """The label of a field within a sentence."""
    label = declarations(kind)[name].label
    return label[0].lower() + label[1:]


def _value(regio: Regio, record: Record, name: str) -> Value:
    """A field, which is known by its code when it refers to something."""
    is_code = name in _codes(kind_of(record))
    return Value(field_text(regio, record, name), str(getattr(record, name) or "") if is_code else "")


@cache
def _codes(kind: type[Record]) -> frozenset[str]:
    return frozenset(reference.field for reference in references(kind))


def _waits_for(regio: Regio, nummer: str) -> Value:
    others = [entry.na for entry in regio.volgorde[nummer]]
    return Value(", ".join(name_behind(regio, "opdracht", other) for other in others), " ".join(others))


def _in_role(regio: Regio, nummer: str, rol: Rolnaam) -> Value:
    entries = regio.entries(nummer, rol)
    texts = [person_text(regio, entry.persoon) + (f" ({entry.reden})" if entry.reden else "") for entry in entries]
    # A reason for a double role is part of what was agreed, so it is part of who somebody is here.
    return Value("; ".join(texts), " / ".join(f"{entry.persoon} {entry.reden}" for entry in entries))
