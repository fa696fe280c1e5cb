"""Pupils, on what terms pictures go where, what was said about them, photo forms and paper that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0004_pictures"
down_revision: str | None = "0003_living_policy"
branch_labels: None = None
depends_on: None = None

KEY, WORD, TEXT, DAY, MOMENT = sa.Uuid(), sa.String(length=40), sa.Text(), sa.Date(), sa.DateTime()
NUMBER, SWITCH, BLOB = sa.Integer(), sa.Boolean(), sa.LargeBinary()


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    _pupils()
    _roll_batches()
    _roll_changes()
    _place_terms()
    _picture_rules()
    _adults()
    _holds()
    _form_rounds()
    _photo_forms()
    _photo_answers()
    _paper_codes()


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


def _pupils() -> None:
    _table(
        "pupils",
        {},
        _column("given_name", TEXT),
        _column("family_name", TEXT),
        _column("known_as", TEXT),
        _column("known_family_name", TEXT),
        _column("upn", TEXT),
        _column("birth_date", DAY, nullable=True),
        _column("year", TEXT),
        _column("class_name", TEXT),
        _column("second_class", TEXT),
        _column("on_roll_from", DAY, nullable=True),
        _column("on_roll_to", DAY, nullable=True),
        _column("former_names", TEXT),
        _column("family_id", KEY, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_pupils_family_id"), "pupils", ["family_id"], unique=False)


def _roll_batches() -> None:
    _table(
        "roll_batches",
        {},
        _column("kind", WORD),
        _column("title", TEXT),
        _column("by", KEY),
        _column("at", MOMENT),
        _column("counts", TEXT),
        _column("finished_at", MOMENT, nullable=True),
        _column("undone_at", MOMENT, nullable=True),
        _column("undone_by", KEY, nullable=True),
        _column("revision", NUMBER),
    )


def _roll_changes() -> None:
    _table(
        "roll_changes",
        {"batch_id": "roll_batches"},
        _column("batch_id", KEY),
        _column("pupil_id", KEY),
        _column("before", TEXT),
    )
    op.create_index(op.f("ix_roll_changes_batch_id"), "roll_changes", ["batch_id"], unique=False)


def _place_terms() -> None:
    _table(
        "place_terms",
        {},
        _column("place", TEXT),
        _column("version", NUMBER),
        _column("from_day", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("basis", WORD),
        _column("wording", TEXT),
        _column("lasting", WORD),
        _column("years", NUMBER),
        _column("needs", TEXT),
        _column("second_person", SWITCH),
        _column("in_use", SWITCH),
        sa.UniqueConstraint("school_id", "place", "version", name=op.f("uq_place_terms_school_id_place_version")),
    )


def _picture_rules() -> None:
    _table(
        "picture_rules",
        {},
        _column("master", WORD),
        _column("master_name", TEXT),
        _column("own_answer_age", NUMBER),
        _column("answers_end_month", NUMBER),
        _column("answers_end_day", NUMBER),
        _column("largest_side", NUMBER),
        _column("review_months", NUMBER),
        _column("take_down_days", NUMBER),
        _column("shred_days", NUMBER),
        _column("stay_open_minutes", NUMBER),
        _column("revision", NUMBER),
    )


def _adults() -> None:
    _table(
        "adults",
        {"pupil_id": "pupils"},
        _column("pupil_id", KEY),
        _column("capacity", WORD),
        _column("name", TEXT),
        _column("responsibility", WORD),
        _column("say_ended_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_adults_pupil_id"), "adults", ["pupil_id"], unique=False)


def _holds() -> None:
    _table(
        "holds",
        {"pupil_id": "pupils"},
        _column("pupil_id", KEY),
        _column("since", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("ended_at", MOMENT, nullable=True),
        _column("ended_by", KEY, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_holds_pupil_id"), "holds", ["pupil_id"], unique=False)


def _form_rounds() -> None:
    _table(
        "form_rounds",
        {},
        _column("name", TEXT),
        _column("opened_on", DAY),
        _column("by", KEY),
        _column("places", TEXT),
        _column("classes", TEXT),
        _column("due_on", DAY, nullable=True),
        _column("until", DAY, nullable=True),
        _column("closed_on", DAY, nullable=True),
        _column("revision", NUMBER),
    )


def _photo_forms() -> None:
    _table(
        "photo_forms",
        {"round_id": "form_rounds", "pupil_id": "pupils", "paper_id": "papers"},
        _column("round_id", KEY),
        _column("pupil_id", KEY),
        _column("sent_on", DAY, nullable=True),
        _column("chased_on", DAY, nullable=True),
        _column("back_on", DAY, nullable=True),
        _column("back_by", KEY, nullable=True),
        _column("paper_id", KEY, nullable=True),
        _column("note", TEXT),
        _column("revision", NUMBER),
        sa.UniqueConstraint("round_id", "pupil_id", name=op.f("uq_photo_forms_round_id_pupil_id")),
    )
    op.create_index(op.f("ix_photo_forms_round_id"), "photo_forms", ["round_id"], unique=False)
    op.create_index(op.f("ix_photo_forms_pupil_id"), "photo_forms", ["pupil_id"], unique=False)


def _photo_answers() -> None:
    _table(
        "photo_answers",
        {
            "pupil_id": "pupils",
            "adult_id": "adults",
            "batch_id": "roll_batches",
            "form_id": "photo_forms",
            "paper_id": "papers",
        },
        _column("pupil_id", KEY),
        _column("place", TEXT),
        _column("said", WORD),
        _column("on", DAY),
        _column("recorded_by", KEY),
        _column("recorded_at", MOMENT),
        _column("adult_id", KEY, nullable=True),
        _column("until", DAY, nullable=True),
        _column("terms_version", NUMBER),
        _column("condition", TEXT),
        _column("how", WORD),
        _column("form_id", KEY, nullable=True),
        _column("batch_id", KEY, nullable=True),
        _column("paper_id", KEY, nullable=True),
        _column("told_on", DAY, nullable=True),
        _column("mistaken_at", MOMENT, nullable=True),
        _column("revision", NUMBER),
    )
    op.create_index(op.f("ix_photo_answers_pupil_id"), "photo_answers", ["pupil_id"], unique=False)
    op.create_index(op.f("ix_photo_answers_batch_id"), "photo_answers", ["batch_id"], unique=False)


def _paper_codes() -> None:
    _table(
        "paper_codes",
        {},
        _column("code", TEXT),
        _column("kind", WORD),
        _column("record_id", KEY),
        _column("made_at", MOMENT),
        sa.UniqueConstraint("code", name=op.f("uq_paper_codes_code")),
    )
