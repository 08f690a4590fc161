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
from itertools import groupby

import sqlalchemy as sa

from opdracht import codec
from opdracht.codec import Fields, Values, values
from opdracht.errors import OpdrachtError
from opdracht.fields import parsed_json
from opdracht.model import TABLES, Mutatie, Record, Wijziging
from opdracht.records import Place, written_key
from opdracht.region import tuple_of
from opdracht.store.reading import Reader, table_of

State = dict[Place, Fields]
"""Records by their place, each with its filled fields as they stand in JSON."""

MODELS: dict[str, type[Record]] = {model.enkelvoud: model for model in TABLES}


@dataclass(slots=True)
class RecordChange:
    """What a transaction does to one record: where it stood and stands, and its fields; None where it is not there.

    The place of a record that goes is where it stood.
    """

    earlier: Place | None
    before: Values | None
    place: Place
    after: Values | None

    def as_mutatie(self, wijziging: int, nr: int) -> Mutatie:
        """As the journal writes it, in its place; of a record that changed only the fields that did."""
        before, after = self.before, self.after
        if before is None or after is None:
            voor, na = _filled(before), _filled(after)
        else:
            names = [name for name in after if before[name] != after[name]]
            voor, na = (as_json({name: fields[name] for name in names}) for fields in (before, after))
        kind, key = self.place
        eerder = self.earlier.key if self.earlier and self.earlier != self.place else None
        row: Mutatie = tuple.__new__(tuple_of(Mutatie), (wijziging, nr, kind, key, eerder, voor, na))
        return row


class Recorder:
    """What a transaction does to the records. What it does twice counts once, what it takes back itself not at all."""

    def __init__(self) -> None:
        self._changes: list[RecordChange] = []
        self._standing: dict[Place, RecordChange] = {}
        """The change of each record that is there now."""

    def note(self, model: type[Record], before: Values | None, after: Values | None) -> None:
        """A record of this kind went from one to the other; with another key in both it is a renaming."""
        was = None if before is None else key_in(model, before)
        place = was if after is None and was else key_in(model, after or {})
        change = self._standing.pop(was, None) if was else None
        if change is None:
            change = RecordChange(was, before, place, None)
            self._changes.append(change)
        change.after = after
        change.place = place if after is not None else change.earlier or place
        if after is not None:
            self._standing[place] = change

    def changes(self) -> list[RecordChange]:
        """The changes, of each kind after the kinds it refers to. What went and came again under its key has changed."""
        gone = {change.earlier: change for change in self._changes if change.after is None}
        for place, change in self._standing.items() if gone else ():
            if change.earlier is None and place in gone:
                again = gone[place]
                again.place, again.after, change.after = place, change.after, None
                self._standing[place] = again
        differing = (change for change in self._changes if change.before != change.after)
        return sorted(differing, key=lambda change: _ORDER[change.place.kind])


_ORDER = {kind: nr for nr, kind in enumerate(MODELS)}


def key_in(model: type[Record], values: Values) -> Place:
    """Where the record with these fields stands."""
    return Place(model.enkelvoud, written_key([values[field] for field in model.sleutel]))


def now() -> str:
    """This moment, as the journal writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seal(before: str, change: Wijziging, rows: Iterable[Mutatie]) -> str:
    """The sha256 of a change: over that of the one before, what the change says of itself, and each row in its order."""
    of_itself = [value for name, value in values(change).items() if name != "sha256"]
    digest = hashlib.sha256(json.dumps([before, *of_itself], ensure_ascii=False).encode())
    for row in rows:
        sealed = [row.soort, row.gegeven, row.eerder, row.voor, row.na]
        digest.update(b"\n" + json.dumps(sealed, ensure_ascii=False).encode())
    return digest.hexdigest()


def write(
    connection: sa.Connection,
    changes: Iterable[RecordChange],
    *,
    wie: str,
    rekening: str,
    commando: str,
    ongedaan: int | None,
) -> int:
    """Add a change to the journal; its number."""
    table = table_of(Wijziging)
    last = connection.execute(sa.select(table.c.nr, table.c.sha256).order_by(table.c.nr.desc()).limit(1)).first()
    nr, before = (last.nr + 1, last.sha256) if last else (1, "")
    wijziging: Wijziging = tuple_of(Wijziging)(
        nr=nr, wanneer=now(), wie=wie, rekening=rekening, commando=commando, ongedaan=ongedaan, sha256=""
    )
    rows = [change.as_mutatie(nr, place) for place, change in enumerate(changes, 1)]
    connection.execute(sa.insert(table).values({**values(wijziging), "sha256": seal(before, wijziging, rows)}))
    if rows:
        connection.execute(sa.insert(table_of(Mutatie)), [values(row) for row in rows])
    return nr


def replayed(mutations: Iterable[Mutatie]) -> State:
    """The records as the journal says that they stand.

    Of each change first goes all that it changes, and then comes what that became: keys may have changed hands.
    """
    state: State = {}
    for _, of_change in groupby(mutations, lambda mutatie: mutatie.wijziging):
        taken = [(row, state.pop(Place(row.soort, row.eerder or row.gegeven), {})) for row in of_change]
        for row, before in taken:
            if row.na is not None:
                fields = parsed_json(row.na) if row.voor is None else {**before, **parsed_json(row.na)}
                filled = {name: value for name, value in fields.items() if value is not None}
                state[Place(row.soort, row.gegeven)] = filled
    return state


def standing(reader: Reader) -> State:
    """The records as they stand."""
    return {Place.of(row): codec.filled(values(row)) for model in TABLES for row in reader.rows(model)}


def is_forgetting(change: Wijziging) -> bool:
    """Whether this change took a person out of the register: what is of before may bring them back."""
    return change.commando.split(" ")[0] == "forget"


def fields_in(text: str | None) -> Fields | None:
    """The fields before or after a change, as the journal has them. Raises OpdrachtError when it is damaged."""
    if text is None:
        return None
    try:
        fields = parsed_json(text)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise damaged()
    return fields


def damaged() -> OpdrachtError:
    """The refusal to go by a journal that cannot be read."""
    return OpdrachtError("Het journaal is beschadigd.", "Kijk wat eraan scheelt met: opdracht doctor")


def model_of(soort: str) -> type[Record]:
    """The kind of a record in the journal. Raises OpdrachtError for one that does not exist."""
    if (model := MODELS.get(soort)) is None:
        raise damaged()
    return model


def by_change(mutations: Iterable[Mutatie]) -> dict[int, list[Mutatie]]:
    """What was done to records, by the number of the change."""
    grouped: dict[int, list[Mutatie]] = {}
    for mutatie in mutations:
        grouped.setdefault(mutatie.wijziging, []).append(mutatie)
    return grouped


def unsealed(changes: Iterable[Wijziging], rows: Mapping[int, list[Mutatie]]) -> Iterator[int]:
    """The numbers of the changes that are not as they were written, or do not follow the one before."""
    before, last = "", 0
    for change in changes:
        if change.nr != last + 1 or seal(before, change, rows.get(change.nr, [])) != change.sha256:
            yield change.nr
        before, last = change.sha256, change.nr


def _filled(values: Values | None) -> str | None:
    return None if values is None else codec.as_text(codec.filled(values))


def as_json(values: Values) -> str:
    """Fields as the journal writes them."""
    return codec.as_text(
        {name: None if codec.is_empty(value) else codec.plain(value) for name, value in values.items()}
    )
