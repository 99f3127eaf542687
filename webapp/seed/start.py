"""The first start: what a new ledger holds before anybody has typed a word."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Setting
from webapp.seed.calendar import load_calendar
from webapp.seed.desk import work_the_desk
from webapp.seed.directory import load_directory
from webapp.seed.history import illustrate
from webapp.seed.measurements import measure_goals
from webapp.seed.people import load_people
from webapp.seed.programme import load_programme

MARK = "first_start"


def first_start(session: Session, *, empty: bool, now: datetime, trial: bool) -> str | None:
    """Fill a new database once; the sentence to print, or None when it was filled before.

    A real office gets the agencies and the calendar. The trial also gets its people and, unless ``empty``, the
    programme with a history that is made up and marked so. The caller commits.
    """
    if session.scalar(sa.select(Setting.name).where(Setting.name == MARK)):
        return None
    agencies = load_directory(session)
    load_calendar(session)
    session.add(Setting(name=MARK, value=now.isoformat()))
    if not trial:
        return "Sổ mới: đã nạp cơ quan và lịch. Thêm người quản trị bằng lệnh flask people add."
    people = load_people(session, agencies)
    if empty:
        return "Sổ mới, chưa có chương trình nào. Đăng nhập vai Ban Dân vận để nhập văn bản."
    programme = load_programme(session, people)
    illustrate(session, programme, people, now=now)
    measure_goals(session, programme, people, now=now)
    work_the_desk(session, people, now=now)
    return "Sổ mới: chương trình thực hiện Nghị quyết 02-NQ/TW và lịch sử minh họa 2021 đến nay."
