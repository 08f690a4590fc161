"""Words that are looked for in texts: case, accents and hidden signs make no difference. Where they are, and what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from opdracht.signs import hidden_sign

AROUND = 40
"""So many signs on each side of what was found are told."""
_WHOLE, _TOGETHER, _WORDS, _BEGINS, _INSIDE, SOME = range(6)
"""How far a text is from what is sought; `SOME` when not all words stand in it."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_TYPED = str.maketrans("’‘ʼ“”„‐‑‒–—−ı", "'''\"\"\"------i")
"""Signs that programs make of the ones that people type, and the letter whose capital is that of another."""


def bare(text: str) -> str:
    """A text as it is looked through: small letters without accents. It makes of each sign what it makes of it in any text."""
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).translate(_TYPED))
    if not plain.isascii():
        seen = hidden_sign().sub("", _without_marks(plain).casefold())
        plain = _without_marks(unicodedata.normalize("NFKD", seen))
    return plain.lower()


def _without_marks(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign))


@cache
def _width(sign: str) -> int:
    return len(bare(sign))


class Passage(NamedTuple):
    """A part of a text: what was found, and what stands before and after it, on one line."""

    before: str
    match: str
    after: str

    def __str__(self) -> str:
        return "".join(self)


class Sought:
    """The words that somebody looks for."""

    def __init__(self, words: Sequence[str]) -> None:
        """Words as people type them; of signs that nobody sees nothing is left (`words`)."""
        self.words = bare(hidden_sign().sub("", " ".join(words))).split()

    @cached_property
    def _together(self) -> re.Pattern[str]:
        return self._pattern(r"\s+".join(map(re.escape, self.words)) + r"(?!\w)")

    @cached_property
    def _each(self) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
        """Of each word what finds it as a whole, and as the begin of one."""
        return [(self._pattern(rf"{re.escape(word)}(?!\w)"), self._pattern(re.escape(word))) for word in self.words]

    @staticmethod
    def _pattern(text: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){text}")

    def all_in(self, text: str) -> bool:
        """Whether all words stand in a text."""
        seen = bare(text)
        return all(word in seen for word in self.words)

    def distance(self, text: str) -> int | None:
        """How far a text is from what is sought: 0 when it is just that, None when no word stands in it."""
        seen = bare(text)
        there = [word in seen for word in self.words]
        if not all(there):
            return SOME if any(there) else None
        if seen.split() == self.words:
            return _WHOLE
        if self._together.search(seen):
            return _TOGETHER
        if all(whole.search(seen) for whole, _ in self._each):
            return _WORDS
        return _BEGINS if all(begin.search(seen) for _, begin in self._each) else _INSIDE

    def passage(self, text: str) -> Passage:
        """The first place in a text where the words stand together, or else where one of them does."""
        start, end = self._span(bare(text))
        first, last = _place(text, start), _place(text, end - 1) + 1
        before, after = text[max(first - AROUND, 0) : first], text[last : last + AROUND]
        if first > AROUND:  # whole words only
            before = f"…{before[before.find(' ') + 1 :]}"
        if last + AROUND < len(text):
            after = f"{after[: after.rfind(' ') + 1] or after}…"
        return Passage(*(part.replace("\n", " ").replace("\t", " ") for part in (before, text[first:last], after)))

    def _span(self, seen: str) -> tuple[int, int]:
        if match := self._together.search(seen):
            return match.span()
        wholes, begins = zip(*self._each, strict=True)
        spans = (match.span() for pattern in (*wholes, *begins) if (match := pattern.search(seen)))
        word = next(word for word in self.words if word in seen)
        return next(spans, (seen.index(word), seen.index(word) + len(word)))


def _place(text: str, at: int) -> int:
    """The place of the sign in a text that the sign `at` a place in its bare form was made of."""
    if text.isascii():
        return at
    passed = 0
    for place, sign in enumerate(text):
        passed += _width(sign)
        if passed > at:
            return place
    return len(text)
