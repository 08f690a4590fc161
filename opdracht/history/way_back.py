"""The records of a change on their way back: what each becomes, and everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from opdracht import codec
from opdracht.choices import UNDER_WAY
from opdracht.history import past
from opdracht.model import (
    METADATA,
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
)
from opdracht.records import make, written_key
from opdracht.store import Reader, Writer, aside, batched, journal, values

PAPER = (Afdruk, Document, Foto)
"""What commands note about files and days as they go: it follows where it can, and stops nothing."""
_OF_A_VERSION = (Ondertekening, Afdruk, Document)
"""The kinds that name a version of an opdracht by its number."""


@dataclass(frozen=True)
class Step:
    """One record on its way back: what the change made of it (`na`), what it was (`voor`), and what it is now."""

    model: type[Record]
    key: tuple[str | int, ...]
    voor: dict[str, Any] | None
    na: dict[str, Any] | None
    now: Record | None

    @property
    def name(self) -> str:
        return _name(self.model, self.key)

    def obstacles(self) -> Iterator[str]:
        """Why the record itself is no longer what the change made of it."""
        if self.na is None:
            if self.now is not None:
                yield f"{self.name} is er weer"
        elif self.now is None:
            yield f"{self.name} is er niet meer"
        elif changed := self._changed_since(self.now, self.na):
            yield f"{self.name} is later veranderd ({', '.join(changed)})"

    def _changed_since(self, now: Record, na: dict[str, Any]) -> list[str]:
        is_now = codec.filled(values(now))
        became = na if self.voor is not None else {name: na.get(name) for name in {**na, **is_now}}
        return sorted(name for name, value in became.items() if is_now.get(name) != value)

    def record(self) -> Record:
        """The record as it goes back."""
        assert self.voor is not None
        fields = codec.filled(values(self.now)) if self.now is not None else {}
        return make(self.model, codec.typed(self.model, {**fields, **self.voor}))


@dataclass(frozen=True)
class Renaming:
    """A record that gets the code it had back; all that refers to it now follows, also what came later."""

    model: type[Record]
    before: str
    after: str
    fields: Step
    """What else the change did to it, under its present code."""


class WayBack:
    """All records of a change on their way back, in the order of the journal: each after what it refers to."""

    def __init__(
        self, reader: Reader, wijziging: Wijziging, steps: Sequence[Step], renamings: Sequence[Renaming]
    ) -> None:
        self._reader = reader
        self._nr = wijziging.nr
        self._renamings = renamings
        self._coming = [step for step in steps if step.na is None]
        self._turning = [step for step in steps if step.na is not None and step.voor is not None]
        self._leaving = [step for step in steps if step.voor is None]

    @classmethod
    def of(cls, reader: Reader, wijziging: Wijziging, mutaties: Sequence[Mutatie]) -> WayBack:
        """The way back of a change that did these mutations."""
        pairs = past.renamed(mutaties)
        codes = {after: before for before, after in pairs if past.has_code(after[0])}
        followed = {key for pair in pairs for key in pair}
        rows = {(one.soort, one.gegeven): one for one in mutaties}
        renamings = [_renaming(reader, rows[before], rows[after]) for after, before in codes.items()]
        steps = []
        for soort, group in groupby(mutaties, lambda one: one.soort):
            ones = [one for one in group if (one.soort, one.gegeven) not in followed]
            for step in _steps(reader, journal.MODELS[soort], ones):
                own = _but_references(step, codes)
                if own and (own.model not in PAPER or not any(own.obstacles())):
                    steps.append(own)
        return cls(reader, wijziging, steps, renamings)

    def obstacles(self) -> Iterator[str]:
        """Every reason why the change cannot be taken back."""
        for renaming in self._renamings:
            yield from renaming.fields.obstacles()
            if self._reader.get(renaming.model, [renaming.before]):
                yield f"{_name(renaming.model, [renaming.before])} is er weer"
        for step in (*self._coming, *self._turning, *self._leaving):
            yield from step.obstacles()
        yield from self._standing_on_what_leaves()
        yield from self._without_what_they_refer_to()
        yield from self._of_another_version()

    def _standing_on_what_leaves(self) -> Iterator[str]:
        """What came later and refers to a record that would leave, so that it would be lost too."""
        leaving = {(step.model, step.key) for step in self._leaving}
        turning = {(step.model, step.key) for step in self._turning}
        for model, steps in groupby(self._leaving, lambda step: step.model):
            keys = {step.key for step in steps}
            for kind, field, row in self._what_means(model, {key[0] for key in keys}):
                place = (kind, key_of(row))
                if place in leaving or (place in turning and field not in kind.sleutel):
                    continue
                if model is Versie and not _stands_on_version(row, keys):
                    continue
                if model is Versie and kind in PAPER:
                    yield f"van {_name(Versie, [row.opdracht, row.versie])} is een document gemaakt"
                elif kind not in PAPER:
                    yield f"{_name(kind, key_of(row))} hangt ervan af"

    def _what_means(self, model: type[Record], codes: Iterable[str | int]) -> Iterator[tuple[type[Record], str, Any]]:
        """The records that mean one of a kind with one of these codes: their kind, in which field, and the record."""
        for kind, field in _referring(model):
            for some in batched(codes):
                for row in self._reader.rows(kind, **{field: some}):
                    yield kind, field, row

    def _without_what_they_refer_to(self) -> Iterator[str]:
        """Records that would come back to something that is no longer there."""
        coming = {(step.model, step.key) for step in self._coming}
        records = [step.record() for step in (*self._coming, *self._turning) if not any(step.obstacles())]
        for _, group in groupby(records, lambda record: record.enkelvoud):
            ones = list(group)
            for reference in METADATA.tables[ones[0].enkelvoud].foreign_keys:
                field, model = reference.parent.name, journal.MODELS[reference.column.table.name]
                wanted = {code: one for one in ones if (code := getattr(one, field)) is not None}
                for some in batched(wanted):
                    there = {key_of(row)[0] for row in self._reader.rows(model, **{model.sleutel[0]: some})}
                    there |= {code for code in some if (model, (code,)) in coming}
                    for code in (code for code in some if code not in there):
                        one = wanted[code]
                        yield f"{_name(type(one), key_of(one))} hoort bij {_name(model, [code])}, en dat is er niet meer"

    def _of_another_version(self) -> Iterator[str]:
        """What would come back to a version that is not the text it was of."""
        coming = {step.key for step in self._coming if step.model is Versie}
        for step in self._coming:
            if step.model not in _OF_A_VERSION or not step.voor or not step.voor.get("versie"):
                continue
            key = (step.voor["opdracht"], step.voor["versie"])
            if key in coming:
                continue
            there = self._reader.get(Versie, key)
            past_of_it = self._reader.rows(Mutatie, soort="versie", gegeven=written_key(key))
            then = journal.replayed(one for one in past_of_it if one.wijziging < self._nr)
            if there is None or then.get(("versie", written_key(key)), {}).get("sha256") != there.sha256:
                yield f"{step.name} hoort bij een andere tekst dan {_name(Versie, key)} nu heeft"

    def take(self, writer: Writer) -> None:
        """Put back what went, then what changed, and take away what came, each after all that refers to it."""
        for renaming in self._renamings:
            writer.rename(renaming.model, renaming.after, renaming.before)
            aside.follow(writer, str(renaming.model.enkelvoud), renaming.after, renaming.before)
            writer.update(renaming.fields.record())
        for _, steps in groupby(self._coming, lambda step: step.model):
            writer.insert([step.record() for step in steps])
        for step in self._turning:
            writer.update(step.record())
        gone: list[Record] = []
        for _, steps in groupby(reversed(self._leaving), lambda step: step.model):
            records = [step.now for step in steps if step.now is not None]
            writer.delete(*records)
            gone += records
        aside.forget(writer, gone)

    def under_way_again(self) -> Iterator[str]:
        """The opdrachten that would take hours again."""
        for step in (*self._coming, *self._turning):
            if step.model is Opdracht and step.voor and step.voor.get("status") in UNDER_WAY:
                yield str(step.key[0])


def _steps(reader: Reader, model: type[Record], mutaties: Sequence[Mutatie]) -> Iterator[Step]:
    """The mutations of one kind, each with the record as it is now."""
    keys = [journal.key_of_row(one.soort, one.gegeven)[1] for one in mutaties]
    found = {
        key_of(row): row
        for some in batched({key[0] for key in keys})
        for row in reader.rows(model, **{model.sleutel[0]: some})
    }
    for key, one in zip(keys, mutaties, strict=True):
        yield Step(model, key, journal.fields_in(one.voor), journal.fields_in(one.na), found.get(key))


def _renaming(reader: Reader, gone: Mutatie, new: Mutatie) -> Renaming:
    model = journal.MODELS[new.soort]
    (code,) = model.sleutel
    voor, na = journal.fields_in(gone.voor) or {}, journal.fields_in(new.na) or {}
    names = [name for name in {**voor, **na} if name != code and voor.get(name) != na.get(name)]
    now = reader.get(model, [new.gegeven])
    was = {name: voor.get(name) for name in names} | {code: gone.gegeven}
    step = Step(model, (new.gegeven,), was, {name: na.get(name) for name in names}, now)
    return Renaming(model, gone.gegeven, new.gegeven, step)


def _but_references(step: Step, codes: dict[journal.Key, journal.Key]) -> Step | None:
    """A step without the fields that only follow a record to its earlier code; None when nothing is left of it."""
    if step.voor is None or step.na is None or not codes:
        return step
    references = METADATA.tables[str(step.model.enkelvoud)].foreign_keys
    kinds = {reference.parent.name: reference.column.table.name for reference in references}
    followed = {
        name
        for name, kind in kinds.items()
        if name in step.na and codes.get((kind, step.na[name])) == (kind, step.voor[name])
    }
    if not followed:
        return step
    voor, na = ({n: v for n, v in fields.items() if n not in followed} for fields in (step.voor, step.na))
    return Step(step.model, step.key, voor, na, step.now) if na else None


def _referring(model: type[Record]) -> Iterator[tuple[type[Record], str]]:
    """The kinds and fields that mean a record of this kind; what names a version by its number means that too."""
    for kind in journal.MODELS.values():
        for reference in METADATA.tables[kind.enkelvoud].foreign_keys:
            if reference.column.table.name == model.enkelvoud:
                yield kind, reference.parent.name
    if model is Versie:
        yield from ((kind, "opdracht") for kind in (Versie, *_OF_A_VERSION))


def _stands_on_version(row: Any, keys: Iterable[tuple[str | int, ...]]) -> bool:
    """Whether a record is of one of these versions, or a version that came after one of them."""
    if row.enkelvoud == Versie.enkelvoud:
        return any(row.opdracht == nummer and row.nr > int(nr) for nummer, nr in keys)
    return (row.opdracht, row.versie) in keys


def _name(model: type[Record], key: Sequence[object]) -> str:
    return f"{model.enkelvoud} '{written_key(key)}'"
