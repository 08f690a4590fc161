"""Rendered agreements, read back: every text to the letter, nothing left over, valid and accessible."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from opdracht.actions.demo import fill, render_sound
from opdracht.actions.render import render_documents
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.templates import AGREEMENTS, TEMPLATES, Material, chosen_templates
from opdracht.errors import OpdrachtError
from opdracht.files import file_name, write_file
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of
from tests.documents_quality import faults_of

HOSTILE = [
    "Jansen & Zn. <b>vet</b> \"'",
    "{{ 7*7 }} {% for x in y %} {# weg #} {%p if %}",
    "👩‍🔧 שלום مرحبا e\u0301 \u202eomgekeerd\u202c",
    "regel een\nregel twee\n\nregel vier",
    "a\tb",
    "../../x /:*? \\ C:\\CON",
    "x" * 10_000,
    "None &amp; \\n ${HOME} `ls` %s",
]


def texts_of(document: Document) -> str:
    """All text of a document, in its order, paragraphs on lines of their own."""
    return "\n".join(
        "".join(
            {qn("w:t"): node.text or "", qn("w:tab"): "\t", qn("w:br"): "\n"}.get(node.tag, "")
            for node in paragraph.iter()
        )
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def faults_in(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def rendered(agreement: dict[str, Any], template: str, **kinds: Any) -> bytes:
    regio = regio_of(a_region(agreement, **kinds))
    nummer, shipped = agreement["nummer"], TEMPLATES[template]
    context = shipped.context(Material(regio, PEILDATUM), nummer)
    return render(template_names()[template], context, shipped.title(regio, nummer), nummer)


@pytest.fixture(params=AGREEMENTS)
def template(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stands_in_the_document_to_the_letter(template: str, text: str, tmp_path: Path) -> None:
    agreement = an_agreement(
        doel=text,
        aanleiding=text,
        beoogd_resultaat=text,
        escalatie=text,
        afbakening={"wel": text, "niet": text},
        mijlpalen=[{"datum": "2027-04-01", "resultaat": text}],
        randvoorwaarden=[{"categorie": "geld", "tekst": text, "gevolg": text, "bewijs": text}],
    )
    content = rendered(agreement, template)
    path = tmp_path / "opdracht.docx"
    path.write_bytes(content)
    found = texts_of(docx.Document(str(path)))
    assert found.count(text) >= 8
    assert faults_in(path) == []


def test_an_almost_empty_draft_makes_a_document_that_says_what_is_open(template: str, tmp_path: Path) -> None:
    path = tmp_path / "leeg.docx"
    path.write_bytes(rendered({"nummer": "2027-001", "titel": "Vrijetijdseconomie"}, template))
    found = texts_of(docx.Document(str(path)))
    assert "Nog niet ingevuld" in found
    assert "None" not in found
    assert "n.v.t." in found
    assert faults_in(path) == []


def test_every_text_of_the_demo_is_in_its_documents(tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False)
    result = render_sound(demo, lambda: None)
    assert len(result.written) == 14
    assert result.failed == {}
    for path in result.written:
        document = docx.Document(str(path))
        found = texts_of(document)
        nummer = path.name[:8]
        opdracht = demo.regio.opdrachten[nummer]
        whole = [opdracht.titel, opdracht.doel, opdracht.beoogd_resultaat, opdracht.afbakening_niet, opdracht.escalatie]
        whole += [mijlpaal.resultaat for mijlpaal in demo.regio.mijlpalen[nummer]]
        whole += [voorwaarde.tekst for voorwaarde in demo.regio.randvoorwaarden[nummer]]
        if "ambtelijke" in path.name:
            whole += [opdracht.risicos, opdracht.communicatie, opdracht.afronding, opdracht.wijzigen]
            whole += [voorwaarde.gevolg for voorwaarde in demo.regio.randvoorwaarden[nummer]]
            whole += [belang.belang for belang in demo.regio.belangen[nummer]]
        assert [text for text in whole if text not in found] == []
        assert faults_of(path) == []


def test_the_ambtelijke_opdracht_never_signs_for_the_gemeente() -> None:
    found = texts_of(docx.Document(io.BytesIO(rendered(an_agreement(), "ambtelijke-opdracht"))))
    assert "Voor akkoord" in found
    assert "namens de gemeente" not in found.lower()


def test_number_version_and_pages_stand_in_the_footer(template: str) -> None:
    document = docx.Document(io.BytesIO(rendered(an_agreement(), template)))
    footer = etree.tostring(document.sections[0].footer._element).decode()
    assert "2027-001" in footer
    assert "NUMPAGES" in footer


def test_a_concept_is_marked_and_an_agreed_one_is_not(template: str) -> None:
    marked = {
        status: "CONCEPT"
        in texts_of(docx.Document(io.BytesIO(rendered(an_agreement(status=status), template)))).upper()
        for status in ("concept", "voorgesteld", "vastgesteld")
    }
    assert marked == {"concept": True, "voorgesteld": True, "vastgesteld": False}


def test_two_persons_in_one_role_both_stand_on_paper() -> None:
    roles = {**an_agreement()["rollen"], "bestuurlijk opdrachtgever": ["wethouder", "portefeuillehouder"]}
    found = texts_of(docx.Document(io.BytesIO(rendered(an_agreement(rollen=roles), "bestuurlijke-opdracht"))))
    assert "portefeuillehouder / wethouder Economie" in found


def test_the_same_agreement_gives_the_same_bytes(template: str) -> None:
    assert rendered(an_agreement(), template) == rendered(an_agreement(), template)


def test_properties_are_escaped_once(template: str) -> None:
    document = docx.Document(io.BytesIO(rendered(an_agreement(titel="Jansen & Zn <x>"), template)))
    assert document.core_properties.title == f"{TEMPLATES[template].soort} 2027-001: Jansen & Zn <x>"
    assert document.core_properties.keywords == "2027-001"


def broken_template(tmp_path: Path, tag: str) -> Path:
    path = tmp_path / "eigen.docx"
    with zipfile.ZipFile(template_names()["bestuurlijke-opdracht"]) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b"{{ opdracht.titel }}", tag.encode()) if name == "word/document.xml" else content
            )
    return path


@pytest.mark.parametrize(
    "tag", ["{{ opdracht.tietel }}", "{{ opdracht.titel", "{{ ''.__class__.__mro__ }}", "{% if %}"]
)
def test_a_template_with_a_fault_is_refused_in_dutch(tmp_path: Path, tag: str) -> None:
    context = agreement_context(regio_of(a_region(an_agreement())), "2027-001", "x", PEILDATUM)
    with pytest.raises(OpdrachtError, match=r"Het sjabloon eigen\.docx klopt niet"):
        render(broken_template(tmp_path, tag), context, "x", "x")


@pytest.mark.parametrize(
    ("titel", "name"),
    [
        ("Stroomkaart", "2027-001 Stroomkaart - bestuurlijke opdracht.docx"),
        ('../../x /:*?"<>|', "2027-001 x - bestuurlijke opdracht.docx"),
        ("Eén loket", "2027-001 Eén loket - bestuurlijke opdracht.docx"),
        ("👩‍🔧", "2027-001 - bestuurlijke opdracht.docx"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(titel: str, name: str) -> None:
    assert file_name("2027-001", titel, "bestuurlijke-opdracht") == name


def test_a_long_titel_gives_a_file_name_that_fits() -> None:
    assert len(file_name("2027-001", "x" * 300, "bestuurlijke-opdracht").encode()) < 200


def test_a_file_that_differs_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert write_file(path, b"een", force=False) is True
    assert write_file(path, b"een", force=False) is False
    with pytest.raises(OpdrachtError, match="bestaat al"):
        write_file(path, b"twee", force=False)
    assert path.read_bytes() == b"een"
    assert write_file(path, b"twee", force=True) is True
    assert [found.name for found in tmp_path.iterdir() if found.suffix != ""] == ["a.docx"]


def test_one_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    regio = regio_of(a_region(an_agreement("2027-001"), an_agreement("2027-002")))
    (tmp_path / file_name("2027-001", "Stroomkaart bedrijventerreinen", AGREEMENTS[0])).mkdir()
    result = render_documents(Material(regio, PEILDATUM), ["2027-001", "2027-002"], chosen_templates([]), tmp_path)
    assert len(result.failed) == 1
    assert len(result.written) == 3
