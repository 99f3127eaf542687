"""The goals of a document: indicators, targets, terms, and what is none of them.

The sentences are those of goals sections of real programmes, or written in their style; the answers were set by hand.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.client_programme import RAW
from tests.growth import MORE, growth
from webapp.extraction import IndicatorReading, Reading, TargetReading, read_programme
from webapp.rules.words import Comparator, Recurrence

pytestmark = pytest.mark.pure

REACH, ABOVE, AT_LEAST, BELOW, AT_MOST, ABOUT, BETWEEN = list(Comparator)[:7]
Y23, Y25, Y30, Y45 = (date(year, 12, 31) for year in (2023, 2025, 2030, 2045))
AGREEMENTS = "Doanh nghiệp, đơn vị có tổ chức công đoàn ký kết được thỏa ước lao động tập thể"


def goals(body: str, title: str = "II. MỤC TIÊU") -> tuple[IndicatorReading, ...]:
    return read_programme(
        f"KẾ HOẠCH\n\nI. TÌNH HÌNH\n\nĐã có kết quả.\n\n{title}\n\n{body}\n\nIII. GIẢI PHÁP\n\nLàm tốt."
    ).indicators


def one(body: str) -> tuple[IndicatorReading, TargetReading]:
    (indicator,) = goals(body)
    (target,) = indicator.targets
    return indicator, target


def numbers(indicator: IndicatorReading) -> list[tuple[Comparator, object, date | None]]:
    return [(target.comparator, target.value, target.due_on) for target in indicator.targets]


@pytest.fixture(scope="module")
def client() -> Reading:
    return read_programme(RAW)


def test_the_client_s_members_by_2023_2025_and_2030(client: Reading) -> None:
    members = client.indicators[0]
    assert (members.name, members.unit, members.ref) == ("Đoàn viên công đoàn", "đoàn viên", "II.2.1")
    assert numbers(members) == [(REACH, 80_000, Y23), (REACH, 83_000, Y25), (REACH, 90_000, Y30)]


def test_the_client_s_collective_agreements_by_2023_2025_2030_and_2045(client: Reading) -> None:
    agreements = client.indicators[2]
    assert (agreements.name, agreements.unit) == (AGREEMENTS, "%")
    assert numbers(agreements) == [(AT_LEAST, 70, Y23), (ABOVE, 80, Y25), (AT_LEAST, 85, Y30), (REACH, 99, Y45)]


def test_the_client_s_goals_in_words_are_kept_as_such(client: Reading) -> None:
    said = [(i.name, t.said, t.due_on) for i in client.indicators for t in i.targets if t.value is None]
    assert said == [
        ("Doanh nghiệp có từ 25 công nhân, lao động trở lên có tổ chức công đoàn", "hầu hết", Y25),
        (
            "Nơi chưa có tổ chức đại diện của người lao động thì phần lớn người lao động được tập hợp, "
            "tham gia một số hoạt động của Công đoàn Việt Nam",
            "phần lớn",
            Y30,
        ),
        ("Người lao động tại cơ sở là đoàn viên công đoàn", "Hầu hết", Y45),
    ]
    assert len(client.indicators) == 5


def test_every_value_points_at_the_words_it_rests_on(client: Reading) -> None:
    target = client.indicators[2].targets[1]
    said = {why.label: client.text[why.start : why.end] for why in target.why}
    assert said == {"Số": "trên 80%", "Mốc thời gian": "đến năm 2025"}
    assert client.text[target.start : target.end] == "đến năm 2025 đạt tỷ lệ trên 80%."
    assert target.sure < client.indicators[2].targets[0].sure


TARGETS = [
    ("share that follows", "Đến năm 2025 có 80% số xã đạt chuẩn.", "Xã đạt chuẩn", "%", REACH, "80", Y25),
    (
        "share after its subject",
        "Tỷ lệ xã đạt chuẩn đạt trên 80% vào năm 2025.",
        "Tỷ lệ xã đạt chuẩn",
        "%",
        ABOVE,
        "80",
        Y25,
    ),
    ("at least", "Đến 2030 có ít nhất 85% chi bộ đạt tốt.", "Chi bộ đạt tốt", "%", AT_LEAST, "85", Y30),
    (
        "and more",
        "Đến năm 2030, 90% trở lên đảng viên được học tập.",
        "Đảng viên được học tập",
        "%",
        AT_LEAST,
        "90",
        Y30,
    ),
    ("not under", "Tỷ lệ nữ cấp ủy đến năm 2025 không dưới 15%.", "Tỷ lệ nữ cấp ủy", "%", AT_LEAST, "15", Y25),
    ("under", "Tỷ lệ hộ nghèo đến năm 2025 còn dưới 1,5%.", "Tỷ lệ hộ nghèo", "%", BELOW, "1.5", Y25),
    ("not over", "Đến năm 2025, tỷ lệ hộ nghèo không quá 2%.", "Tỷ lệ hộ nghèo", "%", AT_MOST, "2", Y25),
    (
        "about",
        "Đến năm 2025 đạt khoảng 38% lao động tham gia bảo hiểm.",
        "Lao động tham gia bảo hiểm",
        "%",
        ABOUT,
        "38",
        Y25,
    ),
    ("sign", "Đến năm 2025: tỷ lệ hài lòng đạt >= 90%.", "Tỷ lệ hài lòng", "%", AT_LEAST, "90", Y25),
    ("printed the English way", "Đến năm 2025 tỷ lệ hài lòng đạt 70.5%.", "Tỷ lệ hài lòng", "%", REACH, "70.5", Y25),
    ("count", "Phấn đấu đến năm 2025 có 83.000 đoàn viên.", "Đoàn viên", "đoàn viên", REACH, "83000", Y25),
    (
        "or more, later",
        "Đến năm 2025 xây dựng từ 10 mô hình trở lên.",
        "Xây dựng mô hình",
        "mô hình",
        AT_LEAST,
        "10",
        Y25,
    ),
    ("spelled", "Có ít nhất một cơ sở thí điểm vào năm 2025.", "Cơ sở thí điểm", "cơ sở", AT_LEAST, "1", Y25),
    ("zero before a digit", "Đến năm 2025 mỗi xã có ít nhất 03 mô hình.", "Mỗi xã", "mô hình", AT_LEAST, "3", Y25),
    ("money", "Thu nhập đến năm 2025 đạt 28 triệu đồng.", "Thu nhập", "triệu đồng", REACH, "28", Y25),
    ("rate", "Đến năm 2025 đạt 11 người trên một vạn dân.", None, "người trên một vạn dân", REACH, "11", Y25),
    (
        "rate by a slash",
        "Tử vong bà mẹ dưới 4/100.000 trẻ sinh sống vào năm 2025.",
        "Tử vong bà mẹ",
        "/100.000 trẻ sinh sống",
        BELOW,
        "4",
        Y25,
    ),
    (
        "down from, to",
        "Tỷ suất sinh giảm từ 23 ca/1.000 phụ nữ xuống 18 ca/1.000 phụ nữ vào năm 2025.",
        "Tỷ suất sinh",
        "ca/1.000 phụ nữ",
        AT_MOST,
        "18",
        Y25,
    ),
    ("up from, to", "Nâng tỷ lệ che phủ từ 40% lên 43% vào năm 2025.", "Nâng tỷ lệ che phủ", "%", REACH, "43", Y25),
    (
        "of what",
        "Quy mô kinh tế số đạt tối thiểu 30% GDP đến năm 2030.",
        "Quy mô kinh tế số",
        "% GDP",
        AT_LEAST,
        "30",
        Y30,
    ),
    (
        "condition of the subject",
        "Đến năm 2025, doanh nghiệp có từ 25 lao động trở lên có công đoàn đạt 80%.",
        "Doanh nghiệp có từ 25 lao động trở lên có công đoàn",
        "%",
        REACH,
        "80",
        Y25,
    ),
    (
        "a count inside a share",
        "Đến năm 2025, 100% xã có ít nhất 04 bài mỗi quý.",
        "Xã có ít nhất 04 bài mỗi quý",
        "%",
        REACH,
        "100",
        Y25,
    ),
    ("whole term", "Giai đoạn 2021 - 2025: đạt 85% chi bộ.", "Chi bộ", "%", REACH, "85", Y25),
    (
        "a span inside the name",
        "Đến năm 2025 số hóa 80% tài liệu giai đoạn 1997 - 2020.",
        "Số hóa tài liệu giai đoạn 1997 - 2020",
        "%",
        REACH,
        "80",
        Y25,
    ),
    (
        "an age in the name",
        "Tỷ lệ người từ 65 tuổi trở lên đạt 12% vào năm 2025.",
        "Tỷ lệ người từ 65 tuổi trở lên",
        "%",
        REACH,
        "12",
        Y25,
    ),
    ("no term", "100% cán bộ được tập huấn.", "Cán bộ được tập huấn", "%", REACH, "100", None),
    ("scan's own letters", "- Phần đầu đến năm 2025 có 90% chi bộ tốt.", "Chi bộ tốt", "%", REACH, "90", Y25),
]


@pytest.mark.parametrize(
    ("body", "name", "unit", "comparator", "value", "due_on"), [t[1:] for t in TARGETS], ids=[t[0] for t in TARGETS]
)
def test_a_target_in_each_dress(
    body: str, name: str | None, unit: str, comparator: Comparator, value: str, due_on: date | None
) -> None:
    if name is None:
        body, name = f"Nhân lực nghiên cứu: {body}", "Nhân lực nghiên cứu"
        body = body.replace(": Đến năm 2025 đạt", " đến năm 2025 đạt")
    indicator, target = one(body)
    found = (indicator.name, indicator.unit, target.comparator, target.value, target.due_on)
    assert found == (name, unit, comparator, Decimal(value), due_on)


def test_a_range_has_both_its_ends() -> None:
    indicator, target = one("Số đơn sáng chế tăng trung bình 16 - 18%/năm đến năm 2030.")
    assert (indicator.name, indicator.unit) == ("Số đơn sáng chế tăng", "%/năm")
    assert (target.comparator, target.value, target.upper, target.due_on) == (BETWEEN, 16, 18, Y30)


@pytest.mark.parametrize(
    ("body", "every", "due_on"),
    [
        ("Hằng năm kết nạp từ 500 đảng viên trở lên.", Recurrence.ANNUAL, None),
        ("Mỗi năm tạo việc làm cho 20.000 lao động.", Recurrence.ANNUAL, None),
        ("Đến năm 2030, mỗi năm đào tạo 1.000 người.", Recurrence.ANNUAL, Y30),
    ],
)
def test_a_goal_that_comes_back_keeps_its_rhythm(body: str, every: Recurrence, due_on: date | None) -> None:
    _, target = one(body)
    assert (target.recurrence, target.due_on) == (every, due_on)


def test_a_term_without_years_is_kept_as_words() -> None:
    _, target = one("Đến hết nhiệm kỳ có 90% chi bộ tốt.")
    assert (target.phrase, target.due_on) == ("Đến hết nhiệm kỳ", None)


NONE = [
    ("a cited document", "Thực hiện Nghị quyết số 02-NQ/TW, ngày 12/6/2021 và Quyết định số 1600/QĐ-TTg."),
    ("where things stand", "Hiện nay có 70.000 đoàn viên."),
    ("where things stood", "Tính đến cuối năm 2020 toàn tỉnh đã có 65% doanh nghiệp ký thỏa ước."),
    ("an exception", "Đối với ngành có tỷ lệ nữ dưới 30% có thể điều chỉnh mục tiêu."),
    ("an order", 'Thực hiện "6 rõ" theo Điều 5, khoản 2; phủ sóng 5G; nhiệm kỳ 2020 - 2025.'),
    ("a year alone", "Xây dựng công đoàn vững mạnh đến năm 2025."),
    ("words that promise nothing", "Nâng cao chất lượng hoạt động, đáp ứng yêu cầu cơ bản."),
]


@pytest.mark.parametrize("body", [body for _, body in NONE], ids=[name for name, _ in NONE])
def test_what_is_no_target(body: str) -> None:
    assert goals(body) == ()


def test_the_state_of_today_gives_way_to_the_goal_beside_it() -> None:
    _, target = one("Toàn tỉnh hiện có 70.000 đoàn viên, phấn đấu đến năm 2025 có 83.000 đoàn viên.")
    assert (target.value, target.due_on) == (83_000, Y25)


def test_numbers_joined_by_and_are_two_targets_of_one_indicator() -> None:
    (members,) = goals("Phấn đấu có 80.000 đoàn viên vào năm 2023 và 83.000 đoàn viên vào năm 2025.")
    assert numbers(members) == [(REACH, 80_000, Y23), (REACH, 83_000, Y25)]


def test_a_heading_s_year_rules_its_points_until_the_next() -> None:
    (chapters,) = goals("1. Đến năm 2025\n\n- Có 80% chi bộ tốt.\n\n2. Đến năm 2030\n\n- Có 90% chi bộ tốt.")
    assert numbers(chapters) == [(REACH, 80, Y25), (REACH, 90, Y30)]


def test_a_year_that_stands_alone_rules_what_follows() -> None:
    found = goals("1. Mục tiêu cụ thể\n\n* Đến năm 2025\n\n- Có 80% chi bộ tốt.\n\n* Đến năm 2030\n\n- Có 90% xã mạnh.")
    assert [target.due_on for indicator in found for target in indicator.targets] == [Y25, Y30]


def test_a_year_carries_through_its_own_paragraph_only() -> None:
    found = goals("- Đến năm 2025, 80% chi bộ tốt; 70% xã mạnh.\n\n- 60% hộ khá.")
    assert [target.due_on for indicator in found for target in indicator.targets] == [Y25, Y25, None]


@pytest.mark.parametrize(
    "title",
    ["II. MỤC TIÊU", "B. MỤC TIÊU, CHỈ TIÊU", "II. Chỉ tiêu chủ yếu", "II. QUAN ĐIỂM, MỤC TIÊU", "2. Mục tiêu cụ thể"],
)
def test_the_section_in_its_dresses(title: str) -> None:
    (found,) = goals("- Đến năm 2025 có 80% chi bộ tốt.", title)
    assert numbers(found) == [(REACH, 80, Y25)]


def test_a_title_with_its_goal_on_the_same_line() -> None:
    text = "KẾ HOẠCH\n\nI. YÊU CẦU\n\n1. Mục tiêu cụ thể: Đến năm 2025 có 80% chi bộ tốt.\n\n2. Làm tốt 3 việc."
    (found,) = read_programme(text).indicators
    assert numbers(found) == [(REACH, 80, Y25)]


def test_without_a_goals_section_the_aiming_sentences_are_read_and_less_sure() -> None:
    text = "CHỈ THỊ\n\n1. Mỗi xã giữ 03 mô hình; phấn đấu thu nhập đến năm 2025 đạt 28 triệu đồng.\n\n2. Chi 5 tỷ đồng."
    (found,) = read_programme(text).indicators
    assert (found.name, numbers(found)) == ("Thu nhập", [(REACH, 28, Y25)])
    assert found.targets[0].sure < 0.8


def test_numbers_outside_the_goals_are_no_targets() -> None:
    assert (
        read_programme("KẾ HOẠCH\n\nI. TÌNH HÌNH\n\nĐạt 80% chi bộ tốt.\n\nII. KINH PHÍ\n\nChi 5 tỷ đồng.").indicators
        == ()
    )


def test_the_general_goal_in_words_is_no_indicator() -> None:
    assert goals("1. Mục tiêu tổng quát\n\nHầu hết người dân được chăm lo.\n\n2. Mục tiêu cụ thể\n\nLàm tốt.") == ()


PIECES = st.sampled_from(
    [
        "Đến năm 2025 ",
        "có ",
        "80% ",
        "trên ",
        "chi bộ ",
        ", ",
        "; ",
        ". ",
        "từ ",
        "xuống ",
        "1.000",
        "/",
        "hầu hết ",
        "\n\n- ",
        "2030",
        "phấn đấu ",
        "mỗi năm ",
        "(",
        ")",
        "trở lên",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_the_goals_say_the_spans_hold(body: str) -> None:
    reading = read_programme(f"II. MỤC TIÊU\n\n{body}\n\nIII. GIẢI PHÁP")
    for indicator in reading.indicators:
        assert indicator.name
        for target in indicator.targets:
            assert 0 <= target.start < target.end <= len(reading.text)
            assert all(
                target.start <= why.start < why.end <= target.end for why in target.why if why.label != "Mốc thời gian"
            )
            assert target.said in reading.text
            assert target.phrase is None or target.phrase in reading.text
            assert (target.value is None) == (target.comparator is Comparator.IN_WORDS)
            assert 0 < target.sure <= 1


@pytest.mark.parametrize(
    "piece", ["80% chi bộ, ", "đến năm 2025 ", "có 5 xã; ", "từ 3 ", "hầu hết ", "1.", "hiện có 5, "]
)
def test_hostile_goals_cost_no_more_than_their_length(piece: str) -> None:
    assert growth(lambda length: piece * (length // len(piece)), goals, 10_000) < 2.5 * MORE
