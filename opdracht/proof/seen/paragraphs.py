"""A paragraph: its number, its fields, the letters of its runs, and where its lines come to stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from opdracht.documents.word.ooxml import Element, W
from opdracht.proof.seen.codes import field_faults
from opdracht.proof.seen.grammar import called
from opdracht.proof.seen.layout import Column, paragraph_faults
from opdracht.proof.seen.letters import Script, grounds_of, letter_faults
from opdracht.proof.seen.lists import Format, Level, Lists, label_faults
from opdracht.proof.seen.look import Appearance, StyleSheet, TableLook
from opdracht.proof.seen.measures import half_points
from opdracht.proof.seen.names import short_name
from opdracht.proof.seen.shipped import Shipped

Shading = Mapping[str, str]
"""The attributes of a w:shd; empty when there is none."""


@dataclass(frozen=True)
class Around:
    """What is around a paragraph: its table, and the column and the colours that it leaves."""

    column: Column
    table: Element | None = None
    edges: Sequence[float] = ()
    """Those of the columns of the table."""
    spans: Mapping[Element, tuple[int, int]] = field(default_factory=dict)
    """The columns of the table that each cell of the row takes."""
    shadings: tuple[Shading, ...] = ()
    """Those of its cell, of its row and of its table, as they stand there themselves."""


class Paragraphs:
    """Judges the paragraphs of a document one by one."""

    def __init__(self, sheet: StyleSheet, lists: Lists, shipped: Shipped | None) -> None:
        self.sheet = sheet
        self.shipped = shipped
        self.answers: dict[tuple[object, ...], list[str]] = {}
        """What is wrong with letters, by how they look."""
        self._lists = lists
        self._looks: dict[tuple[str | None, int, bytes], list[Appearance]] = {}
        self._sizes: dict[tuple[str | None, int], str | None] = {}
        self._counting: dict[Format, str] = {}

    def faults(self, paragraph: Element, around: Around) -> Iterator[str]:
        """What keeps a reader from reading a paragraph as the program does."""
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        yield from field_faults(paragraph)
        yield from _broken(paragraph)
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        yield from self._mark(mark)
        level, faults = self._number(paragraph, text)
        yield from faults
        key = self.sheet.paragraph_style(paragraph)
        for looks in self.sheet.table_looks(around.table):
            for look in self._lines(key, looks, properties):
                if text or level:
                    yield from paragraph_faults(look, text, self._largest(paragraph, looks, key), around.column)
                letters = _Letters(self, key, looks, (look.values.get("shd", {}), *around.shadings))
                yield from letters.faults(paragraph)
                if level is not None:
                    yield from letters.number_faults(mark, level)
                    yield from paragraph_faults(Appearance.of([level.lines]), "", 10, around.column)

    def _mark(self, mark: Element | None) -> Iterator[str]:
        """What is wrong with the sign that ends a paragraph: hidden, it joins the paragraph with the next one."""
        for node in () if mark is None else mark:
            if short_name(node.tag) in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
                yield called(node).replace("tekst", "alinea")
        if Appearance.of(self.sheet.of_run(mark)).ever_on & {"vanish", "specVanish", "webHidden"}:
            yield "een verborgen einde van een alinea"

    def _number(self, paragraph: Element, text: str) -> tuple[Level | None, list[str]]:
        """The number before a paragraph, and what is wrong with it."""
        try:
            level = self._lists.level_of(paragraph)
        except KeyError:
            return None, ["een nummer dat nergens is beschreven"]
        if self.shipped is None:
            return level, list(label_faults(level)) if text else []
        if not text:
            return level, ["een nummer zonder tekst"] if level is not None and level.is_shown else []
        expected = self.shipped.lists.get(self.sheet.name_of(self.sheet.paragraph_style(paragraph)))
        faults = list(label_faults(level, expected, is_of_shipped=True))
        if level is not None and self._counting.setdefault(level.format, level.key) != level.key:
            faults.append("een nummering die opnieuw begint")
        return level, faults

    def _lines(self, key: str | None, looks: TableLook, properties: Element | None) -> Sequence[Appearance]:
        """How the lines of a paragraph may look, by each order of its layers."""
        question = (key, id(looks), b"" if properties is None else etree.tostring(properties))
        if question not in self._looks:
            orders = self.sheet.orders(key, "pPr", looks.paragraph)
            self._looks[question] = [Appearance.of([*layers, properties]) for layers in orders]
        return self._looks[question]

    def _largest(self, paragraph: Element, looks: TableLook, key: str | None) -> float:
        """The size of the largest letters of a paragraph, in points."""
        if (key, id(looks)) not in self._sizes:
            self._sizes[key, id(looks)] = Appearance.of(self.sheet.orders(key, "rPr", looks.run)[0]).get("sz")
        of_runs = (self.sheet.of_run(own) for own in paragraph.iterfind(f"{W}r/{W}rPr"))
        sizes = [self._sizes[key, id(looks)], *(Appearance.of(layers).get("sz") for layers in of_runs)]
        return max((half_points(size) or 0) / 2 for size in sizes) or 10


@dataclass(frozen=True)
class _Letters:
    """The letters of one paragraph: of its runs and of its number."""

    of: Paragraphs
    style: str | None
    table: TableLook
    shadings: Sequence[Shading] = field(default_factory=tuple)

    def faults(self, paragraph: Element) -> Iterator[str]:
        """What keeps a reader from reading its runs."""
        for run in paragraph.iter(f"{W}r"):
            text = "".join(node.text or "" for node in run.iter(f"{W}t"))
            own = run.find(f"{W}rPr")
            if text or own is not None:
                yield from self._judged((own,), Script.of(text))

    def number_faults(self, mark: Element | None, level: Level) -> Iterator[str]:
        """What keeps a reader from reading its number."""
        yield from self._judged((mark, level.letters), Script(is_sign=level.is_sign))

    def _judged(self, own: Sequence[Element | None], script: Script) -> Sequence[str]:
        """What is wrong with letters that look so; the same question is answered once."""
        written = b"".join(etree.tostring(layer) for layer in own if layer is not None)
        grounds = tuple(tuple(shading.items()) for shading in self.shadings)
        question = (self.style, id(self.table), written, grounds, script)
        if question not in self.of.answers:
            self.of.answers[question] = list(dict.fromkeys(self._asked(own, script)))
        return self.of.answers[question]

    def _asked(self, own: Sequence[Element | None], script: Script) -> Iterator[str]:
        sheet = self.of.sheet
        of_runs = [layer for properties in own for layer in sheet.of_run(properties)]
        for layers in sheet.orders(self.style, "rPr", self.table.run):
            look = Appearance.of([*layers, *of_runs])
            yield from letter_faults(look, script, sheet, grounds_of(look, self.shadings, self.table, sheet))


def _broken(paragraph: Element) -> Iterator[str]:
    """A page that ends in the middle of a text: what stands together in the file does not on paper."""
    has_text = is_broken = False
    for node in paragraph.iter(f"{W}t", f"{W}br"):
        if node.tag == f"{W}t" and node.text:
            if is_broken:
                yield "een einde van de bladzijde midden in een tekst"
                return
            has_text = True
        elif node.tag == f"{W}br" and node.get(f"{W}type") == "page":
            is_broken = has_text
