"""Every command on a register in PostgreSQL, how one logs in, and what a user reads when the server does not cooperate."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.main import get_command

from opdracht.actions.demo import fill
from opdracht.cli import main
from opdracht.cli.app import program
from opdracht.cli.declaring import NAMES, declare
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht
from opdracht.records import make
from opdracht.store import Register, engines, transfer, values
from opdracht.store.addresses import shown, without_secrets
from tests.conftest import Outcome
from tests.server import OWNER, PASSWORD, Server

declare(NAMES)

DATABASE = "regio-demo"
EDITOR = "import sys, pathlib\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text('utf-8').replace('titel:', 'titel: x'), 'utf-8')"


@pytest.fixture(scope="module")
def demo(guarded: Server, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The demo region, moved to a server."""
    made = fill(tmp_path_factory.mktemp("demo") / "demo", force=False).register
    guarded.new_database(DATABASE)
    moved = guarded.register(DATABASE)
    assert made.copy_to(moved) > 300
    return moved


@pytest.fixture
def on_server(demo: Register, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command on the demo region on the server."""

    def run(*words: str) -> Outcome:
        capsys.readouterr()
        code = main(["--register", demo.location, *words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


COMMANDS: dict[str, tuple[list[str], ...]] = {
    "add": (["add", "mijlpaal", "opdracht=2027-001", "datum=1-10-2027", "resultaat=Er is een kaart 🗺."],),
    "backup": (["backup"], ["backup", "--list"]),
    "capacity": (["capacity"], ["capacity", "--json"], ["capacity", "--to", "uit"]),
    "check": (["check"], ["check", "2027-008"]),
    "config": (["config"], ["config", "uren_per_fte", "1425"]),
    "create": (["create", "--titel", "Een nieuwe opdracht", "--van", "1-1-2028", "--tot", "1-12-2028"],),
    "demo": (["demo", "voorbeeld"],),
    "diff": (["diff", "2027-001"],),
    "doctor": (["doctor"],),
    "edit": (["edit", "2027-009"],),
    "export": (["export", "regio.yaml"],),
    "forget": (["forget", "persoon", "wethouder-moerdijk", "--yes"],),
    "import": (["export", "regio.yaml"], ["import", "regio.yaml"]),
    "init": (["init", "--roles"],),
    "list": (["list"], ["list", "personen"], ["list", "--json"]),
    "log": (["log"], ["log", "2027-001"], ["log", "--json"]),
    "migrate": (["migrate"], ["migrate", "--to", "terug.db"]),
    "plan": (["plan"], ["plan", "--save", "eerste"]),
    "remove": (["remove", "mijlpaal", "2027-001/1", "--yes"],),
    "render": (["render", "2027-001"],),
    "report": (["report"], ["report", "--json"]),
    "archive": (["archive", "2027-001", "--to", "archief"],),
    "find": (["find", "stroomkaart"],),
    "request": (
        ["request", "--organisatie", "breda"],
        ["import", "uitvraag/*.xlsx"],
        ["export", "regio.xlsx"],
        ["import", "regio.xlsx"],
    ),
    "todo": (["todo"],),
    "restore": (["backup"], ["set", "2027-009", "titel=Anders"], ["restore", "--dry-run"], ["restore", "--yes"]),
    "set": (["set", "opdracht", "2027-009", "titel=Een andere titel"],),
    "show": (["show", "2027-001"],),
    "sign": (["sign", "2027-001", "--rol", "bestuurlijk opdrachtgever", "--force"],),
    "status": (
        ["add", "opdracht", "nummer=2029-001", "titel=Nieuw"],
        ["status", "2029-001", "voorgesteld", "--despite", "Om dit te proberen."],
        ["status", "2029-001"],
    ),
    "template check": (["template", "copy", "gemeenteblad", "--to", "."], ["template", "check", "gemeenteblad.docx"]),
    "template copy": (["template", "copy", "ambtelijke-opdracht"],),
    "template fields": (["template", "fields"],),
    "template list": (["template", "list"],),
    "undo": (["config", "werkweken", "40"], ["undo"]),
    "verify": (["render", "2027-002"], ["verify", "documenten/*ambtelijke*.docx"]),
}
"""For each command of the program words that it takes."""


def every_command() -> list[str]:
    commands: dict[str, object] = get_command(program(NAMES)).commands  # type: ignore[attr-defined]
    return [
        name
        for outer, command in sorted(commands.items())
        for name in (
            [f"{outer} {inner}" for inner in sorted(command.commands)] if hasattr(command, "commands") else [outer]
        )
    ]


@pytest.mark.parametrize("command", every_command())
def test_every_command_works_on_a_server(
    on_server: Callable[..., Outcome], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, "utf-8")
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")
    for words in COMMANDS[command]:
        ran = on_server(*(str(next(Path().glob(word))) if "*" in word else word for word in words))
        assert ran.code in ((0, 4) if command in ("check", "capacity") else (0,)), ran.err
        assert PASSWORD not in ran.out + ran.err
        assert "g%40h" not in ran.out + ran.err


# ------------------------------------------------------------------------------------------- addresses and passwords


@pytest.mark.parametrize(
    ("location", "fit"),
    [
        ("postgresql://piet:geheim@server/regio", "postgresql://piet@server/regio"),
        (
            "postgresql://piet:geh%40im@server:5432/regio?sslmode=require",
            "postgresql://piet@server:5432/regio?sslmode=require",
        ),
        ("postgres://piet:ge@h:e/i%m?x@server/regio", "postgres://piet@server/regio"),
        ("postgresql://piet@/regio?host=/tmp&password=geheim@x", "postgresql://piet@/regio?host=/tmp"),
        ("postgresql://server/regio?PASS%57ORD=geheim&sslpassword=geheim", "postgresql://server/regio"),
        (
            "postgresql://server/regio?passfile=a&sslmode=require",
            "postgresql://server/regio?passfile=a&sslmode=require",
        ),
        ("postgresql:///regio", "postgresql:///regio"),
        ("C:\\registers\\regio.db", "C:\\registers\\regio.db"),
    ],
)
def test_an_address_is_shown_without_what_is_secret(location: str, fit: str) -> None:
    assert shown(location) == fit
    assert without_secrets(f"Op {location} niet.") == f"Op {fit} niet."
    assert repr(Register.at(location)) == f"Register({fit!r})"


def test_an_address_of_another_kind_is_refused_without_what_is_secret() -> None:
    location = "mysql://piet:geheim@server/regio"
    assert shown(location) == "mysql://piet@server/regio"
    with pytest.raises(OpdrachtError, match="mysql://piet@server/regio"):
        Register.at(location)


@pytest.mark.parametrize("secret", ["ge@h:e/im", "ge@him", "g/e@him", "ge:him@1/x"])
def test_a_password_that_falls_apart_is_asked_for_again_and_not_shown(run: Callable[..., Outcome], secret: str) -> None:
    refused = run("--register", f"postgresql://piet:{secret}@server/regio", "list")
    assert (refused.code, "him" in refused.err, "h:e" in refused.err) == (3, False, False)
    assert "'postgresql://piet@server/regio' is geen adres" in refused.err
    assert "een @ als %40" in refused.err
    with pytest.raises(OpdrachtError) as told:
        Register.at(f"postgresql://piet:{secret}@server/regio").exists()
    assert secret not in "".join(traceback.format_exception(told.value))


def ran_apart(*words: str, **env: str) -> Outcome:
    """The program in a process of its own, whose address comes from the environment."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    ran = subprocess.run(
        [sys.executable, "-m", "opdracht", *words], env={**given, **env}, capture_output=True, text=True, check=False
    )
    return Outcome(ran.returncode, ran.stdout, ran.stderr)


def test_a_password_comes_from_the_environment_or_pgpass_or_a_service(
    demo: Register, guarded: Server, tmp_path: Path
) -> None:
    without = guarded.url(DATABASE, password=None)
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    passfile, services = tmp_path / "pgpass", tmp_path / "services"
    passfile.write_text(f"*:*:*:{OWNER}:{escaped}\n", "utf-8")
    passfile.chmod(0o600)
    services.write_text(f"[regio]\nhost={guarded.words()['host']}\ndbname={DATABASE}\nuser={OWNER}\n", "utf-8")
    from_service = {"PGSERVICEFILE": str(services), "PGPASSWORD": PASSWORD}
    for env in (
        {"OPDRACHT_REGISTER": demo.location},
        {"OPDRACHT_REGISTER": demo.location.replace("postgresql://", "postgres://")},
        {"OPDRACHT_REGISTER": without, "PGPASSWORD": PASSWORD},
        {"OPDRACHT_REGISTER": without, "PGPASSFILE": str(passfile)},
        {"OPDRACHT_REGISTER": f"{without}&passfile={passfile}&sslmode=prefer"},
        {"OPDRACHT_REGISTER": "postgresql://?service=regio", **from_service},
        {"OPDRACHT_REGISTER": "postgresql://", "PGSERVICE": "regio", **from_service},
    ):
        ran = ran_apart("list", "--json", **env)
        assert (ran.code, '"2027-001"' in ran.out) == (0, True), ran.err


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"username": "niemand"}, "laat u niet toe"),
        ({"password": "f@ut:pw"}, "laat u niet toe"),
        ({"database": "is-er-niet"}, "bestaat niet"),
        ({"port": 1}, "niet bereikbaar"),
        ({"host": "localhost", "port": 1, "query": {"sslmode": "require"}}, "niet bereikbaar"),
        ({"query": {"onzin": "1"}}, "is geen adres van een database"),
        ({"query": {"sslmode": "onzin"}}, "geen beveiligde verbinding"),
    ],
    ids=str,
)
@pytest.mark.parametrize("debug", [False, True])
def test_a_server_that_does_not_answer_is_named_without_a_secret(
    demo: Register, words: dict[str, Any], refusal: str, debug: bool
) -> None:
    address = sa.make_url(demo.location)
    for name, value in words.items():
        address = address.update_query_dict(value) if name == "query" else address._replace(**{name: value})
    location = address.render_as_string(hide_password=False)
    ran = ran_apart(*(["--debug"] if debug else []), "list", OPDRACHT_REGISTER=location)
    assert refusal in ran.err
    for secret in (PASSWORD, "g%40h", "f@ut", "f%40ut"):
        assert secret not in ran.err
    if not debug:
        assert ran.code == 3
        assert "Traceback" not in ran.err


def test_a_password_is_nowhere_in_the_register_or_on_disk(
    demo: Register, on_server: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' -c 'import sys; open(sys.argv[1], \"a\").write(\"fout: 1\")'")
    refused = on_server("edit", "2027-009")
    assert (refused.code, "bewaard" in refused.err) == (3, True)
    kept = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert kept
    for text in [*map(str, kept), *(path.read_text("utf-8") for path in kept)]:
        assert PASSWORD not in text
        assert "g%40h" not in text
    with demo.reading() as reader:
        assert PASSWORD not in str([values(row) for model in transfer.EVERYTHING for row in reader.rows(model)])


# ----------------------------------------------------------------------------------------------- a server in trouble


@pytest.fixture
def settings(guarded: Server, demo: Register) -> Iterator[Callable[..., None]]:
    """Gives the owner other settings on the server, until the test ends."""

    def give(**given: str) -> None:
        for name, value in given.items():
            guarded.execute(f"ALTER ROLE {OWNER} SET {name} = '{value}'")

    yield give
    guarded.execute(f"ALTER ROLE {OWNER} RESET ALL")


def test_who_waits_too_long_for_another_hears_it_in_dutch(
    demo: Register, on_server: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    with demo.writing():
        refused = on_server("set", "opdracht", "2027-009", "titel=Te laat")
    assert (refused.code, "op iemand anders die erin schrijft" in refused.err) == (3, True)
    assert on_server("set", "opdracht", "2027-009", "titel=Op tijd").code == 0


def test_writers_come_in_the_order_in_which_they_asked(demo: Register, guarded: Server) -> None:
    came: list[int] = []

    def write(number: int) -> None:
        with Register.at(demo.location).writing():
            came.append(number)

    with ThreadPoolExecutor(5) as pool, demo.writing():
        for number in range(5):
            pool.submit(write, number)
            while guarded.waiting() <= number:
                time.sleep(0.02)
    assert came == [0, 1, 2, 3, 4]


def test_a_query_that_takes_too_long_is_told_so(
    demo: Register, settings: Callable[..., None], on_server: Callable[..., Outcome]
) -> None:
    settings(statement_timeout="1s")
    with demo.writing():
        refused = on_server("set", "opdracht", "2027-009", "titel=Te laat")
    assert (refused.code, "brak dit af, want het duurde te lang" in refused.err) == (3, True)


def test_numbers_and_dates_are_read_whatever_the_settings_of_the_server(
    demo: Register, settings: Callable[..., None], on_server: Callable[..., Outcome]
) -> None:
    before = on_server("export", "een.yaml").code, Path("een.yaml").read_text("utf-8")
    settings(
        DateStyle="German, DMY", extra_float_digits="-5", client_encoding="LATIN1", TimeZone="Pacific/Apia",
        standard_conforming_strings="off", bytea_output="escape", lc_numeric="C",
    )  # fmt: skip
    assert (on_server("export", "twee.yaml").code, Path("twee.yaml").read_text("utf-8")) == before


@pytest.mark.parametrize("how", ["terminate", "cancel", "idle"])
def test_a_server_that_stops_half_way_leaves_nothing_half_written(
    demo: Register, guarded: Server, settings: Callable[..., None], how: str
) -> None:
    if how == "idle":
        settings(idle_in_transaction_session_timeout="500ms")
    with pytest.raises(OpdrachtError, match=r"niet bereikbaar|duurde te lang|te lang stil"), demo.writing() as writer:  # noqa: PT012
        opdracht = writer.need(Opdracht, ["2027-009"])
        writer.update(make(Opdracht, {**values(opdracht), "titel": "Half"}))
        pid = writer.connection.scalar(sa.text("SELECT pg_backend_pid()"))
        if how == "idle":
            time.sleep(1)
        elif how == "terminate":
            guarded.execute(f"SELECT pg_terminate_backend({pid})")
        else:
            threading.Timer(0.3, lambda: guarded.execute(f"SELECT pg_cancel_backend({pid})")).start()
            writer.connection.execute(sa.text("SELECT pg_sleep(5)"))
        writer.rows(Opdracht)
    with demo.reading() as reader:
        assert reader.need(Opdracht, ["2027-009"]).titel != "Half"


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_every_sign_is_refused(guarded: Server, demo: Register, encoding: str) -> None:
    name = encoding.lower()
    guarded.new_database(name, f"ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'")
    other = guarded.register(name)
    for make_one in (other.create, lambda: demo.copy_to(other)):
        with pytest.raises(OpdrachtError, match="kan niet elk teken bewaren") as refused:
            make_one()
        assert "UTF-8" in refused.value.hint
    assert not other.exists()


def test_a_database_of_another_program_is_left_alone(guarded: Server, demo: Register) -> None:
    guarded.new_database("personeel")
    other = guarded.register("personeel")
    with engines.transaction(other.engine, writing=True) as connection:
        connection.execute(sa.text("CREATE TABLE persoon (x int)"))
    with pytest.raises(OpdrachtError, match="tabellen van een ander programma"):
        demo.copy_to(other)
    assert not other.exists()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("40001", "werd tegelijk door iemand anders veranderd"), ("40P01", "werd tegelijk door iemand anders veranderd"),
        ("23505", "werd tegelijk door iemand anders veranderd"),
        ("55P03", "wacht al 30 seconden op iemand anders"), ("57014", "brak dit af, want het duurde te lang"),
        ("25006", "is alleen te lezen"), ("53100", "heeft geen ruimte meer"), ("53300", "heeft te veel gebruikers tegelijk"),
        ("08006", "is niet bereikbaar"), ("57P03", "is niet bereikbaar"), ("42501", "laat u dit niet doen"),
    ],
)  # fmt: skip
def test_what_the_server_says_is_said_in_dutch(demo: Register, code: str, words: str) -> None:
    with pytest.raises(OpdrachtError, match=words) as told, demo.writing() as writer:
        writer.connection.execute(sa.text(f"DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''{code}''; END'"))
    assert told.value.hint
    assert demo.name in told.value.message


def test_two_who_wait_for_each_other_leave_nothing_half_written(demo: Register) -> None:
    """Through the tool writers queue; somebody with SQL can still get in their way."""
    with engines.transaction(demo.engine, writing=False) as looking:
        before = looking.scalar(sa.text("SELECT titel FROM opdracht WHERE nummer = '2027-009'"))
    other = demo.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    lock = "UPDATE opdracht SET budget = 1 WHERE nummer = '{}'"
    other.execute(sa.text("BEGIN"))
    other.execute(sa.text(lock.format("2027-009")))
    with ThreadPoolExecutor() as pool:
        with pytest.raises(OpdrachtError, match="werd tegelijk door iemand anders veranderd"), demo.writing() as writer:  # noqa: PT012
            writer.connection.execute(sa.text(lock.format("2027-008")))
            waiting = pool.submit(other.execute, sa.text(lock.format("2027-008")))
            time.sleep(1.5)  # the other looked for a deadlock by now, so that the server stops this one
            writer.update(make(Opdracht, {**values(writer.need(Opdracht, ["2027-009"])), "titel": "Half"}))
        waiting.result()
    other.execute(sa.text("ROLLBACK"))
    other.close()
    with demo.reading() as reader:
        assert reader.need(Opdracht, ["2027-009"]).titel == before
