"""Where a register is: a mistyped address never becomes a file, and no password is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.cli import main
from opdracht.errors import OpdrachtError
from opdracht.store import Register
from opdracht.store.addresses import without_secrets
from tests.conftest import Outcome

SECRET = "gehe1m"
MISTYPED = [
    f"host=db password={SECRET} dbname=regio",
    f"password = '{SECRET}' host = db",
    "service=regio",
    f"postgres:anne:{SECRET}@db/regio",
    "postgres:/db/regio",
    "postgresql:regio",
    f"postgresql//anne:{SECRET}@db/regio",
    f"POSTGRESQL:anne:{SECRET}@db",
    f"anne:{SECRET}@db/regio",
    f"anne:{SECRET}/1@db:5432/regio",
    "sqlite:///register.db",
    f"http://anne:{SECRET}@db/regio",
    f"mysql://anne:{SECRET}@db/regio",
    "jdbc:postgresql:regio",
    "file:register.db",
    r"\\server\delen\register.db",
]


@pytest.mark.parametrize("location", MISTYPED)
@pytest.mark.parametrize("words", [["init", "--gemeente", "Breda"], ["list"], ["config"], ["restore", "--yes"]])
def test_a_mistyped_address_is_one_sentence_and_no_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, location: str, words: list[str]
) -> None:
    before = sorted(Path.cwd().rglob("*"))
    assert main(["--register", location, *words]) == 3
    monkeypatch.setenv("OPDRACHT_REGISTER", location)
    assert main(words) == 3
    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err
    assert "postgresql://naam@server/database" in printed.err
    assert sorted(Path.cwd().rglob("*")) == before


@pytest.mark.parametrize("location", MISTYPED)
def test_a_register_is_not_moved_to_a_mistyped_address(run: Callable[..., Outcome], location: str) -> None:
    told = run("migrate", "--to", location)
    assert told.code == 3
    assert SECRET not in told.out + told.err


@pytest.mark.parametrize(
    "location",
    [
        "register.db",
        "map/één 🗺.db",
        "C:\\regio\\a@b.db",
        "regio 2027.db",
        "a=b.db",
        "postgresql.db",
        "~/register.db",
        "x@y.db",
    ],
)
def test_the_name_of_a_file_is_a_name_of_a_file(location: str) -> None:
    assert not Register.at(location).on_server


@pytest.mark.parametrize(
    "words",
    [
        ["list", f"password={SECRET}"],
        [f"password={SECRET}", "list"],
        ["--register", f"postgresql://anne:{SECRET}@127.0.0.1:1/regio", "config"],
        ["--register", f"postgresql://anne@127.0.0.1:1/regio?password={SECRET}", "config"],
        ["--register", f"POSTGRESQL://anne:{SECRET}@127.0.0.1:1/regio", "list"],
        ["list", f"anne:{SECRET}@db"],
        ["import", f"postgresql://anne:{SECRET}@db/regio"],
    ],
)
def test_a_password_in_the_wrong_place_is_not_shown(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(words) in (2, 3)
    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err


def test_other_texts_stay_as_they_are() -> None:
    for text in ("opdracht 2027-001: mail naar anne@breda.nl", r"C:\delen\a@b.db is er niet.", "Kies a:b of b@c"):
        assert without_secrets(text) == text


@pytest.mark.parametrize(
    "words", [["export", "~/uit.yaml"], ["backup", "--to", "~/kopie"], ["render", "--all", "--to", "~/uit"]]
)
def test_a_tilde_is_the_home_folder(run: Callable[..., Outcome], tmp_path: Path, words: list[str]) -> None:
    assert run(*words).code == 0
    assert not (tmp_path / "~").exists()


def test_a_tilde_with_an_unknown_name_is_a_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--register", "~niemand-die-bestaat/register.db", "list"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(OpdrachtError):
        Register.at("~niemand-die-bestaat.db").version()


@pytest.mark.parametrize("name", ["lijst.xls", "lijst.csv", "brief.docx", "lijst", "lijst.yaml.bak"])
def test_export_writes_only_what_it_can_write(run: Callable[..., Outcome], name: str) -> None:
    told = run("export", name)
    assert told.code == 2
    assert ".yaml, .yml, .json, .zip, .xlsx of .ics" in told.err
    assert not Path(name).exists()


def test_a_region_goes_to_another_computer_with_its_plans_and_templates(
    run: Callable[..., Outcome], register: Register, tmp_path: Path
) -> None:
    from opdracht.actions.bundles import import_bundle
    from opdracht.actions.imports import export_region, import_region
    from opdracht.documents.engine.render import template_names
    from opdracht.exchange.export import as_yaml
    from opdracht.model import Plan
    from opdracht.records import make
    from tests.builders import a_region, an_agreement

    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    with register.writing() as writer:
        writer.insert([make(Plan, {"naam": "voorjaar", "datum": "2026-11-23", "inhoud": '{"waarde": 1.125}'})])
    register.own_templates.mkdir()
    memo = template_names()["wijziging"].read_bytes()
    (register.own_templates / "memo.docx").write_bytes(memo)
    assert "Uw eigen sjablonen gaan mee in een zip" in run("export", "regio.yaml").err
    assert run("export", "regio.zip").code == 0
    other = Register.at(str(tmp_path / "elders" / "register.db"))
    other.create()
    content = (tmp_path / "regio.zip").read_bytes()
    assert import_bundle(other, content, "regio.zip", year=2026).templates == ["memo.docx"]
    assert export_region(other) == export_region(register)
    assert export_region(other)["plannen"][0]["inhoud"] == '{"waarde": 1.125}'
    assert (other.own_templates / "memo.docx").read_bytes() == memo
    (other.own_templates / "memo.docx").write_bytes(b"van hier")
    with pytest.raises(OpdrachtError, match="ander sjabloon"):
        import_bundle(other, content, "regio.zip", year=2026)
    assert (other.own_templates / "memo.docx").read_bytes() == b"van hier"
    import_bundle(other, content, "regio.zip", year=2026, update=True)
    assert (other.own_templates / "memo.docx").read_bytes() == memo
