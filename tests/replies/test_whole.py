"""Whole mails, as clients and machines write them: whose words they are, and that no machine is taken for a person."""

import unicodedata

import pytest

from tests.replies.whole import Whole, wholes
from webapp.replies.reading import read_mail
from webapp.rules.words import MailKind

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("mail", wholes("humans"), ids=lambda mail: mail.title)
def test_a_persons_words_stay_and_the_rest_goes(mail: Whole) -> None:
    found = read_mail(mail.raw, [])
    words = _squeezed(found.text)
    assert found.kind is MailKind.HUMAN
    assert [own for own in mail.own if own not in words] == []
    assert [out for out in mail.out if out in words] == []


@pytest.mark.parametrize("mail", wholes("machines"), ids=lambda mail: mail.title)
def test_a_machine_is_not_taken_for_a_person(mail: Whole) -> None:
    kinds, _, _name = mail.title.partition(" :: ")
    assert read_mail(mail.raw, []).kind.value in kinds.split("|")


@pytest.mark.parametrize(
    "words",
    [
        "Đã gửi từ hôm qua rồi ạ",
        "Gửi từ ngày 5/11",
        "Được gửi từ thứ Hai",
        "Sent by email yesterday",
        "Từ điện thoại em gửi tạm",
    ],
)
def test_an_answer_that_begins_like_a_clients_line_stays(words: str) -> None:
    assert read_mail(words.encode(), []).text == words


@pytest.mark.parametrize(
    "line",
    [
        "Đã gửi từ iPhone của tôi",
        "Được gửi bằng Zoho Mail",
        "Sent with Proton Mail secure email.",
        "Từ điện thoại Samsung",
        "Gửi từ máy tính",
    ],
)
def test_a_clients_line_goes(line: str) -> None:
    assert read_mail(f"Xong\n{line}".encode(), []).text == "Xong"


@pytest.mark.parametrize(
    "words", ["Cảm ơn đồng chí đã gửi thư, em sẽ trả lời sau.", "Thư của Ban đã được chuyển đồng chí Bí thư xem."]
)
def test_a_persons_thanks_are_not_a_machines(words: str) -> None:
    assert read_mail(words.encode(), []).kind is MailKind.HUMAN


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
