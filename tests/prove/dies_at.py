"""A worker or a mail reader that is killed -9 at one named point: ``python -m tests.prove.dies_at POINT``.

It does one round of its work, as the process of the product does, and the kernel ends it where it is told.
"""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlalchemy.orm import Session

from webapp import clock, intake, worker
from webapp.actions import inbound
from webapp.app import create_app
from webapp.extensions import db
from webapp.mail import outbox


def die(*_args: object, **_options: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str) -> None:
    """Die instead of ``owner.name``."""
    setattr(owner, name, die)


def after(owner: Any, name: str, times: int = 1) -> None:
    """Die when ``owner.name`` has returned for the ``times``-th time."""
    real: Callable[..., Any] = getattr(owner, name)
    left = [times]

    @wraps(real)
    def dies(*args: Any, **options: Any) -> Any:
        made = real(*args, **options)
        left[0] -= 1
        if left[0] == 0:
            die()
        return made

    setattr(owner, name, dies)


def at_the_last_word() -> None:
    """The whole content is given, and the server's answer to it is not heard any more."""
    real = smtplib.SMTP.getreply

    def getreply(self: smtplib.SMTP) -> Any:
        if getattr(self, "given", 0) == 2:
            die()
        self.given = getattr(self, "given", 0) and 2  # type: ignore[attr-defined]
        return real(self)

    put = smtplib.SMTP.putcmd

    def putcmd(self: smtplib.SMTP, cmd: str, args: str = "") -> None:
        if cmd == "data":
            self.given = 1  # type: ignore[attr-defined]
        put(self, cmd, args)

    smtplib.SMTP.getreply, smtplib.SMTP.putcmd = getreply, putcmd  # type: ignore[method-assign]


POINTS: dict[str, Callable[[], None]] = {
    "send: before the claim": lambda: before(outbox, "claim"),
    "send: claimed, not committed": lambda: after(outbox, "claim"),
    "send: claimed": lambda: before(worker.smtp, "send"),
    "send: content given, 250 not heard": at_the_last_word,
    "send: 250 heard, not marked": lambda: before(outbox, "mark_sent"),
    "send: marked, not committed": lambda: after(outbox, "mark_sent"),
    "read: before the mail is looked at": lambda: before(intake, "receive"),
    "read: while it is read": lambda: before(intake, "read"),
    "read: understood, not applied": lambda: before(inbound, "_sort"),
    "read: applied, not committed": lambda: after(intake, "receive"),
    "read: committed, 250 not said": lambda: after(Session, "commit", times=2),
}


def main(point: str) -> None:
    app = create_app()
    with app.app_context():
        office = app.config["OFFICE"]
        POINTS[point]()
        if point.startswith("read"):
            intake.take(db.session(), sys.stdin.buffer.read(), office, now=clock.now())
        else:
            worker.deliver(db.session(), clock.now(), worker.sender(office))


if __name__ == "__main__":
    main(sys.argv[1])
