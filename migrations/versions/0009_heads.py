"""An agency has a head beside its focal points.

Revision: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("focal_point") as batch:
        batch.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="focal_point"))
        batch.create_check_constraint(op.f("ck_focal_point_duty_kind"), "kind IN ('focal_point', 'head')")


def downgrade() -> None:
    """Heads are no focal points: their duty is forgotten."""
    op.execute("DELETE FROM focal_point WHERE kind = 'head'")
    with op.batch_alter_table("focal_point") as batch:
        batch.drop_constraint(op.f("ck_focal_point_duty_kind"), type_="check")
        batch.drop_column("kind")
