"""Reading into a draft, correcting it, and issuing it: what each verb does to the rows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tests import factories as make
from webapp.actions import imports, issues, proposals
from webapp.actions.imports import ReadingRefused
from webapp.actions.programmes import IssueRefused, Part
from webapp.actions.proposals import Correction
from webapp.extraction import ClauseReading, Duty, Reading, Span, Why
from webapp.models import (
    Agency,
    AgencyGroup,
    AgencyName,
    AssignmentAgency,
    GroupMember,
    Import,
    ImportState,
    Person,
    Proposal,
    Task,
)
from webapp.queries import imports as queries
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence, Role
from webapp.rules.workdays import WEEKENDS_ONLY

TEXT = (
    "IV. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Ban A chủ trì, phối hợp với Hội Người lạ xây dựng kế hoạch thực hiện của tỉnh; báo cáo kết quả về Ban Thường "
    "vụ trước ngày 10/11/2021.\n\n"
    "2. Các ban của tỉnh hàng năm báo cáo kết quả."
)
LIMITS = Thresholds()
REVIEW = date(2021, 12, 22)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def why(label: str, words: str) -> Why:
    return Why(label, *span(words))


def duty(words: str, **values: Any) -> Duty:
    start, end = span(words)
    plain: dict[str, Any] = {
        "title": words.capitalize(),
        "lead": ("Ban A",),
        "coordinate": (),
        "implementing": (),
        "product": None,
        "kind": DeadlineKind.UNDATED,
        "phrase": None,
        "due_on": None,
        "recurrence": None,
        "report_to": None,
        "report_via": None,
        "follower": False,
        "undated_reason": None,
        "why": (),
        "sure": 0.9,
    }
    return Duty(start=start, end=end, **(plain | values))


FIRST = duty(
    "xây dựng kế hoạch thực hiện của tỉnh; báo cáo kết quả về Ban Thường vụ trước ngày 10/11/2021.",
    coordinate=("Hội Người lạ",),
    product="Kế hoạch",
    kind=DeadlineKind.DATED,
    phrase="trước ngày 10/11/2021",
    due_on=date(2021, 11, 10),
    report_to="Ban Thường vụ",
    why=(
        why("Chủ trì", "Ban A"),
        why("Sản phẩm", "kế hoạch"),
        why("Nơi nhận", "Ban Thường vụ"),
        why("Hạn", "trước ngày 10/11/2021"),
    ),
)
YEARLY = duty(
    "hàng năm báo cáo kết quả",
    lead=("Các ban của tỉnh",),
    product="Báo cáo năm",
    kind=DeadlineKind.RECURRING,
    phrase="hàng năm",
    recurrence=Recurrence.ANNUAL,
    sure=0.6,
)


def clause(ref: str, *duties: Duty) -> ClauseReading:
    start, end = duties[0].start, duties[-1].end
    return ClauseReading(
        no=ref.split(".")[-1],
        ref=ref,
        start=start,
        end=end,
        text=TEXT[start:end],
        lead=duties[0].lead,
        coordinate=(),
        deadline=None,
        deadline_phrase=None,
        recurrence=None,
        recurrence_phrase=None,
        report_to=None,
        report_via=None,
        duties=duties,
    )


READING = Reading(
    text=TEXT,
    title="Chương trình hành động",
    number=None,
    issuer=None,
    issued_on=None,
    nodes=(),
    clauses=(clause("IV.1", FIRST), clause("IV.2", YEARLY)),
    section=Span(0, len(TEXT)),
    unassigned=0,
)


@pytest.fixture
def ban_a(session: Session) -> Agency:
    return make.agency(session, "Ban A")


@pytest.fixture
def group(session: Session, ban_a: Agency) -> AgencyGroup:
    """ "Các ban của tỉnh": Ban A, another one, and one that left before the programme."""
    made = AgencyGroup(code="ban", name="Các ban của tỉnh", position=1)
    session.add(made)
    session.flush()
    for one, left in ((ban_a, None), (make.agency(session), None), (make.agency(session), date(2020, 12, 31))):
        session.add(GroupMember(group_id=made.id, agency_id=one.id, valid_to=left))
    session.flush()
    return made


@pytest.fixture
def monitor(session: Session) -> Person:
    return make.person(session, Role.MONITOR, agency_id=make.agency(session, "Ban Dân vận").id)


def read(session: Session, monitor: Person, reading: Reading = READING) -> tuple[Import, list[Proposal]]:
    row = imports.draft(
        session, reading, file_name="a.docx", digest="d" * 64, thresholds=LIMITS, stamp=make.stamp(monitor)
    )
    # With their agencies, as a request has them: what the session still remembers of the draft is for the collector.
    of_draft = sa.select(Proposal).where(Proposal.import_id == row.id).options(selectinload(Proposal.agencies))
    return row, list(session.scalars(of_draft.order_by(Proposal.start)))


def draft_of(session: Session, row: Import) -> queries.Draft:
    session.flush()
    found = queries.review(session, row.id)
    assert found
    return found


def said(lead: Agency, **values: Any) -> Correction:
    plain: dict[str, Any] = {
        "title": "Xây dựng kế hoạch",
        "parts": (Part(AgencyRole.LEAD, agency_id=lead.id),),
        "kind": DeadlineKind.DATED,
        "due_on": date(2021, 11, 26),
    }
    return Correction(**(plain | values))


# reading


def test_a_draft_holds_what_was_read_and_nothing_is_real(
    session: Session, monitor: Person, ban_a: Agency, group: AgencyGroup
) -> None:
    row, (first, yearly) = read(session, monitor)
    assert (row.state, row.file_name, row.issuer) == (
        ImportState.DRAFT,
        "a.docx",
        "Ban Thường vụ Tỉnh ủy Bình Thuận",
    )
    assert (first.clause_ref, first.due_on, first.due_source) == ("IV.1", date(2021, 11, 10), DueSource.DOCUMENT)
    assert [(one.written, one.agency_id) for one in first.agencies] == [("Ban A", ban_a.id), ("Hội Người lạ", None)]
    assert [one.group_id for one in yearly.agencies] == [group.id]
    assert (yearly.due_day, yearly.due_month) == (15, 11), "the office's day is suggested for a yearly duty"
    assert session.scalar(sa.select(sa.func.count()).select_from(Task)) == 0


def test_an_alias_resolves_and_an_agency_of_another_time_does_not(session: Session, monitor: Person) -> None:
    other, ended = make.agency(session, "Ban Một Tỉnh ủy"), make.agency(session, "Hội Người lạ")
    make.agency(session, "Hội Người lạ").valid_from = date(2025, 7, 1)
    session.add(AgencyName(agency_id=other.id, text="Ban A", folded="ban a"))
    ended.valid_to = date(2021, 6, 30)
    session.flush()
    _row, (first, _yearly) = read(session, monitor)
    assert [one.agency_id for one in first.agencies] == [other.id, None]


def test_an_undated_proposal_gets_a_day_on_which_it_is_looked_at_again(session: Session, monitor: Person) -> None:
    undated = replace(YEARLY, kind=DeadlineKind.UNDATED, recurrence=None, undated_reason="văn bản không nêu hạn")
    _row, (one,) = read(session, monitor, replace(READING, clauses=(clause("IV.2", undated),)))
    assert one.review_on == REVIEW


@pytest.mark.parametrize(("phrase", "day", "month"), [("trước ngày 15/12 hàng năm", 15, 12), ("hàng năm", 15, 11)])
def test_a_yearly_duty_keeps_the_day_that_its_words_name(
    session: Session, monitor: Person, phrase: str, day: int, month: int
) -> None:
    reading = replace(READING, clauses=(clause("IV.2", replace(YEARLY, phrase=phrase)),))
    _row, (one,) = read(session, monitor, reading)
    assert (one.due_day, one.due_month) == (day, month)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n", "Chưa có văn bản"),
        ("Quá ngắn.", "quá ngắn"),
        ("Một đoạn văn không giao việc cho ai. " * 30, "Không thấy mục “Tổ chức thực hiện”"),
    ],
)
def test_what_is_no_programme_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ReadingRefused, match=sentence):
        imports.read(text)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_document_is_refused(mark: str) -> None:
    with pytest.raises(ReadingRefused, match="không nhận tài liệu bí mật nhà nước"):
        imports.refuse_secret(f"{mark}\n{TEXT}")


# correcting


def test_a_date_typed_for_an_undated_duty_is_the_monitors(session: Session, monitor: Person, ban_a: Agency) -> None:
    _row, (_first, yearly) = read(session, monitor)
    proposals.correct(yearly, said(ban_a), stamp=make.stamp())
    assert (yearly.due_source, yearly.phrase) == (DueSource.MONITOR, "Ban Dân vận giao: đến 26/11/2021")
    assert (yearly.kind, yearly.recurrence, yearly.due_day, yearly.checked) == (DeadlineKind.DATED, None, None, True)


def test_the_documents_own_date_comes_back_with_its_phrase(session: Session, monitor: Person, ban_a: Agency) -> None:
    _row, (first, _yearly) = read(session, monitor)
    proposals.correct(first, said(ban_a), stamp=make.stamp())
    assert first.due_source is DueSource.MONITOR
    proposals.correct(first, said(ban_a, kind=DeadlineKind.STANDING, due_on=None), stamp=make.stamp())
    assert (first.due_on, first.phrase, first.due_source) == (None, "trước ngày 10/11/2021", DueSource.DOCUMENT)
    proposals.correct(first, said(ban_a, due_on=date(2021, 11, 10)), stamp=make.stamp())
    assert (first.due_on, first.phrase, first.due_source) == (
        date(2021, 11, 10),
        "trước ngày 10/11/2021",
        DueSource.DOCUMENT,
    )


def test_a_correction_keeps_what_the_text_wrote_and_the_names_nobody_knows(
    session: Session, monitor: Person, ban_a: Agency, group: AgencyGroup
) -> None:
    _row, (first, _yearly) = read(session, monitor)
    parts = (Part(AgencyRole.LEAD, agency_id=ban_a.id), Part(AgencyRole.COORDINATING, group_id=group.id))
    proposals.correct(first, said(ban_a, parts=parts), stamp=make.stamp())
    assert [(one.role.value, one.written, one.agency_id, one.group_id) for one in first.agencies] == [
        ("lead", "Ban A", ban_a.id, None),
        ("coordinating", "", None, group.id),
        ("coordinating", "Hội Người lạ", None, None),
    ]


def test_each_part_of_a_split_keeps_the_deadline_product_and_receiver_of_its_own_words(
    session: Session, monitor: Person, ban_a: Agency
) -> None:
    row, (first, _yearly) = read(session, monitor)
    first.checked = True
    at = TEXT.index("báo cáo kết quả về")
    second = proposals.split(first, at, review_on=REVIEW)
    session.flush()
    assert (TEXT[first.start : first.end], second.start) == ("xây dựng kế hoạch thực hiện của tỉnh; ", at)
    assert (first.kind, first.due_on, first.review_on, first.product) == (
        DeadlineKind.UNDATED,
        None,
        REVIEW,
        "Kế hoạch",
    )
    assert (second.kind, second.due_on, second.product) == (DeadlineKind.DATED, date(2021, 11, 10), None)
    assert (first.report_to, second.report_to) == (None, "Ban Thường vụ")
    assert [one.agency_id for one in second.agencies] == [ban_a.id, None]
    assert not first.checked and not second.checked
    assert len(draft_of(session, row).proposals) == 3


def test_a_sentence_is_not_split_where_nothing_begins(session: Session, monitor: Person) -> None:
    _row, (first, _yearly) = read(session, monitor)
    with pytest.raises(ReadingRefused, match="Không tách được"):
        proposals.split(first, first.start + 3, review_on=REVIEW)


def test_merging_takes_the_date_over_no_date_and_joins_the_rest(
    session: Session, monitor: Person, ban_a: Agency
) -> None:
    row, (first, _yearly) = read(session, monitor)
    whole = (first.start, first.end)
    second = proposals.split(first, TEXT.index("báo cáo kết quả về"), review_on=REVIEW)
    session.flush()
    proposals.merge(second, first)
    session.flush()
    assert (first.start, first.end) == whole
    assert (first.kind, first.due_on, first.product) == (DeadlineKind.DATED, date(2021, 11, 10), "Kế hoạch")
    assert [one.written for one in first.agencies] == ["Ban A", "Hội Người lạ"], "nobody stands twice"
    assert [one.id for one in draft_of(session, row).proposals if one.clause_ref == "IV.1"] == [first.id]


def test_duties_of_different_clauses_are_not_merged(session: Session, monitor: Person) -> None:
    _row, (first, yearly) = read(session, monitor)
    with pytest.raises(ReadingRefused, match="cùng một điểm"):
        proposals.merge(yearly, first)


def test_the_documents_date_counts_anew_what_is_counted_from_it(session: Session, monitor: Person) -> None:
    phrase = "trong 10 ngày kể từ ngày ban hành"
    waiting = replace(YEARLY, kind=DeadlineKind.UNDATED, recurrence=None, phrase=phrase, undated_reason="cần ngày")
    row, (first, one) = read(
        session, monitor, replace(READING, clauses=(clause("IV.1", FIRST), clause("IV.2", waiting)))
    )
    first.checked = one.checked = True
    session.refresh(row, ["proposals"])
    imports.date_document(row, date(2021, 10, 21), calendar=WEEKENDS_ONLY, review_on=REVIEW)
    assert (one.kind, one.due_on, one.checked) == (DeadlineKind.DATED, date(2021, 11, 1), False), "31/10 is a Sunday"
    assert (first.due_on, first.checked) == (date(2021, 11, 10), True), "a printed date stays"
    imports.date_document(row, None, calendar=WEEKENDS_ONLY, review_on=REVIEW)
    assert (one.kind, one.due_on, one.review_on) == (DeadlineKind.UNDATED, None, REVIEW)


# issuing


def ready(session: Session, monitor: Person) -> Import:
    row, found = read(session, monitor)
    for one in found:
        one.checked = True
    return row


def test_issuing_gives_every_member_of_the_day_its_task_and_counts_as_foretold(
    session: Session, monitor: Person, ban_a: Agency, group: AgencyGroup
) -> None:
    row = ready(session, monitor)
    draft = draft_of(session, row)
    known = queries.groups(session, make.TODAY)
    foretold = sum(issues.task_count(one, known, issued_on=None, today=make.TODAY) for one in draft.kept)
    made = issues.issue(session, row, draft, short_title="CTHĐ", thresholds=LIMITS, stamp=make.stamp(monitor))
    session.flush()
    tasks = session.execute(sa.select(Task.agency_id, Task.due_on, Task.period)).all()
    assert (row.state, row.programme_id, made.monitor_id) == (ImportState.ISSUED, made.id, monitor.agency_id)
    assert (ban_a.id, date(2021, 11, 10), "") in [tuple(one) for one in tasks]
    assert len(tasks) == foretold == 1, "15/11 of this year had passed, so the yearly report opens with the next"
    leads = sa.select(AssignmentAgency.agency_id).where(AssignmentAgency.group_id == group.id)
    assert len(session.scalars(leads).all()) == 2, "who left the group before the programme is not in it"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"checked": False}, "chưa soát"),
        ({"agencies": []}, "chưa có cơ quan chủ trì"),
        ({"due_on": None}, "chưa có ngày"),
        ({"kind": DeadlineKind.RECURRING, "recurrence": Recurrence.PERIODIC}, "chưa rõ kỳ"),
        ({"due_on": date(2021, 9, 1)}, "hạn trước ngày ban hành"),
    ],
)
def test_issuing_is_refused_with_the_number_and_the_reason(
    session: Session, monitor: Person, ban_a: Agency, group: AgencyGroup, change: dict[str, Any], reason: str
) -> None:
    row = ready(session, monitor)
    row.issued_on = date(2021, 10, 21)
    first = session.scalars(
        sa.select(Proposal).options(selectinload(Proposal.agencies)).order_by(Proposal.start)
    ).first()
    for name, value in change.items():
        setattr(first, name, value)
    draft = draft_of(session, row)
    with pytest.raises(IssueRefused, match=f"Đề xuất 1: .*{reason}"):
        issues.issue(session, row, draft, short_title="x", thresholds=LIMITS, stamp=make.stamp(monitor))


def test_a_draft_of_which_everything_was_dropped_is_not_issued(session: Session, monitor: Person) -> None:
    row = ready(session, monitor)
    session.execute(sa.update(Proposal).values(dropped=True))
    session.expire_all()
    draft = draft_of(session, row)
    assert [one.sentence for one in issues.obstacles(draft, {})] == ["Không còn đề xuất nào để ban hành."]


def test_who_works_nowhere_issues_for_ban_dan_van_and_without_it_nobody_does(
    session: Session, ban_a: Agency, group: AgencyGroup
) -> None:
    free = make.person(session, Role.MONITOR)
    row = ready(session, free)
    draft = draft_of(session, row)
    with pytest.raises(IssueRefused, match="chưa có cơ quan theo dõi"):
        issues.issue(session, row, draft, short_title="x", thresholds=LIMITS, stamp=make.stamp(free))
    bdv = make.agency(session, "Ban Dân vận Tỉnh ủy")
    bdv.code = "bdv"
    session.flush()
    made = issues.issue(session, row, draft, short_title="x", thresholds=LIMITS, stamp=make.stamp(free))
    assert made.monitor_id == bdv.id


def test_what_a_person_confirms_is_what_was_shown(session: Session, monitor: Person) -> None:
    row = ready(session, monitor)
    shown = issues.fingerprint(draft_of(session, row))
    assert issues.fingerprint(draft_of(session, row)) == shown
    session.scalars(sa.select(Proposal)).first().product = "Đề án"  # type: ignore[union-attr]
    assert issues.fingerprint(draft_of(session, row)) != shown


@pytest.mark.parametrize(
    ("product", "title", "short"),
    [
        ("Báo cáo năm", "Hàng năm báo cáo", "Báo cáo năm"),
        (None, "Tăng cường công tác giám sát việc thực hiện các chính sách", "Tăng cường công tác giám sát"),
        (None, "Đảm bảo an ninh, an toàn ở các khu công nghiệp", "Đảm bảo an ninh"),
        ("", "Giám sát", "Giám sát"),
        (None, "x" * 80, "x" * 40),
    ],
)
def test_a_duty_is_called_by_its_product_or_by_words_that_stand_alone(
    product: str | None, title: str, short: str
) -> None:
    assert issues.short_name(product, title) == short
