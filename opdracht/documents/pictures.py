"""Pictures in a document, each with its words for who cannot see it."""

import io
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

from opdracht.documents import Context

BETWEEN_THE_MARGINS = Cm(16)


@dataclass(frozen=True)
class Picture:
    """A PNG that a context holds under a name of its own, as wide as the text."""

    png: bytes
    words: str


class _InDocument(InlineImage):  # type: ignore[misc] # docxtpl tells mypy nothing of its classes
    """A picture as a part of one document. docxtpl itself writes no alternative text, and Word's checker asks for it."""

    def __init__(self, document: DocxTemplate, picture: Picture) -> None:
        super().__init__(document, io.BytesIO(picture.png), width=BETWEEN_THE_MARGINS)
        self.words = picture.words

    def __html__(self) -> str:
        """The picture as Jinja puts it in the document, with its words."""
        markup: str = super().__html__()
        return markup.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self.words)} ", 1)

    __str__ = __html__


def has_pictures(context: Context) -> bool:
    """Whether a context holds a picture, for which a document needs a part of its own."""
    return any(isinstance(value, Picture) for value in context.values())


def with_pictures(context: Context, document: DocxTemplate) -> Context:
    """The same context, its pictures made into parts of one document."""
    return {
        name: _InDocument(document, value) if isinstance(value, Picture) else value for name, value in context.items()
    }
