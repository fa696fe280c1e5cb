"""Saving what is due as a file for a calendar program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.due_calendar import ENDING, CalendarOffer, Whose
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import set_look


class CalendarFileDialog(FormDialog):
    """Whose lines, and where the file goes. `saved` gets how many days it holds."""

    def __init__(self, page: Page, saved: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Save Today for a calendar"),
            tr("Save the file"),
            lambda: self._save(replace=False),
            sentence=tr(
                "A calendar file (.ics) that Outlook, Google or a telephone reads. It says what kind of thing is due on "
                "which day, and names nobody: a calendar is seen by others. Save it anew when things have changed."
            ),
            wide=True,
        )
        self._saved = saved
        self.form.add_choice("whose", tr("Whose"), [(Whose.MINE.value, tr("What falls to me"))])
        self.form.add_line("path", tr("Where the file goes"), str(Path.home() / tr("what-is-due.ics")), needed=True)
        place = QWidget(self.form)
        set_look(place, "body")
        self.choose = QPushButton(tr("Choose where…"), place)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(lambda _on=False: self._choose())
        Flow(place).addWidget(self.choose)
        self.form.add_widget(place)
        self.form.saved()
        self.work(page.desk.office.due_calendar.offer, self._show)

    def _show(self, offer: CalendarOffer) -> None:
        mine = ntr("What falls to me ({count} entry)", "What falls to me ({count} entries)", offer.mine)
        choices = [(Whose.MINE.value, mine)]
        if offer.may_save_school:
            whole = ntr("The whole school’s ({count} entry)", "The whole school’s ({count} entries)", offer.school)
            choices.append((Whose.SCHOOL.value, whole))
        kept = self.form.value("whose")
        self.form.add_options("whose", choices)
        self.form.set_value("whose", kept)
        self.form.saved()

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Where the file goes"), self.form.value("path"), tr("Calendars (*.ics)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.fileSelected.connect(lambda path: self.form.set_value("path", path))
        dialog.open()

    def _save(self, *, replace: bool) -> None:
        path = Path(self.form.value("path")).expanduser()
        if not path.is_absolute():
            self.form.show_error("path", tr("Choose a folder and a name for the file."))
            return
        whose = Whose(self.form.value("whose"))

        def done(count: int) -> None:
            self._saved(count)
            self.form.saved()
            self.accept()

        calendar = self.page.desk.office.due_calendar
        self.work(lambda: calendar.save(path, whose, replace=replace), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OfficeError) and error.key == "file-there":
            confirm.ask(
                self,
                title=tr("Replace the file that is there?"),
                consequence=tr("A file of this name is there already. What it holds is lost when it is replaced."),
                action=tr("Replace it"),
                yes=lambda: self._save(replace=True),
            )
        else:
            self.show_failure(error)
