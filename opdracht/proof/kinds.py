"""What kind of file somebody sends: a document that can be judged, or what else it is and what to do then."""

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from opdracht.errors import OpdrachtError
from opdracht.files import SQLITE, read_file
from opdracht.proof.pdf_text import is_pdf

LARGEST_FILE = 100_000_000
"""So many bytes a document has at most; one of the register is a thousandth of that."""

_AS_WORD = "Open het in Word of LibreOffice en bewaar het als Word-document (.docx)."
_CHOOSE = "Kies een Word-document (.docx), een PDF of een LibreOffice-document (.odt)."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "een document met een wachtwoord", "Haal het wachtwoord eraf en bewaar het opnieuw."),
    ("WordDocument", "een oud Word-document (.doc)", _AS_WORD),
    ("__properties_version1.0", "een e-mailbericht (.msg)", "Bewaar de bijlage apart en kies die."),
    ("Workbook", "een Excel-bestand (.xls)", _CHOOSE),
    ("PowerPoint Document", "een PowerPoint-bestand (.ppt)", _CHOOSE),
    ("", "een bestand van een oud Office-programma", _AS_WORD),
)
"""What stands in a file of old Office, by the name of a stream in it."""
_PICTURE = ("een plaatje", "Vraag om het document zelf: tekst in een plaatje is niet te lezen.")
_BEGINNINGS = (
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"II*\x00", *_PICTURE),
    (b"MM\x00*", *_PICTURE),
    (b"BM", *_PICTURE),
    (b"RIFF", *_PICTURE),
    (b"{\\rtf", "een RTF-bestand", _AS_WORD),
    (SQLITE, "een register", "Kies een document. Een ander register kiest u met --register."),
    (b"Rar!", "een ingepakt bestand (.rar)", "Pak het uit en kies het document erin."),
    (b"7z\xbc\xaf", "een ingepakt bestand (.7z)", "Pak het uit en kies het document erin."),
    (b"\x1f\x8b", "een ingepakt bestand (.gz)", "Pak het uit en kies het document erin."),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFFICE = (
    (b"macroEnabled.main", "een document met macro's", "Bewaar het in Word als Word-document (.docx)."),
    (b"wordprocessingml.template", "een Word-sjabloon (.dotx)", "Bewaar het in Word als Word-document (.docx)."),
    (b"spreadsheetml", "een Excel-bestand", _CHOOSE),
    (b"presentationml", "een PowerPoint-bestand", _CHOOSE),
)


class Kind(StrEnum):
    """A kind of document that can be judged."""

    WORD = "Word-document"
    PDF = "PDF"
    ODT = "LibreOffice-document"


def sent_bytes(path: Path) -> bytes:
    """The bytes of a file that a user was sent. Raises OpdrachtError for a folder, a device and what is too large."""
    if path.is_dir():
        raise OpdrachtError(f"{path} is een map, geen bestand.", "Kies een bestand in die map.")
    if path.exists() and not path.is_file():
        raise OpdrachtError(f"{path} is geen gewoon bestand.", _CHOOSE)
    if path.exists() and path.stat().st_size > LARGEST_FILE:
        raise OpdrachtError(f"{path} is te groot om te beoordelen (meer dan 100 MB).", "Een opdracht is kleiner.")
    return read_file(path)


def kind_of(content: bytes) -> Kind:
    """What kind of document these bytes are. Raises OpdrachtError for any other file: what it is, and what to do."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(content)
    if is_pdf(content):
        return Kind.PDF
    if not content.strip(b"\0 \t\r\n"):
        raise _other("leeg", "Vraag om het document zelf.")
    for beginning, what, hint in _BEGINNINGS:
        if content.startswith(beginning):
            raise _other(what, hint)
    if content.startswith(_OLE):
        raise next(_other(what, hint) for name, what, hint in _STREAMS if name.encode("utf-16-le") in content)
    if content[4:8] == b"ftyp":
        raise _other("een foto of film", "Vraag om het document zelf.")
    raise _of_text(content)


def _of_text(content: bytes) -> OpdrachtError:
    """What a file without a beginning of its own is: text of some kind, or nobody knows what."""
    beginning = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\0" in beginning.replace(b"\xff\xfe", b"") and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return OpdrachtError("Dit bestand is geen document dat het programma kent, of het is beschadigd.", _CHOOSE)
    if b"\nfrom:" in b"\n" + beginning and b"\nsubject:" in b"\n" + beginning:
        return _other("een e-mailbericht (.eml)", "Bewaar de bijlage apart en kies die.")
    if beginning.startswith((b"<!doctype html", b"<html")):
        return _other("een webpagina", _CHOOSE)
    if beginning.startswith(b"<?xml"):
        return _other("een XML-bestand", _AS_WORD)
    return _other("een tekstbestand", _CHOOSE)


def _kind_of_package(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            sort = archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error) as error:
        raise OpdrachtError(
            "Dit document is beschadigd, of er zit een wachtwoord op.", "Vraag het opnieuw op, zonder wachtwoord."
        ) from error
    if sort == f"{_OPEN_DOCUMENT}text":
        return Kind.ODT
    if sort.startswith(_OPEN_DOCUMENT):
        raise _other("een ander LibreOffice-bestand dan een tekstdocument", _CHOOSE)
    if b"wordprocessingml.document.main+xml" in types:
        return Kind.WORD
    for word, what, hint in _OFFICE:
        if word in types:
            raise _other(what, hint)
    raise _other("een zip-bestand", "Pak het uit en kies het document erin.")


def _other(what: str, hint: str) -> OpdrachtError:
    return OpdrachtError(f"Dit bestand is {what}; dat kan verify niet beoordelen.", hint)
