"""Is this file what was agreed? Says which agreement, version and template a document is, and where it differs.

What a file says of itself proves nothing: a document is known by its text (matching.py).
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from opdracht.agreed.versions import newest
from opdracht.documents.templates import own_folder
from opdracht.errors import OpdrachtError
from opdracht.model import Afdruk, Document, Versie
from opdracht.proof.compare import Deviation
from opdracht.proof.matching import VERSION, KnownText, SentFile, matching_text
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.pdf_text import is_pdf
from opdracht.proof.printed import document_at
from opdracht.region import Regio
from opdracht.store import Register

_NUMBER = re.compile(r"\b\d{4}-\d{3,6}\b")
_CONCEPT = re.compile(r"\bversie concept\b", re.IGNORECASE)


class Oordeel(StrEnum):
    """What a document turns out to be."""

    AGREED = "zoals vastgesteld"
    DIFFERS = "wijkt af"
    NOT_AGREED = "geen vastgestelde tekst"
    NOT_JUDGED = "niet te beoordelen"


@dataclass(frozen=True)
class Verdict:
    """What is known of a file."""

    uitkomst: Oordeel
    opdracht: str | None
    versie: int | None
    template: str
    printed_on: date | None = None
    deviations: Sequence[Deviation] = ()
    remarks: Sequence[str] = ()
    obstacles: Sequence[Obstacle] = ()
    """What keeps the document from being called right."""


def verify(register: Register, path: Path, content: bytes, today: date) -> Verdict:
    """What a .docx or .pdf is. Raises OpdrachtError for a file that is no document of this register."""
    file = SentFile.read(content)
    with register.reading() as reader:
        regio = reader.region(texts=True)
        kept = reader.rows(Afdruk)
        written = reader.rows(Document, sha256=hashlib.sha256(content).hexdigest())
        written_here = document_at(reader, path)
    text = matching_text(file, kept, regio, today, own_folder(register))
    if text is None or text.versie is None:
        return _not_agreed(text, written)
    versie, differing = text.versie, file.deviations(text.parts)
    is_concept = any(_CONCEPT.search(deviation.now) for deviation in differing)
    remarks = [
        *_about_version(regio, versie, differing, is_concept=is_concept),
        *_about_place(written_here, versie),
        *_about_claims(content, versie),
    ]
    if differing and text.printed_on is None:
        remarks.append(
            "Het register heeft deze tekst nooit afgedrukt. Het vergelijkt met de vastgestelde inhoud in het sjabloon van nu; "
            "is dat later veranderd, dan staat ook dat hieronder."
        )
    uitkomst = Oordeel.NOT_JUDGED if file.obstacles else Oordeel.AGREED
    if differing:
        uitkomst = Oordeel.NOT_AGREED if is_concept else Oordeel.DIFFERS
    return Verdict(
        uitkomst,
        text.opdracht,
        versie.nr,
        text.template,
        text.printed_on,
        tuple(differing),
        tuple(remarks),
        file.obstacles,
    )


def _not_agreed(text: KnownText | None, written: Sequence[Document]) -> Verdict:
    """A document of this register that holds no agreed text. Raises OpdrachtError for one that is not of it."""
    for document in written:
        remark = "Het is precies het bestand dat het register schreef."
        return Verdict(
            Oordeel.NOT_AGREED, document.opdracht, None, document.sjabloon, document.gemaakt_op, (), (remark,)
        )
    if text is None:
        raise OpdrachtError(
            "Dit document hoort niet bij een opdracht van dit register.",
            "Klopt het register? Kies een ander met --register.",
        )
    remark = "Van deze opdracht is nog geen tekst vastgelegd; dit is een concept."
    return Verdict(Oordeel.NOT_AGREED, text.opdracht, None, text.template, None, (), (remark,))


def _about_version(regio: Regio, versie: Versie, differing: Sequence[Deviation], *, is_concept: bool) -> Iterator[str]:
    last = newest(regio, versie.opdracht)
    claimed = {int(number) for deviation in differing for number in VERSION.findall(deviation.now)} - {versie.nr}
    if is_concept:
        yield "Het document noemt zichzelf een concept."
    elif claimed:
        yield f"Verwisseld: het document noemt zich versie {min(claimed)}, maar heeft de tekst van versie {versie.nr}."
    if versie.geschoond:
        yield "Het register heeft in deze tekst iemand vergeten; daar staat een schuilnaam voor de echte naam."
    if last is not None and last.nr > versie.nr:
        yield f"Versie {versie.nr} geldt niet meer: er is een versie {last.nr}."


def _about_place(written_here: Document | None, versie: Versie) -> Iterator[str]:
    if written_here is None or written_here.opdracht is None:
        return
    if written_here.opdracht != versie.opdracht:
        yield f"Verwisseld: hier schreef het register opdracht {written_here.opdracht}."
    elif written_here.versie not in (None, versie.nr):
        yield f"Verwisseld: hier schreef het register versie {written_here.versie}; dit is versie {versie.nr}."


def _about_claims(content: bytes, versie: Versie) -> Iterator[str]:
    """What the properties of the file say that is not so."""
    claimed = set(_NUMBER.findall(_properties(content)))
    if wrong := sorted(claimed - {versie.opdracht} - set(_NUMBER.findall(versie.inhoud))):
        yield f"In de eigenschappen van het bestand staat {wrong[0]}; dat klopt niet met de tekst."


def _properties(content: bytes) -> str:
    if is_pdf(content):
        from pypdf import PdfReader

        return " ".join(str(value) for value in (PdfReader(io.BytesIO(content)).metadata or {}).values())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return ""
        return re.sub(
            r"<dcterms:[^>]*>[^<]*|<[^>]*>", " ", archive.read("docProps/core.xml").decode("utf-8", "replace")
        )
