"""Answers with what a person reads in them, one a line; the head of ``answers/first.txt`` says how they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from webapp.replies.reply import Update
from webapp.replies.update import read_update
from webapp.rules.words import Intent

FOLDER = Path(__file__).with_name("answers")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, the day it was written, and what is right: a field may have several right values, "*" is any."""

    text: str
    wrote_on: date
    intent: Intent
    certain: bool
    fields: dict[str, list[str]]

    def read(self) -> Update:
        return _read(self.text, self.wrote_on)

    def wrong_fields(self, found: Update) -> list[str]:
        """The fields in which ``found`` tells something else."""
        document = found.document
        told = {
            "p": None if found.intent is Intent.DONE and found.progress == 100 else found.progress,
            "n": _plain(document.number) if document and document.number else None,
            "d": document.on if document else None,
            "due": found.asked_due,
        }
        right = {name: [_plain(each) for each in self.fields.get(name, ["-"])] for name in told}
        return [
            name
            for name, value in told.items()
            if "*" not in right[name] and str("-" if value is None else value) not in right[name]
        ]


@cache
def _read(text: str, wrote_on: date) -> Update:
    return read_update(text, wrote_on)


def answers(name: str) -> Iterator[Answer]:
    """The answers of one file."""
    wrote_on = date.min
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            wrote_on = date.fromisoformat(line[1:])
        elif line and not line.startswith("#"):
            head, _, text = line.partition(" :: ")
            intent, *fields = head.split()
            told = {field.split("=")[0]: field.split("=")[1].split("|") for field in fields}
            yield Answer(text.replace("⏎", "\n"), wrote_on, Intent(intent.rstrip("?")), not intent.endswith("?"), told)


def _plain(number: str) -> str:
    return number.casefold().replace("đ", "d").lstrip("0")
