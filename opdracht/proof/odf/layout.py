"""Where the text of a LibreOffice document comes to stand: on its pages, and in the columns of its tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from opdracht.documents.word.ooxml import Element
from opdracht.proof.odf.document import OpenDocument, page_begun, rows_of, text_of
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.styles import OdfStyles, properties_in, property_faults
from opdracht.proof.seen.blank import is_blank, lines_in
from opdracht.proof.seen.layout import OUT_OF_PLACE, TOO_NARROW, Column, page_faults, table_fits
from opdracht.proof.seen.measures import twips

_ABOUT = 0.03
"""So large a part of it may a width differ from the same one told otherwise."""
_MOST_COLUMNS = 60
_BESIDE = 20
"""Twips that text may stick out of the inside of a cell."""
_ILL_FITTING = "een tabel waarvan de breedtes niet bij elkaar passen"


def pages_of(document: OpenDocument) -> tuple[Column, list[str]]:
    """The column of the narrowest page that the text stands on, and what is wrong with those pages."""
    styles = document.styles_around
    columns, faults, around = [], [], set[tuple[bool, bool]]()
    for master in document.masters.values():
        name = "" if master is None else master.get(named("style:page-layout-name"), "")
        layout = styles.named("style:page-layout", name)
        if master is None or layout is None:
            faults.append("een bladzijde die nergens is beschreven")
            continue
        drawing = master.get(named("draw:style-name"), "")
        faults += [*property_faults(layout, {}), *styles.faults("drawing-page", drawing)]
        page = properties_in(layout, "style:page-layout-properties")
        left, right, top, bottom = (
            twips(page.get(f"fo:margin-{side}")) or 0 for side in ("left", "right", "top", "bottom")
        )
        width, height, gutter = (
            twips(page.get(name)) or 0 for name in ("fo:page-width", "fo:page-height", "loext:margin-gutter")
        )
        high = [_height(master, layout, tag) for tag in ("header", "footer")]
        faults += page_faults(width, height, (left + gutter, right, top + high[0], bottom + high[1]))
        columns.append(Column(width - left - right - gutter, left - 200, right - 200))
        around.add((_has_text(master, "header"), _has_text(master, "footer")))
    if len(around) > 1:
        faults.append("niet iedere bladzijde heeft deze kop- en voettekst")
    return min(columns, key=lambda column: column.width, default=Column(0)), faults


def _height(master: Element, layout: Element, tag: str) -> float:
    """How much of a page its header or footer takes at least, in twips."""
    properties = layout.find(f"{named(f'style:{tag}-style')}/{named('style:header-footer-properties')}")
    if properties is None or master.find(named(f"style:{tag}")) is None:
        return 0
    names = ("fo:min-height", "fo:margin-top", "fo:margin-bottom")
    return sum(twips(properties.get(named(name))) or 0 for name in names)


def _has_text(master: Element, tag: str) -> bool:
    part = master.find(named(f"style:{tag}"))
    return part is not None and bool("".join(part.itertext()).strip())


def after_blank_pages(document: OpenDocument) -> Iterator[Element]:
    """The paragraphs with text before which pages are left empty."""
    styles = document.styles_in_text
    pages = lines = 0.0
    for node in document.body.iter(*map(named, ("text:p", "text:h", "table:table", "table:table-row"))):
        kind = name_of(node.tag).partition(":")[2] if name_of(node.tag).startswith("table:") else "paragraph"
        style = node.get(named("text:style-name" if kind == "paragraph" else "table:style-name"), "")
        look = styles.look(kind, style, f"style:{kind}-properties")
        pages += look.get("fo:break-before") == "page"
        lines += lines_in(look.get("style:min-row-height"))
        if kind != "table-row":
            pages += bool(page_begun(node, styles))
        if kind == "paragraph" and text_of(node).strip():
            if is_blank(pages, lines):
                yield node
            pages = lines = 0
        elif kind == "paragraph":
            lines += 1
        pages += look.get("fo:break-after") == "page"


class Grid:
    """The columns of a table, and which of them each cell takes."""

    def __init__(self, table: Element, styles: OdfStyles, around: Column) -> None:
        self.faults: list[str] = []
        self.columns: dict[Element, Column] = {}
        """Where the text of each cell stands."""
        widths, shares = _widths(table, styles)
        if not 0 < len(widths) <= _MOST_COLUMNS or min(widths) <= 0:
            self.faults.append(TOO_NARROW)
            return
        look = styles.look("table", table.get(named("table:style-name"), ""), "style:table-properties")
        actual = _width(look, sum(widths), around)
        if not _is_about(twips(look.get("style:width")) or actual, sum(widths)) or (
            any(shares)
            and not all(
                _is_about(share / sum(shares), width / sum(widths)) for share, width in zip(shares, widths, strict=True)
            )
        ):
            self.faults.append(_ILL_FITTING)
        if not table_fits(twips(look.get("fo:margin-left")) or 0, actual, around):
            self.faults.append(OUT_OF_PLACE)
        edges = [*accumulate((width * actual / sum(widths) for width in widths), initial=0.0)]
        for row in rows_of(table):
            if not self._is_filled(row, edges, styles):
                self.faults.append("een rij met meer of minder cellen dan er kolommen zijn")

    def _is_filled(self, row: Element, edges: Sequence[float], styles: OdfStyles) -> bool:
        """Whether the cells of a row take each column of the table once."""
        begin = end = 0
        for cell in row:
            if name_of(cell.tag) == "table:table-cell":
                if begin != end:
                    return False
                end = begin + int(cell.get(named("table:number-columns-spanned"), "1"))
                if end >= len(edges):
                    return False
                look = styles.look("table-cell", cell.get(named("table:style-name"), ""), "style:table-cell-properties")
                left, right = (twips(look.get(f"fo:padding-{side}")) or 0 for side in ("left", "right"))
                width = edges[end] - edges[begin] - left - right
                self.columns[cell] = Column(width, left + _BESIDE, right + _BESIDE)
            begin += 1
            if begin > end:
                return False
        return begin == end == len(edges) - 1


def _widths(table: Element, styles: OdfStyles) -> tuple[list[float], list[int]]:
    """The widths of the columns of a table, in twips, and how they share the table; 0 for what is not told."""
    widths, shares = list[float](), list[int]()
    for node in table.iter(named("table:table-column")):
        look = styles.look("table-column", node.get(named("table:style-name"), ""), "style:table-column-properties")
        times = min(int(node.get(named("table:number-columns-repeated"), "1")), _MOST_COLUMNS + 1)
        widths += [twips(look.get("style:column-width")) or 0] * times
        shares += [int(look.get("style:rel-column-width", "0").rstrip("*"))] * times
    return widths, shares


def _width(look: Mapping[str, str], columns: float, around: Column) -> float:
    """How wide a table is, of which the columns are so wide together; all in twips."""
    if share := look.get("style:rel-width"):
        return around.width * float(share.rstrip("%")) / 100
    if look.get("table:align", "margins") == "margins":
        return around.width - sum(twips(look.get(f"fo:margin-{side}")) or 0 for side in ("left", "right"))
    return twips(look.get("style:width")) or columns


def _is_about(one: float, other: float) -> bool:
    return abs(one - other) <= _ABOUT * max(one, other)
