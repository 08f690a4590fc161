"""The pseudonym of a person who is forgotten: what it makes of a text, of the path of a file and of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path

from opdracht.agreed.versions import hash_of
from opdracht.codec import Fields
from opdracht.free_text import frozen_in, in_texts
from opdracht.history.person import Identity, codes_in
from opdracht.mentions import composed, spoken
from opdracht.model import Document, Mutatie, Persoon, Record, Terzijde
from opdracht.records import Place
from opdracht.store import Reader

_PSEUDONYM = re.compile(r"vergeten-\d+", re.ASCII)


class Pseudonym:
    """Puts a pseudonym in the place of a person."""

    def __init__(self, code: str, identity: Identity, unused: Iterator[str], paths: Iterable[str]) -> None:
        """Each code that the person had gets one of the `unused` ones, so that the past stays in order."""
        codes = sorted({held.code for held in identity.codes}, key=lambda held: (held != code, held))
        self._codes = {held: held if _PSEUDONYM.fullmatch(held) else next(unused) for held in codes}
        self._held = identity.codes
        self.code = self._codes[code]
        self._spoken = spoken(identity.sure, identity.kept)
        self._on_paths = spoken(identity.sure, identity.kept, inside=True)
        self._paths: dict[str, str] = {}
        self._taken = set(paths)

    @classmethod
    def of(cls, reader: Reader, code: str, identity: Identity) -> Pseudonym:
        """A pseudonym that nothing in the register has or had."""
        return cls(code, identity, _free_codes(reader), known_paths(reader))

    def text(self, text: str) -> str:
        """A text without the person."""
        return self._without(self._spoken, text)

    def path(self, path: str) -> str:
        """The path of a file without the person; no two get the same."""
        if path not in self._paths:
            new = self._without(self._on_paths, path)
            others = (f"{new} ({n})" for n in count(2))
            while new != path and new in self._taken:
                new = next(others)
            self._taken.add(new)
            self._paths[path] = new
        return self._paths[path]

    def fields(self, nr: int, model: type[Record], fields: Fields) -> Fields:
        """The fields that a record of this kind got in change `nr`, without the person."""
        codes = self._codes_at(nr)
        changed = in_texts(model, fields, self.text, partial(self.fields, nr))
        changed |= {name: codes[fields[name]] for name in codes_in(model) & fields.keys() if fields[name] in codes}
        frozen = frozen_in(model)
        if model is Persoon and fields.get("code") in codes:
            changed = self._nameless(changed)
        elif model is Terzijde and "plaats" in fields:
            changed["plaats"] = _about(fields["plaats"], codes)
        elif model is Document and not is_there(fields["pad"]):
            changed["pad"] = self.path(fields["pad"])
        elif frozen and "geschoond" in model.model_fields and changed.get(frozen) != fields.get(frozen):
            changed["geschoond"] = hash_of(changed[frozen])
        return changed

    def _nameless(self, fields: Fields) -> Fields:
        kept = {name: value for name, value in fields.items() if name not in ("naam", "email")}
        return {**kept, "functie": self.text(kept["functie"])} if "functie" in kept else kept

    def _codes_at(self, nr: int) -> Mapping[str, str]:
        """The codes that were this person's when a change was made."""
        return {held.code: self._codes[held.code] for held in self._held if held.since <= nr <= held.until}

    def _without(self, pattern: re.Pattern[str] | None, text: str) -> str:
        if pattern is None:
            return text
        before = composed(text)
        after = pattern.sub(lambda match: match[0] if match["kept"] else self.code, before)
        return text if after == before else after


def known_paths(reader: Reader) -> set[str]:
    """Every path of a document that the register knows or knew."""
    gone = {mutatie.gegeven for mutatie in reader.rows(Mutatie, soort=Document.enkelvoud)}
    return gone | {row.pad for row in reader.rows(Document)}


def is_there(path: str) -> bool:
    """Whether a file is there, or may be: it stands where this account cannot look."""
    try:
        return Path(path).exists()
    except OSError:
        return True


def _free_codes(reader: Reader) -> Iterator[str]:
    past = reader.rows(Mutatie, soort=Persoon.enkelvoud)
    taken = {code for mutatie in past for code in (mutatie.gegeven, mutatie.eerder)}
    taken |= {row.code for row in reader.rows(Persoon)}
    codes = (f"vergeten-{n}" for n in count(1))
    return (code for code in codes if code not in taken)


def _about(plaats: str, codes: Mapping[str, str]) -> str:
    """What a finding is about, with other codes in the place of those of a person."""

    def code(named: Place) -> str:
        return codes.get(named.key, named.key) if named.kind == Persoon.enkelvoud else named.key

    return str(Place.read(plaats).with_codes(code))
