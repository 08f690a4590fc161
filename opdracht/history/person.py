"""What a person was ever known by, and which of it tells who it is: the words that can be forgotten by themselves."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opdracht import choices
from opdracht.history import past
from opdracht.history.free_text import FROZEN, free
from opdracht.model import METADATA, TABLES, Mutatie, Organisatie, Persoon, Record, Wijziging, key_of
from opdracht.store import Reader, values

SHORTEST = 3
"""So many signs has the shortest text that is forgotten, and the shortest part of a name that is pointed out."""
_GAP = r"[\s_\u2010-\u2015-]"
"""What stands between two words of a name."""
WORDS = frozenset(
    str(word) for one in vars(choices).values() if isinstance(one, type) and issubclass(one, StrEnum) for word in one
)
"""Every word that a record may choose from."""


@dataclass(frozen=True)
class Life:
    """A code that the person had, from one change up to another."""

    code: str
    since: int
    until: int


def lives(reader: Reader, code: str) -> list[Life]:
    """The codes that the person who has `code` now ever had. Who had one of them before or after is somebody else."""
    mutations = reader.rows(Mutatie, soort="persoon")
    undone = {one.nr: one.ongedaan for one in reader.rows(Wijziging)}
    found, todo = [], [(code, past.NOW)]
    while todo:
        code, until = todo.pop()
        own = (one for one in mutations if one.gegeven == code and one.voor is None and one.wijziging <= until)
        since = max((one.wijziging for one in own), default=0)
        found.append(Life(code, since, until))
        there = [one for one in mutations if one.wijziging == since]
        before = [old for (_, old), (_, new) in past.renamed(there) if new == code]
        taken_back = undone.get(since) or 0
        if before:
            todo.append((before[0], since))
        elif any(one.gegeven == code and one.na is None for one in mutations if one.wijziging == taken_back):
            todo.append((code, taken_back))  # gone, and then it was not
    return found


@dataclass(frozen=True)
class Known:
    """What a person was known by. `sure` tells who it is by itself; `doubtful` may be about somebody or something else."""

    lives: Sequence[Life]
    names: frozenset[str]
    sure: frozenset[str]
    doubtful: frozenset[str]
    kept: frozenset[str]
    """Names of others in which one of the sure ones stands."""

    @classmethod
    def of(cls, reader: Reader, person: Persoon, also: Iterable[str]) -> Known:
        """Of this person, with in `also` what the user says to be about nobody else."""
        had = lives(reader, person.code)
        told = list(_told(reader, person, had))
        asked = {word.strip() for word in also}
        names = {name.strip() for one in told if (name := one.get("naam"))} | asked
        addresses = {one["email"].strip() for one in told if one.get("email")}
        taken, called = _others(reader, person.code)
        sure = {one for one in names if _is_a_full_name(one)} | {one for one in addresses if len(one) >= SHORTEST}
        codes = {one.code for one in had if _tells(one.code, names)}
        sure |= {one for one in codes if re.search(r"[-._]", one)}
        sure = {one for one in sure if folded(one) not in taken} | asked
        heard = spoken(sure, inside=True)
        kept = {name for name in called if heard and heard.search(name) and folded(name) not in map(folded, sure)}
        doubtful = {one for one in (names | addresses | codes) - sure if len(one) >= SHORTEST}
        return cls(had, frozenset(names | addresses), frozenset(sure), frozenset(doubtful), frozenset(kept))

    def hints(self) -> re.Pattern[str] | None:
        """Finds in composed text what may be about this person: a part of a name, or what is doubtful."""
        parts = {word for name in self.names for word in _parts(name) if word[0].isupper()}
        joined = "|".join(_patterns(parts | self.doubtful))
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None


def _told(reader: Reader, person: Persoon, had: Iterable[Life]) -> Iterator[dict[str, str]]:
    """The fields of the person now and in the past."""
    yield {"naam": person.naam, "email": person.email}
    for life in had:
        for one in reader.rows(Mutatie, soort="persoon", gegeven=life.code):
            if life.since <= one.wijziging <= life.until:
                yield from (json.loads(text) for text in (one.voor, one.na) if text)


def _others(reader: Reader, own: str) -> tuple[set[str], set[str]]:
    """What anything else than this person is called, folded; and the names of others as they are written."""
    taken, called = {folded(word) for word in WORDS}, set()
    for model in TABLES:
        to_persons = codes_in(model)
        names = set(model.model_fields) - free(model) - to_persons - {FROZEN.get(model)}
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
    references = METADATA.tables[model.enkelvoud].foreign_keys
    own = {"code"} if model is Persoon else set()
    return own | {one.parent.name for one in references if one.column.table.name == "persoon"}


def composed(text: str) -> str:
    """A text in which an é is one sign, however it was typed."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """A name as it is compared: without the difference between capitals, spaces and hyphens."""
    return " ".join(_words(composed(text).casefold()))


def spoken(some: Iterable[str], kept: Iterable[str] = (), *, inside: bool = False) -> re.Pattern[str] | None:
    """Finds these names as whole words in composed text, and before them, in the group `kept`, the names that stay.

    `inside`: also between hyphens, as in the name of a file.
    """
    if not (names := "|".join(_patterns(some))):
        return None
    stay = "|".join(_patterns(kept)) or r"(?!)"
    sign = r"[^\W_]" if inside else r"[\w-]"
    return re.compile(rf"(?<!{sign})(?:(?P<kept>{stay})|{names})(?!{sign})", re.IGNORECASE)


def _patterns(some: Iterable[str]) -> Iterator[str]:
    for one in sorted(map(composed, some), key=lambda name: (-len(name), name)):
        apart = one.split() if _is_a_code(one) else _words(one)
        if apart:
            yield rf"{_GAP}+".join(map(re.escape, apart))


def _words(name: str) -> list[str]:
    return [word for word in re.split(rf"{_GAP}+", name) if word]


def _is_a_code(text: str) -> bool:
    """Whether a text is written as a code or an address, in which a hyphen is no space."""
    return len(text.split()) == 1 and text == text.lower()


def _is_a_full_name(name: str) -> bool:
    return len(name) >= SHORTEST and len(name.split()) > 1 and name != name.lower()


def _parts(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", composed(name)) if len(word) >= SHORTEST]


def _tells(code: str, names: Iterable[str]) -> bool:
    """Whether a code has a part of a name in it; `wethouder` is a word like any other."""
    parts = {part.lower() for name in names for part in _parts(name) if part[0].isupper()}
    return bool(parts & set(_parts(code.lower())))
