"""Every way in which clients quote, sign and wrap: what the person wrote is found whole, and nothing else."""

import pytest

from tests.replies.clients import MARKED, SIGNED, UNMARKED
from tests.replies.machines import MACHINES, machine_mail
from tests.replies.mails import mail
from webapp.replies.reading import read_mail
from webapp.rules.words import MailKind

pytestmark = pytest.mark.pure

OWN = "Đã ban hành kế hoạch, đang gửi các nơi.\n\nCảm ơn Ban."
SHORT = "We are still waiting for the signature."
OLD = "Nhiệm vụ: Báo cáo kết quả\nHạn: 10/11/2026\n\nOld words of somebody else.\nTrân trọng"
MARKS = "> " + OLD.replace("\n", "\n> ")


def _own(text: str) -> str:
    found = read_mail(mail(text), [])
    assert found.kind is MailKind.HUMAN
    return found.text


@pytest.mark.parametrize("head", MARKED)
def test_an_answer_above_a_marked_quotation_stands_alone(head: str) -> None:
    assert _own(f"{OWN}\n\n{head}\n\n{MARKS}\n") == OWN
    assert _own(f"{SHORT}\n{head}\n{MARKS}\n") == SHORT


@pytest.mark.parametrize("head", MARKED)
def test_an_answer_below_a_quotation_stands_alone(head: str) -> None:
    assert _own(f"{head}\n{MARKS}\n\n{SHORT}\n") == SHORT


@pytest.mark.parametrize("head", MARKED + UNMARKED)
def test_an_answer_above_an_unmarked_quotation_stands_alone(head: str) -> None:
    assert _own(f"{OWN}\n\n{head}\n{OLD}\n") == OWN


@pytest.mark.parametrize("head", UNMARKED)
def test_no_gap_is_needed_and_no_quotation_within_a_quotation_misleads(head: str) -> None:
    assert _own(f"{SHORT}\n{head}{OLD}\n") == SHORT
    nested = "> " + f"{head}{OLD}".replace("\n", "\n> ")
    assert _own(f"{SHORT}\n\n{MARKED[0]}\n\n{nested}\n") == SHORT


@pytest.mark.parametrize("end", SIGNED)
def test_what_ends_a_mail_is_no_part_of_the_answer(end: str) -> None:
    assert _own(f"{SHORT}\n\n{end}\n") == SHORT
    assert _own(f"{SHORT}\n\n{end}\n\n{MARKED[0]}\n\n{MARKS}\n") == SHORT
    assert _own(f"{OWN}\n{end}\n\n{UNMARKED[2]}\n{OLD}") == OWN


@pytest.mark.parametrize(("kind", "sender", "subject", "headers", "body"), MACHINES)
def test_machines_are_told_from_people(kind: str, sender: str, subject: str, headers: str, body: str) -> None:
    found = read_mail(machine_mail(sender, subject, headers, body), [])
    assert found.kind.value == kind
    assert (found.update is None) is (kind != "human")
