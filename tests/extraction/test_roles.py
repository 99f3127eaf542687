"""Who leads, who works with whom, who is directed; and how a list of names is cut."""

import pytest

from webapp.extraction.names import names_of
from webapp.extraction.roles import directed, find_subject, flat, partners
from webapp.extraction.text import Words

pytestmark = pytest.mark.pure

LEADS = [
    ("Sở Văn hóa, Thể thao và Du lịch xây dựng kế hoạch.", ["Sở Văn hóa, Thể thao và Du lịch"]),
    (
        "Các cấp ủy, tổ chức Đảng, Mặt trận Tổ quốc Việt Nam tổ chức quán triệt.",
        ["Các cấp ủy, tổ chức Đảng", "Mặt trận Tổ quốc Việt Nam"],
    ),
    ("Các huyện, thị, thành ủy, đảng ủy trực thuộc báo cáo kết quả.", ["Các huyện, thị, thành ủy, đảng ủy trực thuộc"]),
    ("Giao Ban Tổ chức Tỉnh ủy tham mưu phương án.", ["Ban Tổ chức Tỉnh ủy"]),
    ("Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy quán triệt.", ["các cấp ủy"]),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động Nhân dân.", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
    ("Thứ Sáu hằng tuần, Văn phòng Tỉnh ủy báo cáo tình hình.", ["Văn phòng Tỉnh ủy"]),
    (
        "Căn cứ Kế hoạch này, các sở, ban, ngành và UBND các xã, phường triển khai.",
        ["các sở, ban, ngành", "UBND các xã, phường"],
    ),
    (
        "Thủ trưởng các sở, ban, ngành và Ủy ban nhân dân phường, xã chịu trách nhiệm.",
        ["Thủ trưởng các sở, ban, ngành", "Ủy ban nhân dân phường, xã"],
    ),
    (
        "Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh vận động đoàn viên.",
        ["Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh"],
    ),
    ("Các cơ quan tham mưu, giúp việc Tỉnh ủy thực hiện.", ["Các cơ quan tham mưu, giúp việc Tỉnh ủy"]),
    ("Sở Nội vụ (cơ quan thường trực) chủ trì thực hiện.", ["Sở Nội vụ"]),
    ("Uỷ ban nhân dân tỉnh chỉ đạo.", ["Uỷ ban nhân dân tỉnh"]),
    ("Các sở: Giao thông Vận tải, Công Thương rà soát.", ["Sở Giao thông Vận tải", "Sở Công Thương"]),
    (
        "Các Sở: Tài chính, Khoa học và Công nghệ, Văn hóa, Thể thao và Du lịch rà soát.",
        ["Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch"],
    ),
    ("Công an, Thuế, Hải quan trên địa bàn xử lý vi phạm.", ["Công an", "Thuế", "Hải quan"]),
    ("Bộ trưởng các Bộ: Công an, Quốc phòng chỉ đạo lực lượng.", ["Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Quốc phòng"]),
    (
        "UBND các tỉnh: Hưng Yên, Bắc Ninh và Bộ Xây dựng bàn giao mặt bằng.",
        ["UBND tỉnh Hưng Yên", "UBND tỉnh Bắc Ninh", "Bộ Xây dựng"],
    ),
    ("Chủ tịch UBND các tỉnh, thành phố: Huế, Quảng Trị sơ tán dân.", ["Chủ tịch UBND Huế", "Chủ tịch UBND Quảng Trị"]),
    ("Các Cục, Vụ, Viện, đơn vị thuộc Bộ cử cán bộ.", ["Các Cục, Vụ, Viện, đơn vị thuộc Bộ"]),
    ("Các Sở, ngành, đơn vị liên quan kiện toàn đội ngũ.", ["Các Sở, ngành, đơn vị liên quan"]),
    (
        "Các huyện ủy trực thuộc Tỉnh ủy, người đứng đầu cấp ủy các cấp có trách nhiệm thực hiện.",
        ["Các huyện ủy trực thuộc Tỉnh ủy", "người đứng đầu cấp ủy các cấp"],
    ),
    ("Bộ Y tế, Bộ Nội vụ yêu cầu các bệnh viện công khai giá.", ["Bộ Y tế", "Bộ Nội vụ"]),
    ("Công đoàn cấp trên trực tiếp cơ sở xây dựng kế hoạch.", ["Công đoàn cấp trên trực tiếp cơ sở"]),
    ("Công an xã: Điều tra nguyên nhân các vụ cháy.", ["Công an xã"]),
    ("Sở Tài chính ứng vốn từ Quỹ phát triển đất.", ["Sở Tài chính"]),
    ("Trạm Y tế xã cấp phát thuốc.", ["Trạm Y tế xã"]),
    ("Ủy ban kiểm tra các cấp tăng cường giám sát.", ["Ủy ban kiểm tra các cấp"]),
    (
        "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc Công an tỉnh theo dõi.",
        ["Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc Công an tỉnh"],
    ),
    ("Hai ngành phối hợp xây dựng kế hoạch.", ["Hai ngành"]),
    ("Cơ sở giáo dục lập danh sách học sinh.", ["Cơ sở giáo dục"]),
    ("Sở Nội vụ tỉnh khoanh nợ cho các hộ.", ["Sở Nội vụ tỉnh"]),
    ("Văn phòng HĐND và UBND xã làm đầu mối.", ["Văn phòng HĐND và UBND xã"]),
    (
        "Các huyện ủy, đảng ủy trực thuộc; các ban đảng trực thuộc Tỉnh ủy xây dựng kế hoạch.",
        ["Các huyện ủy, đảng ủy trực thuộc", "các ban đảng trực thuộc Tỉnh ủy"],
    ),
]


@pytest.mark.parametrize(("sentence", "leads"), LEADS)
def test_the_subject_leads_and_never_the_one_who_orders(sentence: str, leads: list[str]) -> None:
    words = Words.of(sentence)
    subject = find_subject(words, 0, len(sentence))
    assert subject is not None
    assert list(names_of(words, subject.names)) == leads


@pytest.mark.parametrize(
    "sentence",
    [
        "Thành lập Ban Chỉ đạo tỉnh.",
        "Báo cáo kết quả về Tỉnh ủy.",
        "Chỉ đạo các cấp ủy trực thuộc thực hiện.",
        "Trong phạm vi quản lý, chủ động phối hợp với các cơ quan thực hiện.",
        "Bộ máy được kiện toàn.",
        "Hội nghị thống nhất các nội dung.",
        "Khi phát hiện cháy rừng báo ngay cho UBND xã, Kiểm lâm địa bàn và huy động Nhân dân.",
    ],
)
def test_a_sentence_without_an_agency_as_subject_has_none(sentence: str) -> None:
    assert find_subject(Words.of(sentence), 0, len(sentence)) is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("chủ trì, phối hợp với Sở Tài chính, Công an tỉnh xây dựng", ["Sở Tài chính", "Công an tỉnh"]),
        ("phối hợp chặt chẽ với các huyện ủy, thành ủy lãnh đạo", ["các huyện ủy, thành ủy"]),
        ("chủ trì, cùng với Văn phòng Tỉnh ủy theo dõi", ["Văn phòng Tỉnh ủy"]),
        ("Phối hợp các cơ quan liên quan thực hiện", ["các cơ quan liên quan"]),
        ("phối hợp vói Sở Y tế huóng dẫn các trường", ["Sở Y tế"]),
        ("phối hợp với Thư ký hội nghị hoàn thiện biên bản", ["Thư ký hội nghị"]),
        ("Phối hợp Công an tỉnh nắm tình hình", ["Công an tỉnh"]),
        (
            "chủ trì, cùng Văn phòng Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy tham mưu",
            ["Văn phòng Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"],
        ),
        (
            "phối hợp với các bộ, ngành, địa phương và cơ quan liên quan rà soát",
            ["các bộ, ngành, địa phương", "cơ quan liên quan"],
        ),
        ("phối hợp với Văn phòng Bộ truyền thông về tiêm chủng", ["Văn phòng Bộ"]),
        ("xây dựng quy chế phối hợp với Sở Nội vụ", []),
        ("xây dựng Quy chế phối hợp giữa Ủy ban nhân dân tỉnh với Mặt trận Tổ quốc", []),
        ("hướng dẫn, kiểm tra các sở, ban, ngành", []),
        ("phối hợp xây dựng cơ chế nắm bắt thông tin", []),
    ],
)
def test_partners_stand_after_phoi_hop_voi_and_parties_of_an_agreement_are_none(
    sentence: str, found: list[str]
) -> None:
    words = Words.of(sentence)
    assert list(flat(words, partners(words, 0, len(sentence)))) == found


def test_the_body_that_is_directed_implements() -> None:
    words = Words.of(
        "lãnh đạo Ủy ban nhân dân tỉnh xây dựng Quy chế; tham mưu lãnh đạo Ban xây dựng kế hoạch;"
        " chỉ đạo Ban công tác Mặt trận vận động"
    )
    assert flat(words, directed(words, 0, len(words.text))) == ("Ủy ban nhân dân tỉnh", "Ban công tác Mặt trận")
