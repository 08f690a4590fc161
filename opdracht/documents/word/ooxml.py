"""The package of a Word document: its parts of XML, how they relate, and what its styles do to text."""

import zipfile
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
"""An element of XML, or of python-docx, whose elements are these too."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())
_STRICT_R = (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode())
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True)
class Styles:
    """The styles whose text is hidden, and those that number their paragraphs."""

    hidden: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()


class Package:
    """The parts of a .docx, by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        root = self.relations("")
        self.main = next(target for kind, target in root.values() if kind == "officeDocument")
        self.related = self.relations(self.main)
        self.styles = _styles(self)

    def xml(self, name: str) -> Element:
        content = self.archive.read(name).replace(*_STRICT).replace(*_STRICT_R)
        return etree.fromstring(content, _PARSER)

    def relations(self, of: str) -> dict[str, tuple[str, str]]:
        """The kind and target of each relation of a part, by its id."""
        folder, _, name = of.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}
        for relation in self.xml(path).iter(_RELATION) if path in self.archive.namelist() else ():
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            if relation.get("TargetMode") != "External":
                found[relation.get("Id")] = (relation.get("Type", "").rpartition("/")[2], full)
        return found

    def headers_and_footers(self, body: Element) -> list[tuple[str, str]]:
        """The headers and footers that a reader sees, each once."""
        settings = next((target for kind, target in self.related.values() if kind == "settings"), None)
        even = settings is not None and self.xml(settings).find(f"{W}evenAndOddHeaders")
        found: dict[tuple[str, str], None] = {}
        for section in body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg")
            kinds = {"default"} | ({"first"} if first is not None and is_on(first) else set())
            kinds |= {"even"} if even is not None and even is not False and is_on(even) else set()
            for tag, zone in (("headerReference", "koptekst"), ("footerReference", "voettekst")):
                for reference in section.iter(f"{W}{tag}"):
                    target = self.related.get(reference.get(f"{_R}id", ""))
                    if target and reference.get(f"{W}type", "default") in kinds:
                        found[zone, target[1]] = None
        return list(found)


def _styles(package: Package) -> Styles:
    name = next((target for kind, target in package.related.values() if kind == "styles"), None)
    if name is None:
        return Styles()
    styles = {style.get(f"{W}styleId", ""): style for style in package.xml(name).iter(f"{W}style")}
    hidden, numbered = set(), set()
    for key in styles:
        vanish = _inherited(styles, key, f"{W}rPr/{W}vanish")
        number = _inherited(styles, key, f"{W}pPr/{W}numPr/{W}numId")
        if vanish is not None and is_on(vanish):
            hidden.add(key)
        if number is not None and number.get(f"{W}val") != "0":
            numbered.add(key)
    return Styles(frozenset(hidden), frozenset(numbered))


def _inherited(styles: dict[str, Element], key: str, path: str) -> Element | None:
    """What a style says at a path, or else the style it is based on."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        found = styles[key].find(path)
        if found is not None:
            return found
        based = styles[key].find(f"{W}basedOn")
        key = based.get(f"{W}val", "") if based is not None else ""
    return None


def is_on(switch: Element) -> bool:
    return switch.get(f"{W}val", "true") not in ("0", "false", "off")
