"""What the journal says of some changes or of one record, without reading all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from opdracht.errors import OpdrachtError
from opdracht.model import TABLES, Afdruk, Document, Mutatie, Record, Terzijde, Wijziging
from opdracht.records import Place
from opdracht.store.journal import MODELS, seal
from opdracht.store.reading import Reader, table_of

_COLUMNS = table_of(Mutatie).c
NOW = 2**31 - 1
"""After every change."""
_ON_PAPER = (Afdruk, Document)
"""The kinds that tell their opdracht in a field, not in their key."""


class Count(NamedTuple):
    """In how many records of a kind a change did the same: nieuw, veranderd or weg."""

    wijziging: int
    soort: str
    what: str
    number: int


def tally(reader: Reader, changes: Iterable[int]) -> list[Count]:
    """What changes did, counted, each in the order of the journal."""
    what = sa.case((_COLUMNS.voor.is_(None), "nieuw"), (_COLUMNS.na.is_(None), "weg"), else_="veranderd")
    same = (_COLUMNS.wijziging, _COLUMNS.soort, what)
    query = sa.select(*same, sa.func.count(), sa.func.min(_COLUMNS.nr)).group_by(*same)
    rows = reader.connection.execute(query.where(_COLUMNS.wijziging.in_(list(changes))))
    return [Count(*row[:4]) for row in sorted(rows, key=lambda row: (row[0], row[4]))]


def story(reader: Reader, place: Place) -> list[Mutatie]:
    """What happened to a record, of an opdracht also to all that is in it, back through the keys that it had before."""
    mutations: dict[tuple[int, int], Mutatie] = {}
    todo, seen = [(place.key, NOW)], {place.key}
    while todo:
        key, until = todo.pop()
        for mutatie in reader.matching(Mutatie, _is_or_is_in(place.kind, key), _COLUMNS.wijziging <= until):
            mutations[mutatie.wijziging, mutatie.nr] = mutatie
            earlier = mutatie.eerder
            if (mutatie.soort, mutatie.gegeven) == (place.kind, key) and earlier is not None and earlier not in seen:
                seen.add(earlier)
                todo.append((earlier, mutatie.wijziging))
    return [mutations[nr] for nr in sorted(mutations)]


def last_change_of(reader: Reader, kinds: Iterable[type[Record]]) -> int:
    """The number of the last change of any record of these kinds; 0 when there was none."""
    names = [model.enkelvoud for model in kinds]
    query = sa.select(sa.func.max(_COLUMNS.wijziging)).where(_COLUMNS.soort.in_(names))
    return reader.connection.execute(query).scalar() or 0


class Changes:
    """Every change in the journal, in order; `undone` has those that do not stand any more, each with what took it back."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.all = reader.rows(Wijziging)
        self.undone: dict[int, int] = {}
        for change in reversed(self.all):
            if change.ongedaan is not None and change.nr not in self.undone:
                self.undone[change.ongedaan] = change.nr

    def numbered(self, nr: int) -> Wijziging:
        """The change with a number. Raises OpdrachtError when there is none."""
        if change := next((change for change in self.all if change.nr == nr), None):
            return change
        last = f"De laatste is nummer {self.all[-1].nr}." if self.all else "Er is nog niets veranderd."
        raise OpdrachtError(f"Er is geen wijziging {nr}.", last)

    def what_it_did(self, change: Wijziging) -> list[Mutatie]:
        """What a change did to records."""
        return self._reader.rows(Mutatie, wijziging=change.nr)

    def need_sealed(self, change: Wijziging) -> None:
        """Raise OpdrachtError for a change that is not in the journal as it was written, after the one before it."""
        before = next((earlier.sha256 for earlier in reversed(self.all) if earlier.nr < change.nr), "")
        if seal(before, change, self.what_it_did(change)) != change.sha256:
            raise OpdrachtError(
                f"Wijziging {change.nr} staat niet meer in het journaal zoals zij is geschreven.",
                "Kijk wat eraan scheelt met: opdracht doctor",
            )


def has_new_code(mutatie: Mutatie) -> bool:
    """Whether somebody gave a record another code; what has that code in its key only follows."""
    return mutatie.eerder is not None and mutatie.soort in MODELS and len(MODELS[mutatie.soort].sleutel) == 1


def _is_or_is_in(kind: str, key: str) -> sa.ColumnElement[bool]:
    """The mutations of what has or had a key; those of an opdracht and of what is in it."""
    keys = (_COLUMNS.gegeven, _COLUMNS.eerder)
    is_it = sa.and_(_COLUMNS.soort == kind, sa.or_(*(column == key for column in keys)))
    if kind != "opdracht":
        return is_it
    inside = [model.enkelvoud for model in TABLES if model.sleutel[0] == "opdracht"]
    on_paper = [model.enkelvoud for model in _ON_PAPER]
    begins = [column.startswith(f"{key}/", autoescape=True) for column in keys]
    names = [column.contains(f"/{key}/", autoescape=True) for column in keys]
    tells = [column.contains(f'"opdracht":"{key}"', autoescape=True) for column in (_COLUMNS.voor, _COLUMNS.na)]
    return sa.or_(
        is_it,
        sa.and_(_COLUMNS.soort.in_(inside), sa.or_(*begins)),
        sa.and_(_COLUMNS.soort == Terzijde.enkelvoud, sa.or_(*names)),
        sa.and_(_COLUMNS.soort.in_(on_paper), sa.or_(*tells)),
    )
