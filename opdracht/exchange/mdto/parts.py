"""The parts that MDTO is made of, and the XML of them. Source: MDTO-XML 1.0.1 of the Nationaal Archief.

The order of elements is fixed; whoever makes parts gives them in that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
VERSION = "MDTO-XML1.0.1.xsd"
SIDECAR = ".mdto.xml"
"""What the name of a file of MDTO ends on, after the name of what it is about."""
OWN_LIST = "Begrippen van het programma opdracht"
_SCHEMA_OF_SCHEMAS = "http://www.w3.org/2001/XMLSchema-instance"

Part: TypeAlias = tuple[str, "str | Sequence[Part]"]
"""An element by its name, with its text or the parts in it."""


@dataclass(frozen=True)
class Kenmerk:
    """By what something is known, and who calls it so."""

    kenmerk: str
    bron: str

    def parts(self) -> Sequence[Part]:
        """The elements of it."""
        return [("identificatieKenmerk", self.kenmerk), ("identificatieBron", self.bron)]


@dataclass(frozen=True)
class Verwijzing:
    """Something or somebody that MDTO refers to."""

    naam: str
    kenmerk: Kenmerk | None = None

    def part(self, name: str) -> Part:
        """The element of that name which refers to it."""
        known_by: list[Part] = [("verwijzingIdentificatie", self.kenmerk.parts())] if self.kenmerk else []
        return name, [("verwijzingNaam", self.naam), *known_by]


@dataclass(frozen=True)
class Begrip:
    """A word of a list of words, where it has one with its code."""

    label: str
    lijst: str = OWN_LIST
    code: str = ""

    def part(self, name: str) -> Part:
        """The element of that name which holds it."""
        code: list[Part] = [("begripCode", self.code)] if self.code else []
        return name, [("begripLabel", self.label), *code, Verwijzing(self.lijst).part("begripBegrippenlijst")]


@dataclass(frozen=True)
class FileSum:
    """What the metadata of a file say that it is: its name, its bytes, and the SHA-256 of them in hexadecimals."""

    naam: str
    bytes: int
    sha256: str


def as_xml(kind: str, parts: Iterable[Part]) -> bytes:
    """The MDTO document about one thing: an `informatieobject` or a `bestand`."""
    top = etree.Element(f"{{{NAMESPACE}}}MDTO", nsmap={None: NAMESPACE, "xsi": _SCHEMA_OF_SCHEMAS})
    top.set(f"{{{_SCHEMA_OF_SCHEMAS}}}schemaLocation", f"{NAMESPACE} {NAMESPACE}/{VERSION}")
    _add(top, (kind, list(parts)))
    content: bytes = etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _add(above: etree._Element, part: Part) -> None:
    name, content = part
    element = etree.SubElement(above, f"{{{NAMESPACE}}}{name}")
    if isinstance(content, str):
        element.text = content
        return
    for inside in content:
        _add(element, inside)


def filled(*parts: Part) -> Iterator[Part]:
    """The parts that say something."""
    return (part for part in parts if part[1])


def file_sum(content: bytes) -> FileSum | None:
    """What a document of MDTO says of a file; None for one about something else. Raises ValueError for what is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        top = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("Dit is geen XML.") from error
    if top.tag != f"{{{NAMESPACE}}}MDTO" or len(top) != 1:
        raise ValueError("Dit is geen MDTO.")
    names = {"m": NAMESPACE}
    found = [top.findtext(f"m:bestand/m:{path}", "", names) for path in ("naam", "omvang", "checksum/m:checksumWaarde")]
    if top.find("m:bestand", names) is None:
        return None
    naam, size, sha256 = found
    return FileSum(naam, int(size), sha256.lower())
