"""The migrations: they make what the models say, and go down and up again without a trace, on both databases."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from tests import databases
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db

ROOT = Path(__file__).resolve().parents[2]
MADE_BY_HAND = ("search_fts", "ix_search_entry_words")
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT trigger_name, event_manipulation FROM information_schema.triggers",
}


def differences(connection: sa.Connection) -> list[Any]:
    """What autogenerate would still change."""

    def include(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind in ("table", "index") and (name or "").startswith(MADE_BY_HAND))

    context = MigrationContext.configure(connection, opts={"include_object": include, "compare_type": True})
    return list(compare_metadata(context, db.metadata))


def checks(connection: sa.Connection) -> set[tuple[str, str]]:
    """(table, name) of every CHECK in the database: autogenerate does not look at them."""
    inspector = sa.inspect(connection)
    names = [name for name in inspector.get_table_names() if name in db.metadata.tables]
    return {(table, str(one["name"])) for table in names for one in inspector.get_check_constraints(table)}


def declared_checks(dialect: sa.Dialect) -> set[tuple[str, str]]:
    """The same as the models say it."""
    write = dialect.identifier_preparer.format_constraint
    return {
        (table.name, str(write(one)).strip('"'))
        for table in db.metadata.sorted_tables
        for one in table.constraints
        if isinstance(one, sa.CheckConstraint)
    }


def test_the_models_equal_the_migrations(app: Flask, connection: sa.Connection) -> None:
    assert differences(connection) == []
    assert checks(connection) == declared_checks(connection.dialect)


def test_there_is_one_migration_head() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database of its own."""
    url = databases.url_for_worker(f"migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}", tmp_path)
    app = create_app(Config(data_dir=tmp_path, database_url=url, secret_key="k", trial=True))
    with app.app_context():
        yield app
        db.engine.dispose()


def shape(connection: sa.Connection) -> dict[str, Any]:
    """All that a migration makes: tables with their columns, keys, indexes and checks, and triggers."""
    inspector = sa.inspect(connection)
    reads = (
        inspector.get_columns,
        inspector.get_indexes,
        inspector.get_foreign_keys,
        inspector.get_unique_constraints,
        inspector.get_check_constraints,
    )
    made = {
        table: [sorted(repr(one) for one in read(table)) for read in reads]
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }
    triggers = connection.execute(sa.text(TRIGGERS[connection.dialect.name])).all()
    return made | ({"triggers": sorted(map(repr, triggers))} if triggers else {})


def test_up_down_and_up_again_is_the_same_database(fresh: Flask) -> None:
    def seen() -> dict[str, Any]:
        with db.engine.connect() as connection:
            return shape(connection)

    flask_migrate.upgrade()
    first = seen()
    steps = [one.revision for one in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()]
    assert len(first) > 20 and "triggers" in first
    flask_migrate.downgrade(revision=steps[-1])
    flask_migrate.upgrade()
    assert seen() == first, "one step down from the newest and up again"
    flask_migrate.downgrade(revision="base")
    assert seen() == {}
    flask_migrate.upgrade()
    assert seen() == first
    with db.engine.connect() as connection:
        assert differences(connection) == []
