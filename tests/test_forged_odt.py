"""verify: a LibreOffice document in which what is allowed one by one reads as something else together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable

import pytest

from opdracht.errors import OpdrachtError
from opdracht.proof.odf.document import odt_parts
from opdracht.proof.odf.obstacles import odt_obstacles
from tests.test_verify import needs_libreoffice
from tests.test_verify_odt import DOEL, an_odt, put, styled, with_member

pytestmark = needs_libreoffice
HOURS = "100 uren"
CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
Edits = dict[str, Callable[[str], str]]


@pytest.fixture
def content() -> bytes:
    return an_odt()


def together(*edits: Edits) -> Edits:
    """All of these edits, one after another."""
    members: Edits = {}
    for edit in edits:
        for name, of in edit.items():
            before = members.get(name, str)
            members[name] = lambda xml, of=of, before=before: of(before(xml))  # type: ignore[misc]
    return members


def automatic(style: str, member: str = CONTENT) -> Edits:
    """One more automatic style."""
    return put("</office:automatic-styles>", f"{style}</office:automatic-styles>", member)


def listed(text: str, level: str, alignment: str = "", mode: str = "label-alignment") -> Edits:
    """The paragraph that begins with a text becomes the item of a list of its own."""
    of = f'<style:list-level-properties text:list-level-position-and-space-mode="{mode}">{alignment}</style:list-level-properties>'
    kind = level.split()[0]
    style = f'<text:list-style style:name="LX"><text:{level} text:level="1">{of}</text:{kind}></text:list-style>'
    item = r'<text:list text:style-name="LX"><text:list-item>\1</text:list-item></text:list>'
    around = re.compile(rf"(<text:p [^>]*>{text}[^<]*</text:p>)")
    return together(automatic(style), {CONTENT: lambda xml: around.sub(item, xml, count=1)})


def restyled(text: str, attributes: str) -> Edits:
    """The paragraph or heading that begins with a text gets a style of its own on top of the one it has."""

    def edit(xml: str) -> str:
        old = re.search(rf'text:style-name="([^"]*)"([^>]*)>{text}', xml)
        assert old is not None
        known = re.search(rf'<style:style style:name="{old[1]}"[^>]*parent-style-name="([^"]*)"', xml)
        style = (
            f'<style:style style:name="PX" style:family="paragraph" style:parent-style-name='
            f'"{known[1] if known else old[1]}" {attributes}/></office:automatic-styles>'
        )
        xml = xml.replace(old[0], f'text:style-name="PX"{old[2]}>{text}', 1)
        return xml.replace("</office:automatic-styles>", style, 1)

    return {CONTENT: edit}


def every(pattern: str, new: str, member: str = CONTENT) -> Edits:
    return {member: lambda xml: re.sub(pattern, new, xml)}


def described(style: str) -> Edits:
    """One more common style."""
    return put("</office:styles>", f"{style}</office:styles>", STYLES)


def page(name: str, value: str) -> Edits:
    return every(rf'(<style:page-layout-properties [^>]*?)fo:{name}="[^"]*"', rf'\1fo:{name}="{value}"', STYLES)


def in_row_of(text: str, old: str, new: str) -> Edits:
    """An edit in the row of a table that holds a text."""

    def edit(xml: str) -> str:
        begin = xml.rindex("<table:table-row", 0, xml.index(f">{text}"))
        return xml[:begin] + xml[begin:].replace(old, new, 1)

    return {CONTENT: edit}


NUMBER, BULLET = 'list-level-style-number style:num-format="1"', 'list-level-style-bullet text:bullet-char="-"'
GLUED = '<style:list-level-label-alignment text:label-followed-by="nothing"/>'
TABBED = '<style:list-level-label-alignment text:label-followed-by="listtab"/>'
MASTER = '<style:master-page style:name="Leeg" style:page-layout-name="Mpm1"{}/></office:master-styles>'
BARE = put("</office:master-styles>", MASTER.format(""), STYLES)
TWICE = '<style:style style:name="TX" style:family="text"><style:text-properties {}/></style:style>'
SPAN = put(DOEL, f'<text:span text:style-name="TX">{DOEL}</text:span>')

FORGED: dict[str, Edits] = {
    "a number before an amount": listed(HOURS, NUMBER, GLUED),
    "a number before an amount, and a tab": listed(HOURS, NUMBER, TABBED),
    "a number before an amount, the old way": listed(HOURS, NUMBER, "", "label-width-and-position"),
    "a minus before an amount": listed(HOURS, BULLET, TABBED),
    "a list off the page": listed(DOEL, 'list-level-style-number style:num-format=""', TABBED.replace("/>", ' fo:margin-left="50cm"/>')),
    "a list that is not described": put("<text:p ", '<text:list text:style-name="Nergens"><text:list-item/></text:list><text:p '),
    "a number by the style": together(
        automatic(f'<text:list-style style:name="LX"><text:{NUMBER} text:level="1"/></text:list-style>'),
        restyled(HOURS, 'style:list-style-name="LX"'),
    ),
    "headings without their number": restyled("Doel", 'style:list-style-name=""'),
    "headings numbered with letters": put('style:num-format="1"', 'style:num-format="a"', STYLES),
    "headings without a number": put('style:num-format="1"', 'style:num-format=""', STYLES),
    "a heading with the number of a level above": put('loext:num-list-format="%1%"', 'loext:num-list-format="%1%."', STYLES),
    "a number against its text": put(' text:list-level-position-and-space-mode="label-alignment"', "", STYLES),
    "a number of more levels than there are": put('style:num-format="1"', f'style:num-format="1" text:display-levels="{10**12}"', STYLES),
    "a heading that is none": every(r"<text:h ([^>]*) text:outline-level=\"1\">Doel</text:h>", r"<text:p \1>Doel</text:p>"),
    "a text that is a heading": every(f"<text:p ([^>]*)>{DOEL}</text:p>", rf'<text:h text:outline-level="1" \1>{DOEL}</text:h>'),
    "a heading without text": put("<text:h ", '<text:h text:style-name="Heading_20_1" text:outline-level="1"/><text:h '),
    "numbers of lines": put('text:number-lines="false" text:offset', 'text:number-lines="true" text:offset', STYLES),
    "a cell that takes the amount": in_row_of(HOURS, "<table:table-cell ", '<table:table-cell table:number-columns-spanned="2" '),
    "a cell wider than the table": in_row_of(HOURS, "<table:table-cell ", '<table:table-cell table:number-columns-spanned="40" '),
    "a row with a cell too few": put("<table:covered-table-cell/>", ""),
    "a row with a cell too many": put("<table:covered-table-cell/>", "<table:covered-table-cell/><table:covered-table-cell/>"),
    "sixty columns": put("<table:table-column ", '<table:table-column table:number-columns-repeated="60" '),
    "columns that share otherwise": {
        CONTENT: lambda xml: re.sub(
            "<style:table-column-properties ",
            lambda match: f'{match[0]}style:rel-column-width="{1 if match.start() % 2 else 65000}*" ', xml,
        )
    },
    "a column of no width": every(r'style:column-width="[^"]*"', ""),
    "narrow columns in a wide table": every(r'style:column-width="[^"]*"', 'style:column-width="0.31in"'),
    "a cell that is all padding": every(r'fo:padding-left="[^"]*"', 'fo:padding-left="0.6in"'),
    "a table beside the page": every(r'(<style:table-properties [^>]*)fo:margin-left="[^"]*"', r'\1fo:margin-left="2.9in"'),
    "rows before the heading": put("<table:table-header-rows>", "<table:table-row/><table:table-header-rows>"),
    "text in a table and not in a cell": put("<table:table-row ", "Niet.<table:table-row "),
    "a table in a cell": in_row_of(HOURS, "<text:p ", "<table:table/><text:p "),
    "a small page with a wide table": together(page("page-width", "5in"), every(r'style:width="[\d.]+in"', 'style:width="8.9in"')),
    "a page without room": together(page("page-width", "5in"), page("margin-left", "2.9in"), page("margin-right", "2.9in")),
    "a page that is all header": together(
        page("page-height", "7in"), every(r'fo:min-height="[^"]*"', 'fo:min-height="2in"', STYLES)
    ),
    "a black page": put('draw:background-size="full"', 'draw:background-size="full" draw:fill="solid" draw:fill-color="#000000"', STYLES),
    "pages counted in letters": put('style:num-format="1" style:print', 'style:num-format="a" style:print', STYLES),
    "a page without a header": together(BARE, restyled(DOEL, 'style:master-page-name="Leeg"')),
    "a next page without a header": together(BARE, put("<style:master-page ", '<style:master-page style:next-style-name="Leeg" ', STYLES)),
    "a page that is not described": restyled(DOEL, 'style:master-page-name="Nergens"'),
    "a new page in a cell": together(BARE, restyled(HOURS, 'style:master-page-name="Leeg"')),
    "two headers": every("(<style:header>.*?</style:header>)", r"\1\1", STYLES),
    "a footer that counts the other way": every("<text:page-number .*?</text:page-number>", "<text:page-count>4</text:page-count>", STYLES),
    "a page number that is text": every("<text:page-count>.*?</text:page-count>", "[nummer]", STYLES),
    "a page number with letters": every("<text:page-count>.*?<", "<text:page-count>twaalf<", STYLES),
    "no room between the indents": styled('fo:margin-left="3in" fo:margin-right="3in"', "paragraph"),
    "a tab off the page": every('style:position="[^"]*"', 'style:position="8.9in"', STYLES),
    "a border that leaves no room": styled('fo:margin-left="3in" fo:margin-right="2.7in" fo:padding="0.6in"', "paragraph"),
    "lines left empty": put("<text:h ", f"{'<text:p/>' * 60}<text:h "),
    "pages left empty": together(
        automatic(TWICE.format('fo:break-before="page"').replace('"text"', '"paragraph"').replace("text-p", "paragraph-p")),
        put("<text:h ", f"""{'<text:p text:style-name="TX"/>' * 6}<text:h """),
    ),
    "lines lower than their letters": styled('fo:line-height="0.1in"', "paragraph"),
    "a paragraph over the one before": styled('fo:margin-top="-0.4in"', "paragraph"),
    "a thick border": styled('fo:border="3in solid #ffffff"', "paragraph"),
    "all sides and one": styled('fo:border="none" fo:border-top="1pt solid #000000"', "paragraph"),
    "letters of symbols": styled('fo:font-family="Arial" style:font-charset="x-symbol"'),
    "a typeface like one of text": styled('fo:font-family="Noto Sans Symbols"'),
    "a thick line under": styled('style:text-underline-style="solid" style:text-underline-width="30pt"'),
    "a typeface by two descriptions": every('svg:font-family="Calibri"', 'svg:font-family="Wingdings"', STYLES),
    "a typeface of signs": put("<style:font-face ", '<style:font-face style:font-charset="x-symbol" ', STYLES),
    "two styles of one name, the hidden one first": together(
        automatic(TWICE.format('text:display="none"') + TWICE.format('fo:color="#000000"')), SPAN
    ),
    "two defaults": described('<style:default-style style:family="paragraph"/>'),
    "two common styles shown by one name": described('<style:style style:name="Text body" style:family="paragraph"/>'),
    "two outlines": described('<text:outline-style style:name="B"/>'),
    "two looks in one style": every('(style:name="Text_20_body"[^>]*>)', r"\1<style:paragraph-properties/>", STYLES),
    "a style that is not there": SPAN,
    "a style on one that is not there": put('style:parent-style-name="Standard"', 'style:parent-style-name="Nergens"', STYLES),
    "a style on itself": every('(style:name="Standard" style:family="paragraph")', r'\1 style:parent-style-name="Text_20_body"', STYLES),
    "a style by a condition": put('style:name="Text_20_body"', 'style:data-style-name="x" style:name="Text_20_body"', STYLES),
    "a second text": put("</office:body>", "</office:body><office:body/>"),
    "styles where they do not belong": put("<office:body>", "<office:master-styles/><office:body>"),
    "left pages only": put('"PrintRightPages" config:type="boolean">true', '"PrintRightPages" config:type="boolean">false', "settings.xml"),
    "a locked part": every('"content.xml"', '"content.xml" manifest:size="9"', MANIFEST),
    "a text that is something else": every('"content.xml" manifest:media-type="text/xml"', '"content.xml"', MANIFEST),
    "a comment in the styles": put("<office:styles>", "<office:styles><!-- x -->", STYLES),
    "literal text": put(DOEL, f"<![CDATA[{DOEL}]]>"),
    "a grammar of its own": put("<office:document-content ", "<!DOCTYPE x><office:document-content "),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_what_reads_otherwise_together_is_named(content: bytes, name: str) -> None:
    assert odt_obstacles(with_member(content, FORGED[name])), name


@pytest.mark.parametrize(
    "added", ["META-INF/documentsignatures.xml", "layout-cache", "Configurations2/accelerator/current.xml"]
)
def test_what_libreoffice_adds_when_it_is_saved_or_signed_is_no_obstacle(content: bytes, added: str) -> None:
    assert odt_obstacles(with_member(content, {}, (added, "<x/>"))) == []


def test_a_paragraph_without_a_style_has_the_usual_one(content: bytes) -> None:
    unstyled = every(f'text:style-name="[^"]*">{DOEL}', f">{DOEL}")
    assert odt_obstacles(with_member(content, unstyled)) == []
    hidden = every(
        '(style:name="Standard" style:family="paragraph"[^>]*>)',
        r'\1<style:text-properties text:display="none"/>',
        STYLES,
    )
    only = every(' style:parent-style-name="Standard"', "", STYLES)
    obstacles = odt_obstacles(with_member(content, together(unstyled, hidden, only)))
    assert "alinea 8" in {obstacle.place for obstacle in obstacles}


def test_the_text_of_a_page_that_is_never_shown_is_no_text(content: bytes) -> None:
    """A header on a page that no paragraph asks for does not stand in for one that is missing."""
    only = together(
        BARE, every('<text:p text:style-name="Documentsoort"', '<text:p text:style-name="PX"'),
        automatic('<style:style style:name="PX" style:family="paragraph" style:master-page-name="Leeg"/>'),
    )  # fmt: skip
    zones = {part.zone for part in odt_parts(with_member(content, only))}
    assert {part.zone for part in odt_parts(content)} - zones == {"koptekst", "voettekst"}


def test_an_odt_of_too_many_paragraphs_is_refused(content: bytes) -> None:
    with pytest.raises(OpdrachtError, match="alinea"):
        odt_parts(with_member(content, put("<text:h ", f"{'<text:p/>' * 20_001}<text:h ")))


def test_an_odt_is_the_same_file_for_every_program(content: bytes) -> None:
    swapped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(swapped, "w") as written:
        for info in reversed(source.infolist()):
            written.writestr(info, source.read(info))
    files: Iterable[bytes] = (content + content, content + b"niet", swapped.getvalue())
    for forged in files:
        assert odt_obstacles(forged), len(forged)
