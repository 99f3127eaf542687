"""A document's bytes to its text. What could be hostile is parsed in a child process with bounded time and memory."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from webapp.files.plain_text import MAX_CHARACTERS, DocumentText, decode_text, document
from webapp.files.signatures import Content, content_of, extension
from webapp.files.unreadable import (
    BROKEN,
    EMPTY,
    LOCKED,
    MIB,
    OLD_WORD,
    TOO_HEAVY,
    TOO_LONG,
    TOO_SLOW,
    UnreadableFile,
    disguised,
    too_large,
    wrong_type,
)

__all__ = ["MAX_BYTES", "DocumentText", "UnreadableFile", "read_document"]

MAX_BYTES = 20 * MIB
ROOT = Path(__file__).resolve().parents[2]
"""Where the child finds our code, wherever the command was given."""
PATIENCE = 30
"""Seconds of wall clock that a parse may take."""
PATIENCE_IN_BACKGROUND = 120
"""The same where nobody waits for the answer: a busy machine gives a child little of its time."""
STRETCH = 40
"""Pages of a long PDF that one child reads: a fifth of its CPU time where pages are as usual."""
READABLE = {"docx": Content.DOCX, "pdf": Content.PDF, "txt": Content.OTHER, "md": Content.OTHER}


Progress = Callable[[int, int], None]
"""``progress(done, total)``: how many pages have been read."""


def read_document(data: bytes, file_name: str, *, progress: Progress | None = None) -> DocumentText:
    """The text of a .docx, .pdf with a text layer, .txt or .md. With ``progress``, a PDF of any length is read.

    Raises UnreadableFile, whose sentence says what is wrong and what to do, for everything else: empty, too large,
    of another kind than its name says, locked, broken, scanned, or too heavy to be read within bounds.
    """
    kind = _checked_kind(data, file_name)
    if kind == "txt":
        return document("txt", decode_text(data, kind))
    if kind == "md":
        return document("md", decode_text(data, kind))
    if kind == "pdf" and progress:
        return _in_stretches(data, progress)
    return _text(in_child(kind, data))


def _in_stretches(data: bytes, progress: Progress) -> DocumentText:
    """A PDF's text, read by one child after the other, each with bounds of its own, and put together by the last."""
    pages: list[Any] = []
    total, characters = 1, 0
    while len(pages) < total:
        answer = in_child("pages", data, len(pages), len(pages) + STRETCH, patience=PATIENCE_IN_BACKGROUND)
        pages += answer["pages"]
        total = answer["total"]
        characters += sum(len(line["text"]) for page in answer["pages"] for line in page["lines"])
        if characters > MAX_CHARACTERS:
            raise UnreadableFile(TOO_LONG)
        progress(len(pages), total)
    return _text(in_child("joined", json.dumps(pages).encode(), patience=PATIENCE_IN_BACKGROUND))


def _text(answer: dict[str, Any]) -> DocumentText:
    return DocumentText(**{**answer, "notes": tuple(answer["notes"])})


def glance(data: bytes, file_name: str) -> DocumentText | None:
    """A PDF's bare text and how many pages it has, in no order that could be read: quick, to look for marks in it.

    None for every other kind of file. Raises UnreadableFile.
    """
    if _checked_kind(data, file_name) != "pdf":
        return None
    return _text(in_child("glance", data))


def _checked_kind(data: bytes, file_name: str) -> str:
    if not data:
        raise UnreadableFile(EMPTY)
    if len(data) > MAX_BYTES:
        raise too_large(len(data), MAX_BYTES)
    kind, content = extension(file_name), content_of(data)
    if content is Content.LOCKED:
        raise UnreadableFile(LOCKED)
    if kind == "doc":
        raise UnreadableFile(OLD_WORD)
    if kind not in READABLE:
        raise wrong_type(kind, ".docx, .pdf, .txt hoặc .md")
    if content is not READABLE[kind]:
        broken = kind == "docx" and content is Content.ZIP
        raise UnreadableFile(BROKEN) if broken else disguised(kind, content.label)
    return kind


def in_child(kind: str, data: bytes, *numbers: int, patience: float = 0) -> dict[str, Any]:
    """What the child read of a file of ``kind``, as plain values. Raises UnreadableFile with the child's sentence."""
    return ask_child(["webapp.files.child", kind, *map(str, numbers)], data, patience=patience or PATIENCE)


def ask_child(module: Sequence[str], data: bytes, *, patience: float) -> dict[str, Any]:
    """What a bounded child (its module, and what it is called with) answers to ``data`` within ``patience`` seconds.
    Raises UnreadableFile with the child's own sentence, or when it came to its bounds."""
    command = [sys.executable, "-m", *module]
    try:
        done = subprocess.run(  # noqa: S603 - our own command, the document only on its stdin
            command, input=data, capture_output=True, timeout=patience, check=False, cwd=ROOT
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(TOO_SLOW) from None
    if done.returncode != 0:
        raise UnreadableFile(TOO_SLOW if done.returncode == -24 else TOO_HEAVY)
    answer: dict[str, Any] = json.loads(done.stdout or b"{}")
    if not answer or "refused" in answer:
        raise UnreadableFile(answer.get("refused", BROKEN))
    return answer
