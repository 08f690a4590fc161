"""The documents say what is so: every command is explained, transcripts are real, CI runs what the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from opdracht.actions.demo import fill
from opdracht.cli.app import program
from opdracht.cli.declaring import NAMES, declare
from tests.pages import COMMAND, stale

declare(NAMES)

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MANUAL = (ROOT / "docs" / "handleiding.md").read_text("utf-8")
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"


@pytest.mark.parametrize("command", sorted(get_command(program(NAMES)).commands))  # type: ignore[attr-defined]
def test_every_command_is_in_the_manual(command: str) -> None:
    assert f"opdracht {command}" in MANUAL


def test_every_command_on_the_page_for_administrators_exists() -> None:
    page = (ROOT / "docs" / "beheer.md").read_text("utf-8")
    lines = re.findall(r"^ {4,}(?:\$ )?opdracht (?:--register \S+ )?(\w+)(.*)", page, re.MULTILINE)
    commands = get_command(program(NAMES)).commands  # type: ignore[attr-defined]
    assert {"migrate", "init", "set"} <= {name for name, _ in lines}
    for name, rest in lines:
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", rest)) <= known


def test_what_is_made_of_the_code_says_what_the_code_says() -> None:
    assert stale() == [], f"write them with {COMMAND}, and read the difference"


def test_the_transcript_in_the_readme_is_what_the_demo_prints(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", "demo"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    printed = [line for line in ran.stdout.replace("python -m opdracht", ".venv/bin/opdracht").splitlines() if line]
    shown = [line[4:] for line in README.splitlines() if line.startswith("    ")]
    assert "\n".join(printed) in "\n".join(shown)


def test_the_transcript_of_capacity_in_the_manual_is_what_it_prints(tmp_path: Path) -> None:
    demo = fill(tmp_path / "zwak", force=False, example="zwak")
    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", "--register", demo.register.location, "capacity"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "\n".join(f"    {line}".rstrip() for line in ran.stdout.splitlines()) in MANUAL


def test_the_transcript_of_this_week_in_the_manual_is_what_it_prints(tmp_path: Path) -> None:
    demo = fill(tmp_path / "demo", force=False)
    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", "todo", "--dagen", "60"],
        capture_output=True, text=True, check=True, env={**os.environ, "OPDRACHT_REGISTER": demo.register.location},
    )  # fmt: skip
    printed = f"{ran.stdout}{ran.stderr}".replace("python -m opdracht", "opdracht")
    assert "\n".join(f"    {line}".rstrip() for line in printed.splitlines()) in MANUAL


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert f"    {TEST_COMMAND}\n" in README
    assert (ROOT / ".ci" / "run").read_text("utf-8").endswith(f"\n{TEST_COMMAND}\n")


def test_what_a_catalogue_is_told_has_what_the_standard_asks() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    required = {"publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "description", "legal",
                "maintenance", "localisation"}  # fmt: skip
    assert required <= told.keys()
    assert "url" not in told  # until it stands somewhere for everybody
    text = told["description"]["nl"]
    assert (len(text["shortDescription"]) <= 150, 150 <= len(text["longDescription"]) <= 10_000) == (True, True)
    assert text["features"]
    assert told["legal"]["license"] == "EUPL-1.2"


def test_the_changelog_names_the_version_of_the_project() -> None:
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"softwareVersion: {version[1]}" in (ROOT / "publiccode.yml").read_text("utf-8")


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_rule_in_contributing_is_a_rule_of_the_project() -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    assert shown.strip() in (ROOT / "opdracht" / "checks" / "rules" / "a1_agenda.py").read_text("utf-8")
