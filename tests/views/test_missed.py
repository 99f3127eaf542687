"""What the reader missed is added by hand: a duty or a target, resting on a sentence of the document."""

import re
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tests.page import words
from tests.views.test_reviewers import FIRST, SECOND, Two, card, ids
from tests.views.test_reviewers import path as path
from tests.views.test_reviewers import two as two
from tests.views.test_two_versions import duty_form, field
from webapp.extraction.quoted import locate
from webapp.models import Agency, Import, Proposal, TargetProposal, Verdict
from webapp.rules.words import Comparator, DueSource

SENTENCE = "Phong trào  có bước\nphát triển"


def duty(session: Session, **said: object) -> dict[str, object]:
    lead = session.scalars(sa.select(Agency.id).order_by(Agency.id)).first()
    return {
        "sentence": SENTENCE,
        "title": "Giữ phong trào",
        "lead": [f"a:{lead}"],
        "kind": "standing",
        "recurrence": "",
    } | said


def test_a_missed_duty_stands_on_its_sentence_with_who_added_it(two: Two, path: str, session: Session) -> None:
    one, other = two
    assert "Thêm việc máy bỏ sót" in words(one.get(path))
    assert field(one.get(f"{path}/proposals/new"), "title") == ""
    there = one.post(f"{path}/proposals", data=duty(session))
    assert there.status_code == 303
    made = session.scalars(
        sa.select(Proposal).where(Proposal.title == "Giữ phong trào").options(selectinload(Proposal.agencies))
    ).one()
    text = session.get_one(Import, made.import_id).text
    assert text[made.start : made.end] == "Phong trào có bước phát triển"
    assert made.clause_ref.startswith("I.")
    assert (made.verdict, made.checked, len(made.agencies)) == (Verdict.ADDED, True, 1)
    assert re.search(rf"Đã thêm: {FIRST} · \d\d:\d\d", card(other, path, f"d{made.id}"))


def test_a_date_is_the_document_s_when_its_sentence_says_it_and_else_the_monitor_s(
    two: Two, path: str, session: Session
) -> None:
    own = "xây dựng kế hoạch cán bộ trước ngày 30/11/2021"
    for title, sentence in (("Của văn bản", own), ("Của Ban Dân vận", SENTENCE)):
        said = duty(session, title=title, sentence=sentence, kind="dated", due_on="30/11/2021")
        assert two[0].post(f"{path}/proposals", data=said).status_code == 303
    found = session.execute(
        sa.select(Proposal.title, Proposal.due_source, Proposal.phrase).where(Proposal.title.like("Của%"))
    ).all()
    assert {row.title: (row.due_source, row.phrase) for row in found} == {
        "Của văn bản": (DueSource.DOCUMENT, "trước ngày 30/11/2021"),
        "Của Ban Dân vận": (DueSource.MONITOR, "Ban Dân vận giao: đến 30/11/2021"),
    }


def test_a_paragraph_that_gives_nothing_leads_to_the_form_with_its_words(two: Two, path: str, session: Session) -> None:
    two[0].post(f"{path}/proposals/{ids(session, Proposal)[-1]}/drops")
    html = two[0].get(path).get_data(as_text=True)
    place = re.search(r'href="([^"]+/proposals/new\?doan=\d+)">Thêm việc từ đoạn này', html)
    assert place
    form = two[0].get(place[1])
    assert "Ban Nội chính Tỉnh ủy báo cáo kết quả trước ngày 20/12/2021." in words(form)
    assert (field(form, "title"), field(form, "due_on")) == ("Báo cáo kết quả trước ngày 20/12/2021", "20/12/2021")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"sentence": "Câu này không có ở đâu cả"}, "Không thấy câu này trong văn bản"),
        ({"sentence": ""}, "Dán câu của văn bản"),
        ({"sentence": "ngày"}, "từ tám ký tự trở lên"),
        ({"lead": []}, "Chọn ít nhất một cơ quan"),
        ({"title": ""}, "Nêu việc phải làm"),
    ],
)
def test_a_missed_duty_that_makes_no_sense_is_told_and_kept(
    two: Two, path: str, session: Session, said: dict[str, object], sentence: str
) -> None:
    before = ids(session, Proposal)
    answer = two[0].post(f"{path}/proposals", data=duty(session, product="Đề án riêng") | said)
    assert answer.status_code == 422 and sentence in words(answer)
    assert field(answer, "product") == "Đề án riêng"
    assert ids(session, Proposal) == before


def test_the_same_press_twice_is_one_duty_and_one_target(two: Two, path: str, session: Session) -> None:
    for _ in range(2):
        assert two[0].post(f"{path}/proposals", data=duty(session)).status_code == 303
        assert two[0].post(f"{path}/targets", data=TARGET).status_code == 303
    titles = session.scalars(sa.select(Proposal.title)).all()
    assert titles.count("Giữ phong trào") == 1
    assert session.scalars(sa.select(TargetProposal.name)).all().count("Xã có mô hình") == 1


TARGET = {
    "sentence": "Hầu hết xã mạnh.",
    "name": "Xã có mô hình",
    "unit": "%",
    "comparator": "at_least",
    "value": "95",
    "due_on": "31/12/2025",
}


def test_a_missed_target_is_added_and_counts_as_checked(two: Two, path: str, session: Session) -> None:
    one, other = two
    assert "Thêm mốc máy bỏ sót" in words(one.get(f"{path}/targets"))
    assert one.get(f"{path}/targets/new").status_code == 200
    assert other.post(f"{path}/targets", data=TARGET).status_code == 303
    made = session.scalars(sa.select(TargetProposal).where(TargetProposal.name == "Xã có mô hình")).one()
    assert (made.comparator, int(made.value or 0), made.due_on, made.checked) == (
        Comparator.AT_LEAST,
        95,
        date(2025, 12, 31),
        True,
    )
    assert made.clause_ref.startswith("II")
    said = card(one, f"{path}/targets", f"m{made.id}")
    assert f"Đã thêm: {SECOND}" in said and "≥ 95%" in said and "Hầu hết xã mạnh." in said


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"sentence": "Không có câu này"}, "Không thấy câu này"), ({"value": ""}, "Nhập số của mốc")],
)
def test_a_missed_target_that_makes_no_sense_is_told_and_kept(
    two: Two, path: str, said: dict[str, str], sentence: str
) -> None:
    answer = two[0].post(f"{path}/targets", data=TARGET | said)
    assert answer.status_code == 422 and sentence in words(answer)
    assert field(answer, "name") == "Xã có mô hình"


def test_a_closed_draft_takes_nothing_more(two: Two, path: str, session: Session) -> None:
    two[0].post(f"{path}/discards")
    for noun, said in (("proposals", duty(session)), ("targets", TARGET)):
        assert two[0].post(f"{path}/{noun}", data=said).status_code == 409
        assert two[0].get(f"{path}/{noun}/new").status_code == 409


def test_a_correction_of_what_was_joined_to_another_meanwhile_keeps_what_was_typed(
    two: Two, path: str, session: Session
) -> None:
    (one, other), (_first, second, *_rest) = two, ids(session, Proposal)
    mine = duty_form(other, path, session, second, title="Việc đã gõ", product="Đề án đã gõ")
    assert one.post(f"{path}/proposals/{second}/merges").status_code == 303
    answer = other.post(f"{path}/proposals/{second}/corrections", data=mine)
    assert answer.status_code == 409 and "người khác đã gộp đề xuất này" in words(answer)
    assert (field(answer, "title"), field(answer, "product")) == ("Việc đã gõ", "Đề án đã gõ")


@pytest.mark.parametrize(
    ("quote", "after", "start"),
    [
        ("giao ban hằng tháng", 0, 3),
        ("“Giao   ban\nhằng tháng”", 0, 3),
        ("giao ban hằng tháng", 10, 29),
        ("giao ban hằng tháng", 99, 3),
        ("giao ban hằng quý", 0, None),
        ("giao", 0, None),
        ("   ", 0, None),
    ],
)
def test_where_a_quote_stands(quote: str, after: int, start: int | None) -> None:
    text = "1. Giao ban hằng tháng.\n\n2. (giao ban hằng tháng)."
    found = locate(text, quote, after=after)
    assert (found.start if found else None) == start
