"""The text of a PDF, page by page."""

import io

from opdracht.errors import OpdrachtError

MOST_PAGES = 500


def is_pdf(content: bytes) -> bool:
    """Whether these are the bytes of a PDF."""
    return b"%PDF-" in content[:1024]


def pages_of(content: bytes) -> list[str]:
    """The text of each page. Raises OpdrachtError when the file cannot be read, or holds pictures of text only."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise OpdrachtError("Deze PDF is met een wachtwoord beveiligd.", "Bewaar hem zonder wachtwoord.")
        if len(reader.pages) > MOST_PAGES:
            raise OpdrachtError(f"Deze PDF telt meer dan {MOST_PAGES} bladzijden.", "Een opdracht is korter.")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise OpdrachtError("Deze PDF is beschadigd of niet te lezen.", "Vraag om het Word-document.") from error
    if not any(page.strip() for page in pages):
        raise OpdrachtError("In deze PDF staat geen tekst; misschien is het een scan.", "Vraag om het Word-document.")
    return pages
