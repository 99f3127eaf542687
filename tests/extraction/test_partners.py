"""Whole assignment sentences: who leads, and with whom, whatever verb follows the names.

A line of ``partners.txt`` is ``sentence # leads # partners``, names apart by "|", labelled before any was read.
"""

from pathlib import Path

import pytest

from tests.extraction.scoring import plain_names
from webapp.extraction import read_programme
from webapp.extraction.casting import Cast, cast_of
from webapp.extraction.entries import Entry
from webapp.extraction.roles import find_subject, flat
from webapp.extraction.text import Words

pytestmark = pytest.mark.pure

ROWS = [
    tuple(field.strip() for field in line.split(" # "))
    for line in Path(__file__).with_name("partners.txt").read_text(encoding="utf-8").splitlines()
]


def _cast(sentence: str) -> tuple[Cast, tuple[str, ...]]:
    """The cast of a sentence, and the names of its partners."""
    words = Words.of(sentence)
    subject = find_subject(words, 0, len(words.text))
    cast = cast_of(words, Entry("1", "1", 1, 0, len(words.text), subject, None, ()))
    return cast, flat(words, cast.partners)


@pytest.mark.parametrize(("sentence", "leads", "beside"), ROWS)
def test_leads_and_partners_end_where_the_duty_begins(sentence: str, leads: str, beside: str) -> None:
    cast, partners = _cast(sentence)
    assert plain_names(cast.lead) == plain_names(leads.split(" | "))
    assert plain_names(partners) == plain_names(beside.split(" | "))


@pytest.mark.parametrize(
    ("sentence", "beside"),
    [
        ("Sở Y tế phối hợp với các địa phương lật giở các hồ sơ cũ.", ("các địa phương",)),
        ("Sở Y tế phối hợp với các doanh nghiệp lữ hành ngợi ca những tấm gương.", ("các doanh nghiệp lữ hành",)),
        (
            "Sở Y tế phối hợp với các doanh nghiệp thuộc các khu công nghiệp.",
            ("các doanh nghiệp thuộc các khu công nghiệp",),
        ),
        ("Sở Y tế phối hợp với các cơ quan liên quan mày mò cách làm.", ("các cơ quan liên quan",)),
        ("Sở Y tế phối hợp với các ban, ngành, đoàn thể xã mày mò cách làm.", ("các ban, ngành, đoàn thể xã",)),
        ("Sở Y tế phối hợp với Trạm Y tế khu vực mày mò cách làm.", ("Trạm Y tế khu vực",)),
        ("Sở Y tế phối hợp với Công ty Thủy điện Sơn La mày mò cách làm.", ("Công ty Thủy điện Sơn La",)),
        ("Sở Y tế phối hợp với Sở Tư pháp cấp thẻ.", ("Sở Tư pháp",)),
        ("Sở Y tế phối hợp với Ban Quản lý rừng, chủ rừng tuần tra.", ("Ban Quản lý rừng", "chủ rừng")),
        ("Sở Y tế phối hợp với cộng đồng dân cư vùng đệm tuần tra.", ("cộng đồng dân cư vùng đệm",)),
        ("Sở Y tế phối hợp với việc tuần tra.", ()),
        ("Sở Y tế phối hợp với cơ chế linh hoạt xử lý.", ()),
        ("Sở Y tế phối hợp cùng mày mò cách làm.", ()),
        ("Sở Y tế phối hợp với phụ huynh học sinh ký cam kết.", ("phụ huynh học sinh",)),
    ],
)
def test_a_verb_nobody_listed_ends_the_names_too(sentence: str, beside: tuple[str, ...]) -> None:
    assert _cast(sentence)[1] == beside


def test_a_list_of_partners_goes_on_after_a_semicolon_until_a_duty_is_told() -> None:
    reading = read_programme(
        "KẾ HOẠCH\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành; UBND các xã, "
        "phường tổ chức các hoạt động kỷ niệm; Sở Y tế bảo đảm y tế.\n\n2. Văn phòng theo dõi.\n"
    )
    assert [(clause.lead, clause.coordinate) for clause in reading.clauses[:2]] == [
        (("Sở Nội vụ",), ("các sở, ban, ngành", "UBND các xã, phường")),
        (("Sở Y tế",), ()),
    ]
