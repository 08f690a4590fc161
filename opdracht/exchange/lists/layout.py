"""How one list is read: which field each of its columns is, and what holds for all of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from opdracht.exchange.lists.headings import ROLES
from opdracht.exchange.workbook.columns import columns
from opdracht.model import Aanbod, Belang, Inzet, Opdracht, Record

PERIOD = "periode"
"""What a column with the hours of a month, a quarter or a year is."""
YEAR = "jaar"
"""The year that a list is about, where its columns need one."""
OF_ORGANISATION = "van organisatie"
"""What a column is that says of the organisatie in its heading how many hours it has, or whether it takes part."""
TERM = "looptijd"
"""What a column with the begin and the end in one is."""
WITH_HOURS: tuple[type[Record], ...] = (Aanbod, Inzet)
SAID_OF_ORGANISATION: Mapping[type[Record], str] = {Aanbod: "hoeveelheid", Inzet: "hoeveelheid", Belang: "deelname"}
"""The field that a column called after an organisatie says of it."""
MADE = {
    "organisatie": ("code", "soort"),
    "persoon": ("code", "niveau"),
    "ambitie": ("code",),
    "besluit": ("kenmerk",),
}
"""What is made of the rest when a list does not say it, by kind."""


@dataclass
class Layout:
    """How a list is read: which field each column (its place) is, what holds for every row, and which code a name means."""

    kind: type[Record]
    fields: dict[int, str] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    group: str = ""
    """The field that a text alone in its row gives the rows under it."""
    from_above: set[str] = field(default_factory=set)
    """What holds for every row because a title says so."""
    left: set[int] = field(default_factory=set)
    """The columns that somebody said are left alone."""
    by_values: set[int] = field(default_factory=set)
    """The columns that were known by what stands in them only."""

    def place_of(self, name: str) -> int | None:
        """The place of the column that is this field."""
        return next((place for place, target in self.fields.items() if target == name), None)

    def has(self, name: str) -> bool:
        """Whether every row may say this field."""
        if OF_ORGANISATION in self.fields.values() and name in ("organisatie", SAID_OF_ORGANISATION.get(self.kind)):
            return True
        if TERM in self.fields.values() and name in ("van", "tot"):
            return True
        return name in (*self.fields.values(), *self.filled, self.group)


@cache
def targets(kind: type[Record]) -> Mapping[str, str]:
    """What a column of a list of a kind may be, each with what people call it."""
    named = {column.name: column.label for column in columns(kind)}
    if kind is Opdracht:
        named |= {role.value: f"Rol: {role.value}" for role in ROLES}
    if {"van", "tot"} <= kind.model_fields.keys():
        named[TERM] = "Begin en einde"
    if kind in WITH_HOURS:
        named[PERIOD] = "Uren in een periode"
    if (said := SAID_OF_ORGANISATION.get(kind)) is not None:
        named[OF_ORGANISATION] = f"{named[said]}, per organisatie"
    return named
