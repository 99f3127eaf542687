"""Reading a long document outside the request: the worker reads it while the person watches how far it is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.history import Actor, Stamp
from webapp.actions.imports import ReadingRefused, draft, read, refuse_secret
from webapp.actions.jobs import JobRefused, Result, Tell, Work, queue
from webapp.files.documents import UnreadableFile, read_document
from webapp.files.store import FileStore
from webapp.models import Import, Job
from webapp.queries import settings
from webapp.rules.words import Channel

KIND = "import"
LONG = 120_000
"""Characters from which a text is read by the worker: about sixty pages."""
MANY_PAGES = 10
"""Pages from which a PDF is."""
STEPS = 2
"""What is left to do when all pages are read."""


def ask(session: Session, *, digest: str, file_name: str, read_as: str, stamp: Stamp) -> Job:
    """Ask for a file of the store, already found free of secret marks, to be read; ``read_as`` says of what kind."""
    payload = {"digest": digest, "file_name": file_name, "read_as": read_as, "at": stamp.now.isoformat()}
    title, person = f"Đọc văn bản: {file_name}", stamp.by.person_id or 0
    return queue(session, KIND, title, payload | {"name": stamp.by.name}, person_id=person, now=stamp.now)


def carry_out(session: Session, work: Work, tell: Tell) -> Result:
    """Read the file into a draft. What is refused leaves no file behind."""
    store, digest, said = work.files, work.payload["digest"], work.payload
    if store is None:
        raise JobRefused("Máy không có kho tệp để đọc.")
    tell(0, STEPS, "Đang mở tệp.")
    try:
        with store.open(digest) as file:
            document = read_document(
                file.read(),
                said["read_as"],
                progress=lambda done, total: tell(done, total + STEPS, f"Đã đọc trang {done}/{total}."),
            )
        refuse_secret(document.margins, document.text)
        pages = document.pages or 1
        tell(pages, pages + STEPS, "Đang tìm việc được giao, thời hạn, nơi nhận báo cáo.")
        found = read(document.text)
    except (UnreadableFile, ReadingRefused) as refusal:
        _forget(session, store, digest)
        raise JobRefused(str(refusal)) from None
    tell(pages + 1, pages + STEPS, "Đang đối chiếu tên cơ quan với danh mục.")
    stamp = Stamp(Actor(work.person_id, said["name"]), datetime.fromisoformat(said["at"]), Channel.IMPORT)
    limits = settings.thresholds(session)
    row = draft(session, found, file_name=said["file_name"], digest=digest, thresholds=limits, stamp=stamp)
    duties = sum(len(clause.duties) for clause in found.clauses)
    words = " ".join((f"Đã bóc {duties} việc.", *document.notes))
    return Result(endpoint="imports.show", values={"import_id": row.id}, words=words)


def _forget(session: Session, store: FileStore, digest: str) -> None:
    if session.scalar(sa.select(Import.id).where(Import.source_digest == digest).limit(1)) is None:
        store.remove(digest)
