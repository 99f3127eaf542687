"""What time is it? Asked only at the edge (views, worker, cli); everything below takes ``today=`` or ``now=``."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, with the office's time zone."""
    return datetime.now(ZONE)


def today() -> date:
    """The office's calendar day."""
    return now().date()


def local(moment: datetime) -> datetime:
    """A stored moment as the office's clock shows it."""
    return moment.astimezone(ZONE)
