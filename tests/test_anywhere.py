"""The program starts where much is missing: what only POSIX has, as on Windows, and an account without name or home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

AS_ON_WINDOWS = """
import multiprocessing.spawn, platformdirs.unix, subprocess, tempfile  # these choose by the system, and know Windows too
import os, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "spwd", "syslog", "readline"}:
            sys.modules.pop(name, None)
            raise ImportError(f"No module named {name!r}")

for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blocked())
for name in ("fork", "forkpty", "chown", "fchown", "fchmod", "getuid", "geteuid", "getgid", "getegid", "setsid", "killpg",
             "sched_getaffinity", "mkfifo"):
    delattr(os, name)
"""
WITHOUT_ACCOUNT = """
import os, pwd

def no_entry(uid):
    raise KeyError(uid)

pwd.getpwuid = no_entry
"""
RUN = """
import sys
from opdracht.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(before: str, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a program of its own, after something was done to Python."""
    known = {name: value for name, value in os.environ.items() if name not in ("LOGNAME", "USER", "LNAME", "USERNAME")}
    root = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-c", before + RUN, *words], capture_output=True, text=True, check=False, encoding="utf-8",
        env={**known, **(env or {}), "PYTHONPATH": root},
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="there it is so by itself")
def test_the_program_works_without_what_only_posix_has() -> None:
    commands = [
        ("demo", "regio"), ("set", "organisatie", "breda", "naam=Anders"), ("undo",), ("render", "2027-001", "--to", "uit"),
        ("log",), ("backup",), ("restore", "--yes"), ("doctor",),
    ]  # fmt: skip
    for words in commands:
        ran = run(AS_ON_WINDOWS, *words, env={"OPDRACHT_REGISTER": "regio/register.db"})
        assert ran.returncode == 0, ran.stderr
    checked = run(AS_ON_WINDOWS, "check", env={"OPDRACHT_REGISTER": "regio/register.db"})
    assert (checked.returncode, checked.stderr.count("Traceback")) == (4, 0)
    assert sorted(Path("uit").glob("*.docx"))


@pytest.mark.skipif(sys.platform == "win32", reason="an account always has a name there")
def test_an_account_without_a_name_is_its_number() -> None:
    env = {"OPDRACHT_REGISTER": "regio.db"}
    for words in (("init", "--gemeente", "Breda"), ("set", "organisatie", "breda", "naam=Anders")):
        ran = run(WITHOUT_ACCOUNT, *words, env=env)
        assert ran.returncode == 0, ran.stderr
    assert run(WITHOUT_ACCOUNT, "config", env=env).stdout.count(f"Bij uw wijzigingen staat: {os.getuid()}\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a home is found otherwise there")
def test_an_account_without_a_home_works_in_the_folder_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for words in (
        ("init", "--gemeente", "Breda"),
        ("config", "wie", "Anne de Wit"),
        ("create", "--titel", "Iets"),
        ("undo",),
    ):
        ran = run(WITHOUT_ACCOUNT, *words)
        assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in Path("opdracht").iterdir()) == ["register.db", "wie.txt"]
    assert "Anne de Wit" in run(WITHOUT_ACCOUNT, "log").stdout


def test_packed_into_one_program_a_helper_does_its_work_before_anything_else() -> None:
    code = (
        "import multiprocessing, os, sys; sys.frozen = True; "
        "multiprocessing.freeze_support = lambda: (print('helper', 'opdracht.cli' in sys.modules, flush=True), os._exit(0)); "
        "from opdracht.__main__ import main; main()"
    )
    root = str(Path(__file__).parent.parent)
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert ran.stdout == "helper False\n"
