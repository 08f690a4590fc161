"""The version of a register's tables, and how it becomes the newest."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import ReflectedColumn

from opdracht.errors import OpdrachtError
from opdracht.paths import shipped

MIGRATIONS = shipped("migrations")


def head() -> str:
    """The newest revision that this program knows, by the names of the files in migrations/versions."""
    return _newest(MIGRATIONS)


@cache  # importing alembic to ask it costs as much as all the rest of a command
def _newest(migrations: Path) -> str:
    return max(_known(migrations))


@cache
def _known(migrations: Path) -> frozenset[str]:
    return frozenset(name[:4] for name in os.listdir(migrations / "versions") if re.match(r"\d{4}_.*\.py$", name))


def revision(connection: Connection) -> str | None:
    """The revision of a register; None when there is no register. Raises OpdrachtError for one without a right version."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    stored = connection.scalars(sa.text("SELECT version_num FROM alembic_version")).all()
    if stored and the_one(stored) is None:
        raise OpdrachtError(
            "Het register is beschadigd: zijn versie is niet te lezen.", "Kijk wat eraan scheelt met: opdracht doctor"
        )
    return the_one(stored)


def the_one(stored: Sequence[object]) -> str | None:
    """The revision that the rows of a version table say; None when they do not say one that can be."""
    only = stored[0] if len(stored) == 1 else None
    return only if isinstance(only, str) and re.fullmatch(r"\d{4}", only, re.ASCII) else None


def is_older(revision: str) -> bool:
    """Whether a register of this revision can be brought up to date."""
    return revision < head() and revision in _known(MIGRATIONS)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Make the tables, or bring those of an older version up to date, in the transaction of `connection`.

    Raises OpdrachtError for a version that never was.
    """
    before = revision(connection)
    if before is not None and before not in _known(MIGRATIONS):
        raise OpdrachtError(
            f"Het register is van een versie die dit programma niet kent ({before}).",
            "Kijk wat eraan scheelt met: opdracht doctor",
        )
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
