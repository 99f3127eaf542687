"""Which known agency a written name means."""

import pytest

from webapp.extraction.agencies import Directory, Named, canonical

pytestmark = pytest.mark.pure

DIRECTORY = Directory(
    [
        Named("agency", 1, ("Ban Dân vận Tỉnh ủy",)),
        Named("agency", 2, ("Ban Tuyên giáo Tỉnh ủy",)),
        Named("agency", 3, ("Ban Cán sự đảng Ủy ban nhân dân tỉnh",)),
        Named("agency", 4, ("Ủy ban nhân dân tỉnh",)),
        Named("agency", 5, ("Huyện ủy Hàm Thuận Bắc",)),
        Named("agency", 6, ("Đảng đoàn Liên đoàn Lao động tỉnh", "Đảng đoàn LĐLĐ tỉnh Bình Thuận")),
        Named("agency", 7, ("Huyện ủy Phú Quý",)),
        Named("agency", 8, ("Ban Thường vụ Tỉnh ủy",)),
        Named("group", 1, ("các Ban của Tỉnh ủy",)),
        Named("agency", 9, ("Trung tâm Chính trị",)),
        Named("group", 9, ("trung tâm chính trị",)),
    ]
)


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("Ban Dân vận Tỉnh uỷ", "agency", 1),
        ("BAN DÂN VẬN TỈNH ỦY", "agency", 1),
        ("Ban Cán sự đảng UBND tỉnh", "agency", 3),
        ("UBND tỉnh", "agency", 4),
        ("Đảng đoàn LĐLĐ tỉnh", "agency", 6),
        ("Huyện ủy Phú Quí", "agency", 7),
        ("Ban Thường vụ Tỉnh ủy Tỉnh ủy", "agency", 8),
        ("Các Ban của Tỉnh ủy", "group", 1),
    ],
)
def test_spelling_abbreviations_and_doubled_words_are_the_same_name(written: str, kind: str, number: int) -> None:
    match = DIRECTORY.resolve(written)
    assert match is not None
    assert (match.kind, match.id, match.exact, match.score) == (kind, number, True, 100.0)


def test_a_slip_of_the_pen_is_near_but_not_exact() -> None:
    match = DIRECTORY.resolve("Ban Tuyên giáao Tỉnh ủy")
    assert match is not None
    assert (match.id, match.exact) == (2, False)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("Huyện ủy Tuy Phong", "Huyện ủy Tuy Phước"),
        ("Huyện ủy Bắc Bình", "Huyện ủy Bắc Ninh"),
        ("Đảng ủy xã Hàm Thắng", "Đảng ủy xã Hàm Thăng"),
        ("Đảng ủy xã Đức Bình", "Đảng ủy xã Đức Binh"),
        ("Hội Nông dân tỉnh", "Hội Nhân dân tỉnh"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Thành ủy"),
        ("Quân khu III", "Quân khu II"),
        ("Đội 11", "Đội 1"),
    ],
)
def test_a_name_that_differs_by_a_letter_or_a_mark_is_another_agency(written: str, known: str) -> None:
    assert Directory([Named("agency", 1, (known,))]).resolve(written) is None


def test_marks_tell_two_agencies_apart_and_a_writer_without_marks_is_understood() -> None:
    directory = Directory([Named("agency", 1, ("Xã Hàm Thắng",)), Named("agency", 2, ("Xã Hàm Thăng", "Sở Y tế"))])
    found = [directory.resolve(name) for name in ("xã Hàm Thắng", "XÃ HÀM THĂNG", "So Y te", "xa Ham Thang")]
    assert [match and match.id for match in found] == [1, 2, 2, None]


@pytest.mark.parametrize(
    "written", ["Huyện ủy Hàm Thuận Nam", "Sở Y tế", "Ban Nội chính Tỉnh ủy", "Trung tâm chính trị", "", "()"]
)
def test_another_agency_an_unknown_one_and_a_name_of_two_are_never_guessed(written: str) -> None:
    assert DIRECTORY.resolve(written) is None


def test_an_empty_directory_knows_nobody() -> None:
    assert Directory([]).resolve("Sở Y tế") is None


def test_the_canonical_form_is_stable() -> None:
    assert canonical(canonical("Ban TV Tỉnh uỷ Tỉnh ủy (khóa XIV)")) == canonical("Ban TV Tỉnh uỷ Tỉnh ủy (khóa XIV)")
