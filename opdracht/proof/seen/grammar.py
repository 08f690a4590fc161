"""What may stand where in the parts that a reader sees, and how what may not stand there is called."""

from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element
from opdracht.proof.seen.names import short_name

_MARKS = "bookmarkStart bookmarkEnd proofErr permStart permEnd"
_NOTES = "separator continuationSeparator footnoteRef endnoteRef"

CONTENT = {
    parent: frozenset(children.split())
    for parent, children in {
        "document": "body",
        "body": f"p tbl sectPr {_MARKS}",
        "hdr": f"p tbl {_MARKS}",
        "ftr": f"p tbl {_MARKS}",
        "footnotes": "footnote",
        "endnotes": "endnote",
        "footnote": "p",
        "endnote": "p",
        "tbl": f"tblPr tblGrid tr {_MARKS}",
        "tr": f"tblPrEx trPr tc {_MARKS}",
        "tc": f"tcPr p {_MARKS}",
        "p": f"pPr r fldSimple smartTag {_MARKS}",
        "smartTag": f"smartTagPr r smartTag {_MARKS}",
        "fldSimple": f"r {_MARKS}",
        "r": f"rPr t tab br cr noBreakHyphen softHyphen fldChar instrText lastRenderedPageBreak {_NOTES}",
        "tblGrid": "gridCol",
    }.items()
}
"""The elements in which text may stand, and what may stand in each."""

PROPERTIES = frozenset(("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "smartTagPr"))
"""What says how things look; judged by what it comes to, with the styles."""

_OWN_ATTRIBUTES = {
    element: frozenset(names.split())
    for element, names in {
        "document": "mc:Ignorable conformance",
        "hdr": "mc:Ignorable",
        "ftr": "mc:Ignorable",
        "footnotes": "mc:Ignorable",
        "endnotes": "mc:Ignorable",
        "footnote": "type id",
        "endnote": "type id",
        "p": "w14:paraId w14:textId w14:noSpellErr",
        "tr": "w14:paraId w14:textId",
        "t": "xml:space",
        "instrText": "xml:space",
        "br": "type clear",
        "fldChar": "fldCharType dirty",
        "fldSimple": "instr dirty",
        "gridCol": "w",
        "smartTag": "uri element",
    }.items()
}
_TRACKED = "(bijgehouden wijziging)"
_NAMED = {
    "ins": f"ingevoegde tekst {_TRACKED}",
    "del": f"verwijderde tekst {_TRACKED}",
    "delText": f"verwijderde tekst {_TRACKED}",
    "moveTo": f"verplaatste tekst {_TRACKED}",
    "moveFrom": f"verplaatste tekst {_TRACKED}",
    "cellIns": f"een ingevoegde cel {_TRACKED}",
    "cellDel": f"een verwijderde cel {_TRACKED}",
    "cellMerge": f"een samengevoegde cel {_TRACKED}",
    "mc:AlternateContent": "tekst die niet ieder programma hetzelfde toont",
    "altChunk": "een ander bestand dat in de tekst wordt gezet",
    "subDoc": "een ander bestand dat in de tekst wordt gezet",
    "m:oMath": "een formule",
    "m:oMathPara": "een formule",
    "ruby": "kleine tekst boven de tekst",
    "sym": "een teken uit een symbolenlettertype",
    "drawing": "een afbeelding of tekening",
    "pict": "een afbeelding of tekening",
    "object": "een ingesloten bestand",
    "control": "een formulierveld",
    "contentPart": "een inkttekening",
    "hyperlink": "een koppeling (hyperlink)",
    "footnoteReference": "een voetnoot",
    "endnoteReference": "een eindnoot",
    "commentReference": "een opmerking in de kantlijn",
    "commentRangeStart": "een opmerking in de kantlijn",
    "commentRangeEnd": "een opmerking in de kantlijn",
    "annotationRef": "een opmerking in de kantlijn",
    "bdo": "tekst met een omgekeerde leesrichting",
    "dir": "tekst met een omgekeerde leesrichting",
    "customXml": "eigen XML om de tekst",
    "background": "een achtergrond van de bladzijde",
    "body": "een tweede tekst",
    "pgNum": "een nummer dat Word zelf invult",
    "ptab": "een tab naar een vaste plaats",
    "framePr": "een tekstkader",
    "sectPr": "een tweede indeling van de bladzijde",
    "gridBefore": "een rij die in een andere kolom begint",
    "noWrap": "tekst die niet wordt afgebroken",
}
_DATES = ("dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong")


def called(node: Element) -> str:
    """What an element is that may not stand where it stands."""
    name = short_name(node.tag)
    if name in _NAMED:
        return _NAMED[name]
    if name == "sdt":
        is_bound = any(short_name(inner.tag).endswith("dataBinding") for inner in node.iter())
        return "een invulveld dat zijn tekst elders haalt" if is_bound else "een invulveld"
    if name.startswith(("moveFrom", "moveTo")):
        return f"verplaatste tekst {_TRACKED}"
    if name.endswith("Change"):
        return f"gewijzigde opmaak {_TRACKED}"
    if name.startswith("customXml"):
        return f"gewijzigde XML {_TRACKED}"
    if name in _DATES:
        return "een datum die Word zelf invult"
    if name == "tbl":
        return "een tabel in een tabel"
    return f"iets dat dit programma niet kent ({name})"


def strange_attributes(node: Element, name: str) -> Iterator[str]:
    """The attributes that an element in which text stands may not have."""
    if name in _MARKS.split():
        return
    own = _OWN_ATTRIBUTES.get(name, frozenset())
    for key in node.attrib:
        attribute = short_name(key)
        if (
            attribute not in own
            and not attribute.startswith("rsid")
            and name not in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
        ):
            yield f"iets dat dit programma niet kent ({name}, {attribute})"
