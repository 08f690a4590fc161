"""What happened to the register, as sentences: who, when, by which command, and what it did to each record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from opdracht.actions.undo import taken_back
from opdracht.errors import OpdrachtError
from opdracht.fields import in_words
from opdracht.model import Afdruk, Document, Mutatie, Opdracht, Record, Terzijde, Wijziging
from opdracht.records import read_key, written_key
from opdracht.store import Reader, Register, journal

_TOLD_BY = (
    "sjabloon", "titel", "naam", "functie", "resultaat", "tekst", "afspraken", "naar", "profiel", "reden", "waarde",
)  # fmt: skip
"""The fields that tell people which record it is, the best first."""
_NOT_SHOWN = {"inhoud", "sha256", "geschoond", "vingerafdruk"}
_LONGEST = 60
"""So many signs of a text stand in a sentence."""
_FINGERPRINT = 12
"""So many signs of a fingerprint tell one text from another."""
_MANY = 8
"""A change of more records than this is summed up."""


@dataclass(frozen=True)
class Entry:
    """A change, with what it did to each record; `teruggenomen` is the number of the change that took it back."""

    wijziging: Wijziging
    mutaties: Sequence[Mutatie]
    teruggenomen: int | None

    @property
    def when(self) -> datetime:
        """The moment, on the clock of this machine."""
        moment = datetime.strptime(self.wijziging.wanneer, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return moment.astimezone()

    def sentences(self, *, all_of_them: bool = False) -> list[str]:
        """What it did; a large change is summed up unless all of it is asked for."""
        renamed = _renamed(self.mutaties)
        if len(self.mutaties) > _MANY and not all_of_them:
            return [*_heads(renamed), *_summed(self.mutaties)]
        covered = {key for pair in renamed for key in pair}
        rest = [one for one in self.mutaties if (one.soort, one.gegeven) not in covered]
        return [*_heads(renamed), *(sentence(one) for one in rest)]


def history(register: Register, of: tuple[type[Record], str] | None = None, most: int | None = None) -> list[Entry]:
    """The changes, or those of one record (an opdracht with all that is in it), the newest first and `most` of them.

    Raises OpdrachtError when nothing was ever known of that record.
    """
    with register.reading() as reader:
        changes = reader.rows(Wijziging)
        gone = taken_back(changes)
        if of is None:
            newest = changes[::-1][:most]
            mutations = reader.rows(Mutatie, wijziging=[one.nr for one in newest])
        else:
            mutations = _of_record(reader.rows(Mutatie), *of)
            numbers = {one.wijziging for one in mutations}
            newest = [one for one in reversed(changes) if one.nr in numbers][:most]
    if of is not None and not newest:
        raise OpdrachtError(
            f"Van {of[0].__tablename__} '{of[1]}' is niets bekend.",
            f"Bekijk wat er is met: opdracht list {of[0].meervoud}",
        )
    by_change = _by_change(mutations)
    return [Entry(one, by_change.get(one.nr, []), gone.get(one.nr)) for one in newest]


def change(register: Register, nr: int) -> Entry:
    """One change by its number. Raises OpdrachtError when there is none."""
    with register.reading() as reader:
        return entry(reader, nr)


def entry(reader: Reader, nr: int) -> Entry:
    """The same, in a register that is open."""
    changes = reader.rows(Wijziging)
    found = next((one for one in changes if one.nr == nr), None)
    if found is None:
        last = f"De laatste is nummer {changes[-1].nr}." if changes else "Er is nog niets veranderd."
        raise OpdrachtError(f"Er is geen wijziging {nr}.", last)
    return Entry(found, reader.rows(Mutatie, wijziging=nr), taken_back(changes).get(nr))


def since(reader: Reader, nr: int, nummer: str) -> list[Entry]:
    """What happened to an opdracht after change `nr`, the oldest first."""
    later = [one for one in reader.rows(Wijziging) if one.nr > nr]
    mutations = _of_record(reader.rows(Mutatie, wijziging=[one.nr for one in later]), Opdracht, nummer)
    found = [Entry(one, [row for row in mutations if row.wijziging == one.nr], None) for one in later]
    return [one for one in found if one.mutaties]


def _by_change(mutations: Iterable[Mutatie]) -> dict[int, list[Mutatie]]:
    found: dict[int, list[Mutatie]] = {}
    for one in mutations:
        found.setdefault(one.wijziging, []).append(one)
    return found


def sentence(mutatie: Mutatie) -> str:
    """What a change did to one record: 'persoon wethouder: naam was leeg, is Anne de Wit'."""
    model = journal.MODELS.get(mutatie.soort)
    key = mutatie.gegeven[:_FINGERPRINT] if model is Afdruk else mutatie.gegeven
    name = f"{mutatie.soort} {key}"
    if mutatie.voor is None or mutatie.na is None:
        fields = json.loads(mutatie.na or mutatie.voor or "{}")
        told = next((fields[field] for field in _TOLD_BY if field in fields and fields[field] != mutatie.gegeven), "")
        return f"{name}: {'weg' if mutatie.na is None else 'nieuw'}" + (f" ({_short(told)})" if told else "")
    voor, na = json.loads(mutatie.voor), json.loads(mutatie.na)
    parts = [
        f"{field} veranderd"
        if field in _NOT_SHOWN
        else f"{field} was {_of(model, voor, field)}, is {_of(model, na, field)}"
        for field in na
    ]
    return f"{name}: {'; '.join(parts)}"


def _of(model: type[Record] | None, fields: dict[str, Any], field: str) -> str:
    value = fields[field]
    if model is not None and value is not None and field in model.model_fields:
        value = journal.typed(model, {field: value})[field]
    shown = _short(in_words(value))
    return f"‘{shown}’" if shown and isinstance(value, str) else shown or "leeg"


def _short(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _renamed(mutations: Sequence[Mutatie]) -> list[tuple[journal.Key, journal.Key]]:
    """The records that got another key in a change, with those inside them that followed: the key before and after."""
    gone = [one for one in mutations if one.na is None]
    new = [one for one in mutations if one.voor is None]
    same = {(one.soort, _but_key(one, one.voor)): one for one in gone}
    found = [(same[key], one) for one in new if (key := (one.soort, _but_key(one, one.na))) in same]
    for kind in {one.soort for one in new} - {one.soort for _, one in found}:
        ones = [one for one in gone if one.soort == kind], [one for one in new if one.soort == kind]
        if [len(some) for some in ones] == [1, 1]:  # other fields changed too
            found.append((ones[0][0], ones[1][0]))
    pairs = [((before.soort, before.gegeven), (after.soort, after.gegeven)) for before, after in found]
    return pairs if any(True for _ in _heads(pairs)) else []


def _but_key(mutatie: Mutatie, text: str | None) -> str:
    """The fields of a record that are not its key."""
    model = journal.MODELS.get(mutatie.soort)
    fields = json.loads(text or "{}")
    return json.dumps({name: fields[name] for name in fields if model and name not in model.sleutel}, sort_keys=True)


def _heads(renamed: Sequence[tuple[journal.Key, journal.Key]]) -> Iterator[str]:
    """The new names that people gave; what only refers to them follows in silence."""
    for (kind, before), (_, after) in renamed:
        if len(journal.MODELS[kind].sleutel) == 1:
            yield f"{kind} {before} heet nu {after}"


def _summed(mutations: Sequence[Mutatie]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {"nieuw": Counter(), "veranderd": Counter(), "weg": Counter()}
    for one in mutations:
        word = "nieuw" if one.voor is None else "weg" if one.na is None else "veranderd"
        counts[word][one.soort] += 1
    for word, of_kinds in counts.items():
        if of_kinds:
            yield f"{word}: " + ", ".join(f"{number} {_many(kind, number)}" for kind, number in of_kinds.items())


def _many(kind: str, number: int) -> str:
    model = journal.MODELS.get(kind)
    return str(model.meervoud) if model and number != 1 else kind


def _of_record(mutations: Sequence[Mutatie], model: type[Record], key: str) -> list[Mutatie]:
    """What happened to a record; of an opdracht also to what is in it. A record is followed back to its earlier keys."""
    wanted = {(str(model.__tablename__), written_key(read_key(model, key)))}
    by_change = _by_change(mutations)
    found: list[Mutatie] = []
    for nr in sorted(by_change, reverse=True):
        ones = by_change[nr]
        if mine := [one for one in ones if _is_of(one, wanted)]:
            found += mine
            wanted |= {before for before, after in _renamed(ones) if after in wanted}
    return sorted(found, key=lambda one: (one.wijziging, one.nr))


def earlier_keys(mutations: Sequence[Mutatie], key: journal.Key) -> set[journal.Key]:
    """The keys that a record ever had, the present one too."""
    wanted = {key}
    by_change = _by_change(mutations)
    for nr in sorted(by_change, reverse=True):
        wanted |= {before for before, after in _renamed(by_change[nr]) if after in wanted}
    return wanted


def _is_of(mutatie: Mutatie, wanted: set[journal.Key]) -> bool:
    if (mutatie.soort, mutatie.gegeven) in wanted:
        return True
    model = journal.MODELS.get(mutatie.soort)
    if model is None or "opdracht" not in model.model_fields:
        return False
    if model in (Afdruk, Document):
        owner = json.loads(mutatie.na or mutatie.voor or "{}").get("opdracht")
    else:
        owner = read_key(model, mutatie.gegeven)[1 if model is Terzijde else 0]
    return ("opdracht", owner) in wanted
