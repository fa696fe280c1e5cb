"""Today: what needs somebody now, most urgent first; each line opens the place where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.due import Place, Urgency
from schoolsm_desktop.domain.snooze import Snooze
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.today import TodayLine, TodayView
from schoolsm_desktop.ui.common.card import FigureCard
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Desk, Page, Target
from schoolsm_desktop.ui.theme import State, px, set_look

from .calendar_dialog import CalendarFileDialog
from .put_off_dialogs import PutOffDialog, PutOffListDialog, put_off_words

STATES = {
    Urgency.OVERDUE: State.STOP,
    Urgency.TODAY: State.WARN,
    Urgency.SOON: State.WARN,
    Urgency.LATER: State.UNKNOWN,
}
TARGETS = {
    Place.ACCOUNT: ("accounts", ""),
    Place.CHANGE_PASSWORD: ("accounts", "change-password"),
    Place.ACCESS: ("access", ""),
    Place.SIGN_INS: ("people", ""),
    Place.PEOPLE: ("people", ""),
    Place.TERMS: ("settings", "terms"),
    Place.BACKUP: ("settings", "backup"),
    Place.RECOVERY_SHEET: ("reports", "recovery-sheet"),
    Place.LOG: ("settings", "log"),
    Place.REQUEST: ("access", "requests"),
    Place.COVER: ("access", "requests"),
    Place.CHECKLIST: ("access", "lists"),
    Place.REVIEW: ("access", "review"),
    Place.ACCOUNT_CHECK: ("accounts", "check"),
    Place.APPROVAL: ("accounts", "allow-giving-back"),
    Place.POLICY: ("people", "versions"),
    Place.POLICY_HEALTH: ("people", "health"),
    Place.TRAINING: ("people", "training"),
    Place.DECLARATION: ("people", "declarations"),
    Place.SCHOOL_REQUEST: ("people", "requests"),
    Place.LESSONS: ("people", "lessons"),
    Place.CONTACT: ("settings", "contacts"),
    Place.HOUSE: ("access", "devices"),
    Place.LOOK: ("accounts", "looks"),
    Place.PICTURES: ("photos", "pupils"),
    Place.HOLD: ("photos", "pupils"),
    Place.ROLL: ("photos", "pupils"),
    Place.PHOTO_FORMS: ("photos", "forms"),
    Place.PHOTO_CHECK: ("photos", "checks"),
    Place.POST: ("photos", "posts"),
    Place.REMOVAL: ("photos", "removals"),
    Place.EVENT: ("photos", "events"),
    Place.PICTURE_PLACE: ("photos", "places"),
    Place.INCIDENT: ("incidents", "incidents"),
    Place.COMPLAINT: ("incidents", "complaints"),
    Place.MODERATION: ("incidents", "moderation"),
    Place.BLOCK: ("incidents", "blocks"),
    Place.TAKEDOWN: ("incidents", "takedowns"),
    Place.RECORDS_CHECK: ("settings", "records"),
    Place.TERM_REPORT: ("reports", "term"),
    Place.DESTRUCTION: ("reports", "retention"),
    Place.SUBJECT_REQUEST: ("reports", "subjects"),
}

ACTS = {
    "year-turn": "year-turn",
    "year-turn-open": "year-turn",
    "codes-left": "keep-backup-codes",
    "pretends": "report",
    "pretends-still": "report",
    "unused": "health",
    "approved": "give-back",
    "already-had": "look-through",
    "request-give": "give-request",
    "cover-told": "cover-told",
    "conditions": "tick-condition",
    "read-policy": "mine",
    "declare-own": "mine",
    "confirm": "confirm-sign-in",
    "sign-in-left": "end-sign-in",
    "left": "leaving",
    "review-due": "start-review",
    "review-ready": "sign-off",
    "review-carry-out": "carry-out",
    "check-unneeded": "close-account",
    "policy-none": "add-version",
    "policy-sign": "sign-policy",
    "means-our-accounts": "heads-word",
    "policy-adopt": "enter-signatures",
    "policy-published": "policy-published",
    "linked-review": "linked-reviewed",
    "linked-missing": "linked-offered",
    "tell-elsewhere": "other-system",
    "term-report": "begin-report",
    "term-report-present": "present-report",
}
"""Lines that begin something of their own at their place, by the first part of their key."""

BEGUN = frozenset({"change-password", "recovery-sheet", "allow-giving-back"})
"""Places that are a deed, and not a part of a page that can be looked at."""


class TodayPage(Page):
    """The first page. An empty list is a good day and says so."""

    NOUNS = frozenset(
        {
            "accounts",
            "access",
            "people",
            "secrets",
            "sign-ins",
            "policy",
            "school",
            "backups",
            "requests",
            "cover",
            "conditions",
            "checklists",
            "reviews",
            "checks",
            "approvals",
            "editions",
            "training",
            "declarations",
            "school-requests",
            "lessons",
            "contacts",
            "house",
            "letters",
            "lists",
            "snoozes",
            "pupils",
            "photo-answers",
            "picture-rules",
            "photo-forms",
            "photo-checks",
            "posts",
            "removals",
            "events",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, title=tr("Today"), sentence=tr("Most urgent first. Each one opens where it is done."))
        teaching = Teaching(
            tr("Nothing needs you today"),
            tr("Passwords, access, sign-ins, terms and backups are in order. A good day."),
            icon="shield-check",
        )
        self.list: ListPane[TodayLine] = ListPane(
            "today",
            _columns(),
            desk.views,
            teaching,
            name=tr("What is due"),
            identity=lambda line: line.item.key,
            two_line=True,
            filtered=False,
        )
        self.list.pressed_button.connect(self._go)
        self.list.opened.connect(self._go)
        self.list.picked.connect(lambda _line, _key: self._offer())
        self.save_calendar = self.add_button(tr("Save for a calendar…"), lambda: self._open("calendar-file"))
        self.put_off = self.add_button(tr("Put off…"), self._put_off_current)
        self.put_off.setToolTip(tr("Put the chosen line off to another day (Ctrl+D)"))
        QShortcut(QKeySequence("Ctrl+D"), self, self._put_off_current)
        self._lines: dict[str, TodayLine] = {}
        self.dialogs["put-off"] = lambda record: PutOffDialog(self, self._lines[record], self._was_put_off)
        self.dialogs["put-off-list"] = lambda _record: PutOffListDialog(self)
        self.dialogs["calendar-file"] = lambda _record: CalendarFileDialog(self, self._was_saved)
        self._waiting: tuple[Mapping[str, Any], ...] = ()
        self._side = QWidget()
        set_look(self._side, "body")
        self._cards = QVBoxLayout(self._side)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(px(12))
        left = QWidget()
        set_look(left, "body")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.list, 1)
        self.waits = QPushButton("", left)
        self.waits.clicked.connect(lambda _on=False: self._open("put-off-list"))
        self.waits.hide()
        column.addWidget(self.waits, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_body(Split(left, self._side))

    def reload(self) -> None:
        self.work(self.desk.office.today.view, self._show)

    def _show(self, view: TodayView) -> None:
        now = view.now_count
        self.set_title(self._greeting(now), tr("Most urgent first. Each one opens where it is done."))
        self._lines = {line.item.key: line for line in view.lines}
        self.list.set_rows(view.lines)
        self.waits.setText(put_off_words(view.put_off))
        self.waits.setVisible(bool(view.put_off))
        self._offer()
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for card in view.cards:
            shown = FigureCard(card.about, self._side)
            shown.show_figure(card.fact if card.good else f"{State.WARN.sign} {card.fact}", card.detail)
            self._cards.addWidget(shown)
        self._cards.addStretch(1)
        self._side.setVisible(bool(view.cards))
        waiting, self._waiting = self._waiting, ()
        for draft in waiting:
            self.restore(draft)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """A line that was being put off before a lock is known again only when Today has been read."""
        if draft.get("dialog") == "put-off" and str(draft.get("record")) not in self._lines:
            if not self._lines:
                self._waiting = (draft,)
            return
        super().restore(draft)

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved; also what came back from before a lock and could not be shown yet."""
        return super().draft() or (dict(self._waiting[0]) if self._waiting else None)

    def _open(self, key: str, record: str = "") -> None:
        self.open_dialog(key, record)

    def _offer(self) -> None:
        line = self.list.current()
        self.put_off.setEnabled(line is not None)

    def _put_off_current(self) -> None:
        line = self.list.current()
        if line is None:
            return
        if line.held:
            self.messages.inform(line.held)
        else:
            self._open("put-off", line.item.key)

    def _was_put_off(self, snooze: Snooze) -> None:
        self.messages.good(tr("Put off until {day}. It comes back by itself.", day=day_text(snooze.until)))

    def _was_saved(self, count: int) -> None:
        said = ntr(
            "The calendar file is saved, with {count} day in it.",
            "The calendar file is saved, with {count} days in it.",
            count,
        )
        self.messages.good(said)

    def _greeting(self, now: int) -> str:
        hour = self.desk.office.clock.now().astimezone().hour
        hello = tr("Good morning.") if hour < 12 else tr("Good afternoon.") if hour < 17 else tr("Good evening.")
        if now == 0:
            return tr("{hello} Nothing is waiting for today", hello=hello)
        return ntr("{hello} {count} thing needs doing", "{hello} {count} things need doing", now, hello=hello)

    def _go(self, line: TodayLine, _key: str) -> None:
        self.desk.go(target_of(line))


def target_of(line: TodayLine) -> Target:
    """Where a line of Today is done; somebody who may not do it is led to the part where it stands, and begins nothing."""
    item = line.item
    page, act = TARGETS[item.place]
    if line.may_begin or page == "settings":
        act = ACTS.get(item.key.partition(":")[0], act)
    elif act in BEGUN:
        act = ""
    return Target(page, str(item.subject_id) if item.subject_id else "", act)


def _columns() -> tuple[Column[TodayLine], ...]:
    return (
        Column(
            "when",
            tr("When"),
            lambda line: line.when,
            sort=lambda line: (line.item.due, line.item.rank),
            state=lambda line: STATES[line.urgency],
            signed=False,
            hint=lambda line: day_text(line.item.due),
        ),
        Column(
            "what",
            tr("What"),
            lambda line: line.item.title,
            detail=lambda line: line.item.detail,
            bold=True,
            hint=lambda line: "\n".join(part for part in (line.item.title, line.item.detail) if part),
            grow=True,
        ),
        Column("who", tr("Who"), lambda line: line.who),
        Column("go", tr("Do it"), lambda line: line.item.button if line.may_begin else tr("Open"), look=Look.BUTTON),
    )
