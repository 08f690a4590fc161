"""Versions: what is vastgesteld stays as it was, a change becomes the next version, and somebody signs one of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import change
from opdracht.actions.render import paths_of, render_documents
from opdracht.actions.status import take_step
from opdracht.agreed.differences import differences
from opdracht.agreed.freezing import sign
from opdracht.agreed.versions import as_agreed, frozen, hash_of, thawed
from opdracht.choices import Status
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.wijziging import amendment
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.sheets import Sheet
from opdracht.documents.templates import TEMPLATES, Material, chosen_templates
from opdracht.errors import Faults, OpdrachtError
from opdracht.exchange.export import as_json, as_yaml
from opdracht.model import Document, Versie
from opdracht.proof.printed import announced, state_of
from opdracht.proof.text import parts_of
from opdracht.proof.verify import verify
from opdracht.records import make
from opdracht.region import Regio
from opdracht.store import Register
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of
from tests.conftest import Outcome

Run = Callable[..., Outcome]
SPITE = ("--despite", "Voor deze toets.")


@pytest.fixture
def agreed(run: Run, tmp_path: Path) -> Run:
    """The command line on a register with one agreement that was vastgesteld."""
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(status="voorgesteld"))), "utf-8")
    assert run("import", "regio.yaml", "--as-history").code == 0
    assert run("status", "2027-001", "vastgesteld", *SPITE).code == 0
    return run


def region(register: Register) -> Regio:
    with register.reading() as reader:
        return reader.region(texts=True)


def version_of(regio: Regio, nr: int = 1) -> Versie:
    inhoud = frozen(regio, "2027-001")
    return make(
        Versie,
        {"opdracht": "2027-001", "nr": nr, "datum": PEILDATUM, "sha256": hash_of(inhoud), "inhoud": inhoud},
    )


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = differences(regio_of(a_region(before)), regio_of(a_region(after)), "2027-001")
    return [(one.onderdeel, one.was, one.wordt) for one in found]


def text_of_documents(register: Register, template: str = "ambtelijke-opdracht") -> str:
    content = printed_now(region(register), template, date(2030, 1, 1))
    return "\n".join(part.text for part in parts_of(content))


def printed_now(regio: Regio, template: str, today: date) -> bytes:
    job = Sheet.of(Material(regio, today), "2027-001", TEMPLATES[template], Path()).job(template_names()[template])
    return render(job.template, job.context, job.title, job.keywords)


def test_a_frozen_text_says_the_same_as_the_register_it_came_from() -> None:
    regio = regio_of(a_region(an_agreement(na=["2027-002"]), an_agreement("2027-002", titel="Eerst dit")))
    versie = version_of(regio)
    again = thawed(versie)
    live: Any = agreement_context(regio, "2027-001", "x", PEILDATUM)["opdracht"]
    kept = agreement_context(again, "2027-001", "x", PEILDATUM)["opdracht"]
    assert kept == {**live, "status": "vastgesteld"}
    assert frozen(again, "2027-001") == versie.inhoud


@settings(deadline=None, max_examples=40)
@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), max_size=60),
    number=st.floats(0.001, 1e6).filter(
        lambda number: len(str(number).partition(".")[2]) != 3
    ),  # 1,125 may be a thousand
    day=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)
def test_freezing_and_reading_back_keeps_every_text_number_and_date(text: str, number: float, day: date) -> None:
    data = an_agreement(doel=text, uiterlijk=day.isoformat())
    data["inzet"][0]["hoeveelheid"] = str(number).replace(".", ",")
    regio = regio_of(a_region(data))
    again = thawed(version_of(regio))
    assert again.opdrachten["2027-001"].doel == text
    assert again.opdrachten["2027-001"].uiterlijk == day
    assert again.inzet["2027-001"][0].hoeveelheid == number
    assert differences(again, regio, "2027-001") == []


def test_the_frozen_text_is_canonical_and_holds_no_address_of_a_person() -> None:
    data = a_region(an_agreement())
    data["personen"][0]["email"] = "wethouder@example.nl"
    inhoud = frozen(regio_of(data), "2027-001")
    assert inhoud == json.dumps(json.loads(inhoud), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "example.nl" not in inhoud
    assert '"hoeveelheid":100,' in inhoud


def test_vaststellen_freezes_version_1(agreed: Run, register: Register) -> None:
    (versie,) = region(register).versies["2027-001"]
    assert (versie.nr, versie.datum, versie.reden, versie.ondanks) == (1, date(2026, 11, 23), "", "")
    assert hash_of(versie.inhoud) == versie.sha256
    told = agreed("status", "2027-001").out
    assert "Versie 1, vastgesteld op 23 november 2026. Nog niet ondertekend door: bestuurlijk opdrachtgever," in told
    assert "Versie 1, vastgesteld op 23 november 2026." in agreed("show", "2027-001").out


def test_a_document_of_what_was_agreed_stays_the_same_whatever_happens_later(agreed: Run, register: Register) -> None:
    before = text_of_documents(register)
    assert "versie 1" in before
    for words in (
        ("set", "persoon", "wethouder", "functie=burgemeester", "naam=Iemand"),
        ("set", "organisatie", "moerdijk", "naam=Nieuw-Moerdijk"),
        ("set", "organisatie", "rwb", "code=regio-wb"),
        ("set", "2027-001", "doel=Iets anders.", "titel=Andere titel"),
        ("set", "mijlpaal", "2027-001/1", "datum=1-6-2027"),
        ("remove", "mijlpaal", "2027-001/2", "--yes"),
        ("config", "uren_per_fte", "1300"),
        ("config", "regionaam", "Elders"),
        ("status", "2027-001", "lopend"),
    ):
        assert agreed(*words).code == 0, words
    assert text_of_documents(register) == before


def test_a_change_of_what_was_agreed_waits_as_a_concept_until_it_is_vastgesteld(
    agreed: Run, register: Register
) -> None:
    assert agreed("status", "2027-001", "lopend").code == 0
    assert agreed("diff", "2027-001").err.startswith("Tussen versie 1 en het register")
    assert agreed("set", "2027-001", "tot=31-3-2028").code == 0
    assert "Concept van versie 2: 1 verandering." in agreed("status", "2027-001").out
    refused = agreed("status", "2027-001", "vastgesteld", *SPITE)
    assert refused.code == 3
    assert "--reason" in refused.err
    done = agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "De netbeheerder levert later.")
    assert done.code == 0
    assert "vastgelegd als versie 2" in done.err
    regio = region(register)
    assert regio.opdrachten["2027-001"].status == "lopend"
    assert [(versie.nr, versie.reden) for versie in regio.versies["2027-001"]] == [
        (1, ""),
        (2, "De netbeheerder levert later."),
    ]
    assert as_agreed(regio, "2027-001").opdrachten["2027-001"].tot == date(2028, 3, 31)
    assert "31 december 2027" in agreed("show", "2027-001", "--version", "1").out.replace(
        "31-12-2027", "31 december 2027"
    )
    again = agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "x")
    assert (again.code, "zegt nog hetzelfde als versie 2" in again.err) == (3, True)


def test_diff_tells_what_was_and_what_becomes_on_the_terminal_and_as_json(agreed: Run) -> None:
    agreed("set", "2027-001", "tot=31-3-2028")
    shown = agreed("diff", "2027-001")
    assert "Einddatum\n  was       31 december 2027\n  wordt     31 maart 2028\n" in shown.out
    assert json.loads(agreed("diff", "2027-001", "--json").out) == {
        "opdracht": "2027-001",
        "van": 1,
        "naar": None,
        "reden": "",
        "verschillen": [{"onderdeel": "Einddatum", "was": "31 december 2027", "wordt": "31 maart 2028"}],
    }
    agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Later.")
    for words in ((), ("--from", "1", "--to", "2"), ("--to", "2")):
        told = agreed("diff", "2027-001", *words).out
        assert "van versie 1 naar versie 2\nWaarom: Later.\n" in told
    refused = agreed("diff", "2027-001", "--from", "7")
    assert (refused.code, "geen versie 7" in refused.err, "De versies zijn: 1, 2." in refused.err) == (3, True, True)


def test_a_concept_has_no_versions_to_compare_or_sign(run: Run, tmp_path: Path) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    run("import", "regio.yaml", "--as-history")
    for words in (("diff", "2027-001"), ("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever")):
        refused = run(*words)
        assert refused.code == 3
        assert "Stel haar eerst voor met: opdracht" in refused.err


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"doel": "Iets anders."}, [("Doel", "Bedrijven weten waar zij kunnen groeien.", "Iets anders.")]),
        ({"afbakening": {"wel": "Alle bedrijventerreinen."}}, [("Afbakening, niet", "Woonwijken.", "")]),
        ({"prioriteit": "2"}, [("Prioriteit", "", "2")]),
        ({"budget": "45000"}, [("Budget", "", "€ 45.000")]),
        ({"ambitie": None}, [("Ambitie", "Ruimte op het net", "")]),
        ({"themas": ["Wonen", "Werk"]}, [("Thema’s", "", "Wonen, Werk")]),
        (
            {"belangen": [{"organisatie": "rwb", "deelname": "ja"}]},
            [("Belang van Regio West-Brabant", "", "Regio West-Brabant; doet mee: ja")],
        ),
        ({"inzet": None}, [("Inzet 1", "Moerdijk; profiel: projectleider; hoeveelheid: 100 uren", "")]),
    ],
)  # fmt: skip
def test_each_part_of_an_agreement_that_changes_is_named(
    fields: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert changed(an_agreement(), an_agreement(**fields)) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "lopend"},
        {"waarde": "5"},
        {"selectielijst": "16.1.2", "openbaar": "ja"},
        {"mandaat": "verleend", "mandaat_kenmerk": "AB-1"},
        {"gesprekken": [{"datum": "2027-01-01", "afspraken": "Door."}]},
        {"mijlpalen": [{**one, "gehaald_op": "2027-04-01"} for one in an_agreement()["mijlpalen"]]},
        {"randvoorwaarden": [{**an_agreement()["randvoorwaarden"][0], "status": "geregeld", "bewijs": "Brief."}]},
    ],
)
def test_how_far_it_is_is_no_change_of_what_was_agreed(fields: dict[str, Any]) -> None:
    assert changed(an_agreement(), an_agreement(**fields)) == []


def test_a_record_that_goes_or_comes_does_not_make_its_neighbours_change() -> None:
    first, second = an_agreement()["mijlpalen"]
    extra = {"datum": "2027-02-01", "resultaat": "De jurist heeft zijn advies gegeven."}
    assert changed(an_agreement(), an_agreement(mijlpalen=[second])) == [
        (
            "Mijlpaal 1",
            "De gegevens van 16 gemeenten zijn binnen.; datum: 1 april 2027; eigenaar: programmamanager, Regio West-Brabant",
            "",
        )
    ]
    assert changed(an_agreement(), an_agreement(mijlpalen=[extra, first, second])) == [
        ("Mijlpaal 1", "", "De jurist heeft zijn advies gegeven.; datum: 1 februari 2027")
    ]
    later = {**second, "datum": "2027-10-01"}
    assert changed(an_agreement(), an_agreement(mijlpalen=[later, first])) == [
        ("Mijlpaal 1, datum", "1 september 2027", "1 oktober 2027")
    ]


def test_a_new_name_of_the_same_person_is_no_change_and_another_person_is() -> None:
    renamed = a_region(an_agreement())
    renamed["personen"][0]["functie"] = "wethouder Haven"
    assert differences(regio_of(a_region(an_agreement())), regio_of(renamed), "2027-001") == []
    roles = {**an_agreement()["rollen"], "bestuurlijk opdrachtgever": "portefeuillehouder"}
    assert changed(an_agreement(), an_agreement(rollen=roles)) == [
        (
            "Bestuurlijk opdrachtgever",
            "wethouder Economie, Moerdijk",
            "portefeuillehouder, Regio West-Brabant",
        )
    ]


def test_the_addendum_tells_the_last_change_and_a_draft_of_the_next(agreed: Run, register: Register) -> None:
    with pytest.raises(OpdrachtError, match="geen wijziging"):
        amendment(region(register), "2027-001")
    agreed("set", "2027-001", "tot=31-3-2028")
    draft = amendment(region(register), "2027-001")
    assert (draft.draft, draft.number, draft.versie) == (True, 2, None)
    agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Later.")
    regio = region(register)
    change = amendment(regio, "2027-001")
    assert (change.draft, change.number, change.versie) == (False, 2, 2)
    context = change.context("2027-001", PEILDATUM)
    assert context["document"] == {"soort": "Wijziging", "datum": PEILDATUM, "versie": "2", "voorlopig": False}
    assert context["wijziging"] == {
        "van_versie": 1,
        "naar_versie": 2,
        "van_datum": PEILDATUM,
        "datum": PEILDATUM,
        "reden": "Later.",
        "verschillen": [{"onderdeel": "Einddatum", "was": "31 december 2027", "wordt": "31 maart 2028", "waarom": ""}],
    }


def test_an_older_agreed_agreement_gets_its_first_version_by_vaststellen(
    run: Run, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(status="lopend"))), "utf-8")
    run("import", "regio.yaml", "--as-history")
    assert "versie niet vastgelegd" in text_of_documents(register)
    assert "De tekst is nog niet vastgelegd." in run("status", "2027-001").out
    assert run("status", "2027-001", "vastgesteld", *SPITE).code == 0
    assert [versie.nr for versie in region(register).versies["2027-001"]] == [1]
    assert region(register).opdrachten["2027-001"].status == "lopend"


def test_what_was_vastgesteld_is_not_removed_renumbered_or_written_by_hand(agreed: Run, register: Register) -> None:
    for words in (
        ("remove", "opdracht", "2027-001", "--yes"),
        ("set", "2027-001", "nummer=2027-009"),
        ("remove", "versie", "2027-001/1", "--yes"),
        ("set", "versie", "2027-001/1", "inhoud={}"),
        ("add", "versie", "opdracht=2027-001", "datum=1-1-2027", "sha256=x", "inhoud={}"),
    ):
        assert agreed(*words).code == 3, words
    assert len(region(register).versies["2027-001"]) == 1


def test_a_frozen_text_that_was_tampered_with_is_refused(agreed: Run, register: Register) -> None:
    import sqlalchemy as sa

    with register.writing() as writer:
        writer.connection.execute(sa.text("UPDATE versie SET inhoud = replace(inhoud, 'groeien', 'krimpen')"))
    refused = agreed("render", "2027-001")
    assert refused.code == 3
    assert "buiten het programma om veranderd" in refused.err


def test_versions_survive_export_and_import_to_the_letter(agreed: Run, register: Register, tmp_path: Path) -> None:
    agreed("set", "2027-001", 'doel=Een "doel": <&> 👩‍🔧 {x}\n  en meer ')
    agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Zo is het: beter.")
    agreed("sign", "2027-001", "--rol", "ambtelijk opdrachtgever", "--version", "1")
    data = export_region(register)
    for text in (as_yaml(data), as_json(data)):
        other = Register.at(str(tmp_path / f"{len(text)}.db"))
        other.create()
        import_region(other, text.encode(), "x", year=2026, as_history=True)
        assert export_region(other) == data
        assert region(other).versies["2027-001"] == region(register).versies["2027-001"]
        assert import_region(other, text.encode(), "x", year=2026, as_history=True).changed.total() == 0
    assert import_region(
        register, as_yaml(a_region(*data["opdrachten"])).encode(), "x", year=2026, update=True, as_history=True
    )
    assert len(region(register).versies["2027-001"]) == 2


def test_both_databases_keep_versions_signatures_and_documents(either_register: Register, tmp_path: Path) -> None:
    import_region(
        either_register, as_yaml(a_region(an_agreement(status="voorgesteld"))).encode(), "x", year=2026, as_history=True
    )
    take_step(either_register, "2027-001", Status.VASTGESTELD, PEILDATUM, "Voor deze toets.")
    change(either_register, "opdracht", "2027-001", {"doel": 'Een "doel" 👩‍🔧.'})
    take_step(either_register, "2027-001", Status.VASTGESTELD, PEILDATUM, "Voor deze toets.", "Beter.")
    sign(either_register, "2027-001", {"rol": "bestuurlijk opdrachtgever", "datum": PEILDATUM})
    regio = region(either_register)
    assert [(versie.nr, hash_of(versie.inhoud)) for versie in regio.versies["2027-001"]] == [
        (versie.nr, versie.sha256) for versie in regio.versies["2027-001"]
    ]
    assert as_agreed(regio, "2027-001").opdrachten["2027-001"].doel == 'Een "doel" 👩‍🔧.'
    assert [row.versie for row in regio.ondertekeningen["2027-001"]] == [2]
    folder = tmp_path / "papier"
    material, templates = Material(regio, PEILDATUM), chosen_templates([])
    with announced(either_register, paths_of(material, ["2027-001"], templates, folder), PEILDATUM) as printed:
        printed += render_documents(material, ["2027-001"], templates, folder).printed
    with either_register.reading() as reader:
        assert [(row.versie, state_of(row)) for row in reader.rows(Document)] == [(2, "staat er")] * 2
    for one in printed:
        assert verify(either_register, one.path, one.path.read_bytes(), PEILDATUM).uitkomst == "zoals vastgesteld"


def test_a_file_without_versions_leaves_them_and_one_with_other_versions_is_refused(
    agreed: Run, register: Register
) -> None:
    data = export_region(register)
    versies = data["opdrachten"][0].pop("versies")
    import_region(register, as_json(data).encode(), "x", year=2026, update=True, as_history=True)
    assert len(region(register).versies["2027-001"]) == 1
    forged = versies[0]["inhoud"].replace("groeien", "krimpen")
    data["opdrachten"][0]["versies"] = [{**versies[0], "inhoud": forged}]
    with pytest.raises(Faults) as refusal:
        import_region(register, as_json(data).encode(), "x", year=2026, update=True, as_history=True)
    assert "past niet bij haar sha256" in str(refusal.value.faults[0])
    data["opdrachten"][0]["versies"] = [{**versies[0], "inhoud": forged, "sha256": hash_of(forged)}]
    with pytest.raises(Faults) as refusal:
        import_region(register, as_json(data).encode(), "x", year=2026, update=True, as_history=True)
    assert "is vastgesteld en is in het register anders" in str(refusal.value.faults[0])
    data["opdrachten"][0]["versies"] = [versies[0], {**versies[0], "inhoud": "{}", "sha256": hash_of("{}")}]
    with pytest.raises(Faults) as refusal:
        import_region(register, as_json(data).encode(), "x", year=2026, update=True, as_history=True)
    assert "geen tekst van deze opdracht" in str(refusal.value.faults[0])


def test_signing_is_for_the_newest_version_by_whoever_has_the_role(agreed: Run, register: Register) -> None:
    signed = agreed("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever", "--grondslag", "volmacht")
    assert signed.code == 0
    assert "(wethouder Economie) heeft versie 1 van opdracht 2027-001 ondertekend op 23 november 2026." in signed.err
    assert "Nog niet ondertekend door: bestuurlijk opdrachtnemer, ambtelijk opdrachtgever en" in signed.err
    refused = agreed("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever")
    assert (refused.code, "al ondertekend" in refused.err) == (3, True)
    assert (
        agreed("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever", "--functie", "burgemeester", "--force").code
        == 0
    )
    (row,) = region(register).ondertekeningen["2027-001"]
    assert (row.versie, row.functie, row.datum, row.niveau) == (1, "burgemeester", date(2026, 11, 23), "gewoon")
    change(register, "opdracht", "2027-001", {"tot": "2028-03-31"})
    agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Later.")
    assert "Nog niet ondertekend door: bestuurlijk opdrachtgever," in agreed("status", "2027-001").out
    for rol in ("bestuurlijk opdrachtgever", "bestuurlijk opdrachtnemer", "ambtelijk opdrachtgever"):
        agreed("sign", "2027-001", "--rol", rol, "--niveau", "gekwalificeerd", "--datum", "23-11-2026")
    last = agreed("sign", "2027-001", "--rol", "ambtelijk opdrachtnemer")
    assert "De vier rollen hebben haar ondertekend." in last.err
    assert [row.versie for row in region(register).ondertekeningen["2027-001"]] == [1, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--rol", "burgemeester"), 2, "'burgemeester' kan hier niet: kies"),
        (("--rol", "adviseur"), 3, "Niemand heeft de rol adviseur"),
        (("--rol", "burgemeester", "--functie", "x"), 2, "kies bestuurlijk opdrachtgever"),
        (("--rol", "bestuurlijk opdrachtgever", "--version", "3"), 3, "geen versie 3"),
        (("--rol", "bestuurlijk opdrachtgever", "--niveau", "sterk"), 3, "kies gewoon, geavanceerd of gekwalificeerd"),
        (("--rol", "bestuurlijk opdrachtgever", "--datum", "gisteren"), 3, "geen datum"),
    ],
)
def test_a_signature_that_cannot_be_is_refused_in_dutch(
    agreed: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = agreed("sign", "2027-001", *words)
    assert refused.code == code
    assert said in refused.err


def test_who_still_has_to_sign_the_newest_version_is_a_finding(agreed: Run) -> None:
    late = ("check", "2027-001", "--peildatum", "1-3-2027")
    assert 'sign 2027-001 --rol "bestuurlijk opdrachtgever"' in agreed(*late).out
    for rol in (
        "bestuurlijk opdrachtgever",
        "bestuurlijk opdrachtnemer",
        "ambtelijk opdrachtgever",
        "ambtelijk opdrachtnemer",
    ):
        agreed("sign", "2027-001", "--rol", rol)
    assert "P405" not in agreed(*late).out
    agreed("set", "2027-001", "tot=31-3-2028")
    agreed("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Later.")
    assert "Versie 2 is van 23 november 2026; niemand heeft nog getekend." in " ".join(agreed(*late).out.split())
