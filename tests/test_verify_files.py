"""verify: any file gets a verdict or one clear sentence, never a traceback, and damage never makes a text agreed."""

from __future__ import annotations

import functools
import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opdracht.errors import OpdrachtError
from opdracht.proof import sent
from opdracht.proof.kinds import Kind, kind_of, sent_bytes
from opdracht.proof.sent import SentFile
from opdracht.proof.text import Said
from opdracht.proof.verify import Oordeel
from opdracht.store import Register
from tests.conftest import Outcome as Ran
from tests.test_verify import Case, a_case, a_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    return a_case(run, register, tmp_path)


def a_zip(**members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def a_package(kind: str) -> bytes:
    return a_zip(**{"[Content_Types].xml": f'<Types><Override ContentType="application/vnd.{kind}+xml"/></Types>'})


OTHERS = {
    "leeg": b"",
    "een oud Word-document (.doc)": OLE + "WordDocument".encode("utf-16-le"),
    "een document met een wachtwoord": OLE + "EncryptedPackage".encode("utf-16-le"),
    "een Excel-bestand (.xls)": OLE + "Workbook".encode("utf-16-le"),
    "een PowerPoint-bestand (.ppt)": OLE + "PowerPoint Document".encode("utf-16-le"),
    "een e-mailbericht (.msg)": OLE + "__properties_version1.0".encode("utf-16-le"),
    "een bestand van een oud Office-programma": OLE + b"x" * 600,
    "een Excel-bestand": a_package("openxmlformats-officedocument.spreadsheetml.sheet.main"),
    "een PowerPoint-bestand": a_package("openxmlformats-officedocument.presentationml.presentation.main"),
    "een document met macro's": a_package("ms-word.document.macroEnabled.main"),
    "een Word-sjabloon (.dotx)": a_package("openxmlformats-officedocument.wordprocessingml.template.main"),
    "een zip-bestand": a_zip(a="b"),
    "een ander LibreOffice-bestand": a_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "een plaatje": b"\x89PNG\r\n\x1a\n",
    "een foto of film": b"\0\0\0\x18ftypheic",
    "een RTF-bestand": b"{\\rtf1 x}",
    "een register": b"SQLite format 3\0",
    "een e-mailbericht (.eml)": b"Received: x\r\nFrom: a@b.nl\r\nSubject: Opdracht\r\n\r\nHallo",
    "een webpagina": b"<!DOCTYPE html><p>x",
    "een XML-bestand": b"<?xml version='1.0'?><x/>",
    "een tekstbestand": "Beste collega, één".encode(),
    "een tekstbestand ": "tekst".encode("utf-16"),
    "een ingepakt bestand (.7z)": b"7z\xbc\xaf\x27\x1c",
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_that_is_no_document_is_called_what_it_is(case: Case, what: str) -> None:
    Path("x.docx").write_bytes(OTHERS[what])
    ran = case.run("verify", "x.docx")
    assert (ran.code, f"Dit bestand is {what.strip()}" in ran.err, "Tip: " in ran.err) == (3, True, True), ran.err


def test_a_folder_a_pipe_and_a_huge_file_are_refused_without_reading(case: Case, tmp_path: Path) -> None:
    folder = case.run("verify", str(tmp_path))
    assert (folder.code, "is een map" in folder.err) == (3, True)
    huge = tmp_path / "groot.docx"
    with huge.open("wb") as file:
        file.truncate(2**33)
    assert (case.run("verify", str(huge)).code, "te groot" in case.run("verify", str(huge)).err) == (3, True)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pijp.docx")
        with pytest.raises(OpdrachtError, match="geen gewoon bestand"):
            sent_bytes(tmp_path / "pijp.docx")


def test_a_file_that_is_two_things_is_not_judged(case: Case) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        written.writestr("docProps/x", b"%PDF-1.7\n")
        for name in source.namelist():
            written.writestr(name, source.read(name))
    verdict = case.verify(target.getvalue())
    assert verdict.uitkomst == Oordeel.NOT_JUDGED
    assert "een PDF en ook een ingepakt bestand" in " ".join(obstacle.what for obstacle in verdict.obstacles)


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        struct.error(),
        MemoryError(),
        RecursionError(),
        zlib.error(),
        ValueError(),
        AssertionError(),
        OSError(),
    ],
)
def test_whatever_fails_inside_a_reader_is_one_sentence(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(content: bytes) -> None:
        raise error

    monkeypatch.setattr(sent, "parts_of", fails)
    with pytest.raises(OpdrachtError, match=r"te veel geheugen|beschadigd of niet te lezen"):
        SentFile.read(a_document())


@functools.cache
def texts_of(content: bytes) -> list[Said]:
    return [part.said for part in SentFile.read(content).parts]


def changed_inside(content: bytes, member: int, at: int, new: bytes) -> bytes:
    """A package with bytes in one of its parts put over others; the package itself is sound."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        for number, name in enumerate(source.namelist()):
            data = source.read(name)
            if number == member % len(source.namelist()):
                place = at % (len(data) + 1)
                data = data[:place] + new + data[place + len(new) :]
            written.writestr(name, data)
    return target.getvalue()


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    member=st.integers(0, 30),
    at=st.integers(0, 200_000),
    new=st.binary(min_size=1, max_size=3) | st.sampled_from([b"<w:vanish/>", b"<!-- -->", b" ", b"0", b'"/>']),
    is_raw=st.booleans(),
)
def test_random_bytes_never_make_another_text_right(member: int, at: int, new: bytes, is_raw: bool) -> None:
    content = a_document()
    if is_raw:
        place = at % len(content)
        forged = content[:place] + new + content[place + len(new) :]
    else:
        forged = changed_inside(content, member, at, new)
    try:
        file = SentFile.read(forged)
    except OpdrachtError:
        return
    reads_the_same = [part.said for part in file.parts] == texts_of(content)
    comparison = file.compared(SentFile.read(content).parts)
    assert file.obstacles or reads_the_same or comparison.fills or not comparison.is_same


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_a_kind_or_a_refusal(content: bytes) -> None:
    with suppress(OpdrachtError):
        assert kind_of(content) in Kind
