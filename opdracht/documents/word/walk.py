"""The paragraphs of a Word document in the order of the page, each with its place in words by which people find it.

Everybody who names a place in a document gets it here: a fault in a template and a difference in what was sent back have
the same words for the same place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from opdracht.documents.word.ooxml import Element, W

NOT_SEEN = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tcPr", "trPr", "tblPr")
)
"""What holds no text that a reader sees: properties, codes of fields, and what was taken out in a tracked change."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN_TO_WORD = "http://schemas.microsoft.com/office/"


@dataclass(frozen=True)
class Cell:
    """A cell of a table: 'tabel 1, rij 2, kolom 3'; the column is that of the page, also beside cells that are joined."""

    place: str
    column: int


@dataclass(frozen=True, eq=False)
class Placed:
    """A paragraph with its place: 'alinea 2', 'alinea 2, tekstvak, alinea 1', 'tabel 1, rij 2, kolom 3, alinea 1'."""

    place: str
    element: Element
    cell: Cell | None
    """The innermost cell that it stands in; a paragraph that is alone in its cell has the place of the cell."""


def placed_paragraphs(root: Element, part: str = "") -> Iterator[Placed]:
    """The paragraphs of a body, header or note, also empty ones; `part` is what goes before their places: 'koptekst'."""
    return _inside(root, f"{part}, " if part else "")


def places(root: Element, part: str = "") -> dict[Element, str]:
    """The place of each paragraph, cell, row and table in it; of the latter three as far as they hold a paragraph."""
    by_element: dict[Element, str] = {}
    for placed in placed_paragraphs(root, part):
        by_element[placed.element] = placed.place
        if placed.cell is None:
            continue
        cell = next(placed.element.iterancestors(f"{W}tc"))
        row = next(cell.iterancestors(f"{W}tr"))
        by_element[cell] = placed.cell.place
        by_element[row] = placed.cell.place.rpartition(", kolom ")[0]
        by_element[next(row.iterancestors(f"{W}tbl"))] = by_element[row].rpartition(", rij ")[0]
    return by_element


def _inside(root: Element, before: str, cell: Cell | None = None) -> Iterator[Placed]:
    blocks = list(_blocks(root))
    is_alone = root.tag == f"{W}tc" and [block.tag for block in blocks].count(f"{W}p") == 1
    paragraphs = tables = 0
    for block in blocks:
        if block.tag == f"{W}tbl":
            tables += 1
            yield from _in_cells(block, f"{before}tabel {tables}")
            continue
        paragraphs += 1
        place = cell.place if cell and is_alone else f"{before}alinea {paragraphs}"
        yield Placed(place, block, cell)
        for box in own(block, "txbxContent", "p"):
            if all(is_shown(above) for above in box.iterancestors()):
                yield from _inside(box, f"{place}, tekstvak, ", cell)


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables in it, also those in content controls and in blocks put in by a tracked change."""
    for node in container:
        if node.tag in (f"{W}p", f"{W}tbl"):
            yield node
        elif isinstance(node.tag, str) and node.tag not in NOT_SEEN and is_shown(node):
            yield from _blocks(node)


def _in_cells(table: Element, place: str) -> Iterator[Placed]:
    for number, row in enumerate(own(table, "tr", "tbl"), start=1):
        column = 1
        for node in own(row, "tc", "tr"):
            cell = Cell(f"{place}, rij {number}, kolom {column}", column)
            yield from _inside(node, f"{cell.place}, ", cell)
            span = node.find(f"{W}tcPr/{W}gridSpan")
            width = "1" if span is None else span.get(f"{W}val", "1")
            column += int(width) if width.isdecimal() else 1


def is_shown(node: Element) -> bool:
    """Whether a reader sees this branch of what is written in two ways, for programs that know a thing and for others."""
    if node.tag == f"{_MC}Choice":
        return _is_known(node)
    if node.tag == f"{_MC}Fallback":
        return not any(map(_is_known, node.itersiblings(f"{_MC}Choice", preceding=True)))
    return True


def _is_known(choice: Element) -> bool:
    """Whether Word knows all that a branch requires."""
    asked = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
    return bool(asked) and all(namespace.startswith(_KNOWN_TO_WORD) for namespace in asked)


def own(node: Element, inner: str, kind: str) -> Iterator[Element]:
    """The elements `inner` in a node of some kind, but for those in another one of that kind in between: its own rows."""
    return (child for child in node.iter(f"{W}{inner}") if next(child.iterancestors(f"{W}{kind}")) is node)
