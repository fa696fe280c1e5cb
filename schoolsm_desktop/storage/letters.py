"""Templates of letters, version after version, and the letters made from them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.letters import Letter, LetterTemplate

from .base import Base
from .repository import Repository, plain_map


class LetterTemplateRow(Base):
    """One version of a template."""

    __tablename__ = "letter_templates"
    __table_args__ = (UniqueConstraint("school_id", "key", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]


class LetterRow(Base):
    """A letter that was made; a sealed one is without its text."""

    __tablename__ = "letters"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    template_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("letter_templates.id", deferrable=True, initially="DEFERRED")
    )
    key: Mapped[str]
    about_kind: Mapped[str]
    about_id: Mapped[UUID]
    recipient: Mapped[str]
    on: Mapped[date]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    text: Mapped[str]
    sealed: Mapped[bool]


_LETTER_TEMPLATES = plain_map(LetterTemplateRow, LetterTemplate)
_LETTERS = plain_map(LetterRow, Letter)


class LetterTemplates(Repository[LetterTemplate]):
    """Every version of every template; only added to."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LETTER_TEMPLATES)


class Letters(Repository[Letter]):
    """Every letter; only added to, but for a name that is corrected throughout."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LETTERS)

    def tell_anew(self, letter: Letter) -> None:
        """Keep a letter with a name that was corrected throughout."""
        table = self._map.table
        told = {"text": letter.text, "recipient": letter.recipient}
        self._connection.execute(table.update().where(table.c.id == letter.id).values(told))
