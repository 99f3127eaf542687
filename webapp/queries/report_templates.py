"""The office's own templates, as pages and exports ask for them."""

from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import ReportTemplate


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One template, without its content."""

    id: int
    name: str
    size: int
    actor: str
    at: datetime


def listing(session: Session) -> list[TemplateLine]:
    """Every template, by name."""
    columns = [getattr(ReportTemplate, one.name) for one in fields(TemplateLine)]
    return [TemplateLine(*row) for row in session.execute(sa.select(*columns).order_by(ReportTemplate.name))]


def content(session: Session, template_id: int) -> bytes | None:
    """The template's file, or None."""
    return session.scalar(sa.select(ReportTemplate.data).where(ReportTemplate.id == template_id))
