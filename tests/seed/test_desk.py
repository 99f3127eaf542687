"""The trial's desk: a frozen report and an urging to look at, made by the real actions."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from webapp.models import Event, EventKind, OutboxMail, Report, Task
from webapp.queries import follow_ups
from webapp.rules.words import ReportKind
from webapp.seed.start import first_start


@pytest.mark.parametrize("day", ["2026-11-28", "2027-01-02"])
def test_the_trial_opens_with_frozen_reports_an_urging_with_its_mails_and_something_to_decide(
    app: Flask, session: Session, day: str
) -> None:
    now = datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)
    with app.app_context():  # its keys sign the links in the mails
        first_start(session, empty=False, now=now, trial=True)
    session.flush()
    year, month = session.scalars(sa.select(Report).order_by(Report.cut_off)).all()
    assert (year.kind, year.period, month.kind) == (ReportKind.YEAR, "2021", ReportKind.MONTH)
    assert month.cut_off < month.frozen_at.date() < now.date()

    (sent,) = follow_ups.sent(session, number=1, per_page=20)
    owes = [one.owes for one in follow_ups.urged(session, sent.id)]
    assert (owes.count(False), owes.count(True) > 2) == (2, True), "one answered, one asked for more time"
    mails = session.scalars(sa.select(OutboxMail)).all()
    assert len(mails) == len({mail.person_id for mail in mails}) >= len(owes) - 1

    requests = sa.select(sa.func.count(Task.asked_due_on), sa.func.count(Task.claimed_on))
    assert session.execute(requests).one() == (1, 1)
    made_up = session.scalars(sa.select(Event.illustrative).where(Event.kind == EventKind.FOLLOW_UP)).all()
    assert len(made_up) == len(owes)
    assert all(made_up)
