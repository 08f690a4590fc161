"""Files on disk: names that every system takes, and writing that leaves the old file or the new one, never half."""

import errno
import os
import re
import select
import shutil
import stat
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from opdracht.errors import OpdrachtError, UsageFault, reason
from opdracht.signs import hidden_sign


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()  # asked once: files are written by threads, and asking changes it for a moment
SQLITE = b"SQLite format 3\0"  # how the file of a register begins
AN_HOUR = 3600  # seconds
PIPE_SECONDS = 10
"""So long somebody has to begin to write in a pipe that is read."""
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


def fits_everywhere(name: str) -> bool:
    """Whether every system takes this as the name of a file."""
    is_refused = hidden_sign().search(name) or set(name) & set('<>:"/\\|?*') or _OF_WINDOWS.match(name)
    return not is_refused and 0 < len(name.encode(errors="replace")) <= LONGEST_NAME and name == name.strip(" .")


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


def read_file(path: Path, most: int = -1) -> bytes:
    """The bytes of a file that a user named, or of a pipe. Raises OpdrachtError when it cannot be read.

    No more than `most` bytes are read, and one, by which whoever asked sees that there are more.
    """
    most += most >= 0
    try:
        kind = path.stat().st_mode
        if stat.S_ISFIFO(kind) and not _is_stream(path):
            return _from_pipe(path, most)
        if stat.S_ISBLK(kind) or (stat.S_ISCHR(kind) and not _is_stream(path)):
            raise OpdrachtError(f"{path} is geen bestand.", "Kies een bestand.")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise OpdrachtError(f"Het bestand {path} is er niet.", "Kijk naar de naam en de map.") from None
    except IsADirectoryError:
        raise OpdrachtError(f"{path} is een map, geen bestand.", "Kies een bestand in die map.") from None
    except (OSError, ValueError) as error:  # a name with a NUL
        why = reason(error) if isinstance(error, OSError) else "zo kan een bestand niet heten"
        raise OpdrachtError(f"Het bestand {path} is niet te lezen: {why}.", "Kijk of u erbij mag.") from error


def _is_stream(path: Path) -> bool:
    """Whether a path names an open stream of this process (/dev/stdin, /dev/fd/63), or what swallows all (/dev/null)."""
    return (
        os.name == "posix"
        and re.match(r"/dev/(?:std|fd/|null$)|/proc/(?:self|\d+)/fd/", str(path.absolute())) is not None
    )


def _from_pipe(path: Path, most: int) -> bytes:
    """What somebody writes in a named pipe; one in which nobody begins to write is no file to wait for."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(pipe, "rb") as reading:
        if not select.select([pipe], [], [], PIPE_SECONDS)[0]:
            raise OpdrachtError(f"In {path} schrijft niemand.", "Kies een bestand.")
        os.set_blocking(pipe, True)
        return reading.read(most)


def expanded(paths: Sequence[Path]) -> list[Path]:
    """Files by their names; a name with a star is what it stands for, where the terminal left that to the program."""
    named: list[Path] = []
    for path in paths:
        has_star = "*" in path.name and not path.exists()
        named += (
            sorted(found for found in path.parent.glob(path.name) if not found.name.startswith("~$"))
            if has_star
            else [path]
        )
    if paths and not named:
        raise OpdrachtError(f"Er is geen bestand {paths[0]}.", "Kijk naar de naam en de map.")
    return [*dict.fromkeys(named)]


def need_ending(path: Path, endings: Sequence[str]) -> str:
    """The ending of a file to write, in lower case; a stream or a pipe needs none. Raises UsageFault for any other."""
    ending = path.suffix.lower()
    if ending in endings:
        return ending
    if _is_stream(path) or (path.exists() and not path.is_file() and not path.is_dir()):
        return ""
    known = f"{', '.join(endings[:-1])} of {endings[-1]}" if len(endings) > 1 else endings[0]
    raise UsageFault(
        f"De naam {path.name} eindigt niet op {known}.", f"Bijvoorbeeld: {path.stem or 'naam'}{endings[0]}"
    )


def write_file(path: Path, content: bytes, *, force: bool, private: bool = False) -> bool:
    """Write a file whole, by way of a temporary one beside it. False when it stood there already, to the byte.

    A `private` file is for its owner's eyes only.

    What is no file but a stream or a pipe gets the content as it is. Raises OpdrachtError when a register stands there,
    or another file while `force` is off, or when the disk refuses.
    """
    try:
        if path.is_dir():
            raise OpdrachtError(f"{path} is een map.", "Kies de naam van een bestand.")
        if _is_stream(path) or (path.exists() and not path.is_file()):
            return _write_through(path, content)
        path = Path(os.path.realpath(path)) if path.is_symlink() else path  # a link stays a link
        if path.exists():
            standing = path.read_bytes()
            if standing == content:
                return False
            if standing.startswith(SQLITE):
                raise OpdrachtError(f"{path} is een register.", "Dat wordt nooit overschreven. Kies een andere naam.")
            if not force:
                raise OpdrachtError(f"{path} bestaat al en is anders.", "Voeg --force toe om het te vervangen.")
        with _temporary(path.parent, content, 0o600 if private else 0o666 & ~_UMASK) as temporary:
            os.replace(temporary, path)
    except OSError as error:
        raise _refusal(path, error) from error
    except UnicodeEncodeError as error:
        raise OpdrachtError(
            f"{path} is niet te schrijven: uw terminal staat niet op UTF-8.", "Zet daarvoor LC_ALL=C.UTF-8 neer."
        ) from error
    return True


@contextmanager
def _temporary(folder: Path, content: bytes, mode: int) -> Iterator[Path]:
    """A file in a folder, whole on its disk; it goes when the block ends, unless it got another name."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=_TEMPORARY, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def written_together(folder: Path, contents: Mapping[str, bytes]) -> Iterator[Callable[[], None]]:
    """Files with these names in a folder, all or none: what is given puts them in place of what stands there.

    They are on the disk before the block begins; when it ends with an error, what stood there is back. Raises
    OpdrachtError when the disk refuses.
    """
    mode = 0o666 & ~_UMASK
    with ExitStack() as at_the_end:
        coming: list[tuple[Path, Path, Path | None]] = []
        for name, content in contents.items():
            path = folder / name
            try:
                path = Path(os.path.realpath(path)) if path.is_symlink() else path  # a link stays a link
                standing = path.read_bytes() if path.exists() else None
                if standing is not None and standing.startswith(SQLITE):
                    raise OpdrachtError(f"{path} is een register.", "Dat wordt nooit overschreven.")
                new = at_the_end.enter_context(_temporary(path.parent, content, mode))
                old = None if standing is None else at_the_end.enter_context(_temporary(path.parent, standing, mode))
            except OSError as error:
                raise _refusal(path, error) from error
            coming.append((path, new, old))
        back = at_the_end.enter_context(ExitStack())
        yield lambda: _put(coming, back)
        back.pop_all()


def _put(coming: Sequence[tuple[Path, Path, Path | None]], back: ExitStack) -> None:
    """Give each new file its own name; `back` gives that to the old one again, or to none."""
    for path, new, old in coming:
        try:
            os.replace(new, path)
        except OSError as error:
            raise _refusal(path, error) from error
        if old is None:
            back.callback(path.unlink, missing_ok=True)
        else:
            back.callback(os.replace, old, path)


def _write_through(path: Path, content: bytes) -> bool:
    """Write in a stream, a pipe or a device, which nothing may take the place of."""
    kind = path.stat().st_mode
    if not (stat.S_ISFIFO(kind) or stat.S_ISCHR(kind) or _is_stream(path)):
        raise OpdrachtError(f"{path} is geen bestand.", "Kies de naam van een bestand.")
    sys.stdout.flush()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    with open(handle, "wb") as stream:
        stream.write(content)
    return True


@contextmanager
def whole_folder(path: Path, *, replacing: bool) -> Iterator[Path]:
    """A folder to fill, which stands at `path` when the block ends well, and nowhere when it does not.

    What stands there already goes when the new one is whole, if `replacing`. Raises OpdrachtError when the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path.parent)
        filling = Path(tempfile.mkdtemp(dir=path.parent, prefix=_TEMPORARY))
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        yield filling
        os.chmod(filling, 0o777 & ~_UMASK)
        earlier = _out_of_the_way(path) if replacing and path.exists() else None
        try:
            os.rename(filling, path)
        except OSError as error:
            if earlier:
                os.rename(earlier, path)
            if os.path.lexists(path) and not earlier:
                raise OpdrachtError(f"{path} staat er al.", "Kijk wat er staat, en probeer het opnieuw.") from error
            raise
        if earlier:
            shutil.rmtree(earlier, ignore_errors=True)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        shutil.rmtree(filling, ignore_errors=True)


def _out_of_the_way(path: Path) -> Path:
    """Where a folder went to make room, under a name that people know it by when it stays there."""
    names = (path.with_name(f"{path.name} (oud{number})") for number in ("", *(f" {n}" for n in range(2, 1000))))
    earlier = next(name for name in names if not name.exists())
    os.rename(path, earlier)
    return earlier


def remove_leftovers(folder: Path) -> None:
    """Take away what a run that was killed left behind: temporary files and folders of more than an hour old."""
    for path in folder.glob(f"{_TEMPORARY}*"):
        try:
            if time.time() - path.lstat().st_mtime <= AN_HOUR:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError:
            continue  # another run took it, or it is not ours to take


def _refusal(path: Path, error: OSError) -> OpdrachtError:
    if error.errno == errno.ENXIO:
        return OpdrachtError(f"Uit {path} leest niemand.", "Kies de naam van een bestand.")
    if isinstance(error, PermissionError):
        return OpdrachtError(
            f"{path} is niet te schrijven.",
            "Staat het open in Word of een ander programma? Sluit het daar. Of mag u in deze map niet schrijven?",
        )
    return OpdrachtError(f"{path} is niet te schrijven: {reason(error)}.", "Kies een andere plaats of maak ruimte.")
