"""The page of one mail that came in: its words and files, and the form that writes them into a task."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, abort, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions.history import Stamp
from webapp.actions.tasks import Product, report_done
from webapp.extensions import db
from webapp.forms.mail import MailReportForm
from webapp.forms.tasks import StepForm
from webapp.models import InboundState, Task
from webapp.queries import mail as queries
from webapp.queries import search, tasks
from webapp.queries.mail import Attached, Received
from webapp.rules.permissions import may
from webapp.rules.status import OPEN
from webapp.rules.words import Intent
from webapp.views.steps import STEPS
from webapp.views.task_page import OpenStep, TaskPage, prepare
from webapp.views.understood import LONGEST, typed_of
from webapp.web.guards import me
from webapp.web.render import page

NOUNS = ("updates", "reports", "difficulties")
"""What a mail may be written down as; whose work it is, and what is decided, has its own page."""
Bound = tuple[str, StepForm]
CHANGED = "Trong lúc đồng chí nhập, việc này đã thay đổi (bản mới ở trên). Chưa ghi gì; xem lại rồi gửi lần nữa."


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail and the task that it is being written into (None: not chosen yet)."""

    mail: Received
    files: tuple[Attached, ...]
    task_id: int | None

    def form(self, noun: str, **more: Any) -> StepForm:
        """The form of ``noun`` for this mail."""
        if noun != "reports":
            return STEPS[noun].form(place=noun, **more)
        offered = [(one.number, one.name) for one in self.files if one.digest]
        return MailReportForm(place=noun, files=offered, **more)

    def address(self, noun: str, task_id: int) -> str:
        """Where a form of this page is sent to."""
        return url_for("mail.take", mail_id=self.mail.id, noun=noun, viec=task_id)


def opened(mail_id: int) -> Opened:
    """The mail with the task that it names or that the address asks for ("0": another one); 404 without a mail."""
    mail = queries.received(db.session, mail_id) or abort(404)
    asked = request.args.get("viec", "")
    task_id = int(asked) or None if asked.isdigit() and len(asked) < 10 else mail.task_id
    return Opened(mail, queries.attached(mail), task_id)


def show(one: Opened, bound: Bound | None = None, status: int = 200) -> Response:
    """The page; with ``bound`` a form that was sent and could not be taken."""
    update = one.mail.understood.get("update") or {}
    return page(
        "mail/show.html",
        status,
        mail=one.mail,
        files=one.files,
        update=update,
        intent=Intent(update["intent"]) if update.get("intent") else None,
        form_errors=bound is not None,
        **(_writing(one, bound) if may(me(), "mail.handle") and one.mail.state is InboundState.HELD else {}),
    )


def act(one: Opened, task: Task, noun: str, form: Any, stamp: Stamp) -> object:
    """Take the step; a report may bring a file of the mail as its evidence, unless another was given."""
    chosen = form.attachment.data if noun == "reports" and not (form.file.data and form.file.data.filename) else 0
    file = next((found for found in one.files if found.number == chosen and found.digest), None)
    if file is None:
        return STEPS[noun].act(task, form, stamp)
    document = (form.doc_number.data, form.doc_date.data, form.receiver.data)
    product = Product(*document, file.name, file.digest, file.size)
    done_on = form.done_on.data or form.doc_date.data
    return report_done(task, done_on=done_on, product=product, note=form.note.data or "", stamp=stamp)


def _writing(one: Opened, bound: Bound | None) -> dict[str, Any]:
    """What a monitor needs beside a mail that is held: the chosen task with its forms, or tasks to choose from."""
    detail = tasks.detail(db.session, one.task_id) if one.task_id else None
    if detail is None:
        words = (request.args.get("tim") or "").strip()[:100]
        found = search.find(db.session, words, me()).tasks if words else ()
        own = queries.answerable(db.session, one.mail.person_id, today=clock.today())
        return {"own": own, "words": words, "found": [row for row in found if row.status in OPEN]}
    typed = typed_of(one.mail.understood, one.mail.text)
    values = _values(one, typed)
    view = prepare(detail, me(), "", bound, partial(_address, one), values)
    _with_files(one, view, detail.report_to or "", bound, values["reports"])
    chosen = bound[0] if bound else next((noun for noun in typed if noun in NOUNS), None)
    return {"row": detail.row, "view": view, "work": _offered(view), "chosen": chosen}


def _values(one: Opened, typed: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every form begins with the words of the mail, and the one that fits with all that was understood."""
    words = one.mail.text[:LONGEST]
    return {"updates": {"note": words}, "difficulties": {"difficulty": words}, "reports": {"note": words}} | typed


def _with_files(one: Opened, view: TaskPage, receiver: str, bound: Bound | None, values: dict[str, Any]) -> None:
    """Put the mail's own form of a report in the place of the usual one."""
    usual = view.work.get("reports")
    if usual is None or (bound and bound[0] == "reports"):
        return
    first = next((file.number for file in one.files if file.digest), 0)
    known = {"version": usual.form.version.data, "receiver": receiver, "attachment": first} | values
    view.work["reports"] = OpenStep("reports", one.form("reports", formdata=None, data=known), usual.url)


def _offered(view: TaskPage) -> dict[str, OpenStep]:
    return {noun: step for noun, step in view.work.items() if noun in NOUNS}


def _address(one: Opened, task_id: int, noun: str) -> str:
    return one.address(noun, task_id)
