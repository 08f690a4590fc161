"""Lists that people keep themselves, into the register: read, guessed, asked about where only their user knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import cast

from opdracht.dutch import joined
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.encoding import decoded
from opdracht.exchange.lists.doubts import Doubt, doubts
from opdracht.exchange.lists.guessing import guess, headings_of
from opdracht.exchange.lists.hours import refuse_weeks
from opdracht.exchange.lists.known import Known
from opdracht.exchange.lists.layout import WITH_HOURS, Layout
from opdracht.exchange.lists.layouts import LEFT, KeptLayout, choose, fill, give_columns
from opdracht.exchange.lists.naming import NEW, NOBODY
from opdracht.exchange.lists.parts import with_whole_names
from opdracht.exchange.lists.reading import ListRecords, read_list
from opdracht.exchange.lists.table import ListTable, find_table
from opdracht.exchange.workbook.columns import KINDS
from opdracht.exchange.workbook.grid import GridSheet, read_sheets
from opdracht.exchange.workbook.rows import origin_of
from opdracht.files import write_file
from opdracht.model import Organisatie, Persoon, Record
from opdracht.records import code_of, kind_named
from opdracht.settings import Settings
from opdracht.signs import looks
from opdracht.store import Register
from opdracht.suggest import did_you_mean

_ENDING = ".yaml"


@dataclass(frozen=True)
class ListChoices:
    """What a user says of a list: `sheet` by name, columns as 'heading=field', values for every row as 'field=value', and
    the name under which the choices are kept."""

    sheet: str = ""
    columns: Sequence[str] = ()
    filled: Sequence[str] = ()
    name: str = ""


@dataclass
class OpenedList:
    """A list with the guess of how it is read. `kept` is the name of the choices that were made before, if there were any."""

    table: ListTable
    layout: Layout
    records: dict[type[Record], Sequence[Record]]
    settings: Settings
    year: int
    name: str
    folder: Path
    kept: str = ""
    others: Sequence[str] = ()
    """The other sheets with a list of this kind, which are not read."""

    def doubts(self) -> list[Doubt]:
        """What must be known before it can be read."""
        return doubts(self.table, self.layout, Known(self.records), self.settings, self.year)

    def answer(self, doubt: Doubt, *, heading: str = "", value: str = "") -> None:
        """Let a column, or a value for every row, be what was asked for."""
        if doubt.about and (column := self.table.called(doubt.about)) is not None:
            choose(self.layout, column.place, value)
        elif heading and (column := self.table.called(heading)) is not None:
            choose(self.layout, column.place, doubt.name)
            others = [self.table.called(other) for other in doubt.columns if doubt.refusal and other != heading]
            for other in filter(None, others):
                choose(self.layout, other.place, LEFT)
        else:
            self.layout.filled[doubt.name] = value

    def organisations(self) -> list[tuple[str, str]]:
        """The code and the name of each organisatie of the register."""
        return [(row.code, row.naam) for row in cast("Sequence[Organisatie]", self.records[Organisatie])]

    def decide(self, name: str, code: str) -> None:
        """Let a name in the list mean the record with a code, or with '' a new one."""
        self.layout.names[looks(name)] = code or NEW

    def leave_open(self, name: str) -> None:
        """Let a name in the list mean nobody."""
        self.layout.names[looks(name)] = NOBODY

    def need_no_doubt(self) -> None:
        """Raise UsageFault when something is asked that nobody is there to answer."""
        doubts = self.doubts()
        if refused := next((doubt for doubt in doubts if doubt.refusal), None):
            raise UsageFault(refused.refusal, refused.hint)
        if lacks := [doubt.name for doubt in doubts]:
            headings = joined(f"'{column.heading}'" for column in self.table.columns)
            raise UsageFault(
                f"Deze lijst zegt niet wat er bij {joined(lacks)} hoort.",
                f"Zeg het met --kolom 'Kop={lacks[0]}', of met --vul {lacks[0]}=WAARDE voor elke rij. De koppen zijn: {headings}.",
            )

    def read(self) -> ListRecords:
        """What its rows say of records."""
        return read_list(self.table, self.layout, Known(self.records), self.settings, self.year)

    def keep(self) -> None:
        """Keep the choices for next time. Raises OpdrachtError when that cannot be done."""
        path = self.folder / f"{self.name}{_ENDING}"
        organisations = dict(self.organisations())
        names = {name: code for name, code in self.layout.names.items() if code in organisations}
        kept = KeptLayout.of(self.name, self.table, replace(self.layout, names=names))  # no names of people
        write_file(path, kept.as_text().encode(), force=True)


def open_list(register: Register, content: bytes, name: str, soort: str, said: ListChoices, year: int) -> OpenedList:
    """The list in a file, with the guess of its columns, or the choices of last time.

    Raises OpdrachtError when there is no list in it, and UsageFault for choices that it cannot have.
    """
    kind = kind_named(soort)
    if kind not in KINDS:
        raise UsageFault(f"Van {kind.meervoud} leest u geen lijst in.", f"Kies {joined(k.meervoud for k in KINDS)}.")
    with register.reading() as reader:
        records: dict[type[Record], Sequence[Record]] = {each: reader.rows(each) for each in KINDS}
        settings = reader.settings()
    sheets = read_sheets(content, name)
    if origin_of(sheets):
        raise UsageFault(f"{name} komt uit een register, en is geen eigen lijst.", "Lees het in zonder --soort.")
    tables = [table for sheet in _chosen(sheets, said.sheet) if (table := _table(sheet, kind, name))]
    if not tables:
        hint = "Een lijst heeft een rij met koppen, en daaronder rijen. Kies zo nodig een blad met --blad."
        raise OpdrachtError(f"In {name} staat geen lijst van {kind.meervoud}.", hint)
    known = Known(records)
    guessed = [(table, guess(table, kind, known)) for table in tables]
    table, layout = max(guessed, key=lambda pair: (len(pair[1].fields), len(pair[0].rows)))
    refuse_weeks(table, layout)
    folder = register.own_lists
    called = code_of(said.name) or code_of(f"{PurePath(name).stem} {kind.meervoud}")
    opened = OpenedList(table, layout, records, settings, year, called, folder)
    opened.others = [other.sheet.name for other, its in guessed if other is not table and _is_alike(its, layout)]
    if kept := _kept(folder, table, layout.kind, called, by_name=bool(said.name)):
        kept.change(table, layout)
        opened.kept, opened.name = kept.name, called if said.name else kept.name
    give_columns(table, layout, said.columns)
    fill(layout, said.filled)
    return opened


def _is_alike(layout: Layout, chosen: Layout) -> bool:
    """Whether a list says most of the fields that the chosen one says."""
    return len({*layout.fields.values()} & {*chosen.fields.values()}) * 2 > len({*chosen.fields.values()})


def _chosen(sheets: Sequence[GridSheet], name: str) -> list[GridSheet]:
    if not name:
        return [sheet for sheet in sheets if not sheet.is_hidden]
    chosen = [sheet for sheet in sheets if looks(sheet.name) == looks(name)]
    if not chosen:
        names = [sheet.name for sheet in sheets]
        hint = f"De bladen zijn: {joined(names)}."
        raise UsageFault(f"Er is geen blad '{name}'. {did_you_mean(name, names)}".rstrip(), hint)
    return chosen


def _table(sheet: GridSheet, kind: type[Record], name: str) -> ListTable | None:
    table = find_table(sheet, headings_of(kind), PurePath(name).stem, with_periods=kind in WITH_HOURS)
    return with_whole_names(table) if table is not None and kind is Persoon else table


def _kept(folder: Path, table: ListTable, kind: type[Record], name: str, *, by_name: bool) -> KeptLayout | None:
    """The choices of last time: those with this name, or else those of a list with the same headings."""
    for path in sorted(folder.glob(f"*{_ENDING}"), key=lambda path: path.stem != name):
        try:
            text = decoded(path.read_bytes()).text
        except OSError:
            continue
        kept = KeptLayout.read(path.stem, text)
        if kept.kind == kind.enkelvoud and ((by_name and kept.name == name) or kept.fits(table)):
            return kept
    return None
