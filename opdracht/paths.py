"""Where things live: what ships with the program, and what is the user's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `name` that ships with the program: inside the package when installed, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


def user_path(path: Path) -> Path:
    """A path as a user means it: ~ is the home folder, of a name that the system knows; any other ~ is a sign."""
    return Path(os.path.expanduser(path))


def default_register() -> Path:
    """The register that is used when none is named."""
    return _own("data") / "register.db"


def kept_texts() -> Path:
    """The folder for texts that are not in the register yet: a wizard half-way, an edit with faults."""
    return _own("state") / "bewaard"


def own_templates(register: Path | None) -> Path:
    """The folder for the user's own templates: beside the file of the register, or with the user's data without one."""
    return (register.parent if register is not None else _own("data")) / "sjablonen"


def own_lists(register: Path | None) -> Path:
    """The folder for how the user's own lists are read: beside the file of the register, or with the user's data without one."""
    return own_templates(register).parent / "lijsten"


def copies_of_servers() -> Path:
    """The folder for reserve copies of registers that stand on a server."""
    return _own("data") / "reservekopieen"


def own_name() -> Path:
    """The file with the name under which whoever has this account writes in registers."""
    return _own("config") / "wie.txt"


def _own(what: Literal["data", "state", "config"]) -> Path:
    """The folder of this account for some of its things; an account without a home has it where it works."""
    import platformdirs

    try:
        return Path(getattr(platformdirs, f"user_{what}_dir")("opdracht", appauthor=False))
    except RuntimeError:
        return Path.cwd() / "opdracht"
