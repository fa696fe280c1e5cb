"""The dialogs of the termly review: a change, a note, signing off with what follows, and giving it up."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.access import LEVEL_WORDS, AccessLevel
from schoolsm_desktop.domain.reviews import Decision, Review, ReviewLine, Verdict
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.review_sheet import ReviewRow, SigningOff
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import set_look

from .words import access_words


def who_words(row: ReviewRow) -> str:
    """`J. Marsh · Facebook: knows the password, posts`."""
    return tr(
        "{person} · {account}: {access}",
        person=row.person.short_name,
        account=row.account.name,
        access=access_words(row.access).lower(),
    )


class ChangeDecisionDialog(FormDialog):
    """Another level or last day, which signing off carries out."""

    def __init__(self, page: Page, review: Review, row: ReviewRow, decided: Callable[[ReviewLine], object]) -> None:
        super().__init__(page, tr("Change this access"), tr("Decide: change"), self._save, sentence=who_words(row))
        self._review, self._row, self._decided = review, row, decided
        line = row.line
        level = (line.to_level if line else None) or row.access.level
        ends = (line.to_ends if line else None) or row.access.ends
        choices = [(each.value, tr(LEVEL_WORDS[each])) for each in AccessLevel]
        self.form.add_choice("to_level", tr("May do what"), choices, level.value)
        self.form.add_day("to_ends", tr("Last day"), ends, hint=tr("Empty: it stays without one, until its review."))
        self.form.add_line("note", tr("Note"), row.note)
        self.form.saved()

    def _save(self) -> None:
        decision = Decision(
            Verdict.CHANGE,
            self.form.value("note"),
            AccessLevel(self.form.value("to_level")),
            self.form.day("to_ends"),
        )

        def saved(line: ReviewLine) -> None:
            self.accept()
            self._decided(line)

        reviews = self.page.desk.office.reviews
        self.work(lambda: reviews.decide(self._review.id, self._row.access.id, decision), saved)


class NoteDialog(FormDialog):
    """A note to one line; the decision stays as it is."""

    def __init__(self, page: Page, review: Review, row: ReviewRow, saved: Callable[[ReviewLine], object]) -> None:
        super().__init__(page, tr("Note"), tr("Save"), self._save, sentence=who_words(row))
        self._review, self._row, self._saved = review, row, saved
        self.form.add_lines(
            "note", tr("Note"), row.note, hint=tr("It stands on the evidence. Where the access ends, it is the reason.")
        )
        self.form.saved()

    def _save(self) -> None:
        line = self._row.line
        decision = Decision(
            self._row.verdict,
            self.form.value("note"),
            line.to_level if line else None,
            line.to_ends if line else None,
        )

        def saved(line: ReviewLine) -> None:
            self.accept()
            self._saved(line)

        reviews = self.page.desk.office.reviews
        self.work(lambda: reviews.decide(self._review.id, self._row.access.id, decision), saved)


class SignOffDialog(FormDialog):
    """What would follow, in words and numbers; then the headteacher's signature. What stands in its way leads there."""

    def __init__(
        self, page: Page, review_id: UUID, signed: Callable[[Review], object], lead: Callable[[UUID], object]
    ) -> None:
        super().__init__(
            page,
            tr("Sign off the termly review"),
            tr("Sign off"),
            self._sign,
            sentence=tr("What was decided is done at once and in one step. Read it first."),
            wide=True,
        )
        self._review_id, self._signed, self._lead = review_id, signed, lead
        self._read: SigningOff | None = None
        set_look(self.main, "danger")
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        self.main.setEnabled(False)
        reviews = page.desk.office.reviews
        page.desk.background.run(lambda: reviews.signing_off(review_id), self._show, self.show_failure, owner=self)

    def _show(self, read: SigningOff) -> None:
        self._read = read
        if read.blocked:
            message = self.messages.warn(read.blocked)
            if read.waiting is not None:
                waiting = read.waiting
                message.offer(tr("Go there"), lambda: self._go(waiting))
            return
        self.form.add_widget(selectable(words("\n".join(read.sentences), "", self.form, wrap=True)))
        for title, lines in (
            (tr("These accesses end"), read.ends),
            (tr("These passwords must become new ones"), read.passwords),
            (tr("These accesses change"), read.changes),
        ):
            if lines:
                self.form.add_heading(title)
                self.form.add_widget(selectable(words("\n".join(lines), "", self.form, wrap=True)))
        self.form.add_line("note", tr("Note"), hint=tr("Optional. It stands on the evidence above your name."))
        self.form.saved()
        self.main.setEnabled(True)
        QTimer.singleShot(0, self, self.fit)  # what was added has a height once it is shown

    def _go(self, access_id: UUID) -> None:
        self.form.saved()
        self.reject()
        self._lead(access_id)

    def _sign(self) -> None:
        read = self._read
        if read is None:
            return
        note, reviews = self.form.value("note"), self.page.desk.office.reviews

        def signed(review: Review) -> None:
            self.accept()
            self._signed(review)

        self.work(lambda: reviews.sign_off(self._review_id, read.seen, note), signed)


class GiveUpDialog(FormDialog):
    """A review that was begun by mistake: it stays in the records with the reason, and nothing of it is carried out."""

    def __init__(self, page: Page, review_id: UUID, done: Callable[[], object]) -> None:
        super().__init__(
            page,
            tr("Give this review up"),
            tr("Give it up"),
            self._save,
            sentence=tr("Nothing that was decided is done. The review and its decisions stay in the records."),
        )
        self._review_id, self._done = review_id, done
        set_look(self.main, "danger")
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        self.form.add_line("reason", tr("Why"), needed=True, hint=tr("For example: begun in the wrong term."))

    def _save(self) -> None:
        reason, reviews = self.form.value("reason"), self.page.desk.office.reviews

        def done(_review: Review) -> None:
            self.accept()
            self._done()

        self.work(lambda: reviews.cancel(self._review_id, reason), done)
