"""Signing in: what opens, what does not, and what slows whom down."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp.actions import sign_in
from webapp.actions.sign_in import CODE_LIFE, CODES_ALLOWED, FAILURES_ALLOWED, Place, SignInRefused
from webapp.models import OutboxMail, Person, SignInCode, SignInFailure
from webapp.queries.people import owner_of_session, signed_in

HERE = Place("this browser", "192.0.2.1")
ELSEWHERE = Place("another browser", "192.0.2.99")
SECRET = "mật khẩu dài của đầu mối"


@pytest.fixture
def person(session: Session) -> Person:
    return factories.person(session, password_hash=sign_in.hash_password(SECRET))


def newest_code(session: Session) -> str:
    """The six digits of the newest mail."""
    text = session.scalars(sa.select(OutboxMail.text).order_by(OutboxMail.id.desc())).first()
    found = re.search(r"\b\d{6}\b", text or "")
    assert found
    return found[0]


def ask(session: Session, person: Person, place: Place = HERE) -> str:
    sign_in.ask_code(session, person.email, place, now=NOW)
    session.flush()
    return newest_code(session)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_from_the_mail_opens_once(session: Session, person: Person) -> None:
    code = ask(session, person)
    assert sign_in.try_code(session, person.email, code, HERE, now=NOW) is person
    with pytest.raises(SignInRefused, match="hết hạn"):
        sign_in.try_code(session, person.email, code, HERE, now=NOW)


def test_code_is_kept_as_a_digest_only(session: Session, person: Person) -> None:
    code = ask(session, person)
    row = session.scalars(sa.select(SignInCode)).one()
    assert code not in (row.code_digest, row.browser_digest) and len(row.code_digest) == 64


@pytest.mark.parametrize(
    ("later", "opens"), [(CODE_LIFE - timedelta(seconds=1), True), (CODE_LIFE, False), (timedelta(days=1), False)]
)
def test_code_lives_fifteen_minutes(session: Session, person: Person, later: timedelta, opens: bool) -> None:
    code = ask(session, person)
    if opens:
        assert sign_in.try_code(session, person.email, code, HERE, now=NOW + later) is person
    else:
        with pytest.raises(SignInRefused, match="hết hạn"):
            sign_in.try_code(session, person.email, code, HERE, now=NOW + later)


def test_code_opens_only_in_the_browser_that_asked(session: Session, person: Person) -> None:
    code = ask(session, person)
    with pytest.raises(SignInRefused):
        sign_in.try_code(session, person.email, code, Place("stolen", HERE.source), now=NOW)
    assert sign_in.try_code(session, person.email, code, HERE, now=NOW) is person


def test_code_bears_ten_tries_even_when_the_eleventh_is_right(session: Session, person: Person) -> None:
    code = ask(session, person)
    for number in range(sign_in.CODE_TRIES):
        with pytest.raises(SignInRefused, match="Mã không đúng"):
            sign_in.try_code(session, person.email, wrong(code), Place(HERE.browser, f"10.0.0.{number}"), now=NOW)
    with pytest.raises(SignInRefused, match="quá nhiều lần"):
        sign_in.try_code(session, person.email, code, HERE, now=NOW)


def test_a_newer_code_ends_the_older_one_in_the_same_browser(session: Session, person: Person) -> None:
    first, second = ask(session, person), ask(session, person)
    if first != second:
        with pytest.raises(SignInRefused):
            sign_in.try_code(session, person.email, first, HERE, now=NOW)
    assert sign_in.try_code(session, person.email, second, HERE, now=NOW) is person
    with pytest.raises(SignInRefused):
        sign_in.try_code(session, person.email, first, HERE, now=NOW)


def test_fresh_codes_do_not_give_a_guesser_fresh_tries(session: Session, person: Person) -> None:
    code = ""
    for number in range(FAILURES_ALLOWED):
        code = ask(session, person) if number % 3 == 0 else code
        with pytest.raises(SignInRefused):
            sign_in.try_code(session, person.email, wrong(code), HERE, now=NOW)
    with pytest.raises(SignInRefused, match="Chờ 15 phút"):
        sign_in.try_code(session, person.email, code, HERE, now=NOW)


def test_a_guesser_does_not_lock_the_person_out_elsewhere_nor_the_other_road(session: Session, person: Person) -> None:
    code = ask(session, person)
    for _ in range(FAILURES_ALLOWED):
        with pytest.raises(SignInRefused):
            sign_in.try_code(session, person.email, wrong(code), HERE, now=NOW)
    other = ask(session, person, ELSEWHERE)
    assert sign_in.try_code(session, person.email, other, ELSEWHERE, now=NOW) is person
    assert sign_in.try_password(session, person.email, SECRET, HERE.source, now=NOW) is person


def test_one_place_cannot_fill_a_mailbox_with_codes(session: Session, person: Person) -> None:
    for _ in range(CODES_ALLOWED):
        sign_in.ask_code(session, person.email, HERE, now=NOW)
    with pytest.raises(SignInRefused, match="Đã xin mã nhiều lần"):
        sign_in.ask_code(session, person.email, HERE, now=NOW)
    assert session.scalar(sa.select(sa.func.count(OutboxMail.id))) == CODES_ALLOWED
    sign_in.ask_code(session, person.email, ELSEWHERE, now=NOW)
    sign_in.ask_code(session, person.email, HERE, now=NOW + sign_in.SLOWED_FOR)


@pytest.mark.parametrize("known", [True, False])
def test_unknown_address_is_answered_like_a_known_one(session: Session, person: Person, known: bool) -> None:
    address = person.email if known else "nobody@example.vn"
    said = []
    for _ in range(CODES_ALLOWED):
        sign_in.ask_code(session, address, HERE, now=NOW)
    for _ in range(FAILURES_ALLOWED + 1):
        with pytest.raises(SignInRefused) as refusal:
            sign_in.try_code(session, address, "000000x", HERE, now=NOW)
        said.append(str(refusal.value))
    with pytest.raises(SignInRefused) as refusal:
        sign_in.ask_code(session, address, HERE, now=NOW)
    assert [words[:14] for words in said] == ["Mã không đúng."] * FAILURES_ALLOWED + ["Đã thử sai nhi"]
    assert str(refusal.value).startswith("Đã xin mã nhiều lần")
    assert bool(session.scalar(sa.select(sa.func.count(OutboxMail.id)))) is known


def test_address_is_known_in_any_case_and_with_blanks_around(session: Session, person: Person) -> None:
    sign_in.ask_code(session, f"  {person.email.upper()} ", HERE, now=NOW)
    assert sign_in.try_code(session, person.email, newest_code(session), HERE, now=NOW) is person


def test_disabled_person_gets_no_code_and_no_entry(session: Session, person: Person) -> None:
    code = ask(session, person)
    person.active = False
    session.flush()
    with pytest.raises(SignInRefused):
        sign_in.try_code(session, person.email, code, HERE, now=NOW)
    with pytest.raises(SignInRefused):
        sign_in.try_password(session, person.email, SECRET, HERE.source, now=NOW)
    sign_in.ask_code(session, person.email, ELSEWHERE, now=NOW)
    assert session.scalar(sa.select(sa.func.count(OutboxMail.id))) == 1


@pytest.mark.parametrize("typed", ["", "sai", SECRET.upper(), SECRET + " "])
def test_wrong_password_is_refused_in_the_words_for_an_unknown_address(
    session: Session, person: Person, typed: str
) -> None:
    said = set()
    for address in (person.email, "nobody@example.vn"):
        with pytest.raises(SignInRefused) as refusal:
            sign_in.try_password(session, address, typed, HERE.source, now=NOW)
        said.add(str(refusal.value))
    assert said == {"Địa chỉ hoặc mật khẩu không đúng."}


def test_person_without_a_password_is_not_let_in_by_the_stand_in_hash(session: Session) -> None:
    person = factories.person(session)
    with pytest.raises(SignInRefused):
        sign_in.try_password(session, person.email, "a password nobody has", HERE.source, now=NOW)


def test_ten_wrong_passwords_slow_that_place_for_that_address_only(session: Session, person: Person) -> None:
    other = factories.person(session, password_hash=sign_in.hash_password(SECRET))
    for _ in range(FAILURES_ALLOWED):
        with pytest.raises(SignInRefused, match="không đúng"):
            sign_in.try_password(session, person.email, "sai", HERE.source, now=NOW)
    with pytest.raises(SignInRefused, match="Chờ 15 phút"):
        sign_in.try_password(session, person.email.upper(), SECRET, HERE.source, now=NOW)
    assert sign_in.try_password(session, person.email, SECRET, ELSEWHERE.source, now=NOW) is person
    assert sign_in.try_password(session, other.email, SECRET, HERE.source, now=NOW) is other
    code = ask(session, person)
    assert sign_in.try_code(session, person.email, code, HERE, now=NOW) is person
    later = NOW + sign_in.SLOWED_FOR
    assert sign_in.try_password(session, person.email, SECRET, HERE.source, now=later) is person


def test_session_ends_for_everyone_at_once_and_is_still_known_by_its_owner(session: Session, person: Person) -> None:
    first, second = (sign_in.open_session(session, person, "Chromium", now=NOW) for _ in range(2))
    session.flush()
    found = signed_in(session, first, now=NOW)
    assert found is not None and found.person_id == person.id
    sign_in.end_session(session, found.session_id, now=NOW)
    assert signed_in(session, first, now=NOW) is None
    assert signed_in(session, second, now=NOW) is not None
    assert sign_in.end_sessions_of(session, person.id, now=NOW) == 1
    assert signed_in(session, second, now=NOW) is None
    assert owner_of_session(session, second) == person.id


def test_session_expires_by_itself(session: Session, person: Person) -> None:
    secret = sign_in.open_session(session, person, "Chromium", now=NOW)
    session.flush()
    assert signed_in(session, secret, now=NOW + sign_in.SESSION_LIFE - timedelta(seconds=1)) is not None
    assert signed_in(session, secret, now=NOW + sign_in.SESSION_LIFE) is None


def test_purge_clears_what_no_longer_matters_and_nothing_else(session: Session, person: Person) -> None:
    ask(session, person)
    sign_in.purge(session, now=NOW + timedelta(hours=1))
    assert session.scalar(sa.select(sa.func.count(SignInCode.id))) == 1
    sign_in.purge(session, now=NOW + timedelta(days=2))
    assert session.scalar(sa.select(sa.func.count(SignInCode.id))) == 0
    assert session.scalar(sa.select(sa.func.count(SignInFailure.id))) == 0
