"""Look at the register: its records of a kind, one of them, one agreement as it is or was, and its settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from opdracht.agreed.freezing import Agreed, Compared, agreed, compare, version_of
from opdracht.agreed.versions import thawed
from opdracht.author import who
from opdracht.codec import Fields as Data
from opdracht.documents.sheets import own_folder
from opdracht.errors import UsageFault
from opdracht.exchange.export import agreement_data, record_data
from opdracht.model import Document, Opdracht, Record
from opdracht.proof.printed import with_state
from opdracht.records import field_value, kind_named, read_key
from opdracht.region import Regio
from opdracht.settings import Settings
from opdracht.store import Register


@dataclass(frozen=True)
class Listing:
    """The records of a kind that somebody asked for; `chosen` says whether there may be others."""

    kind: type[Record]
    rows: Sequence[Record]
    chosen: bool

    def data(self) -> list[Data]:
        """All fields of each record; of a document also whether it is still there."""
        states = [{"staat": getattr(row, "staat", "")} if self.kind is Document else {} for row in self.rows]
        return [{**record_data(self.kind, row), **state} for row, state in zip(self.rows, states, strict=True)]


def listing(register: Register, soort: str, filters: Mapping[str, str]) -> Listing:
    """The records of a kind, or those of it in which fields have the values of `filters`."""
    kind = kind_named(soort)
    where = {name: field_value(kind, name, text) for name, text in filters.items()}
    if lists := [name for name, value in where.items() if isinstance(value, list)]:
        raise UsageFault(f"Op {lists[0]} kunt u niet kiezen.")
    with register.reading() as reader:
        rows: Sequence[Record] = reader.rows(kind, **where) if kind is not Document else ()
        if kind is Document:
            rows = [with_state(row) for row in reader.rows(Document, **where)]
    return Listing(kind, rows, bool(where))


@dataclass(frozen=True)
class Look:
    """One record; of an agreement also the region it is in, and where its text is unless a version was asked for."""

    kind: type[Record]
    record: Record
    key: str
    regio: Regio | None = None
    agreed: Agreed | None = None

    def data(self) -> Data:
        """Its fields by name; of an agreement in the shape of a file."""
        return agreement_data(self.regio, self.key) if self.regio else record_data(self.kind, self.record)


def look(register: Register, soort: str, key: str, version: int | None) -> Look:
    """One record, or one agreement as it is or as a version of it was frozen."""
    kind = kind_named(soort)
    if version is not None and kind is not Opdracht:
        raise UsageFault("Alleen een opdracht heeft versies.")
    with register.reading() as reader:
        record = reader.need(kind, read_key(kind, key))
        if kind is not Opdracht:
            return Look(kind, record, key)
        regio = reader.region([key], texts=True)
    if version is not None:
        return Look(kind, record, key, thawed(version_of(regio, key, version)))
    return Look(kind, record, key, regio, agreed(regio, key))


def difference(register: Register, nummer: str, since: int | None, to: int | None) -> Compared:
    """What differs in an agreement between two versions, or between one and the register as it is."""
    with register.reading() as reader:
        reader.need(Opdracht, [nummer])
        return compare(reader.region([nummer], texts=True), nummer, since, to)


@dataclass(frozen=True)
class Configuration:
    """What holds for a register and for whoever works in it."""

    settings: Settings
    templates: Path
    author: str


def configuration(register: Register) -> Configuration:
    """The settings of a register."""
    with register.reading() as reader:
        return Configuration(reader.settings(), own_folder(register), who())
