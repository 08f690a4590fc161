"""PDF of Word documents: real ones by LibreOffice where it is installed, and by stand-ins that fail in every way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from opdracht.actions.demo import Demo, fill
from opdracht.documents import libreoffice, pdf
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.pdf import make_pdfs
from opdracht.documents.templates import TEMPLATES, Material
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of

needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
needs_carlito = pytest.mark.skipif(
    shutil.which("fc-list") is None
    or "Carlito" not in subprocess.run(["fc-list"], capture_output=True, text=True).stdout,
    reason="pages are counted with Carlito, which is as wide as the Calibri of Word",
)
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return fill(tmp_path_factory.mktemp("demo") / "demo", force=False)


def documents(folder: Path, count: int, titel: str = "Stroomkaart") -> list[Path]:
    """Word files of small agreements."""
    folder.mkdir(exist_ok=True)
    regio = regio_of(a_region(an_agreement(titel=titel)))
    template = TEMPLATES["bestuurlijke-opdracht"]
    content = render(
        template_names()[template.name],
        template.context(Material(regio, PEILDATUM), "2027-001"),
        template.title(regio, "2027-001"),
        "2027-001",
    )
    paths = [folder / f"{number} {titel}.docx" for number in range(count)]
    for path in paths:
        path.write_bytes(content)
    return paths


def a_page(folder: Path) -> Path:
    """A PDF of one empty page."""
    example = folder / "voorbeeld.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        with made.open_metadata() as metadata:
            metadata["dc:title"] = "x"
        made.save(example)
    return example


def stand_in(folder: Path, script: str, example: Path | None = None) -> Path:
    """A program in the place of LibreOffice. `$made NAME` makes the example of a document: a PDF unless told otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    example = example or a_page(folder)
    path = folder / "soffice"
    path.write_text(
        f'#!/bin/sh\necho call >> {folder}/calls\nmade() {{ cp {example} "${{1%.docx}}{example.suffix}"; }}\n{script}\n'
    )
    path.chmod(0o755)
    return path


EACH = 'for name in "$@"; do case "$name" in *.docx) {} ;; esac; done'


@needs_soffice
def test_every_document_of_the_demo_is_valid_as_pdf_a_and_as_pdf_ua(run: Any, demo: Demo, tmp_path: Path) -> None:
    options = ["--pdf", "--register", demo.register.location, "--to", str(tmp_path)]
    agreements = [
        word
        for name in ("bestuurlijke-opdracht", "ambtelijke-opdracht", "gespreksagenda")
        for word in ("--template", name)
    ]
    assert run("render", "--all", *agreements, *options).code == 0
    assert run("render", "--all", "--template", "gemeenteblad", *options).code == 0
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == 9 * 3 + 16
    for path in made:
        for profile in ("2b", "ua1"):
            failures = page.validate_pdf(path, profile=profile).failures
            assert [(path.name, profile, one.rule_id) for one in failures] == []
        with pikepdf.open(path) as read:
            assert read.Root.MarkInfo.Marked
            assert str(read.Root.Lang) == "nl-NL"


@needs_soffice
@needs_carlito
def test_a_gemeenteblad_is_one_page_also_with_nine_opdrachten(tmp_path: Path) -> None:
    belang = {
        "organisatie": "moerdijk",
        "deelname": "ja",
        "belang": "Moerdijk wijst bedrijven die weg moeten een plek met stroom.",
    }
    many = [an_agreement(f"2027-00{number}", belangen=[belang]) for number in range(1, 10)]
    regio, template = regio_of(a_region(*many)), TEMPLATES["gemeenteblad"]
    path = tmp_path / "moerdijk.docx"
    context = template.context(Material(regio, PEILDATUM), "moerdijk")
    path.write_bytes(render(template_names()[template.name], context, "Gemeenteblad", "moerdijk"))
    with pikepdf.open(make_pdfs([path], force=False).written[0]) as read:
        assert len(read.pages) == 1


@needs_soffice
def test_a_pdf_of_the_same_word_file_is_left_as_it_is(tmp_path: Path) -> None:
    paths = documents(tmp_path / "a", 2)
    first = make_pdfs(paths, force=False)
    assert [path.name for path in first.written] == ["0 Stroomkaart.pdf", "1 Stroomkaart.pdf"]
    before = first.written[0].read_bytes()
    again = make_pdfs(paths, force=False, soffice=tmp_path / "is-not-called")
    assert (again.written, again.same) == ([], first.written)
    assert first.written[0].read_bytes() == before


@on_posix
def test_a_pdf_that_stands_there_and_differs_is_replaced_only_by_force(tmp_path: Path) -> None:
    paths = documents(tmp_path, 2)
    paths[0].with_suffix(".pdf").write_bytes(b"getekend")
    soffice = stand_in(tmp_path / "bin", EACH.format('made "$name"'))
    result = make_pdfs(paths, force=False, soffice=soffice)
    assert [error.message for error in result.failed.values()] == [
        f"{paths[0].with_suffix('.pdf')} bestaat al en is anders."
    ]
    assert len(result.written) == 1
    assert paths[0].with_suffix(".pdf").read_bytes() == b"getekend"
    assert len(make_pdfs(paths, force=True, soffice=soffice).written) == 1


@on_posix
def test_many_files_go_in_one_call(tmp_path: Path) -> None:
    soffice = stand_in(tmp_path / "bin", EACH.format('made "$name"'))
    result = make_pdfs(documents(tmp_path, 40), force=False, soffice=soffice)
    assert len(result.written) == 40
    assert (tmp_path / "bin" / "calls").read_text().splitlines() == ["call"]


@on_posix
@pytest.mark.parametrize("crash", ["kill -SEGV $$", "exit 1", "sleep 60"], ids=["crashes", "stops", "hangs"])
def test_a_document_on_which_libreoffice_fails_stops_no_other(
    tmp_path: Path, crash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.5)
    paths = documents(tmp_path, 5)
    paths[2].write_bytes(paths[2].read_bytes() + b"stuk")
    script = EACH.format(f'if tail -c 4 "$name" | grep -q stuk; then {crash}; else made "$name"; fi')
    result = make_pdfs(paths, force=False, soffice=stand_in(tmp_path / "bin", script))
    assert [path.name[0] for path in result.written] == ["0", "1", "3", "4"]
    assert [error.message for error in result.failed.values()] == [
        "LibreOffice kon van 2 Stroomkaart.docx geen PDF maken. Het Word-document is er wel."
    ]


@on_posix
@pytest.mark.parametrize("script", ["exit 0", "exit 77", "sleep 60", EACH.format('echo half > "${name%.docx}.pdf"')])
def test_a_libreoffice_that_makes_nothing_is_given_up(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.2)
    result = make_pdfs(documents(tmp_path, 6), force=False, soffice=stand_in(tmp_path / "bin", script))
    assert (len(result.written), len(result.failed)) == (0, 6)
    assert list(tmp_path.glob("*.pdf")) == []
    assert len((tmp_path / "bin" / "calls").read_text().splitlines()) <= 2


@on_posix
def test_what_a_hanging_libreoffice_started_is_ended_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.2)
    soffice = stand_in(tmp_path / "bin", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    make_pdfs(documents(tmp_path, 1), force=False, soffice=soffice)
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


@on_posix
def test_libreoffice_is_found_on_the_search_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = stand_in(tmp_path / "bin", "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_soffice() == soffice


@pytest.mark.parametrize("place", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_libreoffice_is_found_where_windows_keeps_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    monkeypatch.setenv(place, str(tmp_path))
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    assert find_soffice() == program


def test_without_libreoffice_the_word_files_are_there_and_a_sentence_says_how_to_get_it(
    run: Any, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    done = run("render", "2027-001", "--pdf", "--to", str(tmp_path / "d"), "--register", demo.register.location)
    assert done.code == 3
    assert sorted(Path(line).name for line in done.out.splitlines()) == sorted(os.listdir(tmp_path / "d"))
    assert len(done.out.splitlines()) == 2
    assert "Voor PDF is LibreOffice nodig" in done.err
    assert "kies Opslaan als, PDF" in done.err


def test_a_stream_that_ends_in_a_return_is_written_so_that_its_length_is_plain(tmp_path: Path) -> None:
    source = tmp_path / "bron.pdf"
    data = b"0 0 m\r"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.pages[0].Contents = made.make_stream(data)
        with made.open_metadata() as metadata:
            metadata["dc:title"] = "x"
        made.save(source, compress_streams=False)
    (tmp_path / "klaar.pdf").write_bytes(pdf._as_ua(source, "hash"))
    with pikepdf.open(tmp_path / "klaar.pdf") as read:
        stream = read.pages[0].Contents
        assert stream.read_bytes() == data
        assert stream.read_raw_bytes().endswith(b"~>")
