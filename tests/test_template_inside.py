"""Templates that reach outside themselves, in every way that Word has: each is refused with its place, and none is followed."""

from __future__ import annotations

import io
import socketserver
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import docx
import pikepdf
import pytest

from opdracht.actions.imports import import_region
from opdracht.documents import Context
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.pdf import make_pdfs
from opdracht.documents.word.outside import WHOLE, leaks
from opdracht.documents.word.package import opened_package
from opdracht.errors import OpdrachtError
from opdracht.paths import HERE
from opdracht.store import Register
from tests.builders import PEILDATUM
from tests.conftest import Outcome
from tests.test_compiled import a_picture

Run = Callable[..., Outcome]
Members = dict[str, bytes]

DAY: Context = {"document": {"datum": PEILDATUM}}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EVIL = "http://127.0.0.1:9/x"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
)
"""The namespaces of what is put in."""


def plain() -> Members:
    """A sound template, with a header, a footer, and a second paragraph for what goes wrong."""
    document = docx.Document()
    document.add_paragraph("een")
    document.sections[0].header.paragraphs[0].text = "boven"
    document.sections[0].footer.paragraphs[0].text = "onder"
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PLAIN = plain()
BODY, HEADER = "word/document.xml", "word/header1.xml"


def written(members: Members, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def relations_of(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def related(kind: str, target: str = EVIL, owner: str = BODY, mode: str = "External", key: str = "rEvil") -> Members:
    """The plain template with a relation more."""
    name = relations_of(owner)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    whole = kind if "//" in kind else RELATIONS + kind
    entry = f'<Relationship Id="{key}" Type="{whole}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return {**PLAIN, name: PLAIN.get(name, empty).replace(b"</Relationships>", entry.encode())}


def with_part(
    kind: str, name: str, content: bytes, content_type: str, owner: str = BODY, key: str = "rEvil"
) -> Members:
    """The plain template with a part more."""
    members = related(kind, f"/{name}", owner, "Internal", key)
    entry = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    types = members["[Content_Types].xml"].replace(b"</Types>", entry.encode())
    return {**members, name: content, "[Content_Types].xml": types}


def inside(xml: str, members: Members = PLAIN, part: str = BODY) -> Members:
    """A second paragraph of the text, or one of another part, with something more in it."""
    end = b"<w:sectPr" if part == BODY else b"</w:hdr>"
    before, sign, after = members[part].partition(end)
    return {**members, part: b"".join((before, f"<w:p {SPACES}>{xml}</w:p>".encode(), sign, after))}


def setting(xml: str) -> Members:
    settings = PLAIN["word/settings.xml"].replace(b"</w:settings>", f"{xml}</w:settings>".encode())
    return {**PLAIN, "word/settings.xml": settings}


def code(*texts: str) -> str:
    """A field, its code in as many runs as there are texts."""
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in texts)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{runs}{end}"


def note(kind: str, xml: str) -> Members:
    """A part with notes, in which a field or a code stands."""
    of_one = kind.removesuffix("s")
    whole = f'<w:{kind} {SPACES}><w:{of_one} w:id="1"><w:p>{xml}</w:p></w:{of_one}></w:{kind}>'
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return with_part(kind, f"word/{kind}.xml", whole.encode(), content_type)


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
EITHER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><mc:AlternateContent><mc:Choice Requires="w99"><w:r><w:instrText> PAGE '
    "</w:instrText></w:r></mc:Choice><mc:Fallback><w:r><w:instrText> DDE x </w:instrText></w:r></mc:Fallback>"
    '</mc:AlternateContent><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CHANGED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del w:id="1"><w:r><w:delInstrText> PAGE </w:delInstrText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:instrText> LINK x </w:instrText></w:r></w:ins><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def svg(xml: str, name: str = "word/media/a.svg", content_type: str = "image/svg+xml") -> Members:
    return with_part("image", name, SVG.format(xml).encode(), content_type)


EVILS: dict[str, tuple[Members, str]] = {
    "a linked picture": (inside('<w:r><a:blip r:link="rEvil"/></w:r>', related("image")), "alinea 2"),
    "a linked picture that says it is a link to click on": (
        inside('<w:r><a:blip r:link="rEvil"/></w:r>', related("hyperlink")), "alinea 2"),
    "a picture of VML by a link to click on": (
        inside('<w:r><w:pict><v:imagedata r:id="rEvil"/></w:pict></w:r>', related("hyperlink")), "alinea 2"),
    "a picture of VML by its source": (inside(f'<w:r><w:pict><v:imagedata src="{EVIL}"/></w:pict></w:r>'), "alinea 2"),
    "a filling of VML": (inside(f'<w:r><w:pict><v:fill o:href="{EVIL}"/></w:pict></w:r>'), "alinea 2"),
    "a linked picture in a header": (related("image", owner=HEADER), "koptekst"),
    "a template that hangs on": (related("attachedTemplate", owner="word/settings.xml"), "de instellingen"),
    "a template that hangs on inside": (setting('<w:attachedTemplate r:id="x" xmlns:r="y"/>'), "de instellingen"),
    "a linked object": (inside('<w:r><w:object><o:OLEObject r:id="rEvil"/></w:object></w:r>', related("oleObject")), "alinea 2"),
    "an embedded object": (with_part("oleObject", "word/embeddings/o.bin", b"x", "application/vnd.x.oleObject"), WHOLE),
    "an embedded file": (with_part("package", "word/embeddings/b.xlsx", b"x", "application/x.sheet"), WHOLE),
    "a document within": (inside('<w:subDoc r:id="rEvil"/>', related("subDocument")), "alinea 2"),
    "styles of elsewhere": (related("styles"), WHOLE),
    "a letter type of elsewhere": (related("font", owner="word/fontTable.xml"), "de lettertypen"),
    "other text (altChunk)": (inside('<w:altChunk r:id="x"/>'), "alinea 2"),
    "other text as a part": (with_part("aFChunk", "word/a.html", b"<p/>", "text/html"), WHOLE),
    "macros": (with_part("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "word/vbaProject.bin", b"x",
                         "application/vnd.ms-office.vbaProject"), WHOLE),
    "macros that nothing refers to": (
        with_part("image", "word/v.bin", b"\x89PNG", "application/vnd.ms-office.vbaProject"), "word/v.bin"),
    "a macro of a form field": (inside('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="a"/></w:ffData>'
                                       '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'), "alinea 2"),
    "ActiveX": (inside('<w:r><w:control r:id="x"/></w:r>'), "alinea 2"),
    "ActiveX as a part": (with_part("control", "word/activeX/a.xml", b"<a/>", "application/vnd.ms-office.activeX+xml"), WHOLE),
    "a list to merge with": (setting("<w:mailMerge/>"), "de instellingen"),
    "a source to merge with": (related("mailMergeSource", owner="word/settings.xml"), "de instellingen"),
    "a translation of XSLT": (setting('<w:saveThroughXslt w:solutionID="x"/>'), "de instellingen"),
    "a pane": (related("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "/x.xml", "", "Internal"),
               WHOLE),
    "buttons of one's own": (
        related("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "/x.xml", "", "Internal"), WHOLE),
    "a film of the web": (inside(f'<w:r><wp15:webVideoPr embeddedHtml="{EVIL}"/></w:r>'), "alinea 2"),
    "a form of elsewhere": (
        with_part("customXml", "customXml/item9.xml", f"<customXsn><xsnLocation>{EVIL}</xsnLocation></customXsn>".encode(),
                  "application/xml"), "de gegevens bij het document"),
    "a link to a file": (inside('<w:hyperlink r:id="rEvil"/>', related("hyperlink", "file:///etc/passwd")), "alinea 2"),
    "a link to a share": (related("hyperlink", r"\\server\share\x"), WHOLE),
    "a field that is a link to a file": (inside(code(r' HYPERLINK "file:///etc/passwd" ')), "alinea 2"),
    "a field that is a link to a file, its tip first": (inside(code(r' HYPERLINK \o "x" "\\\\server\\x" ')), "alinea 2"),
    "INCLUDETEXT": (inside(code(f' INCLUDETEXT "{EVIL}" ')), "alinea 2"),
    "INCLUDEPICTURE over runs": (inside(code(" INCL", "UDEPIC", f'TURE "{EVIL}" ')), "alinea 2"),
    "a field in small letters": (inside(code(f' includePicture "{EVIL}" ')), "alinea 2"),
    "DDEAUTO in a simple field": (inside(r'<w:fldSimple w:instr=" DDEAUTO c:\\cmd.exe x "/>'), "alinea 2"),
    "LINK in a field in a field": (inside(code(" IF 1 = 1 ") [:-len('<w:r><w:fldChar w:fldCharType="end"/></w:r>')]
                                          + code(" LINK Excel.Sheet x ") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "alinea 2"),
    "a field whose name is a field": (
        inside('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + code(" QUOTE DDE ") + '<w:r><w:instrText> "x"</w:instrText></w:r>'
               '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "alinea 2"),
    "a field that does not end": (inside(code(" IMPORT x ").rpartition("<w:r>")[0]), "alinea 2"),
    "a field in one of two alternatives": (inside(EITHER), "alinea 2"),
    "a field in a tracked change": (inside(CHANGED), "alinea 2"),
    "a field with a code of ours": (inside(code(' HYPERLINK "{{ opdracht.titel }}" ')), "alinea 2"),
    "a field in a header": (inside(code(" RD x "), part=HEADER), "koptekst, alinea 2"),
    "a field in a text box": (inside(BOX.format(code(" DATABASE x "))), "alinea 2, tekstvak, alinea 1"),
    "a field in a footnote": (note("footnotes", code(" MACROBUTTON x y ")), "voetnoot, alinea 1"),
    "a field in an endnote": (note("endnotes", code(" DDE x y ")), "eindnoot, alinea 1"),
    "a field in a remark": (note("comments", code(" AUTOTEXT x ")), "opmerking, alinea 1"),
    "a field that asks": (inside(code(" FILLIN wie? ")), "alinea 2"),
    "a field of a mailing": (inside(code(" MERGEFIELD naam ")), "alinea 2"),
    "a picture of SVG with a picture in it": (svg(f'<image xlink:href="{EVIL}"/>'), "een plaatje"),
    "a picture of SVG that says it is a PNG": (svg(f'<image href="{EVIL}"/>', "word/media/a.png", "image/png"), "een plaatje"),
    "a style in a picture of SVG": (svg(f"<style>a {{ fill: url({EVIL}) }}</style>"), "een plaatje"),
    "a program in a picture of SVG": (svg("<script>x()</script>"), "een plaatje"),
    "a picture that is a program": (with_part("image", "word/media/a.eps", b"%!PS", "image/x-eps"), "een plaatje"),
    "a chart with figures of elsewhere": (
        {**with_part("chart", "word/charts/c.xml", f"<c:chartSpace {SPACES}/>".encode(), CHART),
         "word/charts/_rels/c.xml.rels": related("oleObject", owner="x/y.xml")["x/_rels/y.xml.rels"]}, "een grafiek"),
    "a part that is not there": (related("image", "NULL", mode="Internal"), WHOLE),
}  # fmt: skip
"""Each with the place that its refusal names."""

EVILS["a frame"] = (
    {
        **with_part("webSettings", "word/w.xml", f"<w:webSettings {SPACES}/>".encode(), "application/x+xml"),
        "word/_rels/w.xml.rels": related("frame", owner="word/w.xml")["word/_rels/w.xml.rels"],
    },
    "de instellingen",
)


@pytest.mark.parametrize(("members", "place"), EVILS.values(), ids=EVILS)
def test_what_reaches_outside_is_named_with_its_place_and_never_rendered(
    members: Members, place: str, tmp_path: Path
) -> None:
    path = written(members, tmp_path / "kwaad.docx")
    assert place in [leak.place for leak in leaks(opened_package(path))]
    with pytest.raises(OpdrachtError) as refused:
        render(path, DAY, "", "")
    assert "kwaad.docx" in refused.value.message
    assert refused.value.hint


BOUND = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
LEFT: dict[str, tuple[Members, str]] = {
    "a setting": (setting('<w:docVars><w:docVar w:name="a" w:val="{{ x }}"/></w:docVars>'), "de instellingen"),
    "a chart": (
        with_part("chart", "word/charts/c.xml", f"<c:chartSpace {SPACES}><a:t>{{{{ </a:t><a:t>x }}}}</a:t></c:chartSpace>".encode(),
                  CHART), "een grafiek"),
    "a control that Word fills": (inside(BOUND.format(text("{{ x }}"))), "alinea 2"),
    "the address of a link": (inside('<w:hyperlink r:id="rEvil"/>', related("hyperlink", "https://x/%7B%7B%20x%20%7D%7D")), "alinea 2"),
    "the properties of the file": (
        {**PLAIN, "docProps/app.xml": PLAIN["docProps/app.xml"].replace(b"</Properties>", b"<Company>{{ x }}</Company></Properties>")},
        "de eigenschappen"),
}  # fmt: skip


@pytest.mark.parametrize(("members", "place"), LEFT.values(), ids=LEFT)
def test_a_code_where_nobody_fills_it_in_is_named(members: Members, place: str, tmp_path: Path) -> None:
    path = written(members, tmp_path / "code.docx")
    assert [leak.place for leak in leaks(opened_package(path))] == [place]
    with pytest.raises(OpdrachtError, match=r"wordt niet ingevuld|gaat verloren"):
        render(path, DAY, "", "")


WORKBOOK = with_part("chart", "word/charts/c.xml", f"<c:chartSpace {SPACES}/>".encode(), CHART)
WORKBOOK |= {
    "word/charts/_rels/c.xml.rels": related("package", "/word/embeddings/b.xlsx", "x/y.xml", "Internal")[
        "x/_rels/y.xml.rels"
    ],
    "word/embeddings/b.xlsx": b"PK",
    "[Content_Types].xml": WORKBOOK["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="xlsx" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/></Types>',
    ),
}
"""A chart of Word, with its own figures."""

GOOD: Iterable[Members] = [
    WORKBOOK,
    inside(BOUND.format(text("een titel"))),
    PLAIN,
    inside('<w:hyperlink r:id="rEvil"/>', related("hyperlink", "https://www.vng.nl/?a=1&amp;b=2")),
    inside('<w:hyperlink r:id="rEvil"/>', related("hyperlink", "mailto:griffie@moerdijk.nl")),
    inside(code(r' TOC \o "1-3" \h \z \u ') + code(" PAGE ", r"\* MERGEFORMAT ") + code(" = 1 + 1 ")),
    inside(code(r' HYPERLINK "https://www.vng.nl" \o "de site" ') + code(r' HYPERLINK \l "_Toc1" ')),
    inside('<w:fldSimple w:instr=" NUMPAGES "/>', part=HEADER),
    svg('<use xlink:href="#a"/><image xlink:href="data:image/png;base64,AAAA"/>'),
]


@pytest.mark.parametrize("members", GOOD)
def test_what_a_page_needs_is_let_through(members: Members, tmp_path: Path) -> None:
    path = written(members, tmp_path / "goed.docx")
    assert leaks(opened_package(path)) == []
    assert render(path, DAY, "", "")


@pytest.mark.parametrize("name", template_names())
def test_what_ships_stays_inside(name: str) -> None:
    assert leaks(opened_package(template_names()[name])) == []


WRITERS = {
    text("{% set x %}")
    + code(" PAGE ")
    + text("{% endset %}")
    + text("{{ x|replace('PAGE', 'DDE c x') }}"): "Het veld DDE",
    code(" PAGE ").replace("PAGE", "{% if true %}DDE{% endif %}"): "Een code kan niet in een veld staan",
    text("{{ '&lt;w:fldSimple w:instr=\"DDE\"/&gt;'|safe }}"): "klopt niet",
    text(
        "{% autoescape false %}{{ '&lt;w:fldSimple w:instr=\"DDE\"/&gt;' }}{% endautoescape %}"
    ): "'autoescape' is niet",
}


@pytest.mark.parametrize(("xml", "words"), WRITERS.items(), ids=["replaced", "in a field", "safe", "autoescape"])
def test_code_that_writes_what_reaches_outside_is_refused(xml: str, words: str, tmp_path: Path) -> None:
    path = written(inside(xml), tmp_path / "slim.docx")
    with pytest.raises(OpdrachtError, match=words):
        render(path, DAY, "", "")


@pytest.mark.parametrize(
    "value", ["{{ 7 * 7 }}", "{% for %}", "{_{ a }_}", '<w:fldSimple w:instr="DDE"/>', "INCLUDETEXT x"]
)
def test_a_value_that_looks_like_code_stays_text(value: str, tmp_path: Path) -> None:
    path = written(inside(text("{{ titel }}")), tmp_path / "waarde.docx")
    made = docx.Document(io.BytesIO(render(path, {**DAY, "titel": value}, "", "")))
    assert made.paragraphs[1].text == value


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments"])
def test_codes_in_notes_and_remarks_are_filled_in(kind: str, tmp_path: Path) -> None:
    path = written(note(kind, text("{{ titel }}")), tmp_path / "noot.docx")
    made = zipfile.ZipFile(io.BytesIO(render(path, {**DAY, "titel": "Zon & wind"}, "", "")))
    assert b"Zon &amp; wind" in made.read(f"word/{kind}.xml")


@pytest.fixture
def filled(register: Register) -> Register:
    """The register of the demo."""
    import_region(register, (HERE / "demo" / "regio.yaml").read_bytes(), "regio.yaml", year=2026, as_history=True)
    return register


def test_check_and_render_say_the_place(run: Run, filled: Register, tmp_path: Path) -> None:
    (tmp_path / "sjablonen").mkdir()
    written(EVILS["a field in a header"][0], tmp_path / "sjablonen" / "memo.docx")
    checked = run("template", "check", "sjablonen/memo.docx")
    assert checked.code == 4
    assert "fout  koptekst, alinea 2\n  bij: RD x\n" in checked.out
    refused = run("render", "2027-001", "--template", "memo", "--to", "uit")
    assert (refused.code, list((tmp_path / "uit").glob("*.docx"))) == (3, [])
    assert "koptekst, alinea 2" in refused.err


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p" descr="p"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="p"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rEvil"/><a:stretch/></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


@pytest.fixture
def heard() -> Iterator[tuple[str, list[bytes]]]:
    """An address where somebody listens, and what was asked there."""
    asked: list[bytes] = []

    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(300))
            self.request.sendall(b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/x.png", asked
        server.shutdown()


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_libreoffice_follows_no_link_whatever_stands_in_a_document(
    heard: tuple[str, list[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in documents that no template of ours made: each is given to LibreOffice as it is."""
    address, asked = heard
    monkeypatch.setenv("http_proxy", address)
    secret = tmp_path / "geheim.png"
    secret.write_bytes(a_picture().getvalue())
    shown = {"linked": inside(PICTURE, related("image", secret.as_uri()))}
    shown |= {
        f"{kind} {number}": inside(PICTURE, related(kind, target))
        for kind in ("image", "hyperlink")
        for number, target in enumerate((address, f"{secret}"))
    }
    shown["a text"] = inside(code(f' INCLUDETEXT "{address}" ') + code(f' INCLUDEPICTURE "{secret}" \\d '))
    shown["svg"] = {
        **inside(PICTURE.replace("r:link", "r:embed"), svg(f'<image xlink:href="{address}" width="9" height="9"/>'))
    }
    made = make_pdfs([written(members, tmp_path / f"{name}.docx") for name, members in shown.items()], force=False)
    assert len(made.written) == len(shown)
    assert asked == []
    for path in made.written:
        with pikepdf.open(path) as pdf:
            pictures = [entry for page in pdf.pages for entry in page.get_images() if path.stem != "svg"]
            assert (path.stem, pictures) == (path.stem, [])


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_render_to_pdf_asks_for_nothing_and_shows_no_file(
    heard: tuple[str, list[bytes]], run: Run, filled: Register, tmp_path: Path
) -> None:
    address, asked = heard
    (tmp_path / "geheim.txt").write_text("GEHEIM")
    run("set", "2027-001", f'titel=INCLUDETEXT "{address}"', f"doel=file://{tmp_path}/geheim.txt {{{{ opdracht }}}}")
    (tmp_path / "sjablonen").mkdir()
    written(inside(PICTURE, related("image", address)), tmp_path / "sjablonen" / "kwaad.docx")
    written(inside(text("{{ opdracht.titel }} {{ opdracht.doel }}")), tmp_path / "sjablonen" / "goed.docx")
    assert run("render", "2027-001", "--template", "kwaad", "--pdf", "--to", "uit").code == 3
    made = run("render", "2027-001", "--template", "goed", "--pdf", "--to", "uit")
    assert made.code == 0
    assert len(list((tmp_path / "uit").glob("*.pdf"))) == 1
    assert asked == []
    (document,) = (tmp_path / "uit").glob("*.docx")
    assert docx.Document(str(document)).paragraphs[1].text == (
        f'INCLUDETEXT "{address}" file://{tmp_path}/geheim.txt {{{{ opdracht }}}}'
    )
