"""Which places of a document say a duty again."""

import pytest

from webapp.extraction.echoes import echoes

pytestmark = pytest.mark.pure

RULES = "xây dựng Quy chế phối hợp giữa Ủy ban nhân dân tỉnh với Mặt trận Tổ quốc Việt Nam giai đoạn 2021 - 2026"
AGAIN = (
    "- Xây dựng quy chế phối hợp giữa Uỷ ban nhân dân tỉnh với Mặt trận Tổ quốc Việt Nam giai đoạn 2021 - 2026 để "
    "nâng cao hiệu quả quản lý; báo cáo kết quả."
)
OTHER = "- Phát huy vai trò của tổ chức công đoàn trong công tác phối hợp với Ủy ban nhân dân cùng cấp."


def test_a_place_that_repeats_a_duty_is_related_and_others_are_not() -> None:
    assert list(echoes([RULES], [AGAIN, OTHER])) == [(0, 0)]


def test_a_place_may_say_two_duties_again() -> None:
    second = "nâng cao hiệu quả quản lý nhà nước về lao động"
    place = f"{AGAIN} Nâng cao hiệu quả quản lý nhà nước về lao động và tổ chức đại diện."
    assert list(echoes([RULES, second], [OTHER, place])) == [(1, 0), (1, 1)]


def test_words_too_few_to_be_sure_are_found_nowhere_else() -> None:
    assert list(echoes(["báo cáo kết quả"], [AGAIN])) == []


def test_the_same_words_in_another_order_are_not_the_same_duty() -> None:
    shuffled = " ".join(sorted(RULES.split()))
    assert list(echoes([RULES], [shuffled])) == []


@pytest.mark.parametrize(("duties", "places"), [([], [AGAIN]), ([RULES], []), ([RULES], [""])])
def test_nothing_echoes_in_nothing(duties: list[str], places: list[str]) -> None:
    assert list(echoes(duties, places)) == []
