"""The elements that the text of a LibreOffice document stands in: what may stand in each, and with which attributes."""

from collections.abc import Iterator, Mapping

from opdracht.documents.word.ooxml import Element
from opdracht.proof.odf.names import name_of
from opdracht.proof.odf.properties import NUMBER_OF_TIMES, SWITCH, Test, each, matching, one_of

_BLOCKS = "text:p text:h text:list text:soft-page-break"
_INLINE = (
    "text:span text:s text:tab text:line-break text:soft-page-break text:page-number text:page-count text:bookmark"
    " text:bookmark-start text:bookmark-end"
)
CONTENT = {
    parent: frozenset(children.split())
    for parent, children in {
        "office:text": f"office:forms text:sequence-decls table:table {_BLOCKS}",
        "text:sequence-decls": "text:sequence-decl",
        "text:p": _INLINE,
        "text:h": _INLINE,
        "text:span": _INLINE,
        "text:list": "text:list-item",
        "text:list-item": _BLOCKS,
        "table:table": "table:table-columns table:table-column table:table-header-rows table:table-rows table:table-row"
        " text:soft-page-break",
        "table:table-columns": "table:table-column",
        "table:table-header-rows": "table:table-row text:soft-page-break",
        "table:table-rows": "table:table-row text:soft-page-break",
        "table:table-row": "table:table-cell table:covered-table-cell",
        "table:table-cell": _BLOCKS,
        "style:header": f"table:table {_BLOCKS}",
        "style:footer": f"table:table {_BLOCKS}",
        "style:master-page": "style:header style:footer",
    }.items()
}
"""What may stand in each element; in one that is not named here no element may."""
_WITH_TEXT = ("text:p", "text:h", "text:span", "text:page-number", "text:page-count")
_ORDER = {
    "table:table-columns": 0,
    "table:table-column": 0,
    "table:table-header-rows": 1,
    "table:table-rows": 2,
    "table:table-row": 2,
}
_NAMED = {
    "": "een opmerking of opdracht in XML",
    "table:table": "een tabel in een tabel",
    "office:annotation": "een opmerking in de kantlijn",
    "text:tracked-changes": "een bijgehouden wijziging",
    "text:note": "een voetnoot of eindnoot",
    "text:section": "een sectie",
    "text:a": "een koppeling (hyperlink)",
    "draw:frame": "een kader of afbeelding",
    "text:hidden-text": "verborgen tekst",
}


def _not_shown(value: str) -> bool:
    """A name that programs use among themselves and no reader sees, such as that of a bookmark: it may be anything."""
    return True


def _of_a_style(value: str) -> bool:
    """The name of a style: that style is looked at wherever it is used (obstacles.py)."""
    return True


_STYLED = {"text:style-name": _of_a_style, "xml:id": _not_shown}
_MARK = each(_not_shown, "text:name", "xml:id")
_ATTRIBUTES: Mapping[str, Mapping[str, Test]] = {
    "office:text": {"text:use-soft-page-breaks": SWITCH},
    "office:forms": each(SWITCH, "form:automatic-focus", "form:apply-design-mode"),
    "text:sequence-decl": {"text:display-outline-level": NUMBER_OF_TIMES, "text:name": _not_shown},
    "text:p": _STYLED,
    "text:h": {**_STYLED, "text:outline-level": matching("[1-9]|10")},
    "text:span": {"text:style-name": _of_a_style},
    "text:s": {"text:c": matching(r"\d{1,3}")},
    "text:page-number": {"text:select-page": one_of("current"), "style:num-format": one_of("1")},
    "text:page-count": {"style:num-format": one_of("1")},
    "text:bookmark": _MARK,
    "text:bookmark-start": _MARK,
    "text:bookmark-end": _MARK,
    "text:list": {**_STYLED, "text:continue-numbering": SWITCH, "text:continue-list": _not_shown},
    "text:list-item": {"xml:id": _not_shown},
    "table:table": {"table:name": _not_shown, "table:style-name": _of_a_style, "xml:id": _not_shown},
    "table:table-column": {"table:style-name": _of_a_style, "table:number-columns-repeated": matching(r"[1-9]\d?")},
    "table:table-row": {"table:style-name": _of_a_style},
    "table:table-cell": {
        "office:value-type": one_of("string"),
        "table:style-name": _of_a_style,
        "table:number-columns-spanned": matching(r"[1-9]\d?"),
        "table:number-rows-spanned": one_of("1"),
    },
    "table:covered-table-cell": {"table:style-name": _of_a_style},
    "style:master-page": {
        **each(_of_a_style, "style:page-layout-name", "style:next-style-name", "draw:style-name"),
        **each(_not_shown, "style:name", "style:display-name"),
    },
}


def element_faults(node: Element) -> Iterator[str]:
    """What of an element itself, and of what stands in it, programs may take otherwise than it is read here."""
    name = name_of(node.tag)
    for attribute, value in node.attrib.items():
        test = _ATTRIBUTES.get(name, {}).get(name_of(attribute))
        if test is None or not test(str(value)):
            yield f"'{name_of(attribute)}' van '{name}'"
    loose = [node.text or "", *(child.tail or "" for child in node)]
    if name not in _WITH_TEXT and any(text.strip() for text in loose):
        yield "tekst die nergens staat"
    step, names = 0, [name_of(child.tag) for child in node]
    for inner in names:
        if inner not in CONTENT.get(name, ()):
            yield _NAMED.get(inner, f"'{inner.rpartition(':')[2]}' in de tekst")
        if _ORDER.get(inner, step) < step:
            yield "rijen en kolommen door elkaar"
        step = _ORDER.get(inner, step)
    if name in ("text:page-number", "text:page-count") and not (loose[0].isascii() and loose[0].isdigit()):
        yield "een bladzijdenummer dat geen nummer is"
    if name == "text:list-item" and not set(names) - {"text:soft-page-break"}:
        yield "een nummer zonder tekst"
    if name == "style:master-page" and len(set(names)) < len(names):
        yield "een kop- of voettekst die er twee keer staat"
