"""Which text of the register a document has: laid beside what the frozen versions read as on paper.

What a file says of itself proves nothing: it is known by what it says of an agreement. A number counts only between
agreements that say much the same, and when such a number is another's, nobody can tell.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from opdracht.agreed.differences import agreed_values
from opdracht.agreed.versions import frozen, sentences, thawed
from opdracht.documents.engine.render import title_of
from opdracht.dutch import joined, long_date
from opdracht.errors import OpdrachtError
from opdracht.model import Versie
from opdracht.proof.compare import TextComparison
from opdracht.proof.known import ABOUT_ONE, KnownText, own_texts, shipped_texts
from opdracht.proof.sent import NUMMER, VERSION, SentFile, core
from opdracht.region import Regio

_TELLING = 12
"""So many letters and digits of a text must stand in a document before it counts as standing there."""
_SHARED = 0.3
"""So large a part of what an agreement says must stand in a document of it."""
_MOST_OF_IT = 0.8
"""So large a part of a text must stand in a document that tells little of its agreement itself."""
_ALIKE = 0.8
"""An agreement of which a document tells so large a part of what it tells of another may be meant as well."""
_MOST = 8
"""So many agreements, and so many versions of one, are laid beside a document."""


@dataclass(frozen=True)
class Match:
    """A text of the register beside a document: how it reads, and how much the two are alike (from 0 to 1)."""

    text: KnownText
    comparison: TextComparison
    is_but_for_marks: bool
    """Whether it says the same, whatever number, version and date it says it has."""
    likeness: float

    @property
    def weight(self) -> tuple[bool, bool, float]:
        """What makes one match better than another."""
        return self.comparison.is_same, self.is_but_for_marks, self.likeness


def nearest_text(
    file: SentFile, regio: Regio, today: date, own: Path | None, printed: Sequence[str] = ()
) -> Match | None:
    """The text that a document has, or had before it was changed; None when it is of no agreement of this region.

    Templates in the user's `own` folder are tried when it has no text of those of the program; `printed` are agreements
    that the register printed this text of. Raises OpdrachtError when it may be of more than one.
    """
    search = _Search(file, regio, today)
    for nummer in search.claimed:
        if exact := next((match for match in search.matches(nummer) if match.comparison.is_same), None):
            return exact
    nummers = search.candidates(printed)
    best = max((search.best_of(nummer) for nummer in nummers), key=search.weight, default=None)
    if best is None:
        return None
    nummer = best.text.opdracht
    if not best.comparison.is_same:
        search.need_one_meaning(best)
        best = max([best, *search.own(nummer, own)], key=lambda match: match.weight)
    is_known = best.likeness > _MOST_OF_IT or nummer in printed or search.share(nummer) >= _SHARED
    return best if best.comparison.is_same or is_known else None


class _Search:
    """The agreements of a region beside one document."""

    def __init__(self, file: SentFile, regio: Regio, today: date) -> None:
        self.file = file
        self.regio = regio
        self.today = today
        self.holds = cache(self._holds)
        self._matches: dict[str, list[Match]] = {}

    @cached_property
    def claimed(self) -> list[str]:
        """The agreements whose numbers stand in the document, the most frequent first."""
        numbers = Counter(NUMMER.findall(self.file.words))
        return [number for number, _ in numbers.most_common() if number in self.regio.opdrachten][:_MOST]

    @cached_property
    def titled(self) -> Sequence[str]:
        """The templates whose title the document has; all of them when it has none."""
        names = [name for name in ABOUT_ONE if re.search(rf"{title_of(name)} {NUMMER.pattern}", self.file.words)]
        return names or ABOUT_ONE

    @cached_property
    def signs(self) -> dict[str, int]:
        """How many signs of what each agreement says stand in the document."""
        return {nummer: sum(map(len, filter(self.holds, self.said[nummer]))) for nummer in self.regio.opdrachten}

    @cached_property
    def said(self) -> dict[str, frozenset[str]]:
        """What each agreement says, in all its versions, or as it stands when it has none."""
        contents = {
            nummer: [versie.inhoud for versie in self.regio.versies[nummer]] or [frozen(self.regio, nummer)]
            for nummer in self.regio.opdrachten
        }
        return {nummer: frozenset().union(*map(sentences, texts)) for nummer, texts in contents.items()}

    def _holds(self, text: str) -> bool:
        """Whether a text stands in the document, however its lines break and its signs are read."""
        return text in self.file.words or (len(short := core(text)) >= _TELLING and short in self.file.core)

    def share(self, nummer: str) -> float:
        """How much of what an agreement says stands in the document, from 0 to 1."""
        return self.signs[nummer] / max(sum(map(len, self.said[nummer])), 1)

    def candidates(self, printed: Sequence[str]) -> list[str]:
        """The agreements that it may be of: those whose number it has, and those it tells as much of as of any."""
        most = max(self.signs.values(), default=0)
        least = max([_ALIKE * most, *(self.signs[nummer] for nummer in self.claimed)])
        telling = [nummer for nummer, number in self.signs.items() if number and number >= least]
        telling.sort(key=lambda nummer: (nummer in self.claimed, self.signs[nummer]), reverse=True)
        return list(dict.fromkeys([*printed, *telling[:_MOST], *self.claimed]))

    def need_one_meaning(self, best: Match) -> None:
        """Raise OpdrachtError when a document may as well be of another agreement than the one it is nearest to.

        So it is when it has the number of another that says much the same, or no number and is as near to another.
        """
        nummer = best.text.opdracht
        if nummer in self.claimed:
            return
        enough = _ALIKE * self.signs[nummer]
        others = [other for other, number in self.signs.items() if other != nummer and number and number >= enough]
        meant = [other for other in others if other in self.claimed and not best.is_but_for_marks]
        as_near = [other for other in others[:_MOST] if self.best_of(other).weight == best.weight]
        if meant or as_near:
            numbers = joined(sorted([nummer, *(meant or as_near)]), "of")
            raise OpdrachtError(
                f"Dit document kan van meer dan één opdracht zijn: {numbers}.",
                "Het nummer en de tekst wijzen niet dezelfde aan. Vraag het document opnieuw op.",
            )

    def weight(self, match: Match) -> tuple[bool, bool, float, bool]:
        """What makes a match better than one of another agreement."""
        return (*match.weight, match.text.opdracht in self.claimed)

    def matches(self, nummer: str) -> list[Match]:
        """The document beside each text of an agreement."""
        if nummer not in self._matches:
            names = ABOUT_ONE if nummer in self.claimed else self.titled
            texts = shipped_texts(self.regio, nummer, self.versions(nummer), self.today, names)
            self._matches[nummer] = [self.beside(text) for text in texts]
        return self._matches[nummer]

    def beside(self, text: KnownText) -> Match:
        days = [long_date(versie.datum) for versie in self.regio.versies[text.opdracht]]
        comparison = self.file.compared(text.parts)
        is_but_for_marks = comparison.is_same or self.file.is_but_for_marks(text.parts, days)
        return Match(text, comparison, is_but_for_marks, self.file.likeness(text.parts))

    def best_of(self, nummer: str) -> Match:
        """Of the texts of one agreement the nearest."""
        return max(self.matches(nummer), key=lambda match: match.weight)

    def versions(self, nummer: str) -> Sequence[Versie]:
        """The versions of an agreement, the newest first; of many those of which the document tells most."""
        versies = self.regio.versies[nummer][::-1]
        if len(versies) <= _MOST:
            return versies
        called = {int(number) for number in VERSION.findall(self.file.words)}

        def told(versie: Versie) -> tuple[int, bool]:
            values = agreed_values(thawed(versie), nummer)
            return sum(self.holds(text) for _, text in values if text), versie.nr in called

        return sorted(versies, key=told, reverse=True)[:_MOST]

    def own(self, nummer: str, folder: Path | None) -> list[Match]:
        """The document beside what the user's own templates make of an agreement."""
        if folder is None or not folder.is_dir():
            return []
        texts = own_texts(self.regio, nummer, self.versions(nummer), self.today, folder)
        return [self.beside(text) for text in texts]
