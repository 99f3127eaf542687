"""May this person? The table by role, and the three rules about tasks."""

from dataclasses import dataclass

import pytest

from webapp.rules.permissions import TABLE, may
from webapp.rules.words import Role

pytestmark = pytest.mark.pure
F, M, L, A = Role.FOCAL_POINT, Role.MONITOR, Role.LEADER, Role.ADMIN


@dataclass(frozen=True)
class Viewer:
    role: Role
    agency_ids: frozenset[int] = frozenset()
    person_id: int = 1


@dataclass(frozen=True)
class Subject:
    agency_id: int = 10
    coordinating_ids: frozenset[int] = frozenset({20})
    reported_by_id: int | None = None
    claimed_by_id: int | None = None


LEAD, HELPER, STRANGER = Viewer(F, frozenset({10})), Viewer(F, frozenset({20})), Viewer(F, frozenset({30}))


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("task.view", {"lead", "helper", "monitor", "leader"}),
        ("task.comment", {"lead", "helper", "monitor"}),
        ("task.update", {"lead", "monitor"}),
        ("task.report_done", {"lead", "monitor"}),
        ("task.contest", {"lead"}),
        ("task.confirm", {"monitor"}),
        ("task.send_back", {"monitor"}),
        ("task.set_deadline", {"monitor"}),
        ("task.pause", {"monitor"}),
        ("task.resume", {"monitor"}),
        ("task.hand_over", {"monitor"}),
        ("task.drop", {"monitor"}),
        ("task.follow_up", {"monitor"}),
        ("task.decide_correction", {"monitor"}),
        ("task.decide_contest", {"monitor"}),
        ("task.undo", {"lead", "helper", "monitor"}),
    ],
)
def test_who_may_do_what_with_a_task(permission: str, allowed: set[str]) -> None:
    people = {
        "lead": LEAD,
        "helper": HELPER,
        "stranger": STRANGER,
        "monitor": Viewer(M),
        "leader": Viewer(L),
        "admin": Viewer(A),
    }
    for name, viewer in people.items():
        decision = may(viewer, permission, Subject())
        assert bool(decision) == (name in allowed), (permission, name)
        assert decision or decision.reason, "a refusal says why"


def test_nobody_judges_their_own_work() -> None:
    assert may(Viewer(M, person_id=1), "task.confirm", Subject(reported_by_id=2))
    assert not may(Viewer(M, person_id=2), "task.confirm", Subject(reported_by_id=2))
    assert not may(Viewer(M, frozenset({10})), "task.confirm", Subject(reported_by_id=2))
    assert not may(Viewer(M, frozenset({10})), "task.send_back", Subject())


def test_nobody_decides_on_their_own_correction() -> None:
    assert may(Viewer(M, person_id=1), "task.decide_correction", Subject(claimed_by_id=2))
    assert not may(Viewer(M, person_id=2), "task.decide_correction", Subject(claimed_by_id=2))
    assert not may(Viewer(M, frozenset({10})), "task.decide_correction", Subject(claimed_by_id=2))


def test_what_is_not_in_the_table_is_refused_to_everybody() -> None:
    assert not any(may(Viewer(role), "task.delete") for role in Role)


@pytest.mark.parametrize("permission", [name for name in TABLE if name.endswith(".manage")])
def test_managing_belongs_to_one_role(permission: str) -> None:
    assert len(TABLE[permission].roles) == 1
