"""Templates of the office's own for reports, and what was copied out to other systems.

Revision: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "report_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_template_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_template")),
        sa.UniqueConstraint("name", name=op.f("uq_report_template_name")),
    )
    op.create_index(op.f("ix_report_template_person_id"), "report_template", ["person_id"])
    op.create_table(
        "copy_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_copy_out_person_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_copy_out_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_out")),
    )
    op.create_index(op.f("ix_copy_out_person_id"), "copy_out", ["person_id"])
    op.create_index(op.f("ix_copy_out_task_id"), "copy_out", ["task_id"])


def downgrade() -> None:
    op.drop_table("copy_out")
    op.drop_table("report_template")
