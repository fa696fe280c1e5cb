"""The dialogs of evidence: add it, give out a copy, seal off what may be illegal, remove it for the police.

The record of "evidence-add" is a case's id; of the others the case's id, a slash, and the evidence's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QPushButton

from schoolsm_desktop.domain.cases import Source
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.evidence import SOURCE_WORDS, EvidenceFacts
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.evidence_views import EvidenceLine, EvidenceView
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .evidence_drop import EvidenceDrop


class EvidenceAddDialog(FormDialog):
    """Only the files are needed; what is known of them is written beside."""

    def __init__(self, page: Page, record: str) -> None:
        self._case = UUID(record.partition("/")[0])
        super().__init__(
            page,
            tr("Add evidence"),
            tr("Add to the record"),
            self._save,
            sentence=tr(
                "What was sent to us or is public. Nobody looks into a private account for it. Print the screen before "
                "anything is hidden or deleted."
            ),
        )
        form = self.form
        self.drop = EvidenceDrop(page, self._case)
        form.add_editor("evidence", tr("What shows it"), self.drop, needed=True)
        sources = [(source.value, tr(SOURCE_WORDS[source])) for source in Source]
        form.add_choice("source", tr("Where it comes from"), sources, Source.NOT_KNOWN.value)
        form.add_line("address", tr("Address of the page"), longest=2000)
        form.add_day("seen_day", tr("Seen there on"))
        form.add_line("seen_time", tr("At what time"), hint=tr("Like 08:10. Empty where it is not known."))
        form.add_day("captured_day", tr("Screen print made on"), page.desk.today())
        form.add_line("captured_time", tr("At what time"), hint=tr("Like 08:10. Empty where it is not known."))
        form.add_line("captured_by", tr("Made by"))
        form.add_lines("note", tr("Note"), lines=2)
        form.saved()

        def mine(name: str) -> None:
            if not form.value("captured_by"):
                form.set_value("captured_by", name)

        page.desk.background.run(lambda: page.desk.office.me().name, mine, owner=self)
        self.rejected.connect(self._given_up)

    def _save(self) -> None:
        if self.drop.busy:
            self.messages.warn(tr("A file is still being asked about or sealed. Wait for it, then save."))
            return
        try:
            facts = self._facts()
        except FieldError as error:
            self.show_failure(error)
            return
        staged, evidence, case_id = self.drop.staged, self.page.desk.office.evidence, self._case
        if not staged:
            self.messages.inform(tr("There is no file to add. What was asked stands in the record already."))
            return

        def added(_nothing: None) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(tr("It is sealed and stands in the record, with its seal number."))

        self.work(lambda: evidence.add(case_id, staged, facts, asked=self.drop.gate_asked), added)

    def _facts(self) -> EvidenceFacts:
        value = self.form.value
        return EvidenceFacts(
            Source(value("source")),
            value("address"),
            self._moment("seen"),
            self._moment("captured"),
            value("captured_by"),
            value("note"),
        )

    def _moment(self, name: str) -> datetime | None:
        day, typed = self.form.day(f"{name}_day"), self.form.value(f"{name}_time")
        at = time_typed(typed) if typed else None
        if typed and at is None:
            raise FieldError(f"{name}_time", tr("This is not a time. Type it like 08:10."))
        if day is None and at is None:
            return None
        return datetime.combine(day or self.page.desk.today(), at or time.min).astimezone()

    def _given_up(self) -> None:
        """Left without saving: what was sealed for it goes at once."""
        staged, evidence = self.drop.staged, self.page.desk.office.evidence
        if staged:
            self.page.desk.background.run(lambda: evidence.give_up(staged), owner=self.page)


class _OnEvidence(FormDialog):
    """A dialog about one piece of evidence; it is read when the dialog is shown."""

    def __init__(self, page: Page, record: str, title: str, action: str, sentence: str) -> None:
        case, _, evidence = record.partition("/")
        self._case, self._evidence = UUID(case), UUID(evidence)
        super().__init__(page, title, action, self._do, sentence=sentence)
        self._read = False

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if not self._read:
            self._read = True
            self.work(partial(self.page.desk.office.evidence.view, self._case), self._come)

    def _come(self, view: EvidenceView) -> None:
        line = next((one for one in view.lines if one.id == self._evidence), None)
        if line is None:
            self.messages.stop(tr("That file is not in this record any more. Nothing was changed."))
            self.main.setEnabled(False)
        else:
            self._know(view, line)

    def _know(self, view: EvidenceView, line: EvidenceLine) -> None:
        """Fit the dialog to what is known now."""

    def _do(self) -> None:
        raise NotImplementedError


class EvidenceExportDialog(_OnEvidence):
    """To whom, why, and into which folder."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            record,
            tr("Give out a copy"),
            tr("Save the copy"),
            tr("The copy is as it came in and can be read by whoever has it. Its number, to whom and why stand here."),
        )
        form = self.form
        self._name = words("", "strong", form, wrap=True)
        form.add_widget(self._name)
        form.add_line("recipient", tr("Who gets it"), needed=True)
        form.add_line("reason", tr("Why, and their reference"), needed=True)
        papers = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        form.add_line("folder", tr("Folder"), papers or str(Path.home()), needed=True, longest=2000)
        choose = QPushButton(tr("Choose a folder…"), form)
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda _on=False: self._choose())
        form.add_widget(choose)
        form.saved()

    def reject(self) -> None:
        """While the copy is being written, Cancel stops that."""
        if self.running is not None:
            self.running.cancel()
            return
        super().reject()

    def _know(self, view: EvidenceView, line: EvidenceLine) -> None:
        self._name.setText(f"{line.name} · {line.kind}")

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder"), self.form.value("folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.form.set_value("folder", path))
        dialog.open()

    def _do(self) -> None:
        value, evidence = self.form.value, self.page.desk.office.evidence
        folder, recipient, reason = Path(value("folder")).expanduser(), value("recipient"), value("reason")

        def write(progress: Progress) -> Path:
            return evidence.export(self._case, self._evidence, folder, recipient, reason, progress.report)

        def written(path: Path) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(
                tr(
                    "“{name}” lies in {folder}. That it was given out is recorded.",
                    name=path.name,
                    folder=str(path.parent),
                )
            )

        def failed(error: Exception) -> None:
            if isinstance(error, CancelledError):
                self.messages.inform(tr("Stopped. Nothing was given out and nothing was recorded."))
            elif isinstance(error, FieldError):
                self.show_failure(error)
            else:
                self.messages.stop(sentence_of(error))

        self.long_work(tr("Writing the copy"), write, written, failed)


class EvidenceSealOffDialog(_OnEvidence):
    """One button: it is done at once, and the police are told where the file lies."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            record,
            tr("Seal off a file"),
            tr("Seal it off now"),
            tr(
                "For a file that may be a sexual picture of somebody under 18, or illegal in another way. From then on "
                "nobody views it here, no copy goes out, and new backups leave it out. It stays for the police. "
                "This cannot be taken back."
            ),
        )
        self.form.saved()

    def _do(self) -> None:
        evidence = self.page.desk.office.evidence

        def sealed(sentence: str) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.stop(sentence)

        self.work(partial(evidence.seal_off, self._case, self._evidence), sealed)


class EvidenceRemoveDialog(_OnEvidence):
    """The first of two people writes down the reference of the police, the second confirms."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            record,
            tr("Remove a file that is sealed off"),
            tr("Ask for the removal"),
            tr("Only when the police have said so. Two people are needed: one writes it down, another confirms it."),
        )
        self._confirms = False
        self._said = selectable(words("", "", self.form, wrap=True))
        self.form.add_widget(self._said)
        self.form.add_line("reference", tr("Reference of the police"), needed=True)
        self.form.saved()

    def _know(self, view: EvidenceView, line: EvidenceLine) -> None:
        asked_by = line.removal_asked_by
        if asked_by is None:
            self._said.setText(tr("Nobody has asked for it yet."))
            return
        self.form.field("reference").setVisible(False)
        self._said.setText(tr("Asked for with the reference {reference}.", reference=line.removal_reference))
        self._confirms = asked_by != view.me
        self.main.setText(tr("Remove it now"))
        self.main.setEnabled(self._confirms)
        if not self._confirms:
            self.messages.inform(tr("You asked for it yourself. A second person whose duty it is confirms it."))

    def _do(self) -> None:
        evidence, reference = self.page.desk.office.evidence, self.form.value("reference")

        def asked(_nothing: None) -> None:
            self._close(tr("It is written down. A second person confirms it; until then nothing is removed."))

        if self._confirms:
            self.work(partial(evidence.remove, self._case, self._evidence), self._close)
        else:
            self.work(lambda: evidence.ask_removal(self._case, self._evidence, reference), asked)

    def _close(self, sentence: str) -> None:
        self.form.saved()
        self.accept()
        self.page.messages.inform(sentence)


def evidence_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """The dialogs by name."""
    return {
        "evidence-add": lambda record: EvidenceAddDialog(page, record),
        "evidence-export": lambda record: EvidenceExportDialog(page, record),
        "evidence-seal-off": lambda record: EvidenceSealOffDialog(page, record),
        "evidence-remove": lambda record: EvidenceRemoveDialog(page, record),
    }
