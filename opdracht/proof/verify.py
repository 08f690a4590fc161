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
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from opdracht.agreed.versions import frozen, newest, sentences
from opdracht.documents.engine.printing import print_documents
from opdracht.documents.engine.render import template_names
from opdracht.documents.sheets import Sheet
from opdracht.documents.templates import AGREEMENTS, TEMPLATES, Material, own_folder
from opdracht.dutch import long_date
from opdracht.errors import OpdrachtError
from opdracht.model import Afdruk, Document, Versie
from opdracht.proof.compare import Deviation, deviations, likeness, pdf_deviations
from opdracht.proof.pdf_text import is_pdf, pages_of
from opdracht.proof.printed import document_at
from opdracht.proof.text import Part, fingerprint, from_text, parts_of
from opdracht.region import Regio
from opdracht.store import Register

_SHARED = 0.3
"""So large a part of what an agreement says must stand in a document of it."""
_MOST_OF_IT = 0.8
"""So large a part of a text that was printed must stand in a document that tells little of its agreement itself."""
_MOST = 20
"""So many agreements that say the same are laid beside a document."""

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
    """A text that an agreement has or had on paper; without `versie` that of a concept."""

    opdracht: str
    versie: Versie | None
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
        """Where it differs from a text."""
        if self.pages:
            return pdf_deviations(text.parts, self.pages)
        return deviations(text.parts, self.parts)

    def told(self, said: Iterable[str]) -> int:
        """How many signs of these sentences stand in it."""
        return sum(len(one) for one in said if one in self.words)

    def is_but_for_marks(self, text: _Text, days: Sequence[str]) -> bool:
        """Whether it says the same, whatever version and date it says it has."""
        parts = [replace(part, text=_unmarked(part.text, days)) for part in text.parts]
        if self.pages:
            return not pdf_deviations(parts, [_unmarked(page, days) for page in self.pages])
        return not deviations(parts, [replace(part, text=_unmarked(part.text, days)) for part in self.parts])

    def likeness(self, text: _Text) -> float:
        if not self.pages:
            return likeness(text.parts, self.parts)
        return self.told_of(text.parts)

    def told_of(self, parts: Sequence[Part]) -> float:
        """How much of a text stands in it, from 0 to 1."""
        said = [" ".join(part.text.split()) for part in parts]
        return self.told(said) / max(sum(map(len, said)), 1)


def verify(register: Register, path: Path, content: bytes, today: date) -> Verdict:
    """What a .docx or .pdf is. Raises OpdrachtError for a file that is no document of this register."""
    file = _File.read(content)
    with register.reading() as reader:
        regio = reader.region(texts=True)
        kept = reader.rows(Afdruk)
        written = reader.rows(Document, sha256=hashlib.sha256(content).hexdigest())
        here = document_at(reader, path)
    found = _exactly(file, kept, regio) or _nearest(file, kept, regio, today, own_folder(register))
    if found is None or found.versie is None:
        return _not_agreed(found, written)
    differing = file.deviations(found)
    is_concept = any(_CONCEPT.search(one.now) for one in differing)
    remarks = [
        *_about_version(regio, found.versie, differing, is_concept=is_concept),
        *_about_place(here, found.versie),
        *_about_claims(file, found.versie),
    ]
    if differing and found.printed_on is None:
        remarks.append(
            "Het register heeft deze tekst nooit afgedrukt. Het vergelijkt met de vastgestelde inhoud in het sjabloon van nu; "
            "is dat later veranderd, dan staat ook dat hieronder."
        )
    outcome = Outcome.AGREED
    if differing:
        outcome = Outcome.NOT_AGREED if is_concept else Outcome.DIFFERS
    return Verdict(
        outcome, found.opdracht, found.versie.nr, found.template, found.printed_on, tuple(differing), tuple(remarks)
    )


def _exactly(file: _File, kept: Iterable[Afdruk], regio: Regio) -> _Text | None:
    """The text that was printed and that this file has to the letter."""
    if file.pages:
        return None
    mark = fingerprint(file.parts)
    found = next((_of_afdruk(row, regio) for row in kept if row.vingerafdruk == mark), None)
    return replace(found, parts=file.parts) if found else None  # what the register keeps may have lost a name since


def _nearest(file: _File, kept: Sequence[Afdruk], regio: Regio, today: date, own: Path) -> _Text | None:
    """The text that the file has, or had before it was changed: of the agreements it tells most of, the one most like it.

    What an agreement is known by is what it says; a number counts only between agreements that say the same.
    """
    said = {nummer: _sentences(regio, nummer) for nummer in regio.opdrachten}
    told = {nummer: file.told(of_one) for nummer, of_one in said.items()}
    most = max(told.values(), default=0)
    nummers = [nummer for nummer, signs in told.items() if signs == most][:_MOST]
    if not any(most >= _SHARED * sum(map(len, said[nummer])) for nummer in nummers):
        nummers = list({row.opdracht for row in kept if file.told_of(from_text(row.tekst)) > _MOST_OF_IT})
    texts = [text for nummer in nummers for text in _texts(regio, nummer, kept, today, own)]
    days = [long_date(versie.datum) for nummer in nummers for versie in regio.versies[nummer]]
    nearest = [text for text in texts if not file.deviations(text)]
    nearest = nearest or [text for text in texts if file.is_but_for_marks(text, days)]
    return max(nearest or texts, key=lambda text: (file.likeness(text), -len(file.deviations(text))), default=None)


def _sentences(regio: Regio, nummer: str) -> frozenset[str]:
    """What an agreement says, in all its versions, or as it stands when it has none."""
    inhouden = [versie.inhoud for versie in regio.versies[nummer]] or [frozen(regio, nummer)]
    return frozenset().union(*map(sentences, inhouden))


def _texts(regio: Regio, nummer: str, kept: Iterable[Afdruk], today: date, own: Path) -> Iterator[_Text]:
    """Every text that an agreement had on paper, and those that the templates of today give."""
    yield from (_of_afdruk(row, regio) for row in kept if row.opdracht == nummer)
    sources = [Regio.of({"versies": [versie]}, in_order=True) for versie in regio.versies[nummer]] or [regio]
    paths = template_names(own)
    with TemporaryDirectory() as folder:
        sheets = [
            Sheet.of(Material(source, today), nummer, TEMPLATES[name], Path(folder, str(number)))
            for number, source in enumerate(sources)
            for name in AGREEMENTS
        ]
        by_path = {sheet.path: sheet for sheet in sheets}
        jobs = (sheet.job(paths[sheet.template.name]) for sheet in sheets)
        for outcome in print_documents(jobs, [paths[name] for name in AGREEMENTS], len(sheets), force=True):
            if outcome.fault is None:  # a template that no longer works has no text; what was printed with it is kept
                sheet = by_path[outcome.path]
                yield _Text(
                    nummer, sheet.material.regio.versie, sheet.template.name, parts_of(outcome.path.read_bytes())
                )


def _of_afdruk(row: Afdruk, regio: Regio) -> _Text:
    versie = next(versie for versie in regio.versies[row.opdracht] if versie.nr == row.versie)
    return _Text(row.opdracht, versie, row.sjabloon, from_text(row.tekst), row.gemaakt_op)


def _unmarked(text: str, days: Iterable[str]) -> str:
    """A text without what tells one version from another: its number and its date."""
    for day in days:
        text = text.replace(day, "[datum]")
    return _VERSION.sub("versie [nr]", text)


def _not_agreed(found: _Text | None, written: Sequence[Document]) -> Verdict:
    """A document of this register that holds no agreed text. Raises OpdrachtError for one that is not of it."""
    for row in written:
        remark = "Het is precies het bestand dat het register schreef."
        return Verdict(Outcome.NOT_AGREED, row.opdracht, None, row.sjabloon, row.gemaakt_op, (), (remark,))
    if found is None:
        raise OpdrachtError(
            "Dit document hoort niet bij een opdracht van dit register.",
            "Klopt het register? Kies een ander met --register.",
        )
    remark = "Van deze opdracht is nog geen tekst vastgelegd; dit is een concept."
    return Verdict(Outcome.NOT_AGREED, found.opdracht, None, found.template, None, (), (remark,))


def _about_version(regio: Regio, versie: Versie, differing: Sequence[Deviation], *, is_concept: bool) -> Iterator[str]:
    last = newest(regio, versie.opdracht)
    claimed = {int(number) for one in differing for number in _VERSION.findall(one.now)} - {versie.nr}
    if is_concept:
        yield "Het document noemt zichzelf een concept."
    elif claimed:
        yield f"Verwisseld: het document noemt zich versie {min(claimed)}, maar heeft de tekst van versie {versie.nr}."
    if versie.geschoond:
        yield "Het register heeft in deze tekst iemand vergeten; daar staat een schuilnaam voor de echte naam."
    if last is not None and last.nr > versie.nr:
        yield f"Versie {versie.nr} geldt niet meer: er is een versie {last.nr}."


def _about_place(here: Document | None, versie: Versie) -> Iterator[str]:
    if here is not None and here.versie is not None and here.opdracht == versie.opdracht:
        if here.versie != versie.nr:
            yield f"Verwisseld: hier schreef het register versie {here.versie}; dit is versie {versie.nr}."
    elif here is not None and here.opdracht is not None and here.opdracht != versie.opdracht:
        yield f"Verwisseld: hier schreef het register opdracht {here.opdracht}."


def _about_claims(file: _File, versie: Versie) -> Iterator[str]:
    """What the properties of the file say that is not so."""
    claimed = set(_NUMBER.findall(_properties(file.content)))
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
