"""A reply as JSON between the child that reads and the process that asks."""

import base64
import json
import struct
from datetime import date, datetime
from typing import Any

from webapp.replies.reply import Attachment, DocumentRef, Failure, Reply, Update, as_json
from webapp.rules.words import Intent, MailKind

FRAME = struct.Struct(">QQ")
"""Before each mail: how long the mails we sent are, as JSON, and how long the mail is, in bytes."""
SIZE = struct.Struct(">Q")


def pack(reply: Reply) -> bytes:
    """The reply as bytes; ``unpack(pack(reply)) == reply``."""
    failure = reply.failure
    plain = {
        **as_json(reply),
        "headers": [reply.sender, reply.recipients, reply.message_id, reply.in_reply_to, reply.references],
        "sent_at": reply.sent_at.isoformat() if reply.sent_at else None,
        "subject": reply.subject,
        "authentication": reply.authentication,
        "attachments": [(each.filename, base64.b64encode(each.data).decode()) for each in reply.attachments],
        "failure": failure and [failure.addresses, failure.status, failure.permanent, failure.message_id],
        "why": reply.why,
    }
    return json.dumps(plain).encode()


def unpack(data: bytes) -> Reply:
    """The reply that ``pack`` wrote. Raises ValueError, KeyError or TypeError when it did not."""
    plain = json.loads(data)
    sender, recipients, message_id, in_reply_to, references = plain["headers"]
    failure = plain["failure"]
    return Reply(
        kind=MailKind(plain["kind"]),
        text=plain["text"],
        update=_update(plain["update"]),
        sender=sender,
        recipients=tuple(recipients),
        message_id=message_id,
        in_reply_to=in_reply_to,
        references=tuple(references),
        sent_at=datetime.fromisoformat(plain["sent_at"]) if plain["sent_at"] else None,
        subject=plain["subject"],
        authentication=tuple(plain["authentication"]),
        attachments=tuple(Attachment(name, base64.b64decode(data)) for name, data in plain["attachments"]),
        failure=Failure(tuple(failure[0]), *failure[1:]) if failure else None,
        why=plain["why"],
    )


def _update(plain: dict[str, Any] | None) -> Update | None:
    if plain is None:
        return None
    document = plain["document"]
    return Update(
        intent=Intent(plain["intent"]),
        progress=plain["progress"],
        document=DocumentRef(document["number"], _day(document["date"])) if document else None,
        asked_due=_day(plain["asked_due"]),
        certain=plain["certain"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
