"""Plans by hand: the most valuable first, each where it still fits; and many such lists, drawn at random, when some wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from opdracht.plan.columns import Columns
from opdracht.plan.model import Floats, Ints, in_order

Pick = Callable[[int, Ints], Ints]
"""The modes to try of an assignment, best first."""


def by_priority(columns: Columns, *, moving: bool) -> Ints:
    """What a person does in a spreadsheet: the most valuable first, at its wished dates or (moving) the nearest that fit."""
    problem = columns.problem

    def nearest(assignment: int, modes: Ints) -> Ints:
        ordered: Ints = modes[np.argsort(columns.change[modes], kind="stable")]
        return ordered if moving else modes[columns.change[modes] == 0]

    wishes = [(not columns.must[i], -one.value, one.start, i) for i, one in enumerate(problem.assignments)]
    return filled(columns, sorted(range(len(wishes)), key=wishes.__getitem__), nearest)


def filled(columns: Columns, order: Sequence[int], pick: Pick, choice: Ints | None = None) -> Ints:
    """Take assignments in an order, each in the first of its modes that fits; again for what waits, until none is added."""
    choice = columns.nothing if choice is None else choice.copy()
    left = columns.limit - columns.load(choice)
    waiting = [i for i in order if choice[i] < 0 and columns.first[i] < columns.first[i + 1]]
    while waiting:
        later: list[int] = []
        placed = False
        for i in waiting:
            if any(choice[wait.before] < 0 for wait in columns.before.get(i, ())):
                later.append(i)
                continue
            mode = _first_fitting(columns, pick(i, columns.in_time(i, columns.modes(i), choice)), left)
            if mode >= 0:
                choice[i] = mode
                entries = columns.of_mode(mode)
                left[columns.row[entries]] -= columns.hours[entries]
                placed = True
        waiting = later if placed else []
    return choice


def _first_fitting(columns: Columns, modes: Ints, left: Floats) -> int:
    for mode in modes[:4]:
        entries = columns.of_mode(mode)
        if not np.any(columns.hours[entries] > np.maximum(left[columns.row[entries]], 0.0)):
            return int(mode)
    fitting = columns.fitting(modes[4:], left)
    return int(fitting[0]) if len(fitting) else -1


def drawn(columns: Columns, draws: int, going_on: Callable[[], bool]) -> Ints:
    """The best of many lists in which each starts as soon as it can, in an order drawn around the latest starts."""
    random = np.random.default_rng(0)
    latest = _latest_starts(columns).astype(np.float64)
    spread = max(float(np.ptp(latest)) / 4, 1.0)

    def soonest(assignment: int, modes: Ints) -> Ints:
        ordered: Ints = modes[np.argsort(columns.end[modes] * 10_000 + columns.start[modes], kind="stable")]
        return ordered

    best = filled(columns, list(np.argsort(latest, kind="stable")), soonest)
    for draw in range(draws):
        if not going_on() or columns.worth(best) >= columns.problem.asked:
            break
        noise = random.normal(0.0, spread * (0.2 + 0.8 * (draw % 5) / 4), len(latest))
        drawn_now = filled(columns, list(np.argsort(latest + noise, kind="stable")), soonest)
        best = max(best, drawn_now, key=columns.worth)
    return best


def rounded(columns: Columns, share: Floats) -> Ints:
    """A list in the order of how much of each assignment a plan in parts keeps, each in the mode it has most of."""
    kept = np.bincount(columns.owner, share, len(columns.problem.assignments))

    def largest(assignment: int, modes: Ints) -> Ints:
        ordered: Ints = modes[np.argsort(-share[modes], kind="stable")]
        return ordered

    return filled(columns, list(np.argsort(-kept, kind="stable")), largest)


def _latest_starts(columns: Columns) -> Ints:
    """The last month each can start in so that all that wait for it can still end in time."""
    problem = columns.problem
    latest = np.array([one.until - one.duration for one in problem.assignments], dtype=np.int64)
    for i in reversed(in_order(problem)):
        for wait in columns.behind.get(i, ()):
            latest[i] = min(latest[i], latest[wait.after] - wait.gap + 1 - problem.assignments[i].duration)
    return latest


def mended(columns: Columns, choice: Ints) -> Ints:
    """A plan without loose ends: nothing stops that fits, nothing moves that fits nearer to its wished dates."""
    choice = choice.copy()
    by_value = sorted(columns.free.tolist(), key=lambda i: (-columns.value[i], i))
    again = True
    while again:
        again = False
        left = columns.limit - columns.load(choice)
        for i in by_value:
            if (mode := _nearer(columns, choice, left, i)) >= 0:
                choice[i] = mode
                left = columns.limit - columns.load(choice)
                again = True
    return choice


def _nearer(columns: Columns, choice: Ints, left: Floats, assignment: int) -> int:
    """A mode of less change that fits beside all others; -1 when there is none."""
    now = choice[assignment]
    modes = columns.modes(assignment)
    if now >= 0:
        modes = modes[columns.change[modes] < columns.change[now]]
        left = left.copy()
        entries = columns.of_mode(now)
        left[columns.row[entries]] += columns.hours[entries]
    fitting = columns.fitting(columns.in_time(assignment, modes, choice), left)
    return int(fitting[np.argmin(columns.change[fitting])]) if len(fitting) else -1
