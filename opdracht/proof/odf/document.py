"""The text of a LibreOffice document (.odt), part by part, in the words and places of the Word document it was made of."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from lxml import etree

from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.walk import Cell, Placed
from opdracht.errors import OpdrachtError
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.styles import OF_ALL, OdfStyles, styles_of
from opdracht.proof.text import LARGEST, MOST_PARAGRAPHS, PAGE_NUMBER, Part, with_rows

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_SPACE = "\0"
"""A space that counts while white space between words is made one; no XML can hold this sign."""
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ROWS = ("table:table-rows", "table:table-header-rows")
_ZONES = {"style:header": "koptekst", "style:footer": "voettekst"}


@dataclass(frozen=True)
class OpenDocument:
    """The parts of an .odt that a reader sees: its content and its styles."""

    content: Element
    styles: Element

    @classmethod
    def read(cls, content: bytes) -> "OpenDocument":
        """Raises OpdrachtError when it is too large; any damage is told by whoever reads it."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise OpdrachtError("Dit document is te groot om te lezen.", "Een opdracht is kleiner.")
            content_xml, styles_xml = (
                etree.fromstring(archive.read(f"{name}.xml"), _PARSER) for name in ("content", "styles")
            )
            document = cls(content_xml, styles_xml)
        if sum(1 for _ in content_xml.iter(named("text:p"), named("text:h"))) > MOST_PARAGRAPHS:
            raise OpdrachtError("Dit document heeft te veel alinea's.", "Een opdracht is kleiner.")
        return document

    @property
    def body(self) -> Element:
        """Its text."""
        (found,) = self.content.findall(f"{named('office:body')}/{named('office:text')}")
        return found

    @cached_property
    def styles_in_text(self) -> OdfStyles:
        """The styles that its text can have."""
        return styles_of(self.styles, self.content)

    @cached_property
    def styles_around(self) -> OdfStyles:
        """The styles that its pages, headers and footers can have."""
        return styles_of(self.styles, self.styles)

    @cached_property
    def masters(self) -> Mapping[str, Element | None]:
        """The kinds of page that its text comes to stand on, by name; None for one that is not described."""
        described = {
            master.get(named("style:name"), ""): master for master in self.styles.iter(named("style:master-page"))
        }
        begins = [page_begun(block, self.styles_in_text) for block in _blocks(self.body)]
        waiting = [(begins[0] if begins else "") or OF_ALL, *begins]
        masters: dict[str, Element | None] = {}
        while waiting:
            name = waiting.pop(0)
            if name and name not in masters:
                master = masters[name] = described.get(name)
                waiting.append("" if master is None else master.get(named("style:next-style-name"), ""))
        return masters

    def roots(self) -> Iterator[tuple[str, Element]]:
        """What holds text that a reader sees, each with its zone: tekst, koptekst or voettekst."""
        yield "tekst", self.body
        for master in self.masters.values():
            for tag, zone in _ZONES.items():
                yield from ((zone, element) for element in (() if master is None else master.findall(named(tag))))

    def paragraphs(self) -> Iterator[tuple[str, Placed]]:
        """Every paragraph with the zone it stands in."""
        for zone, root in self.roots():
            yield from ((zone, placed) for placed in _inside(root, "" if zone == "tekst" else f"{zone}, "))


def page_begun(block: Element, styles: OdfStyles) -> str:
    """The kind of page that begins with a paragraph or table of the text; empty when it goes on where it is."""
    family = "table" if name_of(block.tag) == "table:table" else "paragraph"
    key = block.get(named(f"{'table' if family == 'table' else 'text'}:style-name"), "")
    return styles.own(family, key, "style:master-page-name") or ""


def odt_parts(content: bytes) -> list[Part]:
    """The text of an .odt, in its order; headers and footers last."""
    parts: dict[str, list[Part]] = {}
    heading = ""
    paragraphs = OpenDocument.read(content).paragraphs()
    for (zone, block), together in groupby(paragraphs, key=lambda pair: (pair[0], pair[1].cell or pair[1])):
        elements = [placed.element for _, placed in together]
        lines = [line for element in elements if (line := text_of(element))]
        if not lines:
            continue
        text = "\n".join(lines)
        if isinstance(block, Placed) and name_of(block.element.tag) == "text:h":
            heading = text
        first, comma, rest = block.place.partition(",")
        under = f" onder '{heading[:60]}'" if heading and heading != text and zone == "tekst" else ""
        column = f"kolom {block.column}" if isinstance(block, Cell) else "tekst"
        parts.setdefault(zone, []).append(
            Part(f"{first}{under}{comma}{rest}", text, column if zone == "tekst" else zone)
        )
    zones = ("tekst", "koptekst", "voettekst")
    return list(with_rows(part for zone in zones for part in dict.fromkeys(parts.get(zone, ()))))


def _inside(root: Element, before: str, cell: Cell | None = None) -> Iterator[Placed]:
    blocks = list(_blocks(root))
    is_alone = cell is not None and [name_of(block.tag) for block in blocks] in (["text:p"], ["text:h"])
    paragraphs = tables = 0
    for block in blocks:
        if name_of(block.tag) == "table:table":
            tables += 1
            yield from _in_cells(block, f"{before}tabel {tables}")
        else:
            paragraphs += 1
            yield Placed(cell.place if cell and is_alone else f"{before}alinea {paragraphs}", block, cell)


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables in it, also those in lists and sections."""
    for node in container:
        if name_of(node.tag) in ("text:p", "text:h", "table:table"):
            yield node
        else:
            yield from _blocks(node)


def _in_cells(table: Element, place: str) -> Iterator[Placed]:
    for number, row in enumerate(rows_of(table), start=1):
        for column, node in enumerate((node for node in row if name_of(node.tag) in _CELLS), start=1):
            cell = Cell(f"{place}, rij {number}, kolom {column}", column)
            yield from _inside(node, f"{cell.place}, ", cell)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those of its heading included."""
    for node in table:
        rows = node if name_of(node.tag) in _ROWS else [node]
        yield from (row for row in rows if name_of(row.tag) == "table:table-row")


def text_of(paragraph: Element) -> str:
    """What a paragraph says, its white space as the standard takes it."""
    text = re.sub(r"[ \t\r\n]+", " ", "".join(_signs(paragraph))).strip(" ")
    return text.replace(_SPACE, " ").replace(_TAB, "\t").replace(_LINE, "\n")


_TAB, _LINE = "\1", "\2"


def _signs(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = name_of(child.tag)
        if name == "text:s":
            yield _SPACE * min(int(child.get(named("text:c"), "1")), 1000)
        elif name in ("text:page-number", "text:page-count"):
            yield PAGE_NUMBER
        elif name in ("text:tab", "text:line-break"):
            yield _TAB if name == "text:tab" else _LINE
        elif name:
            yield from _signs(child)
        yield child.tail or ""
