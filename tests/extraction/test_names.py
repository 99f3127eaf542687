"""Real kinds of agencies whose names hold a verb, a comma or an edge word: each is read whole, wherever it stands."""

import pytest

from webapp.extraction.names import names_of
from webapp.extraction.roles import find_subject, flat, partners
from webapp.extraction.text import Words

pytestmark = pytest.mark.pure

NAMES = """
Cục Công nghệ thông tin
Cục Y tế dự phòng
Vụ Truyền thông và Thi đua, khen thưởng
Cục Nhà giáo và Cán bộ quản lý giáo dục
Vụ Giáo dục thường xuyên
Cục Lâm nghiệp và Kiểm lâm
Cục Kiểm tra sau thông quan
Cục Giám sát quản lý về hải quan
Cục Quản lý, giám sát bảo hiểm
Cục Quản lý và Phát triển thị trường trong nước
Cục An toàn thông tin
Cục Văn hóa cơ sở, Gia đình và Thư viện
Cục Nghệ thuật biểu diễn
Cục Việc làm
Cục Trợ giúp pháp lý
Cục Phổ biến, giáo dục pháp luật và Trợ giúp pháp lý
Cục Kiểm tra văn bản và Quản lý xử lý vi phạm hành chính
Cục Hàng không Việt Nam
Cục Cảnh sát điều tra tội phạm về ma túy
Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao
Ban Chỉ đạo công tác phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh
Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp
Vườn Quốc gia Cát Tiên
Trung tâm Dịch vụ việc làm tỉnh
Trung tâm Giám sát, điều hành đô thị thông minh
Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên
Văn phòng Đăng ký đất đai
Chi nhánh Ngân hàng Chính sách xã hội tỉnh
Thống kê tỉnh
Viễn thông Đắk Lắk
Báo và Đài Phát thanh, Truyền hình tỉnh
Trường Đào tạo, bồi dưỡng cán bộ
Đại học Quốc gia Hà Nội
Ban Bảo vệ, chăm sóc sức khỏe cán bộ tỉnh
Nhà xuất bản Chính trị quốc gia Sự thật
Ủy ban nhân dân các tỉnh vùng Đồng bằng sông Cửu Long
Ủy ban nhân dân các xã biên giới
Phòng Cảnh sát quản lý hành chính về trật tự xã hội
Ban công tác Mặt trận khu dân cư
Tổ bảo vệ an ninh, trật tự
Tổ hòa giải
Thanh tra Bộ
Chủ tịch Hội đồng quản trị
Giáo viên chủ nhiệm
Phòng, ban chuyên môn
""".strip().splitlines()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("duty", ["chủ trì, tham mưu", "xây dựng kế hoạch", "có trách nhiệm rà soát"])
def test_a_name_is_read_whole_as_the_subject(name: str, duty: str) -> None:
    sentence = f"{name} {duty} về an toàn."
    words = Words.of(sentence)
    subject = find_subject(words, 0, len(sentence))
    assert subject is not None
    assert names_of(words, subject.names) == (name,)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_whole_among_partners(name: str) -> None:
    words = Words.of(f"Chủ trì, phối hợp với {name}, Sở Y tế và các cơ quan liên quan rà soát.")
    assert flat(words, partners(words, 0, len(words.text))) == (name, "Sở Y tế", "các cơ quan liên quan")


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Hội Cựu chiến binh xã nuôi dạy trẻ mồ côi.", "Hội Cựu chiến binh xã"),
        ("Đảng ủy các xã, phường ven biển quản chặt tàu cá.", "Đảng ủy các xã, phường ven biển"),
        ("Sở Công Thương các địa phương lùng bắt hàng giả.", "Sở Công Thương các địa phương"),
        ("Vụ Pháp chế săm soi dự thảo.", "Vụ Pháp chế"),
        ("Công an tỉnh dẹp các tụ điểm phức tạp.", "Công an tỉnh"),
        ("Liên đoàn Lao động tỉnh đứng ra dàn xếp.", "Liên đoàn Lao động tỉnh"),
        ("Bảo hiểm xã hội Việt Nam trích ngừa rủi ro.", "Bảo hiểm xã hội Việt Nam"),
    ],
)
def test_a_level_or_a_seat_closes_a_name_before_any_verb(sentence: str, lead: str) -> None:
    words = Words.of(sentence)
    subject = find_subject(words, 0, len(sentence))
    assert subject is not None
    assert names_of(words, subject.names) == (lead,)


@pytest.mark.parametrize(
    "name",
    ["Ban tuyên giáo và dân vận các tỉnh ủy, thành ủy", "Các đồng chí Ủy viên Ban Thường vụ, Huyện ủy viên"],
)
def test_a_level_inside_a_longer_word_closes_none(name: str) -> None:
    words = Words.of(f"{name} chỉ đạo cơ sở.")
    subject = find_subject(words, 0, len(words.text))
    assert subject is not None
    assert names_of(words, subject.names) == (name,)
