"""A report's content in a reader's words: the same title, sentences and tables on the page and in every export.

Pure, and fed by the frozen content alone, so that what was frozen reads the same for ever. ``names`` decides between
the office's own version and the one with agencies only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.rules.rates import Rate
from webapp.rules.report_changes import What
from webapp.rules.report_periods import title_of
from webapp.rules.reports import CELLS, Line
from webapp.rules.words import ReportKind

BESIDE = tuple(line for line in Line if line not in CELLS)
NOTE = (
    "Tỷ lệ đúng hạn = hoàn thành đúng hạn / (hoàn thành đúng hạn + hoàn thành quá hạn + chưa hoàn thành, quá hạn). "
    "Việc thường xuyên, chưa xác định hạn, tạm dừng, đang đính chính và việc khác đứng ngoài tỷ lệ, vẫn ở trong tổng "
    "số. Cột “Khác”: việc hoàn thành không có hạn, đã chuyển cơ quan khác, thôi theo dõi."
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table of agencies. ``level``: 0 the whole, 1 a family, 2 an agency."""

    level: int
    number: str
    name: str
    agency_id: int | None
    total: int
    lines: tuple[int, ...]
    on_time: str
    on_time_first: str
    updated: str
    extensions: int
    given: int
    done: int
    due: int
    still_open: int


@dataclass(frozen=True, slots=True)
class LateTask:
    """One row of the list of late tasks. ``who`` is empty in the version with agencies only."""

    number: int
    task_id: int
    agency: str
    title: str
    clause: str
    due: str
    days: int
    missing: str
    decides: str
    last: str
    event_id: int | None
    who: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the tasks and updates it rests on, as (task, event, agency)."""

    text: str
    sources: tuple[tuple[int, int | None, str], ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A duty given to many, counted once."""

    title: str
    clause: str
    progress: str
    reported: int
    late: int
    word: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A task that no date is counted for: standing, undated, paused."""

    task_id: int
    agency: str
    title: str
    word: str
    last: str
    event_id: int | None


@dataclass(frozen=True, slots=True)
class ReportText:
    """The whole report in words."""

    kind: ReportKind
    title: str
    about: str
    days: str
    summary: tuple[str, ...]
    figures: tuple[Figures, ...]
    late: tuple[LateTask, ...]
    late_count: int
    changes: tuple[tuple[str, tuple[Told, ...]], ...]
    since: str
    shared: tuple[Shared, ...]
    beside: tuple[Beside, ...]
    typed_late: tuple[Told, ...]
    names: bool


def read(content: Mapping[str, Any], *, names: bool) -> ReportText:
    """The report that ``content`` holds."""
    previous = content["previous"]
    return ReportText(
        kind=ReportKind(content["kind"]),
        title=title_of(ReportKind(content["kind"]), content["label"]),
        about=_about(content),
        days=f"Số liệu từ ngày {vi(content['first'])} đến hết ngày {vi(content['cut_off'])}",
        summary=tuple(_summary(content)),
        figures=tuple(_figures(content)),
        late=tuple(_late(content, names)),
        late_count=sum(task["late"] for task in content["tasks"]),
        changes=tuple(_changes(content)),
        since=f"báo cáo {previous['code']} ({vi(previous['cut_off'])})" if previous else "đầu kỳ",
        shared=tuple(_shared(content)),
        beside=tuple(_beside(content)),
        typed_late=tuple(_typed_late(content, names)),
        names=names,
    )


def _about(content: Mapping[str, Any]) -> str:
    programmes = content["programmes"]
    what = programmes[0]["title"] if len(programmes) == 1 else "các chương trình hành động"
    return f"Tình hình thực hiện nhiệm vụ được giao theo {what[:1].lower()}{what[1:]}, {content['label']}"


def _summary(content: Mapping[str, Any]) -> Iterator[str]:
    whole, once = content["table"]["whole"], content["duties_counted_once"]
    lines = {line: whole["lines"][line.value] for line in Line}
    yield (
        f"Đến hết ngày {vi(content['cut_off'])}, số việc theo dõi trong kỳ là {whole['total']} việc của "
        f"{len(content['agencies'])} cơ quan, thuộc {sum(once.values())} nhiệm vụ (nhiệm vụ giao nhiều cơ quan đếm một "
        f"lần); trong đó giao mới {whole['given']} việc, đến hạn trong kỳ {whole['due']} việc."
    )
    done, open_ones = (sum(lines[line] for line in CELLS[at : at + 2]) for at in (0, 2))
    yield (
        f"Đã hoàn thành {done} việc: đúng hạn {lines[Line.DONE_ON_TIME]}, quá hạn {lines[Line.DONE_LATE]}. "
        f"Chưa hoàn thành {open_ones} việc: trong hạn {lines[Line.OPEN_IN_TIME]}, quá hạn {lines[Line.OPEN_LATE]}. "
        f"Không tính hạn {sum(lines[line] for line in BESIDE)} việc: thường xuyên {lines[Line.STANDING]}, chưa xác "
        f"định hạn {lines[Line.UNDATED]}, tạm dừng {lines[Line.PAUSED]}, đang đính chính "
        f"{lines[Line.CORRECTING]}, khác {lines[Line.OTHER]}."
    )
    yield (
        f"Tỷ lệ đúng hạn {_rate(whole['on_time'])}; tính theo hạn ban đầu {_rate(whole['on_time_first'])}. Tỷ lệ cập "
        f"nhật trong kỳ {_rate(whole['updated'])} việc đang mở. Gia hạn trong kỳ {whole['extensions']} lượt."
    )


def _rate(stored: Mapping[str, int]) -> str:
    """ "75% (48/64)"; a dash when there is nothing to count."""
    rate = Rate(stored["part"], stored["whole"])
    return "–" if rate.percent is None else f"{rate.percent}% ({rate.part}/{rate.whole})"


def _figures(content: Mapping[str, Any]) -> Iterator[Figures]:
    for place, family in enumerate(content["table"]["families"], start=1):
        yield _row(1, _roman(place), family["name"], None, family["row"])
        for number, one in enumerate(family["agencies"], start=1):
            yield _row(2, str(number), content["agencies"][str(one["id"])]["name"], one["id"], one["row"])
    yield _row(0, "", "Tổng số", None, content["table"]["whole"])


def _row(level: int, number: str, name: str, agency_id: int | None, row: Mapping[str, Any]) -> Figures:
    return Figures(
        level,
        number,
        name,
        agency_id,
        row["total"],
        tuple(row["lines"][line.value] for line in Line),
        on_time=_rate(row["on_time"]),
        on_time_first=_rate(row["on_time_first"]),
        updated=_rate(row["updated"]),
        **{figure: row[figure] for figure in ("extensions", "given", "done", "due", "still_open")},
    )


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1] if number <= 10 else str(number)


def _late(content: Mapping[str, Any], names: bool) -> Iterator[LateTask]:
    late = [task for task in content["tasks"] if task["late"]]
    rows = sorted(late, key=lambda task: (-task["days_late"], task["id"]))
    for number, task in enumerate(rows, start=1):
        duty = content["duties"][task["duty"]]
        yield LateTask(
            number,
            task["id"],
            agency_of(content, task),
            duty["title"],
            duty["clause"],
            vi(task["due_on"]),
            task["days_late"],
            task["missing"],
            task["decides"],
            _last(task),
            _event(task),
            _who(content, task) if names else "",
        )


def _last(task: Mapping[str, Any]) -> str:
    """When and what was last said of the task; no person is named."""
    source = task["source"]
    if source is None:
        return "chưa có cập nhật"
    said = source["note"] or source["what"].lower()
    return f"{moment(source['at']):%d/%m/%Y}: {said}"


def _event(task: Mapping[str, Any]) -> int | None:
    return task["source"]["event"] if task["source"] else None


def _who(content: Mapping[str, Any], task: Mapping[str, Any]) -> str:
    people: list[str] = content["agencies"][str(task["agency"])]["people"]
    return ", ".join(people) or "chưa có đầu mối"


def _changes(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Told, ...]]]:
    agencies = {task["id"]: agency_of(content, task) for task in content["tasks"]}
    for what in What:
        told = [one for one in content["changes"] if one["what"] == what.value]
        if told:
            yield what.label, tuple(Told(one["text"], _sources(one, agencies)) for one in told)


def _sources(told: Mapping[str, Any], agencies: Mapping[int, str]) -> tuple[tuple[int, int | None, str], ...]:
    pairs = zip(told["tasks"], told["events"], strict=True)
    return tuple((task, event, agencies[task]) for task, event in pairs)


def _shared(content: Mapping[str, Any]) -> Iterator[Shared]:
    for one in content["shared"]:
        duty = content["duties"][one["key"]]
        word = Line(one["line"]).label
        progress = f"{one['done']}/{one['total']}"
        yield Shared(duty["title"], duty["clause"], progress, one["reported"], one["late"], word)


def _beside(content: Mapping[str, Any]) -> Iterator[Beside]:
    for task in content["tasks"]:
        if task["line"] in (Line.STANDING, Line.UNDATED, Line.PAUSED, Line.CORRECTING):
            title = content["duties"][task["duty"]]["title"]
            word = Line(task["line"]).label
            yield Beside(task["id"], agency_of(content, task), title, word, _last(task), _event(task))


def _typed_late(content: Mapping[str, Any], names: bool) -> Iterator[Told]:
    agencies = {task["id"]: agency_of(content, task) for task in content["tasks"]}
    for one in content["typed_late"]:
        source = (one["task"], one["event"], agencies[one["task"]])
        yield Told(one["text"], (source,), one["by"] if names else "")


def agency_of(content: Mapping[str, Any], task: Mapping[str, Any]) -> str:
    """The name of the task's agency as it was then."""
    name: str = content["agencies"][str(task["agency"])]["name"]
    return name


def vi(day: str | None) -> str:
    """A stored day as dd/mm/yyyy; empty for None."""
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else ""


def moment(stored: str) -> datetime:
    """A stored moment, with the office's zone."""
    return datetime.fromisoformat(stored)
