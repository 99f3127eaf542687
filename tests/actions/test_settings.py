"""The office's thresholds and calendar."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.actions.settings import add_day, save_thresholds
from webapp.models import Setting
from webapp.queries.settings import thresholds
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import DayKind


def test_only_what_differs_from_its_default_is_stored(session: Session) -> None:
    save_thresholds(session, replace(Thresholds(), soon_days=10, office_name="Tỉnh ủy Lâm Đồng"))
    assert set(session.scalars(sa.select(Setting.name))) == {"soon_days", "office_name"}
    save_thresholds(session, replace(Thresholds(), soon_days=5))
    assert thresholds(session) == replace(Thresholds(), soon_days=5)
    save_thresholds(session, Thresholds())
    assert session.scalars(sa.select(Setting)).all() == []


def test_a_setting_that_is_no_threshold_is_left_alone(session: Session) -> None:
    session.add(Setting(name="first_start", value="2021"))
    session.flush()
    save_thresholds(session, replace(Thresholds(), warn_days=2))
    assert set(session.scalars(sa.select(Setting.name))) == {"first_start", "warn_days"}


@pytest.mark.parametrize(
    ("day", "kind", "said"),
    [
        (date(2026, 1, 1), DayKind.HOLIDAY, "đã có trong lịch: nghỉ lễ, Tết Dương lịch"),
        (date(2026, 1, 9), DayKind.MAKE_UP, "vốn là ngày làm việc"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(session: Session, day: date, kind: DayKind, said: str) -> None:
    add_day(session, day=date(2026, 1, 1), kind=DayKind.HOLIDAY, note="Tết Dương lịch")
    with pytest.raises(DirectoryRefused, match=said):
        add_day(session, day=day, kind=kind, note="x")


def test_a_saturday_can_be_worked(session: Session) -> None:
    assert add_day(session, day=date(2026, 1, 10), kind=DayKind.MAKE_UP, note="làm bù").id
