"""The office's own templates: taken after they were checked and tried, and put aside."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.history import Stamp
from webapp.files.report_template import check
from webapp.models import ReportTemplate


def take(session: Session, name: str, data: bytes, *, stamp: Stamp) -> ReportTemplate:
    """Keep a template under ``name``, in place of an older one of that name.

    Raises UnreadableFile with the sentence for the person when it is none, or does not work.
    """
    check(data)
    row = session.scalar(sa.select(ReportTemplate).where(ReportTemplate.name == name))
    if row is None:
        row = ReportTemplate(name=name)
        session.add(row)
    row.data, row.size = data, len(data)
    row.person_id, row.actor, row.at = stamp.by.person_id, stamp.by.name, stamp.now
    session.flush()
    return row
