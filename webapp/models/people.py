"""People, what they speak for, and how they sign in. Secrets are kept as digests only."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, aliased, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency
from webapp.models.columns import Digest, Key, LongText, ShortText, reference, relation
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
    duties: Mapped[list["FocalPoint"]] = relation(
        back_populates="person", foreign_keys="FocalPoint.person_id", order_by="FocalPoint.from_on"
    )


class FocalPoint(Base):
    """A person's duty to speak for an agency, as its focal point or its head, from–to (``to_on`` is the last day; None:
    until further notice).

    Who stands in for another (``stands_for_id``) gets that one's mails for the agency in this time, and the history
    says so beside what they write.
    """

    __tablename__ = "focal_point"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("person.id")
    agency_id: Mapped[int] = reference("agency.id")
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    kind: Mapped[DutyKind] = mapped_column(choice(DutyKind), default=DutyKind.FOCAL_POINT)
    stands_for_id: Mapped[int | None] = reference("person.id")

    person: Mapped[Person] = relation(back_populates="duties", foreign_keys=[person_id])
    agency: Mapped[Agency] = relation()

    @staticmethod
    def where_current(today: date) -> sa.ColumnElement[bool]:
        """Duties that are in force on ``today``."""
        return sa.and_(FocalPoint.from_on <= today, sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= today))

    @staticmethod
    def where_told(today: date) -> sa.ColumnElement[bool]:
        """Duties in force on ``today`` whose mails go to the person: nobody who is in use stands in for them."""
        substitute, person = aliased(FocalPoint), aliased(Person)
        stood_for = (
            sa.select(substitute.id)
            .join(person, person.id == substitute.person_id)
            .where(
                substitute.agency_id == FocalPoint.agency_id,
                substitute.stands_for_id == FocalPoint.person_id,
                substitute.kind == FocalPoint.kind,
                substitute.from_on <= today,
                sa.or_(substitute.to_on.is_(None), substitute.to_on >= today),
                person.active,
            )
            .correlate(FocalPoint)
        )
        return sa.and_(FocalPoint.where_current(today), ~sa.exists(stood_for))


class PersonHandover(Base):
    """One person's duties went to another, from a day on and for a reason. ``once`` is the nonce of the form."""

    __tablename__ = "person_handover"

    id: Mapped[Key]
    from_id: Mapped[int] = reference("person.id")
    to_id: Mapped[int] = reference("person.id")
    effective_on: Mapped[date]
    reason: Mapped[LongText]
    agencies: Mapped[list[Any]]
    actor: Mapped[ShortText]
    at: Mapped[datetime]
    once: Mapped[str | None] = mapped_column(sa.String(64), unique=True)


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
