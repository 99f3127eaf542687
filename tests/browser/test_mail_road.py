"""From a mail to "đã ghi nhận" and back, on a phone, without signing in; and the secret of the link stays with it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.access import accessible
from tests.browser.test_journeys import FOCAL, MONITOR, report, send_back

pytestmark = pytest.mark.browser
ComeIn = Callable[..., Page]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[[bool], BrowserContext]]:
    """A phone's browser that never signed in."""
    opened: list[BrowserContext] = []

    def take(javascript: bool) -> BrowserContext:
        context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=javascript)
        opened.append(context)
        return context

    yield take
    for context in opened:
        context.close()


def returned_once(come_in: ComeIn) -> None:
    """A report is sent back, of which the focal point is told by mail."""
    focal = come_in(FOCAL)
    focal.locator("th a.two", has_text="sơ kết").first.click()
    expect(focal.locator("h1")).to_contain_text("sơ kết")
    if focal.locator("section.next", has_text="Chờ xác nhận").count() == 0:
        report(focal)
    send_back(come_in(MONITOR), focal.url, "Thiếu nơi nhận")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_focal_point_answers_from_the_mail_and_takes_it_back(
    come_in: ComeIn, address: str, phone: Callable[[bool], BrowserContext], javascript: bool
) -> None:
    returned_once(come_in)
    page, referrers, titles = phone(javascript).new_page(), [], []
    page.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    page.on("load", lambda loaded: titles.append(loaded.title()) if javascript else None)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/mailbox")
    page.get_by_role("link", name="Bị trả lại").first.click()
    page.locator("a[href*='/q/']").first.click()
    token = page.url.split("/q/")[1]
    expect(page.get_by_role("button").first).to_have_text("Để sau")
    if javascript:
        accessible(page)
    page.locator("details.pick summary", has_text="Đang thực hiện").click()
    page.get_by_label("Một câu về kết quả đến nay").fill("Đã bổ sung nơi nhận, đang trình ký")
    page.get_by_role("button", name="Ghi cập nhật").click()
    expect(page.get_by_role("heading", name="Đã ghi nhận")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã bổ sung nơi nhận, đang trình ký")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("heading", name="Đã hoàn tác")).to_be_visible()
    assert not [one for one in referrers if token in one], "the address goes to nobody"
    assert not [title for title in titles if token in title] and told == []


def test_what_left_and_what_came_is_in_the_book_of_mail(come_in: ComeIn, address: str) -> None:
    returned_once(come_in)
    monitor = come_in(MONITOR, width=390, dark=True)
    monitor.goto(f"{address}/mail?loc=da-gui")
    expect(monitor.get_by_role("heading", name="Sổ thư")).to_be_visible()
    accessible(monitor)
