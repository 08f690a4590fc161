"""Plan a register: find out what fits, write the dates of a plan, keep plans and compare them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from opdracht.actions.render import print_region
from opdracht.choices import Status
from opdracht.documents.contexts.plan import plan_context
from opdracht.documents.engine.printing import Job
from opdracht.documents.engine.render import template_names
from opdracht.documents.sheets import own_folder
from opdracht.dutch import short_date
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_json
from opdracht.model import Plan
from opdracht.plan.model import Besluit, Control
from opdracht.plan.proposal import propose
from opdracht.plan.region import Wishes
from opdracht.plan.report import Voorstel
from opdracht.plan.shifted import shifted
from opdracht.plan.what_if import read
from opdracht.records import make
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean

OPEN = (Status.CONCEPT, Status.VOORGESTELD)
"""What is not agreed yet: only of these a plan writes dates."""


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
    """What a plan changed in the register, and what it leaves to people: agreed ones that move, and all that stop."""

    moved: tuple[str, ...]
    agreed: tuple[str, ...]
    stopped: tuple[str, ...]


def apply(register: Register, voorstel: Voorstel) -> Applied:
    """Write the new dates of what is not agreed yet, all in one transaction.

    Raises OpdrachtError when an opdracht is no longer as the plan found it.
    """
    changed = [regel for regel in voorstel.regels if regel.besluit in (Besluit.SCHUIVEN, Besluit.REKKEN)]
    moved = [regel for regel in changed if regel.status in OPEN]
    with register.writing() as writer:
        regio = writer.region([regel.nummer for regel in moved])
        for regel in moved:
            now = regio.opdrachten.get(regel.nummer)
            if now is None or (now.van, now.tot, now.status) != (*regel.wens, regel.status):
                raise OpdrachtError(
                    f"Opdracht {regel.nummer} is veranderd sinds dit plan werd gemaakt. Er is niets geschreven.",
                    "Maak het plan opnieuw met: opdracht plan",
                )
            assert regel.datums is not None
            for record in shifted(regio, regel.nummer, regel.datums):
                writer.update(record)
    return Applied(
        moved=tuple(regel.nummer for regel in moved),
        agreed=tuple(regel.nummer for regel in changed if regel.status not in OPEN),
        stopped=tuple(regel.nummer for regel in voorstel.of(Besluit.STOPPEN)),
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
class Difference:
    """An opdracht of which two plans decide differently: its decision and dates in the one and in the other."""

    nummer: str
    titel: str
    first: str
    second: str


@dataclass(frozen=True)
class Comparison:
    """Two plans beside each other, as they were kept."""

    names: tuple[str, str]
    days: tuple[date, date]
    plans: tuple[dict[str, Any], dict[str, Any]]

    @property
    def differences(self) -> list[Difference]:
        """What they decide differently, in the order of the numbers."""
        one, other = ({row["nummer"]: row for row in plan["opdrachten"]} for plan in self.plans)
        found = []
        for nummer in sorted({*one, *other}):
            rows = one.get(nummer), other.get(nummer)
            first, second = (_decided(row) for row in rows)
            if first != second:
                titel = next(row["titel"] for row in rows if row)
                found.append(Difference(nummer, titel, first, second))
        return found


def _decided(row: dict[str, Any] | None) -> str:
    if row is None:
        return "niet in dit plan"
    if row["van"] is None:
        return str(row["besluit"])
    van, tot = (short_date(date.fromisoformat(row[name])) for name in ("van", "tot"))
    return f"{row['besluit']}: {van} tot {tot}"


def compare(register: Register, names: tuple[str, str]) -> Comparison:
    """Two plans that were kept. Raises OpdrachtError when there is none of a name."""
    with register.reading() as reader:
        known = {row.naam: row for row in reader.rows(Plan)}
    for name in names:
        if name not in known:
            which = f"Bewaard zijn: {', '.join(known)}." if known else "Bewaar een plan met: opdracht plan --save NAAM"
            raise OpdrachtError(f"Er is geen plan '{name}'. {did_you_mean(name, known)}".rstrip(), which)
    first, second = (known[name] for name in names)
    return Comparison(names, (first.datum, second.datum), (json.loads(first.inhoud), json.loads(second.inhoud)))


def write_annex(register: Register, regio: Regio, voorstel: Voorstel, day: date, folder: Path, *, force: bool) -> Path:
    """Write a plan as a Word document; its path."""
    path = folder / f"plan {day.isoformat()}.docx"
    title = f"Plan {regio.settings.regionaam}"
    template = template_names(own_folder(register))["plan"]
    job = Job(template, plan_context(regio, voorstel, day), title, "plan", path)
    return print_region(register, job, day, force=force)
