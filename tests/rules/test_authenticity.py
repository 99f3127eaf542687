"""Who vouches for a sender: only our own mail server, only its topmost word, only for the very domain."""

import pytest

from webapp.rules.authenticity import is_aligned

pytestmark = pytest.mark.pure
SENDER = "dau-moi@lagi.example.vn"


@pytest.mark.parametrize(
    ("report", "aligned"),
    [
        ("mx.so.vn; dmarc=pass (p=none) header.from=lagi.example.vn", True),
        ("mx.so.vn; spf=pass smtp.mailfrom=dau-moi@lagi.example.vn", True),
        ("mx.so.vn; dkim=pass header.d=example.vn header.s=a", True),
        ("mx.so.vn; spf=pass smtp.mailfrom=x@la.vn; dkim=pass header.d=lagi.example.vn", True),
        ("mx.so.vn; dmarc=fail header.from=lagi.example.vn; spf=pass smtp.mailfrom=lagi.example.vn", False),
        ("mx.so.vn; spf=pass smtp.mailfrom=ke-gian.vn", False),
        ("mx.so.vn; spf=softfail smtp.mailfrom=lagi.example.vn; dkim=none", False),
        ("mx.so.vn; dkim=pass header.d=lagi.example.vn; dkim=fail header.d=lagi.example.vn", False),
        ("mx.ke-gian.vn; dmarc=pass header.from=lagi.example.vn", False),
        ("mx.so.vn; none", False),
        ("", False),
    ],
)
def test_what_our_own_server_says_decides(report: str, aligned: bool) -> None:
    assert is_aligned((report,), SENDER, "mx.so.vn") is aligned


def test_only_the_topmost_report_counts_since_anybody_may_write_one_below() -> None:
    forged = ("mx.khac.vn; none", "mx.so.vn; dmarc=pass header.from=lagi.example.vn")
    assert not is_aligned(forged, SENDER, "mx.so.vn")


def test_without_a_configured_name_nothing_is_proved() -> None:
    assert not is_aligned(("mx; dmarc=pass header.from=lagi.example.vn",), SENDER, None)
