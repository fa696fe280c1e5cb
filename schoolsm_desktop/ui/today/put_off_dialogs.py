"""Putting a line of Today off to another day, and what is put off at present."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from schoolsm_desktop.domain.snooze import MOST_DAYS, Snooze, latest
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.today import PutOffLine, TodayLine, TodayView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

USUAL_DAYS = 7


class PutOffDialog(FormDialog):
    """Until when, and why it can wait. `put_off` gets what was kept."""

    def __init__(self, page: Page, line: TodayLine, put_off: Callable[[Snooze], object]) -> None:
        super().__init__(page, tr("Put off"), tr("Put it off"), self._save, sentence=line.item.title)
        self._line, self._put_off = line, put_off
        today = page.desk.today()
        hint = ntr(
            "At most {count} day, so by {day}. It comes back by itself.",
            "At most {count} days, so by {day}. It comes back by itself.",
            MOST_DAYS,
            day=day_text(latest(today)),
        )
        self.form.add_day("until", tr("Until"), today + timedelta(days=USUAL_DAYS), hint=hint, needed=True)
        self.form.add_line(
            "reason",
            tr("Why it can wait"),
            needed=True,
            longest=200,
            hint=tr("It stands in who did what, with your name. For example: the supplier answers on Monday."),
        )
        self.form.saved()

    def _save(self) -> None:
        until = self.form.day("until")
        if until is None:
            return
        key, reason = self._line.item.key, self.form.value("reason")

        def kept(snooze: Snooze) -> None:
            self._put_off(snooze)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.snoozes.put_off(key, until, reason), kept)


class PutOffListDialog(FormDialog):
    """What is put off, by whom and why; each line can be called back."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Put off"),
            tr("Done"),
            self.accept,
            sentence=tr("Each comes back by itself on its day. What must not wait cannot be put off."),
            wide=True,
        )
        self.cancel.hide()
        self.list: ListPane[PutOffLine] = ListPane(
            "put-off",
            _columns(),
            ForgottenViews(),
            Teaching(tr("Nothing is put off"), tr("A line of Today can be put off for up to a month.")),
            name=tr("What is put off"),
            identity=lambda each: each.line.item.key,
            two_line=True,
            filtered=False,
        )
        self.list.setMinimumHeight(px(240))
        self.list.pressed_button.connect(lambda each, _key: self._call_back(each))
        self.list.opened.connect(lambda each, _key: self._call_back(each))
        self.rows.insertWidget(0, self.list, 1)
        self._read()

    def fit(self) -> None:
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(860), room.width() - px(40)), min(px(460), room.height() - px(40)))

    def _read(self) -> None:
        self.work(self.page.desk.office.today.view, self._show)

    def _show(self, view: TodayView) -> None:
        self.list.set_rows(view.put_off)

    def _call_back(self, each: PutOffLine) -> None:
        if not each.may_call_back:
            self.messages.inform(tr("Only whoever put it off, whoever it falls to, or the headteacher calls it back."))
            return
        snoozes = self.page.desk.office.snoozes
        self.work(lambda: snoozes.call_back(each.line.item.key), lambda _none: self._read())


def put_off_words(lines: Sequence[PutOffLine]) -> str:
    """The quiet line under the list."""
    return ntr("{count} put off…", "{count} put off…", len(lines))


def _columns() -> tuple[Column[PutOffLine], ...]:
    return (
        Column("until", tr("Comes back"), lambda each: day_text(each.until), sort=lambda each: each.until),
        Column(
            "what",
            tr("What"),
            lambda each: each.line.item.title,
            detail=lambda each: tr("{reason} ({name})", reason=each.reason, name=each.by),
            hint=lambda each: tr("{reason} ({name})", reason=each.reason, name=each.by),
            bold=True,
            grow=True,
        ),
        Column("go", tr("Do it"), lambda each: tr("Call back") if each.may_call_back else "", look=Look.BUTTON),
    )
