"""Đề xuất: each duty that was read is confirmed, corrected, cut, joined or dropped, and the ledger keeps by whom."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from htmx_flask import request
from sqlalchemy.exc import IntegrityError

from webapp import clock
from webapp.actions import new_names, proposals, verdicts
from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import Stamp
from webapp.extensions import db
from webapp.forms.imports import CorrectionForm, JoinForm, NewAgencyForm, SplitForm
from webapp.models import ImportState, Proposal, Verdict
from webapp.queries import imports as queries
from webapp.rules.words import Channel
from webapp.views import differences, missed, review_page
from webapp.views.review_page import Bound, unless_changed
from webapp.web.context import thresholds
from webapp.web.guards import needs
from webapp.web.stamps import stamp

bp = Blueprint("proposals", __name__)


@bp.get("/imports/<int:import_id>/proposals/new")
@needs("import.manage")
def new(import_id: int) -> Response:
    """The form for a duty that the reader missed."""
    return missed.duty_page(review_page.in_work(import_id))


@bp.post("/imports/<int:import_id>/proposals")
@needs("import.manage")
def create(import_id: int) -> Any:
    """Add a duty that the reader missed, resting on words of the document."""
    row = review_page.in_work(import_id)
    form = missed.sent_duty(row)
    if not form.validate():
        return missed.duty_page(row, form, 422)
    span = form.sentence.span
    made = proposals.add(row, span, missed.clause_of(row.text, span), form.said(), stamp=_stamp())
    db.session.commit()
    flash("Đã thêm đề xuất.", "done")
    return review_page.back(import_id, made.id, de_xuat=made.id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/corrections")
@needs("import.manage")
def correct(import_id: int, proposal_id: int) -> Any:
    """Say what a duty is."""
    if queries.proposal(db.session, import_id, proposal_id) is None and request.form.get("title"):
        return missed.lost_duty(review_page.in_work(import_id))
    one = _proposal(import_id, proposal_id)
    form = review_page.duty_form(CorrectionForm, one.draft.issued_on)
    if not form.validate():
        return review_page.answer(import_id, Bound(proposal_id, correction=form), 422)
    if form.seen.data != proposals.as_seen(one) and (versions := differences.of_duty(form, one)):
        form.seen.data = proposals.as_seen(one)
        return review_page.answer(import_id, Bound(proposal_id, correction=form, versions=versions), 409)
    proposals.correct(one, form.said(), stamp=_stamp())
    db.session.commit()
    flash("Đã giữ đề xuất.", "done")
    return review_page.back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/splits")
@needs("import.manage")
def split(import_id: int, proposal_id: int) -> Any:
    """Cut a duty in two."""
    one, form = unless_changed(_proposal(import_id, proposal_id)), SplitForm()
    form.at.choices = review_page.split_choices(one.draft.text, one.start, one.end)
    if not form.validate():
        form.at.errors = ["Chọn chỗ bắt đầu của việc thứ hai."]
        return review_page.answer(import_id, Bound(proposal_id, split=form), 422)
    second = proposals.split(one, form.at.data, review_on=clock.today() + timedelta(days=thresholds().review_days))
    db.session.commit()
    flash("Đã tách thành hai việc; soát lại cả hai.", "done")
    return review_page.back(import_id, one.id, de_xuat=second.id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/merges")
@needs("import.manage")
def merge(import_id: int, proposal_id: int) -> Any:
    """Join a duty to the one before it in the same clause."""
    one = unless_changed(_proposal(import_id, proposal_id))
    into = queries.before(db.session, one)
    if into is None:
        flash("Đây là việc đầu tiên của điểm này, không có việc nào phía trên để gộp.", "soon")
        return review_page.back(import_id, proposal_id)
    proposals.merge(one, into)
    db.session.commit()
    flash("Đã gộp vào việc phía trên; soát lại việc đó.", "done")
    return review_page.back(import_id, into.id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/drops")
@needs("import.manage")
def drop(import_id: int, proposal_id: int) -> Any:
    """Leave a proposal out; it stays in sight."""
    verdicts.judge(unless_changed(_proposal(import_id, proposal_id)), Verdict.DROPPED, _stamp())
    db.session.commit()
    undo = url_for("proposals.restore", import_id=import_id, proposal_id=proposal_id, **review_page.kept_filter())
    review_page.offer_undo("Đã bỏ đề xuất.", undo)
    return review_page.back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/restores")
@needs("import.manage")
def restore(import_id: int, proposal_id: int) -> Any:
    """Bring a dropped proposal back."""
    verdicts.reopen(_proposal(import_id, proposal_id))
    db.session.commit()
    flash("Đã lấy lại đề xuất.", "done")
    return review_page.back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/checks")
@needs("import.manage")
def check(import_id: int, proposal_id: int) -> Any:
    """Say that a proposal is right; ``checked=0`` takes that back."""
    right = request.form.get("checked") != "0"
    verdicts.check(unless_changed(_proposal(import_id, proposal_id)), _stamp(), right=right)
    db.session.commit()
    return review_page.back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/agencies")
@needs("agency.add")
def add_agency(import_id: int) -> Any:
    """A name that nobody bears becomes an agency; every proposal of the draft that names it follows."""
    row, form = review_page.in_work(import_id), NewAgencyForm()
    if not form.validate():
        flash("Chọn loại cơ quan trong danh sách.", "soon")
        return review_page.answer(import_id, Bound(), 422)
    on, written = row.issued_on or clock.today(), form.written.data
    try:
        made = new_names.add_agency(db.session, row, written, form.kind.data, on=on)
        db.session.commit()
    except (DirectoryRefused, IntegrityError) as refusal:
        db.session.rollback()
        known = isinstance(refusal, DirectoryRefused)
        flash(str(refusal) if known else "Có người vừa thêm cơ quan này. Xem lại rồi bấm lần nữa.", "soon")
        return review_page.answer(import_id, Bound(), 409)
    told = "đã có trong danh mục" if made.known else "đã vào danh mục cơ quan"
    flash(f"{made.name} {told}; đã nhận tên này ở {made.proposals} đề xuất.", "done")
    return review_page.back(import_id, review_page.stood_at())


@bp.post("/imports/<int:import_id>/aliases")
@needs("agency.add")
def join(import_id: int) -> Any:
    """A name that nobody bears is another way to write a body of the directory."""
    row, form = review_page.in_work(import_id), JoinForm()
    if not form.validate():
        flash("Chưa chọn cơ quan nào.", "soon")
        return review_page.answer(import_id, Bound(), 422)
    body = new_names.body_of(db.session, form.body.data[0] == "a", int(form.body.data[2:])) or abort(404)
    try:
        settled = new_names.join(db.session, row, form.written.data, body)
        db.session.commit()
    except (DirectoryRefused, IntegrityError):
        db.session.rollback()
        flash("Tên này vừa được ghi cho một cơ quan khác. Xem lại rồi bấm lần nữa.", "soon")
        return review_page.answer(import_id, Bound(), 409)
    flash(f"Đã nhận “{form.written.data}” là {settled.name} ở {settled.proposals} đề xuất.", "done")
    return review_page.back(import_id, review_page.stood_at())


def _proposal(import_id: int, proposal_id: int) -> Proposal:
    one = queries.proposal(db.session, import_id, proposal_id) or abort(404)
    return one if one.draft.state is ImportState.DRAFT else abort(review_page.closed(one.draft))


def _stamp() -> Stamp:
    return stamp(channel=Channel.IMPORT)
