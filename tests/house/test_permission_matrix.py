"""Every route x method x role x own and foreign id: who gets in, and that nobody gets at another agency's work."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories as make
from tests.conftest import SignIn
from webapp.models import Evidence, Task
from webapp.rules.permissions import TABLE
from webapp.rules.words import Role
from webapp.views.steps import STEPS
from webapp.web.guards import PUBLIC

F, M, L, A = Role.FOCAL_POINT, Role.MONITOR, Role.LEADER, Role.ADMIN
SIGNS_OUT = "sessions.end"
"""Would end the browser's own session in the middle of the walk; it has its own test."""
SECRET = "Văn bản chỉ cơ quan kia biết"


@dataclass
class World:
    """Two agencies with a task each, and a browser for each role (the focal point speaks for the first)."""

    browsers: dict[Role, FlaskClient]
    own: Task
    foreign: Task
    evidence: Evidence
    programme_id: int


@pytest.fixture
def world(session: Session, sign_in: SignIn) -> World:
    mine, theirs = make.agency(session), make.agency(session)
    browsers = {role: sign_in(make.person(session, role)) for role in (M, L, A)}
    browsers[F] = sign_in(make.person(session, speaks_for=mine))
    programme = make.programme(session)
    own, foreign = (
        make.task(session, agency, of=make.assignment(session, programme, lead=agency), note=note)
        for agency, note in ((mine, ""), (theirs, SECRET))
    )
    evidence = Evidence(
        task=foreign, doc_number=SECRET, doc_date=make.TODAY, receiver="x", at=make.NOW, file_name="a", file_digest="a"
    )
    session.add(evidence)
    session.commit()
    return World(browsers, own, foreign, evidence, programme.id)


def routes(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method in ("GET", "POST") and rule.endpoint not in (*PUBLIC, SIGNS_OUT)
    ]


def address(rule: Rule, world: World, task: Task, noun: str) -> str:
    """The rule's address, with ids of things that exist where we have them and of none elsewhere."""
    values: dict[str, object] = dict.fromkeys(rule.arguments, 999_999)
    values |= {"task_id": task.id, "evidence_id": world.evidence.id, "programme_id": world.programme_id}
    values |= {"noun": "checks" if "proposal_id" in rule.arguments else noun}
    path = rule.rule
    for name in rule.arguments:
        start = path.index("<")
        inside = path[start + 1 : path.index(">", start)]
        wanted = inside.rsplit(":", 1)[-1]
        path = path.replace(f"<{inside}>", str(values[wanted]), 1)
        assert name in rule.arguments
    return path


@pytest.mark.one_database
def test_every_route_keeps_out_the_roles_that_its_rule_does_not_name(app: Flask, world: World) -> None:
    for rule, method in routes(app):
        allowed = TABLE[app.view_functions[rule.endpoint].permission].roles  # type: ignore[attr-defined]
        for role, browser in world.browsers.items():
            answer = browser.open(address(rule, world, world.own, "updates"), method=method)
            assert (answer.status_code == 403) >= (role not in allowed), (rule.rule, method, role, answer.status_code)
            assert answer.status_code < 500, (rule.rule, method, role)
            answer.close()


def test_nobody_comes_in_without_a_session(app: Flask, client: FlaskClient, world: World) -> None:
    for rule, method in routes(app):
        answer = client.open(address(rule, world, world.own, "updates"), method=method)
        assert (answer.status_code, "/sign-in" in answer.location) == (303, True), (rule.rule, method)


def test_a_focal_point_reaches_nothing_of_another_agency(app: Flask, world: World) -> None:
    browser = world.browsers[F]
    for rule, method in routes(app):
        for noun in STEPS if "noun" in rule.arguments else ("-",):
            answer = browser.open(address(rule, world, world.foreign, noun), method=method)
            text = answer.get_data(as_text=True)
            assert SECRET not in text, (rule.rule, method, noun)
            if "task_id" in rule.arguments:
                assert answer.status_code == 404, (rule.rule, method, noun)


def test_a_focal_point_finds_nothing_of_another_agency_in_lists_and_search(world: World) -> None:
    browser = world.browsers[F]
    for path in (
        "/my-work",
        "/my-work?loc=overdue",
        f"/my-work?mo={world.foreign.id}",
        "/programmes",
        f"/programmes/{world.programme_id}",
        "/search?q=huong",
    ):
        assert f"/tasks/{world.foreign.id}" not in browser.get(path).get_data(as_text=True), path


@pytest.mark.parametrize("noun", sorted(STEPS))
def test_a_leader_reads_and_never_writes(world: World, noun: str) -> None:
    answer = world.browsers[L].post(f"/tasks/{world.own.id}/{noun}", data={"version": "1"})
    assert answer.status_code == 403


@pytest.mark.parametrize("noun", ["confirmations", "returns", "deadlines", "pauses", "handovers", "drops", "reviews"])
def test_an_agency_never_decides_about_its_own_task(world: World, noun: str) -> None:
    answer = world.browsers[F].post(f"/tasks/{world.own.id}/{noun}", data={"version": "1"})
    assert answer.status_code == 403


def test_every_mutation_is_a_post_that_answers_with_a_page_of_its_own(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert not (rule.methods or set()) & {"PUT", "PATCH", "DELETE"}, rule.rule
        assert not {"GET", "POST"} <= (rule.methods or set()), rule.rule
