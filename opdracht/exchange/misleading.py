"""Signs that a word processor or a web page puts in a YAML text, and signs that YAML reads as something else.

They look like a space, a quote or a piece of the text. Each is reported with its name, so that nothing is read otherwise
than it stands there without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import yaml

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_OPENING, _CLOSING = "“„”‘‚’«»‹›", "”“„’‘‚»«›‹"
_STRANGE = re.compile(f"[{_SPACES}{_UNSEEN}{_OPENING}–—•：]")
_SOME = f"[ {_SPACES}{_UNSEEN}]"
_BLOCK = re.compile(r"[\s:-][|>][-+0-9]*\s*(?:#.*)?$")
_BEGIN = re.compile(r" *(?:- +)*")
_COMMENT = re.compile(r"[ \t]+#(.*)")
_NUMBER = re.compile(r"[\d.,:-]+", re.ASCII)
_ORDINARY = str.maketrans({"–": "-", "—": "-", "•": "-", "：": ":", **dict.fromkeys(_OPENING, '"')})


def strange_sign(text: str) -> str:
    """The first sign in a text that looks like another, as Dutch words; empty if there is none."""
    match = _STRANGE.search(text)
    return _named(match[0]) if match else ""


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    if sign in "\u00a0\u202f":
        return f"een vaste spatie ({code})"
    if unicodedata.category(sign) == "Zs":
        return f"een bijzondere spatie ({code})"
    if sign in _OPENING:
        return f"een gekruld aanhalingsteken ({sign})"
    return f"het teken {sign} ({code})" if sign in "–—•：" else f"een onzichtbaar teken ({code})"


def ordinary_structure(lines: list[str], names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Put ordinary signs where a field of one of these names begins a line; the line (from 1) and the sign it had.

    What stands in a text is left alone: only spaces, dashes and quotes around the name of a field, and its colon.
    """
    pattern = _fields(names)
    inside = -1
    for index, line in enumerate(lines):
        begin = _BEGIN.match(line)
        indent = begin.end() if begin else 0
        if inside >= 0 and (indent > inside or not line.strip()):
            continue
        inside = indent if _BLOCK.search(line) else -1
        match = None if line.isascii() else pattern.match(line)
        if match and (sign := strange_sign(match["before"]) or strange_sign(match["after"])):
            before, after = (_with_ordinary(match[part]) for part in ("before", "after"))
            lines[index] = f"{before}{_with_ordinary(match['name'])}{after.rstrip()} {line[match.end() :]}"
            yield index + 1, sign


@cache
def _fields(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(name).replace(r"\ ", f"[ {_SPACES}]") for name in sorted(names, key=len, reverse=True))
    quote = f"[\"'{_OPENING}]?"
    before = rf"{_SOME}*+(?:[-–—•]{_SOME}++)*+{quote}"
    return re.compile(f"(?P<before>{before})(?P<name>{words})(?P<after>{quote}{_SOME}*+[:：](?:{_SOME}++|$))")


def _with_ordinary(text: str) -> str:
    return re.sub(f"[{_UNSEEN}]", "", re.sub(f"[{_SPACES}]", " ", text)).translate(_ORDINARY)


def misread(node: yaml.ScalarNode, lines: Sequence[str]) -> tuple[str, str] | None:
    """What of a value YAML reads otherwise than it stands there, and what to do; None when it is read as it stands."""
    first, last = node.start_mark, node.end_mark
    if first.line < 0 or last.line >= len(lines) or node.style in ("|", ">"):
        return None
    begin = lines[first.line][first.column : first.column + 60].rstrip()
    if begin.startswith("&") or begin[:2] == "! ":
        text = f"YAML leest '{begin.split(' ')[0]}' aan het begin niet als tekst: het valt weg."
        return text, "Zet de waarde tussen aanhalingstekens."
    if comment := _COMMENT.match(lines[last.line], last.column):
        is_text = bool(node.value) and not node.style and not _NUMBER.fullmatch(node.value)
        if is_text or comment[1][:1].strip():
            lost = f"#{comment[1][:40]}"
            hint = "Zet de hele waarde tussen aanhalingstekens, of de opmerking op een eigen regel."
            return f"YAML leest niet verder na ' #': '{lost.rstrip()}' valt weg.", hint
    if not node.style and node.value[:1] in _OPENING and node.value[-1:] in _CLOSING and len(node.value) > 1:
        marks = f"{node.value[0]} {node.value[-1]}"
        hint = 'Gebruik rechte ("), of zet daar ook rechte omheen als zij bij de tekst horen.'
        return f"Om de waarde staan gekrulde aanhalingstekens ({marks}).", hint
    return None


def needs_quotes(text: str) -> bool:
    """Whether a text, written without quotes, would be taken for one in curly quotes, or its begin for a strange space."""
    is_quoted = len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING
    return is_quoted or re.match(_SOME, text) is not None
