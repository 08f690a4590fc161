"""The planner for a register: from a region and wishes to a plan in words, within a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from opdracht.capacity import Months, shortages
from opdracht.dutch import written
from opdracht.errors import OpdrachtError
from opdracht.plan.columns import Columns, columns_of
from opdracht.plan.explain import Explanation, conflict
from opdracht.plan.greedy import by_priority
from opdracht.plan.model import Besluit, Control, Plan, Wish
from opdracht.plan.region import Asked, Wishes, asked_of
from opdracht.plan.report import Regel, Voorstel, Wording, helped, spelled
from opdracht.plan.shifted import planned
from opdracht.plan.solve import Conflict, plan_of, solve
from opdracht.region import Regio

SOLVING, AS_IS = 0.85, 0.05
"""The part of the time for the plan itself, and for the best plan in which nothing moves; the rest is for explaining."""


def propose(regio: Regio, peildatum: date, wishes: Wishes, control: Control) -> Voorstel:
    """The best plan of the time given. Raises OpdrachtError for what cannot be planned, or not in this time."""
    asked = asked_of(regio, peildatum, wishes)
    if not asked.runs:
        raise OpdrachtError(_nothing(regio, asked), "Bekijk de opdrachten met: opdracht list opdrachten")
    problem = asked.problem
    columns = columns_of(problem)
    as_is, greedy, moving = _compared(columns, control)
    try:
        plan = plan_of(columns, replace(control, limit=control.limit * SOLVING))
    except Conflict as refused:
        if not refused.proven:
            raise OpdrachtError(
                f"Binnen {written(control.limit)} seconden is niet gevonden of alles wat u wilt houden samen door kan gaan.",
                "Geef meer tijd met --time, of houd er minder.",
            ) from None
        together = tuple(asked.runs[i].opdracht.nummer for i in conflict(problem, _once_more(control)))
        nothing = Voorstel("infeasible", None, None, None, problem.asked, as_is, greedy, moving)
        return replace(nothing, seconds=control.elapsed(), overgeslagen=asked.skipped, conflict=together)
    wording = Wording(regio, asked, Explanation(problem, plan), spelled(regio))
    rules = wording.rules(lambda: control.left() > 0)
    return Voorstel(
        status="optimal" if plan.optimal else "feasible",
        value=plan.value,
        bound=plan.bound,
        gap=plan.gap,
        asked=problem.asked,
        as_is=as_is,
        greedy=greedy,
        greedy_moving=moving,
        change=plan.change,
        least_change=plan.least_change,
        regels=rules,
        alles=helped(wording, control),
        overgeslagen=asked.skipped,
        opmerkingen=tuple(_remarks(regio, asked, plan, rules, as_offered=not wishes.extra)),
        seconds=control.elapsed(),
    )


def _nothing(regio: Regio, asked: Asked) -> str:
    if not regio.opdrachten:
        return "Het register heeft nog geen opdrachten: er is niets te plannen."
    if not asked.skipped:
        return "Alle opdrachten zijn afgerond of ingetrokken: er is niets te plannen."
    nummer, reason = next(iter(asked.skipped.items()))
    others = len(asked.skipped) - 1
    more = f" Zo {'is er nog 1' if others == 1 else f'zijn er nog {others}'}." if others else ""
    return f"Er is niets te plannen: opdracht {nummer} {reason}.{more}"


def _once_more(control: Control) -> Control:
    """Half the time again, to look for the smallest conflict."""
    return replace(control, limit=control.elapsed() + max(control.limit / 2, 5.0))


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


def _remarks(regio: Regio, asked: Asked, plan: Plan, rules: tuple[Regel, ...], *, as_offered: bool) -> list[str]:
    """What somebody should know who goes on with the plan."""
    remarks = []
    if asked.cells and not asked.problem.capacity.any():
        remarks.append(
            "Niemand biedt in deze tijd de uren aan die worden gevraagd. Voeg aanbod toe: opdracht add aanbod."
        )
    over = plan.hours - asked.problem.capacity > 1e-6 + asked.problem.capacity * 1e-6
    if over.any():
        most = float((plan.hours - asked.problem.capacity)[over].max())
        remarks.append(
            "Wat vastgesteld is of al loopt, vraagt zelf al meer uren dan er zijn, tot "
            f"{written(round(most, 1))} uur in een maand."
        )
    elif as_offered and (short := _by_the_day(regio, asked, rules)):
        remarks.append(
            f"Per dag geteld komt dit plan in {short} {'maand' if short == 1 else 'maanden'} iets tekort: het plan telt "
            "elke maand even lang. Bekijk het met: opdracht capacity"
        )
    return remarks


def _by_the_day(regio: Regio, asked: Asked, rules: tuple[Regel, ...]) -> int:
    """In how many months of an organisatie and profiel the plan asks more than there is when days are counted."""
    kept = {regel.nummer: regel.datums for regel in rules if regel.datums}
    changed = {
        regel.nummer: kept[regel.nummer] for regel in rules if regel.besluit in (Besluit.SCHUIVEN, Besluit.REKKEN)
    }
    months = Months(asked.first, asked.problem.months)
    return len(shortages(planned(regio, changed), months, kept, merged=False))
