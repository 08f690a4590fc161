"""Three-way: what a workbook says, the register as it was when that was made, and the register as it is now.

A cell that nobody changed in the workbook leaves the register as it became. A cell that both changed is a conflict, which
only its user decides. The key of a row counts, not its place; a row that is missing says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from opdracht.choices import Status
from opdracht.codec import Fields, is_empty
from opdracht.exchange.workbook.columns import KINDS, CellFault
from opdracht.exchange.workbook.keys import Key, KeyReading, NewKeys, Standing
from opdracht.exchange.workbook.reading import BROKEN, CellReading
from opdracht.exchange.workbook.rows import GivenRow, by_kind
from opdracht.fields import in_words
from opdracht.model import CODED, Opdracht, Record, references
from opdracht.model.base import referring
from opdracht.records import Invalid, Place, SeenCodes, make, written_key
from opdracht.suggest import did_you_mean

_SHOWN = 60
"""So many signs of a value are told."""


class Preferred(StrEnum):
    """Which value stays when workbook and register both changed it."""

    BLAD = "blad"
    REGISTER = "register"


@dataclass(frozen=True)
class CellConflict:
    """What both changed: the value in the workbook and that in the register; without a field it is about the whole record."""

    row: GivenRow
    key: str
    field: str
    in_workbook: str
    in_register: str

    @property
    def about(self) -> str:
        """The record and the field: 'mijlpaal 2027-001/2, datum'."""
        return f"{self.row.kind.enkelvoud} {self.key}" + (f", {self.field}" if self.field else "")

    def __str__(self) -> str:
        where = self.row.fault(self.field, "").where
        return f"{where}: {self.about}: in het blad {self.in_workbook}, in het register {self.in_register}."


@dataclass(frozen=True)
class MergedRecord:
    """What becomes of a record: its fields before, and the record after; None where there is none."""

    kind: type[Record]
    row: GivenRow
    before: Fields | None
    after: Record | None


@dataclass
class Merged:
    """What an import of a workbook would do, with all that stands in its way."""

    changes: list[MergedRecord] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    conflicts: list[CellConflict] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)


def merge(
    rows: Sequence[GivenRow],
    now: Standing,
    base: Standing | None,
    *,
    year: int,
    new_keys: NewKeys | None = None,
    gone: Collection[Place] = frozenset(),
    prefer: Preferred | None = None,
    decided: Mapping[str, Preferred] | None = None,
    as_history: bool = False,
) -> Merged:
    """Lay rows beside the register. `base` is what the register held when the workbook was made; None for another list.

    `base` has its records by the keys that they have now; `new_keys` tells which those are of what got another since,
    and `gone` which of them were removed: another record may have their key now.
    `year` is that of the number of a new opdracht without a begin. `prefer` decides every conflict, `decided` the one that
    says so of itself (CellConflict.about). Only `as_history` a file gives an opdracht a status.
    """
    merging = _Merging(now, base, gone, prefer, decided or {}, as_history)
    for kind, of_kind in by_kind(rows):
        for keyed in KeyReading(kind, merging.cells, now, base, new_keys or {}, year).keyed(of_kind):
            if keyed.is_known:
                merging.result.same[kind.meervoud] += 1
            else:
                merging.row(keyed.row, keyed.key)
    merging.check_references()
    merging.result.faults = [*merging.cells.faults]
    return merging.result


class _Merging:
    """One pass over the rows of a workbook."""

    def __init__(
        self,
        now: Standing,
        base: Standing | None,
        gone: Collection[Place],
        prefer: Preferred | None,
        decided: Mapping[str, Preferred],
        as_history: bool,
    ) -> None:
        self.now = now
        self.base = base
        self.gone = gone
        self.prefer = prefer
        self.decided = decided
        self.as_history = as_history
        codes = {kind.enkelvoud: {str(key[0]) for key in now.get(kind, {})} for kind in CODED}
        self.cells = CellReading(codes)
        self.seen: dict[type[Record], SeenCodes] = {}
        self.result = Merged()

    def row(self, row: GivenRow, key: Key) -> None:
        """Lay one row beside the record with its key."""
        before = self.base.get(row.kind, {}).get(key) if self.base is not None else None
        now = self.now.get(row.kind, {}).get(key)
        if now is not None and Place(row.kind.enkelvoud, written_key(key)) in self.gone:
            self._remark(
                row, key, "is intussen verwijderd; onder die sleutel staat nu iets anders. De rij is overgeslagen."
            )
        elif row.goes:
            self._remove(row, key, before, now)
        elif now is not None:
            self._existing(row, key, before, now)
        elif before is None:
            self._new(row, key)
        elif all(self.cells.says(row, name, before[name]) for name in row.cells if name not in row.kind.sleutel):
            self._remark(row, key, "is intussen verwijderd, of heet nu anders. De rij is overgeslagen.")
        elif self._blad_stays(row, key, "", "veranderd", "verwijderd"):
            self._new(row, key)

    def _remove(self, row: GivenRow, key: Key, before: Fields | None, now: Fields | None) -> None:
        if now is None:
            self._remark(row, key, "staat niet in het register; er is niets te verwijderen.")
            return
        is_as_it_was = before == now and not self._grew(row.kind, key)
        if is_as_it_was or self._blad_stays(row, key, "", "weg", "intussen veranderd"):
            self.result.changes.append(MergedRecord(row.kind, row, now, None))
            self.cells.codes.get(row.kind.enkelvoud, set()).discard(str(key[0]))
            if row.kind in self.seen:
                self.seen[row.kind].discard(str(key[0]))

    def _grew(self, kind: type[Record], key: Key) -> bool:
        """Whether what goes with a record changed since the workbook was made."""
        return any(
            {of: fields for of, fields in self.now.get(part, {}).items() if of[0] == key[0]}
            != {of: fields for of, fields in (self.base or {}).get(part, {}).items() if of[0] == key[0]}
            for part, reference in referring(kind, KINDS)
            if reference.owned and part.sleutel[0] == reference.field
        )

    def _existing(self, row: GivenRow, key: Key, before: Fields | None, now: Fields) -> None:
        after = dict(now)
        for name, given in row.cells.items():
            if name in row.kind.sleutel or self.cells.says(row, name, now[name]):
                continue
            if given.cell == "" if before is None else self.cells.says(row, name, before[name]):
                continue
            if (value := self.cells.value(row, name)) is BROKEN:
                continue
            is_only_here = before[name] == now[name] if before is not None else is_empty(now[name])
            if is_only_here or self._blad_stays(row, key, name, _told(value), _told(now[name])):
                after[name] = value
        if after == now:
            self.result.same[row.kind.meervoud] += 1
        elif self._may_have_status(row, key, after, now.get("status")):
            self._make(row, now, after)

    def _new(self, row: GivenRow, key: Key) -> None:
        kind = row.kind
        given = [name for name in row.cells if row.cells[name].cell != "" and name not in kind.sleutel]
        fields: dict[str, object] = dict(zip(kind.sleutel, key, strict=True))
        fields |= {name: value for name in given if (value := self.cells.value(row, name)) is not BROKEN}
        if kind in CODED:
            if kind not in self.seen:
                self.seen[kind] = SeenCodes(kind, self.cells.codes[kind.enkelvoud])
            if sentence := self.seen[kind].refusal(str(key[0])):
                self.cells.fault(row, kind.sleutel[0], sentence)
        if self._may_have_status(row, key, fields, Status.CONCEPT):
            self._make(row, None, fields)

    def _may_have_status(self, row: GivenRow, key: Key, fields: Mapping[str, object], now: object) -> bool:
        """Whether an opdracht keeps the status that it has; another comes about by a command."""
        status = fields.get("status", now)
        if row.kind is not Opdracht or self.as_history or status == now:
            return True
        hint = f"Zet '{now}' terug. Daarna: opdracht status {key[0]} {status}"
        self.cells.fault(row, "status", "De status verandert stap voor stap.", hint)
        return False

    def _make(self, row: GivenRow, before: Fields | None, fields: Mapping[str, object]) -> None:
        try:
            record = make(row.kind, fields)
        except Invalid as invalid:
            for fault in invalid.faults:
                if not self.cells.is_faulty(row, fault.field):
                    self.cells.fault(row, fault.field, fault.text)
            return
        self.result.changes.append(MergedRecord(row.kind, row, before, record))

    def check_references(self) -> None:
        """Report what a new or changed record refers to and is not there; not what a record with a fault would have been."""
        there = {kind.enkelvoud: {str(key[0]) for key in self.now.get(kind, {})} for kind in CODED}
        for change in self.result.changes:
            if change.kind in CODED:
                codes = there[change.kind.enkelvoud]
                code = str(getattr(change.after, change.kind.sleutel[0])) if change.after else ""
                codes.add(code) if change.after else codes.discard(str((change.before or {})[change.kind.sleutel[0]]))
        had_faults = bool(self.cells.faults)
        for change in self.result.changes:
            for reference in references(change.kind) if change.after else ():
                code = getattr(change.after, reference.field)
                codes = there[reference.target]
                is_known = code in codes or (had_faults and code in self.cells.codes[reference.target])
                if code is not None and not is_known and (change.before or {}).get(reference.field) != code:
                    text = f"Er is geen {reference.target} '{code}'."
                    self.cells.fault(change.row, reference.field, text, did_you_mean(code, codes))

    def _blad_stays(self, row: GivenRow, key: Key, name: str, in_workbook: str, in_register: str) -> bool:
        """Whether the workbook decides what both changed; without anybody's word it is a conflict."""
        conflict = CellConflict(row, written_key(key), name, in_workbook, in_register)
        preferred = self.decided.get(conflict.about, self.prefer)
        if preferred is None:
            self.result.conflicts.append(conflict)
        return preferred is Preferred.BLAD

    def _remark(self, row: GivenRow, key: Key, text: str) -> None:
        self.result.remarks.append(f"{row.fault('', '').where}: {row.kind.enkelvoud} {written_key(key)} {text}")


def _told(value: object) -> str:
    words = " ".join(in_words(value).split())
    return f"'{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}'" if words else "leeg"
