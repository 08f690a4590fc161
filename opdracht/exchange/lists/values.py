"""What stands in a cell of somebody's own list, as a value of a field: freer than a workbook of ours, never by guess alone."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from opdracht.dutch import MONTHS, SHORT_MONTHS
from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.lists.periods import day_of
from opdracht.exchange.lists.vocabulary import NOTHING, ORGANS, PRIORITIES, WORDS
from opdracht.exchange.table import as_typed
from opdracht.exchange.workbook.columns import FieldColumn, from_cell
from opdracht.exchange.workbook.grid import Cell, FormulaError
from opdracht.fields import amount, day, one_of, priority, whole
from opdracht.model import declarations
from opdracht.records import is_long

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)")
_DAY_IN_WORDS = re.compile(r"(?:[a-z]{2,9} )?(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d\d)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ t].*")
_BETWEEN = re.compile(r"\s*(?:t/m|tot en met|tot|–|—|\s-\s|>)\s*")
_BETWEEN_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_AROUND = re.compile(r"€|\beur(?:o)?\b|,-+$|(?<![a-z])(?:uren|uur|fte|dagen|dagdelen|u)\.?$")
_THOUSANDS = re.compile(r"x\s*€?\s*1[. ]?000\b|in duizend|€\s*k\b|k€|x\s*1k\b|\* ?1[. ]?000\b", re.IGNORECASE)
_TIMES = ((r"\s*(?:mln|miljoen|mio|m)\.?", 1_000_000), (r"\s*(?:k|dzd|duizend)\.?", 1000))
_SHORT = 4
"""An abbreviation of a body has no more letters."""
_NOT = frozenset(("niet", "geen", "nog", "nooit"))
IN_A_LIST = re.compile(r"\s*[;\n•]\s*|\s+[/|]\s+")


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says nothing: it is empty, or says so in words."""
    return isinstance(cell, str) and not isinstance(cell, FormulaError) and cell.strip().lower().strip("()") in NOTHING


def value_in(column: FieldColumn, cell: Cell, heading: str = "") -> object:
    """The value that a cell gives a field that is no reference; None when it says nothing.

    Raises ValueError with a Dutch sentence for what it cannot mean.
    """
    if is_nothing(cell):
        return None
    if isinstance(cell, FormulaError):
        raise ValueError("De formule in deze cel geeft een fout.")
    if column.holds is date:
        return _date(cell, is_end=column.name != "van")
    if column.name == "prioriteit":
        return _priority(cell)
    if column.holds in (int, float):
        return _number(column, cell, heading)
    if column.words is not None:
        return _word(column, cell)
    if column.holds is list:
        return "; ".join(filter(None, IN_A_LIST.split(str(from_cell(column, cell)))))
    if column.name == "orgaan" and isinstance(cell, str) and len(cell.strip()) <= _SHORT:
        return next((organ for form, organ in ORGANS.items() if re.search(form, plain_words(cell))), cell.strip())
    written = from_cell(column, as_typed(cell) if isinstance(cell, str) else cell)
    return " ".join(written.split()) if isinstance(written, str) and not is_long(column.kind, column.name) else written


def term_in(cell: Cell) -> tuple[date, date] | None:
    """The first and the last day in a cell that says both: '2026-2028', 'Q1 2027 t/m Q4 2027' or 2027; None when it does not."""
    if not isinstance(cell, str):
        van, tot = day_of(cell, is_end=False), day_of(cell, is_end=True)
        return (van, tot) if van and tot else None
    parts = _BETWEEN_YEARS.fullmatch(cell.strip())
    ends = list(parts.groups()) if parts else [part for part in _BETWEEN.split(cell.strip()) if part]
    if len(ends) == 1:
        ends *= 2
    try:
        van, tot = (_date(part, is_end=is_end) for part, is_end in zip(ends, (False, True), strict=True))
    except ValueError:
        return None
    return (van, tot) if van < tot else None


def _date(cell: Cell, *, is_end: bool) -> date:
    if (of_period := day_of(cell, is_end=is_end)) is not None:
        return of_period
    if not isinstance(cell, str):
        return day(cell)
    written = " ".join(cell.lower().replace(",", " ").replace("'", " ").split())
    if match := _MOMENT.fullmatch(written):
        return day(match[1])
    if match := _DAY.fullmatch(written):
        return day(f"{match[1]}-{match[2]}-{_whole_year(match[3])}")
    if match := _DAY_IN_WORDS.fullmatch(written.replace(".", "")):
        months = [n for n in MONTHS if n == match[2]] or [
            name for name, short in zip(MONTHS, SHORT_MONTHS, strict=True) if match[2] in (short, name[:3], name[:4])
        ]
        if months:
            return day(f"{match[1]} {months[0]} {_whole_year(match[3])}")
    return day(cell)


def _whole_year(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"


def _priority(cell: Cell) -> int:
    if isinstance(cell, str) and (number := PRIORITIES.get(plain_words(cell))):
        return number
    return priority(re.sub(r"^(?:prio(?:riteit)?|p)\s*", "", cell.strip().lower()) if isinstance(cell, str) else cell)


def _number(column: FieldColumn, cell: Cell, heading: str) -> float:
    if isinstance(cell, str) and column.holds is int and re.fullmatch(r"\d{1,3}(\.\d{3})+", cell.strip()):
        return whole(cell)
    number = number_in(cell)
    if declarations(column.kind)[column.name].unit == "€" and _THOUSANDS.search(heading):
        number *= 1000
    return whole(round(number)) if column.holds is int else amount(number)


def number_in(cell: Cell) -> float:
    """The number of 0 or more in a cell, also with a unit, € or 'mln'; of a time the hours. Raises ValueError with a Dutch sentence."""
    if isinstance(cell, timedelta):
        return amount(cell.total_seconds() / 3600)
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60
    if not isinstance(cell, str):
        return amount(cell)
    written = _AROUND.sub("", cell.strip().lower()).strip()
    for form, times in _TIMES:
        if match := re.fullmatch(rf"(\d[\d.,]*){form}", written):
            return amount(match[1]) * times
    if re.fullmatch(r"\d{1,3}([. ]\d{3})+", written) and "€" in cell:
        return float(re.sub(r"[. ]", "", written))
    return amount(written.removesuffix("%").strip())


def _word(column: FieldColumn, cell: Cell) -> str:
    """A word of the closed list of a field: itself, or in other words, also with more around it: '3. lopend'."""
    assert column.words is not None
    known = {**WORDS.get(column.words, {}), **{plain_words(word.value): word.value for word in column.words}}
    said = plain_words(cell)
    if said in known:
        return known[said]
    for words in sorted(known, key=len, reverse=True):
        rest = f" {said} ".replace(f" {words} ", " ", 1).split()
        if len(words) > 2 and len(rest) < len(said.split()) and _NOT.isdisjoint(rest):
            return known[words]
    return str(one_of(column.words)(from_cell(column, cell)).value)
