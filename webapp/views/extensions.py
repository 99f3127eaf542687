"""Gia hạn: what the agencies ask for, and one decision on many of them."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from htmx_flask import request
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from webapp.actions import extensions
from webapp.actions.history import AlreadyRecorded, refuse_repeat
from webapp.extensions import db
from webapp.forms.extensions import REFUSE, DecisionForm
from webapp.models import Task
from webapp.queries import extensions as queries
from webapp.queries.tasks import Subject
from webapp.rules.status import MoveRefused
from webapp.views.task_lines import lines
from webapp.web.guards import authorize, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("extensions", __name__)


@bp.get("/extensions")
@needs("monitor.view")
def index() -> Response:
    """The requests that wait, and the latest decisions."""
    return _page(DecisionForm(formdata=None))


@bp.post("/extensions")
@needs("task.decide_extension")
def decide() -> Any:
    """Decide alike on every request that is ticked: all of them, or none."""
    form = DecisionForm(ticks=request.form.getlist("task"))
    if not form.validate():
        return _page(form, 422)
    try:
        tasks = _chosen(form)
        count = extensions.decide(
            tasks,
            refused=form.decision.data == REFUSE,
            until=form.until,
            note=form.reason.data,
            stamp=stamp(form.once.data),
        )
        db.session.commit()
    except AlreadyRecorded:
        flash("Quyết định này đã được ghi từ lần gửi trước.", "done")
    except StaleDataError:
        return _refused(form, "Có việc vừa được người khác cập nhật. Xem lại bảng rồi quyết định.", 409)
    except MoveRefused as refusal:
        return _refused(form, str(refusal), 422)
    else:
        flash(f"Đã quyết định {count} đề nghị gia hạn; các cơ quan được báo bằng thư.", "done")
    return redirect(url_for("extensions.index"), 303)


def _chosen(form: DecisionForm) -> list[Task]:
    """The ticked tasks, each held to the version that was seen. Raises StaleDataError when one has moved or gone."""
    for task_id in form.seen:
        refuse_repeat(db.session, extensions.once_for(form.once.data, task_id))
    tasks = queries.for_decision(db.session, form.seen)
    for task in tasks:
        authorize("task.decide_extension", Subject(task.agency_id, frozenset(), task.reported_by_id))
        if task.version != form.seen[task.id]:
            raise StaleDataError
        set_committed_value(task, "version", form.seen[task.id])
    if len(tasks) != len(form.seen):
        raise StaleDataError
    return tasks


def _refused(form: DecisionForm, sentence: str, status: int) -> Response:
    db.session.rollback()
    form.form_errors.append(sentence)
    return _page(form, status)


def _page(form: DecisionForm, status: int = 200) -> Response:
    asked = queries.requests(db.session)
    return page(
        "extensions/index.html",
        status,
        form=form,
        asked=list(zip(lines(one.row for one in asked), (one.version for one in asked), strict=True)),
        decisions=queries.decisions(db.session),
    )
