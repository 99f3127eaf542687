"""Is everything alive? Facts for machines and for people, read afresh on every visit. Versions only, nothing secret."""

import platform
import shutil
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from webapp import __version__
from webapp.clock import local
from webapp.models import MailState, OutboxMail
from webapp.queries.settings import last_beat

ALIVE_WITHIN = timedelta(minutes=2)
SAFE_SQLITE = (3, 51, 3)
"""Older SQLite can, in rare races of several writing processes, damage a database in WAL mode."""
LITTLE_DISK = 500
"""MiB; below it we warn."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database says of itself and of what is in it. ``schema`` is the last migration that ran."""

    version: str
    schema: str | None
    worker_at: datetime | None
    mail_queued: int
    mail_failed: int
    oldest_waiting_since: datetime | None
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the installation. ``ok`` is what a supervisor asks; None is "the database did not say"."""

    ok: bool
    version: str
    python: str
    database: str
    database_ok: bool
    database_version: str | None
    schema: str | None
    schema_wanted: str | None
    worker_ok: bool
    worker_last_seen: datetime | None
    reminders_last_run: datetime | None
    mail_queued: int | None
    mail_failed: int | None
    mail_oldest_minutes: int | None
    disk_free_mb: int
    trial: bool
    time: datetime
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for a machine; moments in ISO form, by the office's clock."""
        return {
            name: local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }


def stored(session: Session) -> Stored:
    """The database's own account, in five statements. Raises what it raises when it does not answer."""
    queued = OutboxMail.state == MailState.QUEUED
    waiting, failed, oldest = session.execute(
        sa.select(
            sa.func.count().filter(queued),
            sa.func.count().filter(OutboxMail.state == MailState.FAILED),
            sa.func.min(OutboxMail.created_at).filter(queued),
        ).where(OutboxMail.state != MailState.SENT)
    ).one()
    version = sqlite3.sqlite_version
    if session.get_bind().dialect.name != "sqlite":
        version = str(session.scalar(sa.text("SHOW server_version"))).split()[0]
    schema = session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return Stored(
        version, schema, last_beat(session, "worker"), waiting, failed, oldest, last_beat(session, "reminders")
    )


@lru_cache
def schema_wanted(migrations: Path) -> str | None:
    """The newest migration that this version of the app brings."""
    return ScriptDirectory(str(migrations)).get_current_head()


def health(
    found: Stored | None, *, database: str, wanted: str | None, now: datetime, data_dir: Path, trial: bool
) -> Health:
    """The state at ``now``; ``found`` is None when the database did not answer."""
    worker_at = found.worker_at if found else None
    worker_ok = worker_at is not None and abs(now - worker_at) < ALIVE_WITHIN
    oldest = found.oldest_waiting_since if found else None
    free = shutil.disk_usage(data_dir).free // 2**20
    return Health(
        ok=found is not None and worker_ok,
        version=__version__,
        python=platform.python_version(),
        database=database,
        database_ok=found is not None,
        database_version=found.version if found else None,
        schema=found.schema if found else None,
        schema_wanted=wanted,
        worker_ok=worker_ok,
        worker_last_seen=worker_at,
        reminders_last_run=found.reminded_at if found else None,
        mail_queued=found.mail_queued if found else None,
        mail_failed=found.mail_failed if found else None,
        mail_oldest_minutes=max(0, int((now - oldest).total_seconds() // 60)) if oldest else (0 if found else None),
        disk_free_mb=free,
        trial=trial,
        time=now,
        warnings=tuple(_warnings(found, database, wanted, worker_ok, free)),
    )


def _warnings(found: Stored | None, database: str, wanted: str | None, worker_ok: bool, free: int) -> list[str]:
    if found is None:
        return ["Cơ sở dữ liệu không trả lời: chưa ghi được gì cho đến khi nó chạy lại."]
    said = []
    if not worker_ok:
        said.append("Tiến trình nền chưa báo sống trong 2 phút qua: thư chưa đi, kỳ mới chưa mở.")
    if found.schema != wanted:
        said.append("Cơ sở dữ liệu chưa theo phiên bản này: dừng lại rồi chạy lại bin/run để cập nhật.")
    if database == "sqlite" and tuple(map(int, found.version.split("."))) < SAFE_SQLITE:
        said.append(f"SQLite {found.version} còn cũ: nên dùng PostgreSQL khi nhiều người ghi cùng lúc.")
    if found.mail_failed:
        said.append(f"{found.mail_failed} thư không gửi được.")
    if free < LITTLE_DISK:
        said.append(f"Đĩa chỉ còn trống {free} MB.")
    return said
