"""The register as it was after an earlier change, by the keys that its records have now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from opdracht import codec
from opdracht.codec import Fields
from opdracht.model import Mutatie, Record
from opdracht.records import Place, read_key
from opdracht.store import Reader, journal
from opdracht.store.reading import table_of

_MUTATIE = table_of(Mutatie).c
_NR = _MUTATIE.wijziging


@dataclass(frozen=True)
class Moment:
    """The records of that moment by kind and key, all fields typed.

    `new_keys` has the key now of what got another since; `gone` are those that were removed, by the key that they had at
    last: something else may have that key now.
    """

    records: Mapping[type[Record], Mapping[tuple[str | int, ...], Fields]]
    new_keys: Mapping[Place, str]
    gone: Collection[Place] = frozenset()


def moment(reader: Reader, number: int, kinds: Collection[type[Record]]) -> Moment:
    """The records of these kinds after change `number`. Raises OpdrachtError when the journal is damaged."""
    state = journal.replayed(reader.matching(Mutatie, number >= _NR))
    stood = {place: place for place in state}
    """Where each of those records stood then, by where it stands after the changes so far."""
    gone: dict[Place, Place] = {}
    moved_or_gone = sa.or_(_MUTATIE.eerder.is_not(None), _MUTATIE.na.is_(None))
    for later in reader.matching(Mutatie, number < _NR, moved_or_gone):
        place, earlier = Place(later.soort, later.gegeven), Place(later.soort, later.eerder or later.gegeven)
        if earlier in stood:
            (gone if later.na is None else stood)[place] = stood.pop(earlier)
    records: dict[type[Record], dict[tuple[str | int, ...], Fields]] = {kind: {} for kind in kinds}
    for place, then in [*stood.items(), *gone.items()]:
        if (kind := journal.model_of(place.kind)) in records:
            key = read_key(kind, place.key)
            fields = codec.typed(kind, state[then])
            records[kind][key] = fields | dict(zip(kind.sleutel, key, strict=True))
    new_keys = {then: place.key for place, then in [*stood.items(), *gone.items()] if place != then}
    return Moment(records, new_keys, frozenset(gone))
