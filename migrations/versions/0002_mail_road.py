"""The mail road: links, reminders given, mail that came in, requests for an extension.

Revision: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BEFORE = {
    "issue",
    "start",
    "update",
    "report_done",
    "confirm",
    "send_back",
    "pause",
    "resume",
    "hand_over",
    "drop",
    "set_deadline",
    "contest",
    "comment",
    "undo",
}
REFERENCES = ("reply_link_id", "mute_link_id")
GUARDS = {
    "sqlite": (
        ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"),
        tuple(
            f"CREATE TRIGGER event_no_{deed} BEFORE {deed.upper()} ON event BEGIN "
            "SELECT RAISE(ABORT, 'history is append-only'); END"
            for deed in ("update", "delete")
        ),
    ),
    "postgresql": (
        ("ALTER TABLE event DISABLE TRIGGER event_append_only",),
        ("ALTER TABLE event ENABLE TRIGGER event_append_only",),
    ),
}
"""How the append-only guard of the history is taken away and put back."""


def upgrade() -> None:
    op.create_table(
        "quick_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "task",
                "list",
                "reply",
                "mute",
                "calendar",
                name="link_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quick_link_person_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_quick_link_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quick_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_quick_link_digest")),
    )
    op.create_index("ix_quick_link_person_id", "quick_link", ["person_id"])
    op.create_index("ix_quick_link_task_id", "quick_link", ["task_id"])

    op.create_table(
        "inbound_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=300), nullable=True),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "human",
                "auto",
                "bounce",
                "complaint",
                "forward",
                "hold",
                name="mail_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "held",
                "noted",
                "handled",
                name="inbound_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_inbound_mail_event_id_event")),
        sa.ForeignKeyConstraint(["handled_by_id"], ["person.id"], name=op.f("fk_inbound_mail_handled_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inbound_mail_person_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_inbound_mail_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_mail")),
        sa.UniqueConstraint("digest", name=op.f("uq_inbound_mail_digest")),
        sa.UniqueConstraint("message_id", "sender", name=op.f("uq_inbound_mail_message_id_sender")),
    )
    op.create_index("ix_inbound_mail_event_id", "inbound_mail", ["event_id"])
    op.create_index("ix_inbound_mail_handled_by_id", "inbound_mail", ["handled_by_id"])
    op.create_index("ix_inbound_mail_person_id", "inbound_mail", ["person_id"])
    op.create_index("ix_inbound_mail_state", "inbound_mail", ["state", "received_at"])
    op.create_index("ix_inbound_mail_task_id", "inbound_mail", ["task_id"])

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["outbox_mail.id"], name=op.f("fk_reminder_mail_id_outbox_mail")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_reminder_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "person_id", "task_id", "rung", "slot", name=op.f("uq_reminder_person_id_task_id_rung_slot")
        ),
    )
    op.create_index("ix_reminder_mail_id", "reminder", ["mail_id"])
    op.create_index("ix_reminder_task_id", "reminder", ["task_id"])

    _add_references()
    op.add_column("outbox_mail", sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("unreachable_why", sa.String(length=300), nullable=False, server_default=""))
    op.add_column("person", sa.Column("muted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("asked_due_on", sa.Date(), nullable=True))
    op.add_column("task", sa.Column("asked_reason", sa.Text(), nullable=False, server_default=""))
    _event_kinds(BEFORE | {"ask_extension"})


def downgrade() -> None:
    op.execute("UPDATE inbound_mail SET event_id = NULL")
    _event_kinds(BEFORE)
    for table, columns in (
        ("task", ("asked_reason", "asked_due_on")),
        ("person", ("muted_at", "unreachable_why", "unreachable_since")),
        ("outbox_mail", ("wiped_at", *REFERENCES)),
    ):
        for name in REFERENCES if table == "outbox_mail" else ():
            op.drop_index(f"ix_outbox_mail_{name}", "outbox_mail")
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    for table in ("reminder", "inbound_mail", "quick_link"):
        op.drop_table(table)


def _event_kinds(kinds: set[str]) -> None:
    """What an event may be; others become comments. SQLite builds the table anew for it, which loses the guards."""
    allowed = f"kind IN ({', '.join(repr(kind) for kind in sorted(kinds))})"
    guard_off, guard_on = GUARDS[op.get_bind().dialect.name]
    for statement in guard_off:
        op.execute(statement)
    op.execute("UPDATE event SET kind = 'comment' WHERE NOT " + allowed)  # noqa: S608 - words of this file
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint(op.f("ck_event_event_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_event_event_kind"), allowed)
    for statement in guard_on:
        op.execute(statement)


def _add_references() -> None:
    """In SQL that both databases take, so that SQLite need not build the outbox anew."""
    for name in REFERENCES:
        op.execute(
            f"ALTER TABLE outbox_mail ADD COLUMN {name} INTEGER "
            f"CONSTRAINT fk_outbox_mail_{name}_quick_link REFERENCES quick_link (id)"
        )
        op.create_index(f"ix_outbox_mail_{name}", "outbox_mail", [name])
