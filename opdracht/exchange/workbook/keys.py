"""Which record a row of a workbook is about: by its key, by what it says when it has none yet, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from opdracht.codec import Fields
from opdracht.exchange.workbook.columns import columns
from opdracht.exchange.workbook.reading import BROKEN, CellReading
from opdracht.exchange.workbook.rows import GivenRow
from opdracht.model import CODED, Opdracht, Record
from opdracht.records import NewNummers, Place, read_key, written_key

Key: TypeAlias = tuple[str | int, ...]
Standing: TypeAlias = Mapping[type[Record], Mapping[Key, Fields]]
"""The records of a moment: per kind and key all fields, typed."""
NewKeys: TypeAlias = Mapping[Place, str]
"""The key that a record has now, as people type it, by where it stood when the workbook was made."""


@dataclass(frozen=True)
class KeyedRow:
    """A row and the key of its record. `is_known` says that the record said the same already, under this key."""

    row: GivenRow
    key: Key
    is_known: bool = False


class KeyReading:
    """The keys of the rows of one kind. What the register numbers itself gets its number here."""

    def __init__(
        self,
        kind: type[Record],
        cells: CellReading,
        now: Standing,
        base: Standing | None,
        new_keys: NewKeys,
        year: int,
    ) -> None:
        self.kind = kind
        self.new_keys = new_keys
        self.cells = cells
        self.now = now.get(kind, {})
        self.base = base.get(kind, {}) if base is not None else None
        self.year = year
        self.nummers = NewNummers(cells.codes[Opdracht.enkelvoud])
        self.by_titel: dict[object, Key] = {}
        for key, fields in self.now.items() if kind is Opdracht else ():
            self.by_titel.setdefault(fields["titel"], key)

    def keyed(self, rows: Sequence[GivenRow]) -> Iterable[KeyedRow]:
        """Each row with a key, those that had one first; the others get the numbers after them."""
        keyed: dict[Key, GivenRow] = {}
        new: list[tuple[GivenRow, str | int]] = []
        for row in sorted(rows, key=lambda row: "nummer" in row.cells and row.cells["nummer"].cell == ""):
            key = self._key(row)
            if key is None:
                continue
            self.cells.codes.get(self.kind.enkelvoud, set()).add(str(key[0]))
            if None in key or self._is_taken(cast("Key", key)):
                new.append((row, cast("str | int", key[0])))
            elif key in keyed:
                text = f"{self.kind.enkelvoud} '{written_key(key)}' staat er twee keer, ook in rij {keyed[cast('Key', key)].line}."
                self.cells.fault(row, self.kind.sleutel[-1], text)
            else:
                keyed[cast("Key", key)] = row
        new = [(row, owner) for row, owner in new if not self._keeps_its_number(row, owner, keyed)]
        named = set(map(written_key, keyed))
        had = set(map(written_key, self.now))
        yield from (KeyedRow(row, key) for key, row in keyed.items() if not self._has_other_key(row, key, named, had))
        yield from self._numbered(new, keyed)

    def _key(self, row: GivenRow) -> tuple[object, ...] | None:
        """The key of a row, with None for a number that the register gives; None, and the faults, when it has none."""
        key: dict[str, object] = {}
        for column in (column for column in columns(self.kind) if column.is_key):
            value = (
                self.cells.value(row, column.name)
                if column.name in row.cells and row.cells[column.name].cell != ""
                else ""
            )
            if value == "" and column.name == "nummer":
                value = self._nummer(row)
            elif value == "" and column.name != "nr":
                self.cells.fault(row, column.name, f"{column.label} ontbreekt.", column.belongs)
                value = BROKEN
            key[column.name] = None if value == "" else value
        if BROKEN in key.values():
            return None
        parts = tuple(key[name] for name in self.kind.sleutel)
        now = self.new_keys.get(Place(self.kind.enkelvoud, written_key(parts)))
        return read_key(self.kind, now) if now else parts

    def _nummer(self, row: GivenRow) -> str:
        """The number of an opdracht without one: that of the one with its titel, or a new one."""
        titel = str(row.cells["titel"].cell).strip() if "titel" in row.cells else ""
        if titel and titel in self.by_titel:
            return str(self.by_titel[titel][0])
        van: object = None
        with suppress(ValueError, KeyError):  # it has none, or one that is reported when the record is made
            van = self.cells.value_or_raise(row, "van")
        year = van.year if isinstance(van, date) else self.year
        return self.nummers.after(year)

    def _is_taken(self, key: Key) -> bool:
        """Whether somebody else gave the number of a new row to a record of theirs, since the workbook was made."""
        return self.base is not None and self.kind.sleutel[-1] == "nr" and key in self.now and key not in self.base

    def _has_other_key(self, row: GivenRow, key: Key, named: set[str], had: set[str]) -> bool:
        """Whether the key of a row was changed by hand, which is a fault: it would make a second record."""
        before = self.new_keys.get(Place(self.kind.enkelvoud, row.exported_key), row.exported_key)
        if before in ("", written_key(key)) or before in named or before not in had:
            return False
        hint = "Zet die terug. Is dit iets nieuws? Typ het dan in een nieuwe rij."
        if self.kind in CODED:
            code = self.kind.sleutel[0]
            hint = f"Zet die terug. Een andere {code} geeft u met: opdracht set {self.kind.enkelvoud} {before} {code}={key[0]}"
        self.cells.fault(row, self.kind.sleutel[0], f"De sleutel van deze rij was '{before}'.", hint)
        return True

    def _keeps_its_number(self, row: GivenRow, owner: str | int, keyed: dict[Key, GivenRow]) -> bool:
        """Whether a row without its number is still that of the record it was made from; it is then among the keyed."""
        before = self.new_keys.get(Place(self.kind.enkelvoud, row.exported_key), row.exported_key)
        for key in self.now:
            if before and written_key(key) == before and key[0] == owner and key not in keyed:
                keyed[key] = row
                return True
        return False

    def _numbered(self, new: Sequence[tuple[GivenRow, str | int]], keyed: Iterable[Key]) -> Iterable[KeyedRow]:
        """New rows with the next numbers of their owner; one that came in before is the record that it became."""
        last = Counter[object]()
        for owner, *_, number in {*keyed, *self.now} if new else ():
            last[owner] = max(last[owner], int(number))
        matched: set[Key] = set()
        for row, owner in new:
            if (same := self._same_as(row, owner, matched)) is not None:
                matched.add(same)
                yield KeyedRow(row, same, is_known=True)
            else:
                last[owner] += 1
                yield KeyedRow(row, (owner, last[owner]))

    def _same_as(self, row: GivenRow, owner: str | int, matched: set[Key]) -> Key | None:
        """The record that says just what a new row says."""
        told = [name for name, given in row.cells.items() if name not in self.kind.sleutel and given.cell != ""]
        for key, fields in self.now.items():
            is_new = key[0] == owner and key not in matched and (self.base is None or key not in self.base)
            if is_new and told and all(self.cells.says(row, name, fields[name]) for name in told):
                return key
        return None
