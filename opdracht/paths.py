"""Where things live: what ships with the program, and what is the user's own."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `name` that ships with the program: inside the package when installed, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


def default_register() -> Path:
    """The register that is used when none is named."""
    from platformdirs import user_data_path

    return user_data_path("opdracht", appauthor=False) / "register.db"


def kept_texts() -> Path:
    """The folder for texts that are not in the register yet: a wizard half-way, an edit with faults."""
    from platformdirs import user_state_path

    return user_state_path("opdracht", appauthor=False) / "bewaard"


def own_templates(register: Path | None) -> Path:
    """The folder for the user's own templates: beside the file of the register, or with the user's data without one."""
    from platformdirs import user_data_path

    beside = register.parent if register is not None else user_data_path("opdracht", appauthor=False)
    return beside / "sjablonen"


def copies_of_servers() -> Path:
    """The folder for reserve copies of registers that stand on a server."""
    from platformdirs import user_data_path

    return user_data_path("opdracht", appauthor=False) / "reservekopieen"


def own_name() -> Path:
    """The file with the name under which whoever has this account writes in registers."""
    from platformdirs import user_config_path

    return user_config_path("opdracht", appauthor=False) / "wie.txt"
