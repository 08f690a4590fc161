"""Is this folder of the archive complete and unchanged? Asked of the folder alone, without any register.

Two things in it tell what it should hold: a list with the SHA-256 of every file, in the form of sha256sum, and the MDTO
metadata beside each file. Whoever changes a file and both of them is found out by the seal, the SHA-256 of the list, when
somebody kept that elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.exchange.mdto.parts import SIDECAR, FileSum, file_sum
from opdracht.files import read_file, write_file

LIST = "manifest-sha256.txt"
LARGEST_LIST = 10_000_000
"""So many bytes the list of files and one file of metadata have at most."""
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](\S.*)")


class FileState(StrEnum):
    """In what a folder differs from what was archived."""

    CHANGED = "veranderd"
    MISSING = "ontbreekt"
    ADDED = "hoort er niet bij"
    RENAMED = "heet anders"
    NO_FILE = "is geen bestand"
    UNREADABLE = "is niet te lezen"


@dataclass(frozen=True)
class Strange:
    """A file that is not as it was archived: its place in the folder, what is wrong with it, and more about that."""

    pad: str
    staat: FileState
    wat: str = ""


@dataclass(frozen=True)
class FolderVerdict:
    """What a folder of the archive proves to be: how many files it should hold, its seal, and what differs."""

    folder: Path
    expected: int
    seal: str
    strange: Sequence[Strange]


@dataclass(frozen=True)
class _Contents:
    """What stands in a folder: the files, by their place as it is on every computer, and what is something else."""

    files: Mapping[str, Path]
    others: Mapping[str, str]


def files_in(folder: Path) -> list[Path]:
    """The files of a folder of the archive, without their list."""
    return [path for name, path in sorted(_contents(folder).files.items()) if name != LIST]


def write_list(folder: Path) -> str:
    """Write the list of the files in a folder; its seal."""
    lines = [f"{_hash(path)}  {path.relative_to(folder).as_posix()}\n" for path in files_in(folder)]
    content = "".join(lines).encode()
    write_file(folder / LIST, content, force=True)
    return hashlib.sha256(content).hexdigest()


def is_archive(folder: Path) -> bool:
    """Whether `opdracht archive` made a folder, as far as can be seen from outside."""
    return (folder / LIST).is_file() or any(folder.glob(f"*{SIDECAR}"))


def archives_in(folder: Path) -> list[Path]:
    """The folder itself, or the folders of the archive in it. Raises OpdrachtError when there are none."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
        found = [folder] if is_archive(folder) else [path for path in inside if is_archive(path)]
    except OSError as error:
        raise OpdrachtError(f"De map {folder} is niet te lezen: {reason(error)}.", "Kijk of u erbij mag.") from error
    if found == [folder] and not (folder / LIST).exists() and (folder.absolute().parent / LIST).is_file():
        raise OpdrachtError(f"{folder} is een deel van een map van het archief.", "Kies de map daarboven.")
    if not found:
        raise OpdrachtError(
            f"{folder} is een map, en geen map die 'opdracht archive' maakte: er staat geen {LIST} in.",
            "Kies een bestand in die map, of een map van het archief.",
        )
    return found


def judged(folder: Path) -> FolderVerdict:
    """What a folder of the archive proves to be. Raises OpdrachtError when the folder itself cannot be read."""
    try:
        contents = _contents(folder)
    except OSError as error:
        raise OpdrachtError(f"De map {folder} is niet te lezen: {reason(error)}.", "Kijk of u erbij mag.") from error
    content = _bytes_of(contents.files.get(LIST))
    listed, strange = _listed(content)
    sums = _sums(contents)
    expected = listed or _expected_without_list(contents, sums)
    found = dict(_compared(expected, sums, contents))
    missing = {name: expected[name] for name, what in found.items() if what.staat == FileState.MISSING}
    added = {name: _hash(contents.files[name]) for name in contents.files if name not in expected and name != LIST}
    for name, now in _renamed(missing, added):
        found[name] = Strange(name, FileState.RENAMED, f"heet nu {now}")
        del added[now]
    strange += found.values()
    strange += (Strange(name, FileState.ADDED) for name in added)
    strange += (Strange(name, FileState.ADDED, what) for name, what in contents.others.items() if name not in expected)
    seal = hashlib.sha256(content).hexdigest() if content is not None else ""
    return FolderVerdict(folder, len(expected), seal, sorted(strange, key=lambda one: one.pad))


def _expected_without_list(contents: _Contents, sums: Mapping[str, FileSum]) -> dict[str, str]:
    """What the metadata say of the files; what the metadata themselves were is not known, and empty."""
    metadata = dict.fromkeys((name for name in contents.files if name.endswith(SIDECAR)), "")
    return {**metadata, **{name: told.sha256 for name, told in sums.items()}}


def _compared(
    expected: Mapping[str, str], sums: Mapping[str, FileSum], contents: _Contents
) -> Iterator[tuple[str, Strange]]:
    """What is wrong with the files that a folder should hold."""
    for name, sha256 in expected.items():
        if name in contents.others:
            yield name, Strange(name, FileState.NO_FILE, contents.others[name])
        elif name not in contents.files:
            yield name, Strange(name, FileState.MISSING)
        else:
            now, told = _hash(contents.files[name]), sums.get(name)
            if now is None:
                yield name, Strange(name, FileState.UNREADABLE)
            elif sha256 and now != sha256:
                yield name, Strange(name, FileState.CHANGED, _size(contents.files[name], told))
            elif told and now != told.sha256:
                yield name, Strange(name, FileState.CHANGED, "het past niet bij zijn metagegevens")


def _size(path: Path, told: FileSum | None) -> str:
    """How long a changed file is now and was, when that differs."""
    now = path.stat().st_size
    return f"het telt {now} bytes en telde er {told.bytes}" if told and told.bytes != now else ""


def _renamed(missing: Mapping[str, str], added: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """The files that are there under another name, with that name; of equal ones the name that is most like it."""
    pairs: dict[str, str] = {}
    for name, sha256 in missing.items():
        same = [other for other, its in added.items() if its and its == sha256 and other not in pairs.values()]
        if same:
            pairs[name] = min(same, key=lambda other: (other.casefold() != name.casefold(), other))
    return list(pairs.items())


def _listed(content: bytes | None) -> tuple[dict[str, str], list[Strange]]:
    """The SHA-256 of each file by its place, as the list has it, and what is wrong with the list."""
    if content is None:
        return {}, [Strange(LIST, FileState.MISSING)]
    lines = content.decode("utf-8", errors="replace").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    bad = [number for number, match in enumerate(found, 1) if match is None]
    listed = {_everywhere(match[2]): match[1].lower() for match in found if match}
    if bad or not lines:
        where = f"regel {bad[0]} is niet te lezen" if bad else "zij is leeg"
        return listed, [Strange(LIST, FileState.CHANGED, where)]
    return listed, []


def _sums(contents: _Contents) -> dict[str, FileSum]:
    """What the metadata say of files, by the place of those files; metadata that cannot be read say nothing."""
    sums = {}
    for name, path in contents.files.items():
        content = _bytes_of(path) if name.endswith(SIDECAR) else None
        with suppress(ValueError):
            if content is not None and (told := file_sum(content)):
                sums[name.removesuffix(SIDECAR)] = told
    return sums


def _contents(folder: Path) -> _Contents:
    """All that stands in a folder and the folders in it. Links are not followed."""
    files: dict[str, Path] = {}
    others: dict[str, str] = {}
    todo = [folder]
    while todo:
        inside = sorted(todo.pop().iterdir())
        for path in inside:
            name = path.relative_to(folder).as_posix()
            name = name if _everywhere(name) in {**files, **others} else _everywhere(name)
            kind = path.lstat().st_mode
            if stat.S_ISREG(kind):
                files[name] = path
            elif not stat.S_ISDIR(kind):
                others[name] = "een verwijzing (link)" if stat.S_ISLNK(kind) else "geen gewoon bestand"
            elif any(path.iterdir()):
                todo.append(path)
            else:
                others[f"{name}/"] = "een lege map"
    return _Contents(files, others)


def _everywhere(name: str) -> str:
    """A place in a folder as it is on every computer: some take an accent and its letter apart."""
    return unicodedata.normalize("NFC", name)


def _bytes_of(path: Path | None) -> bytes | None:
    try:
        return read_file(path, LARGEST_LIST) if path else None
    except OpdrachtError:
        return None


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
