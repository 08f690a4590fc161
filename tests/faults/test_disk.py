"""A disk that is full, fails or may only be read, at the writes of every command: a Dutch sentence, and nothing changed.

OPDRACHT_UITPUTTEND=1 takes every write; without it a spread is taken.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.places import CASES, Case, Place, chosen
from tests.faults.program import Ended, Program
from tests.faults.ptrace import Fault, changes_calls

pytestmark = pytest.mark.skipif(not changes_calls(), reason="a system call is made to fail on x86_64 only")

HOWS = ("ENOSPC", "EIO", "EROFS")
SAYS = {
    "ENOSPC": ("schijf is vol", "is niet te schrijven: de schijf is vol", "gaat niet open"),
    "EIO": ("geeft een fout", "gaat niet open", "alleen lezen"),  # what SQLite cannot open to write, it opens to read
    "EROFS": ("alleen lezen", "gaat niet open", "is niet te schrijven", "geeft een fout"),
}


def refused(ended: Ended, how: str) -> bool:
    """Whether a command says what is wrong in Dutch, and ends as it should."""
    assert "Traceback" not in ended.err
    return ended.code in (1, 3) and "Fout:" in ended.err and any(words in ended.err for words in SAYS[how])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_disk_that_fails_is_told_and_leaves_all_or_nothing(tmp_path: Path, program: Program, case: Case) -> None:
    place = Place(tmp_path, program, case)
    for fault in chosen(place.calls, HOWS):
        place.again()
        ended = place.run(fault=fault)
        was = place.state()
        assert place.files("*.docx").items() <= place.documents.items(), fault
        if ended.code == 0:  # SQLite and Python can do without a few of these calls
            assert was == place.states[-1], (fault, place.calls[fault.at - 1])
        else:
            assert refused(ended, fault.how), (fault, place.calls[fault.at - 1], ended.code, ended.err)
            # When only the folder cannot be synced, the change is there, and nobody knows if a power cut leaves it.
            done = ended.calls[fault.at - 1] == "fdatasync ." and was == place.states[-1]
            assert was in place.states[:-1] or case.name == "render" or done, (
                fault,
                place.calls[fault.at - 1],
                ended.err,
            )
        if case.name == "render":  # one document may be there without the other
            told = place.told()
            assert {name for name, state in told.items() if state != "niet afgemaakt"} <= {*place.files("*.docx")}, (
                fault
            )


def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path, program: Program) -> None:
    place = Place(tmp_path, program, CASES[0])
    place.again()
    for words in (("list", "organisaties"), ("check",), ("export", "-")):
        ended = place.run(*words, fault=Fault(1, "EROFS"))
        assert ended.code in (0, 4), ended.err
    ended = place.run(fault=Fault(1, "EROFS"))
    assert ended.code == 3
    assert "U mag register.db alleen lezen." in ended.err
    assert place.state() == place.states[0]


def test_a_folder_in_which_nothing_may_be_made_is_told(tmp_path: Path, program: Program) -> None:
    place = Place(tmp_path, program, CASES[0])
    place.again()
    at = next(number for number, call in enumerate(place.calls, 1) if call == "create register.db-journal")
    ended = place.run(fault=Fault(at, "EACCES"))
    assert ended.code == 3
    assert "U mag niet schrijven in de map van register.db." in ended.err
    assert place.state() == place.states[0]


def test_half_a_change_where_nobody_may_write_is_told(tmp_path: Path, program: Program) -> None:
    place = Place(tmp_path, program, CASES[0])
    place.again()
    at = next(number for number, call in enumerate(place.calls, 1) if call == "pwrite64 register.db")
    assert place.run(fault=Fault(at, "half")).code == -9
    ended = place.run("list", fault=Fault(1, "EROFS"))
    assert ended.code == 3
    assert "half blijven staan" in ended.err
    assert place.state() == place.states[0]


@pytest.mark.parametrize("which", ["register.db", "."])
def test_a_register_that_is_not_yours_to_write_stays_as_it_was(tmp_path: Path, program: Program, which: str) -> None:
    place = Place(tmp_path, program, CASES[0])
    place.again()
    (place.path / which).chmod(0o444 if which == "register.db" else 0o555)
    try:
        if os.access(place.path / which, os.W_OK):
            pytest.skip("this user may write everywhere")
        ended = place.run()
    finally:
        (place.path / which).chmod(0o700)
    assert ended.code == 3
    assert "Fout:" in ended.err
    assert place.state() == place.states[0]
