"""The one exception to a journal that is only added to: values that must be gone, in the records and in the past.

Records and journal are changed alike, so that the one still follows from the other, and the chain is sealed anew from
the first change that it touches. What it was is kept in the change that it adds: nobody can rewrite in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import sqlalchemy as sa

from opdracht import codec
from opdracht.author import who
from opdracht.codec import Fields, Values, values
from opdracht.errors import OpdrachtError
from opdracht.fields import parsed_json
from opdracht.model import TABLES, Mutatie, Record, Wijziging
from opdracht.records import Place, read_key, written_key
from opdracht.store import journal
from opdracht.store.reading import Reader, table_of
from opdracht.store.writing import Writer

Rewrite = Callable[[int, type[Record], Fields], Fields]
"""Gives the fields that a record of a kind got in a change other values; what needs none comes back as it was."""
J = TypeVar("J", Mutatie, Wijziging)
_SEAL = 16
"""So many signs of a seal tell it from any other."""


@dataclass
class Rewritten:
    """The records that got other values, and how many rows of the journal did."""

    records: list[Place] = field(default_factory=list)
    past: int = 0


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
    journal.write(
        writer.connection, [],
        wie=text(who()), rekening=text(writer.account()), commando=f"{note} (de keten was {head[:_SEAL]})",
        ongedaan=None,
    )  # fmt: skip
    if not _agree(writer):
        raise RuntimeError("records and journal do not agree after rewriting")
    return done


def _changes(reader: Reader, new: Rewrite) -> Iterator[tuple[type[Record], Values, Values]]:
    """The records that get other fields: kind, before and after."""
    last = {(mutatie.soort, mutatie.gegeven): mutatie.wijziging for mutatie in reader.rows(Mutatie)}
    for model in TABLES:
        for row in reader.rows(model):
            before = codec.filled(values(row))
            after = new(last[Place.of(row)], model, before)
            if after != before:
                yield model, values(row), codec.typed(model, after)


def _update(connection: sa.Connection, model: type[Record], before: Values, after: Values) -> None:
    """Change a row, its key too. What refers to a key follows by itself, so a reference is what it will be."""
    table = table_of(model)
    changed = {name: value for name, value in after.items() if value != before[name]}
    key = [column == (after if column.foreign_keys else before)[column.name] for column in table.primary_key]
    connection.execute(sa.update(table).where(*key).values(changed))


def _rewrite_journal(writer: Writer, new: Rewrite, text: Callable[[str], str], done: Rewritten) -> str:
    """Rewrite the past and seal it anew; the seal of the last change as it was."""
    rows: dict[int, list[Mutatie]] = {}
    for mutatie in writer.rows(Mutatie):
        rewritten = _rewritten(new, mutatie)
        rows.setdefault(mutatie.wijziging, []).append(rewritten)
        done.past += _put(writer.connection, mutatie, rewritten)
    seal, head = "", ""
    for change in writer.rows(Wijziging):
        unsealed = _other(change, wie=text(change.wie), rekening=text(change.rekening))
        head, seal = change.sha256, journal.seal(seal, unsealed, rows.get(change.nr, []))
        _put(writer.connection, change, _other(unsealed, sha256=seal))
    return head


def _other(row: J, **fields: str | None) -> J:
    """A row of the journal with other fields."""
    return type(row)(**{**values(row), **fields})


def _put(connection: sa.Connection, before: Mutatie | Wijziging, after: Mutatie | Wijziging) -> bool:
    """Write one row of the journal in the place of another; whether they differ."""
    if before == after:
        return False
    columns = table_of(before).c
    key = [columns[field] == getattr(before, field) for field in before.sleutel]
    connection.execute(sa.update(table_of(before)).where(*key).values(values(after)))
    return True


def _rewritten(new: Rewrite, mutatie: Mutatie) -> Mutatie:
    """A row of the journal with other values, in its keys too."""
    if (model := journal.MODELS.get(mutatie.soort)) is None:
        return mutatie

    def rewritten(key: str, written: str | None) -> tuple[str, str | None]:
        """A key and the fields that stand with it."""
        named = dict(zip(model.sleutel, read_key(model, key), strict=True))
        before = parsed_json(written) if written else {}
        filled = {name: value for name, value in before.items() if value is not None}
        after = new(mutatie.wijziging, model, {**named, **filled})
        kept = {name: after.get(name) for name in before if name in after or (mutatie.voor and mutatie.na)}
        added = {name: value for name, value in after.items() if name not in before and name not in named}
        fields = None if written is None else journal.as_json({**kept, **added})
        return written_key([after[name] for name in model.sleutel]), fields

    earlier, voor = rewritten(mutatie.eerder or mutatie.gegeven, mutatie.voor)
    key, na = rewritten(mutatie.gegeven, mutatie.na)
    return _other(mutatie, gegeven=key, eerder=earlier if mutatie.eerder else None, voor=voor, na=na)


def _agree(reader: Reader) -> bool:
    """Whether the records follow from the journal, and its chain holds."""
    mutations = reader.rows(Mutatie)
    broken = journal.unsealed(reader.rows(Wijziging), journal.by_change(mutations))
    return journal.replayed(mutations) == journal.standing(reader) and not list(broken)
