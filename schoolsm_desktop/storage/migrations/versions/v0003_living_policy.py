"""The policy's versions, training, declarations, requests, lessons, contacts, letters, lists; and words sealed to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0003_living_policy"
down_revision: str | None = "0002_whole_life_of_access"
branch_labels: None = None
depends_on: None = None

KEY, WORD, TEXT, DAY, MOMENT = sa.Uuid(), sa.String(length=40), sa.Text(), sa.Date(), sa.DateTime()
NUMBER, SWITCH, BLOB = sa.Integer(), sa.Boolean(), sa.LargeBinary()


def upgrade() -> None:
    """Add the tables and columns; every row that is there gets the value that means “nothing yet”."""
    _columns()
    _sealed()
    _channels()
    _closures()
    _contacts()
    _house_rules()
    _letter_templates()
    _linked_policies()
    _list_entries()
    _snoozes()
    _class_ticks()
    _declarations()
    _devices()
    _editions()
    _letters()
    _training_sessions()
    _lesson_uses()
    _looks()
    _school_requests()


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


def _columns() -> None:
    op.add_column("accounts", _column("looker_id", KEY, nullable=True))
    op.add_column("conditions_met", _column("edition_id", KEY, nullable=True))
    op.add_column("conditions_met", _column("session_id", KEY, nullable=True))
    op.add_column("conditions_met", sa.Column("topic", TEXT, server_default=sa.text("''"), nullable=False))
    op.add_column("schools", sa.Column("nation", WORD, server_default=sa.text("'england'"), nullable=False))
    op.add_column("schools", sa.Column("address", TEXT, server_default=sa.text("''"), nullable=False))
    op.add_column("schools", sa.Column("telephone", TEXT, server_default=sa.text("''"), nullable=False))
    op.add_column("schools", sa.Column("email", TEXT, server_default=sa.text("''"), nullable=False))
    op.add_column("schools", _column("crest_id", KEY, nullable=True))


def _sealed() -> None:
    op.create_table(
        "sealed_parts",
        _column("kind", TEXT),
        _column("record_id", KEY),
        _column("part", TEXT),
        _column("blob", BLOB),
        sa.PrimaryKeyConstraint("kind", "record_id", "part", name=op.f("pk_sealed_parts")),
    )
    op.create_table(
        "content_wraps",
        _column("kind", TEXT),
        _column("record_id", KEY),
        _column("recipient_id", KEY),
        _column("giver_id", KEY),
        _column("blob", BLOB),
        _column("signature", BLOB),
        sa.PrimaryKeyConstraint("kind", "record_id", "recipient_id", name=op.f("pk_content_wraps")),
    )
    op.create_index(op.f("ix_content_wraps_recipient_id"), "content_wraps", ["recipient_id"], unique=False)


def _channels() -> None:
    _table(
        "channels",
        {},
        _column("name", TEXT),
        _column("used_with", WORD),
        _column("allowed", SWITCH),
        _column("note", TEXT),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _closures() -> None:
    _table(
        "closures",
        {},
        _column("name", TEXT),
        _column("starts", DAY),
        _column("ends", DAY),
        _column("kind", WORD),
        _column("revision", NUMBER),
    )


def _contacts() -> None:
    _table(
        "contacts",
        {},
        _column("kind", WORD),
        _column("name", TEXT),
        _column("organisation", TEXT),
        _column("number", TEXT),
        _column("out_of_hours", TEXT),
        _column("email", TEXT),
        _column("website", TEXT),
        _column("address", TEXT),
        _column("position", NUMBER),
        _column("note", TEXT),
        _column("checked_on", DAY, nullable=True),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _house_rules() -> None:
    _table(
        "house_rules",
        {},
        _column("page_rules", TEXT),
        _column("monitoring", TEXT),
        _column("monitoring_in_notice", WORD),
        _column("notice_checked_on", DAY, nullable=True),
        _column("revision", NUMBER),
    )


def _letter_templates() -> None:
    _table(
        "letter_templates",
        {},
        _column("key", TEXT),
        _column("number", NUMBER),
        _column("title", TEXT),
        _column("body", TEXT),
        _column("made_by", KEY),
        _column("made_at", MOMENT),
        sa.UniqueConstraint("school_id", "key", "number", name=op.f("uq_letter_templates_school_id_key_number")),
    )


def _linked_policies() -> None:
    _table(
        "linked_policies",
        {},
        _column("title", TEXT),
        _column("looked_after_by", TEXT),
        _column("where", TEXT),
        _column("review_on", DAY, nullable=True),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _list_entries() -> None:
    _table(
        "list_entries",
        {},
        _column("list", WORD),
        _column("key", TEXT),
        _column("name", TEXT),
        _column("position", NUMBER),
        _column("note", TEXT),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _snoozes() -> None:
    _table(
        "snoozes",
        {},
        _column("key", TEXT),
        _column("until", DAY),
        _column("reason", TEXT),
        _column("by", KEY),
        _column("at", MOMENT),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _class_ticks() -> None:
    _table(
        "class_ticks",
        {"paper_id": "papers"},
        _column("kind", WORD),
        _column("group", TEXT),
        _column("period", TEXT),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("signed", NUMBER),
        _column("asked", NUMBER),
        _column("note", TEXT),
        _column("paper_id", KEY, nullable=True),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_class_ticks_kind"), "class_ticks", ["kind"], unique=False)


def _declarations() -> None:
    _table(
        "declarations",
        {"person_id": "people", "paper_id": "papers"},
        _column("person_id", KEY),
        _column("kind", WORD),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("answer", WORD),
        _column("disclaimer", WORD),
        _column("sealed", SWITCH),
        _column("paper_id", KEY, nullable=True),
        _column("ends_on", DAY, nullable=True),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_declarations_person_id"), "declarations", ["person_id"], unique=False)


def _devices() -> None:
    _table(
        "devices",
        {"person_id": "people"},
        _column("name", TEXT),
        _column("person_id", KEY, nullable=True),
        _column("is_schools", SWITCH),
        _column("updated", WORD),
        _column("locked", WORD),
        _column("checked_on", DAY, nullable=True),
        _column("note", TEXT),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _editions() -> None:
    _table(
        "editions",
        {"text_id": "papers", "adoption_paper_id": "papers"},
        _column("label", TEXT),
        _column("profile_id", TEXT),
        _column("made_by", KEY),
        _column("made_at", MOMENT),
        _column("in_force_from", DAY, nullable=True),
        _column("text_id", KEY, nullable=True),
        _column("head_id", KEY, nullable=True),
        _column("head_name", TEXT),
        _column("head_signed_on", DAY, nullable=True),
        _column("chair_name", TEXT),
        _column("chair_signed_on", DAY, nullable=True),
        _column("adoption_paper_id", KEY, nullable=True),
        _column("review_on", DAY, nullable=True),
        _column("read_again", SWITCH),
        _column("parent_policy", TEXT),
        _column("local_changes", TEXT),
        _column("published_at", TEXT),
        _column("published_checked_on", DAY, nullable=True),
        _column("note", TEXT),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _letters() -> None:
    _table(
        "letters",
        {"template_id": "letter_templates"},
        _column("template_id", KEY, nullable=True),
        _column("key", TEXT),
        _column("about_kind", TEXT),
        _column("about_id", KEY),
        _column("recipient", TEXT),
        _column("on", DAY),
        _column("made_by", KEY),
        _column("made_at", MOMENT),
        _column("text", TEXT),
        _column("sealed", SWITCH),
    )


def _training_sessions() -> None:
    _table(
        "training_sessions",
        {"paper_id": "papers"},
        _column("topic", TEXT),
        _column("title", TEXT),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("led_by", TEXT),
        _column("note", TEXT),
        _column("paper_id", KEY, nullable=True),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _lesson_uses() -> None:
    _table(
        "lesson_uses",
        {"account_id": "accounts", "person_id": "people"},
        _column("account_id", KEY),
        _column("person_id", KEY),
        _column("group", TEXT),
        _column("term", TEXT),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("purpose", TEXT),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_lesson_uses_account_id"), "lesson_uses", ["account_id"], unique=False)


def _looks() -> None:
    _table(
        "looks",
        {"account_id": "accounts", "person_id": "people"},
        _column("account_id", KEY),
        _column("person_id", KEY),
        _column("on", DAY),
        _column("recorded_at", MOMENT),
        _column("result", WORD),
        _column("note", TEXT),
        _column("withdrawn_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_looks_account_id"), "looks", ["account_id"], unique=False)


def _school_requests() -> None:
    _table(
        "school_requests",
        {"account_id": "accounts", "paper_id": "papers"},
        _column("kind", WORD),
        _column("asked_on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("title", TEXT),
        _column("asker_id", KEY, nullable=True),
        _column("asker_name", TEXT),
        _column("details", TEXT),
        _column("account_id", KEY, nullable=True),
        _column("starts", DAY, nullable=True),
        _column("ends", DAY, nullable=True),
        _column("review_on", DAY, nullable=True),
        _column("state", WORD),
        _column("decided_by", KEY, nullable=True),
        _column("decided_on", DAY, nullable=True),
        _column("decision_recorded_by", KEY, nullable=True),
        _column("decided_how", WORD, nullable=True),
        _column("under_cover", SWITCH),
        _column("conditions", TEXT),
        _column("note", TEXT),
        _column("paper_id", KEY, nullable=True),
        _column("letter_made_on", DAY, nullable=True),
        _column("ended_on", DAY, nullable=True),
        _column("revision", NUMBER),
    )
