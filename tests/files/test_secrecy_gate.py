"""No document that bears a state-secret mark gets past the gate, and none that only speaks of secrets is stopped."""

import textwrap

import pytest

from tests.files.marked import DUTIES, LETTERHEAD, MARKED
from webapp.extraction import find_secrecy_mark
from webapp.files.child import PARSERS, parser_of
from webapp.files.documents import read_document

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("name", MARKED)
def test_a_mark_is_found_wherever_an_office_puts_it(name: str) -> None:
    file_name, data = MARKED[name]
    kind = file_name.rpartition(".")[2]
    found = parser_of(kind)(data) if kind in PARSERS else read_document(data, file_name)
    assert find_secrecy_mark(found.margins) or find_secrecy_mark(found.text)
    assert len(MARKED) >= 40


@pytest.mark.parametrize("name", [name for name, (file_name, _data) in MARKED.items() if file_name == "a.pdf"])
def test_a_mark_in_a_pdf_is_seen_at_the_first_glance_too(name: str) -> None:
    found = parser_of("glance")(MARKED[name][1])
    assert find_secrecy_mark(found.margins) or find_secrecy_mark(found.text)


PROSE = (
    "Bảo mật thông tin của đoàn viên",
    "bảo đảm an toàn, bảo mật dữ liệu",
    "Mật độ dân số của các phường",
    "mật độ xây dựng không quá 40%",
    "đổi mật khẩu định kỳ",
    "Mật khẩu dùng chung bị cấm",
    "lời nói ngọt mật",
    "mía ngọt như mật",
    "bảo vệ bí mật nhà nước",
    "Luật Bảo vệ bí mật nhà nước năm 2025",
    "quan hệ mật thiết với Nhân dân",
    "Mặt trận Tổ quốc Việt Nam tỉnh",
    "phát triển nghề nuôi ong lấy mật",
    "Mật ong Bình Thuận",
    "công tác cơ mật, văn thư",
    "Ban Cơ yếu quản lý mật mã",
    "không soạn thảo văn bản tuyệt mật trên máy nối mạng",
    "xác định độ mật: tuyệt mật, tối mật hoặc mật của từng tài liệu",
    "tài liệu mật phải gửi qua đường văn thư riêng",
    "bỏ phiếu kín, giữ bí mật kết quả",
    "bí mật kinh doanh, bí mật đời tư",
    "Mật danh của chiến dịch",
    "đường mật, rỉ mật của nhà máy đường",
    "bảo mật hai lớp khi đăng nhập",
    "các mức mật: mật, tối mật và tuyệt mật theo quy định",
    "hội nghị mật vụ cũ",
    "gắn bó mật thiết",
    "trao đổi thân mật",
    "họp mặt thân mật đầu xuân",
    "túi mật, sỏi mật",
    "Mặt trận và các đoàn thể",
    "khóa mật mã, chữ ký số",
    "giải mật tài liệu theo thời hạn",
    "Giải mật",
    "Thân mật",
    "cấp phát mật khẩu thư điện tử công vụ",
    "mật rỉ đường",
    "độ mật: không",
    "Độ mật: Thường",
    "quy định về độ mật và độ khẩn của văn bản",
)
FRAMES = {
    "in the letterhead": lambda said: "\n\n".join((LETTERHEAD[0], said, *LETTERHEAD[1:], *DUTIES)),
    "as a duty": lambda said: "\n\n".join((*LETTERHEAD, f"9. Sở Nội vụ hướng dẫn {said}.", *DUTIES)),
    "in a table": lambda said: "\n\n".join((*LETTERHEAD, f"9 | {said} | Sở Nội vụ | 30/6/2022", *DUTIES)),
    "in capitals": lambda said: "\n\n".join((LETTERHEAD[0], f"VỀ VIỆC {said.upper()}", *LETTERHEAD[1:], *DUTIES)),
    "wrapped": lambda said: "\n".join((*LETTERHEAD, *textwrap.wrap(f"9. Sở Nội vụ hướng dẫn {said}", 24), *DUTIES)),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("said", PROSE)
def test_a_document_that_speaks_of_secrets_is_no_secret(said: str, frame: str) -> None:
    assert find_secrecy_mark(FRAMES[frame](said)) is None
    assert len(PROSE) * len(FRAMES) >= 200
