"""No word of an edit is lost before it is in the register, whatever the editor, the disk or the terminal does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.actions import agreements
from opdracht.cli import editor
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.safety import drafts
from opdracht.safety.drafts import Draft
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.cli.test_wizard import Terminal
from tests.conftest import Outcome

Run = Callable[..., Outcome]
Editor = Callable[[str], None]


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    run("import", "regio.yaml")
    return run


@pytest.fixture
def with_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Editor:
    """Sets an editor that runs Python on the path `p` of the text, of which `b` are the bytes."""

    def set_editor(code: str) -> None:
        script = tmp_path / "editor.py"
        head = "import os, sys, pathlib\np = pathlib.Path(sys.argv[-1])\nb = p.read_bytes()\n"
        script.write_text(f"{head}{code}\n", "utf-8")
        monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}' -w")

    return set_editor


def titel(region: Run) -> str:
    return str(json.loads(region("show", "2027-001", "--json").out)["titel"])


def offered(register: Register) -> str | None:
    """The text that the next edit begins with."""
    return Draft.of(register, "2027-001.yaml").read()


RENAMED = "b.replace('titel: Stroomkaart'.encode(), 'titel: Kaart café'.encode())"


def test_a_text_in_windows_1252_is_read_and_offered_again(
    region: Run, with_editor: Editor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editor("p.write_bytes(b'titel: Caf\\xe9\\n')")
    refused = region("edit", "2027-001")
    assert refused.code == 3
    assert "regel 1: titel: Café" in refused.err
    for _ in range(2):
        monkeypatch.setenv("EDITOR", "true")
        assert region("edit", "2027-001").code == 3
        assert offered(register) == "titel: Café\n"


@pytest.mark.parametrize(
    "saved",
    [
        f"{RENAMED}.decode().encode('utf-16')",
        f"{RENAMED}.decode().encode('utf-16-le')",
        f"{RENAMED}.decode().encode('utf-8-sig').replace(b'\\n', b'\\r\\n')",
        f"{RENAMED}.replace('é'.encode(), b'\\xe9')",
    ],
)
def test_an_editor_may_save_in_another_form(region: Run, with_editor: Editor, saved: str) -> None:
    with_editor(f"p.write_bytes({saved})")
    assert region("edit", "2027-001").code == 0
    assert titel(region) == "Kaart café bedrijventerreinen"


def test_what_an_ansi_editor_showed_wrongly_and_saved_again_is_what_it_was(region: Run, with_editor: Editor) -> None:
    assert region("set", "2027-001", "titel=Één kaart").code == 0
    with_editor("p.write_bytes(b.decode('cp1252').replace('kaart', 'kaart van café').encode('cp1252'))")
    assert region("edit", "2027-001").code == 0
    assert titel(region) == "Één kaart van café"


@pytest.mark.parametrize("code", ["p.unlink()", "p.write_bytes(b'')", "p.write_bytes(b'\\xff\\xfea')", "sys.exit(1)"])
def test_an_editor_that_leaves_nothing_leaves_the_text_of_last_time(
    region: Run, with_editor: Editor, register: Register, code: str
) -> None:
    with_editor(f"p.write_bytes({RENAMED}.replace(b'van: 2027-01-01', b'van: ooit'))")
    assert region("edit", "2027-001").code == 3
    kept = offered(register)
    assert kept
    assert "van: ooit" in kept
    with_editor(code)
    assert region("edit", "2027-001").code == 3
    with_editor("p.write_bytes(b.replace(b'van: ooit', b'van: 2027-01-01'))")
    if "xff" not in code:
        assert region("edit", "2027-001").code == 0
        assert titel(region) == "Kaart café bedrijventerreinen"


def test_what_was_saved_before_an_editor_failed_is_offered_again(
    region: Run, with_editor: Editor, register: Register
) -> None:
    with_editor(f"p.write_bytes({RENAMED}); sys.exit(3)")
    refused = region("edit", "2027-001")
    assert (refused.code, "Kaart café" in (offered(register) or "")) == (3, True)
    assert str(Draft.of(register, "2027-001.yaml").path) in refused.err


def test_the_text_is_kept_when_the_program_is_killed_under_the_editor(
    region: Run, with_editor: Editor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editor(f"p.write_bytes({RENAMED}); os.kill(os.getppid(), 9)")
    command = [sys.executable, "-m", "opdracht", "--register", register.location, "edit", "2027-001"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    monkeypatch.setenv("EDITOR", "true")
    assert region("edit", "2027-001").code == 0
    assert titel(region) == "Kaart café bedrijventerreinen"


LATER = "import subprocess; subprocess.Popen([sys.executable, '-c', \"import sys, time, pathlib; time.sleep(0.4);"


def test_an_editor_that_hands_the_file_on_is_named_and_what_it_saves_later_is_offered(
    region: Run, with_editor: Editor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = (
        "p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('titel: S', 'titel: Later s'))\", str(p)])"
    )
    with_editor(f"{LATER} {change}")
    came_back = region("edit", "2027-001")
    path = Draft.of(register, "2027-001.yaml").path
    assert (came_back.code, str(path) in came_back.err) == (0, True)
    deadline = time.monotonic() + 10
    while "Later" not in path.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    monkeypatch.setenv("EDITOR", "true")
    assert "tekst van de vorige keer" in region("edit", "2027-001").err
    assert titel(region) == "Later stroomkaart bedrijventerreinen"


def test_nothing_of_last_time_is_offered_when_nothing_was_written(
    region: Run, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert region("edit", "2027-001").code == 0
    region("set", "2027-001", "titel=Van een ander")
    again = region("edit", "2027-001")
    assert "vorige keer" not in again.err
    assert titel(region) == "Van een ander"


def test_a_folder_that_cannot_be_written_is_no_reason_to_lose_a_text(
    region: Run, with_editor: Editor, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dicht").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "dicht"))
    with_editor(f"p.write_bytes({RENAMED}.replace(b'van: 2027-01-01', b'van: ooit'))")
    refused = region("edit", "2027-001")
    path = Draft.of(register, "2027-001.yaml").path
    assert (refused.code, path.is_file(), str(path) in refused.err) == (3, True, True)
    with_editor("p.write_bytes(b.replace(b'van: ooit', b'van: 2027-01-01'))")
    assert region("edit", "2027-001").code == 0
    assert (titel(region), path.exists()) == ("Kaart café bedrijventerreinen", False)


def test_where_nothing_can_be_kept_no_editor_opens(
    region: Run, with_editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dicht", "opdracht-bewaard"):
        (tmp_path / name).write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "dicht"))
    with_editor("pathlib.Path('geopend').write_text('')")
    refused = region("edit", "2027-001")
    assert (refused.code, (tmp_path / "geopend").exists()) == (3, False)
    assert "niet te bewaren" in refused.err


def test_a_disk_that_fills_up_under_the_editor_leaves_what_it_saved(
    region: Run, with_editor: Editor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editor(f"p.write_bytes({RENAMED}.replace(b'van: 2027-01-01', b'van: ooit'))")
    written: list[Path] = []

    def full(path: Path, content: bytes, **options: bool) -> None:
        written.append(path)
        if len(written) > 2:
            raise OpdrachtError(f"{path} is niet te schrijven: de schijf is vol.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr(drafts, "write_file", full)
    assert region("edit", "2027-001").code == 3
    assert "Kaart café" in (offered(register) or "")


def test_one_text_is_open_in_one_window(region: Run, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false")
    with Draft.of(register, "2027-001.yaml").held():
        refused = region("edit", "2027-001")
    assert (refused.code, "ander venster" in refused.err) == (3, True)
    assert "ander venster" not in region("edit", "2027-001").err


@pytest.mark.parametrize(
    "mine", ["'doel': Mijn doel.", "doel : Mijn doel.", "{doel: Mijn doel.}", "? doel\n: Mijn doel.", "- doel", "[", ""]
)
def test_a_text_in_another_form_of_yaml_is_kept_when_another_changed_too(mine: str) -> None:
    assert agreements.merged("doel: a\nrisicos: b", mine, "doel: a\nrisicos: c") == mine


def test_what_cannot_be_merged_says_what_the_other_changed(
    region: Run, with_editor: Editor, register: Register
) -> None:
    other = (
        f"import subprocess; subprocess.run([sys.executable, '-m', 'opdracht', '--register', {register.location!r}, "
    )
    other += "'set', '2027-001', 'budget=77'])"
    with_editor(f"{other}\np.write_bytes(b.replace(b'doel: B', b'\"doel\": Voor b'))")
    assert region("edit", "2027-001").code == 3
    text = offered(register) or ""
    assert "budget was leeg, is 77" in text.split("\n")[0]
    assert '"doel": Voor b' in text


class TestChoosingAnEditor:
    def test_a_path_with_spaces_needs_no_quotes(
        self, region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = tmp_path / "mijn editor.sh"
        script.write_text("#!/bin/sh\nfor f; do :; done\nsed -i 's/^titel: .*/titel: Kaart/' \"$f\"\n")
        script.chmod(0o755)
        for words in (str(script), f"'{script}' --wait", "./mijn\\ editor.sh"):
            region("set", "2027-001", "titel=Iets anders")
            monkeypatch.setenv("EDITOR", words)
            assert region("edit", "2027-001").code == 0
            assert titel(region) == "Kaart"

    @pytest.mark.parametrize("words", ["'open", "/", "/dev/null", "bestaat-niet -w"])
    def test_one_that_does_not_start_is_named(
        self, region: Run, words: str, register: Register, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EDITOR", words)
        refused = region("edit", "2027-001")
        assert (refused.code, f"De editor '{words}' werkt niet." in refused.err) == (3, True)
        assert offered(register) is None

    def test_an_empty_one_is_none(self, region: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EDITOR", "  ")
        monkeypatch.setattr(editor, "_COMMON", ("bestaat-niet-xyz",))
        refused = region("edit", "2027-001")
        assert (refused.code, "geen teksteditor" in refused.err) == (3, True)


def test_the_kept_texts_are_for_their_owner_only(region: Run, with_editor: Editor, register: Register) -> None:
    with_editor(f"p.write_bytes({RENAMED}); sys.exit(3)")
    region("edit", "2027-001")
    assert os.stat(Draft.of(register, "2027-001.yaml").path).st_mode & 0o077 == 0


def edit_on_a_terminal() -> Terminal:
    return Terminal("edit", "2027-001", "--register", "register.db")


def test_on_a_terminal_an_editor_that_hands_the_file_on_is_waited_for(region: Run, with_editor: Editor) -> None:
    change = (
        "p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('titel: S', 'titel: Later s'))\", str(p)])"
    )
    with_editor(f"{LATER} {change}")
    terminal = edit_on_a_terminal()
    terminal.wait("druk dan hier op Enter")
    time.sleep(1.5)
    terminal.child.send("\r")
    assert terminal.end() == 0
    assert titel(region) == "Later stroomkaart bedrijventerreinen"


@pytest.mark.parametrize("key", ["c", "d"])
def test_leaving_the_question_whether_to_mend_the_text_keeps_it(
    region: Run, with_editor: Editor, register: Register, key: str
) -> None:
    with_editor(f"p.write_bytes({RENAMED}.replace(b'van: 2027-01-01', b'van: ooit'))")
    terminal = edit_on_a_terminal()
    terminal.wait("verbeteren? (j/n)")
    terminal.child.sendcontrol(key)
    assert terminal.end() == 3
    assert "Uw tekst is bewaard in" in terminal.seen
    assert "van: ooit" in (offered(register) or "")


def test_a_terminal_that_is_closed_keeps_the_text(region: Run, with_editor: Editor, register: Register) -> None:
    with_editor(f"p.write_bytes({RENAMED}); import time; open('klaar', 'w').close(); time.sleep(20)")
    terminal = edit_on_a_terminal()
    deadline = time.monotonic() + 10
    while not Path("klaar").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    terminal.child.close(force=True)
    assert "Kaart café" in (offered(register) or "")
