"""The file of a template, before anything in it is believed: is it a Word document, and of a size that can be handled."""

import io
import zipfile
import zlib
from pathlib import Path

from opdracht.errors import OpdrachtError, reason

LARGEST_FILE = 20_000_000
LARGEST_CONTENT = 100_000_000  # of all members together, unpacked
MOST_MEMBERS = 2000

_CONTENT_TYPES = "[Content_Types].xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .doc, and a .docx with a password
_WHAT_TO_DO = "Sla het in Word op als Word-document (.docx)."


def opened_package(path: Path) -> bytes:
    """The bytes of a .docx that is whole. Raises OpdrachtError for anything else, in words for its maker."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OpdrachtError(f"{path.name} is te groot voor een sjabloon.", "Maak de plaatjes erin kleiner.")
        content = path.read_bytes()
    except OSError as error:
        raise OpdrachtError(f"{path} is niet te lezen: {reason(error)}.", "Kies een ander bestand.") from error
    if content.startswith(_OLD_OFFICE):
        raise OpdrachtError(
            f"{path.name} is een oud Word-bestand (.doc), of er zit een wachtwoord op.",
            f"Haal het wachtwoord eraf. {_WHAT_TO_DO}",
        )
    try:
        _look_inside(path.name, content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        raise OpdrachtError(f"{path.name} is geen Word-document, of het is beschadigd.", _WHAT_TO_DO) from error
    return content


def _look_inside(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_CONTENT:
            raise OpdrachtError(f"{name} is uitgepakt te groot voor een sjabloon.", "Gebruik een ander bestand.")
        if archive.testzip() is not None or _CONTENT_TYPES not in archive.namelist():
            raise zipfile.BadZipFile
        types = archive.read(_CONTENT_TYPES)
    if b"macroEnabled" in types:
        raise OpdrachtError(f"{name} bevat macro's.", _WHAT_TO_DO)
    if b"wordprocessingml.template.main+xml" in types:
        raise OpdrachtError(f"{name} is een Word-sjabloon (.dotx).", _WHAT_TO_DO)
    if b"wordprocessingml.document.main+xml" not in types:
        raise zipfile.BadZipFile
