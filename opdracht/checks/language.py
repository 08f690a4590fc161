"""Dutch text, measured: anchors that make it concrete, words that make it vague, and how easily it reads.

Readability is not concreteness: 'We pakken dit samen op.' reads easily and says nothing. So they are measured apart.
Anchors prove form, not truth. Sources: heldereoverheidstaal.nl, textstat (Flesch-Douma), vanboefer.github.io/lint_ii.
The word lists were tried on sentences of others; tests/checks/test_language.py keeps them right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from opdracht.checks.vocabulary import (
    ABBREVIATIONS,
    BECOME,
    BULLET,
    CLAUSE,
    DATE,
    DOERS,
    EMPTY_DOING,
    LAST_WORD,
    MANY_DOERS,
    NO_PARTICIPLE,
    NOT_COUNTING,
    NUMBER,
    PART_OF_SENTENCE,
    PARTICIPLE,
    PARTICIPLE_AFTER_ALL,
    PERHAPS_VAGUE,
    PRODUCT,
    READY,
    SENTENCE_END,
    TOO_GENERAL,
    VAGUE_PATTERNS,
    VAGUE_VERBS,
    WEAK_ENDINGS,
    WEAK_PRODUCTS,
    WHICH,
    WORD,
)

LONG_SENTENCE = 20  # words


def sentences(text: str) -> list[str]:
    """The sentences of a text, items of a list too. A date, a number with a point and an abbreviation end no sentence."""
    whole: list[str] = []
    for part in SENTENCE_END.split(BULLET.sub("\n\n", text)):
        if whole and LAST_WORD.sub("", whole[-1]).lower() in ABBREVIATIONS:
            whole[-1] += f" {part.strip()}"
        elif any(sign.isalnum() for sign in part):
            whole.append(part.strip())
    return whole


def words(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return WORD.findall(text)


def as_name(text: str) -> str:
    """A name or a function in the form in which `anchors` looks for it."""
    return " ".join(words(text.lower()))


@lru_cache(maxsize=4096)
def anchors(text: str, doers: frozenset[str] = frozenset()) -> dict[str, str]:
    """What holds a text to the ground: of getal, datum, doener and product those it has, each with the words found.

    `doers` are the names and functions known in a register, as `as_name` makes them. In a clause where nobody does
    anything ('RWB zet in op een loket') neither the doer nor the product counts.
    """
    found: dict[str, str] = {}
    if match := DATE.search(text):
        found["datum"] = match[0].strip()
    if match := NUMBER.search(NOT_COUNTING.sub(" ", DATE.sub(" ", text))):
        found["getal"] = match[0]
    for clause in _clauses_that_do(text):
        if "doener" not in found and (doer := _doer(clause, doers)):
            found["doener"] = doer
        if "product" not in found and (product := _product(clause, doers)):
            found["product"] = product
    return found


def _clauses_that_do(text: str) -> Iterator[str]:
    """The clauses of a text but those with a vague verb or with doing that nobody can see."""
    for sentence in sentences(text):
        empty = [match.span() for pattern in (VAGUE_VERBS, EMPTY_DOING) for match in pattern.finditer(sentence)]
        begin = 0
        for stop in (*CLAUSE.finditer(sentence), None):
            end = stop.start() if stop else len(sentence)
            if not any(first < end and last > begin for first, last in empty):
                yield sentence[begin:end]
            begin = stop.end() if stop else end


def _doer(clause: str, doers: frozenset[str]) -> str:
    """The first name or function that is known: runs of one to four words."""
    places = [(match[0].lower(), match.span()) for match in WORD.finditer(clause)]
    first_words = _first_words(doers)
    for index, (word, (begin, end)) in enumerate(places):
        if word in first_words:
            for length in (4, 3, 2, 1):
                name = " ".join(other for other, _ in places[index : index + length])
                if (name in doers or name in DOERS) and name not in MANY_DOERS:
                    return name
        if word in MANY_DOERS and (WHICH.search(clause[:begin]) or re.match(" [A-Z]", clause[end:])):
            return word
    return ""


@lru_cache(maxsize=4)
def _first_words(doers: frozenset[str]) -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in doers | DOERS)


def _product(clause: str, doers: frozenset[str]) -> str:
    weak = ""
    for word in words(clause.lower()):
        if word not in doers and _is_product(word):
            return word
        weak = weak or (word if word in WEAK_PRODUCTS else "")
    counted = weak and (READY.search(clause) or NUMBER.search(NOT_COUNTING.sub(" ", DATE.sub(" ", clause))))
    return weak if counted else ""


@cache
def _is_product(word: str) -> bool:
    """Whether a word names something one can point at: a word of the list, or one that ends in it (stroomkaart)."""
    match = PRODUCT.search(word)
    if match is None or word in WEAK_PRODUCTS or TOO_GENERAL.fullmatch(word):
        return False
    return match.start() >= 3 or (match.start() == 0 and word not in WEAK_ENDINGS)


@lru_cache(maxsize=4096)
def vague_words(text: str) -> tuple[str, ...]:
    """The vague words in a text, also split ('zetten ... in op'), as they stand in a dictionary."""
    if not PERHAPS_VAGUE.search(text):
        return ()
    return tuple(word for word, pattern in VAGUE_PATTERNS.items() if pattern.search(text))


@lru_cache(maxsize=4096)
def passives(text: str) -> tuple[str, ...]:
    """The participles that stand with worden: 'wordt ... opgesteld'."""
    if not BECOME.search(text):
        return ()
    return tuple(
        match[0]
        for sentence in sentences(text)
        for part in PART_OF_SENTENCE.split(sentence)
        if BECOME.search(part)
        for match in PARTICIPLE.finditer(part)
        if _is_participle(match[0].lower())
    )


@cache
def _is_participle(word: str) -> bool:
    return word in PARTICIPLE_AFTER_ALL or not NO_PARTICIPLE.match(word)


@lru_cache(maxsize=4096)
def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences of more than twenty words."""
    if text.count(" ") + text.count("\n") < LONG_SENTENCE:
        return ()
    return tuple(sentence for sentence in sentences(text) if len(sentence.split()) > LONG_SENTENCE)


@lru_cache(maxsize=4096)
def readability(text: str) -> int | None:
    """Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word; None for fewer than 30 words."""
    listed, parts = words(text), sentences(text)
    if len(listed) < 30:
        return None
    syllables = sum(_syllables(word.lower()) for word in listed)
    return round(206.835 - 0.93 * len(listed) / len(parts) - 77 * syllables / len(listed))


@cache
def _syllables(word: str) -> int:
    return sum(len(_dictionary().positions(part)) + 1 for part in word.split("-") if part)


@cache
def _dictionary() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang="nl_NL", left=1, right=1)
