"""Reports: every document on paper, the termly report to governors, what is kept how long, and everything about one person."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .documents_part import DocumentsPart
from .retention_part import RetentionPart
from .subjects_part import SubjectsPart
from .term_part import TermReportsPart

PART_WORDS = {
    "documents": "Documents",
    "term": "Termly report",
    "retention": "Keep and destroy",
    "subjects": "About one person",
}
PARTS = (
    PartSpec("documents", DocumentsPart),
    PartSpec("term", TermReportsPart, Action.READ_REPORTS),
    PartSpec("retention", RetentionPart, Action.KEEP_RECORDS),
    PartSpec("subjects", SubjectsPart, Action.SEE_SUBJECT_REQUESTS),
)


class ReportsPage(PartedPage):
    """Records and acts: see the parts; an act that is a document's key makes that document."""

    NOUNS = frozenset(
        {
            "people",
            "policy",
            "checklists",
            "reviews",
            "checks",
            "accounts",
            "log",
            "reports",
            "retention",
            "subject-requests",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Reports"),
            sentence=tr("Every list and letter on paper. You see it before it is printed."),
            tabs=tr("Parts of the reports"),
            parts=PARTS,
            words=PART_WORDS,
        )
