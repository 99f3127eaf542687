"""Pages of a list, without counting what is not shown."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from htmx_flask import request
from werkzeug.datastructures import MultiDict

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Where the reader is in a list of ``total`` rows, with the addresses of the neighbours."""

    number: int
    total: int
    prev_url: str | None
    next_url: str | None
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


def page_number() -> int:
    """The page asked for, from ``?trang=``; 1 when missing or not a positive number."""
    asked = request.args.get("trang", "1")
    return max(1, int(asked)) if asked.isdigit() and len(asked) < 7 else 1


def page_of(total: int, number: int, per_page: int = PER_PAGE) -> Page:
    """The page object for the current address."""
    last = max(1, -(-total // per_page))
    return Page(
        number=number,
        total=total,
        prev_url=with_query(trang=number - 1) if number > 1 else None,
        next_url=with_query(trang=number + 1) if number < last else None,
        per_page=per_page,
    )


def with_query(**changes: Any) -> str:
    """The current address with some query values replaced; None removes one."""
    values = MultiDict(request.args)
    for name, value in changes.items():
        values.poplist(name)
        if value is not None:
            values[name] = str(value)
    query = urlencode(list(values.items(multi=True)))
    return f"{request.path}?{query}" if query else request.path
