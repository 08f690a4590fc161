"""The parts of a Word document and how they relate: those that the register writes, and those that Word adds on saving."""

import re
from collections import Counter
from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element, Package, Relation, W
from opdracht.proof.obstacle import Obstacle

CONTENT_TYPES = "[Content_Types].xml"

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MICROSOFT = "http://schemas.microsoft.com/office/"
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?\s*<[\w!]"
)

_DIALECTS = (b'="http://purl.oclc.org/ooxml/wordprocessingml/main"', f'="{W[1:-1]}"'.encode())

_SIGNING = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
_SIGNED = "application/vnd.openxmlformats-package.digital-signature-"
_OF_PACKAGE = {
    "officeDocument": f"{_WORD}document.main+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "extendedProperties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "customProperties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "thumbnail": "image/jpeg image/x-emf image/x-wmf image/png",
    f"{_SIGNING}origin": f"{_SIGNED}origin",
    f"{_MICROSOFT}2020/02/relationships/classificationlabels": "application/vnd.ms-office.classificationlabels+xml",
}
_OF_DOCUMENT = {
    **{kind: f"{_WORD}{kind}+xml" for kind in ("styles", "settings", "webSettings", "fontTable", "numbering", "header",
                                               "footer", "footnotes", "endnotes", "comments")},
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "customXml": "application/xml",
    "printerSettings": f"{_WORD}printerSettings",
    f"{_MICROSOFT}2007/relationships/stylesWithEffects": "application/vnd.ms-word.stylesWithEffects+xml",
    f"{_MICROSOFT}2019/09/relationships/intelligence": "application/vnd.ms-office.intelligence+xml",
    f"{_MICROSOFT}2020/10/relationships/intelligence": "application/vnd.ms-office.intelligence2+xml",
    f"{_MICROSOFT}2011/relationships/people": f"{_WORD}people+xml",
    f"{_MICROSOFT}2011/relationships/commentsExtended": f"{_WORD}commentsExtended+xml",
    f"{_MICROSOFT}2016/09/relationships/commentsIds": f"{_WORD}commentsIds+xml",
    f"{_MICROSOFT}2018/08/relationships/commentsExtensible": f"{_WORD}commentsExtensible+xml",
}  # fmt: skip
_OF_OTHERS = {
    "customXmlProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    f"{_SIGNING}signature": f"{_SIGNED}xmlsignature+xml",
    f"{_SIGNING}certificate": f"{_SIGNED}certificate",
}
_MAY_BE_MORE = frozenset(
    ("header", "footer", "customXml", "printerSettings", f"{_SIGNING}signature", f"{_SIGNING}certificate")
)
_NAMED = {
    "hyperlink": "een koppeling (hyperlink)",
    "image": "een afbeelding",
    "aFChunk": "een ander bestand dat in de tekst wordt gezet",
    "subDocument": "een ander bestand dat in de tekst wordt gezet",
    "attachedTemplate": "een gekoppeld sjabloon",
    "frame": "een ander bestand in een kader",
    "oleObject": "een ingesloten bestand",
    "package": "een ingesloten bestand",
    "chart": "een grafiek",
    "glossaryDocument": "een tweede tekst (bouwstenen)",
    "font": "een ingesloten lettertype",
    f"{_MICROSOFT}2006/relationships/vbaProject": "een macro",
}


def part_obstacles(package: Package) -> Iterator[Obstacle]:
    """Parts, relations and types of content that neither the register nor Word by itself puts in a document."""
    types = _ContentTypes(package.xml(CONTENT_TYPES))
    yield from types.obstacles()
    reached = {CONTENT_TYPES}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        reached.add(_relations_name(part))
        relations = list(package.relations_of(part))
        allowed = _OF_DOCUMENT if part == package.main else _OF_OTHERS if part else _OF_PACKAGE
        counts = Counter(of.kind for of in relations)
        for kind in sorted(kind for kind, number in counts.items() if number > 1 and kind not in _MAY_BE_MORE):
            yield Obstacle(part or "het bestand", f"twee verwijzingen naar een '{_short(kind)}'")
        if len({of.key for of in relations}) != len(relations):
            yield Obstacle(part or "het bestand", "twee verwijzingen met één naam")
        for of in relations:
            if what := _wrong(of, allowed, package, types):
                yield Obstacle(of.target or part, what)
            elif of.target not in reached:
                waiting.append(of.target)
                reached.add(of.target)
    for name in sorted(package.names - reached):
        if not name.endswith("/"):
            yield Obstacle(name, "een onderdeel waar niets naar verwijst")
    for name in sorted(package.names):
        if types.of(name).endswith("+xml"):
            yield from (Obstacle(name, what) for what in beside_elements(package.archive.read(name)))


def beside_elements(content: bytes) -> Iterator[str]:
    """What stands in the XML of a part beside elements and text: programs do not agree on what it does."""
    if all(dialect in content for dialect in _DIALECTS):
        yield "twee dialecten van Word door elkaar"
    start = _START.match(content)
    if start is None:
        yield "een vreemde tekencodering"
        return
    for sign, what in (
        (b"<!--", "een opmerking binnen de tekst van het bestand"),
        (b"<![CDATA[", "letterlijke tekst (CDATA) binnen het bestand"),
        (b"<!DOCTYPE", "een eigen grammatica (DOCTYPE)"),
        (b"<?", "een instructie aan een programma"),
    ):
        if content.find(sign, start.end() - 2) >= 0:
            yield what


def _wrong(of: Relation, allowed: dict[str, str], package: Package, types: "_ContentTypes") -> str:
    if of.is_external or of.kind not in allowed:
        to_outside = "een verwijzing naar buiten het bestand" if of.is_external else ""
        return _NAMED.get(of.kind, to_outside or f"een onbekend onderdeel ({_short(of.kind)})")
    if of.target not in package.names:
        return "een verwijzing naar een onderdeel dat er niet is"
    if types.of(of.target) not in allowed[of.kind].split():
        return "een onderdeel dat zich voor iets anders uitgeeft"
    return ""


def _short(kind: str) -> str:
    return kind.rpartition("/")[2] or "naamloos"


def _relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


class _ContentTypes:
    """What kind of content each part has, as the file itself tells it."""

    def __init__(self, root: Element) -> None:
        self.of_ending: list[tuple[str, str]] = [
            (of.get("Extension", "").lower(), of.get("ContentType", "")) for of in root.iter(f"{_TYPES}Default")
        ]
        self.of_part: list[tuple[str, str]] = [
            (of.get("PartName", "").lstrip("/").lower(), of.get("ContentType", ""))
            for of in root.iter(f"{_TYPES}Override")
        ]

    def obstacles(self) -> Iterator[Obstacle]:
        """Types that are given twice, each time another one."""
        for kept in (self.of_ending, self.of_part):
            if len(dict(kept)) != len(set(kept)):
                yield Obstacle(CONTENT_TYPES, "een onderdeel met twee soorten inhoud")

    def of(self, part: str) -> str:
        named = dict(self.of_part).get(part.lower())
        return named or dict(self.of_ending).get(part.lower().rpartition(".")[2], "")
