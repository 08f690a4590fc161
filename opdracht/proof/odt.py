"""The text of a LibreOffice document (.odt)."""

from opdracht.errors import OpdrachtError
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.text import Part


def odt_parts(content: bytes) -> list[Part]:
    """The parts of its text."""
    raise OpdrachtError("Dit is een LibreOffice-document (.odt).", "Bewaar het als Word-document (.docx).")


def odt_obstacles(content: bytes) -> list[Obstacle]:
    """What keeps its text from being judged."""
    return []
