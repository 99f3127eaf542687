"""Web and worker side by side: started together, and stopped together when either ends."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from webapp.config import LOCAL_HOST, Config

ROOT = Path(__file__).resolve().parent.parent
THREADS = 8
GRACE = 20
"""Seconds that requests under way get to finish after the word to stop."""
READY_WITHIN = 60.0
POLL = 0.2
PR_SET_PDEATHSIG = 1
Say = Callable[[str], object]
Child = subprocess.Popen[bytes]


def port_is_free(config: Config) -> bool:
    """Whether our address can be listened on now."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host.strip("[]"), config.port))
        except OSError:
            return False
    return True


def run(config: Config, say: Say) -> int:
    """Run until a signal comes or one of the two dies; the exit code (0 only after a signal)."""
    with _Stop() as stop:
        children = {name: _start(command, config) for name, command in _commands(config).items()}
        try:
            if _answers(config, children, stop):
                say(f"Sổ theo dõi đang chạy ở {config.base_url} (Ctrl+C để dừng)")
            while not stop and _all_alive(children):
                time.sleep(POLL)
            dead = [name for name, child in children.items() if child.poll() is not None]
        finally:
            _end(list(children.values()))
    if stop:
        say("Đã dừng.")
        return 0
    say(f"Đã dừng, vì {' và '.join(dead)} dừng trước (xem các dòng trên).")
    return 1


def _commands(config: Config) -> dict[str, list[str]]:
    """The two processes, by the words in which they are told of. No access log: addresses may hold secrets."""
    web = ["gunicorn", "wsgi:app", "--bind", _bind(config), "--worker-class", "gthread", "--workers", "1"]
    web += ["--threads", str(THREADS), "--graceful-timeout", str(GRACE), "--log-level", "warning"]
    web += ["--no-control-socket", "--logger-class", "webapp.web.discreet.Logger"]
    worker = ["flask", "--app", "wsgi", "worker"]
    return {"trang web": [sys.executable, "-m", *web], "tiến trình nền": [sys.executable, "-m", *worker]}


def _bind(config: Config) -> str:
    host = config.host.strip("[]")
    return f"[{host}]:{config.port}" if ":" in host else f"{host}:{config.port}"


def _start(command: list[str], config: Config) -> Child:
    """A child out of reach of the terminal's Ctrl+C (we pass the word on), that ends when we are killed."""
    env = {**os.environ, "DATA_DIR": str(config.data_dir), "PORT": str(config.port)}
    return subprocess.Popen(  # noqa: S603 - our own two commands
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent
    )


def _die_with_parent() -> None:
    """Linux only; elsewhere a killed parent leaves the children to whoever killed it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _all_alive(children: dict[str, Child]) -> bool:
    return all(child.poll() is None for child in children.values())


def _answers(config: Config, children: dict[str, Child], stop: "_Stop") -> bool:
    """Wait until /health says that all is well; False when that takes too long, or a child or a signal is quicker."""
    ends = time.monotonic() + READY_WITHIN
    while time.monotonic() < ends and not stop and _all_alive(children):
        if _healthy(config):
            return True
        time.sleep(POLL)
    return False


def _healthy(config: Config) -> bool:
    here = LOCAL_HOST if config.host in ("0.0.0.0", "") else config.host.strip("[]")  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(here, config.port, timeout=2)
    with suppress(OSError, http.client.HTTPException):
        try:
            connection.request("GET", "/health", headers={"Host": config.trusted_hosts[0]})
            return connection.getresponse().status == http.HTTPStatus.OK
        finally:
            connection.close()
    return False


def _end(children: list[Child]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=GRACE + 10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


class _Stop:
    """True once SIGTERM or SIGINT has come; gives the signals back at the end."""

    SIGNALS = (signal.SIGTERM, signal.SIGINT)

    def __init__(self) -> None:
        self._came = False

    def __enter__(self) -> "_Stop":
        self._before = [signal.signal(number, self._note) for number in self.SIGNALS]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in zip(self.SIGNALS, self._before, strict=True):
            signal.signal(number, handler)

    def __bool__(self) -> bool:
        return self._came

    def _note(self, *_: object) -> None:
        self._came = True
