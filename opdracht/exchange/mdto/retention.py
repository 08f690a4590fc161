"""How long an opdracht is kept, read from what the archivist wrote in `selectielijst`: no word of it is guessed.

Source: Selectielijst gemeenten en intergemeentelijke organen 2020, for the numbers that agreements have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from opdracht.exchange.mdto.parts import Begrip, Part

SELECTIELIJST = "Selectielijst gemeenten en intergemeentelijke organen 2020"
_WAARDERINGEN = "Begrippenlijst Waarderingen MDTO"
_FOR_EVER = 0
_YEARS = {"16.1.2": _FOR_EVER, "16.1": 10, "16.4": 1, "3.1": 5}
_NUMBER = re.compile(r"\b\d+(?:\.\d+)+\b")
_TERM = re.compile(r"\b(\d{1,3}) ?(?:jaar|jaren|jr)\b", re.IGNORECASE)
_KEEP = re.compile(r"(?<!niet )\bblijvend", re.IGNORECASE)
_DESTROY = re.compile(r"\bvernietig", re.IGNORECASE)


@dataclass(frozen=True)
class Bewaring:
    """What of the selectielijst holds: its number, and after how many years it may go; None is never."""

    selectielijst: str
    nummer: str
    years: int | None

    def waardering(self) -> Part:
        """The element that says whether it is kept for ever."""
        for_ever = self.years is None
        label, code = ("Blijvend te bewaren", "B") if for_ever else ("Tijdelijk te bewaren", "V")
        return Begrip(label, _WAARDERINGEN, code).part("waardering")

    def termijn(self, ended: date | None) -> Iterator[Part]:
        """The element with the term, which begins when the opdracht has `ended`."""
        if self.years is None:
            return
        parts: list[Part] = [Begrip("Einde van de opdracht").part("termijnTriggerStartLooptijd")]
        if ended:
            parts.append(("termijnStartdatumLooptijd", ended.isoformat()))
        parts.append(("termijnLooptijd", f"P{self.years}Y"))
        if ended:
            parts.append(("termijnEinddatum", (ended + relativedelta(years=self.years)).isoformat()))
        yield "bewaartermijn", parts

    def categorie(self) -> Part:
        """The element with the number of the selectielijst."""
        return Begrip(self.selectielijst, SELECTIELIJST, self.nummer).part("informatiecategorie")


def bewaring(selectielijst: str) -> Bewaring:
    """What a selectielijst says: '16.1.2', '19.1, blijvend bewaren', '19.1, 7 jaar'. Raises ValueError in Dutch."""
    text = " ".join(selectielijst.split())
    number = _NUMBER.search(text)
    nummer = number[0] if number else ""
    terms = {int(years) for years in _TERM.findall(text)} - {0}
    if _KEEP.search(text) and not _DESTROY.search(text):
        return Bewaring(text, nummer, None)
    if len(terms) == 1 and not _KEEP.search(text):
        return Bewaring(text, nummer, terms.pop())
    if not terms and nummer in _YEARS and not _DESTROY.search(text):
        return Bewaring(text, nummer, _YEARS[nummer] or None)
    wrong = _what_is_wrong(text, nummer, terms)
    raise ValueError(f"Het programma weet niet hoe lang '{text}' van de selectielijst bewaard wordt: {wrong}.")


def _what_is_wrong(text: str, nummer: str, terms: Collection[int]) -> str:
    """Why nobody can tell from a text how long it is."""
    if _KEEP.search(text):
        return "er staat dat het blijft en dat het weg mag"
    if len(terms) > 1:
        return f"er staan {len(terms)} termijnen in"
    if not nummer:
        return "er staat geen nummer in, zoals 16.1.2"
    if _DESTROY.search(text):
        return "er staat niet na hoeveel jaar het weg mag"
    return f"zet achter {nummer} hoeveel jaar, of dat het blijvend is"
