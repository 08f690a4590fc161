"""The package of a Word document: its parts of XML, how they relate, and what its styles do to text."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
"""An element of XML, or of python-docx, whose elements are these too."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_FAMILIES = (f"{R[1:-1]}/", "http://purl.oclc.org/ooxml/officeDocument/relationships/")
"""What goes before the kind of a relation, in the two dialects of the standard."""
_OF_PACKAGES = {
    f"http://schemas.openxmlformats.org/{of}/2006/relationships/metadata/{kind}": kind
    for of in ("package", "officedocument")
    for kind in ("core-properties", "thumbnail")
}
"""The relations by which a package tells of itself, whatever is in it."""
_MOST_STYLES = 50
"""So many styles may stand on one another; those of Word are three or four deep."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class Relation(NamedTuple):
    """One relation of a part."""

    key: str
    kind: str
    """'styles', 'header'; outside the standard the whole type, and nothing for one that is no address."""
    target: str
    """The name of a part; for an external one the address as it stands there."""
    is_external: bool


@dataclass(frozen=True)
class Styles:
    """The styles whose text is hidden, and those that number their paragraphs."""

    hidden: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()


class Package:
    """The parts of a .docx, by name. Raises KeyError for a zip that is none, XMLSyntaxError for a part that is no XML."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        try:
            self.main = next(of.target for of in self.relations_of("") if of.kind == "officeDocument")
        except StopIteration:
            raise KeyError("officeDocument") from None
        self.related = {of.key: (of.kind, of.target) for of in self.relations_of(self.main) if not of.is_external}

    def xml(self, name: str) -> Element:
        """A part, in the namespaces of the usual dialect; without comments and instructions, that nobody sees."""
        content = self.archive.read(name)
        for strict, usual in _STRICT.items():
            content = content.replace(f'="{strict}"'.encode(), f'="{usual}"'.encode())
        return etree.fromstring(content, _PARSER)

    def relations_of(self, part: str) -> Iterator[Relation]:
        """The relations of a part, or of the package itself ('')."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        for relation in self.xml(path).iter(_RELATION) if path in self.names else ():
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            is_external = relation.get("TargetMode") == "External"
            full = target if is_external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield Relation(relation.get("Id", ""), _kind_of(kind), full, is_external)

    def part_of(self, kind: str) -> Element | None:
        """The root of the part that the main one relates to in this way, if there is one."""
        target = next((target for of, target in self.related.values() if of == kind), None)
        return self.xml(target) if target in self.names else None

    @cached_property
    def styles(self) -> Styles:
        """What the styles do to text."""
        root = self.part_of("styles")
        return Styles() if root is None else _styles(root)

    def headers_and_footers(self, body: Element) -> list[tuple[str, str]]:
        """The headers and footers that a reader sees, each once."""
        settings = self.part_of("settings")
        even = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
        shown: dict[tuple[str, str], None] = {}
        for section in body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg")
            kinds = {"default"} | ({"first"} if first is not None and is_on(first) else set())
            kinds |= {"even"} if even is not None and is_on(even) else set()
            for tag, zone in (("headerReference", "koptekst"), ("footerReference", "voettekst")):
                for reference in section.iter(f"{W}{tag}"):
                    target = self.related.get(reference.get(f"{R}id", ""))
                    if target and reference.get(f"{W}type", "default") in kinds:
                        shown[zone, target[1]] = None
        return list(shown)


def _kind_of(whole: str) -> str:
    """The kind of a relation by its whole type: programs know no other, and pass over 'styles' by itself."""
    for family in _FAMILIES:
        kind = whole.removeprefix(family)
        if kind != whole and kind.replace("-", "").isalnum():
            return kind
    return _OF_PACKAGES.get(whole, whole if "/" in whole else "")


def _styles(root: Element) -> Styles:
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
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
    for style in based_on(styles, key):
        node = style.find(path)
        if node is not None:
            return node
    return None


def based_on(styles: dict[str, Element], key: str) -> Iterator[Element]:
    """A style, the style it is based on, and so on; a circle is gone round once. Raises ValueError when there is no end to it."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        if len(seen) > _MOST_STYLES:
            raise ValueError(key)
        yield styles[key]
        based = styles[key].find(f"{W}basedOn")
        key = based.get(f"{W}val", "") if based is not None else ""


def is_on(switch: Element) -> bool:
    """Whether a switch such as w:vanish is on."""
    return switch.get(f"{W}val", "true") not in ("0", "false", "off")
