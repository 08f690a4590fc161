"""Finding: every text of a register is found, however it is typed, with its place and the words around it, the nearest first."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opdracht.actions.find import Hit, find
from opdracht.errors import UsageFault
from opdracht.exchange.export import as_yaml
from opdracht.fields import forbidden_character, in_words
from opdracht.model import Afdruk, Ambitie, Foto, Mijlpaal, Opdracht, Organisatie, Persoon, Record, declarations, key_of
from opdracht.passages import Sought, bare
from opdracht.records import Place, make, written_key
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.test_declared import a_whole_agreement, the_others

Run = Callable[..., Outcome]

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
LATIN = st.sampled_from("aeioubdgknrstzéèëïöüçñåøœßıŁﬁÀÉŞßabcdef  -'’.,0123456789€")
TEXTS = st.one_of(st.text(LETTERS, max_size=30), st.text(LATIN, max_size=40))


def can_be_sought(text: str) -> bool:
    return bool(Sought([text]).words) and not forbidden_character(text) and text.strip() != "" and "\t" not in text


def places(register: Register, *words: str, past: bool = False) -> set[tuple[str, str, str]]:
    return {(hit.plaats.kind, hit.plaats.key, hit.veld) for hit in find(register, words, past=past)}


def first(register: Register, *words: str) -> Hit:
    return next(iter(find(register, words)))


def filled(path: Path, records: list[Record]) -> Register:
    made = Register.at(str(path))
    made.create()
    with made.writing() as writer:
        for record in records:
            writer.insert([record])
    return made


def fields_of(record: Record) -> Iterator[tuple[str, str, object]]:
    """Where each filled field of a record is found: its place, the name that it has there, and what it holds."""
    for name, told in declarations(type(record)).items():
        is_part_of_key = name in record.sleutel and len(record.sleutel) > 1
        if not (told.fingerprint or told.holds_json) and (value := getattr(record, name)):
            yield written_key(key_of(record)), "sleutel" if is_part_of_key else name, value


@given(texts=st.lists(TEXTS.filter(can_be_sought), min_size=6, max_size=6), number=st.integers(0, 2_000_000_000))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_of_a_random_register_is_found(
    texts: list[str], number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    functie, naam, titel, doel, thema, resultaat = texts
    records: list[Record] = [
        make(Organisatie, {"code": "breda", "naam": naam, "soort": "gemeente", "inwoners": number}),
        make(Persoon, {"code": "p1", "functie": functie, "organisatie": "breda", "niveau": "ambtelijk", "naam": naam}),
        make(Ambitie, {"code": "a1", "titel": titel, "thema": naam, "prioriteit": 1}),
        make(Opdracht, {"nummer": "2027-001", "titel": titel, "doel": f"{doel}\n{naam}", "themas": [thema, titel]}),
        make(Mijlpaal, {"opdracht": "2027-001", "nr": 1, "datum": "2027-04-01", "resultaat": resultaat}),
    ]
    register = filled(tmp_path_factory.mktemp("find") / "r.db", records)
    found: dict[str, set[tuple[str, str, str]]] = {}
    for record in records:
        for key, name, value in fields_of(record):
            for text in value if isinstance(value, list) else [in_words(value)]:
                found[text] = found.get(text) or places(register, text)
                assert (record.enkelvoud, key, name) in found[text]


@given(text=st.text(LATIN, min_size=1, max_size=40).filter(can_be_sought))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_capitals_and_accents_make_no_difference(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    for typed in (text.upper(), text.lower(), text.swapcase(), plain, plain.upper(), decomposed):
        assert Sought([typed]).all_in(f"ervoor {text} erna")


@given(before=st.text(LETTERS, max_size=80), text=TEXTS.filter(can_be_sought), after=st.text(LETTERS, max_size=80))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_words_around_are_those_of_the_text(before: str, text: str, after: str) -> None:
    whole, sought = before + text + after, Sought([text])
    passage = sought.passage(whole)
    assert sought.words[0] in bare(passage.match) or bare(passage.match) in " ".join(sought.words)
    assert str(passage).strip("…") in whole.replace("\t", " ").replace("\n", " ")
    assert sought.distance(whole) is not None


def test_every_field_of_every_kind_is_found_on_both_databases(either_register: Register) -> None:
    records = [*the_others(), *a_whole_agreement()]
    with either_register.writing() as writer:
        for record in records:
            writer.insert([record])
    for record in records:
        for key, name, value in fields_of(record):
            assert (record.enkelvoud, key, name) in places(either_register, in_words(value)), (key, name)


@pytest.mark.parametrize("typed", ["1-4-2027", "1 april 2027", "2027-04-01"])
def test_a_date_is_found_as_people_write_it(typed: str, region: Run) -> None:
    hits = json.loads(region("find", *typed.split(), "--json").out)
    assert {"soort": "mijlpaal", "sleutel": "2027-001/1", "veld": "datum", "tekst": "1-4-2027"} in hits


@pytest.mark.parametrize("typed", ["37184", "37.184"])
def test_a_number_is_found_with_and_without_points(typed: str, region: Run) -> None:
    (hit,) = json.loads(region("find", typed, "--json").out)
    assert (hit["sleutel"], hit["veld"]) == ("moerdijk", "inwoners")


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    assert run("import", "regio.yaml").code == 0
    return run


def test_all_words_must_stand_in_one_record(region: Run) -> None:
    def found(*words: str) -> set[str]:
        return {hit["soort"] for hit in json.loads(region("find", *words, "--json").out)}

    assert found("netbeheerder", "TERREIN", "kwartaal") == {"randvoorwaarde"}  # in two of its fields
    assert found("netbeheerder", "kaart", "groeien") == set()


def test_a_field_with_all_words_stands_without_those_that_have_some(register: Register) -> None:
    opdracht = {
        "nummer": "2027-001",
        "titel": "Een kaart",
        "doel": "Een kaart van het stroomnet.",
        "samenhang": "Stroom.",
    }
    with register.writing() as writer:
        writer.insert([make(Opdracht, opdracht)])
    assert places(register, "kaart", "stroom") == {("opdracht", "2027-001", "doel")}
    assert places(register, "een", "2027-001") == {
        ("opdracht", "2027-001", name) for name in ("nummer", "titel", "doel")
    }


def test_the_nearest_stands_first(register: Register) -> None:
    titles = ["Meer stroomkaarten", "Een kaart voor stroom", "Een stroom kaart", "De stroom-kaart", "Stroom"]
    with register.writing() as writer:
        writer.insert(_opdrachten(titles))
    assert [hit.plaats.key for hit in find(register, ["stroom", "kaart"])] == [
        "2027-003", "2027-002", "2027-004", "2027-001",
    ]  # fmt: skip
    assert first(register, "2027-001").plaats == Place("opdracht", "2027-001")
    assert first(register, "STROOM").plaats.key == "2027-005"


def _opdrachten(titles: list[str]) -> list[Opdracht]:
    return [make(Opdracht, {"nummer": f"2027-{nr:03d}", "titel": title}) for nr, title in enumerate(titles, start=1)]


def test_the_words_around_what_was_found_are_shown(region: Run) -> None:
    assert "randvoorwaarde 2027-001/1\n  tekst: De netbeheerder levert" in region("find", "NETBEHEERDER").out
    assert region("find", "bestaatniet").out == ""
    assert "stáát" not in region("find", "bestaatniet").err


def test_what_is_agreed_and_what_was_are_found_when_asked(region: Run, register: Register) -> None:
    assert region("set", "2027-001", "doel=Bedrijven vinden een plek.").code == 0
    region("status", "2027-001", "voorgesteld", "--despite", "Toch maar.")
    region("status", "2027-001", "vastgesteld", "--despite", "Toch maar.")
    assert region("set", "2027-001", "doel=Iets anders.").code == 0
    assert places(register, "bedrijven", "plek") == set()
    assert ("versie", "2027-001/1", "opdrachten doel") in places(register, "bedrijven", "plek", past=True)
    assert ("wijziging", "2", "opdracht 2027-001 doel") in places(register, "bedrijven", "groeien", past=True)
    assert ("wijziging", "1", "commando") in places(register, "import", past=True)
    assert ("wijziging", "1", "mijlpaal 2027-001/1 datum") in places(register, "1-4-2027", past=True)


def test_fingerprints_are_not_looked_through(region: Run, register: Register) -> None:
    for word in ("voorgesteld", "vastgesteld"):
        region("status", "2027-001", word, "--despite", "Toch maar.")
    with register.reading() as reader:
        (versie,) = json.loads(region("list", "versies", "--json").out)
        assert [*reader.rows(Foto), *reader.rows(Afdruk)] == []
    assert places(register, versie["sha256"]) == set()


def test_a_value_that_no_writer_could_have_written_is_named_when_it_is_found(region: Run, register: Register) -> None:
    with sqlite3.connect(str(register.path)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("UPDATE mijlpaal SET datum = '2027-13-45' WHERE nr = 1")
    refused = region("find", "gegevens")
    assert (refused.code, "mijlpaal 2027-001/1" in refused.err or "2027-001/1" in refused.err) == (3, True)


@pytest.mark.parametrize("words", [[""], [" ", ""], ["\u200b"], ["\u0301"]])
def test_nothing_to_look_for_is_said(words: list[str], register: Register) -> None:
    with pytest.raises(UsageFault):
        find(register, words)


def test_a_screen_shows_the_first_and_says_how_many_there_are(register: Register, run: Run) -> None:
    with register.writing() as writer:
        writer.insert(_opdrachten([f"Zelfde {n}" for n in range(50)]))
    shown = run("find", "zelfde")
    assert (shown.out.count("titel: "), "50 plaatsen" in shown.err) == (30, True)
    assert len(run("find", "zelfde", "--plain").out.splitlines()) == 50
    assert len(run("find", "zelfde", "--csv").out.splitlines()) == 51


def test_dates_of_the_forms_are_those_of_the_day() -> None:
    assert Sought(["15", "december"]).all_in(f"{in_words(date(2027, 12, 15))} 15 december 2027")
