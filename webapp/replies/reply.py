"""What a mail that came in is, as plain values: its kind, the person's own words and the update they give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.rules.words import Intent, MailKind


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """The document named as the result: its number as written, its date; either may be missing."""

    number: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Update:
    """What the own words say. ``progress`` in percent; ``certain`` False: a person must look before it is applied."""

    intent: Intent
    progress: int | None = None
    document: DocumentRef | None = None
    asked_due: date | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the mail, its name as the sender wrote it: never to be used as a path."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail of ours did not arrive: for whom, the enhanced status (RFC 3463) and which mail it was."""

    addresses: tuple[str, ...] = ()
    status: str | None = None
    permanent: bool = True
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One mail that came in. Every text is NFC; addresses are in lower case; ``why`` says why it is held."""

    kind: MailKind
    text: str = ""
    update: Update | None = None
    sender: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    sent_at: datetime | None = None
    subject: str = ""
    authentication: tuple[str, ...] = ()
    """Each Authentication-Results header, topmost first."""
    attachments: tuple[Attachment, ...] = ()
    failure: Failure | None = None
    why: str | None = None


def as_json(reply: Reply) -> Mapping[str, Any]:
    """The shape that the command line prints: kind, text, update."""
    return {"kind": reply.kind.value, "text": reply.text, "update": _update_json(reply.update)}


def _update_json(update: Update | None) -> Mapping[str, Any] | None:
    if update is None:
        return None
    document = update.document
    return {
        "intent": update.intent.value,
        "progress": update.progress,
        "document": document and {"number": document.number, "date": _iso(document.on)},
        "asked_due": _iso(update.asked_due),
        "certain": update.certain,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
