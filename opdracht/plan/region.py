"""The problem of a register: its opdrachten, aanbod and volgorde as months and cells. No wording of what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from opdracht.capacity.lines import LEVELS, Key, Lines, Pair, asked_lines, offered_lines
from opdracht.capacity.months import month_number
from opdracht.choices import Status, Zwaarte
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.model import Opdracht
from opdracht.plan.grid import Looptijd, begin_of, day_in_month, end_of, month_of, moved, moved_end, per_month
from opdracht.plan.model import Assignment, Cycle, Floats, Mode, Problem, Wait, Wish, in_order
from opdracht.region import Regio
from opdracht.settings import Settings

NO_PRIORITY = 3
EARLIER = 6
"""So many months before its wished begin an opdracht starts at the soonest: nobody is ready for more."""


@dataclass(frozen=True)
class Extra:
    """Hours more (or less) than the register offers, to see what they would do; from the first month, until the last."""

    organisatie: str
    profiel: str
    hours_a_year: float
    niveau: Zwaarte = Zwaarte.I
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Wishes:
    """What was asked of the plan."""

    keep: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    shift: bool = True
    stretch: bool = True
    also_running: bool = False
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An opdracht in the plan, with its dates. One that has begun keeps its start; its hours outlast it by `over` months."""

    opdracht: Opdracht
    looptijd: Looptijd
    begun: bool
    over: int

    def dates(self, wished: Assignment, mode: Mode) -> Looptijd:
        """The dates that a mode gives it."""
        van, tot = self.looptijd
        shift = mode.start - wished.start
        return Looptijd(van if self.begun else moved(van, shift), moved_end(tot, mode.end - wished.wished.end))


@dataclass(frozen=True)
class Asked:
    """The problem of a register, and what its numbers stand for. A cell is what is asked at a niveau or higher."""

    problem: Problem
    candidates: tuple[Candidate, ...]
    cells: tuple[Key, ...]
    first: int
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Opdrachten that are not in the plan, with the reason."""

    def dates(self, i: int, mode: Mode) -> Looptijd:
        """The dates that a mode gives an assignment."""
        return self.candidates[i].dates(self.problem.assignments[i], mode)


def asked_of(regio: Regio, peildatum: date, wishes: Wishes) -> Asked:
    """The problem from the month of `peildatum` on. Raises OpdrachtError for what cannot be planned at all."""
    skipped: dict[str, str] = {}
    wanted: dict[str, Looptijd] = {}
    for opdracht in regio.asking:
        looptijd = _looptijd(opdracht, peildatum)
        if isinstance(looptijd, str):
            skipped[opdracht.nummer] = looptijd
        else:
            wanted[opdracht.nummer] = looptijd
    _refuse_strange_wishes(regio, wishes, skipped)
    asking = asked_lines(regio)
    cells = tuple(sorted({asking.keys[key] for key in np.unique(asking.of(wanted).key).tolist()}))
    reading = _RegionReading(regio, wishes, month_number(peildatum), cells)
    pairs = [reading.candidate(regio.opdrachten[nummer], looptijd, asking) for nummer, looptijd in wanted.items()]
    assignments, candidates = [assignment for assignment, _ in pairs], [candidate for _, candidate in pairs]
    months = max([1, *(max(assignment.until, assignment.wished.end) for assignment in assignments)])
    places = {pair: place for place, pair in enumerate(reading.levels)}
    problem = Problem(
        assignments=tuple(assignments),
        capacity=reading.capacity(months),
        waits=tuple(reading.waits(candidates, assignments)),
        place=tuple(places[cell.pair] for cell in cells),
        whole=tuple(max(of_pair.values()) for of_pair in reading.levels.values()),
        shift=wishes.shift,
        stretch=wishes.stretch,
    )
    asked = Asked(problem, tuple(candidates), cells, reading.first, skipped)
    _refuse_a_circle(asked)
    return asked


def _looptijd(opdracht: Opdracht, peildatum: date) -> Looptijd | str:
    """The dates of an opdracht, or why it has no place in a plan."""
    if opdracht.van is None or opdracht.tot is None:
        return "heeft nog geen begindatum of einddatum"
    if opdracht.van > opdracht.tot:
        return "eindigt voor zij begint"
    latest = max(opdracht.uiterlijk or opdracht.tot, opdracht.tot)
    return "ligt al achter ons" if latest < peildatum.replace(day=1) else Looptijd(opdracht.van, opdracht.tot)


def _refuse_strange_wishes(regio: Regio, wishes: Wishes, skipped: Mapping[str, str]) -> None:
    for option, nummers in (("--keep", wishes.keep), ("--stop", wishes.stop)):
        for nummer in sorted(nummers):
            if nummer not in regio.opdrachten:
                raise OpdrachtError(
                    f"{option}: er is geen opdracht '{nummer}'.", "Bekijk wat er is met: opdracht list opdrachten"
                )
            if nummer in skipped:
                raise OpdrachtError(f"{option}: opdracht {nummer} {skipped[nummer]}.", "Laat haar weg of herstel dat.")
            if regio.opdrachten[nummer] not in regio.asking:
                status = regio.opdrachten[nummer].status
                raise OpdrachtError(f"{option}: opdracht {nummer} is {status} en vraagt geen uren meer.")
    if both := sorted(wishes.keep & wishes.stop):
        raise UsageFault(f"Opdracht {both[0]} staat bij --keep en bij --stop.", "Kies een van de twee.")


@dataclass(frozen=True, eq=False)
class _RegionReading:
    """Reads a register as numbers, from the month `first` on."""

    regio: Regio
    wishes: Wishes
    first: int
    cells: Sequence[Key]

    @cached_property
    def levels(self) -> Mapping[Pair, Mapping[int, int]]:
        """For each organisatie and profiel that is asked, the cell of each niveau (0 is I)."""
        levels: dict[Pair, dict[int, int]] = {}
        for place, cell in enumerate(self.cells):
            levels.setdefault(cell.pair, {})[LEVELS.index(cell.niveau)] = place
        return levels

    def covering(self, pair: Pair, niveau: Zwaarte) -> list[int]:
        """The cells in which hours of a niveau count: its own and those of the lower ones."""
        return [cell for level, cell in self.levels.get(pair, {}).items() if level >= LEVELS.index(niveau)]

    def candidate(self, opdracht: Opdracht, looptijd: Looptijd, asking: Lines) -> tuple[Assignment, Candidate]:
        """An opdracht as an assignment."""
        entries = list(self.on_the_grid(asking.of_one(opdracht.nummer)))
        start = min([month_of(looptijd.van, self.first), *(int(begin) for _, begin, _, _ in entries)])
        last = month_of(looptijd.tot, self.first)
        end = max([last + 1, *(int(np.ceil(end - 1e-9)) for _, _, end, _ in entries)])
        begun = opdracht.status == Status.LOPEND and start < 0
        if begun:
            start = 0
        duration = max(end - start, 1)
        hours: dict[int, Floats] = {}
        for key, begin, until, amount in entries:
            profile = per_month(amount, begin, until, duration, start)
            for cell in self.covering(key.pair, key.niveau):
                hours[cell] = hours.get(cell, 0.0) + profile
        over = end - last - 1
        assignment = Assignment(
            key=opdracht.nummer,
            start=start,
            duration=duration,
            hours={cell: tuple(profile.tolist()) for cell, profile in hours.items() if profile.any()},
            value=worth(self.regio, opdracht),
            until=_until(opdracht, looptijd, self.first) + over,
            earliest=_earliest(self.regio, opdracht, start, self.first),
            wish=_wish(opdracht, self.wishes),
        )
        return assignment, Candidate(opdracht, looptijd, begun, over)

    def on_the_grid(self, lines: Lines) -> Iterator[tuple[Key, float, float, float]]:
        """The key, begin, end and hours of each line."""
        begin, end = lines.begin - self.first, lines.end - self.first
        for key, van, tot, hours in zip(
            lines.key.tolist(), begin.tolist(), end.tolist(), (lines.a_month * (end - begin)).tolist(), strict=True
        ):
            yield lines.keys[key], van, tot, hours

    def waits(self, candidates: Sequence[Candidate], assignments: Sequence[Assignment]) -> Iterator[Wait]:
        """What waits for what. One that has begun or is agreed waits no more, nor does one for what is not in the plan."""
        places = {candidate.opdracht.nummer: i for i, candidate in enumerate(candidates)}
        for i, (later, assignment) in enumerate(zip(candidates, assignments, strict=True)):
            if later.begun or assignment.wish == Wish.FIXED:
                continue
            for entry in self.regio.volgorde[later.opdracht.nummer]:
                if (before := places.get(entry.na)) is not None:
                    earlier, van = candidates[before], later.looptijd.van
                    gap = int(van.day <= day_in_month(earlier.looptijd.tot))
                    yield Wait(before, i, gap - (month_of(van, self.first) - assignment.start + earlier.over))

    def capacity(self, months: int) -> Floats:
        """The hours offered per cell and month, with what is added for the sake of argument; never less than nothing."""
        capacity = np.zeros((len(self.cells), months))
        for key, begin, end, amount in self.on_the_grid(offered_lines(self.regio)):
            capacity[self.covering(key.pair, key.niveau)] += per_month(amount, begin, end, months)
        for extra in self.wishes.extra:
            begin = begin_of(extra.van, self.first) if extra.van else 0.0
            end = end_of(extra.tot, self.first) if extra.tot else float(max(months, int(begin) + 1))
            profile = per_month(extra.hours_a_year * (end - begin) / 12, begin, end, months)
            capacity[self.covering((extra.organisatie, extra.profiel), extra.niveau)] += profile
        return np.maximum(capacity, 0.0)


def _until(opdracht: Opdracht, looptijd: Looptijd, first: int) -> int:
    """The month before which it ends: in the month of its latest end it may, if its last day comes in time."""
    latest = opdracht.uiterlijk or looptijd.tot
    in_time = day_in_month(looptijd.tot) <= day_in_month(latest)
    return month_of(latest, first) + int(in_time)


def _earliest(regio: Regio, opdracht: Opdracht, start: int, first: int) -> int:
    """When it may start at the soonest: half a year early, not before today, nor before the besluit it carries out."""
    besluit = regio.besluiten.get(opdracht.besluit or "")
    decided = month_of(besluit.datum, first) if besluit else 0
    return max(0, min(max(decided, start - EARLIER), start))


def _wish(opdracht: Opdracht, wishes: Wishes) -> Wish:
    if opdracht.nummer in wishes.stop:
        return Wish.STOP
    if opdracht.status.is_under_way and not wishes.also_running:
        return Wish.FIXED
    return Wish.KEEP if opdracht.nummer in wishes.keep else Wish.FREE


def worth(regio: Regio, opdracht: Opdracht) -> float:
    """The points of an opdracht: its own, or else those of its prioriteit, or else of that of its ambitie."""
    if opdracht.waarde is not None:
        return opdracht.waarde
    ambitie = regio.ambities.get(opdracht.ambitie or "")
    prioriteit = opdracht.prioriteit or (ambitie.prioriteit if ambitie else NO_PRIORITY)
    return points(regio.settings, prioriteit)


def points(settings: Settings, prioriteit: int) -> float:
    """The points that a prioriteit gives."""
    given: float = getattr(settings, f"punten_prioriteit_{prioriteit}")
    return given


def _refuse_a_circle(asked: Asked) -> None:
    try:
        in_order(asked.problem)
    except Cycle as circle:
        nummers = [asked.candidates[i].opdracht.nummer for i in circle.members]
        chain = " wacht op ".join([*nummers, nummers[0]])
        raise OpdrachtError(
            f"Deze opdrachten wachten op elkaar: {chain}. Zo kan geen ervan beginnen.",
            f"Haal er een schakel uit met: opdracht remove volgorde {nummers[0]}/{nummers[1 % len(nummers)]}",
        ) from None
