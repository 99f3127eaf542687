"""What a person types, as it is stored."""

import pytest
from flask import Flask

from webapp.forms.fields import LedgerForm, Line, Words


class Typed(LedgerForm):
    title = Line("Tên")
    note = Words("Ghi chú")


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("Một\r\nHai", "Một Hai", "Một\nHai"),
        ("  Kế   hoạch\t12 ", "Kế hoạch 12", "Kế   hoạch\t12"),
        ("a\x00b\x07", "ab", "ab"),
        ("To\u0302\u0309", "Tổ", "Tổ"),
    ],
)
def test_a_line_stays_one_line_whatever_was_sent(app: Flask, typed: str, line: str, words: str) -> None:
    with app.test_request_context(method="POST", data={"title": typed, "note": typed}):
        form = Typed()
        assert (form.title.data, form.note.data) == (line, words)
