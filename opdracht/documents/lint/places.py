"""Where something stands in a template: paragraphs in their order, each with words by which its maker finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

ERROR, WARNING = "fout", "waarschuwing"
"""A fout makes no document or loses text; a waarschuwing makes one that not everybody can read."""

WHOLE = "het hele sjabloon"
_NEAR = 70  # signs of text to show around a fault


@dataclass(frozen=True)
class TemplateFault:
    """One fault in a template: where, the text around it, what is wrong and what to do."""

    place: str
    near: str
    text: str
    hint: str = ""
    ernst: str = ERROR


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its place in words, its text, and for each sign of that text the element that holds it."""

    place: str
    element: Any
    text: str
    holders: tuple[Any, ...]

    @property
    def cell(self) -> Any:
        """The cell, or else the part, in which it stands."""
        return self.element.getparent()

    def inside(self, kind: str) -> Any | None:
        """The nearest table (tbl), row (tr) or cell (tc) around it."""
        return next(self.element.iterancestors(qn(f"w:{kind}")), None)

    def near(self, begin: int = 0, end: int = 0) -> str:
        """The text around some of its signs."""
        room = max(0, _NEAR - (end - begin)) // 2
        start, stop = max(0, begin - room), min(len(self.text), max(end, begin) + room)
        shown = self.text[start:stop].strip()
        return f"{'…' if start else ''}{shown}{'…' if stop < len(self.text) else ''}"

    def fault(self, text: str, hint: str = "", span: tuple[int, int] = (0, 0), ernst: str = ERROR) -> TemplateFault:
        """A fault here."""
        return TemplateFault(self.place, self.near(*span), text, hint, ernst)


def paragraphs(root: Any, place: str = "") -> Iterator[Paragraph]:
    """The paragraphs of a part in the order of the page; `place` is what goes before: 'koptekst'."""
    counts = {"alinea": 0, "tabel": 0}
    yield from _inside(root, f"{place}, " if place else "", counts)


def _inside(root: Any, before: str, counts: dict[str, int]) -> Iterator[Paragraph]:
    for child in root:
        if child.tag == qn("w:p"):
            counts["alinea"] += 1
            place = f"{before}alinea {counts['alinea']}"
            yield _paragraph(child, place)
            for box in child.iter(qn("w:txbxContent")):
                if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                    yield from paragraphs(box, f"{place}, tekstvak")
        elif child.tag == qn("w:tbl"):
            counts["tabel"] += 1
            yield from _cells(child, f"{before}tabel {counts['tabel']}")
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _inside(child, before, counts)


def _cells(table: Any, place: str) -> Iterator[Paragraph]:
    for row_number, row in enumerate(table.iter(qn("w:tr")), start=1):
        if next(row.iterancestors(qn("w:tbl"))) is not table:
            continue
        for column, cell in enumerate(row.findall(qn("w:tc")), start=1):
            where = f"{place}, rij {row_number}, kolom {column}"
            several = len(cell.findall(qn("w:p"))) > 1
            for found in paragraphs(cell, where):
                yield found if several or not found.place.endswith(", alinea 1") else _moved(found, where)


def _moved(paragraph: Paragraph, place: str) -> Paragraph:
    return Paragraph(place, paragraph.element, paragraph.text, paragraph.holders)


def _paragraph(element: Any, place: str) -> Paragraph:
    signs: list[str] = []
    holders: list[Any] = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if next(node.iterancestors(qn("w:p"))) is element and node.getparent().tag == qn("w:r"):
            text = (node.text or "") if node.tag == qn("w:t") else " "
            signs.append(text)
            holders += [node] * len(text)
    return Paragraph(place, element, "".join(signs), tuple(holders))
