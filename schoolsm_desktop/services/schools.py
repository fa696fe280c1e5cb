"""The school itself, its terms, and the settings that are the school's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import Term, check_terms, term_text
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session

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

    def change(self, school: School) -> School:
        """Save the school's details. Raises FieldError for an empty name."""
        if not school.name.strip():
            raise FieldError("name", tr("The school needs a name. Nothing was saved."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            kept = work.uow.schools.save(replace(school, name=school.name.strip()))
            work.did(Did.SCHOOL_CHANGED, Noun.SCHOOL, subject_kind="school", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def add(self, school: School) -> School:
        """Keep one more school of a trust."""
        if not school.name.strip():
            raise FieldError("name", tr("The school needs a name. Nothing was saved."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
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


def home_school(uow: UnitOfWork) -> School:
    """The school the records were set up for, whatever others a trust has added since; it stands on every letterhead."""
    kept = uow.settings.get(HOME_SCHOOL)
    schools = uow.schools.all()
    return next((s for s in schools if kept is not None and str(s.id) == json.loads(kept)), schools[0])
