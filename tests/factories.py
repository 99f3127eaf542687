"""Rows with legal defaults, made by plain functions; every argument that matters to a test is said by the test."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.actions.history import Actor, Stamp
from webapp.models import (
    Agency,
    AgencyKind,
    Assignment,
    AssignmentAgency,
    Clause,
    FocalPoint,
    Person,
    Programme,
    Task,
)
from webapp.rules.words import AgencyRole, Channel, DeadlineKind, DutyKind, Role, Status

NUMBERS = itertools.count(1)
NOW = datetime(2021, 11, 22, 1, 15, tzinfo=UTC)
TODAY = date(2021, 11, 22)
TEXT = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Ban Tuyên giáo Tỉnh ủy hướng dẫn học tập Nghị quyết trước ngày 10/11/2021."


def stamp(person: Person | None = None, *, now: datetime = NOW, once: str | None = None) -> Stamp:
    """Who acts and when, for calling an action."""
    actor = Actor(person.id, person.name) if person else Actor(None, "Hệ thống")
    return Stamp(actor, now, Channel.WEB, once)


def _add(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def agency(session: Session, name: str | None = None, kind: AgencyKind = AgencyKind.STAFF) -> Agency:
    """An agency that exists."""
    number = next(NUMBERS)
    name = name or f"Ban số {number} Tỉnh ủy"
    made: Agency = _add(session, Agency(code=f"a{number}", name=name, kind=kind, position=number))
    return made


def person(
    session: Session,
    role: Role = Role.FOCAL_POINT,
    speaks_for: Agency | None = None,
    duty: DutyKind = DutyKind.FOCAL_POINT,
    **more: Any,
) -> Person:
    """An active person; ``speaks_for`` makes them the agency's focal point (or another ``duty``) since 2020."""
    number = next(NUMBERS)
    values = {"name": f"{role.label} {number}", "email": f"p{number}@example.vn", "active": True} | more
    values = {"agency_id": speaks_for.id if speaks_for else None} | values
    made: Person = _add(session, Person(role=role, **values))
    if speaks_for:
        since = date(2020, 1, 1)
        _add(session, FocalPoint(person_id=made.id, agency_id=speaks_for.id, from_on=since, kind=duty))
    return made


def programme(session: Session, monitor: Agency | None = None, **more: Any) -> Programme:
    """An issued programme with one section and one clause IV.1."""
    monitor = monitor or agency(session, None)
    values = {
        "title": "Chương trình hành động",
        "short_title": "Chương trình",
        "issuer": "Ban Thường vụ Tỉnh ủy",
    }
    made: Programme = _add(session, Programme(**(values | more), text=TEXT, monitor_id=monitor.id, created_at=NOW))
    _add(
        session,
        Clause(
            programme_id=made.id,
            ref="IV",
            level=1,
            kind="section",
            start=0,
            end=22,
            label="Tổ chức thực hiện",
        ),
    )
    _add(
        session,
        Clause(
            programme_id=made.id,
            ref="IV.1",
            level=2,
            kind="point",
            start=23,
            end=len(TEXT),
            label="Ban Tuyên giáo Tỉnh ủy",
        ),
    )
    return made


def assignment(
    session: Session,
    of: Programme | None = None,
    coordinating: Agency | None = None,
    lead: Agency | None = None,
    **more: Any,
) -> Assignment:
    """A duty of clause IV.1."""
    from sqlalchemy import select

    of = of or programme(session)
    clause_id = session.scalar(select(Clause.id).where(Clause.programme_id == of.id, Clause.ref == "IV.1"))
    values = {
        "title": "Hướng dẫn học tập Nghị quyết",
        "short_title": "Hướng dẫn",
        "kind": DeadlineKind.DATED,
        "product": "Hướng dẫn",
        "phrase": "trước ngày 10/11/2021",
        "starts_on": date(2021, 10, 1),
    } | more
    made: Assignment = _add(
        session,
        Assignment(programme_id=of.id, clause_id=clause_id, position=next(NUMBERS), start=26, end=len(TEXT), **values),
    )
    for agency_, role in ((coordinating, AgencyRole.COORDINATING), (lead, AgencyRole.LEAD)):
        if agency_:
            _add(session, AssignmentAgency(assignment_id=made.id, agency_id=agency_.id, role=role))
    return made


def task(
    session: Session,
    lead: Agency | None = None,
    *,
    due_on: date | None = date(2021, 11, 30),
    kind: DeadlineKind | None = None,
    status: Status = Status.NOT_STARTED,
    of: Assignment | None = None,
    coordinating: Agency | None = None,
    **more: Any,
) -> Task:
    """A task of ``lead``; without a date it is undated, with a reason and a review date."""
    from datetime import timedelta

    lead = lead or agency(session)
    of = of or assignment(session, coordinating=coordinating, lead=lead)
    kind = kind or (DeadlineKind.DATED if due_on else DeadlineKind.UNDATED)
    undated = kind is DeadlineKind.UNDATED
    values = {
        "phrase": f"trước ngày {due_on:%d/%m/%Y}" if due_on else "",
        "undated_reason": "văn bản không nêu hạn" if undated else None,
        "review_on": date(2021, 12, 10) if undated else None,
    } | more
    made: Task = _add(
        session,
        Task(
            assignment=of,
            agency_id=lead.id,
            kind=kind,
            due_on=due_on,
            original_due_on=due_on,
            overdue_from=due_on + timedelta(days=1) if due_on else None,
            status=status,
            created_at=NOW,
            **values,
        ),
    )
    return made
