"""The one exception to a journal that is only added to: values that must be gone, in the records and in the past.

Records and journal are changed alike, so that the one still follows from the other, and the chain is sealed anew from
the first change that it touches. What it was is kept in the change that it adds: nobody can rewrite in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from opdracht import codec
from opdracht.author import who
from opdracht.codec import values
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, TABLES, Mutatie, Record, Wijziging
from opdracht.records import read_key, written_key
from opdracht.store import journal
from opdracht.store.reading import Reader
from opdracht.store.writing import Writer

Fields = dict[str, Any]
"""The filled fields of a record as they stand in JSON."""
Rewrite = Callable[[int, type[Record], Fields], Fields]
"""Gives the fields that a record of a kind got in a change other values; what needs none comes back as it was."""


_SEAL = 16
"""So many signs of a seal tell it from any other."""


@dataclass
class Rewritten:
    """The records that got other values, how many rows of the journal did, and the number of the change."""

    records: list[journal.Key] = field(default_factory=list)
    past: int = 0
    nr: int = 0


def need_sound(reader: Reader) -> None:
    """Raises OpdrachtError when records and journal do not agree, or the journal is not as it was written."""
    try:
        sound = _agree(reader)
    except (ValueError, TypeError, AttributeError):  # what stands in the journal is no JSON of fields
        sound = False
    if not sound:
        raise OpdrachtError(
            "De gegevens en het journaal passen niet bij elkaar. Er is niets veranderd.",
            "Kijk wat eraan scheelt met: opdracht doctor",
        )


def rewrite(writer: Writer, new: Rewrite, text: Callable[[str], str], note: str) -> Rewritten:
    """Give every record the fields that `new` says, and the names in the journal what `text` makes of them.

    `note` is the command that the journal shows for it. Records and journal must agree (need_sound). Raises
    RuntimeError when they no longer would.
    """
    done = Rewritten()
    for model, before, after in list(_changes(writer, new)):
        _update(writer.connection, model, before, after)
        done.records.append(journal.key_in(model, after))
    head = _rewrite_journal(writer, new, text, done)
    done.nr = journal.write(
        writer.connection, [],
        wie=text(who()), rekening=text(writer.account()), commando=f"{note} (de keten was {head[:_SEAL]})",
        ongedaan=None,
    )  # fmt: skip
    if not _agree(writer):
        raise RuntimeError("records and journal do not agree after rewriting")
    return done


def _changes(reader: Reader, new: Rewrite) -> Iterator[tuple[type[Record], Fields, Fields]]:
    """The records that get other fields: kind, before and after."""
    last = {(one.soort, one.gegeven): one.wijziging for one in reader.rows(Mutatie)}
    for model in TABLES:
        for row in reader.rows(model):
            fields = values(row)
            before = codec.filled(fields)
            after = new(last[journal.key_in(model, fields)], model, before)
            if after != before:
                yield model, fields, codec.typed(model, after)


def _update(connection: sa.Connection, model: type[Record], before: Fields, after: Fields) -> None:
    """Change a row, its key too. What refers to a key follows by itself, so a reference is what it will be."""
    table = METADATA.tables[model.enkelvoud]
    changed = {name: value for name, value in after.items() if value != before[name]}
    key = [(column, (after if column.foreign_keys else before)[column.name]) for column in table.primary_key]
    connection.execute(sa.update(table).where(*(column == value for column, value in key)).values(changed))


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
    renamed = {**key, **new(one.wijziging, model, dict(key))}

    def fields(written: str | None) -> str | None:
        if written is None:
            return None
        before = json.loads(written)
        filled = {name: value for name, value in before.items() if value is not None}
        after = new(one.wijziging, model, {**key, **filled})
        kept = {name: after.get(name) for name in before if name in after or (one.voor and one.na)}
        added = {name: value for name, value in after.items() if name not in before and name not in key}
        return journal.as_json({**kept, **added})

    return one.soort, written_key([renamed[name] for name in model.sleutel]), fields(one.voor), fields(one.na)


def _agree(reader: Reader) -> bool:
    """Whether the records follow from the journal, and its chain holds."""
    mutations = reader.rows(Mutatie)
    there = {
        journal.key_in(model, fields): codec.filled(fields)
        for model in TABLES
        for fields in map(values, reader.rows(model))
    }
    rows: dict[int, list[Mutatie]] = {}
    for one in mutations:
        rows.setdefault(one.wijziging, []).append(one)
    return journal.replayed(mutations) == there and not list(journal.unsealed(reader.rows(Wijziging), rows))
