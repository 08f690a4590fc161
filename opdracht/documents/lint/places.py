"""Where something stands in a template: paragraphs in their order, each with words by which its maker finds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.outside import WHOLE as WHOLE
from opdracht.documents.word.walk import placed_paragraphs

ERROR, WARNING = "fout", "waarschuwing"
"""A fout makes no document or loses text; a waarschuwing makes one that not everybody can read."""

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
    element: Element
    text: str
    holders: tuple[Element, ...]

    @property
    def cell(self) -> Element:
        """The cell, or else the part, in which it stands."""
        return self.element.getparent()

    def inside(self, kind: str) -> Element | None:
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


def paragraphs(root: Element, part: str = "") -> Iterator[Paragraph]:
    """The paragraphs of a part in the order of the page; `part` is what goes before: 'koptekst'."""
    for placed in placed_paragraphs(root, part):
        signs: list[tuple[str, Element]] = []
        for node in placed.element.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
            if next(node.iterancestors(qn("w:p"))) is placed.element and node.getparent().tag == qn("w:r"):
                signs += [(sign, node) for sign in ((node.text or "") if node.tag == qn("w:t") else " ")]
        text = "".join(sign for sign, _ in signs)
        yield Paragraph(placed.place, placed.element, text, tuple(node for _, node in signs))
