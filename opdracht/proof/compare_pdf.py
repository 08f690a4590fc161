"""Where a PDF differs from the text it should have, word by word.

A PDF has no paragraphs: its words are compared, page by page without headers and footers, and a line may break where it
likes. What it adds by itself is passed over: the numbers of numbered headings and the heading row of a table that goes on.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher
from itertools import chain

from opdracht.proof.compare import Deviation, TextComparison
from opdracht.proof.fill_in import Fill, Slot, fill_of, slots_in
from opdracht.proof.text import PAGE_NUMBER, Part

_LABEL = re.compile(r"\d{1,2}(\.\d{1,2})*[.)]?|[a-z][.)]|[•▪◦o–-]|[\uf000-\uf0ff]", re.ASCII)
_NOT_WORDS = str.maketrans(
    {"\u00a0": " ", "\u2011": "-", "\u00ad": "", "\u200b": "", "\u200d": "", "\u2060": "", "\ufe0f": ""}
)

_ROW = 6
"""So many words in a row hardly ever stand twice in a document."""
_MOST_PAIRS = 4_000_000
_Block = tuple[str, int, int, int, int]
_FROM_RIGHT, _FROM_LEFT = "R", "L"


@dataclass(frozen=True)
class Word:
    """A word of a page; `fresh` says that a line begins with it, `first` that the text of a page does."""

    text: str
    fresh: bool = False
    first: bool = False


@dataclass(frozen=True)
class _Due:
    """A word that is expected, and the part it is of."""

    text: str
    part: int
    leads: bool
    """Whether a line of its part begins with it."""
    index: int = 0


def compared_pdf(expected: Sequence[Part], pages: Sequence[str]) -> TextComparison:
    """The pages of a PDF beside the text that was expected."""
    body = [part for part in expected if part.zone not in ("koptekst", "voettekst")]
    words: list[Word] = []
    around: list[Deviation] = []
    for number, page in enumerate(pages, start=1):
        lines = [line.split() for line in page.translate(_NOT_WORDS).split("\n") if line.strip()]
        for zone, at in (("koptekst", 0), ("voettekst", -1)):
            parts = [part for part in expected if part.zone == zone]
            if parts and not _taken_off(lines, parts, at):
                now = " ".join(lines.pop(at)) if lines else ""
                was = " ".join(part.text.replace("\t", " ") for part in parts)
                around.append(Deviation(f"{zone} van bladzijde {number}", was, now))
        words += [
            Word(word, index == 0, index == 0 and line is lines[0]) for line in lines for index, word in enumerate(line)
        ]
    words = [replace(word, text=text) for word, text in zip(words, _without_direction(words), strict=True)]
    reading = _Words(body, words)
    is_read = reading.is_read(reading.due, words)
    fills = [reading.fills[after] for after in sorted(reading.fills)]
    return TextComparison(is_read and not around, fills, lambda: chain(around, () if is_read else reading.deviations()))


def _without_direction(words: Sequence[Word] | Sequence[_Due]) -> list[str]:
    """The texts of words; those that are read from the right in an order of their own.

    A PDF holds them as they stand on paper, and the order of words and signs on a line cannot be told from that. Such a
    text is not judged, only recognised.
    """
    texts = [word.text for word in words]
    kinds = [_direction(text) for text in texts]
    at = 0
    while at < len(texts):
        end = at
        while kinds[at] == _FROM_RIGHT and end < len(texts) and kinds[end] in (_FROM_RIGHT, ""):
            end += 1
        while end > at and kinds[end - 1] == "":
            end -= 1
        texts[at:end] = sorted("".join(sign for sign in text if sign.isalnum()) for text in texts[at:end])
        at = max(end, at + 1)
    return texts


def _direction(text: str) -> str:
    """Whether a word holds letters that are read from the right, from the left, or none."""
    if text.isascii():
        return _FROM_LEFT if any(sign.isalpha() for sign in text) else ""
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    return _FROM_RIGHT if kinds & {"R", "AL"} else _FROM_LEFT if "L" in kinds else ""


def _taken_off(lines: list[list[str]], parts: Sequence[Part], at: int) -> bool:
    """Take a header (`at` 0) or footer (-1) off the lines of a page; False when it does not stand there."""
    asked = [
        word
        for part in parts
        for word in part.text.translate(_NOT_WORDS).replace(PAGE_NUMBER, f" {PAGE_NUMBER} ").split()
    ]
    taken = 0
    words: list[str] = []
    while taken < len(lines) and len(words) < len(asked):
        line = lines[taken] if at == 0 else lines[-1 - taken]
        words = [*words, *line] if at == 0 else [*line, *words]
        taken += 1
    is_same = len(words) == len(asked) and all(
        word.isdigit() if wanted == PAGE_NUMBER else word == wanted for word, wanted in zip(words, asked, strict=True)
    )
    if is_same and at == 0:
        del lines[:taken]
    elif is_same:
        del lines[-taken:]
    return is_same


class _Words:
    """The words that are due beside the words of a PDF."""

    def __init__(self, parts: Sequence[Part], words: Sequence[Word]) -> None:
        self.parts = parts
        self.words = words
        self.heads = _heading_rows(parts)
        self.due: list[_Due] = []
        for number, part in enumerate(parts):
            for line in part.text.translate(_NOT_WORDS).split("\n"):
                self.due += [_Due(word, number, at == 0, len(self.due) + at) for at, word in enumerate(line.split())]
        self.due = [replace(word, text=text) for word, text in zip(self.due, _without_direction(self.due), strict=True)]
        ends = {word.part: word.index for word in self.due}
        self.slots: dict[int, list[Slot]] = {}
        """Where something may be filled in, by the index of the word that is due before it."""
        for slot in slots_in(parts):
            self.slots.setdefault(ends[slot.after], []).append(slot)
        self.fills: dict[tuple[int, int], Fill] = {}
        """What was filled in, by the word before it and its column."""

    def is_read(self, due: Sequence[_Due], words: Sequence[Word]) -> bool:
        """Whether the words say what is due, but for where lines break and what a PDF adds by itself."""
        at = 0
        for word in due:
            at = self.after_additions(word, words, at)
            read = ""
            while at < len(words) and read != word.text and (not read or words[at].fresh):
                text = words[at].text.removesuffix(":") if word.index in self.slots else words[at].text
                if not word.text.startswith(read + text):
                    return False
                read += text
                at += 1
            if read != word.text:
                return False
            at = self.after_fills(word, None if word is due[-1] else self.due[word.index + 1], words, at)
        return at == len(words)

    def after_fills(self, due: _Due, coming: _Due | None, words: Sequence[Word], at: int) -> int:
        """Past what people filled in after a word that is due, up to the word that is due next."""
        for end in range(at, len(words) + 1) if due.index in self.slots else ():
            is_end = (
                end == len(words)
                if coming is None
                else end < len(words) and coming.text == words[end].text.removesuffix(":")
            )
            if is_end:
                return end if self.is_filled(due.index, words[at:end]) else at
        return at

    def is_filled(self, after: int, words: Sequence[Word]) -> bool:
        """Whether words are what people may fill in after a word that is due; they are kept."""
        found = fill_of(self.slots.get(after, ()), [word.text for word in words])
        for slot, text in found or ():
            self.fills[after, slot.column or 0] = Fill(self.parts[slot.after].place, slot.field, text)
        return found is not None

    def after_additions(self, due: _Due, words: Sequence[Word], at: int) -> int:
        """Past a heading row that is repeated on a new page, and past the number of a numbered part."""
        if at < len(words) and words[at].first:
            for head in self.heads:
                if [word.text for word in words[at : at + len(head)]] == head and not self.is_due(due, head):
                    at += len(head)
                    break
        is_label = at < len(words) and words[at].fresh and _LABEL.fullmatch(words[at].text)
        if is_label and due.leads and self.parts[due.part].numbered and words[at].text != due.text:
            at += 1
        return at

    def is_due(self, due: _Due, head: Sequence[str]) -> bool:
        """Whether a heading row itself is what is expected here."""
        return [word.text for word in self.due[due.index : due.index + len(head)]] == head

    def deviations(self) -> Iterator[Deviation]:
        """The parts that differ, each with the words that stand in its place."""
        due, words = [word.text for word in self.due], [word.text for word in self.words]
        blocks = list(_opcodes(due, words))
        wrong: set[int] = set()
        for tag, i, to_i, j, to_j in blocks:
            is_read = tag == "equal" or (i < to_i and self.is_read(self.due[i:to_i], self.words[j:to_j]))
            if not is_read and not (tag == "insert" and self.is_addition(i, self.words[j:to_j])):
                wrong |= {word.part for word in self.due[i:to_i] or self.due[max(i - 1, 0) :][:1]}
        for part in sorted(wrong):
            own = [index for index, word in enumerate(self.due) if word.part == part]
            yield Deviation(
                self.parts[part].place, self.parts[part].text, self.standing_at(blocks, own[0], own[-1] + 1)
            )

    def is_addition(self, i: int, words: Sequence[Word]) -> bool:
        """Whether words that are not due are what people fill in, or what a PDF adds before the word that is due next."""
        if i and self.is_filled(i - 1, words):
            return True
        return i < len(self.due) and self.after_additions(self.due[i], words, 0) == len(words)

    def standing_at(self, blocks: Sequence[_Block], start: int, end: int) -> str:
        """The words of the PDF that stand where the due words from `start` to `end` should."""
        standing: list[Word] = []
        for tag, i, to_i, j, to_j in blocks:
            if tag == "equal":
                low, high = max(i, start), min(to_i, end)
                standing += self.words[j + low - i : j + high - i] if low < high else []
            elif (i < end and to_i > start) or (i == to_i and start < i <= end):
                standing += self.words[j:to_j]
        return " ".join(word.text for word in standing)


def _opcodes(was: Sequence[str], now: Sequence[str]) -> Iterator[_Block]:
    """How one row of words becomes another, as `SequenceMatcher.get_opcodes` says it.

    That takes a time that grows with how often each word stands there, which is hours for a book. So rows of words are
    laid beside one another first, which hardly ever stand there twice, and what is left between them word by word.
    """
    i = j = 0
    for block in _long_matches(was, now):
        shift = max(i - block.a, j - block.b, 0)
        if shift < block.size:
            start_i, start_j = block.a + shift, block.b + shift
            yield from _small_opcodes(was, now, (i, start_i), (j, start_j))
            i, j = block.a + block.size, block.b + block.size
            yield "equal", start_i, i, start_j, j
    yield from _small_opcodes(was, now, (i, len(was)), (j, len(now)))


def _long_matches(was: Sequence[str], now: Sequence[str]) -> Iterator[Match]:
    """Where rows of some words or more are the same."""
    a, b = ([tuple(words[at : at + _ROW]) for at in range(len(words) - _ROW + 1)] for words in (was, now))
    for block in SequenceMatcher(a=a, b=b, autojunk=False).get_matching_blocks():
        if block.size:
            yield block._replace(size=block.size + _ROW - 1)


def _small_opcodes(
    was: Sequence[str], now: Sequence[str], of_was: tuple[int, int], of_now: tuple[int, int]
) -> Iterator[_Block]:
    """The same for what stands between two rows that are the same; too much of it is simply other text."""
    (i, to_i), (j, to_j) = of_was, of_now
    if (to_i - i) * (to_j - j) > _MOST_PAIRS:
        yield "replace", i, to_i, j, to_j
    elif i < to_i or j < to_j:
        for tag, a, to_a, b, to_b in SequenceMatcher(None, was[i:to_i], now[j:to_j], autojunk=False).get_opcodes():
            yield tag, i + a, i + to_a, j + b, j + to_b


def _heading_rows(parts: Sequence[Part]) -> list[list[str]]:
    """The words of the first row of each table."""
    rows: dict[str, list[str]] = {}
    for part in parts:
        table, _, row = part.place.partition(", rij ")
        if row.startswith("1,"):
            rows.setdefault(table, []).extend(part.text.translate(_NOT_WORDS).split())
    return list(rows.values())
