"""The scheduler's proof, briefly: some weeks in the suite; ``bin/prove scheduler`` plays four hundred days."""

import secrets
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.prove import ledger_oracle
from tests.prove.scheduler import prove
from webapp import worker
from webapp.actions import reminders as actions
from webapp.rules.reminders import Side


def test_every_reminder_is_given_once_whoever_is_killed_and_whatever_the_clock_says(tmp_path: Path) -> None:
    seed = secrets.randbelow(10**6)
    told = prove(days=24, seed=seed, folder=tmp_path)
    assert not told.broken, f"seed {seed}"
    assert told.done["reminders"] > 10 and told.done["mails"] > 3 and told.done["killed"] > 20


@pytest.mark.one_database
@pytest.mark.parametrize("mutant", ["forgets what was given", "counts a day less", "reminds heads as focal points"])
def test_the_proof_sees_a_scheduler_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutant: str) -> None:
    if mutant == "counts a day less":
        monkeypatch.setattr(ledger_oracle, "WARN", 2)
    elif mutant == "reminds heads as focal points":
        monkeypatch.setattr(
            actions, "Side", SimpleNamespace(AGENCY=Side.AGENCY, HEAD=Side.AGENCY, MONITOR=Side.MONITOR)
        )
    else:
        monkeypatch.setattr(worker.reminders.reminders, "given", lambda *_: set())
    assert prove(days=10, seed=5, folder=tmp_path).broken
