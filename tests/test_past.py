"""What a file says that happened already comes in only as history, and the journal says that it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opdracht.actions.demo import fill
from opdracht.actions.imports import export_region, import_region
from opdracht.errors import Faults
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]
SIGNATURE = {"rol": "bestuurlijk opdrachtgever", "functie": "wethouder", "datum": "2026-10-01"}
STEP = {"van": "concept", "naar": "vastgesteld", "datum": "2026-10-01"}
ASIDE = {"code": "A101", "opdracht": "2027-001", "reden": "Zo is het.", "datum": "2026-10-01", "meting": "x"}
PAST: dict[str, dict[str, Any]] = {
    "status": a_region(an_agreement(status="vastgesteld")),
    "ondertekeningen": a_region(an_agreement(ondertekeningen=[SIGNATURE])),
    "statuswissels": a_region(an_agreement(statuswissels=[STEP])),
    "terzijde": a_region(an_agreement(), terzijde=[ASIDE]),
}


def written(path: Path, data: object) -> str:
    path.write_text(as_yaml(data), "utf-8")
    return str(path)


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    assert run("import", written(tmp_path / "regio.yaml", a_region(an_agreement()))).code == 0
    return run


@pytest.mark.parametrize("field", PAST)
def test_a_file_brings_in_no_past_unless_it_comes_as_history(run: Run, tmp_path: Path, field: str) -> None:
    path = written(tmp_path / "ander.yaml", PAST[field])
    refused = run("import", path)
    assert (refused.code, json.loads(run("list", "--json").out)) == (3, [])
    assert f" {field}: " in refused.err
    assert "--as-history" in refused.err
    assert run("import", path, "--as-history").code == 0
    assert field in run("export", "-").out
    newest = json.loads(run("log", "--json").out)[0]
    assert newest["commando"] == "import --as-history"


@pytest.mark.parametrize("field", ["status", "ondertekeningen", "statuswissels"])
def test_create_from_a_file_brings_in_no_past(region: Run, tmp_path: Path, field: str) -> None:
    (agreement,) = PAST[field]["opdrachten"]
    path = written(tmp_path / "een.yaml", {**agreement, "nummer": "2027-002"})
    refused = region("create", "--from", path)
    assert refused.code == 3
    assert f" {field}: " in refused.err
    assert region("show", "2027-002").code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("create", "--titel", "x", "status=vastgesteld", "--no-questions"),
        ("add", "opdracht", "titel=x", "status=lopend"),
        ("add", "ondertekening", "opdracht=2027-001", "rol=adviseur", "functie=x", "datum=1-1-2026"),
        ("add", "statuswissel", "opdracht=2027-001", "van=concept", "naar=lopend", "datum=1-1-2026"),
        ("add", "terzijde", "code=A101", "reden=Zo is het.", "datum=1-1-2026", "meting=x"),
    ],
)
def test_no_other_command_goes_round_the_gate(region: Run, words: tuple[str, ...]) -> None:
    before = region("export", "-").out
    assert region(*words).code == 3
    assert region("export", "-").out == before


def test_all_that_a_file_claims_and_all_that_is_wrong_in_it_is_told_at_once(register: Register) -> None:
    data = a_region(
        an_agreement(status="lopend", prioriteit="9", ondertekeningen=[SIGNATURE]),
        an_agreement("2027-002", status="afgerond"),
    )
    with pytest.raises(Faults) as refusal:
        import_region(register, as_yaml(data).encode(), "x", year=2026)
    texts = [str(fault) for fault in refusal.value.faults]
    assert len(texts) == 2  # an opdracht with a fault is no opdracht yet: its status is not known
    assert any("2027-002 is hier afgerond" in text for text in texts)


def test_an_update_that_says_nothing_of_the_past_leaves_it(register: Register) -> None:
    import_region(register, as_yaml(PAST["status"]).encode(), "x", year=2026, as_history=True)
    other = an_agreement(doel="Iets anders.", status="vastgesteld", ondertekeningen=[SIGNATURE], statuswissels=[STEP])
    import_region(register, as_yaml(a_region(other)).encode(), "x", year=2026, update=True, as_history=True)
    silent = a_region(an_agreement(doel="Weer iets anders."))
    import_region(register, as_yaml(silent).encode(), "x", year=2026, update=True)
    (opdracht,) = export_region(register)["opdrachten"]
    assert (opdracht["doel"], opdracht["status"]) == ("Weer iets anders.", "vastgesteld")
    assert (len(opdracht["ondertekeningen"]), len(opdracht["statuswissels"])) == (1, 1)
    step_back = a_region(an_agreement(status="concept"))
    with pytest.raises(Faults):
        import_region(register, as_yaml(step_back).encode(), "x", year=2026, update=True)


def test_what_a_register_exports_comes_back_as_history_and_is_the_same_then(tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False)
    exported = export_region(demo.register)
    content = as_yaml(exported).encode()
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    with pytest.raises(Faults):
        import_region(other, content, "x", year=2026)
    import_region(other, content, "x", year=2026, as_history=True)
    assert export_region(other) == exported
    again = import_region(other, content, "x", year=2026)
    assert again.added.total() == again.changed.total() == 0


def test_an_edit_changes_no_status_and_no_signature(
    region: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    signed = a_region(an_agreement(ondertekeningen=[SIGNATURE]))
    assert region("import", written(tmp_path / "x.yaml", signed), "--update", "--as-history").code == 0
    before = region("export", "-").out
    for change in (
        "s/^status: concept/status: lopend/",
        "s/functie: wethouder$/functie: burgemeester/",
        "/^ondertekeningen:/,/functie: wethouder$/d",
    ):
        monkeypatch.setenv("EDITOR", f"sed -i -e '{change}'")
        assert region("edit", "2027-001").code == 3
        assert region("export", "-").out == before
