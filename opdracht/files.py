"""Files on disk: names that every system takes, and writing that leaves the old file or the new one, never half."""

import os
import re
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.signs import hidden_sign


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()  # asked once: files are written by threads, and asking changes it for a moment
SQLITE = b"SQLite format 3\0"  # how the file of a register begins
AN_HOUR = 3600  # seconds
_TEMPORARY = ".opdracht-"
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *\.", re.IGNORECASE)  # its devices, whatever follows the point
LONGEST_NAME = 120  # bytes of the titel in a file name; a disk takes 255 for a name, Windows 260 for the whole path


def file_name(nummer: str, titel: str, template: str) -> str:
    """'2027-001 Stroomkaart bedrijventerreinen - bestuurlijke opdracht.docx', without signs that a disk refuses."""
    seen = hidden_sign().sub("", unicodedata.normalize("NFC", titel))
    letters = (c if c.isalnum() or c in " -_().,&'" or unicodedata.combining(c) else " " for c in seen)
    cleaned = re.sub(r"\s+", " ", "".join(letters)).strip(" .")
    cleaned = cleaned.encode()[:LONGEST_NAME].decode(errors="ignore").strip(" .")
    name = f"{nummer} {cleaned} - {template.replace('-', ' ')}.docx".strip().replace("  ", " ")
    return f"_{name}" if _OF_WINDOWS.match(name) else name


def as_one_name(name: str) -> str:
    """The same for names that some disks take for one: those of Windows and macOS see no capitals, and one accent."""
    return unicodedata.normalize("NFC", name).casefold()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for files that go when the block ends. Raises OpdrachtError when none can be made."""
    try:
        temporary = tempfile.TemporaryDirectory(prefix="opdracht-", ignore_cleanup_errors=True)
    except OSError as error:
        raise OpdrachtError(
            f"Er is geen map voor tijdelijke bestanden: {reason(error)}.",
            "Maak ruimte, of zet in TMPDIR een map waarin u mag schrijven.",
        ) from error
    with temporary as folder:
        yield Path(folder)


def read_file(path: Path) -> bytes:
    """The bytes of a file that a user named. Raises OpdrachtError when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise OpdrachtError(f"Het bestand {path} is er niet.", "Kijk naar de naam en de map.") from None
    except IsADirectoryError:
        raise OpdrachtError(f"{path} is een map, geen bestand.", "Kies een bestand in die map.") from None
    except OSError as error:
        raise OpdrachtError(f"Het bestand {path} is niet te lezen: {reason(error)}.") from error


def write_file(path: Path, content: bytes, *, force: bool, private: bool = False) -> bool:
    """Write a file whole, by way of a temporary one beside it. False when it stood there already, to the byte.

    A `private` file is for its owner's eyes only.

    Raises OpdrachtError when a register stands there, or another file while `force` is off, or when the disk refuses.
    """
    try:
        if path.exists():
            standing = path.read_bytes()
            if standing == content:
                return False
            if standing.startswith(SQLITE):
                raise OpdrachtError(f"{path} is een register.", "Dat wordt nooit overschreven. Kies een andere naam.")
            if not force:
                raise OpdrachtError(f"{path} bestaat al en is anders.", "Voeg --force toe om het te vervangen.")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o600 if private else 0o666 & ~_UMASK)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refusal(path, error) from error
    return True


def remove_leftovers(folder: Path) -> None:
    """Take away what a run that was killed left behind: temporary files of more than an hour old."""
    for path in folder.glob(f"{_TEMPORARY}*"):
        try:
            if time.time() - path.stat().st_mtime > AN_HOUR:
                path.unlink()
        except OSError:
            continue  # another run took it, or it is not ours to take


def _refusal(path: Path, error: OSError) -> OpdrachtError:
    if isinstance(error, PermissionError):
        return OpdrachtError(
            f"{path} is niet te schrijven.",
            "Staat het open in Word? Sluit het dan. Of mag u in deze map niet schrijven?",
        )
    return OpdrachtError(f"{path} is niet te schrijven: {reason(error)}.", "Kies een andere plaats of maak ruimte.")
