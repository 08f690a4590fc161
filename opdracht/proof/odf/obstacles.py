"""What a LibreOffice document holds beside what LibreOffice writes for a document of the register.

Only what is used counts: a style that no paragraph has hides nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from opdracht.documents.contrast import contrast
from opdracht.documents.word.ooxml import Element
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.odf.described import description_obstacles
from opdracht.proof.odf.document import OpenDocument, text_of
from opdracht.proof.odf.elements import element_faults
from opdracht.proof.odf.layout import Grid, after_blank_pages, pages_of
from opdracht.proof.odf.lists import OdfLabel, OdfLists, heading_faults, level_faults
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.package import package_obstacles
from opdracht.proof.odf.styles import OdfStyles
from opdracht.proof.seen.colour import BLACK, LEAST_CONTRAST, WHITE, Rgb, colours
from opdracht.proof.seen.layout import OUT_OF_PLACE, Column, is_inside, lines_are_high_enough, room_for
from opdracht.proof.seen.lists import Format, label_faults
from opdracht.proof.seen.measures import is_within, twips
from opdracht.proof.seen.shipped import Shipped, shipped_as
from opdracht.proof.text import PAGE_NUMBER

_FAMILIES = {
    "table:table": "table",
    "table:table-column": "table-column",
    "table:table-row": "table-row",
} | dict.fromkeys(("table:table-cell", "table:covered-table-cell"), "table-cell")
_COUNTS = {"text:page-number": "PAGE", "text:page-count": "NUMPAGES"}
_IN_SHIPPED = {"koptekst": "header", "voettekst": "footer"}
_SIZES = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")


def odt_obstacles(content: bytes) -> list[Obstacle]:
    """What keeps the text of an .odt from being judged; empty when what it reads as is what it says."""
    document = OpenDocument.read(content)
    obstacles = [*package_obstacles(content), *description_obstacles(document), *_of_stories(document)]
    return list(dict.fromkeys(obstacles))


def _of_stories(document: OpenDocument) -> Iterator[Obstacle]:
    column, faults = pages_of(document)
    yield from (Obstacle("bladspiegel", what) for what in faults)
    for master in document.masters.values():
        yield from (Obstacle("bladspiegel", what) for what in (() if master is None else element_faults(master)))
    texts = (text_of(placed.element) for zone, placed in document.paragraphs() if zone == "tekst")
    shipped = shipped_as(next((text for text in texts if text.strip()), ""))
    places = {placed.element: placed.place for _, placed in document.paragraphs()}
    in_text = OdfStory(document.styles_in_text, shipped, places)
    around = OdfStory(document.styles_around, shipped, places)
    for zone, root in document.roots():
        story = in_text if zone == "tekst" else around
        yield from story.obstacles(root, zone, column)
    for paragraph in after_blank_pages(document):
        yield Obstacle(places[paragraph], "lege bladzijden voor de tekst")
    for story in (in_text, around):
        for style in story.lists_used:
            yield from (Obstacle("nummering", what) for what in level_faults(style, story.styles))


@dataclass(frozen=True)
class _Surroundings:
    """What is around a paragraph: the column it stands in, and the colours behind it."""

    column: Column
    papers: Sequence[str] = ()
    """The backgrounds of its cell, its row and its table, the nearest first; empty for none."""
    is_in_cell: bool = False
    grid: Grid | None = None


class OdfStory:
    """One pass over the text, and one over the headers and footers: what in them a reader may see otherwise."""

    def __init__(self, styles: OdfStyles, shipped: Shipped | None, places: Mapping[Element, str]) -> None:
        self.styles = styles
        self.shipped = shipped
        self.places = places
        self.lists = OdfLists(styles)
        self.lists_used: dict[Element, None] = {}
        self._counting: dict[Format, str] = {}

    def obstacles(self, root: Element, zone: str, column: Column) -> Iterator[Obstacle]:
        """What keeps the text of a body, a header or a footer from being judged."""
        yield from self._inside(root, zone, _Surroundings(column))
        if zone in _IN_SHIPPED:
            codes = tuple(_COUNTS[name_of(node.tag)] for node in root.iter(*map(named, _COUNTS)))
            has_text = bool("".join(root.itertext()).strip())
            if has_text and self.shipped is not None and self.shipped.codes.get(_IN_SHIPPED[zone], ()) != codes:
                yield Obstacle(zone, "andere bladzijdenummers")
            if any(PAGE_NUMBER in "".join(paragraph.itertext()) for paragraph in root.iter(named("text:p"))):
                yield Obstacle(zone, f"de letters {PAGE_NUMBER} waar een nummer hoort")

    def _inside(self, node: Element, place: str, around: _Surroundings) -> Iterator[Obstacle]:
        place, name = self.places.get(node, place), name_of(node.tag)
        yield from (Obstacle(place, what) for what in element_faults(node))
        if family := _FAMILIES.get(name):
            style = node.get(named("table:style-name"), "")
            yield from (Obstacle(place, what) for what in self.styles.faults(family, style))
            paper = self.styles.look(family, style, f"style:{family}-properties").get("fo:background-color", "")
            around = replace(around, papers=(paper, *around.papers))
        if name == "table:table" and not around.is_in_cell:
            grid = Grid(node, self.styles, around.column)
            yield from (Obstacle(place, what) for what in grid.faults)
            around = replace(around, grid=grid, is_in_cell=True)
        elif name == "table:table-cell" and around.grid is not None:
            around = replace(around, column=around.grid.columns.get(node, around.column))
        elif name == "table:covered-table-cell" and "".join(node.itertext()).strip():
            yield Obstacle(place, "tekst in een cel die onder een andere ligt")
        elif name in ("text:p", "text:h"):
            yield from (Obstacle(place, what) for what in self._paragraph(node, around))
        for child in node:
            if name_of(child.tag):
                yield from self._inside(child, place, around)

    def _paragraph(self, node: Element, around: _Surroundings) -> Iterator[str]:
        """What the styles of a paragraph and of its spans do, its number included."""
        name = node.get(named("text:style-name"), "")
        yield from self.styles.faults("paragraph", name)
        if around.is_in_cell and self.styles.own("paragraph", name, "style:master-page-name"):
            yield "een nieuwe bladzijde in een cel"
        text = text_of(node)
        label, faults = self._number(node, text)
        yield from faults
        look = self.styles.look("paragraph", name, "style:paragraph-properties")
        letters = self.styles.look("paragraph", name)
        if text.strip() or label:
            size = max(self._sizes(node, letters), default=12)
            yield from _lines(look, label, text, size, around.column)
            yield from self._tabs(name, around.column)
            papers = (look.get("fo:background-color", ""), *around.papers)
            yield from self._letters(node, letters, papers)
            if label is not None and label.style:
                yield from _faint({**letters, **self.styles.look("text", label.style)}, papers)

    def _number(self, node: Element, text: str) -> tuple[OdfLabel | None, list[str]]:
        """The number before a paragraph, and what is wrong with it."""
        try:
            label = self.lists.label_of(node)
        except (KeyError, ValueError):
            return None, ["een nummer dat nergens is beschreven"]
        if label is not None and (described := label.node.getparent()) is not None:
            self.lists_used[described] = None
        shown = label if label is not None and label.is_shown else None
        faults = list(heading_faults(node, self.styles))
        if self.shipped is None:
            faults += label_faults(shown) if text else ()
        elif not text:
            faults += ["een nummer zonder tekst"] if shown else []
        else:
            style = self.styles.shown_name("paragraph", node.get(named("text:style-name"), ""))
            faults += label_faults(shown, self.shipped.lists.get(style), is_of_shipped=True)
            if shown is not None and self._counting.setdefault(shown.format, shown.key) != shown.key:
                faults.append("een nummering die opnieuw begint")
        return label, faults

    def _tabs(self, style: str, column: Column) -> Iterator[str]:
        """Tabs that take text off the page."""
        tabs = (tab for of in self.styles.chain("paragraph", style) for tab in of.iter(named("style:tab-stop")))
        stops = [tab.get(named("style:position")) for tab in tabs]
        if not all(is_within(stop, -column.left, column.width + column.right) for stop in stops):
            yield OUT_OF_PLACE

    def _sizes(self, node: Element, letters: Mapping[str, str]) -> Iterator[float]:
        """The sizes, in points, of the letters in a paragraph or span."""
        yield from ((twips(letters.get(name)) or 240) / 20 for name in _SIZES)
        for span in node.findall(named("text:span")):
            own = self.styles.look("text", span.get(named("text:style-name"), ""))
            yield from self._sizes(span, {**letters, **own})

    def _letters(self, node: Element, look: Mapping[str, str], papers: Sequence[str]) -> Iterator[str]:
        """What is wrong with the letters of a paragraph or a span and of the spans inside."""
        yield from _faint(look, papers)
        for span in node.findall(named("text:span")):
            name = span.get(named("text:style-name"), "")
            yield from self.styles.faults("text", name)
            yield from self._letters(span, {**look, **self.styles.look("text", name)}, papers)


def _lines(look: Mapping[str, str], label: OdfLabel | None, text: str, size: float, column: Column) -> Iterator[str]:
    """What keeps the lines of a paragraph, with letters of `size` points, from being seen where they belong."""
    height = look.get("fo:line-height", "100%")
    part = float(height[:-1]) * 240 / 100 if height.endswith("%") else 240
    spacing = {
        "before": look.get("fo:margin-top", "0"),
        "after": look.get("fo:margin-bottom", "0"),
        "line": f"{part:g}",
    }
    if twips(height) and not height.endswith("%"):
        spacing |= {"line": height, "lineRule": "exact"}
    if not lines_are_high_enough(spacing, size):
        yield "regels over elkaar of ver uit elkaar"
    for of in (look, {} if label is None else {**look, **label.lines}):
        left, right = (
            sum(twips(of.get(f"fo:{name}-{side}")) or 0 for name in ("margin", "padding")) for side in ("left", "right")
        )
        ind = {"left": f"{left}", "right": f"{right}", "firstLine": of.get("fo:text-indent", "0")}
        if not is_inside(ind, column, room_for(text, size)):
            yield OUT_OF_PLACE


def _faint(look: Mapping[str, str], papers: Sequence[str]) -> Iterator[str]:
    """Letters that do not stand out from what is behind them: their own background, or the nearest one around them."""
    behind = next((paper for paper in (look.get("fo:background-color", ""), *papers) if paper.startswith("#")), "")
    inks = [look["fo:color"]] if "fo:color" in look else []
    if look.get("style:use-window-font-color") == "true":
        inks.append("#000000")
    ground = _rgb(behind) if behind else WHITE
    if any(contrast(_rgb(ink), ground) < LEAST_CONTRAST for ink in inks or ["#000000"]):
        yield "letters in bijna de kleur van hun achtergrond"


def _rgb(colour: str) -> Rgb:
    return next(colours({"val": colour.removeprefix("#")}, "val", "themeColor", {}), BLACK)
