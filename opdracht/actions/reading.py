"""Look at the register: one record, one agreement as it is or was, what differs in it, and the settings."""

from dataclasses import dataclass
from pathlib import Path

from opdracht.agreed.freezing import Agreed, Compared, agreed, compare, version_of
from opdracht.agreed.versions import thawed
from opdracht.author import who
from opdracht.codec import Fields as Data
from opdracht.errors import UsageFault
from opdracht.exchange.export import agreement_data, record_data
from opdracht.model import Opdracht, Record
from opdracht.records import kind_named, read_key
from opdracht.region import Regio
from opdracht.settings import Settings
from opdracht.store import Register


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
    from opdracht.documents.templates import own_folder  # it loads Word, which nobody else here needs

    with register.reading() as reader:
        return Configuration(reader.settings(), own_folder(register), who())
