"""veld=waarde pairs, as separate words and inside one word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from opdracht.errors import UsageFault


def read_pairs(words: Sequence[str]) -> dict[str, str]:
    """The fields and values of words like doel=... Raises UsageFault for a word without '=' or a field named twice."""
    pairs: dict[str, str] = {}
    for word in words:
        name, is_pair, value = word.partition("=")
        if not is_pair or not name:
            raise UsageFault(
                f"'{word}' is geen veld=waarde.", 'Zet tekst met spaties tussen aanhalingstekens: doel="..."'
            )
        if name in pairs:
            raise UsageFault(f"U noemt het veld '{name}' twee keer.")
        if value in ("...", "…"):
            raise UsageFault(f"Zet uw eigen tekst op de plaats van de puntjes: {name}=...")
        pairs[name] = value
    return pairs


def split_pairs(text: str, names: Sequence[str]) -> dict[str, str]:
    """The pairs within one text: a value runs on until the next known field. 'datum=1-4-2027 resultaat=Kaart klaar'."""
    starts = list(re.finditer(rf"(?:^|\s)({'|'.join(names)})=", text))
    if not starts or text[: starts[0].start()].strip():
        raise UsageFault(f"'{text}' begint niet met een veld.", f"De velden zijn: {', '.join(names)}.")
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return read_pairs(
        [f"{match[1]}={text[match.end() : end].strip()}" for match, end in zip(starts, ends, strict=True)]
    )
