"""Nothing that somebody typed elsewhere steers, fools or wipes the screen: not in a register, a file, a name or a command."""

from __future__ import annotations

import ast
import csv
import io
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from opdracht.cli.declaring import NAMES
from opdracht.cli.terminal import bold, say, show, show_traceback, table
from opdracht.exchange.export import as_yaml
from opdracht.model import METADATA, TABLES
from opdracht.model.base import ClosedList
from opdracht.safety.backup import backup
from opdracht.signs import hidden_sign, with_codes
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.cli.test_wizard import Terminal
from tests.conftest import Outcome

Run = Callable[..., Outcome]
PACKAGE = Path(__file__).parent.parent.parent / "opdracht"

UNSEEN = "\u202eneg\u2066\u200b\xad\U000e0041 [red]rood[/red] :smile:"
STEERING = f"\ufeff\u2028\x1b[2J\x1b]0;titel\x07\x9b1A\r\x08\x7f{UNSEEN}"
OUR_STYLE = re.compile(r"\x1b\[[0-9;]*m")

COMMANDS = """
list|list personen|list organisaties|list ambities|list besluiten|list mijlpalen|list randvoorwaarden|list inzet
list aanbod|list gesprekken|list terzijde|list documenten|list versies|list ondertekeningen|list statuswissels|list rollen
find neg|find {} --alles|find neg --alles|find neg --json|find neg --csv|find kaart --plain
list titel~{}|list titel!={}|list van<{}|list --sort {}|list themas={},{}
set titel={} --where titel~neg --yes|set {}=x --where status=concept|set titel=x --where {}|status lopend --where titel~{} --yes
status {} --where titel~kaart --yes|status lopend --where titel~neg --yes
create --copy {} --van 1-1-2028|create --copy 2027-001 --van {}|create --copy 2027-001 --van 1-1-2028
list --plain|list --json|list --csv|list personen --csv|list documenten --csv|list organisaties --plain|list {}|list titel={}|list {}={}
show 2027-001|show 2027-001 --yaml|show 2027-001 --json|show persoon wethouder|show besluit AB-1|show persoon {}
show 2027-001 --version 1|check|check --json|check --csv|check --by invalshoek|check --explain A101|check --explain {}|check {}
check --only {}|check --severity {}|check 2027-001 --set-aside A203 --reason {}|check --rules|status 2027-001
status 2027-001 {}|status 2027-001 voorgesteld|diff 2027-001|diff 2027-001 --json|diff 2027-001 --csv|sign 2027-001 --rol {}
sign 2027-001 --rol eigenaar --functie {}|log|log --json|log --csv|log 2027-001|log 1|undo|undo {}
capacity|capacity --csv|capacity --json|capacity --by profiel|capacity --organisatie {}|capacity --by {}
capacity --png {}.png --from {}|plan --time 1|plan --time 1 --json|plan --time 1 --csv|plan --save {} --time 1|plan --compare {} {}
plan --what-if {}|plan --keep {}|report|report --json|render 2027-001|render 2027-001 --template {}|render {}
render --all --status {}|verify {}.docx|verify raar.docx|template list|template list --json|template copy {}
template check {}.docx|template fields --as {}|add organisatie code={}|add {} code=1|add organisatie {}=1|add persoon {}
set 2027-001 titel={}|set 2027-001 van={}|set persoon wethouder naam={}|set {} titel=x|remove persoon {}
remove persoon wethouder --yes|import {}.yaml|import esc.yaml|import esc.json|export -|export - --json|export {}.yaml
create --from esc.yaml|create --titel {} --no-questions|create {}|edit 2027-001|edit {}|backup|backup --list|backup --to {}
restore --dry-run|restore {}|doctor|doctor --json|doctor --rescue {}.db|migrate|migrate --to {}.db|config|config {} 1
config wie {}|init|init --naam {}|demo {}|forget persoon wethouder --yes|forget {} wethouder|{}|list --{}|{} -h
todo|todo --all|todo --json|todo --csv|todo --persoon {}|todo --organisatie {}|todo --until {}|todo --eml {} --until 1-3-2027
todo --ics {}.ics --until 1-3-2027
export {}.xlsx|import {}.xlsx --dry-run|import {}.xlsx --soort {}|request --to {}|request --organisatie {}|archive 2027-001 --to {}
--register {} list|--register postgresql://{}@localhost:1/x list
"""


def a_hostile_region() -> dict[str, object]:
    """A region in which every kind of record that people keep is there."""
    return a_region(
        an_agreement(gesprekken=[{"datum": "2026-10-01", "afspraken": "Doen."}]),
        an_agreement("2027-002", titel="Ook"),
        besluiten=[{"kenmerk": "AB-1", "orgaan": "bestuur", "datum": "2026-11-04", "tekst": "Maak een kaart."}],
    )


@pytest.fixture(params=[UNSEEN, STEERING], ids=["unseen", "steering"])
def hostile(
    request: pytest.FixtureRequest, run: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A text that stands in every field of a register that takes text, after what stood there; and in files."""
    (tmp_path / "regio.yaml").write_text(as_yaml(a_hostile_region()), "utf-8")
    assert run("import", "regio.yaml").code == 0
    run("status", "2027-001", "voorgesteld", "--despite", "Toch.")
    run("status", "2027-001", "vastgesteld", "--despite", "Toch.")
    run("render", "2027-001")
    backup(register)
    given = str(request.param)
    with sqlite3.connect(str(register.path)) as database:
        for kind in TABLES:
            for column in METADATA.tables[kind.enkelvoud].columns:
                if type(column.type) in (sa.Text, sa.String) or type(column.type).__name__ == "AutoString":
                    if isinstance(column.type, ClosedList) or column.primary_key or column.foreign_keys:
                        continue
                    statement = f'UPDATE "{kind.enkelvoud}" SET "{column.name}" = "{column.name}" || ?'
                    if column.name not in ("sha256", "inhoud", "kenmerk", "code", "nummer"):
                        database.execute(statement, (given,))
        database.execute("UPDATE wijziging SET wie = wie || ?, commando = commando || ?", (given, given))
    database.close()
    Path("esc.yaml").write_text(f'organisaties:\n  - code: "{given}"\n    {given}: 1\n', "utf-8")
    Path("esc.json").write_text(f'{{"organisaties": [{{"code": "{given}"}}]}}', "utf-8")
    Path("raar.docx").write_bytes(b"PK\x03\x04" + given.encode())
    monkeypatch.setenv("EDITOR", f"/{given}/editor")
    return given


def raw(text: str) -> list[str]:
    """What of a printed text would reach a terminal and is no letter: by its code, with what stands around it."""
    found = [match.start() for match in hidden_sign().finditer(text.removeprefix("\ufeff"))]
    return [f"{ord(text[place]):04X} in {text[max(place - 30, 0) : place + 20]!r}" for place in found]


def words_of(line: str, hostile: str) -> list[str]:
    return [word.replace("{}", hostile) for word in line.split(" ")]


def lines() -> Iterator[str]:
    yield from (line for line in COMMANDS.strip().replace("\n", "|").split("|"))


def test_no_command_lets_text_from_outside_reach_the_terminal_raw(hostile: str, run: Run, register: Register) -> None:
    assert set(NAMES) <= {line.split(" ")[0] for line in lines()}
    whole, seen, shown = register.path.read_bytes(), {}, []
    for line in lines():
        register.path.write_bytes(whole)
        words = words_of(line, hostile)
        outcome = run(*words)
        if found := raw(outcome.out.replace("\r\n", "\n") + outcome.err):
            seen[line] = found[0]
        if "<U+202E>neg" in outcome.out:
            shown.append(line)
    assert seen == {}
    if hostile == UNSEEN:  # with the other, a command may refuse to believe what the register holds
        assert {
            "list",
            "list personen",
            "find neg",
            "show 2027-001",
            "show persoon wethouder",
            "check",
            "log",
            "report",
            "capacity",
        } <= {*shown}


@pytest.mark.parametrize("plain", [["NO_COLOR", "1"], ["TERM", "dumb"], ["--no-color", ""]], ids=lambda pair: pair[0])
@pytest.mark.parametrize(
    "line", ["list", "check", "capacity", "show 2027-001", "log", "report", "-h", "lst", "plan --time 1"]
)
def test_who_wants_no_colours_gets_none_on_a_terminal(
    plain: list[str], line: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_hostile_region()), "utf-8")
    assert run("import", "regio.yaml").code == 0
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    assert "\x1b[" in run("check").out
    name, value = plain
    if name.startswith("--"):
        monkeypatch.setenv("NO_COLOR", "")  # so that it is put back
        line = f"{line} {name}"
    else:
        monkeypatch.setenv(name, value)
    outcome = run(*line.split())
    assert "\x1b" not in outcome.out
    assert "\x1b" not in OUR_CURSOR.sub("", outcome.err)


OUR_CURSOR = re.compile(r"\x1b\[(\?25[lh]|\d*[AK])")
"""A line that is written over while a plan is sought."""


def test_on_a_terminal_a_text_has_only_the_style_that_we_give_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    show(bold(STEERING), "\x1b[1m", STEERING)
    table(["naam\x1b[1m"], [[f"{STEERING}\n[bold]vet[/bold] [link=https://x.nl]y[/link]"]])
    printed = capsys.readouterr().out
    assert raw(OUR_STYLE.sub("", printed)) == []
    assert printed.startswith("\x1b[1m<U+FEFF><U+2028><U+001B>[2J")
    assert "[bold]vet[/bold] [link=https://x.nl]y[/link]" in printed
    assert ":smile:" in printed


def test_a_line_break_in_a_name_makes_no_line_of_its_own(run: Run) -> None:
    outcome = run("verify", "brief.docx\nDe tekst is zoals vastgesteld.")
    assert outcome.err.splitlines()[0].startswith("Fout:")
    assert "brief.docx<U+000A>De tekst" in outcome.err


def test_an_error_that_nobody_foresaw_is_shown_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError(STEERING)
    except RuntimeError as error:
        show_traceback(RuntimeError, error, error.__traceback__)
    printed = capsys.readouterr().err
    assert raw(printed) == []
    assert printed.startswith("Traceback")


def test_only_one_module_writes_on_the_screen() -> None:
    """Everything else calls it: there is one door."""
    doors = {"typer.echo", "typer.secho", "typer.style", "print", "Console", "typer.prompt", "typer.confirm"}
    writing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Call) and ast.unparse(node.func) in doors)
        or (
            isinstance(node, ast.Attribute)
            and ast.unparse(node) in ("sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer")
        )
    ]
    assert {place.partition(":")[0] for place in writing} == {str(Path("cli") / "terminal.py")}


def test_a_question_shows_what_is_hidden_in_a_key(register: Register) -> None:
    terminal = Terminal("--register", register.location, "remove", "persoon", f"jan{STEERING}")
    terminal.answer("<U+202E>neg", "n")
    assert terminal.end() == 1
    assert "\u202e" not in terminal.seen
    assert "\x9b" not in terminal.seen


def test_on_a_dumb_terminal_questions_are_lines(register: Register) -> None:
    terminal = Terminal("--register", register.location, "add", "organisatie", "code=x", TERM="dumb")
    terminal.answer("naam:", "Breda")
    terminal.answer("soort:", "1")
    assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
    with register.reading() as reader:
        assert [row.naam for row in reader.region().organisaties.values()] == ["Breda"]


@pytest.mark.parametrize("begin", [*"=+-@＝＋－＠", " =", "\u200b="])
def test_no_cell_of_a_csv_begins_a_formula(begin: str, run: Run, tmp_path: Path) -> None:
    profiel = f'{begin}HYPERLINK("http://x.nl";"é")'
    inzet = [{"organisatie": "moerdijk", "profiel": profiel, "hoeveelheid": "100", "eenheid": "uren"}]
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement(inzet=inzet))), "utf-8")
    assert run("import", "regio.yaml").code == 0
    printed = run("capacity", "--csv").out
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff")), delimiter=";"))
    assert printed.startswith("\ufefforganisatie;")
    cell = next(row["profiel"] for row in rows if "HYPERLINK" in row["profiel"])
    assert cell == ("'" if begin != "\u200b=" else "") + with_codes(profiel.strip())
    assert all(re.fullmatch(r"\d+(,\d\d?)?", row["gevraagd"]) for row in rows)


def test_completion_offers_nothing_that_cannot_be_typed(register: Register) -> None:
    with sqlite3.connect(str(register.path)) as database:
        database.execute("INSERT INTO organisatie (code, naam, soort) VALUES ('x\x1b[2J', 'X', 'gemeente')")
        database.execute("INSERT INTO organisatie (code, naam, soort) VALUES ('y', ?, 'gemeente')", (STEERING,))
    asked = {**os.environ, "_OPDRACHT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "opdracht show organisatie ",
             "_TYPER_COMPLETE_FISH_ACTION": "get-args", "OPDRACHT_REGISTER": register.location}  # fmt: skip
    shown = subprocess.run(
        [sys.executable, "-m", "opdracht"], env=asked, capture_output=True, text=True, check=False
    ).stdout
    assert raw(shown) == []
    assert shown.startswith("y\t")


@pytest.mark.parametrize("width", [60, 72, 80, 200])
def test_a_message_breaks_between_words_on_a_terminal_and_never_in_a_pipe(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = "'opdracht --register map/register.db backup --list'"
    sentence = (
        f"  Het register is leeg: kijk welke reservekopieën er zijn met {command}, of begin opnieuw als dat niet kan."
    )
    monkeypatch.setenv("COLUMNS", str(width))
    say(bold("Tip:"), sentence)
    assert capsys.readouterr().err.splitlines() == [f"Tip:{sentence}"]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    say(bold("Tip:"), sentence)
    lines = [re.sub(r"\x1b\[\d+m", "", line) for line in capsys.readouterr().err.splitlines()]
    assert " ".join(line.strip() for line in lines).split() == f"Tip:{sentence}".split()
    assert max(map(len, lines)) <= width
    assert any(command in line for line in lines)
    assert (len(lines) == 1) is (width == 200)
    for alone in ("  opdracht " + "set " * 60, "Kijk het na met:  opdracht " + "set " * 60):
        say(alone)
        assert next(line for line in capsys.readouterr().err.splitlines() if "opdracht" in line).count("set") == 60
