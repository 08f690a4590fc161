"""A new register of what can still be read of a damaged one: its rows, and what the journal says of records beside them."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from opdracht import codec
from opdracht.errors import OpdrachtError, reason
from opdracht.model import JOURNAL, METADATA, TABLES, Mutatie, Record, Wijziging, key_of
from opdracht.records import Invalid, make, written_key
from opdracht.region import tuple_of
from opdracht.safety import salvage
from opdracht.safety.salvage import Table
from opdracht.safety.sound import Rows, ordered, shown
from opdracht.store import HEAD, Register, Writer, journal, values
from opdracht.store.reading import table_of

Records = dict[type[Record], dict[str, dict[str, Any]]]
"""The fields of each record, by its kind and its key as people type it."""


@dataclass
class Rescued:
    """What was rescued of each kind, what of that came from the journal, and what was lost."""

    counts: Counter[str] = field(default_factory=Counter)
    from_journal: list[str] = field(default_factory=list)
    unknown_to_journal: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changes: int = 0
    """How many changes of the journal are in the new register."""
    all_changes: bool = False


def rescue(register: Register, new: Path) -> Rescued:
    """Make a new register of what can be read of the file of another, which is only read. Raises OpdrachtError."""
    if register.on_server:
        raise OpdrachtError("Redden gaat alleen uit een bestand.", "Zet een reservekopie terug met: opdracht restore")
    if new.exists():
        raise OpdrachtError(f"{new} bestaat al.", "Kies een naam die er nog niet is.")
    read = _read(register.path)
    found = Rescued()
    sealed, found.all_changes = _sealed(read)
    found.changes = len(sealed)
    records = _chosen(read, sealed, found)
    if not any(records.values()):
        raise OpdrachtError(
            f"In {register.name} is niets meer te lezen.", "Zet een reservekopie terug met: opdracht restore"
        )
    _only_with_targets(records, found)
    Register.at(str(new)).create(lambda writer: _fill(writer, read, sealed, records))
    found.counts = Counter({model.meervoud: len(of_kind) for model, of_kind in records.items() if of_kind})
    return found


def _read(path: Path) -> Rows:
    try:
        if not path.stat().st_size:
            raise OpdrachtError(f"{path} is leeg.", "Zet een reservekopie terug met: opdracht restore")
        with salvage.mended(path, _first_page) as connection:
            read = {model: salvage.table(connection, model) for model in (*TABLES, *JOURNAL)}
            older = salvage.revision(connection) < HEAD
            return {model: Table() if older and table.is_absent else table for model, table in read.items()}
    except OSError as error:
        raise OpdrachtError(f"{path} is niet te lezen: {reason(error)}.", "Kijk of u erbij mag.") from error


def _first_page() -> bytes:
    """The first page of a new register."""
    with tempfile.TemporaryDirectory(prefix="opdracht-", ignore_cleanup_errors=True) as folder:
        fresh = Register.at(str(Path(folder) / "nieuw.db"))
        fresh.create()
        content = fresh.path.read_bytes()
    return content[: salvage.page_size(content)]


def _sealed(read: Rows) -> tuple[set[int], bool]:
    """The changes from the first one on of which nothing is damaged, and whether those are all."""
    changes = sorted((tuple_of(Wijziging)(**row) for row in read[Wijziging].rows), key=lambda one: one.nr)
    rows = journal.by_change(ordered(read))
    broken = next(iter(journal.unsealed(changes, rows)), None)
    sealed = {one.nr for one in changes if broken is None or one.nr < broken}
    whole = broken is None and all(read[model].is_whole for model in JOURNAL) and rows.keys() <= sealed
    return sealed, whole and bool(sealed)


def _chosen(read: Rows, sealed: set[int], found: Rescued) -> Records:
    """Each record from the journal when all of that is sealed; else from its row, or from the journal where there is none."""
    told = _told(ordered(read))
    records: Records = {}
    for model in TABLES:
        kind = model.enkelvoud
        standing, invalid = _valid(model, read[model].rows)
        in_journal = {key: fields for (of, key), fields in told.items() if of == kind}
        records[model] = dict(standing)
        for key, fields in in_journal.items():
            differs = key not in standing or (found.all_changes and codec.filled(standing[key]) != fields)
            if not differs:
                continue
            if (record := _made(model, codec.typed(model, fields))) and written_key(key_of(record)) == key:
                records[model][key] = values(record)
                found.from_journal.append(f"{kind} {shown(key)}")
            elif key not in standing:
                found.lost.append(f"{kind} {shown(key)}")
        found.lost += [f"{kind} {shown(key)}" for key in invalid if key not in records[model] | in_journal]
        unknown = [key for key in standing if sealed and key not in in_journal]
        found.unknown_to_journal += [f"{kind} {shown(key)}" for key in unknown]
        if found.all_changes:  # what the whole journal does not know was removed, or came from elsewhere
            records[model] = {key: fields for key, fields in records[model].items() if key in in_journal}
        if not read[model].is_whole and not found.all_changes:
            found.lost.append(f"rijen van de tabel {kind} die niet te lezen zijn en niet in het journaal staan")
    return records


def _told(mutations: Iterable[Mutatie]) -> journal.State:
    """The records as far as the journal can be read."""
    return journal.replayed(one for one in mutations if one.soort in journal.MODELS and _is_readable(one))


def _is_readable(one: Mutatie) -> bool:
    try:
        return all(text is None or isinstance(json.loads(text), dict) for text in (one.voor, one.na))
    except ValueError:
        return False


def _valid(model: type[Record], rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The records that rows make, by their key, and the keys of rows that make none."""
    valid, invalid = {}, []
    for row in rows:
        if record := _made(model, row):
            valid[written_key(key_of(record))] = values(record)
        else:
            invalid.append(written_key([row.get(field, "?") for field in model.sleutel]))
    return valid, invalid


def _made(model: type[Record], fields: Mapping[str, Any]) -> Record | None:
    try:
        return make(model, fields)
    except Invalid:
        return None


def _only_with_targets(records: Records, found: Rescued) -> None:
    """Let go of what refers to a record that is not there; where the reference may be empty, only of that."""
    for model in TABLES:
        for key, fields in list(records[model].items()):
            for column in table_of(model).columns:
                for reference in column.foreign_keys:
                    target = journal.MODELS[reference.column.table.name]
                    if fields[column.name] is None or str(fields[column.name]) in records[target]:
                        continue
                    if column.nullable:
                        found.emptied.append(f"{column.name} van {model.enkelvoud} {shown(key)}")
                        fields[column.name] = None
                    elif records[model].pop(key, None):
                        found.lost.append(f"{model.enkelvoud} {shown(key)}")


def _fill(writer: Writer, read: Rows, sealed: set[int], records: Records) -> None:
    """The sealed part of the journal as it is, and the records; what they differ becomes a change of this command."""
    changes = [row for row in read[Wijziging].rows if row["nr"] in sealed]
    mutations = [row for row in read[Mutatie].rows if row["wijziging"] in sealed]
    for table, rows in (
        (METADATA.tables["wijziging"], changes),
        (METADATA.tables["mutatie"], mutations),
        *((table_of(model), list(records[model].values())) for model in TABLES),
    ):
        if rows:
            writer.connection.execute(sa.insert(table), rows)
    writer.reconcile()
