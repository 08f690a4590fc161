"""The records of a change on their way back: what each becomes, and everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from opdracht.choices import Status
from opdracht.codec import Fields, filled, typed, values
from opdracht.history import past
from opdracht.model import (
    TABLES,
    Afdruk,
    Document,
    Foto,
    Mutatie,
    Ondertekening,
    Opdracht,
    Record,
    Versie,
    Wijziging,
    key_of,
    references,
)
from opdracht.model.base import referring
from opdracht.records import Place, kind_of, make, read_key, written_key
from opdracht.store import Reader, Writer, journal

PAPER = (Afdruk, Document, Foto)
"""What commands note about files and days as they go: it follows where it can, and stops nothing."""
_OF_A_VERSION: tuple[type[Ondertekening | Afdruk | Document], ...] = (Ondertekening, Afdruk, Document)
"""The kinds that name a version of an opdracht by its number."""

Key = tuple[str | int, ...]
Codes = Mapping[Place, str | None]
"""The records that a change gave another code, each with the one it had."""


@dataclass(frozen=True)
class RecordBack:
    """One record on its way back: what the change made of it (`na`), what it was (`voor`), and what it is now.

    `key` is the key that the change left it with. A record that the change gave another code had `earlier_code`; the
    fields in `following` follow such a record back by themselves.
    """

    model: type[Record]
    key: Key
    earlier_code: str | None
    voor: Fields | None
    na: Fields | None
    now: Record | None
    following: frozenset[str]

    @classmethod
    def of(cls, mutatie: Mutatie, model: type[Record], key: Key, now: Record | None, codes: Codes) -> RecordBack:
        """What a mutation did to a record, in a change that gave records other codes."""
        voor, na = journal.fields_in(mutatie.voor), journal.fields_in(mutatie.na)
        code = mutatie.eerder if past.has_new_code(mutatie) else None
        following = frozenset(_following(mutatie, model, voor, na, codes)) if voor and na else frozenset()
        return cls(model, key, code, voor, na, now, following)

    @property
    def name(self) -> str:
        return _name(self.model, self.key)

    def only_follows(self) -> bool:
        """Whether the change did nothing to it but let it follow others to their new code."""
        return bool(self.following) and self.na is not None and self.following.issuperset(self.na)

    def obstacles(self) -> Iterator[str]:
        """Why the record itself is no longer what the change made of it."""
        if self.na is None:
            if self.now is not None:
                yield f"{self.name} is er weer"
        elif self.now is None:
            yield f"{self.name} is er niet meer"
        elif changed := self._changed_since(self.now, self.na):
            yield f"{self.name} is later veranderd ({', '.join(changed)})"

    def _changed_since(self, now: Record, na: Fields) -> list[str]:
        is_now = filled(values(now))
        names = na if self.voor is not None else {**na, **is_now}
        return sorted(name for name in names if name not in self.following and is_now.get(name) != na.get(name))

    def record(self) -> Record:
        """The record as it goes back."""
        fields = filled(values(self.now)) if self.now is not None else {}
        na, voor = self.na or {}, self.voor or {}
        later = {name for name in self.following if fields.get(name) != na.get(name)}
        back = {name: value for name, value in voor.items() if name not in later}
        return make(self.model, typed(self.model, {**fields, **back}))


class WayBack:
    """All records of a change on their way back, in the order of the journal: each after what it refers to."""

    def __init__(self, reader: Reader, wijziging: Wijziging, records: Sequence[RecordBack]) -> None:
        self._reader = reader
        self._nr = wijziging.nr
        self._coming = [record for record in records if record.na is None]
        self._turning = [record for record in records if record.na is not None and record.voor is not None]
        self._leaving = [record for record in records if record.voor is None]

    @classmethod
    def of(cls, reader: Reader, wijziging: Wijziging, mutaties: Sequence[Mutatie]) -> WayBack:
        """The way back of a change that did these mutations."""
        codes = {Place(row.soort, row.gegeven): row.eerder for row in mutaties if past.has_new_code(row)}
        records = [
            record
            for soort, of_kind in groupby(mutaties, lambda mutatie: mutatie.soort)
            for record in _records(reader, soort, list(of_kind), codes)
            if not record.only_follows() and (record.model not in PAPER or not any(record.obstacles()))
        ]
        return cls(reader, wijziging, records)

    def obstacles(self) -> Iterator[str]:
        """Every reason why the change cannot be taken back."""
        for record in (*self._coming, *self._turning, *self._leaving):
            yield from record.obstacles()
            if record.earlier_code and self._reader.get(record.model, [record.earlier_code]):
                yield f"{_name(record.model, [record.earlier_code])} is er weer"
        yield from self._standing_on_what_leaves()
        yield from self._without_what_they_refer_to()
        yield from self._of_another_version()

    def _standing_on_what_leaves(self) -> Iterator[str]:
        """What came later and refers to a record that would leave, so that it would be lost too."""
        leaving = {(record.model, record.key) for record in self._leaving}
        turning = {(record.model, record.key) for record in self._turning}
        for model, of_kind in groupby(self._leaving, lambda record: record.model):
            codes = {record.key[0] for record in of_kind}
            for kind, reference in referring(model, TABLES):
                goes_along = leaving if reference.field in kind.sleutel else leaving | turning
                for row in self._reader.having(kind, reference.field, codes):
                    if kind not in PAPER and (kind, key_of(row)) not in goes_along:
                        yield f"{_name(kind, key_of(row))} hangt ervan af"
        yield from self._standing_on_versions({key for model, key in leaving if model is Versie}, leaving)

    def _standing_on_versions(self, versions: set[Key], leaving: set[tuple[type[Record], Key]]) -> Iterator[str]:
        """What came later and names a version that would leave by its number, or is the version after it."""
        nummers = {nummer for nummer, _ in versions}
        for kind in _OF_A_VERSION:
            for row in self._reader.having(kind, "opdracht", nummers):
                version = (row.opdracht or "", row.versie or 0)
                if version in versions and (kind, key_of(row)) not in leaving:
                    depends = f"{_name(kind, key_of(row))} hangt ervan af"
                    yield f"van {_name(Versie, version)} is een document gemaakt" if kind in PAPER else depends
        for versie in self._reader.having(Versie, "opdracht", nummers):
            if key_of(versie) not in versions and any(
                nummer == versie.opdracht and int(nr) < versie.nr for nummer, nr in versions
            ):
                yield f"{_name(Versie, key_of(versie))} hangt ervan af"

    def _without_what_they_refer_to(self) -> Iterator[str]:
        """Records that would come back to something that is no longer there."""
        coming = {(record.model, record.key) for record in self._coming}
        coming |= {(record.model, (record.earlier_code,)) for record in self._turning if record.earlier_code}
        back = [record.record() for record in (*self._coming, *self._turning) if not any(record.obstacles())]
        for kind, of_kind in groupby(back, kind_of):
            records = list(of_kind)
            for reference in references(kind):
                model = journal.MODELS[reference.target]
                wanted = {getattr(record, reference.field): record for record in records}
                wanted.pop(None, None)
                standing = {key_of(row)[0] for row in self._reader.having(model, model.sleutel[0], wanted)}
                for code, record in wanted.items():
                    if code not in standing and (model, (code,)) not in coming:
                        name = _name(kind, key_of(record))
                        yield f"{name} hoort bij {_name(model, [code])}, en dat is er niet meer"

    def _of_another_version(self) -> Iterator[str]:
        """What would come back to a version that is not the text it was of."""
        coming = {record.key for record in self._coming if record.model is Versie}
        for record in self._coming:
            if record.model not in _OF_A_VERSION or not record.voor or not record.voor.get("versie"):
                continue
            key = (record.voor["opdracht"], record.voor["versie"])
            if key in coming:
                continue
            versie, place = self._reader.get(Versie, key), Place(Versie.enkelvoud, written_key(key))
            mutations = self._reader.rows(Mutatie, soort=place.kind, gegeven=place.key)
            then = journal.replayed(mutatie for mutatie in mutations if mutatie.wijziging < self._nr)
            if versie is None or then.get(place, {}).get("sha256") != versie.sha256:
                yield f"{record.name} hoort bij een andere tekst dan {_name(Versie, key)} nu heeft"

    def take(self, writer: Writer) -> None:
        """Give back codes, put back what went, then what changed, and take away what came after all that refers to it."""
        for record in self._turning:
            if record.earlier_code:
                writer.rename(record.model, str(record.key[0]), record.earlier_code)
        for _, of_kind in groupby(self._coming, lambda record: record.model):
            writer.insert([record.record() for record in of_kind])
        for record in self._turning:
            writer.update(record.record())
        for _, of_kind in groupby(reversed(self._leaving), lambda record: record.model):
            writer.delete(*(record.now for record in of_kind if record.now is not None))

    def under_way_again(self) -> Iterator[str]:
        """The opdrachten that would take hours again."""
        for record in (*self._coming, *self._turning):
            status = record.voor.get("status") if record.voor and record.model is Opdracht else None
            if status and Status(status).is_under_way:
                yield str(record.key[0])


def _records(reader: Reader, soort: str, mutaties: Sequence[Mutatie], codes: Codes) -> Iterator[RecordBack]:
    """What the mutations of one kind did, each with the record as it is now."""
    model = journal.model_of(soort)
    keys = [read_key(model, mutatie.gegeven) for mutatie in mutaties]
    now = {key_of(row): row for row in reader.having(model, model.sleutel[0], {key[0] for key in keys})}
    for key, mutatie in zip(keys, mutaties, strict=True):
        yield RecordBack.of(mutatie, model, key, now.get(key), codes)


def _following(mutatie: Mutatie, model: type[Record], voor: Fields, na: Fields, codes: Codes) -> Iterator[str]:
    """The fields in which a record only followed others to their new code."""
    if mutatie.eerder is not None and not past.has_new_code(mutatie):
        yield from (name for name in model.sleutel if name in na)
    for field, target, _ in references(model):
        if field in na and codes.get(Place(target, na[field]), "") == voor.get(field):
            yield field


def _name(model: type[Record], key: Sequence[object]) -> str:
    return f"{model.enkelvoud} '{written_key(key)}'"
