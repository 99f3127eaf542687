"""The mail that urges: what a person wrote, filled in for one agency, and its tasks with their buttons."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.mail import links, outbox
from webapp.mail.digests import SHOWN, Line
from webapp.models import LinkPurpose, OutboxMail, Person
from webapp.rules.follow_ups import fill


@dataclass(frozen=True, slots=True)
class Urging:
    """What one agency is written: its name, the words, its tasks, and until when an answer is owed."""

    agency: str
    words: str
    lines: tuple[Line, ...]
    reply_due_on: date

    @property
    def subject(self) -> str:
        """The line a reader sees first."""
        return f"Đôn đốc {len(self.lines)} việc, xin trả lời chậm nhất ngày {self.reply_due_on:%d/%m/%Y}"


def urging(text: str, reply_due_on: date, lines: tuple[Line, ...]) -> Urging:
    """``text`` filled in for the agency that owes ``lines`` (one at least)."""
    agency = lines[0].agency
    values = {
        "cơ quan": agency,
        "số việc": str(len(lines)),
        "danh sách": "\n".join(_said(line) for line in lines),
        "hạn trả lời": f"{reply_due_on:%d/%m/%Y}",
    }
    return Urging(agency, fill(text, values), lines, reply_due_on)


def _said(line: Line) -> str:
    about = [f"hạn {line.due_on:%d/%m/%Y}"] if line.due_on else []
    about += [line.word] if line.word else []
    return f"- {line.name}" + (f" ({', '.join(about)})" if about else "")


def write(session: Session, person: Person, told: Urging, follow_up_id: int, *, now: datetime) -> OutboxMail:
    """Queue the mail for one reader, once only: a button for each task it shows, a link to the list, and one by which
    an answer is known. It is no reminder, so it comes also to who wants none."""
    shown = told.lines[:SHOWN]
    buttons = links.for_tasks(session, person.id, [line.task_id for line in shown], now=now)
    only = shown[0].task_id if len(told.lines) == 1 else None
    reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=only)
    whole = links.new(session, person.id, LinkPurpose.LIST, now=now)
    context = {
        "told": told,
        "shown": shown,
        "hidden": len(told.lines) - len(shown),
        "button": {link.task_id: links.address_of(link) for link in buttons},
        "list_url": links.address_of(whole),
        "until": (now + links.LIFE).date(),
    }
    once = f"follow-up:{follow_up_id}:{told.lines[0].task_id}:{person.id}"
    return outbox.queue(session, "follow_up", person, context, now=now, dedupe=once, reply_link=reply)
