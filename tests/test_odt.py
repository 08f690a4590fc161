"""ODT of Word documents: real ones by LibreOffice where it is installed, and by a stand-in that fails."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree

from opdracht.actions.demo import Demo, fill
from opdracht.actions.render import convert_documents
from opdracht.documents import libreoffice
from opdracht.documents.libreoffice import convert, find_soffice
from opdracht.documents.odt import ODT
from opdracht.documents.pdf import make_pdfs
from opdracht.history.forget import forget
from opdracht.store import Register
from tests.conftest import Outcome
from tests.test_forget import named
from tests.test_pdf import EACH, documents, on_posix, stand_in
from tests.test_verify_odt import put, with_member

Run = Callable[..., Outcome]
needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
DAY = "2026-11-23"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return fill(tmp_path_factory.mktemp("demo") / "demo", force=False)


def on(demo: Demo, run: Run) -> Run:
    return lambda *words: run(*words, "--register", demo.register.location)


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def schema(name: str) -> etree.RelaxNG:
    """A schema of ODF 1.3, as OASIS has it."""
    return etree.RelaxNG(
        etree.parse(str(files("openxml_audit.odf") / "schemas" / "odf-1.3" / f"OpenDocument-v1.3-{name}.rng"))
    )


@pytest.fixture(scope="module")
def papers(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A document of every sort, as Word and as ODT, each noted in the register; the paths of the ODTs."""
    from opdracht.cli import main

    if find_soffice() is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("papers")
    told = ["--to", str(folder), "--register", demo.register.location]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPDRACHT_VANDAAG", DAY)
        for words in (
            ["render", "2027-001"],
            ["render", "2027-003", "--template", "bestuurlijke-opdracht"],
            ["render", "2027-001", "--template", "gespreksagenda"],
            ["render", "moerdijk", "--template", "gemeenteblad"],
            ["capacity"],
            ["report", "--odt"],
        ):
            assert main([*words, *told]) == 0, words
    made = convert_documents(demo.register, sorted(folder.glob("*.docx")), ODT, date.fromisoformat(DAY), force=False)
    assert (len(made.written), len(made.same), made.failed) == (6, 1, {})
    return sorted(folder.glob("*.odt"))


@needs_soffice
def test_every_document_is_valid_as_odf_and_says_what_the_word_document_says_of_itself(papers: Sequence[Path]) -> None:
    assert [path.stem.rpartition(" - ")[2] for path in papers] == [
        "ambtelijke opdracht", "bestuurlijke opdracht", "gespreksagenda", "bestuurlijke opdracht", "gemeenteblad",
        f"capaciteitsoverzicht {DAY}", f"regiofoto {DAY}",
    ]  # fmt: skip
    of_document, of_manifest = schema("schema"), schema("manifest-schema")
    for path in papers:
        for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
            assert of_document.validate(part(path, name)), (path.name, name, of_document.error_log.last_error)
        assert of_manifest.validate(part(path, "META-INF/manifest.xml")), of_manifest.error_log.last_error
        word, meta = docx.Document(str(path.with_suffix(".docx"))).core_properties, part(path, "meta.xml")
        told = (word.title, word.subject, word.author, word.language, word.keywords, word.created.isoformat()[:10])
        names = [f"{DC}title", f"{DC}subject", f"{DC}creator", f"{DC}language", f"{META}keyword", f"{DC}date"]
        assert tuple((meta.findtext(f".//{name}") or "")[:500] for name in names)[:5] == told[:5]
        assert (meta.findtext(f".//{DC}date") or "").startswith(told[5])
        fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
        spoken = {node.get(f"{fo}language") for node in part(path, "styles.xml").iter() if node.get(f"{fo}language")}
        assert spoken == {"nl"}
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            assert (members[0].filename, members[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert [member.filename for member in members if member.filename.startswith(("Thumb", "Config"))] == []


@needs_soffice
def test_on_paper_an_odt_is_the_word_document_page_by_page(papers: Sequence[Path], tmp_path: Path) -> None:
    """LibreOffice prints the one and the other; its own filter for Word reads both by their bytes, whatever they are called."""
    printed: dict[str, list[list[str]]] = {}
    some = [path for path in papers if path.stem.startswith(("2027-003", "capaciteit"))]
    for ending in (".docx", ".odt"):
        folder = tmp_path / ending[1:]
        folder.mkdir()
        copies = [folder / f"{path.stem}.docx" for path in some]
        for path, copy in zip(some, copies, strict=True):
            copy.write_bytes(path.with_suffix(ending).read_bytes())
        made = make_pdfs(copies, force=False)
        assert len(made.written) == len(some)
        printed[ending] = [
            [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)] for path in made.written
        ]
    assert printed[".odt"] == printed[".docx"]


@needs_soffice
def test_verify_says_of_an_odt_what_it_says_of_the_word_document(papers: Sequence[Path], demo: Demo, run: Run) -> None:
    outcomes = set()
    for path in papers:
        said = []
        for ending in (".docx", ".odt"):
            verdict = json.loads(on(demo, run)("verify", str(path.with_suffix(ending)), "--json").out)
            verdict.pop("bestand")
            said.append(verdict)
        assert said[0] == said[1], path.name
        outcomes.add(said[0]["uitkomst"])
    assert outcomes == {"zoals vastgesteld", "geen vastgestelde tekst"}


@needs_soffice
def test_the_register_knows_the_odt_and_one_that_was_worked_in_is_replaced_only_by_force(
    papers: Sequence[Path], demo: Demo, run: Run
) -> None:
    def state() -> object:
        rows = json.loads(on(demo, run)("list", "documenten", "--json").out)
        return [row["staat"] for row in rows if row["pad"] == str(path)]

    path = papers[2]
    words = ("render", "2027-001", "--template", "gespreksagenda", "--odt", "--to", str(path.parent))
    before = path.read_bytes()
    assert state() == ["staat er"]
    assert (on(demo, run)(*words).code, path.read_bytes() == before) == (0, True)
    path.write_bytes(with_member(before, put("Stroomkaart", "Kaart")))
    refused = on(demo, run)(*words)
    assert (refused.code, state()) == (3, ["veranderd"])
    assert "bestaat al en is anders" in refused.err
    assert (on(demo, run)(*words, "--force").code, state()) == (0, ["staat er"])
    path.write_bytes(path.read_bytes() + b"\0")  # its text is what it was
    assert (on(demo, run)(*words).code, state()) == (3, ["veranderd"])
    assert (on(demo, run)(*words, "--force").code, state()) == (0, ["staat er"])


@needs_soffice
def test_forget_points_at_what_was_made_of_a_document_with_the_name(
    run: Run, register: Register, tmp_path: Path
) -> None:
    named(register)
    folder = str(tmp_path / "uit")
    assert run("render", "2027-001", "--template", "gespreksagenda", "--odt", "--to", folder).code == 0
    papers = forget(register, "groningsma").papers
    assert {(path.stem.rpartition(" - ")[2], path.suffix) for path in papers} == {
        ("gespreksagenda", ending) for ending in (".docx", ".odt")
    }


def an_odt(path: Path, text: str = "x") -> Path:
    """A file with the parts that the program looks at."""
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("Thumbnails/thumbnail.png", b"x")
        for name in ("content", "styles"):
            archive.writestr(f"{name}.xml", f"<x>{text}</x>")
        archive.writestr("meta.xml", f"<office:document-meta {office}><office:meta/></office:document-meta>")
    return path


@on_posix
def test_an_odt_of_the_same_word_file_is_left_and_any_other_is_replaced_only_by_force(tmp_path: Path) -> None:
    paths = documents(tmp_path, 3)
    soffice = stand_in(tmp_path / "bin", EACH.format('made "$name"'), an_odt(tmp_path / "voorbeeld.odt"))
    first = convert(paths, ODT, force=False, soffice=soffice)
    assert [path.name for path in first.written] == [f"{number} Stroomkaart.odt" for number in range(3)]
    again = convert(paths, ODT, force=False, soffice=tmp_path / "is-not-called")
    assert (again.written, again.same) == ([], first.written)
    first.written[0].write_bytes(b"van een ander")
    paths[1].write_bytes(paths[1].read_bytes() + b" ")
    later = convert(paths, ODT, force=False, soffice=soffice)
    assert ([*later.failed], later.same) == (first.written[:2], first.written[2:])
    assert first.written[0].read_bytes() == b"van een ander"
    assert len(convert(paths, ODT, force=True, soffice=soffice).written) == 2


@on_posix
@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"half", b"whole"], ids=["empty", "begin", "text", "no parts"])
def test_half_a_file_of_libreoffice_is_no_odt(tmp_path: Path, damage: bytes) -> None:
    example = tmp_path / "voorbeeld.odt"
    example.write_bytes(damage)
    if damage == b"whole":
        with zipfile.ZipFile(example, "w") as archive:
            archive.writestr("mimetype", "x")
    soffice = stand_in(tmp_path / "bin", EACH.format('made "$name"'), example)
    result = convert(documents(tmp_path / "a", 1), ODT, force=False, soffice=soffice)
    assert [error.message for error in result.failed.values()] == [
        "LibreOffice kon van 0 Stroomkaart.docx geen ODT maken. Het Word-document is er wel."
    ]
    assert list((tmp_path / "a").glob("*.odt")) == []


@on_posix
def test_a_libreoffice_that_cannot_be_started_fails_every_document_in_one_sentence(tmp_path: Path) -> None:
    no_program = tmp_path / "soffice"
    no_program.write_text("niet uit te voeren")
    paths = documents(tmp_path / "a", 2)
    result = convert(paths, ODT, force=False, soffice=no_program)
    assert sorted(result.failed) == [path.with_suffix(".odt") for path in paths]
    assert len({error.message for error in result.failed.values()}) == 1


@pytest.mark.parametrize("words", [("capacity",), ("plan", "--time", "1"), ("report",), ("render", "2027-001")])
def test_without_libreoffice_the_word_file_is_there_and_a_sentence_says_what_lacks(
    run: Run, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    done = on(demo, run)(*words, "--odt", "--to", str(tmp_path / "d"))
    assert done.code == 3
    assert {path.suffix for path in (tmp_path / "d").iterdir()} == {".docx"}
    assert "Voor ODT is LibreOffice nodig" in done.err
    rows = json.loads(on(demo, run)("list", "documenten", "--json").out)
    assert [row for row in rows if row["pad"].endswith(".odt") and str(tmp_path) in row["pad"]] == []


@pytest.mark.parametrize("words", [("capacity", "--odt"), ("plan", "--pdf")])
def test_another_form_of_no_document_is_a_mistake(run: Run, register: Register, words: Sequence[str]) -> None:
    assert run(*words).code == 2
