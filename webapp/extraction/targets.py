"""The indicators of a programme's goals and their dated targets, proposed with the words they rest on.

"đến năm 2023 có 80.000 đoàn viên công đoàn, đến năm 2025 có 83.000" is one indicator (đoàn viên công đoàn) with two
targets; a goal without a number ("hầu hết doanh nghiệp …") is a target in words. Nothing here is a decision.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from webapp.extraction.amounts import Amount, find_amounts
from webapp.extraction.goals import QUANTIFIER, Goal, find_goals
from webapp.extraction.measured import Measured, in_place, measured
from webapp.extraction.reading import IndicatorReading, Node, Span, TargetReading, Why
from webapp.extraction.text import Words, fold
from webapp.rules.horizons import Horizon, find_horizons
from webapp.rules.words import Comparator, Recurrence

_TRADE_OFF = re.compile(r"đối với [^;.]*có thể (?:điều chỉnh|xem xét|áp dụng)")
"""A sentence that allows an exception to a goal sets none."""
_AIMED_AT = re.compile(r"(?<!\w)(?:đạt|chiếm|còn|xuống|lên|mức|là|bằng|tăng|giảm|có)(?: (?:tỷ lệ|tỉ lệ|mức|thêm))? $")
_WITHIN = 30
"""Characters of a piece within which a span ("giai đoạn 2021 - 2025") or a rhythm ("mỗi năm") is the goal's own."""


@dataclass(frozen=True, slots=True)
class _Term:
    """By when, and how often where the goal comes back; ``own`` where the piece itself says so."""

    by: Horizon | None
    every: Horizon | None
    own: bool


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    unit: str
    ref: str
    target: TargetReading


def read_indicators(words: Words, nodes: tuple[Node, ...]) -> tuple[IndicatorReading, ...]:
    """The indicators of a document in the order in which its goals first name them."""
    found: list[_Found] = []
    last: _Found | None = None
    said: Horizon | None = None
    place: tuple[str, int] | None = None
    for goal in find_goals(words, nodes):
        if place != (goal.ref, goal.node_start):
            place, said, last = (goal.ref, goal.node_start), None, None
        amount = _aimed_amount(words, goal)
        term = _term(words, goal, amount, said)
        said = term.by if term.own else said
        one = _read(words, goal, amount, term, last)
        if one:
            found.append(one)
            last = one
    return _grouped(found)


def _aimed_amount(words: Words, goal: Goal) -> Amount | None:
    """The number aimed at: a share before a count, one that is reached before any, and of equals the first.

    The others are conditions of the subject ("doanh nghiệp có từ 25 lao động trở lên đạt 80 %").
    """

    def rank(one: Amount) -> tuple[bool, bool]:
        aimed = _AIMED_AT.search(words.low, max(goal.start, one.start - 24), one.start)
        return (one.percent, bool(aimed) or one.comparator is not Comparator.REACH)

    return max(find_amounts(words, goal.start, goal.end), key=rank, default=None)


def _term(words: Words, goal: Goal, amount: Amount | None, said: Horizon | None) -> _Term:
    """The term of a piece: the last one before its number, else the first after it; else the one said or ruling."""
    terms = find_horizons(words.low, goal.start, goal.end)
    near = goal.start + _WITHIN
    rhythms = [one for one in terms if one.recurrence and one.start <= near and (not amount or one.end <= amount.start)]
    dated = [one for one in terms if not one.recurrence and (one.rule != "span" or one.start <= near)]
    before = [one for one in dated if amount is None or one.end <= amount.start]
    own = before[-1] if before else next(iter(dated), None)
    return _Term(own or said or goal.ruling, rhythms[0] if rhythms else None, own is not None)


def _read(words: Words, goal: Goal, amount: Amount | None, term: _Term, last: _Found | None) -> _Found | None:
    if _TRADE_OFF.match(words.low, goal.start, goal.end):
        return None
    said = QUANTIFIER.search(words.low, goal.start, goal.end)
    if said and not (amount and (amount.percent or amount.start < said.start())):
        unwanted = goal.general or not goal.titled
        return None if unwanted else _in_words(words, goal, term, Span(*said.span()))
    return _in_number(words, goal, amount, term, last) if amount else None


def _in_number(words: Words, goal: Goal, amount: Amount, term: _Term, last: _Found | None) -> _Found | None:
    """The target that a number sets; a piece that only names a number goes on with the indicator before it."""
    what = measured(words, goal, amount)
    elided = not what.name
    if elided and (not last or not last.unit or (what.unit and fold(what.unit) != fold(last.unit))):
        return None
    name = last.name if elided and last else what.name
    unit = what.unit or (last.unit if elided and last else "")
    sure = 0.95 - 0.15 * elided - 0.1 * (not term.own) - 0.3 * (not (term.by or term.every)) - 0.2 * (not goal.titled)
    place = Span(amount.start, amount.end)
    target = _target(words, goal, place, term, sure, "Số", what)
    target = replace(target, value=amount.value, upper=amount.upper, comparator=amount.comparator)
    return _Found(name, unit, goal.ref, target)


def _in_words(words: Words, goal: Goal, term: _Term, said: Span) -> _Found | None:
    """The target of a goal that is only said: "hầu hết doanh nghiệp có từ 25 lao động trở lên có tổ chức"."""
    what = in_place(words, goal, said)
    if not what.name:
        return None
    sure = 0.7 - 0.1 * (not term.own) - 0.2 * (term.by is None)
    return _Found(what.name, "", goal.ref, _target(words, goal, said, term, sure, "Lời", what))


def _target(
    words: Words, goal: Goal, said: Span, term: _Term, sure: float, label: str, what: Measured
) -> TargetReading:
    """A target in words, with what it rests on; the caller adds the number."""
    places = (
        (label, said),
        ("Mốc thời gian", Span(term.by.start, term.by.end) if term.by else None),
        ("Nhịp", Span(term.every.start, term.every.end) if term.every else None),
        ("Chỉ tiêu", what.place),
    )
    shown = term.by or term.every
    return TargetReading(
        start=goal.start,
        end=goal.end,
        value=None,
        upper=None,
        comparator=Comparator.IN_WORDS,
        said=said.of(words.text).strip(),
        phrase=words.text[shown.start : shown.end].strip() if shown else None,
        due_on=_due_on(term),
        recurrence=_recurrence(term),
        why=tuple(Why(name, at.start, at.end) for name, at in places if at and at.start < at.end),
        sure=round(max(sure, 0.1), 2),
    )


def _due_on(term: _Term) -> date | None:
    return term.by.due_on if term.by else None


def _recurrence(term: _Term) -> Recurrence | None:
    return term.every.recurrence if term.every else None


def _grouped(found: Iterable[_Found]) -> tuple[IndicatorReading, ...]:
    """One indicator for each subject and unit, its targets in the order of the text."""
    rows: dict[tuple[str, str], IndicatorReading] = {}
    for one in found:
        key = (_same(one.name), fold(one.unit) if one.target.value is not None else "lời")
        row = rows.get(key) or IndicatorReading(one.name, one.unit, one.ref, ())
        rows[key] = replace(row, targets=(*row.targets, one.target))
    return tuple(rows.values())


def _same(name: str) -> str:
    """The name as compared: "các doanh nghiệp" and "tỷ lệ doanh nghiệp" are the same subject."""
    return re.sub(r"^(?:(?:ty le|ti le|cac|so|so luong|tong so|nhung|co) )+", "", fold(name))
