"""A state-secret mark stops a document; the word in a sentence never does."""

import pytest

from tests.extraction.client_programme import RAW
from webapp.extraction import find_secrecy_mark

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("TỈNH ỦY\n*\nMẬT\nSố 1-CV/TU", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
        ("Tuyệt mật\nSố 1", "TUYỆT MẬT"),
        ("TỈNH ỦY BÌNH THUẬN\t\tTUYỆT MẬT", "TUYỆT MẬT"),
        ("| **MẬT** |", "MẬT"),
        ("[TỐI MẬT]", "TỐI MẬT"),
        ("TUYỆT\nMẬT", "TUYỆT MẬT"),
        ("MẬT - HỎA TỐC", "MẬT"),
        ("MA\u0323\u0302T", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Số 12-KH/TU; độ mật: mật.", "MẬT"),
        (RAW.replace("CHƯƠNG TRÌNH HÀNH ĐỘNG", "TỐI MẬT\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG", 1), "TỐI MẬT"),
    ],
)
def test_a_mark_is_found_wherever_marks_stand(raw: str, mark: str) -> None:
    found = find_secrecy_mark(raw)
    assert found is not None
    assert found.mark == mark


@pytest.mark.parametrize(
    "raw",
    [
        "bảo mật thông tin",
        "mật độ dân số",
        "MẬT ĐỘ DÂN SỐ",
        "đổi mật khẩu",
        "bảo vệ bí mật nhà nước",
        "ngọt mật",
        "Mật ong",
        "(trừ văn bản mật)",
        "KẾ HOẠCH\nBẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
        "Tăng cường bảo vệ bí\nmật\nnhà nước",
        "Bí mật nhà nước có các độ mật: tuyệt mật, tối mật, mật và thời hạn.",
        "Độ mật: Không",
        RAW,
    ],
)
def test_the_word_in_a_sentence_or_a_title_never_stops_a_document(raw: str) -> None:
    assert find_secrecy_mark(raw) is None
