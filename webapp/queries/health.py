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
from webapp.models import MailState, OutboxMail, WorkerBeat

ALIVE_WITHIN = timedelta(minutes=2)
MAILBOX_WITHIN = timedelta(minutes=5)
"""The worker looks into the mailbox once a minute; after five visits that came to nothing we say so."""
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
    mailbox_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The office's mailbox: when it was last read (None: never), and whether that is too long ago."""

    read_at: datetime | None
    away: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """What the office runs on: ``wanted`` is this version's newest migration, ``imap`` that a mailbox is read."""

    database: str
    wanted: str | None
    data_dir: Path
    trial: bool
    imap: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the installation. ``ok`` is what a supervisor asks; None is "the database did not say", and of the
    mailbox also "none is read". A mailbox that is away is no reason to start anything anew, so it leaves ``ok``."""

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
    mailbox_ok: bool | None
    mailbox_last_read: datetime | None
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
    """The database's own account, in four statements. Raises what it raises when it does not answer."""
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
    beats = _beats(session)
    lived, reminded, read = (beats.get(name) for name in ("worker", "reminders", "mailbox_read"))
    return Stored(version, schema, lived, waiting, failed, oldest, reminded, read)


def _beats(session: Session) -> dict[str, datetime]:
    """When each duty of the worker last gave a sign of life."""
    return {row.name: row.at for row in session.execute(sa.select(WorkerBeat.name, WorkerBeat.at))}


def mailbox(session: Session, *, now: datetime) -> Mailbox:
    """How the mailbox stands, for an office that has one."""
    return _mailbox(_beats(session).get("mailbox_read"), now)


def _mailbox(read_at: datetime | None, now: datetime) -> Mailbox:
    return Mailbox(read_at, read_at is None or abs(now - read_at) > MAILBOX_WITHIN)


@lru_cache
def schema_wanted(migrations: Path) -> str | None:
    """The newest migration that this version of the app brings."""
    return ScriptDirectory(str(migrations)).get_current_head()


def health(found: Stored | None, here: Setup, *, now: datetime) -> Health:
    """The state at ``now``; ``found`` is None when the database did not answer."""
    worker_at = found.worker_at if found else None
    worker_ok = worker_at is not None and abs(now - worker_at) < ALIVE_WITHIN
    box = _mailbox(found.mailbox_at, now) if found and here.imap else None
    free = shutil.disk_usage(here.data_dir).free // 2**20
    return Health(
        ok=found is not None and worker_ok,
        version=__version__,
        python=platform.python_version(),
        database=here.database,
        database_ok=found is not None,
        database_version=found.version if found else None,
        schema=found.schema if found else None,
        schema_wanted=here.wanted,
        worker_ok=worker_ok,
        worker_last_seen=worker_at,
        reminders_last_run=found.reminded_at if found else None,
        mail_queued=found.mail_queued if found else None,
        mail_failed=found.mail_failed if found else None,
        mail_oldest_minutes=_waited(found, now) if found else None,
        mailbox_ok=not box.away if box else None,
        mailbox_last_read=box.read_at if box else None,
        disk_free_mb=free,
        trial=here.trial,
        time=now,
        warnings=tuple(_warnings(found, box, here, worker_ok, free)),
    )


def _waited(found: Stored, now: datetime) -> int:
    """Minutes for which the oldest mail has waited."""
    oldest = found.oldest_waiting_since
    return max(0, int((now - oldest).total_seconds() // 60)) if oldest else 0


def _warnings(found: Stored | None, box: Mailbox | None, here: Setup, worker_ok: bool, free: int) -> list[str]:
    if found is None:
        return ["Cơ sở dữ liệu không trả lời: chưa ghi được gì cho đến khi nó chạy lại."]
    said = []
    if not worker_ok:
        said.append("Tiến trình nền chưa báo sống trong 2 phút qua: thư chưa đi, kỳ mới chưa mở.")
    if worker_ok and box and box.away:
        said.append("Hộp thư trả lời không đọc được quá 5 phút: thư chờ ở máy chủ thư, chưa vào sổ (docs/mail.md).")
    if found.schema != here.wanted:
        said.append("Cơ sở dữ liệu chưa theo phiên bản này: dừng lại rồi chạy lại bin/run để cập nhật.")
    if here.database == "sqlite" and tuple(map(int, found.version.split("."))) < SAFE_SQLITE:
        said.append(f"SQLite {found.version} còn cũ: nên dùng PostgreSQL khi nhiều người ghi cùng lúc.")
    if found.mail_failed:
        said.append(f"{found.mail_failed} thư không gửi được.")
    if free < LITTLE_DISK:
        said.append(f"Đĩa chỉ còn trống {free} MB.")
    return said
