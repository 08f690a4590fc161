"""The SQL that gives a register on a server its roles: who reads, who writes, and what belongs to which organisation.

It only writes the SQL; the owner of the database runs it. docs/beheer.md explains the model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.model import JOURNAL, TABLES, Afdruk, Record, Versie, references
from opdracht.store.reading import table_of
from opdracht.store.schema import head

READER, WRITER = "lezer", "schrijver"

OWNED = tuple(model for model in TABLES if model.of_organisation)
"""The kinds of which each record belongs to an organisation."""

_LONGEST = 63  # bytes in a name on PostgreSQL; what is longer is cut off without a word


def role_name(database: str, code: str) -> str:
    """The role of an organisation of a database. No two have the same, in all databases of a server."""
    if not set("_~") & set(code) and code not in (READER, WRITER) and len(f"{database}_{code}".encode()) <= _LONGEST:
        return f"{database}_{code}"
    return _hashed(database, code.replace("_", "-"), f"{database}\n{code}")


def group_name(database: str, group: str) -> str:
    """The role of all readers or all writers of a database."""
    name = f"{database}_{group}"
    return name if len(name.encode()) <= _LONGEST else _hashed(database, group, f"{database}\n\n{group}")


def place_of(connection: Connection) -> tuple[str, str]:
    """The database and the schema in which a register stands."""
    database, schema = connection.execute(sa.text("SELECT current_database(), current_schema()")).one()
    return database, schema


def roles_sql(database: str, schema: str, codes: Sequence[str]) -> str:
    """The SQL for the roles of a register in this database, with these organisations; it may be run again."""
    reader, writer = group_name(database, READER), group_name(database, WRITER)
    roles = {code: role_name(database, code) for code in codes}
    return "\n".join(
        (
            "\\set ON_ERROR_STOP on",
            "BEGIN;",
            "SET LOCAL client_min_messages = warning;",
            "SET LOCAL standard_conforming_strings = on;",
            "SET LOCAL search_path = pg_catalog, pg_temp;",
            *_right_place(database, _name(schema)),
            *_made([reader, writer, *roles.values()]),
            *_grants(_name(database), _name(schema), _name(reader), _name(writer), map(_name, roles.values())),
            *_owning(_name(schema), roles),
            *_policies(_name(schema), _name(writer)),
            "COMMIT;\n",
        )
    )


def _hashed(database: str, word: str, full: str) -> str:
    """As much of a name as fits, and a hash of all of it after a sign that no code has."""
    mark = "~" + hashlib.sha256(full.encode()).hexdigest()[:16]
    start = f"{database.encode()[:22].decode(errors='ignore')}_{word}".encode()[: _LONGEST - len(mark)]
    return start.decode(errors="ignore") + mark


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _do(body: str) -> str:
    return f"DO {_text(f'BEGIN {body} END')};"


def _right_place(database: str, schema: str) -> Iterable[str]:
    """Stop in another database, or in a register of another version than this SQL was made for."""
    for wrong, origin in (
        (f"current_database() <> {_text(database)}", "van een andere database"),
        (f"'{head()}' <> (SELECT version_num FROM {schema}.alembic_version)", "van een andere versie van opdracht"),
    ):
        message = _text(f"Deze SQL is {origin}. Maak haar opnieuw met: opdracht init --roles")
        yield _do(f"IF {wrong} THEN RAISE EXCEPTION USING MESSAGE = {message}; END IF;")


def _made(roles: Sequence[str]) -> Iterable[str]:
    for role in roles:
        standing = f"SELECT FROM pg_roles WHERE rolname = {_text(role)}"
        yield _do(f"IF NOT EXISTS ({standing}) THEN CREATE ROLE {_name(role)} NOLOGIN; END IF;")


def _grants(database: str, schema: str, reader: str, writer: str, roles: Iterable[str]) -> Iterable[str]:
    """What readers and writers may do. A key never changes: what refers to it would follow, past all policies."""
    yield f"GRANT {reader} TO {writer};"
    for role in roles:
        yield f"GRANT {writer} TO {role};"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;"
    yield f"GRANT CONNECT ON DATABASE {database} TO {reader};"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {reader}, {writer};"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {reader};"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {reader}, {writer};"
    yield f"GRANT SELECT ON {schema}.alembic_version TO {reader};"
    for model in (*TABLES, *JOURNAL):
        table = f"{schema}.{model.enkelvoud}"
        yield f"GRANT SELECT ON {table} TO {reader};"
        yield f"GRANT INSERT ON {table} TO {writer};"
        if model not in (*JOURNAL, Versie, Afdruk):
            yield f"GRANT DELETE ON {table} TO {writer};"
            if columns := _other_columns(model):
                yield f"GRANT UPDATE ({', '.join(map(_name, columns))}) ON {table} TO {writer};"


def _other_columns(model: type[Record]) -> list[str]:
    return [column.name for column in table_of(model).columns if not column.primary_key]


def _owning(schema: str, roles: dict[str, str]) -> Iterable[str]:
    """The function that says whether rows of an organisation are an account's own; whoever owns the tables owns all."""
    owner = f"SELECT relowner FROM pg_class WHERE oid = {_text(f'{schema}.belang')}::regclass"
    yield f"CREATE OR REPLACE FUNCTION {schema}.opdracht_eigen(organisatie text, account name) RETURNS boolean STABLE"
    yield f"RETURN CASE WHEN pg_has_role(account, ({owner}), 'MEMBER') THEN true"
    for code, role in roles.items():
        yield f"  WHEN organisatie = {_text(code)} THEN pg_has_role(account, {_text(role)}::name, 'MEMBER')"
    yield "  ELSE false END;"
    yield f"CREATE OR REPLACE FUNCTION {schema}.opdracht_weigert() RETURNS trigger LANGUAGE plpgsql"
    yield (
        "SET search_path = pg_catalog, pg_temp AS "
        + _text("BEGIN RAISE EXCEPTION '% is van %', TG_TABLE_NAME, OLD.organisatie USING ERRCODE = '42501'; END")
        + ";"
    )


def _policies(schema: str, writer: str) -> Iterable[str]:
    for model in OWNED:
        table, own = model.enkelvoud, f"{schema}.opdracht_eigen({model.of_organisation}, current_user)"
        yield from _policy(schema, table, "lezen", "SELECT USING (true)")
        yield from _policy(schema, table, "toevoegen", f"INSERT TO {writer} WITH CHECK ({own})")
        yield from _policy(schema, table, "wijzigen", f"UPDATE TO {writer} USING ({own}) WITH CHECK ({own})")
        yield from _policy(schema, table, "verwijderen", f"DELETE TO {writer} USING ({own})")
    for table, check in _only_added(schema).items():
        yield from _policy(schema, table, "lezen", "SELECT USING (true)")
        yield from _policy(schema, table, "toevoegen", f"INSERT TO {writer} WITH CHECK ({check})")
    for table in (*(model.enkelvoud for model in OWNED), *_only_added(schema)):
        yield f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY;"
    # What goes with its owner goes by the name of whoever owns the tables, past the policies; a trigger asks who is logged in.
    for model in OWNED:
        if any(reference.owned for reference in references(model)):
            own = f"{schema}.opdracht_eigen(OLD.{model.of_organisation}, session_user)"
            yield f"CREATE OR REPLACE TRIGGER opdracht_eigen BEFORE DELETE ON {schema}.{model.enkelvoud} FOR EACH ROW"
            yield f"  WHEN (NOT {own}) EXECUTE FUNCTION {schema}.opdracht_weigert();"


def _only_added(schema: str) -> dict[str, str]:
    """The tables to which rows are only added, each with what holds of a new row.

    One row that the program cannot read would stop everybody, and only the owner could take it away.
    """
    moment = _text('YYYY-MM-DD"T"HH24:MI:SS"Z"')
    next_nr = f"SELECT coalesce(max(nr), 0) + 1 FROM {schema}.wijziging"
    same = f"SELECT xmin FROM {schema}.wijziging w WHERE w.nr = mutatie.wijziging"
    own = " AND ".join(_own(schema, key) for key in ("gegeven", "eerder"))
    fields = " AND ".join(f"coalesce(json_typeof({field}::json), 'object') = 'object'" for field in ("voor", "na"))
    return {
        "wijziging": f"rekening = session_user AND nr = ({next_nr}) AND to_char(wanneer::timestamp, {moment}) = wanneer",
        "mutatie": f"({same}) = pg_current_xact_id()::xid AND {fields} AND {own}",
        "versie": "geschoond IS NULL AND sha256 = encode(sha256(convert_to(inhoud, 'UTF8')), 'hex')",
        "afdruk": f"EXISTS (SELECT FROM {schema}.versie v WHERE v.opdracht = afdruk.opdracht AND v.nr = afdruk.versie)",
    }


def _own(schema: str, key: str) -> str:
    """Whether the record in the journal with this key, now or earlier, is an account's own, or of nobody."""
    cases = (f"WHEN {_text(model.enkelvoud)} THEN {_organisation_in(schema, model, key)}" for model in OWNED)
    whose = f"CASE soort {' '.join(cases)} END"
    return f"(({whose}) IS NULL OR {schema}.opdracht_eigen({whose}, current_user))"


def _organisation_in(schema: str, model: type[Record], key: str) -> str:
    """The organisation that a key names; of a record whose key names none, the one that it is of now."""
    if model.of_organisation not in model.sleutel:
        (code,) = model.sleutel
        return f"(SELECT r.{model.of_organisation} FROM {schema}.{model.enkelvoud} r WHERE r.{code} = {key})"
    nr = model.sleutel.index(model.of_organisation) + 1
    if nr < len(model.sleutel):
        return f"split_part({key}, '/', {nr})"
    return f"array_to_string((string_to_array({key}, '/'))[{nr}:], '/')"  # the last part is all that is left


def _policy(schema: str, table: str, name: str, what: str) -> Iterable[str]:
    yield f"DROP POLICY IF EXISTS {name} ON {schema}.{table};"
    yield f"CREATE POLICY {name} ON {schema}.{table} FOR {what};"
