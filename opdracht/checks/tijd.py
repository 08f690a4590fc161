"""What the rules ask of time: what runs at once, what has happened by a day, and by which day something must happen."""

from collections.abc import Iterable
from datetime import date, timedelta

from opdracht.model import Mijlpaal, Opdracht


def most_at_once(opdrachten: Iterable[Opdracht], peildatum: date) -> tuple[int, date]:
    """How many of these run on the busiest day from a day on, and that day.

    What has no begin runs already, what has no end goes on; on its last day an opdracht still runs.
    """
    changes: list[tuple[date, int, int]] = []
    for opdracht in opdrachten:
        van, tot = max(opdracht.van or peildatum, peildatum), opdracht.tot or date.max
        if van <= tot:
            changes += ((van, 1, 1), (tot, 2, -1))
    at_once = most = 0
    busiest = peildatum
    for day, _, change in sorted(changes):
        at_once += change
        if at_once > most:
            most, busiest = at_once, day
    return most, busiest


def is_reached(mijlpaal: Mijlpaal, peildatum: date) -> bool:
    """Whether a milestone was reached by then; a day that has yet to come is a plan."""
    return mijlpaal.gehaald_op is not None and mijlpaal.gehaald_op <= peildatum


def days_after(day: date, days: float) -> date:
    """The day so many days later; the last there is when that is too far."""
    return day + timedelta(min(int(days), (date.max - day).days))
