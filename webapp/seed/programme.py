"""The programme that the product ships with, read by our own reader and issued as a clerk would issue it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from webapp.actions import programmes, targets
from webapp.actions.history import Actor, Stamp
from webapp.actions.imports import directory_of, duty_of
from webapp.actions.programmes import NewDuty, NewProgramme
from webapp.clock import ZONE
from webapp.extraction import read_programme
from webapp.models import Programme
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Channel, DeadlineKind
from webapp.seed.people import TrialPeople

TEXT = Path(__file__).resolve().parent.parent / "data" / "programmes" / "nq02-cong-doan.txt"
ISSUED_AT = datetime(2021, 11, 1, 15, 0, tzinfo=ZONE)
SHORT_TITLES = (
    "Kế hoạch",
    "Báo cáo kết quả",
    "Rà soát chính sách",
    "Giám sát",
    "Quy chế phối hợp",
    "Cơ chế thông tin",
    "An ninh khu CN",
    "Hướng dẫn học tập",
    "Kế hoạch cán bộ",
    "Kiện toàn bộ máy",
    "Theo dõi",
    "Báo cáo năm",
    "Sơ, tổng kết",
)
"""What heads the columns of the matrix, in the order of the text."""


def load_programme(session: Session, people: TrialPeople) -> Programme:
    """Read and issue the programme on the day the illustrative history begins."""
    reading = read_programme(TEXT.read_text(encoding="utf-8"))
    directory = directory_of(session)
    duties = [duty_of(clause.ref, duty, directory) for clause in reading.clauses for duty in clause.duties]
    new = NewProgramme(
        title="Chương trình hành động của Ban Thường vụ Tỉnh ủy (khóa XIV) thực hiện Nghị quyết số 02-NQ/TW của Bộ "
        "Chính trị về đổi mới tổ chức và hoạt động của Công đoàn Việt Nam trong tình hình mới",
        short_title="Chương trình hành động thực hiện Nghị quyết số 02-NQ/TW",
        issuer="Ban Thường vụ Tỉnh ủy Bình Thuận (khóa XIV)",
        text=reading.text,
        monitor_id=people.agencies["bdv"].id,
        illustrative=True,
        duties=tuple(_settled(duty, title) for duty, title in zip(duties, SHORT_TITLES, strict=True)),
    )
    stamp = Stamp(Actor(people.monitor.id, people.monitor.name), ISSUED_AT, Channel.IMPORT, illustrative=True)
    programme = programmes.issue(session, new, thresholds=Thresholds(), stamp=stamp)
    goals = targets.proposals_of(reading.indicators)
    targets.check(goals, stamp=stamp, least=0)
    targets.issue(session, programme, goals, illustrative=True)
    return programme


def _settled(duty: NewDuty, short_title: str) -> NewDuty:
    """What the person confirming adds: the column's name, and 15/11 for the yearly report that names no day."""
    if duty.kind is DeadlineKind.RECURRING:
        limits = Thresholds()
        duty = replace(duty, due_month=limits.annual_due_month, due_day=limits.annual_due_day)
    return replace(duty, short_title=short_title)
