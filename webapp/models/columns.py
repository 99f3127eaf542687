"""Columns and relations that many tables share, so that their rules are written once."""

from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import relationship as _relationship

Key = Annotated[int, mapped_column(primary_key=True)]
ShortText = Annotated[str, mapped_column(sa.String(200))]
LongText = Annotated[str, mapped_column(sa.Text)]
Digest = Annotated[str, mapped_column(sa.String(64))]
"""A SHA-256 in hexadecimal: of a file, or of a secret of which only this is kept."""


def reference(target: str, **options: Any) -> Any:
    """A foreign key to ``target`` ("agency.id"), indexed unless told otherwise. Nothing is deleted by cascade."""
    options.setdefault("index", True)
    return mapped_column(sa.ForeignKey(target), **options)


def relation(**options: Any) -> Any:
    """A relation that never queries by itself: what a page needs, its query loads."""
    options.setdefault("lazy", "raise_on_sql")
    return _relationship(**options)
