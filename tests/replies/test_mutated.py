"""Mails cut, doubled, scrambled and mislabelled: each is read or held, and nothing is ever raised."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.replies.clients import MARKED, SIGNED, UNMARKED
from tests.replies.machines import MACHINES, machine_mail
from tests.replies.mails import bounce, mail
from tests.replies.pages import PAGES
from webapp.replies.child import answer
from webapp.replies.message import Unreadable
from webapp.replies.reading import read_mail
from webapp.rules.words import MailKind

pytestmark = pytest.mark.pure

WHOLE = [
    *(machine_mail(*row[1:]) for row in MACHINES),
    *(mail("x", page) for page in PAGES.values()),
    *(mail(f"Đã xong.\n{end}\n\n{head}\n> cũ") for end, head in zip(SIGNED, MARKED, strict=False)),
    *(mail(f"60%\n\n{head}cũ") for head in UNMARKED),
    bounce(),
    b"Xong ngay 5/11",
]
NOISE = [
    b"\0", b"\xff\xfe", b"\r", b"\n\n", b"--b\n", b"--b--\n", b"Content-Type: multipart/mixed; boundary=b\n\n", b"=?utf-8?B?/////w?=",
    b"=?x?Q?=ZZ?=", b"Content-Type: text/html; charset=utf-7\n\n", b"+2AA-", b"=?utf-7?Q?+2AA-?= ", b"Content-Type: text/plain; charset=utf-7\n\n+3AA- xong +2D0-\n", b"Content-Transfer-Encoding: base64\n", b"<div><blockquote><!--",
    b"Content-Type: message/delivery-status\n\n", b"Content-Type: message/rfc822\n\n", b"From: <>\n", b"Date: Tue, 99 Foo 99999 99:99:99 +9999\n",
    b"Content-Type: text/plain; charset*=\"utf-8''%ff\"; name*0*=x\n\n", b">" * 500, b"begin 644 x\n", "\u202e\u0301́".encode(), b"From: a@b (((((\n",
    b"Message-ID: <<<>>>\nReferences: <a> <b\n", b"31/02 0/0 99/99/9999 101% 1000%", b"Content-Disposition: attachment; filename*=x'y'%\n\n",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(1, 5))):
        at, end = sorted((draw(st.integers(0, len(raw))), draw(st.integers(0, len(raw)))))
        middle = draw(
            st.sampled_from([b"", raw[at:end] * 2, draw(st.sampled_from(NOISE)), bytes(reversed(raw[at:end]))])
        )
        keep = draw(st.booleans())
        raw = raw[:at] + middle + (raw[at:] if keep else raw[end:])
    return raw[:60_000]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=mutated())
def test_a_mutated_mail_is_read_or_held(raw: bytes) -> None:
    try:
        found = read_mail(raw, ["Nhiệm vụ: Báo cáo kết quả quán triệt"])
    except Unreadable:
        found = answer(raw, [])
        assert found.kind is MailKind.HOLD and found.why
    assert found.kind in MailKind
    told = (found.text, found.subject, found.sender, *found.recipients, *(each.filename for each in found.attachments))
    assert all(words.encode("utf-8") is not None for words in told)
    assert found.update is None or found.kind is MailKind.HUMAN
    assert found.update is None or found.update.progress is None or 0 <= found.update.progress <= 100
