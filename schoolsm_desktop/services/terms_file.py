"""Term dates brought in from a file: what was understood is shown first, and nothing is kept before somebody agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import Closure, Term, check_closures, check_terms
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.term_lines import TermLine, proposal, understood
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.calendar_file import read_calendar_file
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school
from .session import Session


@dataclass(frozen=True, slots=True)
class Kept:
    """What was taken: how many terms and closures are new, and how many stood there already in the same words and days."""

    terms: int
    closures: int
    known: int


class TermsFileService:
    """Read a file of term dates, and keep what somebody agreed to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, path: Path) -> tuple[TermLine, ...]:
        """The lines of a calendar or a table, with what each is taken for. Nothing is kept.

        Raises FileUnusableError: no such file, too large, none of a kind that can be read, no days in it.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_SCHOOL)
        return understood(read_calendar_file(path))

    def keep(self, lines: Sequence[TermLine], school_id: UUID | None = None) -> Kept:
        """Keep the terms and closures that `lines` make, beside those that stand, as one deed.

        What stands there already in the same days is not taken twice. Raises FieldError where a line has to be corrected
        first, or a term lies over one that stands; then nothing is kept.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            school = home_school(work.uow).id if school_id is None else school_id
            found = proposal(lines, school)
            if found.stops:
                raise FieldError("lines", tr("Some lines have to be corrected or left out first. Nothing was saved."))
            terms, closures = _new_terms(work.uow, found.terms), _new_closures(work.uow, found.closures)
            if terms:
                work.uow.terms.replace(check_terms((*work.uow.terms.all(), *terms)))
                work.did(Did.TERMS_CHANGED, Noun.SCHOOL, subject_kind="terms", count=str(len(terms)))
            if closures:
                work.uow.closures.replace(check_closures((*work.uow.closures.all(), *closures)))
                work.did(Did.CLOSURES_CHANGED, Noun.SCHOOL, subject_kind="closures", count=str(len(closures)))
            work.done()
        known = len(found.terms) + len(found.closures) - len(terms) - len(closures)
        return Kept(len(terms), len(closures), known)


def _new_terms(uow: UnitOfWork, wanted: Sequence[Term]) -> list[Term]:
    there = {(t.school_id, t.starts, t.ends) for t in uow.terms.all()}
    return [t for t in wanted if (t.school_id, t.starts, t.ends) not in there]


def _new_closures(uow: UnitOfWork, wanted: Sequence[Closure]) -> list[Closure]:
    there = {(c.school_id, c.starts, c.ends, c.kind) for c in uow.closures.all()}
    return [c for c in wanted if (c.school_id, c.starts, c.ends, c.kind) not in there]
