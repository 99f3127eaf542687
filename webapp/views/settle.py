"""One form, one change: what the pages of the directory and of the office's settings have in common."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, flash, redirect
from sqlalchemy.exc import IntegrityError

from webapp.actions import directory
from webapp.actions.directory import DirectoryRefused
from webapp.extensions import db
from webapp.forms.fields import LedgerForm
from webapp.models import AgencyName

Made = TypeVar("Made")
Done = Callable[[Any], tuple[str, str]]
"""The sentence to say and the address to go to, from what the action made."""


def settle(form: LedgerForm, act: Callable[[], Made], done: Done, again: Callable[[], Response]) -> Any:
    """Carry out ``act`` with a form that is in order, commit, and go on; else ``again``: the page with the form.

    What an action refuses stands at the field it is about, with everything that was typed.
    """
    if not form.validate():
        return again()
    try:
        made = act()
        db.session.commit()
    except DirectoryRefused as refusal:
        db.session.rollback()
        form[refusal.field].errors = [str(refusal)]
        return again()
    except IntegrityError:
        db.session.rollback()
        form.form_errors.append("Có người vừa ghi đúng nội dung này. Xem lại danh sách rồi ghi.")
        return again()
    sentence, target = done(made)
    flash(sentence, "done")
    return redirect(target, 303)


def drop_name(name: AgencyName, target: str, *, restore: str) -> Any:
    """Take an alias away, offer to put it back (a POST to ``restore``), and go to ``target``."""
    text = name.text
    directory.remove_name(name)
    db.session.commit()
    told: Any = {"text": f"Đã bỏ tên gọi “{text}”.", "undo_url": restore, "undo_fields": {"text": text}}
    flash(told, "done")
    return redirect(target, 303)


def chosen(text: str | None) -> int | None:
    """The row whose panel the address opens (``?mo=``); None for anything that is no number."""
    return int(text) if text and text.isdigit() and len(text) < 10 else None
