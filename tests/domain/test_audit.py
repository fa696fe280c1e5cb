"""The bytes of the log are the same whenever and wherever they are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from schoolsm_desktop.domain.audit import DID_WORDS, AuditEntry, Did, canonical, did_words, row_digest

from .records import account, at

ENTRY = AuditEntry(
    7,
    datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    UUID(int=5),
    Did.ACCESS_GIVEN,
    "access",
    UUID(int=9),
    {"b": "2", "a": "é"},
)


def test_the_canonical_bytes_are_frozen() -> None:
    assert (
        canonical(ENTRY)
        == (
            '{"at":"2026-11-20T09:30:00.000000+00:00","details":{"a":"é","b":"2"},"did":"access-given","number":7,'
            '"person":"00000000-0000-0000-0000-000000000005","row":"","subject":"00000000-0000-0000-0000-000000000009",'
            '"subject_kind":"access"}'
        ).encode()
    )


def test_the_zone_in_which_a_moment_is_told_does_not_matter() -> None:
    elsewhere = replace(ENTRY, at=ENTRY.at.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert canonical(elsewhere) == canonical(ENTRY)


def test_every_part_of_an_entry_is_in_the_bytes() -> None:
    others = [
        replace(ENTRY, number=8),
        replace(ENTRY, at=ENTRY.at + timedelta(microseconds=1)),
        replace(ENTRY, person_id=UUID(int=6)),
        replace(ENTRY, did=Did.ACCESS_ENDED),
        replace(ENTRY, subject_kind="account"),
        replace(ENTRY, subject_id=None),
        replace(ENTRY, details={"a": "é"}),
        replace(ENTRY, row_digest=b"x"),
    ]
    assert len({canonical(entry) for entry in [ENTRY, *others]}) == 9


def test_a_changed_row_has_another_digest() -> None:
    one = account()
    assert row_digest(one) == row_digest(replace(one))
    assert row_digest(one) != row_digest(replace(one, name="Another page"))


@dataclass(frozen=True)
class Before:
    id: int
    moment: datetime


@dataclass(frozen=True)
class After:
    id: int
    moment: datetime
    added_later: str = ""


def test_a_field_added_by_a_later_release_leaves_old_digests_alone() -> None:
    assert row_digest(Before(1, at(1))) == row_digest(After(1, at(1)))
    assert row_digest(Before(1, at(1))) != row_digest(After(1, at(1), "said"))


def test_every_deed_has_its_words() -> None:
    assert set(DID_WORDS) == set(Did)
    assert did_words(Did.SECRET_OPENED) == "opened a secret"
