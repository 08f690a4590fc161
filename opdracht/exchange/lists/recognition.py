"""Which record of the register a row of a list is about, so that a list that comes twice makes no doubles; new keys for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import cast

from opdracht.capacity.lines import profiel_key
from opdracht.dutch import short_date, written
from opdracht.exchange.lists.known import Known, without_its_kind
from opdracht.exchange.lists.layout import WITH_HOURS
from opdracht.exchange.workbook.grid import Cell, GridSheet
from opdracht.exchange.workbook.rows import GivenCell, GivenRow
from opdracht.model import Aanbod, Ambitie, Besluit, Inzet, Opdracht, Organisatie, Persoon, Record, key_of
from opdracht.records import NewNummers, code_of, free_code, written_key
from opdracht.signs import looks

_SAME: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Organisatie: (("naam",),),
    Persoon: (("email",), ("naam", "organisatie"), ("functie", "organisatie", "naam")),
    Ambitie: (("titel",),),
    Besluit: (("orgaan", "datum", "tekst"),),
    Opdracht: (("titel",),),
    Aanbod: (("organisatie", "profiel", "niveau", "van", "tot", "eenheid"),),
    Inzet: (("opdracht", "organisatie", "profiel", "niveau", "van", "tot", "eenheid"),),
}
"""The fields that say that two records are the same one, in the order in which they are tried; one of them must be filled in."""
_OF_HOURS = ("opdracht", "organisatie", "profiel", "niveau")
"""The fields that say whose hours they are, and of what."""


class Recognition:
    """The keys of the rows of one list. Two rows that say the same are two records, the first of them the first in the register."""

    def __init__(self, kind: type[Record], known: Known, year: int) -> None:
        self.kind = kind
        self.stored: list[Record] = [*known.records.get(kind, ())]
        self.year = year
        self.taken = {str(key_of(record)[0]) for record in self.stored}
        self.nummers = NewNummers(self.taken)
        self.used: set[tuple[str | int, ...]] = set()
        self.by_fields: dict[tuple[str, ...], dict[tuple[object, ...], list[Record]]] = {}
        self.lines: list[GivenRow] = []
        self.said: set[tuple[object, ...]] = set()
        self.again: list[int] = []
        """The rows that say what was said above them."""
        owner = kind.sleutel[0]
        others = tuple(name for name in kind.known_by if name != owner)
        self.same: tuple[tuple[str, ...], ...] = _SAME.get(
            kind, ((owner, *others, "datum"), (owner, *others)) if "nr" in kind.sleutel else ()
        )

    def named(self, row: GivenRow) -> GivenRow | None:
        """The row with the key of the record that it is about; a row of a kind with places within an owner has none when it is new.

        None for a row that says once more who or what was there: hours and opdrachten may be alike, and are two.
        """
        cells = dict(row.cells)
        own = self.kind.sleutel[-1]
        if own not in cells and self._is_again(cells):
            self.again.append(row.line)
            return None
        named = GivenRow(row.kind, row.sheet, row.line, cells)
        if self.kind in WITH_HOURS:
            self.lines.append(named)
        if own in cells or not self.same:
            return named
        record = self._same(cells)
        if record is not None:
            self.used.add(key_of(record))
            cells[own] = GivenCell(key_of(record)[-1], 0)
            if self.kind is Organisatie:
                cells["naam"] = GivenCell(cast("Organisatie", record).naam, cells["naam"].column)
        elif own != "nr":
            code = self._new(cells)
            self.taken.add(code)
            cells[own] = GivenCell(code, 0)
            if self.kind is Organisatie:
                cells["naam"] = GivenCell(without_its_kind(str(cells["naam"].cell)), cells["naam"].column)
        return named

    def _is_again(self, cells: dict[str, GivenCell]) -> bool:
        if self.kind not in (Organisatie, Persoon, Ambitie, Besluit):
            return False
        told = {
            (names, *(_seen(name, cells[name].cell if name in cells else None) for name in names))
            for names in self.same
        }
        told = {entry for entry in told if entry[1] != ""}
        is_again = bool(told & self.said)
        self.said |= told
        return is_again

    def _same(self, cells: dict[str, GivenCell]) -> Record | None:
        for names in self.same:
            wanted = tuple(_seen(name, cells[name].cell if name in cells else None) for name in self._fields(names))
            alike = self._alike(names).get(wanted, []) if wanted and wanted[0] != "" else []
            if (record := next((record for record in alike if key_of(record) not in self.used), None)) is not None:
                return record
        return None

    def _fields(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if name in self.kind.model_fields]

    def _alike(self, names: tuple[str, ...]) -> dict[tuple[object, ...], list[Record]]:
        """The records of the register by what these fields say."""
        if names not in self.by_fields:
            by_fields = self.by_fields.setdefault(names, {})
            for record in self.stored:
                said = tuple(_seen(name, getattr(record, name)) for name in self._fields(names))
                by_fields.setdefault(said, []).append(record)
        return self.by_fields[names]

    def _new(self, cells: dict[str, GivenCell]) -> str:
        def text(name: str) -> str:
            return str(cells[name].cell) if name in cells else ""

        if self.kind is Opdracht:
            van = cells["van"].cell if "van" in cells else None
            return self.nummers.after(van.year if isinstance(van, date) else self.year)
        if self.kind is Besluit:
            body = "".join(word[0] for word in text("orgaan").split() if word[0].isalpha()).upper() or "B"
            return free_number(f"{body}-{text('datum')}", self.taken)
        wanted: dict[type[Record], Callable[[], str]] = {
            Organisatie: lambda: without_its_kind(text("naam")),
            Persoon: lambda: f"{text('functie')} {text('organisatie')}",
            Ambitie: lambda: " ".join(text("titel").split()[:4]),
        }
        return free_code(code_of(wanted[self.kind]()), self.taken)

    def left(self, sheet: GridSheet) -> list[GivenRow]:
        """Hours of the register that this list says otherwise: of the same people in the same months, and in no row of it.

        Together they would count twice. Each is a row by which it goes.
        """
        of_list: dict[tuple[object, ...], list[GivenRow]] = {}
        for row in self.lines:
            cells = {name: row.cells[name].cell if name in row.cells else None for name in self._fields(_OF_HOURS)}
            of_list.setdefault(tuple(_seen(name, cell) for name, cell in cells.items()), []).append(row)
        left = []
        for record in self.stored if of_list else ():
            said = tuple(_seen(name, getattr(record, name)) for name in self._fields(_OF_HOURS))
            rows = of_list.get(said, []) if key_of(record) not in self.used else []
            clash = next((row for row in rows if _overlap(row, cast("Aanbod | Inzet", record))), None)
            if clash is not None:
                key = {name: GivenCell(part, 0) for name, part in zip(self.kind.sleutel, key_of(record), strict=True)}
                left.append(GivenRow(self.kind, sheet, clash.line, key, written_key(key_of(record)), goes=True))
        return left

    def told(self, rows: Sequence[GivenRow]) -> Iterator[str]:
        """Those hours, a Dutch sentence each."""
        by_key = {written_key(key_of(record)): record for record in self.stored}
        for row in rows:
            record = by_key[row.exported_key]
            of_it = cast("Aanbod | Inzet", record)
            period = f"{_day(of_it.van)} tot en met {_day(of_it.tot)}"
            hours = f"{written(of_it.hoeveelheid)} {of_it.eenheid} {of_it.profiel}"
            yield f"{self.kind.enkelvoud} {row.exported_key} ({hours}, {period})"


def free_number(start: str, taken: set[str]) -> str:
    """The start with the first number that nobody has: 'AB-2026-11-04-01'."""
    number = 1
    while f"{start}-{number:02}" in taken:
        number += 1
    return f"{start}-{number:02}"


def _seen(name: str, value: object) -> object:
    """A value as it is compared: texts as people see them."""
    if value is None or value == "":
        return ""
    if name == "profiel":
        return profiel_key(str(value))
    if name == "naam":
        return looks(without_its_kind(str(value)))
    return looks(value) if isinstance(value, str) else value


def _overlap(row: GivenRow, record: Aanbod | Inzet) -> bool:
    """Whether the periods of a row and a record have a day in common; one that is not known may have any."""
    van, tot = (_date(row.cells[name].cell) if name in row.cells else None for name in ("van", "tot"))
    return not (van and record.tot and record.tot < van) and not (tot and record.van and tot < record.van)


def _date(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _day(day: date | None) -> str:
    return short_date(day) if day else "?"
