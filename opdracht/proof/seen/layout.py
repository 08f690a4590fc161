"""Where text comes to stand: on the page, in a column wide enough, in lines high enough, not over other text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from opdracht.documents.word.ooxml import Element, R, W, is_on
from opdracht.proof.seen.grammar import called
from opdracht.proof.seen.look import Appearance, TableLook
from opdracht.proof.seen.measures import INCH, is_within, twips
from opdracht.proof.seen.names import attributes, short_name, words

_NARROWEST = 250
"""Twips that any column needs."""
_UNBROKEN = 6
"""Signs that must fit side by side: a number that breaks, '45.00' above '0', is read as another one."""
OUT_OF_PLACE = "tekst buiten de bladzijde"
TOO_NARROW = "een kolom waarin geen tekst past"

_PARAGRAPH = words(
    """
    pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl cnfStyle rPr sectPr
    """
)
_TABLE = words(
    """
    tblStyle tblStyleRowBandSize tblStyleColBandSize bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd
    tblLayout tblCellMar tblLook tblCaption tblDescription
    """
)
_ROW = words(
    """
    cnfStyle cantSplit trHeight tblHeader tblCellSpacing jc hidden
    """
)
_CELL = words(
    """
    cnfStyle tcW gridSpan tcBorders shd tcMar textDirection tcFitText vAlign hideMark headers
    """
)
_SECTION = words(
    """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgNumType cols formProt vAlign
    noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
    """
)
_ALONG = ("lrTb", "lr", "tb")  # the last two are how the strict dialect says it
_CALLED = {
    "tblpPr": "een zwevende tabel", "tblOverlap": "een zwevende tabel", "vMerge": "een cel over meer rijen",
    "hMerge": "een cel die een andere bedekt", "pgBorders": "een rand om de bladzijde", "lnNumType": "regelnummers",
    "ins": "een ingevoegde rij (bijgehouden wijziging)", "del": "een verwijderde rij (bijgehouden wijziging)",
    "collapsed": "tekst die onder een kop is ingeklapt", "w15:collapsed": "tekst die onder een kop is ingeklapt",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """Where lines of text stand, in twips: how wide it is, and how far text may stick out on the left and right."""

    width: float
    left: float = 0
    right: float = 0

    @classmethod
    def of_page(cls, section: Element | None) -> Self:
        """The column of a page: what lies between its margins."""
        size, margins = (
            {} if section is None or (node := section.find(f"{W}{name}")) is None else attributes(node)
            for name in ("pgSz", "pgMar")
        )
        left, right = twips(margins.get("left")) or INCH, twips(margins.get("right")) or INCH
        return cls((twips(size.get("w")) or 8.5 * INCH) - left - right, left - 200, right - 200)


def unknown(nodes: Mapping[str, Element], known: frozenset[str]) -> Iterator[str]:
    """What properties are called that are not known."""
    return (_CALLED.get(name) or called(node) for name, node in nodes.items() if name not in known)


def paragraph_faults(look: Appearance, text: str, size: float, column: Column) -> Iterator[str]:
    """What keeps the lines of a paragraph, with letters of `size` points, from being seen where they belong."""
    yield from unknown(look.nodes, _PARAGRAPH)
    yield from _thick(look, "pBdr", 48)
    if "bidi" in look.ever_on:
        yield "tekst van rechts naar links"
    if (look.get("textDirection") or "lrTb") not in _ALONG:
        yield "tekst die niet van links naar rechts loopt"
    if (look.get("jc") or "left") not in ("left", "start", "right", "end", "center", "both"):
        yield "letters ver uit elkaar"
    if not lines_are_high_enough(look.values.get("spacing", {}), size):
        yield "regels over elkaar of ver uit elkaar"
    if not is_inside(look.values.get("ind", {}), column, room_for(text, size)):
        yield OUT_OF_PLACE
    if not {short_name(node.tag) for node in look.nodes.get("numPr", ())} <= {"ilvl", "numId"}:
        yield "een gewijzigde nummering (bijgehouden wijziging)"
    for tab in look.nodes.get("tabs", ()):
        is_clear = tab.get(f"{W}val") == "clear"
        if tab.get(f"{W}val") == "bar":
            yield "een streep door de tekst"
        elif not is_clear and not is_within(tab.get(f"{W}pos"), -column.left, column.width + column.right):
            yield OUT_OF_PLACE


def room_for(text: str, size: float) -> float:
    """The twips that a text needs beside each other, with letters of `size` points."""
    longest = max(map(len, text.split()), default=0)
    return max(_NARROWEST, min(longest, _UNBROKEN) * size * 10)  # a letter is half as wide as it is high, or wider


def lines_are_high_enough(spacing: Mapping[str, str], size: float) -> bool:
    """Whether lines of letters of `size` points stand under each other; `spacing` has the names of Word."""
    line = twips(spacing.get("line", "240"))
    low, high = (size * 20, 2000) if spacing.get("lineRule") == "exact" else (0, 2000)
    if spacing.get("lineRule", "auto") == "auto":
        low, high = 200, 1000
    around = all(is_within(spacing.get(name), 0, 2 * INCH) for name in ("before", "after", "beforeLines", "afterLines"))
    return around and line is not None and low <= line <= high


def is_inside(ind: Mapping[str, str], column: Column, room: float) -> bool:
    """Whether there is so much room for text between the indents, and none of it sticks out of the page or the cell."""
    if any(ind.get(name, "0") not in ("0", "") for name in ind if name.endswith("Chars")):
        return False
    left, right, first, hanging = (twips(ind.get(name, "0")) for name in ("left", "right", "firstLine", "hanging"))
    if left is None or right is None or first is None or hanging is None:
        return False
    begin = left + first - hanging
    left_over = column.width - right - max(left, begin)
    return min(left, begin) >= -column.left and right >= -column.right and left_over >= room


def table_faults(look: Appearance, width: float, column: Column) -> Iterator[str]:
    """What keeps a table from standing on the page, in its own order."""
    yield from unknown(look.nodes, _TABLE)
    yield from _thick(look, "tblBorders", 24)
    if "bidiVisual" in look.ever_on:
        yield "een tabel met de kolommen in omgekeerde volgorde"
    indent = twips(look.get("tblInd", "w")) or 0
    if not table_fits(indent, width, column):
        yield OUT_OF_PLACE
    if not is_within(look.get("tblCellSpacing", "w"), 0, 200):
        yield OUT_OF_PLACE
    if not _is_wide_enough(look.values.get("tblW", {}), column, _NARROWEST, 1):
        yield TOO_NARROW


def table_fits(indent: float, width: float, column: Column) -> bool:
    """Whether a table of a width stands in a column, so many twips from its left side."""
    return -column.left <= indent <= column.width - _NARROWEST and indent + width <= column.width + column.right


def _is_wide_enough(width: Mapping[str, str], column: Column, least: float, share: float) -> bool:
    """Whether a width, when one is given, is at least so many twips, or so many per cent of what is around it."""
    measured = twips(width.get("w")) or 0
    if width.get("type") == "pct" or width.get("w", "").endswith("%"):
        parts = measured if width.get("w", "").endswith("%") else measured / 50
        return 5 * share <= parts <= 105
    return width.get("type") != "dxa" or least <= measured <= column.width + column.right


def row_faults(look: Appearance) -> Iterator[str]:
    """What keeps a row from being seen whole."""
    yield from unknown(look.nodes, _ROW)
    if "hidden" in look.ever_on:
        yield "een verborgen rij"
    if look.get("trHeight", "hRule") == "exact":
        yield "een rij met een vaste hoogte"
    if not is_within(look.get("tblCellSpacing", "w"), 0, 200):
        yield OUT_OF_PLACE
    if not is_within(look.get("trHeight"), 0, 4 * INCH):
        yield "een rij die hoger is dan de bladzijde"


def cell_faults(look: Appearance) -> Iterator[str]:
    """What keeps the text of a cell from being seen whole."""
    yield from unknown(look.nodes, _CELL)
    if "tcFitText" in look.ever_on:
        yield "samengedrukte letters"
    if (look.get("textDirection") or "lrTb") not in _ALONG:
        yield "tekst die niet van links naar rechts loopt"
    yield from _thick(look, "tcBorders", 24)
    for border in look.nodes.get("tcBorders", ()):
        if short_name(border.tag) in ("tl2br", "tr2bl") and border.get(f"{W}val") not in ("nil", "none"):
            yield "een streep door een cel"


def _thick(look: Appearance, borders: str, most: int) -> Iterator[str]:
    """Borders thicker than so many eighths of a point: they cover the text beside them."""
    if any(not is_within(border.get(f"{W}sz"), 0, most) for border in look.nodes.get(borders, ())):
        yield "een dikke rand over de tekst"


def edges_of(table: Element) -> list[float]:
    """Where the columns of a table begin and the last one ends, in twips from its left side."""
    widths = (twips(column.get(f"{W}w")) or 0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    return [*accumulate(widths, initial=0.0)]


def spans_of(row: Element) -> dict[Element, tuple[int, int]]:
    """Of each cell of a row the first column of the table that it takes, and the one after its last."""
    spans, begin = {}, 0
    for cell in row.iterfind(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        end = begin + (1 if span is None else int(span.get(f"{W}val", "1")))
        spans[cell] = (begin, end)
        begin = end
    return spans


def column_of(cell: Element, look: Appearance, tables: TableLook, table: Element, width: float | None) -> Column:
    """The column that the text of a cell has, of the `width` that the table gives it; of no width when that is no room."""
    measured = [] if width is None else [width]
    if not _is_wide_enough(look.values.get("tcW", {}), Column(30 * INCH), 0, 0.4):
        return Column(0)
    if look.get("tcW", "type") == "dxa":
        measured.append(twips(look.get("tcW", "w")) or 0)
    margins: dict[str, float] = {}
    for holder, name in [(layer, "tblCellMar") for layer in tables.table] + [
        (table.find(f"{W}tblPr"), "tblCellMar"),
        (cell.find(f"{W}tcPr"), "tcMar"),
    ]:
        for side in () if holder is None or (node := holder.find(f"{W}{name}")) is None else node:
            margins[short_name(side.tag)] = twips(side.get(f"{W}w")) or 0
    sides = [margins.get(name, margins.get(other, 0)) for name, other in (("left", "start"), ("right", "end"))]
    if any(not -10 <= margin <= INCH for margin in margins.values()):
        return Column(0)
    return Column(min(measured, default=INCH) - sum(sides), sides[0] + 20, sides[1] + 20)


def section_faults(section: Element) -> Iterator[str]:
    """What keeps the text of a section from standing on a page as everybody expects."""
    look = Appearance.of([section])
    yield from unknown(look.nodes, _SECTION)
    size, margins = look.values.get("pgSz", {}), look.values.get("pgMar", {})
    width, height = twips(size.get("w", "12240")) or 0, twips(size.get("h", "15840")) or 0
    left, right, top, bottom = (twips(margins.get(name, "1440")) for name in ("left", "right", "top", "bottom"))
    edges = [0 if edge is None else edge for edge in (left, right, top, bottom)]
    yield from page_faults(width, height, edges)
    if not all(is_within(margins.get(name), 0, 2 * INCH) for name in ("header", "footer")):
        yield OUT_OF_PLACE
    if not is_within(margins.get("gutter"), 0, INCH):
        yield OUT_OF_PLACE
    if look.get("cols", "num") not in (None, "1") or len(look.nodes.get("cols", ())):
        yield "tekst in kolommen"
    if (look.get("textDirection") or "lrTb") not in _ALONG or "bidi" in look.ever_on:
        yield "tekst die niet van links naar rechts loopt"
    if (look.get("docGrid", "type") or "default") not in ("default", "lines"):
        yield "letters op een vast raster"
    elif not is_within(look.get("docGrid", "linePitch"), 0, 600):
        yield "regels over elkaar of ver uit elkaar"
    numbers = look.values.get("pgNumType", {})
    if (
        set(numbers) - {"fmt", "start"}
        or numbers.get("fmt", "decimal") != "decimal"
        or numbers.get("start", "1") not in "01"
    ):
        yield "andere bladzijdenummers"


def page_faults(width: float, height: float, edges: Sequence[float]) -> Iterator[str]:
    """What is wrong with a page and the edges around its text: left, right, top, bottom; all in twips."""
    if not all(5 * INCH <= side <= 24 * INCH for side in (width, height)):
        yield "een bladzijde van een vreemde maat"
    left, right, top, bottom = edges
    if min(edges) < 200 or width - left - right < 4 * INCH or height - top - bottom < 4 * INCH:
        yield OUT_OF_PLACE


def shown_kinds(sections: Sequence[Element], *, even: bool) -> Iterator[tuple[str, str | None]]:
    """The headers and footers that pages have: 'header' or 'footer', and the key of the relation, None where there is none.

    A section that names none has those of the section before.
    """
    keys: dict[tuple[str, str], str | None] = {}
    for section in sections:
        for node in section.iter(f"{W}headerReference", f"{W}footerReference"):
            keys[short_name(node.tag).removesuffix("Reference"), node.get(f"{W}type", "default")] = node.get(f"{R}id")
        first = section.find(f"{W}titlePg")
        kinds = ["default"] + ["first"] * (first is not None and is_on(first)) + ["even"] * even
        yield from ((of, keys.get((of, kind))) for of in ("header", "footer") for kind in kinds)
