"""Made-up numbers of the trial's indicators, marked so: half-yearly, as the trade union would send them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import indicators
from webapp.actions.history import Actor, Stamp
from webapp.actions.indicators import NewNumber
from webapp.clock import ZONE
from webapp.models import Indicator, Programme
from webapp.rules.words import Channel
from webapp.seed.people import TrialPeople

SUPPLIER = "ddldld"
SENT_AFTER = timedelta(days=15)
MEMBERS = "74120 75860 77940 78610 80450 81020 81760 82410 83150 84120"
AGREEMENTS = "61.2 63.5 66.0 67.4 69.1 70.3 71.6 73.0 74.2 74.8"
"""One number a half-year from the end of 2021 on: the first keeps its pace, the second does not."""


def measure_goals(session: Session, programme: Programme, people: TrialPeople, *, now: datetime) -> None:
    """Write the numbers that the half-years begun by ``now`` would have brought."""
    supplier = people.agencies[SUPPLIER].id
    rows = session.scalars(
        sa.select(Indicator)
        .where(Indicator.programme_id == programme.id, Indicator.unit != "")
        .order_by(Indicator.position)
    ).all()
    for indicator, numbers in zip(rows, (MEMBERS, AGREEMENTS), strict=True):
        indicator.supplier_id = supplier
        for half, number in enumerate(numbers.split()):
            _send(session, indicator, half, Decimal(number), people, now)


def _send(
    session: Session, indicator: Indicator, half: int, value: Decimal, people: TrialPeople, now: datetime
) -> None:
    measured_on = date(2021 + (half + 1) // 2, 6, 30) if half % 2 else date(2021 + half // 2, 12, 31)
    sent = datetime.combine(measured_on + SENT_AFTER, time(9, 10), ZONE)
    if sent > now:
        return
    source = f"Báo cáo số {40 + half}-BC/LĐLĐ, ngày {sent:%d/%m/%Y}"
    person = people.focal[SUPPLIER]
    stamp = Stamp(Actor(person.id, person.name), sent, Channel.WEB, illustrative=True)
    indicators.measure(session, indicator, NewNumber(measured_on, value, source, indicator.supplier_id), stamp=stamp)
