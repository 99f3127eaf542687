"""The page of long work: how far it is, what came of it, for its owner only."""

from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp import clock
from webapp.actions import jobs
from webapp.actions.jobs import Result
from webapp.files.store import FileStore
from webapp.models import Job, Person

NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)


def ask(session: Session) -> Job:
    """A job of somebody."""
    person = factories.person(session)
    job = jobs.queue(session, "sums", "Cộng các số", {}, person_id=person.id, now=NOW)
    session.commit()
    return job


def owner_of(session: Session, job: Job) -> Person:
    return session.get_one(Person, job.person_id)


def test_the_page_tells_its_owner_how_far_it_is_and_nobody_else(session: Session, sign_in: SignIn) -> None:
    job = ask(session)
    owner, other = sign_in(owner_of(session, job)), sign_in(factories.person(session))
    assert "Chờ đến lượt" in words(owner.get(f"/jobs/{job.id}")) and other.get(f"/jobs/{job.id}").status_code == 404
    work = jobs.claim(session, now=NOW)
    assert work is not None
    jobs.progress(session, work, 1, 4, "Đang đọc phần 1.", now=NOW)
    session.commit()
    answer = owner.get(f"/jobs/{job.id}")
    assert 'max="4" value="1"' in answer.get_data(as_text=True)
    assert "Đang đọc phần 1. 1/4" in words(answer) and "Có thể rời trang này" in words(answer)
    jobs.fail(session, work, "Tệp hỏng.", final=True, now=NOW)
    session.commit()
    answer = owner.get(f"/jobs/{job.id}")
    assert "Tệp hỏng." in words(answer) and "every 2s" not in answer.get_data(as_text=True)


def test_the_owner_downloads_the_file_and_nobody_else(session: Session, app: Flask, sign_in: SignIn) -> None:
    job = ask(session)
    work = jobs.claim(session, now=NOW)
    assert work is not None
    store = FileStore(app.config["OFFICE"].results_dir)
    jobs.finish(session, work, Result("tổng hợp.txt", b"6", endpoint="home.mine"), store, now=NOW)
    session.commit()
    owner, other = sign_in(owner_of(session, job)), sign_in(factories.person(session))
    assert f"/jobs/{job.id}/file" in (shown := owner.get(f"/jobs/{job.id}").get_data(as_text=True))
    assert 'href="/my-work"' in shown
    answer = owner.get(f"/jobs/{job.id}/file")
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.data, "attachment" in answer.headers["Content-Disposition"]) == (b"6", True)
    assert other.get(f"/jobs/{job.id}/file").status_code == 404
    answer.close()


def test_the_page_asks_the_database_little(session: Session, sign_in: SignIn, statements: list[str]) -> None:
    job = ask(session)
    owner, path = sign_in(owner_of(session, job)), f"/jobs/{job.id}"
    statements.clear()
    owner.get(path)
    assert len(statements) <= 4
