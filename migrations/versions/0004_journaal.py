"""The journal of changes, and what became of texts in which a person was forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "wijziging",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("wanneer", sa.String(), nullable=False),
        sa.Column("wie", sa.String(), nullable=False),
        sa.Column("rekening", sa.String(), nullable=False),
        sa.Column("commando", sa.String(), nullable=False),
        sa.Column("ongedaan", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("nr", name="pk_wijziging"),
    )
    op.create_table(
        "mutatie",
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("gegeven", sa.Text(), nullable=False),
        sa.Column("eerder", sa.Text(), nullable=True),
        sa.Column("voor", sa.Text(), nullable=True),
        sa.Column("na", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["wijziging"], ["wijziging.nr"], name="fk_mutatie_wijziging"),
        sa.PrimaryKeyConstraint("wijziging", "nr", name="pk_mutatie"),
    )
    for table in ("versie", "afdruk"):
        op.add_column(table, sa.Column("geschoond", sa.String(), nullable=True))
