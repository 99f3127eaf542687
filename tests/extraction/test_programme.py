"""The client's programme, read as a careful clerk reads it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.extraction import clean, find_secrecy_mark, fold, read_programme, search_terms
from webapp.extraction.bodies import Directory, Named
from webapp.extraction.reading import Reading
from webapp.rules.words import DeadlineKind, Recurrence

pytestmark = pytest.mark.pure
TEXT = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")
D, R, S, U = DeadlineKind.DATED, DeadlineKind.RECURRING, DeadlineKind.STANDING, DeadlineKind.UNDATED


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_programme(TEXT)


def test_the_thirteen_duties_of_section_iv(reading: Reading) -> None:
    found = [
        (clause.ref, duty.kind, duty.product, duty.phrase, duty.title.split(" ")[0].lower())
        for clause in reading.clauses
        for duty in clause.duties
    ]
    assert found == [
        ("IV.1", U, "Chương trình, kế hoạch", None, "quán"),
        ("IV.1", D, "Báo cáo", "trước ngày 10/11/2021", "báo"),
        ("IV.2", U, "Danh mục văn bản rà soát", None, "rà"),
        ("IV.2", S, None, "tăng cường", "tăng"),
        ("IV.3", U, "Quy chế phối hợp", None, "xây"),
        ("IV.3", U, "Cơ chế phối hợp", None, "phối"),
        ("IV.3", S, None, "đảm bảo", "đảm"),
        ("IV.4", U, "Hướng dẫn", None, "hướng"),
        ("IV.5", U, "Kế hoạch", None, "xây"),
        ("IV.5", U, "Văn bản kiện toàn", None, "kiện"),
        ("IV.6", S, None, "thường xuyên", "thường"),
        ("IV.6", R, "Báo cáo năm", "hàng năm", "hàng"),
        ("IV.6", U, "Báo cáo sơ kết, tổng kết", "định kỳ", "định"),
    ]


def test_who_leads_and_who_coordinates(reading: Reading) -> None:
    bodies = {clause.ref: (clause.lead, clause.coordinate) for clause in reading.clauses}
    union = "Đảng đoàn Liên đoàn Lao động tỉnh"
    assert bodies == {
        "IV.1": (
            ("Các cấp ủy, tổ chức Đảng", "Mặt trận Tổ quốc Việt Nam", "các tổ chức chính trị - xã hội tỉnh"),
            (),
        ),
        "IV.2": (("Đảng đoàn Hội đồng nhân dân tỉnh",), ("Ban Cán sự đảng Ủy ban nhân dân tỉnh",)),
        "IV.3": (("Ban Cán sự đảng Ủy ban nhân dân tỉnh",), ()),
        "IV.4": (("Ban Tuyên giáo Tỉnh ủy",), (union,)),
        "IV.5": (("Ban Tổ chức Tỉnh ủy",), (union,)),
        "IV.6": (("Ban Dân vận Tỉnh ủy",), ("Văn phòng Tỉnh ủy", "các Ban của Tỉnh ủy", union)),
    }


def test_the_only_calendar_date_and_its_receiver(reading: Reading) -> None:
    dated = [duty for clause in reading.clauses for duty in clause.duties if duty.due_on]
    assert [(duty.due_on, duty.report_to, duty.report_via) for duty in dated] == [
        (date(2021, 11, 10), "Ban Thường vụ Tỉnh ủy Tỉnh ủy", "Ban Dân vận Tỉnh ủy")
    ]


def test_what_has_no_date_says_why(reading: Reading) -> None:
    undated = [duty for clause in reading.clauses for duty in clause.duties if duty.kind is U]
    assert all(duty.undated_reason for duty in undated)
    assert undated[-1].recurrence is Recurrence.PERIODIC
    assert undated[-1].undated_reason == "văn bản nói “định kỳ” nhưng không nêu kỳ"


def test_the_directed_body_and_the_followers_duty(reading: Reading) -> None:
    duties = [duty for clause in reading.clauses for duty in clause.duties]
    assert [duty.implementing for duty in duties if duty.implementing] == [("Ủy ban nhân dân tỉnh",)]
    assert next(duty.title for duty in duties if duty.follower).startswith("Thường xuyên theo dõi, đôn đốc")


def spans_hold(reading: Reading) -> None:
    for node, after in zip(reading.nodes, reading.nodes[1:], strict=False):
        assert node.end <= after.start
    for clause in reading.clauses:
        assert clause.text == " ".join(reading.text[clause.start : clause.end].split())
        for duty in clause.duties:
            assert clause.start <= duty.start < duty.end <= clause.end
            for why in duty.why:
                assert reading.text[why.start : why.end].strip()


def test_every_span_points_at_its_words(reading: Reading) -> None:
    spans_hold(reading)
    assert [duty.start for clause in reading.clauses for duty in clause.duties] == sorted(
        duty.start for clause in reading.clauses for duty in clause.duties
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.text(max_size=12)), max_size=6))
def test_a_damaged_programme_is_read_without_fault(damage: list[tuple[int, str]]) -> None:
    text = TEXT
    for at, noise in damage:
        text = text[:at] + noise + text[at + len(noise) :]
    spans_hold(read_programme(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_fault(text: str) -> None:
    assert read_programme(text).text == clean(text)


def test_cleaning_twice_changes_nothing() -> None:
    assert clean(clean(TEXT)) == clean(TEXT)


@pytest.mark.parametrize(
    ("text", "terms"),
    [("12-KH/TU", "12 kh tu"), ("Tuyên giáo Tỉnh uỷ", "tuyen giao tinh uy"), ("Phú Quí", "phu quy"), ("Đảng", "dang")],
)
def test_search_terms_need_no_marks(text: str, terms: str) -> None:
    assert search_terms(text) == terms
    assert fold(text) == fold(text.upper())


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "M Ậ T", "Độ mật: Tối mật"])
def test_a_secrecy_mark_is_found(mark: str) -> None:
    assert find_secrecy_mark(f"TỈNH ỦY\n{mark}\n{TEXT}") is not None


@pytest.mark.parametrize(
    "line",
    ["Bảo đảm bảo mật thông tin.", "Mật độ dân số cao.", "Đổi mật khẩu định kỳ.", "bảo vệ bí mật nhà nước", "ngọt mật"],
)
def test_the_word_inside_a_sentence_is_no_mark(line: str) -> None:
    assert find_secrecy_mark(f"{TEXT}\n{line}") is None


DIRECTORY = Directory(
    [
        Named("agency", 1, ("Ban Tuyên giáo Tỉnh ủy", "BTGTU")),
        Named("agency", 2, ("Ban Tổ chức Tỉnh ủy",)),
        Named("agency", 3, ("Ban Cán sự đảng Ủy ban nhân dân tỉnh",)),
        Named("group", 1, ("Các huyện, thị, thành ủy",)),
    ]
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ban Tuyên giáo Tỉnh uỷ", ("agency", 1)),
        ("BTGTU", ("agency", 1)),
        ("Ban Cán sự đảng UBND tỉnh", ("agency", 3)),
        ("các huyện, thị, thành uỷ", ("group", 1)),
        ("Ban Tuyên giáo Tỉnh ủy Tỉnh ủy", ("agency", 1)),
        ("Sở Nội vụ", None),
        ("Ban Nội chính Tỉnh ủy", None),
    ],
)
def test_a_written_name_resolves_or_is_left_open(written: str, found: tuple[str, int] | None) -> None:
    match = DIRECTORY.resolve(written)
    assert (match and (match.kind, match.id)) == found
