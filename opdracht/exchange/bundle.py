"""The user's own templates in a zip: beside a reserve copy by themselves, or with a region file for another register."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from opdracht.errors import OpdrachtError, reason
from opdracht.files import read_file

FOLDER = "sjablonen"
REGION = "regio.yaml"
"""How the region file is called in a zip that holds one."""
MOST_BYTES = 200_000_000
"""So much may be in a zip; a template of 20 MB is a large one."""


def templates_in(folder: Path) -> dict[str, bytes]:
    """The user's own templates: the bytes of each, by its name. Raises OpdrachtError when one cannot be read."""
    try:
        paths = sorted(path for path in folder.glob("*") if _is_template(path.name) and path.is_file())
    except OSError as error:
        raise OpdrachtError(f"Uw sjablonen in {folder} zijn niet te lezen: {reason(error)}.") from error
    return {path.name: read_file(path) for path in paths}


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by their names in it; the same bytes for the same files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def unpacked(content: bytes, source: str) -> tuple[bytes | None, dict[str, bytes]]:
    """The region file in a zip, if there is one, and the templates by their names; what else is in it stays there.

    Raises OpdrachtError when it is no sound zip, holds more than fits, or something twice.
    """
    if len(content) > MOST_BYTES:
        raise _too_large(source)
    regions: list[bytes] = []
    templates: dict[str, bytes] = {}
    doubles: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise _too_large(source)
            for part in archive.infolist():
                folder, _, name = part.filename.rpartition("/")
                if part.filename == REGION:
                    regions.append(archive.read(part))
                elif folder == FOLDER and _is_template(name):
                    doubles += [name] if name in templates else []
                    templates[name] = archive.read(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise OpdrachtError(f"{source} is beschadigd of beveiligd.", "Kies een ander bestand.") from error
    if len(regions) > 1 or doubles:
        raise OpdrachtError(f"In {source} staat {[*doubles, REGION][0]} twee keer.", "Kies een ander bestand.")
    return regions[0] if regions else None, templates


def _too_large(source: str) -> OpdrachtError:
    return OpdrachtError(f"In {source} zit meer dan {MOST_BYTES // 1_000_000} MB.", "Kies een ander bestand.")


def in_zip(templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """Templates by the names that they have in a zip."""
    return {f"{FOLDER}/{name}": content for name, content in templates.items()}


def _is_template(name: str) -> bool:
    """Whether this is the plain name of a template; a name that leads to another folder never is."""
    is_plain = name == PurePosixPath(name).name == PureWindowsPath(name).name
    return is_plain and name.lower().endswith((".docx", ".dotx")) and not name.startswith((".", "~$"))
