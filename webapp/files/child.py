"""The bounded child: ``python -m webapp.files.child KIND [NUMBER…]`` reads stdin and answers JSON on stdout.

A hostile file can only end this process: 512 MiB of memory, 20 seconds of CPU, no file written, no network used.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from webapp.bounded import bind
from webapp.files.unreadable import BROKEN, MIB, TOO_HEAVY, UnreadableFile

Parser = Callable[..., Any]
"""Takes the bytes, and perhaps numbers, such as which pages to read."""
PARSERS = {
    "docx": ("webapp.files.word", "parse_docx"),
    "pdf": ("webapp.files.pdf", "parse_pdf"),
    "pages": ("webapp.files.pdf", "read_stretch"),
    "joined": ("webapp.files.pdf", "join_stretches"),
    "glance": ("webapp.files.pdf_glance", "glance_pdf"),
    "xlsx": ("webapp.files.number_sheets", "parse_workbook"),
}
"""Room and name of each kind's parser: a child is started for every file, and loads the libraries of its own kind."""
MEMORY = 512 * MIB
CPU_SECONDS = 20
MAX_ANSWER = 64 * MIB
"""Bytes of an answer: the process that asked has to hold them."""


def parser_of(kind: str) -> Parser:
    """The parser of ``kind``, with the libraries it needs loaded."""
    room, name = PARSERS[kind]
    parser: Parser = getattr(import_module(room), name)
    return parser


def answer(parse: Parser, data: bytes, *numbers: int) -> dict[str, object]:
    """The document's text as plain values, or {"refused": sentence}."""
    try:
        return asdict(parse(data, *numbers))
    except UnreadableFile as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_HEAVY}
    except Exception:  # a parser may fail in any way on a hostile file; the person needs one sentence
        return {"refused": BROKEN}


def main() -> None:
    """Bound this process, parse what comes in, answer."""
    parse = parser_of(sys.argv[1])
    bind(MEMORY, CPU_SECONDS)
    data = sys.stdin.buffer.read()
    said = json.dumps(answer(parse, data, *map(int, sys.argv[2:])))
    sys.stdout.write(said if len(said) <= MAX_ANSWER else json.dumps({"refused": TOO_HEAVY}))


if __name__ == "__main__":
    main()
