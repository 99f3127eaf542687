"""Which agency follows what a monitor issues."""

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tests import factories
from webapp.queries.agencies import monitor_agency_id
from webapp.rules.words import Role
from webapp.seed.directory import load_directory


def test_it_is_where_the_monitor_works_or_else_ban_dan_van(session: Session) -> None:
    agencies = load_directory(session)
    at_work = factories.person(session, Role.MONITOR)
    at_work.agency_id = agencies["vptu"].id
    nowhere = factories.person(session, Role.MONITOR)
    assert monitor_agency_id(session, at_work.id, today=factories.TODAY) == agencies["vptu"].id
    assert monitor_agency_id(session, nowhere.id, today=factories.TODAY) == agencies["bdv"].id


def test_without_either_it_is_said_loudly(session: Session) -> None:
    with pytest.raises(NoResultFound):
        monitor_agency_id(session, factories.person(session, Role.MONITOR).id, today=factories.TODAY)
