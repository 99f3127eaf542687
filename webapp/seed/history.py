"""A made-up history over 2021 to today, marked as illustrative, so that every screen shows what it is for.

It is written with the same actions as real work, with the clock set back, so that every rule held when it happened.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import programmes, tasks
from webapp.actions.history import Actor, Stamp
from webapp.actions.programmes import NewDuty, Part
from webapp.actions.tasks import Product
from webapp.clock import ZONE
from webapp.models import Agency, Assignment, Clause, Person, Programme, Task
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, Channel, DeadlineKind, DueSource
from webapp.seed.people import TrialPeople

MIDTERM = "Báo cáo sơ kết 5 năm thực hiện Chương trình hành động"


def illustrate(session: Session, programme: Programme, people: TrialPeople, *, now: datetime) -> None:
    """Fill the years: the work of 2021, the yearly reports, and this season's mid-term reports of every agency."""
    teller = _Teller(session, people, now.astimezone(ZONE))
    by_title = {one.short_title: one for one in _assignments(session, programme)}
    teller.common_work(by_title["Kế hoạch"], date(2021, 11, 26))
    teller.common_work(by_title["Báo cáo kết quả"], None)
    teller.single_work(by_title)
    teller.yearly_reports(by_title["Báo cáo năm"])
    teller.midterm(programme, by_title["Sơ, tổng kết"])


def _assignments(session: Session, programme: Programme) -> list[Assignment]:
    return list(session.scalars(sa.select(Assignment).where(Assignment.programme_id == programme.id)))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the history, one call a chapter."""

    session: Session
    people: TrialPeople
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def common_work(self, assignment: Assignment, due_on: date | None) -> None:
        """The common duty of clause IV.1: reported in November 2021, by a few late, by one after a return."""
        for number, (code, task) in enumerate(self._tasks(assignment)):
            if due_on:
                stamp = self._monitor(date(2021, 11, 1), 16)
                tasks.set_deadline(task, due_on=due_on, reason="Văn bản không nêu hạn", stamp=stamp)
            last = task.due_on or date(2021, 11, 30)
            day = last - timedelta(days=1 + number % 6) if number % 7 else last + timedelta(days=4 + number % 9)
            if number == 3:
                self._report(code, task, day - timedelta(days=3))
                back = self._monitor(day - timedelta(days=1), 9)
                tasks.send_back(task, reason="Thiếu nơi nhận của báo cáo", stamp=back)
            self._report(code, task, day)
            tasks.confirm(task, stamp=self._monitor(day + timedelta(days=2), 9))
            self.session.flush()

    def single_work(self, by_title: dict[str, Assignment]) -> None:
        """The duties of single agencies: dated by the monitor where the text names no date, or honestly undated."""
        for title, due_on, done_on in (
            ("Hướng dẫn học tập", date(2021, 11, 24), date(2021, 11, 18)),
            ("Quy chế phối hợp", date(2022, 3, 31), date(2022, 3, 25)),
            ("Kế hoạch cán bộ", date(2022, 6, 30), date(2022, 7, 12)),
            ("Rà soát chính sách", date(2022, 12, 15), date(2022, 12, 9)),
        ):
            code, task = self._tasks(by_title[title])[0]
            self._date(task, due_on, date(2021, 11, 2))
            self._report(code, task, done_on)
            tasks.confirm(task, stamp=self._monitor(done_on + timedelta(days=2), 14))
            self.session.flush()
        self._open_work(by_title)

    def _open_work(self, by_title: dict[str, Assignment]) -> None:
        """What is still on a desk today: one late with a difficulty, two undated, the standing duties' notes."""
        code, late = self._tasks(by_title["Kiện toàn bộ máy"])[0]
        self._date(late, self.today - timedelta(days=18), self.today - timedelta(days=120))
        note = "Đã trình đề án, chờ hướng dẫn về tổ chức bộ máy công đoàn cấp trên cơ sở."
        tasks.update(
            late, percent=70, note=note, difficulty=note, stamp=self._agency(code, self.today - timedelta(days=25))
        )
        for title, ahead in (("Cơ chế thông tin", 9), ("Sơ, tổng kết", 20)):
            code, undated = self._tasks(by_title[title])[0]
            stamp = self._monitor(self.today - timedelta(days=10), 10)
            reason = undated.undated_reason or "văn bản không nêu hạn"
            tasks.review_later(undated, review_on=self.today + timedelta(days=ahead), reason=reason, stamp=stamp)
        for title, days in (("Giám sát", 30), ("An ninh khu CN", 130), ("Theo dõi", 6)):
            code, standing = self._tasks(by_title[title])[0]
            stamp = self._agency(code, self.today - timedelta(days=days))
            tasks.update(standing, percent=0, note="Duy trì thường xuyên, không có vụ việc nổi lên.", stamp=stamp)
        self.session.flush()

    def yearly_reports(self, assignment: Assignment) -> None:
        """Ban Dân vận's own yearly report: one task a year, confirmed by a colleague who did not write it."""
        for year in range(2022, self.today.year + 1):
            stamp = self._monitor(date(year, 1, 2), 8)
            programmes.open_tasks(self.session, assignment, strict=False, stamp=stamp)
        for number, (code, task) in enumerate(self._tasks(assignment)):
            due_on = task.due_on or self.today
            done_on = due_on - timedelta(days=5) if number != 2 else due_on + timedelta(days=6)
            if done_on + timedelta(days=3) < self.today and due_on.year < self.today.year:
                self._report(code, task, done_on)
                tasks.confirm(task, stamp=self._monitor(done_on + timedelta(days=3), 8))
        self.session.flush()

    def midterm(self, programme: Programme, model: Assignment) -> None:
        """This season: every agency owes its mid-term report; they stand in every state there is."""
        stamp = self._monitor(self.today - timedelta(days=60), 9)
        assignment = programmes.add_assignment(
            self.session, programme, self._midterm_duty(model), thresholds=Thresholds(), stamp=stamp
        )
        for number, (code, task) in enumerate(self._tasks(assignment)):
            self._midterm_of(number, code, task)
            self.session.flush()

    def _midterm_duty(self, model: Assignment) -> NewDuty:
        due_on = self.today - timedelta(days=12)
        clause_ref = self.session.scalar(sa.select(Clause.ref).where(Clause.id == model.clause_id))
        leads = tuple(Part(AgencyRole.LEAD, agency_id=agency.id) for agency in self.people.agencies.values())
        return NewDuty(
            clause_ref=clause_ref or "IV.6",
            title=MIDTERM,
            short_title="Sơ kết 5 năm",
            start=model.start,
            end=model.end,
            kind=DeadlineKind.DATED,
            parts=leads,
            product="Báo cáo sơ kết",
            phrase=f"Ban Dân vận giao: đến {due_on:%d/%m/%Y}",
            due_on=due_on,
            due_source=DueSource.MONITOR,
            report_to="Ban Thường vụ Tỉnh ủy",
            report_via="Ban Dân vận Tỉnh ủy",
            starts_on=self.today - timedelta(days=60),
        )

    def _midterm_of(self, number: int, code: str, task: Task) -> None:
        match number % 8:
            case 0 | 2 | 5:
                self._report(code, task, self._ago(14 + number % 5))
                tasks.confirm(task, stamp=self._monitor(self._ago(13), 15))
            case 3:
                self._report(code, task, self._ago(5))
                tasks.confirm(task, stamp=self._monitor(self._ago(3), 15))
            case 4:
                self._report(code, task, self._ago(2))
            case 1:
                tasks.update(
                    task,
                    percent=40 + number,
                    note="Đang tổng hợp số liệu của cơ sở.",
                    stamp=self._agency(code, self._ago(9)),
                )
            case 6:
                stamp = self._monitor(self._ago(13), 10)
                due_on = self.today + timedelta(days=3 + number % 5)
                tasks.set_deadline(task, due_on=due_on, reason="Chờ số liệu quý của cơ sở", stamp=stamp)
                tasks.update(
                    task, percent=60, note="Đã có dự thảo, xin ý kiến cấp ủy.", stamp=self._agency(code, self._ago(4))
                )
            case _:
                self._late_in_its_own_way(number, code, task)

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _late_in_its_own_way(self, number: int, code: str, task: Task) -> None:
        if number < 10:
            self._report(code, task, self.today - timedelta(days=8))
            back = self._monitor(self.today - timedelta(days=6), 9)
            tasks.send_back(task, reason="Báo cáo chưa có số liệu đoàn viên", stamp=back)
        elif number < 20:
            stamp = self._agency(code, self.today - timedelta(days=20))
            tasks.contest(task, owner="Đảng ủy cấp trên trực tiếp", stamp=stamp)

    def _tasks(self, assignment: Assignment) -> list[tuple[str, Task]]:
        found = self.session.execute(
            sa.select(Agency.code, Task)
            .join(Agency, Agency.id == Task.agency_id)
            .where(Task.assignment_id == assignment.id)
            .order_by(Agency.position, Task.period)
        )
        return [(code, task) for code, task in found]

    def _date(self, task: Task, due_on: date, on: date) -> None:
        tasks.set_deadline(task, due_on=due_on, reason="Văn bản không nêu hạn", stamp=self._monitor(on, 10))

    def _report(self, code: str, task: Task, on: date) -> None:
        number = f"{10 + task.id % 180}-BC/{code.upper()}"
        product = Product(number, on, "Ban Thường vụ Tỉnh ủy (qua Ban Dân vận Tỉnh ủy)")
        tasks.report_done(task, done_on=on, product=product, stamp=self._agency(code, on))

    def _agency(self, code: str, on: date) -> Stamp:
        return self._stamp(self.people.focal[code], on, 10)

    def _monitor(self, on: date, hour: int) -> Stamp:
        return self._stamp(self.people.monitor, on, hour)

    def _stamp(self, person: Person, on: date, hour: int) -> Stamp:
        at = datetime.combine(on, time(hour, 20), ZONE)
        return Stamp(Actor(person.id, person.name), at, Channel.WEB, illustrative=True)
