"""The bounded child: ``python -m webapp.replies.child`` reads mails on stdin, one after the other, answers on stdout.

Each mail is read in a fork of its own with bounded memory, CPU and time, so that a hostile one ends that fork only and
the next is read as if nothing had been. A frame is two lengths (8 bytes each), the mails we sent as JSON, the mail.
"""

import json
import logging
import os
import signal
import sys
from typing import BinaryIO

from webapp.bounded import MIB, bind
from webapp.replies.caps import BROKEN, TOO_HEAVY
from webapp.replies.message import Unreadable
from webapp.replies.reading import read_mail
from webapp.replies.reply import Reply
from webapp.replies.wire import FRAME, SIZE, pack
from webapp.rules.words import MailKind

MEMORY = 512 * MIB
CPU_SECONDS = 5
PATIENCE = 20
"""Seconds of wall clock for one mail."""


def answer(raw: bytes, sent: list[str]) -> Reply:
    """The reply, or what holds it."""
    try:
        return read_mail(raw, sent)
    except Unreadable as refusal:
        why = str(refusal)
    except (MemoryError, RecursionError):
        why = TOO_HEAVY
    except Exception:  # a parser may fail in any way on a hostile mail; the mail is kept and a person looks at it
        why = BROKEN
    return Reply(MailKind.HOLD, why=why)


def _read_in_fork(raw: bytes, sent: list[str]) -> bytes:
    """The packed reply, written by a fork that cannot outgrow its bounds."""
    come_out, go_in = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(come_out)
        bind(MEMORY, CPU_SECONDS)
        signal.alarm(PATIENCE)
        with os.fdopen(go_in, "wb") as out:
            out.write(pack(answer(raw, sent)))
        os._exit(0)
    os.close(go_in)
    with os.fdopen(come_out, "rb") as come:
        packed = come.read()
    _, status = os.waitpid(child, 0)
    return packed if status == 0 else pack(Reply(MailKind.HOLD, why=TOO_HEAVY))


_WARM = (
    b"From: a@example.vn\nTo: b@example.vn\nSubject: Re: =?utf-8?B?VmnhuqFj?=\nDate: Tue, 10 Nov 2026 09:00:00 +0700\n"
    b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
    b"--b\nContent-Type: text/plain; charset=utf-8\n\n"
    b"Da ban hanh so 12-KH/TU ngay 5/11, dat 60%. Xin gia han den 20/12.\n\n"
    b"On Tue, 10 Nov 2026 at 9:12 AM X <x@example.vn> wrote:\n> abc\n\n-- \nA\n"
    b"--b\nContent-Type: text/html; charset=utf-8\n\n<p>x</p>\n--b--\n"
)
_WARM_BOUNCE = b"Subject: x\nTo: a@example.vn\nFrom: MAILER-DAEMON@example.vn\n\nundeliverable"


def warm_up() -> None:
    """Read mails of our own once, so that what is prepared on first use is prepared before the forks."""
    for mail in (_WARM, _WARM.replace(b"text/plain", b"text/x-none"), _WARM_BOUNCE):
        answer(mail, ["abc def"])


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer every frame until the questions end."""
    while len(head := questions.read(FRAME.size)) == FRAME.size:
        sizes = FRAME.unpack(head)
        sent, raw = json.loads(questions.read(sizes[0])), questions.read(sizes[1])
        packed = _read_in_fork(raw, sent)
        answers.write(SIZE.pack(len(packed)) + packed)
        answers.flush()


if __name__ == "__main__":
    logging.disable()  # a parser's complaint about a mail is no business of the log
    warm_up()
    serve(sys.stdin.buffer, sys.stdout.buffer)
