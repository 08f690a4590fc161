"""verify: what people fill in where they sign is told apart, and nothing else passes for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.proof.fill_in import fits, split
from opdracht.proof.verify import Oordeel
from opdracht.store import Register
from tests.conftest import Outcome as Ran
from tests.test_verify import Case, a_case, converted, needs_libreoffice, saved

FILLED = {"Naam": "Naam: J.P. van der Meer", "Plaats": "Plaats: Etten-Leur", "Datum": "Datum: 1 maart 2027"}


@pytest.fixture
def case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    return a_case(run, register, tmp_path)


def filled_in(content: bytes, cells: dict[str, str], *, column: int = 0) -> bytes:
    """A document with texts in the cells of the last table with these labels; a new line is a new paragraph."""
    document = docx.Document(io.BytesIO(content))
    for row in document.tables[-1].rows if "Handtekening" in document.tables[-1]._tbl.xml else document.tables[-2].rows:
        cell = row.cells[column]
        if cell.text in cells:
            first, *others = cells[cell.text].split("\n")
            cell.paragraphs[0].runs[0].text = first
            for line in others:
                cell.add_paragraph(line)
    return saved(document)


@pytest.mark.parametrize("template", ["bestuurlijke-opdracht", "ambtelijke-opdracht"])
def test_what_is_filled_in_where_people_sign_is_told_apart(case: Case, template: str) -> None:
    content = case.render()[template].read_bytes()
    content = filled_in(content, {**FILLED, "Handtekening": "Handtekening\nw.g. J.P. van der Meer"})
    content = filled_in(content, {"Plaats": "Plaats ..... Breda", "Datum": "Datum 1-3-2027"}, column=1)
    verdict = case.verify(content)
    assert (verdict.uitkomst, list(verdict.deviations)) == (Oordeel.AGREED, [])
    assert sorted((fill.field, fill.text) for fill in verdict.fills) == [
        ("datum", "1 maart 2027"),
        ("datum", "1-3-2027"),
        ("handtekening", "w.g. J.P. van der Meer"),
        ("naam", "J.P. van der Meer"),
        ("plaats", "Breda"),
        ("plaats", "Etten-Leur"),
    ]
    Path("x.docx").write_bytes(content)
    ran = case.run("verify", "x.docx")
    assert (ran.code, "Ingevuld: naam (J.P. van der Meer)" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Naam", "Naam: onder voorbehoud van geld"),
        ("Naam", "Naam: J. de Vries, die er niet mee instemt"),
        ("Naam", "Naam: J. de Vries\nZie bijlage\nWij betalen niets"),
        ("Handtekening", "Handtekening: Niet Akkoord"),
        ("Naam", "Naam: Onder Voorbehoud"),
        ("Plaats", "Plaats: Breda 900.000 euro"),
        ("Datum", "Datum: zodra het geld er is"),
        ("Datum", "Datum: 1 maart 2027, als de raad instemt"),
        ("Handtekening", "Handtekening: niet akkoord met de uren"),
        ("Handtekening", "Handtekening: w.g. onder voorbehoud"),
        ("Plaats", "Plaatsen: Breda"),
        ("Handtekening", "Handtekening: Geweigerd"),
        ("Naam", "Naam: Tegen Stemt Gemeente Breda"),
        ("Plaats", "Plaats: Nimmer"),
        ("Datum", "Datum: 31 februari 2027"),
        ("Naam", "Naam: \u202eseirV ed .J"),
        ("Naam", "Naam: " + " ".join(["Jan"] * 40)),
    ],
)
def test_anything_more_is_a_deviation(case: Case, label: str, text: str) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    verdict = case.verify(filled_in(content, {label: text}))
    assert verdict.uitkomst == Oordeel.DIFFERS
    assert [(place.was, place.now.split("\n")[0]) for place in verdict.deviations] == [
        (label, text.split("\n")[0].strip())
    ]


def test_only_the_cells_of_the_form_are_filled_in(case: Case) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    document = docx.Document(io.BytesIO(content))
    document.tables[3].rows[0].cells[0].paragraphs[0].runs[0].text = "Datum: 1 maart 2030"
    (found,) = case.verify(saved(document)).deviations
    assert (found.was, found.now) == ("Datum", "Datum: 1 maart 2030")
    document = docx.Document(io.BytesIO(content))
    document.tables[0].add_row().cells[0].text = "Naam: J. de Vries"  # type: ignore[no-untyped-call]
    (found,) = case.verify(saved(document)).deviations
    assert (found.was, found.now) == ("", "Naam: J. de Vries")


def test_the_empty_cells_of_a_wijziging_are_filled_in(case: Case) -> None:
    case.revise("tot=31-3-2028")
    case.run("render", "2027-001", "--template", "wijziging", "--to", "papier")
    path = next(Path("papier").glob("*wijziging 2.docx"))

    def signed(texts: tuple[str, str, str]) -> bytes:
        document = docx.Document(str(path))
        for row in document.tables[-1].rows[1:]:
            for cell, text in zip(row.cells[1:], texts, strict=True):
                cell.paragraphs[0].add_run(text)
        return saved(document)

    verdict = case.verify(signed(("J. de Vries", "Breda, 1 maart 2027", "w.g.")))
    assert (verdict.uitkomst, len(verdict.fills)) == (Oordeel.AGREED, 12)
    assert {(fill.field, fill.text) for fill in verdict.fills} == {
        ("naam", "J. de Vries"), ("plaats en datum", "Breda, 1 maart 2027"), ("handtekening", "w.g."),
    }  # fmt: skip
    refused = case.verify(signed(("J. de Vries", "zodra er geld is", "w.g.")))
    assert (refused.uitkomst, len(refused.deviations)) == (Oordeel.DIFFERS, 12)


@needs_libreoffice
def test_a_form_that_was_filled_in_and_printed_is_told_apart_in_a_pdf_too(case: Case) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    case.revise("tot=31-3-2028")
    case.run("render", "2027-001", "--template", "wijziging", "--to", "papier")
    change = docx.Document(str(next(Path("papier").glob("*wijziging 2.docx"))))
    for row in change.tables[-1].rows[1:]:
        for cell, text in zip(row.cells[1:], ("J. de Vries", "Breda, 1 maart 2027", "w.g."), strict=True):
            cell.paragraphs[0].add_run(text)
    papers = {
        "goed": filled_in(filled_in(content, FILLED), {"Handtekening": "Handtekening\nw.g."}, column=1),
        "fout": filled_in(content, {"Plaats": "Plaats: niet in Breda"}),
        "wijziging": saved(change),
    }
    for name, paper in papers.items():
        Path(f"{name}.docx").write_bytes(paper)
    good, wrong, changed = (
        case.verify(path.read_bytes()) for path in converted("pdf", *(Path(f"{n}.docx") for n in papers))
    )
    assert (good.uitkomst, {fill.field for fill in good.fills}) == (
        Oordeel.AGREED,
        {"naam", "plaats", "datum", "handtekening"},
    )
    assert (wrong.uitkomst, [place.was for place in wrong.deviations]) == (Oordeel.DIFFERS, ["Plaats"])
    assert (changed.uitkomst, len(changed.fills)) == (Oordeel.AGREED, 12)


@pytest.mark.parametrize(
    "name",
    [
        "Mr. A. 't Hart", "Ayşe Öztürk-de Boer", "محمد علي", "wethouder P. van den Berg", "Ng", "K. Ng", "J.P. VAN DER MEER",
        "JP van der Meer", "Fatima El Amrani", "A.B. van der Berg-Smit", "De heer J. Jansen", "mevrouw Jansen", "dhr. De Vries",
        "J. de Vries, wethouder", "J. de Vries en P. Jansen", "drs. M.C.J. (Marie-José) van Dam", "Th. Kuijpers",
        "Piet Bakker", "Erik-Jan van 't Hof", "J. Jansen MSc", "Łukasz Nowak",
    ],
)  # fmt: skip
def test_names_of_all_sorts_fit(name: str) -> None:
    assert split(f"Naam: {name}") == ("Naam", name)
    assert fits("handtekening", name)


@pytest.mark.parametrize(
    "text",
    [
        "Afgekeurd", "Geweigerd", "Nimmer", "Bezwaar Gemaakt", "Niet Akkoord", "Onder Voorbehoud", "Onder protest", "NEE", "Nee.",
        "Ja.", "N.v.t.", "n.v.t.", "NVT", "P.M.", "Tegen Stemt Gemeente Breda", "Akkoord Tot Driehonderd Uren", "Geen Recht",
        "Jan onder protest", "Jan Weigert Dit Plan Te Tekenen", "Wethouder Stemt Tegen", "wethouder", "Mits Geld Van", "J. van der",
        "Nіet Akkoord", "w.g. Geweigerd", "In Afwachting", "Akkoord Op Hoofdlijnen", "x", "-",
    ],
)  # fmt: skip
def test_words_with_a_capital_are_no_name_by_that(text: str) -> None:
    assert [field for field in ("naam", "plaats", "handtekening", "plaats en datum") if fits(field, text)] == []


def test_what_people_agreed_on_knows_names_and_places_too() -> None:
    told = "Opdrachtgever is Xolani Mbeki, wethouder te Zwartewaal. Nimmer Meer Geld"
    assert (fits("naam", "Xolani Mbeki"), fits("plaats", "Zwartewaal")) == (False, False)
    assert (fits("naam", "Xolani Mbeki", told), fits("plaats", "Zwartewaal", told)) == (True, True)
    assert not fits("naam", "Nimmer Meer", told)


@pytest.mark.parametrize(
    "place", ["Etten-Leur", "'s-Hertogenbosch", "Alphen aan den Rijn", "Súdwest-Fryslân", "Nieuwveen"]
)
def test_places_fit(place: str) -> None:
    assert fits("plaats", place)
    assert fits("plaats en datum", f"{place}, 1 maart 2027")
    assert not fits("plaats en datum", f"{place}, 31 februari 2027")


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("1 maart 2027", True), ("1-3-2027", True), ("1/3/'27", True), ("28.02.2027", True), ("2027-02-28", True),
        ("1 mrt. 2027", True), ("maandag 1 maart 2027", True), ("dinsdag 1 maart 2027", False), ("99-99-2027", False),
        ("31 februari 2027", False), ("2027-02-30", False), ("1-3-0001", False), ("0-0-2027", False), ("29-2-2027", False),
    ],
)  # fmt: skip
def test_a_day_is_one_that_there_is(text: str, is_day: bool) -> None:
    assert (fits("datum", text), fits("handtekening", f"w.g. J. de Vries op {text}")) == (is_day, is_day)


@given(st.text(max_size=80))
def test_whatever_is_written_nothing_breaks_and_digits_are_no_name(text: str) -> None:
    split(f"Naam{text}")
    assert not (fits("naam", text) and any(sign.isdigit() for sign in text))
    assert not (fits("plaats", text) and len(text) > 60)
