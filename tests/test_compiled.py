"""The fast way makes what docxtpl makes: canonically the same XML in every part, whatever the values and the tags."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from docxtpl import DocxTemplate, Listing, RichText
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from opdracht.actions.examples import examples
from opdracht.documents import Context
from opdracht.documents.engine.compiled import BrokenTemplate, CompiledTemplate
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.engine.sandbox import Sandbox
from opdracht.documents.pictures import Picture
from opdracht.errors import OpdrachtError
from tests.builders import PEILDATUM

DAY = {"document": {"datum": PEILDATUM}}
CORE = "docProps/core.xml"  # docxtpl escapes it twice; ours are tested in test_documents.py


def by_docxtpl(template: bytes, context: dict[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, Sandbox())
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def canonical(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {
            name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels")) and name != CORE
        }


def check_alike(template: bytes, context: dict[str, Any]) -> str:
    """The text of the document, after comparing both ways part by part."""
    ours = CompiledTemplate(template).render(context, "", "", PEILDATUM)
    assert canonical(ours) == canonical(by_docxtpl(template, context))
    return "\n".join(p.text for p in docx.Document(io.BytesIO(ours)).element.body.iter(qn("w:p")))


def saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def of_paragraphs(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


@pytest.mark.parametrize(
    "body", ["<w:body>", '<w:body xmlns:w="{w}">', '<n:body xmlns:n="{w}">', "<w:body>  "], ids=str
)
def test_a_body_is_found_however_it_is_written(body: str) -> None:
    content = of_paragraphs("{{ x }}")
    name = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {each: archive.read(each).decode("latin-1") for each in archive.namelist()}
    begin = body.format(w=qn("w:p")[1:-2])
    members[name] = members[name].replace("<w:body>", begin)
    if "n:body" in begin:
        members[name] = members[name].replace("</w:body>", "</n:body>")
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for each, text in members.items():
            archive.writestr(each, text.encode("latin-1"))
    document = CompiledTemplate(again.getvalue()).render({"x": "Breda", **DAY}, "", "", PEILDATUM)
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(document)).paragraphs] == ["Breda"]


def of_table(*rows: tuple[str, ...]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


@pytest.mark.parametrize("name", ["bestuurlijke-opdracht", "ambtelijke-opdracht", "regiofoto"])
def test_every_shipped_template_gives_the_same_for_every_example(name: str) -> None:
    template = template_names()[name].read_bytes()
    compiled = CompiledTemplate(template)
    for context in examples(name):
        ours = compiled.render(context, "", "", PEILDATUM)
        assert canonical(ours) == canonical(by_docxtpl(template, context))


PEOPLE = [{"naam": "An", "rol": "x"}, {"naam": "Bo & Co", "rol": "<y>"}, {"naam": "Cé", "rol": "z\nz"}]


@pytest.mark.parametrize(
    ("template", "context"),
    [
        (of_paragraphs("{{ a }}", "voor {{ b|upper }} na", "{{ c or 'leeg' }}"), {"a": 1, "b": "ß & é", "c": ""}),
        (of_paragraphs("{%p if a %}", "wel", "{%p else %}", "niet", "{%p endif %}"), {"a": False}),
        (of_paragraphs("een {% if a %}twee{% endif %} drie", "{%- if a %} vier{% endif -%}", "vijf"), {"a": True}),
        (of_paragraphs("{%p for p in l %}", "{{ loop.index }} {{ p.naam }}", "{%p endfor %}"), {"l": PEOPLE}),
        (of_paragraphs("{% for p in l %}{{ p.rol }}\t{% endfor %}"), {"l": PEOPLE}),
        (of_paragraphs("{% set x = a * 2 %}{{ x }}", "{# weg #}blijft", "{%p set y = 3 %}", "{{ y }}"), {"a": 21}),
        (of_paragraphs("toon {_{ accolades }_} en {_% dit %_}", "{{ a }}"), {"a": "x"}),
        (of_paragraphs("{{r a }}", "{{ b }}"), {"a": RichText("vet", bold=True), "b": Listing("een\ntwee\adrie\fvier")}),
        (of_table(("Naam", "Rol"), ("{%tr for p in l %}", ""), ("{{ p.naam }}", "{{ p.rol }}"), ("{%tr endfor %}", "")),
         {"l": PEOPLE}),
        (of_table(("{%tr for p in l %}", ""), ("{{ p.naam }}", "{{ p.rol }}"), ("{%tr endfor %}", "")), {"l": []}),
        (of_table(("{%tc for p in l %}", "{{ p.naam }}", "{%tc endfor %}")), {"l": PEOPLE}),
        (of_table(("{%tc for p in l %}", "{{ p.naam }}", "{%tc endfor %}"), ("a", "b", "c")), {"l": PEOPLE[:1]}),
        (of_table(("{% cellbg k %}{{ x }}", "y")), {"k": "FF0000", "x": "rood"}),
        (of_table(("{% colspan n %}{{ x }}",), ("y",)), {"n": 2, "x": "breed"}),
        (of_table(("Naam", "Groep"), ("{%tr for p in l %}", ""), ("{{ p.naam }}", "{% vm %}samen"), ("{%tr endfor %}", "")),
         {"l": PEOPLE}),
        (of_table(("{%tc for p in l %}", "{% hm %}samen", "{%tc endfor %}"), ("{%tc for p in l %}", "{{ p.naam }}", "{%tc endfor %}")),
         {"l": PEOPLE}),
    ],
)  # fmt: skip
def test_text_loops_conditions_and_tables_give_the_same(template: bytes, context: dict[str, Any]) -> None:
    check_alike(template, context)


def test_tags_in_pieces_in_headers_in_nested_tables_and_beside_a_picture_give_the_same() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ a }} in de kop"
    document.sections[0].footer.paragraphs[0].text = "{% if b %}voet\n{{ b }}{% endif %}"
    pieces = document.add_paragraph()
    for piece in ("{", "{ a", " }", "} en {", "% if b %", "}b{% endif %}"):
        pieces.add_run(piece)
    pieces.runs[1].bold = True
    pieces._p.insert(2, OxmlElement("w:proofErr"))
    cell = document.add_table(1, 1).cell(0, 0)
    inner = cell.add_table(2, 2)
    inner.cell(0, 0).text = "{{ a }}"
    document.add_picture(a_picture(), width=Inches(0.2))
    found = check_alike(saved(document), {"a": "A & B", "b": "ja"})
    assert "A & B en b" in found


def a_picture() -> io.BytesIO:
    import matplotlib.image
    import numpy as np

    content = io.BytesIO()
    matplotlib.image.imsave(content, np.zeros((2, 2, 3)), format="png")
    content.seek(0)
    return content


anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60) | st.sampled_from(
    ["{{ x }}", "{% if %}", "&<>\"'", "a\n\nb\tc", "👩‍🔧", "x" * 5000, "</w:t>", "", "\a", "\f"]
)


@given(texts=st.lists(anything, max_size=4), one=anything, other=anything)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_values_give_the_same_or_are_refused(texts: list[str], one: str, other: str) -> None:
    """docxtpl drops signs that XML has no place for, in silence; the fast way refuses them."""
    template = _hostile_template()
    context: Context = {"texts": texts, "one": one, "other": other}
    try:
        ours = CompiledTemplate(template).render(context, "", "", PEILDATUM)
    except BrokenTemplate:
        assert any(
            (sign < " " and sign not in "\n\t\a\f") or sign in "\ufffe\uffff" for sign in "".join([*texts, one, other])
        )
        return
    unescaped = [text for text in (*texts, one, other) if any(form in text for form in ("{_{", "}_}", "{_%", "%_}"))]
    assert unescaped or canonical(ours) == canonical(by_docxtpl(template, context))


def _hostile_template() -> bytes:
    document = docx.Document()
    document.add_heading("{{ one }}", 1)
    for text in ("voor {{ other }} na", "{%p for t in texts %}", "{{ t }}", "{%p endfor %}", "{{ texts|join(', ') }}"):
        document.add_paragraph(text)
    rows = (("a", "b"), ("{%tr for t in texts %}", ""), ("{{ t }}", "{{ one }}"), ("{%tr endfor %}", ""))
    table = document.add_table(4, 2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def test_a_value_with_the_braces_of_docxtpl_stays_as_it_is() -> None:
    made = CompiledTemplate(of_paragraphs("{{ a }}")).render({"a": "{_{ en %_}"}, "", "", PEILDATUM)
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "{_{ en %_}"


def test_the_same_context_gives_the_same_bytes_and_carries_its_day() -> None:
    compiled = CompiledTemplate(of_paragraphs("{{ a }}"))
    first, second = (compiled.render({"a": "x"}, "t", "k", date(2027, 3, 1)) for _ in range(2))
    assert first == second
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert (properties.title, properties.keywords, properties.created) == ("t", "k", properties.modified)
    assert str(properties.created)[:10] == "2027-03-01"


@pytest.mark.parametrize("value", ["\x00", "a\x0bb", "\ud800", "\uffff"])
def test_a_sign_that_no_document_can_hold_is_refused(value: str) -> None:
    with pytest.raises(BrokenTemplate):
        CompiledTemplate(of_paragraphs("{{ a }}")).render({"a": value}, "", "", PEILDATUM)


def test_a_template_that_breaks_the_xml_is_refused_and_never_written(tmp_path: Path) -> None:
    path = tmp_path / "stuk.docx"
    document = docx.Document()
    document.add_paragraph("{% if a %}x")
    document.add_table(1, 1).cell(0, 0).text = "y{% endif %}"
    path.write_bytes(saved(document))
    assert render(path, {"a": True, **DAY}, "", "")
    with pytest.raises(OpdrachtError, match=r"stuk\.docx klopt niet"):
        render(path, {"a": False, **DAY}, "", "")


def test_a_document_with_a_picture_has_it_as_a_part_with_its_words(tmp_path: Path) -> None:
    path = tmp_path / "plaatje.docx"
    path.write_bytes(of_paragraphs("{{ plaatje }}", "{{ a }}"))
    context = {"plaatje": Picture(a_picture().getvalue(), "Uren & meer"), "a": "tekst & meer", **DAY}
    made = docx.Document(io.BytesIO(render(path, context, "Met plaatje", "k")))
    assert len(made.inline_shapes) == 1
    assert [drawing.get("descr") for drawing in made.element.body.iter(qn("wp:docPr"))] == ["Uren & meer"]
    assert made.paragraphs[1].text == "tekst & meer"
    assert (made.core_properties.title, made.core_properties.language) == ("Met plaatje", "nl-NL")
