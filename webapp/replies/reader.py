"""Reads mails from the outside: the caps first, then a bounded child. Nothing a mail holds can raise or stall."""

import json
import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType

from webapp.replies.caps import BROKEN, over
from webapp.replies.reply import Reply
from webapp.replies.wire import FRAME, SIZE, unpack
from webapp.rules.words import MailKind


class Reader:
    """A child that reads one mail after the other; use it as a context. For one mail there is ``read``."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, raw: bytes, sent: Sequence[str] = ()) -> Reply:
        """The mail in ``raw``, a whole message or its bare text; what cannot be read safely is held, never raised."""
        refused = over(raw)
        if refused:
            return Reply(MailKind.HOLD, why=refused)
        try:
            return unpack(self._ask(raw, list(sent)))
        except (OSError, ValueError, KeyError, TypeError):
            self._end()
            return Reply(MailKind.HOLD, why=BROKEN)

    def _ask(self, raw: bytes, sent: list[str]) -> bytes:
        if self._child is None or self._child.poll() is not None:
            command = [sys.executable, "-m", "webapp.replies.child"]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        questions, answers = self._child.stdin, self._child.stdout
        if questions is None or answers is None:
            raise OSError("no pipe")
        ours = json.dumps(sent).encode()
        questions.write(FRAME.pack(len(ours), len(raw)) + ours + raw)
        questions.flush()
        (size,) = SIZE.unpack(answers.read(SIZE.size).ljust(SIZE.size, b"\0"))
        return answers.read(size)

    def _end(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        child.kill()
        child.wait()


def read(raw: bytes, sent: Sequence[str] = ()) -> Reply:
    """One mail: its kind, the person's own words and the update they give.

    ``raw`` is a whole message or the bare text of one, ``sent`` the texts we sent to this person. Never raises for
    what a mail holds: what cannot be read within bounds comes back as ``MailKind.HOLD`` with the reason.
    """
    with Reader() as reader:
        return reader.read(raw, sent)
