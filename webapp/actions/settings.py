"""Keeping the thresholds that differ from their defaults."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webapp.models import Setting
from webapp.rules.thresholds import Thresholds


def save(session: Session, values: Mapping[str, Any]) -> None:
    """Store what differs from the default, and forget what no longer does."""
    default = Thresholds()
    for name, value in values.items():
        row = session.get(Setting, name)
        if value == getattr(default, name):
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(Setting(name=name, value=value))
        else:
            row.value = value
