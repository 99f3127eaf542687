"""The crash proof, briefly: a few kills in the suite; ``bin/prove crash`` does five hundred."""

from pathlib import Path

from tests.prove.crash import prove


def test_nothing_acknowledged_is_lost_when_web_worker_and_reader_are_killed(tmp_path: Path) -> None:
    told, broken = prove(kills=6, seed=20211122, folder=tmp_path)
    assert not broken
    assert len(told.acknowledged) > 20 and len(told.post.acknowledged) > 3
    assert told.kills.total() == 6 and len(told.kills) == 3
