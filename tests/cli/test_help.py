"""Every screen is Dutch: the help of each command against a text that was read by people, and every usage error."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from opdracht.cli import commands, declaring, main
from opdracht.cli.app import program
from opdracht.cli.declaring import NAMES, declare

declare(NAMES)

GOLDEN = Path(__file__).parent.parent / "golden" / "help"
PROGRAM: Any = get_command(program(NAMES))
COMMANDS = [
    *sorted(PROGRAM.commands),
    *(
        f"{name} {inner}"
        for name, group in PROGRAM.commands.items()
        for inner in sorted(getattr(group, "commands", ()))
    ),
]

ENGLISH = re.compile(
    r"\b(usage|options|arguments?|commands?|show|default|required|error|try|missing|invalid|help for|env var|text|integer"
    r"|path|file|directory|no such|did you mean|got unexpected|aborted|for help|this message|exit)\b",
    re.IGNORECASE,
)
WORDS_OF_THE_PROGRAM = re.compile(
    r"--\w[\w-]*|\bopdracht (list|show|render|edit|create|check|import|export)\b|^  \w+  ", re.MULTILINE
)


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(WORDS_OF_THE_PROGRAM.sub(" ", text))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_the_text_that_was_agreed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """After a wanted change: OPDRACHT_GOLDEN=write pytest tests/cli/test_help.py, and read the difference."""
    assert main([*command.split(), "-h"]) == 0
    found = re.sub(r"(?m)^Gebruik: \S+", "Gebruik: opdracht", capsys.readouterr().out)
    golden = GOLDEN / f"{command or 'opdracht'}.txt"
    if os.environ.get("OPDRACHT_GOLDEN") == "write":
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
    assert max(map(len, found.splitlines())) <= 130


@pytest.mark.parametrize("command", ["opdracht", *COMMANDS])
def test_help_holds_no_english(command: str) -> None:
    assert english_in((GOLDEN / f"{command}.txt").read_text("utf-8")) == []


def test_no_golden_text_is_left_of_a_command_that_is_gone() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(["opdracht", *COMMANDS])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "Er is geen commando 'lst'."),
        (["--zomaar"], "De optie --zomaar bestaat niet."),
        (["list", "--jsn"], "Bedoelde u --json?"),
        (["list", "-x"], "De optie -x bestaat niet."),
        (["list", "--register"], "Na --register hoort een waarde."),
        (["list", "--json=ja"], "Na --json hoort geen waarde."),
        (["edit"], "Er ontbreekt iets: NUMMER."),
        (["edit", "2027-001", "nog", "meer"], "Dit is te veel: nog meer"),
        (["render"], "Zeg welke opdrachten"),
        (["create"], "Er ontbreekt iets: --titel."),
        (["set", "2027-001"], "Zeg wat er verandert"),
        (["set", "2027-001", "doel"], "Zeg wat er verandert"),
        (["show", "een", "twee", "drie"], "Geef een nummer, of een soort en een sleutel."),
        (["list", "opdrachten", "doel"], "'doel' is geen veld=waarde."),
        (["config", "naam"], "Wat wordt naam?"),
        (["template", "lst"], "Bedoelde u 'list'?"),
        (["template", "copy"], "Er ontbreekt iets: NAAM."),
        (["render", "--all", "--status", "concept"], "Zeg welke opdrachten"),
    ],
)
def test_a_usage_error_is_dutch_and_ends_with_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.startswith("Fout: ")
    assert english_in(printed.err) == []


def test_without_words_the_program_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Begin met: opdracht demo" in capsys.readouterr().out


def test_the_parser_has_no_error_that_we_do_not_know() -> None:
    """Every kind of error that typer's parser raises has its Dutch words in cli/help.py."""
    folder = Path(typer.__file__).parent
    raised = set()
    for path in [folder / "core.py", folder / "_click" / "parser.py", folder / "_click" / "core.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                raised.add(
                    node.exc.func.attr if isinstance(node.exc.func, ast.Attribute) else getattr(node.exc.func, "id", "")
                )
    of_the_parser = {
        name for name in raised if name.endswith(("Usage", "Option", "Parameter", "UsageError", "HelpError"))
    }
    known = {
        "MissingParameter",
        "NoSuchOption",
        "BadOptionUsage",
        "BadParameter",
        "UsageError",
        "NoArgsIsHelpError",
        "BadArgumentUsage",
    }
    assert of_the_parser <= known


def test_every_name_has_its_module_and_every_module_its_name() -> None:
    modules = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} - {"__init__"}
    assert {"import" if name == "importing" else name for name in modules} == set(NAMES)
    assert list(PROGRAM.list_commands(typer.Context(PROGRAM))) == list(NAMES)


@pytest.mark.parametrize(
    ("words", "declared"),
    [
        (["list", "opdrachten"], {"list"}),
        (["--register", "list", "check"], {"list", "check"}),
        (["-h"], set(NAMES)),
        (["-h", "list"], set(NAMES)),
        (["list", "-h"], {"list"}),
        (["lsit"], set(NAMES)),
        ([], set(NAMES)),
    ],
)
def test_only_the_commands_that_are_named_are_declared(
    words: list[str], declared: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported: list[str] = []
    monkeypatch.setattr(declaring, "import_module", imported.append)
    declare(words)
    assert {name.rpartition(".")[2].replace("importing", "import") for name in imported} == declared
