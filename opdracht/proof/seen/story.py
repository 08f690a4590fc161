"""A body, header, footer or note: each element in its place, each run readable, each paragraph where it belongs."""

from collections.abc import Iterator
from dataclasses import replace

from opdracht.documents.word.ooxml import Element, W
from opdracht.documents.word.walk import places
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.blank import after_blank_pages
from opdracht.proof.seen.described import doubles
from opdracht.proof.seen.grammar import CONTENT, PROPERTIES, called, strange_attributes
from opdracht.proof.seen.layout import (
    Column,
    cell_faults,
    column_of,
    edges_of,
    row_faults,
    section_faults,
    spans_of,
    table_faults,
)  # fmt: skip
from opdracht.proof.seen.look import Appearance
from opdracht.proof.seen.names import attributes, short_name, words
from opdracht.proof.seen.paragraphs import Around, Paragraphs, Shading
from opdracht.proof.text import PAGE_NUMBER, is_heading, under

_HOLD_TEXT = words("p r t tbl delText instrText drawing pict object sdt")
_ROOTS = ("document", "hdr", "ftr", "footnotes", "endnotes")


class Story:
    """One pass over a part that a reader sees."""

    def __init__(self, part: str, paragraphs: Paragraphs, column: Column) -> None:
        self.part = part
        self.paragraphs = paragraphs
        self.sheet = paragraphs.sheet
        self.column = column
        self._places: dict[Element, str] = {}

    def obstacles(self, root: Element) -> Iterator[Obstacle]:
        """What this part holds that keeps its text from being judged."""
        if short_name(root.tag) not in _ROOTS:
            yield Obstacle(self.part, f"een ander soort onderdeel ({short_name(root.tag)[:40]})")
            return
        body = root.find(f"{W}body")
        by_element = places(root if body is None else body, "" if self.part == "tekst" else self.part)
        self._places = _with_headings(by_element)
        yield from self._inside(root, self.part, Around(self.column))
        for paragraph in after_blank_pages(root):
            yield Obstacle(self._places.get(paragraph, self.part), "lege bladzijden voor de tekst")

    def _inside(self, node: Element, place: str, around: Around) -> Iterator[Obstacle]:
        """What stands in an element in which text may stand."""
        name = short_name(node.tag)
        place = self._places.get(node, place)
        yield from (Obstacle(place, what) for what in strange_attributes(node, name))
        yield from (Obstacle(place, what) for what in self._judged(node, name, around))
        if name == "tbl":
            around = Around(around.column, node, edges_of(node), shadings=(_shading(node, "tblPr"),))
        elif name == "tr":
            shadings = (_shading(node, "tblPrEx"), *around.shadings)
            around = replace(around, spans=spans_of(node), shadings=shadings)
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
                yield from (Obstacle(place, what) for what in (*doubles(child), *self.sheet.misnamed(child)))
                if any(short_name(inside.tag) in _HOLD_TEXT for inside in child.iter()):
                    yield Obstacle(place, "tekst die nergens staat")
            else:
                yield from self._inside(child, place, around)
            seen.add(inner)

    def _judged(self, node: Element, name: str, around: Around) -> Iterator[str]:
        if name not in ("t", "instrText") and (node.text or "").strip():
            yield "tekst die nergens staat"
        if name == "p":
            yield from self.paragraphs.faults(node, around)
            if self.part != "tekst" and any(PAGE_NUMBER in (text.text or "") for text in node.iter(f"{W}t")):
                yield f"de letters {PAGE_NUMBER} waar een nummer hoort"
        elif name == "tbl":
            for looks in self.sheet.table_looks(node):
                yield from table_faults(
                    Appearance.of([*looks.table, node.find(f"{W}tblPr")]), edges_of(node)[-1], around.column
                )
        elif name == "tr":
            for looks in self.sheet.table_looks(around.table):
                yield from row_faults(Appearance.of([*looks.row, node.find(f"{W}trPr")]))
            if (exception := node.find(f"{W}tblPrEx")) is not None and around.edges:
                yield from table_faults(Appearance.of([exception]), around.edges[-1], around.column)
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

    def _in_cell(self, cell: Element, around: Around) -> Around:
        look = Appearance.of([cell.find(f"{W}tcPr")])
        looks = self.sheet.table_looks(around.table)
        begin, end = around.spans.get(cell, (0, 0))
        has_grid = end < len(around.edges)
        width = around.edges[end] - around.edges[begin] if has_grid else None
        columns = [column_of(cell, look, of, around.table, width) for of in looks] if around.table is not None else []
        column = min(columns, key=lambda column: column.width, default=around.column)
        return Around(column, around.table, shadings=(look.values.get("shd", {}), *around.shadings))


def _with_headings(by_element: dict[Element, str]) -> dict[Element, str]:
    """The places, each with the heading that it stands under."""
    heading, under_headings = "", {}
    for node, place in by_element.items():
        under_headings[node] = under(heading, place)
        if short_name(node.tag) == "p" and is_heading(node):
            heading = "".join(text.text or "" for text in node.iter(f"{W}t"))
            under_headings[node] = place
    return under_headings


def _shading(node: Element, properties: str) -> Shading:
    """What stands behind the text of a table or row, by itself."""
    shd = node.find(f"{W}{properties}/{W}shd")
    return {} if shd is None else attributes(shd)
