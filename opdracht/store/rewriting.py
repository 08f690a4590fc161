"""The one exception to a journal that is only added to: values that must be gone, in the records and in the past.

Records and journal are changed alike, so that the one still follows from the other, and the chain is sealed anew from
the first change that it touches. What it was is kept in the change that it adds: nobody can rewrite in silence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from opdracht.author import who
from opdracht.model import METADATA, TABLES, Mutatie, Record, Wijziging
from opdracht.records import read_key, written_key
from opdracht.store import journal
from opdracht.store.reading import values
from opdracht.store.writing import Writer

Fields = dict[str, Any]
"""The filled fields of a record as they stand in JSON."""
Rewrite = Callable[[type[Record], Fields], Fields]
"""Gives a record of a kind other fields; what needs no change comes back as it was."""


_SEAL = 16
"""So many signs of a seal tell it from any other."""


@dataclass
class Rewritten:
    """How many records of each kind (by its plural name) got other values, how many rows of the journal, and the number of the change."""

    records: Counter[str] = field(default_factory=Counter)
    past: int = 0
    nr: int = 0


def rewrite(writer: Writer, new: Rewrite, text: Callable[[str], str], note: str) -> Rewritten:
    """Give every record the fields that `new` says, and the names in the journal what `text` makes of them.

    `note` is the command that the journal shows for it. Raises RuntimeError when records and journal would not agree.
    """
    done = Rewritten()
    connection = writer.connection
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for model in TABLES:
        for row in writer.rows(model):
            before = journal.plain(values(row))
            after = new(model, before)
            if after != before:
                _update(connection, model, before, journal.typed(model, after))
                done.records[model.meervoud] += 1
    head = _rewrite_journal(writer, new, text, done)
    done.nr = journal.write(
        connection, [],
        wie=who(), rekening=writer.account(), commando=f"{note} (de keten was {head[:_SEAL]})", ongedaan=None,
    )  # fmt: skip
    _agree(writer)
    return done


def _update(connection: sa.Connection, model: type[Record], before: Fields, after: Mapping[str, Any]) -> None:
    """Change a row, its key too: what refers to it follows by itself."""
    table = METADATA.tables[str(model.__tablename__)]
    was = journal.typed(model, before)
    changed = {name: value for name, value in after.items() if value != was[name]}
    where = [column == was[column.name] for column in table.primary_key]
    connection.execute(sa.update(table).where(*where).values(changed))


def _rewrite_journal(writer: Writer, new: Rewrite, text: Callable[[str], str], done: Rewritten) -> str:
    """Rewrite the past and seal it anew; the seal of the last change as it was."""
    rows: dict[int, list[tuple[str, str, str | None, str | None]]] = {}
    mutatie, wijziging = METADATA.tables["mutatie"], METADATA.tables["wijziging"]
    for one in writer.rows(Mutatie):
        row = (one.soort, one.gegeven, one.voor, one.na)
        now = _rewritten(new, one)
        rows.setdefault(one.wijziging, []).append(now)
        if now != row:
            place = (mutatie.c.wijziging == one.wijziging, mutatie.c.nr == one.nr)
            fields = {"gegeven": now[1], "voor": now[2], "na": now[3]}
            writer.connection.execute(sa.update(mutatie).where(*place).values(fields))
            done.past += 1
    before, head = "", ""
    for change in writer.rows(Wijziging):
        told = {name: getattr(change, name) for name in journal.TOLD}
        told |= {name: text(told[name]) for name in ("wie", "rekening")}
        head, before = change.sha256, journal.seal(before, told, rows.get(change.nr, []))
        if before != change.sha256:
            fields = {"wie": told["wie"], "rekening": told["rekening"], "sha256": before}
            writer.connection.execute(sa.update(wijziging).where(wijziging.c.nr == change.nr).values(fields))
    return head


def _rewritten(new: Rewrite, one: Mutatie) -> tuple[str, str, str | None, str | None]:
    if (model := journal.MODELS.get(one.soort)) is None:
        return one.soort, one.gegeven, one.voor, one.na
    key = dict(zip(model.sleutel, read_key(model, one.gegeven), strict=True))
    renamed = {**key, **new(model, dict(key))}

    def fields(written: str | None) -> str | None:
        if written is None:
            return None
        before = json.loads(written)
        filled = {name: value for name, value in before.items() if value is not None}
        after = new(model, {**key, **filled})
        kept = {name: after.get(name) for name in before if name in after or (one.voor and one.na)}
        added = {name: value for name, value in after.items() if name not in before and name not in key}
        return journal.as_json({**kept, **added})

    return one.soort, written_key([renamed[name] for name in model.sleutel]), fields(one.voor), fields(one.na)


def _agree(writer: Writer) -> None:
    """The records still follow from the journal."""
    state = journal.replayed(writer.rows(Mutatie))
    there = {
        journal.key_in(model, fields): journal.plain(fields)
        for model in TABLES
        for fields in map(values, writer.rows(model))
    }
    rows: dict[int, list[Mutatie]] = {}
    for one in writer.rows(Mutatie):
        rows.setdefault(one.wijziging, []).append(one)
    if state != there or list(journal.unsealed(writer.rows(Wijziging), rows)):
        raise RuntimeError("records and journal do not agree after rewriting")
