"""How good the plans are, and how fast, on regions made by a fixed generator.

    .venv/bin/python tests/bench/plan.py [ASSIGNMENTS[:SECONDS[:SEEDS]] ...]

Per size and seed it prints the value kept, the bound, the gap, the seconds, the change and the memory, beside a person's
list by priority, that list with moving, and CP-SAT in the same time when ortools is installed. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence

import numpy as np

from opdracht.plan.columns import Columns, columns_of
from opdracht.plan.greedy import by_priority
from opdracht.plan.model import Assignment, Control, Problem, Schedule, Wait
from opdracht.plan.solve import solve

ORGANISATIES, PROFIELEN, MONTHS = 16, 6, 36
POINTS = (10.0, 7.0, 5.0, 3.0, 1.0)
STANDARD = ("60:20:3", "200:60:3", "1000:120:1")


def a_region(assignments: int, seed: int, demand: float = 1.3) -> Problem:
    """A region that asks `demand` times what it has, in all; at its busy places and months far more."""
    random = np.random.default_rng(seed)
    size = random.lognormal(0.0, 0.6, ORGANISATIES)
    cells = ORGANISATIES * PROFIELEN
    made: list[Assignment] = []
    for number in range(assignments):
        duration = int(random.integers(3, 13))
        start = int(random.integers(0, MONTHS - duration + 1))
        profiles = random.choice(PROFIELEN, int(random.integers(1, 4)), replace=False)
        parties = random.choice(ORGANISATIES, int(random.integers(1, 5)), replace=False, p=size / size.sum())
        hours: dict[int, list[float]] = {}
        for party in parties:
            hours[int(party) * PROFIELEN + int(random.choice(profiles))] = [float(random.integers(4, 40))] * duration
        made.append(
            Assignment(
                key=f"2027-{number:03d}",
                start=start,
                duration=duration,
                hours=hours,
                value=float(random.choice(POINTS)),
                until=min(start + duration + int(random.integers(0, 7)), MONTHS),
                earliest=max(start - 3, 0),
            )
        )
    asked = np.zeros((cells, MONTHS))
    for one in made:
        for cell, profile in one.hours.items():
            asked[cell, one.start : one.start + one.duration] += profile
    busy = np.where(asked > 0, asked, 0.0).sum(axis=1) / np.maximum((asked > 0).sum(axis=1), 1)
    offered = np.round(busy / demand * random.uniform(0.7, 1.6, cells))
    capacity = np.repeat(offered[:, None], MONTHS, axis=1)
    waits = [
        Wait(before, after)
        for after in range(assignments)
        for before in [int(random.integers(0, assignments))]
        if random.random() < 0.2 and made[before].start + made[before].duration <= made[after].start
    ]
    return Problem(tuple(made), capacity, tuple(waits))


def peer(columns: Columns, seconds: float) -> tuple[float, float, float]:
    """CP-SAT on the same modes, value first and then change: value, bound, change."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in columns.owner]
    value, change = [], []
    rows: dict[int, list[tuple[int, cp_model.IntVar]]] = {}
    for i in columns.free:
        model.add(sum(x[m] for m in columns.modes(i)) <= 1)
    for m, owner in enumerate(columns.owner):
        value.append(round(columns.value[owner]) * x[m])
        change.append(round(columns.change[m]) * x[m])
        for at in range(columns.ptr[m], columns.ptr[m + 1]):
            rows.setdefault(int(columns.row[at]), []).append((round(columns.hours[at] * 1000), x[m]))
    for row, entries in rows.items():
        if np.isfinite(columns.room[row]):
            model.add(sum(amount * one for amount, one in entries) <= int(columns.room[row] * 1000))
    for wait in columns.waits:
        later, sooner = columns.modes(wait.after), columns.modes(wait.before)
        for month in np.unique(columns.start[later]):
            begun = [x[m] for m in later if columns.start[m] <= month]
            model.add(sum(begun) <= sum(x[m] for m in sooner if columns.end[m] - 1 + wait.gap <= month))
    begin = time.perf_counter()
    model.maximize(sum(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 2, seconds / 2
    solver.solve(model)
    best, bound = solver.objective_value, solver.best_objective_bound
    for one in x:
        model.add_hint(one, solver.value(one))
    model.add(sum(value) >= round(best))
    model.minimize(sum(change))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = max(seconds - (time.perf_counter() - begin), 1.0)
    solver.solve(model)
    return best, bound, solver.objective_value


def measured(problem: Problem, seconds: float) -> Schedule:
    begin = time.perf_counter()
    return solve(problem, Control(lambda: time.perf_counter() - begin, seconds))


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=STANDARD)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args(given)
    try:
        import ortools  # noqa: F401 - only to know whether the peer is there
    except ImportError:
        options.no_peer = True
    for size in options.sizes:
        count, seconds, seeds = (
            [*(int(word) for word in size.split(":")), *(20, 1)][:3] if ":" in size else (int(size), 20, 1)
        )
        for seed in range(seeds):
            problem = a_region(count, seed)
            columns = columns_of(problem)
            by_hand, moving = (columns.worth(by_priority(columns, moving=way)) for way in (False, True))
            plan = measured(problem, seconds)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{count:5} seed {seed}  asked {problem.asked:6.0f}  modes {len(columns.owner):6}  by hand {by_hand:6.0f}  "
                f"moving {moving:6.0f}  plan {plan.value:6.0f} (bound {plan.bound:6.0f}, gap {plan.gap:6.2%}, "
                f"{plan.seconds:5.1f} s)  change {plan.change:5.0f}{'*' if plan.least_change else ' '}  {memory:5.0f} MB",
                flush=True,
            )
            if not options.no_peer:
                best, bound, change = peer(columns, seconds)
                print(
                    f"{'':14}CP-SAT {best:6.0f} (bound {bound:6.0f}, gap {(bound - best) / best:6.2%})  change {change:5.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
