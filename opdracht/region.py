"""The read model: a whole register, or a few of its agreements, as values that no longer change.

Records here have the attributes of the tables in model.py; loaded from a register they are light tuples, because a
region has tens of thousands. Nothing here knows of a database, a clock or a screen.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from opdracht.choices import Rolnaam
from opdracht.model import (
    CODED,
    METADATA,
    TABLES,
    Aanbod,
    Ambitie,
    Belang,
    Besluit,
    Foto,
    Gesprek,
    Inzet,
    Mijlpaal,
    Ondertekening,
    Opdracht,
    Organisatie,
    Persoon,
    Randvoorwaarde,
    Record,
    Reference,
    Rol,
    Statuswissel,
    Terzijde,
    Versie,
    Volgorde,
    key_of,
    references,
)
from opdracht.settings import Settings

R = TypeVar("R")
M = TypeVar("M", bound=Record)


@cache
def tuple_of(model: type[M], *more: str) -> type[M]:
    """A light, frozen class with the fields of `model` and what it says of itself: a stand-in for it, to be read only.

    It has `more` fields besides, for what is known of a record at the moment only.
    """
    names = [*METADATA.tables[model.enkelvoud].columns.keys(), *more]
    told = {"__slots__": (), "enkelvoud": model.enkelvoud, "meervoud": model.meervoud, "sleutel": model.sleutel}
    light = type(model.__name__, (namedtuple(model.__name__, names),), told)  # noqa: PYI024 - typing.NamedTuple wants its fields written out; these come from the tables
    return cast("type[M]", light)


def without_target(records: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Record, Reference]]:
    """The records, given by the plural name of their kind, that refer to a record which is not among them."""
    codes = {
        kind.enkelvoud: {getattr(row, kind.sleutel[0]) for row in records.get(kind.meervoud, ())} | {None}
        for kind in CODED
    }
    for kind in TABLES:
        rows = records.get(kind.meervoud, ())
        for reference in references(kind) if rows else ():
            of = attrgetter(reference.field)
            if lacking := set(map(of, rows)) - codes[reference.target]:
                yield from ((row, reference) for row in rows if of(row) in lacking)


class Grouped(dict[str, tuple[R, ...]], Generic[R]):
    """Records, in the order of their owners, by the code of their owner; an owner without any has none."""

    def __init__(self, records: Iterable[R], owner: str) -> None:
        super().__init__((code, tuple(group)) for code, group in groupby(records, attrgetter(owner)))

    def __missing__(self, code: str) -> tuple[R, ...]:
        return ()


@dataclass(frozen=True, eq=False)
class Regio:
    """A register as it stood at one moment. Build it with `Regio.of`."""

    settings: Settings = field(default_factory=Settings)
    organisaties: Mapping[str, Organisatie] = field(default_factory=dict)
    personen: Mapping[str, Persoon] = field(default_factory=dict)
    ambities: Mapping[str, Ambitie] = field(default_factory=dict)
    besluiten: Mapping[str, Besluit] = field(default_factory=dict)
    aanbod: Sequence[Aanbod] = ()
    opdrachten: Mapping[str, Opdracht] = field(default_factory=dict)
    volgorde: Grouped[Volgorde] = field(default_factory=lambda: Grouped((), "opdracht"))
    rollen: Grouped[Rol] = field(default_factory=lambda: Grouped((), "opdracht"))
    mijlpalen: Grouped[Mijlpaal] = field(default_factory=lambda: Grouped((), "opdracht"))
    randvoorwaarden: Grouped[Randvoorwaarde] = field(default_factory=lambda: Grouped((), "opdracht"))
    inzet: Grouped[Inzet] = field(default_factory=lambda: Grouped((), "opdracht"))
    belangen: Grouped[Belang] = field(default_factory=lambda: Grouped((), "opdracht"))
    gesprekken: Grouped[Gesprek] = field(default_factory=lambda: Grouped((), "opdracht"))
    versies: Grouped[Versie] = field(default_factory=lambda: Grouped((), "opdracht"))
    ondertekeningen: Grouped[Ondertekening] = field(default_factory=lambda: Grouped((), "opdracht"))
    statuswissels: Grouped[Statuswissel] = field(default_factory=lambda: Grouped((), "opdracht"))
    terzijde: Sequence[Terzijde] = ()
    fotos: Sequence[Foto] = ()
    versie: Versie | None = None
    """The frozen version that this region of one agreement was read from (versions.py); None for a register as it is."""

    @classmethod
    def of(
        cls, records: Mapping[str, Iterable[Any]], settings: Settings | None = None, *, in_order: bool = False
    ) -> Regio:
        """A region of the records given by the plural name of their kind, each kind in the order of its keys.

        `in_order` says that they are given so: sorting tens of thousands once more takes as long as reading them.
        """
        if not in_order:
            records = {kind: sorted(of_kind, key=key_of) for kind, of_kind in records.items()}
        held: dict[str, Any] = {}
        for kind in (kind for kind in TABLES if kind.meervoud in HELD):
            of_kind = records.get(kind.meervoud, ())
            if kind.sleutel[0] == "opdracht":
                held[kind.meervoud] = Grouped(of_kind, "opdracht")
            elif len(kind.sleutel) == 1:
                held[kind.meervoud] = {getattr(record, kind.sleutel[0]): record for record in of_kind}
            else:
                held[kind.meervoud] = tuple(of_kind)
        return cls(settings=settings or Settings(), **held)

    def in_role(self, nummer: str, rol: Rolnaam) -> tuple[Persoon, ...]:
        """The persons who have `rol` in an opdracht, in the order of the register."""
        return tuple([self.personen[entry.persoon] for entry in self.entries(nummer, rol)])

    def entries(self, nummer: str, rol: Rolnaam) -> Sequence[Rol]:
        """The entries of `rol` in an opdracht, in the order of the register."""
        return self._by_role.get((nummer, rol), ())

    @cached_property
    def _by_role(self) -> Mapping[tuple[str, str], Sequence[Rol]]:
        by_role: dict[tuple[str, str], list[Rol]] = {}
        for nummer, entries in self.rollen.items():
            for entry in entries:
                by_role.setdefault((nummer, entry.rol), []).append(entry)
        return by_role

    @cached_property
    def asking(self) -> tuple[Opdracht, ...]:
        """The opdrachten that ask hours: everything but what is finished or withdrawn."""
        return tuple(o for o in self.opdrachten.values() if o.status.asks_hours)


HELD = frozenset(part.name for part in fields(Regio))
"""The plural names of the kinds that a region holds."""
