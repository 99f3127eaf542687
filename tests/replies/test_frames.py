"""Hundreds of frames in which an end is hoped for, denied, partial or told, with every verb of an end put into them."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from webapp.replies.reply import Update
from webapp.replies.update import read_update
from webapp.rules.words import Intent

pytestmark = pytest.mark.pure

WROTE = date(2026, 11, 9)
VERBS = ("hoàn thành", "xong", "ban hành kế hoạch", "ký quy chế", "gửi báo cáo", "phát hành văn bản")
LINES = Path(__file__).with_name("frames.txt").read_text("utf-8").splitlines()


def frames(mark: str) -> list[str]:
    return [line[2:] for line in LINES if line.startswith(f"{mark} ")]


def sure_readings(frame: str) -> Iterator[tuple[str, Update]]:
    """What is read with certainty, with marks and without."""
    for text in dict.fromkeys(frame.format(v=verb) for verb in VERBS):
        for words in (f"{text[0].upper()}{text[1:]}.", _without_marks(text)):
            found = read_update(words, WROTE)
            if found.certain:
                yield words, found


def test_what_is_not_finished_is_never_read_as_done() -> None:
    read = [one for frame in frames("-") for one in sure_readings(frame)]
    assert [words for words, found in read if found.intent is Intent.DONE] == []


def test_what_is_finished_is_never_read_as_anything_else() -> None:
    read = [one for frame in frames("+") for one in sure_readings(frame)]
    assert [words for words, found in read if found.intent is not Intent.DONE] == []


def test_most_of_what_is_finished_is_understood() -> None:
    told = [frame for frame in frames("+") if "{v}" in frame]
    assert sum(len(list(sure_readings(frame))) for frame in told) >= 0.85 * len(told) * len(VERBS) * 2


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
