"""Ways to make a Word document read otherwise than was agreed: what is done to its parts, and the words that must name it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.test_verify import DOEL

Members = dict[str, str]
Forgery = Callable[[Members], "bytes | None"]

DOC, STYLES, NUMBERS, SETTINGS = "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"
FOOTER, HEADER, RELS, TYPES = (
    "word/footer1.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FALSE = "Bedrijven betalen 900.000 euro."


def members_of(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(members: Members) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


RUN = run(DOEL)
PARAGRAPH = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{RUN}</w:p>'
CELL = run("Woonwijken.")


def edit(part: str, old: str, new: str, count: int = 1) -> Forgery:
    """The first `old` in a part becomes `new`."""

    def forge(members: Members) -> None:
        assert old in members[part], old
        members[part] = members[part].replace(old, new, count)

    return forge


def instead(new: str) -> Forgery:
    """Something else where the sentence stands."""
    return edit(DOC, RUN, new)


def look(properties: str) -> Forgery:
    """The sentence with properties of its own."""
    return instead(run(DOEL, properties))


def paragraph(properties: str) -> Forgery:
    """The paragraph of the sentence with properties of its own."""
    return edit(DOC, PARAGRAPH, f'<w:p><w:pPr><w:pStyle w:val="BodyText"/>{properties}</w:pPr>{RUN}</w:p>')


def style(name: str, properties: str, kind: str = "rPr") -> Forgery:
    """A style that the document has, with properties added to it."""

    def forge(members: Members) -> None:
        whole = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', members[STYLES])
        assert whole
        old = whole[0]
        new = re.sub(rf"<w:{kind}>(.*?)</w:{kind}>", "", old)
        kept = re.search(rf"<w:{kind}>(.*?)</w:{kind}>", old)
        inside = f"{kept[1] if kept else ''}{properties}"
        members[STYLES] = members[STYLES].replace(
            old, new.replace("</w:style>", f"<w:{kind}>{inside}</w:{kind}></w:style>")
        )

    return forge


def added_style(key: str, attributes: str = 'w:type="paragraph"', inside: str = "", name: str = "") -> Forgery:
    """A style that the document did not have."""
    described = f'<w:style {attributes} w:styleId="{key}"><w:name w:val="{name or key}"/>{inside}</w:style>'
    return edit(STYLES, "</w:styles>", f"{described}</w:styles>")


def in_style(key: str) -> Forgery:
    """The paragraph of the sentence in another style; in none when the key is empty."""
    named = f'<w:pStyle w:val="{key}"/>' if key else ""
    return edit(DOC, PARAGRAPH, f"<w:p><w:pPr>{named}</w:pPr>{RUN}</w:p>")


def all_of(*forgeries: Forgery) -> Forgery:
    def forge(members: Members) -> None:
        for forgery in forgeries:
            forgery(members)

    return forge


def field(code: str, shown: str = DOEL) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return (
        f'{kinds[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{kinds[1]}{run(shown)}{kinds[2]}'
    )


def part(name: str, kind: str, content: str, to: str = "", mode: str = "") -> Forgery:
    """A part with a relation to it; `content` in the words of its own namespace."""

    def forge(members: Members) -> None:
        if not mode:
            members[f"word/{name}"] = content
        relation = f'<Relationship Id="rId99" Type="{TO}/{kind}" Target="{to or name}"{mode}/>'
        members[RELS] = members[RELS].replace("</Relationships>", f"{relation}</Relationships>")

    return forge


LEVEL = '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/><w:lvlJc w:val="left"/></w:lvl>'
HEADING = '<w:pStyle w:val="Heading1"/>'


def theme(colour: str) -> Forgery:
    """The dark colour of the theme, as text has it."""

    def forge(members: Members) -> None:
        name = "word/theme/theme1.xml"
        members[name], number = re.subn(r"<a:dk1>.*?</a:dk1>", f"<a:dk1>{colour}</a:dk1>", members[name])
        assert number == 1

    return forge


def table_style(properties: str) -> Forgery:
    return edit(
        STYLES, '<w:basedOn w:val="TableNormal"/><w:tblPr>', f'<w:basedOn w:val="TableNormal"/>{properties}<w:tblPr>'
    )


def row(properties: str) -> Forgery:
    """The row of a table cell with properties of its own."""

    def forge(members: Members) -> None:
        before, after = members[DOC].split(CELL, 1)
        at = before.rindex("<w:trPr>") + len("<w:trPr>")
        members[DOC] = before[:at] + properties + before[at:] + CELL + after

    return forge


def cell(properties: str) -> Forgery:
    def forge(members: Members) -> None:
        before, after = members[DOC].split(CELL, 1)
        at = before.rindex("</w:tcPr>")
        members[DOC] = before[:at] + properties + before[at:] + CELL + after

    return forge


def section(old: str, new: str) -> Forgery:
    def forge(members: Members) -> None:
        changed = re.sub(old, new, members[DOC])
        assert changed != members[DOC]
        members[DOC] = changed

    return forge


def zipped_twice(members: Members) -> bytes:
    """A second document.xml beside the first; the list at the end has both."""
    content = io.BytesIO(packed(members))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as archive:
        archive.writestr(DOC, members[DOC].replace(DOEL, FALSE))
    return content.getvalue()


def in_front(members: Members) -> bytes:
    """Another document before this one, for programs that read a zip from its first byte."""
    return packed({**members, DOC: members[DOC].replace(DOEL, FALSE)}) + packed(members)


def other_name_inside(members: Members) -> bytes:
    """The name of a member in the list is not the one that stands before its content."""
    content = bytearray(packed({**members, "word/documentx.xml": members[DOC].replace(DOEL, FALSE)}))
    at = content.index(b"word/documentx.xml")
    content[at : at + 18] = b"word/document1.xml"
    return bytes(content)


def between_members(members: Members) -> bytes:
    """A member that the list does not have, between those that it has."""
    content = packed(members)
    hidden = packed({DOC: members[DOC].replace(DOEL, FALSE)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    hidden = hidden[: hidden.index(b"PK\x01\x02")]
    end = bytearray(content[start:])
    at = end.index(b"PK\x05\x06") + 16
    struct.pack_into("<I", end, at, start + len(hidden))
    return content[:start] + hidden + bytes(end)


FORGED: dict[str, tuple[Forgery, str]] = {
    # what stands between the letters
    "a comment in the text": (instead(RUN.replace("kunnen", "kun<!-- -->nen")), "opmerking binnen de tekst"),
    "an instruction in the text": (instead(RUN.replace("groeien.", "groeien.<?x ?> Of niet.")), "Of niet"),
    "literal text": (instead(RUN.replace(DOEL, f"<![CDATA[{DOEL}]]>")), "CDATA"),
    "a grammar of its own": (edit(DOC, "<w:document ", '<!DOCTYPE x [<!ENTITY e "niet">]><w:document '), "DOCTYPE"),
    "an entity": (
        all_of(
            edit(DOC, "<w:document ", '<!DOCTYPE x [<!ENTITY e "niet">]><w:document '),
            instead(RUN.replace("zij", "&e; zij")),
        ),
        "DOCTYPE",
    ),
    "another encoding": (edit(DOC, 'encoding="UTF-8"', 'encoding="ISO-8859-1"'), "tekencodering"),
    # tracked changes
    "a deleted run": (instead(f'<w:del w:id="9" w:author="x">{RUN}</w:del>'), "verwijderde tekst"),
    "a deleted run as Word writes it": (
        instead(f'<w:del w:id="9" w:author="x">{RUN.replace("w:t", "w:delText")}</w:del>'),
        "verwijderde tekst",
    ),
    "an inserted run": (instead(f'<w:ins w:id="9" w:author="x">{RUN}</w:ins>'), "ingevoegde tekst"),
    "a run moved away": (instead(f'<w:moveFrom w:id="9" w:author="x">{RUN}</w:moveFrom>'), "verplaatste tekst"),
    "a run moved here": (instead(f'<w:moveTo w:id="9" w:author="x">{RUN}</w:moveTo>'), "verplaatste tekst"),
    "a deleted row": (row('<w:del w:id="9" w:author="x"/>'), "verwijderde rij"),
    "an inserted row": (row('<w:ins w:id="9" w:author="x"/>'), "ingevoegde rij"),
    "a deleted cell": (cell('<w:cellDel w:id="9" w:author="x"/>'), "verwijderde cel"),
    "a deleted paragraph": (paragraph('<w:rPr><w:del w:id="9" w:author="x"/></w:rPr>'), "verwijderde alinea"),
    "an inserted paragraph": (paragraph('<w:rPr><w:ins w:id="9" w:author="x"/></w:rPr>'), "ingevoegde alinea"),
    "letters changed while tracking": (
        look('<w:rPrChange w:id="9" w:author="x"><w:rPr/></w:rPrChange>'),
        "gewijzigde opmaak",
    ),
    "a paragraph changed while tracking": (
        paragraph('<w:pPrChange w:id="9" w:author="x"><w:pPr/></w:pPrChange>'),
        "gewijzigde opmaak",
    ),
    "a row changed while tracking": (
        row('<w:trPrChange w:id="9" w:author="x"><w:trPr/></w:trPrChange>'),
        "gewijzigde opmaak",
    ),
    # what programs show in different ways
    "a fallback that Word shows": (
        instead(
            f'<mc:AlternateContent {MC}><mc:Choice Requires="q" xmlns:q="urn:q">{RUN}</mc:Choice>'
            f"<mc:Fallback>{run(FALSE)}</mc:Fallback></mc:AlternateContent>"
        ),
        "900.000",
    ),
    "a choice that Word shows": (
        instead(
            f'<mc:AlternateContent {MC}><mc:Choice Requires="w" {W}>{run(FALSE)}</mc:Choice>'
            f"<mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>"
        ),
        "niet ieder programma",
    ),
    "an element that is passed over": (instead(f'<q:x xmlns:q="urn:q">{RUN}</q:x>'), "niet kent"),
    "an attribute of its own": (instead(RUN.replace("<w:t ", '<w:t w:hide="1" ')), "niet kent"),
    "a second body": (edit(DOC, "</w:body>", f"</w:body><w:body><w:p>{run(FALSE)}</w:p></w:body>"), "tweede tekst"),
    "properties after the text": (
        instead(RUN.replace("</w:r>", "<w:rPr><w:vanish/></w:rPr></w:r>")),
        "niet op haar plaats",
    ),
    "a property twice": (look('<w:vanish w:val="0"/><w:vanish/>'), "twee keer|verborgen"),
    # fields
    "a formula in a field": (instead(field("= 900000")), "een veld dat Word zelf invult"),
    "a condition in a field": (instead(field('IF 1 = 1 "ja" "nee"')), "een veld dat Word zelf invult"),
    "a picture of a page number": (
        edit(FOOTER, '" PAGE "', "\" PAGE \\# &quot;'Vervallen'&quot; \""),
        "een veld dat Word zelf invult",
    ),
    "a simple field": (
        instead(f'<w:fldSimple w:instr="DOCPROPERTY Title">{RUN}</w:fldSimple>'),
        "een veld dat Word zelf invult",
    ),
    "a quote in a field": (instead(field(f' QUOTE "{FALSE}" ')), "een veld dat Word zelf invult"),
    "an included file": (instead(field(' INCLUDETEXT "c:\\x.docx" ')), "een veld dat Word zelf invult"),
    "a field without a code": (instead(field("")), "een veld dat Word zelf invult"),
    "a field within a field": (instead(field("PAGE", field("= 1", "1"))), "veld dat niet heel is"),
    "a field that is kept as it is": (
        edit(FOOTER, '<w:fldSimple w:instr=" PAGE "', '<w:fldSimple w:fldLock="1" w:instr=" PAGE "'),
        "niet kent",
    ),
    "letters in place of a page number": (
        edit(FOOTER, "<w:fldSimple", "<w:r><w:t>[nummer]</w:t></w:r><w:fldSimple"),
        "nummer",
    ),
    "a page number that is none": (
        edit(
            FOOTER,
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t>',
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>[nummer]</w:t>',
        ),
        "nummer",
    ),
    # what takes its text from elsewhere
    "a control bound to data": (
        instead(
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="x"/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>'
        ),
        "elders haalt",
    ),
    "a control": (
        instead(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>"),
        "invulveld",
    ),
    "an alternative chunk": (
        all_of(
            edit(DOC, PARAGRAPH, f'{PARAGRAPH}<w:altChunk r:id="rId99"/>'), part("x.html", "aFChunk", f"<p>{FALSE}</p>")
        ),
        "ander bestand",
    ),
    "a sub document": (edit(DOC, RUN, f'{RUN}<w:subDoc r:id="rId99"/>'), "ander bestand"),
    "an equation": (
        edit(
            DOC,
            RUN,
            f'{RUN}<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>900.000</m:t></m:r></m:oMath>',
        ),
        "formule",
    ),
    "text over text": (
        instead(f"<w:r><w:ruby><w:rubyBase>{RUN}</w:rubyBase><w:rt>{run('niet')}</w:rt></w:ruby></w:r>"),
        "boven de tekst",
    ),
    "a symbol": (edit(DOC, RUN, f'{RUN}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), "symbolenlettertype"),
    "a date that Word fills in": (edit(DOC, RUN, f"{RUN}<w:r><w:yearLong/></w:r>"), "datum die Word"),
    "a footnote": (edit(DOC, RUN, f'{RUN}<w:r><w:footnoteReference w:id="2"/></w:r>'), "voetnoot"),
    "a comment in the margin": (edit(DOC, RUN, f'{RUN}<w:r><w:commentReference w:id="0"/></w:r>'), "kantlijn"),
    "a link": (instead(f'<w:hyperlink w:anchor="x">{RUN}</w:hyperlink>'), "koppeling"),
    # pictures and boxes
    "a drawing": (edit(DOC, RUN, f"{RUN}<w:r><w:drawing/></w:r>"), "afbeelding"),
    "an old picture": (edit(DOC, RUN, f"{RUN}<w:r><w:pict/></w:r>"), "afbeelding"),
    "a text box": (
        edit(
            DOC,
            RUN,
            f"{RUN}<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>"
            f"<w:p>{run(FALSE)}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
        ),
        "900.000",
    ),
    "an object": (edit(DOC, RUN, f"{RUN}<w:r><w:object/></w:r>"), "ingesloten bestand"),
    "a background": (section("<w:body", '<w:background w:color="1C2730"/><w:body'), "achtergrond"),
    "a picture in the header": (edit(HEADER, "</w:p>", "<w:r><w:drawing/></w:r></w:p>"), "koptekst.*afbeelding"),
    # hidden, struck, small, of no colour: by itself
    "hidden": (look("<w:vanish/>"), "verborgen tekst"),
    "hidden on a screen": (look("<w:webHidden/>"), "verborgen tekst"),
    "a hidden end of a paragraph": (paragraph("<w:rPr><w:vanish/></w:rPr>"), "verborgen einde"),
    "struck": (look("<w:strike/>"), "doorgehaalde"),
    "struck twice": (look("<w:dstrike/>"), "doorgehaalde"),
    "letters of one point": (look('<w:sz w:val="2"/>'), "letters van 1 punt"),
    "letters of no size": (look('<w:sz w:val="0"/>'), "letters van 0 punt"),
    "letters of a hundred points": (look('<w:sz w:val="1000"/>'), "letters van 500 punt"),
    "pressed letters": (look('<w:w w:val="1"/>'), "samengedrukte"),
    "letters over each other": (look('<w:spacing w:val="-200"/>'), "over elkaar"),
    "letters below the line": (look('<w:position w:val="-3000"/>'), "onder de regel"),
    "letters that fit in nothing": (look('<w:fitText w:val="1"/>'), "samengedrukte"),
    "small letters above the line": (look('<w:vertAlign w:val="superscript"/>'), "hoog of laag"),
    "capitals": (look("<w:caps/>"), "hoofdletters"),
    "white letters": (look('<w:color w:val="FFFFFF"/>'), "witte letters"),
    "nearly white letters": (look('<w:color w:val="FDFDFD"/>'), "bijna de kleur"),
    "white letters of the theme": (look('<w:color w:val="000000" w:themeColor="background1"/>'), "witte letters"),
    "nearly white letters of the theme": (
        look('<w:color w:val="000000" w:themeColor="text1" w:themeTint="05"/>'),
        "bijna de kleur",
    ),
    "a black highlight": (look('<w:highlight w:val="black"/>'), "bijna de kleur"),
    "a black ground": (look('<w:shd w:val="clear" w:fill="000000"/>'), "bijna de kleur"),
    "a solid ground": (look('<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'), "bijna de kleur"),
    "a pattern": (look('<w:shd w:val="pct90" w:color="000000" w:fill="FFFFFF"/>'), "onbekende kleur"),
    "a black paragraph": (paragraph('<w:shd w:val="clear" w:fill="1C2730"/>'), "bijna de kleur"),
    "a black cell": (cell('<w:shd w:val="clear" w:fill="1C2730"/>'), "bijna de kleur"),
    "a filling of its own": (
        look(
            '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>'
        ),
        "eigen vulling",
    ),
    "letters from a typeface of symbols": (look('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "ander soort"),
    "letters from an unknown typeface": (look('<w:rFonts w:ascii="Omkering" w:hAnsi="Omkering"/>'), "ander soort"),
    "letters from right to left": (look("<w:rtl/>"), "omgekeerde leesrichting"),
    "an override of direction": (instead(f'<w:bdo w:val="rtl">{RUN}</w:bdo>'), "omgekeerde leesrichting"),
    "a sign that turns the direction": (instead(run(f"\u202e{DOEL}")), "\u202e"),
    "a sign that nobody sees": (instead(run(DOEL.replace("zij", "z\u200bij"))), "\u200b"),
    "a letter of another script": (instead(run(DOEL.replace("a", "а"))), "а"),
    # the same by style
    "all hidden": (edit(STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"), "verborgen tekst"),
    "hidden by the style of the paragraph": (style("BodyText", "<w:vanish/>"), "verborgen|staat er"),
    "hidden by a style that it is based on": (style("Normal", "<w:vanish/>"), "verborgen|staat er"),
    "struck by the style of the paragraph": (style("BodyText", "<w:strike/>"), "doorgehaalde"),
    "white by the style of the paragraph": (style("BodyText", '<w:color w:val="FFFFFF"/>'), "witte letters"),
    "small by the style of the paragraph": (style("BodyText", '<w:sz w:val="3"/>'), "letters van 1,5 punt"),
    "hidden by the style of the table": (table_style("<w:rPr><w:vanish/></w:rPr>"), "verborgen tekst"),
    "hidden by the style of the first row": (
        table_style('<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'),
        "verborgen tekst",
    ),
    "black by the style of the table": (
        table_style('<w:tcPr><w:shd w:val="clear" w:fill="1C2730"/></w:tcPr>'),
        "bijna de kleur",
    ),
    "a frame by style": (style("BodyText", '<w:framePr w:w="10" w:x="20000"/>', "pPr"), "tekstkader"),
    "two styles of one name": (
        edit(
            STYLES,
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
        ),
        "twee stijlen|verborgen",
    ),
    "a colour that stands for another": (
        edit(SETTINGS, "<w:compat>", '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/><w:compat>'),
        "kleuren die voor andere",
    ),
    # off the page, in no room
    "an indent off the page": (paragraph('<w:ind w:left="-20000"/>'), "buiten de bladzijde"),
    "an indent that leaves no room": (paragraph('<w:ind w:left="9100" w:right="9000"/>'), "buiten de bladzijde"),
    "a first line off the page": (paragraph('<w:ind w:hanging="15000"/>'), "buiten de bladzijde"),
    "a tab off the page": (
        style("Header", '<w:tabs><w:tab w:val="left" w:pos="30000"/></w:tabs>', "pPr"),
        "buiten de bladzijde|twee keer",
    ),
    "lines over each other": (paragraph('<w:spacing w:line="1" w:lineRule="exact"/>'), "regels over elkaar"),
    "lines over each other by a share": (paragraph('<w:spacing w:line="10" w:lineRule="auto"/>'), "regels over elkaar"),
    "a paragraph far below": (paragraph('<w:spacing w:before="31000"/>'), "regels over elkaar"),
    "a frame": (paragraph('<w:framePr w:w="1" w:hSpace="0" w:x="20000" w:y="20000"/>'), "tekstkader"),
    "a paragraph from right to left": (paragraph("<w:bidi/>"), "van rechts naar links"),
    "a line through the text": (paragraph('<w:tabs><w:tab w:val="bar" w:pos="900"/></w:tabs>'), "streep door"),
    "a heading that folds its text away": (
        paragraph('<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
        "ingeklapt",
    ),
    "a page of a stamp": (section(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="500" w:h="500"/>'), "vreemde maat"),
    "a page without room": (
        section(r'w:left="\d+"(?=[^>]*w:header)|w:left="1361"', 'w:left="11000"'),
        "buiten de bladzijde",
    ),
    "columns": (section("</w:sectPr>", '<w:cols w:num="5"/></w:sectPr>'), "kolommen"),
    "standing text": (section("</w:sectPr>", '<w:textDirection w:val="tbRl"/></w:sectPr>'), "van links naar rechts"),
    "other page numbers": (section("</w:sectPr>", '<w:pgNumType w:start="900"/></w:sectPr>'), "bladzijdenummers"),
    "numbers of lines": (section("</w:sectPr>", '<w:lnNumType w:countBy="1"/></w:sectPr>'), "regelnummers"),
    "a first page without header": (section("</w:sectPr>", "<w:titlePg/></w:sectPr>"), "niet iedere bladzijde"),
    "even pages without header": (
        edit(SETTINGS, "<w:compat>", "<w:evenAndOddHeaders/><w:compat>"),
        "niet iedere bladzijde",
    ),
    # tables
    "a row of no height": (row('<w:trHeight w:val="1" w:hRule="exact"/>'), "vaste hoogte"),
    "a hidden row": (row("<w:hidden/>"), "verborgen rij"),
    "a cell under another": (cell('<w:hMerge w:val="continue"/>'), "een andere bedekt"),
    "a cell under the one above": (cell("<w:vMerge/>"), "meer rijen"),
    "a line through a cell": (
        cell('<w:tcBorders><w:tl2br w:val="single" w:sz="48"/></w:tcBorders>'),
        "streep door een cel|twee keer",
    ),
    "standing text in a cell": (cell('<w:textDirection w:val="btLr"/>'), "van links naar rechts"),
    "a cell with margins that leave no room": (
        cell('<w:tcMar><w:left w:w="30000" w:type="dxa"/></w:tcMar>'),
        "bladzijde|twee keer",
    ),
    "a floating table": (
        section("<w:tblLayout", '<w:tblpPr w:tblpX="20000" w:tblpY="1"/><w:tblLayout'),
        "zwevende tabel",
    ),
    "a table off the page": (section(r'<w:tblInd w:w="\d+"', '<w:tblInd w:w="20000"'), "buiten de bladzijde"),
    "columns in reverse": (section("<w:tblLayout", "<w:bidiVisual/><w:tblLayout"), "omgekeerde volgorde"),
    "columns without width": (section(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="1"'), "buiten de bladzijde"),
    "a table in a table": (
        edit(
            DOC,
            f"{CELL}</w:p>",
            f"{CELL}</w:p><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>",
        ),
        "tabel in een tabel",
    ),
    # numbers and signs before paragraphs
    "a text for a number": (
        edit(NUMBERS, 'w:lvlText w:val="%1"', 'w:lvlText w:val="Vervallen: "'),
        "voor de tekst .Vervallen",
    ),
    "another kind of number": (
        edit(NUMBERS, 'w:numFmt w:val="decimal"', 'w:numFmt w:val="ordinalText"'),
        "voor de tekst",
    ),
    "a number that begins elsewhere": (edit(NUMBERS, 'w:start w:val="1"', 'w:start w:val="7"'), "voor de tekst"),
    "a number that is begun anew": (
        edit(NUMBERS, "</w:num>", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'),
        "voor de tekst",
    ),
    "a number where there was none": (
        paragraph('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        "voor de tekst",
    ),
    "a number that is gone": (edit(STYLES, '<w:numPr><w:numId w:val="1"/></w:numPr>', ""), "nummer dat ontbreekt"),
    "a number of no colour": (
        edit(NUMBERS, '<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="left"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        "witte letters",
    ),
    "a picture for a number": (edit(NUMBERS, "<w:lvlJc", '<w:lvlPicBulletId w:val="0"/><w:lvlJc'), "voor de tekst"),
    # the file itself
    "two members of one name": (zipped_twice, "twee keer"),
    "two members that differ in case": (
        lambda members: members.update({"word/Document.xml": members[DOC].replace(DOEL, FALSE)}),
        "twee keer",
    ),
    "another name in the zip itself": (other_name_inside, "tussen of achter"),
    "another document in front": (in_front, "tussen of achter"),
    "a member that is not in the list": (between_members, "tussen of achter"),
    "words after the list": (lambda members: packed(members) + b"PK\x05\x06", "tussen of achter|beschadigd"),
    "a part that nothing refers to": (lambda members: members.update({"word/los.xml": "<x/>"}), "niets naar verwijst"),
    "a second main part": (
        all_of(
            lambda members: members.update({"word/b.xml": members[DOC].replace(DOEL, FALSE)}),
            edit(
                "_rels/.rels",
                "</Relationships>",
                f'<Relationship Id="r9" Type="{TO}/officeDocument" Target="word/b.xml"/></Relationships>',
            ),
        ),
        "twee verwijzingen",
    ),
    "a main part of another kind first": (
        all_of(
            lambda members: members.update({"word/b.xml": members[DOC].replace(DOEL, FALSE)}),
            edit(
                "_rels/.rels",
                "<Relationship ",
                '<Relationship Id="r9" Type="urn:x/officeDocument" Target="word/b.xml"/><Relationship ',
            ),
        ),
        "onbekend onderdeel",
    ),
    "a linked picture": (
        part("x", "image", "", "http://voorbeeld.invalid/x.png", ' TargetMode="External"'),
        "afbeelding",
    ),
    "an attached template": (
        part("x", "attachedTemplate", "", "http://voorbeeld.invalid/x.dotx", ' TargetMode="External"'),
        "gekoppeld sjabloon",
    ),
    "a macro": (edit(TYPES, "document.main+xml", "document.macroEnabled.main+xml"), "voor iets anders uitgeeft"),
    "a part that is not there": (part("styles2.xml", "header", "<x/>", "weg.xml"), "dat er niet is"),
    "two sets of styles": (part("styles2.xml", "styles", f"<w:styles {W}/>"), "twee verwijzingen"),
    "an embedded typeface": (
        edit("word/fontTable.xml", "</w:font>", '<w:embedRegular r:id="rId1" xmlns:r="x"/></w:font>'),
        "ingesloten lettertype",
    ),
    "a typeface of symbols by another name": (
        edit("word/fontTable.xml", "<w:altName w:val=", '<w:altName w:val="Wingdings" w:was='),
        "onder de naam",
    ),
    "another text in the footer": (edit(FOOTER, "pagina ", "Vervallen. pagina "), "Vervallen"),
    "white letters in the footer": (
        edit(
            FOOTER,
            '<w:r><w:t xml:space="preserve">pagina ',
            '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t xml:space="preserve">pagina ',
        ),
        "voettekst.*witte letters",
    ),
    # what a second look found
    "a page that ends in a number": (
        instead(f'{run("Bedrijven weten waar")}<w:r><w:br w:type="page"/></w:r>{run(" zij kunnen groeien.")}'),
        "einde van de bladzijde midden",
    ),
    "text that stands nowhere": (instead(f"<w:r>{FALSE}<w:t>{DOEL}</w:t></w:r>"), "nergens staat"),
    "hidden by the style of all runs": (
        edit(
            STYLES,
            "</w:styles>",
            '<w:style w:type="character" w:default="1" w:styleId="x"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
        ),
        "verborgen tekst",
    ),
    "defaults twice": (edit(STYLES, "<w:docDefaults>", "<w:docDefaults/><w:docDefaults>"), "twee keer"),
    "a style with properties twice": (
        edit(STYLES, '<w:name w:val="Body Text"/>', '<w:name w:val="Body Text"/><w:rPr/><w:rPr><w:vanish/></w:rPr>'),
        "twee keer|verborgen",
    ),
    "styles in two branches": (
        edit(STYLES, "<w:docDefaults>", f"<mc:AlternateContent {MC}/><w:docDefaults>"),
        "niet ieder programma",
    ),
    "two lists of one number": (edit(NUMBERS, "<w:num ", '<w:num w:numId="1"/><w:num '), "twee keer"),
    "two levels of one kind": (
        edit(NUMBERS, "<w:lvl ", '<w:lvl w:ilvl="0"><w:lvlText w:val="Vervallen"/></w:lvl><w:lvl '),
        "twee keer",
    ),
    "another list halfway": (
        all_of(
            edit(NUMBERS, "</w:numbering>", '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num></w:numbering>'),
            edit(
                DOC,
                '<w:pStyle w:val="Heading1"/>',
                '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="2"/></w:numPr>',
            ),
        ),
        "opnieuw begint",
    ),
    "a number from a typeface of symbols": (
        edit(
            NUMBERS, '<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="left"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
        ),
        "ander soort",
    ),
    "a number that pushes its heading away": (
        edit(NUMBERS, '<w:ind w:left="510"', '<w:tabs><w:tab w:val="num" w:pos="30000"/></w:tabs><w:ind w:left="510"'),
        "buiten de bladzijde",
    ),
    "a heading without words": (
        edit(DOC, PARAGRAPH, f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>{PARAGRAPH}'),
        "nummer zonder tekst",
    ),
    "a number put in while tracking": (
        paragraph('<w:numPr><w:numId w:val="0"/><w:ins w:id="9" w:author="x"/></w:numPr>'),
        "nummering .bijgehouden",
    ),
    "relations of one name": (edit(RELS, 'Id="rId2"', 'Id="rId1"'), "met één naam|koptekst"),
    "a row that begins a column later": (row('<w:gridBefore w:val="1"/>'), "andere kolom begint"),
    "a table of no width": (
        section(r'<w:tblW w:w="\d+" w:type="dxa"', '<w:tblW w:w="1" w:type="dxa"'),
        "waarin geen tekst past",
    ),
    "a table of no share": (
        section(r'<w:tblW w:w="\d+" w:type="dxa"', '<w:tblW w:w="1" w:type="pct"'),
        "waarin geen tekst past",
    ),
    "a cell of no share": (
        section(r'<w:tcW w:w="\d+" w:type="dxa"', '<w:tcW w:w="1" w:type="pct"'),
        "buiten de bladzijde",
    ),
    "a black table": (section("<w:tblLayout", '<w:shd w:val="clear" w:fill="1C2730"/><w:tblLayout'), "bijna de kleur"),
    "a black row": (
        section("<w:trPr>", '<w:tblPrEx><w:shd w:val="clear" w:fill="1C2730"/></w:tblPrEx><w:trPr>'),
        "bijna de kleur",
    ),
    "lines on a wide grid": (
        section("</w:sectPr>", '<w:docGrid w:type="lines" w:linePitch="30000"/></w:sectPr>'),
        "regels over elkaar",
    ),
    "letters on a grid": (
        section("</w:sectPr>", '<w:docGrid w:type="linesAndChars" w:charSpace="-60000"/></w:sectPr>'),
        "vast raster",
    ),
    "tabs off the page": (
        edit(SETTINGS, 'w:defaultTabStop w:val="567"', 'w:defaultTabStop w:val="31000"'),
        "tabs buiten",
    ),
    "page numbers that changed places": (
        all_of(edit(FOOTER, " PAGE ", " X "), edit(FOOTER, " NUMPAGES ", " PAGE "), edit(FOOTER, " X ", " NUMPAGES ")),
        "andere bladzijdenummers",
    ),
    "a footer that stands above": (
        section(
            r'<w:footerReference w:type="default" r:id="rId\d+"/>', '<w:footerReference w:type="default" r:id="rId4"/>'
        ),
        "voettekst",
    ),
    "a first section without header": (
        edit(
            DOC,
            PARAGRAPH,
            f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>{PARAGRAPH}',
        ),
        "niet iedere bladzijde",
    ),
    "letters that the hint takes elsewhere": (
        look('<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Wingdings" w:hint="eastAsia"/>'),
        "ander soort",
    ),
    "a theme of symbols": (
        all_of(
            edit("word/theme/theme1.xml", '<a:latin typeface="', '<a:latin typeface="Wingdings" panose="'),
            look('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'),
        ),
        "ander soort",
    ),
    "a paragraph that the web indents": (paragraph('<w:divId w:val="1"/>'), "niet kent"),
    "columns that fill a page each": (instead(f'<w:r><w:br w:type="column"/></w:r>{RUN}'), "andere kolom"),
    "two dialects of Word": (
        all_of(
            section(
                "<w:document ",
                '<w:document xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main" mc:Ignorable="s" ',
            ),
            section("<w:document ", f"<w:document {MC} "),
            instead(RUN.replace("w:", "s:")),
        ),
        "twee dialecten",
    ),
    "text among the properties": (
        edit(DOC, PARAGRAPH, f"<w:p><w:pPr>{run(FALSE)}</w:pPr></w:p>{PARAGRAPH}"),
        "tekst die nergens staat",
    ),
    "a cell that does not wrap": (cell("<w:noWrap/>"), "niet wordt afgebroken"),
    "a column in which a number breaks": (
        all_of(
            section(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="450"'),
            section(r'<w:tcW w:w="\d+"', '<w:tcW w:w="450"'),
        ),
        "buiten de bladzijde",
    ),
    "a border over the letters": (look('<w:bdr w:val="single" w:sz="96" w:space="0" w:color="1C2730"/>'), "dikke rand"),
    "a border over the cell": (
        cell('<w:tcBorders><w:left w:val="single" w:sz="96"/></w:tcBorders>'),
        "dikke rand|twee keer",
    ),
    "a border over the table by style": (
        edit(STYLES, '<w:insideH w:val="single" w:sz="4"', '<w:insideH w:val="single" w:sz="96"'),
        "dikke rand",
    ),
    # which style it is
    "two styles for what names none": (
        all_of(added_style("Z", 'w:type="paragraph" w:default="1"', "<w:rPr><w:vanish/></w:rPr>"), in_style("")),
        r"twee stijlen voor wat geen stijl noemt[\s\S]*verborgen",
    ),
    "a style for what names none, of no kind": (
        all_of(added_style("Z", 'w:default="1"', "<w:rPr><w:vanish/></w:rPr>"), in_style("")),
        r"twee stijlen voor wat geen stijl noemt[\s\S]*verborgen",
    ),
    "two styles of tables for what names none": (
        added_style("Z", 'w:type="table" w:default="on"', "<w:rPr><w:vanish/></w:rPr>"),
        "twee stijlen voor wat geen stijl noemt",
    ),
    "another style than the usual one for what names none": (
        all_of(
            edit(STYLES, 'w:default="1" w:styleId="Normal"', 'w:styleId="Normal"'),
            added_style("Z", 'w:type="paragraph" w:default="1"'),
            in_style(""),
        ),
        "twee stijlen voor wat geen stijl noemt",
    ),
    "a switch that no program knows": (added_style("Z", 'w:type="paragraph" w:default="ja"'), "onbekende soort"),
    "a style of no known kind": (added_style("Z", 'w:type="alinea"'), "onbekende soort"),
    "a paragraph in a style of letters": (
        all_of(added_style("Z", 'w:type="character"'), in_style("Z")),
        "stijl van een andere soort .Z",
    ),
    "a paragraph in a style that is not there": (in_style("Nergens"), "stijl die er niet is .Nergens"),
    "letters in a style of paragraphs": (
        all_of(added_style("Z", inside='<w:rPr><w:vanish w:val="0"/></w:rPr>'), look('<w:rStyle w:val="Z"/>')),
        "stijl van een andere soort .Z",
    ),
    "letters in a style that is not there": (look('<w:rStyle w:val="Nergens"/>'), "stijl die er niet is .Nergens"),
    "a table in a style of paragraphs": (
        section(r'<w:tblStyle w:val="\w+"', '<w:tblStyle w:val="BodyText"'),
        "stijl van een andere soort .BodyText",
    ),
    "a style on one of another kind": (
        all_of(
            added_style("Y", 'w:type="character"'), added_style("Z", inside='<w:basedOn w:val="Y"/>'), in_style("Z")
        ),
        "van een andere soort .Y",
    ),
    "a style on one that is not there": (
        all_of(added_style("Z", inside='<w:basedOn w:val="Nergens"/>'), in_style("Z")),
        "er niet is .*Nergens",
    ),
    "styles that stand on each other": (
        all_of(added_style("Y", inside='<w:basedOn w:val="Z"/>'), added_style("Z", inside='<w:basedOn w:val="Y"/>')),
        "op zichzelf",
    ),
    "two styles with one name": (
        all_of(added_style("Z", name="body text", inside="<w:rPr><w:vanish/></w:rPr>")),
        "twee stijlen met één naam",
    ),
    "a style that names a style of letters itself": (
        all_of(
            added_style("Z", 'w:type="character"', "<w:rPr><w:vanish/></w:rPr>"),
            edit(
                STYLES, '<w:name w:val="Body Text"/>', '<w:name w:val="Body Text"/><w:rPr><w:rStyle w:val="Z"/></w:rPr>'
            ),
        ),
        "stijl in een stijl",
    ),
    "two styles that differ in case": (
        added_style("bodytext", inside="<w:rPr><w:vanish/></w:rPr>", name="x"),
        "alleen in hoofdletters",
    ),
    "an end of a paragraph that a style hides": (
        all_of(
            added_style("Z", 'w:type="character"', "<w:rPr><w:vanish/></w:rPr>"),
            paragraph('<w:rPr><w:rStyle w:val="Z"/></w:rPr>'),
        ),
        "verborgen einde",
    ),
    "a number that a style hides": (
        all_of(
            added_style("Z", 'w:type="character"', "<w:rPr><w:vanish/></w:rPr>"),
            edit(NUMBERS, '<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="left"/><w:rPr><w:rStyle w:val="Z"/></w:rPr>'),
        ),
        "verborgen tekst",
    ),
    "letters of a style too high for their line": (
        all_of(
            added_style("Z", 'w:type="character"', '<w:rPr><w:sz w:val="140"/></w:rPr>'),
            edit(
                DOC,
                PARAGRAPH,
                '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:line="240" w:lineRule="exact"/></w:pPr>'
                + run(DOEL, '<w:rStyle w:val="Z"/>')
                + "</w:p>",
            ),
        ),
        "regels over elkaar",
    ),
    # one thing said in two ways
    "an indent off the page by its old name": (paragraph('<w:ind w:left="-20000" w:start="0"/>'), "twee keer"),
    "an indent off the page by its new name": (paragraph('<w:ind w:end="20000" w:right="0"/>'), "twee keer"),
    "two headers for one kind of page": (
        section(
            r'(<w:headerReference w:type="default" r:id=")(rId\d+)"/>',
            r'\1\2"/><w:headerReference w:type="default" r:id="\2"/>',
        ),
        "twee keer",
    ),
    "a setting twice": (
        edit(SETTINGS, "<w:compat>", '<w:evenAndOddHeaders w:val="0"/><w:evenAndOddHeaders/><w:compat>'),
        "instelling die er twee keer staat",
    ),
    "a typeface of the theme twice": (
        all_of(
            edit("word/theme/theme1.xml", "<a:latin ", '<a:latin typeface="Calibri"/><a:latin '),
            look('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'),
        ),
        "ander soort",
    ),
    "a first line in two places": (paragraph('<w:ind w:firstLine="9000" w:hanging="9000"/>'), "twee keer"),
    "two margins on one side of a cell": (
        edit(STYLES, "<w:tblCellMar>", '<w:tblCellMar><w:start w:w="20000" w:type="dxa"/>'),
        "twee keer",
    ),
    "an indent by style in two ways": (style("BodyText", '<w:ind w:left="-20000" w:start="0"/>', "pPr"), "twee keer"),
    "an end of a paragraph with a property twice": (
        paragraph('<w:rPr><w:sz w:val="20"/><w:sz w:val="2"/></w:rPr>'),
        "twee keer",
    ),
    "a size of no namespace": (look('<w:sz val="2"/>'), "niet van Word"),
    # which number it is
    "a heading of another level": (
        all_of(
            edit(NUMBERS, "</w:lvl>", f"</w:lvl>{LEVEL.replace('%2', 'Vervallen %2')}"),
            edit(DOC, HEADING, f'{HEADING}<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        ),
        "voor de tekst .Vervallen",
    ),
    "a heading of another level that looks alike": (
        all_of(
            edit(NUMBERS, "</w:lvl>", f"</w:lvl>{LEVEL.replace('%2', '%1')}"),
            edit(DOC, HEADING, f'{HEADING}<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        ),
        "voor de tekst",
    ),
    "a level of its own with the number of its style": (
        all_of(
            edit(NUMBERS, "</w:lvl>", f"</w:lvl>{LEVEL}"),
            edit(DOC, HEADING, f'{HEADING}<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
        ),
        "voor de tekst",
    ),
    "a level that is not described": (
        edit(DOC, HEADING, f'{HEADING}<w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr>'),
        "nergens is beschreven",
    ),
    "another level for the style itself": (
        edit(STYLES, '<w:numPr><w:numId w:val="1"/>', '<w:numPr><w:ilvl w:val="4"/><w:numId w:val="1"/>'),
        "nergens is beschreven",
    ),
    "two levels for one style": (
        edit(NUMBERS, "</w:lvl>", "</w:lvl>" + LEVEL.replace("<w:lvlText", f"{HEADING}<w:lvlText")),
        "voor de tekst",
    ),
    "a list by another way to write its number": (
        edit(NUMBERS, "<w:num ", '<w:num w:numId="01"><w:abstractNumId w:val="0"/></w:num><w:num '),
        "vreemd nummer",
    ),
    "a number that begins with nothing said": (edit(NUMBERS, '<w:start w:val="1"/>', ""), "voor de tekst"),
    "a level for a style of another kind": (
        all_of(
            added_style("Z", 'w:type="character"'),
            edit(NUMBERS, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Z"/>'),
        ),
        "stijl van een andere soort",
    ),
    # relations by their last word
    **{
        f"a relation to the {of} by its last word": (
            edit(RELS, f'Type="{TO}/{of}"', f'Type="{of}"'),
            "onbekend onderdeel",
        )
        for of in ("styles", "numbering", "header", "footer", "settings")
    },
    "a header that a package tells of itself": (
        edit(
            RELS,
            f'Type="{TO}/header"',
            'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/header"',
        ),
        "onbekend onderdeel",
    ),
    "a main part by its last word": (
        edit("_rels/.rels", f'Type="{TO}/officeDocument"', 'Type="officeDocument"'),
        "geen Word-document",
    ),
    # colours of the system
    "letters of the colour of paper by the theme": (
        all_of(
            look('<w:color w:val="auto" w:themeColor="text1"/>'), theme('<a:sysClr val="window" lastClr="000000"/>')
        ),
        "onbekende kleur",
    ),
    "letters of a colour of somebody's screen": (
        all_of(look('<w:color w:val="auto" w:themeColor="text1"/>'), theme('<a:sysClr val="menu" lastClr="000000"/>')),
        "onbekende kleur",
    ),
    "letters of a colour of the theme made lighter": (
        all_of(
            look('<w:color w:val="auto" w:themeColor="text1"/>'),
            theme('<a:srgbClr val="000000"><a:lumMod val="1"/><a:lumOff val="100000"/></a:srgbClr>'),
        ),
        "onbekende kleur",
    ),
    "a colour of the theme twice": (
        all_of(
            look('<w:color w:val="auto" w:themeColor="text1"/>'),
            theme('<a:srgbClr val="000000"/></a:dk1><a:dk1><a:srgbClr val="FFFFFF"/>'),
        ),
        "onbekende kleur",
    ),
    # paper without text
    "forty blank pages": (
        edit(DOC, PARAGRAPH, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 40 + PARAGRAPH),
        "lege bladzijden",
    ),
    "pages of empty lines": (edit(DOC, PARAGRAPH, "<w:p/>" * 400 + PARAGRAPH), "lege bladzijden"),
    "a number that is not printed": (
        edit(NUMBERS, 'w:lvlText w:val="%1"', 'w:lvlText w:null="1" w:val="%1"'),
        "voor de tekst",
    ),
}
