"""What a person was ever known by, and which of it tells who it is: the words that can be forgotten by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opdracht import choices
from opdracht.codec import values
from opdracht.fields import parsed_json
from opdracht.free_text import free, frozen_in
from opdracht.history import past
from opdracht.mentions import SHORTEST, folded, is_a_full_name, name_parts, patterns, spoken
from opdracht.model import TABLES, Mutatie, Organisatie, Persoon, Record, Wijziging, key_of, references
from opdracht.store import Reader

WORDS = frozenset(
    str(word)
    for listed in vars(choices).values()
    if isinstance(listed, type) and issubclass(listed, StrEnum)
    for word in listed
)
"""Every word that a record may choose from."""


@dataclass(frozen=True)
class HeldCode:
    """A code that the person had, from one change up to another."""

    code: str
    since: int
    until: int


def held_codes(reader: Reader, code: str) -> list[HeldCode]:
    """The codes that the person who has `code` now ever had. Who had one of them before or after is somebody else."""
    mutations = reader.rows(Mutatie, soort=Persoon.enkelvoud)
    takes_back = {change.nr: change.ongedaan or 0 for change in reader.rows(Wijziging)}
    held, until = [], past.NOW
    while True:
        before = [mutatie for mutatie in mutations if mutatie.gegeven == code and mutatie.wijziging < until]
        begin = next((mutatie for mutatie in reversed(before) if mutatie.voor is None or mutatie.eerder), None)
        since = begin.wijziging if begin else 0
        held.append(HeldCode(code, since, until))
        if begin and begin.eerder:
            code, until = begin.eerder, since
        elif any(mutatie.na is None and mutatie.wijziging == takes_back.get(since) for mutatie in before):
            until = takes_back[since]  # gone, and then it was not
        else:
            return held


@dataclass(frozen=True)
class Identity:
    """What a person was known by. `sure` tells who it is by itself; `doubtful` may be about somebody or something else."""

    codes: Sequence[HeldCode]
    names: frozenset[str]
    sure: frozenset[str]
    doubtful: frozenset[str]
    kept: frozenset[str]
    """Names of others in which one of the sure ones stands."""

    @classmethod
    def of(cls, reader: Reader, person: Persoon, also: Iterable[str]) -> Identity:
        """Of this person, with in `also` what the user says to be about nobody else."""
        held = held_codes(reader, person.code)
        asked = {word.strip() for word in also}
        named, addresses = _names_and_addresses(reader, person, held)
        names = named | asked
        codes = {period.code for period in held if _tells(period.code, names)}
        taken, others = _others(reader, person.code)
        telling = {name for name in names if is_a_full_name(name)}
        telling |= {address for address in addresses if len(address) >= SHORTEST}
        telling |= {code for code in codes if re.search(r"[-._]", code)}
        sure = {word for word in telling if folded(word) not in taken} | asked
        pattern = spoken(sure, inside=True)
        kept = {name for name in others if pattern and pattern.search(name) and folded(name) not in map(folded, sure)}
        doubtful = {word for word in (names | addresses | codes) - sure if len(word) >= SHORTEST}
        return cls(held, frozenset(names | addresses), frozenset(sure), frozenset(doubtful), frozenset(kept))

    def hints(self) -> re.Pattern[str] | None:
        """Finds in composed text what may be about this person: a part of a name, or what is doubtful."""
        parts = {word for name in self.names for word in name_parts(name) if word[0].isupper()}
        joined = "|".join(patterns(parts | self.doubtful))
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None


def _names_and_addresses(reader: Reader, person: Persoon, held: Iterable[HeldCode]) -> tuple[set[str], set[str]]:
    """The names of the person and the addresses, now and in the past."""
    states = [{"naam": person.naam, "email": person.email}]
    for period in held:
        for mutatie in reader.rows(Mutatie, soort=Persoon.enkelvoud, gegeven=period.code):
            if period.since <= mutatie.wijziging <= period.until:
                states += [parsed_json(text) for text in (mutatie.voor, mutatie.na) if text]
    names, addresses = ({state[field].strip() for state in states if state.get(field)} for field in ("naam", "email"))
    return names, addresses


def _others(reader: Reader, own: str) -> tuple[set[str], set[str]]:
    """What anything else than this person is called, folded; and the names of others as they are written."""
    taken, called = {folded(word) for word in WORDS}, set()
    for model in TABLES:
        names = set(model.model_fields) - free(model) - codes_in(model) - {frozen_in(model)}
        for row in reader.rows(model):
            if model is Persoon and key_of(row) == (own,):
                continue
            fields = {name: value for name, value in values(row).items() if isinstance(value, str) and value}
            taken |= {folded(value) for name, value in fields.items() if name in names or model is Persoon}
            if model in (Persoon, Organisatie):
                called |= {fields[name] for name in ("naam", "email") if name in fields}
    return taken, called


def codes_in(model: type[Record]) -> set[str]:
    """The fields that hold the code of a person."""
    own = set(Persoon.sleutel) if model is Persoon else set()
    return own | {reference.field for reference in references(model) if reference.target == Persoon.enkelvoud}


def _tells(code: str, names: Iterable[str]) -> bool:
    """Whether a code has a part of a name in it; `wethouder` is a word like any other."""
    parts = {part.lower() for name in names for part in name_parts(name) if part[0].isupper()}
    return bool(parts & set(name_parts(code.lower())))
