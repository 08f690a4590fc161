"""Word documents that read otherwise than was agreed, whatever the trick: none of them is called as agreed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.templates import AGREEMENTS
from opdracht.errors import OpdrachtError
from opdracht.proof.compare import compared
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.text import Part, fingerprint, parts_of
from opdracht.proof.verify import Oordeel
from opdracht.proof.word_obstacles import word_obstacles
from tests.forgeries import (
    DOC,
    FOOTER,
    FORGED,
    HEADER,
    NUMBERS,
    PARAGRAPH,
    RELS,
    RUN,
    STYLES,
    TYPES,
    members_of,
    packed,
)
from tests.resaving import WAYS, by_libreoffice
from tests.test_verify import Case, a_document, case  # noqa: F401 - a fixture

PIECES = [
    b"<w:vanish/>", b"<!-- x -->", b"<w:del>", b"</w:p>", b"<w:t>5</w:t>", b"<w:r><w:t>niet</w:t></w:r>", b"900",
    b"&#8203;", b"w:val", b"<w:tab/>",
]  # fmt: skip


def read(content: bytes) -> tuple[list[Part], list[Obstacle]]:
    """A document as `verify` reads it."""
    return parts_of(content), word_obstacles(content)


def judged(content: bytes) -> str:
    """What is said of a document beside the agreed one: where it differs and what stands in the way; empty when nothing is."""
    try:
        parts, obstacles = read(content)
    except OpdrachtError as error:
        return error.message
    differing = [f"{of.place}: was {of.was}, staat er {of.now}" for of in compared(VISIBLE, parts).deviations]
    return "\n".join(differing + [f"{of.place}: {of.what}" for of in obstacles])


def test_the_agreed_document_itself_has_nothing_in_the_way() -> None:
    assert judged(a_document()) == ""
    assert judged(packed(members_of(a_document()))) == ""


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_document_is_named_for_what_it_is(name: str) -> None:
    forge, named = FORGED[name]
    members = members_of(a_document())
    content = forge(members) or packed(members)
    assert re.search(named, judged(content)), judged(content)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("template", AGREEMENTS)
def test_a_document_that_was_only_saved_again_has_nothing_in_the_way(template: str, way: str) -> None:
    content = a_document(template)
    again = WAYS[way](content)
    assert word_obstacles(again) == []
    assert fingerprint(parts_of(again)) == fingerprint(parts_of(content))


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("through_odt", [False, True])
def test_a_document_that_libreoffice_saved_has_nothing_in_the_way(tmp_path: Path, through_odt: bool) -> None:
    paths = [tmp_path / f"{template}.docx" for template in AGREEMENTS]
    for path in paths:
        path.write_bytes(a_document(path.stem))
    for path in by_libreoffice(paths, tmp_path, through_odt=through_odt):
        assert word_obstacles(path.read_bytes()) == []
        assert fingerprint(parts_of(path.read_bytes())) == fingerprint(parts_of(a_document(path.stem)))


SOURCE = members_of(a_document())
VISIBLE = parts_of(a_document())


def visible(content: bytes) -> list[tuple[str, str]]:
    """The text of each paragraph as LibreOffice would show it, told in another way than the program does."""
    shown = []
    for name in (DOC, HEADER, FOOTER):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read(name))
        shown += [
            (name, "".join(paragraph.itertext(f"{{{root.nsmap['w']}}}t")))
            for paragraph in root.iter(f"{{{root.nsmap['w']}}}p")
        ]
    return [(name, text) for name, text in shown if text]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_bytes_changed_at_random_never_make_other_text_agreed_nor_a_traceback(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([DOC, DOC, DOC, STYLES, HEADER, FOOTER, RELS, TYPES, NUMBERS, "_rels/.rels"]))
    content = bytearray(SOURCE[part].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.one_of(st.binary(max_size=2), st.sampled_from(PIECES)))
        content[at : at + data.draw(st.integers(0, 9))] = new
    forged = packed({**SOURCE, part: content.decode("utf-8", "replace")})
    if judged(forged) == "":
        assert visible(forged) == visible(a_document())


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_bytes_of_the_zip_changed_at_random_never_make_other_text_agreed(data: st.DataObject) -> None:
    content = bytearray(a_document())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if judged(bytes(content)) == "":
        assert visible(bytes(content)) == visible(a_document())


@pytest.mark.parametrize(
    "make",
    [
        lambda: packed({**SOURCE, "word/bom.xml": " " * 60_000_000}),
        lambda: packed({**SOURCE, DOC: SOURCE[DOC].replace(RUN, "<w:smartTag>" * 9000 + RUN + "</w:smartTag>" * 9000)}),
        lambda: packed({**SOURCE, DOC: SOURCE[DOC].replace(PARAGRAPH, "<w:p/>" * 30_000 + PARAGRAPH)}),
        lambda: packed({name: text for name, text in SOURCE.items() if name != DOC}),
        lambda: packed({**SOURCE, DOC: "<x/>"}),
        lambda: packed({**SOURCE, RELS: "<x"}),
        lambda: packed({"a.txt": "a"}),
        lambda: b"PK\x05\x06" + b"\0" * 18,
    ],
    ids=[
        "a bomb",
        "deep",
        "long",
        "no text",
        "other text",
        "no relations",
        "another zip",
        "an empty zip",
    ],
)
def test_what_is_no_sound_document_gets_one_sentence(make: Callable[[], bytes]) -> None:
    with pytest.raises(OpdrachtError):
        read(make())


def test_verify_itself_never_calls_a_forged_document_agreed(case: Case) -> None:  # noqa: F811 - the fixture
    members = members_of(case.render()["ambtelijke-opdracht"].read_bytes())
    assert case.verify(packed(members)).uitkomst == Oordeel.AGREED
    called = {}
    for name, (forge, _) in FORGED.items():
        forged = dict(members)
        content = forge(forged) or packed(forged)
        try:
            called[name] = case.verify(content).uitkomst
        except OpdrachtError:
            called[name] = Oordeel.NOT_JUDGED
    assert [name for name, outcome in called.items() if outcome == Oordeel.AGREED] == []
