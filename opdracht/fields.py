"""What a value may be: text, code, number, date, choice, list. The one door for everything people and files bring.

Each type takes what a person typed (text) or what the register holds, and refuses the rest with a Dutch sentence.
Nothing is changed in silence: text is kept to the letter or refused.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, NoReturn, cast

from pydantic import BeforeValidator

from opdracht.dutch import ACCEPTED, FIRST_YEAR, LAST_YEAR, need_usual_year, parse_date, short_date, written
from opdracht.signs import visible
from opdracht.suggest import did_you_mean

LONGEST_TEXT = 100_000  # characters; an agreement of four pages has about 8,000
LONGEST_KEPT = 20_000_000
LONGEST_LINE = 300
LONGEST_CODE = 60
LONGEST_PATH = 5000
MOST = 1_000_000_000
MOST_WHOLE = 2_000_000_000
DEEPEST = 30  # what is kept as JSON is nested at most so; nothing the program writes comes near

# Controls, half characters and what is no character; line and paragraph separators are line breaks to YAML and to Word,
# and would come back as something else. From U+1FFFE on only two of each 65,536 are meant: naming them all takes long.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0001fffe-\U0010ffff]"
)
_CODE = re.compile(r"[^\W_](?:[\w.-]*\w)?")
_ALSO_LATIN = "æœøßðþđłÆŒØẞÐÞĐŁ"
_NUMBER = re.compile(r"\d{4}-\d{3,6}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def forbidden_character(text: str) -> str:
    """The first character that a Word document or a YAML file cannot hold, as Dutch words; empty if there is none."""
    for suspect in _SUSPECT.finditer(text):
        point = ord(suspect[0])
        if point < 0x1FFFE or point & 0xFFFE == 0xFFFE:
            return f"een {'half teken' if 0xD800 <= point <= 0xDFFF else 'onzichtbaar stuurteken'} (U+{point:04X})"
    return ""


def without_forbidden_characters(text: str) -> str:
    """The text with a space in the place of each of those."""
    return _SUSPECT.sub(lambda suspect: " " if forbidden_character(suspect[0]) else suspect[0], text)


def are_texts(values: Sequence[object]) -> bool:
    """Whether `text` takes each of these values; quick, and it does not say why not."""
    if not {*map(type, values)} <= {str}:
        return False
    texts = cast("Sequence[str]", values)
    together = "".join(texts)
    return max(map(len, texts), default=0) <= LONGEST_TEXT and (
        together.replace("\n", "").isprintable()  # twice as quick, and almost always so
        or not _SUSPECT.search(together)
    )


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
    if isinstance(value, str):
        return parse_date(value)
    need_usual_year(value.year)
    return value


def moment(value: object) -> str:
    """A moment in UTC, to the second: 2026-11-24T10:32:05Z."""
    cleaned = line(value)
    try:
        if not _MOMENT.fullmatch(cleaned):
            raise ValueError
        day(datetime.fromisoformat(cleaned).date())
    except ValueError:
        raise ValueError(f"'{cleaned}' is geen tijdstip als 2026-11-24T10:32:05Z.") from None
    return cleaned


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
        if value <= MOST and Decimal(written.replace(",", ".")) != Decimal(repr(value)):
            raise ValueError(f"'{written[:40]}' telt meer cijfers dan te bewaren zijn. Schrijf er minder.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"Hier hoort een getal, geen {_kind(value)}.")
    if not math.isfinite(value) or not 0 <= value <= MOST:
        raise ValueError("Het getal moet tussen 0 en 1.000.000.000 liggen.")
    return float(value) + 0.0  # which is never -0


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
    if not 0 <= value <= MOST_WHOLE:
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


def kept(value: object) -> str:
    """A text that the program wrote and keeps, such as JSON: longer than people write, and to the letter."""
    return text(value, LONGEST_KEPT)


def path(value: object) -> str:
    """The path of a file, as the system has it."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_PATH or "\0" in value:
        raise ValueError("Hier hoort de plaats van een bestand.")
    return value


def parsed_json(text: str) -> Any:
    """What JSON that the program kept holds. Raises ValueError for what is none, or is nested deeper than it writes."""
    try:
        found = _JSON.decode(text)
    except (ValueError, RecursionError):
        raise ValueError("Dit is geen JSON, of het is te diep genest.") from None
    level: list[object] = [found]
    for _ in range(DEEPEST + 1):
        inside = [
            whole.values() if isinstance(whole, dict) else whole for whole in level if isinstance(whole, dict | list)
        ]
        if not inside:
            return found
        level = [part for parts in inside for part in parts]
    raise ValueError("Dit is te diep genest.")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_no_number)


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


@dataclass(frozen=True)
class Held:
    """What a database holds a column to, as SQL with {} for the column: of a type it repeats what SQL can tell.

    `check` is for every database, `on_server` for PostgreSQL, where others than this program write too.
    """

    check: str = ""
    on_server: str = ""


def among(choices: type[StrEnum]) -> Held:
    """What a column for one of these words is held to."""
    words = ", ".join(f"'{choice.value}'" for choice in choices)
    return Held(f"{{}} IN ({words})")


_SIGNS = r"\u0001-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF" + "".join(
    rf"\U{plane:04X}FFFE\U{plane:04X}FFFF" for plane in range(1, 17)
)
"""What `forbidden_character` finds, but for what no PostgreSQL holds."""
_NO_WORD = (
    r"\u0001-\u002C\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7"
    r"\u2000-\u206F\u20A0-\u20CF\u2190-\u245F\u2500-\u2BFF\u2E00-\u2E2E\u2E30-\u2E7F\u3000-\u3004\u3008-\u3020"
    r"\uD800-\uF8FF\uFE00-\uFE6F\uFEFF\uFFF0-\uFFFF"
)
"""The signs of a code that are no letter, number, point, dash or _: all of ASCII, and of the rest the blocks without any."""
_IS_TEXT = f"{{}} !~ '[{_SIGNS}]'"
_IS_LINE = rf"{{}} !~ '[\t\n{_SIGNS}]'"
_ESCAPED = _SIGNS.replace("\\", "\\\\")
_NO_LINE = rf'@.type() <> "string" || @ like_regex "[\\t\\n{_ESCAPED}]|^.{{255}}.{{46}}" || !(@ like_regex "\\S")'
_IS_LIST = f"json_typeof({{}}) = 'array' AND NOT jsonb_path_exists({{}}::jsonb, 'strict $[*] ? ({_NO_LINE})')"
_IS_JSON = f"NOT jsonb_path_exists({{}}::jsonb, 'strict $.**{{{DEEPEST} to last}}')"

Tekst = Annotated[str, BeforeValidator(text), Held("", f"length({{}}) <= {LONGEST_TEXT} AND {_IS_TEXT}")]
Regel = Annotated[str, BeforeValidator(line), Held(f"length({{}}) <= {LONGEST_LINE}", _IS_LINE)]
Naam = Annotated[
    str, BeforeValidator(filled_line), Held(f"trim({{}}) <> '' AND length({{}}) <= {LONGEST_LINE}", _IS_LINE)
]
Code = Annotated[
    str,
    BeforeValidator(code),
    Held(f"{{}} <> '' AND length({{}}) <= {LONGEST_CODE}", f"{{}} !~ '[{_NO_WORD}]' AND {{}} !~ '^[.-]|[.-]$'"),
]
Nummer = Annotated[str, BeforeValidator(nummer), Held("{} LIKE '____-___%'", "{} ~ '^[0-9]{4}-[0-9]{3,6}$'")]
Datum = Annotated[date, BeforeValidator(day), Held(f"{{}} BETWEEN '{FIRST_YEAR}-01-01' AND '{LAST_YEAR}-12-31'")]
Moment = Annotated[
    str,
    BeforeValidator(moment),
    Held(
        f"{{}} BETWEEN '{FIRST_YEAR}-' AND '{LAST_YEAR}-~'",
        "{} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'",
    ),
]
Aantal = Annotated[float, BeforeValidator(amount), Held(f"{{}} BETWEEN 0 AND {MOST}")]
Getal = Annotated[int, BeforeValidator(whole), Held(f"{{}} BETWEEN 0 AND {MOST_WHOLE}")]
Volgnummer = Getal
Prioriteit = Annotated[int, BeforeValidator(priority), Held("{} BETWEEN 1 AND 5")]
Lijst = Annotated[list[str], BeforeValidator(lines), Held(on_server=_IS_LIST)]
Bewaard = Annotated[str, BeforeValidator(kept), Held(f"length({{}}) <= {LONGEST_KEPT}", _IS_JSON)]
Pad = Annotated[str, BeforeValidator(path), Held(f"{{}} <> '' AND length({{}}) <= {LONGEST_PATH}")]
