"""What YAML or an editor would read otherwise than it stands in a file is named, with its line; nothing is lost in silence."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from opdracht.exchange.export import as_yaml
from opdracht.exchange.region_file import read_region
from tests.builders import a_region, an_agreement


def faults_of(content: bytes | str) -> list[tuple[int, str]]:
    raw = content.encode() if isinstance(content, str) else content
    return [(fault.line, f"{fault.text} {fault.hint}") for fault in read_region(raw, {}, 2027).faults]


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("titel: Kaart\naanleiding: Aanpak van actiepunt #3 uit de nota\n", 2, "'#3 uit de nota' valt weg"),
        ("titel: Kaart\ndoel: Zie motie #12\n", 2, "'#12' valt weg"),
        ("titel: Kaart\ndoel: “Bedrijven weten waar”\n", 2, "gekrulde aanhalingstekens (“ ”)"),
        ("titel: Kaart\ndoel: &naam Bedrijven weten waar\n", 2, "'&naam'"),
        ("titel: Kaart\n\u00a0doel: Bedrijven weten waar\n", 2, "een vaste spatie (U+00A0)"),
        ("titel: Kaart\ndoel:\u00a0Bedrijven weten waar\n", 2, "een vaste spatie (U+00A0)"),
        ("titel: Kaart\ndo\u200bel: Bedrijven weten waar\n", 2, "een onzichtbaar teken (U+200B)"),
        ("titel: Kaart\ndoel： Bedrijven weten waar\n", 2, "het teken ： (U+FF1A)"),
        ("titel: Kaart\nwaarde: 1,400\n", 2, "Schrijf 1400, of 1,4."),
        ("titel: Kaart\nwaarde: 1.234\n", 2, "Schrijf 1234, of 1,2340."),
    ],
)
def test_a_sign_that_changes_what_is_read_is_named_with_its_line(text: str, line: int, named: str) -> None:
    assert [found for found, words in faults_of(text) if named in words] == [line], faults_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "# een opmerking\ntitel: Kaart\n",
        "titel: Kaart  # een opmerking\nprioriteit: 1  #\n",
        "titel: \"Actiepunt #3\"\ndoel: 'Zie #4 en “alles”'\n",
        "titel: Kaart\ndoel: |\n  Zie motie #12.\n  “Bedrijven” weten – dat wel – waar.\n",
        "titel: Kaart#3\ndoel: C# en “half” zo\n",
    ],
)
def test_what_reads_as_it_stands_is_no_fault(text: str) -> None:
    lost = [words for _, words in faults_of(text) if "valt weg" in words and "een opmerking" not in words]
    assert lost == []


def test_what_is_exported_is_never_called_misleading() -> None:
    texts = {"titel": "“Kaart”", "doel": "Zie #3 en „dit”", "aanleiding": "&x *y #z: “a”"}
    assert faults_of(as_yaml(a_region(an_agreement(**texts)))) == []


def zipped(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"nummer;titel\n2027-001;Kaart\n", "een tabel (CSV met puntkomma's)"),
        (b"nummer,titel\n2027-001,Kaart\n", "een tabel (CSV met komma's)"),
        (zipped("word/document.xml"), "een Word-document"),
        (zipped("xl/workbook.xml"), "een Excelbestand"),
        (b"%PDF-1.7\n", "een PDF"),
        (b"SQLite format 3\0", "een register"),
        (b"<html><body>x</body></html>", "een web- of XML-bestand"),
        (b'{"titel": "a"}\n{"titel": "b"}\n', "op elke regel apart JSON"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "een agenda"),
    ],
)
def test_a_file_of_another_form_is_called_what_it_is(content: bytes, what: str) -> None:
    ((line, words),) = faults_of(content)
    assert (line, what in words) == (1, True), words


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_the_encodings_of_other_editors_are_read(encoding: str) -> None:
    assert faults_of("titel: Eén loket\n".encode(encoding)) == []


def test_a_line_that_is_no_utf_8_is_named_and_not_guessed() -> None:
    assert faults_of(b"titel: Kaart\ndoel: E\xe9n loket\n")[0][0] == 2


def test_what_repeats_itself_or_never_ends_is_refused_in_time() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    endless = "opdrachten:\n" + "".join(f"- titel: x\n  zomaar{n}: x\n" for n in range(20_000))
    many = json.dumps({"opdrachten": [{"titel": "x", "themas": ["a"] * 2_000_001 + ["b"] * 2_000_001}]})
    begin = time.process_time()
    assert faults_of(laughs)
    assert len(faults_of(endless)) <= 1001
    assert any("te veel onderdelen" in words for _, words in faults_of(many))
    assert time.process_time() - begin < 60  # a machine that is busy takes its time; without bounds it takes hours
