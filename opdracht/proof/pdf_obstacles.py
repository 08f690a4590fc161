"""What a PDF shows, hides or runs beside the text that can be taken from it.

An allow-list: what LibreOffice writes for a document of text is understood, and all else is named. It says nothing of what
a font does at one size only (its hinting), nor of signs that people take for one another, such as O and 0.
"""

import io
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2

from opdracht.proof.obstacle import MOST_PAGES, Obstacle
from opdracht.proof.pdf_drawing import drawing
from opdracht.proof.pdf_fonts import Typeface, false_signs, typeface
from opdracht.proof.pdf_ink import differs_from
from opdracht.proof.pdf_layout import Box, Drawing, out_of_order, text_of
from opdracht.proof.pdf_structure import (
    NotUnderstood,
    check_page,
    file_obstacles,
    headings_of,
    inherited,
    leaves,
    unpacked,
)

_FILE = "het bestand"
_LARGEST_SIDE = 1200
"""Points; the long side of A3."""
_BROKEN = (
    pikepdf.PdfError, pypdfium2.PdfiumError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError,
    RuntimeError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What the libraries raise on files that are broken, or made to break them."""


def judged_text(content: bytes, texts: Sequence[str]) -> tuple[list[str], list[Obstacle]]:
    """The text of each page as it is drawn, and what keeps it from being judged.

    `texts` is what another reader takes from the pages; it stands for a page that is not understood. Without obstacles a
    PDF says what it reads as.
    """
    drawn = list(texts)
    try:
        with (
            pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf,
            pypdfium2.PdfDocument(content) as document,
        ):
            if pdf.is_encrypted:
                return drawn, [Obstacle(_FILE, "een beveiliging")]
            found = list(_Judge(pdf, document, drawn).obstacles(content))
            if not found and pdf.get_warnings():
                found.append(Obstacle(_FILE, "onderdelen die beschadigd of dubbelzinnig zijn"))
    except NotUnderstood as error:
        found = [Obstacle(_FILE, error.what)]
    except _BROKEN:
        found = [Obstacle(_FILE, "onderdelen die beschadigd zijn")]
    return drawn, list(dict.fromkeys(found))


class _Judge:
    """One look at all pages."""

    def __init__(self, pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument, texts: list[str]) -> None:
        self.pdf = pdf
        self.document = document
        self.texts = texts
        self.faces: dict[tuple[int, int], Typeface] = {}

    def obstacles(self, content: bytes) -> Iterator[Obstacle]:
        yield from file_obstacles(content, self.pdf)
        pages = leaves(self.pdf, MOST_PAGES)
        if len(pages) != len(self.texts):
            raise NotUnderstood("bladzijden die niet te tellen zijn")
        for number, page in enumerate(pages):
            try:
                self.look_at(page, number)
            except NotUnderstood as error:
                yield Obstacle(f"bladzijde {number + 1}", error.what)
        for face in self.faces.values():
            if signs := list(dict.fromkeys(false_signs(face))):
                name = str(face.source.BaseFont).rpartition("+")[2].lstrip("/")[:40]
                yield Obstacle(
                    f"lettertype {name}", f"tekens die anders getekend zijn dan zij heten: {' '.join(signs[:10])}"
                )
        words = "".join("".join(text.split()) for text in self.texts)
        if any("".join(title.split()) not in words for title in headings_of(self.pdf)):
            yield Obstacle("de koppen naast de bladzijden", "een kop die niet in de tekst staat")

    def look_at(self, page: pikepdf.Object, number: int) -> None:
        """Raises NotUnderstood when a page shows other than its text."""
        check_page(page)
        left, bottom, right, top = (float(side) for side in inherited(page, "/MediaBox"))
        if (left, bottom) != (0, 0):
            raise NotUnderstood("een verschoven bladzijde")
        if max(right, top) > _LARGEST_SIDE:
            raise NotUnderstood("een bladzijde van een andere maat")
        fonts = inherited(page, "/Resources").get("/Font", pikepdf.Dictionary())
        faces = {name: self.face(font) for name, font in fonts.items()}
        shown = drawing(unpacked(page.Contents), faces, Box(0, 0, right, top))
        if _letters("".join(run.text for run in shown.runs)) != _letters(self.texts[number]):
            raise NotUnderstood("tekst die anders gelezen dan getekend wordt")
        self.check_direction(shown)
        self.texts[number] = text_of(shown)
        if run := out_of_order(shown):
            raise NotUnderstood(f"tekst op een andere plaats dan waar zij gelezen wordt: {run.text.strip()[:40]}")
        if strange := differs_from(shown, self.document[number]):
            raise NotUnderstood(strange)

    def check_direction(self, shown: Drawing) -> None:
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for run in shown.runs for letter in run.text):
            raise NotUnderstood("tekst die van rechts naar links loopt")

    def face(self, font: pikepdf.Object) -> Typeface:
        if font.objgen not in self.faces or not font.is_indirect:
            self.faces[font.objgen] = typeface(font)
        return self.faces[font.objgen]


def _letters(text: str) -> Counter[str]:
    """How often each sign stands in a text, spaces not counted."""
    return Counter("".join(text.replace("\u00ad", "").split()))
