"""One app and one database for the run (SQLite, or PostgreSQL when TEST_DATABASE says so); tests are rolled back."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import databases
from tests.page import CheckedClient
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.models import AuthSession, Person
from webapp.queries.people import digest

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True, scope="session")
def no_outside() -> Iterator[None]:
    """No test may open a connection beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    data_dir = tmp_path_factory.mktemp("data")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return Config(
        data_dir=data_dir,
        database_url=databases.url_for_worker(worker, data_dir),
        secret_key="only for tests",
        trial=True,
    )


@pytest.fixture(scope="session")
def app(config: Config) -> Iterator[Flask]:
    app = create_app(config, TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = CheckedClient
    with app.app_context():
        flask_migrate.upgrade()
        engine = db.engine
    yield app
    engine.dispose()


@pytest.fixture
def connection(app: Flask) -> Iterator[sa.Connection]:
    """The one connection of a test, the app's own requests included; all it does is rolled back at the end."""
    engines = db._app_engines[app]
    engine = engines[None]
    with engine.connect() as connection:
        transaction = connection.begin()
        engines[None] = connection  # type: ignore[assignment]
        yield connection
        engines[None] = engine
        transaction.rollback()


@pytest.fixture
def session(connection: sa.Connection) -> Iterator[Session]:
    """The test's own view of the database. No app context stays open: every request brings its own."""
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        yield session


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A browser that is not signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, session: Session) -> "SignIn":
    """``sign_in(person)`` gives that person's browser."""
    return SignIn(app, session)


class SignIn:
    """Opens browsers with a living session of a person."""

    def __init__(self, app: Flask, session: Session) -> None:
        self.app, self.session, self.made = app, session, 0

    def __call__(self, person: Person) -> FlaskClient:
        from datetime import timedelta

        from webapp import clock

        self.made += 1
        secret = f"session-{person.id}-{self.made}"
        now = clock.now()
        row = AuthSession(
            digest=digest(secret),
            person_id=person.id,
            browser="",
            created_at=now,
            expires_at=now + timedelta(days=3650),
            ended_at=None,
        )
        self.session.add(row)
        self.session.commit()
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = secret
        return client


@pytest.fixture
def statements(connection: sa.Connection) -> Iterator[list[str]]:
    """Every SQL statement of the test so far, transaction control apart; clear it before the part that counts."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    sa.event.listen(connection, "before_cursor_execute", note)
    yield seen
    sa.event.remove(connection, "before_cursor_execute", note)


ROOT = Path(__file__).resolve().parent.parent
