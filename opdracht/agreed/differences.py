"""What differs between two texts of an agreement, in the words of the agreement: onderdeel, was, wordt. Pure.

Only what was agreed counts: not how far it is (status, gehaald_op, the stand and evidence of a randvoorwaarde, the
mandate, gesprekken, a college's own besluit), not who to call, and not what the archive or the planner wants to know.
A person, organisatie, ambitie or besluit that only got another name is the same one. See docs/waarom-versies.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from opdracht.choices import Rolnaam
from opdracht.dutch import long_date, written
from opdracht.region import Regio

_ALIKE = 0.5
"""So much alike are two records of a list when one is the other after a change."""
_BELANG = "Belang"
_COMPARED = 400
"""So many characters of a text decide how much alike two records are."""


@dataclass(frozen=True)
class Difference:
    """One part of an agreement that changed; empty in `was` is new, empty in `wordt` is gone."""

    onderdeel: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Value:
    """What stands in a field: the text that people read, and what it is, when that is more lasting than its name."""

    text: str = ""
    identity: str = ""

    def is_same(self, other: Value) -> bool:
        """Whether it says the same: in the same words, or about the same person or thing under another name."""
        return self.text == other.text or (bool(self.identity) and self.identity == other.identity)


Fields = dict[str, Value]
"""The values of one record by their labels."""


def differences(before: Regio, after: Regio, nummer: str) -> list[Difference]:
    """What changed in an agreement, in the order of its sections."""
    old, new = before.opdrachten[nummer].nummer, after.opdrachten[nummer].nummer
    found: list[Difference] = []
    for name, read in _SECTIONS:
        then, now = read(before, old), read(after, new)
        if isinstance(then, Value):
            found += [] if then.is_same(now) else [Difference(name, then.text, now.text)]
        else:
            found += _of_list(name, list(then), list(now))
    return found


def _of_list(name: str, before: Sequence[Fields], after: Sequence[Fields]) -> Iterator[Difference]:
    """What changed in the records of a list: those that changed, in their place, then what was added and what is gone."""
    pairs = _of_the_same_owner(before, after) if name == _BELANG else _matched(before, after)
    for index, fields in enumerate(after):
        called = _called(name, index, fields)
        if index not in pairs:
            yield Difference(called, "", _in_words(fields))
            continue
        earlier = before[pairs[index]]
        for label, now in fields.items():
            if not (then := earlier[label]).is_same(now):
                yield Difference(f"{called}, {label}", then.text, now.text)
    for index, fields in enumerate(before):
        if index not in pairs.values():
            yield Difference(_called(name, index, fields), _in_words(fields), "")


def _called(name: str, index: int, fields: Fields) -> str:
    return f"{name} van {fields['organisatie'].text}" if name == _BELANG else f"{name} {index + 1}"


def _of_the_same_owner(before: Sequence[Fields], after: Sequence[Fields]) -> dict[int, int]:
    """An organisatie has one belang in an opdracht: its belang after is its belang before."""
    owners = {fields["organisatie"].identity: old for old, fields in enumerate(before)}
    found = {new: owners.get(fields["organisatie"].identity) for new, fields in enumerate(after)}
    return {new: old for new, old in found.items() if old is not None}


def _matched(before: Sequence[Fields], after: Sequence[Fields]) -> dict[int, int]:
    """Which record after is which one before: the same ones first, then those that are most alike."""
    pairs: dict[int, int] = {}
    left = list(range(len(before)))
    for new, fields in enumerate(after):
        same = next((old for old in left if _is_same(before[old], fields)), None)
        if same is not None:
            pairs[new] = same
            left.remove(same)
    alike = sorted(
        (-_likeness(before[old], after[new]), abs(old - new), old, new)
        for new in range(len(after))
        if new not in pairs
        for old in left
    )
    for score, _, old, new in alike:
        if -score >= _ALIKE and new not in pairs and old in left:
            pairs[new] = old
            left.remove(old)
    return pairs


def _is_same(before: Fields, after: Fields) -> bool:
    return all(before[label].is_same(value) for label, value in after.items())


def _likeness(before: Fields, after: Fields) -> float:
    """From 0 (nothing in common) to 1; the longest field of a record weighs as much as all others together."""
    labels = [label for label in after if before[label].text or after[label].text]
    longest = max(labels, key=lambda label: len(before[label].text), default="")
    alike = {label: _alike(before[label], after[label]) for label in labels}
    others = [alike[label] for label in labels if label != longest]
    if not others:
        return alike.get(longest, 0.0)
    return (alike[longest] + sum(others) / len(others)) / 2


def _alike(before: Value, after: Value) -> float:
    if before.is_same(after):
        return 1.0
    return SequenceMatcher(None, before.text[:_COMPARED], after.text[:_COMPARED], autojunk=False).ratio()


def _in_words(fields: Fields) -> str:
    return "; ".join(
        f"{label}: {value.text}" if number else value.text
        for number, (label, value) in enumerate(fields.items())
        if value.text
    )


def _said(value: Any) -> Value:
    """A plain value as the documents write it."""
    if value is None:
        return Value()
    if isinstance(value, date):
        return Value(long_date(value))
    if isinstance(value, int | float):
        return Value(written(value))
    return Value(", ".join(value) if isinstance(value, list | tuple) else str(value))


def _organisatie(regio: Regio, code: str) -> Value:
    return Value(regio.organisaties[code].naam, code)


def _persoon(regio: Regio, code: str | None) -> Value:
    if code is None:
        return Value()
    persoon = regio.personen[code]
    words = (persoon.naam, persoon.functie, regio.organisaties[persoon.organisatie].naam)
    return Value(", ".join(word for word in words if word), code)


def _field(name: str) -> Callable[[Regio, str], Value]:
    return lambda regio, nummer: _said(getattr(regio.opdrachten[nummer], name))


def _ambitie(regio: Regio, nummer: str) -> Value:
    code = regio.opdrachten[nummer].ambitie
    return Value() if code is None else Value(regio.ambities[code].titel, code)


def _besluit(regio: Regio, nummer: str) -> Value:
    kenmerk = regio.opdrachten[nummer].besluit
    if kenmerk is None:
        return Value()
    besluit = regio.besluiten[kenmerk]
    return Value(f"{besluit.orgaan}, {long_date(besluit.datum)} ({kenmerk}): {besluit.tekst}", kenmerk)


def _budget(regio: Regio, nummer: str) -> Value:
    budget = regio.opdrachten[nummer].budget
    return Value() if budget is None else Value(f"€ {written(budget)}")


def _waits_for(regio: Regio, nummer: str) -> Value:
    others = [entry.na for entry in regio.volgorde[nummer]]
    return Value(", ".join(f"{other} {regio.opdrachten[other].titel}" for other in others), " ".join(others))


def _in_role(rol: Rolnaam) -> Callable[[Regio, str], Value]:
    def read(regio: Regio, nummer: str) -> Value:
        entries = [entry for entry in regio.rollen[nummer] if entry.rol == rol]
        persons = [_persoon(regio, entry.persoon) for entry in entries]
        texts = [f"{p.text} ({e.reden})" if e.reden else p.text for p, e in zip(persons, entries, strict=True)]
        # A reason for a double role is part of what was agreed, so it is part of who somebody is here.
        return Value("; ".join(texts), " / ".join(f"{entry.persoon} {entry.reden}" for entry in entries))

    return read


def _mijlpalen(regio: Regio, nummer: str) -> Iterator[Fields]:
    for mijlpaal in regio.mijlpalen[nummer]:
        yield {
            "resultaat": _said(mijlpaal.resultaat),
            "datum": _said(mijlpaal.datum),
            "eigenaar": _persoon(regio, mijlpaal.eigenaar),
            "besluit door": _said(mijlpaal.besluit_door),
        }


def _randvoorwaarden(regio: Regio, nummer: str) -> Iterator[Fields]:
    for voorwaarde in regio.randvoorwaarden[nummer]:
        yield {
            "tekst": _said(voorwaarde.tekst),
            "categorie": _said(voorwaarde.categorie),
            "eigenaar": _persoon(regio, voorwaarde.eigenaar),
            "uiterlijk": _said(voorwaarde.uiterlijk),
            "gevolg": _said(voorwaarde.gevolg),
        }


def _inzet(regio: Regio, nummer: str) -> Iterator[Fields]:
    for line in regio.inzet[nummer]:
        yield {
            "organisatie": _organisatie(regio, line.organisatie),
            "profiel": _said(line.profiel),
            "niveau": _said(line.niveau),
            "hoeveelheid": Value(f"{written(line.hoeveelheid)} {line.eenheid}"),
            "van": _said(line.van),
            "tot en met": _said(line.tot),
        }


def _belangen(regio: Regio, nummer: str) -> Iterator[Fields]:
    for belang in regio.belangen[nummer]:
        yield {
            "organisatie": _organisatie(regio, belang.organisatie),
            "doet mee": _said(belang.deelname),
            "belang": _said(belang.belang),
            "wens": _said(belang.wens),
            "nodig": _said(belang.nodig),
        }


_SECTIONS: tuple[tuple[str, Callable[[Regio, str], Any]], ...] = (
    ("Titel", _field("titel")),
    ("Begindatum", _field("van")),
    ("Einddatum", _field("tot")),
    ("Uiterste einddatum", _field("uiterlijk")),
    ("Prioriteit", _field("prioriteit")),
    ("Ambitie", _ambitie),
    ("Thema’s", _field("themas")),
    ("Besluit", _besluit),
    ("Aanleiding", _field("aanleiding")),
    ("Doel", _field("doel")),
    ("Beoogd resultaat", _field("beoogd_resultaat")),
    ("Afbakening, wel", _field("afbakening_wel")),
    ("Afbakening, niet", _field("afbakening_niet")),
    ("Samenhang", _field("samenhang")),
    ("Wacht op", _waits_for),
    *((rol.value.capitalize(), _in_role(rol)) for rol in Rolnaam),
    ("Mijlpaal", _mijlpalen),
    ("Randvoorwaarde", _randvoorwaarden),
    ("Inzet", _inzet),
    ("Budget", _budget),
    ("Dekking", _field("dekking")),
    ("Risico’s en aannames", _field("risicos")),
    ("Besluitvorming", _field("besluitvorming")),
    ("Betrokkenheid en communicatie", _field("communicatie")),
    (_BELANG, _belangen),
    ("Verantwoording", _field("verantwoording")),
    ("Wijzigen", _field("wijzigen")),
    ("Escalatie", _field("escalatie")),
    ("Afronding", _field("afronding")),
)
