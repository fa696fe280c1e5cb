"""A term's figures read from the records that the person signed in may read."""

from __future__ import annotations

from schoolsm_desktop.domain.figures import TermFigures
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.storage.unit_of_work import UnitOfWork


def read_term_figures(session: Session, uow: UnitOfWork, period: Period) -> TermFigures:
    """The figures of one term, with the term before and the same term last year where there are records."""
    raise NotImplementedError
