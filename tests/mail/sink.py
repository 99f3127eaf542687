"""A mail server for tests: takes mails on this machine, or misbehaves as it is told."""

import base64
import socketserver
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

DROP, HANG = "drop", "hang"
"""Instead of an answer: close the connection, or say nothing until the other side gives up."""


@dataclass
class Sink:
    """``says`` maps a word of the conversation (GREET, EHLO, AUTH, MAIL, RCPT, DATA, END) to another answer.

    ``says_of`` does so for one recipient's mails only, one after the other for each try; after the last
    one all is well.

    ``taken`` holds what was accepted: sender, recipient, content. A mail whose END is answered by DROP is taken too:
    the server has it, and the sender cannot know.
    """

    says: dict[str, str] = field(default_factory=dict)
    says_of: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    password: str = ""
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    visits: int = 0
    tries: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        sink = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                sink.visits += 1
                with suppress(ConnectionError):  # a sender that was killed
                    _Talk(sink, self).run()

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])


class _Talk:
    """One conversation, word by word."""

    def __init__(self, sink: Sink, handler: socketserver.StreamRequestHandler) -> None:
        self.sink, self.handler, self.sender, self.to = sink, handler, "", ""
        self.says = sink.says

    def run(self) -> None:
        open_ = self.say("GREET", "220 sink")
        while open_ and (line := self.handler.rfile.readline().decode("ascii").strip()):
            verb, _, rest = line.partition(" ")
            open_ = self.answer(verb.upper(), rest)

    def answer(self, verb: str, rest: str) -> bool:
        if verb == "QUIT":
            self.handler.wfile.write(b"221 bye\r\n")
            return False
        if verb in ("EHLO", "HELO"):
            return self.say("EHLO", "250-sink\r\n250 AUTH PLAIN" if self.sink.password else "250 sink")
        if verb == "AUTH":
            given = base64.b64decode(rest.split()[-1]).decode().split("\0")
            return self.say("AUTH", "235 ok" if given[-1] == self.sink.password else "535 wrong password")
        if verb == "DATA":
            return self.say("DATA", "354 go on") and self.take_content()
        if verb == "MAIL":
            self.sender = rest.partition(":")[2].split()[0].strip("<>")
        if verb == "RCPT":
            self.to = rest.partition(":")[2].strip("<>")
            planned = self.sink.says_of.get(self.to, [])
            self.says = self.sink.says | (planned.pop(0) if planned else {})
            self.sink.tries[self.to] += 1
        return self.say(verb, "250 ok")

    def take_content(self) -> bool:
        if self.says.get("DATA"):
            return True
        lines = []
        while (line := self.handler.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.says.get("END", "2")[0] in "2d":
            self.sink.taken.append((self.sender, self.to, b"".join(lines)))
        return self.say("END", "250 taken")

    def say(self, word: str, usual: str) -> bool:
        """Answer; False when the conversation is over."""
        said = self.says.get(word, usual)
        if said == HANG:
            time.sleep(1.5)
        if said in (DROP, HANG):
            return False
        self.handler.wfile.write(f"{said}\r\n".encode())
        return not said.startswith("421")
