"""Sổ thư: what left, what waits, what failed, what came in; and the answers that wait for a person."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, url_for
from htmx_flask import request
from sqlalchemy.orm.exc import StaleDataError

from webapp import clock
from webapp.actions.history import AlreadyRecorded, refuse_repeat
from webapp.actions.inbound import settle
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.mail import notices
from webapp.models import InboundMail, Task
from webapp.queries import health, tasks
from webapp.queries import mail as queries
from webapp.queries.mail import Shelf
from webapp.rules.status import MoveRefused
from webapp.rules.words import Channel
from webapp.views import mail_page
from webapp.views.mail_page import CHANGED, NOUNS, Opened
from webapp.views.quick_page import version_of
from webapp.views.step_evidence import FieldRefused
from webapp.views.steps import STEPS, hold_version
from webapp.views.task_page import types_for_agency
from webapp.web.downloads import stored
from webapp.web.guards import authorize, me, needs
from webapp.web.paging import PER_PAGE, page_number, page_of
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("mail", __name__)


@bp.get("/mail")
@needs("mail.view")
def index() -> Response:
    """One shelf; what waits for a person comes first."""
    counts = queries.counts(db.session)
    asked = {shelf.value: shelf for shelf in Shelf}.get(request.args.get("loc", ""))
    shelf = asked or (Shelf.HELD if counts[Shelf.HELD] else Shelf.SENT)
    number = page_number()
    away = shelf is Shelf.AWAY
    read = current_app.config["OFFICE"].imap_url is not None
    return page(
        "mail/index.html",
        shelf=shelf,
        counts=[(one, counts[one]) for one in Shelf],
        lines=[] if away else queries.lines(db.session, shelf, number=number, limit=PER_PAGE),
        away=queries.away(db.session) if away else [],
        pager=page_of(counts[shelf], number),
        mailbox=health.mailbox(db.session, now=clock.now()) if read else None,
    )


@bp.get("/mail/<int:mail_id>")
@needs("mail.view")
def show(mail_id: int) -> Response:
    """One mail that came in: its words, why it is held, and the form that writes it into its task."""
    return mail_page.show(mail_page.opened(mail_id))


@bp.get("/mail/<int:mail_id>/attachments/<int:number>")
@needs("mail.view")
def attachment(mail_id: int, number: int) -> Response:
    """A file that came with a mail, always as a download."""
    mail = queries.received(db.session, mail_id) or abort(404)
    found = next((one for one in queries.attached(mail) if one.number == number and one.digest), None) or abort(404)
    return stored(current_app.config["OFFICE"].files_dir, found.digest or "", found.name)


@bp.post("/mail/<int:mail_id>/settlements")
@needs("mail.handle")
def handle(mail_id: int) -> Any:
    """Say that a held mail has been dealt with, without writing anything into a task."""
    if db.session.get(InboundMail, mail_id) is None:
        abort(404)
    try:
        settle(db.session, mail_id, by=me().person_id, now=clock.now())
        db.session.commit()
        flash("Đã đánh dấu xử lý.", "done")
    except MoveRefused as refusal:
        db.session.rollback()
        flash(str(refusal), "soon")
    return redirect(url_for("mail.index"), 303)


@bp.post("/mail/<int:mail_id>/<noun>")
@needs("mail.handle")
def take(mail_id: int, noun: str) -> Any:
    """Write what a held mail says into its task, and settle the mail with it."""
    one = mail_page.opened(mail_id)
    step = STEPS[noun] if noun in NOUNS else abort(404)
    task = (one.task_id and tasks.for_change(db.session, one.task_id)) or abort(404)
    authorize(step.permission, tasks.subject(db.session, task))
    form = one.form(noun)
    if not form.validate():
        return mail_page.show(replace(one, task_id=task.id), (noun, form), 422)
    try:
        _write(one, task, noun, form)
        db.session.commit()
    except AlreadyRecorded:
        flash("Nội dung này đã được ghi từ lần gửi trước.", "done")
    except (StaleDataError, MoveRefused, FieldRefused) as refusal:
        return _refused(one, task.id, noun, form, refusal)
    else:
        flash("Đã ghi vào việc và đánh dấu thư đã xử lý. Hoàn tác được ở trang của việc.", "done")
    return redirect(url_for("mail.index"), 303)


def _write(one: Opened, task: Task, noun: str, form: StepForm) -> None:
    refuse_repeat(db.session, form.once.data)
    hold_version(task, form)
    channel = Channel.PROXY if types_for_agency(me(), task.agency_id) else Channel.WEB
    event: Any = mail_page.act(one, task, noun, form, stamp(form.once.data, channel))
    db.session.flush()
    settle(db.session, one.mail.id, by=me().person_id, now=clock.now(), event=event)
    notices.written_in(db.session, one.mail.id, task, event, now=clock.now())


def _refused(one: Opened, task_id: int, noun: str, form: StepForm, refusal: Exception) -> Response:
    """The page again, with what was typed and what is wrong with it; nothing was recorded."""
    db.session.rollback()
    stale = isinstance(refusal, StaleDataError)
    if stale:
        form.version.data = str(version_of(task_id))
    if isinstance(refusal, FieldRefused):
        form[refusal.field].errors = [str(refusal)]
    else:
        form.form_errors.append(CHANGED if stale else str(refusal))
    return mail_page.show(mail_page.opened(one.mail.id), (noun, form), 409 if stale else 422)
