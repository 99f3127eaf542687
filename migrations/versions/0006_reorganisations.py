"""Agencies change by dated decisions.

Revision: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "agency_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_title_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_title")),
        sa.UniqueConstraint("agency_id", "to_on", name=op.f("uq_agency_title_agency_id_to_on")),
    )
    op.create_table(
        "programme_monitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_programme_monitor_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_monitor_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_monitor")),
        sa.UniqueConstraint("programme_id", "to_on", name=op.f("uq_programme_monitor_programme_id_to_on")),
    )
    op.create_index(op.f("ix_programme_monitor_agency_id"), "programme_monitor", ["agency_id"])

    op.create_table(
        "reorganisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rename",
                "merge",
                "split",
                "end",
                name="reorganisation_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reorganisation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisation")),
        sa.UniqueConstraint("once", name=op.f("uq_reorganisation_once")),
    )
    op.create_index(op.f("ix_reorganisation_effective_on"), "reorganisation", ["effective_on"])
    op.create_index(op.f("ix_reorganisation_person_id"), "reorganisation", ["person_id"])

    op.create_table(
        "reorganisation_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("before", "after", name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_reorganisation_agency_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["reorganisation_id"],
            ["reorganisation.id"],
            name=op.f("fk_reorganisation_agency_reorganisation_id_reorganisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisation_agency")),
        sa.UniqueConstraint(
            "reorganisation_id",
            "agency_id",
            "side",
            name=op.f("uq_reorganisation_agency_reorganisation_id_agency_id_side"),
        ),
    )
    op.create_index(op.f("ix_reorganisation_agency_agency_id"), "reorganisation_agency", ["agency_id"])

    op.add_column("assignment_agency", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("assignment_agency", sa.Column("valid_to", sa.Date(), nullable=True))

    op.add_column("task", sa.Column("held_as", sa.String(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("held_as")

    with op.batch_alter_table("assignment_agency", schema=None) as batch_op:
        batch_op.drop_column("valid_to")
        batch_op.drop_column("valid_from")

    op.drop_table("reorganisation_agency")

    op.drop_table("reorganisation")

    op.drop_table("programme_monitor")
    op.drop_table("agency_title")
