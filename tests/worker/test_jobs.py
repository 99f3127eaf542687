"""Long work: asked for with the request, done once, told as it goes; a killed worker's job goes to the next one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from webapp import clock, worker
from webapp.actions import jobs
from webapp.actions.jobs import JobRefused, Result, Tell, Work
from webapp.files.store import FileStore, MissingFile
from webapp.models import Job, JobState

NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)
MINUTE = timedelta(minutes=1)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "results")


def ask(session: Session, **payload: object) -> Job:
    """A job of somebody."""
    person = factories.person(session)
    job = jobs.queue(session, "sums", "Cộng các số", dict(payload), person_id=person.id, now=NOW)
    session.commit()
    return job


def sums(_session: Session, work: Work, tell: Tell) -> Result:
    """Adds up numbers, and says so after each."""
    numbers = work.payload.get("numbers", [1, 2, 3])
    for place, _number in enumerate(numbers, start=1):
        tell(place, len(numbers), f"Đang cộng số thứ {place}.")
    return Result("tong.txt", str(sum(numbers)).encode(), words="Đã cộng.")


def run(session: Session, store: FileStore, at: datetime = NOW, handler: jobs.Handler = sums) -> bool:
    with time_machine.travel(at, tick=False):
        done = worker.work(session, store, at, kinds={"sums": handler})
    session.expire_all()
    return done


def test_a_job_is_done_once_and_its_file_is_kept(session: Session, store: FileStore) -> None:
    job = ask(session)
    assert run(session, store) and not run(session, store)
    assert (job.state, job.done, job.total, job.words) == (JobState.DONE, 3, 3, "Đã cộng.")
    with store.open(str(job.file_digest)) as file:
        assert file.read() == b"6"


def test_a_request_that_is_rolled_back_asks_for_nothing(session: Session, store: FileStore) -> None:
    person = factories.person(session)
    session.commit()
    jobs.queue(session, "sums", "x", {}, person_id=person.id, now=NOW)
    session.rollback()
    assert not run(session, store)


def test_what_cannot_be_done_says_why_and_is_not_tried_again(session: Session, store: FileStore) -> None:
    def refuse(*_: object) -> Result:
        raise JobRefused("Kỳ này chưa có việc nào.")

    job = ask(session)
    assert run(session, store, handler=refuse) and not run(session, store, NOW + 60 * MINUTE)
    assert (job.state, job.reason) == (JobState.FAILED, "Kỳ này chưa có việc nào.")


def test_a_fault_is_tried_again_and_in_the_end_told(
    session: Session, store: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(session: Session, _work: Work, _tell: Tell) -> Result:
        session.add(factories.person(session, email="left-behind@example.vn"))
        raise RuntimeError("no luck")

    job = ask(session)
    assert run(session, store, handler=break_down) and job.state is JobState.READY
    assert not run(session, store, NOW, break_down), "it rests before the next try"
    assert run(session, store, NOW + MINUTE, break_down) and run(session, store, NOW + 7 * MINUTE, break_down)
    assert (job.state, job.reason) == (JobState.FAILED, jobs.LOST_HEART)
    assert session.scalar(sa.text("SELECT count(*) FROM person WHERE email LIKE 'left-behind%'")) == 0


def test_a_worker_that_has_to_stop_gives_the_job_back_at_once(session: Session, store: FileStore) -> None:
    job = ask(session)
    with time_machine.travel(NOW, tick=False):
        worker.work(session, store, NOW, kinds={"sums": sums}, stopping=lambda: True)
    session.expire_all()
    assert (job.state, job.attempts) == (JobState.READY, 0)
    assert run(session, store) and job.state is JobState.DONE


def test_while_a_lease_lasts_nobody_else_takes_the_job(session: Session, store: FileStore) -> None:
    job = ask(session)
    assert jobs.claim(session, now=NOW) is not None
    assert jobs.claim(session, now=NOW + 4 * MINUTE) is None
    again = jobs.claim(session, now=NOW + 6 * MINUTE)
    assert again is not None and again.id == job.id


def test_a_clock_set_back_does_not_keep_a_job_waiting(session: Session) -> None:
    ask(session)
    jobs.claim(session, now=NOW + timedelta(days=365))
    assert jobs.claim(session, now=NOW) is not None


def test_progress_renews_the_lease(session: Session) -> None:
    ask(session)
    work = jobs.claim(session, now=NOW)
    assert work is not None
    jobs.progress(session, work, 1, 2, "Một nửa.", now=NOW + 4 * MINUTE)
    assert jobs.claim(session, now=NOW + 8 * MINUTE) is None


def test_a_worker_that_lost_its_lease_leaves_no_trace(session: Session, store: FileStore) -> None:
    job = ask(session)

    def slow(session: Session, work: Work, _tell: Tell) -> Result:
        other = jobs.claim(session, now=NOW + 6 * MINUTE)
        assert other is not None
        jobs.finish(session, other, Result("hai.txt", b"2"), store, now=NOW + 6 * MINUTE)
        session.commit()
        factories.person(session, email="late@example.vn")
        return Result("mot.txt", b"1")

    assert run(session, store, handler=slow)
    assert (job.state, job.file_name) == (JobState.DONE, "hai.txt")
    assert session.scalar(sa.text("SELECT count(*) FROM person WHERE email = 'late@example.vn'")) == 0


def test_a_job_that_brings_down_every_worker_is_given_up(session: Session, store: FileStore) -> None:
    job, at = ask(session), NOW
    for _kill in range(3):
        assert jobs.claim(session, now=at) is not None
        session.commit()
        at += 6 * MINUTE
    assert run(session, store, at)
    assert (job.state, job.reason) == (JobState.FAILED, jobs.LOST_HEART)


def test_results_are_forgotten_after_a_week_and_a_shared_file_with_the_last(session: Session, store: FileStore) -> None:
    first = ask(session)
    run(session, store)
    digest = str(first.file_digest)
    second = ask(session)
    run(session, store, NOW + timedelta(days=5))
    jobs.purge(session, store, now=NOW + timedelta(days=8))
    assert session.scalars(sa.select(Job.id)).all() == [second.id]
    store.open(digest).close()
    jobs.purge(session, store, now=NOW + timedelta(days=13))
    with pytest.raises(MissingFile):
        store.open(digest)


KILLED = """
import os, signal, sys
from webapp import clock, worker
from webapp.app import create_app
from webapp.extensions import db
from webapp.files.store import FileStore
from pathlib import Path

def handler(session, work, tell):
    tell(1, 2, "Một nửa.")
    os.kill(os.getpid(), signal.SIGKILL)

app = create_app()
with app.app_context():
    worker.work(db.session, FileStore(Path(sys.argv[1])), clock.now(), kinds={"sums": handler})
"""


def test_kill_minus_nine_leaves_the_job_to_the_next_worker(tmp_path: Path) -> None:
    import flask_migrate

    from webapp.app import create_app
    from webapp.config import Config
    from webapp.extensions import db

    url = f"sqlite:///{tmp_path / 'so-theo-doi.sqlite3'}"
    app = create_app(Config(data_dir=tmp_path, database_url=url, secret_key="k", trial=True))
    with app.app_context():
        flask_migrate.upgrade()
        person = factories.person(db.session)
        job = jobs.queue(db.session, "sums", "Cộng", {}, person_id=person.id, now=clock.now())
        db.session.commit()
        env = {**os.environ, "DATA_DIR": str(tmp_path)}
        died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=env, cwd=ROOT, check=False)
        assert died.returncode == -signal.SIGKILL
        db.session.expire_all()
        assert (job.state, job.words, job.attempts) == (JobState.RUNNING, "Một nửa.", 1)
        store = FileStore(tmp_path / "results")
        assert not worker.work(db.session, store, clock.now(), kinds={"sums": sums})
        assert worker.work(db.session, store, clock.now() + 6 * MINUTE, kinds={"sums": sums})
        db.session.expire_all()
        assert (job.state, job.attempts) == (JobState.DONE, 2)
        db.session.close()
        db.engine.dispose()
