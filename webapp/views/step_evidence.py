"""The steps that come with evidence: a document's number, date and receiver, and perhaps the file itself."""

from typing import Any

from flask import current_app

from webapp.actions import corrections, tasks
from webapp.actions.history import Stamp
from webapp.actions.tasks import Product
from webapp.files.documents import UnreadableFile
from webapp.files.store import FileStore, check_evidence, safe_name
from webapp.models import Event, Task


def report(task: Task, form: Any, stamp: Stamp) -> Event:
    """Report completion; an attached file is stored before the row that names it."""
    done_on = form.done_on.data or form.doc_date.data
    product = Product(form.doc_number.data, form.doc_date.data, form.receiver.data, *_stored(form))
    return tasks.report_done(task, done_on=done_on, product=product, note=form.note.data or "", stamp=stamp)


def correction(task: Task, form: Any, stamp: Stamp) -> Event:
    """Ask for a correction; an attached file is stored before the row that names it."""
    product = Product(form.doc_number.data, form.doc_date.data, form.receiver.data, *_stored(form))
    return corrections.ask(task, done_on=form.done_on.data, product=product, note=form.note.data or "", stamp=stamp)


def _stored(form: Any) -> tuple[str, str, int] | tuple[()]:
    upload = form.file.data
    if not upload or not upload.filename:
        return ()
    data = upload.read()
    name = safe_name(upload.filename)
    try:
        check_evidence(data, name)
    except UnreadableFile as error:
        raise FieldRefused("file", str(error)) from error
    kept = FileStore(current_app.config["OFFICE"].files_dir).put(data)
    return name, kept.sha256, kept.size


class FieldRefused(Exception):
    """What was given in one field cannot be taken."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
