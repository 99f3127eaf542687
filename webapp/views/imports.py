"""Nhập chương trình: read a document, correct what was proposed, and issue it. Nothing is real before "Ban hành"."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, url_for
from htmx_flask import request
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage

from webapp.actions import imports as actions
from webapp.actions.imports import ReadingRefused
from webapp.actions.programmes import IssueRefused
from webapp.extensions import db
from webapp.files.documents import UnreadableFile, read_document
from webapp.files.store import FileStore, safe_name
from webapp.forms.imports import CorrectionForm, DetailsForm, IssueForm, ReadForm, SplitForm
from webapp.models import Import, ImportState, Proposal
from webapp.queries import imports as queries
from webapp.queries.agencies import monitor_agency_id
from webapp.rules.words import Channel
from webapp.views import review
from webapp.web.context import thresholds
from webapp.web.guards import me, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("imports", __name__)
PASTED = "Văn bản dán vào"


@bp.get("/imports")
@needs("import.manage")
def index() -> Response:
    """The drafts, and the form that begins a new one."""
    return _door(ReadForm(formdata=None))


@bp.post("/imports")
@needs("import.manage")
def create() -> Any:
    """Read an upload or a pasted text into a draft."""
    form = ReadForm()
    if form.validate():
        try:
            draft = _read(form)
            db.session.commit()
            return redirect(url_for("imports.show", import_id=draft.id), 303)
        except (UnreadableFile, ReadingRefused) as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    return _door(form, 422)


@bp.get("/imports/<int:import_id>")
@needs("import.manage")
def show(import_id: int) -> Response:
    """The review: text left, proposals right."""
    return review_page(_draft(import_id))


@bp.post("/imports/<int:import_id>/details")
@needs("import.manage")
def details(import_id: int) -> Any:
    """Title, number, issuer and date of the document."""
    draft, form = _open(import_id), DetailsForm()
    if not form.validate():
        return review_page(draft, details=form, status=422)
    draft.title, draft.number = form.title.data, form.number.data or None
    draft.issuer, draft.issued_on = form.issuer.data, form.issued_on.data
    db.session.commit()
    flash("Đã ghi thông tin văn bản.", "done")
    return _back(import_id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/corrections")
@needs("import.manage")
def correct(import_id: int, proposal_id: int) -> Any:
    """Say what a duty is."""
    one, form = _proposal(import_id, proposal_id), CorrectionForm(bodies=queries.bodies(db.session))
    if not form.validate():
        return review_page(_draft(import_id), in_hand=proposal_id, correction=form, status=422)
    actions.correct(one, form.said())
    db.session.commit()
    flash("Đã sửa đề xuất.", "done")
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/splits")
@needs("import.manage")
def split(import_id: int, proposal_id: int) -> Any:
    """Cut a duty in two."""
    one, form = _proposal(import_id, proposal_id), SplitForm()
    form.at.choices = review.split_choices(one, one.draft.text)
    if not form.validate():
        flash("Chọn chỗ tách trong danh sách.", "soon")
        return _back(import_id, proposal_id)
    second = actions.split(one, form.at.data, one.draft.text)
    db.session.commit()
    flash("Đã tách thành hai việc; soát lại cả hai.", "done")
    return _back(import_id, second.id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/merges")
@needs("import.manage")
def merge(import_id: int, proposal_id: int) -> Any:
    """Join a duty to the one before it."""
    one = _proposal(import_id, proposal_id)
    into = queries.before(db.session, one)
    if into is None:
        flash("Đây là việc đầu tiên của điểm này, không có việc nào phía trên để gộp.", "soon")
        return _back(import_id, proposal_id)
    actions.merge(one, into, one.draft.text)
    db.session.commit()
    flash("Đã gộp vào việc phía trên.", "done")
    return _back(import_id, into.id)


@bp.post("/imports/<int:import_id>/proposals/<int:proposal_id>/<any(drops, restores, checks):noun>")
@needs("import.manage")
def mark(import_id: int, proposal_id: int, noun: str) -> Any:
    """Drop a proposal, bring it back, or say that it is right."""
    one = _proposal(import_id, proposal_id)
    if noun == "checks":
        one.checked = not one.checked
    else:
        one.dropped = noun == "drops"
    db.session.commit()
    return _back(import_id, proposal_id)


@bp.post("/imports/<int:import_id>/checks")
@needs("import.manage")
def check_complete(import_id: int) -> Any:
    """Say that everything which has a lead agency and is clear is right."""
    draft = _open(import_id)
    for one in review.complete(draft):
        one.checked = True
    db.session.commit()
    flash("Đã đánh dấu đúng các đề xuất đã đủ thông tin.", "done")
    return _back(import_id)


@bp.get("/imports/<int:import_id>/issue")
@needs("import.manage")
def preview(import_id: int) -> Any:
    """What "Ban hành" will make, before it does."""
    draft = _draft(import_id)
    if draft.state is not ImportState.DRAFT:
        return _back(import_id)
    return page("imports/issue.html", draft=draft, plan=review.plan(draft), form_errors=False)


@bp.post("/imports/<int:import_id>/issues")
@needs("import.manage")
def issue(import_id: int) -> Any:
    """Ban hành."""
    draft = _draft(import_id)
    if draft.state is ImportState.ISSUED:
        flash("Văn bản này đã được ban hành.", "done")
        return redirect(url_for("programmes.show", programme_id=draft.programme_id), 303)
    try:
        _hold_version(draft, IssueForm())
        programme = actions.issue(
            draft,
            monitor_id=monitor_agency_id(db.session, me().person_id),
            thresholds=thresholds(),
            stamp=stamp(channel=Channel.IMPORT),
        )
        db.session.commit()
    except IssueRefused as refusal:
        db.session.rollback()
        flash(str(refusal), "soon")
        return _back(import_id)
    flash("Đã ban hành: mỗi cơ quan chủ trì có đầu việc của mình.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id), 303)


@bp.post("/imports/<int:import_id>/discards")
@needs("import.manage")
def discard(import_id: int) -> Any:
    """Give a draft up; it stays in the list."""
    _open(import_id).state = ImportState.DISCARDED
    db.session.commit()
    flash("Đã bỏ bản đang soát.", "done")
    return redirect(url_for("imports.index"), 303)


def review_page(
    draft: Import,
    in_hand: int | None = None,
    correction: CorrectionForm | None = None,
    details: DetailsForm | None = None,
    status: int = 200,
) -> Response:
    """The review page, with a refused form in its place if there is one."""
    asked = request.args.get("de_xuat", "")
    opened = in_hand or (int(asked) if asked.isdigit() and len(asked) < 10 else None)
    one = next((one for one in draft.proposals if one.id == opened), None)
    return page(
        "imports/show.html",
        status,
        draft=draft,
        view=review.prepare(draft, request.args.get("thieu"), opened),
        in_hand=one,
        correction=correction or (review.correction_form(one, queries.bodies(db.session)) if one else None),
        split=review.split_form(one, draft.text) if one else None,
        details=details or DetailsForm(formdata=None, obj=draft),
        form_errors=status == 422,
    )


def _door(form: ReadForm, status: int = 200) -> Response:
    return page("imports/index.html", status, form=form, drafts=queries.listing(db.session), form_errors=status == 422)


def _read(form: ReadForm) -> Import:
    """The draft of what was given. The gate for secret documents stands before anything is stored."""
    upload: FileStorage | None = form.file.data
    if not upload or not upload.filename:
        actions.refuse_secret(form.text.data or "")
        return actions.draft(db.session, form.text.data or "", PASTED, None, stamp=stamp())
    data = upload.read()
    document = read_document(data, upload.filename)
    actions.refuse_secret(f"{document.margins}\n{document.text}")
    draft = actions.draft(db.session, document.text, safe_name(upload.filename), None, stamp=stamp())
    draft.source_digest = FileStore(current_app.config["OFFICE"].files_dir).put(data).sha256
    return draft


def _draft(import_id: int) -> Import:
    return queries.whole(db.session, import_id) or abort(404)


def _open(import_id: int) -> Import:
    draft = _draft(import_id)
    return draft if draft.state is ImportState.DRAFT else abort(409)


def _proposal(import_id: int, proposal_id: int) -> Proposal:
    return queries.proposal(db.session, import_id, proposal_id) or abort(404)


def _hold_version(draft: Import, form: IssueForm) -> None:
    text = form.version.data or ""
    if not text.isdigit() or int(text) != draft.version:
        raise StaleDataError
    set_committed_value(draft, "version", int(text))


def _back(import_id: int, proposal_id: int | None = None) -> Any:
    anchor = f"d{proposal_id}" if proposal_id else None
    return redirect(url_for("imports.show", import_id=import_id, _anchor=anchor), 303)
