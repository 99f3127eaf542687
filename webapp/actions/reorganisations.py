"""Agencies change: renamed, merged, split, ended. Open work goes on under its new holder by an act that the history
shows; closed work keeps the name it had, and nothing that was recorded is touched.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import directory, parts_handed_on, search
from webapp.actions.history import AlreadyRecorded, Stamp, change, record
from webapp.actions.reorganisation_plans import Change, NewBody, Plan, plan
from webapp.clock import ZONE
from webapp.models import (
    CLOSING,
    Agency,
    AgencyTitle,
    Event,
    EventKind,
    Programme,
    ProgrammeMonitor,
    Reorganisation,
    ReorganisationAgency,
    ReorganisationKind,
    Side,
    Task,
)
from webapp.rules.status import CLOSED, Step, next_status
from webapp.rules.succession import Passing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: how many open tasks have a new holder, and how many of them became part of another."""

    reorganisation: Reorganisation
    moved: int
    joined: int

    def __str__(self) -> str:
        made = self.reorganisation
        names = {side: ", ".join(one.name for one in made.parts if one.side is side) for side in Side}
        said = f"{made.kind.label} từ {made.effective_on:%d/%m/%Y}: {names[Side.BEFORE]}"
        onward = f" → {names[Side.AFTER]}" if names[Side.AFTER] else ""
        return f"{said}{onward}. {self.moved} việc mở chuyển sang, {self.joined} việc gộp."


def carry_out(session: Session, asked: Change, *, stamp: Stamp) -> Outcome:
    """Do what ``plan`` says. Raises DirectoryRefused as it does, and AlreadyRecorded for a second press."""
    refuse_repeat(session, stamp.once)
    found = plan(session, asked, today=stamp.today)
    if asked.kind is ReorganisationKind.RENAME:
        return _rename(session, found, stamp)
    after = [_successor(session, one, found) for one in asked.after]
    made = _write(session, found, after, stamp)
    act = _Act(session, found, after, made, replace(stamp, once=None))
    act.tasks()
    parts_handed_on.duties(session, found, after)
    act.ends()
    act.monitors()
    if after:
        parts_handed_on.people(session, found, after[0], stamp.today)
    parts_handed_on.groups(session, found, after)
    session.flush()
    act.index()
    return Outcome(made, len(found.moved), len(found.joined))


def refuse_repeat(session: Session, once: str | None) -> None:
    """Raise AlreadyRecorded when a change with this nonce is in the ledger."""
    if once and session.scalar(sa.select(Reorganisation.id).where(Reorganisation.once == once)) is not None:
        raise AlreadyRecorded


def correct(row: Reorganisation, *, decision: str, reason: str) -> None:
    """Put the number of the decision or the reason right; what the history of tasks quotes stays as it was."""
    row.decision, row.reason = decision, reason


@dataclass(frozen=True, slots=True)
class _Act:
    """One reorganisation being carried out."""

    session: Session
    plan: Plan
    after: list[Agency]
    made: Reorganisation
    stamp: Stamp

    def tasks(self) -> None:
        """Every open task gets its new holder, or becomes part of the task that goes on."""
        wanted = {one.task_id for one in self.plan.passings} | {one.into for one in self.plan.joined}
        rows = {one.id: one for one in self.session.scalars(sa.select(Task).where(Task.id.in_(wanted)))}
        names = {one.id: one.name for one in (*self.plan.before, *self.after)}
        for passing in self.plan.joined:
            self._join(rows[passing.task_id], passing)
        self.session.flush()
        for passing in self.plan.moved:
            self._move(rows[passing.task_id], self.after[passing.place], names)
        self.session.flush()

    def _move(self, task: Task, to: Agency, names: dict[int, str]) -> None:
        """The same task under another holder: dates, reports and history go on."""
        old = task.agency_id
        event = change(
            task,
            EventKind.HAND_OVER,
            {"agency_id": to.id},
            stamp=self.stamp,
            note=self._why(),
            also={"agency": to.name, "reorganisation": self.made.id},
        )
        event.before = event.before | {"agency": names[old]}
        self.session.expire(task, ["agency"])

    def _join(self, task: Task, passing: Passing) -> None:
        """The task closes under the name it had; its work goes on in another."""
        status = next_status(Step.MERGE, task.status, task.kind, reason="gộp")
        also = {"into": passing.into, "reorganisation": self.made.id}
        change(
            task,
            EventKind.HAND_OVER,
            {"status": status},
            stamp=self.stamp,
            note=f"Gộp vào việc số {passing.into}. {self._why()}",
            also=also,
        )
        self._tell(passing, task)

    def _tell(self, passing: Passing, task: Task) -> None:
        """The task that goes on says which one it took in."""
        into = self.session.get_one(Task, passing.into)
        record(into, EventKind.COMMENT, stamp=self.stamp, note=f"Gộp việc số {task.id}. {self._why()}")

    def _why(self) -> str:
        made = self.made
        said = f"{made.kind.label} từ {made.effective_on:%d/%m/%Y}: {made.decision}."
        return f"{said} {made.reason}".strip()

    def ends(self) -> None:
        """The last day of each body that is no more."""
        for agency in self.plan.ending:
            agency.valid_to = eve(self.made.effective_on)

    def monitors(self) -> None:
        """A programme goes on being followed, by the first successor of the body that followed it."""
        ids = [one.id for one in self.plan.ending]
        for programme in self.session.scalars(sa.select(Programme).where(Programme.monitor_id.in_(ids))):
            last = eve(self.made.effective_on)
            self.session.add(ProgrammeMonitor(programme_id=programme.id, agency_id=programme.monitor_id, to_on=last))
            programme.monitor_id = self.after[0].id

    def index(self) -> None:
        """What moved is found under its new holder."""
        for passing in self.plan.moved:
            search.index_task(self.session, passing.task_id)


def eve(day: date) -> date:
    """The last day of what was before ``day``."""
    return day - timedelta(days=1)


def _rename(session: Session, found: Plan, stamp: Stamp) -> Outcome:
    """Another name from a day on. What closed before it keeps the name of then; the old name stays an alias."""
    asked, agency = found.change, found.before[0]
    old = agency.name
    directory.rename_agency(agency, asked.name)
    session.add(AgencyTitle(agency_id=agency.id, name=old, to_on=eve(asked.effective_on)))
    _keep_names(session, agency.id, old, datetime.combine(asked.effective_on, time.min, ZONE))
    made = _write(session, found, [agency], stamp, {agency.id: old})
    return Outcome(made, 0, 0)


def _keep_names(session: Session, agency_id: int, name: str, before: datetime) -> None:
    """Tasks that closed ``before`` go on showing ``name``."""
    closed_at = (
        sa.select(sa.func.max(Event.at)).where(Event.task_id == Task.id, Event.kind.in_(CLOSING)).scalar_subquery()
    )
    keep = (
        sa.update(Task)
        .where(
            Task.agency_id == agency_id,
            Task.status.in_(CLOSED),
            Task.held_as.is_(None),
            sa.func.coalesce(closed_at, Task.created_at) < before,
        )
        .values(held_as=name)
    )
    session.execute(keep.execution_options(synchronize_session=False))


def _successor(session: Session, one: int | NewBody, found: Plan) -> Agency:
    if isinstance(one, int):
        return session.get_one(Agency, one)
    first = found.before[0]
    code = one.code or directory.free_code(session, one.name)
    made = directory.new_agency(session, code=code, name=one.name, kind=one.kind or first.kind)
    made.valid_from = found.change.effective_on
    for text in one.aliases:
        directory.add_name(made, text)
    return made


def _write(
    session: Session, found: Plan, after: list[Agency], stamp: Stamp, names: dict[int, str] | None = None
) -> Reorganisation:
    """The dated record, with the names of that day."""
    asked, then = found.change, names or {}
    made = Reorganisation(
        kind=asked.kind,
        effective_on=asked.effective_on,
        decision=asked.decision,
        reason=asked.reason,
        person_id=stamp.by.person_id,
        actor=stamp.by.name,
        at=stamp.now,
        once=stamp.once,
        parts=[
            *(
                ReorganisationAgency(agency_id=one.id, side=Side.BEFORE, name=then.get(one.id, one.name))
                for one in found.before
            ),
            *(ReorganisationAgency(agency_id=one.id, side=Side.AFTER, name=one.name) for one in after),
        ],
    )
    session.add(made)
    session.flush()
    return made
