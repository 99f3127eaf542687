"""A task's state as text for double entry elsewhere, and the tick that it was typed in there."""

import hashlib
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.models import CopyOut
from webapp.queries import copy_outs as queries
from webapp.queries import tasks
from webapp.queries.tasks import Document, TaskDetail
from webapp.rules.copy_out import Copied, block
from webapp.rules.timeliness import standing
from webapp.web.context import thresholds
from webapp.web.guards import authorize, me, needs
from webapp.web.render import page

bp = Blueprint("copy_outs", __name__)


@bp.get("/tasks/<int:task_id>/copy-outs")
@needs("task.view")
def show(task_id: int) -> Response:
    """The block of text, and who last typed it into the other system."""
    detail = _visible(task_id)
    text = _block(detail)
    last = queries.last(db.session, task_id)
    changed = last is not None and last.digest != digest_of(text)
    return page("copy_outs/show.html", row=detail.row, text=text, last=last, changed=changed, digest=digest_of(text))


@bp.post("/tasks/<int:task_id>/copy-outs")
@needs("task.copy_out")
def create(task_id: int) -> Any:
    """Say that the text that was shown has been typed in elsewhere."""
    authorize("task.copy_out", _visible(task_id))
    seen = request.form.get("digest", "")
    if len(seen) != 64:
        abort(400)
    person = me()
    db.session.add(
        CopyOut(task_id=task_id, digest=seen, person_id=person.person_id, actor=person.label, at=clock.now())
    )
    db.session.commit()
    flash("Đã đánh dấu cập nhật ở hệ thống khác.", "done")
    return redirect(url_for("copy_outs.show", task_id=task_id), 303)


def _visible(task_id: int) -> TaskDetail:
    detail = tasks.detail(db.session, task_id) or abort(404)
    authorize("task.view", detail)
    return detail


def _block(detail: TaskDetail) -> str:
    row = detail.row
    return block(
        Copied(
            name=row.name,
            agency=row.agency,
            place="Mục " + row.clause_ref.replace(".", ", điểm ", 1),
            programme=detail.programme_title,
            product=row.product or "",
            due_on=row.due_on,
            phrase=row.phrase,
            state=standing(row, clock.today(), thresholds().soon_days).word,
            percent=row.percent,
            done_on=row.done_on,
            note=row.note,
            difficulty=row.difficulty,
            documents=tuple(_document(one) for one in detail.evidence if one.withdrawn_at is None),
        )
    )


def _document(one: Document) -> str:
    return f"số {one.doc_number}, ngày {one.doc_date:%d/%m/%Y}, gửi {one.receiver}"


def digest_of(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()
