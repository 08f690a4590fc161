"""What other dates of an opdracht make of all that is in it: its inzet, milestones and preconditions move along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from opdracht.choices import Eenheid, Stand
from opdracht.model import Inzet, Mijlpaal, Opdracht, Randvoorwaarde, Record
from opdracht.plan.grid import date_at, end_place, moved, moved_end, place
from opdracht.records import make
from opdracht.region import Grouped, Regio

R = TypeVar("R", bound=Record)

UNDONE = (Stand.OPEN, Stand.TOEGEZEGD)


@dataclass(frozen=True)
class Shift:
    """From the old period of an opdracht to the new one: by whole months, and stretched when it lasts longer."""

    old: tuple[date, date]
    new: tuple[date, date]

    @property
    def months(self) -> int:
        """The months by which the start moves."""
        (old, _), (new, _) = self.old, self.new
        return (new.year - old.year) * 12 + new.month - old.month

    @property
    def ratio(self) -> float:
        """How many times longer it lasts; 1 when it only moves."""
        if moved_end(self.old[1], self.months) == self.new[1]:
            return 1.0
        before, after = (end_place(tot, 0) - place(van, 0) for van, tot in (self.old, self.new))
        return after / before

    def day(self, day: date, *, last: bool = False) -> date:
        """Where a day of the old period comes; `last` for the last day of something."""
        if self.ratio == 1.0:
            return moved_end(day, self.months) if last else moved(day, self.months)
        at = end_place(day, 0) if last else place(day, 0)
        begin = place(self.new[0], 0)
        there = begin + (at - place(self.old[0], 0)) * (self.ratio if at > place(self.old[0], 0) else 1.0)
        return date_at(there) - timedelta(1) if last else date_at(there)


def shifted(regio: Regio, nummer: str, new: tuple[date, date]) -> Iterator[Record]:
    """The records that change when an opdracht gets other dates. What is done already keeps its date."""
    opdracht = regio.opdrachten[nummer]
    assert opdracht.van is not None
    assert opdracht.tot is not None
    shift = Shift((opdracht.van, opdracht.tot), new)
    yield _with(Opdracht, opdracht, van=new[0], tot=new[1])
    for line in regio.inzet[nummer]:
        if (changed := _inzet(line, shift)) is not None:
            yield changed
    for mijlpaal in regio.mijlpalen[nummer]:
        if mijlpaal.gehaald_op is None:
            yield _with(Mijlpaal, mijlpaal, datum=shift.day(mijlpaal.datum))
    for condition in regio.randvoorwaarden[nummer]:
        if condition.uiterlijk is not None and condition.status in UNDONE:
            yield _with(Randvoorwaarde, condition, uiterlijk=shift.day(condition.uiterlijk))


def _inzet(line: Inzet, shift: Shift) -> Inzet | None:
    changes: dict[str, object] = {}
    if line.van is not None:
        changes["van"] = shift.day(line.van)
    if line.tot is not None:
        changes["tot"] = shift.day(line.tot, last=True)
    if shift.ratio != 1.0 and line.eenheid != Eenheid.UREN:
        changes["hoeveelheid"] = round(line.hoeveelheid / shift.ratio, 6)
    return _with(Inzet, line, **changes) if changes else None


def _with(kind: type[R], record: R, **changes: object) -> R:
    return make(kind, {**{name: getattr(record, name) for name in kind.model_fields}, **changes})


def planned(regio: Regio, dates: dict[str, tuple[date, date]]) -> Regio:
    """The region as a plan would have it, as far as hours go: these dates, with their inzet."""
    opdrachten = dict(regio.opdrachten)
    inzet: dict[tuple[str, int], Inzet] = {
        (line.opdracht, line.nr): line for of_one in regio.inzet.values() for line in of_one
    }
    for nummer, new in dates.items():
        for record in shifted(regio, nummer, new):
            if isinstance(record, Opdracht):
                opdrachten[nummer] = record
            elif isinstance(record, Inzet):
                inzet[record.opdracht, record.nr] = record
    return replace(regio, opdrachten=opdrachten, inzet=Grouped(inzet.values(), "opdracht"))
