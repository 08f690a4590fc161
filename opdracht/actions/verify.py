"""Is this file what was agreed? Says which agreement, version and template a document is, and where it differs.

What a file says of itself proves nothing: a document is known by its text. It is laid beside every text that the register
printed of a version, and beside what the frozen text gives with the templates as they are now.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from opdracht.actions.documents import AGREEMENTS, print_agreement
from opdracht.actions.printed import document_at
from opdracht.documents.compare import Deviation, deviations, likeness, pdf_deviations
from opdracht.documents.pdf_text import is_pdf, pages_of
from opdracht.documents.text import Part, fingerprint, from_text, parts_of
from opdracht.errors import OpdrachtError
from opdracht.model import Afdruk, Document, Versie
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.versions import newest, sentences

_NEAREST = 3
"""So many versions are laid beside a document whose text is none of those that were printed."""
_SHARED = 0.3
"""So large a part of its text a document must share with a version to be one that was changed."""

_NUMBER = re.compile(r"\b\d{4}-\d{3,6}\b")
_CONCEPT = re.compile(r"\bversie concept\b", re.IGNORECASE)
_VERSION = re.compile(r"\bversie (\d{1,4})\b")


class Outcome(StrEnum):
    """What a document turns out to be."""

    AGREED = "zoals vastgesteld"
    DIFFERS = "wijkt af"
    NOT_AGREED = "geen vastgestelde tekst"


@dataclass(frozen=True)
class Verdict:
    """What is known of a file."""

    outcome: Outcome
    opdracht: str | None
    versie: int | None
    template: str
    printed_on: date | None = None
    deviations: Sequence[Deviation] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class _Text:
    """A text that a version has or had on paper."""

    versie: Versie
    template: str
    parts: Sequence[Part]
    printed_on: date | None = None
    """The day it was first printed; None for one that the template of today gives."""


@dataclass
class _File:
    """What is read of the file."""

    content: bytes
    pages: Sequence[str] = ()
    parts: Sequence[Part] = ()
    words: str = field(init=False)

    def __post_init__(self) -> None:
        self.words = " ".join(" ".join([*self.pages, *(part.text for part in self.parts)]).split())

    @classmethod
    def read(cls, content: bytes) -> _File:
        return cls(content, pages=pages_of(content)) if is_pdf(content) else cls(content, parts=parts_of(content))

    def deviations(self, text: _Text) -> list[Deviation]:
        if self.pages:
            return pdf_deviations(text.parts, self.pages)
        return deviations(text.parts, self.parts)

    def likeness(self, text: _Text) -> float:
        if not self.pages:
            return likeness(text.parts, self.parts)
        said = [" ".join(part.text.split()) for part in text.parts]
        return sum(len(one) for one in said if one in self.words) / max(sum(map(len, said)), 1)


def verify(register: Register, path: Path, content: bytes, today: date) -> Verdict:
    """What a .docx or .pdf is. Raises OpdrachtError for a file that is no document of this register."""
    file = _File.read(content)
    with register.reading() as reader:
        regio = reader.region(texts=True)
        kept = reader.rows(Afdruk)
        written = reader.rows(Document, sha256=hashlib.sha256(content).hexdigest())
        here = document_at(reader, path)
    versies = [versie for of_one in regio.versies.values() for versie in of_one]
    found = _exactly(file, kept, regio) or _nearest(file, _candidates(file, versies), kept, regio, today)
    if found is None or (file.deviations(found) and file.likeness(found) < _SHARED):
        return _not_agreed(file, regio, written)
    differing = file.deviations(found)
    remarks = [*_about_version(file, regio, found, differing), *_about_place(here, found), *_about_claims(file, found)]
    if differing and found.printed_on is None:
        remarks.append(
            "Het register heeft deze tekst nooit afgedrukt. Het vergelijkt met de vastgestelde inhoud in het sjabloon van nu; "
            "is dat later veranderd, dan staat ook dat hieronder."
        )
    outcome = Outcome.AGREED
    if differing:
        outcome = Outcome.NOT_AGREED if _CONCEPT.search(file.words) else Outcome.DIFFERS
    versie = found.versie
    return Verdict(outcome, versie.opdracht, versie.nr, found.template, found.printed_on, differing, remarks)


def _exactly(file: _File, kept: Iterable[Afdruk], regio: Regio) -> _Text | None:
    """The text that was printed and that this file has to the letter."""
    if file.pages:
        return None
    mark = fingerprint(file.parts)
    return next((_of_afdruk(row, regio) for row in kept if row.vingerafdruk == mark), None)


def _of_afdruk(row: Afdruk, regio: Regio) -> _Text:
    versie = next(versie for versie in regio.versies[row.opdracht] if versie.nr == row.versie)
    return _Text(versie, row.sjabloon, from_text(row.tekst), row.gemaakt_op)


def _candidates(file: _File, versies: Sequence[Versie]) -> list[Versie]:
    """The versions whose sentences stand in the file most, and all versions of those agreements."""
    scores = {
        (versie.opdracht, versie.nr): sum(len(said) for said in sentences(versie) if said in file.words)
        for versie in versies
    }
    best = sorted(scores, key=lambda key: -scores[key])[:_NEAREST]
    nummers = {nummer for nummer, nr in best if scores[nummer, nr]}
    return [versie for versie in versies if versie.opdracht in nummers]


def _nearest(file: _File, versies: Sequence[Versie], kept: Sequence[Afdruk], regio: Regio, today: date) -> _Text | None:
    """Of all texts these versions have or had, the one that the file is most like; what was printed goes first."""
    keys = {(versie.opdracht, versie.nr) for versie in versies}
    texts = [_of_afdruk(row, regio) for row in kept if (row.opdracht, row.versie) in keys]
    texts += [text for versie in versies for text in _as_printed_now(versie, today)]
    return max(texts, key=lambda text: (file.likeness(text), -len(file.deviations(text))), default=None)


def _as_printed_now(versie: Versie, today: date) -> Iterator[_Text]:
    """What a version looks like in the templates of today."""
    alone = Regio.of({"versies": [versie]}, in_order=True)
    for template in AGREEMENTS:
        _, content = print_agreement(alone, versie.opdracht, template, Path(), today)
        yield _Text(versie, template, parts_of(content))


def _not_agreed(file: _File, regio: Regio, written: Sequence[Document]) -> Verdict:
    """A document of this register that holds no agreed text. Raises OpdrachtError for one that is not of it."""
    for row in written:
        remark = "Het is precies het bestand dat het register schreef."
        return Verdict(Outcome.NOT_AGREED, row.opdracht, None, row.sjabloon, row.gemaakt_op, (), [remark])
    for nummer in dict.fromkeys(_NUMBER.findall(file.words)):
        opdracht = regio.opdrachten.get(nummer)
        if opdracht is not None and opdracht.titel in file.words:
            of = "Er is van haar nog geen tekst vastgelegd." if newest(regio, nummer) is None else ""
            return Verdict(Outcome.NOT_AGREED, nummer, None, "", None, (), [of] if of else [])
    raise OpdrachtError(
        "Dit document hoort niet bij een opdracht van dit register.",
        "Klopt het register? Kies een ander met --register.",
    )


def _about_version(file: _File, regio: Regio, found: _Text, differing: Sequence[Deviation]) -> Iterator[str]:
    versie, last = found.versie, newest(regio, found.versie.opdracht)
    claimed = {int(number) for number in _VERSION.findall(" ".join(one.now for one in differing))}
    others = sorted(claimed - {versie.nr})
    if _CONCEPT.search(file.words) and differing:
        yield "Het document noemt zichzelf een concept."
    elif others:
        yield f"Verwisseld: het document noemt zich versie {others[0]}, maar heeft de tekst van versie {versie.nr}."
    if last is not None and last.nr > versie.nr:
        yield f"Versie {versie.nr} geldt niet meer: er is een versie {last.nr}."


def _about_place(here: Document | None, found: _Text) -> Iterator[str]:
    if here is not None and here.versie is not None and here.opdracht == found.versie.opdracht:
        if here.versie != found.versie.nr:
            yield f"Verwisseld: hier schreef het register versie {here.versie}; dit is versie {found.versie.nr}."
    elif here is not None and here.opdracht is not None and here.opdracht != found.versie.opdracht:
        yield f"Verwisseld: hier schreef het register opdracht {here.opdracht}."


def _about_claims(file: _File, found: _Text) -> Iterator[str]:
    """What the properties of the file say that is not so."""
    claimed = set(_NUMBER.findall(_properties(file.content)))
    if wrong := sorted(claimed - {found.versie.opdracht} - set(_NUMBER.findall(found.versie.inhoud))):
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
