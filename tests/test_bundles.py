"""A zip with a region and templates comes in whole, or leaves everything as it was."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from opdracht.actions.bundles import import_bundle
from opdracht.actions.imports import export_region
from opdracht.documents.engine.render import template_names
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.forgeries import members_of, packed

MEMO = template_names()["wijziging"].read_bytes()
REGION = as_yaml(a_region(an_agreement())).encode()


def a_zip(*files: tuple[str, bytes], region: bytes = REGION) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in (("regio.yaml", region), *files):
            archive.writestr(name, text)
    return content.getvalue()


def linked() -> bytes:
    """A template that fetches another one when it is opened."""
    parts = members_of(MEMO)
    relation = (
        '<Relationship Id="rX" TargetMode="External" Target="https://x.nl/y.dotm" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace("</Relationships>", relation)
    return packed(parts)


def standing(register: Register) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in register.own_templates.glob("*")}


@pytest.mark.parametrize(
    "files",
    [
        [("sjablonen/" + "lang" * 60 + ".docx", MEMO)],
        [("sjablonen/" + "lang" * 100 + ".docx", MEMO)],
        [("sjablonen/CON.docx", MEMO)],
        [("sjablonen/a?b.docx", MEMO)],
        [("sjablonen/memo\u202excod.docx", MEMO)],
        [("sjablonen/Memo.docx", MEMO), ("sjablonen/memo.docx", MEMO)],
        [("sjablonen/memo.docx", b"geen sjabloon")],
        [("sjablonen/memo.docx", MEMO), ("sjablonen/nota.docx", linked())],
        [("sjablonen/nota.dotx", linked())],
        [("regio.yaml", REGION)],
        [("sjablonen/memo.docx", MEMO), ("sjablonen/memo.docx", linked())],
    ],
)
def test_a_zip_with_a_wrong_template_brings_nothing_in(
    register: Register, files: Sequence[tuple[str, bytes]], recwarn: pytest.WarningsRecorder
) -> None:
    with pytest.raises(OpdrachtError):
        import_bundle(register, a_zip(*files), "regio.zip", year=2026)
    assert (export_region(register), standing(register)) == ({}, {})


def test_templates_of_both_kinds_go_along(run: Callable[..., Outcome], register: Register, tmp_path: Path) -> None:
    content = a_zip(("sjablonen/memo.docx", MEMO), ("sjablonen/nota.dotx", MEMO))
    assert import_bundle(register, content, "regio.zip", year=2026).templates == ["memo.docx", "nota.dotx"]
    assert run("export", "regio.zip").code == 0
    with zipfile.ZipFile(tmp_path / "regio.zip") as archive:
        assert sorted(archive.namelist()) == ["regio.yaml", "sjablonen/memo.docx", "sjablonen/nota.dotx"]


def test_a_trial_makes_no_folder(register: Register) -> None:
    import_bundle(register, a_zip(("sjablonen/memo.docx", MEMO)), "regio.zip", year=2026, dry_run=True)
    assert not register.own_templates.exists()
    assert export_region(register) == {}


def test_a_disk_that_refuses_the_second_template_leaves_all_as_it_was(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.own_templates.mkdir()
    (register.own_templates / "memo.docx").write_bytes(b"van hier")
    content = a_zip(("sjablonen/memo.docx", MEMO), ("sjablonen/nota.docx", MEMO))
    replace = os.replace

    def refused(source: Path, target: Path) -> None:
        if Path(target).name == "nota.docx":
            raise PermissionError(13, "open in Word")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(OpdrachtError):
        import_bundle(register, content, "regio.zip", year=2026, update=True)
    assert standing(register) == {"memo.docx": b"van hier"}
    assert export_region(register) == {}


def test_records_that_are_refused_leave_the_templates_as_they_were(register: Register) -> None:
    import_bundle(register, a_zip(("sjablonen/memo.docx", MEMO)), "regio.zip", year=2026)
    before = export_region(register)
    for region in (REGION + b"zomaar: 1", b"opdrachten:\n  - {nummer: 2027-001, titel: Anders}"):
        content = a_zip(("sjablonen/nota.docx", MEMO), region=region)
        with pytest.raises(OpdrachtError):
            import_bundle(register, content, "regio.zip", year=2026)
    assert (export_region(register), standing(register)) == (before, {"memo.docx": MEMO})
