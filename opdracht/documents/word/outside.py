"""What in a template reaches outside it, runs something, or would be printed with its codes still in it; each with its place.

An allow-list: relations, fields and pictures of the kinds that a page needs pass, all else is named. A template comes from
outside; so does what the code in it writes, which is why a part is looked at again when it has been filled.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from opdracht.documents.word.fields import OF_THE_PAGE, WordField, fields_of
from opdracht.documents.word.ooxml import Element, W
from opdracht.documents.word.package import TemplateFile, TemplateRelation
from opdracht.documents.word.walk import placed_paragraphs

WHOLE = "het hele sjabloon"
FILLED = {
    "header": "koptekst", "footer": "voettekst", "footnotes": "voetnoot", "endnotes": "eindnoot", "comments": "opmerking",
}  # fmt: skip
"""The parts beside the text in which codes are filled in, with what their places are called."""
NOTES = frozenset({"footnotes", "endnotes", "comments"})
"""Those of them that hold pieces of text, each with places of its own."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACES = {
    **FILLED, "settings": "de instellingen", "webSettings": "de instellingen", "styles": "de stijlen", "theme": "het thema",
    "numbering": "de nummering", "fontTable": "de lettertypen", "chart": "een grafiek", "glossaryDocument": "de bouwstenen",
    "core-properties": "de eigenschappen", "extended-properties": "de eigenschappen",
    "custom-properties": "de eigenschappen", "customXml": "de gegevens bij het document", "image": "een plaatje",
}  # fmt: skip
_KINDS = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
        "classificationlabels", "intelligence", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme",
        "themeOverride", "numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds",
        "commentsExtensible", "people", "documenttasks", "header", "footer", "image", "hdphoto", "hyperlink", "customXml",
        "customXmlProps", "glossaryDocument", "printerSettings", "chart", "chartEx", "chartStyle", "chartColorStyle",
        "chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
    }
)  # fmt: skip
"""The kinds of relation that a page needs, by the last word of their type."""
_OBJECT, _CONTROL, _MACRO = "een ingesloten object", "een besturingselement (ActiveX)", "een macro"
_FILE, _SOURCE, _ADD_IN = "een ander bestand", "een gegevensbron voor verzendlijsten", "een invoegtoepassing"
_NAMES = {
    "attachedTemplate": "een gekoppeld sjabloon", "oleObject": _OBJECT, "package": _OBJECT, "subDocument": _FILE,
    "frame": _FILE, "aFChunk": _FILE, "vbaProject": _MACRO, "wordVbaData": _MACRO, "keyMapCustomizations": "eigen toetsen",
    "control": _CONTROL, "activeXControlBinary": _CONTROL, "mailMergeSource": _SOURCE, "mailMergeHeaderSource": _SOURCE,
    "recipientData": _SOURCE, "transform": "een omzetting (XSLT)", "extensibility": "eigen knoppen", "image": "een plaatje",
    "webextensiontaskpanes": _ADD_IN, "webextension": _ADD_IN, "video": "een film", "audio": "geluid", "media": "een film",
    "font": "een lettertype", "origin": "een digitale handtekening", "hyperlink": "een koppeling",
}  # fmt: skip
_ELEMENTS = {
    "object": _OBJECT, "objectEmbed": _OBJECT, "objectLink": _OBJECT, "OLEObject": _OBJECT, "control": _CONTROL,
    "ocx": _CONTROL, "altChunk": _FILE, "subDoc": _FILE, "attachedTemplate": "een gekoppeld sjabloon",
    "saveThroughXslt": "een omzetting (XSLT)", "mailMerge": _SOURCE, "frameset": _FILE, "sourceFileName": _FILE,
    "entryMacro": _MACRO, "exitMacro": _MACRO, "webVideoPr": "een film", "movie": "een film", "taskpane": _ADD_IN,
    "webextension": _ADD_IN, "webextensionref": _ADD_IN, "webExtension": _ADD_IN, "schemaLibrary": "een schema",
}  # fmt: skip
"""Elements of Word that reach outside or run something, by their names without a namespace."""
_REMEDIES = {
    "attachedTemplate": "Kies in Word Ontwikkelaars, Documentsjabloon, en typ daar Normal.dotm.",
    "image": "Verwijder het plaatje en voeg het opnieuw in, met Invoegen en niet met Koppelen aan bestand.",
    "hyperlink": "Laat de koppeling naar een webadres (https) of e-mailadres gaan, of haal haar weg.",
    "mailMerge": "Kies in Word Verzendlijsten, Afdruk samenvoegen starten, Normaal Word-document.",
    "vbaProject": "Sla het in Word op als Word-document (.docx), zonder macro's.",
}
_REMOVE = "Haal het in Word weg; gewone tekst, tabellen en ingevoegde plaatjes mogen wel."
_SAVE_AGAIN = "Open het in Word en sla het op als nieuw Word-document."
_LINKED = frozenset({"link", "href", "src", "althref"})
_MAY_LINK = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_ADDRESS = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\{(http://schemas\.(openxmlformats\.org|microsoft\.com)|http://purl\.oclc\.org|urn:schemas-micro)"
)
_MAY_RUN = re.compile("macroEnabled|vbaProject|vbaData|activeX|oleObject|keyMapCustom|attachedToolbars", re.IGNORECASE)
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"II\xbc", b"\x01\x00\x00\x00",
    b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"RIFF",
)  # fmt: skip
"""How files begin that hold a picture and nothing else: PNG, JPEG, GIF, BMP, TIFF, HD Photo, EMF, WMF, WebP."""
_SVG = "{http://www.w3.org/2000/svg}"
_FETCHES_IN_SVG = re.compile(
    r"url\(\s*(?:['\"]|&quot;|&apos;)?(?!#|data:image/)[^)\s]|@import|<\?|<(\w+:)?(script|foreignObject)|\\",
    re.IGNORECASE,
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True)
class Leak:
    """What a template may not hold: where, the text or address at fault, what it is and what to do."""

    place: str
    near: str
    text: str
    hint: str = _REMOVE


class Whereabouts:
    """Where the elements of one part stand, in the words by which people find them."""

    def __init__(self, root: Element, label: str, kind: str = "") -> None:
        self._root = root
        self._label = label
        self._stories = list(root) if kind in NOTES else [root]

    @cached_property
    def _paragraphs(self) -> dict[Element, str]:
        stories = (story for story in self._stories if isinstance(story.tag, str))
        part = "" if self._label == WHOLE else self._label
        return {placed.element: placed.place for story in stories for placed in placed_paragraphs(story, part)}

    def of(self, element: Element) -> str:
        """The paragraph that an element stands in, or else its part."""
        above = (node for node in (element, *element.iterancestors(f"{W}p")) if node in self._paragraphs)
        return next((self._paragraphs[node] for node in above), self._label)

    def of_relation(self, key: str) -> str:
        """The paragraph that uses a relation, or else its part."""
        uses = (node for node in self._root.iter() if key in node.attrib.values())
        return next((self.of(node) for node in uses), self._label)


def leaks(package: TemplateFile) -> list[Leak]:
    """All that a template may not hold, that in the text first."""
    kinds = {r.part: r.kind for relations in package.relations.values() for r in relations if r.part}
    of_all: list[Leak] = []
    for name in sorted(("", *package.members), key=lambda name: name != package.main):
        label = WHOLE if name in ("", package.main) else _PLACES.get(kinds.get(name, ""), name)
        of_all += _of_member(package, name, label, kinds.get(name, ""))
    return list(dict.fromkeys(of_all))


def _of_member(package: TemplateFile, name: str, label: str, kind: str) -> Iterator[Leak]:
    if _MAY_RUN.search(package.type_of(name)):
        yield Leak(name, "", "Dit onderdeel voert iets uit of opent een ander programma.")
    if kind in ("image", "thumbnail"):
        yield from _of_picture(package.members[name], label)
    relations = package.relations.get(name, [])
    root = package.root(name) if package.is_xml(name) and not name.endswith(".rels") else None
    where = None if root is None else Whereabouts(root, label, kind)
    for relation in relations:
        if problem := _of_relation(relation, name, package):
            what, hint = problem
            yield Leak(where.of_relation(relation.key) if where else label, unquote(relation.target), what, hint)
    if root is not None and where is not None:
        outside = {relation.key for relation in relations if relation.part is None}
        yield from leaks_of_part(root, outside, where)
        yield from _codes_lost(root, where) if _is_filled(package, name) else _codes_left(root, where)


def leaks_of_part(root: Element, outside: Collection[str], where: Whereabouts) -> Iterator[Leak]:
    """What the XML of a part reaches or runs; `outside` are the keys of its relations that leave the file."""
    for field in fields_of(root):
        if problem := _of_field(field):
            yield Leak(where.of(field.element), " ".join(field.code.split())[:200], *problem)
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        name = node.tag.rpartition("}")[2]
        if name in _ELEMENTS and _OFFICE.match(node.tag):
            yield Leak(where.of(node), "", f"Hier zit {_ELEMENTS[name]} in.", _REMEDIES.get(name, _REMOVE))
        if name == "xsnLocation" and (address := (node.text or "").strip()):
            yield Leak(where.of(node), address, "Hier wordt een formulier van elders opgehaald.")
        for key, value in node.attrib.items():
            if _fetches(node.tag, str(key), str(value), outside):
                text = "Hier wordt iets van buiten het sjabloon opgehaald."
                yield Leak(where.of(node), str(value), text, _REMEDIES["image"])


def _fetches(tag: str, key: str, value: str, outside: Collection[str]) -> bool:
    """Whether an attribute fetches something: an address that is no link to click on, or a relation to outside."""
    namespace, _, name = key.rpartition("}")
    if f"{namespace}}}" == _R:
        return (name in _LINKED and value != "") or (value in outside and tag.rpartition("}")[2] not in _MAY_LINK)
    if name not in _LINKED or not value or not (_OFFICE.match(tag) or tag.startswith(_SVG)):
        return False
    is_link = name == "href" and not namespace and not tag.startswith(_SVG) and _ADDRESS.match(value)
    return not (is_link or value.startswith(("#", "data:image/")))


def _of_relation(relation: TemplateRelation, owner: str, package: TemplateFile) -> tuple[str, str] | None:
    """What is wrong with a relation, and what to do."""
    what, hint = _NAMES.get(relation.kind, f"'{relation.kind}'"), _REMEDIES.get(relation.kind, _REMOVE)
    if _TAG.search(unquote(relation.target)):
        return "Een code in het adres van een koppeling wordt niet ingevuld.", "Zet de code in de tekst."
    is_workbook_of_chart = (
        (relation.kind, relation.is_external) == ("package", False)
        and package.type_of(owner).endswith("drawingml.chart+xml")
        and package.type_of(relation.part or "").endswith("spreadsheetml.sheet")
    )
    if relation.kind not in _KINDS and not is_workbook_of_chart:
        return f"Hier hangt {what} aan.", hint
    if relation.part is not None or (
        relation.is_external and relation.kind == "hyperlink" and _ADDRESS.match(relation.target)
    ):
        return None
    if relation.is_external:
        return f"Hier wordt {what} van buiten het sjabloon gehaald.", hint
    missing = _NAMES.get(relation.kind, "een onderdeel")
    return f"Hier ontbreekt {missing}: het zit niet in het bestand.", _REMEDIES.get(relation.kind, _SAVE_AGAIN)


def _of_field(field: WordField) -> tuple[str, str] | None:
    """What is wrong with a field, and what to do."""
    if _TAG.search(field.code):
        return "Een code kan niet in een veld staan.", "Zet de code in de tekst zelf."
    if not field.whole:
        text = "Dit veld is in stukken verdeeld, of staat in een bijgehouden wijziging."
        return text, "Accepteer alle wijzigingen, of verwijder het veld."
    if field.code.strip() and field.kind not in OF_THE_PAGE:
        text = f"Het veld {field.kind} haalt iets van elders op of voert iets uit."
        return text, "Verwijder het veld; paginanummers, data en een inhoudsopgave mogen wel."
    if any(address and not _ADDRESS.match(address) for address in field.addresses):
        return "Deze koppeling gaat naar iets anders dan een webadres of e-mailadres.", _REMEDIES["hyperlink"]
    return None


def _of_picture(content: bytes, label: str) -> Iterator[Leak]:
    """A picture of a kind that can hold something else, or that fetches a part of itself."""
    if content.startswith(_PICTURES):
        return
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None or not root.tag.startswith(_SVG) or root.getroottree().docinfo.doctype:
        yield Leak(label, "", "Dit plaatje is van een soort die niet mag.", "Gebruik een PNG of JPEG.")
    elif _FETCHES_IN_SVG.search(etree.tostring(root.getroottree(), encoding="unicode")):
        yield Leak(label, "", "Dit plaatje haalt iets van elders op of voert iets uit.", "Gebruik een PNG of JPEG.")
    else:
        yield from leaks_of_part(root, (), Whereabouts(root, label))


def _is_filled(package: TemplateFile, name: str) -> bool:
    """Whether the codes in a part are filled in."""
    of_text = {r.part for r in package.relations.get(package.main, ()) if r.kind in FILLED}
    core = {r.part for r in package.relations.get("", ()) if r.kind == "core-properties"}
    return name in {package.main, *of_text, *core}


def _codes_lost(root: Element, where: Whereabouts) -> Iterator[Leak]:
    """Codes in what Word fills by itself, from the properties of the document or from data beside it."""
    for binding in root.iter(f"{W}dataBinding"):
        control = next(binding.iterancestors(f"{W}sdt"), root)
        texts = control.iter(f"{W}t")
        if codes := _TAG.findall("".join(text.text or "" for text in texts)):
            text = "Deze code staat in een invulveld dat Word zelf vult; wat zij invult, gaat verloren."
            yield Leak(
                where.of(next(control.iter(f"{W}p"), control)), codes[0][:200], text, "Zet de code buiten het veld."
            )


def _codes_left(root: Element, where: Whereabouts) -> Iterator[Leak]:
    """Codes where nobody fills them in: they would stand on paper as they are."""
    values = [str(value) for node in root.iter() for value in node.attrib.values()]
    for text in ("".join(root.itertext()), *values):
        for tag in _TAG.findall(text):
            yield Leak(
                where.of(root), tag[:200], "Een code op deze plaats wordt niet ingevuld.", "Zet de code in de tekst."
            )
