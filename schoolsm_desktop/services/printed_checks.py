"""The slip of a photo check, for the file and for a second person without a sign-in (PRACTICE 25)."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckOutcome
from schoolsm_desktop.domain.photo_forms import PaperCodeKind
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports import photo_slip
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.photo_slip import SlipFigures, SlipPupil, SlipQuestion

from .check_views import STATE_WORDS, WHAT_WORDS, CheckLine, CheckState
from .paper_codes import code_for
from .paper_maker import PaperMaker, Printed
from .photo_checks import PhotoCheckService
from .picture_books import PictureBooks
from .register import read_register

_OUTCOMES = {
    CheckOutcome.MAY_POST: "Post it: on this day, until midnight, and as long as no answer changes.",
    CheckOutcome.STOPPED: "Do not post it.",
    CheckOutcome.WAITS: "Not yet: a second person looks at it and signs below.",
}


class CheckPapers(PaperMaker):
    """The paper of a photo check."""

    _books: PictureBooks

    def photo_slip(self, check_id: UUID) -> Printed:
        """What a check came to, as it stood at its minute; a poster prints the own ones alone."""
        checks = PhotoCheckService(self._session, self._books)
        line = next((line for line in checks.lines() if line.check.id == check_id), None)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CHECK_PHOTOS)
            if line is None:
                raise NotAllowedError(tr("This check is not one of yours. Ask the office for its slip."))
            facts = read_register(self._session, work.uow)
            title = tr("Photo check {number}", number=line.check.number)
            page = self.page(work.uow, facts, title, line.when_words)
            figures = SlipFigures(
                page,
                tr("May we post this? What was looked at, and what it came to at that minute."),
                code_for(work, PaperCodeKind.SLIP, check_id),
                _outcome(line),
                line.check.outcome is CheckOutcome.MAY_POST and line.state is not CheckState.ENDED,
                _facts(line),
                tuple(SlipPupil(p.name, p.words, p.may) for p in line.pupils),
                tuple(SlipQuestion(q.words, q.clause, q.answer, q.given) for q in line.questions),
                line.check.caption,
                Signer(tr("Second person")) if line.check.outcome is CheckOutcome.WAITS else None,
            )
            work.done()
        return self.made("photo-slip", title, photo_slip.render(figures))


def _outcome(line: CheckLine) -> str:
    if line.state is CheckState.ENDED:
        return tr(STATE_WORDS[CheckState.ENDED])
    return tr(_OUTCOMES[line.check.outcome])


def _facts(line: CheckLine) -> tuple[tuple[str, str], ...]:
    check = line.check
    facts = [
        (tr("Where"), check.place_name),
        (tr("What"), tr(WHAT_WORDS[check.what])),
        (tr("Checked by"), tr("{name}, {moment}", name=line.by, moment=line.when_words)),
        (tr("Asked by"), check.asked_by),
        (tr("Second person"), line.second),
        (tr("Facts checked by"), line.facts_by),
        (tr("Also in it"), check.others_in_it),
        (tr("File"), check.picture_name),
    ]
    return tuple((label, text) for label, text in facts if text)
