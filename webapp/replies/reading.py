"""A mail read from first to last: parts, kind, own words, update. Runs inside the bounded child."""

import re
from collections.abc import Sequence

from webapp.replies.auto import is_auto
from webapp.replies.bounces import failure_of, is_complaint
from webapp.replies.message import Mail, parse
from webapp.replies.own_text import OwnText, own_words
from webapp.replies.reply import Reply
from webapp.replies.sent_lines import SentText
from webapp.replies.update import read_update
from webapp.rules.words import MailKind

_PASSED_ON = re.compile(r"(?:fwd?|fw|chuyển tiếp|chuyen tiep|ct|wg|tr|rv|i|doorst|vs|vb|enc)\s*:", re.I)
"""How clients begin the subject of a mail passed on."""


def read_mail(raw: bytes, sent: Sequence[str]) -> Reply:
    """The mail in ``raw``, the mails we sent taken out of its text. Raises Unreadable, and what parsers raise."""
    mail, ours = parse(raw), SentText(sent)
    own = own_words(mail.lines, ours)
    failure = failure_of(mail, own.text)
    kind = MailKind.BOUNCE if failure else _kind(mail, own)
    sent_at = mail.sent_at()
    update = (
        read_update(own.text, sent_at.date() if sent_at else None, ours)
        if kind is MailKind.HUMAN and own.text
        else None
    )
    return Reply(
        kind=kind,
        text=own.text,
        update=update,
        sender=next(iter(mail.addresses("From") or mail.addresses("Sender")), ""),
        recipients=mail.addresses("To", "Cc", "Delivered-To", "X-Original-To"),
        message_id=next(iter(mail.ids("Message-ID")), None),
        in_reply_to=next(iter(mail.ids("In-Reply-To")), None),
        references=mail.ids("References"),
        sent_at=sent_at,
        subject=mail.header("Subject"),
        authentication=tuple(mail.headers("Authentication-Results")),
        attachments=tuple(mail.attachments),
        failure=failure,
    )


def _kind(mail: Mail, own: OwnText) -> MailKind:
    if is_complaint(mail):
        return MailKind.COMPLAINT
    if is_auto(mail, own.text):
        return MailKind.AUTO
    passed_on = own.forwarded or _PASSED_ON.match(mail.header("Subject")) or "message/rfc822" in mail.types
    return MailKind.FORWARD if passed_on and not own.text else MailKind.HUMAN
