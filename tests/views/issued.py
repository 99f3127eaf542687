"""An issued document that the tests of its pages look at: one duty of III.1, and places that gave none."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions.programmes import outline
from webapp.extraction import read_programme
from webapp.models import Assignment, Clause, Programme
from webapp.rules.words import DeadlineKind

TEXT = (
    "CHƯƠNG TRÌNH HÀNH ĐỘNG\n\n"
    "I. ĐÁNH GIÁ TÌNH HÌNH\n\n"
    "Phong trào có bước phát triển.\n\n"
    "II. NHIỆM VỤ, GIẢI PHÁP\n\n"
    "1. Tuyên truyền\n\n"
    "- Nâng cao nhận thức của người lao động.\n\n"
    "2. Phối hợp\n\n"
    "- Xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn 2021 - 2026 thật tốt.\n\n"
    "- Liên đoàn Lao động tỉnh chủ động chăm lo đời sống đoàn viên.\n\n"
    "- Chăm lo nhà ở cùng với Liên đoàn Lao động tỉnh.\n\n"
    "III. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Ban Tuyên giáo Tỉnh ủy xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn "
    "2021 - 2026; báo cáo trước ngày 10/11/2021.\n\n"
    "2. Các cấp ủy thực hiện nghiêm.\n\n"
    "Nơi nhận: như trên."
)
RULES = "xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn 2021 - 2026"


@dataclass
class World:
    """An issued document with one duty of III.1."""

    programme: Programme
    duty: Assignment
    path: str


def issued(session: Session) -> World:
    """The document, issued on 01/10/2021."""
    monitor = make.agency(session, "Ban Dân vận Tỉnh ủy")
    programme = Programme(
        title="Chương trình 02",
        short_title="CTHĐ 02",
        issuer="Ban Thường vụ",
        issued_on=date(2021, 10, 1),
        text=TEXT,
        monitor_id=monitor.id,
        created_at=make.NOW,
    )
    session.add(programme)
    session.flush()
    outline(session, programme, read_programme(TEXT, programme.issued_on).nodes)
    return World(programme, duty(session, programme, "III.1", RULES), f"/programmes/{programme.id}")


def duty(session: Session, programme: Programme, ref: str, sentence: str, **more: object) -> Assignment:
    """Another duty of the place ``ref``, without a task."""
    clause_id = session.scalar(sa.select(Clause.id).where(Clause.programme_id == programme.id, Clause.ref == ref))
    start = TEXT.index(sentence)
    values = {"title": "Quy chế", "short_title": "Quy chế phối hợp", "kind": DeadlineKind.DATED} | more
    made = Assignment(
        programme_id=programme.id,
        clause_id=clause_id,
        position=start,
        start=start,
        end=start + len(sentence),
        starts_on=date(2021, 10, 1),
        **values,
    )
    session.add(made)
    session.flush()
    return made
