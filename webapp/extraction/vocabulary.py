"""The closed word lists by which agencies and duties are known, for text with even tone marks, case kept.

A name begins with a ``HEAD`` and ends before the first ``STOP``, except inside a ``FIXED`` phrase. Verbs are known in
small letters only: a capital tells "Ban Chỉ đạo" and "Ủy ban Kiểm tra" from what they do.
"""

import re


def any_of(words: str) -> str:
    """An alternation of the entries of ``words`` (each ended by ";" or a line break), the longest first."""
    entries = {entry.strip() for entry in words.replace("\n", ";").split(";")} - {""}
    return "|".join(sorted(entries, key=len, reverse=True))


PROPER = any_of(r"""
    Ban (?!hành); Bộ (?!máy|tiêu|tài liệu); Sở (?!hữu); Sở,; Ủy ban; UBND; HĐND; UBMTTQ; MTTQ; BTV; BTT; UBKT
    LĐLĐ; BCĐ; HĐ[A-ZĐ]{2,}; BCH; BQL; VKSND; TAND; VPCP; UBMT; LHPN; BHXH; NHNN; KBNN; CCB; BT[GC][A-Z]*
    BDV[A-Z]*; BNC[A-Z]*; Hội đồng; Đảng ủy; Đảng đoàn; Đảng bộ; Văn phòng; Mặt trận; Thường trực; Thường vụ
    Bộ trưởng; Thủ trưởng; Thủ tướng; Chính phủ; Quốc hội; Chủ tịch; Phó Chủ tịch; Giám đốc
    Trưởng (?=[Bb]an|[Pp]hòng|thôn|công an|Tiểu ban); Bí thư; Tỉnh ủy(?! viên); (?:Thành|Huyện|Thị) ủy(?! viên)
    Quân ủy; Quân khu; Trường; Học viện; Viện; Tòa án; Công an; Liên đoàn; Liên minh; Liên hiệp
    Hội (?!nghị|viên|thảo|thi|trường|họp); Đoàn (?!viên|kết|thể|kiểm tra); Tỉnh đoàn; Thành đoàn; Báo (?!cáo); Đài
    Cổng; Trung tâm; Phòng (?!ngừa|chống); Cục; Chi cục; Tổng cục; Vụ (?!việc); Ngân hàng; Kho bạc; Bảo hiểm
    Thanh tra; Kiểm toán; Tiểu ban; Tổ (?!chức); Tập đoàn; Tổng công ty; Công đoàn; Công ty; VNPT; Viettel; Thư ký
    Bệnh viện; Đồn Biên phòng; Thông tấn xã; Trạm; Hạt Kiểm lâm; Kiểm lâm; Hiệp hội; Hiệu trưởng
    Phó (?=Chủ tịch|Thủ tướng|Giám đốc|Trưởng|Bí thư|Chánh|Tổng)
    Tổng (?=Giám đốc|Thanh tra|Kiểm toán|Biên tập|Thư ký|Bí thư|Liên đoàn|Công ty); Cục trưởng; Vụ trưởng
    Viện trưởng; Chi cục trưởng; Chánh (?=Văn phòng|Thanh tra|án); Thống đốc; Tư lệnh
    Thuế(?=,); Thuế (?=tỉnh|thành phố|Thành phố|cơ sở|khu vực); Hải quan; Huyện đoàn; Thị đoàn; Xã đoàn; Đoàn thanh niên
    Trung ương (?=Đoàn|Hội); Điện lực; Bưu điện; Đội (?!ngũ); Tòa soạn; Nhà (?=xuất bản|hát|văn hóa|trường|thầu)
    Hợp tác xã; HTX; Quản lý thị trường; Chỉ huy trưởng; Tòa Giám mục; Thương vụ; Khu (?=Công nghệ cao); Nghiệp đoàn; Quỹ (?=Hỗ trợ|Bảo|Đầu|Phát|Vì); Trung đoàn; Sư đoàn; Lữ đoàn; Bộ đội; Hạt
    Chi (?=bộ|đoàn|hội|ủy); Cảng vụ; Bảo tàng; Thư viện; Tạp chí; Công chức (?=[A-ZĐÂ]); Ủy viên; Thành viên
    Chủ (?=đầu tư|rừng|nhiệm); Trưởng (?=các|khu|bản|ấp|khóm|xóm|tổ|đoàn|trạm); Trang thông tin điện tử
    Doanh nghiệp; Lực lượng; Liên ngành; Khối (?=thi đua|các); Cụm thi đua; Kiểm sát; Địa phương; Ngành; Cảnh sát
    Vườn [Qq]uốc gia; Chi nhánh; Viễn thông(?= [A-ZĐ]| tỉnh); Mobi[Ff]one; Vina[Pp]hone; Đại học (?=[A-ZĐ])
    Thống kê (?=tỉnh|thành phố|Thành phố|cơ sở); Phòng, ban; Giáo viên; Phụ huynh; Cha mẹ (?=học sinh)
    Người (?=chăn|dân|lao động|nộp|sản xuất|trồng|nuôi|kinh doanh|sử dụng lao động); Hộ (?=gia đình|kinh doanh|chăn)
""")
"""First words of institutions that bear a name."""

_COMMON = any_of("""
    cấp ủy; đảng ủy; đảng đoàn; ban cán sự; ban đảng; ban; cơ quan; đơn vị; tổ chức; huyện ủy; tỉnh ủy; thành ủy
    thị ủy; chi bộ; huyện; thành; tỉnh; quận; xã; phường; thường trực; sở; bộ; ngành; đoàn thể; địa phương
    chính quyền; hội đồng nhân dân; ủy ban nhân dân; mặt trận; đồng chí; đ/c; người đứng đầu; thủ trưởng; hội
    liên đoàn; công đoàn; phòng; chi hội; trường; trung tâm; doanh nghiệp; thành viên; văn phòng; tiểu ban; tòa án
    chi cục; cục; vụ; viện; cấp; khối; học viện; tổ công tác; lực lượng; chủ rừng; chủ đầu tư; nhà thầu
    nhà trường; hộ; cơ sở; hiệp hội; bệnh viện; bản; thôn; ấp; khu dân cư; tổ; chi; đảng bộ; chi ủy; nhà; công ty
    tập đoàn; tổng công ty; ngân hàng; hợp tác xã; cá nhân; bí thư; giám đốc; chủ tịch; hiệu trưởng; trưởng
    ủy viên; đại biểu; báo; đài; cán bộ; đảng viên; nghiệp đoàn; thị xã; đồn biên phòng; trạm; huyện đoàn
    nghệ nhân; già làng; chức sắc; gia đình; phụ huynh; chuyên gia; nhà khoa học; cơ quan báo chí; nhà mạng
    tổ chuyên môn; vị; cụm; quỹ; công chức; đặc khu; tổ dân phố; tạp chí
""")
_SINGLE = any_of("""
    [Cc]ấp ủy; [Cc]ơ quan; [Đđ]ơn vị; [Tt]ổ chức (?=đảng|Đảng|chính trị|thành viên); sở,; đảng ủy; đảng đoàn
    tỉnh ủy; thành ủy; huyện ủy; thị ủy; ban cán sự
    [Bb]an (?=thường vụ|thường trực|tuyên giáo|xây dựng Đảng|chỉ đạo|đảng); thường trực; thường vụ; thủ trưởng
    hội đồng nhân dân; ủy ban nhân dân; cấp có thẩm quyền; cấp thẩm quyền; [Đđ]ồng chí; [Ll]ãnh đạo (?=Ban|Bộ|Sở)
    chi ủy; người sử dụng lao động; [Cc]ơ sở (?=giáo dục|đào tạo|y tế|khám|sản xuất|kinh doanh); ủy ban kiểm tra
    công đoàn (?=cơ sở|cấp); (?:giám đốc|chủ tịch|bí thư|hiệu trưởng) (?=các|UBND)
    phòng (?=[A-ZĐÂ]); trưởng (?=thôn|bản|ấp|các); ủy ban mặt trận; [Hh]iệp hội; doanh nghiệp; đoàn trực thuộc
    đoàn thể; chi bộ; trung tâm; công an; mặt trận; [Cc]hính quyền; [Nn]gười đứng đầu
""")
_GROUP = rf"(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Hh]ai) (?:(?i:{_COMMON})\b|{PROPER})"
HEAD = rf"(?:{_GROUP}|{PROPER}|{_SINGLE})"
"""How the name of an agency or of a group of agencies begins."""
PARTNER = rf"(?:{HEAD}|(?:phụ huynh|gia đình|nhà trường|nhà thầu|chủ đầu tư|doanh nghiệp|ngành|[Nn]hân dân|già làng)\b)"
"""How that of a partner begins: people who are told nothing themselves, but are worked with."""
_NO_BODY = any_of("""
    việc; quá trình; thực tế; thực tiễn; tình hình; điều kiện; đặc điểm; yêu cầu; nhu cầu; nhau; chương trình; dự án
    nhiệm vụ; hoạt động; công tác; kế hoạch; phong trào; cuộc; mục tiêu; nội dung; nguồn; giải pháp; biện pháp; đề án
    kết quả; chức năng; khả năng; quy hoạch; quy định; tinh thần; phương châm; lộ trình; mô hình; thời gian; lịch
    các (?:chương|dự án|hoạt|nguồn|giải|biện|quy|nội dung|nhiệm|phong trào|đề án|mục|hình thức|vấn); những; tổ chức(?= thực)
    mục đích; đó; cơ chế; quy chế; phương pháp; hình thức; cách; sự; xu thế; tiến độ; điều; ý thức; trách nhiệm; chủ đề
    một số; nâng cao; triển khai; thực hiện; tham mưu; xây dựng
""")
ANY_PARTNER = rf"(?!(?:{_NO_BODY})\b)[^\W\d_]"
"""After "phối hợp với" whoever is named is a partner, whatever the name begins with."""

VERBS = any_of(r"""
    chủ trì; phối hợp; lãnh đạo; chỉ đạo; hướng dẫn; xây dựng; ban hành; tham mưu; theo dõi; đôn đốc; kiểm tra
    giám sát; rà soát; quán triệt; tuyên truyền(?! viên); vận động; thực hiện; triển khai; cụ thể hóa; bố trí
    bảo đảm; đảm bảo; tăng cường; đẩy mạnh; nâng cao; phát huy; đổi mới; kiện toàn; sắp xếp; củng cố; định hướng
    đề xuất; nghiên cứu; thẩm định; phê duyệt; tổng hợp; trình; báo cáo(?! viên); gửi; phản ánh; cung cấp
    trao đổi; tiếp nhận; tiếp thu; quản lý; sử dụng; giải quyết; xử lý; chuẩn bị; giúp; hoàn thiện; hoàn thành
    sửa đổi; bổ sung; thể chế; đánh giá; sơ kết; tổng kết; nắm; mở; đăng
    phát(?= (?:động|sóng|hành|triển|tin|hiện)); rà quét; duy trì; lập; thành lập; phân công; phân bổ; (?<!goại )giao(?! thông| dịch| lưu| tiếp); đưa
    tạo điều kiện; hỗ trợ; tư vấn; duyệt; chọn; tham gia; phổ biến; biểu dương; khen thưởng; công bố; công khai
    cập nhật; số hóa; kết nối; vận hành; khai thác; đào tạo; bồi dưỡng; tập huấn; huy động; thu hút; kiến nghị
    yêu cầu; đề nghị; thông báo; thống nhất; xem xét; chấp hành; chịu trách nhiệm; có trách nhiệm
    có(?= (?:kế hoạch|văn bản|giải pháp)); làm; là; dự(?! án| thảo| toán| phòng); trực(?= (?:tiếp|giám)); giao ban; cử
    mời; gắn; xác định; khắc phục; ngăn chặn; góp ý; phòng ngừa; đấu tranh; chăm lo; nhân rộng; thiết lập
    hòa giải; tiến hành; soạn thảo; biên soạn; tuyển chọn; điều chỉnh; điều động; khảo sát; thống kê; lồng ghép
    chuyển; bàn giao; cải cách; đối thoại; ký; giáo dục; phân tích; dự báo; đăng ký; thông tin
    tổ chức(?= (?:quán|học|thực|triển|tuyên truyền|phổ|sơ|tổng|hội nghị|Hội nghị|lấy|cho|đánh|điều tra))
    tổ chức(?= (?:theo|đối|tập|kiểm|giám|rà|xây|ký))
    tổ chức(?= (?:tiếp|thi|ra|bồi|vận|thanh tra|lập|đào|tốt|có hiệu|việc|các (?:hoạt động|lớp|hội nghị|cuộc|đợt|phong trào)))
    tổ chức(?=, (?:triển khai|thực hiện|hướng dẫn))
    (?<!các )(?<!những )(?<!, )(?<!và )(?<!ban )tổ chức(?= (?:sinh|nghiên|các|lễ|Lễ|Hội|hội|đối|trao|tọa|thăm|họp))
    (?<!các )(?<!những )(?<!, )(?<!và )(?<!ban )tổ chức(?= (?:cuộc|đoàn|tuyên|giải|chương|ngày|Ngày|điểm|lực|thu))
    (?<!các )(?<!những )(?<!, )(?<!và )(?<!ban )tổ chức(?= (?:phong|gặp|hoạt))
    khám; điều trị; (?<!cùng )(?<!các )(?<!hai )cấp(?= (?:phát|kinh phí|đủ|giấy|phép|mới|đổi|lại|thẻ|cứu)|,? thu hồi); thu hồi; thu thập
    thu gom; thu(?= (?:phí|viện|học)); mua sắm; trang bị; in(?= ấn|, ); lắp đặt; treo; trang trí; tuyên dương
    tôn vinh; động viên; khuyến khích; khích lệ; khơi dậy; lan tỏa; kêu gọi; mời gọi; xúc tiến; quảng bá
    giới thiệu; giúp đỡ; chăm sóc; bảo vệ; giữ gìn; giữ vững; bảo tồn; tôn tạo; phục hồi; khôi phục; khai trương
    khánh thành; khởi công; nghiệm thu; thanh toán; thanh quyết toán; quyết toán; giải ngân; cân đối; ứng dụng
    ứng(?= (?:vốn|phó|cứu|trực)); dự trữ; xuất cấp; điều phối; điều hành; điều tra; điều chuyển; xác minh; xử phạt
    xét(?= (?:duyệt|xử|chọn|tặng|khen)); truy quét; tấn công; trấn áp; triệt phá; tuần tra; kiểm soát; canh gác
    cứu hộ; sơ tán; di dời; di chuyển; cưỡng chế; bồi thường; chi trả; trợ giúp; trao(?= (?:tặng|thưởng|quà))
    tặng; thăm; niêm yết; công nhận; chứng nhận; xác nhận; chấp thuận; phân luồng; phân loại; phân cấp; phân định
    bổ nhiệm; luân chuyển; tuyển dụng; thẩm tra; kiểm kê; kiểm điểm; kiểm định
    thanh tra(?=,? (?:kiểm tra|việc|giám sát)); nhắc nhở; chấn chỉnh; phê bình; ký kết; cam kết; tháo gỡ; gỡ bỏ
    loại bỏ; cắt giảm; rút ngắn; rút kinh nghiệm; tiết kiệm; hạn chế; giảm; tăng(?= (?:thời|tốc|chuyến|mức|tỷ))
    lựa chọn; bình chọn; đề cử; hiệp thương; bầu; vận dụng; áp dụng; tích hợp; chia sẻ; liên kết; hợp tác
    lấy ý kiến; xin ý kiến; tham vấn; trả lời; giải đáp; giải trình; sáp nhập; giải thể; bám sát; quan trắc
    cảnh báo; tiêm; lấy mẫu; chốt chặn; túc trực; tuân thủ; học tập; nghiêm cấm; ngăn ngừa; thi hành; sửa chữa
    nâng cấp; cải tạo; cải thiện; đầu tư(?= (?:kinh|nâng|cơ sở)); biên tập; xuất bản; quản trị; đảm nhiệm
    tiếp(?= (?:dân|công dân|cận|xúc|đón)); tố giác; sưu tầm; trưng bày; biểu diễn; kết nạp; phục vụ; bảo hộ
    bảo dưỡng; chấp nhận; chấm dứt; đình chỉ; bãi bỏ; thay thế; lo; thí điểm; trích(?= (?:lập|từ|kinh)); dành
    đối chiếu; lưu ý; báo(?= ngay| cáo); chỉ định; quyết định(?! số); đón; bàn bạc; thảo luận; nhập; nộp; trả
    xuất(?= (?:cấp|trình)); mở rộng; mua; huấn luyện; tích lũy; hình thành; đặt; đề ra; đưa ra; rà; soát xét
    chuyển đổi(?! số); hợp nhất; bảo quản; tiêu hủy; đấu thầu; đấu giá; giao lưu; tổng rà soát; định kỳ hóa
    quy định(?! tại); tạo(?= (?:chuyển|sự|môi|điều|đồng|mọi)); tăng thêm; nêu cao; thực thi; xếp loại; xếp hạng
    tái cơ cấu; minh bạch; khơi thông; cử tuyển; đăng cai; đồng hành; phản biện; tự kiểm tra; phối thuộc; bổ trợ
    cụ thể(?= hóa); tính toán; dự kiến; giao dịch; ủy thác; ủy quyền; quảng diễn; tiếp sóng; tuyển; gắn kết
    kết hợp; lập dự toán; giải phóng(?= mặt bằng); bình ổn; họp(?! báo); tổng duyệt; trồng; phủ sóng; xóa
    truyền thông(?= (?:về|rộng|sâu|nâng|đến|để)); hoàn trả; kết luận(?! số); quyết nghị; hưởng ứng; phát dọn; đối xử; tiên phong; hiệp đồng; gương mẫu
    đi đầu; làm đầu mối; thúc đẩy
    hỏi đáp; ghi nhận; chuyển giao; tiêu thụ; kiểm dịch; giám định; điều tiết; luyện tập; diễn tập; bảo mật
    sao lưu; vận chuyển; thẩm vấn; lập hồ sơ; đảm nhận; đảm đương; liên thông; thu nhận; cho vay; cho phép
    khởi tố; truy tố; xét xử; bắt giữ; phát hành; nạo vét; phát quang; ủng hộ; quyên góp; đóng góp; răn đe; phun
    khử khuẩn; cách ly; thăm hỏi; tri ân; giải tỏa; dọn(?= (?:dẹp|vệ sinh)); tháo dỡ; gia cố; đo đạc; cắm mốc; khoanh
    gia hạn; miễn(?=,? giảm); truy thu; khai báo; kê khai; chứng thực; niêm phong; tịch thu; lắng nghe; gặp gỡ
    phục dựng; dàn dựng; sáng tác; cảm hóa; giảng dạy; tu bổ; tu sửa; trùng tu; kích cầu; gây quỹ; truyền dạy
    truyền đạt; đốc thúc; hối thúc; nhận định; nhận xét; nhìn nhận; đo lường; định giá; hậu kiểm; tiền kiểm; phúc tra
    kiểm nghiệm; kiểm chứng; kiểm đếm; ứng phó; cứu trợ; cứu chữa; sơ cứu; chữa trị; sàng lọc; tầm soát; truy vết
    khoanh vùng; dập dịch; khống chế; kiềm chế; kéo giảm; giảm thiểu; đẩy lùi; bài trừ; loại trừ; bóc tách; phá dỡ
    san lấp; bảo trì; gìn giữ; lưu giữ; làm sạch; làm giàu(?= dữ liệu); làm rõ; nhân giống; gieo trồng; thu hoạch
    bao tiêu; thu mua; khuyến cáo; dạy(?= (?:nghề|bơi|học|chữ)); giải thích; thuyết phục; cổ vũ; cổ động; tưởng niệm
    kỷ niệm; dâng hương; vinh danh; chúc (?:mừng|Tết|thọ); thắp sáng; xây(?= (?:nhà|mới|tặng)); đỡ đầu; phụng dưỡng
    nhận(?= (?:đỡ đầu|nuôi|phụng dưỡng|chăm sóc|bàn giao)); nuôi dưỡng; bênh vực; can thiệp; giải cứu; đàm phán
    thương thảo; thương lượng; đấu nối; tiến cử; cân nhắc; biệt phái; tinh giản; tinh gọn; tái lập; nhất trí; tán thành
    đồng thuận; bác bỏ; lên án; tố cáo; kháng nghị; khởi kiện; xử trí; khai trừ; truy cứu; truy tìm; truy bắt; truy nã
    vây bắt; trục xuất; thu giữ; phong tỏa; tạm giữ; tạm dừng; dừng(?= (?:hoạt|việc|tiếp)); kiến tạo; chỉnh trang
    chỉnh lý; chỉnh sửa; hiệu chỉnh; bù đắp; đền bù; tài trợ; thu nộp; tận thu; hoàn thuế; hạch toán; đặt hàng
    quy hoạch(?= (?:lại|cán bộ|các|vùng|mạng)); trưng dụng; trưng cầu; triển lãm; trình chiếu; đưa tin
    viết(?= (?:bài|tin)); ghi hình; đánh dấu; tìm hiểu; khai giảng; khai mạc; bế mạc; gia tăng; kéo dài; phân khai
    phân giao; phân phối; phân chia; phân quyền; hướng (?:tới|về); dẫn dắt; khởi động; khởi xướng; đề cao; coi trọng
    chú ý; vào cuộc; ra sức; tập hợp; gặp(?= mặt); làm việc; hội chẩn; bàn(?= (?:giải pháp|biện pháp))
    tọa đàm; nêu gương; chốt (?:giữ|trực); ấn định; định hình; định danh; xác lập; xác thực; nhận dạng
    (?<!cùng )(?<!các )(?<!hai )cấp(?= (?:tài khoản|mã|sổ|chứng|căn cước|bản|nước sạch|tín dụng)); sao (?:lục|gửi); ứng trực; tiêu độc; tiêm phòng
    tổng vệ sinh; thu dọn; chôn lấp; thả(?= (?:cá|con)); tiếp (?:tế|sức|tục); hiến(?= (?:máu|đất|kế)); chung (?:tay|sức)
    liên hệ; liên lạc; thông xe; ra(?= (?:quân|mắt|thông báo|quyết định)); giao nhận; tuyển sinh; tuyển quân; gọi(?= công dân)
    thử nghiệm; thanh lý; thanh lọc; cải tiến; tra cứu; so sánh; đối soát; đồng bộ(?! hóa); trích (?:xuất|lục); cài đặt
    ngăn (?:cản|chặn); hỏi ý kiến; tranh thủ; thể hiện; tôn trọng; góp phần; quyết tâm; tham quan
    kiểm toán(?= các); khoanh nuôi; đặt tên; đổi tên; gắn biển
    bồi đắp; ươm tạo; nhập liệu; hoàn tất
    tham dự; dự(?= (?:sinh hoạt|họp|giờ)); khám phá; khai quật; chuẩn chi
    (?:tin học|hiện đại|xã hội|đơn giản|tối ưu|kiên cố|bê tông|cơ giới|tiêu chuẩn|cá thể|đa dạng|luật|nội luật) hóa
    (?:ngầm|cứng|chuẩn|đồng bộ|mã|thể chế|quốc tế|thương mại|công khai|điện tử|trẻ|thuần|cổ phần|vô hiệu) hóa
    thương thuyết; lập kế hoạch; lên kế hoạch; lên phương án; cắt cử; cắt tỉa; phát cỏ
    lật tẩy; ghi (?:âm|danh); tái(?= (?:thiết|tạo|chế|cấu|canh)); hội (?:ý|đàm); đề đạt; đệ trình
    rà phá; giám hộ; nhắn tin; tổng kiểm tra; tổng điều tra
    đóng (?:cửa|dấu); đối phó; ra đề; chấm thi; coi thi; phúc khảo; tuần rừng; báo động
    thắt chặt; siết chặt; khép kín; nối dài; xoay vòng; bảo toàn; bảo lãnh
    hun đúc; tránh; phục chế; chấm(?= (?:điểm|thi)); bù(?= lại); tẩy giun; tiếp bước; kê biên; phát mại; tín chấp; cơ cấu lại; chặn; lọc; đa dạng(?= (?:hình thức|các)); bốc mẫu; cân đo; xả (?:lũ|nước); dàn cảnh; thích ứng; trao trả; trình diễn
    giữ(?= (?:nguyên|liên|mối|ổn|gìn|sạch)); đẩy(?! mạnh| nhanh); cầm tay chỉ việc; đập tan; súc xả; khử trùng; nói chuyện
    chuyển tải; phản bác; bóc gỡ; sẵn sàng; trực(?= (?:ban|chiến|24)); truy xuất; vạch trần; hoạch định; nhận(?= diện); dẹp(?= bỏ); soi xét; quản(?= chặt); gỡ(?= cảnh báo); gom(?= số liệu)
""")
"""Words with which a duty begins."""

ADVERBS = any_of("""
    thường xuyên; kịp thời; chủ động; tích cực; tập trung; khẩn trương; nghiêm túc; tiếp tục; định kỳ; hằng năm
    hàng năm; hằng quý; hàng quý; hằng tháng; hàng tháng; hằng tuần; hàng tuần; trực tiếp; căn cứ; cần; phải; sẽ
    quan tâm; chú trọng; ưu tiên; đồng thời; cùng với; theo(?= (?:chức năng|nhiệm vụ|thẩm quyền|phân công))
    cùng phối hợp; trên cơ sở; sớm; nhanh chóng; quyết liệt; kiên quyết; nghiêm chỉnh; từng bước; gương mẫu
    tự giác; cùng nhau; phấn đấu; nỗ lực; sâu sát; hằng ngày; hàng ngày; đẩy nhanh; đặc biệt; tận dụng
    mỗi(?= (?:năm|quý|tháng|tuần)); luôn; triệt để; chặt chẽ; ráo riết; mạnh dạn; đồng loạt; sâu rộng; liên tục; gấp rút; linh hoạt; cương quyết
    kiên trì; tận tình; tăng tốc; bền bỉ; toàn lực; lập tức
""")
"""Words that stand before the verb of a duty."""

_EDGES = any_of("""
    để; nhằm; kết quả; tình hình; về; bằng; những biện pháp; các biện pháp; việc; trước; trong; tại; từ; qua
    thông qua; khi; nếu; sau; theo; chậm nhất; vào; cho ý kiến; cho chủ trương; phụ trách; được; đến; với; nơi; có hiệu quả; do
    dưới; phương án; chế độ; danh sách; công tác; nội dung; những; nhất là; thì; nhưng; không; sau đó; đã; còn; số điện thoại; địa chỉ; email
""")
"""Words that end a name without beginning a duty."""

_FIXED = any_of(r"""
    cơ quan chủ trì; cơ quan phối hợp(?! với| cùng| chặt); cơ quan quản lý; cơ quan kiểm tra; cơ quan chuyên trách tham mưu, giúp việc
    [Tt]ổ giúp việc; cơ quan tham mưu, giúp việc; ban chỉ đạo; ban tổ chức; ban công tác; đơn vị quản lý
    được giao chủ trì; được phân công chủ trì thực hiện; được phân công chủ trì; được giao phối hợp
    được phân công phụ trách; được giao; được phân công; đơn vị phối hợp(?! với| cùng| chặt); [Tt]ổ công tác; cán bộ quản lý
    ban quản lý; trực thuộc; Thư ký; chủ trì, quản lý, tham gia thực hiện; cấp có thẩm quyền; người lao động
    báo cáo viên; thông tin điện tử; bộ phận tham mưu; cơ quan thông tin; cơ quan thực hiện; đơn vị thực hiện
    ban thường trực; trực tuyến; [Cc]hương trình; [Qq]uy trình; [Cc]ông trình; [Tt]ờ trình; bầu cử; ứng cử
    công lập; chuyển đổi số; [Cc]ơ sở đào tạo; [Cc]ơ sở giáo dục; [Bb]an xây dựng [Đđ]ảng; công tác xây dựng Đảng
    chữ ký; bàn giao; sử dụng lao động; đơn vị sự nghiệp; [Dd]ự án đầu tư xây dựng; cấp trên trực tiếp cơ sở
    cấp trên trực tiếp; khám bệnh, chữa bệnh; khám, chữa bệnh; trợ giúp pháp lý; trợ giúp xã hội; cơ sở bảo trợ
    đơn vị tư vấn; phòng, chống; cung ứng dịch vụ; cung cấp dịch vụ; đầu tư công; trực thuộc Tỉnh ủy
    phát triển nông thôn; hỗ trợ nông dân; hỗ trợ doanh nghiệp; điều phối nông thôn mới; bảo vệ môi trường
    bảo vệ thực vật; bảo vệ rừng; cứu nạn, cứu hộ; tìm kiếm cứu nạn; sản xuất, kinh doanh; quản lý rừng
    quản lý thị trường; kiểm soát bệnh tật; đăng ký đất đai; quản lý dự án; phát thanh, truyền hình; giám định
    giáo dục nghề nghiệp; giáo dục thường xuyên; dạy nghề; quản lý nhà nước; cung cấp nước; thi hành án
    trung gian thanh toán; bảo vệ trẻ em; người có uy tín; phụ nữ phát triển kinh tế; [Bb]ộ phận giúp việc
    cơ quan giúp việc; [Dd]ịch vụ tổng hợp; tham mưu,? giúp việc; nhận ủy thác; Bầu cử
    tiến hành tố tụng; (?:tại|ở) nước ngoài; tư vấn giám sát; Đoàn (?:kiểm tra|giám sát|công tác|thanh tra)
    [Hh]ỗ trợ phụ nữ phát triển; phụ nữ nghèo; Phối hợp phổ biến, giáo dục pháp luật; Cảnh sát điều tra; trong và ngoài (?:tỉnh|nước)
    hợp tác xã; (?:viện|cơ sở|đơn vị|trung tâm) nghiên cứu; [Qq]uy hoạch xây dựng; cơ quan (?:điều tra|thanh tra)
    [Tt]hường trực (?:HĐND|Hội đồng nhân dân)(?: tỉnh| huyện| xã| phường| thành phố)?, lãnh đạo
    [Ủủ]y ban kiểm tra; bảo vệ an ninh Tổ quốc
    [Cc]ông nghệ thông tin; [Aa]n toàn thông tin; [Tt]rợ giúp(?= pháp lý); [Đđ]ăng ký(?= đất đai| kinh doanh)
    Hàng không; Việc làm; [Dd]ịch vụ việc làm; [Gg]iáo dục thường xuyên; Nhà xuất bản; Nghệ thuật biểu diễn
    [Tt]hi đua(?:,| -| và) [Kk]hen thưởng; [Cc]án bộ quản lý(?: giáo dục)?; Kiểm tra sau thông quan; trong nước
    Giám sát quản lý về hải quan; Quản lý xử lý vi phạm; sử dụng công nghệ cao; Hội đồng quản (?:trị|lý)
    Cảnh sát (?:điều tra tội phạm|quản lý hành chính)(?: về)?; Ban Chỉ đạo công tác; [Bb]an công tác; đồng bằng
    Đồng bằng; [Tt]ổ (?:hòa giải|bảo vệ|kiểm tra|giám sát|soạn thảo|biên tập|thẩm định|tư vấn|xung kích|quản lý)
    (?:sở|phòng) giáo dục và đào tạo
""")
"""Phrases inside names (or closing them) whose verbs begin no duty."""

_FIELD_GOES_ON = (
    r"(?:Quản lý|Giám sát|Kiểm tra|Hỗ trợ|Phổ biến|Bảo vệ|Đào tạo|Điều tra|Tư vấn|Xúc tiến|Nghiên cứu|Kiểm định|Khai thác"
    rf"|Tiếp nhận|Tuyên truyền|Bồi dưỡng|Thông tin|Chăm sóc|Ứng dụng)(?:,| và) (?:{VERBS})"
)
"""What a body is for, named with a second verb ("Trung tâm Giám sát, điều hành", "Trường Đào tạo, bồi dưỡng")."""

_SECTORS = any_of("""
    Nội vụ; Tài chính; Y tế; Xây dựng; Tư pháp; Công [Tt]hương; Ngoại vụ; Ngoại giao; Quốc phòng; Công an; Du lịch
    Nông nghiệp và Môi trường; Nông nghiệp và Phát triển nông thôn; Khoa học và Công nghệ; Giáo dục và Đào tạo
    Văn hóa, Thể thao và Du lịch; Văn hóa và Thể thao; Văn hóa, Thể thao; Thông tin và Truyền thông
    Lao động(?:,| -|-) Thương binh và Xã hội; Tài nguyên và Môi trường; Kế hoạch và Đầu tư; Giao thông [Vv]ận tải
    Dân tộc và Tôn giáo
""")
_PROVINCES = any_of("""
    Hà Nội; Hải Phòng; Đà Nẵng; Huế; Cần Thơ; Hồ Chí Minh; An Giang; Bà Rịa - Vũng Tàu; Bắc Giang; Bắc Kạn; Bạc Liêu
    Bắc Ninh; Bến Tre; Bình Định; Bình Dương; Bình Phước; Bình Thuận; Cà Mau; Cao Bằng; Đắk Lắk; Đắk Nông; Điện Biên
    Đồng Nai; Đồng Tháp; Gia Lai; Hà Giang; Hà Nam; Hà Tĩnh; Hải Dương; Hậu Giang; Hòa Bình; Hưng Yên; Khánh Hòa
    Kiên Giang; Kon Tum; Lai Châu; Lâm Đồng; Lạng Sơn; Lào Cai; Long An; Nam Định; Nghệ An; Ninh Bình; Ninh Thuận
    Phú Thọ; Phú Yên; Quảng Bình; Quảng Nam; Quảng Ngãi; Quảng Ninh; Quảng Trị; Sóc Trăng; Sơn La; Tây Ninh
    Thái Bình; Thái Nguyên; Thanh Hóa; Tiền Giang; Trà Vinh; Tuyên Quang; Vĩnh Long; Vĩnh Phúc; Yên Bái
""")
"""Provinces, before and after 2025: a name that ends with one is whole."""
_QUALIFIER = r"(?:tỉnh|[Tt]hành phố|huyện|thị xã|quận|xã|phường|đặc khu|[Tt]rung ương|Tỉnh ủy|Thành ủy|Huyện ủy)"
SECTOR = re.compile(_SECTORS)
"""What a ministry or a department is for, without its head."""
KNOWN = re.compile(
    rf"(?:(?:Bộ trưởng |Đảng ủy |Ban [Cc]án sự đảng )?Bộ|(?:Giám đốc |Thanh tra )?Sở|Phòng) (?:{_SECTORS})"
    rf"(?: {_QUALIFIER}(?: [^\W\d_a-zđ][^\W\d_]*)*)?"
    rf"|(?:Ban (?:Tổ chức|Tuyên giáo và Dân vận|Tuyên giáo|Dân vận|Nội chính|Kinh tế)|Văn phòng|Công an) {_QUALIFIER}"
    r"|Vụ (?:Pháp chế|Tổ chức cán bộ|Kế hoạch - Tài chính|Hợp tác quốc tế)|(?:Văn phòng|Thanh tra) Bộ"
    r"|Ngân hàng Nhà nước Việt Nam|Kiểm toán [Nn]hà nước|(?:Đảng ủy|Văn phòng) (?:Chính phủ|Quốc hội)"
)
"""Institutions known by their whole name: a small letter after one of them begins what it does."""
QUALIFIED = re.compile(
    rf"\b(?:tỉnh|[Tt]hành phố|huyện|thị xã|quận|xã(?! hội| viên)|phường|đặc khu|khu vực|(?:các|hai|cùng) cấp|phía (?:Bắc|Nam|Tây)|sông (?:Cửu Long|Hồng)|Tây Nguyên|ven biển|biên giới|miền núi|hải đảo|vùng cao|các địa phương|trên địa bàn|Trung ương|Việt Nam|(?:Tỉnh|Thành|Huyện) ủy(?! viên)|{_PROVINCES})"
    r"(?= [^\W\d_])"
)
"""A level or a seat that closes the name of one institution when a small letter follows."""
GROUP_CLOSED = re.compile(
    r"(?:\b(?:liên quan|(?:cơ quan|lực lượng|ngành) (?:chức năng|công an)|(?:các|hai|cùng) cấp|phía (?:Bắc|Nam|Tây)|sông (?:Cửu Long|Hồng)|Tây Nguyên)"
    r"|\b(?:đoàn thể|ngành|cơ quan|đơn vị|cấp|tổ chức|hội) (?:tỉnh|[Tt]hành phố|huyện|xã(?! hội)|phường|[Tt]rung ương))"
    r"(?= [^\W\d_])"
)
"""Words that close the name of a group when a small letter follows ("các cơ quan liên quan", "các đoàn thể xã")."""
NEXT_IN_NAME = re.compile(
    r" (?:ủy|vùng|miền|biên giới|ven|lân cận|bạn|đảo|nghèo|điểm|đoàn|và|cùng|các|có|liên quan|trực thuộc|thuộc|tại|trên|ở|của|khu vực|phía|nước|công đoàn|bộ đoàn|chính quyền|hội|cấp(?= (?:tỉnh|thành|huyện|xã|phường|trung|Trung|cơ sở|trên|dưới|ủy|[IVX0-9]))|nhà nước|nơi|được|phụ trách|phong trào"
    r"|tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu|trung ương|khác|hai|cùng cấp)\b"
)
"""Small words with which such a name goes on."""
BY_OBJECT = re.compile(
    r" (?P<verb>[^\W\d_]+ [^\W\d_]+) (?:các|những) "
    rf"(?!(?i:{_COMMON})\b|cấp\b|khu\b|vùng\b|lĩnh vực\b|{PROPER})"
)
"""Two small words with "các …" after them that is nobody: a verb and its object, whatever the verb is."""
HEADS = re.compile(rf"(?<![^\W_])(?:{HEAD})")
PROPERS = re.compile(rf"(?<![^\W_])(?:{PROPER})")
PREDICATE = re.compile(rf"\b(?:(?:{_FIXED}|{_FIELD_GOES_ON})\b|(?P<verb>(?:{ADVERBS}|{VERBS})(?![^\W_])))")
"""The first match with ``verb`` set is where a duty begins."""
STOP = re.compile(
    rf"[.;:()\[\]“”\"]|\b(?:(?:{_FIXED}|{_FIELD_GOES_ON})\b|(?P<stop>(?:{ADVERBS}|{VERBS}|{_EDGES})(?![^\W_])))"
)
"""Punctuation, or a match with ``stop`` set, ends a name."""
VERB_HERE = re.compile(rf"(?:{ADVERBS}|{VERBS})(?![^\W_])")
