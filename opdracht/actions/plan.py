"""Plan a register: find out what fits, write the dates of a plan, keep plans and compare them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opdracht.actions.render import print_region
from opdracht.documents.contexts.plan import plan_context
from opdracht.dutch import short_date
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_json
from opdracht.model import Plan
from opdracht.plan.model import Control, Keuze
from opdracht.plan.proposal import propose
from opdracht.plan.region import Wishes
from opdracht.plan.shifted import DayOff, from_days_off, shifted
from opdracht.plan.voorstel import Regel, Voorstel
from opdracht.plan.what_if import read
from opdracht.records import make
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean


def make_plan(
    register: Register, peildatum: date, wishes: Wishes, what_if: Sequence[str], control: Control
) -> tuple[Regio, Voorstel]:
    """The plan of a register, with the region it was made of."""
    with register.reading() as reader:
        regio = reader.region()
    extra = tuple(read(text, regio) for text in what_if)
    return regio, propose(regio, peildatum, replace(wishes, extra=extra), control)


@dataclass(frozen=True)
class Applied:
    """What a plan changed in the register, and what it leaves to people: agreed ones that move, and all that stop.

    `days_off` are the milestones that it put on a working day instead of on the day that the calendar gives.
    """

    moved: tuple[str, ...]
    agreed: tuple[str, ...]
    stopped: tuple[str, ...]
    days_off: tuple[DayOff, ...]


def apply(register: Register, voorstel: Voorstel) -> Applied:
    """Write the new dates of what is not agreed yet, all in one transaction.

    Raises OpdrachtError when an opdracht is no longer as the plan found it.
    """
    shifts = {regel.nummer: regel.shift for regel in voorstel.regels if regel.shift}
    moved = [regel for regel in voorstel.regels if regel.shift and regel.status.is_draft]
    days_off: list[DayOff] = []
    with register.writing() as writer:
        regio = writer.region([regel.nummer for regel in moved])
        for regel in moved:
            now = regio.opdrachten.get(regel.nummer)
            if now is None or (now.van, now.tot, now.status) != (*regel.wens, regel.status):
                raise OpdrachtError(
                    f"Opdracht {regel.nummer} is veranderd sinds dit plan werd gemaakt. Er is niets geschreven.",
                    "Maak het plan opnieuw met: opdracht plan",
                )
            for record in shifted(regio, regel.nummer, shifts[regel.nummer]):
                writer.update(record)
            days_off += from_days_off(regio, regel.nummer, shifts[regel.nummer])
    return Applied(
        moved=tuple(regel.nummer for regel in moved),
        agreed=tuple(regel.nummer for regel in voorstel.regels if regel.shift and not regel.status.is_draft),
        stopped=tuple(regel.nummer for regel in voorstel.of(Keuze.STOPPEN)),
        days_off=tuple(days_off),
    )


def keep(register: Register, name: str, voorstel: Voorstel, day: date, *, force: bool) -> None:
    """Keep a plan under a name. Raises OpdrachtError when there is one of that name and `force` is off."""
    with register.writing() as writer:
        plan = make(Plan, {"naam": name, "datum": day, "inhoud": as_json(voorstel.data())})
        if writer.get(Plan, [plan.naam]) is None:
            writer.insert([plan])
        elif force:
            writer.update(plan)
        else:
            raise OpdrachtError(f"Er is al een plan '{name}'.", "Kies een andere naam, of vervang het met --force.")


@dataclass(frozen=True)
class Bewaard:
    """A plan that was kept: its name, the day it was made for, and what it says."""

    naam: str
    datum: date
    voorstel: Voorstel


@dataclass(frozen=True)
class Verschil:
    """An opdracht of which two plans decide differently: its decision and dates in the one and in the other."""

    nummer: str
    titel: str
    eerste: str
    tweede: str


@dataclass(frozen=True)
class Comparison:
    """Two plans beside each other, as they were kept."""

    plans: tuple[Bewaard, Bewaard]

    @property
    def differences(self) -> list[Verschil]:
        """What they decide differently, in the order of the numbers."""
        first, second = ({regel.nummer: regel for regel in plan.voorstel.regels} for plan in self.plans)
        titles = {regel.nummer: regel.titel for plan in reversed(self.plans) for regel in plan.voorstel.regels}
        beside = [(nummer, _decided(first.get(nummer)), _decided(second.get(nummer))) for nummer in sorted(titles)]
        return [Verschil(nummer, titles[nummer], one, other) for nummer, one, other in beside if one != other]


def _decided(regel: Regel | None) -> str:
    if regel is None:
        return "niet in dit plan"
    if regel.datums is None:
        return str(regel.keuze)
    return f"{regel.keuze}: {' tot '.join(map(short_date, regel.datums))}"


def compare(register: Register, names: tuple[str, str]) -> Comparison:
    """Two plans that were kept. Raises OpdrachtError when there is none of a name."""
    with register.reading() as reader:
        plans = {row.naam: row for row in reader.rows(Plan)}
    for name in names:
        if name not in plans:
            which = f"Bewaard zijn: {', '.join(plans)}." if plans else "Bewaar een plan met: opdracht plan --save NAAM"
            raise OpdrachtError(f"Er is geen plan '{name}'. {did_you_mean(name, plans)}".rstrip(), which)
    first, second = (Bewaard(name, plans[name].datum, Voorstel.read(plans[name].inhoud)) for name in names)
    return Comparison((first, second))


def write_annex(register: Register, regio: Regio, voorstel: Voorstel, day: date, folder: Path, *, force: bool) -> Path:
    """Write a plan as a Word document; its path."""
    return print_region(register, "plan", plan_context(regio, voorstel, day), folder, force=force)
