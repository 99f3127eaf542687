"""What was typed into a form whose session had ended: kept, shown to its owner after sign-in, sent on by them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from webapp.models import ParkedForm
from webapp.queries.people import owner_of_session

KEPT_FOR = timedelta(hours=24)
LONGEST_PATH = 500
MAX_TYPED = 200_000
"""Characters; a form longer than any page of ours has."""
NOT_TYPED = frozenset({"csrf_token", "password", "code", "pasted"})


def keep(session: Session, secret: str | None, path: str, form: MultiDict[str, str], *, now: datetime) -> int | None:
    """Park ``form`` for the owner of the ended session ``secret``; the row's id, or None when there is no owner or
    nothing was typed.

    Only a browser that once was signed in can park something, so that strangers cannot fill the database.
    """
    owner = owner_of_session(session, secret) if secret else None
    values = {name: form.getlist(name) for name in form if name not in NOT_TYPED}
    length = sum(len(text) for texts in values.values() for text in texts)
    if owner is None or not 0 < length <= MAX_TYPED or len(path) > LONGEST_PATH:
        return None
    purge(session, now=now)
    row = ParkedForm(person_id=owner, path=path, values=values, at=now)
    session.add(row)
    session.flush()
    return row.id


def purge(session: Session, *, now: datetime) -> None:
    """Forget what was not fetched in time."""
    session.execute(sa.delete(ParkedForm).where(ParkedForm.at < now - KEPT_FOR))


def find(session: Session, parked_id: int, person_id: int) -> ParkedForm | None:
    """The parked form, if it belongs to this person."""
    return session.scalar(sa.select(ParkedForm).where(ParkedForm.id == parked_id, ParkedForm.person_id == person_id))


def typed(row: ParkedForm) -> Mapping[str, list[str]]:
    """The kept values by field name, as they were typed."""
    values: Mapping[str, list[str]] = row.values
    return values
