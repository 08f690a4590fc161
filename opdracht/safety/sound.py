"""Whether the records of a register are right: each by itself, beside the journal, beside its hash and beside the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht import codec
from opdracht.model import METADATA, TABLES, Afdruk, Document, Mutatie, Ondertekening, Record, Versie, Wijziging
from opdracht.proof.printed import CHANGED, CUT_OFF, GONE, state_of
from opdracht.proof.text import fingerprint, from_text
from opdracht.records import Invalid, make
from opdracht.region import tuple_of
from opdracht.safety.salvage import Table
from opdracht.store import journal

NAMED = 5  # so many are named at once
_UNSIGNED = "Hoort zij er niet, haal haar dan weg met: opdracht remove ondertekening SLEUTEL"


@dataclass(frozen=True)
class Said:
    """One sentence about a register, and what to do."""

    text: str
    repair: str = ""


Rows = Mapping[type[Record], Table]


def records_in(read: Rows, repair: str) -> Iterator[tuple[bool, Said]]:
    """What is wrong with the records (True), and what is worth a remark (False)."""
    for text in (*_unreadable(read), *_invalid(read), *_beside_journal(read), *_printed(read), *_versions(read)):
        yield True, Said(text, repair)
    yield from _signatures(read)
    yield from ((False, said) for said in _on_disk(read))


def _unreadable(read: Rows) -> Iterator[str]:
    for model, table in read.items():
        if table.lost:
            yield f"In de tabel {model.enkelvoud} zijn rijen niet te lezen."
        if table.wrong:
            yield f"In de tabel {model.enkelvoud} staat wat er niet in past: {together(table.wrong)}."


def _invalid(read: Rows) -> Iterator[str]:
    for model in TABLES:
        for row in read[model].rows:
            if text := fault_of(model, row):
                kind, key = journal.key_in(model, row)
                yield f"{kind} '{shown(key)}' is niet geldig. {text}"


def fault_of(model: type[Record], row: Mapping[str, Any]) -> str:
    """What is wrong with the fields of one record, in one sentence; empty when nothing is."""
    try:
        make(model, row)
    except Invalid as invalid:
        first = invalid.faults[0]
        return first.text if not first.field else f"{first.field}: {first.text}"
    return ""


def _beside_journal(read: Rows) -> Iterator[str]:
    changes = sorted((tuple_of(Wijziging)(**row) for row in read[Wijziging].rows), key=lambda one: one.nr)
    mutations = ordered(read)
    rows = journal.by_change(mutations)
    if broken := [str(nr) for nr in journal.unsealed(changes, rows)]:
        yield f"In het journaal is geknoeid of iets beschadigd: bij wijziging {together(broken)}."
    if strays := sorted(rows.keys() - {one.nr for one in changes}):
        yield f"Het journaal mist wijziging {together(map(str, strays))}."
    try:
        told = journal.replayed(mutations)
    except (ValueError, TypeError, AttributeError):
        yield "Het journaal is niet te lezen."
        return
    standing = {journal.key_in(model, row): codec.filled(row) for model in TABLES for row in read[model].rows}
    for text, keys in (
        ("staat niet in het journaal", [key for key in standing if key not in told]),
        ("staat in het journaal en niet in het register", [key for key in told if key not in standing]),
        ("is anders dan in het journaal", [key for key in standing if key in told and told[key] != standing[key]]),
    ):
        if keys:
            yield f"Dit {text}: {together(f'{kind} {shown(key)}' for kind, key in keys)}."


def ordered(read: Rows) -> list[Mutatie]:
    """The mutations of the journal in their order."""
    found = [tuple_of(Mutatie)(**row) for row in read[Mutatie].rows]
    return sorted(found, key=lambda one: (one.wijziging, one.nr))


def _printed(read: Rows) -> Iterator[str]:
    """The texts of documents beside their fingerprints."""
    for row in read[Afdruk].rows:
        try:
            now = (
                hashlib.sha256(row["tekst"].encode()).hexdigest()
                if row["geschoond"]
                else fingerprint(from_text(row["tekst"]))
            )
        except (ValueError, TypeError):
            now = ""
        if now != (row["geschoond"] or row["vingerafdruk"]):
            yield f"De tekst van een afdruk van opdracht {row['opdracht']}, versie {row['versie']}, is veranderd."


def _versions(read: Rows) -> Iterator[str]:
    """The versions of an opdracht with a gap, and what was printed of a version that is not there."""
    numbers = _numbers(read)
    for opdracht, there in sorted(numbers.items()):
        if there != list(range(1, len(there) + 1)):
            yield f"De versies van opdracht {shown(opdracht)} zijn niet doorgenummerd vanaf 1: {together(map(str, there))}."
    printed = [(row, f"afdruk van opdracht {row['opdracht']}, versie {row['versie']}") for row in read[Afdruk].rows]
    written = [(row, f"document {row['pad']}") for row in read[Document].rows if row["versie"] is not None]
    names = [name for row, name in (*printed, *written) if row["versie"] not in numbers.get(row["opdracht"], ())]
    if names and read[Versie].is_whole:
        yield f"Dit hoort bij een versie die er niet is: {together(map(shown, names))}."


def _signatures(read: Rows) -> Iterator[tuple[bool, Said]]:
    """Signatures under a version that is not there: a fault, but of an opdracht without any version only a remark.

    Those come along with an opdracht from a file without its versions, or from before there were any.
    """
    numbers = _numbers(read)
    for grave in (True, False):
        names = [
            f"ondertekening {shown(journal.key_in(Ondertekening, row)[1])}"
            for row in read[Ondertekening].rows
            if row["versie"] not in numbers.get(row["opdracht"], ()) and (row["opdracht"] in numbers) is grave
        ]
        if names and read[Versie].is_whole:
            yield grave, Said(f"Dit hoort bij een versie die er niet is: {together(names)}.", _UNSIGNED)


def _numbers(read: Rows) -> dict[str, list[int]]:
    """The numbers of the versions of each opdracht, from low to high."""
    found: dict[str, list[int]] = {}
    for row in sorted(read[Versie].rows, key=lambda one: int(one["nr"])):
        found.setdefault(row["opdracht"], []).append(row["nr"])
    return found


def _on_disk(read: Rows) -> Iterator[Said]:
    found: dict[str, list[str]] = {}
    for row in read[Document].rows:
        try:
            found.setdefault(state_of(tuple_of(Document)(**row)), []).append(row["pad"])
        except ValueError:  # a path that no disk can have
            found.setdefault(GONE, []).append(row["pad"])
    for state, text, repair in (
        (CHANGED, "Na het afdrukken veranderd", "Kijk of er nog staat wat is vastgesteld met: opdracht verify BESTAND"),
        (GONE, "Weg van de schijf", "Maak ze opnieuw met: opdracht render --all"),
        (CUT_OFF, "Niet afgemaakt", "Maak ze opnieuw met: opdracht render --all"),
    ):
        if paths := found.get(state):
            one = len(paths) == 1
            yield Said(f"{text}: {'1 document' if one else f'{len(paths)} documenten'}, {together(paths)}.", repair)


def tables_beside(connection: Connection) -> list[Said]:
    """Where the tables on a server are not those of the model: what lacks, and which constraints."""
    ask = sa.inspect(connection)
    there = set(ask.get_table_names())
    found = []
    for table in METADATA.sorted_tables:
        if table.name not in there:
            found.append(
                Said(f"De tabel {table.name} ontbreekt.", "Vraag de beheerder om een reservekopie terug te zetten.")
            )
            continue
        columns = {column["name"] for column in ask.get_columns(table.name)}
        constraints = {
            one["name"] for one in [*ask.get_check_constraints(table.name), *ask.get_foreign_keys(table.name)]
        }
        constraints.add(ask.get_pk_constraint(table.name)["name"])
        missing = sorted(
            [column.name for column in table.columns if column.name not in columns]
            + [
                str(one.name)
                for one in table.constraints
                if one.name not in constraints and not isinstance(one, sa.UniqueConstraint)
            ]
        )
        if missing:
            found.append(
                Said(
                    f"De tabel {table.name} mist: {together(missing)}.",
                    "Vraag de beheerder om de tabel te herstellen of een reservekopie terug te zetten.",
                )
            )
    return found


def together(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    listed = list(names)
    more = f" en nog {len(listed) - NAMED}" if len(listed) > NAMED else ""
    return ", ".join(listed[:NAMED]) + more


def shown(key: str) -> str:
    """A key that may be long or damaged, fit for a screen."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in key)
    return clean if len(clean) <= 80 else f"{clean[:79]}…"
