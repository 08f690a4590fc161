"""The text of a Word document, part by part, so that one that was saved again by Word or LibreOffice reads the same.

What they change on saving (runs, styles, properties, the numbers that fields count) is not text. Every sign that a
reader sees is, also a space or a hyphen of another kind: nothing is made alike. Text that is hidden or struck by a
tracked change is not read, because a reader does not see it either.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from lxml import etree

from opdracht.documents.word.ooxml import Element, Package, Styles, W, is_on
from opdracht.documents.word.walk import NOT_SEEN, Cell, Placed, is_shown, placed_paragraphs
from opdracht.errors import OpdrachtError

LARGEST = 40 * 2**20
"""So many bytes may be in the parts of a document that is read; an agreement of ten pages has 200 thousand."""
MOST_PARAGRAPHS = 20_000

_NO_DOCUMENT = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the reading of a zip and of the XML in it raises when it is damaged, of another kind, or locked."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LINES_OF_THE_FILE = str.maketrans("\t\n\r", "   ")
"""A tab or a line break in the file itself is a space on paper; those of Word are elements."""
_PICTURES = ("drawing", "pict", "object")
_PASSED_OVER = NOT_SEEN | {f"{W}txbxContent"}  # a box of text has paragraphs of its own
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
PICTURE, PAGE_NUMBER = "[afbeelding]", "[nummer]"
STRUCK = "\u0336"
"""After each sign that is struck through: a terminal shows it so too."""


Said: TypeAlias = tuple[str, bool, str]


@dataclass(frozen=True)
class Part:
    """A paragraph, or a cell of a table with all its paragraphs: where it stands and what it says."""

    place: str
    text: str
    zone: str = "tekst"
    """tekst, koptekst or voettekst; in a table the column."""
    numbered: bool = False
    """Whether a program puts a number or sign before it, which is no text."""
    opens_row: bool = False
    """Whether it is the first of its row of a table that has any text."""

    @property
    def column(self) -> int:
        """The column of a cell in a table; 0 outside one."""
        kind, _, number = self.zone.partition(" ")
        return int(number) if kind == "kolom" else 0

    @property
    def said(self) -> Said:
        """What is compared: the text, and in which zone it stands; what stands beside what in a table tells as much."""
        return (self.zone, self.opens_row, self.text)


@contextmanager
def opened(content: bytes) -> Iterator[Package]:
    """The package of a .docx. Raises OpdrachtError for anything else, also while its parts are being read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise OpdrachtError("Dit Word-document is te groot om te lezen.", "Een opdracht is kleiner.")
            yield Package(archive)
    except _NO_DOCUMENT as error:
        raise OpdrachtError(
            "Dit is geen Word-document, of het is beschadigd.", "Kies een bestand op .docx of .pdf."
        ) from error


def parts_of(content: bytes) -> list[Part]:
    """The text of a .docx, in its order; headers and footers last. Raises OpdrachtError for anything else."""
    with opened(content) as package:
        return list(with_rows(_all_parts(package)))


def with_rows(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts in their order, with what opens a row of a table marked."""
    before = ""
    for part in parts:
        row = part.place.rpartition(", kolom ")[0] if part.column else ""
        yield replace(part, opens_row=row not in ("", before))
        before = row


def fingerprint(parts: Sequence[Part]) -> str:
    """A hash of what the parts say, in their order; where a part stands on paper does not count.

    Registers keep it: it is a hint of what was printed, and stays as it is.
    """
    texts = [(part.zone, part.text) for part in parts]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def _all_parts(package: Package) -> Iterator[Part]:
    body = package.xml(package.main).find(f"{W}body")
    if body is None:
        raise KeyError("body")
    if sum(1 for _ in body.iter(f"{W}p")) > MOST_PARAGRAPHS:
        raise OpdrachtError("Dit Word-document heeft te veel alinea's.", "Een opdracht is kleiner.")
    yield from _PartReading(package.styles).parts(body)
    for kind, zone in (("footnotes", "voetnoot"), ("endnotes", "eindnoot")):
        for name in sorted(target for of, target in package.related.values() if of == kind):
            yield from _aside(package, zone, name)
    around = [tuple(_aside(package, zone, name)) for zone, name in package.headers_and_footers(body)]
    for parts in sorted(dict.fromkeys(around), key=lambda parts: [part.said for part in parts]):
        yield from parts


def _aside(package: Package, zone: str, name: str) -> Iterator[Part]:
    """The text of a note, header or footer."""
    for part in _PartReading(package.styles).parts(package.xml(name)):
        yield Part(f"{zone}, {part.place}", part.text, zone, part.numbered)


class _PartReading:
    """One pass over the blocks of a body, a header or a note."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.heading = ""
        self.fields: list[_Field] = []

    def parts(self, root: Element) -> Iterator[Part]:
        """A part for each paragraph with text, or for each cell with all its paragraphs."""
        for block, together in groupby(placed_paragraphs(root), key=lambda paragraph: paragraph.cell or paragraph):
            lines = [(text, placed.element) for placed in together if (text := self.text_of(placed.element))]
            if not lines:
                continue
            text = "\n".join(text for text, _ in lines)
            place = under(self.heading, block.place)
            if isinstance(block, Placed) and is_heading(block.element):
                self.heading, place = text, block.place
            zone = f"kolom {block.column}" if isinstance(block, Cell) else "tekst"
            yield Part(place, text, zone, any(self.is_numbered(p) for _, p in lines))

    def is_numbered(self, paragraph: Element) -> bool:
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if own is not None:
            return str(own.get(f"{W}val")) != "0"
        return _style(paragraph) in self.styles.numbered

    def text_of(self, paragraph: Element) -> str:
        text = "".join(self.signs(paragraph, hidden=_style(paragraph) in self.styles.hidden))
        counted = [field for field in self.fields if field.shows]
        left = "".join(field.shows for field in counted)  # a number that a field counts ends in its paragraph
        for field in counted:
            field.shows = ""
        return text + left

    def signs(self, node: Element, *, hidden: bool, struck: bool = False) -> Iterator[str]:
        """The signs that a reader sees, one run after another."""
        for child in node:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "fldChar":
                yield from self.field(child.get(f"{W}fldCharType"))
            elif name == "instrText" and self.fields:
                self.fields[-1].asks += child.text or ""
            elif name == "fldSimple":
                self.fields.append(_Field(child.get(f"{W}instr", "")))
                yield from self.field("separate")
                yield from self.signs(child, hidden=hidden)
                yield from self.field("end")
            elif name == "r":
                look = child.find(f"{W}rPr")
                if look is None:
                    yield from self.signs(child, hidden=hidden)
                else:
                    yield from self.signs(child, hidden=self.is_hidden(look, hidden), struck=_is_struck(look))
            elif sign := self.sign(child, name):
                if not hidden:
                    yield from self.put("".join(c + STRUCK for c in sign) if struck else sign)
            elif name and child.tag not in _PASSED_OVER and is_shown(child):
                yield from self.signs(child, hidden=hidden, struck=struck)

    def sign(self, node: Element, name: str) -> str:
        if name == "t":
            text = (node.text or "").translate(_LINES_OF_THE_FILE)
            return text if node.get(_XML_SPACE) == "preserve" else text.strip(" ")
        if name == "br":
            return "\n" if node.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        if name == "sym":
            return f"[teken {node.get(f'{W}char', '')}]"
        if name in _PICTURES and next(node.iter(f"{W}txbxContent"), None) is None:
            return PICTURE
        return _SIGNS.get(name, "")

    def put(self, sign: str) -> Iterator[str]:
        """The sign, unless it is the code of a field, or the number that a field counts: that waits for its end."""
        if any(not field.shows_result for field in self.fields):
            return
        if counting := next((field for field in self.fields if field.counts), None):
            counting.shows += sign
        else:
            yield sign

    def field(self, kind: str | None) -> Iterator[str]:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows_result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.counts and ended.shows_result:
                yield from self.put(PAGE_NUMBER if ended.shows.isdigit() else ended.shows)

    def is_hidden(self, look: Element, in_paragraph: bool) -> bool:
        vanish = look.find(f"{W}vanish")
        if vanish is not None:
            return is_on(vanish)
        style = look.find(f"{W}rStyle")
        return in_paragraph or (style is not None and style.get(f"{W}val") in self.styles.hidden)


@dataclass
class _Field:
    """A field of Word while it is read: what it asks for, and, when that is a number of pages, what it shows."""

    asks: str = ""
    shows: str = ""
    shows_result: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts pages, which is done anew on every opening; what it shows is not text then."""
        return bool(words := self.asks.split()) and words[0].upper() in _COUNTED


def _is_struck(look: Element) -> bool:
    marks = (look.find(f"{W}{name}") for name in ("strike", "dstrike"))
    return any(mark is not None and is_on(mark) for mark in marks)


def under(heading: str, place: str) -> str:
    """A place with the heading that it stands under: "tabel 1 onder 'Doel', rij 2"."""
    first, comma, rest = place.partition(",")
    return f"{first} onder '{heading[:60]}'{comma}{rest}" if heading else place


def is_heading(paragraph: Element) -> bool:
    """Whether a paragraph is a heading."""
    return _style(paragraph).lower().startswith(("heading", "kop"))


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))
