"""The same change for all that is meant: seen first, after a yes, as one change, or none when one cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from opdracht.actions.many import meant
from opdracht.choices import Status
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.history.log import history
from opdracht.model import Opdracht
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.cli.test_wizard import Terminal
from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY = date(2026, 11, 23)


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    agreements = [an_agreement(f"2027-00{nr}", prioriteit=str(nr)) for nr in range(1, 5)]
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(*agreements)), "utf-8")
    assert run("import", "regio.yaml").code == 0
    return run


def field(register: Register, name: str) -> list[object]:
    with register.reading() as reader:
        return [getattr(row, name) for row in reader.rows(Opdracht)]


def test_all_that_is_meant_changes_as_one_change(region: Run, register: Register) -> None:
    done = region("set", "prioriteit=5", "--where", "prioriteit<4", "--where", "nummer!=2027-002", "--yes")
    assert (done.code, "2027-001" in done.out, "2027-002" in done.out) == (0, True, False)
    assert field(register, "prioriteit") == [5, 2, 5, 4]
    newest, *_ = history(register)
    assert (newest.wijziging.commando, [row.gegeven for row in newest.mutaties]) == ("set", ["2027-001", "2027-003"])
    assert region("undo").code == 0
    assert field(register, "prioriteit") == [1, 2, 3, 4]


def test_another_kind_and_what_was_so_already(region: Run) -> None:
    words = ("set", "mijlpalen", "eigenaar=secretaris", "--where", "opdracht=2027-001,2027-002", "--yes")
    assert region("set", "mijlpaal", "2027-001/1", "eigenaar=secretaris").code == 0
    assert "3 van de 4 mijlpalen" in region(*words).err
    assert {row["opdracht"] for row in json.loads(region("list", "mijlpalen", "eigenaar=secretaris", "--json").out)} == {
        "2027-001", "2027-002",
    }  # fmt: skip
    before = len(json.loads(region("log", "--json").out))
    assert region(*words).code == 0
    assert len(json.loads(region("log", "--json").out)) == before


def test_a_step_of_all_is_one_change_and_its_gates_hold(region: Run, register: Register) -> None:
    assert region("set", "2027-003", "doel=").code == 0
    refused = region("status", "voorgesteld", "--where", "status=concept", "--yes")
    assert (refused.code, refused.err.count("2027-003"), "2027-001" in refused.err) == (3, 1, False)
    assert field(register, "status") == [Status.CONCEPT] * 4
    assert region("status", "voorgesteld", "--where", "status=concept", "--where", "doel!=", "--yes").code == 0
    assert [str(status) for status in field(register, "status")] == [
        "voorgesteld",
        "voorgesteld",
        "concept",
        "voorgesteld",
    ]
    newest, *_ = history(register)
    assert sum(newest.counts.values()) == 6  # three opdrachten, and a step of each


def test_hours_that_one_takes_are_gone_for_the_next(region: Run, register: Register) -> None:
    """Of 300 hours two opdrachten of 100 fit beside what the others ask; not all four of 100."""
    assert region("status", "voorgesteld", "--where", "status=concept", "--yes").code == 0
    refused = region("status", "vastgesteld", "--where", "status=voorgesteld", "--yes")
    assert (refused.code, "2027-004" in refused.err, "2027-003" in refused.err) == (3, True, False)
    assert field(register, "status") == [Status.VOORGESTELD] * 4


def test_when_one_cannot_nothing_changes(region: Run, register: Register) -> None:
    refused = region("set", "eigenaar=niemand", "randvoorwaarden", "--where", "status=open", "--yes")
    assert refused.code == 2
    refused = region("set", "randvoorwaarden", "eigenaar=niemand", "--where", "status=open", "--yes")
    assert (refused.code, refused.err.count("niemand")) == (3, 1)  # a reason is told once
    assert region("set", "status=lopend", "--where", "titel~stroom", "--yes").code == 3
    assert region("set", "nummer=2030-001", "--where", "titel~stroom", "--yes").code == 3
    assert field(register, "nummer") == [f"2027-00{nr}" for nr in range(1, 5)]


def test_what_is_no_longer_as_it_was_seen_does_not_change(region: Run, register: Register) -> None:
    seen = meant(register, "opdracht", ["prioriteit<4"], TODAY, ["titel"])
    assert region("set", "2027-004", "prioriteit=1").code == 0
    with pytest.raises(OpdrachtError, match="Intussen"):
        seen.set({"titel": "Anders"})
    assert "Anders" not in field(register, "titel")


def test_without_a_terminal_it_needs_a_yes_and_on_one_it_is_asked(region: Run, register: Register) -> None:
    words = ("set", "prioriteit=5", "--where", "prioriteit=1")
    assert region(*words).code == 2
    assert field(register, "prioriteit") == [1, 2, 3, 4]
    for answer, code, now in (("n", 1, 1), ("j", 0, 5)):
        terminal = Terminal("--register", register.location, *words)
        terminal.answer("1 opdracht veranderen", answer)
        assert (terminal.end(), "2027-001" in terminal.seen) == (code, True)
        assert field(register, "prioriteit")[0] == now


def test_nothing_that_is_meant_is_no_change(region: Run, register: Register) -> None:
    done = region("set", "titel=x", "--where", "status=afgerond", "--yes")
    assert (done.code, done.out) == (0, "")
    assert len(history(register)) == 1
