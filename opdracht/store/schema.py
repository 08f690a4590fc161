"""The version of a register's tables, and how it becomes the newest."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import ReflectedColumn

from opdracht.paths import shipped

MIGRATIONS = shipped("migrations")


def head() -> str:
    """The newest revision that this program knows, by the names of the files in migrations/versions."""
    return _newest(MIGRATIONS)


@cache  # importing alembic to ask it costs as much as all the rest of a command
def _newest(migrations: Path) -> str:
    return max(name[:4] for name in os.listdir(migrations / "versions") if re.match(r"\d{4}_.*\.py$", name))


def revision(connection: Connection) -> str | None:
    """The revision of a register; None when there is no register."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Make the tables, or bring those of an older version up to date, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def tables_of(connection: Connection) -> list[sa.Table]:
    """The tables of an open register of whatever version, each after the ones it refers to."""
    found = sa.MetaData()

    @event.listens_for(found, "column_reflect")
    def generic(_: sa.Inspector, __: sa.Table, column: ReflectedColumn) -> None:
        column["type"] = column["type"].as_generic()  # fit for the other database too

    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]
