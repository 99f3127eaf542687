"""Is everything alive? Facts for machines and for people, read afresh on every visit."""

import platform
import shutil
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import __version__
from webapp.models import MailState, OutboxMail
from webapp.queries.settings import last_beat

ALIVE_WITHIN = timedelta(minutes=2)
SAFE_SQLITE = (3, 51, 3)
"""Older SQLite can, in rare races of several writing processes, damage a database in WAL mode."""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the installation. ``ok`` is what a supervisor asks."""

    ok: bool
    version: str
    python: str
    database: str
    database_version: str
    schema: str | None
    worker_alive: bool
    worker_last_seen: str | None
    mail_queued: int
    mail_failed: int
    mail_oldest_minutes: int
    disk_free_mb: int
    trial: bool
    time: str
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for a machine."""
        return asdict(self)


def health(session: Session, *, now: datetime, data_dir: Path, trial: bool) -> Health:
    """The state now. Raises what the database raises when it does not answer."""
    dialect = session.get_bind().dialect.name
    beat = last_beat(session, "worker")
    alive = beat is not None and now - beat < ALIVE_WITHIN
    queued, failed, oldest = session.execute(
        sa.select(
            sa.func.count().filter(OutboxMail.state == MailState.QUEUED),
            sa.func.count().filter(OutboxMail.state == MailState.FAILED),
            sa.func.min(sa.case((OutboxMail.state == MailState.QUEUED, OutboxMail.send_at))),
        )
    ).one()
    return Health(
        ok=alive,
        version=__version__,
        python=platform.python_version(),
        database=dialect,
        database_version=_database_version(session, dialect),
        schema=session.scalar(sa.text("SELECT version_num FROM alembic_version")),
        worker_alive=alive,
        worker_last_seen=beat.isoformat(timespec="seconds") if beat else None,
        mail_queued=queued,
        mail_failed=failed,
        mail_oldest_minutes=max(0, int((now - oldest).total_seconds() // 60)) if oldest else 0,
        disk_free_mb=shutil.disk_usage(data_dir).free // 2**20 if data_dir.exists() else 0,
        trial=trial,
        time=now.isoformat(timespec="seconds"),
        warnings=_warnings(dialect, alive, failed),
    )


def _database_version(session: Session, dialect: str) -> str:
    if dialect == "sqlite":
        return sqlite3.sqlite_version
    return str(session.scalar(sa.text("SHOW server_version")))


def _warnings(dialect: str, alive: bool, failed: int) -> tuple[str, ...]:
    found = []
    if not alive:
        found.append("Tiến trình nền chưa báo sống trong 2 phút qua: thư và kỳ mới sẽ không chạy.")
    if dialect == "sqlite" and sqlite3.sqlite_version_info < SAFE_SQLITE:
        found.append(f"SQLite {sqlite3.sqlite_version} còn cũ: nên dùng PostgreSQL khi nhiều người ghi cùng lúc.")
    if failed:
        found.append(f"{failed} thư không gửi được.")
    return tuple(found)
