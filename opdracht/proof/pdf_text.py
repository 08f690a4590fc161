"""What a PDF says, page by page, and what keeps that from being judged: read by a helper, within time and memory."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opdracht.documents.engine.workers import TooMuch, Unforeseen, bounded
from opdracht.errors import OpdrachtError
from opdracht.proof.obstacle import MOST_PAGES, Obstacle

_WITHIN = 1024
_SECONDS, _BYTES_A_SECOND = 10.0, 200_000
"""So long may reading take, on a busy machine; 450 pages, 2.5 MB, take 6 seconds of one core."""
_LINE_END_HYPHEN = re.compile("[\ufffe\u0002](?:\r?\n)?")


@dataclass(frozen=True)
class PdfReading:
    """The text of each page, the properties that the file gives itself, and what keeps its text from being judged."""

    pages: Sequence[str]
    properties: str
    obstacles: Sequence[Obstacle]


def is_pdf(content: bytes) -> bool:
    """Whether these are the bytes of a PDF."""
    return b"%PDF-" in content[:_WITHIN]


@lru_cache(maxsize=1)
def read_pdf(content: bytes) -> PdfReading:
    """What a PDF says. Raises OpdrachtError when it cannot be read, or holds pictures of text only."""
    try:
        return bounded(reading_of, content, seconds=_SECONDS + len(content) / _BYTES_A_SECOND)
    except (TooMuch, MemoryError) as error:
        raise OpdrachtError(
            "Deze PDF kost te veel tijd of geheugen om te lezen.", "Vraag om het Word-document."
        ) from error
    except Unforeseen as error:
        raise _unreadable(error) from error


def reading_of(content: bytes) -> PdfReading:
    """What a PDF says, without a bound on time and memory. Raises OpdrachtError as `read_pdf` does."""
    from opdracht.proof.pdf_obstacles import judged_text

    pages, properties = _said(content)
    drawn, obstacles = judged_text(content, pages)
    return PdfReading(drawn, properties, obstacles)


def pages_of(content: bytes) -> list[str]:
    """The text of each page, whether it is to be seen or not. Raises OpdrachtError as `read_pdf` does."""
    return _said(content)[0]


def _said(content: bytes) -> tuple[list[str], str]:
    """The text of each page, and the properties."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise OpdrachtError(f"Deze PDF telt meer dan {MOST_PAGES} bladzijden.", "Een opdracht is korter.")
            pages = [_LINE_END_HYPHEN.sub("-\n", page.get_textpage().get_text_bounded()) for page in document]
            properties = " ".join(document.get_metadata_dict().values())
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error) from error
    if not any(page.strip() for page in pages):
        raise OpdrachtError("In deze PDF staat geen tekst; misschien is het een scan.", "Vraag om het Word-document.")
    return pages, properties


def _unreadable(error: Exception) -> OpdrachtError:
    if "assword" in str(error):
        return OpdrachtError("Deze PDF is met een wachtwoord beveiligd.", "Bewaar hem zonder wachtwoord.")
    return OpdrachtError("Deze PDF is beschadigd of niet te lezen.", "Vraag om het Word-document.")
