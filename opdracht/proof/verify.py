"""Is this file what was agreed? Says which agreement, version and template a document is, and where it differs.

What is agreed is what was frozen, through a template of the program. What a file says of itself proves nothing, and what
the register says it once printed is a hint only: a document is known by its text (matching.py).
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from opdracht.agreed.versions import newest
from opdracht.documents.templates import own_folder
from opdracht.dutch import long_date
from opdracht.errors import OpdrachtError
from opdracht.model import Afdruk, Document, Versie
from opdracht.proof.compare import Deviation
from opdracht.proof.fill_in import Fill, is_only_names
from opdracht.proof.matching import Match, nearest_text
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.printed import document_at
from opdracht.proof.sent import NUMMER, VERSION, SentFile, properties_of
from opdracht.proof.shown import Shown, shown_in
from opdracht.proof.text import fingerprint
from opdracht.region import Regio
from opdracht.store import Register

_CODES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
"""What a template has and a document has not."""
_CONCEPT = re.compile(r"\bversie concept\b", re.IGNORECASE)
_OF_THE_TEMPLATE = 0.5
"""So much alike are a text of a template and what it became when somebody changed it."""


class Oordeel(StrEnum):
    """What a document turns out to be."""

    AGREED = "zoals vastgesteld"
    DIFFERS = "wijkt af"
    OWN_TEMPLATE = "eigen sjabloon"
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
    fills: Sequence[Fill] = ()
    """What people filled in where they sign."""
    shown: Shown | None = None
    """For a document from a template of the region's own: what it shows of the agreement."""


@dataclass(frozen=True)
class _Known:
    """What the register says about a file: when it printed this text, and what it wrote in its place."""

    printed: Sequence[Afdruk]
    written: Sequence[Document]
    written_here: Document | None

    def print_of(self, versie: Versie) -> Afdruk | None:
        """When and by which template it says to have printed this text as that of a version."""
        rows = (row for row in self.printed if (row.opdracht, row.versie) == (versie.opdracht, versie.nr))
        return next(rows, None)


def verify(register: Register, path: Path, content: bytes, today: date) -> Verdict:
    """What a .docx, .odt or .pdf is. Raises OpdrachtError for a file that is no document of this register."""
    file = SentFile.read(content)
    with register.reading() as reader:
        regio = reader.region(texts=True)
        printed = reader.rows(Afdruk, vingerafdruk=fingerprint(file.parts)) if file.parts else ()
        written = reader.rows(Document, sha256=hashlib.sha256(content).hexdigest())
        known = _Known(printed, written, document_at(reader, path))
    hints = [row.opdracht for row in printed]
    match = nearest_text(file, regio, today, own_folder(register), hints)
    if match is None or match.text.versie is None:
        return _not_agreed(file, match, written)
    return _judged(file, match, match.text.versie, regio, known, list(_about_claims(content, match.text.versie)))


def _judged(
    file: SentFile, match: Match, versie: Versie, regio: Regio, known: _Known, claims: Sequence[str]
) -> Verdict:
    """What a document that has the text of a version, or had it, is."""
    text, differing = match.text, match.comparison.deviations
    printed = known.print_of(versie)
    day = printed.gemaakt_op if printed else None
    is_concept = any(_CONCEPT.search(deviation.now) for deviation in differing)
    verdict = Verdict(
        Oordeel.DIFFERS if differing else Oordeel.AGREED, versie.opdracht, versie.nr, text.template, day, differing,
        (
            *_about_version(regio, versie, differing, is_concept=is_concept),
            *_about_place(known.written_here, versie),
            *claims,
        ),
        file.obstacles, match.comparison.fills,
    )  # fmt: skip
    if is_concept:
        return replace(verdict, uitkomst=Oordeel.NOT_AGREED)
    if differing and versie.geschoond and all(is_only_names(place.was, place.now) for place in differing):
        names = [
            Obstacle(place.place, f"hier staat '{place.now}'; wie dat was, vergat het register") for place in differing
        ]
        return replace(verdict, uitkomst=Oordeel.NOT_JUDGED, deviations=(), obstacles=[*file.obstacles, *names])
    has_its_words = fingerprint(file.parts) == fingerprint(text.parts)  # and then they were only put elsewhere
    if not text.is_shipped or (differing and not has_its_words and (day or match.likeness < _OF_THE_TEMPLATE)):
        if text.is_shipped:  # and not what made this: what it differs in says nothing
            verdict = replace(verdict, deviations=(), template=printed.sjabloon if printed else "")
        return _of_own_template(file, verdict, versie)
    return replace(verdict, uitkomst=Oordeel.NOT_JUDGED) if file.obstacles and not differing else verdict


def _of_own_template(file: SentFile, verdict: Verdict, versie: Versie) -> Verdict:
    """A document that another template made: nobody agreed what that says, so its values are told one by one."""
    uitkomst = Oordeel.NOT_JUDGED if file.obstacles else Oordeel.OWN_TEMPLATE
    day = verdict.printed_on
    printed = (f"Het register drukte deze tekst op {long_date(day)} zo af.",) if day else ()
    remarks = (*verdict.remarks, *printed)
    return replace(verdict, uitkomst=uitkomst, remarks=remarks, shown=shown_in(file, versie), fills=())


def _not_agreed(file: SentFile, match: Match | None, written: Sequence[Document]) -> Verdict:
    """A document of this register that holds no agreed text. Raises OpdrachtError for one that is not of it."""
    for document in written:
        remark = "Het is precies het bestand dat het register schreef."
        return Verdict(
            Oordeel.NOT_AGREED, document.opdracht, None, document.sjabloon, document.gemaakt_op, (), (remark,)
        )
    if match is None and _CODES.search(file.words):
        raise OpdrachtError(
            "Dit is een sjabloon, geen document.", "Controleer het met: opdracht template check SJABLOON"
        )
    if match is None:
        raise OpdrachtError(
            "Dit document hoort niet bij een opdracht van dit register.",
            "Klopt het register? Kies een ander met --register.",
        )
    remark = "Dit is een concept; de tekst is nog niet vastgelegd."
    return Verdict(Oordeel.NOT_AGREED, match.text.opdracht, None, match.text.template, None, (), (remark,))


def _about_version(regio: Regio, versie: Versie, differing: Sequence[Deviation], *, is_concept: bool) -> Iterator[str]:
    last = newest(regio, versie.opdracht)
    if is_concept:
        yield "Het document noemt zichzelf een concept."
    elif versions := _in_place_of(str(versie.nr), VERSION, differing):
        yield f"Verwisseld: het document noemt zich versie {min(versions)}, maar heeft de tekst van versie {versie.nr}."
    if numbers := _in_place_of(versie.opdracht, NUMMER, differing):
        yield f"Verwisseld: het document noemt zich opdracht {min(numbers)}, maar heeft de tekst van {versie.opdracht}."
    if versie.geschoond:
        yield "Het register heeft in deze tekst iemand vergeten; daar staat een schuilnaam voor de echte naam."
    if last is not None and last.nr > versie.nr:
        yield f"Versie {versie.nr} geldt niet meer: er is een versie {last.nr}."


def _in_place_of(mark: str, pattern: re.Pattern[str], differing: Sequence[Deviation]) -> set[str]:
    """The numbers that stand where another one, or nothing, should."""
    found = ((set(pattern.findall(place.was)), set(pattern.findall(place.now))) for place in differing)
    return {number for was, now in found if was in ({mark}, set()) and mark not in now for number in now}


def _about_place(written_here: Document | None, versie: Versie) -> Iterator[str]:
    if written_here is None or written_here.opdracht is None:
        return
    if written_here.opdracht != versie.opdracht:
        yield f"Verwisseld: hier schreef het register opdracht {written_here.opdracht}."
    elif written_here.versie not in (None, versie.nr):
        yield f"Verwisseld: hier schreef het register versie {written_here.versie}; dit is versie {versie.nr}."


def _about_claims(content: bytes, versie: Versie) -> Iterator[str]:
    """What the properties of the file say that is not so."""
    claimed = set(NUMMER.findall(properties_of(content)))
    if wrong := sorted(claimed - {versie.opdracht} - set(NUMMER.findall(versie.inhoud))):
        yield f"In de eigenschappen van het bestand staat {wrong[0]}; dat klopt niet met de tekst."
