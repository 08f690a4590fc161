"""Plans that are kept by name, and the value of an opdracht in them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_plan"),
    )
    value = sa.Column("waarde", sa.Float(), sa.CheckConstraint("waarde >= 0", name="ck_opdracht_waarde"), nullable=True)
    op.add_column("opdracht", value)
