"""Which text of the register a file has: laid beside all that was printed, and what the templates of today give.

What a file says of itself proves nothing: it is known by what it says of an agreement.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from opdracht.agreed.versions import frozen, sentences
from opdracht.documents.engine.printing import print_documents
from opdracht.documents.engine.render import template_names
from opdracht.documents.sheets import Sheet
from opdracht.documents.templates import AGREEMENTS, TEMPLATES, Material
from opdracht.dutch import long_date
from opdracht.model import Afdruk, Versie
from opdracht.proof.compare import Deviation, deviations, likeness, pdf_deviations
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.pdf_obstacles import pdf_obstacles
from opdracht.proof.pdf_text import is_pdf, pages_of
from opdracht.proof.text import Part, fingerprint, from_text, parts_of
from opdracht.proof.word_obstacles import word_obstacles
from opdracht.region import Regio

VERSION = re.compile(r"\bversie (\d{1,4})\b")
"""What a document calls the version it has."""

_SHARED = 0.3
"""So large a part of what an agreement says must stand in a document of it."""
_MOST_OF_IT = 0.8
"""So large a part of a text that was printed must stand in a document that tells little of its agreement itself."""
_MOST = 20
"""So many agreements that say the same are laid beside a document."""


@dataclass(frozen=True)
class KnownText:
    """A text that an agreement has or had on paper; without `versie` that of a concept."""

    opdracht: str
    versie: Versie | None
    template: str
    parts: Sequence[Part]
    printed_on: date | None = None
    """The day it was first printed; None for one that the template of today gives."""


@dataclass(frozen=True)
class SentFile:
    """What somebody sends, as text: the parts of a Word document, or the pages of a PDF."""

    parts: Sequence[Part] = ()
    pages: Sequence[str] = ()
    obstacles: Sequence[Obstacle] = ()
    """What keeps its text from being judged."""

    @classmethod
    def read(cls, content: bytes) -> Self:
        """The text of a .docx or .pdf. Raises OpdrachtError for anything else."""
        if is_pdf(content):
            return cls(pages=pages_of(content), obstacles=pdf_obstacles(content))
        return cls(parts=parts_of(content), obstacles=word_obstacles(content))

    @cached_property
    def words(self) -> str:
        return " ".join(" ".join([*self.pages, *(part.text for part in self.parts)]).split())

    def deviations(self, expected: Sequence[Part]) -> list[Deviation]:
        """Where it differs from the text that was expected."""
        return pdf_deviations(expected, self.pages) if self.pages else deviations(expected, self.parts)

    def is_but_for_marks(self, expected: Sequence[Part], days: Sequence[str]) -> bool:
        """Whether it says the same, whatever version and date it says it has."""
        unmarked = replace(
            self, parts=_unmarked(self.parts, days), pages=[_without_marks(page, days) for page in self.pages]
        )
        return not unmarked.deviations(_unmarked(expected, days))

    def likeness(self, expected: Sequence[Part]) -> float:
        """How much it is like a text, from 0 to 1."""
        return self.share_of(part.text for part in expected) if self.pages else likeness(expected, self.parts)

    def signs_of(self, texts: Iterable[str]) -> int:
        """How many signs of these texts stand in it."""
        return sum(len(text) for text in texts if text in self.words)

    def share_of(self, texts: Iterable[str]) -> float:
        """How much of these texts stands in it, from 0 to 1, however their lines break."""
        on_one_line = [" ".join(text.split()) for text in texts]
        return self.signs_of(on_one_line) / max(sum(map(len, on_one_line)), 1)


def matching_text(
    file: SentFile, kept: Sequence[Afdruk], regio: Regio, today: date, own: Path | None
) -> KnownText | None:
    """The text that a file has, or had before it was changed; None when it is of no agreement of this region.

    `kept` are the texts that were printed; templates in the user's `own` folder go before those of the program.
    """
    return _exactly(file, kept, regio) or _nearest(file, kept, regio, today, own)


def _exactly(file: SentFile, kept: Iterable[Afdruk], regio: Regio) -> KnownText | None:
    """The text that was printed and that this file has to the letter."""
    if file.pages:
        return None
    mark = fingerprint(file.parts)
    printed = next((_of_afdruk(afdruk, regio) for afdruk in kept if afdruk.vingerafdruk == mark), None)
    return replace(printed, parts=file.parts) if printed else None  # what is kept may have lost a name since


def _nearest(file: SentFile, kept: Sequence[Afdruk], regio: Regio, today: date, own: Path | None) -> KnownText | None:
    """Of the agreements that it tells most of, the text most like it; first those that differ in nothing or in marks only."""
    nummers = _told_of(file, kept, regio)
    texts = [text for nummer in nummers for text in _texts(regio, nummer, kept, today, own)]
    days = [long_date(versie.datum) for nummer in nummers for versie in regio.versies[nummer]]
    differing = {id(text): len(file.deviations(text.parts)) for text in texts}
    nearest = [text for text in texts if not differing[id(text)]]
    nearest = nearest or [text for text in texts if file.is_but_for_marks(text.parts, days)]
    return max(nearest or texts, key=lambda text: (file.likeness(text.parts), -differing[id(text)]), default=None)


def _told_of(file: SentFile, kept: Iterable[Afdruk], regio: Regio) -> list[str]:
    """The agreements that a file tells most of. A number counts only between agreements that say the same."""
    contents = {nummer: _sentences(regio, nummer) for nummer in regio.opdrachten}
    signs = {nummer: file.signs_of(content) for nummer, content in contents.items()}
    most = max(signs.values(), default=0)
    nummers = [nummer for nummer, number in signs.items() if number == most][:_MOST]
    if any(most >= _SHARED * sum(map(len, contents[nummer])) for nummer in nummers):
        return nummers
    printed = ((afdruk.opdracht, [part.text for part in from_text(afdruk.tekst)]) for afdruk in kept)
    return list({nummer for nummer, texts in printed if file.share_of(texts) > _MOST_OF_IT})


def _sentences(regio: Regio, nummer: str) -> frozenset[str]:
    """What an agreement says, in all its versions, or as it stands when it has none."""
    contents = [versie.inhoud for versie in regio.versies[nummer]] or [frozen(regio, nummer)]
    return frozenset().union(*map(sentences, contents))


def _texts(regio: Regio, nummer: str, kept: Iterable[Afdruk], today: date, own: Path | None) -> Iterator[KnownText]:
    """Every text that an agreement had on paper, and those that the templates of today give."""
    yield from (_of_afdruk(afdruk, regio) for afdruk in kept if afdruk.opdracht == nummer)
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
        for result in print_documents(jobs, [paths[name] for name in AGREEMENTS], len(sheets), force=True):
            if result.fault is None:  # a template that no longer works has no text; what was printed with it is kept
                sheet, parts = by_path[result.path], parts_of(result.path.read_bytes())
                yield KnownText(nummer, sheet.material.regio.versie, sheet.template.name, parts)


def _of_afdruk(afdruk: Afdruk, regio: Regio) -> KnownText:
    versie = next(versie for versie in regio.versies[afdruk.opdracht] if versie.nr == afdruk.versie)
    return KnownText(afdruk.opdracht, versie, afdruk.sjabloon, from_text(afdruk.tekst), afdruk.gemaakt_op)


def _unmarked(parts: Iterable[Part], days: Iterable[str]) -> list[Part]:
    return [replace(part, text=_without_marks(part.text, days)) for part in parts]


def _without_marks(text: str, days: Iterable[str]) -> str:
    """A text without what tells one version from another: its number and its date."""
    for day in days:
        text = text.replace(day, "[datum]")
    return VERSION.sub("versie [nr]", text)
