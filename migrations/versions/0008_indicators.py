"""Indicators with dated targets and measured numbers, and what is proposed of them before.

Revision: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)
COMPARATORS = ("reach", "above", "at_least", "below", "at_most", "about", "between", "in_words")
RECURRENCES = ("weekly", "monthly", "quarterly", "semiannual", "annual", "periodic-unspecified", "continuous")


def upgrade() -> None:
    _proposals()
    _indicators()
    _measurements()
    _sheets()
    _keep_measurements()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER measurement_append_only ON measurement")
    for table in ("measurement_sheet", "measurement", "target", "indicator", "target_proposal"):
        op.drop_table(table)


def _proposals() -> None:
    op.create_table(
        "target_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("clause_ref", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("sure", sa.Double(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("issued", sa.Boolean(), nullable=False),
        *_target_columns("target_proposal"),
        *_keys("target_proposal", import_id="import"),
    )
    _index("target_proposal", "import_id")


def _indicators() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("clause_ref", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        *_keys("indicator", programme_id="programme", supplier_id="agency"),
    )
    _index("indicator", "programme_id", "supplier_id")
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        *_target_columns("target"),
        *_keys("target", indicator_id="indicator"),
    )
    _index("target", "indicator_id")


def _measurements() -> None:
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("once", sa.String(length=80), nullable=True),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        *_keys(
            "measurement",
            indicator_id="indicator",
            supplier_id="agency",
            person_id="person",
            replaces_id="measurement",
        ),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_measurement_replaces_id")),
        sa.UniqueConstraint("once", name=op.f("uq_measurement_once")),
    )
    _index("measurement", "indicator_id", "supplier_id", "person_id")


def _sheets() -> None:
    op.create_table(
        "measurement_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=True),
        *_keys("measurement_sheet", created_by_id="person"),
    )
    _index("measurement_sheet", "created_by_id")


def _keep_measurements() -> None:
    """A number once written is neither changed nor removed; it is corrected by a newer row."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER measurement_append_only BEFORE UPDATE OR DELETE ON measurement "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for deed in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER measurement_no_{deed} BEFORE {deed.upper()} ON measurement BEGIN "
            "SELECT RAISE(ABORT, 'history is append-only'); END"
        )


def _target_columns(table: str) -> list[sa.Column[object] | sa.CheckConstraint]:
    """What a proposed target and a real one share; numbers are kept as whole millionths."""
    return [
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("comparator", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("upper", sa.BigInteger(), nullable=True),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("phrase", sa.String(length=300), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.String(length=40), nullable=True),
        _among(table, "comparator", COMPARATORS),
        _among(table, "recurrence", RECURRENCES),
        sa.CheckConstraint("(value IS NULL) = (comparator = 'in_words')", name=op.f(f"ck_{table}_words_or_number")),
    ]


def _among(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


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
