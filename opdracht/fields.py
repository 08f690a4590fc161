"""What a value may be: text, code, number, date, choice, list. The one door for everything people and files bring.

Each type takes what a person typed (text) or what the register holds, and refuses the rest with a Dutch sentence.
Nothing is changed in silence: text is kept to the letter or refused.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from opdracht.dutch import ACCEPTED, parse_date, short_date, written
from opdracht.signs import visible
from opdracht.suggest import did_you_mean

LONGEST_TEXT = 100_000  # characters; an agreement of four pages has about 8,000
LONGEST_LINE = 300
LONGEST_CODE = 60
_LARGEST = 1e9

# Line and paragraph separators are line breaks to YAML and to Word, and would come back as something else.
_FORBIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_CODE = re.compile(r"[^\W_](?:[\w.-]*\w)?")
_ALSO_LATIN = "æœøßðþđłÆŒØẞÐÞĐŁ"
_NUMBER = re.compile(r"\d{4}-\d{3,6}", re.ASCII)


def forbidden_character(text: str) -> str:
    """The first character that a Word document or a YAML file cannot hold, as Dutch words; empty if there is none."""
    if not (match := _FORBIDDEN.search(text)):
        return ""
    what = "een half teken" if unicodedata.category(match[0]) == "Cs" else "een onzichtbaar stuurteken"
    return f"{what} (U+{ord(match[0]):04X})"


def without_forbidden_characters(text: str) -> str:
    """The text with a space in the place of each of those."""
    return _FORBIDDEN.sub(" ", text)


def text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Text over any number of lines, to the letter."""
    if not isinstance(value, str):
        raise ValueError(f"Hier hoort tekst, geen {_kind(value)}.")
    if len(value) > longest:
        raise ValueError(f"De tekst telt {len(value)} tekens; er passen er {longest}.")
    if character := forbidden_character(value):
        raise ValueError(f"De tekst bevat {character}, dat niet in een document past. Haal het weg.")
    return value


def line(value: object) -> str:
    """Text on one line."""
    cleaned = text(value, LONGEST_LINE)
    if "\n" in cleaned or "\t" in cleaned:
        raise ValueError("Deze tekst staat op één regel: zonder regeleinde of tab.")
    return cleaned


def filled_line(value: object) -> str:
    """Text on one line that says something."""
    if not (cleaned := line(value)).strip():
        raise ValueError("Dit veld mag niet leeg zijn.")
    return cleaned


def code(value: object) -> str:
    """A short key that people type."""
    cleaned = line(value)
    if len(cleaned) > LONGEST_CODE:
        raise ValueError(f"De code '{cleaned[:20]}...' telt {len(cleaned)} tekens; er passen er {LONGEST_CODE}.")
    if _CODE.fullmatch(cleaned):
        return cleaned
    if _CODE.fullmatch(unicodedata.normalize("NFC", cleaned)):
        raise ValueError(f"In de code '{cleaned}' is een accent een los teken. Typ de letter met haar accent opnieuw.")
    raise ValueError(
        f"'{cleaned}' is geen code. Gebruik letters, cijfers, streepjes, punten en _, zonder spaties; begin met een letter "
        "of een cijfer."
    )


def foreign_sign(code: str) -> str:
    """The first sign of a code that is easily taken for another, as Dutch words; empty when it has none.

    Letters are those of the Latin alphabet, with or without an accent, and digits 0 to 9.
    """
    for sign in code:
        is_plain = unicodedata.normalize("NFKC", sign) == sign and visible(sign) == sign
        base = unicodedata.normalize("NFD", sign)[0]
        if not is_plain or (sign.isalnum() and not base.isascii() and sign not in _ALSO_LATIN):
            return f"'{sign}' (U+{ord(sign):04X})"
    return ""


def nummer(value: object) -> str:
    """The number of an opdracht: year and sequence."""
    cleaned = line(value)
    if not _NUMBER.fullmatch(cleaned):
        raise ValueError(f"'{cleaned}' is geen nummer van een opdracht. Schrijf het als 2027-001.")
    return cleaned


def day(value: object) -> date:
    """A date, from one of the accepted forms."""
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueError(f"Hier hoort een datum. {ACCEPTED}")
    return parse_date(value) if isinstance(value, str) else value


def amount(value: object) -> float:
    """A number of 0 or more, with a decimal comma or point."""
    if isinstance(value, str):
        written = value.strip()
        if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", written, re.ASCII):
            written = written.replace(".", "")
        if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,2}(,\d{3})+", written):
            plain, part = re.sub("[.,]", "", written), written.replace(".", ",")
            shorter = part.rstrip("0") if part.endswith("0") else f"{part}0"
            raise ValueError(f"'{written}' kan twee dingen betekenen. Schrijf {plain}, of {shorter.rstrip(',')}.")
        if not re.fullmatch(r"\d*[.,]?\d+", written, re.ASCII):
            raise ValueError(f"'{written}' is geen getal van 0 of hoger. Schrijf bijvoorbeeld 300 of 0,5.")
        value = float(written.replace(",", "."))
        if value <= _LARGEST and Decimal(written.replace(",", ".")) != Decimal(repr(value)):
            raise ValueError(f"'{written[:40]}' telt meer cijfers dan te bewaren zijn. Schrijf er minder.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"Hier hoort een getal, geen {_kind(value)}.")
    if not math.isfinite(value) or not 0 <= value <= _LARGEST:
        raise ValueError("Het getal moet tussen 0 en 1.000.000.000 liggen.")
    return abs(float(value))  # without the sign that -0.0 has


def whole(value: object) -> int:
    """A whole number of 0 or more; points may separate thousands."""
    if isinstance(value, str):
        written = value.strip().removeprefix("€").strip()
        if not re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", written, re.ASCII):
            raise ValueError(f"'{written}' is geen heel getal van 0 of hoger. Schrijf bijvoorbeeld 37184.")
        value = int(written.replace(".", "")[:18])
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("Hier hoort een heel getal van 0 of hoger.")
    if not 0 <= value <= 2_000_000_000:
        raise ValueError("Het getal moet tussen 0 en 2.000.000.000 liggen.")
    return value


def priority(value: object) -> int:
    """1 (highest) to 5."""
    try:
        number = whole(value)
    except ValueError:
        number = 0
    if number not in range(1, 6):
        raise ValueError("Een prioriteit loopt van 1 (hoogst) tot en met 5.")
    return number


def one_of(choices: type[StrEnum]) -> Callable[[object], StrEnum]:
    """A validator for one of the words of `choices`."""

    def choose(value: object) -> StrEnum:
        word = line(value)
        try:
            return choices(word)
        except ValueError:
            names = [choice.value for choice in choices]
            listed = f"{', '.join(names[:-1])} of {names[-1]}"
            raise ValueError(f"'{word}' kan hier niet: kies {listed}. {did_you_mean(word, names)}".rstrip()) from None

    return choose


def lines(value: object) -> list[str]:
    """A list of texts; in a single text a semicolon stands between them."""
    items = value.split(";") if isinstance(value, str) else value or []
    if not isinstance(items, list | tuple):
        raise ValueError(f"Hier hoort een lijst, geen {_kind(value)}.")
    if isinstance(value, str):
        items = [item.strip() for item in items if item.strip()]
    return [filled_line(item) for item in items]


def in_words(value: object) -> str:
    """A value of a field as people read it: '1-3-2027', '1.400', a list with commas; empty is nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | float):
        return written(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "ja of nee"
    if isinstance(value, int | float):
        return "getal"
    if isinstance(value, date):
        return "datum"
    return "lijst" if isinstance(value, list | tuple) else "waarde van deze soort"


Tekst = Annotated[str, BeforeValidator(text)]
Regel = Annotated[str, BeforeValidator(line)]
Naam = Annotated[str, BeforeValidator(filled_line)]
Code = Annotated[str, BeforeValidator(code)]
Nummer = Annotated[str, BeforeValidator(nummer)]
Datum = Annotated[date, BeforeValidator(day)]
Aantal = Annotated[float, BeforeValidator(amount)]
Getal = Annotated[int, BeforeValidator(whole)]
Volgnummer = Annotated[int, BeforeValidator(whole)]
Prioriteit = Annotated[int, BeforeValidator(priority)]
Lijst = Annotated[list[str], BeforeValidator(lines)]
