"""The client's programme, read whole: the thirteen duties of section IV, each resting on its own words."""

from datetime import date

import pytest

from tests.extraction.client_programme import RAW
from webapp.extraction import Duty, NodeKind, Reading, read_programme
from webapp.extraction.report import as_json
from webapp.rules.deadlines import NO_DEADLINE, NO_PERIOD
from webapp.rules.words import DeadlineKind, Recurrence

pytestmark = pytest.mark.pure

STANDING_COMMITTEE = "Ban Thường vụ Tỉnh ủy"
UNION = "Đảng đoàn Liên đoàn Lao động tỉnh"
COUNCIL = "Đảng đoàn Hội đồng nhân dân tỉnh"
PEOPLES_COMMITTEE = "Ban Cán sự đảng Ủy ban nhân dân tỉnh"
ORGANISATION, MONITOR = "Ban Tổ chức Tỉnh ủy", "Ban Dân vận Tỉnh ủy"
ALL = ("Các cấp ủy, tổ chức Đảng", "Mặt trận Tổ quốc Việt Nam", "các tổ chức chính trị - xã hội tỉnh")
BESIDE_MONITOR = ("Văn phòng Tỉnh ủy", "các Ban của Tỉnh ủy", UNION)
UNDATED, STANDING, RECURRING = DeadlineKind.UNDATED, DeadlineKind.STANDING, DeadlineKind.RECURRING

DUTIES = [
    ("1", "Quán triệt và xây dựng chương trình, kế hoạch", UNDATED, "Chương trình, kế hoạch", ALL, ()),
    ("1", "Báo cáo kết quả về Ban Thường vụ Tỉnh ủy", DeadlineKind.DATED, "Báo cáo", ALL, ()),
    (
        "2",
        "Rà soát, sửa đổi, bổ sung cơ chế, chính sách",
        UNDATED,
        "Danh mục văn bản rà soát",
        (COUNCIL,),
        (PEOPLES_COMMITTEE,),
    ),
    ("2", "Tăng cường công tác giám sát", STANDING, None, (COUNCIL,), ()),
    ("3", "Xây dựng Quy chế phối hợp giai đoạn 2021 - 2026", UNDATED, "Quy chế phối hợp", (PEOPLES_COMMITTEE,), ()),
    (
        "3",
        "Phối hợp xây dựng cơ chế nắm bắt thông tin, bảo đảm an ninh, trật tự",
        UNDATED,
        "Cơ chế phối hợp",
        (PEOPLES_COMMITTEE,),
        (),
    ),
    (
        "3",
        "Đảm bảo an ninh, an toàn ở các khu công nghiệp và khu nhà trọ của công nhân",
        STANDING,
        None,
        (PEOPLES_COMMITTEE,),
        (),
    ),
    (
        "4",
        "Hướng dẫn học tập, quán triệt, tuyên truyền Nghị quyết của Bộ Chính trị và Chương trình hành động này",
        UNDATED,
        "Hướng dẫn",
        ("Ban Tuyên giáo Tỉnh ủy",),
        (UNION,),
    ),
    (
        "5",
        "Xây dựng kế hoạch tuyển dụng, sử dụng, quy hoạch đào tạo, bồi dưỡng",
        UNDATED,
        "Kế hoạch",
        (ORGANISATION,),
        (UNION,),
    ),
    (
        "5",
        "Kiện toàn mô hình tổ chức, bộ máy công đoàn các cấp, các đơn vị sự nghiệp công đoàn",
        UNDATED,
        None,
        (ORGANISATION,),
        (UNION,),
    ),
    (
        "6",
        "Theo dõi, đôn đốc, kiểm tra việc triển khai thực hiện Chương trình hành động này",
        STANDING,
        None,
        (MONITOR,),
        BESIDE_MONITOR,
    ),
    ("6", "Hàng năm báo cáo kết quả cho Ban Thường vụ Tỉnh ủy", RECURRING, "Báo cáo năm", (MONITOR,), ()),
    (
        "6",
        "Định kỳ tổ chức sơ kết, tổng kết trong toàn tỉnh",
        UNDATED,
        "Báo cáo sơ kết, tổng kết",
        (MONITOR,),
        BESIDE_MONITOR,
    ),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_programme(RAW)


@pytest.fixture(scope="module")
def duties(reading: Reading) -> list[Duty]:
    return [duty for clause in reading.clauses for duty in clause.duties]


def test_section_four_gives_exactly_the_thirteen_duties(reading: Reading) -> None:
    found = [
        (clause.no, duty.title, duty.kind, duty.product, duty.lead, duty.coordinate)
        for clause in reading.clauses
        for duty in clause.duties
    ]
    assert found == DUTIES


def test_only_the_first_report_has_a_date_and_names_its_receiver_and_channel(duties: list[Duty]) -> None:
    (report,) = [duty for duty in duties if duty.due_on]
    assert (report.due_on, report.phrase) == (date(2021, 11, 10), "trước ngày 10/11/2021")
    assert report.report_to == "Ban Thường vụ Tỉnh ủy Tỉnh ủy"
    assert report.report_via == "Ban Dân vận Tỉnh ủy"


def test_the_yearly_report_and_the_review_without_a_named_period(duties: list[Duty]) -> None:
    yearly, review = duties[11:]
    assert (yearly.recurrence, yearly.phrase, yearly.report_to) == (Recurrence.ANNUAL, "hàng năm", STANDING_COMMITTEE)
    assert (review.recurrence, review.phrase, review.undated_reason) == (Recurrence.PERIODIC, "định kỳ", NO_PERIOD)


def test_no_duty_without_a_date_is_silent_about_the_reason(duties: list[Duty]) -> None:
    undated = [duty for duty in duties if duty.kind is UNDATED]
    assert [duty.undated_reason for duty in undated] == [NO_DEADLINE] * 7 + [NO_PERIOD]
    assert all(duty.undated_reason is None for duty in duties if duty.kind is not UNDATED)


def test_following_up_is_the_monitor_s_alone_and_the_directed_body_implements(duties: list[Duty]) -> None:
    assert [duty.title for duty in duties if duty.follower] == [DUTIES[10][1]]
    assert [duty.implementing for duty in duties if duty.implementing] == [("Ủy ban nhân dân tỉnh",)]


def test_what_is_kept_up_shows_the_word_that_says_so(duties: list[Duty]) -> None:
    said = [duty.phrase for duty in duties if duty.kind is STANDING]
    assert said == ["tăng cường", "Đảm bảo", "thường xuyên"]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (1, "Báo cáo kết quả về Ban Thường vụ Tỉnh ủy Tỉnh ủy (qua Ban Dân vận Tỉnh ủy) trước ngày 10/11/2021."),
        (3, "tăng cường công tác giám sát việc thực hiện các chính sách đã ban hành."),
        (6, "Đảm bảo an ninh, an toàn ở các khu công nghiệp và khu nhà trọ của công nhân."),
        (10, "thường xuyên theo dõi, đôn đốc, kiểm tra việc triển khai thực hiện Chương trình hành động này"),
        (12, "định kỳ tổ chức sơ kết, tổng kết trong toàn tỉnh./."),
    ],
)
def test_a_duty_shows_its_own_words(reading: Reading, duties: list[Duty], index: int, words: str) -> None:
    assert reading.text[duties[index].start : duties[index].end] == words


def test_each_value_points_at_the_words_it_rests_on(reading: Reading, duties: list[Duty]) -> None:
    said = {why.label: reading.text[why.start : why.end] for why in duties[1].why}
    assert said["Hạn"] == "trước ngày 10/11/2021"
    assert said["Nơi nhận"] == "Ban Thường vụ Tỉnh ủy Tỉnh ủy"
    assert said["Qua"] == "Ban Dân vận Tỉnh ủy"
    assert said["Chủ trì"].startswith("Các cấp ủy, tổ chức Đảng")


def test_a_body_named_outside_section_four_gives_no_clause(reading: Reading) -> None:
    assert [clause.ref for clause in reading.clauses] == [f"IV.{n}" for n in range(1, 7)]
    assert reading.unassigned == 0


def test_the_document_names_itself_but_neither_number_nor_date(reading: Reading) -> None:
    assert (reading.title or "").startswith("Chương trình hành động của Ban Thường vụ Tỉnh ủy (khóa XIV) thực hiện")
    assert (reading.issuer, reading.number, reading.issued_on) == (STANDING_COMMITTEE, None, None)
    assert read_programme(RAW, date(2021, 10, 20)).issued_on == date(2021, 10, 20)


def test_the_outline_has_every_section_and_the_dashes_under_a_point(reading: Reading) -> None:
    refs = {node.ref: node for node in reading.nodes}
    sections = [node.ref for node in reading.nodes if node.kind is NodeKind.SECTION]
    assert sections == ["I", "II", "III", "IV"]
    assert refs["IV"].label == "Tổ chức thực hiện"
    assert refs["II.1"].label == "Mục tiêu tổng quát"
    assert refs["III.6.1"].label.startswith("Xây dựng quy chế phối hợp giữa")
    assert len(refs) == len(reading.nodes)


def test_the_plain_form_is_that_of_the_hand_made_answers(reading: Reading) -> None:
    first = as_json("d", "d.txt", reading)["clauses"][0]
    assert (first["no"], first["deadline"], first["recurrence"]) == ("1", "2021-11-10", None)
    assert first["duties"][1]["deadline"] == "2021-11-10"
    assert first["duties"][0]["undated_reason"] == NO_DEADLINE
