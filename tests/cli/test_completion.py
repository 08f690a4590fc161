"""The Tab key: what is offered, in each shell, fast, and never a word when something is wrong."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.checks import RULES
from opdracht.cli import completion, main
from opdracht.exchange.export import as_yaml
from opdracht.records import KINDS
from opdracht.settings import MEANING
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]
Offered = Callable[..., list[str]]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(), an_agreement("2027-002"))), "utf-8")
    assert run("import", "regio.yaml", "--as-history").code == 0
    return run


def bash_words(line: str) -> list[str]:
    """The words of a line as bash takes them apart: a '=' is one of its own, and what is open ends the line."""
    words = [part for word in shlex.split(line.replace("=", " = ")) for part in [word]]
    return [*words, ""] if line.endswith((" ", "=")) and not line.endswith("=") else words


@pytest.fixture
def offered(
    filled: Run, register: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Offered:
    """What bash is offered for a line, on the test's register unless another is named."""

    def complete(line: str, location: str = register.location) -> list[str]:
        words = bash_words(f"opdracht --register {location} {line}")
        monkeypatch.setenv(completion.VARIABLE, "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        capsys.readouterr()
        assert main([]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out.split("\n")[:-1] if printed.out.strip() else []

    return complete


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("che", ["check"]),
        ("template c", ["copy", "check"]),
        ("list --js", ["--json"]),
        ("show 2027", ["2027-001", "2027-002"]),
        ("render 2027-002", ["2027-002"]),
        ("show persoon ", ["portefeuillehouder", "programmamanager", "secretaris", "wethouder"]),
        ("list pers", ["persoon", "personen"]),
        ("list opdrachten stat", ["status="]),
        ("list opdrachten status=lo", ["lopend"]),
        ("list opdrachten status=", [
            "concept", "voorgesteld", "vastgesteld", "lopend", "afgerond", "ingetrokken",
        ]),
        ("set 2027-001 mandaat=niet", ["niet\\ nodig"]),
        ("set 2027-001 ambitie=str", ["stroom"]),
        ("add rol rol=vo", ["voorbereider"]),
        ("create ambitie=", ["stroom"]),
        ("status 2027-001 vast", ["vastgesteld"]),
        ("sign 2027-001 --niveau gek", ["gekwalificeerd"]),
        ("check --only A10", sorted(rule.code for rule in RULES if rule.code.startswith("A10"))),
        ("check --by inv", ["invalshoek"]),
        ("config uren_per_d", ["uren_per_dagdeel"]),
        ("render 2027-001 --template besl", []),
        ("template copy best", ["bestuurlijke-opdracht"]),
        ("show nergens ", []),
    ],
)  # fmt: skip
def test_what_fits_is_offered(offered: Offered, line: str, fits: list[str]) -> None:
    assert sorted(offered(line)) == sorted(fits)


def test_every_kind_rule_and_setting_is_offered(offered: Offered) -> None:
    assert {kind.enkelvoud: kind.meervoud for kind in KINDS.values()} == completion.KINDS
    assert set(offered("check --explain ")) == {rule.code for rule in RULES}
    assert set(offered("config ")) == {*MEANING, "wie"}


@pytest.mark.parametrize("location", ["weg.db", "map", "geen-register.db", "postgresql://nergens/regio"])
def test_without_a_register_to_read_nothing_is_said_and_nothing_is_made(
    offered: Offered, tmp_path: Path, location: str
) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "geen-register.db").write_bytes(b"SQLite format 3\0 en dan iets anders")
    before = sorted(tmp_path.iterdir())
    assert offered("show 2027", location) == []
    assert offered("set 2027-001 sta", location) == []
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("shell", "said"),
    [("zsh", '"2027-001":"'), ("fish", "2027-001\t"), ("powershell", "2027-001:::"), ("pwsh", "2027-001:::")],
)
def test_other_shells_also_hear_what_it_is(
    filled: Run,
    register: Register,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    said: str,
) -> None:
    monkeypatch.setenv(completion.VARIABLE, f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"opdracht show --register {register.location} 2027")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "2027")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    capsys.readouterr()
    assert main([]) == 0
    assert f"{said}Stroomkaart" in capsys.readouterr().out


def completing(register: Register, line: str, *before: str) -> subprocess.CompletedProcess[str]:
    """A process that completes a line for bash."""
    words = bash_words(f"opdracht --register {register.location} {line}")
    told = {completion.VARIABLE: "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, *before, "-m", "opdracht"]
    return subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=True)


def test_the_model_and_the_database_library_stay_unloaded(filled: Run, register: Register) -> None:
    ran = completing(register, "show 2027", "-X", "importtime")
    assert ran.stdout.split() == ["2027-001", "2027-002"]
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert loaded & {"sqlmodel", "sqlalchemy", "rich", "opdracht.model"} == set()


def test_it_takes_little_more_than_the_parser_itself(filled: Run, register: Register) -> None:
    """150 ms on an idle machine, three times the import of typer; the quickest of seven, for no test machine is idle."""
    ratios = []
    for _ in range(7):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import typer"], check=True)
        middle = time.perf_counter()
        completing(register, "show 2027")
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    assert min(ratios) < 3


def test_the_script_of_the_shell_is_shown_and_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("opdracht.cli.shells._get_shell_name", lambda: "bash")
    assert main(["--show-completion"]) == 0
    script = capsys.readouterr().out
    assert f"{completion.VARIABLE}=complete_bash" in script
    assert "compopt -o nospace" in script
    assert main(["--install-completion"]) == 0
    installed = tmp_path / "home" / ".bash_completions" / "opdracht.sh"
    assert installed.read_text("utf-8") == script.rstrip("\n")
    assert str(installed) in (tmp_path / "home" / ".bashrc").read_text("utf-8")
    assert str(installed) in capsys.readouterr().err


def test_a_shell_that_cannot_complete_hears_so_in_dutch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("opdracht.cli.shells._get_shell_name", lambda: "cmd")
    assert main(["--install-completion"]) == 3
    assert "bash, zsh, fish en PowerShell" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes_a_word(filled: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "opdracht"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m opdracht "$@"\n', "utf-8")
    program.chmod(0o755)
    from opdracht.cli.shells import _script

    words = ["opdracht", "--register", register.location, "list", "opdrachten", "status", "=", "lo"]
    line = " ".join(shlex.quote(word) for word in words)
    asked = (
        f'{_script("bash")}\nCOMP_WORDS=({line}); COMP_CWORD=7; _opdracht_completion opdracht; echo "${{COMPREPLY[0]}}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "lopend"
