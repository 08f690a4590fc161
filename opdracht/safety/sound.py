"""Whether the records of a register are right: each by itself, beside the journal, beside its hash and beside the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht import codec
from opdracht.codec import Values
from opdracht.dutch import counted, first_few
from opdracht.model import METADATA, TABLES, Afdruk, Document, Mutatie, Ondertekening, Record, Versie, Wijziging, key_of
from opdracht.proof.printed import Staat, state_of
from opdracht.records import Invalid, make
from opdracht.region import tuple_of
from opdracht.safety.salvage import Table
from opdracht.store import journal

NAMED = 5  # so many are named at once
_UNSIGNED = "Hoort zij er niet, haal haar dan weg met: opdracht remove ondertekening SLEUTEL"


@dataclass(frozen=True)
class Symptom:
    """Something about a register that is wrong or worth a remark, in one sentence, and what to do."""

    text: str
    repair: str = ""


Rows = Mapping[type[Record], Table]


def records_in(read: Rows, repair: str) -> Iterator[tuple[bool, Symptom]]:
    """What is wrong with the records (True), and what is worth a remark (False)."""
    for text in (*_unreadable(read), *_invalid(read), *_beside_journal(read), *_versions(read)):
        yield True, Symptom(text, repair)
    yield from _signatures(read)
    yield from ((False, symptom) for symptom in _on_disk(read))


def _unreadable(read: Rows) -> Iterator[str]:
    for model, table in read.items():
        if table.lost:
            yield f"In de tabel {model.enkelvoud} zijn rijen niet te lezen."
        if table.wrong:
            yield f"In de tabel {model.enkelvoud} staat wat er niet in past: {_named(table.wrong)}."


def _invalid(read: Rows) -> Iterator[str]:
    for model in TABLES:
        for row in read[model].rows:
            if text := fault_of(model, row):
                kind, key = journal.key_in(model, row)
                yield f"{kind} '{shown(key)}' is niet geldig. {text}"


def fault_of(model: type[Record], row: Values) -> str:
    """What is wrong with the fields of one record, in one sentence; empty when nothing is."""
    try:
        make(model, row)
    except Invalid as invalid:
        first = invalid.faults[0]
        return first.text if not first.field else f"{first.field}: {first.text}"
    return ""


def _beside_journal(read: Rows) -> Iterator[str]:
    changes, mutations = changes_in(read)
    by_change = journal.by_change(mutations)
    if broken := [str(nr) for nr in journal.unsealed(changes, by_change)]:
        yield f"In het journaal is geknoeid of iets beschadigd: bij wijziging {_named(broken)}."
    if strays := sorted(by_change.keys() - {change.nr for change in changes}):
        yield f"Het journaal mist wijziging {_named(map(str, strays))}."
    try:
        told = journal.replayed(mutations)
    except (ValueError, TypeError, AttributeError):
        yield "Het journaal is niet te lezen."
        return
    standing = {journal.key_in(model, row): codec.filled(row) for model in TABLES for row in read[model].rows}
    differing = [key for key in standing if key in told and told[key] != standing[key]]
    for text, keys in (
        ("staat niet in het journaal", [key for key in standing if key not in told]),
        ("staat in het journaal en niet in het register", [key for key in told if key not in standing]),
        ("is anders dan in het journaal", differing),
    ):
        if keys:
            yield f"Dit {text}: {_named(f'{kind} {shown(key)}' for kind, key in keys)}."


def changes_in(read: Rows) -> tuple[list[Wijziging], list[Mutatie]]:
    """The changes of the journal, and all that they did, in their order."""
    changes = [tuple_of(Wijziging)(**row) for row in read[Wijziging].rows]
    mutations = [tuple_of(Mutatie)(**row) for row in read[Mutatie].rows]
    return sorted(changes, key=key_of), sorted(mutations, key=key_of)


def _versions(read: Rows) -> Iterator[str]:
    """The versions of an opdracht with a gap, and what was printed of a version that is not there."""
    numbers = _numbers(read)
    for opdracht, there in sorted(numbers.items()):
        if there != list(range(1, len(there) + 1)):
            yield f"De versies van opdracht {shown(opdracht)} zijn niet doorgenummerd vanaf 1: {_named(map(str, there))}."
    printed = [(row, f"afdruk van opdracht {row['opdracht']}, versie {row['versie']}") for row in read[Afdruk].rows]
    written = [(row, f"document {row['pad']}") for row in read[Document].rows if row["versie"] is not None]
    names = [name for row, name in (*printed, *written) if row["versie"] not in numbers.get(row["opdracht"], ())]
    if names and read[Versie].is_whole:
        yield f"Dit hoort bij een versie die er niet is: {_named(map(shown, names))}."


def _signatures(read: Rows) -> Iterator[tuple[bool, Symptom]]:
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
            yield grave, Symptom(f"Dit hoort bij een versie die er niet is: {_named(names)}.", _UNSIGNED)


def _numbers(read: Rows) -> dict[str, list[int]]:
    """The numbers of the versions of each opdracht, from low to high."""
    found: dict[str, list[int]] = {}
    for row in sorted(read[Versie].rows, key=lambda one: int(one["nr"])):
        found.setdefault(row["opdracht"], []).append(row["nr"])
    return found


def _on_disk(read: Rows) -> Iterator[Symptom]:
    found: dict[str, list[str]] = {}
    for row in read[Document].rows:
        try:
            found.setdefault(state_of(tuple_of(Document)(**row)), []).append(row["pad"])
        except ValueError:  # a path that no disk can have
            found.setdefault(Staat.GONE, []).append(row["pad"])
    for state, text, repair in (
        (
            Staat.CHANGED,
            "Na het afdrukken veranderd",
            "Kijk of er nog staat wat is vastgesteld met: opdracht verify BESTAND",
        ),
        (Staat.GONE, "Weg van de schijf", "Maak ze opnieuw met: opdracht render --all"),
        (Staat.CUT_OFF, "Niet afgemaakt", "Maak ze opnieuw met: opdracht render --all"),
    ):
        if paths := found.get(state):
            yield Symptom(f"{text}: {counted(len(paths), 'document', 'documenten')}, {_named(paths)}.", repair)


def tables_beside(connection: Connection) -> Iterator[Symptom]:
    """Where the tables on a server are not those of the model: what lacks, and which constraints."""
    ask = sa.inspect(connection)
    present = set(ask.get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in present:
            repair = "Vraag de beheerder om een reservekopie terug te zetten."
            yield Symptom(f"De tabel {table.name} ontbreekt.", repair)
            continue
        named = [*ask.get_columns(table.name), *ask.get_check_constraints(table.name),
                 *ask.get_foreign_keys(table.name), ask.get_pk_constraint(table.name)]  # fmt: skip
        constraints = [one for one in table.constraints if not isinstance(one, sa.UniqueConstraint)]
        wanted = {str(part.name) for part in (*table.columns, *constraints)}
        if missing := sorted(wanted - {str(part["name"]) for part in named}):
            repair = "Vraag de beheerder om de tabel te herstellen of een reservekopie terug te zetten."
            yield Symptom(f"De tabel {table.name} mist: {_named(missing)}.", repair)


def _named(names: Iterable[str]) -> str:
    return first_few(list(names), NAMED)


def shown(key: str) -> str:
    """A key that may be long or damaged, fit for a screen."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in key)
    return clean if len(clean) <= 80 else f"{clean[:79]}…"
