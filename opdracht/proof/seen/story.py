"""A body, header, footer or note: each element in its place, each run readable, each paragraph where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from opdracht.documents.word.ooxml import Element, W
from opdracht.documents.word.walk import places
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.codes import field_faults
from opdracht.proof.seen.grammar import CONTENT, PROPERTIES, called, strange_attributes
from opdracht.proof.seen.layout import (
    Column,
    cell_faults,
    column_of,
    paragraph_faults,
    row_faults,
    section_faults,
    table_faults,
)  # fmt: skip
from opdracht.proof.seen.letters import Script, grounds_of, letter_faults
from opdracht.proof.seen.lists import Format, Level, Lists, label_faults
from opdracht.proof.seen.look import Appearance, StyleSheet, TableLook
from opdracht.proof.seen.measures import half_points
from opdracht.proof.seen.names import short_name
from opdracht.proof.text import NUMBER, is_heading, under

_ROOTS = ("document", "hdr", "ftr", "footnotes", "endnotes")


@dataclass(frozen=True)
class _Around:
    """What is around a paragraph: its cell and table, and the column that they leave it."""

    column: Column
    table: Element | None = None
    shading: Mapping[str, str] = field(default_factory=dict)
    """That of the cell itself."""


class Story:
    """One pass over a part that a reader sees."""

    def __init__(
        self, part: str, sheet: StyleSheet, lists: Lists, column: Column, shipped: dict[str, Format] | None
    ) -> None:
        self.part = part
        self.sheet = sheet
        self.lists = lists
        self.column = column
        self.shipped = shipped
        self.answers: dict[tuple[object, ...], list[str]] = {}
        """What is wrong with letters, by how they look."""
        self._lists: dict[Format, str] = {}
        self._places: dict[Element, str] = {}

    def obstacles(self, root: Element) -> Iterator[Obstacle]:
        """What this part holds that keeps its text from being judged."""
        if short_name(root.tag) not in _ROOTS:
            yield Obstacle(self.part, f"een ander soort onderdeel ({short_name(root.tag)[:40]})")
            return
        body = root.find(f"{W}body")
        found = places(root if body is None else body, "" if self.part == "tekst" else self.part)
        self._places = _with_headings(found)
        yield from self._inside(root, self.part, _Around(self.column))

    def _inside(self, node: Element, place: str, around: _Around) -> Iterator[Obstacle]:
        """What stands in an element in which text may stand."""
        name = short_name(node.tag)
        place = self._places.get(node, place)
        yield from (Obstacle(place, what) for what in strange_attributes(node, name))
        yield from (Obstacle(place, what) for what in self._judged(node, name, around))
        if name == "tbl":
            around = _Around(around.column, table=node)
        elif name == "tc":
            around = self._in_cell(node, around)
        seen: set[str] = set()
        for child in node:
            inner = short_name(child.tag)
            if inner not in CONTENT.get(name, ()) or (inner in seen and inner in (*PROPERTIES, "body", "tblGrid")):
                yield Obstacle(self._places.get(child, place), called(child))
            elif inner in PROPERTIES:
                if seen - {"bookmarkStart", "bookmarkEnd", "tblPrEx", "tblPr"} and inner != "sectPr":
                    yield Obstacle(place, "opmaak die niet op haar plaats staat")
                yield from (Obstacle(place, what) for what in _doubles(child))
            else:
                yield from self._inside(child, place, around)
            seen.add(inner)

    def _judged(self, node: Element, name: str, around: _Around) -> Iterator[str]:
        if name == "p":
            yield from self._paragraph(node, around)
        elif name == "tbl":
            for looks in self.sheet.table_looks(node):
                yield from table_faults(Appearance.of([*looks.table, node.find(f"{W}tblPr")]), node, around.column)
        elif name == "tr":
            for looks in self.sheet.table_looks(around.table):
                yield from row_faults(Appearance.of([*looks.row, node.find(f"{W}trPr")]))
            if (exception := node.find(f"{W}tblPrEx")) is not None and around.table is not None:
                yield from table_faults(Appearance.of([exception]), around.table, around.column)
        elif name == "tc":
            for looks in self.sheet.table_looks(around.table):
                yield from cell_faults(Appearance.of([*looks.cell, node.find(f"{W}tcPr")]))
        elif name == "br" and node.get(f"{W}type", "textWrapping") not in ("textWrapping", "page"):
            yield "een overgang naar een andere kolom"
        elif name == "body":
            yield from self._sections(node)

    def _sections(self, body: Element) -> Iterator[str]:
        for section in body.iter(f"{W}sectPr"):
            yield from section_faults(section)
        if len(body) and body.find(f"{W}sectPr") is not None and short_name(body[-1].tag) != "sectPr":
            yield "opmaak die niet op haar plaats staat"

    def _in_cell(self, cell: Element, around: _Around) -> _Around:
        look = Appearance.of([cell.find(f"{W}tcPr")])
        looks = self.sheet.table_looks(around.table)
        columns = [column_of(cell, look, of, around.table) for of in looks] if around.table is not None else []
        column = min(columns, key=lambda column: column.width, default=around.column)
        return _Around(column, around.table, look.values.get("shd", {}))

    def _paragraph(self, paragraph: Element, around: _Around) -> Iterator[str]:
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        yield from field_faults(paragraph)
        if NUMBER in text and self.part != "tekst":
            yield f"de letters {NUMBER} waar een nummer hoort"
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        yield from _mark(mark)
        level, faults = self._level(paragraph, text)
        yield from faults
        key = self.sheet.paragraph_style(paragraph)
        for looks in self.sheet.table_looks(around.table):
            for layers in self.sheet.orders(key, "pPr", looks.paragraph):
                look = Appearance.of([*layers, properties])
                if text or level:
                    yield from paragraph_faults(look, self._largest(paragraph, looks, key), around.column)
                letters = _Letters(self, key, looks, look.values.get("shd", {}), around.shading)
                yield from letters.faults(paragraph)
                if level is not None:
                    yield from letters.number_faults(mark, level)

    def _level(self, paragraph: Element, text: str) -> tuple[Level | None, list[str]]:
        """The number before a paragraph, and what is wrong with it."""
        try:
            level = self.lists.level_of(paragraph)
        except KeyError:
            return None, ["een nummer dat nergens is beschreven"] if text else []
        if not text:
            is_shown = level is not None and level.format[0] != "none"
            return level, ["een nummer zonder tekst"] if is_shown and self.shipped is not None else []
        expected = (
            None
            if self.shipped is None
            else self.shipped.get(self.sheet.name_of(self.sheet.paragraph_style(paragraph)))
        )
        faults = list(label_faults(level, expected, is_of_shipped=self.shipped is not None))
        if (
            level is not None
            and self.shipped is not None
            and self._lists.setdefault(level.format, level.key) != level.key
        ):
            faults.append("een nummering die opnieuw begint")
        return level, faults

    def _largest(self, paragraph: Element, looks: TableLook, key: str | None) -> float:
        """The size of the largest letters of a paragraph, in points."""
        base = Appearance.of(self.sheet.orders(key, "rPr", looks.run)[0])
        sizes = [base.get("sz"), *(node.get(f"{W}val") for node in paragraph.iterfind(f"{W}r/{W}rPr/{W}sz"))]
        return max((half_points(size) or 0) / 2 for size in sizes) or 10


@dataclass(frozen=True)
class _Letters:
    """The letters of one paragraph: of its runs and of its number."""

    story: Story
    style: str | None
    table: TableLook
    shading: Mapping[str, str]
    of_cell: Mapping[str, str]

    def faults(self, paragraph: Element) -> Iterator[str]:
        """What keeps a reader from reading its runs."""
        for run in paragraph.iter(f"{W}r"):
            text = "".join(node.text or "" for node in run.iter(f"{W}t"))
            own = run.find(f"{W}rPr")
            if text or own is not None:
                named = None if own is None else own.find(f"{W}rStyle")
                yield from self._judged(None if named is None else named.get(f"{W}val"), (own,), Script.of(text))

    def number_faults(self, mark: Element | None, level: Level) -> Iterator[str]:
        """What keeps a reader from reading its number."""
        yield from self._judged(None, (mark, level.letters), Script(is_sign=True))

    def _judged(self, character: str | None, own: Sequence[Element | None], script: Script) -> Sequence[str]:
        """What is wrong with letters that look so; the same question is answered once."""
        written = b"".join(etree.tostring(layer) for layer in own if layer is not None)
        grounds = (*self.shading.items(), None, *self.of_cell.items())
        question = (self.style, id(self.table), character, written, grounds, script)
        if question not in self.story.answers:
            self.story.answers[question] = list(dict.fromkeys(self._asked(character, own, script)))
        return self.story.answers[question]

    def _asked(self, character: str | None, own: Sequence[Element | None], script: Script) -> Iterator[str]:
        sheet = self.story.sheet
        for layers in sheet.orders(self.style, "rPr", self.table.run):
            look = Appearance.of([*layers, *sheet.layers(character, "rPr"), *own])
            yield from letter_faults(
                look, script, sheet, grounds_of(look, (self.shading, self.of_cell), self.table, sheet)
            )


def _mark(mark: Element | None) -> Iterator[str]:
    """What is wrong with the sign that ends a paragraph: hidden, it joins the paragraph with the next one."""
    look = Appearance.of([mark])
    if look.ever_on & {"vanish", "specVanish", "webHidden"}:
        yield "een verborgen einde van een alinea"
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        if name in look.nodes:
            yield called(look.nodes[name]).replace("tekst", "alinea")


def _with_headings(found: dict[Element, str]) -> dict[Element, str]:
    """The places, each with the heading that it stands under."""
    heading, told = "", {}
    for node, place in found.items():
        told[node] = under(heading, place)
        if short_name(node.tag) == "p" and is_heading(node):
            heading = "".join(text.text or "" for text in node.iter(f"{W}t"))
            told[node] = place
    return told


def _doubles(properties: Element) -> Iterator[str]:
    """A property that stands twice in one place: programs do not agree which of the two counts."""
    names = [short_name(node.tag) for node in properties if "Reference" not in short_name(node.tag)]
    if len(set(names)) != len(names):
        yield "opmaak die er twee keer staat"
