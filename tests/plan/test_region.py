"""From a register to a plan: months, dates, statuses, waiting, what-if, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_json
from opdracht.model import Inzet, Mijlpaal, Opdracht, Randvoorwaarde
from opdracht.plan import sentences
from opdracht.plan.grid import Looptijd, moved, moved_end
from opdracht.plan.model import Control, Keuze
from opdracht.plan.proposal import propose
from opdracht.plan.region import Wishes
from opdracht.plan.shifted import Shift, from_days_off, shifted
from opdracht.plan.voorstel import Overgeslagen, Regel, Uitkomst, Voorstel
from opdracht.plan.what_if import read
from opdracht.region import Regio
from tests.builders import PEILDATUM, a_region, regio_of


def an_opdracht(nummer: str, uren: float | None = 100, **fields: Any) -> dict[str, Any]:
    """An opdracht in January 2027 that asks hours of Moerdijk; a field that is None is left out."""
    inzet = [] if uren is None else [an_inzet(hoeveelheid=str(uren))]
    data = {"nummer": nummer, "titel": f"Opdracht {nummer}", "van": "2027-01-01", "tot": "2027-01-31", "inzet": inzet}
    return {name: value for name, value in {**data, **fields}.items() if value is not None}


def an_inzet(**fields: Any) -> dict[str, Any]:
    return {"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "100", "eenheid": "uren", **fields}


def an_offer(**fields: Any) -> dict[str, Any]:
    return {
        "organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "1200", "eenheid": "uren per jaar",
        "van": "2027-01-01", "tot": "2028-12-31", **fields,
    }  # fmt: skip


def a_regio(*opdrachten: dict[str, Any], aanbod: list[dict[str, Any]] | None = None) -> Regio:
    data = a_region(*opdrachten)
    data["aanbod"] = [an_offer()] if aanbod is None else aanbod
    return regio_of(data)


def plan_of(regio: Regio, **wishes: Any) -> Voorstel:
    given_wishes: dict[str, Any] = {
        name: frozenset(value) if name in ("keep", "stop") else value for name, value in wishes.items()
    }
    return propose(regio, PEILDATUM, Wishes(**given_wishes), Control(lambda: 0.0))


def rule(voorstel: Voorstel, nummer: str) -> Regel:
    return next(regel for regel in voorstel.regels if regel.nummer == nummer)


def test_the_one_with_the_most_points_stays_and_the_other_moves_to_where_it_fits() -> None:
    regio = a_regio(
        an_opdracht("2027-001", prioriteit="1"), an_opdracht("2027-002", prioriteit="3", uiterlijk="2027-03-31")
    )
    found = plan_of(regio)
    assert rule(found, "2027-001").keuze == Keuze.HOUDEN
    assert rule(found, "2027-002").datums == (date(2027, 2, 1), date(2027, 2, 28))
    assert (found.uitkomst, found.waarde, found.gevraagd, found.verandering) == ("bewezen", 15, 15, 1)
    assert rule(found, "2027-002").redenen == (
        "Moerdijk komt op de gewenste data 100 uur projectleider tekort in januari 2027.",
    )


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({"hoeveelheid": "1", "eenheid": "fte"}, {"hoeveelheid": "1", "eenheid": "fte"}),
        ({"hoeveelheid": "300", "eenheid": "uren"}, {"hoeveelheid": "1200", "eenheid": "uren per jaar"}),
        ({"hoeveelheid": "1400", "eenheid": "uren per jaar"}, {"hoeveelheid": "36", "eenheid": "uren per week"}),
        ({"hoeveelheid": "300", "eenheid": "uren"}, {"hoeveelheid": "2400", "eenheid": "uren"}),
    ],
)
def test_what_fits_exactly_in_one_quarter_fits_in_every_other(asked: dict[str, str], offered: dict[str, str]) -> None:
    quarter: dict[str, Any] = {
        "van": "2027-01-01",
        "tot": "2027-03-31",
        "uiterlijk": "2028-12-31",
        "inzet": [an_inzet(**asked)],
    }
    numbers = [f"2027-{n:03d}" for n in range(1, 10)]
    regio = a_regio(*(an_opdracht(nummer, **quarter) for nummer in numbers), aanbod=[an_offer(**offered)])
    found = plan_of(regio, stretch=False)
    assert (found.uitkomst, len(found.of(Keuze.STOPPEN))) == ("bewezen", 1)


def test_an_offer_of_a_higher_niveau_covers_a_lower_ask_and_not_the_reverse() -> None:
    for asked, offered, value in (("IV", "II", 5), ("II", "IV", 0)):
        one = an_opdracht("2027-001", inzet=[an_inzet(niveau=asked)])
        assert plan_of(a_regio(one, aanbod=[an_offer(niveau=offered)])).waarde == value


def test_points_are_those_of_the_opdracht_or_else_of_its_prioriteit_or_of_its_ambitie() -> None:
    regio = a_regio(
        an_opdracht("2027-001", None, waarde="2,5"),
        an_opdracht("2027-002", None, prioriteit="2"),
        an_opdracht("2027-003", None, ambitie="stroom"),
        an_opdracht("2027-004", None),
    )
    assert [regel.waarde for regel in plan_of(regio).regels] == [2.5, 7, 10, 5]


def test_what_is_agreed_or_running_stands_unless_it_may_move_too() -> None:
    for status in ("vastgesteld", "lopend"):
        regio = a_regio(an_opdracht("2027-001", status=status, prioriteit="5"), an_opdracht("2027-002", prioriteit="1"))
        assert [regel.nummer for regel in plan_of(regio).of(Keuze.STOPPEN)] == ["2027-002"]
        assert [regel.nummer for regel in plan_of(regio, also_running=True).of(Keuze.STOPPEN)] == ["2027-001"]


def test_the_finished_and_the_withdrawn_ask_nothing() -> None:
    regio = a_regio(
        an_opdracht("2027-001", status="afgerond"),
        an_opdracht("2027-002", status="ingetrokken"),
        an_opdracht("2027-003"),
    )
    assert [regel.nummer for regel in plan_of(regio).regels] == ["2027-003"]


def test_one_that_waits_starts_after_the_other_has_ended() -> None:
    regio = a_regio(
        an_opdracht("2027-001", 10, tot="2027-02-28"),
        an_opdracht("2027-002", 10, uiterlijk="2027-06-30", na=["2027-001"]),
    )
    later = rule(plan_of(regio), "2027-002")
    assert later.datums == (date(2027, 3, 1), date(2027, 3, 31))
    assert later.redenen == ("Zij wacht op 2027-001, die op 28-2-2027 eindigt.",)


def test_one_that_starts_the_day_after_in_the_same_month_waits_no_longer() -> None:
    regio = a_regio(
        an_opdracht("2027-001", 10, tot="2027-01-15"),
        an_opdracht("2027-002", 10, van="2027-01-16", na=["2027-001"]),
    )
    assert len(plan_of(regio).of(Keuze.HOUDEN)) == 2


def test_nothing_is_moved_before_this_month_or_before_its_besluit() -> None:
    june: dict[str, Any] = {"van": "2027-06-01", "tot": "2027-06-30"}
    for besluit, expected in ((None, date(2027, 5, 1)), ("B1", None)):
        data = a_region(
            an_opdracht("2027-001", prioriteit="1", besluit=besluit, **june),
            an_opdracht("2027-002", besluit=besluit, **june),
            besluiten=[{"kenmerk": "B1", "orgaan": "algemeen bestuur", "datum": "2027-06-01", "tekst": "Doe het."}],
        )
        data["aanbod"] = [an_offer(van="2026-01-01")]
        found = plan_of(regio_of(data), stretch=False)
        moved_to = [regel.datums[0] for regel in found.of(Keuze.SCHUIVEN) if regel.datums]
        assert moved_to == ([expected] if expected else [])


def test_one_whose_begin_is_past_may_stay_and_asks_only_what_is_ahead() -> None:
    one = an_opdracht("2026-001", 300, van="2026-09-01", tot="2026-11-30")
    assert plan_of(a_regio(one, aanbod=[an_offer(van="2026-01-01")])).waarde == 5


def test_a_running_one_that_may_move_keeps_its_begin_and_what_is_behind_it() -> None:
    running = an_opdracht(
        "2026-001", 600, status="lopend", van="2026-09-01", tot="2027-02-28", uiterlijk="2027-12-31", prioriteit="5"
    )
    other = an_opdracht("2027-001", 150, tot="2027-02-28", prioriteit="1", van="2026-11-01")
    regio = a_regio(running, other, aanbod=[an_offer(van="2026-01-01")])
    found = rule(plan_of(regio, also_running=True), "2026-001")
    assert found.keuze == Keuze.REKKEN
    assert found.datums is not None
    assert found.datums[0] == date(2026, 9, 1)


def test_one_longer_than_the_time_there_is_stops_with_its_reason() -> None:
    one = an_opdracht("2027-001", 10, tot="2028-06-30", uiterlijk="2027-10-31")
    found = rule(plan_of(a_regio(one)), "2027-001")
    assert found.keuze == Keuze.STOPPEN
    assert found.redenen == ("Op de gewenste data eindigt zij na 31-10-2027, haar uiterste datum.",)


def test_without_any_offer_all_that_asks_hours_stops_and_it_is_said() -> None:
    found = plan_of(a_regio(an_opdracht("2027-001"), an_opdracht("2027-002", None), aanbod=[]))
    assert [regel.keuze for regel in found.regels] == [Keuze.STOPPEN, Keuze.HOUDEN]
    assert rule(found, "2027-001").redenen == ("Moerdijk biedt in januari 2027 geen projectleider aan.",)
    assert found.opmerkingen[0].startswith("Niemand biedt in deze tijd de uren aan")


def test_zero_hours_always_fit() -> None:
    assert plan_of(a_regio(an_opdracht("2027-001", 0), aanbod=[])).waarde == 5


def test_without_dates_an_opdracht_is_passed_over_with_the_reason() -> None:
    found = plan_of(a_regio(an_opdracht("2027-001", van=None, tot=None), an_opdracht("2027-002")))
    assert found.overgeslagen == (Overgeslagen("2027-001", "heeft nog geen begindatum of einddatum"),)


@pytest.mark.parametrize(
    ("opdrachten", "said"),
    [
        ([], "Het register heeft nog geen opdrachten: er is niets te plannen."),
        (
            [an_opdracht("2026-001", van="2026-01-01", tot="2026-02-28")],
            "Er is niets te plannen: opdracht 2026-001 ligt al achter ons.",
        ),
        (
            [an_opdracht("2027-001", status="afgerond")],
            "Alle opdrachten zijn afgerond of ingetrokken: er is niets te plannen.",
        ),
    ],
)
def test_nothing_to_plan_is_said_with_the_reason(opdrachten: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(OpdrachtError) as refused:
        plan_of(a_regio(*opdrachten))
    assert refused.value.message == said


def test_a_circle_of_waiting_is_named() -> None:
    regio = a_regio(an_opdracht("2027-001", na=["2027-002"]), an_opdracht("2027-002", na=["2027-001"]))
    with pytest.raises(OpdrachtError) as refused:
        plan_of(regio)
    assert "2027-001 wacht op 2027-002 wacht op 2027-001" in refused.value.message


def test_what_cannot_go_on_together_is_the_smallest_set() -> None:
    regio = a_regio(an_opdracht("2027-001"), an_opdracht("2027-002", 10), an_opdracht("2027-003", 80))
    found = plan_of(regio, keep=["2027-001", "2027-002", "2027-003"])
    assert found.uitkomst == Uitkomst.ONMOGELIJK
    assert found.waarde is None
    assert len(found.conflict) == 2
    assert "2027-001" in found.conflict


def test_one_organisatie_and_120_months() -> None:
    regio = a_regio(
        *(an_opdracht(f"2027-{n:03d}", 12000, tot="2036-12-31", uiterlijk="2036-12-31") for n in (1, 2)),
        aanbod=[an_offer(tot="2036-12-31")],
    )
    found = plan_of(regio)
    assert (found.uitkomst, found.waarde, len(found.of(Keuze.STOPPEN))) == ("bewezen", 5, 1)


def test_the_hours_that_would_help_are_named_with_their_place() -> None:
    found = plan_of(a_regio(an_opdracht("2027-001"), an_opdracht("2027-002", 60)))
    stopped = found.of(Keuze.STOPPEN)[0]
    assert stopped.extra_uren == pytest.approx(60)
    assert sentences.help_for(stopped) == (
        "Met 60 uur erbij kan zij doorgaan: Moerdijk: 60 uur projectleider in januari 2027."
    )
    assert sentences.help_for_all(found) == "Met 60 uur erbij kunnen alle opdrachten doorgaan. Met minder kan het niet."


def test_a_plan_is_not_called_best_without_proof() -> None:
    found = Voorstel(Uitkomst.NIET_BEWEZEN, 733, 756, 23 / 733, 1000, 500, 500, 600, seconden=20.0)
    said = sentences.proof(found)
    assert said.startswith("Niet bewezen dat dit het beste plan is: meer dan 756 punten houdt geen plan")
    assert "3,1%" in said


@pytest.mark.parametrize(
    ("text", "hours_a_year", "van", "tot"),
    [
        ("moerdijk projectleider +0.5 fte from 1-7-2027", 700, date(2027, 7, 1), None),
        (
            "Moerdijk Projectleider 0,5 fte vanaf 1 juli 2027 tot en met 31-12-2027",
            700,
            date(2027, 7, 1),
            date(2027, 12, 31),
        ),
        ("moerdijk projectleider -100 uren per jaar", -100, None, None),
        ("moerdijk projectleider niveau II +2 dagdelen per week", 2 * 4 * 38.9, None, None),
        (
            "moerdijk projectleider + 300 uren vanaf 2027-01-01 tot 2027-03-31",
            1200,
            date(2027, 1, 1),
            date(2027, 3, 31),
        ),
    ],
)
def test_hours_for_the_sake_of_argument_are_read(
    text: str, hours_a_year: float, van: date | None, tot: date | None
) -> None:
    extra = read(text, a_regio(an_opdracht("2027-001")))
    assert (extra.organisatie, extra.profiel, extra.van, extra.tot) == ("moerdijk", "projectleider", van, tot)
    assert extra.hours_a_year == pytest.approx(hours_a_year)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is niet te lezen"),
        ("meer mensen", "is niet te lezen"),
        ("moerdyk projectleider +1 fte", "er is geen organisatie 'moerdyk'. Bedoelde u"),
        ("moerdijk +1 fte", "ontbreekt de organisatie of het profiel"),
        ("moerdijk projectlijder +1 fte", "niemand vraagt of biedt profiel 'projectlijder'"),
        ("moerdijk projectleider niveau X +1 fte", "'X' is geen niveau"),
        ("moerdijk projectleider +1 fte vanaf ooit", "'ooit' is geen datum"),
        ("moerdijk projectleider +1 fte vanaf 1-7-2027 tot 1-1-2027", "ligt het einde voor het begin"),
        ("moerdijk projectleider +100 uren", "hoort een begin en een einde"),
        ("moerdijk projectleider +1.2.3 fte", "is geen getal"),
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(OpdrachtError) as refused:
        read(text, a_regio(an_opdracht("2027-001")))
    assert said in refused.value.message


def test_hours_for_the_sake_of_argument_count_from_their_day() -> None:
    regio = a_regio(an_opdracht("2027-001"), an_opdracht("2027-002"))
    more = read("moerdijk projectleider +1200 uren per jaar vanaf 1-1-2027", regio)
    later = read("moerdijk projectleider +1200 uren per jaar vanaf 1-2-2027", regio)
    assert [plan_of(regio, extra=(one,)).waarde for one in (more, later)] == [10, 5]


@given(st.dates(date(2020, 1, 1), date(2100, 12, 31)), st.integers(-100, 100))
def test_a_last_day_of_a_month_stays_one(day: date, months: int) -> None:
    there = moved_end(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert moved(day, months).month == there.month


JANUARY, FEBRUARY = (Looptijd(date(2027, 1, 1), date(2027, 1, 31)), Looptijd(date(2027, 2, 1), date(2027, 2, 28)))


def test_what_is_inside_moves_along_and_what_is_done_stays() -> None:
    regio = a_regio(
        an_opdracht(
            "2027-001",
            inzet=[an_inzet(), an_inzet(hoeveelheid="1", eenheid="fte", van="2027-01-10", tot="2027-01-31")],
            mijlpalen=[
                {"datum": "2027-01-31", "resultaat": "Klaar."},
                {"datum": "2027-01-05", "resultaat": "Begonnen.", "gehaald_op": "2027-01-05"},
            ],
            randvoorwaarden=[
                {"categorie": "geld", "tekst": "Geld.", "uiterlijk": "2026-12-01", "status": "open"},
                {"categorie": "mandaat", "tekst": "Mandaat.", "uiterlijk": "2026-12-01", "status": "geregeld"},
            ],
        )
    )
    changed = list(shifted(regio, "2027-001", Shift(JANUARY, FEBRUARY)))
    assert [(one.van, one.tot) for one in changed if isinstance(one, Opdracht)] == [FEBRUARY]
    assert [(one.van, one.tot, one.hoeveelheid) for one in changed if isinstance(one, Inzet)] == [
        (date(2027, 2, 10), date(2027, 2, 28), 1)
    ]
    assert [one.datum for one in changed if isinstance(one, Mijlpaal)] == [date(2027, 2, 28)]
    assert [one.uiterlijk for one in changed if isinstance(one, Randvoorwaarde)] == [date(2027, 1, 1)]


def test_stretched_the_hours_stay_the_same_in_all() -> None:
    regio = a_regio(
        an_opdracht("2027-001", tot="2027-03-31", inzet=[an_inzet(hoeveelheid="0.8", eenheid="fte"), an_inzet()])
    )
    changed = list(shifted(regio, "2027-001", TWICE_AS_LONG))
    assert [one.hoeveelheid for one in changed if isinstance(one, Inzet)] == [0.4]


TWICE_AS_LONG = Shift(Looptijd(date(2027, 1, 1), date(2027, 3, 31)), Looptijd(date(2027, 1, 1), date(2027, 6, 30)))


def test_a_day_halfway_stays_halfway_when_stretched() -> None:
    assert TWICE_AS_LONG.day(date(2027, 2, 1)) == date(2027, 3, 1)
    assert TWICE_AS_LONG.day(date(2027, 3, 31), last=True) == date(2027, 6, 30)


MOVED = Shift(Looptijd(date(2027, 1, 1), date(2027, 12, 31)), Looptijd(date(2027, 3, 1), date(2028, 2, 29)))
CHRISTMAS = Shift(Looptijd(date(2027, 10, 1), date(2027, 11, 26)), Looptijd(date(2027, 11, 1), date(2027, 12, 26)))


@pytest.mark.parametrize(
    ("shift", "was", "landed", "working_day"),
    [
        (MOVED, date(2027, 10, 24), date(2027, 12, 24), date(2027, 12, 24)),
        (MOVED, date(2027, 10, 25), date(2027, 12, 25), date(2027, 12, 27)),
        (MOVED, date(2027, 2, 16), date(2027, 4, 16), date(2027, 4, 16)),
        (MOVED, date(2027, 2, 27), date(2027, 4, 27), date(2027, 4, 28)),
        (MOVED, date(2027, 12, 31), date(2028, 2, 29), date(2028, 2, 29)),
        (CHRISTMAS, date(2027, 11, 25), date(2027, 12, 25), date(2027, 12, 24)),
        (CHRISTMAS, date(2027, 11, 26), date(2027, 12, 26), date(2027, 12, 26)),
        (CHRISTMAS, date(2028, 4, 16), date(2028, 5, 16), date(2028, 5, 16)),
        (CHRISTMAS, date(2028, 3, 17), date(2028, 4, 17), date(2028, 4, 18)),
        (TWICE_AS_LONG, date(2027, 1, 1), date(2027, 1, 1), date(2027, 1, 1)),
        (TWICE_AS_LONG, date(2027, 3, 31), date(2027, 6, 30), date(2027, 6, 30)),
    ],
    ids=[
        "a Friday", "a holiday", "Goede Vrijdag is none", "Koningsdag", "the last day stays the last",
        "not beyond the end", "the last day, also on a Sunday", "outside, a working day", "outside, tweede paasdag",
        "what does not move", "the last day when stretched",
    ],
)  # fmt: skip
def test_a_milestone_goes_to_a_working_day(shift: Shift, was: date, landed: date, working_day: date) -> None:
    assert shift.milestone(was) == (landed, working_day)


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.integers(-30, 30))
def test_no_milestone_leaves_the_period_for_a_working_day(day: date, months: int) -> None:
    new = Looptijd(moved(date(2027, 1, 1), months), moved_end(date(2027, 12, 31), months))
    landed, working_day = Shift(Looptijd(date(2027, 1, 1), date(2027, 12, 31)), new).milestone(day)
    assert new.van <= working_day <= new.tot
    assert abs(working_day - landed).days <= 4


def test_the_milestones_that_would_have_come_on_a_day_off_are_listed_with_the_reason() -> None:
    regio = a_regio(
        an_opdracht(
            "2027-001",
            mijlpalen=[
                {"datum": "2027-01-14", "resultaat": "Overleg besluit."},
                {"datum": "2027-01-15", "resultaat": "Half klaar."},
            ],
        )
    )
    (found,) = from_days_off(regio, "2027-001", Shift(JANUARY, FEBRUARY))
    assert (found.mijlpaal.nr, found.day, found.reason, found.mijlpaal.datum) == (
        1, date(2027, 2, 14), "zondag", date(2027, 2, 15),
    )  # fmt: skip


def test_a_plan_that_is_kept_reads_as_it_was() -> None:
    found = plan_of(a_regio(an_opdracht("2027-001"), an_opdracht("2027-002", 60)))
    assert replace(found, seconden=0.0) == replace(Voorstel.read(as_json(found.data())), seconden=0.0)
