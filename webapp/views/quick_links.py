"""Cập nhật từ thư: what a link in a mail opens. It acts for one person on their own tasks and signs nobody in.

Opening a page changes nothing, whoever or whatever opens it; the first thing to press is harmless.
"""

from typing import Any

from flask import Blueprint, Response, redirect, url_for
from htmx_flask import request
from sqlalchemy.orm.exc import StaleDataError

from webapp import clock
from webapp.actions.history import Actor, AlreadyRecorded, Stamp, refuse_repeat
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.mail import links, notices
from webapp.models import Event, LinkPurpose
from webapp.queries import tasks as queries
from webapp.rules.permissions import may
from webapp.rules.status import MoveRefused
from webapp.rules.words import Channel
from webapp.views import quick_page
from webapp.views.quick_page import Holder
from webapp.views.step_evidence import FieldRefused
from webapp.views.steps import STEPS, hold_version
from webapp.web.render import page

bp = Blueprint("quick_links", __name__)
NOUNS = frozenset({"starts", "updates", "reports", "difficulties", "corrections", "contests", "undos"})
"""What a link lets its holder do; judging, steering and handing over need a person who is signed in."""


@bp.after_request
def keep_secret(response: Response) -> Response:
    """The address is a secret: it leaves this page for nobody, and no machine keeps the page."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/q/<token>")
def show(token: str) -> Response:
    """The task (``?viec=`` of a list), or the list of the person's tasks."""
    holder = quick_page.holder(token)
    if isinstance(holder, Response):
        return holder
    task_id = holder.task_asked(request.args.get("viec"))
    return quick_page.task(holder, task_id) if task_id else quick_page.tasks(holder)


@bp.get("/q/<token>/later")
def later(token: str) -> Response:
    """Để sau: nothing was changed."""
    return page("quick_links/later.html", token=token)


@bp.post("/q/<token>/<noun>")
def take(token: str, noun: str) -> Any:
    """Take one step on the task."""
    holder = quick_page.holder(token)
    if isinstance(holder, Response):
        return holder
    task_id = holder.task_asked(request.args.get("viec"))
    task = queries.for_change(db.session, task_id) if task_id and noun in NOUNS else None
    step = STEPS.get(noun)
    if task is None or step is None or not may(holder.person, step.permission, queries.subject(db.session, task)):
        return quick_page.closed(token, "other")
    form = step.form(place=noun, meta={"csrf": False})  # the secret in the address is the proof
    if not form.validate():
        return quick_page.task(holder, task.id, (noun, form), 422)
    try:
        refuse_repeat(db.session, form.once.data)
        hold_version(task, form)
        event: Any = step.act(task, form, _stamp(holder, form))
        db.session.flush()
        notices.recorded(db.session, task, event, now=clock.now())
        db.session.commit()
    except AlreadyRecorded:
        return redirect(_done(token, quick_page.event_of(form.once.data or "")), 303)
    except StaleDataError:
        return _stale(holder, task.id, noun, form)
    except (MoveRefused, FieldRefused) as refusal:
        return _refused(holder, task.id, noun, form, refusal)
    return redirect(_done(token, event.id), 303)


@bp.get("/q/<token>/done/<int:event_id>")
def done(token: str, event_id: int) -> Response:
    """What was recorded, with the way to take it back."""
    holder = quick_page.holder(token)
    if isinstance(holder, Response):
        return holder
    event = db.session.get(Event, event_id)
    if event is None or event.person_id != holder.person.person_id or not holder.reaches(event.task_id):
        return quick_page.closed(token, "other")
    return quick_page.recorded(holder, event)


@bp.post("/q/<token>/links")
def renew(token: str) -> Response:
    """Send a fresh link to the address that the ledger knows; the same answer whatever becomes of it."""
    old = links.find(db.session, token, LinkPurpose.TASK, LinkPurpose.LIST)
    if old is not None:
        notices.fresh_link(db.session, old, now=clock.now())
        db.session.commit()
    return page("quick_links/renewed.html")


def _stamp(holder: Holder, form: StepForm) -> Stamp:
    actor = Actor(holder.person.person_id, holder.person.label, holder.person.stands_in)
    return Stamp(actor, clock.now(), Channel.LINK, form.once.data or None)


def _done(token: str, event_id: int) -> str:
    return url_for("quick_links.done", token=token, event_id=event_id)


def _stale(holder: Holder, task_id: int, noun: str, form: StepForm) -> Response:
    """Somebody was quicker: the task as it is now, with what was typed, ready to be sent on."""
    db.session.rollback()
    form.form_errors.append(
        "Trong lúc đồng chí nhập, việc này đã thay đổi (bản mới ở trên). Chưa ghi gì; xem lại rồi gửi lần nữa."
    )
    form.version.data = str(quick_page.version_of(task_id))
    return quick_page.task(holder, task_id, (noun, form), 409)


def _refused(holder: Holder, task_id: int, noun: str, form: StepForm, refusal: Exception) -> Response:
    db.session.rollback()
    if isinstance(refusal, FieldRefused):
        form[refusal.field].errors = [str(refusal)]
    else:
        form.form_errors.append(str(refusal))
    return quick_page.task(holder, task_id, (noun, form), 422)
