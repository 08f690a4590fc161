"""The command that each finding offers, run for real on a register in which every rule finds something."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from opdracht.actions.demo import PEILDATUM, fill
from opdracht.checks import Finding, run
from opdracht.cli import main
from opdracht.store import Register

LOOKS = ("list", "edit", "capacity")
"""Verbs that show where to mend, or open the text: nothing is mended by them alone."""
DAYS = {
    "A105": "31-12-2027", "A107": "1-10-2027", "A305": "1-2-2027", "A306": "1-8-2027", "A307": "1-6-2027", "P403": "20-11-2026",
    "P404": "1-12-2026", "P405": "20-11-2026", "P406": "1-1-2028", "G201": "20-11-2026", "G202": "20-11-2026", "G203": "20-11-2026",
    "G401": "31-8-2026", "P308": "1-3-2027",
}  # fmt: skip
TEXTS = {
    "A201": "Op 1 mei 2028 zijn er 40 kilometer wandelroutes.", "S102": "Wonen, Water", "S101": "algemeen bestuur",
    "P310": "Brief van 1 juli 2026.",
}  # fmt: skip
STILL_THERE = {"A103", "A104", "A107", "A304", "G401", "P303", "P405", "S101"}
"""One of the things that lack is mended; the finding then names the next, or the other date that is wrong."""


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("weak") / "zwak", force=False, example="zwak").register.path


def found_in(path: Path) -> list[Finding]:
    with Register.at(str(path)).reading() as reader:
        return run(reader.region(), PEILDATUM)


def filled_in(finding: Finding) -> list[str]:
    """The command with something fit in the place of each placeholder."""
    text = TEXTS.get(finding.code, "De brug van Waterhoven is klaar op 1 mei 2027.")
    person = "programmamanager-ruimte" if "opdrachtnemer" in finding.repair else "secretaris-waterhoven"
    code = {"ambitie=CODE": "cultuur", "organisatie=CODE": "waterhoven"}
    repair = finding.repair.removeprefix("opdracht ")
    for words, fit in code.items():
        repair = repair.replace(words, words.replace("CODE", fit))
    if finding.code == "G303":
        person = "beleidsadviseur-waterhoven"
    for placeholder, fit in (
        ("...", text), ("CODE", person), ("KENMERK", "AB-2026-02-11-03"), ("WAARDE", "'niet nodig'"), ("UREN", "10"),
        ("DATUM", DAYS.get(finding.code, "1-3-2027")),
    ):  # fmt: skip
        repair = repair.replace(placeholder, fit)
    given = shlex.split(repair)
    return [*given, "--yes"] if given[0] == "remove" else given


def test_every_repair_runs_and_mends_what_it_says(
    weak: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    refused: list[tuple[str, str]] = []
    unmended: list[tuple[str, str]] = []
    for finding in found_in(weak):
        copy = tmp_path / "copy.db"
        shutil.copy(weak, copy)
        words = filled_in(finding)
        capsys.readouterr()
        if main(["--register", str(copy), *words]) != 0:
            refused.append((finding.code, capsys.readouterr().err))
        elif words[0] not in LOOKS and finding.code not in STILL_THERE:
            place = (finding.code, finding.opdracht, finding.record)
            if place in {(one.code, one.opdracht, one.record) for one in found_in(copy)}:
                unmended.append((finding.code, finding.repair))
    assert (refused, unmended) == ([], [])
