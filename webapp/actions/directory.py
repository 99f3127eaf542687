"""Changing the directory: agencies, the names they go by, who speaks for them, and the groups they belong to."""

import re
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import search
from webapp.actions.history import session_of
from webapp.extraction import fold
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, FocalPoint, GroupMember, Person, Task
from webapp.queries.directory import known_names
from webapp.rules.words import DutyKind

CODE_LENGTH = 40


class DirectoryRefused(Exception):
    """What cannot be recorded, as a Vietnamese sentence; ``field`` is the form's field that it is about."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def new_agency(session: Session, *, code: str, name: str, kind: AgencyKind) -> Agency:
    """An agency that stands last of its kind. Raises DirectoryRefused when its code or name is taken."""
    if session.scalar(sa.select(Agency.id).where(Agency.code == code)) is not None:
        raise DirectoryRefused("code", f"Mã “{code}” đã dùng cho một cơ quan khác.")
    refuse_taken(session, "name", name)
    agency = Agency(code=code, name=name, kind=kind, position=_next_position(session, Agency))
    session.add(agency)
    session.flush()
    search.index_agency(session, agency)
    return agency


def edit_agency(agency: Agency, *, name: str, kind: AgencyKind, valid_from: date | None, valid_to: date | None) -> None:
    """Change an agency's facts. A renamed one keeps its old name as an alias: documents already written bear it.

    Raises DirectoryRefused when the name is another body's, or its last day comes before its first.
    """
    _refuse_backwards("valid_to", valid_from, valid_to)
    if valid_to is not None and valid_to != agency.valid_to:
        _refuse_open_work(agency)
    rename_agency(agency, name)
    agency.kind, agency.valid_from, agency.valid_to = kind, valid_from, valid_to


def rename_agency(agency: Agency, name: str) -> None:
    """Give an agency another name, keeping the old one as an alias. Raises DirectoryRefused when it is taken."""
    old = agency.name
    _rename(agency, name)
    if name != old:
        _index_again(session_of(agency), agency)


def new_group(session: Session, *, name: str) -> AgencyGroup:
    """A group without members yet. Raises DirectoryRefused when its name is taken."""
    refuse_taken(session, "name", name)
    group = AgencyGroup(
        code=free_code(session, name, AgencyGroup), name=name, position=_next_position(session, AgencyGroup)
    )
    session.add(group)
    session.flush()
    return group


def rename_group(group: AgencyGroup, *, name: str) -> None:
    """Give a group another name, keeping the old one as an alias. Raises DirectoryRefused when it is taken."""
    _rename(group, name)


def add_name(body: Agency | AgencyGroup, text: str) -> AgencyName:
    """Another way to write an agency or a group. Raises DirectoryRefused when somebody bears it, and says who."""
    session = session_of(body)
    refuse_taken(session, "text", text)
    added = _alias(body, text)
    session.flush()
    if isinstance(body, Agency):
        search.index_agency(session, body)
    return added


def remove_name(name: AgencyName) -> None:
    """Take an alias away; documents read from now on are not matched by it."""
    session = session_of(name)
    agency = session.get(Agency, name.agency_id) if name.agency_id else None
    session.delete(name)
    session.flush()
    if agency:
        search.index_agency(session, agency)


def add_focal_point(
    agency: Agency,
    person: Person,
    *,
    from_on: date,
    to_on: date | None,
    kind: DutyKind = DutyKind.FOCAL_POINT,
    stands_for_id: int | None = None,
) -> FocalPoint:
    """Let a person speak for an agency, as ``kind``, from ``from_on`` to ``to_on``, perhaps in another's place.

    Raises DirectoryRefused when the days are the wrong way round, overlap a duty the person already has there, or a
    substitute has no last day.
    """
    session = session_of(agency)
    _refuse_backwards("to_on", from_on, to_on)
    _refuse_substitute(person, to_on, stands_for_id)
    same = sa.select(FocalPoint).where(
        FocalPoint.agency_id == agency.id, FocalPoint.person_id == person.id, FocalPoint.kind == kind
    )
    for held in session.scalars(same):
        if from_on <= (held.to_on or date.max) and held.from_on <= (to_on or date.max):
            said = f"{person.name} đã là {kind.label.lower()} {_span(held.from_on, held.to_on)}"
            raise DirectoryRefused("from_on", f"{said}; hai thời gian chồng nhau.")
    duty = FocalPoint(
        person_id=person.id, agency_id=agency.id, from_on=from_on, to_on=to_on, kind=kind, stands_for_id=stands_for_id
    )
    session.add(duty)
    session.flush()
    return duty


def _refuse_substitute(person: Person, to_on: date | None, stands_for_id: int | None) -> None:
    if stands_for_id == person.id:
        raise DirectoryRefused("stands_for_id", "Không ai thay chính mình; chọn người vắng.")
    if stands_for_id is not None and to_on is None:
        raise DirectoryRefused("to_on", "Thay người vắng thì ghi cả ngày cuối.")


def end_focal_point(duty: FocalPoint, *, to_on: date) -> None:
    """Set the last day of a duty. Raises DirectoryRefused when that is before its first day, or in a later duty."""
    _refuse_backwards("ended_on", duty.from_on, to_on)
    later = sa.select(FocalPoint.from_on).where(
        FocalPoint.agency_id == duty.agency_id,
        FocalPoint.person_id == duty.person_id,
        FocalPoint.kind == duty.kind,
        FocalPoint.from_on > duty.from_on,
        FocalPoint.from_on <= to_on,
    )
    again = session_of(duty).scalar(later)
    if again is not None:
        raise DirectoryRefused("ended_on", f"Người này lại là {duty.kind.label.lower()} từ ngày {again:%d/%m/%Y}.")
    duty.to_on = to_on


def add_member(group: AgencyGroup, agency: Agency, *, valid_from: date | None, valid_to: date | None) -> GroupMember:
    """Put an agency into a group. Raises DirectoryRefused when it stands there already, or the days are reversed."""
    session = session_of(group)
    _refuse_backwards("valid_to", valid_from, valid_to)
    there = session.scalar(
        sa.select(GroupMember).where(GroupMember.group_id == group.id, GroupMember.agency_id == agency.id)
    )
    if there is not None:
        said = f"{agency.name} đã có trong nhóm, {_span(there.valid_from, there.valid_to)}."
        raise DirectoryRefused("agency_id", f"{said} Sửa ngày ở dòng của cơ quan đó.")
    member = GroupMember(group_id=group.id, agency_id=agency.id, valid_from=valid_from, valid_to=valid_to)
    session.add(member)
    session.flush()
    return member


def date_member(member: GroupMember, *, valid_from: date | None, valid_to: date | None) -> None:
    """Set from when to when an agency belongs to a group. Raises DirectoryRefused when the days are reversed."""
    _refuse_backwards("until_on", valid_from, valid_to)
    member.valid_from, member.valid_to = valid_from, valid_to


def _rename(body: Agency | AgencyGroup, name: str) -> None:
    """The old name stays as an alias; an alias that becomes the name is an alias no longer."""
    session, old = session_of(body), body.name
    body_is = {"agency_id": body.id} if isinstance(body, Agency) else {"group_id": body.id}
    if fold(name) != fold(old):
        refuse_taken(session, "name", name, **body_is)
        session.execute(sa.delete(AgencyName).where(AgencyName.folded == fold(name)))
        _alias(body, old)
    body.name = name
    session.flush()


def _alias(body: Agency | AgencyGroup, text: str) -> AgencyName:
    owner = {"agency_id": body.id} if isinstance(body, Agency) else {"group_id": body.id}
    name = AgencyName(text=text, folded=fold(text), **owner)
    session_of(body).add(name)
    return name


def refuse_taken(
    session: Session, field: str, name: str, *, agency_id: int | None = None, group_id: int | None = None
) -> None:
    """Refuse a name that somebody other than the agency or group given bears, officially or as an alias."""
    bearer = known_names(session).get(fold(name))
    own = (agency_id, group_id) != (None, None)
    if bearer and not (own and (bearer.agency_id, bearer.group_id) == (agency_id, group_id)):
        raise DirectoryRefused(field, f"“{name}” đã là tên của {bearer.name}.")


def _refuse_open_work(agency: Agency) -> None:
    """An agency ends with nothing on its desk: a reorganisation says who goes on with it."""
    still = sa.select(sa.func.count()).select_from(Task).where(Task.agency_id == agency.id, Task.where_open())
    count = session_of(agency).scalar(still)
    if count:
        raise DirectoryRefused("valid_to", f"Còn {count} việc đang mở: ghi ở “Sắp xếp lại” để chọn cơ quan kế thừa.")


def _refuse_backwards(field: str, first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise DirectoryRefused(field, f"Ngày cuối không thể trước ngày đầu ({first:%d/%m/%Y}).")


def _span(first: date | None, last: date | None) -> str:
    words = (f"từ {first:%d/%m/%Y}" if first else "", f"đến {last:%d/%m/%Y}" if last else "")
    return " ".join(filter(None, words)) or "không ghi ngày"


def _index_again(session: Session, agency: Agency) -> None:
    """The agency, and every task of it, which is found by the agency's name too."""
    search.index_agency(session, agency)
    for task_id in session.scalars(sa.select(Task.id).where(Task.agency_id == agency.id)).all():
        search.index_task(session, task_id)


def _next_position(session: Session, table: type[Agency] | type[AgencyGroup]) -> int:
    return (session.scalar(sa.select(sa.func.max(table.position))) or 0) + 1


def free_code(session: Session, name: str, table: type[Agency] | type[AgencyGroup] = Agency) -> str:
    """A code from the name's letters; numbered when another row of ``table`` has it."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: CODE_LENGTH - 4] or "co-quan"
    taken = set(session.scalars(sa.select(table.code)))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)
