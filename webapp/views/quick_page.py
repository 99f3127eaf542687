"""The pages behind a link in a mail: one task, the person's list, what was recorded, and a link that ended."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa
from flask import Response, url_for
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.mail import links
from webapp.models import Event, InboundMail, LinkPurpose, QuickLink, Task
from webapp.queries import people
from webapp.queries import tasks as queries
from webapp.queries.people import SignedIn
from webapp.rules.permissions import may
from webapp.rules.status import OPEN
from webapp.rules.timeliness import correctable
from webapp.views.history_lines import history_lines
from webapp.views.task_lines import lines
from webapp.views.task_page import last_event, prepare, undo_offer
from webapp.views.understood import typed_of
from webapp.web.render import page

SHOWN = ("updates", "reports", "difficulties", "corrections", "contests")


@dataclass(frozen=True, slots=True)
class Holder:
    """A living link and the person it belongs to."""

    token: str
    link: QuickLink
    person: SignedIn

    def task_asked(self, asked: str | None) -> int | None:
        """The task that the address names; None for the whole list."""
        if self.link.purpose is LinkPurpose.TASK:
            return self.link.task_id
        return int(asked) if asked and asked.isdigit() and len(asked) < 10 else None

    def reaches(self, task_id: int) -> bool:
        """Whether the link speaks of this task (the permissions are asked besides)."""
        return self.link.purpose is LinkPurpose.LIST or self.link.task_id == task_id


def holder(token: str) -> Holder | Response:
    """Whose link it is; or the page that explains why it opens nothing any more."""
    link = links.find(db.session, token, LinkPurpose.TASK, LinkPurpose.LIST)
    if link is None:
        return closed(token, "unknown")
    person = people.holder(db.session, link.person_id, today=clock.today())
    if person is None or not links.is_live(link, clock.now()):
        return closed(token, "ended")
    return Holder(token, link, person)


def task(holder: Holder, task_id: int, bound: tuple[str, StepForm] | None = None, status: int = 200) -> Response:
    """One task with its choices; ``?chon=`` opens one of them, and no more than that."""
    detail = queries.detail(db.session, task_id)
    if detail is None or not may(holder.person, "task.update", detail):
        return closed(holder.token, "other")
    if bound is None and detail.row.status not in OPEN and not correctable(detail.row, clock.today()):
        return closed(holder.token, "over")
    typed = _understood(holder, task_id, request.args.get("thu"))
    view = prepare(detail, holder.person, "", bound, partial(_address, holder), typed)
    chosen = bound[0] if bound else next(iter(typed), request.args.get("chon"))
    return page(
        "quick_links/show.html",
        status,
        detail=detail,
        row=detail.row,
        view=view,
        chosen=chosen if chosen in SHOWN else None,
        token=holder.token,
        until=holder.link.expires_at,
        others=holder.link.purpose is LinkPurpose.LIST,
        form_errors=bound is not None,
    )


def tasks(holder: Holder) -> Response:
    """Everything that the person's agencies owe now."""
    mine = sa.and_(Task.agency_id.in_(holder.person.agency_ids), Task.where_open())
    found = queries.rows(db.session, queries.listing(mine).order_by(Task.overdue_from.is_(None), Task.overdue_from))
    return page("quick_links/list.html", lines=lines(found), holder=holder)


def recorded(holder: Holder, event: Event) -> Response:
    """What was recorded by ``event``, and whether it can still be taken back."""
    detail = queries.detail(db.session, event.task_id)
    if detail is None or not may(holder.person, "task.view", detail):
        return closed(holder.token, "other")
    offer = undo_offer(detail, holder.person)
    last = last_event(detail.events)
    line = next((one for one in history_lines(detail.events) if last and one.at == event.at), None)
    return page(
        "quick_links/done.html",
        detail=detail,
        row=detail.row,
        line=line,
        event=event,
        undo=offer if offer and offer.id == event.id else None,
        undo_url=_address(holder, event.task_id, "undos"),
        holder=holder,
    )


def closed(token: str, why: str) -> Response:
    """The friendly page of a link that opens nothing (``why``: unknown, ended, over, other)."""
    return page("quick_links/closed.html", 404 if why == "unknown" else 410, why=why, token=token)


def event_of(once: str) -> int:
    """The change that the form with this nonce made; 0 for none."""
    return db.session.scalar(sa.select(Event.id).where(Event.once == once)) or 0


def version_of(task_id: int) -> int:
    """The task's version now."""
    return db.session.scalar(sa.select(Task.version).where(Task.id == task_id)) or 0


def _understood(holder: Holder, task_id: int, mail_id: str | None) -> dict[str, dict[str, Any]]:
    """What was understood of the person's own mail about this task, as the form it belongs to and its values."""
    known = mail_id is not None and mail_id.isdigit() and len(mail_id) < 10
    mail = db.session.get(InboundMail, int(mail_id or 0)) if known else None
    if mail is None or (mail.person_id, mail.task_id) != (holder.person.person_id, task_id):
        return {}
    return typed_of(mail.understood, mail.text)


def _address(holder: Holder, task_id: int, noun: str) -> str:
    viec = task_id if holder.link.purpose is LinkPurpose.LIST else None
    return url_for("quick_links.take", token=holder.token, noun=noun, viec=viec)
