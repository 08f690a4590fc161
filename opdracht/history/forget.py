"""Forget a person: a pseudonym in the place of name, address and code, everywhere the register has them.

The function stays: an agreement was made by a wethouder, whoever that was. A frozen text keeps the hash of what was
agreed beside that of what it is now, so that nothing pretends to be what it is not. What a person is known by stands in
person.py, how names are found in mentions.py, how texts get other words in free_text.py, the pseudonym itself in pseudonym.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from opdracht.codec import Fields, filled, values
from opdracht.errors import OpdrachtError
from opdracht.fields import parsed_json
from opdracht.free_text import Words, free, frozen_in, in_texts
from opdracht.history.person import WORDS, Identity, codes_in
from opdracht.history.pseudonym import Pseudonym, is_there, known_paths
from opdracht.history.rewriting import Rewritten, need_sound, rewrite
from opdracht.mentions import SHORTEST, composed, spoken
from opdracht.model import TABLES, Mutatie, Persoon, Record, Wijziging
from opdracht.proof.kinds import Kind, kind_of
from opdracht.proof.odf.document import odt_parts
from opdracht.proof.pdf_text import pages_of
from opdracht.proof.sent import in_one_sentence
from opdracht.proof.text import parts_of
from opdracht.records import Place
from opdracht.safety.backup import keep_copy
from opdracht.safety.drafts import Draft
from opdracht.safety.generations import generations
from opdracht.store import Reader, Register, Writer, journal


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
        forgotten = _forgotten(register, writer, code, also)
    return replace(forgotten, copies=[copy.path for copy in generations(register).all()])


def _need_long(also: Iterable[str]) -> None:
    for word in also:
        if len(word.strip()) < SHORTEST:
            raise OpdrachtError(f"'{word}' is te kort: dat staat ook in andere woorden.", "Noem meer van de naam.")


def _forgotten(register: Register, writer: Writer, code: str, also: Sequence[str]) -> Forgotten:
    person = writer.need(Persoon, [code])
    need_sound(writer)
    identity = Identity.of(writer, person, also)
    pseudonym = Pseudonym.of(writer, person.code, identity)
    papers = [*_papers(writer, pseudonym), *_drafts(register, pseudonym)]
    done = rewrite(writer, pseudonym.fields, pseudonym.text, f"forget {pseudonym.code}")
    without = _without_hints(identity)
    mentions, past = list(_mentions(writer, without)), list(_in_past(writer, without))
    return Forgotten(pseudonym.code, done, mentions, past, list(_called(writer, identity)), papers)


def _papers(writer: Writer, pseudonym: Pseudonym) -> Iterator[Path]:
    """The documents of the register, of whatever kind, that hold the person or are named so; also those that cannot be read."""
    for pad in sorted(known_paths(writer)):
        if is_there(pad) and (pseudonym.path(pad) != pad or _may_hold(Path(pad), pseudonym)):
            yield Path(pad)


def _may_hold(document: Path, pseudonym: Pseudonym) -> bool:
    try:
        texts = _texts_of(document.read_bytes())
    except (OSError, OpdrachtError):
        return True
    return any(pseudonym.text(text) != text for text in (" ".join(text.split()) for text in texts))


def _texts_of(content: bytes) -> Sequence[str]:
    """What a document of the register says. Raises OpdrachtError when it is none, or is damaged."""
    with in_one_sentence():
        kind = kind_of(content)
        if kind == Kind.PDF:
            return pages_of(content)
        return [part.text for part in (odt_parts if kind == Kind.ODT else parts_of)(content)]


def _drafts(register: Register, pseudonym: Pseudonym) -> Iterator[Path]:
    """The texts with the person that wait on this machine: a wizard half-way, an edit with faults."""
    for draft in Draft.all_of(register):
        text = draft.read() or ""
        if pseudonym.text(text) != text:
            yield draft.path


def _without_hints(identity: Identity) -> Words:
    """Leaves out of a text what may be about this person; a text without it stays the same."""
    pattern = identity.hints()
    return lambda text: pattern.sub("", composed(text)) if pattern and pattern.search(composed(text)) else text


def _mentions(reader: Reader, without: Words) -> Iterator[str]:
    """The records in whose texts something may still be about the person, each with its fields."""
    for model in TABLES:
        for row in reader.rows(model):
            if names := _touched(model, filled(values(row)), without):
                yield f"{Place.of(row)}: {', '.join(names)}"


def _in_past(reader: Reader, without: Words) -> Iterator[int]:
    """The numbers of the changes in which something may still be about the person."""
    changes = {
        change.nr
        for change in reader.rows(Wijziging)
        if any(without(text) != text for text in (change.wie, change.rekening))
    }
    for mutatie in reader.rows(Mutatie):
        model = journal.MODELS.get(mutatie.soort)
        if model and any(_touched(model, parsed_json(text), without) for text in (mutatie.voor, mutatie.na) if text):
            changes.add(mutatie.wijziging)
    yield from sorted(changes)


def _touched(model: type[Record], fields: Fields, words: Words) -> list[str]:
    """The fields in whose texts `words` changes anything."""
    other = in_texts(model, fields, words)
    return [name for name, value in fields.items() if other[name] != value]


def _called(reader: Reader, identity: Identity) -> Iterator[str]:
    """What has the name in its key, or in its own name: that stays."""
    if not (pattern := spoken(identity.names)):
        return
    for model in TABLES:
        passed_over = free(model) | codes_in(model) | {frozen_in(model), "pad"}
        for row in reader.rows(model):
            names = [
                name
                for name, value in values(row).items()
                if name not in passed_over and _is_a_word(value) and pattern.search(composed(value))
            ]
            if names:
                yield f"{Place.of(row)}: {', '.join(names)}"


def _is_a_word(value: object) -> bool:
    """Whether a value is a text that people wrote, not chose."""
    return isinstance(value, str) and value not in WORDS
