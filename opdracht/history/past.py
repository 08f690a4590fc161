"""What the journal says of some changes or of one record, without reading all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from opdracht.model import TABLES, Afdruk, Document, Mutatie, Record, Terzijde, Wijziging
from opdracht.records import read_key, written_key
from opdracht.region import tuple_of
from opdracht.store.journal import MODELS, Key, fields_in, holds
from opdracht.store.reading import Reader, table_of

_TABLE = table_of(Mutatie)
NOW = 2**31 - 1
"""After every change."""
_ON_PAPER = (Afdruk, Document)
"""The kinds that tell their opdracht in a field, not in their key."""


def tally(reader: Reader, changes: Iterable[int]) -> list[tuple[int, str, str, int]]:
    """Per change, kind and what happened (nieuw, veranderd, weg), in how many records."""
    what = sa.case((_TABLE.c.voor.is_(None), "nieuw"), (_TABLE.c.na.is_(None), "weg"), else_="veranderd")
    counted = sa.select(_TABLE.c.wijziging, _TABLE.c.soort, what, sa.func.count(), sa.func.min(_TABLE.c.nr))
    query = counted.where(_TABLE.c.wijziging.in_(list(changes))).group_by(_TABLE.c.wijziging, _TABLE.c.soort, what)
    rows = sorted(reader.connection.execute(query), key=lambda row: (row[0], row[4]))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


@dataclass(frozen=True)
class Trace:
    """The past of a record: every key that it had, and what happened to it, in order."""

    keys: frozenset[Key]
    mutations: Sequence[Mutatie]


def trace(reader: Reader, key: Key) -> Trace:
    """What happened to a record, of an opdracht also to all that is in it, back through the keys that it had before."""
    found: dict[tuple[int, int], Mutatie] = {}
    kind, todo, seen = key[0], [(key, NOW)], {key}
    while todo:
        key, until = todo.pop()
        rows = _rows(reader, sa.and_(_is_or_is_in(*key), _TABLE.c.wijziging <= until))
        found |= {(one.wijziging, one.nr): one for one in rows}
        births = [one for one in rows if (one.soort, one.gegeven) == key and one.voor is None]
        changes = sa.and_(_TABLE.c.wijziging.in_([one.wijziging for one in births]), _TABLE.c.soort == kind)
        gone = _rows(reader, sa.and_(changes, _TABLE.c.na.is_(None)))
        for birth in births:
            alike = [one for one in gone if one.wijziging == birth.wijziging]
            for before, _ in renamed([*alike, birth]):
                if before not in seen:
                    seen.add(before)
                    todo.append((before, birth.wijziging))
    return Trace(frozenset(seen), [found[place] for place in sorted(found)])


def taken_back(changes: Iterable[Wijziging]) -> dict[int, int]:
    """The changes that do not stand any more, each with the change that took it back."""
    found: dict[int, int] = {}
    for one in sorted(changes, key=lambda change: -change.nr):
        if one.ongedaan is not None and one.nr not in found:
            found[one.ongedaan] = one.nr
    return found


def is_sealed(reader: Reader, changes: Sequence[Wijziging], change: Wijziging) -> bool:
    """Whether a change is in the journal as it was written, after the one before it; `changes` are all there are."""
    before = next((one.sha256 for one in reversed(changes) if one.nr < change.nr), "")
    return holds(before, change, reader.rows(Mutatie, wijziging=change.nr))


def renamed(mutations: Sequence[Mutatie]) -> list[tuple[Key, Key]]:
    """The records that got another code in a change, then those inside them that followed: the key before and after."""
    gone = [one for one in mutations if one.na is None and one.soort in MODELS]
    new = [one for one in mutations if one.voor is None and one.soort in MODELS]
    same = {(one.soort, _but_key(one, one.voor)): one for one in gone if has_code(one.soort)}
    found = [(same[key], one) for one in new if (key := (one.soort, _but_key(one, one.na))) in same]
    for kind in {one.soort for one in new if has_code(one.soort)} - {one.soort for _, one in found}:
        ones = [one for one in gone if one.soort == kind], [one for one in new if one.soort == kind]
        if [len(some) for some in ones] == [1, 1]:  # other fields changed too
            found.append((ones[0][0], ones[1][0]))
    heads = {(before.soort, before.gegeven): after.gegeven for before, after in found}
    there = {(one.soort, one.gegeven) for one in new}
    pairs: list[tuple[Key, Key]] = [(before, (before[0], after)) for before, after in heads.items()]
    for one in gone if heads else ():
        key = one.soort, _following(one, heads)
        if not has_code(one.soort) and key[1] != one.gegeven and key in there:
            pairs.append(((one.soort, one.gegeven), key))
    return pairs


def _following(mutatie: Mutatie, codes: Mapping[Key, str]) -> str:
    """The key of a record when the records that it names have got these codes."""
    model = MODELS[mutatie.soort]
    kinds = {one.parent.name: one.column.table.name for one in table_of(model).foreign_keys}
    parts = zip(model.sleutel, read_key(model, mutatie.gegeven), strict=True)
    return written_key([codes.get((kinds.get(field, ""), str(part)), part) for field, part in parts])


def has_code(kind: str) -> bool:
    """Whether a record of this kind has a code of its own, not a place inside another."""
    return len(MODELS[kind].sleutel) == 1


def _but_key(mutatie: Mutatie, text: str | None) -> str:
    """The fields of a record that are not its key."""
    sleutel = MODELS[mutatie.soort].sleutel if mutatie.soort in MODELS else ()
    fields = fields_in(text) or {}
    return json.dumps({name: value for name, value in fields.items() if name not in sleutel}, sort_keys=True)


def _is_or_is_in(kind: str, written: str) -> sa.ColumnElement[bool]:
    """The mutations of a record; those of an opdracht and of what is in it."""
    is_it = sa.and_(_TABLE.c.soort == kind, _TABLE.c.gegeven == written)
    if kind != "opdracht":
        return is_it
    inside = [model.enkelvoud for model in TABLES if model.sleutel[0] == "opdracht"]
    told = [column.contains(f'"opdracht":"{written}"', autoescape=True) for column in (_TABLE.c.voor, _TABLE.c.na)]
    return sa.or_(
        is_it,
        sa.and_(_TABLE.c.soort.in_(inside), _TABLE.c.gegeven.startswith(f"{written}/", autoescape=True)),
        sa.and_(_TABLE.c.soort == _name(Terzijde), _TABLE.c.gegeven.contains(f"/{written}/", autoescape=True)),
        sa.and_(_TABLE.c.soort.in_([_name(model) for model in _ON_PAPER]), sa.or_(*told)),
    )


def _rows(reader: Reader, condition: sa.ColumnElement[bool]) -> list[Mutatie]:
    query = sa.select(_TABLE).where(condition).order_by(_TABLE.c.wijziging, _TABLE.c.nr)
    return list(map(partial(tuple.__new__, tuple_of(Mutatie)), reader.connection.execute(query).fetchall()))


def _name(model: type[Record]) -> str:
    return model.enkelvoud
