"""Code that fits on a screen: no function of more than thirty lines, no file of more than three hundred."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION, LONGEST_FILE = 30, 300
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function in ``source``, without its decorators, with its docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def too_long(source: str) -> list[str]:
    """What of ``source`` is longer than the house allows."""
    lines = source.count("\n")
    whole = [f"the file, {lines} lines"] if lines > LONGEST_FILE else []
    return whole + [f"{name}, {length} lines" for name, length in functions(source) if length > LONGEST_FUNCTION]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_function_and_file_is_short(path: Path) -> None:
    assert too_long(path.read_text(encoding="utf-8")) == []


def test_the_measure_sees_what_is_long() -> None:
    body = "\n".join(f"    x = {number}" for number in range(LONGEST_FUNCTION))
    assert too_long(f"async def long():\n{body}\n") == ["long, 31 lines"]
    assert too_long("\n" * (LONGEST_FILE + 1)) == ["the file, 301 lines"]
