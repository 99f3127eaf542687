"""Nhập chương trình: read a document, correct what was proposed, and issue it. Nothing is real before "Ban hành"."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage

from webapp import clock
from webapp.actions import import_jobs, issues, proposals
from webapp.actions import imports as reading
from webapp.actions.imports import ReadingRefused
from webapp.actions.programmes import IssueRefused
from webapp.extensions import db
from webapp.files.documents import DocumentText, UnreadableFile, glance, read_document
from webapp.files.store import FileStore, safe_name
from webapp.forms.imports import DetailsForm, IssueForm, ReadForm
from webapp.models import ImportState
from webapp.queries import imports as queries
from webapp.rules.words import Channel
from webapp.views import review_page
from webapp.views.review_page import Bound
from webapp.web.context import thresholds, work_calendar
from webapp.web.guards import needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("imports", __name__)
PASTED = "văn bản dán vào"


@bp.get("/imports")
@needs("import.manage")
def index() -> Response:
    """The drafts, and the form that begins a new one."""
    return _door(ReadForm(formdata=None))


@bp.post("/imports")
@needs("import.manage")
def create() -> Any:
    """Read an upload or a pasted text into a draft. A secret document is refused before anything is stored."""
    form = ReadForm()
    if not form.validate():
        return _door(form, 422)
    upload: FileStorage | None = form.file.data or None
    db.session.rollback()  # no lock is held on the database while a document is read
    try:
        data, document, late = _given(upload, form.pasted.data or "")
        reading.refuse_secret(document.margins, document.text)
        if late:
            return _ask(upload, data)
        found = reading.read(document.text)
    except (UnreadableFile, ReadingRefused) as refusal:
        form.form_errors.append(str(refusal))
        return _door(form, 422)
    known = queries.same_text(db.session, found.text)
    if known is not None:
        flash("Văn bản này đang được soát dở; đây là bản đó.", "soon")
        return redirect(url_for("imports.show", import_id=known), 303)
    name, digest = (safe_name(upload.filename or ""), _keep(data)) if upload else (PASTED, None)
    row = reading.draft(
        db.session, found, file_name=name, digest=digest, thresholds=thresholds(), stamp=stamp(channel=Channel.IMPORT)
    )
    db.session.commit()
    review_page.tell(document.notes)
    return redirect(url_for("imports.show", import_id=row.id), 303)


@bp.get("/imports/<int:import_id>")
@needs("import.manage")
def show(import_id: int) -> Response:
    """The review: text left, proposals right."""
    return review_page.answer(import_id)


@bp.post("/imports/<int:import_id>/details")
@needs("import.manage")
def details(import_id: int) -> Any:
    """Title, number, issuer and date of the document."""
    row = review_page.in_work(import_id)
    form = DetailsForm(due_days=tuple(one.due_on for one in row.proposals if one.due_on and not one.dropped))
    if not form.validate():
        return review_page.answer(import_id, Bound(details=form), 422)
    row.title, row.number, row.issuer = form.title.data or "", form.number.data or None, form.issuer.data or ""
    review_on = clock.today() + timedelta(days=thresholds().review_days)
    reading.date_document(row, form.issued_on.data, calendar=work_calendar(), review_on=review_on)
    db.session.commit()
    flash("Đã ghi thông tin văn bản.", "done")
    return review_page.back(import_id)


@bp.post("/imports/<int:import_id>/checks")
@needs("import.manage")
def check_complete(import_id: int) -> Any:
    """Say that every proposal is right that lacks nothing and is in no doubt."""
    row = review_page.in_work(import_id)
    complete = review_page.complete_ids(import_id)
    count = proposals.check(row, complete, stamp=stamp(channel=Channel.IMPORT))
    db.session.commit()
    flash(f"Đã đánh dấu đúng {count} đề xuất đủ 6 rõ.", "done")
    return review_page.back(import_id)


@bp.get("/imports/<int:import_id>/issue")
@needs("import.manage")
def preview(import_id: int) -> Any:
    """What "Ban hành" will make, before it does."""
    return review_page.preview(import_id)


@bp.post("/imports/<int:import_id>/issues")
@needs("import.manage")
def issue(import_id: int) -> Any:
    """Ban hành. A second press of the same form leads to the programme that the first one made."""
    row, form = queries.for_change(db.session, import_id) or abort(404), IssueForm()
    if row.state is not ImportState.DRAFT:
        return review_page.closed(row)
    draft = queries.review(db.session, import_id) or abort(404)
    if not form.validate():
        return review_page.preview(import_id, form, 422)
    if form.seen.data != issues.fingerprint(draft):
        return page("imports/conflict.html", 409, draft=row)
    try:
        programme = issues.issue(
            db.session,
            row,
            draft,
            short_title=form.short_title.data or "",
            thresholds=thresholds(),
            stamp=stamp(channel=Channel.IMPORT),
        )
        db.session.commit()
    except IssueRefused as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return review_page.preview(import_id, form, 422)
    except StaleDataError:
        db.session.rollback()
        return review_page.closed(queries.for_change(db.session, import_id) or abort(404))
    flash("Đã ban hành: mỗi cơ quan chủ trì có đầu việc của mình.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id), 303)


@bp.post("/imports/<int:import_id>/discards")
@needs("import.manage")
def discard(import_id: int) -> Any:
    """Give a draft up; it stays in the list."""
    review_page.in_work(import_id).state = ImportState.DISCARDED
    db.session.commit()
    review_page.offer_undo("Đã bỏ bản đang soát.", url_for("imports.resume", import_id=import_id))
    return redirect(url_for("imports.index"), 303)


@bp.post("/imports/<int:import_id>/resumptions")
@needs("import.manage")
def resume(import_id: int) -> Any:
    """Take a draft up again that was given up."""
    row = queries.for_change(db.session, import_id) or abort(404)
    if row.state is ImportState.ISSUED:
        return review_page.closed(row)
    row.state = ImportState.DRAFT
    db.session.commit()
    flash("Đã lấy lại bản đang soát.", "done")
    return review_page.back(import_id)


def _door(form: ReadForm, status: int = 200) -> Response:
    return page("imports/index.html", status, form=form, drafts=queries.listing(db.session), form_errors=status == 422)


def _given(upload: FileStorage | None, pasted: str) -> tuple[bytes, DocumentText, bool]:
    """The bytes, what can be seen of their text now, and whether the reading is long work for the worker."""
    if not upload:
        return pasted.encode(), DocumentText(pasted, "txt"), len(pasted) > import_jobs.LONG
    data, name = upload.read(), upload.filename or ""
    seen = glance(data, name)
    if seen and (seen.pages or 0) > import_jobs.MANY_PAGES:
        return data, seen, True
    document = read_document(data, name)
    return data, document, len(document.text) > import_jobs.LONG


def _ask(upload: FileStorage | None, data: bytes) -> Any:
    """Let the worker read it, and show how far it is."""
    name = safe_name(upload.filename or "") if upload else PASTED
    read_as = name if upload else "a.txt"
    asked = import_jobs.ask(
        db.session, digest=_keep(data), file_name=name, read_as=read_as, stamp=stamp(channel=Channel.IMPORT)
    )
    db.session.commit()
    return redirect(url_for("jobs.show", job_id=asked.id), 303)


def _keep(data: bytes) -> str:
    return FileStore(current_app.config["OFFICE"].files_dir).put(data).sha256
