"""Posts and saved checks put into a small school's records, for tests of what is out and of taking it down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck
from schoolsm_desktop.domain.posts import Post, PostKind
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.posts import PostDraft
from tests.services.roll import FACEBOOK

OUT = date(2026, 11, 2)


def post(office: Office, title: str, *pupils: Pupil, place: str = "website", **more: object) -> Post:
    """Something that is out, with the pupils who can be seen in it."""
    fields: dict[str, object] = {
        "kind": PostKind.PICTURE,
        "title": title,
        "place": place,
        "published_on": OUT,
        "pupil_ids": tuple(p.id for p in pupils),
    } | more
    return office.posts.record(PostDraft(**fields))  # type: ignore[arg-type]


def check(office: Office, *pupils: Pupil, place: str = FACEBOOK, number: int = 1, **more: object) -> PhotoCheck:
    """A photo check that was saved and said yes."""
    session = office.session
    with session.work() as work:
        saved = PhotoCheck(
            uuid4(),
            session.me(work.uow).school_id,
            number,
            session.clock.now(),
            session.person_id,
            CheckedWhat.PICTURE,
            CheckOutcome.MAY_POST,
            place,
            "Facebook" if place == FACEBOOK else place.capitalize(),
            verdicts=tuple((p.id.hex, "yes") for p in pupils),
        )
        saved = work.uow.photo_checks.add(replace(saved, **more))  # type: ignore[arg-type]
        work.did(Did.PHOTO_CHECKED, Noun.PHOTO_CHECKS, subject_kind="photo-check", subject_id=saved.id, record=saved)
        work.done()
    return saved
