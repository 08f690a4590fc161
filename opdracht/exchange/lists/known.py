"""What a register knows, by the names that lists of others use: 'Gemeente Breda' is breda."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.workbook.columns import BEHIND
from opdracht.model import Besluit, Opdracht, Organisatie, Persoon, Record, key_of
from opdracht.records import kind_of
from opdracht.signs import looks

_OF_A_KIND = re.compile(r"^(?:de |het )?(?:gemeente|gem\.?|regio|provincie|waterschap)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d{4}-\d{3,6})\b")
_MOST_LETTERS = 3
"""So many letters names may differ in length."""
_DIGITS = re.compile(r"\d+")
_ALIKE, _ALIKE_PERSON = 0.8, 0.92
"""How alike two names must be to be asked about; people are often called almost the same."""


class Known:
    """The records that a list may name, with those that are made along the way."""

    def __init__(self, records: Mapping[type[Record], Sequence[Record]]) -> None:
        self.records: dict[type[Record], list[Record]] = {kind: [*rows] for kind, rows in records.items()}
        self._codes: dict[type[Record], dict[str, set[str]]] = {}
        self._own: dict[type[Record], set[str]] = {}
        self._people: dict[str, list[str]] = {}
        """Names of people by their first letter."""
        for kind, rows in self.records.items():
            for row in rows:
                self._learn(kind, row)

    def add(self, record: Record) -> None:
        """A record that the list itself makes."""
        kind = kind_of(record)
        self.records.setdefault(kind, []).append(record)
        self._learn(kind, record)

    def codes(self, kind: type[Record]) -> set[str]:
        """The codes of a kind."""
        return self._own.setdefault(kind, set())

    def name(self, kind: type[Record], code: str) -> str:
        """What people call the record with a code."""
        for row in self.records.get(kind, ()):
            if key_of(row)[0] == code:
                return next((text for field in kind.known_by if (text := getattr(row, field))), "")
        return ""

    def named(self, kind: type[Record], text: str) -> list[str]:
        """The codes of the records that a text names, by their code or a name of them."""
        known = self._codes.get(kind, {})
        return sorted(next((codes for said in _said(kind, text) if (codes := known.get(said))), ()))

    def code(self, kind: type[Record], text: str) -> str | None:
        """The code of the one record that a text names; None when it names none, or several."""
        codes = self.named(kind, text)
        return codes[0] if len(codes) == 1 else None

    def of_organisation(self, codes: Sequence[str], organisatie: str) -> list[str]:
        """Those of these people who are of an organisatie."""
        people = {row.code: row.organisatie for row in cast("Sequence[Persoon]", self.records.get(Persoon, ()))}
        return [code for code in codes if people.get(code) == organisatie]

    def niveau(self, code: str) -> str:
        """Whether a person is of a bestuur; '' for one who is not known."""
        people = cast("Sequence[Persoon]", self.records.get(Persoon, ()))
        return next((row.niveau for row in people if row.code == code), "")

    def alike(self, kind: type[Record], text: str) -> str | None:
        """The code of the record whose name is closest to a text that names none; None when none is close.

        Names with other digits are others, and so are people with another initial.
        """
        known = self._codes.get(kind, {})
        cutoff = _ALIKE_PERSON if kind is Persoon else _ALIKE
        for said in _said(kind, text):
            others = self._people.get(said[0], []) if kind is Persoon else known
            near = [name for name in others if abs(len(name) - len(said)) <= _MOST_LETTERS]
            names = [name for name in near if _DIGITS.findall(name) == _DIGITS.findall(said)]
            if close := difflib.get_close_matches(said, names, n=1, cutoff=cutoff):
                return min(known[close[0]])
        return None

    def _learn(self, kind: type[Record], record: Record) -> None:
        code = str(key_of(record)[0])
        self._own.setdefault(kind, set()).add(code)
        known = self._codes.setdefault(kind, {})
        for name in _names(kind, record):
            for said in _said(kind, name):
                if kind is Persoon and said not in known:
                    self._people.setdefault(said[0], []).append(said)
                known.setdefault(said, set()).add(code)


def _names(kind: type[Record], record: Record) -> Iterator[str]:
    """What people may call a record: its code, its name, and of a person the function too."""
    yield str(key_of(record)[0])
    if kind is Persoon:
        own = [str(getattr(record, field)) for field in ("naam", "functie", "email")]
        yield from filter(None, [*own, f"{own[1]} {own[0]}".strip()])
    elif kind is not Besluit:
        yield from (str(getattr(record, field)) for field in kind.known_by if field in ("naam", "titel"))


def _said(kind: type[Record], text: str) -> list[str]:
    """What a text may say, the whole of it first."""
    said = [looks(text), looks(text.partition(BEHIND)[0])]
    if kind is Organisatie:
        said.append(looks(_OF_A_KIND.sub("", text.strip())))
    elif kind is Opdracht:
        said += _NUMBER.findall(text)
    said.append(plain_words(text))
    return [*dict.fromkeys(filter(None, said))]


def without_its_kind(name: str) -> str:
    """The name of a gemeente as people say it: 'Gemeente Breda' is Breda."""
    return re.sub(r"^(?:gemeente|gem\.?)\s+", "", name.strip(), flags=re.IGNORECASE) or name.strip()
