"""The checks on documents find what they are there to find: each planted fault, and nothing in a sound document."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from opdracht.documents.engine.render import render, template_names
from opdracht.documents.templates import TEMPLATES, Material
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of
from tests.documents_quality import contrast, faults_of


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    regio, template = regio_of(a_region(an_agreement())), TEMPLATES["gespreksagenda"]
    context = template.context(Material(regio, PEILDATUM), "2027-001")
    path = tmp_path / "goed.docx"
    path.write_bytes(render(template_names()[template.name], context, "Gespreksagenda", "2027-001"))
    return path


def changed(path: Path, member: str, old: str, new: str) -> Path:
    """A copy of a document in which every `old` in a member is `new`."""
    target = path.with_name("fout.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == member:
                assert old in content
                content = content.replace(old, new)
            made.writestr(name, content)
    return target


def test_a_sound_document_has_no_faults(sound: Path) -> None:
    assert faults_of(sound) == []


@pytest.mark.parametrize(
    ("member", "old", "new", "fault"),
    [
        ("document", "Stroomkaart", "{{ titel }}", "overblijfsel {{"),
        ("document", "Stroomkaart", "None", "overblijfsel None"),
        ("footer1", "2027-001", "{% if x %}", "overblijfsel {%"),
        ("document", "<w:tblHeader/>", "", "de koprij van tabel Mijlpalen herhaalt niet"),
        ("document", "<w:cantSplit/>", "", "een rij van tabel Mijlpalen mag over twee bladzijden"),
        ("document", ">Wanneer<", "> <", "lege kop in tabel Nieuwe afspraken"),
        ("document", 'w:tblCaption w:val="Mijlpalen"', 'w:tblCaption w:val=""', "tabel zonder naam"),
        ("document", ">Spreek elkaar weer uiterlijk op 23 februari 2027.<", "><", "lege alinea na"),
        ("document", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>', "niet van niveau 1"),
        ("styles", "0B4F6C", "9BBFCC", "stijl heading 1: contrast"),
        ("styles", 'w:lang w:val="nl-NL"', 'w:lang w:val="en-US"', "de stijlen zijn niet nl-NL"),
    ],
)
def test_a_planted_fault_is_found(sound: Path, member: str, old: str, new: str, fault: str) -> None:
    found = faults_of(changed(sound, f"word/{member}.xml", old, new))
    assert [one for one in found if fault in one] != []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
