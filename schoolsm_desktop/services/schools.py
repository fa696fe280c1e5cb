"""The school itself, its terms, and the settings that are the school's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import Term, check_terms, term_text
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.people import School, check_school
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.crest_file import crest_of, read_crest
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session, Work

HOME_SCHOOL = "home-school"
"""The setting that says which school the records were set up for."""


class SchoolService:
    """Deeds and views of the school's details and term dates."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def school(self) -> School:
        """The school these records belong to: the one they were set up for."""
        with self._session.reading() as uow:
            return home_school(uow)

    def schools(self) -> tuple[School, ...]:
        """Every school of the records; a trust has several, and an account names its own (PRACTICE 28)."""
        with self._session.reading() as uow:
            return uow.schools.all()

    def terms(self) -> tuple[Term, ...]:
        """The terms, in order."""
        with self._session.reading() as uow:
            return tuple(sorted(uow.terms.all(), key=lambda t: t.starts))

    def term_text(self) -> str:
        """What the top bar says of today: term and week."""
        return term_text(self.terms(), self._session.today)

    def crest(self, school_id: UUID | None = None) -> bytes:
        """The school's own crest as a PNG, by default that of the home school; empty for the drawn one."""
        with self._session.reading() as uow:
            school = home_school(uow) if school_id is None else uow.schools.get(school_id)
            return crest_picture(uow, school)

    def read_crest(self, path: Path) -> bytes:
        """The picture at `path`, made small; nothing is kept yet. Raises what exchange.crest_file raises."""
        return read_crest(path)

    def change(self, school: School, crest: bytes | None = None) -> School:
        """Save a school's details. `crest` is a new picture, b"" the drawn one again, None leaves it. Raises FieldError."""
        checked = check_school(school)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            if crest is not None:
                checked = replace(checked, crest_id=_keep_crest(work, crest))
            kept = work.uow.schools.save(checked)
            work.did(Did.SCHOOL_CHANGED, Noun.SCHOOL, subject_kind="school", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def add(self, school: School) -> School:
        """Keep one more school of a trust. Raises FieldError, also for a name that another one has."""
        school = check_school(school)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            if any(folded(other.name) == folded(school.name) for other in work.uow.schools.all()):
                raise FieldError("name", tr("There is a school with this name. Nothing was added."))
            work.uow.schools.add(school)
            work.did(Did.SCHOOL_CHANGED, Noun.SCHOOL, subject_kind="school", subject_id=school.id, record=school)
            work.done()
        return school

    def change_terms(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        """Put these terms in the place of those that were there. Raises FieldError for one that overlaps."""
        checked = check_terms(terms)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            work.uow.terms.replace(checked)
            work.did(Did.TERMS_CHANGED, Noun.SCHOOL, subject_kind="terms", count=str(len(checked)))
            work.done()
        return checked


def crest_picture(uow: UnitOfWork, school: School) -> bytes:
    """The crest of a school; empty for the drawn one, and for a picture that is no longer as it was kept."""
    if school.crest_id is None:
        return b""
    paper, content = uow.papers.get(school.crest_id), uow.papers.content(school.crest_id)
    return content if hashlib.sha256(content).digest() == paper.digest else b""


def _keep_crest(work: Work, crest: bytes) -> UUID | None:
    """The picture is unpacked and written anew once more: what is kept never is a file from outside."""
    if not crest:
        return None
    from .papers import keep_paper

    return keep_paper(work, "crest.png", crest_of(crest)).id


def school_names(schools: Iterable[School]) -> dict[UUID, str]:
    """Names by id where there is more than one school, else nothing: with one school nobody need name it."""
    known = tuple(schools)
    return {s.id: s.short_name or s.name for s in known} if len(known) > 1 else {}


def home_school(uow: UnitOfWork) -> School:
    """The school the records were set up for, whatever others a trust has added since; it stands on every letterhead."""
    kept = uow.settings.get(HOME_SCHOOL)
    schools = uow.schools.all()
    return next((s for s in schools if kept is not None and str(s.id) == json.loads(kept)), schools[0])
