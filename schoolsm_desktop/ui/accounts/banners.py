"""What stands above an account's facts when something has to be done: a new password, or a change to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.access import ChangeNeed
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.wording import list_text, moment_text, ntr, tr
from schoolsm_desktop.services.accounts import AccountFacts
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import State, px, set_look, set_state


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner: how urgent, what it says, and the tasks it offers as (key, words); the first is the main one."""

    state: State
    title: str
    sentence: str
    tasks: tuple[tuple[str, str], ...] = ()


def notices_of(facts: AccountFacts, now: datetime) -> tuple[Notice, ...]:
    """The banners of an account, most urgent first."""
    return tuple(notice for notice in (_due(facts, now), _unconfirmed(facts)) if notice is not None)


def _due(facts: AccountFacts, now: datetime) -> Notice | None:
    due = facts.due
    if due is None:
        return None
    people = list_text([person.short_name for person in facts.due_people])
    tasks = [("change-password", tr("Change…"))] if facts.may_keep else []
    if due.need is ChangeNeed.MUST:
        sentence = _no_longer(people, len(facts.due_people))
        return Notice(State.STOP, _needed(due.due, now), sentence, tuple(tasks))
    if facts.may_waive:
        tasks.append(("waive", tr("Waive…")))
    could = _could(people, len(facts.due_people))
    return Notice(State.WARN, tr("New password advised"), could, tuple(tasks))


def _needed(due: datetime, now: datetime) -> str:
    """Overdue in days, as Today counts them: by the date, not by the hour."""
    days = (now.astimezone().date() - due.astimezone().date()).days
    if days > 0:
        return ntr("New password overdue {count} day", "New password overdue {count} days", days)
    if due < now:
        return tr("New password overdue since {moment}", moment=moment_text(due))
    return tr("New password needed by {moment}", moment=moment_text(due))


def _no_longer(people: str, count: int) -> str:
    """Names only for those the service names them to, and never why (PRACTICE 14)."""
    if not people:
        return tr("Somebody who knew it no longer has access.")
    return ntr(
        "{people} knew it and no longer has access.",
        "{people} knew it and no longer have access.",
        count,
        people=people,
    )


def _could(people: str, count: int) -> str:
    if not people:
        return tr("Somebody who could have opened it no longer has access.")
    return ntr(
        "{people} could have opened it, never did, and no longer has access.",
        "{people} could have opened it, never did, and no longer have access.",
        count,
        people=people,
    )


def _unconfirmed(facts: AccountFacts) -> Notice | None:
    version = facts.version
    if version is None or version.confirmed_at is not None or SecretField.PASSWORD not in facts.fields:
        return None
    return Notice(
        State.WARN,
        tr("Not yet confirmed on the platform"),
        tr(
            "The new password is kept here. Say when the platform has it too; until then the previous one is kept as well."
        ),
        (("confirm", tr("It is changed there")),) if facts.may_open else (),
    )


class Banner(QFrame):
    """Shows one notice; `acted` gives the key of a task."""

    acted = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "message")
        set_state(self, notice.state)
        self.setAccessibleName(tr("{state}: {title}", state=notice.state.spoken, title=notice.title))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(8), px(10), px(9))
        column.setSpacing(px(4))
        title = words(tr("{sign} {title}", sign=notice.state.sign, title=notice.title), "strong", self, wrap=True)
        sentence = words(notice.sentence, "", self, wrap=True)
        for label in (title, sentence):
            set_state(label, notice.state)
            column.addWidget(label)
        self.buttons: dict[str, QPushButton] = {}
        if notice.tasks:
            self._add_tasks(notice.tasks, column)

    def _add_tasks(self, tasks: Sequence[tuple[str, str]], column: QVBoxLayout) -> None:
        line = QWidget(self)
        flow = Flow(line)
        for at, (key, said) in enumerate(tasks):
            button = QPushButton(said, line)
            if at == 0:
                set_look(button, "main")
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key))
            flow.addWidget(button)
            self.buttons[key] = button
        column.addWidget(line)
