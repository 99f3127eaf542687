"""One task: its page, and every step that is taken on it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, url_for
from htmx_flask import request
from sqlalchemy.orm.exc import StaleDataError

from webapp.actions.history import AlreadyRecorded, refuse_repeat
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.models import Task
from webapp.queries import tasks as queries
from webapp.queries.tasks import TaskDetail
from webapp.rules.status import MoveRefused
from webapp.rules.words import Channel
from webapp.views import home, judge_page
from webapp.views.history_lines import history_lines
from webapp.views.step_evidence import FieldRefused
from webapp.views.steps import STEPS, Step, hold_version
from webapp.views.task_page import OpenStep, prepare, types_for_agency, undo_offer
from webapp.web.addresses import inside
from webapp.web.downloads import stored
from webapp.web.guards import authorize, me, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("tasks", __name__)
LISTS: dict[str, Callable[[int, tuple[str, StepForm], int], Response]] = {
    "home.mine": home.desk_page,
    "confirmations.index": judge_page.confirmations,
    "corrections.index": judge_page.corrections,
}
"""The lists on which a step is taken in place, and the page of each with a form that was refused there."""


@bp.get("/tasks/<int:task_id>")
@needs("task.view")
def show(task_id: int) -> Response:
    """The page of one task."""
    return _page(_visible(task_id))


@bp.post("/tasks/<int:task_id>/<noun>")
@needs("task.view")
def take(task_id: int, noun: str) -> Any:
    """Take one step on a task: an update, a report, a confirmation … (``STEPS``)."""
    step = STEPS.get(noun) or abort(404)
    task = queries.for_change(db.session, task_id) or abort(404)
    authorize(step.permission, queries.subject(db.session, task))
    form = step.form(place=noun)
    if not form.validate():
        return _refused(task_id, noun, form)
    try:
        refuse_repeat(db.session, form.once.data)
        hold_version(task, form)
        step.act(task, form, stamp(form.once.data, _channel(step, task)))
        db.session.commit()
    except AlreadyRecorded:
        flash("Nội dung này đã được ghi từ lần gửi trước.", "done")
    except StaleDataError:
        return _conflict(task_id, noun, form)
    except MoveRefused as refusal:
        form.form_errors.append(str(refusal))
        return _refused(task_id, noun, form)
    except FieldRefused as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _refused(task_id, noun, form)
    else:
        _say_done(step, task_id)
    return redirect(_back(form, task_id), 303)


@bp.get("/tasks/<int:task_id>/evidence/<int:evidence_id>")
@needs("task.view")
def file(task_id: int, evidence_id: int) -> Response:
    """An attached file, always as a download."""
    _visible(task_id)
    found = queries.stored_file(db.session, task_id, evidence_id) or abort(404)
    return stored(current_app.config["OFFICE"].files_dir, found.digest, found.file_name)


def _visible(task_id: int) -> TaskDetail:
    detail = queries.detail(db.session, task_id) or abort(404)
    authorize("task.view", detail)
    return detail


def _page(detail: TaskDetail, bound: tuple[str, StepForm] | None = None, status: int = 200) -> Response:
    return page(
        "tasks/show.html",
        status,
        detail=detail,
        row=detail.row,
        view=prepare(detail, me(), url_for("tasks.show", task_id=detail.row.id), bound),
        undo=undo_offer(detail, me()),
        form_errors=bound is not None,
    )


def _refused(task_id: int, noun: str, form: StepForm) -> Response:
    """The page the form stood on again, with what was typed and what is wrong with it; nothing was recorded."""
    db.session.rollback()
    detail = _visible(task_id)
    stood_on = {url_for(endpoint): again for endpoint, again in LISTS.items()}
    again = stood_on.get(inside(form.back.data).split("?")[0])
    if again and noun != "undos" and STEPS[noun].offered(detail.row):
        return again(task_id, (noun, form), 422)
    return _page(detail, (noun, form), 422)


def _conflict(task_id: int, noun: str, form: StepForm) -> Response:
    """Somebody else was quicker: both versions side by side, and the typed one ready to be sent on."""
    db.session.rollback()
    detail = _visible(task_id)
    form.version.data = str(detail.version)
    typed = OpenStep(noun, form, url_for("tasks.take", task_id=task_id, noun=noun))
    since, offered = history_lines(detail.events[:1]), STEPS[noun].offered(detail.row)
    return page("tasks/conflict.html", 409, row=detail.row, typed=typed, since=since, offered=offered)


def _channel(step: Step, task: Task) -> Channel:
    works = step.permission in ("task.update", "task.report_done")
    return Channel.PROXY if works and types_for_agency(me(), task.agency_id) else Channel.WEB


def _say_done(step: Step, task_id: int) -> None:
    """One sentence, with an undo where the step can be taken back."""
    detail = queries.detail(db.session, task_id)
    offer = undo_offer(detail, me()) if detail and step.noun != "undos" else None
    message: Any = step.done
    if detail and offer:
        message = {
            "text": step.done,
            "undo_url": url_for("tasks.take", task_id=task_id, noun="undos"),
            "undo_fields": {"event_id": offer.id, "version": detail.version, "back": request.form.get("back", "")},
        }
    flash(message, "done")


def _back(form: StepForm, task_id: int) -> str:
    return inside(form.back.data) if form.back.data else url_for("tasks.show", task_id=task_id)
