"""The rules of angle A, each kept and broken, on a region built for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opdracht.checks import rule_with
from opdracht.settings import Settings
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of

LONG = "De gemeenten in de regio maken samen met de provincie, het waterschap en alle andere partners een kaart van het hele net."


def gemeente(code: str) -> dict[str, str]:
    return {"code": code, "naam": code.capitalize(), "soort": "gemeente"}


def hours(*codes: str) -> list[dict[str, str]]:
    return [{"organisatie": c, "profiel": "projectleider", "hoeveelheid": "10", "eenheid": "uren"} for c in codes]


def milestones(*days: str) -> list[dict[str, str]]:
    return [{"datum": day, "resultaat": "De kaart is klaar."} for day in days]


def texts(code: str, settings: Settings | None = None, /, peildatum: date = PEILDATUM, **fields: Any) -> list[str]:
    kinds = {"organisaties": [gemeente(code) for code in ("altena", "breda", "rucphen", "zundert")]}
    regio = regio_of(a_region(an_agreement(**fields), **kinds), settings)
    return [finding.text for finding in rule_with(code).findings(regio, regio.opdrachten["2027-001"], peildatum)]


def region_texts(code: str, *agreements: dict[str, Any], settings: Settings | None = None) -> list[str]:
    regio = regio_of(a_region(*agreements), settings)
    return [finding.text for finding in rule_with(code).region_findings(regio, PEILDATUM)]


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("A101", {"doel": None}),
        ("A101", {"doel": " \n "}),
        ("A101", {"doel": "Zie bijlage."}),
        ("A102", {"beoogd_resultaat": None}),
        ("A102", {"beoogd_resultaat": "n.v.t."}),
        ("A103", {"afbakening": None}),
        ("A103", {"afbakening": {"wel": "Alles."}}),
        ("A103", {"afbakening": {"wel": "Alles.", "niet": "?"}}),
        ("A104", {"van": None, "inzet": hours("moerdijk")}),
        ("A104", {"tot": None}),
        ("A105", {"van": "2027-12-31", "tot": "2027-01-01"}),
        ("A106", {"mijlpalen": None}),
        ("A107", {"mijlpalen": milestones("2028-01-01")}),
        ("A107", {"mijlpalen": milestones("2026-12-31")}),
        ("A201", {"beoogd_resultaat": "De regio is een fijne plek om te wonen."}),
        ("A201", {"beoogd_resultaat": "RWB zet in op een loket."}),
        ("A202", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "De eerste fase is afgerond in maart."}]}),
        ("A202", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "Meer draagvlak."}]}),
        ("A203", {"doel": "We zetten de komende jaren in op toerisme."}),
        ("A203", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "De kwaliteit is geborgd."}]}),
        ("A204", {"doel": "Er wordt een kaart gemaakt."}),
        ("A204", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "Er wordt een kaart gemaakt."}]}),
        ("A205", {"aanleiding": LONG}),
        ("A205", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": LONG}]}),
        ("A206", {"aanleiding": "Intergemeentelijke samenwerkingsverbanden bewerkstelligen beleidsharmonisatie. " * 8}),
        ("A207", {"doel": "Een betere regio voor iedereen."}),
        ("A207", {"doel": "Een vitale en aantrekkelijke leefomgeving in 2030."}),
        ("A303", {"ambitie": None}),
        ("A304", {"status": "voorgesteld"}),
        ("A304", {"status": "voorgesteld", "belangen": [{"organisatie": "moerdijk", "belang": "n.v.t."}]}),
        ("A304", {"status": "lopend", "belangen": [{"organisatie": "moerdijk", "deelname": "ja"}]}),
        ("A304", {"status": "vastgesteld", "inzet": None, "belangen": [{"organisatie": "breda", "deelname": "ja"}]}),
        ("A305", {"mijlpalen": milestones("2027-12-31")}),
        ("A305", {"mijlpalen": milestones("2027-12-25", "2027-12-28")}),
        ("A305", {"mijlpalen": milestones("2027-01-01", "2027-12-28")}),
        ("A306", {"mijlpalen": milestones("2027-03-01", "2027-10-01")}),
        ("A306", {"mijlpalen": milestones("2027-07-02", "2027-12-01")}),
        ("A307", {"mijlpalen": milestones("2027-12-10", "2027-12-20")}),
    ],
)
def test_a_broken_rule_is_found(code: str, broken: dict[str, Any]) -> None:
    assert len(texts(code, **broken)) == 1


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("A101", {}),
        ("A102", {}),
        ("A103", {}),
        ("A104", {}),
        ("A105", {"tot": "2027-01-01"}),
        ("A106", {}),
        ("A107", {"mijlpalen": milestones("2027-01-01", "2027-12-31")}),
        ("A201", {}),
        ("A201", {"beoogd_resultaat": None}),
        ("A202", {}),
        ("A202", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": "Het college van Moerdijk beslist."}]}),
        *(
            ("A202", {"mijlpalen": [{"datum": "2027-04-01", "resultaat": text}]})
            for text in (
                "De subsidieaanvraag is ingediend.",
                "De grond is aangekocht.",
                "De eindafrekening is vastgesteld.",
                "De raden stemmen over het krediet.",
                "De stuurgroep geeft akkoord.",
                "Het vijfde bad draait zonder gas.",
            )
        ),
        ("A202", {"mijlpalen": [{"datum": "2026-10-01", "resultaat": "Iets.", "gehaald_op": "2026-10-01"}]}),
        ("A207", {"doel": "Minder files."}),
        ("A207", {"doel": "Raden zien wat de regio oplevert."}),
        ("A207", {"doel": ""}),
        ("A203", {}),
        ("A203", {"aanleiding": "Wij willen versterken en borgen."}),
        ("A204", {"doel": "De gemeente wordt opdrachtgever van bedrijven."}),
        ("A205", {"aanleiding": "Op 1-4-2027 is de kaart klaar. Daarna tekenen de colleges van alle 16 gemeenten."}),
        ("A206", {"aanleiding": "Het net is vol. Bedrijven wachten op een plek. " * 5}),
        ("A303", {"ambitie": "stroom"}),
        ("A304", {"status": "concept"}),
        ("A304", {"status": "voorgesteld", "inzet": hours("rwb")}),
        ("A304", {"status": "voorgesteld", "belangen": [{"organisatie": "moerdijk", "belang": "Groei in de haven."}]}),
        ("A304", {"status": "voorgesteld", "belangen": [{"organisatie": "moerdijk", "deelname": "nee"}]}),
        ("A305", {"mijlpalen": milestones("2027-12-24")}),
        ("A305", {"mijlpalen": None}),
        ("A305", {"van": "2027-12-01", "mijlpalen": milestones("2027-12-31")}),
        ("A306", {"mijlpalen": milestones("2027-07-01")}),
        ("A306", {"mijlpalen": milestones("2027-12-31")}),
        ("A306", {"mijlpalen": milestones("2027-12-10")}),
        ("A307", {"mijlpalen": milestones("2027-10-01", "2027-12-20")}),
        ("A307", {"mijlpalen": milestones("2027-12-31")}),
        ("A307", {"van": "2027-10-01", "mijlpalen": milestones("2027-12-10")}),
    ],
)
def test_a_kept_rule_says_nothing(code: str, kept: dict[str, Any]) -> None:
    assert texts(code, **kept) == []


@pytest.mark.parametrize("status", ["afgerond", "ingetrokken"])
@pytest.mark.parametrize("code", ["A101", "A201", "A303", "A304", "A305"])
def test_what_is_over_is_left_alone(code: str, status: str) -> None:
    assert texts(code, status=status, doel=None, beoogd_resultaat="Groei.", mijlpalen=milestones("2027-12-31")) == []


def test_the_anchors_that_are_missing_are_named_and_those_found_too() -> None:
    assert texts("A201", beoogd_resultaat="Een vitale regio.") == [
        "Het resultaat noemt 0 van 4 ankers: geen getal, geen datum, geen doener en geen product."
    ]
    assert texts("A201", beoogd_resultaat="In 2030 een vitale regio.") == [
        "Het resultaat noemt 1 van 4 ankers (datum: In 2030): geen getal, geen doener en geen product."
    ]


def test_vague_words_are_named_where_they_stand() -> None:
    assert texts("A203", doel="Wij borgen.", beoogd_resultaat="We zetten in op het stimuleren van groei.") == [
        "Het doel zegt 'borgen' en het resultaat zegt 'zetten in op' en 'stimuleren': wie doet dan wat?"
    ]


def test_passives_are_named_where_they_stand() -> None:
    assert texts("A204", doel="Er wordt gewerkt.", beoogd_resultaat="Het wordt gemaakt en verspreid.") == [
        "In het doel staat 'worden' met 'gewerkt' en in het resultaat staat 'worden' met 'gemaakt' en 'verspreid': wie doet het?"
    ]


def test_a_long_sentence_is_shown_by_its_first_words() -> None:
    assert texts("A205", doel=LONG) == ["In het doel staat een zin van 22 woorden: 'De gemeenten in de regio ...'."]
    assert texts("A205", aanleiding=LONG, doel=LONG) == [
        "2 zinnen zijn langer dan 20 woorden; de eerste staat in de aanleiding: 'De gemeenten in de regio ...'."
    ]


def test_readability_is_a_number_and_never_a_level() -> None:
    (text,) = texts(
        "A206", aanleiding="Intergemeentelijke samenwerkingsverbanden bewerkstelligen beleidsharmonisatie. " * 8
    )
    assert "van 100" in text
    assert "B1" not in text


@pytest.mark.parametrize(
    ("codes", "begin"),
    [
        (("breda",), "Breda heeft"),
        (("breda", "zundert"), "Breda en Zundert hebben"),
        (("breda", "zundert", "altena", "rucphen"), "Breda, Zundert, Altena en 1 andere gemeente hebben"),
        (
            ("breda", "zundert", "altena", "rucphen", "moerdijk", "rwb"),
            "Breda, Zundert, Altena en 2 andere gemeenten hebben",
        ),
    ],
)
def test_at_most_three_gemeenten_without_belang_are_named(codes: tuple[str, ...], begin: str) -> None:
    assert texts("A304", status="voorgesteld", inzet=hours(*codes)) == [
        f"{begin} nog niet gezegd wat deze opdracht oplevert."
    ]


def test_the_longest_gap_between_milestones_is_named() -> None:
    assert texts("A306", mijlpalen=milestones("2027-03-01", "2027-10-01")) == [
        "Tussen 1 maart 2027 en 1 oktober 2027 ligt geen mijlpaal; u sprak af dat er hooguit 6 maanden tussen zitten."
    ]
    assert texts("A306", Settings(maanden_tussen_mijlpalen=7), mijlpalen=milestones("2027-03-01", "2027-10-01")) == []


def test_a_gap_that_is_past_is_let_be() -> None:
    days = ("2026-02-01", "2027-09-01")
    known: dict[str, Any] = {"van": "2025-01-01", "tot": "2027-12-31", "mijlpalen": milestones(*days)}
    assert texts("A306", **known) == [
        "Tussen 1 februari 2026 en 1 september 2027 ligt geen mijlpaal; u sprak af dat er hooguit 6 maanden tussen zitten."
    ]
    assert texts("A306", peildatum=date(2027, 9, 1), **known) == []


def test_both_milestones_in_the_last_month_are_called_both() -> None:
    assert texts("A307", mijlpalen=milestones("2027-12-10", "2027-12-20")) == [
        "Beide mijlpalen vallen in de laatste maand van de opdracht."
    ]


def running(number: int, **fields: Any) -> dict[str, Any]:
    return an_agreement(f"2027-{number:03}", **{"status": "lopend", **fields})


def test_more_running_than_agreed_is_found_on_the_busiest_day() -> None:
    eleven = [running(number) for number in range(1, 12)]
    assert region_texts("A301", *eleven[:10]) == []
    assert region_texts("A301", *eleven) == [
        "Op 1 januari 2027 lopen er 11 opdrachten; u sprak af dat er 10 tegelijk lopen."
    ]


def test_what_runs_after_each_other_runs_not_at_once() -> None:
    one_at_once = replace(Settings(), max_lopende_opdrachten=1)
    first = running(1, tot="2027-06-30")
    assert region_texts("A301", first, running(2, van="2027-07-01"), settings=one_at_once) == []
    assert len(region_texts("A301", first, running(2, van="2027-06-30"), settings=one_at_once)) == 1
    over = running(2, van="2026-01-01", tot="2026-11-22", mijlpalen=None)
    assert region_texts("A301", first, over, settings=one_at_once) == []
    assert region_texts("A301", first, running(2, status="concept"), settings=one_at_once) == []


def test_an_ambition_that_nobody_works_on_is_found() -> None:
    assert region_texts("A302", an_agreement(ambitie="stroom")) == []
    assert region_texts("A302", an_agreement(ambitie="stroom", status="afgerond")) == []
    assert region_texts("A302", an_agreement(ambitie="stroom", status="ingetrokken")) == [
        "Ambitie 'Ruimte op het net' heeft geen opdracht."
    ]
