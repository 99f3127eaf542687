"""A report put together for the person who looks at it: with people's names, or with agencies only."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response
from htmx_flask import request

from webapp.actions.report_exports import kinds
from webapp.extensions import db
from webapp.forms.reports import WITH, WITHOUT, ExportForm
from webapp.queries import reports as queries
from webapp.queries.reports import Frozen
from webapp.rules.report_text import NOTE, Figures, ReportText, read
from webapp.rules.reports import Line
from webapp.rules.words import Role
from webapp.web.guards import me
from webapp.web.paging import with_query
from webapp.web.render import page

LONGEST = 100
"""Rows of a list that the page shows; the rest is in the exported table."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template prints: the report in words, the heads of its columns, its rows by family, and the switch
    between its two versions."""

    text: ReportText
    heads: list[tuple[str, str]]
    groups: list[list[Figures]]
    note: str
    longest: int
    other_url: str


def with_names() -> bool:
    """Which version is asked for (``?ten=co|khong``); leaders get agencies only unless they ask."""
    asked = request.args.get("ten", "")
    return asked == WITH if asked in (WITH, WITHOUT) else me().role is Role.MONITOR


def shown(content: dict[str, Any]) -> Shown:
    """The page of ``content``."""
    names = with_names()
    text = read(content, names=names)
    return Shown(
        text,
        [(line.label, "text-end") for line in Line],
        _groups(text.figures),
        NOTE,
        LONGEST,
        with_query(ten=WITHOUT if names else WITH),
    )


def _groups(figures: Iterable[Figures]) -> list[list[Figures]]:
    """The rows of each family together, the whole by itself."""
    groups: list[list[Figures]] = []
    for row in figures:
        if row.level < 2:
            groups.append([])
        groups[-1].append(row)
    return groups


def export_form(**values: Any) -> ExportForm:
    """The ways to take a report away."""
    return ExportForm(kinds=kinds(db.session), **values)


def frozen_page(report: Frozen, status: int = 200, form: ExportForm | None = None) -> Response:
    """The page of a frozen report; ``form`` is one that could not be taken."""
    return page(
        "reports/show.html",
        status,
        frozen=report,
        report=shown(json.loads(report.content)),
        late_entries=queries.late_entries(db.session, report),
        form=form or export_form(formdata=None, data={"names": WITH if with_names() else WITHOUT}),
        form_errors=form is not None,
    )
