"""The bytes of a text file as text, however an editor saved them, and where that is a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_SAMPLE = 400  # bytes; enough to see that every other one is zero


@dataclass(frozen=True)
class Decoded:
    """A text with '\\n' between its lines. `guessed` are the lines (from 1) that are no UTF-8 and were read as Windows-1252;
    `damaged` says that it claims to be UTF-16 and is not."""

    text: str
    guessed: tuple[int, ...] = ()
    damaged: bool = False


def decoded(content: bytes) -> Decoded:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, with or without a mark at its begin."""
    if codec := _utf16(content):
        text = content.decode(codec, "replace")
        return Decoded(_lines(text.removeprefix("\ufeff")), damaged="\ufffd" in text)
    raw = content.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(_lines(raw.decode()))
    except UnicodeDecodeError:
        text = _lines(raw.decode(errors=_AS_WINDOWS))
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return Decoded(text, tuple(number for number, line in enumerate(lines, start=1) if not _is_utf8(line)))


def _utf16(content: bytes) -> str:
    """The codec of a file in UTF-16; some programs leave out the mark that says so. Empty for any other file."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[: _SAMPLE - _SAMPLE % 2]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(first, second) < len(sample) // 4 or min(first, second):
        return ""
    return "utf-16-le" if second else "utf-16-be"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8 only: an editor that takes UTF-8 for Windows-1252 saves what was there as it was."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_AS_WINDOWS = "opdracht-windows-1252"
codecs.register_error(_AS_WINDOWS, _windows)
