"""What other dates of an opdracht make of all that is in it: its inzet, milestones and preconditions move along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from opdracht.choices import Eenheid
from opdracht.codec import values
from opdracht.model import Inzet, Mijlpaal, Opdracht, Randvoorwaarde, Record
from opdracht.plan.grid import Looptijd, begin_of, date_at, end_of, moved, moved_end
from opdracht.records import make
from opdracht.region import Regio
from opdracht.workdays import day_off, next_working_day

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Shift:
    """From the old period of an opdracht to the new one: by whole months and then days, and stretched when it lasts longer."""

    old: Looptijd
    new: Looptijd

    @classmethod
    def to_begin(cls, old: Looptijd, van: date) -> Shift:
        """To a period that begins on another day and lasts as long."""
        shift = cls(old, Looptijd(van, van))
        return cls(old, Looptijd(van, moved_end(old.tot, shift.months) + shift.rest))

    @property
    def months(self) -> int:
        """The months by which the start moves."""
        old, new = self.old.van, self.new.van
        return (new.year - old.year) * 12 + new.month - old.month

    @property
    def rest(self) -> timedelta:
        """The days by which it moves after that; none when it begins on the same day of a month."""
        return self.new.van - moved(self.old.van, self.months)

    @property
    def ratio(self) -> float:
        """How many times longer it lasts; 1 when it only moves."""
        if moved_end(self.old.tot, self.months) + self.rest == self.new.tot:
            return 1.0
        before, after = (end_of(tot, 0) - begin_of(van, 0) for van, tot in (self.old, self.new))
        return after / before

    def day(self, day: date, *, last: bool = False) -> date:
        """Where a day of the old period comes; `last` for the last day of something."""
        if self.ratio == 1.0:
            return (moved_end if last else moved)(day, self.months) + self.rest
        at = end_of(day, 0) if last else begin_of(day, 0)
        since = at - begin_of(self.old.van, 0)
        begin = date_at(begin_of(self.new.van, 0) + since * (self.ratio if since > 0 else 1.0))
        return begin - timedelta(1) if last else begin

    def milestone(self, day: date) -> tuple[date, date]:
        """Where a milestone comes: the day that the calendar gives it, and the working day that it gets.

        On the last day of the period it stays on the last. From a day off it goes to the next working day; when that
        lies beyond the end of the period, to the last one before.
        """
        if day == self.old.tot:
            return self.new.tot, self.new.tot
        landed = self.day(day)
        after, before = next_working_day(landed), next_working_day(landed, -1)
        if landed == day or not self.new.van <= landed <= self.new.tot:
            return landed, landed if landed == day else after
        return landed, next((new for new in (after, before) if self.new.van <= new <= self.new.tot), landed)


@dataclass(frozen=True)
class DayOff:
    """A milestone with its new date, and the day off on which the calendar would have put it."""

    mijlpaal: Mijlpaal
    day: date

    @property
    def reason(self) -> str:
        """Why nobody works on that day: 'zondag' or 'tweede kerstdag'."""
        return day_off(self.day)


def shifted(regio: Regio, nummer: str, shift: Shift) -> Iterator[Record]:
    """The records that change when an opdracht gets other dates. What is done already keeps its date."""
    yield _with(Opdracht, regio.opdrachten[nummer], van=shift.new.van, tot=shift.new.tot)
    for line in regio.inzet[nummer]:
        if changes := _inzet(line, shift):
            yield _with(Inzet, line, **changes)
    yield from (mijlpaal for mijlpaal, _ in _milestones(regio, nummer, shift))
    for condition in regio.randvoorwaarden[nummer]:
        if condition.uiterlijk is not None and condition.status.is_waiting:
            yield _with(Randvoorwaarde, condition, uiterlijk=shift.day(condition.uiterlijk))


def from_days_off(regio: Regio, nummer: str, shift: Shift) -> list[DayOff]:
    """The milestones that `shifted` puts on another day than the calendar would, because nobody works then."""
    return [DayOff(mijlpaal, day) for mijlpaal, day in _milestones(regio, nummer, shift) if mijlpaal.datum != day]


def _milestones(regio: Regio, nummer: str, shift: Shift) -> Iterator[tuple[Mijlpaal, date]]:
    """The milestones that have yet to come with their new dates, and the day that the calendar would give each."""
    for mijlpaal in regio.mijlpalen[nummer]:
        if mijlpaal.gehaald_op is None:
            landed, working_day = shift.milestone(mijlpaal.datum)
            yield _with(Mijlpaal, mijlpaal, datum=working_day), landed


def _inzet(line: Inzet, shift: Shift) -> Mapping[str, object]:
    """The fields of a line of inzet that change."""
    changes: dict[str, object] = {}
    if line.van is not None:
        changes["van"] = shift.day(line.van)
    if line.tot is not None:
        changes["tot"] = shift.day(line.tot, last=True)
    if shift.ratio != 1.0 and line.eenheid != Eenheid.UREN:
        changes["hoeveelheid"] = round(line.hoeveelheid / shift.ratio, 6)
    return changes


def _with(kind: type[R], record: R, **changes: object) -> R:
    return make(kind, {**values(record), **changes})
