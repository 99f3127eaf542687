"""Web and worker side by side: started together, and stopped together when either ends."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

THREADS = 8
READY_WITHIN = 60.0
POLL = 0.3


def run(host: str, port: int, say: Callable[[str], object]) -> int:
    """Run until a signal comes or one of the two dies; the exit code (0 only after a signal)."""
    if not _free(host, port):
        say(f"Cổng {port} đang có chương trình khác dùng. Đặt PORT khác, ví dụ PORT=8001 bin/run.")
        return 2
    children = [subprocess.Popen(command) for command in _commands(host, port)]  # noqa: S603
    stopped = _Signal()
    try:
        address = f"http://{host}:{port}"
        if _answers(address, children, stopped):
            say(f"Sổ theo dõi đang chạy ở {address} (Ctrl+C để dừng)")
        while not stopped and all(child.poll() is None for child in children):
            time.sleep(POLL)
    finally:
        _stop(children)
    return 0 if stopped else 1


def _commands(host: str, port: int) -> list[list[str]]:
    web = ["gunicorn", "wsgi:app", "--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "1"]
    web += ["--threads", str(THREADS), "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "20"]
    return [[sys.executable, "-m", *web], [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]]


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _answers(address: str, children: list[subprocess.Popen[bytes]], stopped: "_Signal") -> bool:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not stopped and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            time.sleep(POLL)  # the web answers, the worker has not given its first sign of life
        except OSError:
            time.sleep(POLL)
    return False


class _Signal:
    """True once SIGTERM or SIGINT has come."""

    def __init__(self) -> None:
        self._came = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self._came = True

    def __bool__(self) -> bool:
        return self._came


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=30)
        except subprocess.TimeoutExpired:
            child.kill()
