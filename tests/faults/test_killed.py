"""kill -9 at the writes of every command that changes something: all of it is there, or none of it.

OPDRACHT_UITPUTTEND=1 takes every write; without it a spread is taken.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.places import CASES, Case, Place, chosen
from tests.faults.program import Program
from tests.faults.ptrace import Fault, changes_calls

HOWS = ("kill", "half") if changes_calls() else ("kill",)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_command_that_is_killed_did_all_or_nothing(tmp_path: Path, program: Program, case: Case) -> None:
    place = Place(tmp_path, program, case)
    for fault in chosen(place.calls, HOWS):
        place.again()
        ended = place.run(fault=fault)
        assert ended.code == (-9 if len(ended.calls) >= fault.at else 0), fault  # a run may need a call less
        was = place.state()
        assert was in place.states, (fault, place.calls[fault.at - 1])
        documents = place.files("*.docx")
        assert documents.items() <= place.documents.items(), fault
        if case.name == "render":
            told = place.told()
            assert {name for name, state in told.items() if state != "niet afgemaakt"} <= {*documents}, fault
        again = place.run()
        assert "Traceback" not in again.err
        assert again.code == 0 or (again.code == 3 and was == place.states[-1]), (fault, again.err)
        assert place.state() == place.states[-1], fault
        assert place.files("*.docx") == place.documents


def test_after_a_killed_init_there_is_a_register_or_room_for_one(tmp_path: Path, program: Program) -> None:
    words = ("--register", "map/register.db", "init", "--naam", "Regio")

    def run(name: str, fault: Fault | None = None) -> tuple[Path, list[str]]:
        (tmp_path / name).mkdir()
        return tmp_path / name, program.run(tmp_path / name, *words, fault=fault).calls

    _, calls = run("heel")
    for fault in chosen(calls, HOWS):
        place, _ = run(f"{fault.at} {fault.how}", fault)
        again = program.run(place, *words)
        assert again.code == 0 or "Er staat al een register" in again.err, (fault, again.err)
        listed = program.run(place, "--register", "map/register.db", "config")
        assert "Regio" in listed.out, (fault, listed.err)


def test_a_killed_restore_over_a_damaged_register_loses_nothing(tmp_path: Path, program: Program) -> None:
    place = Place(tmp_path, program, next(case for case in CASES if case.name == "restore by itself"))
    damaged = place.register.path.read_bytes()[:30_000]

    def broken() -> None:
        place.again()
        place.register.path.write_bytes(damaged)

    broken()
    calls = place.run().calls
    meant = place.state()
    for fault in chosen(calls, HOWS):
        broken()
        place.run(fault=fault)
        files = place.files("register*.db")
        assert damaged in files.values(), fault
        again = place.run()
        assert again.code == 0, (fault, again.err)
        assert place.state() == meant, fault
        assert damaged in place.files("register*.db").values(), fault
