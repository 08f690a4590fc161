"""The wizard on a real terminal: it asks, goes back, stops, resumes, and makes what was missing on the way."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.choices import Rolnaam
from opdracht.cli.questions import QUESTIONS
from opdracht.exchange.export import as_yaml
from opdracht.safety.drafts import Draft
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is needed, which Windows has not")

Run = Callable[..., Outcome]
FROM_A_LIST = {*Rolnaam, "ambitie", "randvoorwaarden", "inzet", "dekking", "mandaat"}
WITHOUT_RECORDS = {"besluit"}
"""The region of these tests has none, so these questions are not asked."""


class Terminal:
    """The program on a pseudo-terminal, and what a user types."""

    def __init__(self, *words: str, **variables: str) -> None:
        environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "NO_COLOR": "1", **variables}
        command = ["-m", "opdracht", *words]
        self.child = pexpect.spawn(
            sys.executable, command, env=environment, dimensions=(60, 120), encoding="utf-8", timeout=15
        )
        self.seen = ""

    def wait(self, text: str) -> None:
        """Read until the screen shows `text`."""
        self.child.expect_exact(text)
        self.seen += str(self.child.before) + text

    def answer(self, after: str, *keys: str) -> None:
        """When the question `after` stands there, type; the last key is Enter."""
        self.wait(after)
        for key in keys:
            self.child.send(key)
        self.child.send("\r")

    def skip_from(self, number: int) -> None:
        """Pass over every question from `number` on."""
        for at, question in enumerate(QUESTIONS[number - 1 :], start=number):
            if question.name in WITHOUT_RECORDS:
                continue
            self.wait(f"{at} van {len(QUESTIONS)}")
            if question.name in FROM_A_LIST:
                self.answer("om te zoeken)", "Overslaan")
            else:
                self.answer("Voorbeeld:")

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        self.child.expect(pexpect.EOF)
        self.seen += str(self.child.before)
        self.child.close()
        return int(self.child.exitstatus)


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    run("import", "regio.yaml")
    return run


def wizard(*words: str) -> Terminal:
    return Terminal("create", "--register", "register.db", *words)


def test_only_a_titel_is_needed_and_the_end_shows_what_is_missing(region: Run) -> None:
    terminal = wizard()
    terminal.answer("Titel:", "Tien reishubs")
    terminal.skip_from(2)
    assert terminal.end() == 0
    assert "Opdracht 2026-001 staat in het register." in terminal.seen
    assert "Er is geen ambtelijk opdrachtnemer." in terminal.seen
    assert json.loads(region("show", "2026-001", "--json").out)["titel"] == "Tien reishubs"


def test_an_answer_that_does_not_fit_is_refused_at_once(region: Run) -> None:
    terminal = wizard(
        "--titel",
        "Kaart",
        "--doel",
        "x",
        "--wel",
        "x",
        "--niet",
        "x",
        "beoogd_resultaat=x",
        "aanleiding=x",
        "ambitie=stroom",
    )
    terminal.answer("Begindatum:", "31-2-2027")
    terminal.wait("bestaat niet")
    for _ in range(9):
        terminal.child.send("\x7f")
    terminal.child.send("1-2-2027\r")
    terminal.skip_from(10)
    assert terminal.end() == 0
    assert json.loads(region("show", "2027-002", "--json").out)["van"] == "2027-02-01"


def test_back_asks_the_question_before_again(region: Run) -> None:
    terminal = wizard()
    terminal.answer("Titel:", "Kart")
    terminal.answer("om te zoeken)", "Overslaan")
    terminal.answer("Aanleiding:", "terug")
    terminal.answer("om te zoeken)", "Terug")
    terminal.answer("Titel:", "\x7f\x7f\x7fart goed")
    terminal.skip_from(2)
    assert terminal.end() == 0
    assert json.loads(region("show", "2026-001", "--json").out)["titel"] == "Kart goed"


def test_stopping_keeps_the_answers_and_resuming_goes_on(region: Run) -> None:
    terminal = wizard()
    terminal.answer("Titel:", "Half klaar & <meer>")
    terminal.answer("om te zoeken)", "Overslaan")
    terminal.answer("Aanleiding:", "Daarom.")
    terminal.answer("Doel:", "stop")
    assert terminal.end() == 1
    assert "create --resume" in terminal.seen
    assert region("show", "2026-001").code == 3
    terminal = wizard("--resume")
    terminal.skip_from(5)
    assert terminal.end() == 0
    data = json.loads(region("show", "2026-001", "--json").out)
    assert (data["titel"], data["aanleiding"]) == ("Half klaar & <meer>", "Daarom.")
    assert re.search("Er zijn geen bewaarde antwoorden", run_resume_again())


def run_resume_again() -> str:
    terminal = wizard("--resume")
    terminal.end()
    return terminal.seen


def test_control_c_keeps_the_answers_too(region: Run) -> None:
    terminal = wizard()
    terminal.answer("Titel:", "Afgebroken")
    terminal.wait("om te zoeken)")
    terminal.child.sendcontrol("c")
    assert terminal.end() == 1
    assert "Uw antwoorden zijn bewaard" in terminal.seen


def test_a_person_and_an_organisation_can_be_added_on_the_way(region: Run) -> None:
    terminal = wizard("--titel", "Kaart", "--doel", "x", "--wel", "x", "--niet", "x", "--van", "1-1-2027", "--tot", "1-2-2027",
                      "--prioriteit", "1", "beoogd_resultaat=x", "aanleiding=x", "ambitie=stroom")  # fmt: skip
    terminal.answer("Bestuurlijk opdrachtgever:", "toevoegen")
    terminal.answer("Functie:", "wethouder Water")
    terminal.answer("Bij welke organisatie?", "toevoegen")
    terminal.answer("Naam van de organisatie:", "Bergen op Zoom")
    terminal.answer("Wat voor organisatie is het?")
    terminal.skip_from(13)
    assert terminal.end() == 0
    assert json.loads(region("show", "2027-002", "--json").out)["rollen"] == {
        "bestuurlijk opdrachtgever": "wethouder-water-bergen-op-zoom"
    }
    assert (
        json.loads(region("list", "organisaties", "code=bergen-op-zoom", "--json").out)[0]["naam"] == "Bergen op Zoom"
    )


def test_lists_are_asked_item_by_item(region: Run) -> None:
    terminal = wizard("--titel", "Kaart", "--doel", "x", "--wel", "x", "--niet", "x", "--van", "1-1-2027", "--tot", "1-2-2027",
                      "--prioriteit", "1", "beoogd_resultaat=x", "aanleiding=x", "ambitie=stroom")  # fmt: skip
    for at in range(12, 17):
        terminal.answer(f"{at} van {len(QUESTIONS)}", "Overslaan")
    terminal.answer("Datum van de mijlpaal:", "15 januari 2027")
    terminal.answer("Wat ligt er dan?", "De gegevens.")
    terminal.answer("Wie zorgt ervoor?", "programmamanager")
    terminal.answer("Wie besluit erover?")
    terminal.answer("Datum van de mijlpaal:")
    terminal.skip_from(18)
    assert terminal.end() == 0
    assert json.loads(region("show", "2027-002", "--json").out)["mijlpalen"] == [
        {"datum": "2027-01-15", "resultaat": "De gegevens.", "eigenaar": "programmamanager"}
    ]


def test_init_asks_three_questions(tmp_path: Path) -> None:
    terminal = Terminal("init", "--register", "nieuw.db")
    terminal.answer("Hoe heet de regio?", "Regio West-Brabant")
    terminal.answer("Welke organisatie werkt voor de regio?", "RWB")
    terminal.answer("Welke gemeenten doen mee?", "Breda, Moerdijk")
    assert terminal.end() == 0
    assert "met 3 organisaties" in terminal.seen


def test_add_asks_for_what_is_missing_and_remove_asks_whether_you_are_sure(region: Run) -> None:
    terminal = Terminal("add", "organisatie", "naam=Breda", "--register", "register.db")
    terminal.answer("code:", "breda")
    terminal.answer("soort:", "gemeente")
    assert terminal.end() == 0
    terminal = Terminal("remove", "organisatie", "breda", "--register", "register.db")
    terminal.answer("verwijderen? (j/n)", "n")
    assert terminal.end() == 1
    assert region("show", "organisatie", "breda").code == 0
    terminal = Terminal("remove", "organisatie", "breda", "--register", "register.db")
    terminal.answer("verwijderen? (j/n)", "j")
    assert terminal.end() == 0
    assert region("show", "organisatie", "breda").code == 3


def test_words_chosen_from_a_list_are_kept(region: Run) -> None:
    terminal = wizard("--titel", "Kaart", "--doel", "x", "--wel", "x", "--niet", "x", "--van", "1-1-2027", "--tot", "1-2-2027",
                      "--prioriteit", "1", "beoogd_resultaat=x", "aanleiding=x", "ambitie=stroom", "budget=100")  # fmt: skip
    for at in range(12, 17):
        terminal.answer(f"{at} van {len(QUESTIONS)}", "Overslaan")
    terminal.answer("Datum van de mijlpaal:")
    terminal.answer("18 van", "Overslaan")
    terminal.answer("19 van", "Overslaan")
    terminal.answer("Dekking:", "binnen")
    terminal.answer("Mandaat:", "verleend")
    terminal.skip_from(23)
    assert terminal.end() == 0
    data = json.loads(region("show", "2027-002", "--json").out)
    assert (data["dekking"], data["mandaat"]) == ("binnen begroting", "verleend")


@pytest.mark.parametrize("leave", ["control-c", "closed terminal", "stopped computer"])
def test_what_was_typed_and_not_yet_entered_is_there_when_resuming(region: Run, leave: str) -> None:
    terminal = wizard("ambitie=stroom")
    terminal.answer("Titel:", "Kaart")
    terminal.wait("Aanleiding:")
    terminal.child.send("Op tien terreinen is")
    terminal.wait("terreinen is")
    if leave == "closed terminal":
        terminal.child.ptyproc.fileobj.close()
        os.waitpid(terminal.child.pid, 0)
    else:
        terminal.child.kill(signal.SIGINT if leave == "control-c" else signal.SIGTERM)
        assert terminal.end() == 1
    terminal = wizard("--resume")
    terminal.answer("Op tien terreinen is", " het net vol.")
    terminal.skip_from(5)
    assert terminal.end() == 0
    data = json.loads(region("show", "2026-001", "--json").out)
    assert (data["titel"], data["aanleiding"]) == ("Kaart", "Op tien terreinen is het net vol.")


def test_control_d_keeps_the_answers(region: Run) -> None:
    terminal = wizard("ambitie=stroom")
    terminal.answer("Titel:", "Kaart")
    terminal.wait("Aanleiding:")
    terminal.child.sendcontrol("d")
    assert terminal.end() == 1
    assert "Uw antwoorden zijn bewaard" in terminal.seen


def test_answers_that_one_does_not_go_on_with_stay_on_disk(region: Run, register: Register) -> None:
    terminal = wizard()
    terminal.answer("Titel:", "Eerste")
    terminal.wait("om te zoeken)")
    terminal.child.sendcontrol("c")
    terminal.end()
    terminal = wizard()
    terminal.answer("verdergaan?", "n")
    terminal.wait("Titel:")
    terminal.child.sendcontrol("c")
    terminal.end()
    assert "titel: Eerste" in (Draft.of(register, "create-1.yaml").read() or "")


def test_nobody_types_where_nothing_can_be_kept(region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dicht", "opdracht-bewaard"):
        (tmp_path / name).write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "dicht"))
    terminal = wizard()
    assert terminal.end() == 3
    assert "niet te bewaren" in terminal.seen
    assert "Titel:" not in terminal.seen


def test_answers_that_can_no_longer_be_kept_are_shown(
    region: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = wizard("ambitie=stroom")
    terminal.wait("Titel:")
    folder = Draft.of(register, "create.yaml").path.parent
    shutil.rmtree(folder)
    folder.write_text("")
    (tmp_path / "opdracht-bewaard").write_text("")
    terminal.child.send("Kaart\r")
    terminal.wait("Aanleiding:")
    terminal.child.sendcontrol("c")
    assert terminal.end() == 1
    assert "Let op: Uw tekst is niet te bewaren." in terminal.seen
    assert "titel: Kaart" in terminal.seen


def test_two_windows_do_not_write_over_one_another(region: Run, register: Register) -> None:
    with Draft.of(register, "create.yaml").held():
        terminal = wizard()
        assert terminal.end() == 3
    assert "ander venster" in terminal.seen
