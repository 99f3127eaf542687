"""Every row of every table at one moment, so that two moments can be told apart."""

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

Rows = dict[str, Counter[str]]


def snapshot(connection: sa.Connection, but: Collection[str] = ()) -> Rows:
    """All tables of the database, those that only the engine knows of included; ``but`` names the ones left out."""
    names = set(sa.inspect(connection).get_table_names()) - set(but)
    return {name: Counter(repr(tuple(row)) for row in _rows(connection, name)) for name in sorted(names)}


def _rows(connection: sa.Connection, name: str) -> sa.CursorResult[tuple[object, ...]]:
    return connection.exec_driver_sql(f"SELECT * FROM {connection.dialect.identifier_preparer.quote(name)}")


def changed(before: Rows, after: Rows) -> list[str]:
    """Each row that came, went or is another now."""
    return [
        f"{name}: {sign} {row[:300]}"
        for name in sorted(before.keys() | after.keys())
        for sign, rows in (
            ("-", before.get(name, Counter()) - after.get(name, Counter())),
            ("+", after.get(name, Counter()) - before.get(name, Counter())),
        )
        for row in rows
    ]
