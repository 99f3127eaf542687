"""The client's programme as a Word file: read, corrected, cut, dropped, issued, and standing in the margin."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Office, opened
from tests.files.dressed import word_of

pytestmark = pytest.mark.browser
MONITOR = "Ban Dân vận, theo dõi:"
PROGRAMME = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One of its own: a second programme stands before the first on the pages that other journeys walk."""
    with opened(tmp_path_factory.mktemp("second-programme")) as office:
        yield office


@pytest.fixture(scope="module")
def address(office: Office) -> str:
    return office.address


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_file_becomes_tasks_with_marks_in_the_margin(
    come_in: Callable[..., Page], address: str, javascript: bool
) -> None:
    page = come_in(MONITOR, javascript=javascript)
    page.goto(f"{address}/imports")
    told = PROGRAMME.replace("trong tình hình mới", f"trong tình hình mới, bản {javascript}", 1)
    files = {"name": "Chương trình.docx", "mimeType": "application/octet-stream", "buffer": word_of(told)}
    page.get_by_label("Tệp văn bản").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", name="Soát 13 đề xuất")).to_be_visible()
    give_to(page, card(page, "hướng dẫn"), "Ban Tổ chức Tỉnh ủy")
    cut(page, page.locator(".prop").nth(0))
    expect(page.get_by_role("heading", name="Soát 14 đề xuất")).to_be_visible()
    page.locator(".prop").last.get_by_role("button", name=re.compile("Bỏ đề xuất")).click()
    expect(page.get_by_role("heading", name="Soát 13 đề xuất")).to_be_visible()
    confirm_all(page, by_key=javascript)
    page.get_by_role("link", name="Ban hành 13 việc").click()
    page.get_by_label("Tên ngắn").fill(f"CTHĐ thử {javascript}")
    page.get_by_role("button", name="Ban hành 13 việc").click()
    expect(page.locator("#flash")).to_contain_text("Đã ban hành")
    expect(page.locator(".marg", has_text="đã báo cáo 0/2").first).to_contain_text("2 cơ quan")
    page.locator(".marg a[href*='/tasks/']").first.click()
    expect(page.locator("blockquote")).to_contain_text(re.compile(r"\w"))
    phone = come_in(MONITOR, javascript=javascript, width=390)
    phone.goto(f"{address}/monitor")
    expect(phone.get_by_label("Chương trình", exact=True)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def card(page: Page, words: str) -> Locator:
    return page.locator(".prop", has=page.locator("h3", has_text=re.compile(words, re.I))).first


def edit(page: Page, one: Locator) -> Locator:
    """Open a proposal's form."""
    key = one.get_attribute("id")
    one.get_by_role("link", name=re.compile("Sửa hoặc tách")).click()
    expect(page.locator(f"#{key} form .when")).to_be_visible()
    return page.locator(f"#{key}")


def give_to(page: Page, one: Locator, agency: str) -> None:
    """Name another lead agency."""
    opened = edit(page, one)
    lead = opened.get_by_role("group", name="Chủ trì")
    lead.get_by_text("Thêm cơ quan, nhóm").click()
    lead.get_by_label(agency, exact=True).check()
    opened.get_by_role("button", name="Giữ").click()
    expect(page.locator("#flash")).to_contain_text("Đã giữ đề xuất")
    expect(page.locator(".prop", has_text=agency).first).to_be_visible()


def cut(page: Page, one: Locator) -> None:
    """Part a proposal at the first place offered."""
    opened = edit(page, one)
    opened.get_by_text("Tách thành hai việc").click()
    opened.locator(".cut input").first.check()
    opened.get_by_role("button", name="Tách ở đây").click()
    expect(page.locator("#flash")).to_contain_text("Đã tách thành hai việc")


def confirm_all(page: Page, *, by_key: bool) -> None:
    """Say of each that it is right: with a key, the next one is at hand; or with its button."""
    for _ in range(20):
        waiting = page.locator("button[data-key=c][aria-pressed=false]")
        left = waiting.count()
        if not left:
            return
        if by_key:
            waiting.first.locator("xpath=ancestor::article").focus()
            page.keyboard.press("c")
        else:
            waiting.first.click()
        expect(waiting).to_have_count(left - 1)
    raise AssertionError("some proposals cannot be confirmed")


@pytest.mark.parametrize("javascript", [True, False])
def test_two_reviewers_of_one_draft_choose_between_their_versions_and_add_an_agency_in_one_press(
    come_in: Callable[..., Page], address: str, javascript: bool
) -> None:
    one, other = (come_in(MONITOR, javascript=javascript) for _ in range(2))
    name = f"Hội Khuyến học số {int(javascript)}"
    one.goto(f"{address}/imports")
    one.get_by_label("Hoặc dán toàn văn").fill(PROGRAMME.replace("5. Ban Tổ chức Tỉnh ủy", f"5. {name}", 1))
    one.get_by_role("button", name="Đọc văn bản").click()
    asked = one.locator(".prop .ask", has_text=f"“{name}” chưa có trong danh mục cơ quan")
    expect(asked).to_have_count(2)
    asked.first.get_by_role("button", name="Thêm cơ quan mới").click()
    expect(one.locator("#flash")).to_contain_text("đã nhận tên này ở 2 đề xuất")
    expect(asked).to_have_count(0)
    other.goto(one.url.split("?")[0].split("#")[0])
    for page in (one, other):
        edit(page, page.locator(".prop").nth(2)).get_by_label("Việc phải làm").fill(
            "Của người thứ nhất" if page is one else "Của người thứ hai"
        )
    one.get_by_role("button", name="Giữ", exact=True).click()
    expect(one.locator("#flash")).to_contain_text("Đã giữ đề xuất")
    other.get_by_role("button", name="Giữ", exact=True).click()
    both = other.locator(".prop table tbody")
    expect(both).to_contain_text("Của người thứ nhất")
    expect(both).to_contain_text("Của người thứ hai")
    expect(other.locator(".prop .msg[role=alert]")).to_be_focused()
    other.get_by_role("button", name="Ghi bản của tôi").click()
    expect(other.locator(".prop h3").nth(2)).to_have_text("Của người thứ hai")
    expect(other.locator(".prop").nth(2)).to_contain_text("Đã sửa: Ban Dân vận")
