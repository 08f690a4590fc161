"""Several processes on one register at once: every change is there once, and nobody sees an error.

OPDRACHT_UITPUTTEND=1 lets each of the eight make 200 changes; without it they make 16.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from opdracht.actions.imports import import_region
from opdracht.cli import main
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.model import Mutatie
from opdracht.store import Register, engines, journal
from tests.builders import a_region, an_agreement
from tests.faults.places import EVERY, read
from tests.together import KINDS

WRITERS, CHANGES = 8, 200 if EVERY else 16
ROOT = Path(__file__).parents[1]


def test_what_eight_write_at_once_is_all_there_once(either_register: Register) -> None:
    import_region(either_register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    before = len(read(either_register)[1])
    command = [sys.executable, "-m", "tests.together", either_register.location, str(WRITERS), str(CHANGES)]
    begin = time.perf_counter()
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout)
    ended, looked, took = told["written"], told["looked"], time.perf_counter() - begin

    assert [one for one in ended if one["code"] != 0] == []
    assert [one for one in looked if one["code"] not in (0, 4)] == []
    assert len(looked) > 3
    records, changes, mutations = read(either_register)
    assert [change.nr for change in changes] == list(range(1, before + WRITERS * CHANGES + 1))
    assert Counter(change.commando for change in changes[before:]) == Counter(
        KINDS[n % len(KINDS)].split(" ")[0] for n in range(CHANGES) for _ in range(WRITERS)
    )
    assert records == journal.replayed(mutations)
    assert list(journal.unsealed(changes, journal.by_change(mutations))) == []
    brought = Counter(mark for one in mutations if one.wijziging > before for mark in _marks(one))
    assert brought == Counter(
        f"w{w}-{n}" for w in range(WRITERS) for n in range(CHANGES) if KINDS[n % len(KINDS)] not in ("status", "remove")
    )
    for name, commands in (("write", ended), ("look", looked)):
        waits = sorted((one["seconds"], one["words"]) for one in commands)
        print(f"{either_register.name.partition(':')[0]}: {len(waits)} times {name}, {took:.0f} s in all; half within "
              f"{waits[len(waits) // 2][0]:.3f} s, the longest {waits[-1][0]:.2f} s: {' '.join(waits[-1][1])}")  # fmt: skip


def _marks(one: Mutatie) -> list[str]:
    """What a writer wrote in a record: a text that it wrote nowhere else."""
    after = json.loads(one.na) if one.na else {}
    return [after[name] for name in ("titel", "naam", "doel", "resultaat", "waarde") if after.get(name, "")[:1] == "w"]


HOLDER = """
import os, signal, sys
from opdracht.store import Register
with Register.at(sys.argv[1]).writing():
    print("mine", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process half-way")
def test_who_waits_for_a_writer_that_stopped_hears_so_and_goes_on_when_it_has_gone(
    either_register: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    words = ["--register", either_register.location, "add", "organisatie", "code=breda", "naam=Breda", "soort=gemeente"]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, either_register.location], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "mine\n"
            assert main(words) == 3
            said = capsys.readouterr().err
            assert "anders" in said
            assert "schrijft" in said
            assert main(["--register", either_register.location, "list", "organisaties"]) == 0
        finally:
            holder.kill()
    assert main(words) == 0


@pytest.mark.parametrize("on_server", [False, True], ids=["sqlite", "postgresql"])
def test_of_several_who_make_the_same_register_one_does(
    tmp_path: Path, request: pytest.FixtureRequest, on_server: bool
) -> None:
    location = request.getfixturevalue("server")() if on_server else str(tmp_path / "map" / "nieuw.db")

    def make_it(_: int) -> str:
        try:
            Register.at(location).create()
        except OpdrachtError as refused:
            return refused.message
        return "made"

    with ThreadPoolExecutor(6) as makers:
        said = sorted(makers.map(make_it, range(6)))
    assert said[-1] == "made"
    assert all("Er staat al een register" in one for one in said[:-1])
    assert read(Register.at(location))[0] == {}
