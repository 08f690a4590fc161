"""template: list, copy, check and fields, and render with what came of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from opdracht.actions.imports import import_region
from opdracht.documents.engine.render import template_names
from opdracht.paths import HERE
from opdracht.store import Register
from tests.cli.test_help import english_in
from tests.conftest import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def filled(register: Register) -> Register:
    """The register of the demo."""
    import_region(register, (HERE / "demo" / "regio.yaml").read_bytes(), "regio.yaml", year=2026, as_history=True)
    return register


def test_list_says_which_templates_are_ones_own(run: Run, tmp_path: Path) -> None:
    assert "regiofoto              het programma" in run("template", "list").out
    copied = run("template", "copy", "regiofoto")
    path = tmp_path / "sjablonen" / "regiofoto.docx"
    assert copied.out == f"{path}\n"
    listed = json.loads(run("template", "list", "--json").out)
    assert {one["naam"]: one["eigen"] for one in listed} == {name: name == "regiofoto" for name in template_names()}
    assert str(path) in run("template", "list").out
    assert f"Eigen sjablonen: {path.parent}" in run("config").out


def test_copy_replaces_only_by_force(run: Run, tmp_path: Path) -> None:
    run("template", "copy", "regiofoto", "--to", "hier")
    path = tmp_path / "hier" / "regiofoto.docx"
    path.write_bytes(b"van mij")
    refused = run("template", "copy", "regiofoto", "--to", "hier")
    assert (refused.code, path.read_bytes()) == (3, b"van mij")
    assert run("template", "copy", "regiofoto", "--to", "hier", "--force").code == 0
    assert path.read_bytes() != b"van mij"


def test_copy_of_an_unknown_template_suggests_one(run: Run) -> None:
    refused = run("template", "copy", "regiofotto")
    assert refused.code == 2
    assert "Bedoelde u 'regiofoto'?" in refused.err


def test_check_reports_faults_with_exit_code_4(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Titel: {{ opdracht.tietel }}")
    document.save(str(tmp_path / "memo.docx"))
    checked = run("template", "check", "memo.docx")
    assert checked.code == 4
    assert (
        "alinea 1\n  bij: Titel: {{ opdracht.tietel }}\n  'tietel' bestaat hier niet.\n  Bedoelde u 'titel'?"
        in checked.out
    )
    assert checked.err == "memo.docx: 1 fout, 2 waarschuwingen.\n"
    assert english_in(checked.out) == []
    (fault, *_) = json.loads(run("template", "check", "memo.docx", "--json").out)
    assert fault == {
        "plaats": "alinea 1", "tekst": "Titel: {{ opdracht.tietel }}", "fout": "'tietel' bestaat hier niet.",
        "herstel": "Bedoelde u 'titel'?", "ernst": "fout",
    }  # fmt: skip


def test_check_takes_a_name_as_well_as_a_path(run: Run, tmp_path: Path) -> None:
    assert run("template", "check", "bestuurlijke-opdracht").code == 0
    run("template", "copy", "gemeenteblad")
    (tmp_path / "sjablonen" / "gemeenteblad.docx").write_bytes(b"stuk")
    assert "gemeenteblad.docx is geen Word-document" in run("template", "check", "gemeenteblad").err
    unknown = run("template", "check", "gemeentebladd")
    assert (unknown.code, "Bedoelde u 'gemeenteblad'?" in unknown.err) == (3, True)


def test_template_by_itself_shows_what_there_is(run: Run) -> None:
    shown = run("template")
    assert (shown.code, "fields" in shown.out) == (0, True)


def test_a_dotx_is_a_template_too(run: Run, filled: Register, tmp_path: Path) -> None:
    run("template", "copy", "ambtelijke-opdracht", "--to", ".")
    with zipfile.ZipFile(tmp_path / "ambtelijke-opdracht.docx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    (tmp_path / "sjablonen").mkdir()
    with zipfile.ZipFile(tmp_path / "sjablonen" / "nota.dotx", "w") as archive:
        for name, content in members.items():
            archive.writestr(
                name, content.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
            )
    made = run("render", "2027-001", "--template", "nota")
    assert (made.code, made.out.rstrip().endswith(" - nota.docx")) == (0, True)
    assert "Stroomkaart" in docx.Document(made.out.strip()).core_properties.title


def test_check_takes_the_names_of_the_template_it_is_like(run: Run, tmp_path: Path) -> None:
    run("template", "copy", "regiofoto", "--to", ".")
    (tmp_path / "regiofoto.docx").rename(tmp_path / "foto.docx")
    assert run("template", "check", "foto.docx").code == 4
    assert run("template", "check", "foto.docx", "--as", "regiofoto").code == 0


def test_fields_shows_names_with_examples(run: Run) -> None:
    shown = run("template", "fields")
    assert "opdracht.van                                           1 januari 2027" in shown.out
    assert "opdracht.mijlpalen[].resultaat" in shown.out
    names = [one["naam"] for one in json.loads(run("template", "fields", "--as", "regiofoto", "--json").out)]
    assert "foto.datum" in names


def test_a_template_of_ones_own_with_a_new_name_can_be_chosen(run: Run, filled: Register, tmp_path: Path) -> None:
    (tmp_path / "sjablonen").mkdir()
    document = docx.Document()
    document.add_paragraph("Memo over {{ opdracht.titel }}")
    document.save(str(tmp_path / "sjablonen" / "memo.docx"))
    made = run("render", "2027-001", "--template", "memo")
    assert made.code == 0
    (path,) = made.out.splitlines()
    assert path.endswith(" - memo.docx")
    assert docx.Document(path).paragraphs[0].text == "Memo over Stroomkaart bedrijventerreinen"


def test_render_of_a_status_makes_those_only(run: Run, filled: Register) -> None:
    made = run("render", "--status", "vastgesteld")
    assert {line.split("/")[1][:8] for line in made.out.splitlines()} == {"2027-001", "2027-002", "2027-004"}
    refused = run("render", "--status", "vastgestelt")
    assert refused.code == 2
    assert "Bedoelde u 'vastgesteld'?" in refused.err


def test_render_says_which_failed_and_makes_the_rest(run: Run, filled: Register, tmp_path: Path) -> None:
    run("template", "copy", "ambtelijke-opdracht")
    document = docx.Document()
    document.add_paragraph("{{ opdracht.tietel }}")
    document.save(str(tmp_path / "sjablonen" / "ambtelijke-opdracht.docx"))
    made = run("render", "--all")
    assert made.code == 3
    assert len(made.out.splitlines()) == 9
    assert "9 documenten zijn niet gemaakt" in made.err
    assert "2027-001 Stroomkaart bedrijventerreinen - ambtelijke opdracht, " in made.err
    assert " en 6 andere: Het sjabloon ambtelijke-opdracht.docx klopt niet bij '{{ opdracht.tietel }}'" in made.err
    assert " template check" in made.err
    again = run("render", "--all", "--template", "bestuurlijke-opdracht")
    assert (again.code, again.out) == (0, "")
    assert "9 ongewijzigd." in again.err


def test_a_template_to_check_like_must_be_there(run: Callable[..., Outcome]) -> None:
    refused = run("template", "check", "wijziging", "--as", "gemeente")
    assert (refused.code, "Er is geen sjabloon 'gemeente'. Bedoelde u 'gemeenteblad'?" in refused.err) == (2, True)


def test_verify_calls_a_template_a_template(run: Callable[..., Outcome]) -> None:
    assert run("template", "copy", "ambtelijke-opdracht", "--to", "x").code == 0
    told = run("verify", "x/ambtelijke-opdracht.docx")
    assert (told.code, "Dit is een sjabloon, geen document." in told.err) == (3, True)
