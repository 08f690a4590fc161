"""The journal: what one transaction did to the records, net, and chained so that a change in the past shows.

Values stand in it as JSON without the empty fields, the same on both databases. Playing the journal from the start
gives the records as they stand; doctor lays them side by side, and undo turns a change around.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from opdracht import codec
from opdracht.codec import Fields, Values, values
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, TABLES, Mutatie, Record, Wijziging
from opdracht.records import read_key, written_key
from opdracht.store.reading import Reader

Key = tuple[str, str]
"""A record in the journal: its kind, and its key as people type it."""
State = dict[Key, Fields]
"""Records by their key, each with its filled fields as they stand in JSON."""

TOLD = ("nr", "wanneer", "wie", "rekening", "commando", "ongedaan")
"""What a change says of itself, in the order in which it is sealed."""

MODELS: dict[str, type[Record]] = {model.enkelvoud: model for model in TABLES}


@dataclass(frozen=True)
class Change:
    """What happened to one record: the fields before and after; None where it was not there."""

    key: Key
    before: Values | None
    after: Values | None

    def as_row(self) -> tuple[str, str, str | None, str | None]:
        """Kind, key, before and after as the journal writes them; of a record that changed only the fields that did."""
        before, after = self.before, self.after
        if before is not None and after is not None:
            names = [name for name in after if before[name] != after[name]]
            return (
                *self.key,
                as_json({name: before[name] for name in names}),
                as_json({name: after[name] for name in names}),
            )
        return *self.key, _filled(before), _filled(after)


class Recorder:
    """What a transaction does to the records. What it does twice counts once, what it takes back itself not at all."""

    def __init__(self) -> None:
        self._was: dict[Key, Values | None] = {}
        self._is: dict[Key, Values | None] = {}

    def note(self, model: type[Record], before: Values | None, after: Values | None) -> None:
        """A record of this kind went from one to the other; its key is the same in both."""
        key = key_in(model, before if before is not None else after or {})
        self._was.setdefault(key, before)
        self._is[key] = after

    def changes(self) -> list[Change]:
        """The changes, of each kind after the kinds it refers to."""
        found = [Change(key, self._was[key], now) for key, now in self._is.items() if self._was[key] != now]
        return sorted(found, key=lambda change: _ORDER[change.key[0]])


_ORDER = {kind: place for place, kind in enumerate(MODELS)}


def key_in(model: type[Record], fields: Values) -> Key:
    """The key of the record with these fields."""
    return model.enkelvoud, written_key([fields[field] for field in model.sleutel])


def now() -> str:
    """This moment, as the journal writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seal(before: str, change: Values, rows: Iterable[tuple[str, str, str | None, str | None]]) -> str:
    """The sha256 of a change: over that of the one before, the change itself, and each row in its order."""
    told = [before, *(change[name] for name in TOLD)]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode())
    for row in rows:
        digest.update(b"\n" + json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


def write(
    connection: sa.Connection,
    changes: Iterable[Change],
    *,
    wie: str,
    rekening: str,
    commando: str,
    ongedaan: int | None,
) -> int:
    """Add a change to the journal; its number."""
    table = METADATA.tables["wijziging"]
    last = connection.execute(sa.select(table.c.nr, table.c.sha256).order_by(table.c.nr.desc()).limit(1)).first()
    nr, before = (last.nr + 1, last.sha256) if last else (1, "")
    change = {
        "nr": nr, "wanneer": now(), "wie": wie, "rekening": rekening, "commando": commando, "ongedaan": ongedaan,
    }  # fmt: skip
    rows = [one.as_row() for one in changes]
    connection.execute(sa.insert(table).values({**change, "sha256": seal(before, change, rows)}))
    if rows:
        named = [
            {"wijziging": nr, "nr": place, "soort": row[0], "gegeven": row[1], "voor": row[2], "na": row[3]}
            for place, row in enumerate(rows, 1)
        ]
        connection.execute(sa.insert(METADATA.tables["mutatie"]), named)
    return nr


def replayed(mutations: Iterable[Mutatie]) -> State:
    """The records as the journal says that they stand."""
    state: State = {}
    for one in mutations:
        key = (one.soort, one.gegeven)
        if one.na is None:
            state.pop(key, None)
        else:
            changed = {**(state.get(key) or {}), **json.loads(one.na)} if one.voor is not None else json.loads(one.na)
            state[key] = {name: value for name, value in changed.items() if value is not None}
    return state


def standing(reader: Reader) -> State:
    """The records as they stand."""
    rows = ((model, values(row)) for model in TABLES for row in reader.rows(model))
    return {key_in(model, fields): codec.filled(fields) for model, fields in rows}


def fields_in(text: str | None) -> Fields | None:
    """The fields before or after a change, as the journal has them. Raises OpdrachtError when it is damaged."""
    if text is None:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise damaged()
    return found


def damaged() -> OpdrachtError:
    """The refusal to go by a journal that cannot be read."""
    return OpdrachtError("Het journaal is beschadigd.", "Kijk wat eraan scheelt met: opdracht doctor")


def key_of_row(soort: str, gegeven: str) -> tuple[type[Record], tuple[str | int, ...]]:
    """The kind and key of a record in the journal."""
    if (model := MODELS.get(soort)) is None:
        raise damaged()
    return model, read_key(model, gegeven)


def by_change(mutations: Iterable[Mutatie]) -> dict[int, list[Mutatie]]:
    """What was done to records, by the number of the change."""
    grouped: dict[int, list[Mutatie]] = {}
    for mutatie in mutations:
        grouped.setdefault(mutatie.wijziging, []).append(mutatie)
    return grouped


def unsealed(changes: Iterable[Wijziging], rows: Mapping[int, list[Mutatie]]) -> Iterator[int]:
    """The numbers of the changes that are not as they were written, or do not follow the one before."""
    before, last = "", 0
    for one in changes:
        if one.nr != last + 1 or not holds(before, one, rows.get(one.nr, [])):
            yield one.nr
        before, last = one.sha256, one.nr


def holds(before: str, change: Wijziging, rows: Iterable[Mutatie]) -> bool:
    """Whether a change is as it was written, after the one with the seal `before`."""
    told = {name: getattr(change, name) for name in TOLD}
    return seal(before, told, [(row.soort, row.gegeven, row.voor, row.na) for row in rows]) == change.sha256


def _filled(values: Values | None) -> str | None:
    return None if values is None else codec.as_text(codec.filled(values))


def as_json(values: Values) -> str:
    """Fields as the journal writes them."""
    return codec.as_text(
        {name: None if codec.is_empty(value) else codec.plain(value) for name, value in values.items()}
    )
