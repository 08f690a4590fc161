"""An .odt as a package: its members, what its list of contents says of them, and the settings it opens with."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from opdracht.documents.word.ooxml import Element
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.properties import matching
from opdracht.proof.seen.parts import beside_elements
from opdracht.proof.seen.zipped import FILE, zip_obstacles

_TEXT = "application/vnd.oasis.opendocument.text"
_MANIFEST, _SETTINGS = "META-INF/manifest.xml", "settings.xml"
_MAY_STAND = matching(
    r"mimetype|(content|styles|meta|settings)\.xml|manifest\.rdf|META-INF/(manifest|documentsignatures)\.xml|layout-cache"
    r"|Thumbnails/(thumbnail\.(png|pdf))?|Configurations2/([a-z]+/)*(accelerator/current\.xml|images/Bitmaps/)?"
)
"""What may be in the file: what LibreOffice writes. The thumbnail is seen by who looks at a folder, not by a reader."""
_READ = ("content.xml", "styles.xml")
_AS_USUAL = {
    "PrintLeftPages": "true",
    "PrintRightPages": "true",
    "PrintTables": "true",
    "PrintHiddenText": "false",
    "PrintReversed": "false",
    "PrintProspect": "false",
    "OutlineLevelYieldsNumbering": "false",
    "IsLabelDocument": "false",
    "InBrowseMode": "false",
    "ShowRedlineChanges": "true",
}
"""Settings that leave out pages or put something before text; all others shift lines at most."""
_IN_SETTINGS = frozenset(
    ("office:document-settings", "office:settings", "config:config-item-set", "config:config-item",
     "config:config-item-map-indexed", "config:config-item-map-named", "config:config-item-map-entry")
)  # fmt: skip
_OF_AN_ENTRY = frozenset(("manifest:full-path", "manifest:media-type", "manifest:version"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def package_obstacles(content: bytes) -> Iterator[Obstacle]:
    """Where programs may find something else in the file than is read here."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from zip_obstacles(archive, content)
        names = archive.namelist()
        for name in names:
            if not _MAY_STAND(name):
                yield Obstacle(name, "een onderdeel dat LibreOffice voor een opdracht niet schrijft")
            elif name in (*_READ, _SETTINGS, _MANIFEST):
                yield from (Obstacle(name, what) for what in beside_elements(archive.read(name)))
        if names[0] != "mimetype" or archive.read("mimetype") != _TEXT.encode():
            yield Obstacle(FILE, "een bestand dat zich voor iets anders uitgeeft")
        if _MANIFEST not in names:
            yield Obstacle(_MANIFEST, "een onderdeel dat ontbreekt")
        else:
            yield from (Obstacle(_MANIFEST, what) for what in _manifest_faults(_root(archive, _MANIFEST)))
        if _SETTINGS in names:
            yield from (Obstacle(_SETTINGS, what) for what in _setting_faults(_root(archive, _SETTINGS)))


def _root(archive: zipfile.ZipFile, name: str) -> Element:
    return etree.fromstring(archive.read(name), _PARSER)


def _manifest_faults(root: Element) -> Iterator[str]:
    """What the list of contents says of the members that is not so, or that they are locked."""
    types: dict[str, str] = {}
    for entry in root:
        path = entry.get(named("manifest:full-path"), "")
        names = {name_of(attribute) for attribute in entry.attrib}
        if name_of(entry.tag) != "manifest:file-entry" or len(entry) or not names <= _OF_AN_ENTRY or path in types:
            yield "iets in de inhoudsopgave dat dit programma niet kent"
        types[path] = entry.get(named("manifest:media-type"), "")
    if any(types.get(name) != kind for name, kind in (("/", _TEXT), *((name, "text/xml") for name in _READ))):
        yield "een onderdeel dat zich voor iets anders uitgeeft"


def _setting_faults(root: Element) -> Iterator[str]:
    for node in root.iter():
        name, value = node.get(named("config:name"), ""), (node.text or "").strip()
        if name_of(node.tag) not in _IN_SETTINGS:
            yield "iets dat dit programma niet kent"
        elif name in _AS_USUAL and value != _AS_USUAL[name]:
            yield f"een instelling die iets anders laat zien ({name})"
