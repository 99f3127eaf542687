"""Runs the migrations: one at a time, whole or not at all, on SQLite and PostgreSQL.

SQLite rebuilds a table to change it, and with foreign keys on would empty its children: they are switched off before
the first statement and checked at the end. The first statement takes a lock, so that two starts do not both migrate.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

LOCK = 7_202_021
HAND_MADE = ("search_fts", "ix_search_entry_words")
"""Made in SQL by the migrations: the full-text table and index, of which the models know nothing."""


def include(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Whether autogenerate compares this object."""
    return not (kind in ("table", "index") and (name or "").startswith(HAND_MADE))


def run(connection: Connection) -> None:
    """Migrate on ``connection`` inside one transaction."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    settings = current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        include_object=include,
        transactional_ddl=True,
        **settings,
    )
    try:
        with context.begin_transaction():
            connection.execute(text("SELECT 1" if sqlite else f"SELECT pg_advisory_xact_lock({LOCK})"))
            context.run_migrations()
            if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"the migration leaves orphans: {broken[:5]}")
    finally:
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


with current_app.extensions["migrate"].db.engine.connect() as connection:
    run(connection)
    connection.commit()
