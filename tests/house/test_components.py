"""What each part of the screen means, rendered alone with a plain Jinja environment: no app, no database."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from markupsafe import Markup
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from tests.house.plain import environment, words

pytestmark = pytest.mark.pure

SAID = date(2021, 11, 10)


@pytest.fixture(name="ui")
def fixture_ui() -> Any:
    return environment().get_template("components/ui.html").module


def test_state_says_itself_by_icon_and_word_and_colour(ui: Any) -> None:
    html = ui.state("late", "late", "Quá hạn 12 ngày")
    assert "icons.svg#late" in html and 'class="st late"' in html and words(html) == "Quá hạn 12 ngày"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (
            {
                "on": SAID,
                "left_tone": "late",
                "left_icon": "late",
                "left_word": "quá hạn 12 ngày",
                "phrase": "trước ngày 10/11/2021",
            },
            "10/11/2021 quá hạn 12 ngày trước ngày 10/11/2021",
        ),
        ({"on": SAID}, "10/11/2021 chưa ghi hạn này từ đâu"),
        ({"on": SAID, "source_label": "Ban Dân vận giao"}, "10/11/2021 Ban Dân vận giao"),
        (
            {"on": date(2021, 11, 24), "source_label": "Gia hạn lần 1", "original_on": SAID},
            "24/11/2021 Gia hạn lần 1. Hạn gốc 10/11/2021",
        ),
        ({"on": SAID, "phrase": "trong tháng", "original_on": SAID}, "10/11/2021 trong tháng"),
        (
            {"reason": "chờ cấp trên", "review_on": date(2021, 12, 10)},
            "Chưa có chờ cấp trên xem lại ngày 10/12/2021",
        ),
        ({}, "Chưa có văn bản không nêu hạn chưa đặt ngày xem lại"),
        ({"none_word": "Không tính hạn", "phrase": "thường xuyên"}, "Không tính hạn thường xuyên"),
    ],
)
def test_due_never_stands_without_its_phrase_source_or_reason(ui: Any, given: dict[str, Any], read: str) -> None:
    html = ui.due(**given)
    assert words(html).removesuffix(" .").replace(" .", ".") == read
    assert ("<q>" in html) == ("phrase" in given)


def test_counters_keep_a_zero_and_name_the_chosen_one(ui: Any) -> None:
    html = ui.counts(
        [
            {"label": "Quá hạn", "count": 16, "url": "?a", "tone": "late", "current": True},
            {"label": "Thư chờ đọc", "count": 0, "url": "?b", "tone": "late", "current": False},
        ]
    )
    chosen, zero = re.findall(r"<li.*?</li>", html)
    assert 'class="late"' in chosen and 'aria-current="true"' in chosen and words(chosen) == "16 Quá hạn"
    assert 'class="zero"' in zero and "aria-current" not in zero and words(zero) == "0 Thư chờ đọc"


def test_bar_draws_each_share_and_leaves_out_the_empty_one(ui: Any) -> None:
    html = ui.bar([("done", 1), ("wait", 0), ("late", 3)], "đã báo cáo 1 trên 4")
    assert re.findall(r'class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"', html) == [
        ("done", "0.00", "24.75"),
        ("late", "25.00", "74.75"),
    ]
    assert 'aria-label="đã báo cáo 1 trên 4"' in html
    assert "<rect" not in ui.bar([("done", 0)], "chưa có việc nào")


def test_words_from_outside_are_never_markup(ui: Any) -> None:
    nasty = "<script>x</script>"
    for html in (
        ui.quote(nasty, nasty, nasty, "/a", nasty),
        ui.state("late", "late", nasty),
        ui.due(SAID, phrase=nasty),
        ui.chip(nasty, remove_url="?"),
        ui.timeline_item(datetime(2021, 1, 1, tzinfo=UTC), "", nasty, "web", nasty, [(nasty, nasty, nasty)], nasty),
        ui.kv([(nasty, nasty)]),
    ):
        assert "<script" not in html


def test_quote_marks_the_sentence_in_hand_and_links_its_place(ui: Any) -> None:
    html = ui.quote("Ban A chủ trì ", "hướng dẫn", ".", "/p#IV.4", "Mục IV, điểm 4")
    assert "<mark>hướng dẫn</mark>" in html and '<a href="/p#IV.4">Mục IV, điểm 4</a>' in html
    assert "<a" not in ui.quote("Ban A", source_label="Mục IV")


def test_history_line_shows_old_and_new_and_the_exact_time(ui: Any) -> None:
    changes = [("Hạn", "12/11/2021", "24/11/2021"), ("Minh chứng", None, "nơi nhận"), ("Ghi chú", "cũ", None)]
    html = ui.timeline_item(
        datetime(2021, 11, 19, 16, 40, tzinfo=UTC), "wait", "Báo cáo", "reply", "Đầu mối, thư trả lời", changes
    )
    assert 'title="19/11/2021 16:40"' in html and "icons.svg#reply" in html
    assert words(html).endswith("Hạn 12/11/2021 → 24/11/2021 . Minh chứng nơi nhận . Ghi chú cũ → trống .")


def test_relative_time_carries_the_exact_one(ui: Any) -> None:
    html = ui.when(datetime(2021, 11, 22, 6, 15, tzinfo=UTC), datetime(2021, 11, 22, 8, 15, tzinfo=UTC))
    assert words(html) == "2 giờ trước" and 'title="22/11/2021 06:15"' in html


def test_filter_in_force_has_a_named_way_out(ui: Any) -> None:
    assert 'aria-label="Bỏ lọc Quá hạn"' in ui.chip("Quá hạn", on=True, remove_url="?")
    assert ui.chip("thiếu rõ thời gian", miss=True, url="?m").startswith('<a class="chip miss" href="?m"')


def test_pager_is_silent_when_one_page_holds_all(ui: Any) -> None:
    page = {"number": 1, "pages": 1, "total": 3, "prev_url": None, "next_url": None}
    assert not ui.pager(page)
    html = ui.pager(page | {"number": 2, "pages": 7, "total": 321, "prev_url": "?1"})
    assert "Trang 2/7 · 321 kết quả" in words(html) and 'rel="prev"' in html and 'rel="next"' not in html


ROADS = [SelectChoice("a", "Xong"), SelectChoice("b", "Chưa")]


class Line(Form):  # type: ignore[misc]
    agency = StringField("Cơ quan", [DataRequired("chọn cơ quan")])


class Sample(Form):  # type: ignore[misc]
    number = StringField("Số văn bản", [DataRequired("nhập số văn bản"), Length(max=9, message="dài quá 9 chữ")])
    receiver = TextAreaField("Nơi nhận", [Optional()], render_kw={"class": "n"})
    kind = SelectField("Loại hạn", choices=[SelectChoice("a", "Có hạn")], default="a")
    road = RadioField("Đến nay thế nào?", [DataRequired("chọn một mục")], choices=ROADS)
    sure = BooleanField("Đã đối chiếu", [DataRequired("đánh dấu khi đã đối chiếu")])
    paper = FileField("Tệp", [Optional()])
    version = HiddenField("", [DataRequired("trang đã cũ")])
    lines = FieldList(FormField(Line), min_entries=1)


@pytest.fixture(name="refused")
def fixture_refused() -> Iterator[Sample]:
    form = Sample()
    assert not form.validate()
    form.form_errors.append("Ngày xin phải sau hạn cũ")
    yield form


@pytest.mark.parametrize("name", ["number", "sure", "road"])
def test_refused_field_says_why_beside_itself_and_to_a_screen_reader(ui: Any, refused: Sample, name: str) -> None:
    html = ui.field(refused[name], "như trên văn bản")
    assert f"Lỗi: {refused[name].errors[0]}" in words(html)
    assert f'aria-describedby="{name}-hint {name}-err"' in html
    assert f'id="{name}-err"' in html and f'id="{name}-hint"' in html and "is-err" in html
    assert name == "road" or 'aria-invalid="true"' in html


def test_field_in_order_shows_no_fault(ui: Any) -> None:
    html = ui.field(Sample(data={"number": "45-BC/ThU"}).number)
    assert "Lỗi" not in html and "aria-" not in html.replace('aria-required="true"', "")


def test_every_kind_of_field_has_its_control_and_label(ui: Any) -> None:
    form = Sample()
    assert '<textarea class="form-control n"' in ui.field(form.receiver)
    assert '<select class="form-select"' in ui.field(form.kind)
    assert ui.field(form.road).count('type="radio"') == 2 and "<legend>Đến nay thế nào?" in ui.field(form.road)
    assert 'type="file"' in ui.field(form.paper) and "không bắt buộc" in ui.field(form.paper)
    assert ui.field(form.version).startswith("<input") and "<label" not in ui.field(form.version)
    assert 'for="number"' in ui.field(form.number) and "rows" in ui.field(form.receiver, rows=4)


def test_browser_neither_blocks_nor_cuts_what_is_typed(ui: Any) -> None:
    html = ui.field(Sample().number)
    assert "maxlength" not in html and not re.search(r"\srequired", html) and 'aria-required="true"' in html


def test_summary_of_a_refused_form_takes_the_focus_and_leads_to_each_field(ui: Any, refused: Sample) -> None:
    html = ui.errors(refused)
    assert 'role="alert"' in html and 'tabindex="-1"' in html and words(html).startswith("Lỗi: chưa ghi được")
    assert re.findall(r'href="#([\w-]+)"', html) == ["number", "road-0", "sure", "lines-0-agency"]
    assert "Ngày xin phải sau hạn cũ" in html and "trang đã cũ" in html
    assert not ui.errors(Sample())


def test_summary_links_to_controls_that_exist(ui: Any, refused: Sample) -> None:
    drawn = "".join(ui.field(field) for field in refused if field.name != "lines")
    for target in re.findall(r'href="#([\w-]+)"', ui.errors(refused)):
        assert f'id="{target}"' in drawn or target.startswith("lines-")


def test_markup_of_one_part_passes_through_another(ui: Any) -> None:
    assert '<div class="due">' in ui.kv([("Hạn", ui.due(SAID, phrase="trước ngày 10/11/2021"))])
    assert isinstance(ui.state("off", "none", "Chưa thực hiện"), Markup)
