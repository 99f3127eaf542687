"""The people of the trial: one for each role, a focal point and a head for every agency. Roles, not persons."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.models import Agency, FocalPoint, Person
from webapp.rules.words import DutyKind, Role

DOMAIN = "so-theo-doi.example"
SINCE = date(2021, 10, 1)
FIRST = "btg"
"""The agency whose focal point the trial's sign-in page offers."""


@dataclass(frozen=True, slots=True)
class TrialPeople:
    """Who acts in the made-up history. ``focal`` is by the agency's code."""

    monitor: Person
    second_monitor: Person
    leader: Person
    admin: Person
    focal: dict[str, Person]
    agencies: dict[str, Agency]


def load_people(session: Session, agencies: dict[str, Agency]) -> TrialPeople:
    """Add the trial's people."""
    codes = sorted(agencies, key=lambda code: (code != FIRST, agencies[code].position))
    focal = {
        code: _speaks(session, "Đầu mối", f"dau-moi.{code}", agencies[code], DutyKind.FOCAL_POINT) for code in codes
    }
    trial = TrialPeople(
        monitor=_person(session, "Ban Dân vận, người theo dõi", "theo-doi", Role.MONITOR, agencies["bdv"]),
        second_monitor=_person(
            session, "Ban Dân vận, người theo dõi thứ hai", "theo-doi-2", Role.MONITOR, agencies["bdv"]
        ),
        leader=_person(session, "Lãnh đạo Tỉnh ủy", "lanh-dao", Role.LEADER, None),
        admin=_person(session, "Quản trị sổ theo dõi", "quan-tri", Role.ADMIN, agencies["vptu"]),
        focal=focal,
        agencies=agencies,
    )
    for code in codes:
        _speaks(session, "Thủ trưởng", f"thu-truong.{code}", agencies[code], DutyKind.HEAD)
    return trial


def _speaks(session: Session, title: str, mailbox: str, agency: Agency, kind: DutyKind) -> Person:
    person = _person(session, f"{title} {agency.name}", mailbox, Role.FOCAL_POINT, agency)
    session.add(FocalPoint(person_id=person.id, agency_id=agency.id, from_on=SINCE, kind=kind))
    session.flush()
    return person


def _person(session: Session, name: str, mailbox: str, role: Role, agency: Agency | None) -> Person:
    person = Person(name=name, email=f"{mailbox}@{DOMAIN}", role=role, agency_id=agency.id if agency else None)
    session.add(person)
    session.flush()
    return person
