"""The planner for a register: from a region and wishes to a plan in words, within a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opdracht.dutch import written
from opdracht.errors import OpdrachtError
from opdracht.plan.columns import Columns, columns_of
from opdracht.plan.diagnosis import Diagnosis, conflict
from opdracht.plan.greedy import by_priority
from opdracht.plan.model import Control, Schedule, Wish
from opdracht.plan.regels import Wording, helped
from opdracht.plan.region import Asked, Wishes, asked_of
from opdracht.plan.solve import Conflict, schedule_of, solve
from opdracht.plan.voorstel import Overgeslagen, Uitkomst, Voorstel
from opdracht.region import Regio

SOLVING, AS_IS = 0.85, 0.05
"""The part of the time for the plan itself, and for the best plan in which nothing moves; the rest is for explaining."""


def propose(regio: Regio, peildatum: date, wishes: Wishes, control: Control) -> Voorstel:
    """The best plan of the time given. Raises OpdrachtError for what cannot be planned, or not in this time."""
    asked = asked_of(regio, peildatum, wishes)
    if not asked.candidates:
        raise OpdrachtError(_nothing(regio, asked), "Bekijk de opdrachten met: opdracht list opdrachten")
    columns = columns_of(asked.problem)
    compared = asked.problem.asked, *_compared(columns, control)
    skipped = tuple(Overgeslagen(nummer, reason) for nummer, reason in asked.skipped.items())
    try:
        schedule = schedule_of(columns, replace(control, limit=control.limit * SOLVING))
    except Conflict as refused:
        together = _conflict(asked, control, proven=refused.proven)
        nothing = Voorstel(Uitkomst.ONMOGELIJK, None, None, None, *compared)
        return replace(nothing, seconden=control.elapsed(), overgeslagen=skipped, conflict=together)
    wording = Wording(regio, asked, Diagnosis(asked.problem, schedule))
    outcome = Uitkomst.BEWEZEN if schedule.optimal else Uitkomst.NIET_BEWEZEN
    return replace(
        Voorstel(outcome, schedule.value, schedule.bound, schedule.gap, *compared),
        verandering=schedule.change,
        minste_verandering=schedule.least_change,
        regels=wording.rules(lambda: control.left() > 0),
        alles=helped(wording, control),
        overgeslagen=skipped,
        opmerkingen=tuple(_remarks(asked, schedule)),
        seconden=control.elapsed(),
    )


def _conflict(asked: Asked, control: Control, *, proven: bool) -> tuple[str, ...]:
    """The opdrachten that cannot all go on; half the time again is for finding the smallest such set."""
    if not proven:
        raise OpdrachtError(
            f"Binnen {written(control.limit)} seconden is niet gevonden of alles wat u wilt houden samen door kan gaan.",
            "Geef meer tijd met --time, of houd er minder.",
        )
    once_more = replace(control, limit=control.elapsed() + max(control.limit / 2, 5.0))
    return tuple(asked.candidates[i].opdracht.nummer for i in conflict(asked.problem, once_more))


def _nothing(regio: Regio, asked: Asked) -> str:
    if not regio.opdrachten:
        return "Het register heeft nog geen opdrachten: er is niets te plannen."
    if not asked.skipped:
        return "Alle opdrachten zijn afgerond of ingetrokken: er is niets te plannen."
    nummer, reason = next(iter(asked.skipped.items()))
    others = len(asked.skipped) - 1
    more = f" Zo {'is er nog 1' if others == 1 else f'zijn er nog {others}'}." if others else ""
    return f"Er is niets te plannen: opdracht {nummer} {reason}.{more}"


def _compared(columns: Columns, control: Control) -> tuple[float, float, float]:
    """The value of the best plan in which nothing moves, of a list by hand, and of such a list with moving."""
    problem = columns.problem
    free = problem.with_wishes({i: Wish.FREE for i, one in enumerate(problem.assignments) if one.wish == Wish.KEEP})
    standing = replace(free, shift=False, stretch=False)
    quick = replace(control, limit=control.elapsed() + control.limit * AS_IS, progress=lambda value, bound: None)
    as_is = solve(standing, quick).value
    columns = replace(columns, problem=free)
    always = float(columns.value[columns.standing].sum())
    by_hand, moving = (columns.worth(by_priority(columns, moving=way)) + always for way in (False, True))
    return max(as_is, by_hand), by_hand, moving


def _remarks(asked: Asked, schedule: Schedule) -> Iterator[str]:
    """What somebody should know who goes on with the plan."""
    if asked.cells and not asked.problem.capacity.any():
        yield "Niemand biedt in deze tijd de uren aan die worden gevraagd. Voeg aanbod toe: opdracht add aanbod."
    over = schedule.hours - asked.problem.capacity
    if (too_much := over > 1e-6 + asked.problem.capacity * 1e-6).any():
        most = written(round(float(over[too_much].max()), 1))
        yield f"Wat vastgesteld is of al loopt, vraagt zelf al meer uren dan er zijn, tot {most} uur in een maand."
