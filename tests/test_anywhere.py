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


def in_a_process(*words: str, **how: object) -> subprocess.CompletedProcess[str]:
    """Run the program as the system starts it, through a shell that knows streams."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "O": f"{sys.executable} -m opdracht"}
    env |= {name: str(value) for name, value in how.items()}
    return subprocess.run(
        ["bash", "-c", *words], capture_output=True, text=True, check=False, env=env, timeout=60, encoding="utf-8"
    )


@pytest.fixture
def region() -> str:
    """The place of a register with something in it."""
    assert in_a_process("$O demo regio").returncode == 0
    return "regio/register.db"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have names on POSIX")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("$O export /dev/stdout | grep -q opdrachten:", 0),
        ("$O export /dev/null", 0),
        ("$O export pijp", 3),
        ("$O export >(cat >/dev/null)", 0),
        ("$O export /dev/full", 3),
        ("$O export - >&-", 1),
        ("$O list >&-", 1),
        ("$O list >&- 2>&- <&-", 1),
        ("$O list 2>&-", 0),
        ("$O export - | head -1", 0),
        ("$O set 2027-001 titel=Nieuw <&- 2>&-", 0),
        ("$O import --dry-run <(cat regio/regio.yaml)", 0),
        ("$O import --dry-run /dev/stdin < regio/regio.yaml", 0),
        ("cat regio/regio.yaml > pijp & $O import --dry-run pijp", 0),
        ("$O import /dev/zero", 3),
        ("$O capacity --png /dev/null", 0),
        ("$O capacity --png plaatje.jpg", 2),
        ("$O restore pijp", 3),
        ("$O verify pijp", 3),
        ("$O --register pijp init --gemeente Breda", 3),
        ("$O --register . init --gemeente Breda", 3),
        ("$O migrate --to pijp", 3),
    ],
)
def test_streams_and_pipes_are_read_and_written_or_refused_in_a_sentence(region: str, words: str, code: int) -> None:
    os.mkfifo("pijp")
    ran = in_a_process(words, OPDRACHT_REGISTER=region)
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert Path("pijp").is_fifo()


def test_what_users_read_is_there_when_python_leaves_docstrings_out() -> None:
    for words in ("-h", "render -h", "check --explain A106"):
        plain, optimized = (in_a_process(f"$O {words}", PYTHONOPTIMIZE=level) for level in ("", "2"))
        assert optimized.stdout == plain.stdout != ""


@pytest.mark.skipif(sys.platform == "win32", reason="the language of a terminal is set otherwise there")
def test_a_terminal_without_utf_8_is_told_for_each_name_that_it_cannot_write() -> None:
    ran = in_a_process("$O demo regio", PYTHONUTF8=0, LC_ALL="C", PYTHONCOERCECLOCALE=0)
    assert "Traceback" not in ran.stderr
    assert len(list(Path("regio/documenten").glob("*.docx"))) > 10


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize(
    ("words", "code"), [("list", 0), ("backup", 0), ("restore --dry-run", 3), ("render 2027-001", 1), ("report", 1)]
)
def test_a_folder_that_was_removed_under_the_user_is_told(region: str, words: str, code: int) -> None:
    ran = in_a_process(f"mkdir weg && cd weg && rmdir ../weg && $O {words}", OPDRACHT_REGISTER=Path(region).absolute())
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert code != 1 or "De map waarin u staat, is er niet meer." in ran.stderr
