"""Where in a sheet the list stands: the row with its headings, its rows, and what stands above, between and below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from opdracht.codec import plain
from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.lists.periods import period_in, year_in
from opdracht.exchange.lists.vocabulary import NOTES, TOTALS
from opdracht.exchange.workbook.grid import Cell, GridSheet, cell_name
from opdracht.fields import in_words

_LOOKED_AT = 60
"""So many rows from the top the headings may stand below titles and logos."""
_LONGEST_HEADING = 90
_LONGEST_GROUP = 100


@dataclass(frozen=True)
class ListColumn:
    """A column: its place from 0, what it is called in this list (no two alike), and the year that stands above it."""

    place: int
    heading: str
    year: int | None = None

    @property
    def letter(self) -> str:
        """What a spreadsheet calls it."""
        return cell_name(0, self.place)[:-1]


@dataclass(frozen=True)
class ListRow:
    """A row; `line` counts from 1, and `group` is the text alone in its row that stands above it."""

    line: int
    cells: Sequence[Cell]
    group: str = ""


@dataclass(frozen=True)
class ListTable:
    """A list in a sheet. `above` is what stands over it, with the names of its sheet and its file."""

    sheet: GridSheet
    line: int
    columns: Sequence[ListColumn]
    rows: Sequence[ListRow]
    above: str = ""
    passed: Sequence[str] = field(default=())
    """What was passed over, as Dutch sentences."""

    def values(self, column: ListColumn) -> list[Cell]:
        """What stands in a column, without its empty cells."""
        return [cell for row in self.rows if (cell := row.cells[column.place]) != ""]

    def called(self, name: str) -> ListColumn | None:
        """The column with this heading, or with these letters when none has."""
        wanted = plain_words(name)
        by_heading = [column for column in self.columns if plain_words(column.heading) == wanted]
        by_letter = [column for column in self.columns if column.letter == name.strip().upper()]
        return next(iter([*by_heading, *by_letter]), None)


def find_table(
    sheet: GridSheet, words: Collection[str], name: str = "", *, with_periods: bool = False
) -> ListTable | None:
    """The list in a sheet, by the `words` that its headings may say (`plain_words`), and periods; None when there is none."""
    number = _heading_row(sheet, words, with_periods=with_periods)
    if number is None:
        return None
    columns = _columns(sheet, number)
    is_known = any(plain_words(cell) in words for cell in sheet.rows[number] if cell != "")
    above = " \n".join([name, sheet.name, *(str(cell) for row in sheet.rows[:number] for cell in row if cell != "")])
    rows, passed = _Rows(sheet, number, columns).read()
    if not is_known:
        passed.append(f"Geen van de koppen is bekend. Rij {number + 1} is als rij met koppen gelezen.")
    return ListTable(sheet, number + 1, columns, rows, above, passed) if rows else None


def _heading_row(sheet: GridSheet, words: Collection[str], *, with_periods: bool) -> int | None:
    """The number from 0 of the row with the headings: the one that says most of these words."""
    scores = {
        number: _heading_score(row, words, with_periods=with_periods)
        for number, row in enumerate(sheet.rows[:_LOOKED_AT])
    }
    scores = {number: score for number, score in scores.items() if score >= 1}
    if not scores:
        return None
    best = max(scores, key=lambda number: (scores[number], -number))
    while scores.get(best + 1, 0) >= scores[best] * 0.8 and _share_a_heading(sheet.rows[best], sheet.rows[best + 1]):
        best += 1  # headings of two rows: the last says most
    return best


def _heading_score(row: Sequence[Cell], words: Collection[str], *, with_periods: bool) -> float:
    score = 0.0
    for cell in row:
        if cell == "":
            continue
        said = plain_words(cell)
        if said in words:
            score += 2
        elif with_periods and period_in(cell) is not None:
            score += 1
        elif isinstance(cell, str) and len(cell) <= _LONGEST_HEADING:
            score += 0.5 + any(len(word) > 3 and f" {word} " in f" {said} " for word in words)
        else:
            score -= 1
    return score if sum(cell != "" for cell in row) > 1 else 0


def _share_a_heading(row: Sequence[Cell], following: Sequence[Cell]) -> bool:
    """Whether a cell stands in both, as one that was merged over both does."""
    return any(
        cell != "" and cell == other and isinstance(cell, str) for cell, other in zip(row, following, strict=True)
    )


def _columns(sheet: GridSheet, number: int) -> list[ListColumn]:
    row = sheet.rows[number]
    above = [_carried(sheet.rows[line]) for line in range(max(0, number - 2), number)]
    texts = [_one_line(cell) for cell in row]
    for place, text in enumerate(texts):
        if not text and number and len([cell for cell in sheet.rows[number - 1] if cell != ""]) > 1:
            texts[place] = _one_line(sheet.rows[number - 1][place])
    count = Counter(map(plain_words, filter(None, texts)))
    columns: list[ListColumn] = []
    for place, text in enumerate(texts):
        if not text and not any(line[place] != "" for line in sheet.rows[number + 1 :]):
            continue
        over = next((_one_line(line[place]) for line in reversed(above) if line[place] != ""), "")
        if text and count[plain_words(text)] > 1 and over and plain_words(over) != plain_words(text):
            text = f"{over} {text}"
        text = text or f"kolom {cell_name(0, place)[:-1]}"
        if any(plain_words(text) == plain_words(column.heading) for column in columns):
            text = f"{text} (kolom {cell_name(0, place)[:-1]})"
        year = next((year for line in reversed(above) if (year := year_in(str(line[place])))), None)
        columns.append(ListColumn(place, text, year))
    return columns


def _carried(row: Sequence[Cell]) -> list[Cell]:
    """A row in which what stands over several columns stands over each; a title alone in its row stands over none."""
    if sum(cell != "" for cell in row) == 1 and row[0] != "":
        return [""] * len(row)
    carried: list[Cell] = []
    for cell in row:
        carried.append(cell if cell != "" or not carried else carried[-1])
    return carried


def _one_line(cell: Cell) -> str:
    written = in_words(cell) if isinstance(cell, date) else str(plain(cell))
    return " ".join(written.split())[:_LONGEST_HEADING]


class _Rows:
    """The reading of the rows below the headings."""

    def __init__(self, sheet: GridSheet, number: int, columns: Sequence[ListColumn]) -> None:
        self.sheet = sheet
        self.number = number
        self.places = [column.place for column in columns]
        self.headings = [plain_words(sheet.rows[number][place]) for place in self.places]
        self.totals: list[int] = []

    def read(self) -> tuple[list[ListRow], list[str]]:
        """The rows, and what was passed over."""
        rows = [
            ListRow(line, cells)
            for line, cells in enumerate(self.sheet.rows[self.number + 1 :], start=self.number + 2)
            if any(_has_text(cells[place]) for place in self.places) and not self._is_other(line, cells)
        ]
        rows, below = self._without_legend(rows)
        alone = [row for row in rows if self._is_alone(row)]
        if len(self.places) < 3 or len(alone) * 2 > len(rows):
            alone = []
        grouped, passed = self._grouped(rows, {row.line for row in alone})
        if below:
            passed.append(f"{rows_named(below)}: onder de lijst, overgeslagen.")
        if self.totals:
            passed.insert(0, f"{rows_named(self.totals)}: een totaal, overgeslagen.")
        return grouped, passed

    def _without_legend(self, rows: list[ListRow]) -> tuple[list[ListRow], list[int]]:
        """The rows up to an empty one after which stands what explains the list, and the lines after that."""
        for before, row in pairwise(rows):
            text = next(plain_words(row.cells[place]) for place in self.places if _has_text(row.cells[place]))
            is_note = self._is_alone(row) and text.split(" ")[0] in NOTES
            if row.line > before.line + 1 and is_note:
                place = rows.index(row)
                return rows[:place], [other.line for other in rows[place:]]
        return rows, []

    def _is_other(self, line: int, cells: Sequence[Cell]) -> bool:
        """Whether it is a row with a total, or the headings once more."""
        texts = [plain_words(cells[place]) for place in self.places]
        first = next(filter(None, texts), "")
        if first.split(" ")[0] in TOTALS:
            self.totals.append(line)
            return True
        return texts == self.headings

    def _is_alone(self, row: ListRow) -> bool:
        return sum(_has_text(row.cells[place]) for place in self.places) == 1

    def _grouped(self, rows: Sequence[ListRow], alone: Collection[int]) -> tuple[list[ListRow], list[str]]:
        group = ""
        grouped: list[ListRow] = []
        notes: list[int] = []
        lines = {row.line for row in rows}
        usual = [row for row in rows if row.line not in alone]
        for row in rows:
            if row.line not in alone:
                grouped.append(ListRow(row.line, row.cells, group))
                continue
            place = next(place for place in self.places if _has_text(row.cells[place]))
            text = _one_line(row.cells[place])
            is_over = row.line + 1 in lines - {*alone} and len(text) < _LONGEST_GROUP
            if is_over and not any(_has_text(other.cells[left]) for other in usual for left in range(place)):
                group = text
            elif self._is_record(place, text, usual) and (row.line - 1 in lines or is_over):
                grouped.append(ListRow(row.line, row.cells, group))
            else:
                notes.append(row.line)
        return grouped, [f"{rows_named(notes)}: één losse tekst, overgeslagen."] if notes else []

    @staticmethod
    def _is_record(place: int, text: str, usual: Sequence[ListRow]) -> bool:
        """Whether a text alone in its row may be a record of which nothing else is known."""
        filled = sum(_has_text(row.cells[place]) for row in usual)
        return (
            filled * 10 >= len(usual) * 9 and not text.startswith("*") and plain_words(text).split(" ")[0] not in NOTES
        )


def _has_text(cell: Cell) -> bool:
    return cell != "" and str(cell).strip() != ""


def rows_named(lines: Sequence[int]) -> str:
    """'Rij 4', 'Rijen 4, 7' and no more than five of them."""
    named = ", ".join(map(str, lines[:5])) + (f" en nog {len(lines) - 5}" if len(lines) > 5 else "")
    return f"Rij {named}" if len(lines) == 1 else f"Rijen {named}"
