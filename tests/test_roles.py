"""Who may do what on a server, tried as each account with its own password: through SQL and through the tool.

The database, the organisations and the passwords have names that break out of quotes where something forgets them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from opdracht.actions.imports import import_region
from opdracht.actions.setup import roles
from opdracht.cli import main
from opdracht.exchange.export import as_yaml
from opdracht.model import JOURNAL, TABLES, Mutatie, Wijziging
from opdracht.store import engines, journal, values
from opdracht.store.roles import group_name, place_of, role_name, roles_sql
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome
from tests.server import OWNER, PASSWORD, Server, identifier, quoted

DATABASE = 'Regio "Zuid" \'ë'
A, B = "moerdijk", "Breda-é"
ORGANISATIONS = [A, B, "rwb", "a_b", "lezer", "x" * 60, "x" * 59 + "y"]
ACCOUNTS = {
    "jan lezer": [group_name(DATABASE, "lezer")],
    "alg-schrijver": [group_name(DATABASE, "schrijver")],
    'An "A" d\'A': [role_name(DATABASE, A)],
    "bo": [role_name(DATABASE, B)],
    "coördinator": [role_name(DATABASE, code) for code in ORGANISATIONS],
    "vreemde": [],
}
READER, WRITER, OF_A, OF_B, COORDINATOR, STRANGER = ACCOUNTS


def b_region() -> dict[str, Any]:
    """A region in which B has an offer, two persons, and interests in two opdrachten."""
    interest = {"organisatie": B, "deelname": "ja", "belang": "Wij groeien.", "contactpersoon": "wethouder-b"}
    offer = {
        "organisatie": B, "profiel": "jurist", "hoeveelheid": "80", "eenheid": "uren per jaar",
        "van": "2027-01-01", "tot": "2027-12-31",
    }  # fmt: skip
    return a_region(
        an_agreement(belangen=[interest, {"organisatie": A, "belang": "Wij ook."}]),
        an_agreement("2027-002", belangen=[interest]),
        an_agreement("2027-003"),
        organisaties=[
            {"code": code, "naam": f"Naam {code}", "soort": "overig"}
            for code in ORGANISATIONS
            if code not in (A, "rwb")
        ],
        personen=[
            {"code": "wethouder-b", "functie": "wethouder", "organisatie": B, "niveau": "bestuurlijk"},
            {"code": "ambtenaar-b", "functie": "jurist", "organisatie": B, "niveau": "ambtelijk"},
            {"code": "los-a", "functie": "adviseur", "organisatie": A, "niveau": "ambtelijk"},
        ],
        aanbod=[offer],
    )


@pytest.fixture(scope="module", name="guarded")
def with_accounts(guarded: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with the region, its roles, and an account in each of them."""
    guarded.new_database(DATABASE)
    register = guarded.register(DATABASE)
    register.create()
    import_region(register, as_yaml(b_region()).encode(), "regio.yaml", year=2026)
    for step in ("voorgesteld", "vastgesteld"):
        assert (
            main(["--register", register.location, "status", "2027-003", step, "--reason", "Om dit te proberen."]) == 0
        )
    assert (
        main(["--register", register.location, "render", "2027-003", "--to", str(tmp_path_factory.mktemp("papier"))])
        == 0
    )
    for _ in range(2):
        ran = guarded.psql(roles(register), DATABASE)
        assert (ran.returncode, ran.stderr) == (0, "")
    for name, granted in ACCOUNTS.items():
        guarded.new_account(name, *granted)
    return guarded


def rows_of(guarded: Server, *organisations: str) -> dict[str, Any]:
    """All that these organisations have, to the letter; and all that is in the journal before this."""
    with guarded.register(DATABASE).reading() as reader:
        found: dict[str, Any] = {
            kind: [values(row) for row in reader.rows(journal.MODELS[kind], **{column: list(organisations)})]
            for kind, column in (("organisatie", "code"), ("persoon", "organisatie"), ("aanbod", "organisatie"))
        }
        found["belang"] = [
            values(row) for row in reader.rows(journal.MODELS["belang"], organisatie=list(organisations))
        ]
        return found


@pytest.fixture
def b_stays(guarded: Server) -> Iterator[None]:
    """B's rows are the same after the test, and what happened before stands in the journal as it did."""
    before, told = rows_of(guarded, B), history(guarded)
    yield
    assert rows_of(guarded, B) == before
    assert history(guarded)[: len(told)] == told
    with guarded.register(DATABASE).reading() as reader:
        assert list(journal.unsealed(reader.rows(Wijziging), journal.by_change(reader.rows(Mutatie)))) == []
        state = journal.replayed(reader.rows(Mutatie))
        for place, fields in journal.standing(reader).items():
            assert state[place] == fields


def history(guarded: Server) -> list[dict[str, Any]]:
    with guarded.register(DATABASE).reading() as reader:
        return [values(row) for row in reader.rows(Wijziging)]


@pytest.fixture
def by(guarded: Server, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command as an account."""

    def run(account: str, *words: str) -> Outcome:
        capsys.readouterr()
        code = main(["--register", guarded.url(DATABASE, account), *words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


REFUSAL = "refused"


def attempt(guarded: Server, account: str, statement: str) -> int | str:
    """How many rows an account changes with this SQL, or that the server refuses it."""
    with guarded.connected(user=account, password=PASSWORD, dbname=DATABASE) as connection:
        try:
            return max(connection.execute(statement.encode()).rowcount, 0)
        except psycopg.errors.InsufficientPrivilege:
            return REFUSAL


def interest(nummer: str) -> str:
    """The SQL that gives B an interest."""
    fields = "opdracht, organisatie, deelname, belang, wens, nodig, besluit"
    return f"INSERT INTO belang ({fields}) VALUES ('{nummer}', {quoted(B)}, 'ja', '', '', '', '')"


OFFER = "INSERT INTO aanbod (organisatie, nr, profiel, hoeveelheid, eenheid, van, tot)"
SILENT = [
    f"UPDATE belang SET wens = 'van mij' WHERE organisatie = {quoted(B)}",
    f"UPDATE aanbod SET hoeveelheid = 0 WHERE organisatie = {quoted(B)}",
    f"UPDATE persoon SET naam = 'Mr. X' WHERE organisatie = {quoted(B)}",
    f"UPDATE persoon SET organisatie = '{A}' WHERE organisatie = {quoted(B)}",
    f"UPDATE organisatie SET naam = 'Van mij' WHERE code = {quoted(B)}",
    f"DELETE FROM belang WHERE organisatie = {quoted(B)}",
    f"DELETE FROM aanbod WHERE organisatie = {quoted(B)}",
    f"DELETE FROM persoon WHERE organisatie = {quoted(B)}",
    f"DELETE FROM organisatie WHERE code = {quoted(B)}",
    f"DELETE FROM belang USING organisatie o WHERE belang.organisatie = o.code AND o.code = {quoted(B)}",
    f"WITH x AS (UPDATE belang SET wens = 'x' WHERE organisatie <> '{A}' RETURNING organisatie) DELETE FROM aanbod USING x",
    "GRANT ALL ON belang TO PUBLIC",
]
"""What the policies pass over without a word: no row is changed."""

PRINTED_NEVER = [
    "UPDATE afdruk SET vingerafdruk = 'x'",
    "UPDATE afdruk SET opdracht = '2027-001'",
    "DELETE FROM afdruk",
    "TRUNCATE afdruk",
    "INSERT INTO afdruk VALUES ('x', '2027-003', 9, 'x', '2026-11-24')",
    "INSERT INTO afdruk SELECT * FROM afdruk ON CONFLICT (vingerafdruk) DO UPDATE SET sjabloon = 'x'",
    "INSERT INTO versie SELECT opdracht, nr + 1, datum, sha256, '{}', '', '', '', NULL FROM versie",
    "INSERT INTO versie SELECT opdracht, nr + 1, datum, sha256, '{}', '', '', '', encode(sha256('{}'), 'hex') FROM versie",
]
"""What would make something else of a text that was agreed or printed."""

TRICKS = [
    # another way to a row of B
    f"MERGE INTO belang b USING (SELECT 1) s ON b.organisatie = {quoted(B)} WHEN MATCHED THEN DELETE",
    f"INSERT INTO belang SELECT * FROM belang WHERE organisatie = {quoted(B)} "
    "ON CONFLICT (opdracht, organisatie) DO UPDATE SET wens = 'van mij'",
    "COPY persoon FROM '/etc/passwd'", "COPY persoon TO PROGRAM 'cat'", "COPY persoon TO '/tmp/personen'",
    "CREATE RULE weg AS ON INSERT TO belang DO ALSO DELETE FROM wijziging",
    "CREATE MATERIALIZED VIEW v AS SELECT * FROM belang", "CREATE INDEX ON belang (wens)",
    "CREATE STATISTICS s ON opdracht, organisatie FROM belang", "CREATE SEQUENCE s", "CREATE TYPE t AS (x int)",
    "CREATE DOMAIN d AS text", "CREATE AGGREGATE a (text) (SFUNC = textcat, STYPE = text)",
    "CREATE OPERATOR = (LEFTARG = text, RIGHTARG = name, FUNCTION = texteqname)",
    "CREATE CAST (text AS int) WITH INOUT",
    "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION opdracht_weigert()",
    "CREATE PUBLICATION p FOR TABLE persoon", "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
    "CREATE FOREIGN DATA WRAPPER w", "CREATE DATABASE nog_een", "CREATE TABLESPACE t LOCATION '/tmp'",
    # what is about tables and accounts
    "ALTER DEFAULT PRIVILEGES FOR ROLE eigenaar GRANT ALL ON TABLES TO PUBLIC",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {identifier(role_name(DATABASE, B))} GRANT ALL ON TABLES TO PUBLIC",
    "ALTER TABLE belang OWNER TO current_user", "ALTER TABLE belang NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE persoon ALTER COLUMN naam SET DEFAULT 'x'", "ALTER TABLE wijziging RENAME TO weg",
    "ALTER POLICY wijzigen ON belang USING (true)", "ALTER FUNCTION opdracht_eigen SECURITY DEFINER",
    "ALTER TRIGGER opdracht_eigen ON belang RENAME TO weg", "ALTER SCHEMA public RENAME TO weg",
    "COMMENT ON TABLE belang IS 'van mij'", "COMMENT ON COLUMN persoon.naam IS 'van mij'",
    "COMMENT ON POLICY wijzigen ON belang IS 'van mij'",
    f"COMMENT ON DATABASE {identifier(DATABASE)} IS 'van mij'", f"ALTER DATABASE {identifier(DATABASE)} SET x.y = 'z'",
    f"DROP DATABASE {identifier(DATABASE)}", "DROP OWNED BY eigenaar", "REASSIGN OWNED BY eigenaar TO current_user",
    f"SET SESSION AUTHORIZATION {identifier(COORDINATOR)}", "SET SESSION AUTHORIZATION eigenaar",
    "ALTER SYSTEM SET log_statement = 'none'", "SET log_statement = 'none'", "SET row_security = off; TABLE belang",
    "SELECT pg_read_file('/etc/passwd')", "SELECT pg_ls_dir('/')", "SELECT lo_import('/etc/passwd')",
    "SELECT pg_reload_conf()", "SELECT rolpassword FROM pg_authid", "SELECT umoptions FROM pg_user_mapping",
    "REINDEX TABLE belang", "CLUSTER belang USING pk_belang",
]  # fmt: skip
"""What nobody thinks of who gives rights on tables."""

REFUSED = [
    # to another organisation
    interest("2027-003"),
    f"{OFFER} VALUES ({quoted(B)}, 9, 'x', 1, 'uren', '2027-01-01', '2027-02-01')",
    f"INSERT INTO persoon (code, functie, organisatie, niveau, naam, email) VALUES ('nieuw', 'x', {quoted(B)}, 'ambtelijk', '', '')",
    "INSERT INTO organisatie (code, naam, soort) VALUES ('nieuw', 'Nieuw', 'overig')",
    f"INSERT INTO organisatie (code, naam, soort) VALUES ({quoted(B)}, 'x', 'overig') "
    "ON CONFLICT (code) DO UPDATE SET naam = 'Van mij'",
    f"{OFFER} SELECT {quoted(B)}, nr, 'x', 0, eenheid, van, tot FROM aanbod WHERE organisatie = '{A}' "
    "ON CONFLICT (organisatie, nr) DO UPDATE SET hoeveelheid = 0",
    f"MERGE INTO organisatie o USING (SELECT 1) s ON o.code = {quoted(B)} WHEN MATCHED THEN UPDATE SET naam = 'Van mij'",
    # keys: what refers to them would follow as the owner of the tables
    "UPDATE opdracht SET nummer = '2027-009' WHERE nummer = '2027-001'",
    f"UPDATE organisatie SET code = 'weg' WHERE code = {quoted(B)}",
    f"UPDATE organisatie SET code = {quoted(B)} || 'x' WHERE code = '{A}'",
    "UPDATE persoon SET code = 'weg' WHERE code = 'wethouder-b'",
    f"UPDATE belang SET organisatie = '{A}' WHERE organisatie = {quoted(B)}",
    f"UPDATE aanbod SET organisatie = '{A}', nr = 7 WHERE organisatie = {quoted(B)}",
    # what goes with an opdracht goes as the owner of the tables
    "DELETE FROM opdracht WHERE nummer = '2027-001'",
    "DELETE FROM opdracht",
    # whole tables
    "TRUNCATE belang", "TRUNCATE opdracht CASCADE", "DROP TABLE belang", "ALTER TABLE belang DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE belang DISABLE TRIGGER ALL", "DROP POLICY wijzigen ON belang",
    "CREATE POLICY open ON belang USING (true)", "CREATE RULE weg AS ON SELECT TO persoon DO INSTEAD NOTHING",
    "COPY belang FROM PROGRAM 'echo'",
    # names, schemas and functions
    "CREATE TABLE eigen (x int)", "CREATE TEMP TABLE belang (x int)", "CREATE SCHEMA eigen", "CREATE VIEW v AS SELECT 1",
    "CREATE TABLE v (p text REFERENCES persoon ON UPDATE CASCADE)",
    "CREATE OR REPLACE FUNCTION opdracht_eigen(organisatie text, account name) RETURNS boolean STABLE RETURN true",
    "CREATE FUNCTION public.pg_has_role(name, name, text) RETURNS boolean RETURN true",
    "CREATE TRIGGER t BEFORE INSERT ON belang EXECUTE FUNCTION opdracht_weigert()",
    "DROP FUNCTION opdracht_eigen CASCADE",
    # other people
    f"SET ROLE {identifier(role_name(DATABASE, B))}", "SET ROLE eigenaar", "SET ROLE postgres",
    "SET SESSION AUTHORIZATION bo", "SET session_replication_role = replica", "ALTER ROLE bo PASSWORD 'x'",
    f"GRANT {identifier(role_name(DATABASE, B))} TO current_user", "CREATE ROLE nog_een",
    "ALTER DATABASE postgres SET search_path = x",
    # the version of the tables, the journal, and what was agreed
    "UPDATE alembic_version SET version_num = '9999'", "DELETE FROM alembic_version",
    "INSERT INTO alembic_version VALUES ('9999')",
    "UPDATE wijziging SET rekening = session_user", "DELETE FROM wijziging", "TRUNCATE wijziging CASCADE",
    "UPDATE mutatie SET na = voor", "DELETE FROM mutatie",
    "INSERT INTO wijziging VALUES ((SELECT max(nr) + 1 FROM wijziging), '', '', 'bo', '', NULL, '')",
    "INSERT INTO wijziging VALUES ((SELECT max(nr) + 2 FROM wijziging), '', '', session_user, '', NULL, '')",
    "INSERT INTO wijziging VALUES (-1, '', '', session_user, '', NULL, '')",
    "INSERT INTO mutatie VALUES (1, 9999, 'persoon', 'wethouder-b', NULL, NULL, NULL)",
    "UPDATE versie SET inhoud = '{}'", "DELETE FROM versie",
    *PRINTED_NEVER, *TRICKS,
]  # fmt: skip


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize("account", [OF_A, WRITER, READER])
def test_what_is_of_another_is_not_changed_by_sql(guarded: Server, account: str) -> None:
    may_write = account != READER
    for statement in SILENT:
        assert attempt(guarded, account, statement) == (0 if may_write or "GRANT" in statement else REFUSAL), statement


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize("account", [OF_A, WRITER, READER])
def test_what_would_reach_another_is_refused_by_the_server(guarded: Server, account: str) -> None:
    assert [one for one in REFUSED if attempt(guarded, account, one) != REFUSAL] == []


@pytest.mark.usefixtures("b_stays")
def test_rows_of_another_do_not_come_in_as_a_copy(guarded: Server) -> None:
    with guarded.connected(user=OF_A, password=PASSWORD, dbname=DATABASE) as connection:
        with pytest.raises(psycopg.errors.FeatureNotSupported), connection.cursor().copy("COPY belang FROM STDIN"):
            pass
        with pytest.raises(psycopg.errors.InvalidParameterValue, match="security label provider"):
            connection.execute(b"SECURITY LABEL ON TABLE belang IS 'x'")


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize(
    ("moment", "fields"),
    [
        *(
            (moment, "{}")
            for moment in ("", "gisteren", "2026-13-01T10:00:00Z", "2026-11-24T10:00:00+01:00", "infinity")
        ),
        *(("2026-11-24T10:00:00Z", fields) for fields in ("", "geen json", "[]", "5", '{"a":1')),
    ],
)
def test_what_nobody_can_read_does_not_come_in_the_journal(guarded: Server, moment: str, fields: str) -> None:
    before = len(history(guarded))
    change = f"SELECT max(nr) + 1, {quoted(moment)}, '', session_user, '', NULL, '' FROM wijziging"
    row = f"SELECT max(nr), 1, 'persoon', 'los-a', NULL, '{{}}', {quoted(fields)} FROM wijziging"
    both = f"INSERT INTO wijziging {change}; INSERT INTO mutatie {row}"
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.DataError)):
        guarded.execute(both, user=OF_A, password=PASSWORD, dbname=DATABASE)
    assert len(history(guarded)) == before


@pytest.mark.usefixtures("b_stays")
def test_nobody_tells_in_the_journal_of_a_change_to_what_is_of_another(guarded: Server) -> None:
    change = "SELECT max(nr) + 1, '2026-11-24T10:00:00Z', '', session_user, '', NULL, '' FROM wijziging"

    def told(kind: str, key: str, earlier: str = "") -> bool:
        keys = f"{quoted(key)}, {quoted(earlier) if earlier else 'NULL'}"
        row = f"SELECT max(nr), 1, '{kind}', {keys}, '{{}}', '{{}}' FROM wijziging"
        both = f"BEGIN; INSERT INTO wijziging {change}; INSERT INTO mutatie {row}; ROLLBACK"
        return attempt(guarded, OF_A, both) != REFUSAL

    for kind, key in (
        ("organisatie", "{}"), ("aanbod", "{}/1"), ("belang", "2027-001/{}"), ("belang", "2027-999/{}"), ("aanbod", "{}/99"),
    ):  # fmt: skip
        own, other = key.format(A), key.format(B)
        assert (told(kind, own), told(kind, other)) == (True, False), (kind, key)
        assert (told(kind, own, own), told(kind, own, other)) == (True, False), (kind, key)
    persons = ("los-a", "wethouder-b", "weg")
    assert [told("persoon", key) for key in persons] == [True, False, True]
    assert [told("persoon", "los-a", earlier) for earlier in persons] == [True, False, True]
    assert told("opdracht", "2027-001")


_DEEP = "[" * 4000 + "]" * 4000
_VERSION = (
    "INSERT INTO versie (opdracht, nr, datum, sha256, inhoud, reden, ondanks, door) "
    "SELECT '2027-001', 1, {}, encode(sha256({}), 'hex'), {}, '', '', ''"
)
WHAT_WOULD_STOP_OTHERS = [
    *(f"UPDATE opdracht SET van = {quoted(day)} WHERE nummer = '2027-001'" for day in ("infinity", "20000-01-01", "1899-12-31")),
    *(f"UPDATE opdracht SET waarde = {number} WHERE nummer = '2027-001'" for number in ("'NaN'", "'infinity'", "-1", "1e10")),
    "UPDATE opdracht SET budget = 2000000001 WHERE nummer = '2027-001'",
    "UPDATE opdracht SET status = 'weg' WHERE nummer = '2027-001'",
    *(f"UPDATE opdracht SET themas = {quoted(text)} WHERE nummer = '2027-001'" for text in (_DEEP, '{"a": 1}', '"x"')),
    "UPDATE opdracht SET doel = repeat('x', 100001) WHERE nummer = '2027-001'",
    "UPDATE inzet SET hoeveelheid = 'NaN' WHERE opdracht = '2027-001'",
    "UPDATE mijlpaal SET datum = 'infinity' WHERE opdracht = '2027-001'",
    *(_VERSION.format("'2027-01-01'", f"{quoted(text)}::bytea", quoted(text)) for text in ("{", _DEEP)),
    _VERSION.format("'20000-01-01'", "'{}'::bytea", "'{}'"),
    f"INSERT INTO plan (naam, datum, inhoud) VALUES ('diep', '2027-01-01', {quoted(_DEEP)})",
    "INSERT INTO afdruk (vingerafdruk, opdracht, versie, sjabloon, gemaakt_op) VALUES ('x', '2027-001', 9, 'x', '2027-01-01')",
]  # fmt: skip


@pytest.mark.usefixtures("b_stays")
def test_what_a_writer_may_write_does_come_in(guarded: Server) -> None:
    ordinary = [
        "UPDATE opdracht SET van = '2027-01-05', waarde = 5, budget = 10, themas = '[\"a\"]', doel = 'x' WHERE nummer = '2027-001'",
        "UPDATE mijlpaal SET datum = '2027-05-01' WHERE opdracht = '2027-001'",
        _VERSION.format("'2027-01-01'", "'{}'::bytea", "'{}'"),
        "INSERT INTO plan (naam, datum, inhoud) VALUES ('vlak', '2027-01-01', '{}')",
    ]
    for statement in ordinary:
        assert attempt(guarded, WRITER, f"BEGIN; {statement}; ROLLBACK") != REFUSAL, statement


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize("statement", WHAT_WOULD_STOP_OTHERS)
def test_what_would_stop_others_does_not_come_in(guarded: Server, statement: str) -> None:
    refusals = (psycopg.IntegrityError, psycopg.DataError, psycopg.errors.InsufficientPrivilege)
    with (
        guarded.connected(user=WRITER, password=PASSWORD, dbname=DATABASE) as connection,
        pytest.raises(refusals),
    ):
        connection.execute(statement.encode())


@pytest.mark.usefixtures("b_stays")
def test_a_reader_holds_nobody_up(guarded: Server, by: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    tables = [model.enkelvoud for model in (*TABLES, *JOURNAL)]
    modes = ["ROW SHARE", "ROW EXCLUSIVE", "SHARE ROW EXCLUSIVE", "ACCESS EXCLUSIVE"]
    locks = [f"BEGIN; LOCK TABLE {table} IN {mode} MODE" for table in tables for mode in modes]
    assert {attempt(guarded, READER, lock) for lock in locks} == {REFUSAL}
    with guarded.connected(user=READER, password=PASSWORD, dbname=DATABASE) as reader:
        reader.autocommit = False
        for table in tables:
            reader.execute(f"LOCK TABLE {table} IN ACCESS SHARE MODE".encode())
        reader.execute(b"SELECT pg_advisory_lock(1869636722)")
        reader.execute(b"SELECT pg_advisory_xact_lock_shared(1869636722)")
        assert by(OF_A, "set", "organisatie", A, "inwoners=37.300").code == 0


def test_a_writer_who_holds_a_table_is_waited_for_and_then_told(
    guarded: Server, by: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    with guarded.connected(user=OF_A, password=PASSWORD, dbname=DATABASE) as writer:
        writer.autocommit = False
        for table in ("wijziging", "versie", "afdruk"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                writer.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
            writer.rollback()
        writer.execute(b"LOCK TABLE belang")
        for account, words in ((READER, ("show", "2027-001")), (OF_B, ("set", "belang", f"2027-001/{B}", "wens=x"))):
            refused = by(account, *words)
            assert (refused.code, "op iemand anders die erin schrijft" in refused.err) == (3, True), refused.err


@pytest.mark.usefixtures("b_stays")
def test_a_change_that_came_first_through_sql_is_not_written_over(guarded: Server, by: Callable[..., Outcome]) -> None:
    change = "SELECT max(nr) + 1, '2026-11-24T10:00:00Z', '', session_user, '', NULL, '' FROM wijziging"
    logged_in = guarded.connected(user=OF_A, password=PASSWORD, dbname=DATABASE)
    with logged_in as of_a, ThreadPoolExecutor() as pool:
        of_a.autocommit = False
        of_a.execute(f"INSERT INTO wijziging {change}".encode())
        waiting = pool.submit(by, OF_B, "set", "organisatie", B, "inwoners=13")
        while not guarded.waiting():
            time.sleep(0.05)
        of_a.commit()
        refused = waiting.result()
    assert (refused.code, "werd tegelijk door iemand anders veranderd" in refused.err) == (3, True), refused.err
    guarded.execute("DELETE FROM wijziging WHERE sha256 = ''", dbname=DATABASE)
    assert by(OF_B, "set", "organisatie", B, "inwoners=13").code == 0
    assert by(OF_B, "undo").code == 0


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize(("account", "group"), [(READER, "lezer"), (OF_A, "schrijver"), (OF_A, role_name(DATABASE, A))])
def test_who_throws_away_the_rights_of_a_role_opens_nothing_and_the_sql_gives_them_back(
    guarded: Server, by: Callable[..., Outcome], account: str, group: str
) -> None:
    role = group_name(DATABASE, group) if group in ("lezer", "schrijver") else group
    assert attempt(guarded, account, f"DROP OWNED BY {identifier(role)}") == 0
    try:
        for one in (*SILENT, *REFUSED):
            with suppress(psycopg.Error):  # what B has must stay, whatever the server says
                attempt(guarded, OF_A, one)
    finally:
        ran = guarded.psql(roles(guarded.register(DATABASE)), DATABASE)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert by(OF_A, "set", "organisatie", A, "inwoners=37.400").code == 0


def test_who_does_not_manage_the_server_stores_no_large_objects(guarded: Server) -> None:
    page = Path(__file__).parent.parent / "docs" / "beheer.md"
    (statement,) = re.findall(r'-d regio -c "(REVOKE .*)"', page.read_text("utf-8"))
    guarded.execute(statement, dbname=DATABASE)
    for one in ("lo_from_bytea(0, 'x')", "lo_create(0)", "lo_creat(-1)"):
        for account in (READER, OF_A, OWNER):
            assert attempt(guarded, account, f"SELECT {one}") == REFUSAL


@pytest.mark.usefixtures("b_stays")
def test_a_person_goes_to_no_other_organisation(guarded: Server) -> None:
    assert attempt(guarded, OF_A, f"UPDATE persoon SET organisatie = {quoted(B)} WHERE code = 'los-a'") == REFUSAL


def test_a_stranger_does_not_come_in(guarded: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        attempt(guarded, STRANGER, "SELECT 1")


@pytest.mark.usefixtures("b_stays")
def test_an_interest_that_comes_while_its_opdracht_goes_stays(guarded: Server) -> None:
    owner = guarded.register(DATABASE)
    import_region(
        owner, as_yaml({"opdrachten": [{"nummer": "2027-050", "titel": "Leeg"}]}).encode(), "x.yaml", year=2026
    )
    logged_in = guarded.connected(user=OF_B, password=PASSWORD, dbname=DATABASE)
    with logged_in as of_b, ThreadPoolExecutor() as pool:
        of_b.autocommit = False
        of_b.execute(interest("2027-050").encode())
        going = pool.submit(attempt, guarded, OF_A, "DELETE FROM opdracht WHERE nummer = '2027-050'")
        while not guarded.waiting():
            time.sleep(0.05)
        of_b.commit()
        assert going.result() == REFUSAL
        of_b.execute(b"DELETE FROM belang WHERE opdracht = '2027-050'")
    assert attempt(guarded, OF_A, "DELETE FROM opdracht WHERE nummer = '2027-050'") == 1


def changed_region(**fields: Any) -> str:
    """The region of a file in which B's interest is another one."""
    data = b_region()
    data["opdrachten"][1]["belangen"][0].update(fields)
    return as_yaml(data)


FOREIGN = f"belang '2027-001/{B}'"
WITH_THE_TOOL = [
    (("set", "belang", f"2027-001/{B}", "wens=van mij"), FOREIGN),
    (("remove", "belang", f"2027-001/{B}", "--yes"), FOREIGN),
    (("add", "belang", "opdracht=2027-003", f"organisatie={B}"), f"belang '2027-003/{B}' niet toevoegen"),
    (("set", "aanbod", f"{B}/1", "hoeveelheid=0"), f"aanbod '{B}/1' niet veranderen"),
    (("add", "aanbod", f"organisatie={B}", "profiel=x", "hoeveelheid=1", "eenheid=uren", "van=1-1-2027", "tot=1-2-2027"), "aanbod"),
    (("set", "persoon", "wethouder-b", "naam=Mr. X"), "persoon 'wethouder-b' niet veranderen"),
    (("set", "persoon", "wethouder-b", "organisatie=moerdijk"), "persoon 'wethouder-b' niet veranderen"),
    (("set", "persoon", "los-a", f"organisatie={B}"), "persoon 'los-a' niet veranderen"),
    (("set", "persoon", "wethouder-b", "code=weg"), "persoon 'weg' niet toevoegen"),
    (("remove", "persoon", "ambtenaar-b", "--yes"), "persoon 'ambtenaar-b' niet verwijderen"),
    (("set", "organisatie", B, "naam=Van mij"), f"organisatie '{B}' niet veranderen"),
    (("set", "organisatie", B, "code=weg"), "organisatie 'weg' niet toevoegen"),
    (("set", "organisatie", A, "code=weg"), "organisatie 'weg' niet toevoegen"),
    (("add", "organisatie", "code=nieuw", "naam=Nieuw", "soort=overig"), "organisatie 'nieuw' niet toevoegen"),
    (("remove", "opdracht", "2027-001", "--yes"), FOREIGN),
    (("set", "opdracht", "2027-002", "nummer=2027-009"), f"belang '2027-002/{B}' niet verwijderen"),
    (("import", "regio.yaml", "--update"), f"{FOREIGN} niet veranderen"),
]  # fmt: skip


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize(
    ("words", "named"), WITH_THE_TOOL, ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else ""
)
def test_what_is_of_another_is_refused_by_the_tool_in_plain_dutch(
    guarded: Server, by: Callable[..., Outcome], tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    (tmp_path / "regio.yaml").write_text(changed_region(wens="van mij"), "utf-8")
    before = len(history(guarded))
    refused = by(OF_A, *words)
    assert refused.code == 3, refused.err
    assert named in refused.err
    assert "Er is niets veranderd" in refused.err
    assert "Vraag het haar, of de beheerder." in refused.err
    assert len(history(guarded)) == before


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize(
    "words",
    [
        ("set", "belang", f"2027-001/{A}", "wens=een kaart"),
        ("set", "aanbod", f"{A}/1", "hoeveelheid=310"),
        ("set", "persoon", "secretaris", "naam=Mw. De Vries"),
        ("set", "organisatie", A, "inwoners=37.185"),
        ("add", "persoon", "code=nieuw-a", "functie=jurist", f"organisatie={A}", "niveau=ambtelijk"),
        ("set", "persoon", "nieuw-a", "code=ander-a"),
        ("remove", "persoon", "ander-a", "--yes"),
        ("set", "opdracht", "2027-001", "titel=Een andere titel"),
        ("add", "mijlpaal", "opdracht=2027-001", "datum=1-10-2027", "resultaat=Er is een kaart."),
        ("add", "opdracht", "titel=Van A", "nummer=2027-060"),
        ("set", "opdracht", "2027-060", "nummer=2027-061"),
        ("remove", "opdracht", "2027-061", "--yes"),
        ("config", "uren_per_fte", "1410"),
        ("status", "2027-002", "voorgesteld", "--reason", "Om dit te proberen."),
        ("status", "2027-002", "vastgesteld", "--reason", "Om dit te proberen."),
        ("sign", "2027-002", "--rol", "ambtelijk opdrachtgever"),
        ("render", "2027-002"),
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_what_is_own_or_shared_is_changed_and_told(
    guarded: Server, by: Callable[..., Outcome], words: tuple[str, ...]
) -> None:
    done = by(OF_A, *words)
    assert done.code == 0, done.err
    last = history(guarded)[-1]
    assert (last["rekening"], last["commando"]) == (OF_A, words[0])


def test_b_and_a_coordinator_change_what_is_of_b(guarded: Server, by: Callable[..., Outcome]) -> None:
    for account in (OF_B, COORDINATOR):
        assert by(account, "set", "belang", f"2027-001/{B}", f"wens=door {account}").code == 0
        assert history(guarded)[-1]["rekening"] == account
    assert by(COORDINATOR, "set", "persoon", "ambtenaar-b", f"organisatie={A}").code == 0
    assert by(COORDINATOR, "set", "persoon", "ambtenaar-b", f"organisatie={B}").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "personen"), ("show", "2027-001"), ("check", "2027-001"), ("report",), ("report", "--json"),
        ("capacity",), ("export", "uit.yaml"), ("config",), ("diff", "2027-003"), ("render", "2027-003"), ("plan",),
    ],
    ids=lambda words: " ".join(words)[:40],
)  # fmt: skip
def test_a_reader_looks_at_everything(by: Callable[..., Outcome], words: tuple[str, ...]) -> None:
    looked = by(READER, *words)
    assert looked.code in (0, 4), looked.err
    assert "Fout" not in looked.err
    if words == ("report",):
        assert "niet bewaard" in looked.err


@pytest.mark.usefixtures("b_stays")
def test_what_was_own_is_taken_back_and_what_is_of_another_or_agreed_is_not(
    guarded: Server, by: Callable[..., Outcome]
) -> None:
    assert by(OF_A, "set", "organisatie", A, "inwoners=37.200").code == 0
    assert by(OF_A, "undo").code == 0
    assert (history(guarded)[-1]["rekening"], history(guarded)[-1]["ongedaan"]) == (OF_A, len(history(guarded)) - 1)
    owner = ("--register", guarded.url(DATABASE))
    assert by(OF_B, "set", "organisatie", B, "inwoners=12").code == 0
    refused = by(OF_A, "undo", str(history(guarded)[-1]["nr"]))
    assert (refused.code, f"organisatie '{B}' niet veranderen" in refused.err) == (3, True)
    assert by(OF_B, "undo").code == 0
    for step in ("voorgesteld", "vastgesteld"):
        assert by(OF_A, "status", "2027-001", step, "--reason", "Om dit te proberen.").code == 0
    refused = by(OF_A, "undo")
    assert (refused.code, "laat u dit niet doen" in refused.err) == (3, True), refused.err
    agreed = history(guarded)[-1]["nr"]
    for nr in (agreed, agreed - 1):
        assert main([*owner, "undo", str(nr)]) == 0


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize("account", [READER, OF_A, COORDINATOR])
@pytest.mark.parametrize("person", ["wethouder-b", "los-a"])
def test_forgetting_is_for_the_owner_only(
    guarded: Server, by: Callable[..., Outcome], account: str, person: str
) -> None:
    before = len(history(guarded))
    refused = by(account, "forget", "persoon", person, "--yes")
    # Other tests changed rows beside the journal, and then nobody can be forgotten, whoever asks.
    told = ("laat u dit niet doen", "gegevens en het journaal passen niet bij elkaar")
    assert (refused.code, any(words in refused.err for words in told)) == (3, True), refused.err
    assert len(history(guarded)) == before


@pytest.mark.usefixtures("b_stays")
@pytest.mark.parametrize("account", [READER])
@pytest.mark.parametrize(
    "words",
    [
        ("set", "opdracht", "2027-001", "titel=x"), ("add", "opdracht", "titel=x"), ("remove", "persoon", "los-a", "--yes"),
        ("config", "uren_per_fte", "1"), ("set", "persoon", "los-a", "naam=x"), ("import", "regio.yaml", "--update"),
        ("status", "2027-001", "voorgesteld", "--reason", "Om dit te proberen."),
    ],
    ids=lambda words: " ".join(words)[:40],
)  # fmt: skip
def test_a_reader_changes_nothing(
    guarded: Server, by: Callable[..., Outcome], tmp_path: Path, account: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "regio.yaml").write_text(changed_region(wens="x"), "utf-8")
    before = rows_of(guarded, *ORGANISATIONS), len(history(guarded))
    refused = by(account, *words)
    assert (refused.code, "laat u dit niet doen" in refused.err) == (3, True), refused.err
    assert "Vraag de beheerder om de juiste rol." in refused.err
    assert (rows_of(guarded, *ORGANISATIONS), len(history(guarded))) == before


NAMES = st.text(min_size=1, max_size=70).filter(lambda name: "\0" not in name and name.isprintable())


@given(st.sets(st.tuples(NAMES, st.sampled_from(["x", "x_y", "lezer", "x" * 60]) | NAMES), min_size=2, max_size=6))
def test_no_two_organisations_share_a_role_in_all_databases_of_a_server(places: set[tuple[str, str]]) -> None:
    found = [role_name(database, code) for database, code in places]
    groups = {group_name(database, group) for database, _ in places for group in ("lezer", "schrijver")}
    assert len({*found, *groups}) == len(found) + len(groups)
    assert max(len(name.encode()) for name in [*found, *groups]) <= 63


def test_alike_names_stay_apart() -> None:
    assert role_name("a", "b_c") != role_name("a_b", "c") == "a_b_c"
    assert role_name("a", "lezer") != group_name("a", "lezer") == "a_lezer"
    assert role_name("regio", "x" * 60) != role_name("regio", "x" * 59 + "y")
    assert role_name("regio", "Breda") != role_name("regio", "breda")


@pytest.mark.parametrize(
    "code", ["x'); DROP TABLE mutatie; --", 'x"; DROP TABLE mutatie; --', "$$x\\", "x\n\\! false\n", ":HOME"]
)
def test_a_code_never_becomes_sql(guarded: Server, code: str) -> None:
    name = f"in {abs(hash(code))}"
    guarded.new_database(name)
    register = guarded.register(name)
    register.create()
    with register.reading() as reader:
        sql = roles_sql(*place_of(reader.connection), [code])
    ran = guarded.psql(sql, name)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    with register.reading() as reader:
        assert reader.connection.scalar(sa.select(sa.func.opdracht_eigen(code, "bo"))) is False
        there = sa.text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
        assert reader.connection.scalar(there, {"name": role_name(name, code)}) == 1


def test_the_sql_of_another_database_or_version_is_refused(guarded: Server) -> None:
    guarded.new_database("ander")
    register = guarded.register("ander")
    register.create()
    assert "Deze SQL is van een andere database" in guarded.psql(roles(guarded.register(DATABASE)), "ander").stderr
    sql = roles(register)
    with register.writing() as writer:
        writer.connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    ran = guarded.psql(sql, "ander")
    assert (ran.returncode, "van een andere versie van opdracht" in ran.stderr) == (3, True)


def test_a_new_organisation_gets_its_role_when_the_sql_is_made_again(
    guarded: Server, by: Callable[..., Outcome]
) -> None:
    owner = guarded.register(DATABASE)
    assert main(["--register", owner.location, "add", "organisatie", "code=nieuw", "naam=Nieuw", "soort=overig"]) == 0
    assert by(COORDINATOR, "set", "organisatie", "nieuw", "inwoners=3").code == 3
    assert guarded.psql(roles(owner), DATABASE).returncode == 0
    guarded.execute(f"GRANT {identifier(role_name(DATABASE, 'nieuw'))} TO {identifier(COORDINATOR)}")
    assert by(COORDINATOR, "set", "organisatie", "nieuw", "inwoners=3").code == 0


def test_a_file_has_no_roles(run: Callable[..., Outcome]) -> None:
    refused = run("init", "--roles")
    assert (refused.code, "rollen zijn er alleen in PostgreSQL" in refused.err) == (3, True)
    assert "migrate --to" in refused.err
