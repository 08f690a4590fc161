"""What a LibreOffice document holds beside what LibreOffice writes for a document of the register.

Only what is used counts: a style that no paragraph has hides nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.walk import Placed
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.odt import OpenDocument, name_of, named, text_of
from opdracht.proof.odt_allowed import ELEMENTS, INSIDE_STYLES, LEVELS, MEMBERS, PROPERTIES, Test

_FAMILIES = {
    "table:table": "table",
    "table:table-column": "table-column",
    "table:table-row": "table-row",
} | dict.fromkeys(("table:table-cell", "table:covered-table-cell"), "table-cell")
_READABLE = 3.0
"""So much contrast letters have with their background, at least (WCAG asks it of large letters)."""
_DARKEST_PAPER = 0.6
"""So light is a background behind letters without one of their own, at least."""


def odt_obstacles(content: bytes) -> list[Obstacle]:
    """What keeps the text of an .odt from being judged; empty when what it reads as is what it says."""
    document = OpenDocument.read(content)
    found = [*_members(document), *_elements(document), *_looks(document)]
    return list(dict.fromkeys(found))


def _members(document: OpenDocument) -> Iterator[Obstacle]:
    for name, number in Counter(document.members).items():
        if number > 1:
            yield Obstacle(name, "dit onderdeel is er twee keer")
        elif not MEMBERS.fullmatch(name):
            yield Obstacle(name, "een onderdeel dat LibreOffice voor een opdracht niet schrijft")


def _elements(document: OpenDocument) -> Iterator[Obstacle]:
    """Elements and attributes in the text, the headers and the footers that are not allowed."""
    places = {placed.element: (zone, placed.place) for zone, placed in document.paragraphs()}
    masters = [part for master in document.styles.iter(named("style:master-page")) for part in master]
    for root in (document.body, *masters):
        place = "tekst"
        for node in root.iter():
            place = places[node][1] if node in places else place
            yield from _not_allowed(node, place)
    faces = (node for root in (document.content, document.styles) for node in root.iter(named("svg:font-face-uri")))
    if next(faces, None) is not None:
        yield Obstacle("lettertypen", "een lettertype in het bestand zelf")


def _not_allowed(node: Element, place: str) -> Iterator[Obstacle]:
    name = name_of(node.tag)
    if name not in ELEMENTS:
        yield Obstacle(
            place, f"'{name.rpartition(':')[2]}' in de tekst" if name else "een opmerking of opdracht in XML"
        )
        return
    for attribute, value in node.attrib.items():
        test = ELEMENTS[name].get(name_of(attribute))
        if test is None or not test(str(value)):
            yield Obstacle(place, f"'{name_of(attribute)}' van '{name}'")
    if name == "table:covered-table-cell" and "".join(node.itertext()).strip():
        yield Obstacle(place, "tekst in een cel die onder een andere ligt")


@dataclass(frozen=True)
class _OdtStyles:
    """The styles of a document that text in one of its files can have, by family and name."""

    by_name: Mapping[tuple[str, str], Element]
    fonts: Mapping[str, str]
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """What is not allowed in a style and those it is based on, of each that was looked at."""

    def chain(self, family: str, name: str) -> list[Element]:
        """A style and those it is based on, the defaults of its family first."""
        chain: list[Element] = []
        while (style := self.by_name.get((family, name))) is not None and style not in chain:
            chain.insert(0, style)
            name = style.get(named("style:parent-style-name"), "")
        default = self.by_name.get((family, ""))
        return chain if default is None else [default, *chain]

    def look(self, family: str, name: str, kind: str = "style:text-properties") -> dict[str, str]:
        """The properties of one kind that a style gives, those it is based on included."""
        return {
            name_of(attribute): self.fonts.get(str(value), str(value)) if "font-name" in str(attribute) else str(value)
            for style in self.chain(family, name)
            for properties in style.findall(named(kind))
            for attribute, value in properties.attrib.items()
        }


def _styles_for(document: OpenDocument, own: Element) -> _OdtStyles:
    """The common styles, and the automatic ones of the file that the text stands in."""
    found: dict[tuple[str, str], Element] = {}
    for root, folder in ((document.styles, "office:styles"), (own, "office:automatic-styles")):
        for style in root.iterfind(f"{named(folder)}/*"):
            family = style.get(named("style:family"), name_of(style.tag))
            found[family, style.get(named("style:name"), "")] = style
    fonts = {
        face.get(named("style:name"), ""): face.get(named("svg:font-family"), "")
        for root in (document.styles, own)
        for face in root.iter(named("style:font-face"))
    }
    return _OdtStyles(found, fonts)


def _looks(document: OpenDocument) -> Iterator[Obstacle]:
    """Styles in use that may hide their text or show another."""
    in_text, around = (_styles_for(document, root) for root in (document.content, document.styles))
    for zone, placed in document.paragraphs():
        yield from _look_of(in_text if zone == "tekst" else around, placed)
    for layout in document.styles.iterfind(f"{named('office:automatic-styles')}/{named('style:page-layout')}"):
        yield from _of_properties(layout, "bladspiegel", {})
    yield from _outline(document, in_text)


def _outline(document: OpenDocument, styles: _OdtStyles) -> Iterator[Obstacle]:
    """How headings and lists are numbered."""
    used = {node.get(named("text:style-name")) for node in document.body.iter(named("text:list"))}
    used |= {style.get(named("style:list-style-name")) for style in styles.by_name.values()}
    lists = [style for (kind, name), style in styles.by_name.items() if kind == "text:list-style" and name in used]
    for style in (*document.styles.iter(named("text:outline-style")), *lists):
        for level in style:
            allowed = LEVELS.get(name_of(level.tag))
            if allowed is None:
                yield Obstacle("nummering", f"'{name_of(level.tag)}'")
                continue
            yield from _of_attributes(level, "nummering", allowed)
            yield from _of_properties(level, "nummering", styles.fonts)


def _look_of(styles: _OdtStyles, placed: Placed) -> Iterator[Obstacle]:
    """What the styles of a paragraph, of its spans and of the cells around it do."""
    papers = []
    for above in placed.element.iterancestors():
        family = _FAMILIES.get(name_of(above.tag))
        if family:
            name = above.get(named("table:style-name"), "")
            yield from _of_style(styles, family, name, placed.place)
            papers.append(styles.look(family, name, f"style:{family}-properties").get("fo:background-color", ""))
            if family == "table":
                for column in above.iter(named("table:table-column")):
                    yield from _of_style(
                        styles, "table-column", column.get(named("table:style-name"), ""), placed.place
                    )
    name = placed.element.get(named("text:style-name"), "")
    yield from _of_style(styles, "paragraph", name, placed.place)
    papers.append(styles.look("paragraph", name, "style:paragraph-properties").get("fo:background-color", ""))
    if text_of(placed.element).strip():
        for paper in papers:
            if paper.startswith("#") and _light(paper) < _DARKEST_PAPER:
                yield Obstacle(placed.place, "een donkere achtergrond")
        yield from _of_letters(styles, placed.element, styles.look("paragraph", name), placed.place)


def _of_letters(styles: _OdtStyles, node: Element, look: Mapping[str, str], place: str) -> Iterator[Obstacle]:
    """Letters that do not stand out from their background, in a paragraph or a span and the spans inside."""
    colour, paper = look.get("fo:color", "#000000"), look.get("fo:background-color", "")
    behind = _light(paper) if paper.startswith("#") else _DARKEST_PAPER
    if look.get("style:use-window-font-color") == "true" and "fo:color" not in look:
        colour = "#000000"
    low, high = sorted((_light(colour), behind))
    if (high + 0.05) / (low + 0.05) < _READABLE:
        yield Obstacle(place, "letters in bijna de kleur van hun achtergrond")
    for span in node.findall(named("text:span")):
        name = span.get(named("text:style-name"), "")
        yield from _of_style(styles, "text", name, place)
        yield from _of_letters(styles, span, {**look, **styles.look("text", name)}, place)


def _of_style(styles: _OdtStyles, family: str, name: str, place: str) -> Iterator[Obstacle]:
    if (family, name) not in styles.wrong:
        chain = styles.chain(family, name)
        styles.wrong[family, name] = [
            obstacle.what for style in chain for obstacle in _of_properties(style, "", styles.fonts)
        ]
    yield from (Obstacle(place, what) for what in styles.wrong[family, name])


def _of_properties(style: Element, place: str, fonts: Mapping[str, str]) -> Iterator[Obstacle]:
    """The properties in a style, a page layout or a level of a list that are not allowed."""
    for node in style.iterdescendants():
        name = name_of(node.tag)
        if name in PROPERTIES:
            yield from _of_attributes(node, place, PROPERTIES[name], fonts)
        elif name not in INSIDE_STYLES:
            yield Obstacle(place, f"opmaak met '{name}'")


def _of_attributes(
    node: Element, place: str, allowed: Mapping[str, Test], fonts: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Obstacle]:
    for attribute, written in node.attrib.items():
        name, value = name_of(attribute), str(written)
        value = fonts.get(value, value) if "font-name" in name else value
        if name not in allowed or not allowed[name](value):
            yield Obstacle(place, f"opmaak '{name.rpartition(':')[2]}: {value}'")


def _light(colour: str) -> float:
    """The luminance of a colour written as #rrggbb, from 0 (black) to 1 (white), as WCAG 2 reckons it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
