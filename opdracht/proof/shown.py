"""What a document from another template than the program's shows of an agreement: which values, and what else it says.

Where a value stands, and what the template says of it, is for people to read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from opdracht.agreed.differences import agreed_values
from opdracht.agreed.versions import thawed
from opdracht.model import Versie
from opdracht.proof.sent import SentFile

_IN_PLACE = "…"


@dataclass(frozen=True)
class Shown:
    """The agreed values that stand in a document, those that do not, and the sentences that are no such value."""

    values: Sequence[str] = ()
    lacking: Sequence[str] = ()
    sentences: Sequence[str] = ()


def shown_in(file: SentFile, versie: Versie) -> Shown:
    """What a document shows of a version: the names of its values, and the other sentences with … where a value stood."""
    text = "\n".join([*file.pages, *(part.text for part in file.parts)])
    found: dict[bool, list[str]] = {True: [], False: []}
    written: set[str] = set()
    for name, value in agreed_values(thawed(versie), versie.opdracht):
        if value:
            forms = next((forms for forms in _forms(value) if all(_pattern(form).search(text) for form in forms)), ())
            found[bool(forms)].append(name)
            written.update(forms)
    for form in sorted(written, key=len, reverse=True):
        text = _pattern(form).sub(_IN_PLACE, text)
    lines = dict.fromkeys(" ".join(line.split()) for line in text.split("\n"))
    return Shown(found[True], found[False], [line for line in lines if any(sign.isalnum() for sign in line)])


def _forms(value: str) -> Iterator[Sequence[str]]:
    """How a template may write a value: whole, without its unit, or in pieces."""
    yield [value]
    if amount := re.fullmatch(r"(?:€ )?([\d.,]+)(?: \w+)?", value):
        yield [amount[1]]
    yield [piece for piece in re.split(r"[,;] |\n+", value) if piece.strip()]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A text however its lines break, and not as a part of another word or number."""
    words = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\w)(?<!\d[.,-]){words}(?!\w|[.,-]\d)")
