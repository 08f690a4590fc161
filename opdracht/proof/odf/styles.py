"""The styles of a LibreOffice document: what text in one of its files may have, and what that comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from opdracht.documents.word.ooxml import Element
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.properties import IN_ONE_WORD, PROPERTIES, Test

OUTLINE = "text:outline-style"
"""How headings are numbered."""

OF_ALL = "Standard"
"""The style of a paragraph, and of a page, that names none."""
_PARENT = named("style:parent-style-name")


@dataclass(frozen=True)
class OdfStyles:
    """The styles of a document that text in one of its files can have, by family and name."""

    common: Mapping[tuple[str, str], Element]
    automatic: Mapping[tuple[str, str], Element]
    fonts: Mapping[str, str]
    _wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _looks: dict[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)
    _chains: dict[tuple[str, str], Sequence[Element]] = field(default_factory=dict)

    def named(self, family: str, name: str) -> Element | None:
        """A style by its name; None when there is none."""
        style = self.automatic.get((family, name))
        return self.common.get((family, name)) if style is None else style

    def chain(self, family: str, name: str) -> Sequence[Element]:
        """A style and those it is based on, the defaults of its family first."""
        if (family, name) not in self._chains:
            self._chains[family, name] = self._lineage(family, name)
        return self._chains[family, name]

    def _lineage(self, family: str, name: str) -> Sequence[Element]:
        chain: list[Element] = []
        style = self.named(family, name) if name else None
        if style is None:
            style = self.common.get((family, OF_ALL))
        while style is not None and style not in chain:
            chain.insert(0, style)
            without = OF_ALL if style is self.automatic.get((family, name)) else ""
            above = style.get(_PARENT) or without
            style = self.common.get((family, above)) if above else None
        default = self.common.get((family, ""))
        return chain if default is None else [default, *chain]

    def look(self, family: str, name: str, kind: str = "style:text-properties") -> Mapping[str, str]:
        """The properties of one kind that a style gives, those it is based on included."""
        if (family, name, kind) not in self._looks:
            self._looks[family, name, kind] = {
                attribute: value
                for style in self.chain(family, name)
                for properties in style.findall(named(kind))
                for attribute, value in _spelt_out(properties).items()
            }
        return self._looks[family, name, kind]

    def own(self, family: str, name: str, attribute: str) -> str | None:
        """An attribute of a style, or of the nearest one under it that has it; None when none has."""
        values = (style.get(named(attribute)) for style in reversed(self.chain(family, name)))
        return next((str(value) for value in values if value is not None), None)

    def shown_name(self, family: str, name: str) -> str:
        """How the common style that a style has or is based on is called, which stays the same in every document."""
        for style in reversed(self.chain(family, name)):
            own = style.get(named("style:name"), "")
            if (family, own) in self.common:
                return str(style.get(named("style:display-name"), own)).lower()
        return ""

    def faults(self, family: str, name: str) -> list[str]:
        """What is not allowed in a style and those it is based on."""
        if (family, name) not in self._wrong:
            is_missing = bool(name) and self.named(family, name) is None
            self._wrong[family, name] = ["een stijl die er niet is"] * is_missing + [
                what for style in self.chain(family, name) for what in property_faults(style, self.fonts)
            ]
        return self._wrong[family, name]


def styles_of(common: Element, own: Element) -> OdfStyles:
    """The common styles, in styles.xml, and the automatic ones of the file that the text stands in."""
    fonts = {
        face.get(named("style:name"), ""): face.get(named("svg:font-family"), "")
        for root in (common, own)
        for face in root.iter(named("style:font-face"))
    }
    described, automatic = (
        {key_of(style): style for style in root.iterfind(f"{named(folder)}/*")}
        for root, folder in ((common, "office:styles"), (own, "office:automatic-styles"))
    )
    return OdfStyles(described, automatic, fonts)


def key_of(style: Element) -> tuple[str, str]:
    """The family and the name of a style; the outlines of headings, which have one name only, go by their family."""
    tag = name_of(style.tag)
    name = "" if tag == OUTLINE else style.get(named("style:name"), "")
    return style.get(named("style:family"), tag), name


def properties_in(style: Element, kind: str) -> dict[str, str]:
    """The properties of one kind that stand in a style itself."""
    properties = style.find(named(kind))
    return {} if properties is None else _spelt_out(properties)


def _spelt_out(properties: Element) -> dict[str, str]:
    """The attributes of an element by name, those that speak of four sides as one for each side."""
    written = {name_of(attribute): str(value) for attribute, value in properties.attrib.items()}
    for short in IN_ONE_WORD:
        if short in written:
            written = {f"{short}-{side}": written[short] for side in ("top", "bottom", "left", "right")} | written
    return written


def property_faults(style: Element, fonts: Mapping[str, str]) -> Iterator[str]:
    """The properties in a style, a page layout or a level of a list that are not allowed."""
    for node in style.iterdescendants():
        name = name_of(node.tag)
        if name in PROPERTIES:
            yield from attribute_faults(node, PROPERTIES[name], fonts)
        elif name != "style:footnote-sep":  # the line above footnotes, of which there are none
            yield f"opmaak met '{name}'"


def attribute_faults(
    node: Element, allowed: Mapping[str, Test], fonts: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """The attributes of an element that are not allowed, or do not have a value that is."""
    for attribute, written in node.attrib.items():
        name, value = name_of(attribute), str(written)
        value = fonts.get(value, value) if "font-name" in name else value
        if name not in allowed or not allowed[name](value):
            yield f"opmaak '{name.rpartition(':')[2]}: {value[:60]}'"
