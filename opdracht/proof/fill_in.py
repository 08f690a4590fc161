"""The cells of a form that people fill in by hand or in Word: naam, plaats, datum and handtekening where they sign.

Only these cells, and only with what can be such a thing: a short name, a place, a day. Anything more is a deviation.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from opdracht.dutch import MONTHS, SHORT_MONTHS
from opdracht.proof.text import Part

_SIGNING = re.compile(r"(tabel \d+ onder 'Ondertekening'), rij (\d+), kolom (\d+)")
"""A cell of the table in which people sign; its heading stands in the template, no agreement can make one."""
_LONGEST = 60
"""So many characters a name, a place or a signature in letters has at most."""
_MOST_WORDS = 10
_SMALL_WORDS = frozenset((
    "van", "de", "der", "den", "het", "'t", "'s", "d'", "ter", "ten", "te", "in", "op", "aan", "bij", "en", "la", "le",
    "el", "al", "bin", "ben", "von", "zu", "zur", "da", "dos", "di", "du", "y",
    "mr", "drs", "dr", "ir", "ing", "prof", "mevr", "mw", "dhr", "mevrouw", "heer", "wethouder", "burgemeester",
))  # fmt: skip
"""Words without a capital that stand in names of people and places, or before them."""
_OF_A_CONDITION = frozenset((
    "niet", "geen", "nooit", "onder", "voorbehoud", "mits", "tenzij", "behalve", "zonder", "behoudens", "indien", "als",
    "vervalt", "vervallen", "ongeldig", "concept", "nietig", "ingetrokken", "euro", "maar", "alleen", "voorlopig",
))  # fmt: skip
"""Words that no name has, and that take something back."""
_DAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?(?:"
    r"\d{1,2}[-/. ] ?(?:\d{1,2}|" + "|".join((*MONTHS, *(f"{month}\\.?" for month in SHORT_MONTHS))) + r")"
    r"[-/. ] ?(?:\d{4}|'?\d{2})|\d{4}-\d{2}-\d{2})"
)
_PSEUDONYM = re.compile(r"vergeten-\d+")
_SIGNED = re.compile(
    rf"(?:w\.? ?g\.?|\(?get\.?\)?|was getekend|(?:digitaal |elektronisch )?ondertekend)(?: door)?(?P<name>.*?)(?: op {_DAY})?",
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
    return slots


def split(text: str) -> tuple[str, str] | None:
    """The label of a cell and what was filled in after it; None when it is no such cell or holds anything else."""
    for label in _FITS:
        if text.startswith(label) and (rest := _filled(text.removeprefix(label))) is not None and fits(label, rest):
            return label, rest
    return None


def _filled(rest: str) -> str | None:
    """What stands after a label, without the dots or the line to write on; None when the label is part of a word."""
    if rest and rest[0].isalnum():
        return None
    return rest.strip(" \t\n:.…_-–")


def fits(field: str, text: str) -> bool:
    """Whether a text can be what a cell asks for; nothing at all always can."""
    wanted = _FITS[field.capitalize()]
    return not text or (len(text) <= _LONGEST and text.count("\n") <= 1 and wanted(" ".join(text.split())))


def fill_of(slots: Sequence[Slot], words: Sequence[str]) -> list[tuple[Slot, str]] | None:
    """What a row of words fills in: one slot after another, each at most once. None when they are anything else."""
    if not words:
        return []
    if not slots or len(words) > _MOST_WORDS * len(slots):
        return None
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]).strip(":.…_-– ")
        if fits(slots[0].field, text) and (rest := fill_of(slots[1:], words[count:])) is not None:
            return [(slots[0], text), *rest] if text else rest
    return fill_of(slots[1:], words)


def is_only_names(was: str, now: str) -> bool:
    """Whether a text became another by names only: in the place of a pseudonym, or where a name could stand."""
    due, words = was.split(), now.replace("Naam: ", "Naam ").split()
    return all(
        tag == "equal"
        or (tag == "insert" and _is_name(" ".join(words[j:to_j])))
        or (tag == "replace" and all(map(_PSEUDONYM.search, due[i:to_i])) and to_j - j <= _MOST_WORDS)
        for tag, i, to_i, j, to_j in SequenceMatcher(None, due, words, autojunk=False).get_opcodes()
    )


def _is_name(text: str) -> bool:
    """Whether these can be the words of a name of a person or a place: each with a capital, or a small word of names."""
    words = [word.strip(".,()") for word in re.split(r"[\s/]+", text)]
    written = [word for word in words if word]
    return (
        0 < len(written) <= _MOST_WORDS
        and all(unicodedata.category(sign)[0] in "LM" or sign in ".'’-" for word in written for sign in word)
        and all(word.lower() in _SMALL_WORDS or not word[0].islower() or word[:2] in ("'s", "’s") for word in written)
        and any(word.lower() not in _SMALL_WORDS for word in written)
        and not any(word.lower() in _OF_A_CONDITION for word in written)
    )


def _is_day(text: str) -> bool:
    return _day().fullmatch(text.strip(" .,")) is not None


@cache
def _day() -> re.Pattern[str]:
    return re.compile(_DAY, re.IGNORECASE | re.ASCII)


def _is_place_and_day(text: str) -> bool:
    """'Breda, 1 maart 2027', or one of the two."""
    day = re.search(rf"{_DAY}$", text.strip(" .,"), re.IGNORECASE | re.ASCII)
    place = text[: day.start()] if day else text
    return (not place.strip(" ,.") or _is_name(place.removesuffix(" op ").strip(" ,."))) and bool(text)


def _is_signature(text: str) -> bool:
    match = _SIGNED.fullmatch(text)
    return _is_name(text) or (match is not None and (not match["name"].strip(" .:") or _is_name(match["name"])))


_FITS = {
    "Naam": _is_name,
    "Plaats en datum": _is_place_and_day,
    "Plaats": _is_name,
    "Datum": _is_day,
    "Handtekening": _is_signature,
}
