"""Templates broken in every way: each fault gets its place, the text around it and a sentence to act on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, RGBColor
from lxml import etree

from opdracht.actions.examples import examples
from opdracht.actions.templates import check
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.lint.accessibility import contrast_of_codes
from opdracht.documents.lint.check import check_template
from opdracht.documents.lint.names import listed, shape_of
from opdracht.documents.lint.places import TemplateFault
from opdracht.errors import OpdrachtError
from tests.test_compiled import a_picture

EXAMPLES = examples("ambtelijke-opdracht")


def a_template() -> Document:
    """A template without faults: title, language, a heading and a letter colour that can be read."""
    document = docx.Document()
    document.core_properties.title = "Een sjabloon"
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), "nl-NL")
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0, 0)
    document.add_heading("{{ opdracht.titel }}", 1)
    return document


def a_table(document: Document, *rows: tuple[str, ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def faults_of(document: Document, tmp_path: Path) -> list[TemplateFault]:
    path = tmp_path / "eigen.docx"
    document.save(str(path))
    return check_template(path, EXAMPLES)


@pytest.mark.parametrize("word", ["hm", "vm"])
def test_cells_are_joined_only_in_a_loop(word: str, tmp_path: Path) -> None:
    for text in (
        f"{{% {word} %}}x",
        f"{{% for m in opdracht.mijlpalen %}}{{% {word} %}}{{{{ m.resultaat }}}}{{% endfor %}}",
    ):
        document = a_template()
        a_table(document, (text, "y"))
        told = [(fault.place, fault.text) for fault in faults_of(document, tmp_path)]
        why = f"'{word}' voegt de cellen van een herhaling samen, en om deze cel staat er geen."
        assert told == [("tabel 1, rij 1, kolom 1", why)]
    document = a_template()
    rows = ("kop",), ("{%tr for m in opdracht.mijlpalen %}",), (f"{{% {word} %}}x",), ("{%tr endfor %}",)
    a_table(document, *rows)
    assert faults_of(document, tmp_path) == []


def test_a_document_that_was_made_is_no_template_and_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "gemaakt.docx"
    path.write_bytes(render(template_names()["ambtelijke-opdracht"], EXAMPLES[0], "Titel", "2027-001"))
    assert [(fault.ernst, fault.text) for fault in check_template(path, EXAMPLES)] == [
        ("waarschuwing", "Dit is een gemaakt document, geen sjabloon.")
    ]


def paragraph(text: str) -> Callable[[Document], Any]:
    return lambda document: document.add_paragraph(text)


def table(*rows: tuple[str, ...]) -> Callable[[Document], Any]:
    return lambda document: a_table(document, *rows)


def in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "{{ opdracht.nummmer }}"


def in_a_table_in_the_footer(document: Document) -> None:
    document.sections[0].footer.add_table(1, 2, Inches(4)).cell(0, 1).text = "{{ regio.nam }}"


def half_in_a_link(document: Document) -> None:
    paragraph = document.add_paragraph("{{ opdracht.")
    link = OxmlElement("w:hyperlink")
    paragraph._p.append(link)
    link.append(paragraph.add_run("titel }}")._r)


HEAD = ("Datum", "Resultaat")

BROKEN = [
    (paragraph("{{ opdracht.tietel }}"), "alinea 2", "{{ opdracht.tietel }}", "'tietel' bestaat hier niet.", "'titel'"),
    (paragraph("{{ opdrach.titel }}"), "alinea 2", "opdrach", "De naam 'opdrach' bestaat niet.", "'opdracht'"),
    (table(HEAD, ("{%tr for m in opdracht.mijlpalen %}", ""), ("{{ m.datum }}", "{{ m.resultat }}"), ("{%tr endfor %}", "")),
     "tabel 1, rij 3, kolom 2", "{{ m.resultat }}", "'resultat' bestaat hier niet.", "'resultaat'"),
    (paragraph("{% set m = opdracht.mijlpalen|first %}{{ m.eigenaar.organisatie.naem }}"),
     "alinea 2", "naem", "'naem' bestaat hier niet.", "'naam'"),
    (paragraph("{{ opdracht.mijlpalen.datum }}"), "alinea 2", "datum", "Dit is een lijst; een lijst heeft geen 'datum'.", "for m in"),
    (paragraph("{{ opdracht.titel.naam }}"), "alinea 2", "naam", "Dit is een gewone waarde; die heeft geen 'naam'.", "punt"),
    (paragraph("{{ opdracht.inzet|map(attribute='urem')|sum }}"), "alinea 2", "urem", "'urem' bestaat hier niet.", "'uren'"),
    (paragraph("{{ opdracht.titel|uper }}"), "alinea 2", "uper", "Het filter 'uper' bestaat niet.", "'upper'"),
    (paragraph("{{ opdracht.titel"), "alinea 2", "{{ opdracht.titel", "Deze code begint met {{ en eindigt niet.", "Zet }}"),
    (paragraph("opdracht.titel }}"), "alinea 2", "}}", "Hier sluit }} een code die nergens begint.", "Haal }} weg"),
    (paragraph("{ opdracht.titel }"), "alinea 2", "{ opdracht.titel }", "Hier staat één accolade waar er twee horen.", "{{"),
    (paragraph("{{ opdracht titel }}"), "alinea 2", "opdracht titel", "Voor 'titel' ontbreekt iets.", "punt"),
    (paragraph("{{ }}"), "alinea 2", "{{ }}", "De code breekt af: hier ontbreekt een naam.", "Vul aan"),
    (paragraph("{% if opdracht.doel %}ja"), "alinea 2", "if opdracht.doel", "'if opdracht.doel' wordt nergens gesloten.", "endif"),
    (paragraph("ja{% endif %}"), "alinea 2", "endif", "'endif' sluit iets dat nergens begint.", "Haal endif weg"),
    (paragraph("{% als opdracht.doel %}"), "alinea 2", "als", "'als' is geen opdracht die een sjabloon kent.", "if, for"),
    (paragraph("{% if opdracht.doel %}{% endfi %}{% endif %}"), "alinea 2", "endfi", "'endfi' is geen opdracht", "'endif'"),
    (paragraph("{%p if opdracht.doel %} Let op"), "alinea 2", "Let op", "De tekst 'Let op' staat in dezelfde alinea", "eigen alinea"),
    (table(HEAD, ("{%tr for m in opdracht.mijlpalen %}", "Weg"), ("{{ m.datum }}", ""), ("{%tr endfor %}", "")),
     "tabel 1, rij 2, kolom 1", "{%tr for", "De tekst 'Weg' staat in dezelfde rij", "eigen rij"),
    (table(("{%tr for m in opdracht.mijlpalen %}",), ("{{ m.datum }}",), ("{%tr endfor %}",)),
     "tabel 1, rij 1, kolom 1", "for m in", "Elke rij van deze tabel hangt aan een lijst", "koprij"),
    (paragraph("{%tr for m in opdracht.mijlpalen %}"), "alinea 2", "{%tr", "{%tr hoort in een tabel", "{%p"),
    (paragraph("{% tr if opdracht.doel %}"), "alinea 2", "{% tr", "Tussen {% en tr staat een spatie.", "{%tr"),
    (paragraph("{%pif opdracht.doel %}"), "alinea 2", "{%pif", "Na {%p ontbreekt een spatie.", "{%p if"),
    (paragraph("{{ opdracht.doel or „leeg” }}"), "alinea 2", "„leeg”", "Het aanhalingsteken „ kan niet in een code.", "'"),
    (paragraph("{{ opdracht.doel or 'Jansen & Zn' }}"), "alinea 2", "&", "Een & tussen aanhalingstekens", "buiten de code"),
    (lambda document: [document.add_paragraph(t) for t in ("{%p if opdracht.uren % 2 %}", "x", "{%p endif %}")],
     "alinea 2", "% 2", "In een code met {%p mag geen % of } staan.", "set"),
    (paragraph("{% include 'C:/geheim.txt' %}"), "alinea 2", "include", "'include' is niet toegestaan", "Haal het weg"),
    (paragraph("{{ ''.__class__ }}"), "alinea 2", "__class__", "'__class__' is niet toegestaan in een sjabloon.", ""),
    (in_header, "koptekst, alinea 1", "nummmer", "'nummmer' bestaat hier niet.", "'nummer'"),
    (in_a_table_in_the_footer, "voettekst, tabel 1, rij 1, kolom 2", "nam", "'nam' bestaat hier niet.", "'naam'"),
    (half_in_a_link, "alinea 2", "{{ opdracht.titel }}", "Word heeft deze code in stukken verdeeld", "typ haar opnieuw"),
    (table(("{% if opdracht.doel %}a", "b{% endif %}")), "tabel 1, rij 1, kolom 2", "endif", "begint in tabel 1, rij 1, kolom 1",
     "hetzelfde vak"),
    (table(HEAD, ("{%tr if opdracht.doel %}", ""), ("a", "b"), ("{%p endif %}", "")), "tabel 1, rij 4, kolom 1", "endif",
     "begint met {%tr en eindigt met {%p.", "{%tr endif"),
    (paragraph("{{r opdracht.titel }}"), "alinea 2", "titel", "Na {{r valt de tekst weg.", "{{ opdracht.titel }}"),
    (paragraph("{% for m in opdracht.mijlpalen %}x{% endfor m %}"), "alinea 2", "endfor m", "Na endfor hoort niets.", "{% endfor %}"),
    (paragraph("{% if 1 %}{% else %}{% else %}{% endif %}"), "alinea 2", "else", "na een else van dezelfde if", "weg"),
    (paragraph(f"{{{{ {'(' * 500}1{')' * 500} }}}}"), "alinea 2", "((", "Deze code zit te diep in elkaar.", "set"),
    (paragraph("{{ opdracht.titel|safe }}"), "alinea 2", "safe", "Het filter 'safe' bestaat niet.", "weg"),
    (paragraph("{% vm %}x"), "alinea 2", "vm", "'vm' hoort in een cel van een tabel", "weg"),
    (table(("{% colspan opdracht.bla %}x",)), "tabel 1, rij 1, kolom 1", "bla", "'bla' bestaat hier niet.", ""),
    (table(("{% cellbg %}x", "y")), "tabel 1, rij 1, kolom 1", "cellbg", "De code breekt af", ""),
    (paragraph("{{ 9 / 0 }}"), "alinea 2", "9 / 0", "Deze code kan niet worden uitgevoerd.", ""),
    (paragraph("{{ 'x' * 300000000 }}"), "alinea 2", "300000000", "een waarde die te groot is", ""),
]  # fmt: skip


def test_a_sound_template_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(a_template(), tmp_path) == []


@pytest.mark.parametrize("name", ["bestuurlijke-opdracht", "ambtelijke-opdracht", "regiofoto"])
def test_every_shipped_template_is_in_order(name: str) -> None:
    assert check(template_names()[name]) == []


@pytest.mark.parametrize(("breaks", "place", "near", "text", "hint"), BROKEN, ids=[text for *_, text, _ in BROKEN])
def test_a_fault_has_its_place_and_what_to_do(
    breaks: Callable[[Document], Any], place: str, near: str, text: str, hint: str, tmp_path: Path
) -> None:
    document = a_template()
    breaks(document)
    found = [fault for fault in faults_of(document, tmp_path) if fault.ernst == "fout"]
    about = [fault for fault in found if text in fault.text]
    assert [fault.place for fault in about] == [place]
    assert near in about[0].near
    assert hint in about[0].hint
    assert all(fault.place == place for fault in found)


def test_all_faults_are_reported_at_once_in_the_order_of_the_page(tmp_path: Path) -> None:
    document = a_template()
    for text in ("{{ opdracht.doell }}", "goed {{ opdracht.doel }}", "{% if opdracht.van", "{{ opdracht.titel|uper }}"):
        document.add_paragraph(text)
    a_table(document, HEAD, ("{{ regioo.naam }}", "{{ opdracht.mijlpalen.datum }}"))
    assert [fault.place for fault in faults_of(document, tmp_path)] == [
        "alinea 2", "alinea 4", "alinea 5", "tabel 1, rij 2, kolom 1", "tabel 1, rij 2, kolom 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        (
            "{% for m in opdracht.mijlpalen|sort(attribute='datum') if m.eigenaar %}{{ loop.index }}{{ m.datum.year }}{% endfor %}",
        ),
        ("{% set ns = namespace(n=0) %}{% for i in opdracht.inzet %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",),
        ("{% macro wie(p) %}{{ p.functie }}{% endmacro %}{{ wie(opdracht.ambtelijk_opdrachtgever) }}",),
        ("{{ opdracht.inzet|map(attribute='organisatie.naam')|join(', ') }}", "{{ onbekend|default('x') }}"),
        ("{% if onbekend is defined %}ja{% endif %}", "{{ opdracht['titel'] }}", "{{ opdracht.doel[:20] }}"),
        ("{%p if opdracht.doel %}", "{{ “x” ~ ‘y’ }}", "{%p else %}", "{{ nvt }}", "{%p endif %}"),
        ("{% if opdracht.ambitie %}{{ opdracht.ambitie.titel }}{% elif opdracht.besluit %}x{% endif %}",),
        ("a {%- if opdracht.doel -%} b {%- endif -%} c {{- opdracht.titel -}} d", "{# niets #} toon {_{ zo }_}"),
    ],
)
def test_what_is_right_is_not_called_wrong(texts: tuple[str, ...], tmp_path: Path) -> None:
    document = a_template()
    for text in texts:
        document.add_paragraph(text)
    assert faults_of(document, tmp_path) == []


TABLES = {
    "colspan": (("{% colspan 2 %}{{ opdracht.titel }}",), ("y",)),
    "colspan of a list": (("{% colspan opdracht.mijlpalen|length %}x",), ("y",)),
    "cellbg": (("{% cellbg 'FFFFFF' %}{{ opdracht.titel }}", "y"),),
    "vm": (HEAD, ("{%tr for m in opdracht.mijlpalen %}", ""), ("{{ m.datum }}", "{% vm %}x"), ("{%tr endfor %}", "")),
    "hm": (("{%tc for m in opdracht.mijlpalen %}", "{% hm %}s", "{%tc endfor %}"), ("a", "b", "c")),
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_what_docxtpl_adds_for_tables_is_known(rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
    document = a_template()
    a_table(document, *rows)
    assert faults_of(document, tmp_path) == []


def test_a_table_without_columns_is_read_and_filled(tmp_path: Path) -> None:
    document = a_template()
    a_table(document, ("{{ opdracht.titel }}", "b"))
    table = document.tables[0]._tbl
    table.remove(table.tblGrid)
    assert faults_of(document, tmp_path) == []
    made = docx.Document(io.BytesIO(render(tmp_path / "eigen.docx", EXAMPLES[0], "", "")))
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["Stroomkaart bedrijventerreinen", "b"]
    assert len(made.tables[0].columns) == 2


def test_a_code_in_the_words_of_a_picture_or_a_property_is_filled_in_or_named(tmp_path: Path) -> None:
    document = a_template()
    document.add_picture(a_picture(), width=Inches(0.2))
    (words,) = document.paragraphs[-1]._p.xpath(".//wp:docPr")
    words.set("descr", "{{ opdracht.titel }}")
    document.core_properties.comments = "{{ opdracht.titel }}"
    assert faults_of(document, tmp_path) == []
    made = docx.Document(io.BytesIO(render(tmp_path / "eigen.docx", EXAMPLES[0], "", "")))
    assert made.paragraphs[-1]._p.xpath(".//wp:docPr/@descr") == ["Stroomkaart bedrijventerreinen"]
    assert made.core_properties.comments == "Stroomkaart bedrijventerreinen"
    words.set("descr", "{{ opdracht.tietel }}")
    (fault,) = faults_of(document, tmp_path)
    assert (fault.near, "'titel'" in fault.text) == ("{{ opdracht.tietel }}", True)


def test_a_table_with_a_row_for_an_empty_list_is_in_order(tmp_path: Path) -> None:
    document = a_template()
    rows = ("{%tr for m in opdracht.mijlpalen %}", "{{ m.datum }}", "{%tr endfor %}")
    a_table(document, *((text,) for text in (*rows, "{%tr if not opdracht.mijlpalen %}", "{{ nvt }}", "{%tr endif %}")))
    assert faults_of(document, tmp_path) == []


def without_title(document: Document) -> None:
    document.core_properties.title = ""


def in_english(document: Document) -> None:
    document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}").set(qn("w:val"), "en-US")


def with_a_skipped_heading(document: Document) -> None:
    document.styles["Heading 3"].font.color.rgb = RGBColor(0, 0, 0)
    document.add_heading("Te diep", 3)


def with_a_bare_picture(document: Document) -> None:
    document.add_picture(a_picture(), width=Inches(0.2))


def with_pale_letters(document: Document) -> None:
    style = document.styles.add_style("Bleek", WD_STYLE_TYPE.PARAGRAPH)
    style.font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)
    document.add_paragraph("Wie leest dit?", style="Bleek")


@pytest.mark.parametrize(
    ("breaks", "place", "text"),
    [
        (without_title, "het hele sjabloon", "Het sjabloon heeft geen titel."),
        (in_english, "het hele sjabloon", "De taal is en-US, geen Nederlands."),
        (with_a_skipped_heading, "alinea 2", "Na kop 1 komt kop 3"),
        (with_a_bare_picture, "alinea 2", "heeft geen alternatieve tekst."),
        (
            with_pale_letters,
            "alinea 2",
            "De letters (#AAAAAA) steken te weinig af tegen de achtergrond (#FFFFFF): 2,32",
        ),
    ],
)
def test_what_not_everybody_can_read_is_a_warning(
    breaks: Callable[[Document], Any], place: str, text: str, tmp_path: Path
) -> None:
    document = a_template()
    breaks(document)
    (fault,) = faults_of(document, tmp_path)
    assert (fault.place, fault.ernst) == (place, "waarschuwing")
    assert text in fault.text
    assert fault.hint


def test_contrast_is_measured_as_the_norm_says() -> None:
    assert contrast_of_codes("000000", "FFFFFF") == pytest.approx(21)
    assert contrast_of_codes("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{LOOP}{'{% endfor %}' * 3}", "afgebroken"),
        (f"{LOOP}tekst{'{% endfor %}' * 3}", "meer dan duizend bladzijden"),
        ("{% set n = namespace(x='abcdef') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "te veel"),
    ],
)
def test_a_template_without_end_is_stopped(text: str, said: str, tmp_path: Path) -> None:
    document = a_template()
    document.add_paragraph(text)
    path = tmp_path / "eindeloos.docx"
    document.save(str(path))
    (fault,) = check(path)
    assert said in fault.text
    assert fault.hint


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def shipped_with(old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(template_names()["regiofoto"]) as archive:
        return zipped(**{name: archive.read(name).replace(old, new) for name in archive.namelist()})


def doubled() -> bytes:
    """A template with a second text under the same name, in capitals."""
    with zipfile.ZipFile(template_names()["regiofoto"]) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(**members, **{"WORD/Document.xml": members["word/document.xml"]})


MAIN = b"wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is geen Word-document"),
        (b"PK\x03\x04 en dan niets", "is geen Word-document"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "oud Word-bestand (.doc), of er zit een wachtwoord op"),
        (zipped(**{"los.txt": b"x"}), "is geen Word-document"),
        (zipped(**{"word/document.xml": b"0" * 120_000_000}), "uitgepakt te groot"),
        (zipped(**{f"{n}.xml": b"" for n in range(3000)}), "uitgepakt te groot"),
        (shipped_with(MAIN, b"ms-word.document.macroEnabled.main+xml"), "bevat macro's"),
        (shipped_with(MAIN, b"spreadsheetml.sheet.main+xml"), "is een Excel-bestand"),
        (shipped_with(b"<w:body>", b"<w:body"), "is beschadigd"),
        (shipped_with(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 1000 + b"</w:sdt>" * 1000), "te diep in elkaar"),
        (shipped_with(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "een DOCTYPE"),
        (shipped_with(b"<w:body>", b"<w:body>" + b" " * 26_000_000), "word/document.xml past er niet bij"),
        (
            shipped_with(
                b"http://schemas.openxmlformats.org/officeDocument/", b"http://purl.oclc.org/ooxml/officeDocument/"
            ),
            "'Strict Open XML-document'",
        ),
        (zipped(**{"word/document.xml": b"<a/>"}), "[Content_Types].xml ontbreekt"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "is een OpenDocument-tekst (.odt)"),
        (b"{\\rtf1 }", "is een RTF-bestand"),
        (b"%PDF-1.7", "is een PDF"),
        (doubled(), "twee keer het onderdeel WORD/Document.xml"),
        (shipped_with(b"officeDocument/2006/relationships/officeDocument", b"nergens"), "is beschadigd"),
    ],
)
def test_what_is_no_template_is_refused_in_words(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "iets.docx"
    path.write_bytes(content)
    with pytest.raises(OpdrachtError, match=re.escape(said)) as refused:
        check(path)
    assert refused.value.hint


def renamed(*pairs: tuple[str, str]) -> bytes:
    """A shipped template whose members are called otherwise, in its relations too."""
    with zipfile.ZipFile(template_names()["ambtelijke-opdracht"]) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for old, new in pairs:
        members = {
            name.replace(old, new): content.replace(old.encode(), new.encode())
            if name.endswith((".rels", "[Content_Types].xml"))
            else content
            for name, content in members.items()
        }
    return zipped(**members)


def as_utf16(content: bytes) -> bytes:
    converted: bytes = etree.tostring(etree.fromstring(content), encoding="UTF-16", xml_declaration=True)
    return converted


def in_other_form() -> dict[str, bytes]:
    """The same template as other programs write it."""
    with zipfile.ZipFile(template_names()["ambtelijke-opdracht"]) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    types = members["[Content_Types].xml"].replace(MAIN, b"wordprocessingml.template.main+xml")
    return {
        "Word Online": renamed(("word/document.xml", "word/document2.xml"), ("document.xml.rels", "document2.xml.rels")),
        ".NET": renamed(("docProps/core.xml", "package/services/metadata/core-properties/8f.psmdcp")),
        "backslashes": zipped(**{name.replace("/", "\\"): content for name, content in members.items()}),
        "absolute names": zipped(**{f"/{name}": content for name, content in members.items()}),
        "UTF-16": zipped(
            **{name: as_utf16(content) if name.startswith("word/") and name.endswith(".xml") else content
               for name, content in members.items()}
        ),
        "a .dotx": zipped(**{**members, "[Content_Types].xml": types}),
    }  # fmt: skip


IN_OTHER_FORM = in_other_form()


@pytest.mark.parametrize("content", IN_OTHER_FORM.values(), ids=IN_OTHER_FORM)
def test_what_another_program_wrote_is_read_like_any_other(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ambtelijke-opdracht.docx"
    path.write_bytes(content)
    assert check_template(path, EXAMPLES[:1]) == []
    shipped = render(template_names()["ambtelijke-opdracht"], EXAMPLES[0], "titel", "")
    with (
        zipfile.ZipFile(io.BytesIO(shipped)) as ours,
        zipfile.ZipFile(io.BytesIO(render(path, EXAMPLES[0], "titel", ""))) as theirs,
    ):
        assert theirs.read("word/document.xml") == ours.read("word/document.xml")
        assert theirs.read("docProps/core.xml") == ours.read("docProps/core.xml")


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpdrachtError, match="is niet te lezen: het is er niet"):
        check(tmp_path / "weg.docx")


def test_a_folder_and_a_file_without_rights_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(OpdrachtError, match="is een map"):
        check(tmp_path)
    with pytest.raises(OpdrachtError, match="is geen gewoon bestand"):
        check(Path("/dev/zero") if Path("/dev/zero").exists() else tmp_path)


def test_every_name_has_an_example() -> None:
    names = dict(listed(shape_of(EXAMPLES)))
    assert names["opdracht.titel"] == "Stroomkaart bedrijventerreinen"
    assert "opdracht.mijlpalen[].eigenaar.organisatie.naam" in names
    assert "document.datum" in names
