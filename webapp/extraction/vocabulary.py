"""The closed word lists by which agencies and duties are known. Small letters, tone marks in the new placement.

A name of an agency begins with a word of ``PROPER`` (a capital tells "Ban" from "ban hành") or of ``COMMON``, and
ends before the first verb of ``VERBS``, adverb of ``ADVERBS`` or word of ``EDGES``, except inside ``FIXED`` phrases.
"""

import re


_TOP_LEVEL = re.compile(r"(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^|()\n])+")
"""One entry of a list; a bar inside brackets belongs to the entry."""


def words(*lists: str) -> str:
    """An alternation of the entries in ``lists`` (separated by "|" or line ends), the longest first."""
    found = {entry.strip() for each in lists for entry in _TOP_LEVEL.findall(each) if entry.strip()}
    return "|".join(sorted(found, key=len, reverse=True))


_PROPER = """
    Ban (?!hành)|Bộ (?!máy|tiêu chí|tài liệu)|Sở (?!hữu)|Sở, |Ủy ban|UBND|HĐND|UBMTTQ|MTTQ|BTV|BTT|UBKT|LĐLĐ|BCĐ
    Hội đồng|Đảng ủy|Đảng đoàn|Đảng bộ|Văn phòng|Mặt trận|Thường trực|Thường vụ|Bộ trưởng|Thủ trưởng|Thủ tướng
    Chính phủ|Quốc hội|Chủ tịch|Phó Chủ tịch|Giám đốc|Trưởng (?:ban|Ban|phòng|Phòng|thôn|công an|Tiểu ban)|Bí thư|Tỉnh ủy
    Thành ủy|Huyện ủy|Thị ủy|Quân ủy|Quân khu|Trường|Học viện|Viện|Tòa án|Công an|Liên đoàn|Liên minh|Liên hiệp|Tổng công ty
    Hội (?!nghị|viên|thảo|thi|trường|họp)|Đoàn (?!viên|kết|thể|kiểm tra)|Tỉnh đoàn|Thành đoàn|Báo (?!cáo)|Đài|Cổng|Trung tâm
    Phòng (?!ngừa|chống|, chống)|Cục|Chi cục|Tổng cục|Vụ (?!việc)|Ngân hàng|Kho bạc|Bảo hiểm|Thanh tra|Kiểm toán|Tiểu ban
    Tổ (?!chức)|Tập đoàn|Công đoàn|Công ty|VNPT|Viettel|Thư ký|Lãnh đạo (?:Ban|Bộ|Sở)|Kiểm sát
"""
_COMMON = """
    cấp ủy|đảng ủy|đảng đoàn|ban cán sự|ban đảng|ban thường vụ|ban thường trực|ban tuyên giáo|ban tổ chức|ban dân vận
    ban xây dựng Đảng|ban chấp hành|ban chỉ đạo|cơ quan|đơn vị|tổ chức|huyện ủy|tỉnh ủy|thành ủy|thị ủy|huyện, thị|chi bộ
    huyện, thành|thường trực|sở, |sở|bộ, |bộ|ban, |ngành|đoàn thể|địa phương|chính quyền|hội đồng nhân dân|ủy ban nhân dân
    mặt trận|đồng chí|đ/c|người đứng đầu|thủ trưởng|cấp có thẩm quyền|cấp thẩm quyền|lãnh đạo|hội|liên đoàn|công đoàn
    phòng|chi hội|trường|trung tâm|doanh nghiệp|huyện|xã|phường|tỉnh|thành viên|văn phòng|tiểu ban|quận|tòa án|công an|bí thư
    chi cục|cục|vụ|viện|cấp|khối|học viện|tổ công tác|ban quản lý|đội ngũ báo cáo viên|trưởng ban|chủ tịch|cán bộ
"""

PROPER = rf"(?:{words(_PROPER)})"
"""First words of institutions that bear a name; case matters."""

_GROUP = rf"(?:[Cc]ác|[Nn]hững|[Tt]ất cả các|[Mm]ỗi) (?:(?:{words(_COMMON)})\b|{PROPER})"
_SINGLE = r"(?:" + words(
    """
    [Cc]ấp ủy|[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức (?:đảng|Đảng|chính trị|thành viên)|[Ss]ở, |[Bb]an thường vụ|đảng ủy|[Nn]gười đứng đầu
    đảng đoàn|[Bb]an tuyên giáo|[Bb]an xây dựng Đảng|[Bb]an chỉ đạo|[Bb]an thường trực|[Tt]hường trực|thường vụ|thủ trưởng|hội đồng nhân dân
    ủy ban nhân dân|cấp có thẩm quyền|cấp thẩm quyền|[Đđ]ồng chí|lãnh đạo Ban|đoàn thể|chi bộ|trung tâm|tỉnh ủy|thành ủy|huyện ủy|thị ủy
    công an|ban cán sự|mặt trận|[Cc]hính quyền|[Cc]án bộ, công chức
    """
) + r")"
HEAD = rf"(?:{_GROUP}|{PROPER}|{_SINGLE}\b)"
"""How a name of an agency, or of a group of them, begins; on text with even tone marks, case kept."""

VERBS = words(
    """
    chủ trì|phối hợp|lãnh đạo|chỉ đạo|hướng dẫn|xây dựng|ban hành|tham mưu|theo dõi|đôn đốc|kiểm tra|giám sát|rà soát|quán triệt
    tuyên truyền(?! viên)|vận động|thực hiện|triển khai|cụ thể hóa|bố trí|bảo đảm|đảm bảo|tăng cường|đẩy mạnh|nâng cao|phát huy
    đổi mới|kiện toàn|sắp xếp|củng cố|định hướng|đề xuất|nghiên cứu|thẩm định|phê duyệt|tổng hợp|báo cáo(?! viên)|trình|gửi|phản ánh
    cung cấp|trao đổi|tiếp nhận|tiếp thu|quản lý|sử dụng|giải quyết|xử lý|chuẩn bị|hoàn thiện|hoàn thành|sửa đổi|bổ sung|thể chế
    đánh giá|sơ kết|tổng kết|nắm bắt|nắm|mở|đăng|phát động|phát sóng|phát hành|rà quét|duy trì|lập|thành lập|phân công|phân bổ|giao|đưa
    tạo điều kiện|hỗ trợ|tư vấn|duyệt|chọn|tham gia|phổ biến|giáo dục|biểu dương|khen thưởng|công bố|công khai|cập nhật|số hóa
    kết nối|vận hành|khai thác|đào tạo|bồi dưỡng|tập huấn|huy động|thu hút|kiến nghị|yêu cầu|đề nghị|thông báo|thống nhất|xem xét
    chấp hành|chịu trách nhiệm|có trách nhiệm|có (?:kế hoạch|văn bản|giải pháp)|làm|là|giúp|dự|trực|giao ban|cử|mời|gắn|xác định
    khắc phục|ngăn chặn|phòng ngừa|đấu tranh|chăm lo|nhân rộng|thiết lập|hòa giải|tiến hành|soạn thảo|biên soạn|tuyển chọn|phát triển
    điều chỉnh|điều động|thể hiện|khảo sát|thống kê|lồng ghép|tuyên dương|chuyển|bàn giao|tích hợp|cải cách|đối thoại|ký|góp ý|in ấn
    thường xuyên (?:theo dõi|nắm|kiểm tra)|tổ chức(?=, (?:triển khai|thực hiện|hướng dẫn))
    tổ chức (?=(?:quán triệt|học tập|thực hiện|triển khai|tuyên truyền|phổ biến|sơ kết|tổng kết|hội nghị|lấy ý kiến|đánh giá|điều tra|theo dõi|đối thoại|tập huấn|kiểm tra|giám sát|rà soát|xây dựng|vận động|đào tạo|bồi dưỡng|tốt|có hiệu quả|Hội nghị|việc|các (?:hoạt động|lớp|hội nghị|cuộc|đợt|phong trào)))
    """
)
"""First words of what a body does; they end the list of bodies before them."""
