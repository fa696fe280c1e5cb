"""Gathering everything that is held about one person, over every kind of record there is (PRACTICE 18).

What comes out is what the person signed in may read, and it is the same whether something sealed lies beside it or not.
"""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.person_file import PersonFile
from schoolsm_desktop.domain.subject_access import SubjectSort
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .person_file_colleague import gather_colleague
from .person_file_outside import gather_outside
from .person_file_pupil import gather_pupil
from .person_gathering import Gathering
from .session import Session


def gather_person(
    session: Session, uow: UnitOfWork, sort: SubjectSort, subject_id: UUID | None, name: str
) -> PersonFile:
    """Everything about one person. Raises RuleError where a pupil or colleague is not there."""
    if sort is SubjectSort.PUPIL and subject_id is not None:
        pupil = uow.pupils.find(subject_id)
        if pupil is None:
            raise _gone()
        of = Gathering(session, uow, pupil.name, pupil.all_names)
        gather_pupil(of, pupil)
        return of.file()
    if sort is SubjectSort.COLLEAGUE and subject_id is not None:
        person = uow.people.find(subject_id)
        if person is None:
            raise _gone()
        of = Gathering(session, uow, person.name, (f"{person.given_name} {person.family_name}",))
        gather_colleague(of, person)
        return of.file()
    of = Gathering(session, uow, name, ())
    gather_outside(of)
    return of.file()


def _gone() -> RuleError:
    return RuleError(tr("This person is not in the records any more. Nothing was gathered."))
