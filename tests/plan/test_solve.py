"""The planner beside trying everything: its value, its change, its limits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.plan.diagnosis import Diagnosis, conflict
from opdracht.plan.model import Assignment, Control, Cycle, Keuze, Problem, Wait, Wish, decision
from opdracht.plan.solve import Conflict
from tests.plan.problems import best_by_trying, hours_of, planned, problems, waited

STILL = Control(lambda: 0.0)


@settings(max_examples=300, deadline=None)
@given(problems())
def test_no_plan_is_better_than_the_one_found(problem: Problem) -> None:
    plan = planned(problem)
    value, change = best_by_trying(problem)
    assert plan.value == pytest.approx(value)
    assert plan.optimal
    assert plan.least_change
    assert plan.change == pytest.approx(change)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_a_plan_never_exceeds_a_cell_nor_starts_before_what_it_waits_for(problem: Problem) -> None:
    plan = planned(problem)
    hours = hours_of(problem, plan.modes)
    assert np.all(hours <= np.maximum(problem.capacity, hours_of(problem, plan.modes, Wish.FIXED)) + 1e-6)
    assert plan.hours == pytest.approx(hours)
    assert all(waited(plan.modes, wait) for wait in problem.waits)


@settings(max_examples=100, deadline=None)
@given(problems(), st.integers(0, 1), st.integers(0, 4), st.integers(1, 5))
def test_more_hours_never_lower_the_value(problem: Problem, cell: int, month: int, more: int) -> None:
    capacity = problem.capacity.copy()
    capacity[cell, month] += more
    assert planned(replace(problem, capacity=capacity)).value >= planned(problem).value - 1e-9


@settings(max_examples=100, deadline=None)
@given(problems())
def test_one_assignment_less_never_lowers_the_value_of_the_rest(problem: Problem) -> None:
    last = len(problem.assignments) - 1
    fewer = replace(
        problem,
        assignments=problem.assignments[:last],
        waits=tuple(wait for wait in problem.waits if wait.after != last),
    )
    mode = planned(problem).modes[last]
    with_it = planned(problem).value - (problem.assignments[last].value if mode else 0.0)
    assert planned(fewer).value >= with_it - 1e-9


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_same_problem_gives_the_same_plan(problem: Problem) -> None:
    assert planned(problem).modes == planned(problem).modes


@settings(max_examples=150, deadline=None)
@given(problems(wishes=False))
def test_what_must_go_on_goes_on_or_a_smallest_conflict_is_named(problem: Problem) -> None:
    kept = problem.with_wishes(dict.fromkeys(range(len(problem.assignments)), Wish.KEEP))
    try:
        plan = planned(kept)
    except Conflict:
        named = conflict(kept, STILL)
        assert best_by_trying(problem.with_wishes(dict.fromkeys(named, Wish.KEEP)))[0] == -1.0
        for left_out in named:
            rest = [one for one in named if one != left_out]
            assert best_by_trying(problem.with_wishes(dict.fromkeys(rest, Wish.KEEP)))[0] >= 0.0
    else:
        assert None not in plan.modes


@settings(max_examples=150, deadline=None)
@given(problems())
def test_the_hours_that_a_stopped_one_needs_do_let_it_go_on(problem: Problem) -> None:
    plan = planned(problem)
    diagnosis = Diagnosis(problem, plan)
    for i, mode in enumerate(plan.modes):
        needed = None if mode else diagnosis.needed(i)
        if needed:
            more = np.maximum(problem.capacity, hours_of(problem, plan.modes, Wish.FIXED)) + needed.hours + 1e-6
            kept = problem.with_wishes(dict.fromkeys(needed.modes, Wish.KEEP))
            assert planned(replace(kept, capacity=more)).value >= plan.value
            assert needed.total > 0


@settings(max_examples=100, deadline=None)
@given(problems())
def test_no_fewer_hours_let_everything_go_on_than_are_named(problem: Problem) -> None:
    plan = planned(problem)
    needed = Diagnosis(problem, plan).needed_for_all(STILL)
    if needed:
        assert needed.at_least <= needed.total + 1e-6
        more = np.maximum(problem.capacity, hours_of(problem, plan.modes, Wish.FIXED)) + needed.hours + 1e-6
        wishes = {i: Wish.KEEP for i, mode in enumerate(plan.modes) if mode or i in needed.modes}
        free = {i: wish for i, wish in wishes.items() if problem.assignments[i].wish == Wish.FREE}
        assert planned(replace(problem.with_wishes(free), capacity=more)).optimal


def an_assignment(key: str, hours: float, value: float, **fields: object) -> Assignment:
    return replace(Assignment(key, 0, 1, {0: (hours,)}, value, until=1), **fields)  # type: ignore[arg-type] # any field


def test_a_knapsack_of_the_textbooks_is_filled_to_its_optimum() -> None:
    weights = (382745, 799601, 909247, 729069, 467902, 44328, 34610, 698150, 823460, 903959, 853665, 551830, 610856,
               670702, 488960, 951111, 323046, 446298, 931161, 31385, 496951, 264724, 224916, 169684)  # fmt: skip
    values = (825594, 1677009, 1676628, 1523970, 943972, 97426, 69666, 1296457, 1679693, 1902996, 1844992, 1049289,
              1252836, 1319836, 953277, 2067538, 675367, 853655, 1826027, 65731, 901489, 577243, 466257, 369261)  # fmt: skip
    items = [an_assignment(str(i), w, v) for i, (w, v) in enumerate(zip(weights, values, strict=True))]
    plan = planned(Problem(tuple(items), np.array([[6404180.0]])))
    assert (plan.value, plan.optimal) == (13549094, True)


def test_one_unit_above_what_there_is_does_not_fit_and_an_exact_sum_does() -> None:
    for hours, kept in ((6404180.0, 1), (6404181.0, 0)):
        plan = planned(Problem((an_assignment("a", hours, 1.0),), np.array([[6404180.0]])))
        assert plan.value == kept


def test_tenths_that_add_up_to_the_whole_fit() -> None:
    tenths = tuple(an_assignment(str(i), 0.1, 1.0) for i in range(10))
    assert planned(Problem(tenths, np.array([[1.0]]))).value == 10


def a_project(months: int) -> Problem:
    """Six assignments on one cell of 4 hours: the shortest time in which all can be done is 8 months."""
    sizes = ((3, 2), (2, 3), (4, 2), (2, 2), (3, 1), (1, 4))
    waits = (Wait(0, 3), Wait(1, 4), Wait(2, 5), Wait(3, 5))
    assignments = tuple(
        Assignment(str(i), 0, duration, {0: (float(hours),) * duration}, 1.0, months)
        for i, (duration, hours) in enumerate(sizes)
    )
    return Problem(assignments, np.full((1, months), 4.0), waits, stretch=False)


def shortest(most: int) -> int:
    """The fewest months in which all of the project fit, by trying every start."""
    import itertools

    project = a_project(most)
    best = most + 1
    for starts in itertools.product(*(range(most - one.duration + 1) for one in project.assignments)):
        ends = [start + one.duration for start, one in zip(starts, project.assignments, strict=True)]
        if max(ends) < best and all(ends[wait.before] <= starts[wait.after] for wait in project.waits):
            load = np.zeros(most)
            for start, one in zip(starts, project.assignments, strict=True):
                load[start : start + one.duration] += one.hours[0]
            best = max(ends) if load.max() <= 4 else best
    return best


def test_a_project_fits_in_its_shortest_time_and_not_in_a_month_less() -> None:
    months = shortest(9)
    assert planned(a_project(months)).value == 6
    less = planned(a_project(months - 1))
    assert less.optimal
    assert less.value < 6


def test_those_that_wait_in_a_circle_are_named() -> None:
    items = tuple(an_assignment(key, 1.0, 1.0) for key in "abc")
    with pytest.raises(Cycle) as circle:
        planned(Problem(items, np.array([[9.0]]), (Wait(0, 1), Wait(1, 2), Wait(2, 0))))
    assert sorted(circle.value.members) == [0, 1, 2]


def test_an_assignment_is_stretched_where_its_intensity_is_too_high() -> None:
    one = Assignment("a", 0, 2, {0: (4.0, 4.0)}, 5.0, until=4)
    plan = planned(Problem((one,), np.array([[2.0, 2.0, 2.0, 2.0]])))
    assert decision(one, plan.modes[0]) == Keuze.REKKEN
    assert plan.hours.tolist() == [[2.0, 2.0, 2.0, 2.0]]


def test_what_stands_fixed_stays_also_above_what_there_is() -> None:
    fixed, free = an_assignment("a", 9.0, 1.0, wish=Wish.FIXED), an_assignment("b", 1.0, 9.0)
    plan = planned(Problem((fixed, free), np.array([[5.0]])))
    assert [mode is not None for mode in plan.modes] == [True, False]


def test_the_load_is_level_when_value_and_change_are_the_same() -> None:
    first = Assignment("a", 1, 1, {0: (4.0,)}, 5.0, until=2, wish=Wish.FIXED)
    moved = Assignment("b", 1, 1, {0: (2.0,)}, 5.0, until=3)
    plan = planned(Problem((first, moved), np.array([[4.0, 4.0, 8.0]])))
    assert plan.change == 1
    assert plan.modes[1] is not None
    assert plan.hours.max() == 4.0


def test_ended_early_the_plan_so_far_is_given_with_an_honest_bound() -> None:
    items = tuple(an_assignment(str(i), float(3 + i % 4), float(1 + i % 3)) for i in range(12))
    problem = Problem(items, np.array([[20.0]]))
    from opdracht.plan.solve import solve

    plan = solve(problem, Control(lambda: 0.0, stopped=lambda: True))
    assert plan.value > 0
    assert plan.bound >= planned(problem).value
