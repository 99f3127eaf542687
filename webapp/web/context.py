"""What every template knows: the viewer, what they may, the office's name, and how dates are written."""

from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, g
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.queries import settings
from webapp.rules.numbers import show_number
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Status
from webapp.rules.workdays import WorkCalendar
from webapp.web import guards, navigation

PARTS = ("ui", "steps")
"""The files of macros that every template, and every block rendered alone, reaches by name."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def init_app(app: Flask) -> None:
    """Bind the context processor, the filters, and the one table of statuses, so that no template spells one."""
    app.context_processor(_common)
    app.jinja_env.filters.update(
        date_vi=date_vi,
        datetime_vi=datetime_vi,
        clock_vi=clock_vi,
        ago=ago,
        weekday_vi=weekday_vi,
        lower_first=lower_first,
        number_vi=show_number,
    )
    app.jinja_env.globals["Status"] = Status
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def thresholds() -> Thresholds:
    """The office's thresholds, read once a request."""
    if "thresholds" not in g:
        g.thresholds = settings.thresholds(db.session)
    found: Thresholds = g.thresholds
    return found


def work_calendar() -> WorkCalendar:
    """The office's calendar, read once a request."""
    if "work_calendar" not in g:
        g.work_calendar = settings.work_calendar(db.session)
    found: WorkCalendar = g.work_calendar
    return found


def without_database() -> None:
    """From here on this request's pages ask nothing of the database: it does not answer."""
    g.without_database = True
    g.thresholds = Thresholds()


def _common() -> dict[str, Any]:
    viewer = None if "without_database" in g else guards.viewer()
    return {
        **{part: current_app.jinja_env.get_template(f"components/{part}.html").module for part in PARTS},
        "viewer": viewer,
        "can": guards.can,
        "navigation": navigation.items(viewer),
        "office_name": thresholds().office_name,
        "trial": current_app.config["TRIAL"],
        "theme": _theme(),
        "today": clock.today(),
        "now": clock.now(),
    }


def _theme() -> str | None:
    chosen = request.cookies.get("theme")
    return chosen if chosen in ("light", "dark") else None


def date_vi(day: date | None) -> str:
    """dd/mm/yyyy, a moment's by the office's clock; empty for None."""
    if isinstance(day, datetime):
        day = clock.local(day).date()
    return day.strftime("%d/%m/%Y") if day else ""


def datetime_vi(moment: datetime | None) -> str:
    """dd/mm/yyyy HH:MM by the office's clock; empty for None."""
    return clock.local(moment).strftime("%d/%m/%Y %H:%M") if moment else ""


def clock_vi(moment: datetime, now: datetime) -> str:
    """The time of day alone for a moment of today, else with its date: what stays true on a page left open."""
    local = clock.local(moment)
    return local.strftime("%H:%M") if local.date() == clock.local(now).date() else datetime_vi(moment)


def weekday_vi(day: date) -> str:
    """ "Thứ Hai" to "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, as a person says it: "vừa xong", "2 giờ trước", and from the third day on the date itself."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "vừa xong"
    if seconds < 3600:
        return f"{int(seconds // 60)} phút trước"
    if seconds < 86_400:
        return f"{int(seconds // 3600)} giờ trước"
    days = (clock.local(now).date() - clock.local(moment).date()).days
    return f"{days} ngày trước" if days < 3 else date_vi(clock.local(moment).date())


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]
