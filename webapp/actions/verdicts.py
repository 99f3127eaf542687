"""A person's word on a proposal, for duties and targets alike: who said it, when, and how it is taken back."""

from webapp.actions.history import Stamp
from webapp.models import Proposal, TargetProposal, Verdict


def judge(one: Proposal | TargetProposal, verdict: Verdict, stamp: Stamp) -> None:
    """Keep what a person made of a proposal; what is dropped is not checked, and what is judged anew is not dropped."""
    one.verdict, one.judged_by_id, one.judged_at = verdict, stamp.by.person_id, stamp.now
    one.dropped = verdict is Verdict.DROPPED
    one.checked = not one.dropped


def confirm(one: Proposal | TargetProposal, stamp: Stamp) -> None:
    """Say that a proposal is right. What somebody has checked already stays theirs."""
    if not one.checked:
        judge(one, Verdict.CONFIRMED, stamp)


def check(one: Proposal | TargetProposal, stamp: Stamp, *, right: bool) -> None:
    """Say that a proposal is right, or take back what was said of it."""
    if right:
        confirm(one, stamp)
    else:
        reopen(one)


def reopen(one: Proposal | TargetProposal) -> None:
    """Take back whatever was said: the proposal waits for a person again."""
    one.checked = one.dropped = False
    one.verdict = one.judged_by_id = one.judged_at = None
