"""Whether the records of a register are right: each by itself, beside the journal, beside its hash and beside the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht import codec
from opdracht.agreed.versions import hash_of, is_readable
from opdracht.cells import misplaced, shown
from opdracht.codec import Values
from opdracht.dutch import counted, first_few
from opdracht.errors import OpdrachtError
from opdracht.model import (
    METADATA,
    TABLES,
    Afdruk,
    Document,
    Instelling,
    Mutatie,
    Ondertekening,
    Plan,
    Record,
    Versie,
    Wijziging,
    key_of,
)
from opdracht.plan.voorstel import Voorstel
from opdracht.proof.printed import Staat, state_of
from opdracht.records import Invalid, Place, kind_of, make, written_key
from opdracht.region import tuple_of, without_target
from opdracht.safety.salvage import Table
from opdracht.settings import Settings
from opdracht.store import journal

_KINDS = {model.enkelvoud: model for model in TABLES}
NAMED = 5  # so many are named at once
_UNSIGNED = "Hoort zij er niet, haal haar dan weg met: opdracht remove ondertekening SLEUTEL"


@dataclass(frozen=True)
class Symptom:
    """Something about a register that is wrong or worth a remark, in one sentence, and what to do."""

    text: str
    repair: str = ""


RESCUING = "doctor"
"""The command that rescues: it changes nothing else."""
Rows = Mapping[type[Record], Table]


def records_in(read: Rows, repair: str) -> Iterator[Callable[[], Iterable[tuple[bool, Symptom]]]]:
    """The looks at the records, each by itself: what is wrong with them (True), and what is worth a remark (False)."""
    for look in (_unreadable, _invalid, _dangling, _settings, _kept, _beside_journal, _versions):
        yield partial(_as_faults, look, read, repair)
    yield partial(_signatures, read)
    for remarks in (_rescued, _on_disk):
        yield partial(_as_remarks, remarks, read)


def _as_faults(look: Callable[[Rows], Iterable[str]], read: Rows, repair: str) -> Iterator[tuple[bool, Symptom]]:
    for text in look(read):
        yield True, Symptom(text, repair)


def _as_remarks(look: Callable[[Rows], Iterable[Symptom]], read: Rows) -> Iterator[tuple[bool, Symptom]]:
    for symptom in look(read):
        yield False, symptom


def _unreadable(read: Rows) -> Iterator[str]:
    for model, table in read.items():
        if table.lost:
            yield f"In de tabel {model.enkelvoud} zijn rijen niet te lezen."
        for row in table.wrong:
            for field, reason in row.faults.items():
                yield misplaced(model, row.key, field, reason)


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


def _dangling(read: Rows) -> Iterator[str]:
    """References to what is not there; a record that is there and cannot be read is told already."""
    records = {model.meervoud: [tuple_of(model)(**row) for row in read[model].rows] for model in TABLES}
    for row, reference in without_target(records):
        code, target = getattr(row, reference.field), _KINDS[reference.target]
        if not read[target].lost and code not in {wrong.key for wrong in read[target].wrong}:
            yield misplaced(
                kind_of(row),
                written_key(key_of(row)),
                reference.field,
                f"Er is geen {target.enkelvoud} '{shown(code)}'.",
            )


def _settings(read: Rows) -> Iterator[str]:
    for row in read[Instelling].rows:
        try:
            Settings.of({row["naam"]: row["waarde"]})
        except OpdrachtError as error:
            yield misplaced(Instelling, row["naam"], "waarde", error.message)


def _kept(read: Rows) -> Iterator[str]:
    """Texts that the program kept and cannot read: of versions and of plans."""
    for row in read[Versie].rows:
        if hash_of(row["inhoud"]) == (row["geschoond"] or row["sha256"]) and not is_readable(tuple_of(Versie)(**row)):
            yield misplaced(
                Versie, f"{row['opdracht']}/{row['nr']}", "inhoud", "Dit is niet de tekst van een opdracht."
            )
    for row in read[Plan].rows:
        try:
            Voorstel.read(row["inhoud"])
        except ValueError:
            yield misplaced(Plan, row["naam"], "inhoud", "Dit is geen plan.")


def _beside_journal(read: Rows) -> Iterator[str]:
    changes, mutations = changes_in(read)
    by_change = journal.by_change(mutations)
    if broken := [str(nr) for nr in journal.unsealed(changes, by_change)]:
        yield f"In het journaal is geknoeid of iets beschadigd: bij wijziging {_named(broken)}."
    if strays := sorted(by_change.keys() - {change.nr for change in changes}):
        yield f"Het journaal mist wijziging {_named(map(str, strays))}."
    try:
        replayed = journal.replayed(mutations)
    except (ValueError, TypeError, AttributeError):
        yield "Het journaal is niet te lezen."
        return
    standing = {journal.key_in(model, row): codec.filled(row) for model in TABLES for row in read[model].rows}
    unread = {Place(model.enkelvoud, row.key) for model in TABLES for row in read[model].wrong}
    differing = [key for key in standing if key in replayed and replayed[key] != standing[key]]
    for text, keys in (
        ("staat niet in het journaal", [key for key in standing if key not in replayed]),
        (
            "staat in het journaal en niet in het register",
            [key for key in replayed if key not in standing and key not in unread],
        ),
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


def _rescued(read: Rows) -> Iterator[Symptom]:
    """That it was rescued (rescue.py writes a change of what the journal did not tell): it may lack records."""
    if numbers := sorted(str(row["nr"]) for row in read[Wijziging].rows if row["commando"] == RESCUING):
        yield Symptom(
            f"Dit register is gered uit een beschadigd bestand, met wijziging {_named(numbers)}. "
            "Wat toen niet te lezen was, staat er niet in."
        )


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
