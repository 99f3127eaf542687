"""The trial's indicators: read from the shipped programme, measured with numbers marked as illustrative."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import ZONE
from webapp.models import Agency, Indicator, Measurement, Target
from webapp.seed.directory import load_directory
from webapp.seed.measurements import measure_goals
from webapp.seed.people import load_people
from webapp.seed.programme import load_programme


@pytest.mark.parametrize(("year", "month", "count"), [(2024, 10, 12), (2026, 11, 20), (2022, 1, 0), (2022, 1, 2)])
def test_the_shipped_goals_become_indicators_with_the_numbers_of_the_half_years_begun(
    session: Session, year: int, month: int, count: int
) -> None:
    people = load_people(session, load_directory(session))
    programme = load_programme(session, people)
    now = datetime(year, month, 20 if count else 10, 8, 0, tzinfo=ZONE)
    measure_goals(session, programme, people, now=now)
    session.flush()
    assert session.scalar(sa.select(sa.func.count()).select_from(Target)) == 10
    assert session.scalar(sa.select(sa.func.count()).select_from(Indicator).where(Indicator.illustrative)) == 5
    numbers = session.scalars(sa.select(Measurement).order_by(Measurement.measured_on)).all()
    assert len(numbers) == count
    assert all(one.illustrative and one.recorded_at <= now for one in numbers)
    union = session.scalar(sa.select(Agency.id).where(Agency.code == "ddldld"))
    assert {one.supplier_id for one in numbers} <= {union}
