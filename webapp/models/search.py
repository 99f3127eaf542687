"""What the search looks in: one row a thing, its words folded (no marks, đ = d), indexed on both databases.

SQLite keeps an FTS5 table over ``words`` (triggers in the migration), PostgreSQL a GIN index over the same words;
both match whole words or their beginnings, so a search answers the same on both.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Key, LongText
from webapp.rules.words import Labelled


class SearchKind(Labelled):
    """What a hit is."""

    TASK = "task", "Đầu việc"
    CLAUSE = "clause", "Điểm của chương trình"
    AGENCY = "agency", "Cơ quan"


class SearchEntry(Base):
    """The words under which ``subject_id`` of ``kind`` is found."""

    __tablename__ = "search_entry"
    __table_args__ = (sa.UniqueConstraint("kind", "subject_id"),)

    id: Mapped[Key]
    kind: Mapped[SearchKind] = mapped_column(choice(SearchKind))
    subject_id: Mapped[int]
    words: Mapped[LongText]

    @staticmethod
    def where_matching(terms: list[str], dialect: str) -> sa.ColumnElement[bool]:
        """Entries that hold every one of ``terms`` (already folded, alphanumeric) as a word or its beginning."""
        if dialect == "postgresql":
            query = sa.func.to_tsquery("simple", " & ".join(f"{term}:*" for term in terms))
            vector = sa.func.to_tsvector(sa.literal_column("'simple'"), SearchEntry.words)
            return vector.bool_op("@@")(query)
        quoted = " ".join(f'"{term}"*' for term in terms)
        hits = sa.text("SELECT rowid FROM search_fts WHERE search_fts MATCH :words").bindparams(words=quoted)
        return SearchEntry.id.in_(hits.columns(sa.column("rowid", sa.Integer)).scalar_subquery())
