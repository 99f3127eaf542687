"""Handing a mail over: how it travels, and what each answer of the server means for it."""

import email
import email.policy
import random
import socket
from datetime import datetime
from email.header import decode_header, make_header

import pytest

from tests.mail.sink import DROP, HANG, Sink
from webapp import clock
from webapp.mail import smtp
from webapp.mail.outbox import Letter
from webapp.mail.smtp import SendFailed, Server, ServerAway, as_message, send

pytestmark = pytest.mark.pure

NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)
SENDER = "so@example.vn"
SUBJECT = "Bị trả lại: Hướng dẫn việc học tập, quán triệt Nghị quyết số 02-NQ/TW về đổi mới tổ chức công đoàn"
SYLLABLES = ["nghiêng", "Đường", "ỷ", "thuở", "quỹ", "ở", "ẫ", "x", "02-NQ/TW", "(uỷ)", "–", "“trích”", "Ệ,"]


def mail(**more: str) -> Letter:
    values = {
        "address": "dau-moi@example.vn",
        "subject": SUBJECT,
        "text": "Kính gửi đồng chí\n.một dòng bắt đầu bằng dấu chấm\n" + "rất dài " * 300 + "\n",
        "html": "<p>Kính gửi đồng chí</p>",
        "message_id": "<0123@so-theo-doi>",
    }
    return Letter(id=1, lease="a", attempts=1, **(values | more))


def to(sink: Sink, user: str = "", password: str = "") -> Server:
    return Server("smtp", "127.0.0.1", sink.port, user, password)


def test_mail_arrives_with_its_words_and_marks() -> None:
    with Sink() as sink:
        send(mail(), to(sink), SENDER, NOW)
    sender, receiver, content = sink.taken[0]
    assert (sender, receiver) == (SENDER, "dau-moi@example.vn")
    assert content.isascii() and max(map(len, content.split(b"\r\n"))) <= 78
    got = email.message_from_bytes(content, policy=email.policy.default)
    assert got["Subject"] == SUBJECT and got["To"] == "dau-moi@example.vn"
    assert (got["From"].addresses[0].display_name, got["From"].addresses[0].addr_spec) == ("Sổ theo dõi", SENDER)
    assert got["Message-ID"] == "<0123@so-theo-doi>" and got["Auto-Submitted"] == "auto-generated"
    assert got["Date"].datetime == NOW
    assert got.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
    body = got.get_body(("plain",))
    assert body is not None and body.get_content().splitlines() == mail().text.splitlines()


@pytest.mark.parametrize("seed", range(40))
def test_vietnamese_subjects_survive_folding(seed: int) -> None:
    chance = random.Random(seed)
    subject = " ".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 25)))
    raw = as_message(mail(subject=subject), SENDER, NOW).as_bytes()
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert str(make_header(decode_header(email.message_from_bytes(raw)["Subject"]))) == subject


@pytest.mark.parametrize(
    "odd",
    [
        {"subject": "Hai\ndòng"},
        {"subject": "Một\r\nBcc: ai@example.vn"},
        {"address": "không-ascii@example.vn"},
        {"address": "a@b\r\nBcc: c@d"},
        {"address": "chẳng phải địa chỉ"},
        {"address": ""},
    ],
)
def test_what_no_header_can_hold_is_final_and_nobody_is_bothered(odd: dict[str, str]) -> None:
    with Sink() as sink, pytest.raises(SendFailed) as failure:
        send(mail(**odd), to(sink), SENDER, NOW)
    assert failure.value.final and sink.visits == 0


@pytest.mark.parametrize(
    ("word", "answer", "final"),
    [
        ("RCPT", "550 no such box", True),
        ("RCPT", "450 greylisted", False),
        ("RCPT", "421 closing", False),
        ("RCPT", DROP, False),
        ("RCPT", HANG, False),
        ("DATA", "554 no", True),
        ("DATA", "451 later", False),
        ("END", "552 too large", True),
        ("END", "451 later", False),
        ("END", DROP, False),
        ("END", HANG, False),
        ("MAIL", "550 sender not allowed", False),
        ("MAIL", "452 full", False),
    ],
)
def test_only_a_refused_recipient_or_content_is_final(
    monkeypatch: pytest.MonkeyPatch, word: str, answer: str, final: bool
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    with Sink({word: answer}) as sink, pytest.raises(SendFailed) as failure:
        send(mail(), to(sink), SENDER, NOW)
    assert failure.value.final is final


@pytest.mark.parametrize(
    ("word", "answer"),
    [("GREET", "421 too busy"), ("GREET", "554 go away"), ("GREET", DROP), ("GREET", HANG), ("AUTH", "454 later")],
)
def test_server_that_lets_nobody_in_is_away(monkeypatch: pytest.MonkeyPatch, word: str, answer: str) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    with Sink({word: answer}, password="pw") as sink, pytest.raises(ServerAway):
        send(mail(), to(sink, "so", "pw"), SENDER, NOW)


def test_nobody_listening_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerAway):
        send(mail(), Server("smtp", "127.0.0.1", port, "", ""), SENDER, NOW)


def test_right_password_is_let_in_and_a_wrong_one_costs_no_mail() -> None:
    with Sink(password="pw") as sink:
        send(mail(), to(sink, "so", "pw"), SENDER, NOW)
        for wrong in ("sai", "không phải ASCII"):
            with pytest.raises(ServerAway):
                send(mail(), to(sink, "so", wrong), SENDER, NOW)
    assert len(sink.taken) == 1


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_secret_conversation_that_cannot_be_had_is_away_and_nothing_is_said_openly(scheme: str) -> None:
    with Sink() as sink:
        server = Server(scheme, "127.0.0.1", sink.port, "so", "pw")
        with pytest.raises(ServerAway):
            send(mail(), server, SENDER, NOW)
    assert sink.taken == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.vn", Server("smtp", "mail.example.vn", 25, "", "")),
        ("smtps://so:p%40w@mail.example.vn", Server("smtps", "mail.example.vn", 465, "so", "p@w")),
        ("smtp+starttls://so%40a.vn:pw@mail.vn:2525", Server("smtp+starttls", "mail.vn", 2525, "so@a.vn", "pw")),
        ("smtp+starttls://mail.vn", Server("smtp+starttls", "mail.vn", 587, "", "")),
    ],
)
def test_address_of_the_server_is_read(url: str, server: Server) -> None:
    assert Server.of(url) == server
