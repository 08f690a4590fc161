"""ODT of Word documents, by LibreOffice: ODF 1.3, without what LibreOffice adds to the standard."""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from opdracht.documents.libreoffice import Conversion

_MADE_FROM = "OpdrachtBron"  # in the properties of the ODT: the SHA-256 of its Word file, and that of its own text
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_LEFT_OUT = ("Configurations2/", "Thumbnails/")
"""Empty folders, and a picture of the first page that would go on saying what stood there once."""
_TEXT = ("content.xml", "styles.xml")
_LARGEST = 50_000_000  # bytes of a member, unpacked; one of ours has less than 1,000,000
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, AttributeError, KeyError, ValueError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What reading a file may raise that LibreOffice did not write, or only half."""


def _finished(made: Path, source: str) -> bytes:
    content = io.BytesIO()
    try:
        with zipfile.ZipFile(made) as archive, zipfile.ZipFile(content, "w") as written:
            own = _hash_of_text(archive)
            for info in archive.infolist():
                if not info.filename.startswith(_LEFT_OUT):
                    written.writestr(info, _member(info.filename, archive.read(info), f"{source} {own}"))
    except _DAMAGE:
        return b""
    return content.getvalue()


def _member(name: str, content: bytes, source: str) -> bytes:
    """A member as it is kept: with where it comes from in its properties, and no word of what is left out."""
    if name not in ("meta.xml", "META-INF/manifest.xml"):
        return content
    root = etree.fromstring(content, _PARSER)
    if name == "meta.xml":
        told = etree.SubElement(root.find(f"{{{_OFFICE}}}meta"), f"{{{_META}}}user-defined")
        told.set(f"{{{_META}}}name", _MADE_FROM)
        told.text = source
    for entry in root.findall(f"{{{_MANIFEST}}}file-entry"):
        if entry.get(f"{{{_MANIFEST}}}full-path", "").startswith(_LEFT_OUT):
            root.remove(entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _made_from(target: Path) -> str:
    """As a conversion tells it; one that somebody worked in is no file of ours any more."""
    try:
        with zipfile.ZipFile(target) as archive:
            properties = etree.fromstring(_read(archive, "meta.xml"), _PARSER)
            told = properties.findtext(f".//{{{_META}}}user-defined[@{{{_META}}}name='{_MADE_FROM}']", "")
            source, _, own = told.partition(" ")
            return source if own == _hash_of_text(archive) else ""
    except (OSError, *_DAMAGE):
        return ""


def _hash_of_text(archive: zipfile.ZipFile) -> str:
    return hashlib.sha256(b"".join(_read(archive, name) for name in _TEXT)).hexdigest()


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError("too large for one of ours")
    return archive.read(name)


ODT = Conversion("ODT", ".odt", "odt", "Opslaan als, OpenDocument-tekst", _finished, _made_from)
