"""The transcript of an own list in the manual is what the program prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.lists.examples import capaciteit_per_maand

MANUAL = (Path(__file__).parent.parent.parent / "docs" / "handleiding.md").read_text("utf-8")
COMMAND = ("import", "capaciteit.xlsx", "--soort", "aanbod", "--yes")


def ran(folder: Path, *words: str) -> str:
    environment = {**os.environ, "OPDRACHT_REGISTER": str(folder / "register.db"), "COLUMNS": "80"}
    result = subprocess.run(
        [sys.executable, "-m", "opdracht", *words],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
    )  # fmt: skip
    return result.stdout.replace("python -m opdracht", "opdracht")


def test_the_transcript_of_a_list_of_hours_is_what_it_prints(tmp_path: Path) -> None:
    (tmp_path / "capaciteit.xlsx").write_bytes(capaciteit_per_maand().content)
    ran(
        tmp_path,
        "init",
        "--naam",
        "Regio West-Brabant",
        "--lichaam",
        "RWB",
        "--gemeente",
        "Moerdijk",
        "--gemeente",
        "Zundert",
    )
    printed = [
        f"    $ opdracht {' '.join(COMMAND)}",
        *(f"    {line}".rstrip() for line in ran(tmp_path, *COMMAND).splitlines()),
    ]
    assert "\n".join(printed) in MANUAL
