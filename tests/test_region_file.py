"""Region files: every fault at once with its line, nothing guessed, nothing written while a fault is left."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import remove
from opdracht.errors import Faults
from opdracht.exchange.export import agreement_data, as_json, as_yaml, region_data
from opdracht.exchange.region_file import read_region
from opdracht.fields import forbidden_character
from opdracht.model import TABLES, Opdracht, Rol
from opdracht.region import Regio
from opdracht.store import Register
from tests.builders import a_region, an_agreement, regio_of

BROKEN = b"""organisaties:
  - {code: moerdijk, naam: Moerdijk, soort: gemente}
  - {code: breda, naam: Breda, soort: gemeente, inwoners: veel}
  - {code: breda, naam: Breda, soort: gemeente}
personen:
  - {code: wethouder, functie: wethouder, organisatie: moerdijk, niveau: bestuurlijk}
  - {code: secretaris, functie: "secretaris, organisatie: moerdijk, niveau: ambtelijk}
  - {code: x y, functie: secretaris, organisatie: moerdik, niveau: ambtelijk}
besluiten:
  - {kenmerk: AB, orgaan: algemeen bestuur, datum: 2026-13-04, tekst: Maak een kaart}
opdrachten:
  - nummer: 2027-001
    titel: Kaart: van de regio
\tprioriteit: 7
    van: gisteren
    zomaar: 3
    afbakenin: {wel: x}
    rollen:
      bestuurlijk opdrachtgever: wethouder
      bestuurlijk opdrachtneemer: wethoude
    mijlpalen:
      - {datum: 2027-04-01, resultaat: Binnen., eigenaar: niemand}
      - datum: 31-2-2027
        resultaat: caf\xe9
    inzet:
      - {organisatie: rwb, profiel: jurist, hoeveelheid: -3, eenheid: urn}
  - nummer: 2027-001
    titel: Dubbel
  - nummer: 27-1
    titel: 'abc
  - titel: ""
    doel: {a: b}
zomaar: 1
"""


def faults_of(content: bytes) -> list[tuple[int, str]]:
    return [
        (fault.line, f"{fault.text} {fault.hint}") for fault in Faults("", read_region(content, {}, 2026).faults).faults
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (2, "Bedoelde u 'gemeente'"), (3, "geen heel getal"), (4, "twee keer, ook op regel 3"), (7, "aanhalingsteken"),
        (8, "geen code"), (8, "Bedoelde u 'moerdijk'"), (10, "bestaat niet"), (13, "dubbele punt"), (14, "tab"),
        (14, "1 (hoogst) tot en met 5"), (15, "geen datum"), (16, "'zomaar' bestaat niet"), (17, "Bedoelde u 'afbakening'"),
        (20, "Bedoelde u 'bestuurlijk opdrachtnemer'"), (20, "Bedoelde u 'wethouder'"), (22, "geen persoon 'niemand'"),
        (23, "'31-2-2027' bestaat niet"), (24, "UTF-8"), (26, "geen organisatie 'rwb'"), (26, "geen getal"),
        (26, "kies uren"), (27, "twee keer, ook op regel 12"), (29, "geen nummer"), (30, "aanhalingsteken"),
        (31, "niet leeg"), (32, "geen groep"), (33, "'zomaar' bestaat niet"),
    ],
)  # fmt: skip
def test_each_of_many_faults_is_reported_with_its_line(line: int, part: str) -> None:
    assert [text for at, text in faults_of(BROKEN) if at == line and part in text]


def test_no_fault_is_reported_that_is_not_there() -> None:
    assert len(faults_of(BROKEN)) == 27


def test_a_file_with_faults_writes_nothing(register: Register) -> None:
    with pytest.raises(Faults) as refusal:
        import_region(register, BROKEN, "kapot.yaml", year=2026)
    assert len(refusal.value.faults) == 27
    assert export_region(register) == {}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "leeg"),
        (b"# alleen een opmerking", "leeg"),
        (b"zomaar tekst", "Hier horen velden"),
        (b"- a\n- b", "Hier horen velden"),
        (b"opdrachten: x", "Hier hoort een lijst"),
        (b"opdrachten:\n  - titel: a\n    titel: b", "twee keer"),
        (b"? [a, b]\n: c\n", "naam van een veld"),
        (b"? {a: b}\n: c\ntitel: x\n", "naam van een veld"),
        (b"opdrachten:\n  - ? [nummer]\n    : 2027-001\n    titel: x\n", "naam van een veld"),
        (b"opdrachten:\n  - titel: a\n---\nb: c", "meer dan"),
        (b"opdrachten:\n  - &x {titel: a}\n  - *x", "sterretje"),
        (b"opdrachten: [{titel: a, mijlpalen: [[[[]]]]}]", "Hier horen velden"),
        (b"opdrachten:\n  - titel: a\x00b", "stuurteken"),
        (b"opdrachten:\n  - titel: !!python/object:os.system x\n    zomaar: y", "bestaat niet"),
        (b'{"opdrachten": [{"titel": "a\\ud800"}]}', "teken"),
        (b'{"opdrachten": [{"titel": "a\\u0000b"}]}', "stuurteken"),
        (b"\xff\xfe" + "opdrachten:\n  - zomaar: 1".encode("utf-16-le"), "bestaat niet"),
        (b"[" * 50, "niet gesloten"),
        (b"titel: " + b"[" * 100_000 + b"]" * 100_000, "te diep"),
        (b"titel: x\ndoel:\n  " + b"- " * 100_000 + b"x", "te diep"),
        (b"inzet:\n  - {organisatie: a}", "'inzet' bestaat niet"),
        (b"opdrachten:\n  - {titel: a, na: [2027-009]}", "geen opdracht '2027-009'"),
        (b"instellingen: {uren_per_fte: veel}", "geen getal"),
        (b"aanbod:\n  - {organisatie: a, hoeveelheid: 1}", "'profiel' ontbreekt"),
    ],
)
def test_odd_files_get_a_clear_fault(content: bytes, part: str) -> None:
    assert any(part in text for _, text in faults_of(content))


def test_what_is_given_goes_into_a_file_with_a_name_that_is_no_text() -> None:
    for content in (b"? [a]\n: b\ntitel: x", b"opdrachten:\n  - ? [a]\n    : b\n    titel: x"):
        parsed = read_region(content, {}, 2026, given={"titel": "y", "afbakening": {"wel": "z"}})
        assert [fault.text for fault in parsed.faults] == ["De naam van een veld is een tekst."]


def test_words_that_yaml_likes_to_guess_stay_what_they_are() -> None:
    content = (
        b"opdrachten:\n  - titel: nee\n    doel: 007\n    aanleiding: 1e3\n    samenhang: 2027-01-01\n    risicos: yes"
    )
    (opdracht,) = read_region(content, {}, 2026).records(Opdracht)
    assert (opdracht.titel, opdracht.doel, opdracht.aanleiding) == ("nee", "007", "1e3")
    assert (opdracht.samenhang, opdracht.risicos) == ("2027-01-01", "yes")


def test_an_agreement_by_itself_is_one_item_of_opdrachten() -> None:
    parsed = read_region(b"titel: Kaart\nmijlpalen:\n  - {datum: 1 april 2027, resultaat: Klaar}", {}, 2027)
    assert [opdracht.nummer for opdracht in parsed.records(Opdracht)] == ["2027-001"]


def test_numbers_are_given_out_after_those_in_the_file_and_the_register() -> None:
    content = b"opdrachten:\n  - titel: a\n    van: 2028-01-01\n  - titel: b\n  - {nummer: 2027-004, titel: c}"
    parsed = read_region(content, {"opdracht": frozenset({"2028-011"})}, 2027)
    assert [opdracht.nummer for opdracht in parsed.records(Opdracht)] == ["2028-012", "2027-005", "2027-004"]


def test_importing_twice_changes_nothing(register: Register) -> None:
    content = as_yaml(a_region(an_agreement(), {"titel": "Zonder nummer"})).encode()
    import_region(register, content, "regio.yaml", year=2026)
    before = export_region(register)
    again = import_region(register, content, "regio.yaml", year=2026)
    assert export_region(register) == before
    assert again.added.total() == again.changed.total() == 0


def test_a_record_that_differs_is_replaced_only_when_asked(register: Register) -> None:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    other = as_yaml(a_region(an_agreement(doel="Iets anders.", mijlpalen=None))).encode()
    with pytest.raises(Faults, match="1 fout"):
        import_region(register, other, "regio.yaml", year=2026)
    changes = import_region(register, other, "regio.yaml", year=2026, update=True)
    (opdracht,) = export_region(register)["opdrachten"]
    assert changes.changed == {"opdrachten": 1}
    assert opdracht["doel"] == "Iets anders."
    assert "mijlpalen" not in opdracht


def test_a_trial_import_counts_and_writes_nothing(register: Register) -> None:
    content = as_yaml(a_region(an_agreement())).encode()
    changes = import_region(register, content, "regio.yaml", year=2026, dry_run=True)
    assert changes.added["opdrachten"] == 1
    assert export_region(register) == {}


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda sign: not forbidden_character(sign)), max_size=60
)
MISLEADING = ["\u00a0", "\u00a0doel: x", "“Kaart”", "a #b", "&x", "\u200bdoel: x", "«a»"]
"""Texts that YAML, or who reads it, may take for something else."""
PROSE = st.builds(
    "\n".join,
    st.lists(
        st.one_of(TEXT, st.sampled_from(["{{ 7*7 }}", "# a", "- b", ": c", "\t", " x ", *MISLEADING])), max_size=4
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    titel=st.one_of(TEXT.filter(str.strip), st.sampled_from(MISLEADING[1:])),
    prose=st.dictionaries(st.sampled_from(["doel", "aanleiding", "risicos", "escalatie"]), PROSE),
    hours=st.floats(0, 1e6, allow_nan=False),
    themas=st.lists(TEXT.filter(str.strip), max_size=3),
)
def test_what_is_exported_is_imported_to_the_letter(titel: str, prose: Any, hours: float, themas: list[str]) -> None:
    inzet = [{"organisatie": "moerdijk", "profiel": "jurist", "hoeveelheid": 0, "eenheid": "uren"}]
    regio = regio_of(a_region(an_agreement(titel=titel, themas=themas, inzet=inzet, **prose)))
    regio.inzet["2027-001"][0].hoeveelheid = hours
    data = region_data(regio)
    for written in (as_yaml(data), as_json(data)):
        parsed = read_region(written.encode(), {}, 2026)
        assert parsed.faults == []
        assert region_data(Regio.of({kind.meervoud: parsed.records(kind) for kind in TABLES})) == data


def test_json_with_escaped_emoji_and_tabs_is_read() -> None:
    text = json.dumps({"opdrachten": [{"titel": "Kaart 👩‍🔧 \\ud83d", "doel": "a\tb"}]}, indent="\t")
    (opdracht,) = read_region(text.encode(), {}, 2026).records(Opdracht)
    assert (opdracht.titel, opdracht.doel) == ("Kaart 👩‍🔧 \\ud83d", "a\tb")


def test_an_empty_field_is_shown_for_editing_and_reads_as_empty() -> None:
    regio = regio_of(a_region(an_agreement(doel=None)))
    text = as_yaml(agreement_data(regio, "2027-001", with_empty=True))
    assert "\ndoel: ''\n" in text
    known = {
        "persoon": frozenset(regio.personen),
        "organisatie": frozenset(regio.organisaties),
        "ambitie": frozenset(regio.ambities),
    }
    assert read_region(text.encode(), known, 2026).faults == []


def test_half_signs_written_as_text_are_left_alone_in_yaml() -> None:
    (opdracht,) = read_region(rb"titel: C:\ud83d\ude00", {}, 2026).records(Opdracht)
    assert opdracht.titel == r"C:\ud83d\ude00"


def test_options_join_the_groups_of_a_file() -> None:
    content = b"titel: x\nafbakening: {wel: a, niet: b}\nrollen: {adviseur: p}\n"
    given = {"afbakening": {"wel": "c"}, "rollen": {"eigenaar": ["p"]}}
    parsed = read_region(content, {"persoon": frozenset({"p"})}, 2026, given=given)
    (opdracht,) = parsed.records(Opdracht)
    assert (opdracht.afbakening_wel, opdracht.afbakening_niet) == ("c", "b")
    assert [rol.rol for rol in parsed.records(Rol)] == ["adviseur", "eigenaar"]


def test_an_update_may_wait_for_an_opdracht_that_is_new_in_the_same_file(register: Register) -> None:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "een.yaml", year=2026)
    both = a_region(an_agreement(na=["2027-002"]), an_agreement("2027-002", titel="Eerst dit"))
    import_region(register, as_yaml(both).encode(), "twee.yaml", year=2026, update=True)
    assert export_region(register)["opdrachten"][0]["na"] == ["2027-002"]


def test_what_is_exported_after_a_gap_is_the_same(register: Register) -> None:
    offers = [
        {
            "organisatie": "rwb",
            "profiel": p,
            "hoeveelheid": "1",
            "eenheid": "fte",
            "van": "2027-01-01",
            "tot": "2027-12-31",
        }
        for p in "ab"
    ]
    import_region(register, as_yaml(a_region(an_agreement(), aanbod=offers)).encode(), "een.yaml", year=2026)
    remove(register, "aanbod", "rwb/1")
    remove(register, "mijlpaal", "2027-001/1")
    again = import_region(register, as_yaml(export_region(register)).encode(), "twee.yaml", year=2026)
    assert again.added.total() == again.changed.total() == 0


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"PK\x03\x04 en de rest", "Word-"),
        (b"titel: !!binary aGFsbG8=", "label"),
        (b"\xff\xfea\x00\x00\xd8\x01", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, part: str) -> None:
    assert any(part in text for _, text in faults_of(content))


def test_one_bad_line_of_offers_does_not_spoil_the_next() -> None:
    line = "{organisatie: a, profiel: p, hoeveelheid: 1, van: 2027-01-01, tot: 2027-12-31, eenheid: "
    head = "organisaties: [{code: a, naam: A, soort: overig}]\n"
    content = f"{head}aanbod:\n  - {line}fout}}\n  - {line}fte}}\n"
    assert [at for at, _ in faults_of(content.encode())] == [3]


def test_a_file_with_endless_faults_says_that_there_are_more() -> None:
    content = "opdrachten:\n" + "".join(f"  - titel: a: b {number}\n" for number in range(100))
    assert any("nog meer fouten" in text for _, text in faults_of(content.encode()))


def test_thousands_of_opdrachten_without_a_number_get_theirs_in_time() -> None:
    content = "opdrachten:\n" + "".join(f"  - titel: a{number}\n" for number in range(8000))
    begin = time.process_time()
    opdrachten = read_region(content.encode(), {"opdracht": frozenset({"2026-004"})}, 2026).records(Opdracht)
    assert [opdrachten[0].nummer, opdrachten[-1].nummer] == ["2026-005", "2026-8004"]
    assert time.process_time() - begin < 12


def test_a_line_of_nothing_but_spaces_is_passed_in_time() -> None:
    begin = time.process_time()
    assert faults_of(("titel: x\n" + (" " * 2000 + "\u00a0\n") * 3000).encode())
    assert time.process_time() - begin < 12
