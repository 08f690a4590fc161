"""Forget a person: a pseudonym in the place of name, address and code, everywhere the register has them.

The function stays: an agreement was made by a wethouder, whoever that was. A frozen text keeps the hash of what was
agreed beside that of what it is now, so that nothing pretends to be what it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from opdracht.actions.backup import generations, keep_copy
from opdracht.actions.kept import Kept
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, TABLES, Afdruk, Document, Mutatie, Persoon, Plan, Record, Terzijde, Versie, key_of
from opdracht.records import written_key
from opdracht.store import Reader, Register, Writer, journal, past, values
from opdracht.store.rewriting import Fields, Rewritten, rewrite
from opdracht.versions import hash_of

_FROZEN = {Versie: "inhoud", Afdruk: "tekst"}
"""The kinds that hold a text as it was agreed or printed, with the field it stands in."""
_JSON = {(Versie, "inhoud"), (Afdruk, "tekst"), (Plan, "inhoud")}
"""The fields that hold JSON: what stands in it is rewritten, not how it is written."""
_TELLING = 4
"""From so many letters a part of a name tells who somebody is."""
_SHORTEST = 3
"""So many signs has the shortest text that is forgotten."""
_PSEUDONYM = re.compile(r"vergeten-\d+", re.ASCII)


@dataclass(frozen=True)
class Forgotten:
    """What was done: the pseudonym, what changed, and where people must look themselves.

    `mentions` are places where only a part of the name stands; `papers` are files that were made with the name in it,
    `copies` the reserve copies of before.
    """

    pseudonym: str
    done: Rewritten
    mentions: Sequence[str]
    papers: Sequence[Path]
    copies: Sequence[Path]


def forget(register: Register, code: str, also: Sequence[str] = ()) -> Forgotten:
    """Forget a person, and in texts also the words in `also`. It cannot be taken back; a reserve copy is kept first.

    Raises OpdrachtError when there is nobody with that code, or a word is too short to mean one person.
    """
    for word in also:
        if len(word.strip()) < _SHORTEST:
            raise OpdrachtError(f"'{word}' is te kort: dat staat ook in andere woorden.", "Noem meer van de naam.")
    with register.reading() as reader:
        reader.need(Persoon, [code])
    keep_copy(register)
    register.compact()  # first, because it may not succeed; what goes now leaves nothing in the file
    with register.writing() as writer:
        person = writer.need(Persoon, [code])
        known = _Known.of(writer, person, also)
        new = _Pseudonym(person.code, known, _free_codes(writer))
        papers = [*_papers(writer, new), *_drafts(register, new)]
        done = rewrite(writer, new.fields, new.text, f"forget {new.code}")
        mentions = list(_mentions(writer, known.parts()))
    copies = [one.path for one in generations(register).all()]
    return Forgotten(new.code, done, mentions, papers, copies)


@dataclass(frozen=True)
class _Known:
    """What a person was ever known by, under any code that the record had."""

    codes: frozenset[str]
    names: frozenset[str]
    addresses: frozenset[str]

    @classmethod
    def of(cls, reader: Reader, person: Persoon, also: Iterable[str]) -> _Known:
        trace = past.trace(reader, ("persoon", person.code))
        codes = frozenset(key for _, key in trace.keys)
        fields = [{"naam": person.naam, "email": person.email}]
        fields += [json.loads(text) for one in trace.mutations for text in (one.voor, one.na) if text]
        names, addresses = ({one.get(name) or "" for one in fields} - {""} for name in ("naam", "email"))
        return cls(codes, frozenset(name.strip() for name in [*names, *also]), frozenset(addresses))

    def parts(self) -> frozenset[str]:
        """The parts of the names that tell who somebody is by themselves."""
        words = (word for name in self.names for word in re.findall(r"\w+", name))
        return frozenset(word for word in words if len(word) >= _TELLING and word[0].isupper())

    def telling_codes(self) -> Iterator[str]:
        """The codes that hold a part of a name: those are forgotten in texts too; `wethouder` is a word like any other."""
        parts = {part.lower() for part in self.parts()}
        for code in self.codes:
            if parts & set(re.findall(r"[^\W_]+", code.lower())):
                yield code


class _Pseudonym:
    """Puts a pseudonym in the place of a person."""

    def __init__(self, code: str, known: _Known, free: Iterator[str]) -> None:
        """Each code that the person had gets one of the `free` ones, so that the past stays in order."""
        codes = sorted(known.codes, key=lambda one: (one != code, one))
        self._codes = {one: one if _PSEUDONYM.fullmatch(one) else next(free) for one in codes}
        self.code = self._codes[code]
        spoken = [*known.names, *known.addresses, *known.telling_codes()]
        patterns = (r"\s+".join(map(re.escape, one.split())) for one in sorted(spoken, key=len, reverse=True))
        joined = "|".join(patterns)
        self._spoken = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None

    def text(self, text: str) -> str:
        """A text without the person."""
        return self._spoken.sub(self.code, text) if self._spoken else text

    def fields(self, model: type[Record], fields: Fields) -> Fields:
        """The fields of a record of this kind without the person."""
        found = {name: self._value(model, name, value) for name, value in fields.items()}
        if model is Persoon and fields.get("code") in self._codes:
            found = {name: value for name, value in found.items() if name not in ("naam", "email")}
        if (field := _FROZEN.get(model)) and found.get(field) != fields.get(field):
            found["geschoond"] = hash_of(found[field])
        return found

    def _value(self, model: type[Record], name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self.text(item) for item in value]
        if not isinstance(value, str):
            return value
        if name in _codes_in(model) and value in self._codes:
            return self._codes[value]
        if model is Terzijde and name == "plaats":
            return self.text("/".join(self._codes.get(part, part) for part in value.split("/")))
        if (model, name) in _JSON:
            return self._json(value)
        return value if model is Document and name == "pad" else self.text(value)

    def _json(self, text: str) -> str:
        """A text that is JSON, written as it was: a frozen text that changes in nothing stays the same to the sign."""
        before = json.loads(text)
        after = self._inside(before, "")
        if after == before:
            return text
        return json.dumps(after, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _inside(self, value: Any, kind: str) -> Any:
        """What stands in a JSON text; rows under the plural name of a kind are records of that kind."""
        if isinstance(value, dict):
            model = _BY_PLURAL.get(kind)
            if model is not None:
                return self.fields(model, value)
            return {name: self._inside(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self._inside(part, kind) for part in value]
        return self.text(value) if isinstance(value, str) else value


_BY_PLURAL = {str(model.meervoud): model for model in TABLES}


def _codes_in(model: type[Record]) -> set[str]:
    """The fields that hold the code of a person."""
    references = METADATA.tables[str(model.__tablename__)].foreign_keys
    own = {"code"} if model is Persoon else set()
    return own | {one.parent.name for one in references if one.column.table.name == "persoon"}


def _free_codes(reader: Reader) -> Iterator[str]:
    taken = {one.gegeven for one in reader.rows(Mutatie, soort="persoon")} | {row.code for row in reader.rows(Persoon)}
    codes = (f"vergeten-{n}" for n in count(1))
    return (code for code in codes if code not in taken)


def _papers(writer: Writer, new: _Pseudonym) -> list[Path]:
    """The files whose text holds the person: those of agreements that were printed, and those that are named so."""
    marks = {row.vingerafdruk for row in writer.rows(Afdruk) if new.text(row.tekst) != row.tekst}
    return [Path(row.pad) for row in writer.rows(Document) if row.vingerafdruk in marks or new.text(row.pad) != row.pad]


def _drafts(register: Register, new: _Pseudonym) -> Iterator[Path]:
    """The texts with the person that wait on this machine: a wizard half-way, an edit with faults."""
    for kept in Kept.all_of(register):
        text = kept.read() or ""
        if new.text(text) != text:
            yield kept.path


def _mentions(reader: Reader, parts: Iterable[str]) -> Iterator[str]:
    """The records in whose texts a part of the name still stands, each with its fields."""
    joined = "|".join(map(re.escape, parts))
    if not joined:
        return
    part = re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
    for model in TABLES:
        for row in reader.rows(model):
            fields = [name for name, value in journal.plain(values(row)).items() if part.search(str(value))]
            if fields:
                yield f"{model.__tablename__} {written_key(key_of(row))}: {', '.join(fields)}"
