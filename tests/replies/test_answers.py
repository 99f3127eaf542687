"""Hundreds of answers as officials write them, scored: how many are understood, and that none is read as its opposite."""

import pytest

from tests.replies.answers import FOLDER, answers
from webapp.rules.words import Intent

pytestmark = pytest.mark.pure

FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
RIGHT, HELD_OF_DOUBTFUL, FIELDS = 0.93, 0.95, 0.97


@pytest.mark.parametrize("name", FILES)
def test_no_answer_is_read_as_its_opposite(name: str) -> None:
    opposite = [
        (answer.text, found.intent)
        for answer in answers(name)
        if answer.certain
        and (found := answer.read()).certain
        and (found.intent is Intent.DONE) is not (answer.intent is Intent.DONE)
    ]
    assert not opposite


@pytest.mark.parametrize("name", FILES)
def test_most_answers_are_understood_and_the_others_wait(name: str) -> None:
    read = [(answer, answer.read()) for answer in answers(name) if answer.certain]
    right = [answer for answer, found in read if found.certain and found.intent is answer.intent]
    wrong = [answer.text for answer, found in read if found.certain and found.intent is not answer.intent]
    assert len(right) >= RIGHT * len(read), [answer.text for answer, found in read if not found.certain]
    assert not wrong


def test_what_has_two_readings_is_held() -> None:
    doubtful = [answer for name in FILES for answer in answers(name) if not answer.certain]
    applied = [answer.text for answer in doubtful if answer.read().certain]
    assert len(applied) <= (1 - HELD_OF_DOUBTFUL) * len(doubtful), applied


@pytest.mark.parametrize("name", FILES)
def test_figures_documents_and_days_are_told_as_written(name: str) -> None:
    read = [(answer, answer.read()) for answer in answers(name) if answer.certain]
    understood = [(answer, found) for answer, found in read if found.intent is answer.intent]
    wrong = [(answer.text, names) for answer, found in understood if (names := answer.wrong_fields(found))]
    assert len(wrong) <= (1 - FIELDS) * len(understood), wrong
