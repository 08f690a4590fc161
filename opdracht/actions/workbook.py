"""The register as a workbook, and a workbook into the register: first seen, then written, all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from opdracht import codec
from opdracht.actions.imports import Imported
from opdracht.actions.records import need_not_agreed
from opdracht.author import COMMAND
from opdracht.codec import values
from opdracht.errors import Faults, OpdrachtError, UsageFault
from opdracht.exchange.workbook.columns import KINDS, columns, title
from opdracht.exchange.workbook.content import SheetRow, TableSheet, WorkbookContent
from opdracht.exchange.workbook.keys import Key, Standing
from opdracht.exchange.workbook.merging import CellConflict, Merged, MergedRecord, Preferred, merge
from opdracht.exchange.workbook.rows import WorkbookRows
from opdracht.exchange.workbook.tables import cells_of, names_behind
from opdracht.exchange.workbook.writing import as_bytes
from opdracht.history import log
from opdracht.history.moment import Moment, moment
from opdracht.model import Opdracht, Record, Wijziging, key_of
from opdracht.records import kind_named, written_key
from opdracht.safety.backup import keep_copy
from opdracht.store import Reader, Register, Writer
from opdracht.store.reading import table_of

_EXPLANATION = (
    "Elk blad is een soort: een rij is één gegeven, een kolom is een veld. Ga op een kop staan om te lezen wat erin hoort.",
    "De bruine koppen zijn de sleutel: daaraan herkent het register een rij. Verander een sleutel niet in dit bestand.",
    "Verander wat u wilt. Sorteren, filteren en bladen verplaatsen mag; een kolom erbij ook, die wordt overgeslagen.",
    "Iets nieuws typt u onderaan in een lege rij. Laat 'Nr' leeg: het register geeft het volgnummer.",
    "Achter een code staat de naam. U mag ook alleen de code typen.",
    "Een rij weghalen verwijdert niets. Zet een x in de kolom 'Weg' om een gegeven uit het register te halen.",
    "De status van een opdracht verandert niet hier, maar met 'opdracht status'.",
    "Lees het bestand in met 'opdracht import'. U ziet eerst wat er verandert, en dan pas gebeurt het.",
    "Veranderde een ander intussen hetzelfde in het register, dan kiest u welke van de twee blijft.",
    "Versies, handtekeningen, documenten en instellingen staan hier niet in. Bewaar die met 'opdracht backup'.",
)


@dataclass(frozen=True)
class WorkbookDone:
    """What came of a workbook: counts, and sentences of what changed per record."""

    counts: Imported
    sentences: Sequence[str]
    remarks: Sequence[str]
    conflicts: Sequence[CellConflict] = field(default_factory=tuple)

    @property
    def replaces(self) -> bool:
        """Whether it changes or removes what is there, besides what it adds."""
        return bool(self.counts.changed.total() or self.counts.removed.total())

    @property
    def is_nothing(self) -> bool:
        return not self.sentences


def export_workbook(
    register: Register,
    today: date,
    nummers: Collection[str] | None = None,
    kinds: Collection[type[Record]] | None = None,
) -> bytes:
    """The register as the bytes of an .xlsx, or only some opdrachten with what is in them, or some kinds."""
    with register.reading() as reader:
        for nummer in nummers or ():
            reader.need(Opdracht, [nummer])
        standing = standing_now(reader)
        origin, regionaam = origin_of(reader), reader.settings().regionaam
    names = names_behind(standing)
    shown = [kind for kind in KINDS if (kind in kinds if kinds else nummers is None or kind.sleutel[0] in _OF_OPDRACHT)]
    tables = [_table(kind, standing[kind], names, nummers) for kind in shown]
    return as_bytes(WorkbookContent(regionaam, _EXPLANATION, tables, origin, names), today)


def kinds_called(names: Collection[str]) -> list[type[Record]]:
    """The kinds of these names. Raises UsageFault for one that has no sheet."""
    called = [kind_named(name) for name in names]
    for kind in called:
        if kind not in KINDS:
            known = ", ".join(kind.meervoud for kind in KINDS)
            raise UsageFault(f"Van {kind.meervoud} is er geen blad.", f"Een blad hebben: {known}.")
    return called


_OF_OPDRACHT = ("opdracht", "nummer")
_LONGEST_NUMBER = 10


def _table(
    kind: type[Record],
    records: Mapping[Key, codec.Fields],
    names: Mapping[str, Mapping[str, str]],
    nummers: Collection[str] | None,
) -> TableSheet:
    rows = [
        SheetRow(cells_of(kind, fields, names), written_key(key))
        for key, fields in records.items()
        if nummers is None or kind.sleutel[0] not in _OF_OPDRACHT or key[0] in nummers
    ]
    return TableSheet(title(kind), columns(kind), rows)


def standing_now(reader: Reader) -> Standing:
    """The records that a workbook can hold, as they stand."""
    return {kind: {key_of(row): values(row) for row in reader.rows(kind)} for kind in KINDS}


def origin_of(reader: Reader) -> dict[str, str]:
    """Which register this is, and in which state: its last change with the moment, and the seal over all before it."""
    number = reader.last_change()
    change = reader.get(Wijziging, [number])
    return {
        "wijziging": str(number),
        "wanneer": change.wanneer if change else "",
        "zegel": change.sha256 if change else "",
    }


def base_of(reader: Reader, origin: Mapping[str, str], now: Standing) -> Moment | None:
    """What the register held when a workbook was made; None when that came from another, or from none."""
    text = origin.get("wijziging", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER else None
    if number is None or not _was_so(reader, number, origin):
        return None
    if _forgot_since(reader, number):
        raise OpdrachtError(
            "Sinds deze werkmap is gemaakt, is iemand vergeten. Wie dat is, zou weer in het register komen.",
            "Maak een nieuwe werkmap, en neem uw wijzigingen daarin over.",
        )
    return Moment(now, {}) if number == reader.last_change() else moment(reader, number, KINDS)


def _was_so(reader: Reader, number: int, origin: Mapping[str, str]) -> bool:
    """Whether this register was ever in the state that a workbook tells; forgetting somebody seals the past anew."""
    if number == 0:
        return True
    change = reader.get(Wijziging, [number])
    if change is None or change.wanneer != origin.get("wanneer"):
        return False
    return change.sha256 == origin.get("zegel") or _forgot_since(reader, number)


def _forgot_since(reader: Reader, number: int) -> bool:
    later = reader.matching(Wijziging, table_of(Wijziging).c.nr > number)
    return any(change.commando.startswith("forget") for change in later)


@dataclass(frozen=True)
class WorkbookImport:
    """A workbook to bring in: what it says, how it is called, and what its user chose. `year` is that of new numbers."""

    rows: WorkbookRows
    name: str
    year: int
    prefer: Preferred | None = None
    decided: Mapping[str, Preferred] = field(default_factory=dict)
    as_history: bool = False

    def foreseen(self, register: Register) -> WorkbookDone:
        """What it would do. Raises Faults with every fault, and what the register refuses; nothing is written."""
        with register.writing(keep=False) as writer:
            return self.written(writer)

    def bring_in(self, register: Register, seen: WorkbookDone) -> WorkbookDone:
        """Do it. Raises OpdrachtError, and writes nothing, when it is no longer what was `seen`, or has conflicts left."""
        command = COMMAND.set(f"{COMMAND.get()} --as-history".lstrip() if self.as_history else COMMAND.get())
        try:
            with register.writing() as writer:
                done = self.written(writer)
                if done.conflicts:
                    raise conflicting(self.name, done.conflicts)
                if done.sentences != seen.sentences:
                    raise OpdrachtError(
                        "Het register is veranderd terwijl u keek. Er is niets geschreven.",
                        "Lees het bestand opnieuw in.",
                    )
                if not done.is_nothing:
                    keep_copy(register)
                return done
        finally:
            COMMAND.reset(command)

    def written(self, writer: Writer) -> WorkbookDone:
        """Write it in an open transaction. Raises Faults, and what the register refuses; a conflict is left as it is."""
        merged = self._merged(writer)
        faults = [*self.rows.faults, *merged.faults]
        if faults:
            raise Faults(self.name, faults)
        _write(writer, merged.changes)
        done = [log.sentence(change.as_mutatie(0, nr)) for nr, change in enumerate(writer.changes())]
        return WorkbookDone(_counts(merged), done, [*self.rows.remarks, *merged.remarks], merged.conflicts)

    def _merged(self, reader: Reader) -> Merged:
        now = standing_now(reader)
        base = base_of(reader, self.rows.origin, now) if self.rows.origin else None
        merged = merge(
            self.rows.rows,
            now,
            base.records if base else None,
            year=self.year,
            new_keys=base.new_keys if base else None,
            gone=base.gone if base else (),
            prefer=self.prefer,
            decided=self.decided,
            as_history=self.as_history,
        )
        if self.rows.origin and base is None:
            merged.remarks.insert(
                0, f"{self.name} komt niet uit dit register zoals het was: wat anders is, wordt gevraagd."
            )
        return merged


def conflicting(name: str, conflicts: Sequence[CellConflict | str]) -> OpdrachtError:
    """The refusal of a workbook of which nobody said which value stays."""
    return OpdrachtError(
        f"{name}: {len(conflicts)} keer zegt het register iets anders. Er is niets geschreven.",
        "Kies wat blijft met: --kies blad of --kies register",
        [str(conflict) for conflict in conflicts],
    )


def _write(writer: Writer, changes: Sequence[MergedRecord]) -> None:
    """New records first, each kind after those it refers to; then what changed, then what goes, the other way round."""
    for kind in KINDS:
        of_kind = [change for change in changes if change.kind is kind]
        writer.insert([change.after for change in of_kind if change.after and change.before is None])
        for change in of_kind:
            if change.after and change.before is not None:
                writer.update(change.after)
    for kind in reversed(KINDS):
        for change in changes:
            if change.kind is kind and change.after is None and change.before is not None:
                key = [change.before[name] for name in kind.sleutel]
                need_not_agreed(writer, kind, written_key(key))
                writer.delete(writer.need(kind, key))


def _counts(merged: Merged) -> Imported:
    counts = Imported(same=merged.same)
    for change in merged.changes:
        counter = counts.removed if change.after is None else counts.changed if change.before else counts.added
        counter[change.kind.meervoud] += 1
    return counts
