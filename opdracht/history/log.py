"""What happened to the register, as sentences: who, when, by which command, and what it did to each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from opdracht import codec
from opdracht.errors import OpdrachtError
from opdracht.fields import in_words
from opdracht.history import past
from opdracht.model import Afdruk, Mutatie, Record, Wijziging
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
_VERY_MANY = 500
"""A change of more records than this is counted by the database."""


@dataclass(frozen=True)
class Entry:
    """A change, with what it did to each record; `teruggenomen` is the number of the change that took it back.

    `counts` has how many records of a kind are new, changed and gone, in the order of the journal. Of a very large
    change that nobody asked for by its number they are all there is.
    """

    wijziging: Wijziging
    mutaties: Sequence[Mutatie]
    teruggenomen: int | None
    counts: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, wijziging: Wijziging, mutaties: Sequence[Mutatie], teruggenomen: int | None = None) -> Entry:
        """A change of which everything is known."""
        words = ("nieuw" if one.voor is None else "weg" if one.na is None else "veranderd" for one in mutaties)
        counts = Counter((word, one.soort) for word, one in zip(words, mutaties, strict=True))
        return cls(wijziging, mutaties, teruggenomen, counts)

    @property
    def when(self) -> datetime:
        """The moment, on the clock of this machine."""
        try:
            moment = datetime.strptime(self.wijziging.wanneer, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise journal.damaged() from None
        return moment.astimezone()

    def sentences(self, *, all_of_them: bool = False) -> list[str]:
        """What it did; a large change is summed up unless all of it is asked for."""
        renamed = past.renamed(self.mutaties)
        if sum(self.counts.values()) > _MANY and not all_of_them:
            return [*_heads(renamed), *self._summed()]
        covered = {key for pair in renamed for key in pair}
        rest = [one for one in self.mutaties if (one.soort, one.gegeven) not in covered]
        return [*_heads(renamed), *(sentence(one) for one in rest)]

    def _summed(self) -> Iterator[str]:
        for word in ("nieuw", "veranderd", "weg"):
            kinds = {kind: number for (what, kind), number in self.counts.items() if what == word}
            if kinds:
                yield f"{word}: " + ", ".join(f"{number} {_many(kind, number)}" for kind, number in kinds.items())


def history(
    register: Register, of: tuple[type[Record], str] | None = None, most: int | None = None, *, whole: bool = False
) -> list[Entry]:
    """The changes, or those of one record (an opdracht with all that is in it), the newest first and `most` of them.

    With `whole` also very large ones have all they did. Raises OpdrachtError when nothing was ever known of the record.
    """
    with register.reading() as reader:
        changes = reader.rows(Wijziging)
        gone = past.taken_back(changes)
        if of is None:
            return _newest(reader, changes[::-1][:most], gone, whole=whole)
        model, key = of
        found = past.trace(reader, (model.enkelvoud, written_key(read_key(model, key)))).mutations
    if not found:
        raise OpdrachtError(
            f"Van {model.enkelvoud} '{key}' is niets bekend.",
            f"Bekijk wat er is met: opdracht list {model.meervoud}",
        )
    by_change = _by_change(found)
    newest = [one for one in reversed(changes) if one.nr in by_change][:most]
    return [Entry.of(one, by_change[one.nr], gone.get(one.nr)) for one in newest]


def _newest(reader: Reader, changes: Sequence[Wijziging], gone: Mapping[int, int], *, whole: bool) -> list[Entry]:
    counts: dict[int, Counter[tuple[str, str]]] = {one.nr: Counter() for one in changes}
    for nr, kind, word, number in past.tally(reader, counts):
        counts[nr][word, kind] = number
    small = [nr for nr, of_kinds in counts.items() if whole or of_kinds.total() <= _VERY_MANY]
    mutations = _by_change(reader.rows(Mutatie, wijziging=small))
    return [Entry(one, mutations.get(one.nr, []), gone.get(one.nr), counts[one.nr]) for one in changes]


def change(register: Register, nr: int) -> Entry:
    """One change by its number. Raises OpdrachtError when there is none."""
    with register.reading() as reader:
        changes = reader.rows(Wijziging)
        found = next((one for one in changes if one.nr == nr), None)
        if found is None:
            last = f"De laatste is nummer {changes[-1].nr}." if changes else "Er is nog niets veranderd."
            raise OpdrachtError(f"Er is geen wijziging {nr}.", last)
        return Entry.of(found, reader.rows(Mutatie, wijziging=nr), past.taken_back(changes).get(nr))


def since(reader: Reader, nr: int, nummer: str) -> list[Entry]:
    """What happened to an opdracht after change `nr`, the oldest first."""
    by_change = _by_change(past.trace(reader, ("opdracht", nummer)).mutations)
    return [Entry.of(one, by_change[one.nr]) for one in reader.rows(Wijziging) if one.nr > nr and one.nr in by_change]


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
        fields = journal.fields_in(mutatie.na or mutatie.voor) or {}
        told = next((fields[field] for field in _TOLD_BY if field in fields and fields[field] != mutatie.gegeven), "")
        return f"{name}: {'weg' if mutatie.na is None else 'nieuw'}" + (f" ({_short(told)})" if told else "")
    voor, na = journal.fields_in(mutatie.voor) or {}, journal.fields_in(mutatie.na) or {}
    parts = [
        f"{field} veranderd"
        if field in _NOT_SHOWN
        else f"{field} was {_of(model, voor, field)}, is {_of(model, na, field)}"
        for field in na
    ]
    return f"{name}: {'; '.join(parts)}"


def _of(model: type[Record] | None, fields: dict[str, Any], field: str) -> str:
    value = fields.get(field)
    if model is not None and value is not None and field in model.model_fields:
        value = codec.typed(model, {field: value})[field]
    shown = _short(in_words(value))
    return f"‘{shown}’" if shown and isinstance(value, str) else shown or "leeg"


def _short(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _heads(renamed: Sequence[tuple[journal.Key, journal.Key]]) -> Iterator[str]:
    """The new names that people gave; what only refers to them follows in silence."""
    for (kind, before), (_, after) in renamed:
        if past.has_code(kind):
            yield f"{kind} {before} heet nu {after}"


def _many(kind: str, number: int) -> str:
    model = journal.MODELS.get(kind)
    return model.meervoud if model and number != 1 else kind
