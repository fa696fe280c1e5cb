"""Sealed cases with their evidence, what was done about comments, who is blocked, and what others were asked to remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0006_incidents"
down_revision: str | None = "0005_published"
branch_labels: None = None
depends_on: None = None

KEY, WORD, TEXT, DAY, MOMENT = sa.Uuid(), sa.String(length=40), sa.Text(), sa.Date(), sa.DateTime()
NUMBER, SWITCH, BLOB = sa.Integer(), sa.Boolean(), sa.LargeBinary()


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    _cases()
    _evidence_files()
    _blocks()
    _moderation_acts()
    _takedowns()


def _column(name: str, kind: TypeEngine[Any], *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _table(name: str, links: Mapping[str, str], *parts: sa.Column[Any] | sa.UniqueConstraint) -> None:
    """A table of records with an id and a school; `links` are its columns that point at other tables."""
    foreign = [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}"), initially="DEFERRED", deferrable=True
        )
        for column, other in {"school_id": "schools", **links}.items()
    ]
    op.create_table(
        name,
        _column("id", KEY),
        _column("school_id", KEY),
        *parts,
        *foreign,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _cases() -> None:
    _table(
        "cases",
        {},
        _column("sort", WORD),
        _column("year", TEXT),
        _column("number", NUMBER, nullable=True),
        _column("sealed_digest", BLOB),
        _column("revision", NUMBER),
        sa.UniqueConstraint("school_id", "sort", "year", "number", name=op.f("uq_cases_school_id_sort_year_number")),
    )


def _evidence_files() -> None:
    _table(
        "evidence_files",
        {"case_id": "cases"},
        _column("case_id", KEY),
        _column("sealed_size", NUMBER),
        _column("sealed_digest", BLOB),
        _column("state", WORD),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_evidence_files_case_id"), "evidence_files", ["case_id"], unique=False)


def _blocks() -> None:
    _table(
        "blocks",
        {"account_id": "accounts"},
        _column("account_id", KEY),
        _column("name", TEXT),
        _column("standard", WORD),
        _column("reason", TEXT),
        _column("blocked_on", DAY),
        _column("by", KEY),
        _column("breach", TEXT),
        _column("warned_on", DAY, nullable=True),
        _column("warned_by", KEY, nullable=True),
        _column("not_warned", TEXT),
        _column("review_on", DAY, nullable=True),
        _column("reviewed_on", DAY, nullable=True),
        _column("appeal", TEXT),
        _column("appealed_on", DAY, nullable=True),
        _column("appeal_answer", TEXT),
        _column("appeal_answered_on", DAY, nullable=True),
        _column("unblocked_on", DAY, nullable=True),
        _column("unblocked_by", KEY, nullable=True),
        _column("unblocked_why", TEXT),
        _column("revision", NUMBER),
    )


def _moderation_acts() -> None:
    _table(
        "moderation_acts",
        {"account_id": "accounts", "post_id": "posts", "block_id": "blocks"},
        _column("account_id", KEY),
        _column("at", MOMENT),
        _column("did", WORD),
        _column("by", KEY),
        _column("author", TEXT),
        _column("what", TEXT),
        _column("standard", WORD),
        _column("breach", TEXT),
        _column("printed", SWITCH),
        _column("post_id", KEY, nullable=True),
        _column("block_id", KEY, nullable=True),
        _column("recorded_at", MOMENT, nullable=True),
        _column("print_note", TEXT),
        _column("not_printed", TEXT),
        _column("corrects_id", KEY, nullable=True),
        _column("correction", TEXT),
        _column("revision", NUMBER),
    )


def _takedowns() -> None:
    _table(
        "takedowns",
        {"account_id": "accounts", "letter_id": "letters"},
        _column("asked_of", WORD),
        _column("cause", WORD),
        _column("what", TEXT),
        _column("asked_on", DAY),
        _column("by", KEY),
        _column("who", TEXT),
        _column("platform", TEXT),
        _column("address", TEXT),
        _column("account_id", KEY, nullable=True),
        _column("reference", TEXT),
        _column("due_on", DAY, nullable=True),
        _column("answer", TEXT),
        _column("answered_on", DAY, nullable=True),
        _column("outcome", WORD),
        _column("letter_id", KEY, nullable=True),
        _column("reporter_id", KEY, nullable=True),
        _column("reporter_by", KEY, nullable=True),
        _column("next_step", WORD, nullable=True),
        _column("next_why", TEXT),
        _column("next_by", KEY, nullable=True),
        _column("next_on", DAY, nullable=True),
        _column("revision", NUMBER),
    )
