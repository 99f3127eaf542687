"""From twelve late tasks to five mails, to one answer by its link, to the official letter for the others."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.access import accessible
from tests.browser.test_journeys import MONITOR
from webapp import clock

pytestmark = pytest.mark.browser
ComeIn = Callable[..., Page]
BODIES = (
    "Văn phòng Tỉnh ủy",
    "Ban Nội chính Tỉnh ủy",
    "Thành ủy Phan Thiết",
    "Huyện ủy Tuy Phong",
    "Huyện ủy Đức Linh",
)
DUTIES = (("Rà soát quy chế dân chủ", 5), ("Góp ý dự thảo đề án", 5), ("Cử người tham gia tổ công tác", 2))
"""Five agencies, and duties of the first so many of them: twelve tasks."""


def add_late_duty(page: Page, address: str, title: str, bodies: tuple[str, ...]) -> None:
    """A duty that was due six days ago, for these agencies."""
    page.goto(f"{address}/programmes/1/assignments/new?clause=IV.6")
    page.get_by_label("Việc phải làm").fill(title)
    page.locator("#lead summary").click()
    for body in bodies:
        page.locator("#lead").get_by_label(body, exact=True).check()
    page.get_by_label("Đến ngày").fill(f"{clock.today() - timedelta(days=6):%d/%m/%Y}")
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    expect(page.locator("#flash")).to_contain_text(f"mở {len(bodies)} đầu việc")


def test_twelve_late_tasks_five_mails_one_answer_and_the_letter(
    come_in: ComeIn, browser: Browser, address: str, tmp_path: Path
) -> None:
    monitor = come_in(MONITOR)
    told: list[str] = []
    monitor.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for title, count in DUTIES:
        add_late_duty(monitor, address, title, BODIES[:count])
    where = send(monitor, address)
    answered = answer_by_link(browser, address)
    monitor.goto(where)
    owed = 12 - answered
    expect(monitor.locator("main")).to_contain_text(f"Còn {owed} việc chưa phản hồi")
    expect(monitor.locator("tr", has_text="Cập nhật tiến độ").locator("a.two")).to_have_text(DUTIES[2][0])
    expect(monitor.locator("tbody", has_text=BODIES[0])).to_contain_text(f"còn {3 - answered} việc chưa phản hồi")
    with monitor.expect_download() as download:
        monitor.get_by_role("link", name="Tải công văn đôn đốc").click()
    download.value.save_as(tmp_path / "letter.docx")
    letter_is_for_those_who_owe(tmp_path / "letter.docx", owed)
    assert told == []


def send(monitor: Page, address: str) -> str:
    """Tick the twelve, look at what each agency is written, send; where what was sent is."""
    monitor.goto(f"{address}/monitor")
    for title, _count in DUTIES:
        group = monitor.locator("tbody", has=monitor.locator("th.grp-h", has_text=title))
        for box in group.locator(".m input").all():
            box.check()
    expect(monitor.locator(".bulk")).to_contain_text("Đã chọn 12 việc của 5 cơ quan")
    accessible(monitor)
    monitor.get_by_role("button", name="Đôn đốc 12 việc").click()
    expect(monitor.get_by_role("heading", level=1)).to_have_text("Đôn đốc 12 việc của 5 cơ quan")
    monitor.get_by_label("Nội dung").fill("{cơ quan} còn {số việc} việc, đề nghị trả lời trước {hạn trả lời}.")
    monitor.get_by_role("button", name="Cập nhật bản xem trước").click()
    first = monitor.locator("details.pick").filter(has_text=BODIES[0])
    expect(first).to_contain_text(f"{BODIES[0]} còn 3 việc, đề nghị trả lời trước")
    accessible(monitor)
    monitor.get_by_role("button", name="Gửi 5 thư").click()
    expect(monitor.locator("#flash")).to_contain_text("Đã gửi đôn đốc")
    expect(monitor.locator("main")).to_contain_text("Còn 12 việc chưa phản hồi")
    accessible(monitor)
    return monitor.url


def answer_by_link(browser: Browser, address: str) -> int:
    """The five mails are there; one reader answers about one task, on a phone that never signed in."""
    phone = browser.new_context(viewport={"width": 390, "height": 844})
    page = phone.new_page()
    page.goto(f"{address}/mailbox")
    mails = page.get_by_role("link", name=re.compile(r"^Đôn đốc [23] việc"))
    expect(mails).to_have_count(5)
    page.locator("tr", has=mails).filter(has_text="dau-moi.vptu").get_by_role("link").click()
    text = page.locator(".pre").inner_text()
    assert f"{BODIES[0]} còn 3 việc" in text and not [body for body in BODIES[1:] if body in text]
    page.goto(link_under(DUTIES[2][0], text))
    page.locator("details.pick summary", has_text="Đang thực hiện").click()
    page.get_by_label("Một câu về kết quả đến nay").fill("Đã có tờ trình, chờ ký")
    page.get_by_role("button", name="Ghi cập nhật").click()
    expect(page.get_by_role("heading", name="Đã ghi nhận")).to_be_visible()
    phone.close()
    return 1


def link_under(title: str, text: str) -> str:
    """The address that the mail's text gives for the task of that title."""
    found = re.search(r"https?://\S+", text[text.index(f"* {title}") :])
    assert found
    return found[0]


def letter_is_for_those_who_owe(path: Path, owed: int) -> None:
    letter = docx.Document(str(path))
    head, tasks, foot = letter.tables
    assert "Số .....-CV/BDVTU" in head.cell(1, 0).text and "ĐẢNG CỘNG SẢN VIỆT NAM" in head.cell(0, 1).text
    rows = [[cell.text for cell in row.cells] for row in tasks.rows[1:]]
    assert len(rows) == owed and [BODIES[0], DUTIES[2][0]] not in [row[1:3] for row in rows]
    assert {row[1] for row in rows} == set(BODIES) and {row[4] for row in rows} == {"6 ngày"}
    deadline = next(run for one in letter.paragraphs for run in one.runs if run.text.startswith("chậm nhất ngày"))
    assert deadline.bold and deadline.italic
    assert "Nơi nhận:" in foot.cell(0, 0).text
