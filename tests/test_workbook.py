"""The register in Excel: what nobody changed stays, what somebody changed comes in, and what both changed is asked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add as add_record
from opdracht.actions.records import change, remove
from opdracht.documents.libreoffice import find_soffice
from opdracht.errors import Faults, OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.exchange.workbook.columns import KINDS, columns, title
from opdracht.exchange.workbook.grid import read_sheets
from opdracht.exchange.workbook.merging import Preferred
from opdracht.fields import forbidden_character
from opdracht.history.forget import forget
from opdracht.history.undo import undo
from opdracht.model import Instelling, Opdracht
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.workbooks import add, brought_in, by_libreoffice, changed, column, exported, given, put, row_of

Run = Callable[..., Outcome]
needs_calc = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
HOSTILE = [
    "=1+1",
    "'tekst",
    "+31 6 12345678",
    "@SUM(A1)",
    "x" * 32_767,
    "😀" * 16_384,
    "regel een\nregel twee\n\n- streepje",
    " vooraan en achteraan ",
    "\u00a0vast\u00a0",
    "{{ 7*7 }} & <b>\"'",
    "#N/A",
    "WAAR",
    "1e5",
    "007",
    "2027-001",
    "1-3-2027",
    "moerdijk · Moerdijk",
    "tab\tin het midden",
    "http://x.nl/?a=1&b=2",
    "y" * 40_000,
]


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with something of every kind that a workbook holds, and texts that a spreadsheet may take for another thing."""
    agreements = [
        an_agreement(f"2027-{nr:03}", doel=text, risicos=text, inzet=None if nr % 2 else an_agreement()["inzet"])
        for nr, text in enumerate(HOSTILE, start=1)
    ]
    agreements[1] |= {
        "na": ["2027-001"],
        "themas": ["bodem; water", "lucht"],
        "budget": "25000",
        "besluit": "AB · 1",
        "belangen": [{"organisatie": "moerdijk", "deelname": "ja", "belang": "=0"}],
        "gesprekken": [{"datum": "2027-01-15", "afspraken": "Doorgaan.", "deelnemers": ["wethouder", "secretaris"]}],
    }
    besluit = {"kenmerk": "AB · 1", "orgaan": "algemeen bestuur", "datum": "2026-03-03", "tekst": "Maak een kaart."}
    data = a_region(*agreements, besluiten=[besluit])
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027)
    return register


# ---------------------------------------------------------------------------------------------------------- round trip


def test_a_cell_has_its_code_once_with_the_name_behind_it(filled: Register) -> None:
    sheets = {sheet.name: sheet for sheet in read_sheets(exported(filled), "regio.xlsx")}
    assert sheets["Mijlpalen"].rows[1][0] == "2027-001 · Stroomkaart bedrijventerreinen"
    assert sheets["Lijsten"].rows[0][0] in ("gemeente", "moerdijk · Moerdijk")


def test_each_field_of_each_kind_that_people_keep_has_a_column(filled: Register) -> None:
    sheets = {sheet.name: sheet for sheet in read_sheets(exported(filled), "regio.xlsx")}
    for kind in KINDS:
        headers = [str(cell) for cell in sheets[title(kind)].rows[0] if cell]
        assert headers[: len(columns(kind))] == [told.label for told in columns(kind)]
        assert {told.name for told in columns(kind)} == set(kind.model_fields)
        assert len(set(headers)) == len(headers)
        assert len(sheets[title(kind)].rows) > 1, kind


@pytest.fixture
def with_codes(filled: Register) -> Register:
    """The same, with a text that looks like the codes of a spreadsheet; not every program keeps it."""
    change(filled, "opdracht", "2027-001", {"aanleiding": "_x0041_ en _x000D_"})
    return filled


def test_what_was_exported_and_comes_back_changes_nothing(with_codes: Register) -> None:
    before = export_region(with_codes)
    done = brought_in(with_codes, exported(with_codes))
    assert (done.is_nothing, done.remarks, export_region(with_codes)) == (True, [], before)


@pytest.mark.parametrize("text", ["_x005F_x0041_", "_x0041_x0042_x0043_", "<r>een & twee</r>", "<r><t>x</t></r>"])
def test_a_text_that_looks_like_the_insides_of_a_file_comes_back(filled: Register, text: str) -> None:
    change(filled, "opdracht", "2027-001", {"aanleiding": text})
    content = exported(filled)
    assert any(text in row for sheet in read_sheets(content, "regio.xlsx") for row in sheet.rows)
    assert given(content).foreseen(filled).is_nothing


@pytest.mark.parametrize("hours", [0.1 + 0.2, 100 / 3, 1e9 - 1e-7, 123456789.123456789])
def test_a_number_of_more_digits_than_a_cell_holds_is_the_same(filled: Register, hours: float) -> None:
    change(filled, "inzet", "2027-002/1", {"hoeveelheid": hours})
    content = exported(filled)
    assert given(content).foreseen(filled).is_nothing
    typed = given(changed(content, put("Inzet", ("2027-002", 1), "Hoeveelheid", float(f"{hours:.15g}"))))
    assert typed.foreseen(filled).is_nothing


@pytest.mark.parametrize(
    ("items", "typed", "became"),
    [
        (["a; b", "c"], "a; b\nc\nd", ["a; b", "c", "d"]),
        (["a; b"], "a; bb\n", ["a; bb"]),
        (["a", "b"], "a;\nb; c", ["a", "b", "c"]),
        (["a", "b"], "a\nb\n c\u00a0", ["a", "b", "c"]),
    ],
)
def test_a_list_keeps_its_items(filled: Register, items: list[str], typed: str, became: list[str]) -> None:
    change(filled, "opdracht", "2027-002", {"themas": items})
    content = exported(filled)
    assert given(content).foreseen(filled).is_nothing
    brought_in(filled, changed(content, put("Opdrachten", ("2027-002",), "Thema’s", typed)))
    with filled.reading() as records:
        assert next(row.themas for row in records.rows(Opdracht) if row.nummer == "2027-002") == became


def test_a_list_that_fits_in_no_cell_stays(filled: Register) -> None:
    change(filled, "opdracht", "2027-002", {"themas": ["x" * 290 + str(number) for number in range(130)]})
    assert given(exported(filled)).foreseen(filled).is_nothing


@needs_calc
@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saved_again_changes_nothing(with_codes: Register, tmp_path: Path, form: str) -> None:
    done = given(by_libreoffice(exported(with_codes), form, tmp_path)).foreseen(with_codes)
    assert (done.sentences, done.remarks, list(done.conflicts)) == ([], [], [])


def test_what_openpyxl_saved_again_changes_nothing(filled: Register) -> None:
    assert given(changed(exported(filled))).foreseen(filled).is_nothing


def test_a_workbook_fills_an_empty_register_with_all_that_it_holds(register: Register, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text == text.strip(" \u00a0") and len(text.encode("utf-16-le")) <= 65_534]
    agreements = [an_agreement(f"2027-{nr:03}", doel=text) for nr, text in enumerate(texts, start=1)]
    data = a_region(
        *agreements, besluiten=[{"kenmerk": "AB · 1", "orgaan": "ab", "datum": "2026-03-03", "tekst": "=1"}]
    )
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027)
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    brought_in(other, exported(register))
    assert export_region(other) == export_region(register)


def test_a_text_that_fits_in_no_cell_goes_nowhere_else(filled: Register, tmp_path: Path) -> None:
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    with pytest.raises(Faults) as refused:
        brought_in(other, exported(filled))
    assert [fault.where for fault in refused.value.faults] == [
        f"blad Opdrachten, cel {letter}{row}" for row in (7, 21) for letter in ("L", "V")
    ]


@settings(max_examples=25, deadline=None)
@for_any(
    st.lists(
        st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: not forbidden_character(text)),
        min_size=4,
        max_size=4,
    )
)
def test_any_text_comes_back_to_the_letter(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    register = Register.at(str(tmp_path_factory.mktemp("elk") / "register.db"))
    register.create()
    fields = dict(zip(("doel", "aanleiding", "risicos", "escalatie"), texts, strict=True))
    import_region(register, as_yaml(a_region(an_agreement(**fields))).encode(), "regio.yaml", year=2027)
    content = exported(register)
    assert given(content).foreseen(register).is_nothing
    assert given(changed(content)).foreseen(register).is_nothing


def test_a_sheet_is_read_and_printed_with_its_first_key_in_sight(filled: Register) -> None:
    book: Any = load_workbook(io.BytesIO(exported(filled)))
    for kind in KINDS:
        sheet = book[title(kind)]
        kept = sheet[sheet.freeze_panes].column - 1
        assert kept == 1 or sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1][:kept]) < 50
        assert (sheet.page_setup.fitToWidth or 1) <= 3
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    note = book["Mijlpalen"].cell(1, 1).comment.text.split("\n")
    assert (note[0], note[-1]) == ("Het nummer van een opdracht.", "Veld: opdracht")
    assert book["Inzet"].cell(2, column(book["Inzet"], "Hoeveelheid")).alignment.indent == 1


# ----------------------------------------------------------------------------------------------------------- three ways


def test_what_the_sheet_did_not_change_stays_as_it_became_meanwhile(filled: Register) -> None:
    content = changed(exported(filled), put("Mijlpalen", ("2027-001", 1), "Datum", date(2027, 5, 1)))
    change(filled, "mijlpaal", "2027-001/1", {"resultaat": "Er is meer binnen."})
    change(filled, "opdracht", "2027-003", {"titel": "Een andere titel"})
    done = brought_in(filled, content)
    assert done.sentences == ["mijlpaal 2027-001/1: datum was 1-4-2027, is 1-5-2027"]
    with filled.reading() as reader:
        mijlpaal = reader.region().mijlpalen["2027-001"][0]
    assert (mijlpaal.datum, mijlpaal.resultaat) == (date(2027, 5, 1), "Er is meer binnen.")


def test_what_both_changed_is_asked_and_decided(filled: Register) -> None:
    content = changed(exported(filled), put("Mijlpalen", ("2027-001", 1), "Datum", date(2027, 5, 1)))
    change(filled, "mijlpaal", "2027-001/1", {"datum": "2027-06-01"})
    seen = given(content).foreseen(filled)
    assert [(told.about, told.in_workbook, told.in_register) for told in seen.conflicts] == [
        ("mijlpaal 2027-001/1, datum", "'1-5-2027'", "'1-6-2027'")
    ]
    with pytest.raises(OpdrachtError) as refused:
        brought_in(filled, content)
    assert "blad Mijlpalen, cel C2" in refused.value.details[0]
    assert brought_in(filled, content, prefer=Preferred.REGISTER).is_nothing
    done = brought_in(filled, content, prefer=Preferred.BLAD)
    assert done.sentences == ["mijlpaal 2027-001/1: datum was 1-6-2027, is 1-5-2027"]


def test_what_got_another_code_meanwhile_is_still_the_same(filled: Register) -> None:
    content = changed(
        exported(filled),
        put("Personen", ("secretaris",), "Functie", "gemeentesecretaris a.i."),
        put("Randvoorwaarden", ("2027-002", 1), "Bewijs", "brief"),
        put("Rollen", ("2027-003", "ambtelijk opdrachtgever", "secretaris"), "Reden", "Vervangt."),
    )
    change(filled, "persoon", "secretaris", {"code": "secretaris-moerdijk"})
    change(filled, "opdracht", "2027-002", {"nummer": "2027-102"})
    done = brought_in(filled, content)
    assert (sorted(done.sentences), list(done.remarks)) == (
        [
            "persoon secretaris-moerdijk: functie was ‘gemeentesecretaris’, is ‘gemeentesecretaris a.i.’",
            "randvoorwaarde 2027-102/1: bewijs was leeg, is ‘brief’",
            "rol 2027-003/ambtelijk opdrachtgever/secretaris-moerdijk: reden was leeg, is ‘Vervangt.’",
        ],
        [],
    )
    assert brought_in(filled, content).is_nothing


def test_what_both_changed_into_the_same_is_no_question(filled: Register) -> None:
    content = changed(exported(filled), put("Mijlpalen", ("2027-001", 1), "Datum", date(2027, 5, 1)))
    change(filled, "mijlpaal", "2027-001/1", {"datum": "2027-05-01"})
    assert brought_in(filled, content).is_nothing


def test_new_rows_get_numbers_and_come_in_once(filled: Register) -> None:
    content = changed(
        exported(filled),
        add("Mijlpalen", Opdracht="2027-001", Datum="1 juli 2027", Resultaat="Tussenstand."),
        add("Mijlpalen", Opdracht="2027-001 · Stroomkaart", Datum=datetime(2027, 8, 1), Resultaat="Nog een."),
        add("Opdrachten", Titel="Iets nieuws", Begindatum="1-2-2028"),
        add("Personen", Code="jurist-rwb", Functie="jurist", Organisatie="rwb", Niveau="ambtelijk"),
    )
    change(filled, "mijlpaal", "2027-001/2", {"resultaat": "Anders."})
    add_record(filled, "mijlpaal", {"opdracht": "2027-001", "datum": "2027-03-03", "resultaat": "Van een ander."}, 2026)
    done = brought_in(filled, content)
    assert sorted(done.sentences) == [
        "mijlpaal 2027-001/4: nieuw (Tussenstand.)",
        "mijlpaal 2027-001/5: nieuw (Nog een.)",
        "opdracht 2028-001: nieuw (Iets nieuws)",
        "persoon jurist-rwb: nieuw (jurist)",
    ]
    assert brought_in(filled, content).is_nothing


def test_a_missing_row_removes_nothing_and_a_mark_does(filled: Register) -> None:
    def drop(book: Workbook) -> None:
        book["Mijlpalen"].delete_rows(2, 6)

    content = changed(exported(filled), drop, put("Randvoorwaarden", ("2027-002", 1), "Weg", "x"))
    done = brought_in(filled, content)
    assert done.sentences == ["randvoorwaarde 2027-002/1: weg (De netbeheerder levert de gegevens per terrein.)"]
    assert brought_in(filled, content).is_nothing


def test_what_somebody_changed_is_not_removed_without_a_word(filled: Register) -> None:
    content = changed(exported(filled), put("Randvoorwaarden", ("2027-002", 1), "Weg", "x"))
    change(filled, "randvoorwaarde", "2027-002/1", {"bewijs": "brief"})
    assert [told.about for told in given(content).foreseen(filled).conflicts] == ["randvoorwaarde 2027-002/1"]
    assert brought_in(filled, content, prefer=Preferred.BLAD).counts.removed == {"randvoorwaarden": 1}


def test_a_row_of_what_was_removed_meanwhile_is_named(filled: Register) -> None:
    untouched = exported(filled)
    touched = changed(untouched, put("Mijlpalen", ("2027-001", 2), "Resultaat", "Toch."))
    remove(filled, "mijlpaal", "2027-001/2")
    assert given(untouched).foreseen(filled).is_nothing
    assert len(given(untouched).foreseen(filled).remarks) == 1
    assert [told.about for told in given(touched).foreseen(filled).conflicts] == ["mijlpaal 2027-001/2"]
    assert brought_in(filled, touched, prefer=Preferred.BLAD).counts.added == {"mijlpalen": 1}


def test_a_key_that_something_else_has_now_is_not_the_same_record(filled: Register) -> None:
    remove(filled, "mijlpaal", "2027-003/2")
    content = changed(exported(filled), put("Mijlpalen", ("2027-003", 1), "Resultaat", "Van de werkmap."))
    remove(filled, "mijlpaal", "2027-003/1")
    add_record(filled, "mijlpaal", {"opdracht": "2027-003", "datum": "2027-03-03", "resultaat": "Iets anders."}, 2026)
    done = brought_in(filled, content)
    assert (done.is_nothing, len(done.remarks)) == (True, 1)


def test_what_grew_is_not_removed_with_its_opdracht_without_a_word(filled: Register) -> None:
    content = changed(exported(filled), put("Opdrachten", ("2027-003",), "Weg", "x"))
    add_record(filled, "mijlpaal", {"opdracht": "2027-003", "datum": "2027-03-03", "resultaat": "Van een ander."}, 2026)
    assert [told.about for told in given(content).foreseen(filled).conflicts] == ["opdracht 2027-003"]
    done = brought_in(filled, content, prefer=Preferred.BLAD)
    assert "mijlpaal 2027-003/3: weg (Van een ander.)" in done.sentences


def test_a_row_that_lost_its_number_is_still_the_same(filled: Register) -> None:
    content = changed(exported(filled), put("Mijlpalen", ("2027-001", 2), "Nr", None))
    assert given(content).foreseen(filled).is_nothing


def test_a_workbook_of_before_somebody_was_forgotten_brings_nobody_back(filled: Register) -> None:
    change(filled, "persoon", "secretaris", {"naam": "Anna de Vries"})
    content = exported(filled)
    forget(filled, "secretaris")
    with pytest.raises(OpdrachtError, match="iemand vergeten"):
        given(content).foreseen(filled)


def test_what_refers_to_somebody_who_is_no_longer_there_is_told_with_its_cell(filled: Register) -> None:
    add_record(
        filled, "persoon", {"code": "jurist", "functie": "jurist", "organisatie": "rwb", "niveau": "ambtelijk"}, 2026
    )
    content = changed(exported(filled), put("Mijlpalen", ("2027-001", 1), "Eigenaar", "jurist"))
    remove(filled, "persoon", "jurist")
    with pytest.raises(Faults) as refused:
        given(content).foreseen(filled)
    assert [fault.where for fault in refused.value.faults] == ["blad Mijlpalen, cel F2"]


def test_undo_takes_the_whole_workbook_back(filled: Register) -> None:
    before = export_region(filled)
    brought_in(
        filled,
        changed(
            exported(filled),
            put("Opdrachten", ("2027-001",), "Titel", "Anders"),
            put("Randvoorwaarden", ("2027-002", 1), "Weg", "x"),
            add("Ambities", Code="groen", Titel="Groen", Thema="Groen", Prioriteit=2),
        ),
    )
    undo(filled)
    assert export_region(filled) == before


def test_a_register_that_changes_between_looking_and_writing_is_looked_at_again(filled: Register) -> None:
    wanted = given(changed(exported(filled), put("Opdrachten", ("2027-001",), "Titel", "Anders")))
    seen = wanted.foreseen(filled)
    change(filled, "opdracht", "2027-001", {"titel": "Van een ander"})
    before = export_region(filled)
    with pytest.raises(OpdrachtError):
        wanted.bring_in(filled, seen)
    assert export_region(filled) == before


def test_a_workbook_of_another_register_replaces_nothing_without_a_word(filled: Register, tmp_path: Path) -> None:
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    import_region(other, as_yaml(a_region(an_agreement(titel="Een heel andere"))).encode(), "b.yaml", year=2027)
    with other.writing() as writer:
        writer.insert([Instelling(naam="regionaam", waarde="Elders")])
    content = exported(other)
    change(filled, "opdracht", "2027-001", {"titel": "Van ons"})
    seen = given(content.replace(b"", b"")).foreseen(filled)
    assert "opdracht 2027-001, titel" in [told.about for told in seen.conflicts]
    assert seen.counts.changed == {}


# -------------------------------------------------------------------------------------------------- what Excel does


def sorted_backwards(book: Workbook) -> None:
    for sheet in (book["Mijlpalen"], book["Rollen"], book["Randvoorwaarden"], book["Personen"]):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value


def reordered(book: Workbook) -> None:
    book._sheets.reverse()  # type: ignore[attr-defined] # as dragging the tabs does
    sheet = book["Mijlpalen"]
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.insert_cols(1)
    sheet.cell(1, 1).value = "Opmerking"


def merged_owners(book: Workbook) -> None:
    sheet = book["Mijlpalen"]
    first = row_of(sheet, "2027-001", 1)
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=1, end_column=1)


def with_formulas(book: Workbook) -> None:
    sheet = book["Mijlpalen"]
    sheet.cell(2, column(sheet, "Resultaat")).value = sheet.cell(2, column(sheet, "Resultaat")).value


@pytest.mark.parametrize("habit", [sorted_backwards, reordered, merged_owners, with_formulas])
def test_what_people_do_to_a_sheet_changes_nothing(filled: Register, habit: Callable[[Workbook], None]) -> None:
    assert given(changed(exported(filled), habit)).foreseen(filled).sentences == []


@pytest.mark.parametrize(
    ("title", "key", "header", "typed"),
    [
        ("Mijlpalen", ("2027-001", 1), "Datum", "1 april 2027"),
        ("Mijlpalen", ("2027-001", 1), "Datum", 46_478),
        ("Mijlpalen", ("2027-001", 1), "Datum", datetime(2027, 4, 1)),
        ("Mijlpalen", ("2027-001", 1), "Opdracht", date(2027, 1, 1)),
        ("Mijlpalen", ("2027-001", 1), "Eigenaar", "\u00a0programmamanager "),
        ("Inzet", ("2027-002", 1), "Hoeveelheid", " 100,0\u00a0"),
        ("Inzet", ("2027-002", 1), "Hoeveelheid", 100),
        ("Inzet", ("2027-002", 1), "Eenheid", "uren "),
        ("Ambities", ("stroom",), "Prioriteit", "1"),
        ("Organisaties", ("moerdijk",), "Inwoners", "37.184"),
    ],
)
def test_the_same_in_other_words_changes_nothing(
    filled: Register, title: str, key: tuple[object, ...], header: str, typed: object
) -> None:
    assert given(changed(exported(filled), put(title, key, header, typed))).foreseen(filled).sentences == []


def test_a_code_that_lost_its_zeros_is_the_code_that_it_was(register: Register) -> None:
    data = a_region(an_agreement(), ambities=[{"code": "007", "titel": "Zeven", "thema": "Zeven", "prioriteit": "1"}])
    import_region(register, as_yaml(data).encode(), "r.yaml", year=2027)
    content = changed(
        exported(register), put("Ambities", ("007",), "Code", 7), put("Opdrachten", ("2027-001",), "Ambitie", 7)
    )
    assert brought_in(register, content).sentences == ["opdracht 2027-001: ambitie was ‘stroom’, is ‘007’"]


@pytest.mark.parametrize(
    ("sheet", "header", "typed", "field", "value"),
    [
        ("Inzet", "Hoeveelheid", "1\u00a0000", "hoeveelheid", 1000.0),
        ("Inzet", "Hoeveelheid", "1 250,5", "hoeveelheid", 1250.5),
        ("Inzet", "Hoeveelheid", "€ 300", "hoeveelheid", 300.0),
        ("Mijlpalen", "Datum", "1 feb 2028", "datum", date(2028, 2, 1)),
        ("Mijlpalen", "Datum", "1\u00a0mrt.\u00a02028", "datum", date(2028, 3, 1)),
    ],
)
def test_a_number_or_day_that_means_one_thing_is_read(
    filled: Register, sheet: str, header: str, typed: str, field: str, value: object
) -> None:
    kind = next(kind for kind in KINDS if title(kind) == sheet)
    brought_in(filled, changed(exported(filled), put(sheet, ("2027-002", 1), header, typed)))
    with filled.reading() as records:
        values = [getattr(row, field) for row in records.rows(kind) if getattr(row, "opdracht", "") == "2027-002"]
    assert value in values


# --------------------------------------------------------------------------------------------------------------- faults


def planted() -> Iterator[tuple[Any, str]]:
    """Forty faults, each with the cell in which it is told."""
    for nr, bad in enumerate(["31-2-2027", "straks", True, "1-1-27x"], start=1):
        yield put("Mijlpalen", (f"2027-00{nr}", 1), "Datum", bad), f"blad Mijlpalen, cel C{2 * nr}: "
    for nr, bad in enumerate(["wethouderr", "niemand", "x y", 12], start=1):
        yield put("Mijlpalen", (f"2027-00{nr}", 2), "Eigenaar", bad), f"blad Mijlpalen, cel F{2 * nr + 1}: "
    for nr, bad in enumerate(["", "onbekend", "informatief", 3], start=1):
        yield put("Randvoorwaarden", (f"2027-00{nr}", 1), "Categorie", bad), f"blad Randvoorwaarden, cel C{nr + 1}: "
    for nr, bad in enumerate(["ja", "gereegeld", 1, date(2027, 1, 1)], start=5):
        yield put("Randvoorwaarden", (f"2027-00{nr}", 1), "Status", bad), f"blad Randvoorwaarden, cel H{nr + 1}: "
    for row, bad in enumerate(["veel", "-3", "1.000", "1 00"], start=2):
        yield put("Inzet", (f"2027-{2 * (row - 1):03}", 1), "Hoeveelheid", bad), f"blad Inzet, cel F{row}: "
    for row, bad in enumerate(["dagen", "", "fte's", 8], start=6):
        yield put("Inzet", (f"2027-{2 * (row - 1):03}", 1), "Eenheid", bad), f"blad Inzet, cel G{row}: "
    for nr, bad in enumerate([0, 6, "hoog", 1.5], start=1):
        yield put("Opdrachten", (f"2027-00{nr}",), "Prioriteit", bad), f"blad Opdrachten, cel G{nr + 1}: "
    for nr, bad in enumerate(["lopend", "vastgesteld", "bezig", ""], start=5):
        yield put("Opdrachten", (f"2027-00{nr}",), "Status", bad), f"blad Opdrachten, cel C{nr + 1}: "
    yield put("Opdrachten", ("2027-009",), "Titel", ""), "blad Opdrachten, cel B10: "
    yield put("Opdrachten", ("2027-010",), "Titel", "een\ntwee"), "blad Opdrachten, cel B11: "
    yield put("Opdrachten", ("2027-011",), "Nummer", "2027-11"), "blad Opdrachten, cel A12: "
    yield put("Opdrachten", ("2027-012",), "Nummer", "2027-412"), "blad Opdrachten, cel A13: "
    yield put("Personen", ("secretaris",), "Weg", "misschien"), "blad Personen, cel G"
    yield put("Personen", ("programmamanager",), "Code", "wethouder"), "blad Personen, cel A"
    yield add("Personen", Code="nieuw", Functie="iets"), "blad Personen, cel C6: "
    yield add("Ambities", Titel="zonder code", Thema="x", Prioriteit=1), "blad Ambities, cel A3: "


def test_forty_faults_are_told_at_once_each_with_its_cell_and_nothing_is_written(filled: Register) -> None:
    before = export_region(filled)
    changes, cells = zip(*planted(), strict=True)
    assert len(cells) == 40
    with pytest.raises(Faults) as refused:
        brought_in(filled, changed(exported(filled), *changes))
    told = [str(fault) for fault in refused.value.faults]
    assert [cell for cell in cells if not any(line.startswith(cell) for line in told)] == []
    assert "Bedoelde u 'wethouder'?" in "\n".join(told)
    assert export_region(filled) == before


def test_a_formula_with_an_error_is_no_empty_cell(filled: Register) -> None:
    content = exported(filled)

    def broken(book: Workbook) -> None:
        sheet = book["Mijlpalen"]
        cell = sheet.cell(2, column(sheet, "Resultaat"))
        cell.value, cell.data_type = "#REF!", "e"

    with pytest.raises(Faults, match="1 fout"):
        given(changed(content, broken)).foreseen(filled)


def test_a_key_that_was_changed_by_hand_makes_no_second_record(filled: Register) -> None:
    content = changed(exported(filled), put("Organisaties", ("moerdijk",), "Code", "moerdijk-2"))
    with pytest.raises(Faults) as refused:
        given(content).foreseen(filled)
    assert [fault.where for fault in refused.value.faults] == ["blad Organisaties, cel A2"]


def test_what_was_agreed_stays_when_its_row_is_marked(filled: Register, run: Run) -> None:
    location = ("--register", filled.location)
    for step in ("voorgesteld", "vastgesteld"):
        assert run(*location, "status", "2027-001", step, "--despite", "Het moet voor de test toch echt.").code == 0
    content = changed(exported(filled), put("Opdrachten", ("2027-001",), "Weg", "x"))
    with pytest.raises(OpdrachtError, match="vastgesteld"):
        given(content).foreseen(filled)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04kapot", b"PK\x03\x04[xl/]", b"\xd0\xcf\x11\xe0" + b"\0" * 600],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(OpdrachtError):
        read_sheets(content, "lijst.xlsx")


def test_a_cell_far_away_does_not_fill_the_memory(filled: Register) -> None:
    def far(book: Workbook) -> None:
        book["Mijlpalen"].cell(1_000_000, 5000).value = " "

    with pytest.raises(OpdrachtError, match="ver buiten"):
        read_sheets(changed(exported(filled), far), "lijst.xlsx")


# ---------------------------------------------------------------------------------------------------------- as commands


def test_the_commands_write_and_read_a_workbook(filled: Register, run: Run, tmp_path: Path) -> None:
    at = ("--register", filled.location)
    assert run(*at, "export", "regio.xlsx").code == 0
    assert run(*at, "export", "regio.xlsx").code == 0  # the same, to the byte
    assert "niets te veranderen" in run(*at, "import", "regio.xlsx").err
    content = changed(Path("regio.xlsx").read_bytes(), put("Mijlpalen", ("2027-001", 1), "Datum", date(2027, 5, 1)))
    Path("anders.xlsx").write_bytes(content)
    proof = run(*at, "import", "anders.xlsx", "--dry-run")
    assert (proof.code, "datum was 1-4-2027, is 1-5-2027" in proof.out) == (0, True)
    refused = run(*at, "import", "anders.xlsx")
    assert (refused.code, "--update" in refused.err) == (3, True)
    assert run(*at, "import", "anders.xlsx", "--update").code == 0
    change(filled, "mijlpaal", "2027-001/1", {"datum": "2027-06-01"})
    refused = run(*at, "import", "anders.xlsx", "--update")
    assert (refused.code, "--kies" in refused.err) == (3, True)
    assert run(*at, "import", "anders.xlsx", "--update", "--kies", "blad").code == 0
    assert run(*at, "import", "anders.xlsx", "--kies", "allebei").code == 2
    assert run(*at, "export", "een.xlsx", "2027-001", "--soort", "mijlpalen").code == 0
    assert [sheet.name for sheet in read_sheets(Path("een.xlsx").read_bytes(), "") if not sheet.is_hidden] == [
        "Lees mij",
        "Mijlpalen",
    ]
    assert run(*at, "export", "een.xlsx", "--soort", "versies").code == 2
    assert run(*at, "export", "een.yaml", "--soort", "mijlpalen").code == 2


def test_a_sheet_with_another_name_is_asked_about(filled: Register, run: Run) -> None:
    def rename(book: Workbook) -> None:
        book["Mijlpalen"].title = "Blad1"

    Path("anders.xlsx").write_bytes(changed(exported(filled), rename))
    refused = run("--register", filled.location, "import", "anders.xlsx")
    assert (refused.code, "anders.xlsx: blad 'Blad1' lijkt een lijst van mijlpalen" in refused.err) == (3, True)
