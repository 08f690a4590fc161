"""Reserve copies in generations: how they are named, which there are, and which of many stay.

Who makes one and what is in it is left to backup.py and copies.py. A name holds the moment in UTC, so that names sort as they were
made and no hour comes twice.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from opdracht.files import AN_HOUR
from opdracht.paths import copies_of_servers
from opdracht.store import Register

BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file, and would play into one of the same name."""
FOLDER = "reservekopieen"
TEMPLATES = ".sjablonen.zip"
"""How the name of the file ends that holds the own templates of a register, beside its copy."""
DAYS_OF_ALL = 7
DAYS, WEEKS, MONTHS = 31, 26, 24
_FORM = "%Y-%m-%d-%H%M%S"


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Which copies stay: all of the newest 7 days, and the last of each of 31 days, 26 weeks and 24 months.

    Only days, weeks and months that have a copy count, so that a clock that was wrong, or a year without any, takes
    nothing away. The newest always stays; fewer than 31 days with a copy all keep one.
    """
    newest_first = sorted(set(moments), reverse=True)
    days = list(dict.fromkeys(moment.date() for moment in newest_first))[:DAYS_OF_ALL]
    stays = {moment for moment in newest_first if moment.date() in days}
    for period, number in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        last: dict[str, datetime] = {}
        for moment in newest_first:
            last.setdefault(moment.strftime(period), moment)
        stays |= set(list(last.values())[:number])
    return stays


class CopyMark(StrEnum):
    """What the name of a copy says of it, behind its moment; only one without a mark is put back by itself."""

    NONE = ""
    UNSOUND = "-niet-gaaf"
    REPLACED = "-vervangen"


@dataclass(frozen=True)
class Generation:
    """One copy on disk, when it was made, and what its name says of it."""

    path: Path
    moment: datetime
    mark: CopyMark = CopyMark.NONE


@dataclass
class Coming:
    """A copy that is being made: the temporary file to fill, and the name that it gets, with the mark that is put here."""

    temporary: Path
    generations: Generations
    moment: datetime
    mark: CopyMark = CopyMark.NONE

    @property
    def path(self) -> Path:
        return self.generations.path(self.moment, self.mark)


@dataclass(frozen=True)
class Generations:
    """The copies of one register: files `stem-MOMENT` with perhaps a mark and a suffix, in a folder."""

    folder: Path
    stem: str
    suffix: str

    def all(self) -> list[Generation]:
        """The copies that there are, the newest first. Raises OSError when the folder cannot be read."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        copies = [copy for name in names if (copy := self._named(name))]
        return sorted(copies, key=lambda copy: (copy.moment, copy.path.name), reverse=True)

    @contextmanager
    def new(self) -> Iterator[Coming]:
        """A copy to fill, which gets its name when the block ends; it replaces nothing.

        Raises OSError when the disk refuses. The temporary file also holds its moment against other processes.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._remove_leftovers()
        moment = datetime.now(UTC).replace(microsecond=0)
        while (temporary := self._claim(moment)) is None:
            moment += timedelta(seconds=1)
        coming = Coming(temporary, self, moment)
        try:
            yield coming
            with open(temporary, "r+b") as filled:
                os.fsync(filled.fileno())
            os.replace(temporary, coming.path)
            sync_folder(self.folder)
        except BaseException:
            temporary.unlink(missing_ok=True)
            templates_beside(coming.path).unlink(missing_ok=True)
            raise
        finally:
            for end in BESIDE:
                temporary.with_name(temporary.name + end).unlink(missing_ok=True)

    def thin(self, belongs: Callable[[Path], bool]) -> list[Path]:
        """Take away the copies that need not stay, of those that `belongs` says are of this register; which they were.

        Those with a mark take no place of those without. One that cannot be taken away now, because it stands open, is
        tried again the next time.
        """
        copies = self.all()
        return [path for mark in CopyMark for path in _thinned([copy for copy in copies if copy.mark == mark], belongs)]

    def path(self, moment: datetime, mark: CopyMark) -> Path:
        """How the copy of a moment is named."""
        return self.folder / f"{self.stem}-{moment.strftime(_FORM)}{mark}{self.suffix}"

    def _claim(self, moment: datetime) -> Path | None:
        """An empty temporary file for a copy of this moment, for its owner only; None when the moment is taken."""
        temporary = self.folder / f".{self.path(moment, CopyMark.NONE).name}.tmp"
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return None
        if any(self.path(moment, mark).exists() for mark in CopyMark):
            temporary.unlink()
            return None
        return temporary

    def _named(self, name: str) -> Generation | None:
        """The copy with this name; None when it is the name of something else."""
        form = rf"{re.escape(self.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}})({'|'.join(CopyMark)}){re.escape(self.suffix)}"
        parts = re.fullmatch(form, name, re.ASCII)
        try:
            moment = datetime.strptime(parts[1], _FORM).replace(tzinfo=UTC) if parts else None
        except ValueError:  # the 31st of February: a file of somebody else
            return None
        return Generation(self.folder / name, moment, CopyMark(parts[2])) if parts and moment else None

    def _remove_leftovers(self) -> None:
        """Take away what a run that was killed left behind, more than an hour ago."""
        for path in self.folder.glob(".*.tmp*"):
            name = path.name.removeprefix(".").partition(".tmp")[0]
            with suppress(OSError):  # another run took it
                if self._named(name) and time.time() - path.stat().st_mtime > AN_HOUR:
                    path.unlink()


def generations(register: Register, folder: Path | None = None) -> Generations:
    """The copies of a register, in their own folder or in another one."""
    if register.on_server:
        address = register.name.partition("://")[2].partition("?")[0].lower()
        readable = re.sub(r"[^a-z0-9]+", "-", address).strip("-")[:60]
        stem = f"{readable}-{hashlib.sha256(register.name.encode()).hexdigest()[:8]}"
        return Generations(folder or copies_of_servers() / stem, stem, ".db")
    return Generations(folder or register.path.parent / FOLDER, register.path.stem, register.path.suffix)


def way_back(register: Register) -> str:
    """How to put a copy back, in words that work as they stand: without a name only when there is one that needs none."""
    return f"Zet een reservekopie terug met: opdracht restore{'' if has_copies(register) else ' KOPIE'}"


def has_copies(register: Register) -> bool:
    """Whether there is a copy that a restore takes by itself."""
    try:
        return any(copy.mark == CopyMark.NONE for copy in generations(register).all())
    except OSError:
        return False


def templates_beside(copy: Path) -> Path:
    """Where the own templates stand that belong to a copy."""
    return copy.with_name(copy.stem + TEMPLATES)


def _thinned(copies: Sequence[Generation], belongs: Callable[[Path], bool]) -> list[Path]:
    """What of these copies was taken away."""
    moments = {copy.moment for copy in copies}
    if len(kept(moments)) == len(moments):  # then of fewer all stay too
        return []
    own = [copy for copy in copies if belongs(copy.path)]
    stays = kept(copy.moment for copy in own)
    return [copy.path for copy in own if copy.moment not in stays and _removed(copy.path)]


def _removed(path: Path) -> bool:
    """Take a file away; False when it stands open; then the next run tries again."""
    try:
        path.unlink()
        templates_beside(path).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
