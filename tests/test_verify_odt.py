"""verify: a document that LibreOffice saved as .odt is judged like the Word document that it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest

from opdracht.errors import OpdrachtError
from opdracht.proof.odf.document import odt_parts
from opdracht.proof.odf.obstacles import odt_obstacles
from opdracht.proof.text import Part, parts_of
from opdracht.proof.verify import Oordeel
from opdracht.store import Register
from tests.conftest import Outcome as Ran
from tests.test_documents import HOSTILE
from tests.test_verify import SPITE, Case, a_case, a_document, converted, needs_libreoffice, saved

pytestmark = needs_libreoffice
DOEL = "Bedrijven weten waar zij kunnen groeien."


@pytest.fixture
def case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    return a_case(run, register, tmp_path)


@cache
def an_odt() -> bytes:
    """An ambtelijke opdracht as LibreOffice saves it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("x.docx").write_bytes(a_document())
        (path,) = converted("odt", Path("x.docx"))
        return path.read_bytes()


@pytest.fixture
def content() -> bytes:
    return an_odt()


def with_member(content: bytes, edits: dict[str, Callable[[str], str]], *extra: tuple[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        for info in source.infolist():
            data = source.read(info)
            if info.filename in edits:
                new = edits[info.filename](data.decode())
                assert new != data.decode(), "nothing was edited"
                data = new.encode()
            written.writestr(info, data)
        for name, text in extra:
            written.writestr(name, text)
    return target.getvalue()


def test_every_document_of_an_opdracht_is_as_agreed_when_it_was_saved_as_odt(case: Case) -> None:
    hostile = [f"doel={HOSTILE[0]}", f"aanleiding={HOSTILE[2]}", f"escalatie={HOSTILE[3]}", "risicos=  twee\tkeer  "]
    assert case.run("set", "2027-002", *hostile).code == 0
    assert case.run("status", "2027-002", "vastgesteld", *SPITE).code == 0
    case.revise("tot=31-3-2028", "aanleiding=- een\n- twee")
    for template in ("bestuurlijke-opdracht", "ambtelijke-opdracht", "wijziging"):
        numbers = ["2027-001"] if template == "wijziging" else ["2027-001", "2027-002"]
        assert case.run("render", *numbers, "--template", template, "--to", "papier").code == 0
    papers = sorted(Path("papier").glob("*.docx"))
    assert len(papers) == 5
    for paper, path in zip(papers, converted("odt", *papers), strict=True):
        word = parts_of(paper.read_bytes())
        assert odt_parts(path.read_bytes()) == [replace(part, numbered=False) for part in word], paper
        verdict = case.verify(path.read_bytes())
        assert (verdict.uitkomst, list(verdict.obstacles)) == (Oordeel.AGREED, []), path


def test_a_change_in_an_odt_is_found(case: Case) -> None:
    paper = case.render()["bestuurlijke-opdracht"]
    document = docx.Document(str(paper))
    document.tables[-1].rows[2].cells[0].paragraphs[0].runs[0].text = "Naam: J. de Vries"
    paper.write_bytes(saved(document))
    (path,) = converted("odt", paper)
    verdict = case.verify(path.read_bytes())
    assert (verdict.uitkomst, [fill.text for fill in verdict.fills]) == (Oordeel.AGREED, ["J. de Vries"])
    changed = with_member(path.read_bytes(), {"content.xml": lambda xml: xml.replace("Woonwijken", "Dorpen", 1)})
    (found,) = case.verify(changed).deviations
    assert (found.was, found.now) == ("Woonwijken.", "Dorpen.")


def styled(properties: str, kind: str = "text") -> dict[str, Callable[[str], str]]:
    """The style of the paragraph with the doel gets other properties."""

    def edit(xml: str) -> str:
        style = f'<style:style style:name="X" style:family="paragraph"><style:{kind}-properties {properties}/></style:style>'
        xml = xml.replace("</office:automatic-styles>", f"{style}</office:automatic-styles>")
        return re.sub(r'text:style-name="[^"]*">' + DOEL, f'text:style-name="X">{DOEL}', xml)

    return {"content.xml": edit}


def put(old: str, new: str, member: str = "content.xml") -> dict[str, Callable[[str], str]]:
    return {member: lambda xml: xml.replace(old, new, 1)}


FORGED: dict[str, dict[str, Callable[[str], str]]] = {
    "hidden": styled('text:display="none"'),
    "white": styled('fo:color="#fefefe"'),
    "on its own colour": styled('fo:color="#1c2730" fo:background-color="#1c2731"'),
    "a dark paper": styled('fo:background-color="#000000"', "paragraph"),
    "too small": styled('fo:font-size="1pt"'),
    "struck": styled('style:text-line-through-style="solid"'),
    "squeezed": styled('style:text-scale="1%"'),
    "a font of pictures": styled('fo:font-family="Wingdings"'),
    "off the page": styled('fo:margin-left="-30cm"', "paragraph"),
    "a line of no height": styled('fo:line-height="0.01cm"', "paragraph"),
    "right to left": styled('style:writing-mode="rl-tb"', "paragraph"),
    "capitals": styled('fo:text-transform="uppercase"'),
    "a property nobody knows": styled('fo:nieuw="x"'),
    "a comment": put(DOEL, f"{DOEL[:9]}<!-- x -->{DOEL[9:]}"),
    "an instruction": put(DOEL, f"{DOEL}<?x y?>"),
    "a note": put(DOEL, f"{DOEL}<text:note><text:note-body><text:p>Niet.</text:p></text:note-body></text:note>"),
    "a remark": put(DOEL, f"{DOEL}<office:annotation><text:p>Niet.</text:p></office:annotation>"),
    "a change": put("<text:sequence-decls>", "<text:tracked-changes/><text:sequence-decls>"),
    "a hidden text": put(DOEL, f'<text:hidden-text text:condition="ooow:1" text:string-value="x">{DOEL}</text:hidden-text>'),
    "a condition": put(DOEL, f'<text:conditional-text text:condition="ooow:1">{DOEL}</text:conditional-text>'),
    "a variable": put(DOEL, f'<text:user-field-get text:name="x">{DOEL}</text:user-field-get>'),
    "a frame": put(DOEL, f"{DOEL}<draw:frame><draw:text-box><text:p>Niet.</text:p></draw:text-box></draw:frame>"),
    "a section": put('<text:h ', '<text:section text:display="none"/><text:h '),
    "a row that is folded": put("<table:table-row ", '<table:table-row table:visibility="collapse" '),
    "a row of no height": put("<style:table-row-properties ", '<style:table-row-properties style:row-height="0.01cm" '),
    "a row twice": put("<table:table-row ", '<table:table-row table:number-rows-repeated="2" '),
    "a covered cell": put("<table:covered-table-cell/>", "<table:covered-table-cell><text:p>Niet.</text:p></table:covered-table-cell>"),
    "a formula": put('office:value-type="string"', 'office:value-type="string" table:formula="ooow:9"'),
    "a number before": put('style:num-format="1"', 'style:num-format="1" style:num-prefix="Vervallen: "', "styles.xml"),
    "a header that is off": put("<style:header>", '<style:header style:display="false">', "styles.xml"),
    "all hidden": {
        "styles.xml": lambda xml: xml.replace("<style:text-properties ", '<style:text-properties text:display="none" ')
    },
    "another letter": put(
        "<style:font-face ", '<style:font-face svg:x="1"><svg:font-face-src xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:'
        'svg-compatible:1.0"><svg:font-face-uri/></svg:font-face-src></style:font-face><style:font-face '
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_what_may_be_read_otherwise_is_named(content: bytes, name: str) -> None:
    assert odt_obstacles(with_member(content, FORGED[name])), name


def test_the_place_of_what_hides_is_told(content: bytes) -> None:
    (obstacle,) = odt_obstacles(with_member(content, FORGED["hidden"]))
    place = next(part.place for part in parts_of_doel(content))
    assert (obstacle.place, "display: none" in obstacle.what) == (place.partition(" onder")[0], True)


def parts_of_doel(content: bytes) -> list[Part]:
    return [part for part in odt_parts(content) if part.text == DOEL]


def test_members_that_libreoffice_does_not_write_are_named(content: bytes) -> None:
    for name in ("Pictures/x.png", "Basic/Standard/Module1.xml", "Object 1/content.xml"):
        assert [obstacle.place for obstacle in odt_obstacles(with_member(content, {}, (name, "x")))] == [name]


def test_a_second_content_and_broken_xml_get_a_sentence(case: Case, content: bytes) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = with_member(content, {}, ("content.xml", "<x/>"))
    broken = with_member(content, {"content.xml": lambda xml: xml[:-500]})
    for forged in (twice, broken, content[: len(content) // 2]):
        with pytest.raises(OpdrachtError, match="beschadigd"):
            case.verify(forged)
