"""How a LibreOffice document describes its styles, typefaces and pages: each once, so that every program finds the same."""

from collections import Counter
from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.odf.document import OpenDocument
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.properties import IN_ONE_WORD, PROPERTIES, matching
from opdracht.proof.odf.styles import key_of, styles_of
from opdracht.proof.seen.names import words

_DESCRIPTION = "de stijlen"
_ROOTS = {
    "office:document-content": ("office:scripts", "office:font-face-decls", "office:automatic-styles", "office:body"),
    "office:document-styles": (
        "office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles",
    ),
}  # fmt: skip
_AROUND = {
    "office:scripts": frozenset[str](),
    "office:font-face-decls": frozenset(("style:font-face",)),
    "office:body": frozenset(("office:text",)),
    "office:master-styles": frozenset(("style:master-page",)),
}
"""What may stand in some of the parts of a file; what stands in those of styles shows nothing unless it is used."""
_OF_A_STYLE = words(
    """
    style:name style:display-name style:family style:parent-style-name style:next-style-name style:list-style-name
    style:master-page-name style:class style:default-outline-level style:auto-update style:hidden
    loext:linked-style-name
    """
)
_OF_A_FACE = words(
    """
    style:name svg:font-family style:font-family-generic style:font-pitch style:font-charset style:font-adornments
    """
)
_NO_SYMBOLS = matching(r"(?!x-symbol)[a-zA-Z0-9-]*")


def description_obstacles(document: OpenDocument) -> Iterator[Obstacle]:
    """Styles, typefaces and pages that are described in a way that programs read differently."""
    faults = [
        *_parts(document.content, "office:document-content"),
        *_parts(document.styles, "office:document-styles"),
        *_faces(document),
        *_doubles(document),
        *_lineage(document),
    ]
    yield from (Obstacle(_DESCRIPTION, what) for what in faults)


def _parts(root: Element, expected: str) -> Iterator[str]:
    """What is wrong with the parts of a file, from the outside in."""
    if name_of(root.tag) != expected:
        yield "een ander soort onderdeel"
    if {name_of(attribute) for attribute in root.attrib} - {
        "office:version",
        "http://www.w3.org/2003/g/data-view#:transformation",
    }:
        yield "een eigenschap die dit programma niet kent"
    names = [name_of(part.tag) for part in root]
    if len(set(names)) < len(names) or not set(names) <= set(_ROOTS[expected]):
        yield "een onderdeel te veel"
    for part in root:
        inside = [name_of(node.tag) for node in part]
        allowed = _AROUND.get(name_of(part.tag))
        if part.attrib or (allowed is not None and not set(inside) <= allowed):
            yield f"iets in '{name_of(part.tag)}' dat dit programma niet kent"
    if names.count("office:body") != len(root.findall(f"{named('office:body')}/*")):
        yield "een tweede tekst"


def _faces(document: OpenDocument) -> Iterator[str]:
    """Typefaces that come along with the document, or that are another one under the name of an ordinary one."""
    families: dict[str, set[str]] = {}
    for root in (document.content, document.styles):
        for face in root.iter(named("style:font-face")):
            families.setdefault(face.get(named("style:name"), ""), set()).add(face.get(named("svg:font-family"), ""))
            if len(face) or not {name_of(attribute) for attribute in face.attrib} <= _OF_A_FACE:
                yield "een lettertype in het bestand zelf"
            if not _NO_SYMBOLS(face.get(named("style:font-charset"), "")):
                yield "een lettertype van tekens"
    if any(len(names) > 1 for names in families.values()):
        yield "een lettertype dat twee keer anders is beschreven"


def _doubles(document: OpenDocument) -> Iterator[str]:
    """What is described twice: programs do not agree which of the two counts."""
    common = list(document.styles.iterfind(f"{named('office:styles')}/*"))
    shown = [style for style in common if style.get(named("style:name"))]
    lists = [
        [key_of(style) for style in common if name_of(style.tag) != "text:notes-configuration"],
        [(key_of(style)[0], style.get(named("style:display-name"), key_of(style)[1])) for style in shown],
        [key_of(style) for style in document.styles.iter(named("style:master-page"))],
        *(
            [key_of(style) for style in [*root.iterfind(f"{named('office:automatic-styles')}/*"), *common]]
            for root in (document.content, document.styles)
        ),
    ]
    for keys in lists:
        for (family, name), number in Counter(keys).items():
            if number > 1 and family != "text:notes-configuration":
                yield f"een beschrijving die er twee keer staat ({name[:40] or family})"
    for root in (document.content, document.styles):
        for node in root.iter(named("style:style"), named("style:default-style"), named("style:page-layout")):
            names = [name_of(inner.tag) for inner in node]
            if len(set(names)) < len(names):
                yield "opmaak die er twee keer staat"
        for properties in root.iter(*map(named, PROPERTIES)):
            written = {name_of(attribute): value for attribute, value in properties.attrib.items()}
            if any(short in written and written[short] != value for short in IN_ONE_WORD
                   for name, value in written.items() if name.startswith(f"{short}-")):  # fmt: skip
                yield "opmaak die er twee keer staat"


def _lineage(document: OpenDocument) -> Iterator[str]:
    """Styles with attributes that are not known, and those based on one that is not there or on each other."""
    for root in (document.content, document.styles):
        styles = styles_of(document.styles, root)
        for style in (*styles.common.values(), *styles.automatic.values()):
            if name_of(style.tag) != "style:style":
                continue
            family, name = key_of(style)
            parent = style.get(named("style:parent-style-name"), "")
            if unknown := {name_of(attribute) for attribute in style.attrib} - _OF_A_STYLE:
                yield f"een stijl met '{min(unknown)}'"
            if parent and (family, parent) not in styles.common:
                yield f"een stijl op grond van een die er niet is ({name[:40]})"
            seen = {name}
            while parent and (above := styles.common.get((family, parent))) is not None:
                if parent in seen:
                    yield f"een stijl op grond van zichzelf ({name[:40]})"
                    break
                seen.add(parent)
                parent = above.get(named("style:parent-style-name"), "")
    for lines in document.styles.iter(named("text:linenumbering-configuration")):
        if lines.get(named("text:number-lines"), "true") != "false":
            yield "regelnummers"
