"""Termly reports, how long records are kept, what was destroyed, and who asked for everything about one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0007_reports"
down_revision: str | None = "0006_incidents"
branch_labels: None = None
depends_on: None = None

KEY, WORD, TEXT, DAY, MOMENT = sa.Uuid(), sa.String(length=40), sa.Text(), sa.Date(), sa.DateTime()
NUMBER, SWITCH, BLOB = sa.Integer(), sa.Boolean(), sa.LargeBinary()


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    _term_reports()
    _retention_periods()
    _keep_orders()
    _destructions()
    _subject_requests()


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


def _term_reports() -> None:
    _table(
        "term_reports",
        {"paper_id": "papers"},
        _column("term", TEXT),
        _column("starts", DAY),
        _column("ends", DAY),
        _column("begun_by", KEY),
        _column("begun_at", MOMENT),
        _column("finished_by", KEY, nullable=True),
        _column("finished_at", MOMENT, nullable=True),
        _column("public_digest", BLOB),
        _column("confidential_digest", BLOB),
        _column("log_seal", TEXT),
        _column("presented_on", DAY, nullable=True),
        _column("signed_head", TEXT),
        _column("signed_chair", TEXT),
        _column("signed_on", DAY, nullable=True),
        _column("minute", TEXT),
        _column("paper_id", KEY, nullable=True),
        _column("replaces_id", KEY, nullable=True),
        _column("why_anew", TEXT),
        _column("dropped_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _retention_periods() -> None:
    _table(
        "retention_periods",
        {},
        _column("record_class", WORD),
        _column("months", NUMBER, nullable=True),
        _column("reason", TEXT),
        _column("decided_by", KEY),
        _column("decided_at", MOMENT),
        _column("revision", NUMBER),
        sa.UniqueConstraint("school_id", "record_class", name=op.f("uq_retention_periods_school_id_record_class")),
    )


def _keep_orders() -> None:
    _table(
        "keep_orders",
        {},
        _column("record_class", WORD),
        _column("record_id", KEY, nullable=True),
        _column("reason", TEXT),
        _column("since", DAY),
        _column("by", KEY),
        _column("until", DAY, nullable=True),
        _column("ended_on", DAY, nullable=True),
        _column("ended_by", KEY, nullable=True),
        _column("ended_why", TEXT),
        _column("revision", NUMBER),
    )


def _destructions() -> None:
    _table(
        "destructions",
        {"paper_id": "papers"},
        _column("number", NUMBER),
        _column("records", TEXT),
        _column("asked_by", KEY),
        _column("asked_at", MOMENT),
        _column("reason", TEXT),
        _column("agreed_by", KEY, nullable=True),
        _column("agreed_at", MOMENT, nullable=True),
        _column("second_name", TEXT),
        _column("second_on", DAY, nullable=True),
        _column("paper_id", KEY, nullable=True),
        _column("ended_at", MOMENT, nullable=True),
        _column("ended_why", TEXT),
        _column("done_at", MOMENT, nullable=True),
        _column("counts", TEXT),
        _column("revision", NUMBER),
    )


def _subject_requests() -> None:
    _table(
        "subject_requests",
        {},
        _column("number", NUMBER),
        _column("sort", WORD),
        _column("received_on", DAY),
        _column("due_on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("subject_id", KEY, nullable=True),
        _column("identity_on", DAY, nullable=True),
        _column("extended_to", DAY, nullable=True),
        _column("working_at", MOMENT, nullable=True),
        _column("working_by", KEY, nullable=True),
        _column("harm_by", KEY, nullable=True),
        _column("harm_at", MOMENT, nullable=True),
        _column("agreed_by", KEY, nullable=True),
        _column("agreed_at", MOMENT, nullable=True),
        _column("released_on", DAY, nullable=True),
        _column("outcome", WORD),
        _column("closed_on", DAY, nullable=True),
        _column("revision", NUMBER),
    )
