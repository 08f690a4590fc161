"""How long short commands take, as whole processes, beside the import of the libraries they cannot do without.

    .venv/bin/python tests/bench/startup.py

Prints medians in milliseconds and the median of the ratios, pair by pair, in one interleaved run. Our own modules are
compiled first, as installing does with them and has done with the libraries, also where Python may not write that itself.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import opdracht
from opdracht.model import Opdracht
from opdracht.records import make
from opdracht.store import Register

RUNS = 25
PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("opdracht.exe" if sys.platform == "win32" else "opdracht")


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def compared(name: str, command: list[str], floor_name: str, floor: list[str]) -> None:
    """Run both in turn and print what came of it."""
    pairs = [(seconds(command), seconds(floor)) for _ in range(RUNS + 1)][1:]
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{name:<42}{ours:7.0f} ms   {floor_name:<28}{theirs:7.0f} ms   ratio {ratio:.2f}")


def main() -> None:
    compileall.compile_dir(Path(opdracht.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        register = Register.at(f"{folder}/register.db")
        register.create()
        with register.writing() as writer:
            writer.insert(
                [
                    make(
                        Opdracht,
                        {"nummer": f"2027-{n:03d}", "titel": f"Opdracht {n}", "van": "2027-01-01", "tot": "2027-12-31"},
                    )
                    for n in range(1, 1001)
                ]
            )
        compared("opdracht -h", [str(PROGRAM), "-h"], "import typer", [str(PYTHON), "-c", "import typer"])
        listing = [str(PROGRAM), "list", "--register", register.location]
        compared("opdracht list, 1,000 opdrachten", listing, "import sqlmodel", [str(PYTHON), "-c", "import sqlmodel"])


if __name__ == "__main__":
    main()
