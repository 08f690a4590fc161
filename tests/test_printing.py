"""Many documents: what changed is written and nothing else, one fault stops no other, and no file is ever half."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from opdracht import files
from opdracht.actions.render import Rendered, render_documents
from opdracht.documents.engine import printing
from opdracht.documents.engine.printing import print_here
from opdracht.documents.engine.render import made_on, template_names
from opdracht.documents.engine.workers import TooMuch, Unforeseen, bounded, shared
from opdracht.documents.templates import Material, chosen_templates
from opdracht.documents.word.package import opened_package
from opdracht.errors import OpdrachtError
from opdracht.region import Regio
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of

NUMBERS = [f"2027-{n:03d}" for n in range(1, 7)]


@pytest.fixture
def regio() -> Regio:
    return regio_of(a_region(*(an_agreement(nummer, titel=f"Kaart {nummer}") for nummer in NUMBERS)))


def render(regio: Regio, folder: Path, today: date = PEILDATUM, **how: bool | Path) -> Rendered:
    return render_documents(Material(regio, today), list(regio.opdrachten), chosen_templates([]), folder, **how)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def own_template(folder: Path, text: str, name: str = "bestuurlijke-opdracht") -> Path:
    folder.mkdir(exist_ok=True)
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(folder / f"{name}.docx"))
    return folder


def test_done_again_nothing_is_written(regio: Regio, tmp_path: Path) -> None:
    assert len(render(regio, tmp_path).written) == 12
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = render(regio, tmp_path)
    assert (again.written, len(again.same), again.failed) == ([], 12, {})
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_another_day_is_no_change_and_another_word_is(regio: Regio, tmp_path: Path) -> None:
    render(regio, tmp_path)
    later = date(2027, 2, 1)
    assert len(render(regio, tmp_path, later).same) == 12
    agreements = [an_agreement(nummer, titel=f"Kaart {nummer}") for nummer in NUMBERS]
    agreements[0]["doel"] = "Iets anders."
    changed = render(regio_of(a_region(*agreements)), tmp_path, later, force=True)
    assert [path.name[:8] for path in changed.written] == ["2027-001", "2027-001"]
    assert {made_on(path.read_bytes()) for path in changed.written} == {later}
    assert {made_on(path.read_bytes()) for path in changed.same} == {PEILDATUM}


def test_what_somebody_worked_in_is_not_replaced(regio: Regio, tmp_path: Path) -> None:
    path = render(regio, tmp_path).written[0]
    document = docx.Document(str(path))
    document.add_paragraph("Mijn opmerking.")
    document.save(str(path))
    again = render(regio, tmp_path, date(2027, 2, 1))
    assert list(again.failed) == [path]
    assert len(again.same) == 11
    assert docx.Document(str(path)).paragraphs[-1].text == "Mijn opmerking."


def test_helpers_make_the_same_documents(regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(regio, tmp_path / "alleen")
    monkeypatch.setattr(printing, "WORTH_A_HELPER", 2)
    monkeypatch.setattr(printing, "cores", lambda: 2)
    together = render(regio, tmp_path / "samen")
    assert (len(together.written), together.failed) == (12, {})
    assert contents(tmp_path / "samen") == contents(tmp_path / "alleen")


def test_an_own_template_goes_before_that_of_the_program(regio: Regio, tmp_path: Path) -> None:
    own = own_template(tmp_path / "sjablonen", "Huisstijl: {{ opdracht.titel }}")
    result = render(regio, tmp_path / "uit", own=own)
    assert result.failed == {}
    assert docx.Document(str(result.written[1])).paragraphs[0].text == "Huisstijl: Kaart 2027-001"
    assert template_names(own)["ambtelijke-opdracht"] == template_names()["ambtelijke-opdracht"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ opdracht.tietel }}", "De naam 'tietel' bestaat hier niet. Bedoelde u 'titel'?"),
        ("{% include '/etc/hostname' %}", "Deze code kan niet worden uitgevoerd."),
        ("{{ opdracht.titel.__class__ }}", "'__class__' is niet toegestaan in een sjabloon."),
        ("{{ cycler.__init__.__globals__.os }}", "'__init__' is niet toegestaan in een sjabloon."),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}" + "{% endfor %}" * 3,
            "afgebroken",
        ),
    ],
)
def test_a_bad_template_is_stopped_and_the_others_are_made(regio: Regio, tmp_path: Path, text: str, said: str) -> None:
    result = render(regio, tmp_path / "uit", own=own_template(tmp_path / "sjablonen", text))
    assert {path.name[:8] for path in result.failed} == set(NUMBERS)
    assert {said in fault.message for fault in result.failed.values()} == {True}
    assert len(result.written) == 6
    assert len(contents(tmp_path / "uit")) == 6


def test_a_full_disk_leaves_the_old_files(regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(regio, tmp_path)
    before = contents(tmp_path)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    other = regio_of(a_region(*(an_agreement(nummer, titel=f"Kaart {nummer}", doel="Anders.") for nummer in NUMBERS)))
    result = render(other, tmp_path, force=True)
    assert len(result.failed) == 12
    assert {"de schijf is vol" in fault.message for fault in result.failed.values()} == {True}
    assert contents(tmp_path) == before


PRINTS = """
import sys
from datetime import date
from pathlib import Path
from opdracht.actions.render import render_documents
from opdracht.documents.templates import chosen_templates
from opdracht.documents.templates import Material
from tests.builders import a_region, an_agreement, regio_of
word, folder = sys.argv[1:]
regio = regio_of(a_region(*(an_agreement(f"2027-{n:03d}", titel="Kaart", doel=word * 2000) for n in range(1, 200))))
print("begint", flush=True)
render_documents(Material(regio, date(2026, 11, 23)), list(regio.opdrachten), chosen_templates([]), Path(folder), force=True)
"""


def printing_process(word: str, folder: Path) -> subprocess.Popen[str]:
    root = str(Path(__file__).parent.parent)
    command = [sys.executable, "-c", PRINTS, word, str(folder)]
    return subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONPATH": root}, stdout=subprocess.PIPE, text=True
    )


def words_in(folder: Path) -> list[str]:
    """The word that each document is full of; every file that people see is a whole document."""
    found = []
    for path in sorted(folder.glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            text = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
        (word,) = [word for word in ("oud ", "nieuw ") if (word * 2000).strip() in text]
        found.append(word)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_at_any_moment_every_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    with printing_process("oud ", tmp_path) as process:
        process.communicate()
    for wait in (0.05, 0.5):
        with printing_process("nieuw ", tmp_path) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            process.communicate()  # waits for its helpers too
        words = words_in(tmp_path)
        assert len(words) == 398
        assert set(words) <= {"oud ", "nieuw "}


def test_two_at_once_leave_whole_documents(tmp_path: Path) -> None:
    with printing_process("oud ", tmp_path) as one, printing_process("nieuw ", tmp_path) as other:
        assert [one.wait(), other.wait()] == [0, 0]
    assert len(words_in(tmp_path)) == 398
    assert [path for path in tmp_path.iterdir() if path.suffix != ".docx"] == []
    assert list(OpenXmlValidator().validate(str(next(tmp_path.iterdir()))).errors) == []


def test_what_a_killed_run_left_behind_goes_after_an_hour(tmp_path: Path) -> None:
    old, new = tmp_path / ".opdracht-oud.tmp", tmp_path / ".opdracht-nieuw.tmp"
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (0, time.time() - files.AN_HOUR - 1))
    files.remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == [new]


def doubled(pieces: Iterable[int]) -> Iterator[int]:
    for piece in pieces:
        if piece == 13:
            os._exit(1)
        yield piece * 2


def sleeping(seconds: int) -> None:
    time.sleep(seconds)


def filling(size: int) -> int:
    return len(b"x" * size)


@pytest.mark.parametrize("number", [1, 2])
def test_a_helper_that_dies_answers_for_its_piece_only(number: int) -> None:
    answers = list(shared(doubled, range(40), lambda piece, _: -piece, number=number))
    assert sorted(answers) == sorted([-13, *(2 * n for n in range(40) if n != 13)])


def test_no_pieces_give_no_answers() -> None:
    assert list(shared(doubled, [], lambda piece, _: piece, number=1)) == []


@pytest.mark.parametrize(
    "work", [partial(sleeping, 60), pytest.param(partial(filling, 10**10), marks=pytest.mark.skipif(
        sys.platform != "linux", reason="memory is bounded on Linux only"))],
)  # fmt: skip
def test_work_without_end_is_ended(work: Callable[[], object]) -> None:
    with pytest.raises((TooMuch, MemoryError)):
        bounded(work)


def test_an_error_of_a_helper_comes_back_with_its_hint() -> None:
    with pytest.raises(OpdrachtError) as refused:
        bounded(opened_package, Path("weg.docx"))
    assert refused.value.hint == "Kies een ander bestand."


def test_nothing_to_print_is_nothing() -> None:
    assert list(print_here([], force=False)) == []


def breaking(jobs: Iterable[int]) -> Iterator[int]:
    for job in jobs:
        yield job // (job - 3)


def test_a_helper_that_breaks_says_so_and_not_that_it_took_too_much() -> None:
    answers = list(shared(breaking, [4, 3, 5], lambda _, why: type(why), number=1))
    assert answers == [4, Unforeseen, 2]
    with pytest.raises(Unforeseen, match="TypeError"):
        bounded(len, 7)
