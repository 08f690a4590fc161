"""Every finding has a place of its own, and says what it was measured on, so that setting it aside is about that and no more."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.actions.demo import fill
from opdracht.checks import run
from opdracht.choices import Categorie, Deelname, Rolnaam, Soort, Stand, Status
from opdracht.paths import HERE
from opdracht.region import Regio
from tests.builders import PEILDATUM, regio_of

IN_THE_SENTENCE = {
    "A106",
    "P101",
    "P102",
    "P103",
    "P104",
    "P105",
    "P201",
    "P301",
    "P405",
    "S102",
    "S103",
    "S104",
    "G301",
}
"""The rules whose sentence holds all they looked at: what is not there, or the figures themselves."""
DAYS = (PEILDATUM, date(2025, 1, 1), date(2027, 6, 1), date(2031, 1, 1))


def shared_places(regio: Regio, peildatum: date) -> list[tuple[str, str, str]]:
    places = Counter((one.code, one.opdracht, one.record) for one in run(regio, peildatum))
    return [place for place, times in places.items() if times > 1]


@pytest.mark.parametrize("example", ["regio", "zwak"])
@pytest.mark.parametrize("day", DAYS)
def test_no_two_findings_of_a_rule_are_at_one_place_in_an_example(example: str, day: date, tmp_path: Path) -> None:
    assert (HERE / "demo" / f"{example}.yaml").is_file()
    assert shared_places(fill(tmp_path / example, force=False, example=example).regio, day) == []


def any_region(chance: random.Random) -> dict[str, Any]:
    """A region in which much is wrong at once: several people in a role, texts that say nothing, rounds of waiting."""

    def day() -> str:
        return (PEILDATUM + timedelta(chance.randint(-600, 900))).isoformat()

    def text() -> str:
        return chance.choice(
            ["", "-", "x", "We zetten in op groei.", "Er wordt een kaart gemaakt.", "woord " * 25, "De kaart is klaar."]
        )

    def few(maximum: int) -> range:
        return range(chance.randint(0, maximum))

    people = [f"p{n}" for n in range(4)]
    nummers = [f"2027-{n:03}" for n in range(1, 5)]

    def opdracht(nummer: str) -> dict[str, Any]:
        return {
            "nummer": nummer, "titel": "t", "status": chance.choice(list(Status)).value, "van": day(), "tot": day(),
            "doel": text(), "beoogd_resultaat": text(), "aanleiding": text(),
            "na": [other for other in nummers if other != nummer and chance.random() < 0.5],
            "rollen": {rol.value: chance.sample(people, chance.randint(1, 3)) for rol in Rolnaam if chance.random() < 0.8},
            "mijlpalen": [{"datum": day(), "resultaat": text() or "x", "besluit_door": chance.choice(["AB", "raad", ""])} for _ in few(4)],
            "randvoorwaarden": [
                {"categorie": chance.choice(list(Categorie)).value, "tekst": "x", "status": chance.choice(list(Stand)).value,
                 "uiterlijk": day(), "bewijs": text(), "eigenaar": chance.choice(people)} for _ in few(4)
            ],
            "inzet": [{"organisatie": f"o{n}", "profiel": "x", "niveau": "I", "hoeveelheid": "9", "eenheid": "uren"} for n in few(3)],
            "belangen": [
                {"organisatie": f"o{n}", "deelname": chance.choice(list(Deelname)).value, "belang": text(), "wens": text()} for n in few(3)
            ],
            "gesprekken": [{"datum": day(), "spanning": text()} for _ in few(3)],
        }  # fmt: skip

    return {
        "organisaties": [
            {"code": f"o{n}", "naam": f"O{n}", "soort": chance.choice(list(Soort)).value, "inwoners": "4000"} for n in range(3)
        ],
        "personen": [
            {"code": code, "functie": "f", "organisatie": f"o{n % 2}", "niveau": chance.choice(["bestuurlijk", "ambtelijk"])}
            for n, code in enumerate(people)
        ],
        "opdrachten": [opdracht(nummer) for nummer in nummers],
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(DAYS))
def test_no_two_findings_of_a_rule_are_at_one_place_in_any_region(seed: int, day: date) -> None:
    assert shared_places(regio_of(any_region(random.Random(seed))), day) == []


def test_every_rule_tells_what_it_measured(tmp_path: Path) -> None:
    found = fill(tmp_path / "zwak", force=False, example="zwak").found
    assert {one.code for one in found if one.measured == one.text} <= IN_THE_SENTENCE


def test_what_is_measured_does_not_change_with_the_day(tmp_path: Path) -> None:
    regio = fill(tmp_path / "zwak", force=False, example="zwak").regio
    first, next_day = (
        {(one.code, one.opdracht, one.record): one.meting for one in run(regio, PEILDATUM + timedelta(days))}
        for days in (0, 1)
    )
    assert {place: meting for place, meting in next_day.items() if first.get(place, meting) != meting} == {}
