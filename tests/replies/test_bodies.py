"""Bodies in HTML, in parts, in other encodings: the same words come out of all of them."""

import base64
import quopri
import unicodedata

import pytest

from tests.replies.bodies import BODIES
from tests.replies.pages import PAGES
from webapp.replies.reading import read_mail

pytestmark = pytest.mark.pure

OWN = "Đã ban hành kế hoạch ngày 5/11."
OLD = "<p>Nhiệm vụ: Báo cáo kết quả</p><p>Hạn: 10/11/2026</p>"
HTML = "text/html; charset=utf-8"


def _mail(body: bytes, content: str, encoding: str = "8bit", subject: str = "Re: Viec") -> bytes:
    head = (
        f"From: Dau moi <dau-moi@example.vn>\nTo: so@example.vn\nSubject: {subject}\nMessage-ID: <a@b>\n"
        f"Date: Tue, 10 Nov 2026 09:00:00 +0700\nMIME-Version: 1.0\nContent-Type: {content}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + body


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_an_answer_in_html_is_read_as_its_reader_sees_it(page: str) -> None:
    body = page.replace("{own}", OWN).replace("{old}", OLD).encode()
    assert read_mail(_mail(body, HTML), []).text == OWN
    assert read_mail(_mail(base64.encodebytes(body), HTML, "base64"), []).text == OWN
    assert read_mail(_mail(quopri.encodestring(body), HTML, "quoted-printable"), []).text == OWN


@pytest.mark.parametrize(
    ("subject", "content", "body", "own", "kind"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_a_body_gives_what_the_person_wrote(subject: str, content: str, body: str, own: str, kind: str) -> None:
    found = read_mail(_mail(body.encode(), content, subject=subject), [])
    assert (found.text, found.kind.value) == (own, kind)


def _with_loose_tones(text: str) -> bytes:
    """The Vietnamese code page of Windows: letters with their hook or hat, tones as signs of their own."""
    plain = unicodedata.normalize("NFD", text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    kept = "".join(f"\0{char}" if char in tones else char for char in plain)
    parts = (
        part[:1] + unicodedata.normalize("NFC", part[1:]) if n else unicodedata.normalize("NFC", part)
        for n, part in enumerate(kept.split("\0"))
    )
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (OWN.encode(), "iso-8859-1"),
        (OWN.encode(), "windows-1258"),
        (OWN.encode(), "us-ascii"),
        (OWN.encode(), "x-unknown"),
        (b"\xef\xbb\xbf" + OWN.encode(), "utf-8"),
        (unicodedata.normalize("NFD", OWN).encode(), "utf-8"),
        (_with_loose_tones(OWN), "windows-1258"),
        (_with_loose_tones(OWN), "windows-1252"),
        (_with_loose_tones(OWN), "iso-8859-1"),
        (_with_loose_tones(OWN), "us-ascii"),
    ],
)
def test_a_wrong_name_for_the_encoding_does_no_harm(body: bytes, charset: str) -> None:
    assert read_mail(_mail(body, f"text/plain; charset={charset}"), []).text == OWN


def test_italian_stays_italian() -> None:
    body = "Perciò è così: non è più possibile.".encode("latin-1")
    assert read_mail(_mail(body, "text/plain; charset=iso-8859-1"), []).text == "Perciò è così: non è più possibile."


def test_half_letters_that_an_encoding_lets_through_are_dropped() -> None:
    found = read_mail(_mail(b"xong +2AA- roi", "text/plain; charset=utf-7", subject="=?utf-7?Q?a+3AA-b?="), [])
    assert (found.text, found.subject) == ("xong  roi", "ab")
