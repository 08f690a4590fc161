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
    choice = np.full(len(columns.problem.assignments), -1, dtype=np.int64) if choice is None else choice.copy()
    left = columns.limit - columns.load(choice)
    waiting = [i for i in order if choice[i] < 0 and columns.first[i] < columns.first[i + 1]]
    while waiting:
        later: list[int] = []
        placed = False
        for i in waiting:
            before = columns.before.get(i, ())
            if any(choice[wait.before] < 0 for wait in before):
                later.append(i)
                continue
            soonest = max((columns.end[choice[wait.before]] - 1 + wait.gap for wait in before), default=None)
            modes = columns.modes(i)
            if soonest is not None:
                modes = modes[columns.start[modes] >= soonest]
            mode = _first_fitting(columns, pick(i, modes), left)
            if mode >= 0:
                choice[i] = mode
                places = slice(columns.ptr[mode], columns.ptr[mode + 1])
                left[columns.row[places]] -= columns.hours[places]
                placed = True
        waiting = later if placed else []
    return choice


def _first_fitting(columns: Columns, modes: Ints, left: Floats) -> int:
    for mode in modes[:4]:
        places = slice(columns.ptr[mode], columns.ptr[mode + 1])
        if not np.any(columns.hours[places] > np.maximum(left[columns.row[places]], 0.0)):
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
        one = filled(columns, list(np.argsort(latest + noise, kind="stable")), soonest)
        if columns.worth(one) > columns.worth(best):
            best = one
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
        places = slice(columns.ptr[now], columns.ptr[now + 1])
        left[columns.row[places]] += columns.hours[places]
    for wait in columns.before.get(assignment, ()):
        mode = choice[wait.before]
        modes = modes[columns.start[modes] >= columns.end[mode] - 1 + wait.gap] if mode >= 0 else modes[:0]
    for wait in columns.behind.get(assignment, ()):
        if (mode := choice[wait.after]) >= 0:
            modes = modes[columns.end[modes] - 1 + wait.gap <= columns.start[mode]]
    fitting = columns.fitting(modes, left)
    return int(fitting[np.argmin(columns.change[fitting])]) if len(fitting) else -1
