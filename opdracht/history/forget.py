"""Forget a person: a pseudonym in the place of name, address and code, everywhere the register has them.

The function stays: an agreement was made by a wethouder, whoever that was. A frozen text keeps the hash of what was
agreed beside that of what it is now, so that nothing pretends to be what it is not. What a person is known by stands in
person.py, which texts there are in texts.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from opdracht import codec
from opdracht.agreed.versions import hash_of
from opdracht.errors import OpdrachtError
from opdracht.history.free_text import FROZEN, Words, free, in_texts
from opdracht.history.person import SHORTEST, WORDS, Known, codes_in, composed, spoken
from opdracht.history.rewriting import Fields, Rewritten, need_sound, rewrite
from opdracht.model import TABLES, Afdruk, Document, Mutatie, Persoon, Record, Terzijde, Wijziging, key_of
from opdracht.records import written_key
from opdracht.safety.backup import generations, keep_copy
from opdracht.safety.drafts import Draft
from opdracht.store import Reader, Register, Writer, aside, journal, values

_PSEUDONYM = re.compile(r"vergeten-\d+", re.ASCII)


@dataclass(frozen=True)
class Forgotten:
    """What was done: the pseudonym, what changed, and where people must look themselves.

    `mentions` are texts that may be about this person, `past` the changes in which such a text stands; `called` are
    keys and names of something else in which the name stands; `papers` are files that were made with the name in it,
    `copies` the reserve copies of before.
    """

    pseudonym: str
    done: Rewritten
    mentions: Sequence[str]
    past: Sequence[int]
    called: Sequence[str]
    papers: Sequence[Path]
    copies: Sequence[Path] = ()


def foreseen(register: Register, code: str, also: Sequence[str] = ()) -> Forgotten:
    """What forgetting a person would do, without doing it."""
    _need_long(also)
    with register.writing(keep=False) as writer:
        return _forgotten(register, writer, code, also)


def forget(register: Register, code: str, also: Sequence[str] = ()) -> Forgotten:
    """Forget a person, and in texts also the words in `also`. It cannot be taken back; a reserve copy is kept first.

    Raises OpdrachtError when there is nobody with that code, a word is too short to mean one person, or records and
    journal do not agree.
    """
    _need_long(also)
    with register.reading() as reader:
        reader.need(Persoon, [code])
        need_sound(reader)
    keep_copy(register)
    register.compact()  # first, because it may not succeed; what goes now leaves nothing in the file
    with register.writing() as writer:
        found = _forgotten(register, writer, code, also)
    copies = [one.path for one in generations(register).all()]
    return Forgotten(**{**vars(found), "copies": copies})


def _need_long(also: Iterable[str]) -> None:
    for word in also:
        if len(word.strip()) < SHORTEST:
            raise OpdrachtError(f"'{word}' is te kort: dat staat ook in andere woorden.", "Noem meer van de naam.")


def _forgotten(register: Register, writer: Writer, code: str, also: Sequence[str]) -> Forgotten:
    person = writer.need(Persoon, [code])
    need_sound(writer)
    known = Known.of(writer, person, also)
    new = _Pseudonym(person.code, known, _free_codes(writer), _paths(writer))
    papers = [*_papers(writer, new), *_drafts(register, new)]
    done = rewrite(writer, new.fields, new.text, f"forget {new.code}")
    left = _left_out(known)
    mentions, past = list(_mentions(writer, left)), list(_in_past(writer, left))
    return Forgotten(new.code, done, mentions, past, list(_called(writer, known)), papers)


class _Pseudonym:
    """Puts a pseudonym in the place of a person."""

    def __init__(self, code: str, known: Known, unused: Iterator[str], paths: Iterable[str]) -> None:
        """Each code that the person had gets one of the `unused` ones, so that the past stays in order."""
        codes = sorted({life.code for life in known.lives}, key=lambda one: (one != code, one))
        self._codes = {one: one if _PSEUDONYM.fullmatch(one) else next(unused) for one in codes}
        self._lives = known.lives
        self.code = self._codes[code]
        self._spoken = spoken(known.sure, known.kept)
        self._on_paths = spoken(known.sure, known.kept, inside=True)
        self._paths: dict[str, str] = {}
        self._taken = set(paths)

    def text(self, text: str) -> str:
        """A text without the person."""
        return self._without(self._spoken, text)

    def path(self, path: str) -> str:
        """The path of a file without the person; no two get the same."""
        if path not in self._paths:
            new = self._without(self._on_paths, path)
            others = (f"{new} ({n})" for n in count(2))
            while new != path and new in self._taken:
                new = next(others)
            self._taken.add(new)
            self._paths[path] = new
        return self._paths[path]

    def fields(self, nr: int, model: type[Record], fields: Fields) -> Fields:
        """The fields that a record of this kind got in change `nr`, without the person."""
        codes = self._codes_at(nr)
        found = in_texts(model, fields, self.text, partial(self.fields, nr))
        found |= {name: codes[fields[name]] for name in codes_in(model) & fields.keys() if fields[name] in codes}
        if model is Persoon and fields.get("code") in codes:
            found = self._nameless(found)
        elif model is Terzijde and "plaats" in fields:
            found["plaats"] = aside.with_keys(
                fields["plaats"], lambda kind, key: codes.get(key, key) if kind == "persoon" else key
            )
        elif model is Document and not _is_there(Path(fields["pad"])):
            found["pad"] = self.path(fields["pad"])
        elif (name := FROZEN.get(model)) and "geschoond" in model.model_fields and found.get(name) != fields.get(name):
            found["geschoond"] = hash_of(found[name])
        return found

    def _nameless(self, fields: Fields) -> Fields:
        found = {name: value for name, value in fields.items() if name not in ("naam", "email")}
        return {**found, "functie": self.text(found["functie"])} if "functie" in found else found

    def _codes_at(self, nr: int) -> Mapping[str, str]:
        """The codes that were this person's when a change was made."""
        return {life.code: self._codes[life.code] for life in self._lives if life.since <= nr <= life.until}

    def _without(self, pattern: re.Pattern[str] | None, text: str) -> str:
        if pattern is None:
            return text
        before = composed(text)
        after = pattern.sub(lambda found: found[0] if found["kept"] else self.code, before)
        return text if after == before else after


def _free_codes(reader: Reader) -> Iterator[str]:
    taken = {one.gegeven for one in reader.rows(Mutatie, soort="persoon")} | {row.code for row in reader.rows(Persoon)}
    codes = (f"vergeten-{n}" for n in count(1))
    return (code for code in codes if code not in taken)


def _paths(reader: Reader) -> set[str]:
    """Every path of a document that the register knows or knew."""
    gone = {one.gegeven for one in reader.rows(Mutatie, soort="document")}
    return gone | {row.pad for row in reader.rows(Document)}


def _papers(writer: Writer, new: _Pseudonym) -> Iterator[Path]:
    """The files whose text holds the person: those of agreements that were printed, and those that are named so."""
    marks = {row.vingerafdruk for row in writer.rows(Afdruk) if new.text(row.tekst) != row.tekst}
    printed = {row.pad for row in writer.rows(Document) if row.vingerafdruk in marks}
    for pad in sorted(_paths(writer)):
        if pad in printed or (_is_there(Path(pad)) and new.path(pad) != pad):
            yield Path(pad)


def _is_there(path: Path) -> bool:
    """Whether a file is there, or may be: it stands where this account cannot look."""
    try:
        return path.exists()
    except OSError:
        return True


def _drafts(register: Register, new: _Pseudonym) -> Iterator[Path]:
    """The texts with the person that wait on this machine: a wizard half-way, an edit with faults."""
    for kept in Draft.all_of(register):
        text = kept.read() or ""
        if new.text(text) != text:
            yield kept.path


def _left_out(known: Known) -> Words:
    """Leaves out of a text what may be about this person; a text without it stays the same."""
    pattern = known.hints()
    return lambda text: pattern.sub("", composed(text)) if pattern and pattern.search(composed(text)) else text


def _mentions(reader: Reader, left: Words) -> Iterator[str]:
    """The records in whose texts something may still be about the person, each with its fields."""
    for model in TABLES:
        for row in reader.rows(model):
            if names := _touched(model, codec.filled(values(row)), left):
                yield f"{_named(row)}: {', '.join(names)}"


def _in_past(reader: Reader, left: Words) -> Iterator[int]:
    """The numbers of the changes in which something may still be about the person."""
    found = {one.nr for one in reader.rows(Wijziging) if any(left(text) != text for text in (one.wie, one.rekening))}
    for one in reader.rows(Mutatie):
        model = journal.MODELS.get(one.soort)
        if model and any(text and _touched(model, json.loads(text), left) for text in (one.voor, one.na)):
            found.add(one.wijziging)
    yield from sorted(found)


def _touched(model: type[Record], fields: Fields, words: Words) -> list[str]:
    """The fields in whose texts `words` changes anything."""
    other = in_texts(model, fields, words)
    return [name for name, value in fields.items() if other[name] != value]


def _called(reader: Reader, known: Known) -> Iterator[str]:
    """What has the name in its key, or in its own name: that stays."""
    if not (pattern := spoken(known.names)):
        return
    for model in TABLES:
        passed_over = free(model) | codes_in(model) | {FROZEN.get(model), "pad"}
        for row in reader.rows(model):
            fields = {name: value for name, value in values(row).items() if name not in passed_over}
            names = [name for name, value in fields.items() if _is_a_word(value) and pattern.search(composed(value))]
            if names:
                yield f"{_named(row)}: {', '.join(names)}"


def _is_a_word(value: Any) -> bool:
    """Whether a value is a text that people wrote, not chose."""
    return isinstance(value, str) and value not in WORDS


def _named(row: Record) -> str:
    return f"{row.enkelvoud} {written_key(key_of(row))}"
