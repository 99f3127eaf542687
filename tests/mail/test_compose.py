"""Every kind of mail: three parts, the text complete in itself, safe to show, with links that lead home."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp.config import Config
from webapp.mail import notices
from webapp.mail.compose import CUT_LINE, Content, address, compose
from webapp.mail.digests import Count, Digest, Late, Line, Overview, in_words
from webapp.mail.follow_ups import urging
from webapp.models import FocalPoint, OutboxMail, Person
from webapp.rules.urgency import Urgency

KINDS = sorted(path.name for path in (Path(__file__).parents[2] / "templates/emails").iterdir() if path.is_dir())
HOSTILE = '<script>alert("x")</script> & "ngoặc" {{ 7 * 7 }}'
OPEN = "https://so.example.vn/q/link-1-here"
HERE = "http://127.0.0.1:8000"
OVERDUE = Line(
    task_id=7,
    pile=Urgency.OVERDUE,
    name=HOSTILE,
    agency="Thị ủy La Gi",
    place="Mục IV, điểm 1",
    due_on=factories.TODAY - timedelta(days=12),
    phrase="trước ngày 10/11/2021",
    product="Báo cáo",
    word="quá hạn 12 ngày",
    why="việc đã quá hạn",
)
NOTE = Line(8, Urgency.STANDING, "Theo dõi", "Thị ủy La Gi", "Mục IV", None, "", None, "130 ngày chưa ghi", "cần ghi")
BACK = Line(9, Urgency.RETURNED, "Kế hoạch", "Huyện", "Mục IV", factories.TODAY, "", None, "trả lại", "lâu", "Thiếu số")
LATE = Late(7, "Thị ủy La Gi", HOSTILE, 12, "Báo cáo", "Thường trực Tỉnh ủy", "nhắc người đứng đầu", True)
OVERVIEW = Overview(
    counts=(Count("overdue", "Quá hạn", 3, True), Count("awaiting", "Chờ xác nhận", 1, False)),
    late=(LATE,),
    fresh=(("Báo cáo mới, chờ xác nhận", "awaiting", (NOTE,) * 9),),
)
ROADS: dict[str, Any] = {
    "button": {key: f"{HERE}/q/link-{key}-here" for key in (7, 8, 9)},
    "list_url": f"{HERE}/q/link-1-here",
    "mute_url": f"{HERE}/mutes/link-2-here",
    "monitor_url": f"{HERE}/monitor",
    "until": factories.TODAY + timedelta(days=14),
    "hidden": 4,
}
LINES = (OVERDUE, BACK, NOTE)
GROUPS = [(line.heading, [line]) for line in LINES]
CONTEXT: dict[str, dict[str, Any]] = {
    "follow_up": {**ROADS, "told": urging(f"{HOSTILE}\n{{cơ quan}}", factories.TODAY, LINES), "shown": LINES},
    "sign_in_code": {"code": "012345", "minutes": 15},
    "sent_back": {
        "title": HOSTILE,
        "agency": "Thị ủy La Gi",
        "reason": "Thiếu số liệu\ncủa cơ sở",
        "open": OPEN,
        "due_on": factories.TODAY,
    },
    "correction_decided": {
        "accepted": False,
        "claimed_on": factories.TODAY,
        "decision": HOSTILE,
        "open": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": factories.TODAY,
        "phrase": "",
    },
    "extension_decided": {
        "granted": True,
        "decision": HOSTILE,
        "open": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": factories.TODAY,
        "phrase": "",
    },
    "upheld": {
        "owner": HOSTILE,
        "decision": HOSTILE,
        "open": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": factories.TODAY,
        "phrase": "trước ngày 22/11/2021",
    },
    "written_in": {
        "what": "Cập nhật tiến độ",
        "note": HOSTILE,
        "document": None,
        "wrote": HOSTILE,
        "open": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": None,
        "phrase": "",
    },
    "recorded": {
        "what": "Cập nhật tiến độ",
        "road": "liên kết e-mail",
        "note": HOSTILE,
        "document": None,
        "undo": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": None,
        "phrase": "",
    },
    "fresh_link": {"open": OPEN},
    "confirm_reply": {
        "wrote": HOSTILE,
        "why": "Chưa xác thực được người gửi.",
        "open": OPEN,
        "title": "Xây dựng kế hoạch",
        "agency": "Thị ủy La Gi",
        "due_on": None,
        "phrase": "",
    },
    "digest": ROADS
    | {
        "digest": Digest(
            factories.TODAY,
            ("Thị ủy La Gi", "Huyện ủy Phú Quý"),
            LINES,
            waiting=(NOTE,) * 6,
            told_before=2,
            away_since=factories.TODAY - timedelta(days=3),
        ),
        "groups": GROUPS,
        "summary": in_words(LINES),
    },
    "monitor_digest": ROADS
    | {
        "digest": Digest(factories.TODAY, ("Ban Dân vận Tỉnh ủy",), LINES, overview=OVERVIEW),
        "groups": GROUPS,
        "summary": in_words(LINES),
    },
}


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def composed(kind: str, **more: Any) -> Content:
    return compose(kind, person=Person(name="Đầu mối", email="dau-moi@example.vn"), **(CONTEXT[kind] | more))


class Reader(HTMLParser):
    """What a mail program sees: words, links, and what it would have to fetch or run."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.links, self.fetched, self.tags, self.styled = "", [], [], [], True
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(given.get("href"))
            self.styled = self.styled and bool(given.get("style"))
        self.fetched += [value for name, value in given.items() if name in ("src", "background", "srcset")]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_every_kind_has_a_context_here() -> None:
    assert set(KINDS) == set(CONTEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_mail_has_three_parts_and_the_text_is_complete_in_itself(kind: str) -> None:
    mail = composed(kind)
    assert mail.subject and "\n" not in mail.subject and len(mail.subject) <= 200
    assert "Vì sao có thư này" in mail.text and "Vì sao có thư này" in mail.html
    reader = Reader(mail.html)
    assert set(filter(None, reader.links)) <= set(re.findall(r"https?://\S+", mail.text))
    assert "\n\n\n" not in mail.text and mail.text.endswith("\n")


@pytest.mark.parametrize("kind", KINDS)
def test_html_carries_its_styles_fetches_nothing_and_runs_nothing(kind: str) -> None:
    html = composed(kind).html
    reader = Reader(html)
    assert reader.fetched == [] and not {"script", "img", "link", "form", "iframe"} & set(reader.tags)
    assert reader.styled and "max-width: 600px" in html.replace("max-width:600px", "max-width: 600px")
    assert "prefers-color-scheme" in html and 'lang="vi"' in html


def test_typed_text_stays_text() -> None:
    mail = composed("sent_back")
    assert HOSTILE in mail.text and HOSTILE in " ".join(Reader(mail.html).words.split())
    assert "<script>" not in mail.html and mail.subject.startswith("Bị trả lại: <script>")


@pytest.mark.parametrize(("due_on", "said"), [(factories.TODAY, "22/11/2021"), (None, "chưa xác định")])
def test_return_names_the_date_or_says_that_there_is_none(due_on: Any, said: str) -> None:
    mail = composed("sent_back", due_on=due_on)
    assert f"Hạn: {said}" in mail.text and said in Reader(mail.html).words


def test_a_return_can_be_answered_by_its_link_or_by_a_reply() -> None:
    mail = composed("sent_back")
    assert OPEN in mail.text and OPEN in Reader(mail.html).links
    assert mail.text.splitlines()[0] == CUT_LINE and CUT_LINE in Reader(mail.html).words


def test_link_of_an_office_is_on_its_own_host(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    office = Config(tmp_path, "", "k", False, public_host="so.example.vn")
    monkeypatch.setitem(app.config, "OFFICE", office)
    assert address("sessions.code") == "https://so.example.vn/sign-in/codes"


@pytest.mark.parametrize("kind", ["digest", "monitor_digest"])
def test_digest_begins_with_the_line_that_answers_stand_above(kind: str) -> None:
    mail = composed(kind)
    assert mail.text.splitlines()[0] == CUT_LINE and CUT_LINE in Reader(mail.html).words


def test_digest_says_of_each_task_what_is_owed_until_when_how_late_and_why() -> None:
    mail = composed("digest")
    assert mail.subject == "Nhắc việc 22/11/2021: 1 việc quá hạn, 1 việc bị trả lại, 1 việc cần ghi tình hình"
    for part in (mail.text, " ".join(Reader(mail.html).words.split())):
        for said in (
            "Quá hạn 12 ngày",
            "10/11/2021",
            "“trước ngày 10/11/2021”",
            "Thiếu số",
            "việc đã quá hạn",
            "Mục IV, điểm 1",
            HOSTILE,
            "còn 4 việc nữa",
            "Ngoài ra còn 2 việc quá hạn",
            "Thư này đi muộn: hệ thống nhắc việc đã ngừng từ sau ngày 19/11/2021",
            "và 1 việc nữa",
            "dùng đến 06/12/2021",
        ):
            assert said in part, said
    assert "Cơ quan: Huyện" in mail.text


def test_monitors_digest_answers_the_four_questions_and_leads_to_the_queues() -> None:
    mail = composed("monitor_digest")
    assert mail.subject == "Theo dõi 22/11/2021: 3 việc quá hạn, 9 báo cáo mới chờ xác nhận"
    for said in ("Thị ủy La Gi: 12 ngày (mới)", "Thiếu: báo cáo", "Cần quyết định: Thường trực Tỉnh ủy, nhắc người"):
        assert said in mail.text
    links = Reader(mail.html).links
    assert {f"{HERE}/monitor?loc=overdue", f"{HERE}/monitor?loc=awaiting", f"{HERE}/tasks/7"} <= set(links)


def test_code_stands_in_the_subject_and_keeps_its_leading_nought() -> None:
    assert composed("sign_in_code").subject.startswith("012345 ")


def test_return_is_told_to_everybody_who_speaks_for_the_lead_agency_today(session: Session) -> None:
    lead, helper = factories.agency(session), factories.agency(session)
    told = [factories.person(session, speaks_for=lead) for _ in range(2)]
    factories.person(session, speaks_for=lead, active=False)
    factories.person(session, speaks_for=helper)
    former = factories.person(session, speaks_for=lead)
    duty = session.scalars(sa.select(FocalPoint).where(FocalPoint.person_id == former.id)).one()
    duty.to_on = factories.TODAY - timedelta(days=1)
    task = factories.task(session, lead, coordinating=helper)
    notices.sent_back(session, task, "Thiếu số liệu", now=NOW)
    session.flush()
    mails = session.query(OutboxMail).order_by(OutboxMail.id).all()
    assert [mail.address for mail in mails] == [person.email for person in told]
    assert all("Thiếu số liệu" in mail.text for mail in mails)


def test_nobody_is_written_to_when_the_address_is_unknown(session: Session) -> None:
    notices.sign_in_code(session, None, "123456", minutes=15, now=NOW)
    session.flush()
    assert session.query(OutboxMail).count() == 0
