"""Who confirmed, corrected, added or dropped a proposal, and when.

Revision: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TABLES = ("proposal", "target_proposal")


def upgrade() -> None:
    for table in TABLES:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN verdict VARCHAR(40) CONSTRAINT ck_{table}_verdict "
            "CHECK (verdict IN ('confirmed', 'corrected', 'added', 'dropped'))"
        )
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN judged_by_id INTEGER "
            f"CONSTRAINT fk_{table}_judged_by_id_person REFERENCES person (id)"
        )
        op.add_column(table, sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True))
        op.create_index(f"ix_{table}_judged_by_id", table, ["judged_by_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_judged_by_id", table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_verdict"), type_="check")
            for column in ("verdict", "judged_by_id", "judged_at"):
                batch.drop_column(column)
