"""Region files into the register and out of it: all or nothing."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from opdracht.actions.past import WITHOUT_GATE, claims, keep_past
from opdracht.agreed.versions import is_readable
from opdracht.author import COMMAND
from opdracht.codec import Fields
from opdracht.errors import Fault, Faults
from opdracht.exchange.export import agreement_data, region_data
from opdracht.exchange.region_file import INSIDE, TOP, Entry, RegionFile, read_region
from opdracht.model import CODED, PARTS, TABLES, Aanbod, Instelling, Opdracht, Plan, Record, Versie, Wijziging, key_of
from opdracht.records import written_key
from opdracht.region import Regio
from opdracht.safety.backup import keep_copy
from opdracht.store import Reader, Register, Writer, journal, values

_BY_THEMSELVES: tuple[type[Record], ...] = (Instelling, *(kind for kind in TOP if kind not in (Aanbod, Opdracht)))
_OWNED: tuple[type[Record], ...] = (*PARTS, *(kind for kind in INSIDE if kind not in (*PARTS, Versie)))


@dataclass
class Imported:
    """What an import did, counted by the plural name of the kind; `nummers` are the opdrachten of the file."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    nummers: list[str] = field(default_factory=list)
    may_bring_back: bool = False
    """Whether somebody was forgotten in this register, and the file brought persons or other texts."""


def import_region(
    register: Register,
    content: bytes,
    name: str,
    *,
    year: int,
    update: bool = False,
    dry_run: bool = False,
    as_history: bool = False,
    along: Callable[[], None] | None = None,
) -> Imported:
    """Bring a region or agreement file into the register. Raises Faults with all faults; then nothing is written.

    A record that is there already must be equal, unless `update` replaces it. A reserve copy comes before any change.
    What the file says that happened (past.py) is believed only `as_history`, which the journal says too. What goes
    `along` is done when all is written, before it counts: when that fails, nothing is.
    """
    command = COMMAND.set(f"{COMMAND.get()} --as-history".lstrip() if as_history else COMMAND.get())
    try:
        with register.writing(keep=not dry_run) as writer:
            titles = {row.titel: row.nummer for row in reversed(writer.rows(Opdracht))}
            parsed = read_region(content, known_keys(writer), year, titles)
            changes = write_region(writer, parsed, name, update=update, as_history=as_history)
            came = changes.added["personen"] or changes.changed.total()
            changes.may_bring_back = bool(came) and any(journal.is_forgetting(row) for row in writer.rows(Wijziging))
            if not dry_run and (changes.added.total() or changes.changed.total()):
                keep_copy(register)
            if along and not dry_run:
                along()
            return changes
    finally:
        COMMAND.reset(command)


def write_region(
    writer: Writer, parsed: RegionFile, name: str, *, update: bool = False, as_history: bool = False
) -> Imported:
    """Write what was read of a file. Raises Faults when it has any, or differs from what stands there."""
    if not as_history:
        if claimed := claims(writer, parsed):
            raise Faults(name, [*parsed.faults, *claimed], WITHOUT_GATE)
        keep_past(writer, parsed)
    if parsed.faults:
        raise Faults(name, parsed.faults)
    importing = _Import(writer, parsed, update)
    importing.run()
    if importing.faults:
        raise Faults(name, importing.faults, "Voeg --update toe om te vervangen wat er al staat.")
    return importing.changes


def export_region(register: Register, nummers: list[str] | None = None) -> Fields:
    """The register, or some of its opdrachten, as the data of a region file."""
    with register.reading() as reader:
        if nummers is None:
            return region_data(reader.region(texts=True), reader.rows(Plan))
        for nummer in nummers:
            reader.need(Opdracht, [nummer])
        regio = reader.region(nummers, texts=True)
        return {"opdrachten": [agreement_data(regio, nummer, versions=True) for nummer in nummers]}


def known_keys(reader: Reader) -> dict[str, frozenset[str]]:
    """The codes and numbers that references may point to, by table."""
    return {kind.enkelvoud: frozenset(str(key_of(row)[0]) for row in reader.rows(kind)) for kind in CODED}


class _Import:
    """One import: compares each record of the file with the register and writes what is new or replaced."""

    def __init__(self, writer: Writer, parsed: RegionFile, update: bool) -> None:
        self.writer = writer
        self.parsed = parsed
        self.update = update
        self.changes = Imported()
        self.faults: list[Fault] = []

    def run(self) -> None:
        for kind in _BY_THEMSELVES:
            stored = {key_of(row): row for row in self.writer.rows(kind)}
            new = [entry for entry in self.entries(kind) if self.is_new(kind, entry, stored)]
            self.insert(kind, new)
        self.aanbod()
        self.opdrachten()

    def entries(self, kind: type[Record]) -> list[Entry]:
        return self.parsed.entries.get(kind.meervoud, [])

    def insert(self, kind: type[Record], entries: list[Entry]) -> None:
        self.writer.insert([entry.record for entry in entries])
        self.changes.added[kind.meervoud] += len(entries)

    def is_new(self, kind: type[Record], entry: Entry, stored: Mapping[tuple[str | int, ...], Record]) -> bool:
        """Whether the record is not there yet; one that is there is kept, replaced or reported."""
        there = stored.get(key_of(entry.record))
        if there is None:
            return True
        if values(there) == values(entry.record):
            self.changes.same[kind.meervoud] += 1
        elif self.replaces(kind, entry.line, written_key(key_of(entry.record))):
            self.writer.update(entry.record)
        return False

    def replaces(self, kind: type[Record], line: int, key: str) -> bool:
        """Whether a record that differs is replaced; it is reported otherwise."""
        if not self.update:
            self.faults.append(Fault(line, f"{kind.enkelvoud} '{key}' staat al in het register en is daar anders."))
            return False
        self.changes.changed[kind.meervoud] += 1
        return True

    def aanbod(self) -> None:
        """The offers of an organisatie have no code of their own: they are compared and replaced together."""
        by_owner: dict[str, list[Entry]] = {}
        for entry in self.entries(Aanbod):
            by_owner.setdefault(entry.record.organisatie, []).append(entry)
        for owner, entries in by_owner.items():
            stored = self.writer.rows(Aanbod, organisatie=owner)
            if not stored:
                self.insert(Aanbod, entries)
            elif [_without_nr(row) for row in stored] == [_without_nr(entry.record) for entry in entries]:
                self.changes.same["aanbod"] += len(entries)
            elif self.replaces(Aanbod, entries[0].line, owner):
                self.writer.replace(Aanbod, owner, [entry.record for entry in entries])

    def opdrachten(self) -> None:
        """An opdracht is compared and replaced with all that is in it."""
        entries = self.entries(Opdracht)
        self.changes.nummers = [entry.record.nummer for entry in entries]
        in_file = Regio.of({kind.meervoud: self.parsed.records(kind) for kind in TABLES})
        stored = self.writer.region(self.changes.nummers)
        new: list[Entry] = []
        replaced: list[str] = []
        for entry in entries:
            nummer = entry.record.nummer
            if nummer not in stored.opdrachten:
                new.append(entry)
            elif agreement_data(stored, nummer) == agreement_data(in_file, nummer):
                self.changes.same["opdrachten"] += 1
            elif self.replaces(Opdracht, entry.line, nummer):
                self.writer.update(entry.record)
                replaced.append(nummer)
        self.insert(Opdracht, new)
        added = {entry.record.nummer for entry in new}
        for kind in _OWNED:  # after every opdracht, because one may wait for another
            for nummer in replaced:
                self.writer.replace(kind, nummer, getattr(in_file, kind.meervoud)[nummer])
            self.writer.insert([record for record in self.parsed.records(kind) if record.opdracht in added])
        self.versies(added)

    def versies(self, added: set[str]) -> None:
        """Frozen versions come in with their opdracht, or by `update` after those that are there; none is ever replaced."""
        entries = self.entries(Versie)
        nummers = [entry.record.opdracht for entry in entries]
        stored = {key_of(row): row for row in self.writer.rows(Versie, opdracht=nummers)}
        new = [entry for entry in entries if key_of(entry.record) not in stored]
        for entry in entries:
            there = stored.get(key_of(entry.record))
            if there is not None and values(there) != values(entry.record):
                key = written_key(key_of(entry.record))
                self.faults.append(Fault(entry.line, f"versie '{key}' is vastgesteld en is in het register anders."))
            elif not is_readable(entry.record):
                self.faults.append(Fault(entry.line, "De inhoud van deze versie is geen tekst van deze opdracht."))
            elif there is None and entry.record.opdracht not in added:
                self.replaces(Versie, entry.line, written_key(key_of(entry.record)))
        if not self.faults:
            self.writer.insert([entry.record for entry in new])


def _without_nr(record: Record) -> dict[str, object]:
    """The fields of a record but its place in the list."""
    return {name: value for name, value in values(record).items() if name != "nr"}
