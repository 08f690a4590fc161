"""A new opdracht after an old one: all that was agreed, at its new dates, and nothing of what happened to the old one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opdracht.actions.copying import copy
from opdracht.choices import Stand, Status
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.export import as_yaml
from opdracht.fields import in_words
from opdracht.model import PARTS, Gesprek, Mijlpaal, Opdracht, Record, Volgorde, declarations, key_of
from opdracht.plan.grid import Looptijd
from opdracht.plan.shifted import Shift
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.workdays import next_working_day
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.test_declared import a_record, a_whole_agreement, the_others

Run = Callable[..., Outcome]


def filled(register: Register, *more: Record) -> Register:
    with register.writing() as writer:
        for record in [*the_others(), *a_whole_agreement(), *more]:
            writer.insert([record])
    return register


def region(register: Register) -> Regio:
    with register.reading() as reader:
        return reader.region()


def test_all_that_is_agreed_goes_along_at_its_new_dates(either_register: Register) -> None:
    old: Any = a_record(Opdracht, nummer="2027-001")
    new = copy(filled(either_register), "2027-001", {"van": in_words(old.van + relativedelta(months=12))}, 2026)
    regio = region(either_register)
    assert (new.nummer, regio.opdrachten[new.nummer].status) == ("2028-001", Status.CONCEPT)
    kinds: list[type[Record]] = [Opdracht, *(kind for kind in PARTS if kind is not Gesprek)]
    for kind in kinds:
        held = getattr(regio, kind.meervoud)
        (before,), (after,) = (
            [held[nummer]] if kind is Opdracht else held[nummer] for nummer in ("2027-001", new.nummer)
        )
        for name, told in declarations(kind).items():
            was, now = getattr(before, name), getattr(after, name)
            if told.proof:
                assert now == kind.model_fields[name].get_default(), (kind, name)
            elif isinstance(was, date):
                later = was + relativedelta(months=12)
                assert now in (later, next_working_day(later), next_working_day(later, -1)), (kind, name)
            elif name not in ("nummer", "opdracht"):
                assert now == was, (kind, name)


def test_nothing_of_what_happened_goes_along(run: Run, register: Register, tmp_path: Path) -> None:
    talk = [{"datum": "2026-10-01", "afspraken": "Doen.", "spanning": "Tijd.", "opgelost_op": "2026-10-20"}]
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(gesprekken=talk))), "utf-8")
    assert run("import", "regio.yaml").code == 0
    for step in ("voorgesteld", "vastgesteld"):
        assert run("status", "2027-001", step, "--despite", "Toch maar.").code == 0
    assert run("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever").code == 0
    run("set", "mijlpaal", "2027-001/1", "gehaald_op=1-4-2027")
    run("set", "randvoorwaarde", "2027-001/1", "status=geregeld", "bewijs=Een brief van 3 maart 2027.")
    before = region(register)
    assert run("create", "--copy", "2027-001", "--van", "1-1-2028", "--titel", "Stroomkaart 2").code == 0
    regio = region(register)
    for kind in ("versies", "statuswissels", "ondertekeningen", "gesprekken"):
        assert (getattr(before, kind)["2027-001"] != (), getattr(regio, kind)["2028-001"]) == (True, ())
    (voorwaarde,) = regio.randvoorwaarden["2028-001"]
    assert (voorwaarde.status, voorwaarde.bewijs, voorwaarde.uiterlijk) == (Stand.OPEN, "", date(2028, 2, 1))
    assert [(row.datum, row.gehaald_op) for row in regio.mijlpalen["2028-001"]] == [
        (date(2028, 4, 3), None), (date(2028, 9, 1), None),
    ]  # fmt: skip
    assert regio.opdrachten["2028-001"].titel == "Stroomkaart 2"
    assert before.mijlpalen == {key: rows for key, rows in regio.mijlpalen.items() if key == "2027-001"}
    assert run("undo").code == 0
    assert region(register).opdrachten.keys() == {"2027-001"}


def test_where_a_year_stands_in_a_text_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(doel="In 2027 klaar."))), "utf-8")
    assert run("import", "regio.yaml").code == 0
    assert "Kijk na: Doel; Beoogd resultaat." in run("create", "--copy", "2027-001", "--van", "1-1-2028").err
    told = run("create", "--copy", "2027-001", "--van", "1-1-2029", "doel=In 2029 klaar.").err
    assert "Kijk na: Beoogd resultaat." in told
    assert json.loads(run("list", "nummer=2029-001", "--json").out)[0]["doel"] == "In 2029 klaar."


def test_what_is_given_goes_before_what_was(register: Register) -> None:
    given = {"van": "2028-01-05", "tot": "2029-12-06", "afbakening": {"wel": "Dit."}, "titel": "Anders"}
    new = copy(filled(register), "2027-001", given, 2026)
    regio = region(register)
    opdracht, old = regio.opdrachten[new.nummer], regio.opdrachten["2027-001"]
    assert (opdracht.titel, opdracht.afbakening_wel, opdracht.afbakening_niet) == (
        "Anders",
        "Dit.",
        old.afbakening_niet,
    )
    assert (opdracht.van, opdracht.tot) == (date(2028, 1, 5), date(2029, 12, 6))
    assert [row.persoon for row in regio.rollen[new.nummer]] == [row.persoon for row in regio.rollen["2027-001"]]


def test_an_opdracht_without_an_end_keeps_none_and_one_without_a_begin_is_refused(register: Register) -> None:
    with register.writing() as writer:
        for record in the_others():
            writer.insert([record])
        writer.insert(
            [a_record(Opdracht, nummer="2027-003", tot=None), a_record(Opdracht, nummer="2027-004", van=None)]
        )
    new = copy(register, "2027-003", {"van": "2028-02-01"}, 2026)
    assert region(register).opdrachten[new.nummer].tot is None
    with pytest.raises(OpdrachtError, match="geen begindatum"):
        copy(register, "2027-004", {"van": "2028-02-01"}, 2026)


@pytest.mark.parametrize("fields", [{}, {"van": ""}, {"van": "foo"}, {"van": "1-1-2028", "tot": "1-1-2027"}])
def test_without_a_day_to_begin_it_is_refused_and_nothing_changes(
    fields: dict[str, object], register: Register
) -> None:
    filled(register)
    with pytest.raises(UsageFault):
        copy(register, "2027-001", fields, 2026)
    assert region(register).opdrachten.keys() == {"2027-001", "2027-002"}


DAYS = st.dates(date(2027, 1, 1), date(2031, 12, 31))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(begin=DAYS, days=st.integers(0, 900), new=DAYS, inside=st.integers(0, 900))
def test_moved_it_lasts_as_long_and_all_stays_inside(begin: date, days: int, new: date, inside: int) -> None:
    old = Looptijd(begin, begin + timedelta(days))
    shift = Shift.to_begin(old, new)
    assert (shift.new.van, shift.ratio) == (new, 1.0)
    assert shift.day(begin) == new
    assert abs((shift.new.tot - new).days - days) <= 4  # months are not all as long
    day = begin + timedelta(min(inside, days))
    assert shift.new.van <= shift.day(day) <= shift.new.tot
    assert shift.new.van <= shift.milestone(day)[1] <= shift.new.tot


def test_every_part_of_what_is_agreed_is_copied() -> None:
    assert {kind.enkelvoud for kind in PARTS if not kind.after} == {"gesprek"}
    assert {key_of(row)[0] for row in a_whole_agreement() if type(row) in (Mijlpaal, Volgorde)} == {"2027-001"}
