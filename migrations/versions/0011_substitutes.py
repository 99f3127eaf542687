"""Who stands in for whom, and one person's duties handed to another.

Revision: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE focal_point ADD COLUMN stands_for_id INTEGER "
        "CONSTRAINT fk_focal_point_stands_for_id_person REFERENCES person (id)"
    )
    op.create_index("ix_focal_point_stands_for_id", "focal_point", ["stands_for_id"])
    op.create_table(
        "person_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agencies", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_person_handover_from_id_person")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_person_handover_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_handover")),
        sa.UniqueConstraint("once", name=op.f("uq_person_handover_once")),
    )
    op.create_index("ix_person_handover_from_id", "person_handover", ["from_id"])
    op.create_index("ix_person_handover_to_id", "person_handover", ["to_id"])


def downgrade() -> None:
    op.drop_table("person_handover")
    op.drop_index("ix_focal_point_stands_for_id", "focal_point")
    with op.batch_alter_table("focal_point") as batch:
        batch.drop_column("stands_for_id")
