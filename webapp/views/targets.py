"""Chỉ tiêu khi soát văn bản: confirm, correct or drop what the goals of a draft set; they become real at "Ban hành"."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp.actions import targets, verdicts
from webapp.actions.history import Stamp
from webapp.extensions import db
from webapp.forms.targets import MissedTargetForm, TargetForm
from webapp.models import ImportState, Programme, TargetProposal, Verdict
from webapp.queries import imports
from webapp.queries import targets as queries
from webapp.rules.words import Channel
from webapp.views import differences, missed, review_page, target_page
from webapp.views.target_page import unless_changed
from webapp.web.guards import needs
from webapp.web.stamps import stamp

bp = Blueprint("targets", __name__)


@bp.get("/imports/<int:import_id>/targets")
@needs("import.manage")
def index(import_id: int) -> Response:
    """Every target that was read, each with its words."""
    return target_page.answer(import_id)


@bp.get("/imports/<int:import_id>/targets/new")
@needs("import.manage")
def new(import_id: int) -> Response:
    """The form for a target that the reader missed."""
    _in_work(import_id)
    return missed.target_page(missed.source_of(import_id))


@bp.post("/imports/<int:import_id>/targets")
@needs("import.manage")
def create(import_id: int) -> Any:
    """Add a target that the reader missed, resting on words of the document."""
    _in_work(import_id)
    source = missed.source_of(import_id)
    form = MissedTargetForm(text=source.text)
    if not form.validate():
        return missed.target_page(source, form, 422)
    span = form.sentence.span
    place = missed.clause_of(source.text, span)
    made = targets.add(db.session, import_id, source.text, span, place, form.said(None), stamp=_stamp())
    db.session.commit()
    flash("Đã thêm mốc.", "done")
    return _back(import_id, made.id)


@bp.post("/imports/<int:import_id>/targets/<int:proposal_id>/corrections")
@needs("import.manage")
def correct(import_id: int, proposal_id: int) -> Any:
    """Say what a target is."""
    one, form = _proposal(import_id, proposal_id), TargetForm()
    if not form.validate():
        return target_page.answer(import_id, form, proposal_id, 422)
    if form.seen.data != targets.as_seen(one) and (versions := differences.of_target(form, one)):
        form.seen.data = targets.as_seen(one)
        return target_page.answer(import_id, form, proposal_id, 409, versions)
    targets.correct(one, form.said(one.recurrence), stamp=_stamp())
    db.session.commit()
    flash("Đã giữ mốc.", "done")
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/targets/<int:proposal_id>/checks")
@needs("import.manage")
def check(import_id: int, proposal_id: int) -> Any:
    """Say that a target is right; ``checked=0`` takes that back."""
    right = request.form.get("checked") != "0"
    verdicts.check(unless_changed(_proposal(import_id, proposal_id)), _stamp(), right=right)
    db.session.commit()
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/targets/<int:proposal_id>/drops")
@needs("import.manage")
def drop(import_id: int, proposal_id: int) -> Any:
    """Leave a target out; it stays in sight."""
    verdicts.judge(unless_changed(_proposal(import_id, proposal_id)), Verdict.DROPPED, _stamp())
    db.session.commit()
    undo = url_for("targets.restore", import_id=import_id, proposal_id=proposal_id)
    review_page.offer_undo("Đã bỏ mốc.", undo)
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/targets/<int:proposal_id>/restores")
@needs("import.manage")
def restore(import_id: int, proposal_id: int) -> Any:
    """Bring a dropped target back."""
    verdicts.reopen(_proposal(import_id, proposal_id))
    db.session.commit()
    flash("Đã lấy lại mốc.", "done")
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/targets/checks")
@needs("import.manage")
def check_all(import_id: int) -> Any:
    """Say that every target of which the reader was sure is right."""
    _in_work(import_id)
    count = targets.check(targets.of_import(db.session, import_id), stamp=_stamp())
    db.session.commit()
    flash(f"Đã đánh dấu đúng {count} mốc máy chắc chắn.", "done")
    return _back(import_id)


@bp.post("/imports/<int:import_id>/targets/issues")
@needs("import.manage")
def issue(import_id: int) -> Any:
    """Take what was confirmed after "Ban hành" into the programme that was issued."""
    row = imports.for_change(db.session, import_id) or abort(404)
    programme = db.session.get(Programme, row.programme_id) if row.programme_id else None
    if programme is None:
        flash("Chỉ tiêu vào sổ cùng lúc với việc, khi Ban hành.", "soon")
        return _back(import_id)
    count = targets.issue(db.session, programme, targets.of_import(db.session, import_id))
    db.session.commit()
    flash(f"Đã đưa {count} mốc vào sổ.", "done")
    return _back(import_id)


def _in_work(import_id: int) -> None:
    row = imports.for_change(db.session, import_id) or abort(404)
    if row.state is ImportState.DISCARDED:
        abort(review_page.closed(row))


def _proposal(import_id: int, proposal_id: int) -> TargetProposal:
    """The proposal, as long as it can still be changed: not once it is a target of the ledger."""
    _in_work(import_id)
    one = queries.proposal(db.session, import_id, proposal_id) or abort(404)
    if one.issued:
        abort(409)
    return one


def _back(import_id: int, proposal_id: int | None = None) -> Any:
    anchor = f"m{proposal_id}" if proposal_id else None
    return redirect(url_for("targets.index", import_id=import_id, _anchor=anchor), 303)


def _stamp() -> Stamp:
    return stamp(channel=Channel.IMPORT)
