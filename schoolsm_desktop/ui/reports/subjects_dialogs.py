"""The dialogs of a request for everything about one person, but for looking through what was gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.subject_access import (
    AS_WHAT_WORDS,
    OUTCOME_WORDS,
    SORT_WORDS,
    AsWhat,
    SubjectOutcome,
    SubjectRequest,
    SubjectSort,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.services.subject_access import NewSubjectRequest, SubjectChoices
from schoolsm_desktop.services.subject_views import SubjectLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .subjects_lines import Done

LETTER_WORDS = {
    "subject-acknowledged": "The request has arrived",
    "subject-covering": "With the copy that is given",
}


class NewSubjectDialog(FormDialog):
    """Of whom, by whom, when: the month begins the day it was received."""

    def __init__(self, page: Page, choices: SubjectChoices, done: Done) -> None:
        super().__init__(
            page,
            tr("Somebody asks for everything about one person"),
            tr("Save"),
            self._save,
            sentence=tr("By word of mouth counts too. By law it is answered within one month of the day it came."),
        )
        self._done = done
        form = self.form
        form.add_choice("sort", tr("Of whom"), [(each.value, tr(SORT_WORDS[each])) for each in SubjectSort])
        form.add_search("pupil_id", tr("Which pupil"), _found(choices.pupils))
        form.add_search("person_id", tr("Which colleague"), _found(choices.people))
        form.add_line("subject", tr("Whose name"), hint=tr("As it would stand in a letter or a comment."), longest=200)
        form.add_choice("as_what", tr("Who asks"), [(each.value, tr(AS_WHAT_WORDS[each])) for each in AsWhat])
        form.add_line("asked_by", tr("Name of who asks"), hint=tr("Empty: the person themself."), longest=200)
        form.add_day("received_on", tr("Received on"), page.desk.today(), needed=True)
        form.edited.connect(lambda name: self._follow() if name == "sort" else None)
        self._follow()
        form.saved()

    def _follow(self) -> None:
        sort = self.form.value("sort")
        for name, wanted in (
            ("pupil_id", SubjectSort.PUPIL),
            ("person_id", SubjectSort.COLLEAGUE),
            ("subject", SubjectSort.OUTSIDE),
        ):
            self.form.field(name).setVisible(sort == wanted.value)

    def _save(self) -> None:
        form, access = self.form, self.page.desk.office.subject_access
        sort = SubjectSort(form.value("sort"))
        key = form.value("pupil_id" if sort is SubjectSort.PUPIL else "person_id")
        new = NewSubjectRequest(
            sort,
            UUID(key) if key and sort is not SubjectSort.OUTSIDE else None,
            form.value("subject") if sort is SubjectSort.OUTSIDE else "",
            form.value("asked_by"),
            AsWhat(form.value("as_what")),
            form.day("received_on"),
        )
        self.work(lambda: access.record(new), self._saved)

    def _saved(self, kept: SubjectRequest) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class _OneDialog(FormDialog):
    """A deed about one request."""

    def __init__(self, page: Page, line: SubjectLine, done: Done, title: str, action: str, sentence: str) -> None:
        super().__init__(page, title, action, self._save, sentence=sentence)
        self.line, self._done = line, done
        self.access = page.desk.office.subject_access

    def _save(self) -> None:
        raise NotImplementedError

    def _saved(self, kept: SubjectRequest) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class IdentityDialog(_OneDialog):
    """How it was made sure who asks."""

    def __init__(self, page: Page, line: SubjectLine, done: Done) -> None:
        super().__init__(
            page,
            line,
            done,
            tr("Make sure who asks"),
            tr("Save"),
            tr("A call back or a face that the office knows is enough. No paper is copied, and no number is kept."),
        )
        self.form.add_line("identity", tr("How"), line.words.identity, needed=True, longest=200)
        self.form.add_day("identity_on", tr("On"), page.desk.today(), needed=True)
        self.form.add_tick(
            "had_to_ask",
            tr("We had to ask for proof, and asked at once"),
            hint=tr("Then the month runs from this day."),
        )
        self.form.saved()

    def _save(self) -> None:
        how, day, asked = self.form.value("identity"), self.form.day("identity_on"), self.form.ticked("had_to_ask")
        self.work(lambda: self.access.identity(self.line.id, day, how, had_to_ask=asked), self._saved)


class ExtendDialog(_OneDialog):
    """Two months longer, with the reason that whoever asked is told."""

    def __init__(self, page: Page, line: SubjectLine, done: Done) -> None:
        super().__init__(
            page,
            line,
            done,
            tr("Put it off by two months"),
            tr("Put it off"),
            tr("Only for a complex request, or one of many by the same person. Tell them why within the first month."),
        )
        self.form.add_lines("why", tr("Why"), needed=True)
        self.form.saved()

    def _save(self) -> None:
        why = self.form.value("why")
        self.work(lambda: self.access.extend(self.line.id, why), self._saved)


class AgreeDialog(_OneDialog):
    """The data protection officer agrees in their own sign-in."""

    def __init__(self, page: Page, line: SubjectLine, done: Done) -> None:
        super().__init__(
            page,
            line,
            done,
            tr("Agree that the copy goes out"),
            tr("I agree"),
            tr("Look at the preview of the release copy first: it is exactly what goes out."),
        )
        self.form.add_lines("advice", tr("Your advice"), hint=tr("Kept with the request."))
        self.form.saved()

    def _save(self) -> None:
        advice = self.form.value("advice")
        self.work(lambda: self.access.agree(self.line.id, advice), self._saved)


class AdviceDialog(_OneDialog):
    """The data protection officer has no sign-in: the headteacher enters what was advised."""

    def __init__(self, page: Page, line: SubjectLine, done: Done) -> None:
        super().__init__(
            page,
            line,
            done,
            tr("The data protection officer’s advice"),
            tr("Save"),
            tr("For an officer without a sign-in: enter who advised on which day that the copy may go out."),
        )
        self.form.add_line("name", tr("Who advised"), needed=True, longest=200)
        self.form.add_day("on", tr("Day of the advice"), page.desk.today(), needed=True)
        self.form.add_lines("advice", tr("What was advised"), needed=True)
        self.form.saved()

    def _save(self) -> None:
        name, day, advice = self.form.value("name"), self.form.day("on"), self.form.value("advice")
        self.work(lambda: self.access.enter_advice(self.line.id, name, day, advice), self._saved)


class ReleaseDialog(_OneDialog):
    """The numbered copy for the person."""

    def __init__(self, page: Page, line: SubjectLine, shown: Callable[[Printed], object]) -> None:
        super().__init__(
            page,
            line,
            lambda _kept: None,
            tr("Make the release copy"),
            tr("Make the copy"),
            tr("Both have looked. What was taken out is not in this file. Every copy has a number, which is kept."),
        )
        self._shown = shown
        self.form.add_line("recipient", tr("Who gets it"), line.words.asked_by or line.name, needed=True, longest=200)
        self.form.saved()

    def _save(self) -> None:
        office, to = self.page.desk.office, self.form.value("recipient")
        self.work(lambda: office.printing.subject_release_copy(self.line.id, to), self._made)

    def _made(self, document: Printed) -> None:
        self.form.saved()
        self.accept()
        self._shown(document)


class SubjectLetterDialog(_OneDialog):
    """One of the two letters, in the school's own wording."""

    def __init__(self, page: Page, line: SubjectLine, shown: Callable[[Printed], object]) -> None:
        super().__init__(
            page,
            line,
            lambda _kept: None,
            tr("Letter"),
            tr("Make the letter"),
            tr("Its wording is the school’s: Settings, Letters. It is kept with the request."),
        )
        self._shown = shown
        choices = [(key, tr(LETTER_WORDS[key])) for key in LETTER_WORDS]
        later = "subject-covering" if line.request.released_on else "subject-acknowledged"
        self.form.add_choice("letter", tr("Which letter"), choices, later)
        self.form.saved()

    def _save(self) -> None:
        office, key, request = self.page.desk.office, self.form.value("letter"), self.line.id

        def make() -> Printed:
            number = office.subject_access.letter(request, key)
            return office.printing.subject_letter(request, number)

        self.work(make, self._made)

    def _made(self, document: Printed) -> None:
        self.form.saved()
        self.accept()
        self._shown(document)


class CloseSubjectDialog(_OneDialog):
    """What came of it."""

    def __init__(self, page: Page, line: SubjectLine, done: Done) -> None:
        super().__init__(
            page,
            line,
            done,
            tr("Close the request"),
            tr("Close it"),
            tr("Shred the working copy. The request is kept, so that it can be shown that it was answered in time."),
        )
        outcomes = [each for each in SubjectOutcome if each is not SubjectOutcome.OPEN]
        first = SubjectOutcome.GIVEN if line.request.released_on else SubjectOutcome.WITHDRAWN
        self.form.add_choice(
            "outcome", tr("What came of it"), [(x.value, tr(OUTCOME_WORDS[x])) for x in outcomes], first.value
        )
        self.form.add_lines("why", tr("Why"), hint=tr("Needed for a refusal: whoever asked is told, and may complain."))
        self.form.saved()

    def _save(self) -> None:
        outcome, why = SubjectOutcome(self.form.value("outcome")), self.form.value("why")
        self.work(lambda: self.access.close(self.line.id, outcome, why), self._saved)


def _found(choices: Sequence[tuple[UUID, str, str]]) -> list[tuple[str, str, str]]:
    return [(str(key), said, detail) for key, said, detail in choices]
