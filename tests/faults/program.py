"""Runs commands of the program for the tests, each in a fork of a process that has everything loaded, as told on stdin.

    python -m tests.faults.program

A line of JSON asks for one run, a line of JSON answers. It is a process of its own because forking a test runner, with its
threads and open files, is asking for trouble.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.faults import ptrace
from tests.faults.ptrace import Fault


@dataclass(frozen=True)
class Ended:
    """What a command did: its writes, its exit code (-9 when it was killed) and what it printed."""

    calls: list[str]
    code: int
    out: str
    err: str


class Program:
    """The program in another process, ready to run commands that come to harm."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.faults.program"]
        root = Path(__file__).parents[2]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
        assert self._process.stdout is not None
        self.why_not: str = json.loads(self._process.stdout.readline())
        """Why it cannot do its work on this machine; empty when it can."""

    def run(self, place: Path, *words: str, fault: Fault | None = None) -> Ended:
        """Run a command in the folder `place`, which holds all it writes."""
        asked = {"place": str(place), "words": words, "fault": asdict(fault) if fault else None}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the other process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def answer(asked: dict[str, Any], said: Path) -> Ended:
    """Run what was asked for; what it prints goes to files in `said`."""
    out, err = said / "out", said / "err"
    place = Path(asked["place"])
    fault = Fault(**asked["fault"]) if asked["fault"] else None
    ended = ptrace.run(lambda: _in_place(place, asked["words"], out, err), place, fault)
    return Ended(ended.calls, ended.code, *(path.read_text("utf-8", errors="replace") for path in (out, err)))


def _in_place(place: Path, words: list[str], out: Path, err: Path) -> int:
    from opdracht.cli import main

    for path, stream in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(place)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        os.environ[name] = str(place / "home")
    tempfile.tempdir = None
    sys.argv = ["opdracht", *words]
    try:
        return main(list(words))
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def load() -> None:
    """Run the commands once, so that a fork has loaded all that they need."""
    from opdracht.cli import main
    from opdracht.exchange.export import as_yaml
    from tests.builders import a_region, an_agreement

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "regio.yaml")
        file.write_text(as_yaml(a_region(an_agreement())), "utf-8")
        for words in (
            "init --naam Regio",
            f"import {file}",
            "add organisatie code=breda naam=Breda soort=gemeente",
            "set organisatie breda naam=Bredaas",
            "remove organisatie breda --yes",
            "create --titel Kaart",
            "status 2027-001 voorgesteld --despite Omdat-het-moet-van-het-bestuur",
            f"render 2027-001 --to {folder}/documenten",
            "add persoon code=een functie=wethouder organisatie=moerdijk niveau=bestuurlijk",
            "forget persoon een --yes",
            "set 2027-001 titel=Kaartje",
            "undo",
            f"backup --to {folder}/kopie",
            "set 2027-001 titel=Kaartjes",
            f"restore {folder}/kopie --dry-run",
            "check",
            "list documenten",
            f"export {folder}/uit.yaml",
            "migrate",
        ):
            main(["--register", f"{folder}/register.db", *words.split()])


def main() -> None:
    os.environ["OPDRACHT_VANDAAG"] = "2026-11-23"
    answers = os.dup(1)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    kept = os.dup(2)
    os.dup2(quiet, 2)
    load()
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(kept, 2)
    with tempfile.TemporaryDirectory() as said, os.fdopen(answers, "w", encoding="utf-8") as answering:
        print(json.dumps(ptrace.why_not()), file=answering, flush=True)
        for line in sys.stdin:
            print(json.dumps(asdict(answer(json.loads(line), Path(said)))), file=answering, flush=True)


if __name__ == "__main__":
    main()
