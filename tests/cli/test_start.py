"""`opdracht` by itself: how a filled region stands and what is most urgent on one screen; without one, the help."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.actions.demo import fill
from opdracht.actions.imports import import_region
from opdracht.cli import main
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.cli.test_screen import STEERING, raw
from tests.conftest import Outcome

HELP = "Begin met: opdracht demo"


@pytest.fixture
def start(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Outcome]:
    """Runs `opdracht` without any word, on the register that the environment names."""

    def run(location: str) -> Outcome:
        monkeypatch.setenv("OPDRACHT_REGISTER", location)
        capsys.readouterr()
        code = main([])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


@pytest.mark.parametrize("example", ["regio", "zwak"])
def test_a_filled_region_is_told_on_one_screen(start: Callable[[str], Outcome], example: str, tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False, example=example)
    shown = start(demo.register.location)
    lines = shown.out.splitlines()
    assert (shown.code, shown.err) == (0, "")
    assert lines.index("") <= 10  # how the region stands
    assert len(lines) <= 23
    assert [line[:10].strip() in ("te laat", "binnenkort", "wacht") for line in lines[lines.index("") + 2 :: 3]][
        :3
    ] == [True] * 3
    assert lines[-1].endswith(" -h")
    with demo.register.reading() as reader:
        assert f"{len(reader.region().opdrachten)} opdrachten: " in lines[1]


@pytest.mark.parametrize("there_is", ["nothing", "an empty file", "an empty register"])
def test_without_a_region_the_program_explains_itself(
    start: Callable[[str], Outcome], register: Register, tmp_path: Path, there_is: str
) -> None:
    shown = start(str(tmp_path / "er-niet.db")) if there_is == "nothing" else start(register.location)
    assert (shown.code, HELP in shown.out) == (2, True)


def test_a_register_that_cannot_be_read_is_said(start: Callable[[str], Outcome], tmp_path: Path) -> None:
    (tmp_path / "kapot.db").write_bytes(b"geen register")
    (tmp_path / "leeg.db").touch()
    for name in ("kapot.db", "leeg.db"):
        shown = start(str(tmp_path / name))
        assert (shown.code, shown.out, shown.err.startswith("Fout:")) == (3, "", True)


def test_nothing_in_it_steers_the_screen(start: Callable[[str], Outcome], register: Register) -> None:
    mijlpalen = [{"datum": "2026-11-01", "resultaat": "Klaar."}, {"datum": "2026-12-01", "resultaat": "Klaar."}]
    data = a_region(an_agreement(mijlpalen=mijlpalen))
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027)
    with sqlite3.connect(str(register.path)) as database:
        for kind, column in (("mijlpaal", "resultaat"), ("opdracht", "titel"), ("persoon", "functie")):
            database.execute(f'UPDATE "{kind}" SET "{column}" = ? || "{column}"', ("\u202eneg\u200b",))
        database.execute("INSERT INTO instelling VALUES ('regionaam', ?)", ("\u202eRegio",))
    database.close()
    shown = start(register.location)
    assert (shown.code, raw(shown.out), "<U+202E>neg" in shown.out) == (0, [], True)
    with sqlite3.connect(str(register.path)) as database:
        database.execute("UPDATE mijlpaal SET resultaat = ?", (STEERING,))
    database.close()
    assert raw(start(register.location).out) == []
