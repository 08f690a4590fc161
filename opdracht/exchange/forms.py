"""What somebody gave for a region file, when it is something else."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import islice

READ = (
    "Import leest werkmappen (.xlsx, .ods, .xls), YAML, JSON en een zip van export. Een voorbeeld is regio.yaml, in de map "
    "die 'opdracht demo' maakt."
)
_READ_LISTS = "Is het een eigen lijst? Zeg dan wat er op elke rij staat, zoals: --soort opdrachten"
_TABLE = "een tabel"

_BEGINS = (
    (b"%PDF", "een PDF"),
    (b"SQLite format 3\0", "een register"),
    (b"\xd0\xcf\x11\xe0", "een oud Word- of Excelbestand"),
    (b"{\\rtf", "een RTF-document"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een plaatje"),
    (b"GIF8", "een plaatje"),
)
_IN_ZIP = (
    (b"word/", "een Word-document"),
    (b"xl/", "een Excelbestand"),
    (b"ppt/", "een presentatie"),
    (b"opendocument.text", "een Writer-document"),
    (b"opendocument.spreadsheet", "een Calc-bestand"),
)
_LOOKED_AT = 64 * 1024  # bytes at either end
_LINES = 50


def other_form(content: bytes) -> str:
    """What the bytes of a file are, as Dutch words, when they are no text; empty if they may be."""
    if content.startswith(b"PK"):
        ends = content[:_LOOKED_AT] + content[-_LOOKED_AT:]
        return next((name for part, name in _IN_ZIP if part in ends), "een Word-, Excel- of zipbestand")
    return next((name for begin, name in _BEGINS if content.startswith(begin)), "")


def other_text(lines: Sequence[str]) -> str:
    """What a text is, when it is another form than YAML or one piece of JSON; empty if it may be one of those."""
    first, *rest = list(islice((line.strip() for line in lines if line.strip()), _LINES)) or [""]
    if first == "BEGIN:VCALENDAR":
        return "een agenda"
    if re.match(r"<[a-zA-Z!?]", first):
        return "een web- of XML-bestand"
    sample = "".join((first, *rest))
    if sum(sign < " " and sign != "\t" for sign in sample) > len(sample) // 10:
        return "een bestand zonder tekst"
    if rest and all(map(_is_json_object, (first, rest[0]))):
        return "een bestand met op elke regel apart JSON"
    for separator, name in ((";", "puntkomma's"), ("\t", "tabs"), (",", "komma's")):
        columns = first.count(separator)
        if columns and not first.startswith(("{", "[", "-", "#")) and ":" not in first and rest:
            alike = sum(line.count(separator) >= columns for line in rest)
            return f"{_TABLE} (CSV met {name})" if alike == len(rest) else ""
    return ""


def _is_json_object(line: str) -> bool:
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def hint_for(form: str) -> str:
    """What to do with a file of another form, as a Dutch sentence."""
    return _READ_LISTS if form.startswith(_TABLE) else READ
