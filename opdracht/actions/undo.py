"""Take a change back: as a new change, and only when nothing that came later stands on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from opdracht.actions import aside
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Afdruk, Document, Foto, Mutatie, Ondertekening, Record, Versie, Wijziging, key_of
from opdracht.records import make, written_key
from opdracht.store import Reader, Register, Writer, journal, values

PAPER = (Afdruk, Document, Foto)
"""What commands note about files and days as they go: undo leaves it, because the files stay too."""
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
        mutaties = _of_people(writer.rows(Mutatie, wijziging=wijziging.nr))
        back = [_Step.of(writer, one) for one in mutaties]
        reasons = [reason for step in back for reason in step.reasons(writer, back)]
        if reasons:
            raise _refusal(writer, wijziging, mutaties, reasons)
        writer.takes_back = wijziging.nr
        _turn(writer, back)
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
        if one.commando.split(" ")[0] in FINAL:
            raise OpdrachtError(
                f"De laatste wijziging is nummer {one.nr} ({one.commando}), en die gaat niet terug. "
                f"{FINAL[one.commando.split(' ')[0]]}",
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

    @classmethod
    def of(cls, reader: Reader, mutatie: Mutatie) -> _Step:
        model, key = journal.key_of_row(mutatie.soort, mutatie.gegeven)
        voor, na = (None if text is None else json.loads(text) for text in (mutatie.voor, mutatie.na))
        return cls(model, key, voor, na, reader.get(model, key))

    @property
    def name(self) -> str:
        return f"{self.model.__tablename__} '{written_key(self.key)}'"

    def reasons(self, reader: Reader, all_steps: Sequence[_Step]) -> Iterator[str]:
        """Why this record cannot go back."""
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
        if self.voor is None:
            yield from self._standing_on(reader, all_steps)

    def _standing_on(self, reader: Reader, all_steps: Sequence[_Step]) -> Iterator[str]:
        """What came later and refers to this record, that would be lost with it."""
        leaving = {(step.model, step.key) for step in all_steps if step.na is not None and step.voor is None}
        turned = {(step.model, step.key) for step in all_steps if step.voor is not None and step.na is not None}
        for kind, field, value in self._referring():
            for row in reader.rows(kind, **{field: value}):
                place = (kind, key_of(row))
                if place in leaving or (place in turned and field not in kind.sleutel):
                    continue
                if kind not in PAPER or (self.model is Versie and row.versie == self.key[1]):  # type: ignore[attr-defined]
                    yield f"{kind.__tablename__} '{written_key(key_of(row))}' hoort erbij"

    def _referring(self) -> Iterator[tuple[type[Record], str, object]]:
        """Kinds, fields and values that refer to this record; a version is meant by its opdracht and its number."""
        for kind in journal.MODELS.values():
            for reference in METADATA.tables[str(kind.__tablename__)].foreign_keys:
                if reference.column.table.name == self.model.__tablename__:
                    yield kind, reference.parent.name, self.key[0]
        if self.model is Versie:
            yield from ((kind, "opdracht", self.key[0]) for kind in (Ondertekening, Afdruk))

    def record(self) -> Record:
        """The record as it goes back."""
        assert self.voor is not None
        fields = journal.plain(values(self.now)) if self.now is not None else {}
        return make(self.model, journal.typed(self.model, {**fields, **self.voor}))


def _turn(writer: Writer, steps: Sequence[_Step]) -> None:
    """Put back what went, then what changed, and take away what came, each after all that refers to it."""
    for step in steps:
        if step.na is None:
            record = step.record()
            _check_references(writer, record)
            writer.insert([record])
    for step in steps:
        if step.voor is not None and step.na is not None:
            record = step.record()
            _check_references(writer, record)
            writer.update(record)
    for step in reversed(steps):
        if step.voor is None and step.now is not None:
            writer.delete(step.now)
            aside.forget(writer, step.now)


def _check_references(reader: Reader, record: Record) -> None:
    for reference in METADATA.tables[str(record.__tablename__)].foreign_keys:
        code, target = getattr(record, reference.parent.name), reference.column.table.name
        if code is not None and reader.get(journal.MODELS[target], [code]) is None:
            raise OpdrachtError(
                f"{record.__tablename__} '{written_key(key_of(record))}' kan niet terug: "
                f"{target} '{code}' is er niet meer."
            )


def _refusal(
    reader: Reader, wijziging: Wijziging, mutaties: Sequence[Mutatie], reasons: Sequence[str]
) -> OpdrachtError:
    told = list(dict.fromkeys(reasons))
    more = f"; en nog {len(told) - _SHOWN} redenen" if len(told) > _SHOWN else ""
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
        f"Wijziging {wijziging.nr} kan niet terug: {'; '.join(told[:_SHOWN])}{more}. Er is niets veranderd.", hint
    )
