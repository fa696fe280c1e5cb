"""The dialogs of a list that is worked off: how a line was done, why one is not needed, one more, another day, signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.pages import Page

from .leaving_dialogs import Choice


class ProofDialog(FormDialog):
    """A line is done: how it is known."""

    def __init__(self, page: Page, what: str, line_id: str) -> None:
        super().__init__(page, tr("A line is done"), tr("It is done"), self._save, sentence=what)
        self._line_id = UUID(line_id)
        self.form.add_lines(
            "proof",
            tr("How do you know?"),
            needed=True,
            hint=tr("For example: seen on the list of administrators, or handed in and shredded."),
        )

    def _save(self) -> None:
        proof = self.form.value("proof")
        self.work(lambda: self.page.desk.office.checklists.tick(self._line_id, proof), lambda _kept: self.accept())


class NotNeededDialog(FormDialog):
    """A line does not have to be done: why."""

    def __init__(self, page: Page, what: str, line_id: str) -> None:
        super().__init__(page, tr("A line is not needed"), tr("It is not needed"), self._save, sentence=what)
        self._line_id = UUID(line_id)
        self.form.add_lines("why", tr("Why is it not needed?"), needed=True, hint=tr("The signed list shows it."))

    def _save(self) -> None:
        why = self.form.value("why")
        self.work(lambda: self.page.desk.office.checklists.not_needed(self._line_id, why), lambda _kept: self.accept())


class AddLineDialog(FormDialog):
    """One more thing to do, in the school's own words."""

    def __init__(self, page: Page, list_id: str) -> None:
        super().__init__(page, tr("One more line"), tr("Add the line"), self._save)
        self._list_id = UUID(list_id)
        self.form.add_line("about", tr("What is to be done"), needed=True, hint=tr("For example: hand in the camera"))

    def _save(self) -> None:
        about = self.form.value("about")
        self.work(lambda: self.page.desk.office.checklists.add_line(self._list_id, about), lambda _kept: self.accept())


class LooksAfterDialog(FormDialog):
    """Who looks after an account from now on."""

    def __init__(self, page: Page, what: str, line_id: str, people: Sequence[Choice]) -> None:
        super().__init__(page, tr("Who looks after it"), tr("From now on"), self._save, sentence=what)
        self._line_id = UUID(line_id)
        self.form.add_search("person", tr("Who looks after it from now on"), people, needed=True)

    def _save(self) -> None:
        person = UUID(self.form.value("person"))
        self.work(lambda: self.page.desk.office.leaving.hand_on(self._line_id, person), lambda _none: self.accept())


class MoveDialog(FormDialog):
    """Another last day."""

    def __init__(self, page: Page, who: str, list_id: str) -> None:
        super().__init__(
            page, tr("Another last day"), tr("Save"), self._save, sentence=who or tr("What is open is due by it.")
        )
        self._list_id = UUID(list_id)
        self.form.add_day("ends", tr("Last day"), needed=True)

    def _save(self) -> None:
        day = self.form.day("ends")
        if day is not None:
            self.work(lambda: self.page.desk.office.leaving.move(self._list_id, day), lambda _kept: self.accept())


class FinishDialog(FormDialog):
    """The print is signed: when, and a scan of it."""

    def __init__(self, page: Page, who: str, list_id: str, done: Callable[[], object]) -> None:
        super().__init__(
            page,
            tr("Signed and finished"),
            tr("The list is finished"),
            self._save,
            sentence=tr("{who}: a finished list is changed no more.", who=who) if who else "",
        )
        self._list_id, self._done = UUID(list_id), done
        self.form.add_day("signed_on", tr("Signed on"), page.desk.today(), needed=True)
        self.scan = ScanField(self)
        self.form.add_editor("scan", tr("Scan of the signed list"), self.scan, hint=tr("Not needed; the paper counts."))
        self.form.saved()

    def _save(self) -> None:
        day, scan = self.form.day("signed_on"), self.scan.scan
        if day is None:
            return

        def saved(_kept: object) -> None:
            self._done()
            self.accept()

        self.work(lambda: self.page.desk.office.checklists.finish(self._list_id, day, scan=scan), saved)
