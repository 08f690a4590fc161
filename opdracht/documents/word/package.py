"""The file of a template, before anything in it is believed: is it a Word document that can be read, and within bounds.

Member names and XML come out in one form, whichever program wrote them: no backslash, no leading slash, UTF-8.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from xml.parsers import expat

from lxml import etree

from opdracht.documents.word.ooxml import Element
from opdracht.errors import OpdrachtError, reason

LARGEST_FILE = 20_000_000
LARGEST_CONTENT = 100_000_000  # of all members together, unpacked
LARGEST_XML = 10_000_000  # of all XML together: hundreds of pages; libxml2 reads no longer text either
MOST_MEMBERS = 2000
DEEPEST = 200  # elements in one another; libxml2 reads 255, and Word's own deepest take 40

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "wordprocessingml.document.main+xml"
_MAIN_OF_DOTX = "wordprocessingml.template.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .doc, and a .docx with a password
_OTHERS = {b"{\\rtf": "een RTF-bestand", b"%PDF": "een PDF", b"<?xml": "een XML-bestand", b"<html": "een webpagina"}
_BY_MIME = {b"opendocument.text": "een OpenDocument-tekst (.odt)", b"opendocument": "een OpenDocument-bestand"}
_BY_MAIN = {"spreadsheetml": "een Excel-bestand", "presentationml": "een PowerPoint-bestand"}
_SAVE_AS_WORD = "Sla het in Word op als Word-document (.docx)."
_SAVE_AGAIN = "Open het in Word, sla het opnieuw op en probeer het nog eens."
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True)
class TemplateRelation:
    """What a part refers to: the last word of its type ('image'), the address as written, and what part that is, if any."""

    key: str
    kind: str
    target: str
    part: str | None
    is_external: bool


class TemplateFile:
    """The parts of a .docx by name ('word/document.xml'), with what they are and how they refer to one another."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self.members = members
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for entry in self.root(_CONTENT_TYPES):
            content_type = entry.get("ContentType", "")
            if "PartName" in entry.attrib:
                self._overrides[entry.attrib["PartName"].lstrip("/").lower()] = content_type
            else:
                self._defaults[entry.get("Extension", "").lower()] = content_type

    def root(self, name: str) -> Element:
        """The XML of a part."""
        return etree.fromstring(self.members[name], _PARSER)

    def type_of(self, name: str) -> str:
        """What [Content_Types].xml says that a part is; empty when it says nothing."""
        lower = name.lower()
        return self._overrides.get(lower) or self._defaults.get(lower.rpartition(".")[2], "")

    def is_xml(self, name: str) -> bool:
        return name.endswith((".xml", ".rels")) or self.type_of(name).endswith("xml")

    @cached_property
    def relations(self) -> dict[str, list[TemplateRelation]]:
        """The relations of each part that has any; those of the package itself under the empty name."""
        by_owner: dict[str, list[TemplateRelation]] = {}
        for name in self.members:
            folder, _, file = name.rpartition("/")
            if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
                owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                by_owner[owner] = [
                    self._relation(entry, owner) for entry in self.root(name) if entry.get("Target") is not None
                ]
        return by_owner

    def _relation(self, entry: Element, owner: str) -> TemplateRelation:
        target, kind = entry.get("Target", ""), entry.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        is_external = entry.get("TargetMode") == "External"
        part = path if not is_external and path in self.members else None
        return TemplateRelation(entry.get("Id", ""), kind, target, part, is_external)

    @property
    def main(self) -> str:
        """The name of the part with the text, which is not 'word/document.xml' for every program."""
        return next((r.part for r in self.relations.get("", ()) if r.kind == "officeDocument" and r.part), "")

    def packed(self) -> bytes:
        """The parts as the bytes of a .docx."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, member in self.members.items():
                archive.writestr(name, member)
        return content.getvalue()


def opened_package(path: Path) -> TemplateFile:
    """The parts of a .docx or .dotx that is whole. Raises OpdrachtError for anything else, in words for its maker."""
    return package_of(path.name, _bytes_of(path))


def package_of(name: str, content: bytes) -> TemplateFile:
    """The same of the bytes of a file with this name."""
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    if content.startswith(_OLD_OFFICE):
        raise OpdrachtError(
            f"{name} is een oud Word-bestand (.doc), of er zit een wachtwoord op.",
            f"Haal het wachtwoord eraf. {_SAVE_AS_WORD}",
        )
    for begin, kind in _OTHERS.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower().startswith(begin.lower()):
            raise OpdrachtError(f"{name} is {kind}, geen Word-document.", _SAVE_AS_WORD)
    try:
        members = _members(name, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise OpdrachtError(f"{name} is geen Word-document, of het is beschadigd.", _SAVE_AS_WORD) from error
    if _CONTENT_TYPES not in members:
        _refuse_what_it_is(name, members)
    try:
        return _sound(name, members)
    except (expat.ExpatError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise OpdrachtError(f"{name} is beschadigd.", _SAVE_AGAIN) from error


def _bytes_of(path: Path) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            what = "een map" if S_ISDIR(about.st_mode) else "geen gewoon bestand"
            raise OpdrachtError(f"{path} is {what}.", "Geef het bestand van een sjabloon.")
        if about.st_size > LARGEST_FILE:
            raise _too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        raise OpdrachtError(f"{path} is niet te lezen: {reason(error)}.", "Kies een ander bestand.") from error


def _too_large(name: str) -> OpdrachtError:
    return OpdrachtError(f"{name} is te groot voor een sjabloon.", "Maak de plaatjes erin kleiner.")


def _members(name: str, content: bytes) -> dict[str, bytes]:
    """The members of an archive, each name in one form. Raises OpdrachtError when they are too many, too large or double."""
    members: dict[str, bytes] = {}
    known: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_CONTENT:
            raise OpdrachtError(f"{name} is uitgepakt te groot voor een sjabloon.", "Gebruik een ander bestand.")
        for info in infos:
            member = posixpath.normpath("/" + info.filename.replace("\\", "/")).lstrip("/")
            if member.lower() in known:
                raise OpdrachtError(f"{name} bevat twee keer het onderdeel {member}.", _SAVE_AGAIN)
            known.add(member.lower())
            members[member] = archive.read(info)
    return members


def _refuse_what_it_is(name: str, members: Mapping[str, bytes]) -> None:
    mime = members.get("mimetype", b"")
    for sign, kind in _BY_MIME.items():
        if sign in mime:
            raise OpdrachtError(f"{name} is {kind}, geen Word-document.", _SAVE_AS_WORD)
    if any(member.startswith("word/") for member in members):
        raise OpdrachtError(f"{name} is beschadigd: het onderdeel {_CONTENT_TYPES} ontbreekt.", _SAVE_AGAIN)
    raise OpdrachtError(f"{name} is geen Word-document, of het is beschadigd.", _SAVE_AS_WORD)


def _sound(name: str, members: dict[str, bytes]) -> TemplateFile:
    """The parts, their XML read once without believing it. Raises OpdrachtError, or an error of XML that is broken."""
    _check_xml(name, members, [_CONTENT_TYPES])
    _be_a_document(name, members)
    package = TemplateFile(members)
    xml = [member for member in members if member != _CONTENT_TYPES and package.is_xml(member)]
    _check_xml(name, members, xml)
    main = [r for r in package.relations.get("", ()) if r.kind == "officeDocument"]
    if any(_STRICT.encode() in members[part] for part in ("_rels/.rels", *(r.part for r in main if r.part))):
        raise OpdrachtError(
            f"{name} is opgeslagen als 'Strict Open XML-document'.",
            "Kies in Word bij Opslaan als het type 'Word-document', niet 'Strict Open XML-document'.",
        )
    if len(main) != 1 or not main[0].part or len(package.root(main[0].part).findall("{*}body")) != 1:
        raise OpdrachtError(f"{name} is beschadigd: er hoort precies één tekst in te zitten.", _SAVE_AGAIN)
    return package


def _be_a_document(name: str, members: dict[str, bytes]) -> None:
    """Refuse what is no document of Word; a .dotx becomes one, as Word does with it."""
    types = etree.fromstring(members[_CONTENT_TYPES], _PARSER)
    declared = [entry.get("ContentType", "") for entry in types]
    if any(
        content_type.endswith("macroEnabled.main+xml") or "macroEnabledTemplate" in content_type
        for content_type in declared
    ):
        raise OpdrachtError(f"{name} bevat macro's.", _SAVE_AS_WORD)
    for entry in types:
        if entry.get("ContentType", "").endswith(_MAIN_OF_DOTX):
            entry.set("ContentType", entry.get("ContentType").replace(_MAIN_OF_DOTX, _MAIN))
            members[_CONTENT_TYPES] = etree.tostring(types, encoding="UTF-8", xml_declaration=True, standalone=True)
            return
    if not any(content_type.endswith(_MAIN) for content_type in declared):
        kind = next((kind for sign, kind in _BY_MAIN.items() if any(sign in what for what in declared)), "iets anders")
        raise OpdrachtError(f"{name} is {kind}, geen Word-document.", _SAVE_AS_WORD)


def _check_xml(name: str, members: dict[str, bytes], parts: Iterable[str]) -> None:
    """Read XML for its form only, and put it in UTF-8. Raises OpdrachtError for what can hurt, and errors of XML."""
    size = 0
    for part in parts:
        size += len(members[part])
        if size > LARGEST_XML:
            raise OpdrachtError(
                f"{name} is te groot voor een sjabloon: het onderdeel {part} past er niet bij.",
                "Maak het sjabloon korter: het mag enkele honderden bladzijden zijn.",
            )
        encoding = _Form(name, part).read(members[part])
        if encoding.upper() not in ("", "UTF-8", "US-ASCII", "ASCII"):
            members[part] = etree.tostring(
                etree.fromstring(members[part], _PARSER), encoding="UTF-8", xml_declaration=True, standalone=True
            )


class _Form:
    """Reads the form of one part of XML: how deep it goes, whether it declares entities, which encoding it says."""

    def __init__(self, file: str, part: str) -> None:
        self._file, self._part = file, part
        self._depth = 0
        self._encoding = ""

    def read(self, content: bytes) -> str:
        """The encoding. Raises OpdrachtError, and ExpatError for XML that is broken."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.XmlDeclHandler = self._declared
        parser.Parse(content, True)
        return "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else self._encoding

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise OpdrachtError(
                f"{self._file} is te diep in elkaar gezet: in {self._part} staan er meer dan {DEEPEST} in elkaar.",
                "Haal tabellen, tekstvakken en invulvelden die in elkaar staan uit elkaar.",
            )

    def _end(self, tag: str) -> None:
        self._depth -= 1

    def _refuse_doctype(self, *declared: object) -> None:
        raise OpdrachtError(
            f"{self._file} bevat in {self._part} een DOCTYPE: daarmee kan het andere bestanden lezen.", _SAVE_AGAIN
        )

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self._encoding = encoding or ""
