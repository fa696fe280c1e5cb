"""The two copies of everything about one person, and the letters of such a request.

The working copy stays in school. The release copy is made of what is left, after both looks; what was taken out is not in
the file. Each one that is made has a number, and the request keeps whom it was for.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import (
    SECTION_WORDS,
    CopySection,
    PersonFile,
    Section,
    redactor_for,
    release_copy,
    working_copy,
)
from schoolsm_desktop.domain.subject_access import (
    MOST_SHORT,
    SubjectCopy,
    SubjectRequest,
    SubjectWords,
    check_words,
    demand_releasable,
)
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.reports import letter as letter_paper
from schoolsm_desktop.reports import person_copy as copy_paper
from schoolsm_desktop.reports.letter import LetterFigures
from schoolsm_desktop.reports.person_copy import PersonCopyFigures
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .paper_maker import PaperMaker, Printed
from .printed_letters import letterhead, paragraphs
from .register import read_register
from .subject_access import keep_subject_words
from .subject_views import choice_of, opened_file, opened_words

SUBJECT_COPY = "subject-copy"
"""A release copy is kept in its request; the log says its number and the seal of its file, and no name."""


class SubjectPapers(PaperMaker):
    """What is printed of a request for everything about one person."""

    def subject_working_copy(self, request_id: UUID) -> Printed:
        """Every line, third parties in «angle marks», what is held back with its reason: it stays in school.

        Raises RecordMissingError, NotAllowedError.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_SUBJECT_REQUESTS)
            request, words = opened_words(self._session, uow, request_id)
            file = opened_file(self._session, uow, request_id)
            sections = working_copy(file, choice_of(words), _headings())
            title = tr("Working copy: stays in school")
            notes = (
                tr("Working copy: stays in school. It is given to nobody, and shredded when the request is closed."),
                tr("What stands in «angle marks» names somebody else and is taken out of the copy that is given."),
            )
            figures = self._figures(uow, request, file, title, notes, sections, working=True)
        return self.made("subject-working-copy", title, copy_paper.render(figures))

    def subject_release_preview(self, request_id: UUID) -> Printed:
        """How the release copy would read; not to be given out. Raises RecordMissingError, NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_SUBJECT_REQUESTS)
            request, words = opened_words(self._session, uow, request_id)
            file = opened_file(self._session, uow, request_id)
            title = tr("Preview: not to be given out")
            notes = (tr("Preview of the copy that will be given. Nothing was agreed to by this paper."),)
            sections = _released(file, words)
            figures = self._figures(uow, request, file, title, notes, sections, working=True)
        document = self.made("subject-preview", title, copy_paper.render(figures))
        return replace(document, may_save=False)

    def subject_release_copy(self, request_id: UUID, recipient: str, on: date | None = None) -> Printed:
        """A numbered copy for the person, once the lead has looked and the data protection officer has agreed.

        Raises RuleError before, FieldError without a recipient, RecordMissingError, NotAllowedError; nothing is numbered
        or kept then.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_SUBJECT_REQUESTS)
            request, words = opened_words(self._session, work.uow, request_id)
            demand_releasable(request)
            needed = tr("Who gets it? Every copy is numbered and kept with whom it went to.")
            to = check_words("recipient", recipient, needed=needed, most=MOST_SHORT)
            file = opened_file(self._session, work.uow, request_id)
            number = len(words.copies) + 1
            title = tr("What we hold about you")
            figures = self._figures(work.uow, request, file, title, _release_notes(), _released(file, words))
            take = redactor_for(file, choice_of(words)).text
            page = replace(
                figures.page,
                confidentiality=tr("Confidential: for the recipient alone"),
                printed_by=take(figures.page.printed_by),
                copy=tr("{number}, for {recipient}", number=number, recipient=to),
            )
            pdf = copy_paper.render(replace(figures, page=page))
            seal = hashlib.sha256(pdf).hexdigest()
            day = on or self._session.today
            kept = work.uow.subject_requests.save(replace(request, released_on=day))
            copies = (*words.copies, SubjectCopy(number, to, day, seal))
            keep_subject_words(
                work, kept, replace(words, copies=copies), Did.SUBJECT_COPY_MADE, copy=str(number), seal=seal[:16]
            )
            work.done()
        made = self.made(SUBJECT_COPY, title, pdf)
        named = self.made(SUBJECT_COPY, tr("{title}, copy {number}", title=title, number=number), b"")
        return replace(made, file_name=named.file_name)

    def subject_letter(self, request_id: UUID, number: int) -> Printed:
        """A letter of a request, as it was made. Raises RecordMissingError, NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_SUBJECT_REQUESTS)
            request, words = opened_words(self._session, uow, request_id)
            if not 1 <= number <= len(words.letters):
                raise RecordMissingError
            letter = words.letters[number - 1]
            facts = read_register(self._session, uow)
            mark = tr("Confidential: for the person it is addressed to")
            page = letterhead(self, uow, facts, letter.title, mark)
        figures = LetterFigures(
            page=page,
            day=day_text(letter.on),
            reference=tr("Request {number}", number=request.number),
            addressed_to=letter.recipient,
            title=letter.title,
            paragraphs=paragraphs(letter.text),
            signer=self.signers(facts, Duty.HEADTEACHER)[0],
        )
        return self.made("subject-letter", tr("Letter"), letter_paper.render(figures), on=letter.on)

    def _figures(
        self,
        uow: UnitOfWork,
        request: SubjectRequest,
        file: PersonFile,
        title: str,
        notes: tuple[str, ...],
        sections: tuple[CopySection, ...],
        *,
        working: bool = False,
    ) -> PersonCopyFigures:
        facts = read_register(self._session, uow)
        mark = tr("Confidential: stays in school") if working else ""
        page = self.page(uow, facts, title, tr("Everything about one person"), mark)
        count = sum(len(section.lines) for section in sections)
        given = (
            (tr("About"), file.name),
            (tr("Request"), str(request.number)),
            (tr("Received"), day_text(request.received_on)),
            (tr("Gathered"), day_text(request.working_at.astimezone().date()) if request.working_at else ""),
            (tr("Entries"), ntr("{count} entry", "{count} entries", count)),
        )
        return PersonCopyFigures(
            page=page,
            lead=tr("Everything that this program holds about one person, by what it is about."),
            notes=notes,
            facts=tuple((label, text) for label, text in given if text),
            sections=sections,
            working=working,
        )


def _released(file: PersonFile, words: SubjectWords) -> tuple[CopySection, ...]:
    return release_copy(file, choice_of(words), _headings(), harmful=words.harmful)


def _headings() -> dict[Section, str]:
    return {section: tr(SECTION_WORDS[section]) for section in Section}


def _release_notes() -> tuple[str, ...]:
    """The same words on every copy, whatever was taken out or not."""
    return (
        tr(
            "Names of others are taken out where they have a right to it. The law also lets a school leave out some "
            "things; this copy says the same whether anything was left out or not."
        ),
        tr(
            "If something is wrong or missing, please tell the school office. You can also complain to the "
            "Information Commissioner’s Office."
        ),
    )
