"""Files that show what happened: pasted, dropped or chosen, several at once; asked about first, then sealed at once.

    self.evidence = EvidenceDrop(page)                       # or EvidenceDrop(page, case_id) for a case that is there
    form.add_editor("evidence", tr("What shows it"), self.evidence)
    ... self.evidence.staged                                 # what was sealed
    ... self.evidence.gate_asked, self.evidence.refused      # whether it was asked; whether something was not taken in

Ctrl+V with a picture or files on the clipboard comes here from everywhere in the same window, also out of a text field.
As a field its value is what was sealed, as JSON, so that a lock does not lose it: the draft is sealed to the person.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.evidence import StagedEvidence, media_words, short_fingerprint, size_text
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.evidence_taking import staged_from, staged_text
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.file_drop import dropped_files
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.picture_gate import as_png, gate_question, gate_yes
from schoolsm_desktop.ui.common.progress_line import ProgressLine
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look, set_mark

_ASKED, _REFUSED = "asked\n", "refused\n"
"""What a draft begins with where it was asked, and where something was not taken in."""
Incoming = Path | bytes


class EvidenceDrop(OwnEditor):
    """`changed` says that there is another file, or one less, or that one was not taken in."""

    changed = Signal()
    asked = Signal()
    """Files came in, and the question about them stands here: a form that scrolls brings it into view."""

    def __init__(self, page: Page, case_id: UUID | None = None) -> None:
        super().__init__()
        self.staged: tuple[StagedEvidence, ...] = ()
        self.gate_asked = self.refused = False
        self._page, self._case_id = page, case_id
        self._asked_about: list[Incoming] = []
        self._coming: list[Incoming] = []
        self._running: Progress | None = None
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Files that show it"))
        set_look(self, "drop")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        self.messages = MessagePlace(self)
        self.said = words("", "", self, wrap=True)
        self.progress = ProgressLine(self)
        self._rows = QWidget(self)
        set_look(self._rows, "body")
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        row = QWidget(self)
        set_look(row, "body")
        self._flow = Flow(row)
        self.choose_button = self._button(tr("Choose files…"), self.choose)
        self.paste_button = self._button(tr("Paste"), self.paste)
        self.take_it = self._button(tr("No: seal it"), self._take)
        self.leave_it = self._button(gate_yes(), self._leave)
        for part in (self.messages, self._rows, self.said, self.progress, row):
            column.addWidget(part)
        self.setFocusProxy(self.choose_button)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self.destroyed.connect(_stopper(self))
        self._show()

    # A field of a form

    def value(self) -> str:
        """What was sealed, as JSON; it goes into the draft and nowhere else."""
        asked = (_ASKED if self.gate_asked else "") + (_REFUSED if self.refused else "")
        return asked + (staged_text(self.staged) if self.staged else "")

    def set_value(self, text: str) -> None:
        """Put back what `value` gave."""
        self.gate_asked = text.startswith(_ASKED)
        rest = text.removeprefix(_ASKED)
        self.refused = rest.startswith(_REFUSED)
        self.staged = staged_from(rest.removeprefix(_REFUSED))
        self._tell()

    @property
    def busy(self) -> bool:
        """Whether a file is asked about or being sealed: what is saved now would lack it."""
        return bool(self._asked_about or self._coming or self._running)

    # Coming in

    def paste(self) -> bool:
        """Take what was copied: files, or a picture; whether there was one."""
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        files: list[Incoming] = []
        if held is not None:  # an empty clipboard gives none, whatever the types say
            files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
            if not files and held.hasImage():
                files = [as_png(QGuiApplication.clipboard().image())]
        if files:
            self.ask(files)
        else:
            self.messages.warn(tr("There is no picture or file to paste. Copy it first, or choose it."))
        return bool(files)

    def ask(self, files: list[Incoming]) -> None:
        """Ask about files before one of them is opened (PRACTICE 8)."""
        self._asked_about += files
        self.messages.clear()
        self._show()
        self.leave_it.setFocus()
        self.asked.emit()

    def choose(self) -> None:
        """Open the file chooser."""
        dialog = QFileDialog(self, tr("Choose files"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.ask([Path(path) for path in paths]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            set_mark(self, "over", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_mark(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        set_mark(self, "over", "false")
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.ask(list(files))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        for kind in (QLineEdit, QPlainTextEdit):
            for editor in self.window().findChildren(kind):
                editor.removeEventFilter(self)
                editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V in a text field: words go there, a picture or files come here."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            held = QGuiApplication.clipboard().mimeData() if event.matches(QKeySequence.StandardKey.Paste) else None
            if held is not None and (held.hasImage() or held.hasUrls()) and not _has_words(held):
                self.paste()
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _take(self) -> None:
        self.gate_asked = True
        self._coming += self._asked_about
        self._asked_about = []
        self._show()
        if self._running is None:
            self._next()

    def _next(self) -> None:
        """Seal the next file; each by itself, so that what is whole stays whatever happens to another."""
        if not self._coming:
            self._show()
            return
        source = self._coming.pop(0)
        progress = self._running = self.progress.begin(self._title(source))
        self._show()

        def ended() -> None:
            self._running = None
            self.progress.end()

        def sealed(one: StagedEvidence) -> None:
            ended()
            self.staged = (*self.staged, one)
            self._tell()
            self._next()

        def failed(error: Exception) -> None:
            ended()
            if isinstance(error, CancelledError):
                self._coming = []
                self.messages.inform(tr("Stopped. Nothing of that file was kept."))
            else:
                self.messages.stop(f"{self._name(source)}: {sentence_of(error)}")
            self._next()

        name = source.name if isinstance(source, Path) else self._pasted()
        evidence = self._page.desk.office.evidence
        self._page.desk.background.run(
            lambda: evidence.stage(source, name, progress.report), sealed, failed, owner=self, progress=progress
        )

    def _leave(self) -> None:
        """Not taken in: nothing of it is read, that it was asked is recorded, and whom to tell stands here."""
        self._asked_about = []
        self.gate_asked = self.refused = True
        self._tell()
        case_id, evidence = self._case_id, self._page.desk.office.evidence

        def told(sentence: str) -> None:
            self.messages.stop(sentence)

        self._page.desk.background.run(lambda: evidence.not_taken(case_id), told, owner=self)

    def _take_away(self, one: StagedEvidence) -> None:
        self.staged = tuple(each for each in self.staged if each.id != one.id)
        self._tell()
        evidence = self._page.desk.office.evidence
        self._page.desk.background.run(lambda: evidence.give_up([one]), owner=self)

    def _tell(self) -> None:
        self._show()
        self.changed.emit()
        self.edited.emit()

    def _show(self) -> None:
        asks = bool(self._asked_about)
        for button, visible in (
            (self.choose_button, not asks),
            (self.paste_button, not asks),
            (self.take_it, asks),
            (self.leave_it, asks),
        ):
            button.setVisible(visible)
        self.said.setText(self._sentence())
        self._show_lines()

    def _sentence(self) -> str:
        if self._asked_about:
            many = len(self._asked_about)
            return (
                gate_question() if many == 1 else ntr("{count} file.", "{count} files.", many) + " " + gate_question()
            )
        if self.staged:
            return tr("Sealed inside the records as they are here. Delete the copy on this PC when it is not needed.")
        if self.refused:
            return tr("Describe it in words. No file of it is taken in.")
        return tr("Paste a screen print with Ctrl+V, drop files here, or choose them. They are sealed at once.")

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for one in self.staged:
            self._lines.addWidget(self._line(one))
        self._rows.setVisible(bool(self.staged))

    def _line(self, one: StagedEvidence) -> QWidget:
        line = QWidget(self._rows)
        set_look(line, "body")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words(one.name, "strong", line, wrap=True))
        facts = tr(
            "{kind} · {size} · seal number {print}",
            kind=media_words(one.media),
            size=size_text(one.size),
            print=short_fingerprint(one.digest),
        )
        text.addWidget(words(facts, "quiet", line, wrap=True))
        away = QPushButton(tr("Take it away"), line)
        away.setAutoDefault(False)
        away.setAccessibleName(tr("Take {name} away", name=one.name))
        away.clicked.connect(lambda _on=False: self._take_away(one))
        row.addLayout(text, 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _title(self, source: Incoming) -> str:
        left = len(self._coming)
        if not left:
            return tr("Sealing {name}", name=self._name(source))
        return ntr(
            "Sealing {name}, {count} more waits", "Sealing {name}, {count} more wait", left, name=self._name(source)
        )

    def _name(self, source: Incoming) -> str:
        return source.name if isinstance(source, Path) else tr("the picture that was pasted")

    def _pasted(self) -> str:
        """A pasted picture has no name of its own."""
        number = 1 + len([one for one in self.staged if one.name.startswith(tr("Screen print"))])
        return f"{tr('Screen print')} {number}.png"

    def _button(self, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)
        return button


def _has_words(held: QMimeData) -> bool:
    """Whether there are words to paste; the address of a copied file is none."""
    return held.hasText() and not held.hasUrls()


def _stopper(drop: EvidenceDrop) -> Callable[[], None]:
    """Stops the sealing when the place for it is gone; holds the progress alone, not the place."""
    holder = drop.__dict__

    def stop() -> None:
        running = holder.get("_running")
        if isinstance(running, Progress):
            running.cancel()

    return stop
