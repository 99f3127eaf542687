"""A mail that came in: who wrote it, which words are the person's own, and that no mail does harm."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.replies.mails import REMINDER, bounce, mail
from webapp.cli_mail import mail as command
from webapp.replies import Reader, read
from webapp.rules.words import Intent, MailKind

pytestmark = pytest.mark.pure

AUTO = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated"},
    {"X_Autoreply": "yes"},
    {"Precedence": "auto_reply"},
    {"Subject": "Trả lời tự động: Việc của cơ quan"},
    {"Subject": "Automatic reply: task"},
    {"Subject": "Out of Office: task"},
    {"Subject": "Réponse automatique : tâche"},
    {"Subject": "Automatische Antwort: Aufgabe"},
    {"Subject": "自动回复: 任务"},
    {"Precedence": "bulk", "List_Id": "<news.example.vn>", "List_Unsubscribe": "<https://example.vn/u>"},
]


@pytest.mark.parametrize("headers", AUTO, ids=str)
def test_machine_mail_is_no_answer(headers: dict[str, str]) -> None:
    found = read(mail("Đã hoàn thành. Tôi nghỉ phép đến 20/11.", **headers))
    assert found.kind is MailKind.AUTO and found.update is None


@pytest.mark.parametrize(
    "headers", [{"X_Auto_Response_Suppress": "All"}, {"Auto_Submitted": "no"}, {"Precedence": "normal"}], ids=str
)
def test_a_persons_mail_is_not_taken_for_a_machines(headers: dict[str, str]) -> None:
    found = read(mail(**headers))
    assert found.kind is MailKind.HUMAN and found.update is not None and found.update.intent is Intent.DONE


@pytest.mark.parametrize(("status", "permanent"), [("5.1.1", True), ("4.2.2", False)])
def test_a_bounce_names_who_was_not_reached_and_which_mail(status: str, permanent: bool) -> None:
    found = read(bounce("nguoi-cu@example.vn", status, "<abc.token@so-theo-doi>"))
    assert found.kind is MailKind.BOUNCE and found.update is None and found.failure is not None
    assert found.failure.addresses == ("nguoi-cu@example.vn",)
    assert (found.failure.permanent, found.failure.message_id) == (permanent, "<abc.token@so-theo-doi>")


QUOTES = [
    "Vào Th 3, 9 thg 11, 2021 vào lúc 08:00 Sổ theo dõi <so@example.vn> đã viết:\n> ",
    "On Tue, Nov 9, 2021 at 8:00 AM Sổ theo dõi <so@example.vn> wrote:\n> ",
    "-----Original Message-----\nFrom: so@example.vn\nSent: Tuesday, November 9, 2021 8:00 AM\nTo: dau-moi@example.vn\nSubject: Việc\n\n",
    "________________________________\nTừ: Sổ theo dõi <so@example.vn>\nĐã gửi: 09 Tháng Mười Một 2021 08:00\nTới: dau-moi@example.vn\nChủ đề: Việc\n\n",
    "-----Thư gốc-----\nTừ: so@example.vn\n\n",
    "",
]


@pytest.mark.parametrize("head", QUOTES, ids=range(len(QUOTES)))
def test_the_persons_own_words_are_kept_and_ours_are_not(head: str) -> None:
    quoted = head + (REMINDER.replace("\n", "\n> ") if head.endswith("> ") else REMINDER)
    found = read(mail(f"Đang trình ký, chưa ban hành.\n\nTrân trọng!\n\n{quoted}"), [REMINDER])
    assert found.text.startswith("Đang trình ký, chưa ban hành.")
    assert "Hoàn thành thì ghi số" not in found.text and "trả lời phía trên" not in found.text
    assert found.update is not None and found.update.intent is Intent.IN_PROGRESS


def test_a_mail_of_html_alone_is_read_as_its_reader_sees_it() -> None:
    found = read(
        mail(
            "",
            '<div>Đã ban hành <b>Kế hoạch số 12-KH/HU</b><span style="display:none">chưa</span></div>'
            '<blockquote class="gmail_quote">Hạn: 10/11/2021</blockquote>',
        )
    )
    assert "12-KH/HU" in found.text and "chưa" not in found.text and "Hạn" not in found.text


def test_a_mail_passed_on_without_a_word_is_no_answer() -> None:
    found = read(
        mail(
            "---------- Forwarded message ---------\nFrom: so@example.vn\nSubject: Việc\n\nĐã hoàn thành.",
            Subject="Fwd: Việc",
        )
    )
    assert found.kind is MailKind.FORWARD and found.update is None


HOSTILE = {
    "a giant header": b"From: a@example.vn\r\nTo: " + b"x@example.vn, " * 12_000 + b"\r\n\r\nxong",
    "many headers": b"".join(b"X-%d: y\r\n" % number for number in range(9000)) + b"From: a@b.vn\r\n\r\nxong",
    "two thousand parts": b"From: a@b.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 2000
    + b"--b--\r\n",
    "a deep nest": b"From: a@b.vn\r\nMIME-Version: 1.0\r\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(200)),
    "too many bytes": b"From: a@b.vn\r\nSubject: x\r\nTo: c@d.vn\r\n\r\n" + b"a" * (26 * 2**20),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_held_quickly_and_the_next_one_is_read(name: str) -> None:
    with Reader() as reader:
        began = time.monotonic()
        assert reader.read(HOSTILE[name]).kind in (MailKind.HOLD, MailKind.HUMAN)
        assert time.monotonic() - began < 30
        assert reader.read(mail()).kind is MailKind.HUMAN


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"From: a@b.vn\r\nContent-Type: text/plain; charset=khong-co\r\n\r\n\xff\xfe\xfd",
        b"From: a@b.vn\r\nContent-Type: multipart/mixed\r\n\r\nxong",
        b"From: a@b.vn\r\nContent-Transfer-Encoding: base64\r\nSubject: =?utf-8?B?!!!?=\r\n\r\n%%%%",
        mail()[:200],
    ],
)
def test_a_broken_mail_raises_nothing(raw: bytes) -> None:
    assert read(raw).kind in MailKind


WORDS = st.text(alphabet="abcdeghiklmnopqrstuvxyăâđêôơư ", min_size=60, max_size=120).filter(
    lambda line: len(line.split()) > 3
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.text(max_size=200), sent=st.lists(WORDS, min_size=1, max_size=4), mark=st.sampled_from(["", "> ", ">> "]))
def test_no_line_of_ours_is_ever_taken_for_theirs(reader: Reader, own: str, sent: list[str], mark: str) -> None:
    pasted = "\n".join(mark + line for line in sent)
    found = reader.read(f"{own}\n{pasted}".encode("utf-8", "replace"), ["\n".join(sent)])
    kept = " ".join(found.text.split())
    assert not any(" ".join(line.split()) in kept for line in sent)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def test_the_command_reads_each_file_and_fails_for_none(tmp_path: Path) -> None:
    good, missing = tmp_path / "a.eml", tmp_path / "khong-co.eml"
    good.write_bytes(mail("Đã được 60%, đang trình ký."))
    done = CliRunner().invoke(command, ["read", str(good), str(missing), "--json"])
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert first == {
        "file": str(good),
        "kind": "human",
        "text": "Đã được 60%, đang trình ký.",
        "update": {"intent": "in_progress", "progress": 60, "document": None, "asked_due": None, "certain": True},
    }
    assert (second["file"], second["kind"], second["update"]) == (str(missing), "hold", None)
