"""Đôn đốc: look at what will be sent, send it, see what came of it, and at last the official letter."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from webapp import clock
from webapp.actions import follow_ups
from webapp.extensions import db
from webapp.files.urging_letter import Dates, OwedTask, urging_letter
from webapp.forms.follow_ups import FollowUpForm
from webapp.models import Task
from webapp.queries import follow_ups as queries
from webapp.queries.tasks import Subject
from webapp.rules.follow_ups import MEANING, parts, reply_due
from webapp.rules.status import MoveRefused
from webapp.views import follow_up_page
from webapp.views.task_lines import lines
from webapp.web.context import thresholds, work_calendar
from webapp.web.downloads import WORD, download
from webapp.web.guards import authorize, needs
from webapp.web.paging import page_number, page_of
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("follow_ups", __name__)
PER_PAGE = 20
AGAIN = "Đôn đốc này đã gửi từ lần bấm trước; không gửi lại."


@bp.get("/follow-ups")
@needs("monitor.view")
def index() -> Response:
    """What was sent, and whether it worked."""
    number = page_number()
    sent = queries.sent(db.session, number=number, per_page=PER_PAGE)
    return page("follow_ups/index.html", sent=sent, pager=page_of(queries.count(db.session), number, PER_PAGE))


@bp.get("/follow-ups/new")
@needs("task.follow_up")
def new() -> Response:
    """What would be sent to whom; nothing is."""
    form = follow_up_page.asked_form()
    valid = form.validate() if "text" in request.args else True
    return _preview(form, follow_up_page.chosen(form), 200 if valid else 422)


@bp.post("/follow-ups")
@needs("task.follow_up")
def create() -> Any:
    """Send it: all of it, or nothing."""
    form = FollowUpForm(today=clock.today())
    sent = queries.by_once(db.session, form.once.data or "")
    if sent is not None:
        return _sent_before(sent)
    if not form.validate():
        return _preview(form, follow_up_page.chosen(form), 422)
    try:
        row = _send(form)
        db.session.commit()
    except StaleDataError:
        return _refused(form, "Có việc vừa được cập nhật sau khi đồng chí xem. Chưa gửi gì; xem lại rồi gửi.", 409)
    except MoveRefused as refusal:
        return _refused(form, str(refusal), 422)
    except IntegrityError:
        db.session.rollback()
        return _sent_before(queries.by_once(db.session, form.once.data or "") or abort(409))
    flash("Đã gửi đôn đốc. Mỗi cơ quan chỉ nhận việc của mình; trả lời được ghi ngay ở đây.", "done")
    return redirect(url_for("follow_ups.show", follow_up_id=row.id), 303)


@bp.get("/follow-ups/<int:follow_up_id>")
@needs("monitor.view")
def show(follow_up_id: int) -> Response:
    """Who has answered, and who still owes."""
    row = queries.one(db.session, follow_up_id) or abort(404)
    found = queries.urged(db.session, follow_up_id)
    states = follow_up_page.states(found, queries.mails(db.session, follow_up_id))
    return page("follow_ups/show.html", row=row, states=states, urged=found, said=parts(row.text))


@bp.get("/follow-ups/<int:follow_up_id>/letter")
@needs("task.follow_up")
def letter(follow_up_id: int) -> Any:
    """The official letter to those who still owe, as a Word document."""
    row = queries.one(db.session, follow_up_id) or abort(404)
    owing = [one.row for one in queries.urged(db.session, follow_up_id) if one.owes]
    if not owing:
        flash("Mọi cơ quan đã trả lời, không cần công văn.", "done")
        return redirect(url_for("follow_ups.show", follow_up_id=follow_up_id), 303)
    data = urging_letter(
        thresholds(),
        queries.programme_titles(db.session, (one.programme_id for one in owing)),
        [
            OwedTask(one.row.agency, one.row.name, one.row.due_on, one.row.phrase, f"{one.days_late} ngày")
            for one in lines(owing)
        ],
        Dates(
            urged_on=clock.local(row.sent_at).date(),
            reply_due_on=row.reply_due_on,
            answer_by=reply_due(clock.today(), thresholds().reply_days, work_calendar()),
        ),
    )
    name = f"cong-van-don-doc-{row.id}.docx"
    return download(data, name, WORD)


def _send(form: FollowUpForm) -> Any:
    """Send about the chosen tasks, each held to the version that was seen. Raises StaleDataError when one moved."""
    found = queries.for_urging(db.session, form.seen)
    if len(found) != len(form.seen):
        raise StaleDataError
    for task in found:
        _hold(task, form)
    return follow_ups.send(
        db.session,
        found,
        text=form.text.data,
        reply_due_on=form.reply_due_on.data,
        office=follow_up_page.office(),
        stamp=stamp(form.once.data),
    )


def _hold(task: Task, form: FollowUpForm) -> None:
    authorize("task.follow_up", Subject(task.agency_id, frozenset(), task.reported_by_id))
    if task.version != form.seen[task.id]:
        raise StaleDataError


def _sent_before(follow_up_id: int) -> Any:
    flash(AGAIN, "done")
    return redirect(url_for("follow_ups.show", follow_up_id=follow_up_id), 303)


def _refused(form: FollowUpForm, sentence: str, status: int) -> Response:
    db.session.rollback()
    form.form_errors.append(sentence)
    return _preview(form, follow_up_page.chosen(form), status)


def _preview(form: FollowUpForm, found: Any, status: int) -> Response:
    seen = follow_up_page.preview(form, found)
    form.tasks.data = seen.ticks
    return page("follow_ups/new.html", status, form=form, preview=seen, fields=MEANING, form_errors=bool(form.errors))
