"""What happened to the register, as sentences: who, when, by which command, and what it did to each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads

from opdracht import codec
from opdracht.codec import Fields
from opdracht.dutch import counted
from opdracht.errors import OpdrachtError
from opdracht.fields import in_words
from opdracht.history import past
from opdracht.model import Afdruk, Mutatie, Record, Wijziging
from opdracht.records import Place, read_key, written_key
from opdracht.store import Reader, Register, journal

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
class LoggedChange:
    """A change, with what it did to each record; `teruggenomen` is the number of the change that took it back.

    `counts` has how many records of a kind are new, changed and gone, in the order of the journal. Of a very large
    change that nobody asked for by its number they are all there is.
    """

    wijziging: Wijziging
    mutaties: Sequence[Mutatie]
    teruggenomen: int | None
    counts: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, wijziging: Wijziging, mutaties: Sequence[Mutatie], teruggenomen: int | None = None) -> LoggedChange:
        """A change of which everything is known."""
        counts = Counter((_what(mutatie), mutatie.soort) for mutatie in mutaties)
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
        """What it did, the new codes first, without what only follows them in its key.

        A large change is summed up unless all of it is asked for.
        """
        renamed = [mutatie for mutatie in self.mutaties if past.has_new_code(mutatie)]
        if sum(self.counts.values()) > _MANY and not all_of_them:
            return [*map(sentence, renamed), *self._summed()]
        others = [mutatie for mutatie in self.mutaties if mutatie not in renamed]
        if renamed:
            others = [mutatie for mutatie in others if not _only_follows(mutatie)]
        return list(map(sentence, (*renamed, *others)))

    def data(self) -> Fields:
        """All that is known of it, as JSON has it."""
        change = self.wijziging
        return {
            "nr": change.nr, "wanneer": change.wanneer, "wie": change.wie, "rekening": change.rekening,
            "commando": change.commando, "ongedaan": change.ongedaan, "teruggenomen": self.teruggenomen,
            "mutaties": [
                {
                    "soort": mutatie.soort, "gegeven": mutatie.gegeven, "eerder": mutatie.eerder,
                    "voor": None if mutatie.voor is None else loads(mutatie.voor),
                    "na": None if mutatie.na is None else loads(mutatie.na),
                }
                for mutatie in self.mutaties
            ],
        }  # fmt: skip

    def _summed(self) -> Iterator[str]:
        for what in ("nieuw", "veranderd", "weg"):
            kinds = {kind: number for (word, kind), number in self.counts.items() if word == what}
            if kinds:
                yield f"{what}: " + ", ".join(_counted(kind, number) for kind, number in kinds.items())


def history(
    register: Register, of: tuple[type[Record], str] | None = None, most: int | None = None, *, whole: bool = False
) -> list[LoggedChange]:
    """The changes, or those of one record (an opdracht with all that is in it), the newest first and `most` of them.

    With `whole` also very large ones have all they did. Raises OpdrachtError when nothing was ever known of the record.
    """
    with register.reading() as reader:
        if of is None:
            changes = past.Changes(reader)
            return _newest(reader, changes.all[::-1][:most], changes.undone, whole=whole)
        return history_of(reader, *of)[:most]


def history_of(reader: Reader, model: type[Record], key: str) -> list[LoggedChange]:
    """The changes of one record, the newest first. Raises OpdrachtError when nothing was ever known of it."""
    changes = past.Changes(reader)
    mutations = past.story(reader, Place(model.enkelvoud, written_key(read_key(model, key))))
    if not mutations:
        raise OpdrachtError(
            f"Van {model.enkelvoud} '{key}' is niets bekend.",
            f"Bekijk wat er is met: opdracht list {model.meervoud}",
        )
    by_change = journal.by_change(mutations)
    newest = [change for change in reversed(changes.all) if change.nr in by_change]
    return [LoggedChange.of(change, by_change[change.nr], changes.undone.get(change.nr)) for change in newest]


def _newest(
    reader: Reader, changes: Sequence[Wijziging], undone: Mapping[int, int], *, whole: bool
) -> list[LoggedChange]:
    counts: dict[int, Counter[tuple[str, str]]] = {change.nr: Counter() for change in changes}
    for count in past.tally(reader, counts):
        counts[count.wijziging][count.what, count.soort] = count.number
    small = [nr for nr, of_kinds in counts.items() if whole or of_kinds.total() <= _VERY_MANY]
    mutations = journal.by_change(reader.rows(Mutatie, wijziging=small))
    return [
        LoggedChange(change, mutations.get(change.nr, []), undone.get(change.nr), counts[change.nr])
        for change in changes
    ]


def change(register: Register, nr: int) -> LoggedChange:
    """One change by its number. Raises OpdrachtError when there is none."""
    with register.reading() as reader:
        changes = past.Changes(reader)
        wijziging = changes.numbered(nr)
        return LoggedChange.of(wijziging, changes.what_it_did(wijziging), changes.undone.get(nr))


def since(reader: Reader, nr: int, nummer: str) -> list[LoggedChange]:
    """What happened to an opdracht after change `nr`, the oldest first."""
    by_change = journal.by_change(past.story(reader, Place("opdracht", nummer)))
    later = (change for change in reader.rows(Wijziging) if change.nr > nr and change.nr in by_change)
    return [LoggedChange.of(change, by_change[change.nr]) for change in later]


def sentence(mutatie: Mutatie) -> str:
    """What a change did to one record: 'persoon wethouder: naam was leeg, is Anne de Wit'."""
    model = journal.MODELS.get(mutatie.soort)
    key = mutatie.gegeven[:_FINGERPRINT] if model is Afdruk else mutatie.gegeven
    voor, na = journal.fields_in(mutatie.voor), journal.fields_in(mutatie.na)
    if voor is None or na is None:
        known_as = _known_as(mutatie, na or voor or {})
        return f"{mutatie.soort} {key}: {_what(mutatie)}" + (f" ({_short(known_as)})" if known_as else "")
    parts = [
        f"{field} veranderd"
        if field in _NOT_SHOWN
        else f"{field} was {_of(model, voor, field)}, is {_of(model, na, field)}"
        for field in na
        if mutatie.eerder is None or field not in _key_fields(mutatie)
    ]
    if mutatie.eerder is not None:
        return "; ".join([f"{mutatie.soort} {mutatie.eerder} heet nu {key}", *parts])
    return f"{mutatie.soort} {key}: {'; '.join(parts)}"


def _only_follows(mutatie: Mutatie) -> bool:
    """Whether a record only got another key, because something that its key names has another code."""
    return mutatie.eerder is not None and set(journal.fields_in(mutatie.na) or {}) <= _key_fields(mutatie)


def _key_fields(mutatie: Mutatie) -> set[str]:
    return set(journal.MODELS[mutatie.soort].sleutel) if mutatie.soort in journal.MODELS else set()


def _what(mutatie: Mutatie) -> str:
    """What happened to a record, in one word."""
    return "nieuw" if mutatie.voor is None else "weg" if mutatie.na is None else "veranderd"


def _known_as(mutatie: Mutatie, fields: Fields) -> str:
    """What people know a record by besides its key; empty when that is all."""
    model = journal.MODELS.get(mutatie.soort)
    names = [name for name in model.known_by if name not in model.sleutel] if model else []
    return next((fields[name] for name in names if name in fields and fields[name] != mutatie.gegeven), "")


def _of(model: type[Record] | None, fields: Fields, field: str) -> str:
    value = fields.get(field)
    if model is not None and value is not None and field in model.model_fields:
        value = codec.typed(model, {field: value})[field]
    shown = _short(in_words(value))
    return f"‘{shown}’" if shown and isinstance(value, str) else shown or "leeg"


def _short(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _counted(kind: str, number: int) -> str:
    model = journal.MODELS.get(kind)
    return counted(number, kind, (model.written_plural or model.meervoud) if model else kind)
