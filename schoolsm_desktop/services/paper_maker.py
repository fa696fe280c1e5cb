"""What every printed document shares: the page's facts, who signs, and the document as it goes to the preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.calendar import term_text
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .register import RegisterFacts
from .schools import crest_picture, home_school
from .session import Session

_NOT_IN_A_NAME = str.maketrans({sign: "," if sign == ":" else " " for sign in '<>:"/\\|?*'})
"""Signs that Windows takes in no file's name."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready for the preview. `may_save` is False for the recovery sheet: print only.

    `table` holds the same rows as an XLSX workbook, where the document is a table.
    """

    key: str
    title: str
    file_name: str
    pdf: bytes
    may_save: bool = True
    table: bytes | None = None
    of: UUID | None = None
    """The record that notes that it was printed, where there is one."""


class PaperMaker:
    """The ground on which each group of documents is made: one class a subject, gathered in `PrintingService`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def made(self, key: str, title: str, pdf: bytes, table: bytes | None = None, on: date | None = None) -> Printed:
        """A document with its day in the file's name; `key` is the one under which it is remembered as printed."""
        plain = title.translate(_NOT_IN_A_NAME)
        return Printed(key, title, f"{plain} {on or self._session.today:%Y-%m-%d}", pdf, table=table)

    def page(
        self, uow: UnitOfWork, facts: RegisterFacts, title: str, subject: str, confidentiality: str = ""
    ) -> PageFacts:
        """What stands at the head and the foot of each page."""
        school = home_school(uow)
        return PageFacts(
            letterhead=Letterhead(school.name, school.crest_letter, picture=crest_picture(uow, school)),
            title=title,
            subject=subject,
            period=term_text(uow.terms.all(), facts.today),
            printed_by=facts.people[self._session.person_id].name,
            printed_at=self._session.clock.now(),
            confidentiality=confidentiality or tr("Confidential: for the school’s own use"),
            demonstration=self._session.is_demo,
        )

    def signers(self, facts: RegisterFacts, *duties: Duty) -> tuple[Signer, ...]:
        """A line to sign for whoever holds each duty today, with the school's own title."""
        found = []
        for duty in duties:
            holders = holders_on(facts.duties, duty, facts.today)
            name = facts.people[holders[0]].name if holders and holders[0] in facts.people else ""
            found.append(Signer(duty_title(facts.profile, duty), name))
        return tuple(found)
