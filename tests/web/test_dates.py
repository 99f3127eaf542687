"""How dates are written: a moment has the day of the office's clock, not of the database's."""

from datetime import UTC, date, datetime

import pytest

from webapp.web.context import date_vi

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, ""),
        (date(2021, 11, 9), "09/11/2021"),
        (datetime(2021, 11, 21, 16, 59, tzinfo=UTC), "21/11/2021"),
        (datetime(2021, 11, 21, 17, 0, tzinfo=UTC), "22/11/2021"),
    ],
)
def test_a_day_is_written_as_it_was_here(day: date | None, said: str) -> None:
    assert date_vi(day) == said
