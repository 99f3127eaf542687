"""Whole documents in the dress of real ones, against answers made by hand before anything was read."""

import json
from pathlib import Path

import pytest

from tests.extraction.scoring import FIELDS, f1_of

pytestmark = pytest.mark.pure

CORPUS = Path(__file__).parent / "corpus"
LEAST = {
    "clause": 0.98,
    "lead": 0.98,
    "coordinate": 0.98,
    "deadline": 0.98,
    "recurrence": 0.98,
    "report_to": 0.98,
    "report_via": 0.98,
}
"""F1 of each field below which the reader has lost something it could do."""


@pytest.fixture(scope="module")
def agreement() -> dict[str, float]:
    return f1_of(CORPUS)


@pytest.mark.parametrize("field", FIELDS)
def test_documents_of_all_kinds_are_read_as_a_clerk_reads_them(agreement: dict[str, float], field: str) -> None:
    assert agreement[field] >= LEAST[field], {name: round(f1, 3) for name, f1 in agreement.items()}


def test_the_readme_counts_the_documents_of_either_hand() -> None:
    sources = [json.loads(file.read_text(encoding="utf-8"))["source"] for file in CORPUS.glob("*.gold.json")]
    other = sum(source.endswith("nhãn do tay khác với tay viết quy tắc") for source in sources)
    rows = [
        row.split("|")[2] for row in (CORPUS / "README.md").read_text(encoding="utf-8").splitlines() if "` |" in row
    ]
    assert [int(row) for row in rows] == [len(sources) - other, other]
