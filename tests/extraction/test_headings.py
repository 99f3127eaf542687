"""Headings, lead-ins and what they hand down to the points below them."""

import pytest

from webapp.extraction import Reading, read_programme

pytestmark = pytest.mark.pure


def said(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """The first two words of each clause, and who leads it."""
    return [(" ".join(clause.text.split()[:2]), clause.lead) for clause in reading.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Sở Y tế: Tham mưu bố trí.\n\n2. Sở Nội vụ\n\nRà soát biên chế.\n\n3. Sở Tài chính\n\n- Bố trí vốn.",
            [("Sở Y", ("Sở Y tế",)), ("Rà soát", ("Sở Nội vụ",)), ("Bố trí", ("Sở Tài chính",))],
            id="a new heading ends the clause before it",
        ),
        pytest.param(
            "1. Sở Y tế.\n\n- Rà soát biên chế.\n\n- Bố trí vốn.",
            [("Rà soát", ("Sở Y tế",)), ("Bố trí", ("Sở Y tế",))],
            id="a heading may end with a full stop",
        ),
        pytest.param(
            "1. Sở Y tế\n\nLà cơ quan thường trực, có trách nhiệm:\n\n+ Rà soát biên chế;\n\n+ Bố trí vốn.",
            [("Rà soát", ("Sở Y tế",)), ("Bố trí", ("Sở Y tế",))],
            id="a lead-in without a number opens the points of its level",
        ),
        pytest.param(
            "1. Sở Y tế\n\na) Chủ trì thực hiện:\n\n- Rà soát biên chế;\n\n- Bố trí vốn.\n\nb) Báo cáo kết quả.",
            [("Chủ trì", ("Sở Y tế",)), ("Báo cáo", ("Sở Y tế",))],
            id="smaller points stay inside the point that opens them",
        ),
        pytest.param(
            "1. Sở Y tế rà soát biên chế, xây dựng đề án nâng cấp trạm y tế; cụ thể:\n\n- Sở Nội vụ bố trí người.",
            [("Sở Y", ("Sở Y tế",)), ("Sở Nội", ("Sở Nội vụ",))],
            id="a lead-in with a duty of its own is an entry too",
        ),
        pytest.param(
            "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ và Sở Tài chính thực hiện các nhiệm vụ sau:\n\n- Bố trí vốn.",
            [("Bố trí", ("Sở Y tế",))],
            id="a bare lead-in is none",
        ),
        pytest.param(
            "1. Sở Y tế\n\n- Cơ quan thường trực, chủ động rà soát.\n\n2. Người chăn nuôi\n\nChấp hành khai báo.",
            [("Cơ quan", ("Sở Y tế",)), ("Chấp hành", ("Người chăn nuôi",))],
            id="a point that speaks of its own agency, and a heading that names people",
        ),
        pytest.param(
            "1. Cục Chuyển đổi số\n\nTrang 2\n\na) Vận hành cổng.\n\n2. Vụ Kinh tế số\n\nTrang 3\n\n1.1. Rà soát vốn.",
            [("Vận hành", ("Cục Chuyển đổi số",)), ("Rà soát", ("Vụ Kinh tế số",))],
            id="a heading that ends with “số” at the end of a page",
        ),
        pytest.param(
            "Điều 8. Trách nhiệm của sở giáo dục và đào tạo\n\n1. Bố trí kinh phí.\n\n"
            "Điều 9. Trách nhiệm của tổ chức, cá nhân\n\n1. Cập nhật dữ liệu.",
            [("Bố trí", ("sở giáo dục và đào tạo",)), ("Cập nhật", ("tổ chức, cá nhân",))],
            id="whoever is answerable is named in small letters too",
        ),
    ],
)
def test_what_stands_under_a_heading(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert said(read_programme(f"IV. TỔ CHỨC THỰC HIỆN\n\n{text}")) == expected


def test_the_section_of_an_article_ends_at_the_next_question() -> None:
    text = "Tổ chức thực hiện Nghị quyết 72 ra sao?\n\n(1) Sở Y tế rà soát.\n\nAi được cấp thẻ?\n\nSở Y tế cấp thẻ."
    assert said(read_programme(text)) == [("Sở Y", ("Sở Y tế",))]


def test_the_partners_of_a_lead_in_work_on_each_of_its_points() -> None:
    text = "2. Sở Y tế\n\nChủ trì, phối hợp với Sở Tài chính:\n\n+ Bố trí vốn;\n\n+ Kêu gọi đầu tư."
    reading = read_programme(f"IV. TỔ CHỨC THỰC HIỆN\n\n{text}")
    assert [(clause.lead, clause.coordinate) for clause in reading.clauses] == [(("Sở Y tế",), ("Sở Tài chính",))] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Thủ tướng Chính phủ yêu cầu:\n\n1. Bộ Y tế rà soát.\n\n2. Bộ Nội vụ:\n\na) Bố trí biên chế.",
            [("Bộ Y", ("Bộ Y tế",)), ("Bố trí", ("Bộ Nội vụ",))],
            id="from the lead-in that announces orders",
        ),
        pytest.param(
            "Y tế cơ sở đã được đầu tư.\n\nBan Bí thư giao Đảng uỷ Bộ Y tế rà soát.\n\nTrả lời: Sở Y tế khám bệnh.",
            [("Ban Bí", ("Đảng uỷ Bộ Y tế",))],
            id="from the first paragraph in which a body gives an order",
        ),
        pytest.param(
            "Bộ Chính trị yêu cầu:\n\n1. Các cấp uỷ đã thực hiện tốt.\n\n2. Bộ Chính trị thống nhất với chủ trương."
            "\n\n3. Tập trung phát triển.\n\n4. Bộ Y tế rà soát.",
            [("Bộ Y", ("Bộ Y tế",))],
            id="what only tells or judges is no order",
        ),
        pytest.param(
            "Thủ tướng Chính phủ kết luận:\n\nI. ĐÁNH GIÁ CHUNG\n\n1. Bộ Y tế tích cực triển khai.\n\nII. NHIỆM VỤ"
            "\n\n1. Bộ Y tế rà soát.\n\nVăn phòng Chính phủ thông báo để các cơ quan biết, thực hiện.",
            [("Bộ Y", ("Bộ Y tế",))],
            id="an assessment assigns nothing, nor does the note of those who are told",
        ),
        pytest.param(
            "Theo Kết luận, thời gian tới, Bộ Chính trị yêu cầu các cấp uỷ rà soát.\n\nĐảng uỷ Chính phủ bố trí vốn.",
            [("Theo Kết", ("các cấp uỷ",)), ("Đảng uỷ", ("Đảng uỷ Chính phủ",))],
            id="from an order that follows the opening of its sentence",
        ),
        pytest.param(
            "Bí thư Tỉnh ủy kết luận:\n\n1. Về biên chế: giao Ban Tổ chức Tỉnh ủy tham mưu.",
            [("giao Ban", ("Ban Tổ chức Tỉnh ủy",))],
            id="an order after the matter it is about",
        ),
        pytest.param(
            "Về việc này, Kết luận nêu rõ, giao Sở Y tế rà soát.\n\nGiao Sở Nội vụ: Bố trí biên chế."
            "\n\nTuyển dụng bác sĩ."
            "\n\nẢnh minh họa\n\nGiao Sở Tài chính cấp kinh phí.\n\nĐời sống được nâng lên.",
            [
                ("Về việc", ("Sở Y tế",)),
                ("Giao Sở", ("Sở Nội vụ",)),
                ("Tuyển dụng", ("Sở Nội vụ",)),
                ("Giao Sở", ("Sở Tài chính",)),
            ],
            id="an order inside its sentence, and one that goes on in the next paragraph",
        ),
    ],
)
def test_a_document_without_the_section_s_heading(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert said(read_programme(text)) == expected
