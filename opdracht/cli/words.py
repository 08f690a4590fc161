"""The words people type: veld=waarde pairs, a kind and a key, and the fields of an agreement out of options."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.model import Record

Pairs = dict[str, str]


def read_pairs(words: Sequence[str]) -> Pairs:
    """The fields and values of words like doel=... Raises UsageFault for a word without '=' or a field named twice."""
    pairs: Pairs = {}
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


def _split_pairs(text: str, names: Sequence[str]) -> Pairs:
    """The pairs within one text: a value runs on until the next known field. 'datum=1-4-2027 resultaat=Kaart klaar'."""
    starts = list(re.finditer(rf"(?:^|\s)({'|'.join(names)})=", text))
    if not starts or text[: starts[0].start()].strip():
        raise UsageFault(f"'{text}' begint niet met een veld.", f"De velden zijn: {', '.join(names)}.")
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return read_pairs(
        [f"{match[1]}={text[match.end() : end].strip()}" for match, end in zip(starts, ends, strict=True)]
    )


def kind_and_key(words: Sequence[str]) -> tuple[str, str]:
    """[SOORT] SLEUTEL: without a kind it is an opdracht."""
    if len(words) == 1:
        return "opdracht", words[0]
    if len(words) == 2:
        return words[0], words[1]
    raise UsageFault(
        "Geef een nummer, of een soort en een sleutel.", "Bijvoorbeeld: opdracht show persoon wethouder-breda"
    )


def kind_and_filters(soort: str, filters: Sequence[str]) -> tuple[str, Sequence[str]]:
    """[SOORT] VELD=WAARDE ...: without a kind they are about opdrachten."""
    from opdracht.filters import is_condition
    from opdracht.records import is_kind

    return (soort, filters) if is_kind(soort) or not is_condition(soort) else ("opdrachten", [soort, *filters])


def kind_key_and_pairs(words: Sequence[str]) -> tuple[str, str, Pairs]:
    """[SOORT] SLEUTEL VELD=WAARDE."""
    from opdracht.records import is_kind

    key_words = 2 if is_kind(words[0]) else 1  # a kenmerk may hold a '='
    first = next((index for index, word in enumerate(words) if index >= key_words and "=" in word), len(words))
    return (*kind_and_key(words[:first]), read_pairs(words[first:]))


def kind_and_pairs(words: Sequence[str]) -> tuple[str, Pairs]:
    """[SOORT] VELD=WAARDE ..., of records that are chosen by --where."""
    from opdracht.records import is_kind

    soort, rest = (words[0], words[1:]) if is_kind(words[0]) else ("opdracht", words)
    if key := next((word for word in rest if "=" not in word), None):
        raise UsageFault(f"Kies '{key}' of --where; samen kan niet.", "Met --where gaat het om alles wat zo is.")
    return soort, read_pairs(rest)


def quoted(text: str) -> str:
    """A key or a path as it can be typed again."""
    return f'"{text}"' if " " in text else text


def agreement_fields(
    words: Sequence[str],
    texts: Mapping[str, str | None],
    roles: Mapping[str, str | None],
    parts: Mapping[str, Sequence[str] | None],
) -> dict[str, object]:
    """The fields of an opdracht, in the shape of a file: from veld=waarde words, from options, and parts by singular name."""
    from opdracht.exchange.region_file import fields_in_file
    from opdracht.records import KINDS

    pairs = read_pairs(words)
    given = {name: text for name, text in texts.items() if text is not None}
    if double := [name for name in pairs if name in given]:
        raise UsageFault(f"U noemt het veld '{double[0]}' twee keer.")
    fields: dict[str, object] = {**pairs, **given}
    if scope := {part: fields.pop(f"afbakening_{part}") for part in ("wel", "niet") if f"afbakening_{part}" in fields}:
        fields["afbakening"] = scope
    if "na" in pairs:
        fields["na"] = pairs["na"].split(",")
    persons: dict[str, list[object]] = {role: [code] for role, code in roles.items() if code}
    for kind, entries in parts.items():
        items = [_split_pairs(entry, fields_in_file(KINDS[kind])) for entry in entries or ()]
        if kind == "rol":
            for item in items:
                persons.setdefault(item.pop("rol", ""), []).append(item)
        elif items:
            fields[KINDS[kind].meervoud] = items
    return {**fields, **({"rollen": persons} if persons else {})}


def kind_counted(number: int, kind: str) -> str:
    """'1 ambitie', '8 ambities': so many records of a kind, by its singular or its plural name."""
    from opdracht.dutch import counted
    from opdracht.model import TABLES

    model = next(table for table in TABLES if kind in (table.enkelvoud, table.meervoud))
    return counted(number, model.enkelvoud, model.written_plural or model.meervoud)


def change_number(words: Sequence[str]) -> int | None:
    """The number of a change, when that is all there is."""
    if len(words) != 1 or not (words[0].isascii() and words[0].isdigit() and len(words[0]) < 10):
        return None
    return int(words[0])


def subject_of_log(words: Sequence[str]) -> tuple[type[Record], str] | None:
    """[NUMMER | SOORT SLEUTEL]: the kind and the key, or None for the whole register."""
    from opdracht.records import is_kind, kind_named

    if not words:
        return None
    if len(words) > 2 or (len(words) == 1 and is_kind(words[0])):
        raise UsageFault("Geef een nummer, of een soort en een sleutel.", "Bijvoorbeeld: opdracht log persoon CODE")
    kind, key = kind_and_key(words)
    return kind_named(kind), key


def say_without_address(codes: Sequence[str]) -> None:
    """Say for whom a mail was made that has no address yet."""
    if codes:
        from opdracht.cli.terminal import say
        from opdracht.dutch import first_few

        named = first_few(codes, 4, "en {} andere")
        say(f"Geen e-mailadres bekend van: {named}. Vul het in de mail in, of met: opdracht set persoon CODE email=...")
