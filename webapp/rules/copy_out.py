"""A task's state as a block of text, for those who have to type the same again into another system.

The central system of the Party and the message system of the provinces take no data from others, so that offices keep
their own ledger and copy from it; the block is short, dated, and says the same whoever copies it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Copied:
    """What the block tells of a task."""

    name: str
    agency: str
    place: str
    programme: str
    product: str
    due_on: date | None
    phrase: str
    state: str
    percent: int
    done_on: date | None
    note: str
    difficulty: str
    documents: tuple[str, ...]


def block(task: Copied) -> str:
    """The text, one line a fact; what there is nothing to say of has no line."""
    due = f"{task.due_on:%d/%m/%Y}" if task.due_on else "không xác định"
    lines = (
        ("Nhiệm vụ", task.name),
        ("Căn cứ", f"{task.place}, {task.programme}"),
        ("Cơ quan chủ trì", task.agency),
        ("Sản phẩm", task.product),
        ("Thời hạn", f"{due} ({task.phrase})" if task.phrase else due),
        ("Tình trạng", f"{task.state}, {task.percent}%"),
        ("Ngày hoàn thành", f"{task.done_on:%d/%m/%Y}" if task.done_on else ""),
        ("Kết quả", task.note),
        ("Vướng mắc", task.difficulty),
        ("Minh chứng", "; ".join(task.documents)),
    )
    return "\n".join(f"{label}: {words}" for label, words in lines if words)
