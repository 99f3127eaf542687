"""Working days: the calendar is data (nghỉ lễ, nghỉ bù, làm bù), never computed from the year.

Basis: Bộ luật Lao động 2019 on public holidays; swaps (a worked Saturday for a bridge day) are announced year by
year, so every exception is a row that the office keeps.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from webapp.rules.words import Labelled

SATURDAY = 5
DAY = timedelta(days=1)
LONGEST_REST = 60
"""Days looked ahead for a working day; a calendar that closes longer than that is a mistake in the data."""


class DayKind(Labelled):
    """Why a day differs from the plain week."""

    HOLIDAY = "holiday", "nghỉ lễ"
    IN_LIEU = "in_lieu", "nghỉ bù"
    MAKE_UP = "make_up", "làm bù"


class WorkCalendar:
    """The week from Monday to Friday with the exceptions given."""

    __slots__ = ("_exceptions",)

    def __init__(self, exceptions: Mapping[date, DayKind] | None = None) -> None:
        self._exceptions = dict(exceptions or {})

    def is_workday(self, day: date) -> bool:
        """Whether ``day`` is worked: a weekday that is no holiday, or a make-up day."""
        kind = self._exceptions.get(day)
        if kind is None:
            return day.weekday() < SATURDAY
        return kind is DayKind.MAKE_UP

    def next_workday(self, day: date) -> date:
        """``day`` itself if worked, else the first working day after it.

        Raises ValueError when none comes within ``LONGEST_REST`` days.
        """
        for step in range(LONGEST_REST):
            candidate = day + step * DAY
            if self.is_workday(candidate):
                return candidate
        raise ValueError(f"Lịch không có ngày làm việc nào sau ngày {day:%d/%m/%Y}.")

    def add_workdays(self, day: date, count: int) -> date:
        """The day on which the ``count``-th working day after ``day`` falls (before it when negative).

        ``day`` itself is not counted (Bộ luật Dân sự 2015: the count starts on the next day); 0 gives ``day``.
        """
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``; the negative of it when ``last`` is earlier."""
        if last < first:
            return -self.workdays_between(last, first)
        return sum(self.is_workday(first + n * DAY) for n in range(1, (last - first).days + 1))


WEEKENDS_ONLY = WorkCalendar()
"""The plain week, for callers that have no calendar of their own."""
