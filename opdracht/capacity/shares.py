"""The share of each gemeente in the hours beside its share in the inhabitants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from opdracht.choices import Soort
from opdracht.region import Regio

SMALL = 25_000
"""With fewer inhabitants than this a gemeente is a small one."""


@dataclass(frozen=True)
class Share:
    """A gemeente with its hours and inhabitants, and what part of all gemeenten together that is."""

    organisatie: str
    naam: str
    uren: float
    inwoners: int
    of_uren: float
    of_inwoners: float

    def is_too_much(self, limit: float) -> bool:
        """Whether a small gemeente has more than `limit` times as large a part in the hours as in the inhabitants."""
        return self.inwoners < SMALL and self.of_uren > limit * self.of_inwoners


def shares_of(regio: Regio, hours: Mapping[str, float]) -> list[Share]:
    """The gemeenten of which the inhabitants are known, by name; `hours` are by the code of an organisatie."""
    gemeenten = [o for o in regio.organisaties.values() if o.soort == Soort.GEMEENTE and o.inwoners]
    everybody = sum(gemeente.inwoners or 0 for gemeente in gemeenten)
    all_hours = sum(hours.get(gemeente.code, 0.0) for gemeente in gemeenten)
    return [
        Share(
            gemeente.code,
            gemeente.naam,
            of_one,
            gemeente.inwoners or 0,
            of_one / all_hours if all_hours else 0.0,
            (gemeente.inwoners or 0) / everybody,
        )
        for gemeente in sorted(gemeenten, key=lambda gemeente: gemeente.naam)
        for of_one in (hours.get(gemeente.code, 0.0),)
    ]


def percentage(share: float) -> str:
    """'6 procent', or 'minder dan 1 procent'."""
    return f"{round(share * 100)} procent" if share >= 0.005 else "minder dan 1 procent"
