"""Events, photo checks, what was published, and taking it down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0005_published"
down_revision: str | None = "0004_pictures"
branch_labels: None = None
depends_on: None = None

KEY, WORD, TEXT, DAY, MOMENT = sa.Uuid(), sa.String(length=40), sa.Text(), sa.Date(), sa.DateTime()
NUMBER, SWITCH, BLOB = sa.Integer(), sa.Boolean(), sa.LargeBinary()


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    _removals()
    _removal_tasks()
    _events()
    _photo_checks()
    _posts()
    _post_reviews()
    _post_corrections()
    _event_breaches()
    _list_copies()
    _colleague_answers()


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


def _removals() -> None:
    _table(
        "removals",
        {"pupil_id": "pupils", "adult_id": "adults", "letter_id": "letters"},
        _column("pupil_id", KEY),
        _column("cause", WORD),
        _column("begun_at", MOMENT),
        _column("by", KEY),
        _column("places", TEXT),
        _column("adult_id", KEY, nullable=True),
        _column("due_on", DAY, nullable=True),
        _column("letter_id", KEY, nullable=True),
        _column("lead_agreed_at", MOMENT, nullable=True),
        _column("finished_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_removals_pupil_id"), "removals", ["pupil_id"], unique=False)


def _removal_tasks() -> None:
    _table(
        "removal_tasks",
        {"removal_id": "removals"},
        _column("removal_id", KEY),
        _column("kind", WORD),
        _column("words", TEXT),
        _column("record_id", KEY, nullable=True),
        _column("due_on", DAY, nullable=True),
        _column("how", WORD),
        _column("done_on", DAY, nullable=True),
        _column("done_by", KEY, nullable=True),
        _column("note", TEXT),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_removal_tasks_removal_id"), "removal_tasks", ["removal_id"], unique=False)


def _events() -> None:
    _table(
        "events",
        {"holder_id": "people"},
        _column("name", TEXT),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("kind", WORD),
        _column("until", DAY, nullable=True),
        _column("where", TEXT),
        _column("visitors", WORD),
        _column("may_record_staff", SWITCH),
        _column("notice", TEXT),
        _column("classes", TEXT),
        _column("places", TEXT),
        _column("holder_id", KEY, nullable=True),
        _column("holder_name", TEXT),
        _column("notice_printed_on", DAY, nullable=True),
        _column("seating", TEXT),
        _column("note", TEXT),
        _column("cancelled_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )


def _photo_checks() -> None:
    _table(
        "photo_checks",
        {"event_id": "events", "account_id": "accounts"},
        _column("number", NUMBER),
        _column("at", MOMENT),
        _column("by", KEY),
        _column("what", WORD),
        _column("outcome", WORD),
        _column("place", TEXT),
        _column("place_name", TEXT),
        _column("asked_by", TEXT),
        _column("verdicts", TEXT),
        _column("unticked", TEXT),
        _column("others_in_it", TEXT),
        _column("caption", TEXT),
        _column("found", TEXT),
        _column("questions", TEXT),
        _column("picture", BLOB),
        _column("picture_name", TEXT),
        _column("safe_copy", BLOB),
        _column("policy_version", NUMBER),
        _column("event_id", KEY, nullable=True),
        _column("account_id", KEY, nullable=True),
        _column("second_by", KEY, nullable=True),
        _column("second_name", TEXT),
        _column("second_at", MOMENT, nullable=True),
        _column("ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
        sa.UniqueConstraint("school_id", "number", name=op.f("uq_photo_checks_school_id_number")),
    )


def _posts() -> None:
    _table(
        "posts",
        {"account_id": "accounts", "check_id": "photo_checks", "event_id": "events"},
        _column("kind", WORD),
        _column("title", TEXT),
        _column("place", TEXT),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("state", WORD),
        _column("account_id", KEY, nullable=True),
        _column("address", TEXT),
        _column("published_on", DAY, nullable=True),
        _column("scheduled_for", DAY, nullable=True),
        _column("pupils", TEXT),
        _column("pupils_marked", SWITCH),
        _column("check_id", KEY, nullable=True),
        _column("event_id", KEY, nullable=True),
        _column("picture", BLOB),
        _column("copies", TEXT),
        _column("originals", TEXT),
        _column("review_on", DAY, nullable=True),
        _column("take_down_on", DAY, nullable=True),
        _column("taken_down_on", DAY, nullable=True),
        _column("taken_down_by", KEY, nullable=True),
        _column("found_already", SWITCH),
        _column("note", TEXT),
        _column("revision", NUMBER),
    )


def _post_reviews() -> None:
    _table(
        "post_reviews",
        {"post_id": "posts"},
        _column("post_id", KEY),
        _column("on", DAY),
        _column("by", KEY),
        _column("result", WORD),
        _column("note", TEXT),
        _column("next_on", DAY, nullable=True),
    )
    op.create_index(op.f("ix_post_reviews_post_id"), "post_reviews", ["post_id"], unique=False)


def _post_corrections() -> None:
    _table(
        "post_corrections",
        {"post_id": "posts"},
        _column("post_id", KEY),
        _column("wrong", TEXT),
        _column("noticed_on", DAY),
        _column("by", KEY),
        _column("wording", TEXT),
        _column("corrected_on", DAY, nullable=True),
        _column("apology", TEXT),
        _column("told", TEXT),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_post_corrections_post_id"), "post_corrections", ["post_id"], unique=False)


def _event_breaches() -> None:
    _table(
        "event_breaches",
        {"event_id": "events"},
        _column("event_id", KEY),
        _column("at", MOMENT),
        _column("words", TEXT),
        _column("recorded_by", KEY),
        _column("told_head_on", DAY, nullable=True),
        _column("what_was_done", TEXT),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_event_breaches_event_id"), "event_breaches", ["event_id"], unique=False)


def _list_copies() -> None:
    _table(
        "list_copies",
        {"event_id": "events"},
        _column("number", NUMBER),
        _column("kind", WORD),
        _column("printed_at", MOMENT),
        _column("printed_by", KEY),
        _column("given_to", TEXT),
        _column("shred_by", DAY),
        _column("event_id", KEY, nullable=True),
        _column("places", TEXT),
        _column("classes", TEXT),
        _column("pupils", TEXT),
        _column("pupil_count", NUMBER),
        _column("second_id", KEY, nullable=True),
        _column("back_on", DAY, nullable=True),
        _column("back_by", KEY, nullable=True),
        _column("shredded_on", DAY, nullable=True),
        _column("lost_on", DAY, nullable=True),
        _column("note", TEXT),
        _column("revision", NUMBER),
        sa.UniqueConstraint("school_id", "number", name=op.f("uq_list_copies_school_id_number")),
    )


def _colleague_answers() -> None:
    _table(
        "colleague_answers",
        {"person_id": "people"},
        _column("said", WORD),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("person_id", KEY, nullable=True),
        _column("visitor_name", TEXT),
        _column("place", TEXT),
        _column("until", DAY, nullable=True),
        _column("note", TEXT),
        _column("mistaken_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_colleague_answers_person_id"), "colleague_answers", ["person_id"], unique=False)
