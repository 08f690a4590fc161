"""Which column of somebody's own list is which field: by its heading, and by what stands under it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from opdracht.exchange.lists.headings import HEADINGS, IN_ONE, ROLES, plain_words
from opdracht.exchange.lists.known import Known
from opdracht.exchange.lists.layout import (
    OF_ORGANISATION,
    PERIOD,
    SAID_OF_ORGANISATION,
    TERM,
    WITH_HOURS,
    YEAR,
    Layout,
    targets,
)
from opdracht.exchange.lists.periods import NamedPeriod, PeriodColumn, period_in, with_years, year_in
from opdracht.exchange.lists.table import ListColumn, ListTable
from opdracht.exchange.lists.values import is_nothing, term_in, value_in
from opdracht.exchange.lists.vocabulary import ORGANS, TOTALS
from opdracht.exchange.workbook.columns import FieldColumn, columns
from opdracht.exchange.workbook.grid import Cell
from opdracht.model import Aanbod, Ambitie, Inzet, Opdracht, Organisatie, Persoon, Record, declarations
from opdracht.records import is_long, required_fields
from opdracht.signs import looks

_MOST_SEEN = 200
"""So many cells of a column say enough of it."""
_SURE, _LEAST = 0.8, 0.35
_NUMBERS = ("nr", "nummer", "volgnummer", "id", "schaal", "")
"""What stands over numbers that count nothing."""


@cache
def headings_of(kind: type[Record]) -> frozenset[str]:
    """All that a heading may say in a list of a kind."""
    said = {word for words in _words(kind).values() for word in words}
    return frozenset(said)


@cache
def _words(kind: type[Record]) -> Mapping[str, Sequence[str]]:
    """What a heading may say for each field and role, the best first."""
    known = HEADINGS.get(kind.enkelvoud, {})
    words: dict[str, Sequence[str]] = {}
    for column in columns(kind):
        own = (plain_words(column.label), plain_words(column.name))
        words[column.name] = [*dict.fromkeys((*own, *known.get(column.name, ())))]
    if kind is Opdracht:
        words |= {role.value: said for role, said in ROLES.items()}
    if TERM in targets(kind):
        words[TERM] = IN_ONE
    return words


def guess(table: ListTable, kind: type[Record], known: Known) -> Layout:
    """The fields of the columns of a list of a kind. A list of aanbod that names opdrachten in a column is one of inzet."""
    if kind is Aanbod:
        asked = _Guessing(table, Inzet, known).run()
        if asked.place_of("opdracht") is not None:
            return asked
    return _Guessing(table, kind, known).run()


class _Guessing:
    """The guess for one kind."""

    def __init__(self, table: ListTable, kind: type[Record], known: Known) -> None:
        self.table = table
        self.kind = kind
        self.known = known
        self.columns = {column.name: column for column in columns(kind)}
        self.layout = Layout(kind)

    def run(self) -> Layout:
        by_heading = {plain_words(column.heading): column.place for column in self.table.columns}
        if "nr" in self.kind.sleutel and {"sleutel", "nr"} <= by_heading.keys():
            self.layout.fields[by_heading["nr"]] = "nr"  # a list of the program itself says which record it is
        if self.kind in WITH_HOURS:
            periods = named_periods(self.table)
            self.layout.fields |= {place: PERIOD for place, _, _ in periods}
        if PERIOD not in self.layout.fields.values() and self.kind in SAID_OF_ORGANISATION:
            self.layout.fields |= self._of_organisations(self.columns[SAID_OF_ORGANISATION[self.kind]])
        scores = self._scores()
        for score, place, name in sorted(scores, key=lambda entry: (-entry[0], entry[1])):
            if place in self.layout.fields or name in self.layout.fields.values() or score < _LEAST:
                continue
            self.layout.fields[place] = name
            if score < _SURE - 0.2:
                self.layout.by_values.add(place)
        self._drop_needless()
        self._from_groups()
        self._from_above()
        return self.layout

    def _scores(self) -> list[tuple[float, int, str]]:
        scores = []
        for column in self.table.columns:
            if column.place in self.layout.fields or plain_words(column.heading).split(" ")[0] in TOTALS:
                continue
            cells = [cell for cell in self.table.values(column)[:_MOST_SEEN] if not is_nothing(cell)]
            for name, words in _words(self.kind).items():
                if name == "nr":
                    continue
                score = self._score(name, heading_score(column.heading, words), cells, column.heading)
                scores.append((score, column.place, name))
        return scores

    def _score(self, name: str, heading: float, cells: Sequence[Cell], written: str) -> float:
        fits = self._fits(name, cells, written)
        if not cells:
            return heading if heading >= 1 else 0.0
        if heading >= 0.9:
            return heading + (fits - 0.5) / 2 if fits > 0.2 or heading >= 1 else 0.0
        if heading:
            return heading + (fits - 0.5) / 2 if fits > 0.4 else 0.0
        return 0.55 * fits if fits > _SURE and self._tells(name, cells) else 0.0

    def _tells(self, name: str, cells: Sequence[Cell]) -> bool:
        """Whether what stands in a column tells alone which field it is: one that every record needs, or an address."""
        column = self.columns.get(name)
        if name == "profiel":
            return False  # the names of people look like it
        if column is None or (name not in required_fields(self.kind) and name != "email"):
            return False
        if name == "email" or column.target is not None:
            return True
        if column.holds is date:
            return [each.holds for each in self.columns.values()].count(date) == 1
        if column.words is not None:
            return len({str(cell).strip() for cell in cells}) > 1
        is_prose = declarations(self.kind)[name].prose or is_long(self.kind, name)
        return column.holds is str and is_prose and self._is_longest(cells)

    def _is_longest(self, cells: Sequence[Cell]) -> bool:
        """Whether no other column has longer texts, all of them different."""
        length = _length(cells)
        others = [_length(self.table.values(column)) for column in self.table.columns]
        return length > 8 and length >= max(others) and len(set(map(str, cells))) * 2 > len(cells)

    def _fits(self, name: str, cells: Sequence[Cell], heading: str) -> float:
        """Which part of these cells the field can take."""
        column = self.columns.get(name)
        if not cells:
            return 0.5
        if name == TERM:
            return sum(term_in(cell) is not None for cell in cells) / len(cells)
        if column is None:
            return sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells) / len(cells)
        if column.target is not None:
            return self._names_known(column, cells)
        if name == "email":
            return sum("@" in str(cell) for cell in cells) / len(cells)
        if column.holds is str and column.words is None:
            if name == "nummer":
                return sum(bool(re.fullmatch(r"\d{4}-\d{3,6}", str(cell).strip())) for cell in cells) / len(cells)
            if name in ("code", "cbs_code"):
                return 0.6
            if name == "kenmerk":
                return sum(isinstance(cell, str) and len(cell) > 3 for cell in cells) / len(cells)
            return sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells) / len(cells)
        return sum(_takes(column, cell, heading) for cell in cells) / len(cells)

    def _names_known(self, column: FieldColumn, cells: Sequence[Cell]) -> float:
        assert column.target is not None
        named = sum(self.known.code(column.target, str(cell)) is not None for cell in cells) / len(cells)
        texts = sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells) / len(cells)
        may_be_new = column.target in (Organisatie, Persoon)
        return max(named, min(texts, 0.6) if may_be_new else texts * 0.45)

    def _of_organisations(self, said: FieldColumn) -> dict[int, str]:
        """The columns that say this field of the organisatie that they are called after, when there are more.

        One that stands between two of them is of an organisatie too.
        """
        amounts = [column for column in self.table.columns if are_of(said, self.table.values(column))]
        called = [column.place for column in amounts if self._is_called_after_one(column)]
        others = headings_of(self.kind)
        return {
            column.place: OF_ORGANISATION
            for column in amounts
            if len(called) > 1
            and (column.place in called or called[0] < column.place < called[-1])
            and plain_words(column.heading) not in others
            and plain_words(column.heading).split(" ")[0] not in TOTALS
        }

    def _is_called_after_one(self, column: ListColumn) -> bool:
        is_known = self.known.code(Organisatie, column.heading) is not None
        return is_known or bool(re.match(r"(?:gemeente|gem\.)\s+\w", column.heading, re.IGNORECASE))

    def _drop_needless(self) -> None:
        """A period says what single columns of dates and amounts would."""
        targets_of_hours = {PERIOD, OF_ORGANISATION} & {*self.layout.fields.values()}
        if targets_of_hours:
            said = SAID_OF_ORGANISATION[self.kind]
            needless = ("van", "tot", said) if PERIOD in targets_of_hours else ("organisatie", said)
            self.layout.fields = {place: name for place, name in self.layout.fields.items() if name not in needless}

    def _from_groups(self) -> None:
        groups = {row.group for row in self.table.rows if row.group}
        if not groups:
            return
        for name, kind in (("organisatie", Organisatie), ("opdracht", Opdracht)):
            named = [self.known.code(kind, group) is not None for group in groups]
            if name in self.columns and not self.layout.has(name) and sum(named) * 2 > len(groups):
                self.layout.group = name
                return
        for owner, name in ((Opdracht, "themas"), (Ambitie, "thema")):
            if self.kind is owner and not self.layout.has(name):
                self.layout.group = name

    def _from_above(self) -> None:
        """What the titles over a list say of all of it."""
        above = self.table.above
        for name, kind in (("organisatie", Organisatie), ("opdracht", Opdracht)):
            needed = name in required_fields(self.kind) or (name == "organisatie" and self.kind in (Opdracht,))
            if needed and not self.layout.has(name) and (code := named_in(above, kind, self.known)):
                self.layout.filled[name] = code
        if "orgaan" in self.columns and not self.layout.has("orgaan"):
            said = [organ for form, organ in ORGANS.items() if re.search(form, plain_words(above))]
            if len(said) == 1:
                self.layout.filled["orgaan"] = said[0]
        if self.kind in WITH_HOURS and not self.layout.has(YEAR) and (year := year_in(above)):
            self.layout.filled[YEAR] = str(year)
        self.layout.from_above = set(self.layout.filled)


def heading_score(heading: str, words: Sequence[str]) -> float:
    """How well a heading says one of these words, from 0 to 1; the earlier words count most."""
    said = plain_words(heading)
    short = plain_words(re.sub(r"\([^)]*\)", " ", heading))
    best = 0.0
    for number, word in enumerate(words):
        loss = min(number, 20) * 0.004
        if word in (said, short):
            best = max(best, 1.0 + (0.05 if number < 2 else 0) - loss)
        elif len(word) > 2 and re.search(rf"\b{re.escape(word)}\b", said):
            part = len(word.split()) / len(said.split())
            best = max(best, 0.55 + 0.3 * part - loss)
        elif len(said) > 5 and difflib.SequenceMatcher(None, said, word).ratio() > 0.88:
            best = max(best, 0.8 - loss)
    return best


def named_periods(table: ListTable) -> list[tuple[int, NamedPeriod, int | None]]:
    """The columns that are called after a period and hold amounts: the place, what it names, and the year above it."""
    named = []
    for column in table.columns:
        cell = table.sheet.rows[table.line - 1][column.place]
        period = period_in(cell) or period_in(column.heading)
        first = plain_words(column.heading).split(" ")[0]
        if period is not None and first not in TOTALS and are_amounts(table.values(column)):
            named.append((column.place, period, column.year))
    if len(named) > 1 and _are_years(table, [place for place, _, _ in named]):
        named = [(place, NamedPeriod(0, 12, period.year), year) for place, period, year in named]
    return named


def are_amounts(cells: Sequence[Cell]) -> bool:
    """Whether most of these cells hold a number, or nothing."""
    told = [cell for cell in cells if not is_nothing(cell)]
    return sum(isinstance(cell, int | float) or bool(re.search(r"\d", str(cell))) for cell in told) * 2 >= len(told)


def _are_years(table: ListTable, places: Sequence[int]) -> bool:
    """Whether these columns are called after the first of January of different years."""
    cells = [table.sheet.rows[table.line - 1][place] for place in places]
    days = [cell for cell in cells if isinstance(cell, date)]
    return len(days) == len(cells) == len({day.year for day in days}) and all((d.month, d.day) == (1, 1) for d in days)


def period_columns(table: ListTable, layout: Layout) -> list[PeriodColumn]:
    """The columns of a layout that hold the hours of a period; none while their year is not known."""
    named = [entry for entry in named_periods(table) if layout.fields.get(entry[0]) == PERIOD]
    year = layout.filled.get(YEAR, "")
    return with_years(named, int(year) if year.isdecimal() else None)


def named_in(text: str, kind: type[Record], known: Known) -> str | None:
    """The code of the one record of a kind that a text names somewhere; None when it names none, or several."""
    seen = f" {looks(text)} "
    codes = set()
    for record in known.records.get(kind, ()):
        code = str(getattr(record, kind.sleutel[0]))
        name = known.name(kind, code)
        if any(word and re.search(rf"(?<!\w){re.escape(looks(word))}(?!\w)", seen) for word in (code, name)):
            codes.add(code)
    return codes.pop() if len(codes) == 1 else None


def _takes(column: FieldColumn, cell: Cell, heading: str) -> bool:
    try:
        return value_in(column, cell, heading) is not None
    except ValueError:
        return False


def _length(cells: Sequence[Cell]) -> float:
    texts = [cell for cell in cells if isinstance(cell, str)]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def strangers(table: ListTable, layout: Layout) -> list[ListColumn]:
    """The columns beside those of organisaties that may be of one too, which the register does not know."""
    if OF_ORGANISATION not in layout.fields.values():
        return []
    said = next(column for column in columns(layout.kind) if column.name == SAID_OF_ORGANISATION[layout.kind])
    others = headings_of(layout.kind)
    return [
        column
        for column in free_columns(table, layout)
        if column.place not in layout.left
        and plain_words(column.heading) not in (*others, *_NUMBERS)
        and plain_words(column.heading).split(" ")[0] not in TOTALS
        and are_of(said, table.values(column))
    ]


def are_of(said: FieldColumn, cells: Sequence[Cell]) -> bool:
    """Whether most of these cells are values of a field."""
    told = [cell for cell in cells if not is_nothing(cell)]
    return are_amounts(cells) if said.words is None else sum(_takes(said, c, "") for c in told) * 2 >= len(told)


def free_columns(table: ListTable, layout: Layout) -> list[ListColumn]:
    """The columns that are no field yet and hold something."""
    return [column for column in table.columns if column.place not in layout.fields and table.values(column)]
