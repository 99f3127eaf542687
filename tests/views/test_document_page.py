"""Which parts of a document are shown and which are folded, for documents numbered in other ways than the usual one."""

from datetime import date

import pytest

from webapp.extraction import read_programme
from webapp.queries.programmes import ClauseRow, Document, Duty, Head
from webapp.rules.words import DeadlineKind
from webapp.views import margin
from webapp.views.document_page import Place, Stretch, stretches

pytestmark = pytest.mark.pure

NAMES = ("Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "BTC")


def pages(text: str, *gave: str) -> list[Stretch]:
    """The runs of ``text``, of which the clauses ``gave`` have a duty each."""
    reading = read_programme(text)
    clauses = [
        ClauseRow(number, node.ref, node.level, node.kind.value, node.start, node.end, node.label)
        for number, node in enumerate(reading.nodes)
    ]
    duties = [
        Duty(one.id, one.id, "Việc", DeadlineKind.DATED, one.start, one.end, 0) for one in clauses if one.ref in gave
    ]
    head = Head(1, "", "", None, None, False, reading.text)
    document = Document(head, clauses, duties, [])
    return stretches(document, margin.marks(document, date(2021, 11, 22), 7), NAMES, None)


def outlined(found: list[Stretch]) -> list[str]:
    """Folds by their label, shown places by their ref."""
    return [said for run in found for said in ([run.label] if run.folded else [one.clause.ref for one in run.places])]


def place(found: list[Stretch], ref: str) -> Place:
    return next(one for run in found for one in run.places if one.clause.ref == ref)


def test_a_document_without_sections_is_shown_by_its_points() -> None:
    found = pages(
        "THÔNG BÁO\n\n1. Các cấp ủy quán triệt nội dung này.\n\n2. Ban Tổ chức Tỉnh ủy theo dõi việc thực hiện.\n\n"
        "Nơi nhận:\n\n- Ban Thường vụ Tỉnh ủy.",
        "1",
    )
    assert outlined(found)[1:3] == ["1", "2"]
    assert place(found, "2").led and not place(found, "2").outside
    last = found[-1]
    assert last.folded and last.label.startswith("Nơi nhận, chữ ký: ")
    assert last.places[-1].outside, "an addressee is nobody who was forgotten"


def test_the_headings_above_what_lives_are_shown_and_their_silent_neighbours_folded() -> None:
    found = pages(
        "A. NỘI DUNG\n\nI. VIỆC CHUNG\n\n1. Tuyên truyền\n\n- Nâng cao nhận thức của mọi người.\n\n2. Tổ chức\n\n"
        "- Sắp xếp lại bộ máy cho gọn.\n\nII. VIỆC RIÊNG\n\n- Không có gì thêm ở mục này.",
        "A.I.2.1",
    )
    assert outlined(found) == [
        "A",
        "A.I",
        "A.I.1: 1 đoạn, không sinh việc nào",
        "A.I.2",
        "A.I.2.1",
        "A.II. Việc riêng: 1 đoạn, không sinh việc nào",
    ]


def test_a_short_name_is_too_little_to_be_sure_of() -> None:
    found = pages("I. NỘI DUNG\n\n1. BTC theo dõi việc thực hiện.\n\n2. Các cấp ủy quán triệt.", "I.2")
    assert not place(found, "I.1").named


def test_an_empty_document_has_no_page() -> None:
    assert pages("") == []
