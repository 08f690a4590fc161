"""The rules of angle S, each kept and broken, on a region built for it."""

from __future__ import annotations

from typing import Any

import pytest

from opdracht.checks import rule_with
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of


def decided_by(*bodies: str) -> list[dict[str, str]]:
    return [
        {"datum": "2027-04-01", "resultaat": "De kaart is klaar.", **({"besluit_door": body} if body else {})}
        for body in bodies
    ]


def asked(profiel: str = "projectleider", niveau: str = "II", van: str = "", **more: str) -> list[dict[str, str]]:
    line = {"organisatie": "moerdijk", "profiel": profiel, "hoeveelheid": "10", "eenheid": "uren", "niveau": niveau}
    return [{name: value for name, value in {**line, "van": van, **more}.items() if value}]


def offer(niveau: str, profiel: str = "projectleider", year: str = "2027") -> dict[str, str]:
    line = {"organisatie": "moerdijk", "profiel": profiel, "hoeveelheid": "100", "eenheid": "uren per jaar"}
    line |= {"van": f"{year}-01-01", "tot": f"{year}-12-31"}
    return line | ({"niveau": niveau} if niveau else {})


def texts(code: str, *offers: dict[str, str], **fields: Any) -> list[str]:
    data = a_region(an_agreement(**fields))
    if offers:
        data["aanbod"] = list(offers)
    regio = regio_of(data)
    return [finding.text for finding in rule_with(code).findings(regio, regio.opdrachten["2027-001"], PEILDATUM)]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (("algemeen bestuur", "het algemeen bestuur van RWB", "Algemeen bestuur van de Regio West-Brabant"), ""),
        (("college van burgemeester en wethouders", "colleges van B&W", ""), ""),
        (("college van burgemeester en wethouders",), ""),
        (("commissie Ruimte en Wonen",), ""),
        (("", ""), ""),
        (("stuurgroep en algemeen bestuur",), "Twee groepen"),
        (("stuurgroep, strategisch beraad", "algemeen bestuur", "raden"), "Vier groepen"),
        (("college van Breda", "college van Zundert"), "Twee groepen"),
        (("AB", "algemeen bestuur", "algemeen bestuur (AB)"), ""),
        (("college", "college van Moerdijk", "alle colleges", "de 16 colleges van de gemeenten", "B&W"), ""),
        (("de raden", "gemeenteraad van Breda", "raad van de gemeente Zundert"), ""),
        (("raad Breda", "gemeenteraad van Breda"), ""),
        (("alle colleges", "AB"), "Twee groepen"),
    ],
)
def test_one_body_decides(named: tuple[str, ...], found: str) -> None:
    assert [text.partition(" moeten")[0] for text in texts("S101", mijlpalen=decided_by(*named))] == [found] * bool(
        found
    )


def test_the_bodies_are_named() -> None:
    assert texts("S101", mijlpalen=decided_by("de stuurgroep", "het algemeen bestuur")) == [
        "Twee groepen moeten akkoord geven (stuurgroep, algemeen bestuur); wijs er één aan die besluit."
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ambitie": "stroom"}, ["Deze opdracht raakt één thema (Krachtige regio) en één profiel (projectleider)."]),
        (
            {"ambitie": None, "themas": ["Wonen"]},
            ["Deze opdracht raakt één thema (Wonen) en één profiel (projectleider)."],
        ),
        ({"ambitie": "stroom", "themas": ["krachtige regio "]}, 1),
        ({"ambitie": "stroom", "themas": ["Talentvolle regio"]}, []),
        ({"ambitie": "stroom", "inzet": asked() + asked("jurist")}, []),
        ({"ambitie": "stroom", "inzet": None}, []),
        ({"ambitie": "stroom", "status": "concept"}, []),
        ({"ambitie": None}, []),
    ],
)
def test_one_theme_and_one_profile_is_a_koker(fields: dict[str, Any], found: list[str] | int) -> None:
    told = texts("S102", **{"status": "voorgesteld", **fields})
    assert (len(told) if isinstance(found, int) else told) == found


@pytest.mark.parametrize(
    ("niveau", "offers", "best"),
    [
        ("II", [offer("IV"), offer("III")], "III"),
        ("I", [offer("II")], "II"),
        ("II", [offer("II")], ""),
        ("III", [offer("I")], ""),
        ("II", [offer("IV"), offer("")], ""),
        ("", [offer("V")], ""),
        ("II", [offer("III"), offer("I", year="2028")], "III"),
        ("II", [offer("III", profiel="jurist")], ""),
    ],
)
def test_asked_level_is_offered(niveau: str, offers: list[dict[str, str]], best: str) -> None:
    told = texts("S103", *offers, inzet=asked(niveau=niveau))
    text = f"De opdracht vraagt van Moerdijk het profiel projectleider op niveau {niveau}; Moerdijk biedt hooguit niveau {best}."
    assert told == [text] * bool(best)


@pytest.mark.parametrize(
    ("profiel", "offers", "found"),
    [
        ("Projectleider", [offer("III")], False),
        ("jurist", [offer("III")], True),
        ("jurist", [offer("III"), offer("III", profiel="jurist", year="2028")], True),
        ("jurist", [offer("III"), offer("", profiel="jurist")], False),
        ("jurist", [offer("III", year="2026")], False),
    ],
)
def test_asked_profile_is_offered(profiel: str, offers: list[dict[str, str]], found: bool) -> None:
    text = "De opdracht vraagt van Moerdijk het profiel jurist; Moerdijk biedt in deze periode alleen projectleider."
    assert texts("S104", *offers, inzet=asked(profiel)) == [text] * found


def test_without_dates_any_offer_counts() -> None:
    assert texts("S104", offer("III"), van=None, tot=None, mijlpalen=None, inzet=asked("projectleider")) == []
    assert len(texts("S104", offer("III"), van=None, tot=None, mijlpalen=None, inzet=asked("jurist"))) == 1


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        (("stuurgroep", "algemeen bestuur", "strategisch beraad", "college van Breda", "raad van Breda"), ""),
        (
            ("stuurgroep", "algemeen bestuur", "strategisch beraad", "colleges", "college van Breda", "de raden"),
            "",
        ),
        (
            ("stuurgroep", "algemeen bestuur", "strategisch beraad", "colleges", "raden", "commissie Economie"),
            "Zes verschillende groepen besluiten",
        ),
    ],
)
def test_few_bodies_decide(bodies: tuple[str, ...], found: str) -> None:
    regio = regio_of(
        a_region(*(an_agreement(f"2027-{nr:03}", mijlpalen=decided_by(body)) for nr, body in enumerate(bodies, 1)))
    )
    told = [finding.text for finding in rule_with("S105").region_findings(regio, PEILDATUM)]
    assert [text.partition(" over ")[0] for text in told] == [found] * bool(found)
