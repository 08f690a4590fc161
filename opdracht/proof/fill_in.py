"""The cells of a form that people fill in by hand or in Word: naam, plaats, datum and handtekening where they sign.

Only these cells, and only with what is such a thing: a name, a place, a day. Anything else is a deviation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from opdracht.dutch import FIRST_YEAR, LAST_YEAR, MONTHS, SHORT_MONTHS
from opdracht.proof.people import has_form_of_name, is_person, is_place
from opdracht.proof.text import Part

_SIGNING = re.compile(r"(tabel \d+ onder 'Ondertekening'), rij (\d+), kolom (\d+)")
"""A cell of the table in which people sign; its heading stands in the template, no agreement can make one."""
_LONGEST = 60
"""So many characters a name, a place or a signature in letters has at most."""
_MOST_WORDS = 10
_MONTHS = "|".join((*MONTHS, *(rf"{month}\.?" for month in SHORT_MONTHS)))
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY = (
    rf"(?:(?:{'|'.join(_WEEKDAYS)}),? )?"
    rf"(?:\d{{1,2}}[-/. ] ?(?:\d{{1,2}}|{_MONTHS})[-/. ] ?(?:\d{{4}}|'?\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}})"
)
_PSEUDONYM = re.compile(r"vergeten-\d+")
_SIGNED = re.compile(
    rf"(?:w\.? ?g\.?|\(?get\.?\)?|was getekend|(?:digitaal |elektronisch )?ondertekend)(?: door)?(?P<name>.*?)(?: op (?P<day>{_DAY}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fill:
    """What somebody filled in: in which cell, what that asks for, and the text."""

    place: str
    field: str
    text: str


@dataclass(frozen=True)
class Slot:
    """Where a form invites to fill something in: in the cell of a part itself, or in the empty `column` of its row."""

    after: int
    """The index of the part that it is in, or that it comes after."""
    field: str
    column: int | None = None
    told: str = ""
    """All that the document should say."""


def slots_in(parts: Sequence[Part]) -> list[Slot]:
    """Where the text of a document of the program invites to fill something in."""
    cells = {index: match for index, part in enumerate(parts) if (match := _SIGNING.fullmatch(part.place))}
    slots = [Slot(i, parts[i].text.lower()) for i, cell in cells.items() if cell[2] != "1" and parts[i].text in _FITS]
    for table in dict.fromkeys(cell[1] for cell in cells.values()):
        heads = {cell[3]: parts[i].text for i, cell in cells.items() if (cell[1], cell[2]) == (table, "1")}
        rows: dict[str, dict[str, int]] = {}
        for index, cell in cells.items():
            if cell[1] == table and cell[2] != "1":
                rows.setdefault(cell[2], {})[cell[3]] = index
        slots += [
            Slot(max(row.values()), text.lower(), int(column))
            for row in rows.values()
            for column, text in heads.items()
            if text in _FITS and column not in row
        ]
    told = told_in(parts)
    return [replace(slot, told=told) for slot in slots]


def told_in(parts: Sequence[Part]) -> str:
    """All that the parts of a document say."""
    return "\n".join(part.text for part in parts)


def split(text: str, told: str = "") -> tuple[str, str] | None:
    """The label of a cell and what was filled in after it; None when it is no such cell or holds anything else.

    `told` is what the document itself should say: a name in it is a name.
    """
    for label in _FITS:
        if (
            text.startswith(label)
            and (rest := _filled(text.removeprefix(label))) is not None
            and fits(label, rest, told)
        ):
            return label, rest
    return None


def _filled(rest: str) -> str | None:
    """What stands after a label, without the dots or the line to write on; None when the label is part of a word."""
    if rest and rest[0].isalnum():
        return None
    return rest.strip(" \t\n:.…_-–")


def fits(field: str, text: str, told: str = "") -> bool:
    """Whether a text can be what a cell asks for; nothing at all always can."""
    wanted = _FITS[field.capitalize()]
    return not text or (len(text) <= _LONGEST and text.count("\n") <= 1 and wanted(" ".join(text.split()), told))


def fill_of(slots: Sequence[Slot], words: Sequence[str]) -> list[tuple[Slot, str]] | None:
    """What a row of words fills in: one slot after another, each at most once. None when they are anything else."""
    if not words:
        return []
    if not slots or len(words) > _MOST_WORDS * len(slots):
        return None
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]).strip(":.…_-– ")
        if fits(slots[0].field, text, slots[0].told) and (rest := fill_of(slots[1:], words[count:])) is not None:
            return [(slots[0], text), *rest] if text else rest
    return fill_of(slots[1:], words)


def is_only_names(was: str, now: str) -> bool:
    """Whether a text became another by names only: in the place of a pseudonym, or where a name could stand."""
    due, words = was.split(), now.replace("Naam: ", "Naam ").split()
    return all(
        tag == "equal"
        or (tag == "insert" and has_form_of_name(" ".join(words[j:to_j])))
        or (tag == "replace" and all(map(_PSEUDONYM.search, due[i:to_i])) and to_j - j <= _MOST_WORDS)
        for tag, i, to_i, j, to_j in SequenceMatcher(None, due, words, autojunk=False).get_opcodes()
    )


def _is_day(text: str, told: str = "") -> bool:
    """Whether a text is a day that there is: not 31 februari, and not a monday that was a tuesday."""
    text = text.strip(" .,").lower()
    if re.fullmatch(_DAY, text, re.ASCII) is None:
        return False
    weekday = next((name for name in _WEEKDAYS if text.startswith(name)), "")
    first, month, last = re.split(r"[-/. ,]+", text.removeprefix(weekday).strip(" ,"))
    year, day = (first, last) if len(first) == 4 else (last.strip("'"), first)
    names = SHORT_MONTHS if month in SHORT_MONTHS else MONTHS
    number = int(month) if month.isdecimal() else names.index(month) + 1
    try:
        when = date(int(year) if len(year) == 4 else 2000 + int(year), number, int(day))
    except ValueError:
        return False
    return FIRST_YEAR <= when.year <= LAST_YEAR and weekday in ("", _WEEKDAYS[when.weekday()])


def _is_place_and_day(text: str, told: str = "") -> bool:
    """'Breda, 1 maart 2027', or one of the two."""
    written = re.search(rf"(?<!\w){_DAY}$", text.strip(" .,"), re.IGNORECASE | re.ASCII)
    place = (text[: written.start()] if written else text).removesuffix(" op ").strip(" ,.")
    return (not place or is_place(place, told)) and (written is None or _is_day(written[0])) and bool(text)


def _is_signature(text: str, told: str = "") -> bool:
    if (match := _SIGNED.fullmatch(text)) is None:
        return is_person(text, told)
    name = match["name"].strip(" .:,")
    return (not name or is_person(name, told)) and (match["day"] is None or _is_day(match["day"]))


_FITS = {
    "Naam": is_person,
    "Plaats en datum": _is_place_and_day,
    "Plaats": is_place,
    "Datum": _is_day,
    "Handtekening": _is_signature,
}
