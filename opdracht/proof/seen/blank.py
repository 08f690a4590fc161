"""Paper without text: pages and lines left empty, after which people think that a document has ended."""

from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element, W, is_on
from opdracht.proof.seen.measures import twips

_MOST_PAGES = 2
"""So many times a page may end between two texts."""
_MOST_LINES = 25
"""So many lines may stay empty between two texts; the templates have one."""
_LINE = 300
"""Twips, of a row without text."""


def after_blank_pages(body: Element) -> Iterator[Element]:
    """The paragraphs with text before which pages are left empty."""
    lines = pages = 0.0
    for node in body.iter(f"{W}p", f"{W}t", f"{W}br", f"{W}pageBreakBefore", f"{W}sectPr", f"{W}trHeight"):
        if node.tag == f"{W}t" and (node.text or "").strip():
            if is_blank(pages, lines):
                yield next(node.iterancestors(f"{W}p"))
            lines = pages = 0
        elif node.tag == f"{W}trHeight":
            lines += lines_in(node.get(f"{W}val"))
        elif node.tag == f"{W}p":
            lines += 1  # a break of a line is text, and compared
        elif node.tag == f"{W}br":
            pages += node.get(f"{W}type") == "page"
        elif node.tag != f"{W}t":
            pages += node.tag == f"{W}sectPr" or is_on(node)


def is_blank(pages: float, lines: float) -> bool:
    """Whether people think that a document has ended before a text: so many pages and lines are empty above it."""
    return pages > _MOST_PAGES or lines > _MOST_LINES


def lines_in(height: str | None) -> float:
    """How many empty lines a row of a height is."""
    return (twips(height) or 0) / _LINE
