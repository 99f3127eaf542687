"""What goes on with a successor besides the open tasks: parts in duties, places in groups, and the people."""

from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.reorganisation_plans import Plan
from webapp.models import Agency, AssignmentAgency, FocalPoint, GroupMember, Person, ReorganisationKind
from webapp.rules.words import AgencyRole


def duties(session: Session, plan: Plan, after: list[Agency]) -> None:
    """Parts in duties go to the successors from the day on. The old rows keep saying who had them until the eve.

    The lead of a duty follows its tasks; where none is open, and for coordination, the first successor takes over
    (every one of them coordinates what a body that was split coordinated).
    """
    from_on = plan.change.effective_on
    led: dict[tuple[int, int], list[int]] = {}
    for one in plan.passings:
        task = plan.tasks[one.task_id]
        led.setdefault((task.assignment_id, task.agency_id), []).append(after[one.place].id)
    for row in _current(session, plan, {assignment_id for assignment_id, _agency in led}):
        heirs = led.get((row.assignment_id, row.agency_id)) if row.role is AgencyRole.LEAD else None
        if heirs is None and row.agency_id not in {one.id for one in plan.ending}:
            continue
        row.valid_to = from_on - timedelta(days=1)
        _place(session, row, heirs or _of_right(plan, row, after), from_on)


def _current(session: Session, plan: Plan, moved: Iterable[int]) -> list[AssignmentAgency]:
    """The rows in force of the bodies that end, and of those whose tasks move; leads first."""
    ids, ending = [one.id for one in plan.before], [one.id for one in plan.ending]
    concerned = sa.or_(AssignmentAgency.agency_id.in_(ending), AssignmentAgency.assignment_id.in_(list(moved)))
    found = session.scalars(
        sa.select(AssignmentAgency)
        .where(AssignmentAgency.agency_id.in_(ids), AssignmentAgency.valid_to.is_(None), concerned)
        .order_by(AssignmentAgency.role.desc(), AssignmentAgency.id)
    )
    return list(found)


def _of_right(plan: Plan, row: AssignmentAgency, after: list[Agency]) -> list[int]:
    split = plan.change.kind is ReorganisationKind.SPLIT and row.role is AgencyRole.COORDINATING
    return [one.id for one in (after if split else after[:1])]


def _place(session: Session, old: AssignmentAgency, heirs: Iterable[int], from_on: date) -> None:
    """A row for each heir that has none in force; who leads does not coordinate itself."""
    for agency_id in dict.fromkeys(heirs):
        there = {
            one.role: one
            for one in session.scalars(
                sa.select(AssignmentAgency).where(
                    AssignmentAgency.assignment_id == old.assignment_id, AssignmentAgency.agency_id == agency_id
                )
            )
        }
        leads = there.get(AgencyRole.LEAD)
        if old.role is AgencyRole.COORDINATING and leads is not None and leads.valid_to is None:
            continue
        if old.role in there:
            there[old.role].valid_to = None
            continue
        session.add(
            AssignmentAgency(
                assignment_id=old.assignment_id,
                agency_id=agency_id,
                group_id=old.group_id,
                role=old.role,
                valid_from=from_on,
            )
        )
        session.flush()


def groups(session: Session, plan: Plan, after: list[Agency]) -> None:
    """Places in groups end with their agencies; the successors join the groups that were named, or all of those."""
    from_on = plan.change.effective_on
    wanted = list(plan.change.groups or ())
    for member in session.scalars(
        sa.select(GroupMember).where(
            GroupMember.agency_id.in_([one.id for one in plan.ending]), GroupMember.valid_to.is_(None)
        )
    ):
        member.valid_to = from_on - timedelta(days=1)
        if plan.change.groups is None:
            wanted.append(member.group_id)
    for agency in after:
        held = set(session.scalars(sa.select(GroupMember.group_id).where(GroupMember.agency_id == agency.id)))
        new = dict.fromkeys(one for one in wanted if one not in held)
        session.add_all(GroupMember(group_id=one, agency_id=agency.id, valid_from=from_on) for one in new)


def people(session: Session, plan: Plan, to: Agency, today: date) -> None:
    """Who spoke for a body that ends speaks for its first successor, or for nobody; who follows programmes from there
    goes on doing so either way. Nobody loses a day: the old duty ends yesterday, the new one begins today."""
    ids = [one.id for one in plan.ending]
    held = session.scalars(
        sa.select(FocalPoint).where(
            FocalPoint.agency_id.in_(ids), sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= today)
        )
    ).all()
    for duty in held:
        if plan.change.people_follow:
            _speak_for(session, duty, to, today)
        duty.to_on = max(duty.from_on, today - timedelta(days=1))
    works = sa.select(Person).where(Person.agency_id.in_(ids))
    for person in session.scalars(works):
        person.agency_id = to.id


def _speak_for(session: Session, old: FocalPoint, to: Agency, today: date) -> None:
    from_on = max(today, old.from_on)
    same = sa.select(FocalPoint.id).where(
        FocalPoint.person_id == old.person_id,
        FocalPoint.agency_id == to.id,
        FocalPoint.kind == old.kind,
        sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= from_on),
    )
    if session.scalar(same.limit(1)) is None:
        session.add(
            FocalPoint(
                person_id=old.person_id,
                agency_id=to.id,
                from_on=from_on,
                to_on=old.to_on,
                kind=old.kind,
                stands_for_id=old.stands_for_id,
            )
        )
        session.flush()
