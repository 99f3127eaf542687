"""A long PDF is read by several children, and says the same as read by one: headers, sentences, tables, footnotes."""

import pytest

from tests.files import dressed as wear
from tests.files import raw_pdf as raw
from tests.files.test_formats import BEFORE, HEAD, PROGRAMME, WIDTHS, assignments
from tests.files.test_hostile import in_process
from webapp.extraction import find_secrecy_mark
from webapp.files import documents, unreadable
from webapp.files.documents import UnreadableFile, glance, read_document
from webapp.files.pdf import parse_pdf

pytestmark = pytest.mark.pure

WORK = "Tuyên truyền sâu rộng nội dung Nghị quyết đến cán bộ, đảng viên và Nhân dân"
ROWS = ", ".join(f"[{n}], [{WORK} lần {n}], [Sở Nội vụ], [], [30/6/2022], [Báo cáo]" for n in range(1, 41))
TITLES = "table.header(" + ", ".join(f"[{cell}]" for cell in HEAD) + ")"
PDFS = {
    "programme": wear.pdf_of_text(PROGRAMME),
    "table torn over pages": wear.pdf_table(BEFORE.replace("\n", "\n\n"), WIDTHS, f"{TITLES}, {ROWS}"),
    "footnotes": wear.pdf_of_text(PROGRAMME, notes={"các cấp ủy": "Theo Quyết định số 12-QĐ/TU."}),
    "one sentence over many pages": wear.pdf_of_text("Ban Dân vận " + "theo dõi, đôn đốc " * 700 + "và báo cáo."),
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What was told of the progress; children are played by this process."""
    monkeypatch.setattr(documents, "in_child", in_process)
    return []


@pytest.mark.parametrize("stretch", [1, 4])
@pytest.mark.parametrize("name", PDFS)
def test_stretches_joined_say_the_same_as_the_whole(
    told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch, name: str, stretch: int
) -> None:
    monkeypatch.setattr(documents, "STRETCH", stretch)
    whole = parse_pdf(PDFS[name])
    found = read_document(PDFS[name], "a.pdf", progress=lambda *done: told.append(done))
    assert found == whole and whole.pages and whole.pages > 3
    assert told[0] == (stretch, whole.pages) and told[-1] == (whole.pages, whole.pages)


def test_a_sentence_over_the_end_of_a_stretch_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real children, each in a process of its own."""
    monkeypatch.setattr(documents, "STRETCH", 4)
    found = read_document(PDFS["programme"], "a.pdf", progress=lambda _done, _total: None)
    assert assignments(found.text) == assignments(PROGRAMME)
    assert "Tỉnh ủy" in found.margins.split("\n")


def test_stretches_are_small_and_each_has_bounds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[int, ...], int]] = []

    def child(kind: str, data: bytes, *numbers: int, patience: float = 0) -> dict[str, object]:
        asked.append((kind, numbers, len(data)))
        return in_process(kind, data, *numbers)

    monkeypatch.setattr(documents, "in_child", child)
    data = raw.simple(*[raw.shown(f"Trang so {n} cua van ban nay", top=500) for n in range(90)])
    assert read_document(data, "a.pdf", progress=lambda _done, _total: None).pages == 90
    assert [one[:2] for one in asked] == [
        ("pages", (0, 40)), ("pages", (40, 80)), ("pages", (80, 120)), ("joined", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["whole", "stretches", "glance"])
def test_more_than_a_thousand_pages_are_refused(told: list[tuple[int, int]], way: str) -> None:
    data = raw.simple(*[raw.shown("a")] * (unreadable.MAX_PAGES + 1))
    progress = None if way == "whole" else lambda *done: told.append(done)
    with pytest.raises(UnreadableFile, match="một nghìn trang"):
        glance(data, "a.pdf") if way == "glance" else read_document(data, "a.pdf", progress=progress)
    assert told == []


def test_too_many_letters_in_all_are_refused_though_no_stretch_has_too_many(
    told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "STRETCH", 1)
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 50)
    data = raw.simple(*[raw.shown("Trang nay co ba muoi chu cai")] * 4)
    with pytest.raises(UnreadableFile, match="hai triệu"):
        read_document(data, "a.pdf", progress=lambda *done: told.append(done))
    assert told == [(1, 4)]


def test_a_mark_is_seen_whatever_stretch_it_stands_in(
    told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "STRETCH", 2)
    data = wear.pdf_of_raw("Văn bản\n#pagebreak()\n" * 5 + "#set page(footer: [TUYỆT MẬT])\nHết")
    found = read_document(data, "a.pdf", progress=lambda *done: told.append(done))
    assert find_secrecy_mark(found.margins) or find_secrecy_mark(found.text)
