"""What keeps `verify` from a verdict: a thing in a file that people may read otherwise than the program does."""

from dataclasses import dataclass

MOST_PAGES = 500
"""So many pages of a PDF are read; an opdracht has fewer."""


@dataclass(frozen=True)
class Obstacle:
    """A thing in a document that the register did not write and that a word processor does not add by itself."""

    place: str
    """Where it stands, in words by which people find it: 'tabel 1, rij 2, kolom 3', 'bladzijde 2', or a part of the file."""
    what: str
    """What it is, in Dutch: 'verborgen tekst'."""
