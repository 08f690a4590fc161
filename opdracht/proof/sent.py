"""A document that somebody sends: its text, what keeps that from being judged, and how it reads beside another text.

It may be damaged in ways that no library foresaw; whatever goes wrong inside them becomes one sentence.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from opdracht.errors import OpdrachtError
from opdracht.proof.compare import TextComparison, compared, likeness
from opdracht.proof.compare_pdf import compared_pdf
from opdracht.proof.kinds import Kind, kind_of
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.odf.document import odt_parts
from opdracht.proof.odf.obstacles import odt_obstacles
from opdracht.proof.pdf_text import read_pdf
from opdracht.proof.text import Part, parts_of
from opdracht.proof.word_obstacles import word_obstacles

NUMMER = re.compile(r"(?<![\d-])\d{4}-\d{3,6}(?![\d-])", re.ASCII)
"""The number of an opdracht."""
VERSION = re.compile(r"\bversie (\d{1,4})\b")
"""What a document calls the version it has."""
_TWO_FILES = Obstacle("het bestand", "het is een PDF en ook een ingepakt bestand: elk programma toont iets anders")
_PROPERTIES = ("docProps/core.xml", "meta.xml")
_ANOTHER = "Vraag het opnieuw op, liefst als Word-document."


@dataclass(frozen=True)
class SentFile:
    """What somebody sends, as text: the parts of a Word or LibreOffice document, or the pages of a PDF."""

    parts: Sequence[Part] = ()
    pages: Sequence[str] = ()
    obstacles: Sequence[Obstacle] = ()
    """What keeps its text from being judged."""

    @classmethod
    def read(cls, content: bytes) -> Self:
        """The text of a .docx, .odt or .pdf. Raises OpdrachtError for anything else, and for one that is damaged."""
        kind = kind_of(content)
        with in_one_sentence():
            if kind == Kind.WORD:
                file = cls(parts=parts_of(content), obstacles=word_obstacles(content))
            elif kind == Kind.ODT:
                file = cls(parts=odt_parts(content), obstacles=odt_obstacles(content))
            else:
                reading = read_pdf(content)
                file = cls(pages=reading.pages, obstacles=reading.obstacles)
            if b"%PDF-" in content[:1024] and zipfile.is_zipfile(io.BytesIO(content)):
                file = replace(file, obstacles=[*file.obstacles, _TWO_FILES])
        return file

    @cached_property
    def words(self) -> str:
        """All its text on one line."""
        return " ".join(" ".join([*self.pages, *(part.text for part in self.parts)]).split())

    @cached_property
    def core(self) -> str:
        """Its text by its core signs."""
        return core(self.words)

    def compared(self, expected: Sequence[Part]) -> TextComparison:
        """It beside the text that was expected."""
        return compared_pdf(expected, self.pages) if self.pages else compared(expected, self.parts)

    def is_but_for_marks(self, expected: Sequence[Part], days: Sequence[str]) -> bool:
        """Whether it says the same, whatever number, version and date it says it has."""
        unmarked = replace(
            self, parts=_unmarked(self.parts, days), pages=[_without_marks(page, days) for page in self.pages]
        )
        return unmarked.compared(_unmarked(expected, days)).is_same

    def likeness(self, expected: Sequence[Part]) -> float:
        """How much it is like a text, from 0 to 1."""
        if not self.pages:
            return likeness(expected, self.parts)
        texts = [core(part.text) for part in expected]
        return sum(len(text) for text in texts if text in self.core) / max(sum(map(len, texts)), 1)


def core(text: str) -> str:
    """What every way of reading a text gives alike: its letters and digits of Latin and Greek, in their order.

    A PDF may give emoji, joined letters and what is written from right to left in another way or order.
    """
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).lower() if sign.isalnum() and sign < "\u0590")


def _unmarked(parts: Sequence[Part], days: Sequence[str]) -> list[Part]:
    return [replace(part, text=_without_marks(part.text, days)) for part in parts]


def _without_marks(text: str, days: Sequence[str]) -> str:
    """A text without what tells one version from another, and one agreement: the numbers and the date."""
    for day in days:
        text = text.replace(day, "[datum]")
    return NUMMER.sub("[nummer]", VERSION.sub("versie [nr]", text))


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Turn whatever goes wrong while a file is read into one sentence for its owner. Raises OpdrachtError."""
    try:
        yield
    except OpdrachtError:
        raise
    except MemoryError as error:
        raise OpdrachtError("Dit document vraagt te veel geheugen om te lezen.", _ANOTHER) from error
    except Exception as error:  # the libraries below raise more kinds than anybody can list
        raise OpdrachtError("Dit document is beschadigd of niet te lezen.", _ANOTHER) from error


def properties_of(content: bytes) -> str:
    """What a document says of itself, outside its text. Raises OpdrachtError when that cannot be read."""
    with in_one_sentence():
        if kind_of(content) == Kind.PDF:
            return read_pdf(content).properties
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = next((name for name in _PROPERTIES if name in archive.namelist()), None)
            written = archive.read(name).decode("utf-8", "replace") if name else ""
    return re.sub(r"<(?:dcterms:|dc:date|meta:creation-date|meta:print-date)[^>]*>[^<]*|<[^>]*>", " ", written)
