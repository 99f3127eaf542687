"""Work is urged, and what is shown late can be corrected.

Revision: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

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
    "ask_extension",
    "grant_extension",
    "refuse_extension",
}
NEW = {"follow_up", "ask_correction", "accept_correction", "refuse_correction"}
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
MOMENT = sa.DateTime(timezone=True)
ON_TASK = ("claimed_on", "follow_ups", "followed_up_at", "reply_due_on")


def upgrade() -> None:
    op.add_column("task", sa.Column("claimed_on", sa.Date()))
    op.add_column("task", sa.Column("follow_ups", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("task", sa.Column("followed_up_at", MOMENT))
    op.add_column("task", sa.Column("reply_due_on", sa.Date()))
    _event_kinds(BEFORE | NEW)
    _follow_ups()
    _corrections()


def downgrade() -> None:
    for table in ("correction", "follow_up_mail", "follow_up_task", "follow_up"):
        op.drop_table(table)
    _event_kinds(BEFORE)
    with op.batch_alter_table("task") as batch:
        for name in ON_TASK:
            batch.drop_column(name)


def _follow_ups() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply_due_on", sa.Date(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        *_keys("follow_up", person_id="person"),
        sa.UniqueConstraint("once", name=op.f("uq_follow_up_once")),
    )
    _index("follow_up", "sent_at", "person_id")
    op.create_table(
        "follow_up_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        *_keys("follow_up_task", follow_up_id="follow_up", task_id="task", event_id="event"),
        sa.UniqueConstraint("follow_up_id", "task_id", name=op.f("uq_follow_up_task_follow_up_id_task_id")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_follow_up_task_task_id_number")),
    )
    _index("follow_up_task", "event_id")
    op.create_table(
        "follow_up_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        *_keys("follow_up_mail", follow_up_id="follow_up", agency_id="agency", mail_id="outbox_mail"),
    )
    _index("follow_up_mail", "follow_up_id", "agency_id", "mail_id")


def _corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        *_keys("correction", task_id="task", evidence_id="evidence", person_id="person", decided_by_id="person"),
    )
    op.create_index("ix_correction_task_open", "correction", ["task_id", "decided_at"])
    _index("correction", "evidence_id", "person_id", "decided_by_id")


def _keys(table: str, **targets: str) -> list[sa.Constraint]:
    """The primary key of a table, and its references."""
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in targets.items()
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


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
