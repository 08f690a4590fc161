"""Versions of an agreement, signatures for one version, and what was printed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ROLES = (
    "rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', "
    "'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')"
)


def upgrade() -> None:
    op.create_table(
        "versie",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("ondanks", sa.Text(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_versie_opdracht", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_versie"),
    )
    op.create_table(
        "afdruk",
        sa.Column("vingerafdruk", sa.String(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("sjabloon", sa.String(), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_afdruk_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vingerafdruk", name="pk_afdruk"),
    )
    op.create_table(
        "document",
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=True),
        sa.Column("sjabloon", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("vingerafdruk", sa.String(), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        sa.CheckConstraint("versie >= 1", name="ck_document_versie"),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_document_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pad", name="pk_document"),
    )
    _sign_versions()


def _sign_versions() -> None:
    """The key of a signature gets a version; what was signed before is version 1. No table refers to this one."""
    op.rename_table("ondertekening", "ondertekening_oud")
    if op.get_bind().dialect.name == "postgresql":  # the name of an index is unique in a schema there
        op.execute("ALTER TABLE ondertekening_oud RENAME CONSTRAINT pk_ondertekening TO pk_ondertekening_oud")
    op.create_table(
        "ondertekening",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("functie", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("niveau", sa.String(), nullable=False),
        sa.Column("grondslag", sa.String(), nullable=False),
        sa.CheckConstraint(ROLES, name="ck_ondertekening_rol"),
        sa.CheckConstraint("niveau IN ('gewoon', 'geavanceerd', 'gekwalificeerd')", name="ck_ondertekening_niveau"),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_ondertekening_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "versie", "rol", name="pk_ondertekening"),
    )
    op.execute(
        "INSERT INTO ondertekening (opdracht, versie, rol, functie, datum, niveau, grondslag) "
        "SELECT opdracht, 1, rol, functie, datum, niveau, grondslag FROM ondertekening_oud"
    )
    op.drop_table("ondertekening_oud")
