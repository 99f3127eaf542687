"""What must not matter: line breaks, decomposed letters, page furniture, unrelated sections; nor does damage hurt."""

import random
import unicodedata
from pathlib import Path

import pytest

from tests.extraction.test_robustness import check
from tests.extraction.variants import among_others, damaged, is_wrapped, read, with_furniture, wrapped
from webapp.extraction import read_programme

pytestmark = pytest.mark.pure

FILES = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]
each_document = pytest.mark.parametrize("number", range(len(FILES)), ids=[file.stem for file in FILES])
DAMAGES = 6
"""Damaged copies of each document; ``bin/prove reader`` takes as many as one likes."""


@each_document
def test_a_document_assigns_the_same_however_it_is_sent(number: int) -> None:
    text, rng = TEXTS[number], random.Random(number)
    expected = read(text)
    assert expected
    assert read(unicodedata.normalize("NFD", text)) == expected
    assert read(with_furniture(text, rng)) == expected
    if not is_wrapped(text):
        assert read(wrapped(text, rng.randint(60, 100))) == expected


@each_document
def test_sections_that_assign_nothing_change_nothing(number: int) -> None:
    text, rng = TEXTS[number], random.Random(number)
    clauses, others = read(text), read(among_others(text, rng))
    assert [clause[:3] for clause in others] == [clause[:3] for clause in clauses]


@each_document
def test_a_damaged_document_is_read_and_its_spans_hold(number: int) -> None:
    rng = random.Random(number)
    for _ in range(DAMAGES):
        check(read_programme(damaged(TEXTS[number], rng)))
