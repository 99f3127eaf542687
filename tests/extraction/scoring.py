"""How well readings agree with answers made by hand: F1 of each field over a folder of documents.

``NAME.txt`` is a document, ``NAME.gold.json`` the assignments that a careful clerk reads in it. Clauses are matched by
the words they share; an agency counts once per clause; an ``optional`` clause is neither rewarded nor punished, and
the fields ``…_ok`` and ``…_alt`` hold what is neither right nor wrong.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from webapp.extraction import read_programme
from webapp.extraction.agencies import canonical
from webapp.extraction.report import as_json
from webapp.extraction.text import search_terms

Clause = dict[str, Any]
Tally = dict[str, list[int]]
"""Right, wrong and missed values of each field."""

LISTS = ("lead", "coordinate")
VALUES = ("deadline", "recurrence", "report_to", "report_via")
FIELDS = ("clause", *LISTS, *VALUES)
ALIKE = 0.6
"""Share of words in common from which two clauses are the same."""


def f1_of(folder: Path) -> dict[str, float]:
    """F1 of each field over every document of ``folder``."""
    tally: Tally = {field: [0, 0, 0] for field in FIELDS}
    for file in sorted(folder.glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        document = file.with_name(f"{name}.txt").read_text(encoding="utf-8")
        gold = json.loads(file.read_text(encoding="utf-8"))
        _score(tally, gold, as_json(name, "", read_programme(document))["clauses"])
    return {field: 2 * tp / (2 * tp + fp + fn) for field, (tp, fp, fn) in tally.items()}


def _score(tally: Tally, gold: dict[str, Any], read: list[Clause]) -> None:
    pairs = dict(_matched(gold["clauses"], read))
    for wanted, clause in enumerate(gold["clauses"]):
        if not clause.get("optional"):
            _compare(tally, clause, read[pairs[wanted]] if wanted in pairs else None)
    beside = [*gold["ignore"], *(c["text"] for c in gold["clauses"] if c.get("optional"))]
    for number, clause in enumerate(read):
        if number not in pairs.values() and not any(_inside(clause["text"], text) for text in beside):
            _compare(tally, None, clause)


def _matched(gold: list[Clause], read: list[Clause]) -> Iterator[tuple[int, int]]:
    """Pairs of a wanted clause and the one read for it, the most alike first."""
    likeness = sorted(
        ((_likeness(g, r), -abs(i - j), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)), reverse=True
    )
    left, right = set(range(len(gold))), set(range(len(read)))
    for alike, _, i, j in likeness:
        if alike >= ALIKE and i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield i, j


def _likeness(gold: Clause, read: Clause) -> float:
    texts = (gold["text"], f"{gold.get('heading') or ''} {gold['text']}")
    said = set(search_terms(read["text"]).split())
    return max(len(said & have) / len(said | have) for text in texts if (have := set(search_terms(text).split())))


def _inside(words: str, text: str) -> bool:
    said, have = set(search_terms(words).split()), set(search_terms(text).split())
    return len(said & have) >= 0.9 * len(said)


def _compare(tally: Tally, gold: Clause | None, read: Clause | None) -> None:
    """Count a wanted clause against the one read for it; either may be missing."""
    _count(tally, "clause", int(bool(gold and read)), int(gold is None), int(read is None))
    wanted, got = gold or {}, read or {}
    for field in LISTS:
        names, said = plain_names(wanted.get(field)), plain_names(got.get(field))
        same = {n for n in names if _forms(wanted, n) & said}
        beside = plain_names(wanted.get(f"{field}_ok")) | {form for n in names for form in _forms(wanted, n)}
        _count(tally, field, len(same), len(said - beside), len(names - same))
    for field in VALUES:
        value, said_value = wanted.get(field), got.get(field)
        right = [value, *wanted.get(f"{field}_alt", ())]
        if not any(_same(each, said_value) for each in right):
            _count(tally, field, 0, int(said_value is not None), int(value is not None))
        elif said_value is not None:
            _count(tally, field, 1, 0, 0)


def _count(tally: Tally, field: str, *numbers: int) -> None:
    tally[field] = [a + b for a, b in zip(tally[field], numbers, strict=True)]


def plain_names(names: Iterable[str] | None) -> set[str]:
    return {plain(name) for name in names or ()}


def _forms(gold: Clause, name: str) -> set[str]:
    return {name} | {plain(a) for n, other in gold.get("aliases", {}).items() if plain(n) == name for a in other}


def plain(name: str) -> str:
    bare = re.sub(r"^(?:cac|dong chi|nhung) ", "", canonical(name))
    return re.sub(r" (?:co )?lien quan$", "", bare)


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return plain(one) == plain(other)
