"""A plan as it is shown, kept and compared: what happens to each opdracht, and what is proven of the whole.

The fields are the names in JSON; JSON in and JSON out are here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer, TypeAdapter

from opdracht.choices import Status
from opdracht.codec import plain
from opdracht.plan.grid import Looptijd
from opdracht.plan.model import Keuze
from opdracht.plan.shifted import Shift


def _rounded(decimals: int) -> PlainSerializer:
    """A number in JSON: with no more decimals than these, and whole when it is."""
    return PlainSerializer(lambda number: plain(round(number, decimals)))


Punten = Annotated[float, _rounded(4)]
Uren = Annotated[float, _rounded(1)]


class Uitkomst(StrEnum):
    """What is known of a plan."""

    BEWEZEN = "bewezen"  # no plan keeps more
    NIET_BEWEZEN = "niet bewezen"
    ONMOGELIJK = "onmogelijk"  # what has to go on cannot all go on


@dataclass(frozen=True)
class Regel:
    """What the plan does with one opdracht. `extra_uren` is how many hours more would let a stopped one go on."""

    nummer: str
    titel: str
    status: Status
    waarde: Punten
    keuze: Keuze
    gewenst_van: date
    gewenst_tot: date
    van: date | None = None
    tot: date | None = None
    redenen: tuple[str, ...] = ()
    extra_uren: Uren | None = None
    extra_waar: tuple[str, ...] = ()

    @property
    def wens(self) -> Looptijd:
        """Its dates as they are in the register."""
        return Looptijd(self.gewenst_van, self.gewenst_tot)

    @property
    def datums(self) -> Looptijd | None:
        """Its dates in the plan; None when it stops."""
        return Looptijd(self.van, self.tot) if self.van and self.tot else None

    @property
    def shift(self) -> Shift | None:
        """From its dates in the register to other ones; None when the plan gives it none."""
        return Shift(self.wens, self.datums) if self.datums and self.datums != self.wens else None


@dataclass(frozen=True)
class Hulp:
    """Hours more with which everything goes on: how many, less than which cannot do, and where."""

    uren: Uren
    minstens: Uren
    waar: tuple[str, ...]


@dataclass(frozen=True)
class Overgeslagen:
    """An opdracht that is not in the plan, and why."""

    nummer: str
    reden: str


@dataclass(frozen=True)
class Voorstel:
    """A plan. `waarde` is in points, `verandering` in months shifted and stretched.

    `grens` is the most that any plan can keep, `marge` how much more that is as a part of this plan. For comparison:
    the best plan in which nothing moves, a list by priority, and such a list in which opdrachten may move.
    """

    uitkomst: Uitkomst
    waarde: Punten | None
    grens: Punten | None
    marge: Annotated[float, _rounded(6)] | None
    gevraagd: Punten
    zoals_nu: Punten
    op_prioriteit: Punten
    op_prioriteit_schuivend: Punten
    verandering: Punten = 0.0
    minste_verandering: bool = False
    """Whether it is proven that no plan of this value changes less."""
    seconden: Annotated[float, _rounded(2)] = 0.0
    regels: Annotated[tuple[Regel, ...], Field(alias="opdrachten")] = ()
    alles: Hulp | None = None
    overgeslagen: tuple[Overgeslagen, ...] = ()
    opmerkingen: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Voorstel:
        """A plan that was kept, from its JSON."""
        return _VOORSTEL.validate_json(text)

    def data(self) -> dict[str, object]:
        """The plan as JSON has it."""
        data: dict[str, object] = _VOORSTEL.dump_python(self, mode="json", by_alias=True)
        return data

    def rows(self) -> list[dict[str, object]]:
        """What it does with each opdracht, by the names of JSON, as rows of a table: days are days, sentences stand on lines."""
        rows: list[dict[str, object]] = _VOORSTEL.dump_python(self, by_alias=True)["opdrachten"]
        return [
            {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in row.items()}
            for row in rows
        ]

    def of(self, keuze: Keuze) -> list[Regel]:
        """The opdrachten of which the plan decides this."""
        return [regel for regel in self.regels if regel.keuze == keuze]

    @property
    def goes_on(self) -> int:
        """How many opdrachten go on."""
        return len(self.regels) - len(self.of(Keuze.STOPPEN))


_VOORSTEL = TypeAdapter(Voorstel)
