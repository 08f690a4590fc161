"""The problem of a register: its opdrachten, aanbod and volgorde as months and cells. No wording of what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from opdracht.capacity.lines import LEVELS, Lines, asked_lines, offered_lines
from opdracht.choices import Status, Zwaarte
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht
from opdracht.plan.grid import day_in_month, end_place, month_of, moved, moved_end, per_month, place
from opdracht.plan.model import Assignment, Cycle, Floats, Mode, Problem, Wait, Wish, in_order
from opdracht.region import Regio
from opdracht.settings import Settings

AGREED = (Status.VASTGESTELD, Status.LOPEND)
NO_PRIORITY = 3
EARLIER = 6
"""So many months before its wished begin an opdracht starts at the soonest: nobody is ready for more."""

Pair = tuple[str, str]


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
class Cell:
    """The hours of a profiel that an organisatie is asked at a niveau or higher."""

    organisatie: str
    profiel: str
    niveau: Zwaarte


@dataclass(frozen=True)
class Run:
    """An opdracht in the plan. One that has begun keeps its start; `over` is how many months its hours outlast it."""

    opdracht: Opdracht
    begun: bool
    over: int

    def dates(self, wished: Assignment, mode: Mode) -> tuple[date, date]:
        """The dates that a mode gives it."""
        van, tot = self.opdracht.van, self.opdracht.tot
        assert van is not None
        assert tot is not None
        shift, stretch = mode.start - wished.start, mode.duration - wished.duration
        return van if self.begun else moved(van, shift), moved_end(tot, shift + stretch)


@dataclass(frozen=True)
class Asked:
    """The problem of a register, and what its numbers stand for."""

    problem: Problem
    runs: tuple[Run, ...]
    cells: tuple[Cell, ...]
    first: int
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Opdrachten that are not in the plan, with the reason."""

    def at(self, nummer: str) -> int:
        """The place of an opdracht."""
        return next(i for i, run in enumerate(self.runs) if run.opdracht.nummer == nummer)


def asked_of(regio: Regio, peildatum: date, wishes: Wishes) -> Asked:
    """The problem from the month of `peildatum` on. Raises OpdrachtError for what cannot be planned at all."""
    first = peildatum.year * 12 + peildatum.month - 1
    skipped: dict[str, str] = {}
    wanted: list[Opdracht] = []
    for opdracht in regio.asking:
        if reason := _outside(opdracht, peildatum):
            skipped[opdracht.nummer] = reason
        else:
            wanted.append(opdracht)
    _known(regio, wishes, skipped)
    lines = asked_lines(regio)
    pairs, cells = _cells(lines, [opdracht.nummer for opdracht in wanted])
    made = [_assignment(regio, opdracht, lines, pairs, first, wishes) for opdracht in wanted]
    months = max((max(one.until, one.start + one.duration) for one, _ in made), default=1)
    problem = Problem(
        assignments=tuple(one for one, _ in made),
        capacity=_capacity(regio, wishes.extra, cells, pairs, first, max(months, 1)),
        waits=_waits(regio, [run for _, run in made], [one for one, _ in made], first),
        place=tuple({pair: n for n, pair in enumerate(pairs)}[cell.organisatie, cell.profiel] for cell in cells),
        whole=tuple(max(of_pair.values()) for of_pair in pairs.values()),
        shift=wishes.shift,
        stretch=wishes.stretch,
    )
    asked = Asked(problem, tuple(run for _, run in made), cells, first, skipped)
    _refuse_a_circle(asked)
    return asked


def _outside(opdracht: Opdracht, peildatum: date) -> str:
    """Why an opdracht has no place in a plan; empty when it has."""
    if opdracht.van is None or opdracht.tot is None:
        return "heeft nog geen begindatum of einddatum"
    if opdracht.van > opdracht.tot:
        return "eindigt voor zij begint"
    latest = max(opdracht.uiterlijk or opdracht.tot, opdracht.tot)
    return "ligt al achter ons" if latest < peildatum.replace(day=1) else ""


def _known(regio: Regio, wishes: Wishes, skipped: Mapping[str, str]) -> None:
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
        raise OpdrachtError(f"Opdracht {both[0]} staat bij --keep en bij --stop.", "Kies een van de twee.")


def _cells(lines: Lines, nummers: Sequence[str]) -> tuple[dict[Pair, dict[int, int]], tuple[Cell, ...]]:
    """For each organisatie and profiel, the cell of each niveau that is asked (0 is I); and the cells in their order."""
    used = lines.of(nummers)
    asked = sorted({lines.keys[key] for key in np.unique(used.key).tolist()})
    pairs: dict[Pair, dict[int, int]] = {}
    cells: list[Cell] = []
    for key in asked:
        pairs.setdefault((key.organisatie, key.profiel), {})[LEVELS.index(key.niveau)] = len(cells)
        cells.append(Cell(key.organisatie, key.profiel, key.niveau))
    return pairs, tuple(cells)


def _assignment(
    regio: Regio, opdracht: Opdracht, lines: Lines, pairs: Mapping[Pair, Mapping[int, int]], first: int, wishes: Wishes
) -> tuple[Assignment, Run]:
    assert opdracht.van is not None
    assert opdracht.tot is not None
    entries = list(_placed(lines.of_one(opdracht.nummer), first))
    start = min([month_of(opdracht.van, first), *(int(begin) for _, begin, _, _ in entries)])
    last = month_of(opdracht.tot, first)
    end = max([last + 1, *(int(np.ceil(end - 1e-9)) for _, _, end, _ in entries)])
    begun = opdracht.status == Status.LOPEND and start < 0
    if begun:
        start = 0
    hours: dict[int, Floats] = {}
    for key, begin, until, amount in entries:
        organisatie, profiel, niveau = lines.keys[key]
        profile = per_month(amount, begin, until, max(end - start, 1), start)
        for level, cell in pairs[organisatie, profiel].items():
            if level >= LEVELS.index(niveau):
                hours[cell] = hours.get(cell, np.zeros(len(profile))) + profile
    over = end - last - 1
    assignment = Assignment(
        key=opdracht.nummer,
        start=start,
        duration=max(end - start, 1),
        hours={cell: tuple(profile.tolist()) for cell, profile in hours.items() if profile.any()},
        value=worth(regio, opdracht),
        until=_until(opdracht, first) + over,
        earliest=_earliest(regio, opdracht, start, first),
        wish=_wish(opdracht, wishes),
    )
    return assignment, Run(opdracht, begun, over)


def _placed(lines: Lines, first: int) -> Iterable[tuple[int, float, float, float]]:
    """The lines on the grid: their key, begin, end and hours. A rate is so many hours a month, a total is a total."""
    for key, begin, end, a_year, a_day in zip(
        lines.key.tolist(), lines.begin.tolist(), lines.end.tolist(), lines.a_year, lines.a_day, strict=True
    ):
        from_, until = place(begin, first), end_place(end - timedelta(1), first)
        yield key, from_, until, float(a_year) * (until - from_) / 12 + float(a_day) * (end - begin).days


def _until(opdracht: Opdracht, first: int) -> int:
    """The month before which it ends: in the month of its latest end it may, if its last day comes in time."""
    assert opdracht.tot is not None
    latest = opdracht.uiterlijk or opdracht.tot
    in_time = day_in_month(opdracht.tot) <= day_in_month(latest)
    return month_of(latest, first) + int(in_time)


def _earliest(regio: Regio, opdracht: Opdracht, start: int, first: int) -> int:
    """When it may start at the soonest: half a year early, not before today, nor before the besluit it carries out."""
    besluit = regio.besluiten.get(opdracht.besluit or "")
    decided = month_of(besluit.datum, first) if besluit else 0
    return max(0, min(max(decided, start - EARLIER), start))


def _wish(opdracht: Opdracht, wishes: Wishes) -> Wish:
    if opdracht.nummer in wishes.stop:
        return Wish.STOP
    if opdracht.status in AGREED and not wishes.also_running:
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


def _waits(regio: Regio, runs: Sequence[Run], assignments: Sequence[Assignment], first: int) -> tuple[Wait, ...]:
    """What waits for what. One that has begun or is agreed waits no more, nor does one for what is not in the plan."""
    places = {run.opdracht.nummer: i for i, run in enumerate(runs)}
    waits: list[Wait] = []
    for i, run in enumerate(runs):
        if run.begun or assignments[i].wish == Wish.FIXED:
            continue
        for entry in regio.volgorde[run.opdracht.nummer]:
            if (before := places.get(entry.na)) is not None:
                earlier = runs[before]
                van, tot = run.opdracht.van, earlier.opdracht.tot
                assert van is not None
                assert tot is not None
                gap = int(van.day <= day_in_month(tot))
                outside = month_of(van, first) - assignments[i].start + earlier.over
                waits.append(Wait(before, i, gap - outside))
    return tuple(waits)


def _capacity(
    regio: Regio,
    extra: Iterable[Extra],
    cells: Sequence[Cell],
    pairs: Mapping[Pair, Mapping[int, int]],
    first: int,
    months: int,
) -> Floats:
    """The hours offered per cell and month, with what is added for the sake of argument; never less than nothing."""
    capacity = np.zeros((len(cells), months))
    lines = offered_lines(regio)

    def add(pair: Pair, niveau: Zwaarte, profile: Floats) -> None:
        for level, cell in pairs.get(pair, {}).items():
            if level >= LEVELS.index(niveau):
                capacity[cell] += profile

    for key, begin, end, amount in _placed(lines, first):
        organisatie, profiel, niveau = lines.keys[key]
        add((organisatie, profiel), niveau, per_month(amount, begin, end, months))
    for one in extra:
        begin = place(one.van, first) if one.van else 0.0
        end = end_place(one.tot, first) if one.tot else float(max(months, int(begin) + 1))
        add(
            (one.organisatie, one.profiel),
            one.niveau,
            per_month(one.hours_a_year * (end - begin) / 12, begin, end, months),
        )
    return np.maximum(capacity, 0.0)


def _refuse_a_circle(asked: Asked) -> None:
    try:
        in_order(asked.problem)
    except Cycle as circle:
        nummers = [asked.runs[i].opdracht.nummer for i in circle.members]
        chain = " wacht op ".join([*nummers, nummers[0]])
        raise OpdrachtError(
            f"Deze opdrachten wachten op elkaar: {chain}. Zo kan geen ervan beginnen.",
            f"Haal er een schakel uit met: opdracht remove volgorde {nummers[0]}/{nummers[1 % len(nummers)]}",
        ) from None
