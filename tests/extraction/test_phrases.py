"""When, how often and to whom it is reported, in the words of a sentence."""

from datetime import date

import pytest

from webapp.extraction.phrases import find_report, when
from webapp.extraction.text import Words
from webapp.rules.words import DeadlineKind, Recurrence

pytestmark = pytest.mark.pure

ISSUED = date(2025, 8, 29)


@pytest.mark.parametrize(
    ("sentence", "phrase", "kind"),
    [
        ("hoàn thành trước ngày 31/10/2025, gửi về Tỉnh ủy", "trước ngày 31/10/2025", DeadlineKind.DATED),
        ("xây dựng kế hoạch chi tiết trong 15 ngày kể từ ngày ký", "trong 15 ngày kể từ ngày ký", DeadlineKind.DATED),
        ("định kỳ hằng năm, trước ngày 10/12, báo cáo", "định kỳ hằng năm, trước ngày 10/12", DeadlineKind.RECURRING),
        ("trước ngày 20 hằng tháng báo cáo tiến độ", "trước ngày 20 hằng tháng", DeadlineKind.RECURRING),
        ("thứ Năm hằng tuần tổng hợp tình hình", "thứ Năm hằng tuần", DeadlineKind.RECURRING),
        ("hằng tháng giao ban, trước ngày 25 báo cáo", "trước ngày 25", DeadlineKind.RECURRING),
        ("thường xuyên theo dõi", "thường xuyên", DeadlineKind.STANDING),
        ("theo Kết luận số 79-KL/TW, ngày 25/12/2013", None, DeadlineKind.UNDATED),
        ("quy chế giai đoạn 2021 - 2026, bắt đầu từ năm 2026", None, DeadlineKind.UNDATED),
    ],
)
def test_the_words_that_give_the_time_are_shown(sentence: str, phrase: str | None, kind: DeadlineKind) -> None:
    timing = when(Words.of(sentence), 0, len(sentence), ISSUED)
    assert (timing.phrase.of(sentence) if timing.phrase else None, timing.deadline.kind) == (phrase, kind)


@pytest.mark.parametrize(
    ("sentence", "recurrence"),
    [
        ("bố trí kinh phí trong dự toán hằng năm", None),
        ("ban hành nghị quyết phát triển kinh tế - xã hội hằng năm của tỉnh", None),
        ("bố trí chi thường xuyên", None),
        ("xây dựng kế hoạch nắm bắt dư luận hằng tháng; hằng tuần tổng hợp", Recurrence.WEEKLY),
        ("báo cáo Chủ tịch tỉnh kết quả thực hiện hằng năm theo quy định", Recurrence.ANNUAL),
        ("thường xuyên theo dõi; hàng năm báo cáo; định kỳ sơ kết", Recurrence.ANNUAL),
        ("thường xuyên theo dõi và định kỳ báo cáo", Recurrence.PERIODIC),
        ("công khai kết quả đánh giá trên Cổng thông tin điện tử hằng tháng; phê bình đơn vị", Recurrence.MONTHLY),
        ("tổng hợp, báo cáo Thủ tướng Chính phủ hằng tuần.", Recurrence.WEEKLY),
        ("cung cấp danh sách doanh nghiệp cho Sở Y tế hằng quý; phối hợp", Recurrence.QUARTERLY),
        ("tổ chức sơ kết 5 năm một lần", None),
        ("xây dựng kế hoạch hằng năm trình Chủ tịch tỉnh", None),
        ("phát tin trên loa truyền thanh ít nhất 2 lần/tuần.", Recurrence.WEEKLY),
        ("phản ánh tối thiểu 03 tin, bài/tháng.", Recurrence.MONTHLY),
        ("phát sóng 02 kỳ một tháng; đưa tin", Recurrence.MONTHLY),
        ("họp Ban Chỉ đạo 02 lần/năm.", Recurrence.SEMIANNUAL),
        ("báo cáo tiến độ hằng tuần .", Recurrence.WEEKLY),
        ("thưòng xuyên theo dõi", Recurrence.CONTINUOUS),
        ("bố trí vốn trong kế hoạch đầu tư công trung hạn và hằng năm", None),
        ("đưa vào chương trình kiểm tra, giám sát hằng năm.", None),
        ("định kỳ trước ngày 10 tháng 11 hằng năm, báo cáo Tỉnh ủy", Recurrence.ANNUAL),
        ("6 tháng (trước ngày 30/5), năm (trước ngày 30/10) báo cáo", Recurrence.SEMIANNUAL),
    ],
)
def test_an_attribute_of_a_noun_is_no_rhythm_and_a_named_interval_wins(
    sentence: str, recurrence: Recurrence | None
) -> None:
    rhythm = when(Words.of(sentence), 0, len(sentence), ISSUED).rhythm
    assert (rhythm.recurrence if rhythm else None) == recurrence


def test_a_one_off_date_stands_beside_a_yearly_report() -> None:
    sentence = "xong trong tháng 12/2025. Báo cáo kết quả hằng năm (trước ngày 15 tháng 11)."
    timing = when(Words.of(sentence), 0, len(sentence), ISSUED)
    assert timing.deadline.due_on == date(2025, 12, 31)
    assert timing.rhythm is not None
    assert timing.rhythm.recurrence is Recurrence.ANNUAL


@pytest.mark.parametrize(
    ("sentence", "due_on", "recurrence"),
    [
        (
            "xây dựng kế hoạch trước ngày 30/9; hằng năm (trước ngày 15/12) báo cáo",
            date(2025, 9, 30),
            Recurrence.ANNUAL,
        ),
        ("hằng tháng giao ban; trước ngày 30/9 báo cáo", None, Recurrence.MONTHLY),
        ("trình Quốc hội tại Kỳ họp thứ 10 (tháng 10/2025)", date(2025, 10, 31), None),
        ("bố trí kinh phí trưóc ngày 31/10/2025", date(2025, 10, 31), None),
    ],
)
def test_a_date_without_its_year_before_the_rhythm_is_a_deadline_of_its_own(
    sentence: str, due_on: date | None, recurrence: Recurrence | None
) -> None:
    timing = when(Words.of(sentence), 0, len(sentence), ISSUED)
    deadline = timing.deadline
    assert (deadline.due_on if deadline.kind is DeadlineKind.DATED else None) == due_on
    assert (timing.rhythm.recurrence if timing.rhythm else None) == recurrence


@pytest.mark.parametrize(
    ("sentence", "to", "via"),
    [
        ("báo cáo kết quả về Tỉnh ủy (qua Ban Tuyên giáo Tỉnh ủy) để theo dõi", "Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Báo cáo Bộ Chính trị, Ban Bí thư kết quả thực hiện", "Bộ Chính trị, Ban Bí thư", None),
        ("gửi Sở Y tế để tổng hợp, báo cáo Ủy ban nhân dân tỉnh", "Sở Y tế", None),
        ("phản ánh những khó khăn về Tỉnh ủy qua Tổ công tác số 2.", "Tỉnh ủy", "Tổ công tác số 2"),
        ("gửi báo cáo về Ban Dân vận Tỉnh ủy qua Hệ thống thông tin", "Ban Dân vận Tỉnh ủy", None),
        ("báo cáo kết quả với lãnh đạo Ban trong 15 ngày", "lãnh đạo Ban", None),
        ("báo cáo cấp thẩm quyền (UBND thành phố, các Bộ) việc triển khai", "cấp thẩm quyền", None),
        ("trình Ban Thường vụ Tỉnh ủy cho ý kiến", None, None),
        ("tổng hợp báo cáo từ các sở, ban, ngành", None, None),
        ("có văn bản gửi Ban Thường trực cùng cấp để hỗ trợ", None, None),
        ("hướng dẫn đội ngũ báo cáo viên các cấp", None, None),
        ("báo cáo bằng văn bản kết quả hoạt động của các Ban về Tỉnh ủy, qua Sở Y tế.", "Tỉnh ủy", "Sở Y tế"),
        ("gửi Tỉnh ủy (qua Ban Dân vận Tỉnh ủy); báo cáo năm", "Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        ("báo cáo kết quả của Sở Y tế", None, None),
        ("gửi chương trình về Tỉnh ủy", "Tỉnh ủy", None),
        ("gửi tờ khai, trình Tỉnh ủy", None, None),
        ("Báo cáo kết quả hằng ngày (trước 16 giờ) về Sở Y tế và Công an tỉnh", "Sở Y tế và Công an tỉnh", None),
        ("báo cáo Lãnh đạo Bộ hằng tuần", "Lãnh đạo Bộ", None),
        ("kịp thời phản ánh, đề xuất với Tỉnh ủy", "Tỉnh ủy", None),
    ],
)
def test_the_receiver_of_a_report_and_its_channel(sentence: str, to: str | None, via: str | None) -> None:
    report = find_report(Words.of(sentence), 0, len(sentence))
    assert (report.to.of(sentence) if report else None) == to
    assert (report.via.of(sentence) if report and report.via else None) == via
