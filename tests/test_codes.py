"""Codes that people cannot tell apart never come to stand beside each other; a register that has such codes goes on working."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from opdracht.actions.records import add, change, remove
from opdracht.documents.sheets import Sheet
from opdracht.documents.templates import TEMPLATES, Material
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.files import file_name
from opdracht.history.undo import undo
from opdracht.store import Register
from tests.builders import a_region, an_agreement, regio_of
from tests.conftest import Outcome

LOOK_ALIKES = ["BREDA", "Breda", "ｂｒｅｄａ", "brеdа", "ΒΡΕDA".replace("Ρ", "R"), "𝐛reda"]


def an_organisation(code: str) -> dict[str, object]:
    return {"code": code, "naam": "Breda", "soort": "gemeente"}


@pytest.fixture
def with_breda(register: Register) -> Register:
    add(register, "organisatie", an_organisation("breda"), 2026)
    return register


@pytest.mark.parametrize("code", LOOK_ALIKES)
def test_a_code_that_looks_like_one_that_is_there_is_refused_by_its_name(with_breda: Register, code: str) -> None:
    with pytest.raises(OpdrachtError, match="organisatie 'breda'"):
        add(with_breda, "organisatie", an_organisation(code), 2026)


def test_an_accent_makes_another_code_and_its_two_forms_do_not(with_breda: Register) -> None:
    add(with_breda, "organisatie", an_organisation("bréda"), 2026)
    add(with_breda, "besluit", a_decision("AB é"), 2026)
    with pytest.raises(OpdrachtError, match="lijkt te veel op besluit"):
        add(with_breda, "besluit", a_decision(unicodedata.normalize("NFD", "AB é")), 2026)


def a_decision(kenmerk: str) -> dict[str, object]:
    return {"kenmerk": kenmerk, "orgaan": "bestuur", "datum": "2026-11-04", "tekst": "Doe het."}


@pytest.mark.parametrize("kenmerk", ["AB 1 ", "ab 1", "AB\u00a01", "AB\u200b 1", "АВ 1"])
def test_a_kenmerk_is_a_code_too(with_breda: Register, kenmerk: str) -> None:
    add(with_breda, "besluit", a_decision("AB 1"), 2026)
    with pytest.raises(OpdrachtError, match="lijkt te veel op"):
        add(with_breda, "besluit", a_decision(kenmerk), 2026)


def test_a_number_with_more_zeros_is_the_same_number(with_breda: Register) -> None:
    add(with_breda, "opdracht", {"nummer": "2027-001", "titel": "Een"}, 2027)
    with pytest.raises(OpdrachtError, match="2027-001"):
        add(with_breda, "opdracht", {"nummer": "2027-0001", "titel": "Een"}, 2027)
    add(with_breda, "opdracht", {"nummer": "2027-010", "titel": "Tien"}, 2027)


def test_a_code_that_changes_is_a_new_code_but_for_itself(with_breda: Register) -> None:
    add(with_breda, "organisatie", an_organisation("moerdijk"), 2026)
    with pytest.raises(OpdrachtError, match="organisatie 'breda'"):
        change(with_breda, "organisatie", "moerdijk", {"code": "Breda"})
    assert change(with_breda, "organisatie", "breda", {"code": "BREDA"})[1].model_dump()["code"] == "BREDA"


def test_two_in_one_file_are_refused_and_nothing_comes_in(run: Callable[..., Outcome], tmp_path: Path) -> None:
    data = a_region(an_agreement(), organisaties=[an_organisation("breda"), an_organisation("Breda")])
    (tmp_path / "regio.yaml").write_text(as_yaml(data), "utf-8")
    outcome = run("import", "regio.yaml")
    assert (outcome.code, "'breda'" in outcome.err, "'Breda'" in outcome.err) == (3, True, True)
    assert run("list", "organisaties").err.startswith("Er zijn geen organisaties")


def test_plans_are_told_apart_by_name(run: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    run("import", "regio.yaml")
    codes = [run("plan", "--time", "1", "--save", name).code for name in ("krap", "Krap", "krap\u200b", "ruim")]
    assert codes == [0, 3, 3, 0]


def test_a_register_that_has_such_codes_goes_on_working(with_breda: Register, run: Callable[..., Outcome]) -> None:
    with sqlite3.connect(str(with_breda.path)) as database:
        database.execute("INSERT INTO organisatie (code, naam, soort) VALUES ('Breda', 'Ook', 'gemeente')")
    database.close()
    change(with_breda, "organisatie", "Breda", {"naam": "Anders"})
    remove(with_breda, "organisatie", "Breda")
    undo(with_breda)
    assert [line.split()[0] for line in run("list", "organisaties", "--plain").out.splitlines()] == ["Breda", "breda"]


@pytest.mark.parametrize(
    ("first", "second"), [("Breda", "BREDA"), ("Bréda", "Bre\u0301da"), ("Breda", "Breda?"), ("Breda", "Bre\u200bda")]
)
def test_gemeenten_of_one_name_have_files_of_their_own(first: str, second: str) -> None:
    others = [{"code": code, "naam": naam, "soort": "gemeente"} for code, naam in (("een", first), ("twee", second))]
    material = Material(regio_of(a_region(organisaties=others)), date(2026, 1, 1))
    paths = [
        Sheet.of(material, code, TEMPLATES["gemeenteblad"], Path()).path.name for code in ("een", "twee", "moerdijk")
    ]
    assert paths[0].startswith("een Br")
    assert paths[1].startswith("twee B")
    assert paths[2] == "Moerdijk - gemeenteblad.docx"


@pytest.mark.parametrize("naam", ["CON.", "nul", "COM1.x", "Lpt9 ."])
def test_no_file_has_the_name_of_a_device_of_windows(naam: str) -> None:
    assert file_name("", naam, "gemeenteblad").partition(".")[0].strip().casefold() not in (
        "con",
        "nul",
        "com1",
        "lpt9",
    )


def test_a_file_has_one_name_whatever_form_its_accents_have() -> None:
    assert file_name("2027-001", "Café\u3164", "agenda") == file_name("2027-001", "Cafe\u0301", "agenda")
