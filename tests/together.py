"""Several processes that work on one register at the same time, each with many commands, one after the other.

    python -m tests.together REGISTER WRITERS CHANGES

One more reads meanwhile. It prints JSON: for the writers and for the reader every command with its exit code, what it
said on stderr, and the seconds it took. It is a program of its own because it forks, once all is loaded.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from opdracht.cli import main as run

KINDS = ("create", "add organisatie", "set", "add mijlpaal", "status", "set organisatie", "remove", "config")
"""What a writer does in turn."""


def words_of(who: str, number: int, mine: str) -> list[str]:
    """The command with this number of a writer; `mine` is the opdracht that it made last. Each changes something."""
    mark, organisation = f"{who}-{number}", f"{who}-{number // len(KINDS)}"
    return {
        "create": ["create", "--titel", mark],
        "add organisatie": ["add", "organisatie", f"code={organisation}", f"naam={mark}", "soort=gemeente"],
        "set": ["set", "2027-001", f"doel={mark}"],
        "add mijlpaal": ["add", "mijlpaal", "opdracht=2027-001", "datum=2027-05-01", f"resultaat={mark}"],
        "status": ["status", mine, "ingetrokken"],
        "set organisatie": ["set", "organisatie", organisation, f"naam={mark}"],
        "remove": ["remove", "organisatie", organisation, "--yes"],
        "config": ["config", "regionaam", mark],
    }[KINDS[number % len(KINDS)]]


def ended(register: str, words: list[str]) -> dict[str, Any]:
    """What became of a command."""
    out, err = io.StringIO(), io.StringIO()
    begin = time.perf_counter()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--register", register, *words])
    return {"words": words, "code": code, "err": err.getvalue(), "seconds": time.perf_counter() - begin}


def write(register: str, who: str, count: int) -> list[dict[str, Any]]:
    """Change the register so many times."""
    mine, done = "", []
    for number in range(count):
        done.append(ended(register, words_of(who, number, mine)))
        if made := re.search(r"Opdracht (\S+) staat in het register", done[-1]["err"]):
            mine = made[1]
    return done


def look(register: str, folder: str) -> list[dict[str, Any]]:
    """Look at the register in several ways until the writers are done."""
    done: list[dict[str, Any]] = []
    ways = (["list"], ["check"], ["export", f"{folder}/uit.yaml", "--force"], ["show", "2027-001"])
    while not Path(folder, "klaar").exists():
        done += [ended(register, words) for words in ways]
    return done


def load(register: str, folder: str) -> None:
    """Run every command once, so that a fork has loaded all that they need."""
    for words in (["list"], ["check"], ["export", f"{folder}/regio.yaml"]):
        ended(register, words)
    for words in (["init", "--naam", "Regio"], ["import", f"{folder}/regio.yaml"]):
        ended(f"{folder}/register.db", words)
    write(f"{folder}/register.db", "w", len(KINDS))


def main() -> None:
    register, writers, changes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sys.argv = ["opdracht"]
    with tempfile.TemporaryDirectory() as folder:
        load(register, folder)
        with multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn").Pool(writers + 1) as pool:
            looking = pool.apply_async(look, (register, folder))
            writing = [pool.apply_async(write, (register, f"w{n}", changes)) for n in range(writers)]
            written = [one for writer in writing for one in writer.get()]
            Path(folder, "klaar").touch()
            print(json.dumps({"written": written, "looked": looking.get()}))


if __name__ == "__main__":
    main()
