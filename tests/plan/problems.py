"""Small problems for the planner, drawn at random, and the best plan of each found by trying every one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from opdracht.plan.model import Assignment, Control, Floats, Mode, Problem, Schedule, Wait, Wish
from opdracht.plan.solve import solve

MONTHS = 5


def planned(problem: Problem) -> Schedule:
    """The schedule of a problem when time stands still: the search ends when it finds no more."""
    return solve(problem, Control(lambda: 0.0))


@st.composite
def problems(draw: st.DrawFn, wishes: bool = True) -> Problem:
    """Up to four assignments over five months and two cells, some waiting for an earlier one."""
    count = draw(st.integers(1, 4))
    kinds = [Wish.FREE, Wish.FREE, Wish.FREE, Wish.FIXED, Wish.STOP] if wishes else [Wish.FREE]
    assignments = []
    for number in range(count):
        duration = draw(st.integers(1, 2))
        start = draw(st.integers(0, MONTHS - duration))
        hours = {
            cell: tuple(float(draw(st.integers(0, 4))) for _ in range(duration))
            for cell in draw(st.sets(st.integers(0, 1)))
        }
        until = draw(st.integers(start + duration, MONTHS))
        value = float(draw(st.sampled_from([1, 3, 5, 7, 10])))
        wish = draw(st.sampled_from(kinds))
        assignments.append(Assignment(f"a{number}", start, duration, hours, value, until, 0, wish))
    waits = tuple(
        Wait(draw(st.integers(0, after - 1)), after, draw(st.integers(0, 1)))
        for after in range(1, count)
        if assignments[after].wish != Wish.FIXED and draw(st.booleans())
    )
    capacity = np.array([[float(draw(st.integers(0, 5))) for _ in range(MONTHS)] for _ in range(2)])
    return Problem(tuple(assignments), capacity, waits, shift=draw(st.booleans()), stretch=draw(st.booleans()))


def best_by_trying(problem: Problem) -> tuple[float, float]:
    """The most value that any plan keeps, and the least change of such a plan: every choice of modes is tried."""
    best = (-1.0, 0.0)
    for modes in itertools.product(*(list(_ways(problem, one)) for one in problem.assignments)):
        if _allowed(problem, modes):
            pairs = [(one, mode) for one, mode in zip(problem.assignments, modes, strict=True) if mode]
            value = sum(one.value for one, _ in pairs)
            change = sum(abs(mode.start - one.start) + mode.duration - one.duration for one, mode in pairs)
            best = max(best, (value, -float(change)))
    return best[0], -best[1]


def _ways(problem: Problem, one: Assignment) -> Iterator[Mode | None]:
    if one.wish == Wish.FIXED:
        yield Mode(one.start, one.duration)
        return
    if one.wish != Wish.KEEP:
        yield None
    if one.wish == Wish.STOP:
        return
    stretches = problem.stretch and any(map(any, one.hours.values()))
    for duration in range(one.duration, (one.duration * 2 if stretches else one.duration) + 1):
        for start in range(MONTHS):
            if start + duration <= one.until and (problem.shift or start == one.start):
                yield Mode(start, duration)


def hours_of(problem: Problem, modes: tuple[Mode | None, ...], only: Wish | None = None) -> Floats:
    """The hours of a plan per cell and month, counted in slices of a month."""
    hours = np.zeros(problem.capacity.shape)
    for one, mode in zip(problem.assignments, modes, strict=True):
        if mode is None or (only and one.wish != only):
            continue
        for cell, profile in one.hours.items():
            for part in range(one.duration * mode.duration):
                month = mode.start + part // one.duration
                hours[cell, month] += profile[part // mode.duration] / mode.duration
    return hours


def _allowed(problem: Problem, modes: tuple[Mode | None, ...]) -> bool:
    most = np.maximum(problem.capacity, hours_of(problem, modes, Wish.FIXED))
    if np.any(hours_of(problem, modes) > most + 1e-6):
        return False
    return all(waited(modes, wait) for wait in problem.waits)


def waited(modes: tuple[Mode | None, ...], wait: Wait) -> bool:
    """Whether the one that waits starts after the other has ended, or not at all."""
    before, after = modes[wait.before], modes[wait.after]
    return after is None or (before is not None and before.start + before.duration - 1 + wait.gap <= after.start)
