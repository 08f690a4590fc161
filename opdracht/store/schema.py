"""The version of a register's tables, and how it becomes the newest."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from opdracht.paths import shipped

HEAD = "0004"
"""The newest revision in migrations/versions; a test holds it equal to alembic's head."""


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
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
