"""Signing in: a 6-digit code by mail, or a password; a session is a row that can be ended.

The answer to an unknown address is the same as to a known one. A code lives fifteen minutes, bears ten tries, works
once, and only in the browser that asked for it. Failures from one place for one address slow that place down for a
while, each road for itself; the real person, elsewhere or by the other road, is never locked out.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.orm import Session

from webapp.mail import notices
from webapp.models import AuthSession, Person, SignInCode, SignInFailure
from webapp.queries.people import digest

CODE_LIFE = timedelta(minutes=15)
CODE_TRIES = 10
SESSION_LIFE = timedelta(days=7)
SLOWED_FOR = timedelta(minutes=15)
CODES_ALLOWED = 5
"""Codes that one place may ask for one address within ``SLOWED_FOR``: each is a mail in somebody's box."""
FAILURES_ALLOWED = 10
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
NOBODYS_HASH = HASHER.hash("a password nobody has")
"""Checked when the address is unknown, so that both answers take the same time."""


class SignInRefused(Exception):
    """The code or password does not open; ``str()`` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs in from: the ``browser``'s own random secret, and the network address (``source``)."""

    browser: str
    source: str


def ask_code(session: Session, address: str, place: Place, *, now: datetime) -> None:
    """Send a code to ``address`` if it is a known, active person's; for others do as much work and say the same.

    Raises SignInRefused when this place has asked too often for this address.
    """
    if _failures(session, address, f"ask {place.source}", now) >= CODES_ALLOWED:
        raise SignInRefused("Đã xin mã nhiều lần từ máy này. Dùng mã trong thư mới nhất, hoặc chờ 15 phút.")
    _count(session, address, f"ask {place.source}", now)
    person = _person(session, address)
    code = f"{secrets.randbelow(1_000_000):06d}"
    session.add(
        SignInCode(
            person_id=person.id if person else None,
            browser_digest=digest(place.browser),
            code_digest=digest(place.browser + code),
            created_at=now,
            expires_at=now + CODE_LIFE,
        )
    )
    notices.sign_in_code(session, person, code, minutes=int(CODE_LIFE.total_seconds() // 60), now=now)


def try_code(session: Session, address: str, code: str, place: Place, *, now: datetime) -> Person:
    """The person whose code this is, in the browser that asked; the code is used up.

    Raises SignInRefused; the try is counted, so the caller commits in either case.
    """
    if _failures(session, address, f"code {place.source}", now) >= FAILURES_ALLOWED:
        raise SignInRefused("Đã thử sai nhiều lần từ máy này. Chờ 15 phút, hoặc đăng nhập bằng mật khẩu.")
    asked = session.scalar(
        sa.select(SignInCode)
        .where(SignInCode.browser_digest == digest(place.browser))
        .order_by(SignInCode.created_at.desc(), SignInCode.id.desc())
        .limit(1)
        .with_for_update()
    )
    if asked is None or asked.used_at or asked.expires_at <= now or asked.tries >= CODE_TRIES:
        raise SignInRefused("Mã đã hết hạn hoặc đã thử quá nhiều lần. Xin mã mới.")
    asked.tries += 1
    right = secrets.compare_digest(asked.code_digest, digest(place.browser + code))
    person = session.get(Person, asked.person_id) if right and asked.person_id else None
    if person is None or not person.active:
        _count(session, address, f"code {place.source}", now)
        raise SignInRefused("Mã không đúng. Kiểm tra lại sáu chữ số trong thư mới nhất.")
    asked.used_at = now
    return person


def try_password(session: Session, address: str, password: str, source: str, *, now: datetime) -> Person:
    """The person with this address and password, unless this place has failed too often for this address.

    Raises SignInRefused; a failure is recorded, so the caller commits in either case.
    """
    if _failures(session, address, source, now) >= FAILURES_ALLOWED:
        raise SignInRefused("Đã thử sai nhiều lần từ máy này. Chờ 15 phút, hoặc đăng nhập bằng mã gửi vào thư.")
    person = _person(session, address)
    if not _verify(person, password) or person is None:
        _count(session, address, source, now)
        raise SignInRefused("Địa chỉ hoặc mật khẩu không đúng.")
    return person


def open_session(session: Session, person: Person, browser: str, *, now: datetime) -> str:
    """A new session row for ``person``; its secret, which only the browser will hold."""
    secret = secrets.token_urlsafe(32)
    session.add(
        AuthSession(
            digest=digest(secret),
            person_id=person.id,
            browser=browser[:200],
            created_at=now,
            expires_at=now + SESSION_LIFE,
        )
    )
    return secret


def end_session(session: Session, session_id: int, *, now: datetime) -> None:
    """End one session."""
    session.execute(sa.update(AuthSession).where(AuthSession.id == session_id).values(ended_at=now))


def end_sessions_of(session: Session, person_id: int, *, now: datetime) -> int:
    """End every living session of a person (disabled, changed role, lost phone); how many there were."""
    living = sa.and_(AuthSession.person_id == person_id, AuthSession.ended_at.is_(None))
    ended = session.execute(sa.update(AuthSession).where(living).values(ended_at=now))
    return int(ended.rowcount)  # type: ignore[attr-defined]


def hash_password(password: str) -> str:
    """What the database keeps of a password (argon2id)."""
    return HASHER.hash(password)


def purge(session: Session, *, now: datetime) -> None:
    """Delete codes and failures that no longer matter."""
    session.execute(sa.delete(SignInCode).where(SignInCode.expires_at < now - timedelta(days=1)))
    session.execute(sa.delete(SignInFailure).where(SignInFailure.at < now - timedelta(days=1)))


def _person(session: Session, address: str) -> Person | None:
    return session.scalar(sa.select(Person).where(Person.email == _plain(address), Person.active))


def _plain(address: str) -> str:
    return address.strip().casefold()


def _failures(session: Session, address: str, source: str, now: datetime) -> int:
    """How often this place has lately failed for this address."""
    recent = sa.select(sa.func.count()).where(
        SignInFailure.address_digest == digest(_plain(address)),
        SignInFailure.source == source,
        SignInFailure.at > now - SLOWED_FOR,
    )
    return session.scalar(recent) or 0


def _count(session: Session, address: str, source: str, now: datetime) -> None:
    session.add(SignInFailure(address_digest=digest(_plain(address)), source=source, at=now))


def _verify(person: Person | None, password: str) -> bool:
    kept = person.password_hash if person else None
    try:
        HASHER.verify(kept or NOBODYS_HASH, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None
