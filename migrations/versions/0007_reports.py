"""Frozen reports, and the guard that keeps them so.

Revision: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KINDS = ("month", "quarter", "half-year", "year", "interim", "final")
GUARDS = {
    "sqlite": tuple(
        f"CREATE TRIGGER report_no_{deed} BEFORE {deed.upper()} ON report BEGIN "
        "SELECT RAISE(ABORT, 'a frozen report does not change'); END"
        for deed in ("update", "delete")
    ),
    "postgresql": (
        "CREATE TRIGGER report_frozen BEFORE UPDATE OR DELETE ON report FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ),
}
"""On PostgreSQL the history's own refusal is used; a dropped table takes its guards along."""


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="report_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("frozen_by", sa.String(length=200), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_report_programme_id_programme")),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["person.id"], name=op.f("fk_report_frozen_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("code", name=op.f("uq_report_code")),
    )
    op.create_index("ix_report_kind_cut_off", "report", ["kind", "cut_off"])
    op.create_index(op.f("ix_report_programme_id"), "report", ["programme_id"])
    op.create_index(op.f("ix_report_frozen_by_id"), "report", ["frozen_by_id"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("report")
