"""opdracht plan: what it prints, writes, keeps and refuses."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from opdracht.actions.imports import import_region
from opdracht.exchange.export import as_yaml
from opdracht.model import Inzet, Mijlpaal, Opdracht
from opdracht.store import Register
from tests.builders import a_region
from tests.conftest import Outcome
from tests.plan.test_region import an_inzet, an_offer, an_opdracht

Run = Callable[..., Outcome]


@pytest.fixture
def filled(register: Register) -> Register:
    """Two opdrachten that ask 100 hours each in the same month, where there are 100; one may move, and one that stops."""
    data = a_region(
        an_opdracht("2027-001", titel="Stroomkaart bedrijventerreinen", prioriteit="1"),
        an_opdracht(
            "2027-002",
            titel="Energieloket",
            uiterlijk="2027-02-28",
            mijlpalen=[
                {"datum": "2027-01-15", "resultaat": "Half klaar."},
                {"datum": "2027-01-21", "resultaat": "Portefeuillehoudersoverleg besluit."},
            ],
        ),
        an_opdracht("2027-003", 40, titel="Fietsroutes", prioriteit="5"),
    )
    data["aanbod"] = [an_offer()]
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027, as_history=True)
    return register


def planned(run: Run, *words: str) -> dict[str, Any]:
    done = run("plan", "--time", "5", "--json", *words)
    assert (done.code, done.err) == (0, "")
    data: dict[str, Any] = json.loads(done.out)
    return data


def test_the_data_hold_what_is_promised(run: Run, filled: Register) -> None:
    data = planned(run)
    whole = {
        "uitkomst": "bewezen", "waarde": 15, "grens": 15, "marge": 0, "gevraagd": 16, "zoals_nu": 10,
        "op_prioriteit": 10, "op_prioriteit_schuivend": 15, "verandering": 1, "minste_verandering": True,
    }  # fmt: skip
    assert {name: data[name] for name in whole} == whole
    assert 0 <= data["seconden"] < 6
    assert [(row["nummer"], row["keuze"], row["van"], row["tot"]) for row in data["opdrachten"]] == [
        ("2027-001", "houden", "2027-01-01", "2027-01-31"),
        ("2027-002", "schuiven", "2027-02-01", "2027-02-28"),
        ("2027-003", "stoppen", None, None),
    ]
    assert data["opdrachten"][2]["redenen"]


def test_it_prints_what_stops_moves_and_stays_with_the_proof(run: Run, filled: Register) -> None:
    done = run("plan", "--time", "5")
    assert done.code == 0
    for said in (
        "Van de 3 opdrachten gaan er 2 door: 1 zoals gewenst en 1 op andere data. 1 stopt.",
        "1-1-2027 tot 31-1-2027 → 1-2-2027 tot 28-2-2027",
        "Dit plan houdt 15 van de 16 gevraagde punten (94%).",
        "Zonder iets te verschuiven of te rekken passen er 10 punten.",
        "Bewezen: geen plan houdt meer dan 15 punten.",
    ):
        assert said in " ".join(done.out.split())
    assert "Er is niets veranderd." in done.err
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_transcript_in_the_manual_is_what_it_prints(run: Run, filled: Register) -> None:
    printed = re.sub(r"Gezocht: [\d,]+ seconden?", "Gezocht: 0,1 seconden", run("plan", "--time", "5").out)
    manual = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text("utf-8")
    assert "\n".join(f"    {line}".rstrip() for line in printed.splitlines()) in manual


def test_it_becomes_a_word_document(run: Run, filled: Register, tmp_path: Path) -> None:
    assert run("plan", "--time", "5", "--to", str(tmp_path / "uit")).code == 0
    document = docx.Document(str(tmp_path / "uit" / "plan 2026-11-23.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("2027-003" in text for text in cells)
    assert any(
        text.startswith("Bewezen: geen plan houdt meer dan 15 punten.")
        for text in (p.text for p in document.paragraphs)
    )


def test_without_asking_nothing_changes(run: Run, filled: Register) -> None:
    before = run("export").out
    run("plan", "--time", "5")
    run("plan", "--time", "5", "--dry-run")
    assert run("export").out == before


def test_apply_writes_the_dates_of_what_is_not_agreed(run: Run, filled: Register) -> None:
    done = run("plan", "--time", "5", "--apply")
    assert done.code == 0
    assert "Nieuwe datums voor 2027-002" in done.err
    assert done.err.count("Mijlpaal") == 1
    assert "Mijlpaal 2027-002/2 zou op zondag 21-2-2027 vallen en komt op maandag 22-2-2027." in done.err
    assert "status 2027-003 ingetrokken" in done.err
    with filled.reading() as reader:
        moved = reader.need(Opdracht, ["2027-002"])
        assert (moved.van, moved.tot) == (date(2027, 2, 1), date(2027, 2, 28))
        milestones = reader.rows(Mijlpaal, opdracht="2027-002")
        assert [mijlpaal.datum for mijlpaal in milestones] == [date(2027, 2, 15), date(2027, 2, 22)]
        assert reader.rows(Inzet, opdracht="2027-002")[0].hoeveelheid == 100
        assert reader.need(Opdracht, ["2027-003"]).status == "concept"
    assert planned(run)["verandering"] == 0


@pytest.mark.parametrize(
    "opdrachten",
    [
        pytest.param([an_opdracht("2027-001", 500, tot="2027-12-31", uiterlijk="2028-06-30")], id="stretched over a year"),
        pytest.param(
            [an_opdracht(f"2027-00{nr}", 33.3333, uiterlijk="2027-02-28") for nr in range(1, 3)], id="February filled"
        ),
        pytest.param(
            [
                an_opdracht(
                    f"2027-00{nr}", None, van="2027-01-11", tot="2027-04-20", uiterlijk="2028-02-29",
                    inzet=[an_inzet(hoeveelheid="0,25", eenheid="fte")],
                )
                for nr in range(1, 3)
            ],
            id="an fte from halfway a month",
        ),
    ],
)  # fmt: skip
def test_what_the_plan_calls_fitting_fits_by_the_checks(
    run: Run, register: Register, opdrachten: list[dict[str, Any]]
) -> None:
    data = a_region(*opdrachten) | {"aanbod": [an_offer(hoeveelheid="400")]}
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027)
    assert run("plan", "--time", "5", "--apply").code == 0
    assert all(row["keuze"] == "houden" for row in planned(run)["opdrachten"])
    found = json.loads(run("check", "--only", "P101", "--only", "P104", "--json").out)
    assert found["bevindingen"] == []


def test_apply_leaves_what_is_agreed_to_people(run: Run, filled: Register) -> None:
    with filled.writing() as writer:
        for nummer in ("2027-001", "2027-002"):
            found = writer.need(Opdracht, [nummer])
            writer.update(Opdracht.model_validate({**found._asdict(), "status": "vastgesteld"}))  # type: ignore[attr-defined] # a row is a tuple
    done = run("plan", "--time", "5", "--also-running", "--apply")
    assert "Niet veranderd, want vastgesteld of lopend: 2027-002." in done.err
    with filled.reading() as reader:
        assert reader.need(Opdracht, ["2027-002"]).van == date(2027, 1, 1)


def test_keep_and_stop_are_obeyed(run: Run, filled: Register) -> None:
    data = planned(run, "--keep", "2027-003", "--stop", "2027-001", "--no-stretch")
    assert [row["keuze"] for row in data["opdrachten"]] == ["stoppen", "schuiven", "houden"]
    assert data["opdrachten"][0]["redenen"] == ["U vroeg om deze opdracht te stoppen."]


def test_no_shift_and_no_stretch_leave_the_dates(run: Run, filled: Register) -> None:
    data = planned(run, "--no-shift", "--no-stretch")
    assert {row["keuze"] for row in data["opdrachten"]} == {"houden", "stoppen"}


def test_contradictory_keeps_are_refused_with_the_set(run: Run, filled: Register) -> None:
    words = ("plan", "--time", "5", "--no-shift", "--no-stretch", "--keep", "2027-001", "--keep", "2027-002")
    done = run(*words)
    assert done.code == 3
    assert "Deze opdrachten kunnen niet allemaal doorgaan: 2027-001 en 2027-002." in done.err
    as_data = run(*words, "--json")
    assert as_data.code == 3
    assert json.loads(as_data.out)["uitkomst"] == "onmogelijk"
    assert json.loads(as_data.out)["conflict"] == ["2027-001", "2027-002"]


def test_more_hours_let_more_go_on(run: Run, filled: Register) -> None:
    assert planned(run, "--what-if", "moerdijk projectleider +480 uren per jaar")["waarde"] == 16


def test_plans_are_kept_and_compared(run: Run, filled: Register) -> None:
    assert run("plan", "--time", "5", "--save", "krap").code == 0
    assert run("plan", "--time", "5", "--what-if", "moerdijk projectleider +1 fte", "--save", "ruim").code == 0
    again = run("plan", "--time", "5", "--save", "krap")
    assert (again.code, "Er is al een plan 'krap'." in again.err) == (3, True)
    done = run("plan", "--compare", "krap", "ruim")
    assert done.code == 0
    assert "2027-003" in done.out
    assert "stoppen" in done.out
    data = json.loads(run("plan", "--compare", "krap", "ruim", "--json").out)
    assert [(plan["naam"], plan["waarde"]) for plan in data["plannen"]] == [("krap", 15), ("ruim", 16)]
    assert data["verschillen"][-1] == {
        "nummer": "2027-003", "titel": "Fietsroutes", "eerste": "stoppen", "tweede": "houden: 1-1-2027 tot 31-1-2027",
    }  # fmt: skip
    missing = run("plan", "--compare", "krap", "rium")
    assert (missing.code, "ruim" in missing.err) == (3, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--keep", "2099-001"), 3, "er is geen opdracht '2099-001'"),
        (("--keep", "2027-001", "--stop", "2027-001"), 2, "staat bij --keep en bij --stop"),
        (("--time", "nul"), 2, "--time: 'nul' is geen getal"),
        (("--time", "0"), 2, "kies van 1 tot 86.400 seconden"),
        (("--what-if", "onzin"), 2, "is niet te lezen"),
        (("--apply", "--dry-run"), 2, "gaan niet samen"),
        (("--peildatum", "gisteren"), 2, "'gisteren' is geen datum"),
        (("--compare", "a"), 2, ""),
    ],
)
def test_what_cannot_be_is_refused(run: Run, filled: Register, words: tuple[str, ...], code: int, said: str) -> None:
    done = run("plan", *words)
    assert (done.code, said in done.err, done.out) == (code, True, "")


def test_an_empty_register_has_nothing_to_plan(run: Run) -> None:
    done = run("plan")
    assert done.code == 3
    assert "Het register heeft nog geen opdrachten" in done.err


def test_ctrl_c_gives_the_best_plan_so_far(register: Register) -> None:
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is needed, which Windows has not")
    items = [an_opdracht(f"2027-{n:03d}", 31 + (n * 37) % 100, waarde=str(50 + (n * 53) % 90)) for n in range(1, 80)]
    data = a_region(*items)
    places = [{"organisatie": code, "profiel": "jurist", "eenheid": "uren"} for code in ("moerdijk", "rwb")]
    for n, item in enumerate(items):
        item["inzet"] += [
            {**place, "hoeveelheid": str(20 + (n * k) % 83)} for k, place in zip((29, 47), places, strict=True)
        ]
    data["aanbod"] = [
        an_offer(hoeveelheid="18000"),
        *({**an_offer(hoeveelheid="19000"), "organisatie": code, "profiel": "jurist"} for code in ("moerdijk", "rwb")),
    ]
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027, as_history=True)
    words = ["-m", "opdracht", "--register", register.location, "plan", "--time", "600", "--no-stretch"]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=60, dimensions=(40, 100))
    child.expect("Plan van .* punten; meer dan .* punten kan niet")
    child.sendintr()
    child.expect("opdrachten gaan er")
    child.expect("bewezen")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
