"""Areas of work, and filters kept under a name.

Revision: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("task", sa.Column("area", sa.String(length=60), nullable=False, server_default=""))
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.String(length=600), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_filter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_filter_person_id_name")),
    )


def downgrade() -> None:
    op.drop_table("saved_filter")
    with op.batch_alter_table("task") as batch:
        batch.drop_column("area")
