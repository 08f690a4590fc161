"""Persons' names on paper: a region in which nobody has one, for documents that show functions only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

from opdracht.codec import values
from opdracht.free_text import free, in_texts
from opdracht.mentions import composed, folded, is_a_full_name, like_names, name_parts, spoken
from opdracht.model import TABLES, Organisatie, Persoon, Record, Versie
from opdracht.region import HELD, Grouped, Regio, tuple_of

_KINDS = {kind.enkelvoud: kind for kind in TABLES}
_SHOWN = [kind for kind in TABLES if kind.meervoud in HELD and free(kind) and kind not in (Persoon, Versie)]
"""The kinds that may be printed with free text of their own."""


@dataclass(frozen=True)
class HiddenNames:
    """The names that stay off paper, with the functions that stand in their place.

    In texts a name of more than one word is found however its words are joined, and an address; one word by itself may be
    something else, so it counts where it is all that a text says.
    """

    functions: Mapping[str, str]
    """By name or address (folded)."""
    pattern: re.Pattern[str] | None
    hints: re.Pattern[str] | None
    """Finds what is left of a name."""

    @classmethod
    def of(cls, personen: Iterable[Persoon], organisaties: Iterable[Organisatie]) -> Self:
        """The names of these persons; the names of organisaties stay, whatever stands in them."""
        named = {name: persoon.functie for persoon in personen for name in (persoon.naam, persoon.email) if name}
        kept = {organisatie.naam for organisatie in organisaties}
        sure = {name for name in named if is_a_full_name(name) or "@" in name}
        spared = {part for name in kept for part in name_parts(name)}
        parts = {part for name in named for part in name_parts(name) if part[0].isupper()} - spared
        hints = "|".join(map(re.escape, sorted(parts)))
        return cls(
            {folded(name): functie for name, functie in named.items()},
            spoken(sure, kept),
            re.compile(rf"(?<!\w)(?:{hints})(?!\w)") if hints else None,
        )

    def text(self, text: str) -> str:
        """A text with functions in the place of names."""
        if whole := self.functions.get(folded(text)):
            return whole
        before = composed(text)
        if self.pattern is None or not self.pattern.search(before):
            return text
        return self.pattern.sub(lambda match: match[0] if match["kept"] else self.functions[folded(match[0])], before)

    def regio(self, regio: Regio) -> Regio:
        """The same region without the names and addresses of persons; itself when it has none."""
        if not self.functions:
            return regio
        held: dict[str, object] = {kind.meervoud: self._held(getattr(regio, kind.meervoud)) for kind in _SHOWN}
        if any(persoon.naam or persoon.email for persoon in regio.personen.values()):
            held["personen"] = {code: _nameless(persoon) for code, persoon in regio.personen.items()}
        held["versie"] = regio.versie and self._reworded(regio.versie)
        changed = {name: records for name, records in held.items() if records is not getattr(regio, name)}
        return replace(regio, **changed) if changed else regio  # type: ignore[arg-type] # fields of many types by name; `_held` keeps the type of each

    def left_in(self, texts: Iterable[str]) -> Iterator[str]:
        """What still looks like a name of somebody."""
        for text in texts:
            yield from like_names(text)
            if self.hints:
                yield from self.hints.findall(composed(text))

    def note_left(self, place: str, texts: Iterable[str], noted: dict[str, list[str]]) -> None:
        """Note what in the texts of a paper or an appointment still looks like a name: the places, by the words."""
        for words in sorted(set(self.left_in(texts))):
            noted.setdefault(words, []).append(place)

    def _held(self, records: object) -> object:
        """Records as a region holds them, by owner, by code or in a row; themselves when none changes."""
        if isinstance(records, Grouped):
            before = [*chain.from_iterable(records.values())]
        elif isinstance(records, Mapping):
            before = [*records.values()]
        else:
            before = [*records] if isinstance(records, Sequence) else []
        after = [self._reworded(record) for record in before]
        if all(new is old for new, old in zip(after, before, strict=True)):
            return records
        if isinstance(records, Grouped):
            return Grouped(after, "opdracht")
        return dict(zip(records, after, strict=True)) if isinstance(records, Mapping) else tuple(after)

    def _reworded(self, record: Record) -> Record:
        kind, fields = _KINDS[record.enkelvoud], values(record)
        changed = in_texts(kind, fields, self.text)
        return record if changed == fields else tuple_of(kind)(**changed)


def _nameless(persoon: Persoon) -> Persoon:
    return Persoon(code=persoon.code, functie=persoon.functie, organisatie=persoon.organisatie, niveau=persoon.niveau)
