"""What an agency says is not its own may be left with it.

Revision: 0014
Revises: 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"

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
    "follow_up",
    "ask_correction",
    "accept_correction",
    "refuse_correction",
}
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
    _event_kinds(BEFORE | {"uphold"})


def downgrade() -> None:
    _event_kinds(BEFORE)


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
