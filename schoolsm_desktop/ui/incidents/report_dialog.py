"""Write down what happened: two minutes, only what is known, and at the end who will read it and who is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incidents import Filed, Outlook, ReportChoices
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import PartedPage

from .evidence_drop import EvidenceDrop
from .report_form import WEIGHS, add_report_fields, report_of, show_what_matters, told_at, weighed_report

NEW = "incident-new"
LINKS = ("post:", "moderation:")
"""What a report can be begun from, as its dialog's record."""


class ReportDialog(FormDialog):
    """Everybody with a sign-in may report. Where nobody could read it, no word of it is taken: it says whom to ring."""

    def __init__(self, page: Page, choices: ReportChoices, filed: Callable[[Filed], object]) -> None:
        super().__init__(
            page,
            tr("Write down what happened"),
            tr("Give it to them"),
            self._save,
            sentence=tr("Only what you know. Nobody is judged here, and everything can be added later."),
            wide=True,
        )
        self._choices, self._filed = choices, filed
        self._outlook = Outlook()
        self._asked = 0
        self._held_back = ""
        self.link = ""
        self.drop = EvidenceDrop(page)
        self.drop.asked.connect(lambda: QTimer.singleShot(0, self, lambda: self.bring_into_view(self.drop)))
        self._section = add_report_fields(self.form, choices, self.drop)
        self.form.add_tick("all_told", tr("They have been told already"))
        self.form.add_line("told_at", tr("Today at"), hint=tr("Like 08:10."))
        self.ring = self._ring_card()
        self.last = words("", "strong", self.form, wrap=True)
        self.form.add_widget(self.last)
        self.form.edited.connect(self._edited)
        self.form.saved()
        self._show_fields()
        self._weigh()

    def showEvent(self, event: Any) -> None:
        self._section.open_if_typed()
        super().showEvent(event)

    def reject(self) -> None:
        """What was sealed for a report that is not made goes with it."""
        was_typed, staged = self.form.dirty, self.drop.staged
        super().reject()
        if staged and not was_typed:
            evidence = self.page.desk.office.evidence
            self.page.desk.background.run(lambda: evidence.give_up(staged), owner=self.page)

    # Who reads it

    def _edited(self, name: str) -> None:
        if name in WEIGHS:
            self._weigh()
        self._show_fields()

    def _weigh(self) -> None:
        """Ask anew who would read it and who is told; an answer to an earlier question is dropped."""
        self._asked += 1
        asked, report = self._asked, weighed_report(self.form, self._choices)

        def answered(outlook: Outlook) -> None:
            if asked == self._asked:
                self._show_outlook(outlook)

        incidents = self.page.desk.office.incidents
        self.page.desk.background.run(lambda: incidents.outlook(report), answered, self.show_failure, owner=self)

    def _show_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        stopped = bool(outlook.stopped)
        self._hold_back(stopped)
        self.last.setText(outlook.sentence)
        self.ring_list.show_facts([Fact(one.who, one.number or tr("no number is kept")) for one in outlook.ring])
        self.ring.setVisible(stopped)
        self.main.setEnabled(not stopped)
        self._show_fields()
        if stopped:
            QTimer.singleShot(0, self, lambda: self.bring_into_view(self.last))

    def _hold_back(self, stopped: bool) -> None:
        """No word of what happened stays in a field, nor in the draft, while nobody could read it; none is lost."""
        typed = self.form.value("what")
        if stopped and typed:
            self._held_back = typed
            self.form.set_value("what", "")
        elif not stopped and self._held_back:
            self.form.set_value("what", "\n".join(part for part in (self._held_back, typed) if part))
            self._held_back = ""

    def _show_fields(self) -> None:
        stopped = bool(self._outlook.stopped)
        show_what_matters(self.form, self._choices, asks_data=self._outlook.asks_data)
        for name in ("what", "evidence"):
            self.form.field(name).setVisible(not stopped)
        tells = [tell for tell in self._outlook.tells if tell.person_id not in (None, self._choices.me)]
        self.form.field("all_told").setVisible(bool(tells) and not stopped)
        self.form.field("told_at").setVisible(bool(tells) and not stopped and self.form.ticked("all_told"))

    # Filing

    def _save(self) -> None:
        try:
            report = report_of(self.form, self._choices, self.drop)
            since = told_at(self.form, self.page.desk.today())
            if self.drop.busy:
                raise FieldError(
                    "evidence",
                    tr("A file is still being asked about or sealed. Answer, or wait until it stands in the list."),
                )
        except FieldError as error:
            self.show_failure(error)
            return
        if since is not None:
            told = {tell.person_id for tell in self._outlook.tells} - {None, self._choices.me}
            known = sorted(one for one in told if one is not None)
            report = replace(report, told=tuple((one, since) for one in known))
        report = replace(report, link=self.link)

        def done(filed: Filed) -> None:
            self.form.saved()  # nothing of it stays in a draft
            self.accept()
            self._filed(filed)

        self.work(lambda: self.page.desk.office.incidents.report(report), done)

    def show_failure(self, error: Exception) -> None:
        super().show_failure(error)
        self._section.open_if_wrong()

    def _ring_card(self) -> Card:
        card = Card(tr("Ring today"), self.form)
        self.ring_list = FactList(card)
        card.add(self.ring_list)
        form = QPushButton(tr("Blank form"), card)
        form.setAutoDefault(False)
        form.clicked.connect(lambda _on=False: self.page.begin("incident-form", ""))
        card.add(form)
        card.hide()
        self.form.add_widget(card)
        return card


def report_dialogs(page: PartedPage) -> Mapping[str, Callable[[str], FormDialog]]:
    """The dialog in which everybody reports; the page has read what it offers."""

    def filed(done: Filed) -> None:
        page.messages.good(done.words)
        if done.readable:
            page.begin("incidents", str(done.id))

    def new(record: str) -> FormDialog:
        choices = getattr(page, "report_choices", None)
        if not isinstance(choices, ReportChoices):
            raise LookupError(NEW)
        dialog = ReportDialog(page, choices, filed)
        if record in {key for key, _said in choices.types}:  # “It has happened” knows the type already
            dialog.form.set_value("type", record)
            dialog.form.saved()
        dialog.link = record if record.startswith(LINKS) else ""
        return dialog

    return {NEW: new}
