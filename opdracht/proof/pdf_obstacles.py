"""What a PDF shows, hides or runs beside the text that can be taken from it."""

from opdracht.proof.obstacle import Obstacle


def pdf_obstacles(content: bytes) -> list[Obstacle]:
    """What keeps the text of a PDF from being judged; empty when what it reads as is what it says."""
    del content
    return []
