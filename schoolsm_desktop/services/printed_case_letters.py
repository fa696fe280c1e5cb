"""Letters out of sealed records on paper: made once, printed as often as somebody who reads the record asks."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.reports import letter as letter_paper
from schoolsm_desktop.reports.letter import LetterFigures

from .case_letters import is_about_head, read_case_letter
from .paper_maker import PaperMaker, Printed
from .printed_letters import letterhead, paragraphs
from .register import read_register


class CaseLetterPapers(PaperMaker):
    """The letters that lie in incidents and complaints."""

    def case_letter(self, case_id: UUID, number: int) -> Printed:
        """A letter as it lies in its record. Where the record is about the headteacher, the chair signs.

        Raises RecordMissingError for whoever the record does not exist for, NotAllowedError.
        """
        session = self._session
        with session.reading() as uow:
            letter, opened = read_case_letter(session, uow, case_id, number)
            facts = read_register(session, uow)
            mark = tr("Confidential: for the person it is addressed to")
            page = letterhead(self, uow, facts, letter.title, mark)
            duty = Duty.CHAIR if is_about_head(session, uow, opened) else Duty.HEADTEACHER
        figures = LetterFigures(
            page=page,
            day=day_text(letter.on),
            reference=letter.reference,
            addressed_to=letter.addressed_to,
            title=letter.title,
            paragraphs=paragraphs(letter.text),
            signer=self.signers(facts, duty)[0],
        )
        # The key and the file's name say no more than that it is a letter.
        return self.made("case-letter", tr("Letter"), letter_paper.render(figures), on=letter.on)
