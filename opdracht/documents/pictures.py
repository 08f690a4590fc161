"""Pictures in a document, each with its words for who cannot see it."""

from __future__ import annotations

import io
from xml.sax.saxutils import quoteattr

from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

BETWEEN_THE_MARGINS = Cm(16)


class Picture(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """A PNG for one document. docxtpl itself writes no alternative text, and Word's checker asks for it."""

    def __init__(self, document: DocxTemplate, png: bytes, words: str) -> None:
        super().__init__(document, io.BytesIO(png), width=BETWEEN_THE_MARGINS)
        self.words = words

    def __html__(self) -> str:
        """The picture as Jinja puts it in the document, with its words."""
        markup: str = super().__html__()
        return markup.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self.words)} ", 1)

    __str__ = __html__
