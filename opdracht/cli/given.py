"""What the options of `create` say, in the shape of an agreement file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opdracht.cli.pairs import read_pairs, split_pairs
from opdracht.errors import UsageFault


def agreement_fields(
    words: Sequence[str],
    texts: Mapping[str, str],
    roles: Mapping[str, str | None],
    nested: Mapping[str, Sequence[str] | None],
) -> dict[str, Any]:
    """The fields of an opdracht: from veld=waarde words, from options, and lists of nested records by singular name."""
    from opdracht.exchange.region_file import fields_in_file
    from opdracht.records import KINDS

    pairs = read_pairs(words)
    if double := [name for name in pairs if name in texts]:
        raise UsageFault(f"U noemt het veld '{double[0]}' twee keer.")
    given: dict[str, Any] = {**pairs, **texts}
    scope = {part: given.pop(f"afbakening_{part}") for part in ("wel", "niet") if f"afbakening_{part}" in given}
    if scope:
        given["afbakening"] = scope
    if "na" in given:
        given["na"] = given["na"].split(",")
    persons: dict[str, list[Any]] = {rol: [code] for rol, code in roles.items() if code}
    for kind, entries in nested.items():
        items = [split_pairs(entry, fields_in_file(KINDS[kind])) for entry in entries or ()]
        if kind == "rol":
            for item in items:
                persons.setdefault(item.pop("rol", ""), []).append(item)
        elif items:
            given[KINDS[kind].meervoud] = items
    return {**given, **({"rollen": persons} if persons else {})}
