"""One search for a pupil's pictures on one page: every place, what is done, and where the reply stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.removals import RemovalHow, RemovalKind
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.removal_views import RemovalView, TaskView
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.theme import State, px, set_look


class RemovalPane(QWidget):
    """Says by `wants(deed)` which button was pressed; `task()` is the line that is chosen."""

    wants = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "body")
        self._view: RemovalView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.heading = words("", "heading", self, wrap=True)
        self.under = words("", "quiet", self, wrap=True)
        self.reply_words = words("", "", self, wrap=True)
        self.lines: ListPane[TaskView] = ListPane(
            "removal-lines",
            task_columns(desk.today),
            desk.views,
            Teaching(
                tr("No picture to take down"),
                tr("Choose a search on the list: every place where a picture is stands here until it is done."),
            ),
            name=tr("Pictures to take down"),
            identity=lambda x: x.task.id,
            two_line=True,
            filtered=False,
        )
        self.lines.picked.connect(lambda _row, _key: self._show_buttons())
        self.lines.opened.connect(lambda row, _key: self.wants.emit("removal-done") if row.is_open else None)
        buttons = QWidget(self)
        set_look(buttons, "body")
        flow = Flow(buttons)
        self.buttons: dict[str, QPushButton] = {}
        for deed, said in _deeds().items():
            button = QPushButton(said, buttons)
            button.clicked.connect(lambda _on=False, deed=deed: self.wants.emit(deed))
            flow.addWidget(button)
            self.buttons[deed] = button
        for part in (self.heading, self.under, self.reply_words):
            column.addWidget(part)
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)
        self.show_view(None)

    def task(self) -> TaskView | None:
        """The line that is chosen."""
        return self.lines.current()

    def show_view(self, view: RemovalView | None) -> None:
        """Show one search, or that none is chosen."""
        before, self._view = self._view, view
        line = view.line if view is not None else None
        self.heading.setText(
            tr("Pictures of {name}", name=line.title) if line and view and view.may_see_pupils
            else tr("Pictures to take down") if line else tr("Choose a search")
        )  # fmt: skip
        self.under.setText(_under(view) if view is not None else "")
        self.reply_words.setText(tr("Reply: {words}", words=view.reply) if view is not None and view.reply else "")
        self.reply_words.setVisible(view is not None and bool(view.reply))
        self.lines.set_rows(view.tasks if view is not None else ())
        other = before is None or line is None or before.line.removal.id != line.removal.id
        if view is not None and view.tasks and (other or self.lines.current() is None):
            self.lines.pick(view.tasks[0].task.id)
        self._show_buttons()

    def _show_buttons(self) -> None:
        view, task = self._view, self.task()
        is_open = task is not None and task.is_open
        office = view is not None and view.may_see_pupils
        copy = is_open and task is not None and task.task.kind is RemovalKind.COPY
        letter = view is not None and office and view.line.removal.letter_id is not None
        main = view is not None and view.may_reply and not any(t.is_open for t in view.tasks)
        shown = {
            "removal-done": is_open,
            "removal-copy": copy and office,
            "reopen": task is not None and not task.is_open,
            "reply": view is not None and view.may_reply,
            "agree": view is not None and view.may_agree,
            "letter": letter,
            "again": office,
            "print": office,
            "finish": view is not None and view.may_finish and office,
        }
        for deed, button in self.buttons.items():
            button.setVisible(bool(shown[deed]))
        set_look(self.buttons["removal-done"], "main")
        set_look(self.buttons["reply"], "main" if main else "")


def _deeds() -> dict[str, str]:
    return {
        "removal-done": tr("Done…"),
        "removal-copy": tr("Letter asking for the copy…"),
        "reopen": tr("To be done again"),
        "agree": tr("Agree to the reply"),
        "reply": tr("Make the reply"),
        "letter": tr("Look at the reply"),
        "again": tr("Look again for more"),
        "print": tr("Print this page"),
        "finish": tr("Finished"),
    }


def _under(view: RemovalView) -> str:
    removal = view.line.removal
    parts = [view.line.where, tr("begun on {day}", day=day_text(removal.begun_at.astimezone().date()))]
    if view.asked_by:
        parts.append(tr("asked by {who}", who=view.asked_by))
    if removal.finished_at is not None:
        parts.append(tr("finished on {day}", day=day_text(removal.finished_at.astimezone().date())))
    elif removal.due_on is not None:
        parts.append(tr("to be done by {day}", day=day_text(removal.due_on)))
    return " · ".join(parts)


def task_columns(today: Callable[[], date]) -> tuple[Column[TaskView], ...]:
    """What and where, by when, how it stands."""

    def due(task: TaskView) -> str:
        day = task.task.due_on
        if day is None or not task.is_open:
            return ""
        late = (today() - day).days
        return ntr("Overdue {count} day", "Overdue {count} days", late) if late > 0 else day_text(day)

    def late(task: TaskView) -> State | None:
        day = task.task.due_on
        if day is None or not task.is_open or day > today():
            return None
        return State.STOP if day < today() else State.WARN

    return (
        Column(
            "what", tr("What and where"), lambda x: x.what, detail=_detail, hint=lambda x: x.what, grow=True, width=280
        ),
        Column("due", tr("By"), due, sort=lambda x: x.task.due_on, state=late, width=120),
        Column("state", tr("Stands"), lambda x: x.state, state=_state, width=150),
    )


def _detail(task: TaskView) -> str:
    return " · ".join(part for part in (task.kind, task.detail, task.address) if part)


def _state(task: TaskView) -> State:
    if task.is_open:
        return State.WARN
    return State.UNKNOWN if task.task.how is RemovalHow.KEPT else State.GOOD
