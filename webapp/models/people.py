"""People, what they speak for, and how they sign in. Secrets are kept as digests only."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency
from webapp.models.columns import Digest, Key, ShortText, reference, relation
from webapp.rules.words import DutyKind, Role


class Person(Base):
    """Somebody with a duty in the ledger. ``email`` is kept in lower case; a person is disabled, never deleted.

    ``unreachable_since`` says that mail to the address came back, ``unreachable_why`` what the other server said;
    ``muted_at`` that the person wants no digests (follow-ups and returns always come).
    """

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[ShortText]
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    agency_id: Mapped[int | None] = reference("agency.id")
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    active: Mapped[bool] = mapped_column(default=True)
    unreachable_since: Mapped[datetime | None]
    unreachable_why: Mapped[str] = mapped_column(sa.String(300), default="")
    muted_at: Mapped[datetime | None]

    agency: Mapped[Agency | None] = relation()
    duties: Mapped[list["FocalPoint"]] = relation(back_populates="person", order_by="FocalPoint.from_on")


class FocalPoint(Base):
    """A person's duty to speak for an agency, as its focal point or its head, from–to (``to_on`` is the last day; None:
    until further notice).
    """

    __tablename__ = "focal_point"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("person.id")
    agency_id: Mapped[int] = reference("agency.id")
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    kind: Mapped[DutyKind] = mapped_column(choice(DutyKind), default=DutyKind.FOCAL_POINT)

    person: Mapped[Person] = relation(back_populates="duties")
    agency: Mapped[Agency] = relation()

    @staticmethod
    def where_current(today: date) -> sa.ColumnElement[bool]:
        """Duties that are in force on ``today``."""
        return sa.and_(FocalPoint.from_on <= today, sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= today))


class AuthSession(Base):
    """One signed-in browser; checked on every request, so that ending it takes effect at once."""

    __tablename__ = "auth_session"

    id: Mapped[Key]
    digest: Mapped[Digest] = mapped_column(unique=True)
    person_id: Mapped[int] = reference("person.id")
    browser: Mapped[ShortText]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relation()


class SignInCode(Base):
    """A 6-digit code that was asked for: bound to the browser that asked, ten tries, fifteen minutes.

    A row is written for unknown addresses too (``person_id`` None), so that the answer is the same for both.
    """

    __tablename__ = "sign_in_code"

    id: Mapped[Key]
    person_id: Mapped[int | None] = reference("person.id")
    browser_digest: Mapped[Digest] = mapped_column(index=True)
    code_digest: Mapped[Digest]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A wrong password or code, or a code asked for: from where and by which road (``source``), for which address.
    It slows that pair only, never the real person."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (sa.Index("ix_sign_in_failure_pair", "address_digest", "source", "at"),)

    id: Mapped[Key]
    address_digest: Mapped[Digest]
    source: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


class ParkedForm(Base):
    """What was typed into a form whose session had ended: kept for its own person until they are back."""

    __tablename__ = "parked_form"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("person.id")
    path: Mapped[str] = mapped_column(sa.String(500))
    values: Mapped[dict[str, Any]]
    at: Mapped[datetime]
