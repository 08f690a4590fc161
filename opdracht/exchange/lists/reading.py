"""The rows of somebody's own list as what they say of records, with what was made of them and what was left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from opdracht.choices import ROLLEN_VAN_PARTIJEN, Eenheid, Niveau, Rolnaam, Status
from opdracht.dutch import counted, first_few, joined, written
from opdracht.errors import OpdrachtError
from opdracht.exchange.lists.headings import ROLES, plain_words
from opdracht.exchange.lists.hours import Hours, HoursLine
from opdracht.exchange.lists.known import Known
from opdracht.exchange.lists.layout import MADE, OF_ORGANISATION, PERIOD, SAID_OF_ORGANISATION, TERM, WITH_HOURS, Layout
from opdracht.exchange.lists.naming import MistakableName, Naming, niveau_of, soort_of
from opdracht.exchange.lists.periods import day_of
from opdracht.exchange.lists.recognition import Recognition
from opdracht.exchange.lists.table import ListRow, ListTable, rows_named
from opdracht.exchange.lists.values import IN_A_LIST, is_nothing, term_in, value_in
from opdracht.exchange.workbook.columns import CellFault, FieldColumn, columns
from opdracht.exchange.workbook.grid import Cell, cell_name
from opdracht.exchange.workbook.rows import GivenCell, GivenRow
from opdracht.model import Opdracht, Organisatie, Persoon, Record, Rol
from opdracht.records import required_fields
from opdracht.settings import Settings

_MOST_NAMED = 8
_NUMBERED = re.compile(r"^(?:thema|programma|pijler|lijn|programmalijn|ambitie)\s*[\divx]*\s*[:.–-]\s*", re.IGNORECASE)
"""What stands before the name of a theme."""
_OF_BESTUUR = {
    Rolnaam.AMBTELIJK_OPDRACHTGEVER: Rolnaam.BESTUURLIJK_OPDRACHTGEVER,
    Rolnaam.AMBTELIJK_OPDRACHTNEMER: Rolnaam.BESTUURLIJK_OPDRACHTNEMER,
}
_ROLES = {role.value: role for role in ROLES}


@dataclass
class ListRecords:
    """All that a list says. `alike` are names that may mean a record of the register: the name, its kind and its code.

    `nameless` are people who are left out because nobody knows of which organisatie they are; `several` the people whom
    one name may mean.
    """

    rows: list[GivenRow] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    alike: Mapping[str, tuple[type[Record], str]] = field(default_factory=dict)
    nameless: tuple[str, ...] = ()
    several: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def read_list(table: ListTable, layout: Layout, known: Known, settings: Settings, year: int) -> ListRecords:
    """What the rows of a list say of records. `known` learns what the list brings; `year` is that of new numbers without one."""
    return _ListReading(table, layout, known, settings, year).run()


class _ListReading:
    """The reading of one list."""

    def __init__(self, table: ListTable, layout: Layout, known: Known, settings: Settings, year: int) -> None:
        self.table = table
        self.layout = layout
        self.kind = layout.kind
        self.known = known
        self.columns = {column.name: column for column in columns(self.kind)}
        self.needed = required_fields(self.kind)
        self.made = MADE.get(self.kind.enkelvoud, ())
        self.naming = Naming(table, layout, known)
        self.recognition = Recognition(self.kind, known, year)
        self.hours = Hours(table, layout, settings) if self.kind in WITH_HOURS else None
        self.result = ListRecords()
        self.statuses: Counter[str] = Counter()
        self.hours_in_all = 0.0
        self.unread: list[CellFault] = []
        self.notes: dict[str, None] = {}
        self.above: dict[str, GivenCell] = {}
        self.left: list[GivenRow] = []
        self.empty: list[int] = []
        """The rows that say nothing of any record."""
        self.nothing: dict[str, list[str]] = {}
        """The cells that were left empty, by the words in them that say nothing."""

    def run(self) -> ListRecords:
        if self.hours is not None and (again := self.hours.twice) is not None:
            text = f"{self.naming.heading(again.place)}: deze maanden staan er twee keer in."
            hint = "Zeg met --kolom 'KOP=-' welke kolom niet meetelt."
            self.result.faults.append(self._fault(self.table.line, again.place, text, hint))
            return self.result
        rows: list[GivenRow] = []
        for row in self.table.rows:
            faults = len(self.result.faults)
            cells = self._cells(row)
            if len(self.result.faults) == faults:
                rows += self._records(row, cells)
        self.result.rows = [*self.naming.made, *rows]
        self.left = self.recognition.left(self.table.sheet)
        self.result.rows += self.left
        self.result.alike = self.naming.alike
        self.result.several = self.naming.several
        self.result.nameless = tuple(self.naming.without_organisation)
        self.result.remarks = [*self._remarks()]
        return self.result

    def _cells(self, row: ListRow) -> dict[str, GivenCell]:
        """The cells of a row by field; a fault is kept when a field that is needed has none."""
        cells: dict[str, GivenCell] = {}
        given: list[tuple[str, Cell, int]] = [
            (name, row.cells[place], place)
            for place, name in self.layout.fields.items()
            if name in self.columns and not (self.hours and name in ("hoeveelheid", "eenheid"))
        ]
        given += [(self.layout.group, _NUMBERED.sub("", row.group), -1)] if self.layout.group and row.group else []
        given += [
            (name, text, -1) for name, text in self.layout.filled.items() if name in self.columns and name != "eenheid"
        ]
        for name, cell, place in sorted(given, key=lambda entry: entry[0] != "organisatie"):
            self._note_nothing(row, cell, place)
            if (value := self._value(row, self.columns[name], cell, place, cells)) is not None:
                cells.setdefault(name, GivenCell(value, place + 1))
        self._add_term(row, cells)
        self._fill_down(row, cells)
        return cells

    def _add_term(self, row: ListRow, cells: dict[str, GivenCell]) -> None:
        """The begin and the end of a cell that says both."""
        place = self.layout.place_of(TERM)
        if place is None or is_nothing(row.cells[place]):
            return
        if (term := term_in(row.cells[place])) is None:
            text = f"'{str(row.cells[place])[:60]}' is geen begin en einde. Schrijf het als 2027-2028, of als Q1 2027 t/m Q4 2027."
            self.unread.append(self._fault(row.line, place, text))
            return
        for name, day in zip(("van", "tot"), term, strict=True):
            cells.setdefault(name, GivenCell(day, place + 1))

    def _value(
        self, row: ListRow, column: FieldColumn, cell: Cell, place: int, cells: Mapping[str, GivenCell]
    ) -> Cell | None:
        try:
            if column.target is not None:
                of_row = cells.get("organisatie")
                organisatie = str(of_row.cell) if of_row else self.naming.organisation_of(row)
                return self.naming.code(column, cell, row.line, place, organisatie)
            value = value_in(column, cell, self.naming.heading(place))
        except (ValueError, OpdrachtError) as error:
            is_needed = column.name in self.needed or isinstance(error, MistakableName)
            (self.result.faults if is_needed else self.unread).append(self._refused(row, place, error))
            return None
        if column.holds is date and value is not None and place >= 0:
            self._note_period(cell)
        if self.kind is Opdracht and column.name == "status":
            if value not in (None, Status.CONCEPT):
                self.statuses[str(value)] += 1
            return None
        return value if isinstance(value, str | int | float | date) else None

    def _note_nothing(self, row: ListRow, cell: Cell, place: int) -> None:
        """Keep where words stand that say nothing, as '?' or 'n.t.b.'; that a stripe is empty everybody sees."""
        if place >= 0 and is_nothing(cell) and (words := str(cell).strip()).strip("-–—"):
            self.nothing.setdefault(words, []).append(cell_name(row.line - 1, place))

    def _note_period(self, cell: Cell) -> None:
        if day_of(cell, is_end=True) is not None or day_of(cell, is_end=False) is not None:
            self.notes.setdefault(
                "Een kwartaal, maand of jaar is gelezen als de eerste dag (begin) of de laatste (einde)."
            )

    def _fill_down(self, row: ListRow, cells: dict[str, GivenCell]) -> None:
        """An organisatie or an opdracht that stands once holds for the rows under it that leave it empty."""
        for name in ("organisatie", "opdracht"):
            if name not in self.needed or self.layout.place_of(name) is None:
                continue
            if name in cells:
                self.above[name] = cells[name]
            elif name in self.above and is_nothing(row.cells[self.layout.place_of(name) or 0]):
                cells[name] = self.above[name]
                self.notes.setdefault(f"Een lege cel bij {name} is gelezen als die erboven.")

    def _records(self, row: ListRow, cells: dict[str, GivenCell]) -> Iterator[GivenRow]:
        """What a row says: one record, the roles of an opdracht, or one record for each stretch of hours."""
        self._make_the_rest(row, cells)
        faults = len(self.result.faults)
        of_each = [*self._more(row, cells)]
        if not of_each and len(self.result.faults) == faults:
            self.empty.append(row.line)
        for more in of_each:
            own = {**cells, **more}
            if lacks := [name for name in self.needed if name not in own and name not in self.made]:
                self._lacks(row, lacks)
                return
            record = self.recognition.named(GivenRow(self.kind, self.table.sheet, row.line, own))
            if record is not None:
                yield record
            if self.kind is Opdracht and record is not None:
                yield from self._roles(row, str(record.cells["nummer"].cell))

    def _more(self, row: ListRow, cells: dict[str, GivenCell]) -> Iterator[dict[str, GivenCell]]:
        """What the records of a row have each for itself: their hours, or the organisatie that takes part."""
        if self.hours is not None:
            for line in self._lines(row, cells):
                self.hours_in_all += line.hoeveelheid if line.eenheid == Eenheid.UREN else 0
                yield _of_line(line)
        elif OF_ORGANISATION in self.layout.fields.values():
            said = self.columns[SAID_OF_ORGANISATION[self.kind]]
            for place in (place for place, target in self.layout.fields.items() if target == OF_ORGANISATION):
                self._note_nothing(row, row.cells[place], place)
                if (value := self._value(row, said, row.cells[place], place, cells)) is not None:
                    organisatie = GivenCell(self._of_heading(place), place + 1)
                    yield {"organisatie": organisatie, said.name: GivenCell(value, place + 1)}
        else:
            yield {}

    def _lines(self, row: ListRow, cells: dict[str, GivenCell]) -> Iterator[HoursLine]:
        assert self.hours is not None
        for place, target in self.layout.fields.items():
            if target in ("hoeveelheid", PERIOD, OF_ORGANISATION):
                self._note_nothing(row, row.cells[place], place)
        of_unit = self.layout.place_of("eenheid")
        unit = self.hours.unit_in("" if of_unit is None else row.cells[of_unit])
        if unit is None:
            self.result.faults.append(
                self._fault(row.line, -1 if of_unit is None else of_unit, "De eenheid ontbreekt.")
            )
            return
        if unit.explanation:
            self.notes.setdefault(unit.explanation)
        try:
            if PERIOD in self.layout.fields.values():
                yield from self.hours.of_periods(row, unit)
                return
        except ValueError as error:
            self.result.faults.append(self._fault(row.line, *error.args))
        van, tot = (_day(cells.get(name)) for name in ("van", "tot"))
        for place, target in self.layout.fields.items():
            if target not in ("hoeveelheid", OF_ORGANISATION) or is_nothing(row.cells[place]) or row.cells[place] == 0:
                continue
            try:
                line = self.hours.of_amount(row.cells[place], unit, van, tot, place)
                yield replace(line, organisatie=self._of_heading(place)) if target == OF_ORGANISATION else line
            except ValueError as error:
                self.result.faults.append(self._fault(row.line, place, str(error)))

    def _of_heading(self, place: int) -> str:
        """The organisatie that a column is called after."""
        column = self.columns["organisatie"]
        return self.naming.code(column, self.naming.heading(place), self.table.line, place) or ""

    def _lacks(self, row: ListRow, lacks: list[str]) -> None:
        name = lacks[0]
        place = self.layout.place_of(name)
        label = self.columns[name].label if name in self.columns else name
        text = f"{label} is leeg, en dat heeft een {self.kind.enkelvoud} nodig."
        self.result.faults.append(self._fault(row.line, -1 if place is None else place, text))

    def _make_the_rest(self, row: ListRow, cells: dict[str, GivenCell]) -> None:
        """What a record needs and a list seldom says, made of the rest."""
        if self.kind is Persoon and "functie" in cells and "niveau" not in cells:
            cells["niveau"] = GivenCell(niveau_of(str(cells["functie"].cell)).value, 0)
            self.notes.setdefault("Wie een functie in een bestuur heeft, is bestuurlijk; de anderen zijn ambtelijk.")
        if self.kind is Organisatie and "naam" in cells and "soort" not in cells:
            heading = self.naming.heading(cells["naam"].column - 1)
            cells["soort"] = GivenCell(soort_of(str(cells["naam"].cell), heading).value, 0)

    def _roles(self, row: ListRow, nummer: str) -> Iterator[GivenRow]:
        """The roles of the people that a row of an opdracht names."""
        persons = next(column for column in columns(Rol) if column.name == "persoon")
        for place, target in self.layout.fields.items():
            if (role := _ROLES.get(target)) is None:
                continue
            self._note_nothing(row, row.cells[place], place)
            names = [name for name in IN_A_LIST.split(str(row.cells[place])) if not is_nothing(name)]
            for name in names[:1] if role in ROLLEN_VAN_PARTIJEN else names:
                if (code := self._person(persons, name, role, row, place)) is not None:
                    its = self._role_of(code, role, place)
                    given = {"opdracht": (nummer, 0), "rol": (its.value, 0), "persoon": (code, place + 1)}
                    cells = {field: GivenCell(value, column) for field, (value, column) in given.items()}
                    yield GivenRow(Rol, self.table.sheet, row.line, cells)
            if len(names) > 1 and role in ROLLEN_VAN_PARTIJEN:
                self.notes.setdefault(f"Van {role.value} telt alleen de eerste naam in een cel.")

    def _role_of(self, code: str, role: Rolnaam, place: int) -> Rolnaam:
        """The role of a person in a column that does not say of which niveau it is: that of their own."""
        own = _OF_BESTUUR.get(role)
        is_said = plain_words(self.naming.heading(place)).startswith(("ambtelijk", "aog", "aon"))
        is_taken = own is None or self.layout.has(own.value)
        return role if is_taken or is_said or self.known.niveau(code) != Niveau.BESTUURLIJK else own or role

    def _person(self, column: FieldColumn, name: str, role: Rolnaam, row: ListRow, place: int) -> str | None:
        niveau = Niveau.BESTUURLIJK if role.value.startswith("bestuurlijk") else None
        try:
            organisatie = self.naming.organisation_of(row)
            return self.naming.code(column, name, row.line, place, organisatie, niveau)
        except (ValueError, OpdrachtError) as error:
            self.result.faults.append(self._refused(row, place, error))
            return None

    def _refused(self, row: ListRow, place: int, error: Exception) -> CellFault:
        text = error.message if isinstance(error, OpdrachtError) else str(error)
        hint = "Schrijf de naam zo, of voeg eerst toe wie u bedoelt, met: opdracht add"
        return self._fault(row.line, place, text, hint if isinstance(error, MistakableName) else "")

    def _fault(self, line: int, place: int, text: str, hint: str = "") -> CellFault:
        return CellFault(line, text, hint, self.table.sheet.name, self.table.sheet.number, place + 1)

    def _remarks(self) -> Iterator[str]:
        yield from self.table.passed
        left = [f"'{column.heading}'" for column in self.table.columns if column.place not in self.layout.fields]
        if left:
            yield f"Overgeslagen: {joined(left)}."
        if self.statuses:
            told = joined(f"{number} {status}" for status, number in self.statuses.items())
            yield f"Status in de lijst: {told}. Die verandert alleen stap voor stap, met: opdracht status NUMMER"
        if self.hours_in_all:
            yield f"Alle rijen samen: {written(self.hours_in_all)} uren."
        yield from self.notes
        yield from self.naming.remarks()
        if self.empty:
            what = "geen uren" if self.hours is not None else "niets ingevuld"
            yield f"{rows_named(self.empty)}: {what}, overgeslagen."
        for words, names in self.nothing.items():
            yield f"{first_few(names, _MOST_NAMED)}: '{words}' zegt niets, en is leeg gelaten."
        if self.recognition.again:
            yield f"{rows_named(self.recognition.again)}: staat er al, overgeslagen."
        if self.left:
            told = joined(self.recognition.told(self.left))
            yield f"Het register heeft voor dezelfde maanden ook {told}. Samen tellen die uren dubbel."
        for fault in self.unread[:_MOST_NAMED]:
            yield f"{fault.where}: {fault.text} Leeg gelaten."
        if (more := len(self.unread) - _MOST_NAMED) > 0:
            yield f"En nog {counted(more, 'cel', 'cellen')} leeg gelaten."


def _of_line(line: HoursLine) -> dict[str, GivenCell]:
    column = line.place + 1
    given: dict[str, Cell | None] = {
        "hoeveelheid": line.hoeveelheid,
        "eenheid": line.eenheid.value,
        "van": line.van,
        "tot": line.tot,
    }
    given |= {"organisatie": line.organisatie} if line.organisatie else {}
    return {name: GivenCell(value, column) for name, value in given.items() if value is not None}


def _day(cell: GivenCell | None) -> date | None:
    return cell.cell if cell is not None and isinstance(cell.cell, date) else None
