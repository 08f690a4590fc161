"""Dutch text, measured: anchors that make it concrete, words that make it vague, and how easily it reads.

Readability is not concreteness: 'We pakken dit samen op.' reads easily and says nothing. So they are measured apart.
Anchors prove form, not truth. Sources: heldereoverheidstaal.nl, textstat (Flesch-Douma), vanboefer.github.io/lint_ii.
The word lists were tried on sentences of others; tests/checks/test_language.py keeps them right.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from opdracht.checks import vocabulary

if TYPE_CHECKING:
    from pyphen import Pyphen

LONG_SENTENCE = 20  # words
_EMPTY = frozenset({*vocabulary.VAGUE_VERBS, *vocabulary.EMPTY_DOING})
_SIGN_OF = {name: re.compile(sign) for name, sign in vocabulary.SIGNS.items()}


@lru_cache(maxsize=64)  # the rules ask for the texts of one opdracht in turn
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, items of a list too. A date, a number with a point and an abbreviation end no sentence."""
    whole: list[str] = []
    for part in vocabulary.SENTENCE_END.split(vocabulary.BULLET.sub("\n\n", text)):
        if whole and vocabulary.LAST_WORD.sub("", whole[-1]).lower() in vocabulary.ABBREVIATIONS:
            whole[-1] += f" {part.strip()}"
        elif any(map(str.isalnum, part)):
            whole.append(part.strip())
    return tuple(whole)


def words(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return vocabulary.WORD.findall(text)


def as_name(text: str) -> str:
    """A name or a function in the form in which `anchors` looks for it."""
    return " ".join(words(text.lower()))


@lru_cache(maxsize=4096)
def anchors(text: str, doers: frozenset[str] = frozenset(), enough: int = 4) -> dict[str, str]:
    """What holds a text to the ground: of getal, datum, doener and product those it has, each with the words found.

    `doers` are the names and functions known in a register, as `as_name` makes them. In a clause where nobody does
    anything ('RWB zet in op een loket') neither the doer nor the product counts. `enough` ends the search early.
    """
    return dict(islice(_anchors(text, doers), enough))


def _anchors(text: str, doers: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The anchors one by one: those that take the least time to find come first."""
    low = _lower(text)
    signs = signs_in(low)
    doer = product = ""
    if not signs.isdisjoint(("product", "soms product")) or any(map(_start_of(doers), low.split())):
        for clause in (clause for clause, does in clauses(text) if does):
            if not doer and (doer := _doer(clause, doers)):
                yield "doener", doer
            if not product and (product := _product(clause, doers)):
                yield "product", product
    if match := _number(low):
        idle = not signs.isdisjoint(_EMPTY) and vocabulary.THEIR_NUMBER.search(low)
        if not idle or (match := _number(_without_the_idle(text))):
            yield "getal", match[0]
    if "datum" in signs and (match := vocabulary.DATE.search(low)):
        yield "datum", text[slice(*match.span())].strip()


@lru_cache(maxsize=4096)
def says_more_than_when(text: str, doers: frozenset[str] = frozenset()) -> bool:
    """Whether a text has any of the `anchors` but a datum; most show that by one word."""
    low = _lower(text)
    signs = signs_in(low)
    if signs.isdisjoint(_EMPTY) and ("product" in signs or any(map(_names(doers), low.split()))):
        return True
    return any(name != "datum" for name, _ in _anchors(text, doers))


def _lower(text: str) -> str:
    """In lower case, letter by letter: a place in it is that place in the text."""
    return text.replace("İ", "I").lower()


def _number(low: str) -> re.Match[str] | None:
    """The first number that counts something: none in a date, not the one of 'één regio'."""
    signs = signs_in(low)
    if "getal" not in signs:
        return None
    for name, pattern in (("datum", vocabulary.DATE), ("geen getal", vocabulary.NOT_COUNTING)):
        if name in signs:
            low = pattern.sub(lambda match: " " * len(match[0]), low)
    return vocabulary.NUMBER.search(low)


def clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a text, each with whether anything is done in it that is neither vague nor unseen."""
    signs = signs_in(_lower(text))
    for sentence in sentences(text):
        empty = [] if signs.isdisjoint(_EMPTY) else _empty(_lower(sentence))
        if not empty:
            yield from ((clause, True) for clause in vocabulary.CLAUSE.split(sentence))
            continue
        begin = 0
        for stop in (*vocabulary.CLAUSE.finditer(sentence), None):
            end = stop.start() if stop else len(sentence)
            yield sentence[begin:end], not any(first < end and last > begin for first, last in empty)
            begin = stop.end() if stop else end


def _without_the_idle(text: str) -> str:
    """The clauses of a text in lower case, without how many doers there are where they do nothing."""
    return ". ".join(
        _lower(clause) if does else vocabulary.THEIR_NUMBER.sub("", _lower(clause)) for clause, does in clauses(text)
    )


def _empty(low: str) -> list[tuple[int, int]]:
    """Where a sentence has a vague verb, or doing that nobody can see."""
    spans: list[tuple[int, int]] = []
    signs = signs_in(low)
    for patterns, any_of_them in (
        (vocabulary.VAGUE_VERBS, vocabulary.ANY_VAGUE_VERB),
        (vocabulary.EMPTY_DOING, vocabulary.ANY_EMPTY_DOING),
    ):
        if tried := signs.intersection(patterns):
            pattern = any_of_them if len(tried) > 1 else patterns[min(tried)]
            spans += (match.span() for match in pattern.finditer(_without_tangible(low, signs)))
    return spans


def _without_tangible(low: str, signs: frozenset[str]) -> str:
    """Without the vague words that say what one can see, every other letter in its place."""
    if "tastbaar" not in signs or signs.isdisjoint(vocabulary.SOMETIMES_TANGIBLE):
        return low
    return vocabulary.TANGIBLE.sub(lambda match: " " * len(match[0]), low)


def _doer(clause: str, doers: frozenset[str]) -> str:
    """The first name or function that is known: runs of one to four words."""
    starts_a_name = _start_of(doers)
    if not any(map(starts_a_name, _lower(clause).split())):
        return ""
    for match in vocabulary.WORD.finditer(clause):
        word = match[0].lower()
        if starts_a_name(word):
            following = [other.lower() for other in words(clause[match.start() :])[:4]]
            for length in (4, 3, 2, 1):
                name = " ".join(following[:length])
                if (name in doers or name in vocabulary.DOERS) and name not in vocabulary.MANY_DOERS:
                    return name
            before, after = clause[: match.start()], clause[match.end() :]
            if word in vocabulary.MANY_DOERS and (vocabulary.WHICH.search(_lower(before)) or re.match(" [A-Z]", after)):
                return word
    return ""


@lru_cache(maxsize=4)
def _start_of(doers: frozenset[str]) -> Callable[[str], bool]:
    """Tells of a word as it stands in a text whether the name of a doer may start in it."""
    first_words = {name.split(" ")[0] for name in doers | vocabulary.DOERS} | vocabulary.MANY_DOERS
    return cache(lambda word: not first_words.isdisjoint(words(word)))


@lru_cache(maxsize=4)
def _names(doers: frozenset[str]) -> Callable[[str], bool]:
    """Tells of a word as it stands in a text whether the name of a doer is in it, whole."""
    names = (doers | vocabulary.DOERS) - vocabulary.MANY_DOERS
    return cache(lambda word: not names.isdisjoint(words(word)))


def _product(clause: str, doers: frozenset[str]) -> str:
    weak = ""
    low = _lower(clause)
    for word in words(low):
        if word not in doers and _is_product(word):
            return word
        weak = weak or (word if word in vocabulary.WEAK_PRODUCTS else "")
    return weak if weak and (vocabulary.READY.search(low) or _number(low)) else ""


@cache
def _is_product(word: str) -> bool:
    """Whether a word names something one can point at: a word of the list, or one that ends in it (stroomkaart)."""
    match = vocabulary.PRODUCT.search(word)
    if match is None or word in vocabulary.WEAK_PRODUCTS or vocabulary.TOO_GENERAL.fullmatch(word):
        return False
    return match.start() >= 3 or (match.start() == 0 and word not in vocabulary.WEAK_ENDINGS)


@lru_cache(maxsize=4096)
def vague_words(text: str) -> dict[str, str]:
    """The vague words in a text by how a dictionary has them, each as it stands there: 'zetten ... in op'."""
    low = _lower(text)
    signs = signs_in(low)
    if signs.isdisjoint(vocabulary.VAGUE_PATTERNS):
        return {}
    low = _without_tangible(low, signs)
    matches = {word: pattern.search(low) for word, pattern in vocabulary.VAGUE_PATTERNS.items() if word in signs}
    return {word: _shortened(text[match.start() : match.end()]) for word, match in matches.items() if match}


def _shortened(text: str) -> str:
    """Words that stand far apart, with the first and the last two."""
    listed = text.split()
    return " ".join(listed if len(listed) <= 4 else [listed[0], "...", *listed[-2:]])


@lru_cache(maxsize=4096)
def passives(text: str) -> tuple[str, ...]:
    """The participles that stand with worden: 'wordt ... opgesteld'."""
    if "worden" not in signs_in(_lower(text)):
        return ()
    return tuple(
        word
        for sentence in sentences(text)
        for part in vocabulary.PART_OF_SENTENCE.split(sentence)
        if vocabulary.BECOME.search(part)
        for word in participles(part)
    )


def participles(text: str) -> list[str]:
    """The words in a text that say what was done: 'vastgesteld'."""
    return [word for word in vocabulary.LETTERS.findall(text) if _is_participle(word.lower())]


@cache
def _is_participle(word: str) -> bool:
    return bool(vocabulary.PARTICIPLE.fullmatch(word)) and (
        word in vocabulary.PARTICIPLE_AFTER_ALL or not vocabulary.NO_PARTICIPLE.match(word)
    )


def gives_sign(text: str, name: str) -> bool:
    """Whether some word of a text has a sign; without it there is no need to look further."""
    return name in signs_in(_lower(text))


@lru_cache(maxsize=4096)
def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences of more than twenty words."""
    if text.count(" ") + text.count("\n") < LONG_SENTENCE:
        return ()
    return tuple(sentence for sentence in sentences(text) if len(sentence.split()) > LONG_SENTENCE)


@lru_cache(maxsize=4096)
def readability(text: str) -> int | None:
    """Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word; None for fewer than 30 words."""
    listed = words(_lower(text))
    if len(listed) < 30:
        return None
    syllables = sum(map(_syllables, listed))
    return round(206.835 - 0.93 * len(listed) / len(sentences(text)) - 77 * syllables / len(listed))


@cache
def _syllables(word: str) -> int:
    return sum(len(_dictionary().positions(part)) + 1 for part in word.split("-") if part)


@cache
def _dictionary() -> "Pyphen":
    from pyphen import Pyphen

    return Pyphen(lang="nl_NL", left=1, right=1)


@lru_cache(maxsize=256)  # the rules ask for the texts of one opdracht in turn
def signs_in(low: str) -> frozenset[str]:
    """What a text may hold, so that only those patterns are tried."""
    return frozenset().union(*map(_signs_of_word, low.split()))


@cache
def _signs_of_word(word: str) -> frozenset[str]:
    """The signs of one word as it stands in a text; the words of a register come back thousands of times."""
    parts = words(word)
    signs = {name for name, sign in _SIGN_OF.items() if sign.search(word)}
    if any(map(_is_product, parts)):
        signs.add("product")
    if not vocabulary.WEAK_PRODUCTS.isdisjoint(parts):
        signs.add("soms product")
    return frozenset(signs)
