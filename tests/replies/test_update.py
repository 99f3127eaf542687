"""What an answer says of its task: each row is a sentence of our own, and the rule it stands for."""

from datetime import date

import pytest

from webapp.replies.update import read_update
from webapp.rules.words import Intent

pytestmark = pytest.mark.pure

WROTE = date(2026, 11, 9)
DONE, OPEN, HARD, MORE, OTHER, NONE = (
    Intent.DONE,
    Intent.IN_PROGRESS,
    Intent.DIFFICULTY,
    Intent.EXTENSION,
    Intent.NOT_OURS,
    Intent.NONE,
)

SURE = [
    # done: the product was issued, signed, sent; or the task is said to be finished
    ("Đã hoàn thành.", DONE),
    ("Đã xong ạ", DONE),
    ("xong roi a", DONE),
    ("Đơn vị đã hoàn thành nhiệm vụ được giao.", DONE),
    ("Đảng ủy đã ban hành Kế hoạch số 15-KH/ĐU ngày 06/11/2026.", DONE),
    ("Huyện ủy đã ký ban hành quy chế từ tuần trước.", DONE),
    ("Báo cáo đã gửi về Ban Dân vận sáng nay.", DONE),
    ("Đã nộp báo cáo cho Văn phòng Tỉnh ủy.", DONE),
    ("Em gửi báo cáo rồi ạ", DONE),
    ("da gui bao cao roi nhe", DONE),
    ("Kế hoạch ban hành rồi đồng chí nhé", DONE),
    ("Việc này chúng tôi làm xong rồi", DONE),
    ("Hoàn thành 100%.", DONE),
    ("Đã thực hiện xong, kính báo cáo.", DONE),
    ("Vừa ký ban hành chiều qua, số 88-KH/HU.", DONE),
    ("Ban Thường vụ đã thông qua và ban hành Quy chế số 03-QC/HU ngày 05/11/2026.", DONE),
    ("Đã hoàn tất và gửi hồ sơ đầy đủ.", DONE),
    ("Done.", DONE),
    ("Completed, report sent.", DONE),
    ("Kế hoạch ra rồi anh.", DONE),
    ("61-KH/ĐU ngày 2/11", DONE),
    ("Quy chế đã ký, tuần tới sẽ tổ chức quán triệt.", DONE),
    ("Hoàn thành sớm hơn dự kiến.", DONE),
    ("Đã ban hành, có bản scan gửi kèm.", DONE),
    ("Đã ban hành, đã gửi các chi bộ.", DONE),
    ("Kế hoạch được Ban Thường vụ ký ban hành tuần trước.", DONE),
    ("Đã được cụ thể hóa bằng Kế hoạch số 8-KH/ĐU ngày 2/11.", DONE),
    ("Tiến độ: 100%. Không có vướng mắc.", DONE),
    ("100/100", DONE),
    ("Tình hình: đã hoàn thành. Vướng mắc: không.", DONE),
    ("Quy chế được ký kết ngày 2/11/2026.", DONE),
    ("Ngày 05/11/2026, Đảng ủy xã ban hành Kế hoạch số 09-KH/ĐU về triển khai Chương trình hành động.", DONE),
    ("Ngày 5/11 Bí thư ký Kế hoạch số 09-KH/ĐU.", DONE),
    ("Ban đã tham mưu và ban hành Kế hoạch số 9-KH/BTG ngày 5/11/2026.", DONE),
    ("Đã hoàn thành và đang quán triệt đến các chi bộ.", DONE),
    ("Không còn nội dung nào dở dang, kế hoạch đã ban hành.", DONE),
    ("Đã gửi kế hoạch, anh nhận được chưa?", DONE),
    ("Đã tiếp thu góp ý, báo cáo đã ban hành.", DONE),
    ("Sau khi lấy ý kiến các ban, kế hoạch đã ký và gửi đi.", DONE),
    ("Kế hoạch số 5-KH/ĐU ngày 5/11/2026 đã được Thường vụ thống nhất ban hành.", DONE),
    ("Nhờ anh nhắc, đơn vị đã gửi báo cáo.", DONE),
    ("Hoàn thành 10/10 nội dung.", DONE),
    ("Đã gửi báo cáo ngày 5/11 tới Ban.", DONE),
    ("Đã ban hành đủ văn bản theo yêu cầu.", DONE),
    ("Quyết định đã ký, có hiệu lực từ ngày 01/12/2026.", DONE),
    ("Đã ban hành Kế hoạch số 5-KH/ĐU ngày 5/11/2026, thời gian thực hiện đến 31/12/2026.", DONE),
    ("Hiện trạng: hoàn thành, không vướng mắc.", DONE),
    ("Đã ký rồi, văn thư đang nhân bản.", DONE),
    ("Hoàn thành 12/12 nội dung, đạt 100%.", DONE),
    ("Đã hoàn thành, nhờ chị đổi trạng thái đang thực hiện giúp.", DONE),
    # not done: a negation, a hope, a draft, a signature that is waited for
    ("Chưa hoàn thành.", OPEN),
    ("Chưa xong đồng chí ơi", OPEN),
    ("chua xong", OPEN),
    ("Chưa ban hành được.", OPEN),
    ("Gần xong rồi.", OPEN),
    ("Sắp hoàn thành", OPEN),
    ("Cơ bản hoàn thành, còn thiếu phụ lục.", OPEN),
    ("Sẽ hoàn thành trước ngày 20/11.", OPEN),
    ("Đang trình Thường trực ký.", OPEN),
    ("Đã trình ký, chờ Bí thư duyệt.", OPEN),
    ("Đã có dự thảo, đang lấy ý kiến các ban.", OPEN),
    ("Hoàn thành dự thảo lần 2.", OPEN),
    ("Đã hoàn thành dự thảo báo cáo.", OPEN),
    ("Dự kiến ban hành trong tuần này.", OPEN),
    ("Đạt khoảng 60%.", OPEN),
    ("Mới được 30%", OPEN),
    ("Tiến độ 75%, tuần sau xong.", OPEN),
    ("Chúng tôi đang tổng hợp số liệu của các chi bộ.", OPEN),
    ("Đã gửi dự thảo xin ý kiến.", OPEN),
    ("Đang làm ạ", OPEN),
    ("dang lam, chua xong", OPEN),
    ("Phấn đấu hoàn thành trong tháng 11.", OPEN),
    ("Ngày mai ký là xong.", OPEN),
    ("Mai xong.", OPEN),
    ("Chiều nay đóng dấu, gửi ngay.", OPEN),
    ("Chưa gửi được báo cáo, đang chờ số liệu các xã.", OPEN),
    ("Đã họp thống nhất nội dung, giao Văn phòng soạn.", OPEN),
    ("Not done yet.", OPEN),
    ("Still working on it", OPEN),
    ("Almost done", OPEN),
    ("We will send it next week", OPEN),
    ("Tiến độ bảo đảm, không có vướng mắc.", OPEN),
    ("Chưa triển khai.", OPEN),
    ("Đơn vị cam kết ban hành trước hạn.", OPEN),
    ("Bản cuối đã gửi Thường trực xem.", OPEN),
    ("Hai hôm nữa xong ạ.", OPEN),
    ("Chưa biết chính xác, tuần sau mới có.", OPEN),
    ("Đã hoàn thành 50% khối lượng.", OPEN),
    ("Khi nào có chữ ký là em gửi.", OPEN),
    ("Hoàn thành trước ngày 15/11.", OPEN),
    ("Kế hoạch phải được ban hành đúng hạn.", OPEN),
    ("Còn 20% nữa là hoàn thành.", OPEN),
    ("Đang triển khai, chưa phát sinh khó khăn gì.", OPEN),
    # an end that is not the task's, beside words that the task is open
    ("Kế hoạch đã soạn xong, đang chờ Bí thư ký.", OPEN),
    ("Sở Tài chính đã xong, Sở tôi thì chưa.", OPEN),
    ("Các đơn vị khác xong rồi nhưng bên tôi đang soạn.", OPEN),
    ("Các phòng đã gửi đủ báo cáo, em đang tổng hợp.", OPEN),
    ("Số liệu hoàn thành 100%, báo cáo đang viết.", OPEN),
    ("Căn cứ Kế hoạch số 3-KH/TU ngày 1/10/2026 đã ban hành, đơn vị đang soạn kế hoạch.", OPEN),
    ("Đã có Quyết định số 12-QĐ/ĐU thành lập Tổ soạn thảo, Tổ đang viết.", OPEN),
    ("Đã nhận Công văn số 5-CV/BDV ngày 2/11/2026, đơn vị đang thực hiện.", OPEN),
    ("Đã xong 3/5 mục, đạt 60%.", OPEN),
    ("Đừng ghi hoàn thành, chưa xong.", OPEN),
    ("Đề nghị chưa ghi nhận hoàn thành, còn bổ sung phụ lục.", OPEN),
    ("Đồng chí hỏi xong chưa: chưa.", OPEN),
    ("Quyết tâm hoàn thành 100% trước ngày 20/11.", OPEN),
    ("Chưa xong được vì chưa có chữ ký.", OPEN),
    ("Chỉ chờ lấy số.", OPEN),
    ("Chờ văn thư cấp số.", OPEN),
    ("Chưa ban hành, đề nghị không ghi hoàn thành.", OPEN),
    ("Kế hoạch đã lên khung xong, đang viết.", OPEN),
    ("Đã khắc phục xong lỗi, đang hoàn thiện.", OPEN),
    ("Đã hoàn thành khoảng 2/3 công việc.", OPEN),
    ("Nhiệm vụ đã hoàn thành, đang đợi ký số.", OPEN),
    ("Đã hoàn thành báo cáo, chờ lãnh đạo duyệt.", OPEN),
    ("Đã hoàn thành phần lớn nội dung.", OPEN),
    # an obstacle, without a request for time
    ("Đang vướng kinh phí.", HARD),
    ("Đơn vị gặp khó khăn về nhân lực.", HARD),
    ("Chưa có kinh phí để tổ chức.", HARD),
    ("Khó khăn: thiếu số liệu của các xã. Mới đạt 40%.", HARD),
    ("Chưa có hướng dẫn của Trung ương nên chưa làm được.", HARD),
    ("Không có người làm, đề nghị hỗ trợ.", HARD),
    ("Văn bản bị trả lại vì sai thể thức, chưa biết sửa theo hướng nào.", HARD),
    ("ko co kinh phi", HARD),
    ("Hỏi mấy lần mà sở không trả lời.", HARD),
    ("Việc này vượt quá khả năng của xã.", HARD),
    ("Không có ai làm.", HARD),
    ("Văn bản bị trả về, không rõ sai chỗ nào.", HARD),
    ("Số liệu các xã lệch nhau, không tổng hợp được.", HARD),
    # more time, also beside an obstacle or a percentage
    ("Xin gia hạn đến 25/11/2026.", MORE),
    ("Đề nghị cho lùi thời hạn sang 30/11.", MORE),
    ("Cho chúng tôi thêm một tuần.", MORE),
    ("Do vướng kinh phí, đề nghị gia hạn đến hết tháng 12.", MORE),
    ("Đã được 80%, xin thêm thời gian đến thứ Sáu tuần này.", MORE),
    ("xin gia han den 20/11", MORE),
    ("Đề nghị điều chỉnh thời hạn hoàn thành.", MORE),
    ("Xin phép nộp muộn 3 ngày.", MORE),
    ("Xin lùi lại cuối tháng.", MORE),
    ("Xin nộp trễ ít hôm.", MORE),
    ("Xin trễ 2 ngày.", MORE),
    ("Báo cáo chưa xong, đề nghị cho nộp ngày 20/11.", MORE),
    # another body's work
    ("Việc này không thuộc chức năng của đơn vị.", OTHER),
    ("Không phải việc của cơ quan tôi.", OTHER),
    ("Nhiệm vụ này do Sở Nội vụ chủ trì.", OTHER),
    ("Gửi nhầm đơn vị rồi.", OTHER),
    ("Đề nghị chuyển Sở Tài chính thực hiện.", OTHER),
    ("khong phai viec ben toi", OTHER),
    ("Chúng tôi không được giao chủ trì việc này.", OTHER),
    ("Not our responsibility.", OTHER),
    ("Việc này không giao cho cơ quan tôi.", OTHER),
    ("Đây là việc của Đảng ủy phường.", OTHER),
    ("Kính chuyển lại Ban để giao đúng cơ quan.", OTHER),
    # nothing about the task
    ("Cảm ơn đồng chí.", NONE),
    ("Đã nhận được thư, xin cảm ơn.", NONE),
    ("Thanks!", NONE),
    ("Cho tôi hỏi mẫu báo cáo ở đâu?", NONE),
    ("Xin hỏi đã hoàn thành thì gửi theo mẫu nào?", NONE),
    ("Anh nhận được chưa?", NONE),
    ("Ký kế hoạch là xong phải không anh?", NONE),
    ("Tôi quên mật khẩu, nhờ cấp lại.", NONE),
    ("Đã tiếp nhận, sẽ nghiên cứu và phản hồi sau.", NONE),
    ("Kính chuyển đồng chí Phó Chánh Văn phòng xử lý.", NONE),
    ("Anh gọi em số 0900000111 nhé.", NONE),
    ("Tôi sẽ trao đổi với lãnh đạo rồi trả lời sau.", NONE),
]


@pytest.mark.parametrize(("text", "intent"), SURE, ids=[text for text, _intent in SURE])
def test_plain_answers_are_understood(text: str, intent: Intent) -> None:
    found = read_update(text, WROTE)
    assert (found.intent, found.certain) == (intent, True)


HELD = [
    "Đã hoàn thành nhưng chưa ban hành.",
    "Hình như xong rồi.",
    "Nghe nói Văn phòng đã gửi.",
    "Nếu có kinh phí thì đã xong.",
    "Đã hoàn thành, tiến độ đạt 80%.",
    "Đã xong, xin gia hạn đến 20/11.",
    "Xin gia hạn đến 31/11.",
    "Xin gia hạn đến 15/11 hoặc 20/11.",
    "Kế hoạch số 12-KH/ĐU ngày 15/12/2026 đã ban hành.",
    "Không phải là chưa xong.",
    "Đã gửi rồi, mà hình như thiếu phụ lục.",
    "Việc một đã xong, việc hai chưa làm.",
    "50% hay 60% gì đó.",
    "Ờ.",
    "Để tính sau.",
    "Sáng 60%, chiều 40%.",
    "Ok, 5/12.",
    "Đã hoàn thành... mà thôi.",
    "Hoàn thành kiểu đối phó.",
    "Xong thì xong rồi đấy.",
    "Em tưởng văn phòng gửi rồi.",
    "Đã ban hành nhưng Bí thư bảo dừng lại.",
    "Cũng gọi là xong.",
    "Đã ký, theo như tôi được biết.",
    "Xin gia hạn, mà thôi khỏi.",
    "Đã gửi văn thư đóng dấu.",
    "Báo cáo đã viết xong.",
    "Mục tiêu 100%.",
    "Gia hạn hay không cũng được.",
    "Không rõ có phải việc của đơn vị không, đã làm 50%.",
    "Báo cáo đã ban hành nhưng phải thu hồi.",
    "Đã hoàn thành 130%.",
    "Anh Phó bảo đã ký.",
    "Đã ban hành, em chưa kiểm tra.",
    "Đã đồng ý ban hành.",
    "Đã hoàn thành, đang đợi Ban duyệt.",
    "Báo cáo hoàn thành, đang trình Thường trực Tỉnh ủy.",
    "Đã xong, chờ ký nhận.",
    "Em gửi trưởng phòng rồi.",
    "Vừa trình xong.",
    "Báo cáo trên bàn Bí thư rồi.",
    "Đã duyệt xong.",
    "Đã ký biên bản ghi nhớ.",
    "Đã gửi câu hỏi cho Ban.",
    "Đã báo cáo Thường trực về việc chậm tiến độ.",
    "Đã hoàn thành khung kế hoạch.",
    "14/14 xã đã ban hành kế hoạch.",
    "Đã có 10 xã hoàn thành.",
    "Đã xong hội nghị, báo cáo sẽ gửi sau.",
    "Tỉnh ủy đã ban hành chương trình.",
    "Ban đã gửi công văn nhắc, đơn vị tiếp thu.",
    "Đã phát hành nhưng thu về sửa.",
    "Đã hoàn thành, trừ nội dung số 3.",
    "Đã hoàn thành nửa chặng đường.",
    "Hoàn thành 100% phần số liệu.",
    "100% chi bộ đã hoàn thành.",
    "Phòng em đã xong, chờ phòng khác.",
    "Kế hoạch ký một bên rồi.",
    "Thường trực đã nhất trí ký.",
    "Đã sẵn sàng ban hành.",
    "Đã đủ điều kiện ký.",
    "Đã gửi báo cáo để lãnh đạo ký.",
    "Đã ban hành kế hoạch viết báo cáo.",
    "Xem xét ban hành Kế hoạch số 12-KH/ĐU ngày 5/11.",
    "Mời Bí thư ký Kế hoạch số 12-KH/ĐU.",
    "Hủy ban hành Kế hoạch số 12-KH/ĐU.",
    "Hơn nửa đã xong.",
    "Đã hoàn thành 3 trong 5 nội dung.",
    "Đã hoàn thành chủ yếu.",
    "Đã tạm xong.",
    "Đã xong vòng 1.",
    "Đã xong ở cấp phòng.",
    "Đã xong, còn chờ quyết toán.",
    "Đã xong, chiều ký.",
    "Báo cáo tổng hợp xong và đã gửi, đang chờ phản hồi của Ban.",
    "Ngày hoàn thành 5/11/2026.",
    "Đã gửi bản chưa ký.",
    "Thực hiện Kế hoạch số 15-KH/TU đã ban hành.",
    "Ban Thường vụ đã ban hành kế hoạch, chúng tôi chưa tổ chức hội nghị.",
    "Ngày 25/11/2026, Đảng ủy ban hành Kế hoạch số 12-KH/ĐU.",
]


@pytest.mark.parametrize("text", HELD)
def test_what_has_two_readings_waits_for_a_person(text: str) -> None:
    assert not read_update(text, WROTE).certain


NOT_DONE = [
    f"{hope} {verb}"
    for hope in (
        "Chưa",
        "chua",
        "Chưa kịp",
        "Không",
        "Sẽ",
        "Sắp",
        "Gần",
        "Đang",
        "Dự kiến",
        "Chờ",
        "Phấn đấu",
        "Chuẩn bị",
        "Cố gắng",
    )
    for verb in ("hoàn thành", "xong", "ban hành kế hoạch", "gửi báo cáo", "ký ban hành", "nộp báo cáo")
]


@pytest.mark.parametrize("text", NOT_DONE)
def test_no_hope_or_negation_is_ever_read_as_done(text: str) -> None:
    for end in ("", ".", " ạ", " đồng chí nhé", " trong tuần này"):
        found = read_update(f"{text}{end}", WROTE)
        assert not (found.intent is DONE and found.certain), f"{text}{end}"


@pytest.mark.parametrize(
    ("text", "number", "on"),
    [
        ("Đã ban hành Kế hoạch số 15-KH/ĐU ngày 06/11/2026.", "15-KH/ĐU", date(2026, 11, 6)),
        ("đã ban hành kế hoạch số 12-KH/TU ngày 5/11", "12-KH/TU", date(2026, 11, 5)),
        ("Thực hiện Công văn số 210-CV/BDVTU ngày 20/10/2026, đơn vị đã gửi Báo cáo số 45-BC/HU ngày 08/11/2026.", "45-BC/HU", date(2026, 11, 8)),
        ("Đã hoàn thành theo Quyết định số 2133/QĐ-UBND.", "2133/QĐ-UBND", None),
        ("da gui cong van so 77", "77", None),
        ("Ngày 05/11/2026, Đảng ủy ban hành Kế hoạch số 9-KH/ĐU.", "9-KH/ĐU", date(2026, 11, 5)),
        ("Đã ban hành, số 3-NQ/ĐU, 30/12", "3-NQ/ĐU", date(2025, 12, 30)),
    ],
)  # fmt: skip
def test_the_result_is_named_with_its_day_and_a_basis_is_not_a_result(text: str, number: str, on: date | None) -> None:
    found = read_update(text, WROTE)
    assert found.intent is DONE and found.document is not None
    assert (found.document.number, found.document.on) == (number, on)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Xin gia hạn đến 25/11/2026", date(2026, 11, 25)),
        ("Xin gia hạn đến 25/11", date(2026, 11, 25)),
        ("Xin lùi sang 05/01", date(2027, 1, 5)),
        ("Đề nghị dời hạn từ 10/11 sang 20/11", date(2026, 11, 20)),
        ("Xin thêm đến thứ Sáu tuần này", date(2026, 11, 13)),
        ("Xin gia hạn đến cuối tháng này", date(2026, 11, 30)),
        ("Đề nghị chuyển sang quý I/2027", date(2027, 3, 31)),
        ("Xin gia hạn đến hết năm", date(2026, 12, 31)),
        ("Xin thêm tới ngày 20", date(2026, 11, 20)),
        ("Xin lùi đến ngày 3 tháng sau", date(2026, 12, 3)),
        ("Xin gia hạn 2 tuần kể từ hôm nay", date(2026, 11, 23)),
        ("Xin gia hạn.", None),
    ],
)
def test_the_day_asked_for_is_counted_from_the_day_of_the_mail(text: str, until: date | None) -> None:
    found = read_update(text, WROTE)
    assert (found.intent, found.asked_due) == (MORE, until)


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("Tiến độ 70%", 70),
        ("được sáu mươi phần trăm", 60),
        ("đạt bốn lăm phần trăm", 45),
        ("khoảng 58 %", 58),
        ("mới ba mươi lăm % thôi", 35),
        ("Hiện 60%, còn lại 40%", 60),
        ("Còn 20% nữa", None),
        ("Phấn đấu hoàn thành 100% trước 20/11", None),
        ("Đã gửi tới 100% chi bộ, đang chờ ý kiến.", None),
        ("85% đoàn viên đã học, đang tổng hợp.", None),
        ("Đang làm", None),
    ],
)
def test_progress_is_of_the_task_and_not_of_people_or_units(text: str, progress: int | None) -> None:
    assert read_update(text, WROTE).progress == progress
