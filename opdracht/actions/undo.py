"""Take a change back: as a new change, and only when nothing that came later stands on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from opdracht.actions import aside
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Afdruk, Document, Foto, Mutatie, Ondertekening, Record, Versie, Wijziging, key_of
from opdracht.records import make, written_key
from opdracht.store import Reader, Register, Writer, batched, journal, values

PAPER = (Afdruk, Document, Foto)
"""What commands note about files and days as they go: undo takes no note back, because the files stay too. A note that
went or changed along with an opdracht comes back with it."""
FINAL = {
    "migrate": "Zo'n wijziging werkt het hele register bij.",
    "restore": "Zet in plaats daarvan een andere reservekopie terug.",
    "forget": "Wat vergeten is, staat nergens meer.",
}
"""The commands whose changes stay, each with why."""
_SHOWN = 5
"""So many reasons are told at once."""


@dataclass(frozen=True)
class Undone:
    """A change that was taken back, with what it had done, and the number of the change that took it back."""

    wijziging: Wijziging
    mutaties: Sequence[Mutatie]
    nr: int


def undo(register: Register, nr: int | None = None) -> Undone:
    """Take back change `nr`, or the last one that still stands. Raises OpdrachtError with every reason why it cannot."""
    with register.writing() as writer:
        wijziging = _standing(writer, nr)
        everything = writer.rows(Mutatie, wijziging=wijziging.nr)
        mutaties = _of_people(everything)
        way = _WayBack.of(writer, everything)
        if reasons := list(way.obstacles()):
            raise _refusal(writer, wijziging, mutaties, reasons)
        writer.takes_back = wijziging.nr
        way.take(writer)
        number = writer.close()
        if number is None:
            raise OpdrachtError(f"Van wijziging {wijziging.nr} is niets meer over.", "Bekijk: opdracht log")
    return Undone(wijziging, mutaties, number)


def taken_back(changes: Iterable[Wijziging]) -> dict[int, int]:
    """The changes that do not stand any more, each with the change that took it back."""
    found: dict[int, int] = {}
    for one in sorted(changes, key=lambda change: -change.nr):
        if one.ongedaan is not None and one.nr not in found:
            found[one.ongedaan] = one.nr
    return found


def _standing(reader: Reader, nr: int | None) -> Wijziging:
    """The change to take back."""
    changes = reader.rows(Wijziging)
    gone = taken_back(changes)
    if nr is not None:
        found = next((one for one in changes if one.nr == nr), None)
        if found is None:
            raise OpdrachtError(f"Er is geen wijziging {nr}.", "Bekijk wat er is veranderd met: opdracht log")
        if nr in gone:
            raise OpdrachtError(f"Wijziging {nr} is al teruggenomen, met wijziging {gone[nr]}.")
        if why := FINAL.get(found.commando.split(" ")[0]):
            raise OpdrachtError(f"Wijziging {nr} ({found.commando}) gaat niet terug. {why}")
        if not _of_people(reader.rows(Mutatie, wijziging=nr)):
            raise OpdrachtError(f"Wijziging {nr} gaat over bestanden op uw schijf; die neemt undo niet terug.")
        return found
    for one in reversed(changes):
        if (word := one.commando.split(" ")[0]) in FINAL:
            raise OpdrachtError(
                f"De laatste wijziging is nummer {one.nr} ({word}), en die gaat niet terug. {FINAL[word]}",
                "Een eerdere wijziging neemt u terug met haar nummer; bekijk die met: opdracht log",
            )
        if one.ongedaan is None and one.nr not in gone and _of_people(reader.rows(Mutatie, wijziging=one.nr)):
            return one
    raise OpdrachtError("Er is niets om terug te nemen.", "Bekijk wat er is veranderd met: opdracht log")


def _of_people(mutations: Iterable[Mutatie]) -> list[Mutatie]:
    """What somebody decided, without what commands note about files."""
    return [one for one in mutations if journal.MODELS.get(one.soort) not in (None, *PAPER)]


@dataclass(frozen=True)
class _Step:
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
            return
        if self.now is None:
            yield f"{self.name} is er niet meer"
            return
        is_now = journal.plain(values(self.now))
        became = self.na if self.voor is not None else {name: self.na.get(name) for name in {**self.na, **is_now}}
        if changed := sorted(name for name, value in became.items() if is_now.get(name) != value):
            yield f"{self.name} is later veranderd ({', '.join(changed)})"

    def record(self) -> Record:
        """The record as it goes back."""
        assert self.voor is not None
        fields = journal.plain(values(self.now)) if self.now is not None else {}
        return make(self.model, journal.typed(self.model, {**fields, **self.voor}))


class _WayBack:
    """All records of a change on their way back, in the order of the journal: each after what it refers to."""

    def __init__(self, reader: Reader, steps: Sequence[_Step]) -> None:
        self._reader = reader
        self._coming = [step for step in steps if step.na is None]
        self._turning = [step for step in steps if step.na is not None and step.voor is not None]
        self._leaving = [step for step in steps if step.voor is None]
        self._all = steps

    @classmethod
    def of(cls, reader: Reader, mutaties: Sequence[Mutatie]) -> _WayBack:
        steps = []
        for soort, group in groupby(mutaties, lambda one: one.soort):
            model, ones = journal.MODELS[soort], list(group)
            owners = {journal.key_of_row(soort, one.gegeven)[1][0] for one in ones}
            found = {
                key_of(row): row for some in batched(owners) for row in reader.rows(model, **{model.sleutel[0]: some})
            }
            for one in ones:
                key = journal.key_of_row(soort, one.gegeven)[1]
                voor, na = (None if text is None else json.loads(text) for text in (one.voor, one.na))
                step = _Step(model, key, voor, na, found.get(key))
                if model not in PAPER or not any(step.obstacles()):  # paper follows where it can, and stops nothing
                    steps.append(step)
        return cls(reader, steps)

    def obstacles(self) -> Iterator[str]:
        """Every reason why the change cannot be taken back."""
        for step in self._all:
            yield from step.obstacles()
        yield from self._standing_on_what_leaves()

    def _standing_on_what_leaves(self) -> Iterator[str]:
        """What came later and refers to a record that would leave, so that it would be lost too."""
        leaving = {(step.model, step.key) for step in self._leaving}
        turning = {(step.model, step.key) for step in self._turning}
        for model, steps in groupby(self._leaving, lambda step: step.model):
            keys = {step.key for step in steps}
            for kind, field in _referring(model):
                for some in batched({key[0] for key in keys}):
                    for row in self._reader.rows(kind, **{field: some}):
                        place = (kind, key_of(row))
                        if place in leaving or (place in turning and field not in kind.sleutel):
                            continue
                        if model is Versie and (row.opdracht, row.versie) not in keys:  # type: ignore[attr-defined]
                            continue
                        if model is Versie or kind not in PAPER:
                            yield f"{_name(kind, key_of(row))} kwam later en hoort erbij"

    def take(self, writer: Writer) -> None:
        """Put back what went, then what changed, and take away what came, each after all that refers to it."""
        for _, steps in groupby(self._coming, lambda step: step.model):
            records = [step.record() for step in steps]
            _check_references(writer, records)
            writer.insert(records)
        for step in self._turning:
            record = step.record()
            _check_references(writer, [record])
            writer.update(record)
        gone: list[Record] = []
        for _, steps in groupby(reversed(self._leaving), lambda step: step.model):
            records = [step.now for step in steps if step.now is not None]
            writer.delete(*records)
            gone += records
        aside.forget(writer, gone)


def _referring(model: type[Record]) -> Iterator[tuple[type[Record], str]]:
    """The kinds and fields that mean a record of this kind; what names a version by its number means that too."""
    for kind in journal.MODELS.values():
        for reference in METADATA.tables[str(kind.__tablename__)].foreign_keys:
            if reference.column.table.name == model.__tablename__:
                yield kind, reference.parent.name
    if model is Versie:
        yield from ((kind, "opdracht") for kind in (Ondertekening, Afdruk, Document))


def _check_references(reader: Reader, records: Sequence[Record]) -> None:
    """Raise OpdrachtError when what a record refers to is no longer there."""
    for reference in METADATA.tables[str(records[0].__tablename__)].foreign_keys:
        field, target = reference.parent.name, reference.column.table.name
        model = journal.MODELS[target]
        wanted = {code: record for record in records if (code := getattr(record, field)) is not None}
        for some in batched(wanted):
            there = {key_of(row)[0] for row in reader.rows(model, **{model.sleutel[0]: some})}
            for code in some:
                if code not in there:
                    name = _name(type(wanted[code]), key_of(wanted[code]))
                    raise OpdrachtError(f"{name} kan niet terug: {target} '{code}' is er niet meer.")


def _name(model: type[Record], key: Sequence[object]) -> str:
    return f"{model.__tablename__} '{written_key(key)}'"


def _refusal(
    reader: Reader, wijziging: Wijziging, mutaties: Sequence[Mutatie], reasons: Sequence[str]
) -> OpdrachtError:
    told = list(dict.fromkeys(reasons))
    more = [f"en nog {len(told) - _SHOWN} meer"] if len(told) > _SHOWN else []
    keys = {(one.soort, one.gegeven) for one in mutaties}
    changes = reader.rows(Wijziging)
    gone = taken_back(changes)
    later = [
        one.nr
        for one in changes
        if one.nr > wijziging.nr and one.nr not in gone and one.ongedaan is None
        and any((row.soort, row.gegeven) in keys for row in reader.rows(Mutatie, wijziging=one.nr))
    ]  # fmt: skip
    hint = f"Neem eerst wijziging {later[-1]} terug: opdracht undo {later[-1]}" if later else "Bekijk: opdracht log"
    return OpdrachtError(
        f"Wijziging {wijziging.nr} kan niet terug. Er is niets veranderd.", hint, [*told[:_SHOWN], *more]
    )
