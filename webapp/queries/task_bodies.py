"""Whose task it is besides its lead: who coordinates and who follows, today or as it was when the task closed."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, AgencyTitle, AssignmentAgency, ProgrammeMonitor
from webapp.rules.words import AgencyRole


def monitor_on(session: Session, programme_id: int, day: date) -> str | None:
    """Who followed the programme on ``day``, where that was another body than today."""
    return session.scalar(
        sa.select(AgencyTitle.on(day))
        .select_from(ProgrammeMonitor)
        .join(Agency, Agency.id == ProgrammeMonitor.agency_id)
        .where(ProgrammeMonitor.programme_id == programme_id, ProgrammeMonitor.to_on >= day)
        .order_by(ProgrammeMonitor.to_on)
        .limit(1)
    )


def bodies(session: Session, assignment_id: int, day: date | None) -> tuple[tuple[tuple[int, str], ...], int]:
    """The coordinating agencies of an assignment now (as of ``day`` when it closed then), and how many lead it."""
    part = AssignmentAgency
    in_force = _on(day) if day else part.valid_to.is_(None)
    found = session.execute(
        sa.select(part.role, Agency.id, AgencyTitle.on(day) if day else Agency.name)
        .join(Agency, Agency.id == part.agency_id)
        .where(part.assignment_id == assignment_id, in_force)
        .order_by(Agency.position)
    ).all()
    helpers = tuple((agency_id, name) for role, agency_id, name in found if role is AgencyRole.COORDINATING)
    return helpers, len(found) - len(helpers)


def _on(day: date) -> sa.ColumnElement[bool]:
    part = AssignmentAgency
    begun = sa.or_(part.valid_from.is_(None), part.valid_from <= day)
    return sa.and_(begun, sa.or_(part.valid_to.is_(None), part.valid_to >= day))
