"""Where a register stands: on a network drive, in a folder that a service keeps in step, open to others. It only looks."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path, PurePath

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|davfs|ncpfs|fuse\.(?:sshfs|davfs2?|rclone|gvfsd-fuse|s3fs)"
)
_SYNCED = {
    "OneDrive": r"onedrive\b.*",
    "Dropbox": r"dropbox\b.*",
    "Google Drive": r"google ?drive.*|my drive|mijn drive",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Nextcloud": r"(?:nextcloud|owncloud)\b.*",
}


def synced_by(path: PurePath) -> str | None:
    """The service that keeps the folder of a file in step with other computers, by the names of its folders."""
    for part in path.parts:
        for service, form in _SYNCED.items():
            if re.fullmatch(form, part, re.IGNORECASE):
                return service
    return None


def on_network(path: PurePath, mounts: Iterable[str]) -> bool:
    """Whether a file stands on a network drive: by its name on Windows, by the lines of /proc/mounts on Linux."""
    if str(path).startswith("\\\\"):
        return True
    kinds: dict[PurePath, str] = {}
    for line in mounts:
        if len(words := line.split(" ")) > 2:
            kinds[PurePath(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), words[1]))] = words[2]
    nearest = next((kinds[folder] for folder in (path, *path.parents) if folder in kinds), "")
    return _NETWORK.fullmatch(nearest) is not None


def mounts() -> list[str]:
    """The drives of this computer, where the system tells them in a file."""
    try:
        return Path("/proc/mounts").read_text("utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        return []


def others_may_read(path: Path) -> bool:
    """Whether others than the owner and the group may read a file."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & stat.S_IROTH)
