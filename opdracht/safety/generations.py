"""Reserve copies in generations: how they are named, which there are, and which of many stay.

Who makes one and what is in it is left to copies.py. A name holds the moment in UTC, so that names sort as they were
made and no hour comes twice.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from opdracht.files import AN_HOUR

FOLDER = "reservekopieen"
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


@dataclass(frozen=True)
class Generation:
    """One copy on disk, and when it was made."""

    path: Path
    moment: datetime


@dataclass(frozen=True)
class Generations:
    """The copies of one register: files `stem-MOMENT` with a suffix, in a folder."""

    folder: Path
    stem: str
    suffix: str

    def all(self) -> list[Generation]:
        """The copies that there are, the newest first. Raises OSError when the folder cannot be read."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        found = [Generation(self.folder / name, moment) for name in names if (moment := self._moment(name))]
        return sorted(found, key=lambda copy: (copy.moment, copy.path.name), reverse=True)

    @contextmanager
    def new(self) -> Iterator[tuple[Path, Path]]:
        """A temporary file to fill and the name of the copy that it becomes when the block ends; it replaces nothing.

        Raises OSError when the disk refuses. The temporary file also holds its moment against other processes.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._remove_leftovers()
        moment = datetime.now(UTC).replace(microsecond=0)
        while (temporary := self._claim(moment)) is None:
            moment += timedelta(seconds=1)
        path = self._path(moment)
        try:
            yield temporary, path
            with open(temporary, "r+b") as filled:
                os.fsync(filled.fileno())
            os.replace(temporary, path)
            sync_folder(self.folder)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        finally:
            temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)

    def thin(self, belongs: Callable[[Path], bool]) -> list[Path]:
        """Take away the copies that need not stay, of those that `belongs` says are of this register; which they were.

        One that cannot be taken away now, because it stands open, is tried again the next time.
        """
        copies = self.all()
        if len(kept(copy.moment for copy in copies)) == len(
            {copy.moment for copy in copies}
        ):  # then of fewer all stay too
            return []
        mine = [copy for copy in copies if belongs(copy.path)]
        stays = kept(copy.moment for copy in mine)
        return [copy.path for copy in mine if copy.moment not in stays and _removed(copy.path)]

    def _path(self, moment: datetime) -> Path:
        return self.folder / f"{self.stem}-{moment.strftime(_FORM)}{self.suffix}"

    def _claim(self, moment: datetime) -> Path | None:
        """An empty temporary file for a copy of this moment, for its owner only; None when the moment is taken."""
        temporary = self.folder / f".{self._path(moment).name}.tmp"
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return None
        if self._path(moment).exists():
            temporary.unlink()
            return None
        return temporary

    def _moment(self, name: str) -> datetime | None:
        form = rf"{re.escape(self.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}}){re.escape(self.suffix)}"
        found = re.fullmatch(form, name)
        try:
            return datetime.strptime(found[1], _FORM).replace(tzinfo=UTC) if found else None
        except ValueError:  # the 31st of February: a file of somebody else
            return None

    def _remove_leftovers(self) -> None:
        """Take away what a run that was killed left behind, more than an hour ago."""
        for path in self.folder.glob(".*.tmp*"):
            name = path.name.removeprefix(".").removesuffix("-journal").removesuffix(".tmp")
            with suppress(OSError):  # another run took it
                if self._moment(name) and time.time() - path.stat().st_mtime > AN_HOUR:
                    path.unlink()


def _removed(path: Path) -> bool:
    """Take a file away; False when it stands open; then the next run tries again."""
    try:
        path.unlink()
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
