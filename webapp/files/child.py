"""The bounded child: ``python -m webapp.files.child docx|pdf|glance|xlsx`` reads stdin and answers JSON on stdout.

A hostile file can only end this process: 512 MiB of memory, 20 seconds of CPU, no file written, no network used.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from webapp.bounded import bind
from webapp.files.number_sheets import parse_workbook
from webapp.files.pdf import parse_pdf
from webapp.files.pdf_glance import glance_pdf
from webapp.files.unreadable import BROKEN, MIB, TOO_HEAVY, UnreadableFile
from webapp.files.word import parse_docx

PARSERS: dict[str, Callable[[bytes], Any]] = {
    "docx": parse_docx,
    "pdf": parse_pdf,
    "glance": glance_pdf,
    "xlsx": parse_workbook,
}
MEMORY = 512 * MIB
CPU_SECONDS = 20


def answer(kind: str, data: bytes) -> dict[str, object]:
    """The document's text as plain values, or {"refused": sentence}."""
    try:
        return asdict(PARSERS[kind](data))
    except UnreadableFile as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_HEAVY}
    except Exception:  # a parser may fail in any way on a hostile file; the person needs one sentence
        return {"refused": BROKEN}


def main() -> None:
    """Bound this process, parse what comes in, answer."""
    bind(MEMORY, CPU_SECONDS)
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(answer(sys.argv[1], data)))


if __name__ == "__main__":
    main()
