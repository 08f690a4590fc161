"""A document as other programs leave it when they save it: what they add and rename, and no word of it changed.

Word itself is on no machine of ours: what it writes is put in here from files that it wrote and from its standard.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx

from opdracht.documents.libreoffice import find_soffice
from tests.forgeries import Members, members_of, packed

_TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_IGNORED = (
    f' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {_W14}'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SETTINGS = """
<w:zoom w:percent="120"/><w:embedSystemFonts/><w:proofState w:spelling="clean" w:grammar="clean"/><w:defaultTabStop w:val="567"/>
<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:hdrShapeDefaults/><w:footnotePr>
<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:rsids><w:rsidRoot w:val="00A77B3E"/><w:rsid w:val="00A77B3E"/></w:rsids><w:themeFontLang w:val="nl-NL"/>
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
 w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
 w:followedHyperlink="followedHyperlink"/><w:shapeDefaults/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
<w14:docId w14:val="5F4C3D2B"/><w15:chartTrackingRefBased/><w15:docId w15:val="{B1B2B3B4-0000-4000-8000-000000000000}"/>
""".replace("\n", "")
_NOTES = {
    of: f'<w:{of}s {_W}><w:{of} w:type="separator" w:id="-1"><w:p w:rsidR="00A77B3E"><w:r><w:separator/></w:r></w:p></w:{of}>'
    f'<w:{of} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{of}></w:{of}s>'
    for of in ("footnote", "endnote")
}


def by_python_docx(content: bytes) -> bytes:
    """As python-docx saves it."""
    target = io.BytesIO()
    docx.Document(io.BytesIO(content)).save(target)
    return target.getvalue()


def as_by_word(content: bytes) -> bytes:
    """With what Word adds: marks of revisions and of the spelling checker, ids, breaks of pages, parts and settings."""
    members = members_of(content)
    for name in filter(_STORIES.fullmatch, list(members)):
        members[name] = _marked(members[name])
    members["word/document.xml"] = members["word/document.xml"].replace(
        "</w:sectPr>", '<w:cols w:space="708"/><w:docGrid w:linePitch="360"/></w:sectPr>'
    )
    root = f"<w:settings {_W}{_IGNORED}>"
    members["word/settings.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}{_SETTINGS}</w:settings>'
    )
    latent = '<w:latentStyles w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0"/></w:latentStyles>'
    members["word/styles.xml"] = members["word/styles.xml"].replace("</w:docDefaults>", f"</w:docDefaults>{latent}")
    people = f"<w15:people xmlns:w15='{_MICROSOFT}/word/2012/wordml'/>"
    web = f"<w:webSettings {_W}><w:optimizeForBrowser/></w:webSettings>"
    for name, of, text in (
        ("webSettings", _TO, web),
        ("footnotes", _TO, _NOTES["footnote"]),
        ("endnotes", _TO, _NOTES["endnote"]),
        ("comments", _TO, f"<w:comments {_W}/>"),
        ("people", f"{_MICROSOFT}/2011/relationships", people),
        ("commentsExtended", f"{_MICROSOFT}/2011/relationships", people.replace("people", "commentsEx")),
    ):
        part = f"word/{name}.xml"
        _add(members, "word/_rels/document.xml.rels", part, f"{of}/{name}", f"{_WORD}{name}+xml", text, f"/{part}")
    sources = "<?mso-contentType?><b:Sources xmlns:b='urn:b'/>"
    item = "customXml/item1.xml"
    _add(members, "word/_rels/document.xml.rels", item, f"{_TO}/customXml", "application/xml", sources, f"../{item}")
    _add(
        members, "customXml/_rels/item1.xml.rels", "customXml/itemProps1.xml", f"{_TO}/customXmlProps",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", "<ds:datastoreItem xmlns:ds='urn:d'/>", "itemProps1.xml",
    )  # fmt: skip
    _add(
        members, "_rels/.rels", "docProps/custom.xml", f"{_TO}/custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml", "<Properties/>", "docProps/custom.xml",
    )  # fmt: skip
    return packed(members)


def _marked(xml: str) -> str:
    """A part with the marks of Word in it."""
    xml = re.sub(r"(<w:(?:document|hdr|ftr) )(?!.*mc:Ignorable)", rf"\1{_IGNORED.strip()} ", xml, count=1)
    numbers = iter(range(1, 1_000_000))
    xml = re.sub(
        r"<w:p>",
        lambda _: (
            f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w14:paraId="{next(numbers):08X}" w14:textId="77777777">'
        ),
        xml,
    )
    xml = re.sub(
        r"<w:tr>", lambda _: f'<w:tr w:rsidR="00A77B3E" w14:paraId="{next(numbers):08X}" w14:textId="77777777">', xml
    )
    xml = xml.replace("<w:r>", '<w:r w:rsidRPr="00C00000">')
    xml = re.sub(
        r'(<w:r w:rsidRPr="00C00000">)(<w:t[ >])', r'\1<w:rPr><w:noProof/><w:lang w:val="nl-NL"/></w:rPr>\2', xml
    )
    xml = re.sub(r"(</w:rPr>)(<w:t[ >])", r"\1<w:lastRenderedPageBreak/>\2", xml, count=3)
    start = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>'
    xml = re.sub(r"(</w:pPr>)(<w:r[ >])", rf"\1{start}\2", xml, count=1)
    return re.sub(
        r'<w:fldSimple w:instr="([^"]*)">(.*?)</w:fldSimple>',
        r'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">\1 \\* MERGEFORMAT </w:instrText></w:r>'
        r'<w:r><w:fldChar w:fldCharType="separate"/></w:r>\2<w:r><w:rPr><w:noProof/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>',
        xml,
    )


def _add(members: Members, relations: str, name: str, kind: str, of: str, text: str, to: str) -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    members[name] = text if text.startswith("<?") else head + text
    empty = (
        f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    key = f"rIdW{len(members)}"
    relation = f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/></Relationships>'
    members[relations] = members.get(relations, empty).replace("</Relationships>", relation)
    types = f'<Override PartName="/{name}" ContentType="{of}"/></Types>'
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace("</Types>", types)


def as_by_word_online(content: bytes) -> bytes:
    """With the names that Word on the web gives to parts: document2.xml, styles2.xml, header12.xml."""
    members = members_of(as_by_word(content))
    renamed = {name: re.sub(r"\.xml", "2.xml", name) for name in members if re.fullmatch(r"word/\w+\.xml", name)}
    renamed["word/_rels/document.xml.rels"] = "word/_rels/document2.xml.rels"
    renamed_members = {
        name: text for name, text in members.items() if not name.endswith(".rels") and name != "[Content_Types].xml"
    }
    for name, text in members.items():
        if name not in renamed_members:
            for old, new in renamed.items():
                for start in ("/", ""):
                    text = text.replace(f'"{start}{old}"', f'"{start}{new}"')
                text = text.replace(f'"{old.removeprefix("word/")}"', f'"{new.removeprefix("word/")}"')
            renamed_members[name] = text
    return packed({renamed.get(name, name): text for name, text in renamed_members.items()})


def as_strict(content: bytes) -> bytes:
    """As Word saves it as 'Strict Open XML': other namespaces, switches in words, measures in points."""
    members = members_of(content)
    for name, text in members.items():
        text = text.replace(f"{_TO}/", "http://purl.oclc.org/ooxml/officeDocument/relationships/").replace(
            f'"{_TO}"', '"http://purl.oclc.org/ooxml/officeDocument/relationships"'
        )
        text = re.sub(
            r"http://schemas\.openxmlformats\.org/(wordprocessingml|drawingml)/2006/main",
            r"http://purl.oclc.org/ooxml/\1/main",
            text,
        )
        if name.startswith("word/"):
            text = re.sub(r"(<w:(?:pgSz|pgMar|ind|tblInd|gridCol|tcW)\b[^>]*>)", _in_points, text)
            text = re.sub(r"<(w:(?:keepNext|cantSplit|b|bCs))/>", r'<\1 w:val="true"/>', text)
            text = (
                text.replace("w:left=", "w:start=").replace("w:right=", "w:end=") if name == "word/styles.xml" else text
            )
        members[name] = text.replace("<w:document ", '<w:document w:conformance="strict" ')
    return packed(members)


def _in_points(element: re.Match[str]) -> str:
    return re.sub(r'="(\d+)"', lambda number: f'="{int(number[1]) / 20:g}pt"', element[0])


def as_by_dotnet(content: bytes) -> bytes:
    """As System.IO.Packaging saves it: its own name for the properties, absolute targets, a mark before each part."""
    members = members_of(content)
    name = "package/services/metadata/core-properties/0123456789abcdef0123456789abcdef.psmdcp"
    members[name] = members.pop("docProps/core.xml")
    relations = (
        members["_rels/.rels"]
        .replace("docProps/core.xml", f"/{name}")
        .replace('"word/document.xml"', '"/word/document.xml"')
    )
    members["_rels/.rels"] = re.sub(r'Id="rId(\d+)"', r'Id="R0000\1"', relations)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>',
        f'<Default Extension="psmdcp" ContentType="{core}"/>',
    )
    return packed({part: text if part.startswith("\ufeff") else f"\ufeff{text}" for part, text in members.items()})


def signed(content: bytes) -> bytes:
    """With a digital signature of Word, that stands in parts of its own."""
    members = members_of(as_by_word(content))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    of = "application/vnd.openxmlformats-package.digital-signature"
    origin = "_xmlsignatures/origin.sigs"
    _add(members, "_rels/.rels", origin, f"{kind}/origin", f"{of}-origin", "", f"/{origin}")
    sent = "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>"
    relations = "_xmlsignatures/_rels/origin.sigs.rels"
    _add(members, relations, "_xmlsignatures/sig1.xml", f"{kind}/signature", f"{of}-xmlsignature+xml", sent, "sig1.xml")
    return packed(members)


def in_pieces(content: bytes) -> bytes:
    """With every text cut in runs, as an editor leaves it after many hands, and zipped again by a file manager."""
    members = members_of(content)
    for name in filter(_STORIES.fullmatch, list(members)):
        members[name] = re.sub(
            r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|)<w:t xml:space="preserve">([^<&]{4,})</w:t></w:r>',
            lambda run: "".join(
                f'<w:r>{run[1]}<w:t xml:space="preserve">{text}</w:t></w:r>' for text in (run[2][:3], run[2][3:])
            ),
            members[name],
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("word")
        for name in sorted(members):
            archive.writestr(name, members[name])
    return target.getvalue()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "python-docx": by_python_docx,
    "Word": as_by_word,
    "Word Online": as_by_word_online,
    "Strict": as_strict,
    ".NET": as_by_dotnet,
    "signed": signed,
    "in pieces": in_pieces,
    "Word after python-docx": lambda content: as_by_word(by_python_docx(content)),
    "python-docx after Word": lambda content: by_python_docx(as_by_word(content)),
}
"""How a document may be saved again, by what is known to do so."""


def by_libreoffice(paths: list[Path], folder: Path, *, through_odt: bool) -> list[Path]:
    """The documents as LibreOffice saves them, if need be by way of its own kind of file."""
    steps = ["odt", "docx"] if through_odt else ["docx:Office Open XML Text"]
    for step in steps:
        target = folder / step.partition(":")[0]
        command = [
            str(find_soffice()),
            f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
            "--headless",
            "--convert-to",
            step,
        ]
        subprocess.run(
            [*command, "--outdir", str(target), *map(str, paths)], check=True, capture_output=True, timeout=600
        )
        paths = [target / f"{path.stem}.{target.name}" for path in paths]
    return paths
