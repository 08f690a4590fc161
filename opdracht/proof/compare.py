"""Where a document differs from the text it should have: parts of a Word document against parts, a PDF against words.

A PDF has no paragraphs: its words are compared, page by page without headers and footers, and a line may break where it
likes. What it adds by itself is passed over: the numbers of numbered headings and the heading row of a table that goes on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from opdracht.proof.text import NUMBER, Part

_LABEL = re.compile(r"\d+(\.\d+)*[.)]?|[a-z][.)]|[•▪◦o–-]|[\uf000-\uf0ff]")
_NOT_WORDS = str.maketrans(
    {"\u00a0": " ", "\u2011": "-", "\u00ad": "", "\u200b": "", "\u200d": "", "\u2060": "", "\ufe0f": ""}
)


@dataclass(frozen=True)
class Deviation:
    """A place where a document says something else; empty in `was` was added, empty in `now` is gone."""

    place: str
    was: str
    now: str


def deviations(expected: Sequence[Part], sent: Sequence[Part]) -> list[Deviation]:
    """What differs between the text that was expected and the parts of a Word document."""
    matcher = _matcher(expected, sent)
    return [
        deviation
        for tag, i, to_i, j, to_j in matcher.get_opcodes()
        if tag != "equal"
        for deviation in _side_by_side(expected[i:to_i], sent[j:to_j])
    ]


def likeness(expected: Sequence[Part], sent: Sequence[Part]) -> float:
    """The share of the parts that say the same, from 0 to 1."""
    return _matcher(expected, sent).ratio()


def _matcher(expected: Sequence[Part], sent: Sequence[Part]) -> SequenceMatcher[tuple[str, str]]:
    return SequenceMatcher(None, [part.said for part in expected], [part.said for part in sent], autojunk=False)


def _side_by_side(was: Sequence[Part], now: Sequence[Part]) -> Iterator[Deviation]:
    """Parts that differ, each beside the one that is most like it, in their order."""
    start = 0
    for old in was:
        rest = range(start, len(now))
        best = max(rest, key=lambda index: _alike(old, now[index]), default=None)
        if best is None or (_alike(old, now[best]) < 0.3 and len(was) != len(now)):
            yield Deviation(old.place, old.text, "")
            continue
        for new in now[start:best]:
            yield Deviation(new.place, "", new.text)
        yield Deviation(old.place, old.text, now[best].text)
        start = best + 1
    for new in now[start:]:
        yield Deviation(new.place, "", new.text)


def _alike(old: Part, new: Part) -> float:
    return SequenceMatcher(None, old.text[:400], new.text[:400], autojunk=False).ratio()


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


def pdf_deviations(expected: Sequence[Part], pages: Sequence[str]) -> list[Deviation]:
    """What differs between the text that was expected and the pages of a PDF."""
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
    due: list[_Due] = []
    for number, part in enumerate(body):
        for line in part.text.translate(_NOT_WORDS).split("\n"):
            due += [_Due(word, number, at == 0, len(due) + at) for at, word in enumerate(line.split())]
    reading = _Words(body, due, words)
    return around if reading.is_read(due, words) else around + list(reading.deviations())


def _taken_off(lines: list[list[str]], parts: Sequence[Part], at: int) -> bool:
    """Take a header (`at` 0) or footer (-1) off the lines of a page; False when it does not stand there."""
    asked = [word for part in parts for word in part.text.translate(_NOT_WORDS).replace(NUMBER, f" {NUMBER} ").split()]
    taken = 0
    words: list[str] = []
    while taken < len(lines) and len(words) < len(asked):
        line = lines[taken] if at == 0 else lines[-1 - taken]
        words = [*words, *line] if at == 0 else [*line, *words]
        taken += 1
    is_same = len(words) == len(asked) and all(
        word.isdigit() if wanted == NUMBER else word == wanted for word, wanted in zip(words, asked, strict=True)
    )
    if is_same and at == 0:
        del lines[:taken]
    elif is_same:
        del lines[-taken:]
    return is_same


class _Words:
    """The words that are due beside the words of a PDF."""

    def __init__(self, parts: Sequence[Part], due: Sequence[_Due], words: Sequence[Word]) -> None:
        self.parts = parts
        self.due = due
        self.words = words
        self.heads = _heading_rows(parts)

    def is_read(self, due: Sequence[_Due], words: Sequence[Word]) -> bool:
        """Whether the words say what is due, but for where lines break and what a PDF adds by itself."""
        at = 0
        for word in due:
            at = self.after_additions(word, words, at)
            read = ""
            while at < len(words) and read != word.text and (not read or words[at].fresh):
                if not word.text.startswith(read + words[at].text):
                    return False
                read += words[at].text
                at += 1
            if read != word.text:
                return False
        return at == len(words)

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
        blocks = SequenceMatcher(None, due, words, autojunk=False).get_opcodes()
        wrong: set[int] = set()
        for tag, i, to_i, j, to_j in blocks:
            is_read = tag == "equal" or self.is_read(self.due[i:to_i], self.words[j:to_j])
            if not is_read and not (tag == "insert" and self.is_addition(i, self.words[j:to_j])):
                wrong |= {word.part for word in self.due[i:to_i] or self.due[max(i - 1, 0) :][:1]}
        for part in sorted(wrong):
            own = [index for index, word in enumerate(self.due) if word.part == part]
            yield Deviation(
                self.parts[part].place, self.parts[part].text, self.standing_at(blocks, own[0], own[-1] + 1)
            )

    def is_addition(self, i: int, words: Sequence[Word]) -> bool:
        """Whether words that are not due are only what a PDF adds before the word that is due next."""
        return i < len(self.due) and self.after_additions(self.due[i], words, 0) == len(words)

    def standing_at(self, blocks: Sequence[tuple[str, int, int, int, int]], start: int, end: int) -> str:
        """The words of the PDF that stand where the due words from `start` to `end` should."""
        standing: list[Word] = []
        for tag, i, to_i, j, to_j in blocks:
            if tag == "equal":
                low, high = max(i, start), min(to_i, end)
                standing += self.words[j + low - i : j + high - i] if low < high else []
            elif (i < end and to_i > start) or (i == to_i and start < i <= end):
                standing += self.words[j:to_j]
        return " ".join(word.text for word in standing)


def _heading_rows(parts: Sequence[Part]) -> list[list[str]]:
    """The words of the first row of each table."""
    rows: dict[str, list[str]] = {}
    for part in parts:
        table, _, row = part.place.partition(", rij ")
        if row.startswith("1,"):
            rows.setdefault(table, []).extend(part.text.translate(_NOT_WORDS).split())
    return list(rows.values())
