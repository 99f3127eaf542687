"""The four people, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import accessible

pytestmark = pytest.mark.browser
FOCAL, MONITOR, LEADER, ADMIN = "Đầu mối:", "Ban Dân vận, theo dõi:", "Lãnh đạo:", "Quản trị:"
ComeIn = Callable[..., Page]


def send(page: Page, choice: str, button: str, **fields: str) -> None:
    """Open a choice, fill its fields by label, press its button."""
    part = page.locator("details.pick", has=page.locator("summary", has_text=choice)).first
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    for label, value in fields.items():
        part.get_by_label(label.replace("_", " "), exact=False).first.fill(value)
    part.get_by_role("button", name=button).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_update_report_return_report_confirm_and_the_margin_shows_it(come_in: ComeIn, javascript: bool) -> None:
    focal = come_in(FOCAL, javascript=javascript)
    expect(focal.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    focal.goto(focal.url.split("/my-work")[0] + "/my-work")
    row = focal.locator("th a.two", has_text="sơ kết").first
    row.click()
    expect(focal.locator("h1")).to_contain_text("sơ kết")
    address = focal.url
    if focal.locator("section.next", has_text="Chờ xác nhận").count() == 0:
        send(focal, "Đang thực hiện", "Ghi cập nhật", Một_câu="Đã có dự thảo")
        expect(focal.locator("#flash")).to_contain_text("Đã ghi cập nhật")
    report(focal)
    monitor = come_in(MONITOR, javascript=javascript)
    send_back(monitor, address, "Thiếu nơi nhận")
    focal.goto(address)
    expect(focal.locator("section.next")).to_contain_text("Thiếu nơi nhận")
    report(focal)
    monitor.goto(address)
    monitor.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(monitor.locator("#flash")).to_contain_text("Đã xác nhận")
    expect(monitor.locator("section.next")).to_contain_text("Hoàn thành")
    shown_in_margin_and_matrix(monitor, address)
    put_back(monitor, address)


def shown_in_margin_and_matrix(monitor: Page, address: str) -> None:
    monitor.locator("blockquote footer a").click()
    expect(monitor.locator("mark.on").first).to_be_visible()
    expect(monitor.locator(".marg", has_text="Sơ kết 5 năm").first).to_contain_text(re.compile(r"đã báo cáo \d+/32"))
    monitor.goto(address.split("/tasks")[0] + "/monitor")
    cell = monitor.locator("tr", has=monitor.get_by_role("link", name="Ban Tuyên giáo Tỉnh ủy", exact=True))
    expect(cell.locator(f"a[href='{address[address.index('/tasks') :]}']").first).to_contain_text("Xong")


def put_back(monitor: Page, address: str) -> None:
    """The confirmation is undone and the report returned, so that the next walk finds open work."""
    monitor.goto(address)
    monitor.get_by_role("button", name="Hoàn tác: xác nhận hoàn thành").click()
    expect(monitor.locator("#flash")).to_contain_text("Đã hoàn tác")
    send_back(monitor, address, "Làm lại từ đầu cho lượt sau")


def send_back(monitor: Page, address: str, reason: str) -> None:
    monitor.goto(address)
    monitor.get_by_text("Trả lại, nêu lý do").click()
    monitor.get_by_label("Lý do").first.fill(reason)
    monitor.get_by_role("button", name="Trả lại cơ quan").click()
    expect(monitor.locator("#flash")).to_contain_text("Đã trả lại")


def report(page: Page) -> None:
    fields = {"Số_văn_bản": "45-BC/BTGTU", "Ngày_văn_bản": "20/11/2026", "Nơi_nhận": "Ban Thường vụ Tỉnh ủy"}
    send(page, "Báo cáo hoàn thành", "Gửi báo cáo hoàn thành", **fields)
    expect(page.locator("#flash")).to_contain_text("Đã gửi báo cáo hoàn thành")


PAGES = {
    FOCAL: ("/indicators", "/my-work", "/programmes/1", "/agencies", "/search?q=so+ket"),
    MONITOR: (
        *("/monitor", "/monitor?loc=undated", "/tasks/1", "/imports", "/agencies/1"),
        *("/confirmations", "/corrections", "/extensions", "/follow-ups/1", "/follow-ups/new?loc=overdue&all=1"),
        *("/indicators", "/indicators/1", "/indicators/1?sua=1", "/measurement-sheets"),
        *("/programmes/1", "/programmes/1?viec=1", "/programmes/1/assignments/new?clause=IV.3"),
    ),
    LEADER: ("/indicators/2", "/monitor", "/tasks/1", "/programmes/1/agencies", "/reports", "/reports/1"),
    ADMIN: ("/admin", "/people", "/people/1", "/groups", "/holidays", "/settings", "/agencies/1", "/health"),
}


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
@pytest.mark.parametrize("role", list(PAGES))
def test_no_page_has_a_fault_of_access_policy_or_width(
    come_in: ComeIn, address: str, role: str, width: int, dark: bool
) -> None:
    page = come_in(role, width=width, dark=dark)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for path in PAGES[role]:
        page.goto(address + path)
        accessible(page)
    assert told == []


def test_the_code_from_the_mailbox_opens_the_ledger(browser: object, address: str) -> None:
    context = browser.new_context(locale="vi-VN")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Địa chỉ thư").first.fill("dau-moi.btg@so-theo-doi.example")
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    mailbox = context.new_page()
    mailbox.goto(f"{address}/mailbox")
    code = re.search(r"\d{6}", mailbox.get_by_role("link", name="Mã đăng nhập").first.inner_text())
    assert code
    page.get_by_label("Mã sáu chữ số").fill(code[0])
    page.get_by_role("button", name="Vào sổ").click()
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    context.close()
