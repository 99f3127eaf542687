"""What changed between two moments, as sentences; each names the tasks and the updates it rests on.

A sentence compares how a task stood at both moments, so that what was done and taken back in between says nothing.
Many agencies doing the same for one duty are one sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.rules.words import Labelled

MANY = 4
"""From so many agencies on, one sentence speaks for all."""


class What(Labelled):
    """Kinds of change, in the order a leader asks for them."""

    DONE = "done", "Hoàn thành"
    LATE = "late", "Mới quá hạn"
    RETURNED = "returned", "Bị trả lại"
    DIFFICULTY = "difficulty", "Có vướng mắc"
    GRANTED = "granted", "Được gia hạn"
    STOPPED = "stopped", "Tạm dừng, chuyển hoặc thôi theo dõi"
    REPORTED = "reported", "Báo cáo xong, chờ xác nhận"
    GIVEN = "given", "Mới giao"


@dataclass(frozen=True, slots=True)
class Changed:
    """One task's change: ``detail`` is the rest of the sentence ("hoàn thành ngày 20/11/2021, đúng hạn")."""

    what: What
    duty: str
    title: str
    agency: str
    task_id: int
    event_id: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person reads, and the tasks and events behind it, side by side."""

    what: What
    text: str
    tasks: tuple[int, ...]
    events: tuple[int | None, ...]


def sentences(changed: Iterable[Changed]) -> list[Sentence]:
    """The changes in words: by kind, then in the order they came."""
    found: dict[tuple[What, str], list[Changed]] = {}
    for one in changed:
        found.setdefault((one.what, one.duty), []).append(one)
    made = []
    for what in What:
        for (kind, _duty), members in found.items():
            if kind is what:
                made += [_together(members)] if len(members) >= MANY else [_alone(one) for one in members]
    return made


def _alone(one: Changed) -> Sentence:
    return Sentence(one.what, f"{one.agency}: {one.title}, {one.detail}.", (one.task_id,), (one.event_id,))


def _together(members: list[Changed]) -> Sentence:
    first = members[0]
    names = ", ".join(one.agency for one in members)
    text = f"{first.title}: {len(members)} cơ quan {first.what.label.lower()} ({names})."
    return Sentence(first.what, text, tuple(one.task_id for one in members), tuple(one.event_id for one in members))
