"""Chương trình: the document itself with its tasks in the margin, its progress by agency, and a duty added later."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions.additions import add_duty
from webapp.actions.history import AlreadyRecorded
from webapp.actions.programmes import IssueRefused
from webapp.extensions import db
from webapp.queries import programmes as queries
from webapp.views import added_duty, document_page, margin
from webapp.views.totals import COLUMNS, totals
from webapp.web.context import thresholds
from webapp.web.guards import can, me, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("programmes", __name__)


@bp.get("/programmes")
@needs("programme.view")
def index() -> Response:
    """Every programme."""
    return page("programmes/index.html", programmes=queries.listing(db.session))


@bp.get("/programmes/<int:programme_id>")
@needs("programme.view")
def show(programme_id: int) -> Response:
    """One document; ``?viec=`` marks the sentence of that duty."""
    document = queries.document(db.session, programme_id, me()) or abort(404)
    marks = margin.marks(document, clock.today(), thresholds().soon_days)
    names = queries.written_names(db.session) if can("programme.extend") else []
    asked = request.args.get("viec", "")
    in_hand = int(asked) if asked.isdigit() and len(asked) < 10 else None
    return page(
        "programmes/show.html",
        head=document.head,
        duties=len(document.duties),
        tasks=len(document.tasks),
        agencies=len({task.agency_id for task in document.tasks}),
        stretches=document_page.stretches(document, marks, names, in_hand),
        outline=margin.outline(document),
    )


@bp.get("/programmes/<int:programme_id>/agencies")
@needs("monitor.view")
def agencies(programme_id: int) -> Response:
    """The progress of each lead agency, the worst first."""
    head = queries.programme(db.session, programme_id) or abort(404)
    table = totals(queries.led(db.session, programme_id), clock.today(), thresholds().soon_days)
    return page("programmes/agencies.html", head=head, totals=table, columns=COLUMNS)


@bp.get("/programmes/<int:programme_id>/assignments/new")
@needs("programme.extend")
def new_assignment(programme_id: int) -> Response:
    """The form for another duty of the place ``?clause=``."""
    source = added_duty.source(programme_id)
    return added_duty.answer(source, added_duty.blank(source, request.args.get("clause", "")))


@bp.post("/programmes/<int:programme_id>/assignments")
@needs("programme.extend")
def add_assignment(programme_id: int) -> Any:
    """Add a duty to an issued programme."""
    source = added_duty.source(programme_id)
    form = added_duty.sent(source)
    if not form.validate():
        return added_duty.answer(source, form, 422)
    ref = form.clause.data
    programme = queries.for_change(db.session, programme_id) or abort(404)
    try:
        opened = add_duty(
            db.session,
            programme,
            added_duty.new_duty(form.said(), source, ref),
            thresholds=thresholds(),
            stamp=stamp(form.once.data),
        )
    except AlreadyRecorded:
        flash("Nhiệm vụ này đã được thêm từ lần gửi trước.", "done")
    except IssueRefused as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return added_duty.answer(source, form, 422)
    else:
        db.session.commit()
        flash(added_duty.told(opened), "done")
    return redirect(url_for("programmes.show", programme_id=programme_id, _anchor=ref), 303)
