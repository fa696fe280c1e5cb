"""Handing the coordinator's duty over to somebody else, with what it does and what follows said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.checklists import Checklist
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .book import Book


class HandoverDialog(FormDialog):
    """To whom and from when. `begun` gets the list to work off together."""

    def __init__(self, page: Page, book: Book, line: PersonLine, begun: Callable[[Checklist], object]) -> None:
        super().__init__(
            page,
            tr("Hand over as {duty}", duty=book.titles[Duty.COORDINATOR]),
            tr("Hand over"),
            self._hand_over,
            sentence=tr(
                "{person} hands over. Nobody is locked out on the way: the next one gets the keys before they go here.",
                person=line.person.name,
            ),
            wide=True,
        )
        self._old_id, self._begun = line.person.id, begun
        self.form.add_search(
            "new",
            tr("Taken over by"),
            book.people_choices(without=self._old_id),
            hint=tr("Needs a confirmed sign-in to this program. One is made in the staff list: “Make a sign-in…”."),
            needed=True,
        )
        self.form.add_day("day", tr("From"), page.desk.today(), needed=True)
        self.follows = self.add_what_follows()
        self.form.saved()
        self.form.edited.connect(lambda _name: self._explain())

    def _explain(self) -> None:
        """Say what would happen, or why it cannot, as soon as both are known."""
        new_id, day = self.form.value("new"), self.form.day("day")
        if not new_id or day is None:
            self.follows.show_sentences(())
            return
        handover, old_id = self.page.desk.office.handover, self._old_id

        def ask() -> Sequence[str]:
            try:
                plan = handover.plan(old_id, UUID(new_id), day)
            except OfficeError as refused:
                return (refused.sentence,)
            return (*plan.steps, *plan.follows)

        self.follows.ask(ask)

    def _hand_over(self) -> None:
        new_id, day = UUID(self.form.value("new")), self.form.day("day") or self.page.desk.today()

        def done(checklist: Checklist) -> None:
            self.form.saved()
            self.accept()
            self._begun(checklist)

        handover, old_id = self.page.desk.office.handover, self._old_id
        self.work(lambda: handover.begin(old_id, new_id, day), done)
