"""Count 15 school days, one working day, 30 days or 72 hours from a day: a small tool that keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from uuid import UUID

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.domain.school_days import COUNT_HINT_WORDS, COUNT_WORDS, LONGEST, Count
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.school_days import Counted
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page


class CountDialog(FormDialog):
    """How many of what, from when; the answer stands under the fields and can be copied."""

    def __init__(self, page: Page, schools: Sequence[School], school_id: UUID | None) -> None:
        super().__init__(
            page,
            tr("Count school days"),
            tr("Count"),
            self._count,
            sentence=tr("The day it begins is not counted. The answer is the last day on which it is in time."),
        )
        form = self.form
        form.add_line("count", tr("How many"), "15", needed=True, longest=4)
        form.add_choice("what", tr("Of what"), [(each.value, tr(COUNT_WORDS[each])) for each in Count])
        form.add_day("start", tr("From"), page.desk.today(), needed=True)
        form.add_line("at", tr("From what time of day"), "09:00", longest=5, hint=tr("For example 09:00 or 15:30."))
        if len(schools) > 1:
            choices = [(str(school.id), school.name) for school in schools]
            form.add_choice("school", tr("For which school"), choices, str(school_id) if school_id else "")
        self._schools = schools
        self.answer = selectable(words("", "heading", form, wrap=True))
        self.answer.hide()
        form.add_widget(self.answer)
        form.edited.connect(lambda _name: self._explain())
        self._explain()
        form.saved()

    def reject(self) -> None:
        """Nothing is kept here, so there is nothing to ask about."""
        self.form.saved()
        super().reject()

    def _explain(self) -> None:
        what = Count(self.form.value("what"))
        self.form.field("what").set_hint(tr(COUNT_HINT_WORDS[what]))
        self.form.field("at").setVisible(what is Count.HOURS)
        self.answer.hide()

    def _count(self) -> None:
        form = self.form
        try:
            count, what, at = self._how_many(), Count(form.value("what")), self._time()
        except FieldError as error:
            form.show_field_error(error)
            return
        start = form.day("start") or self.page.desk.today()
        school = UUID(form.value("school")) if len(self._schools) > 1 else None
        days = self.page.desk.office.school_days
        self.work(lambda: days.count(start, count, what, at=at, school_id=school), self._show)

    def _how_many(self) -> int:
        typed = self.form.value("count")
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= LONGEST:
            raise FieldError("count", tr("Type a number from 1 to {most}.", most=LONGEST))
        return int(typed)

    def _time(self) -> time:
        if Count(self.form.value("what")) is not Count.HOURS:
            return time()
        try:
            return time.fromisoformat(self.form.value("at").zfill(5))
        except ValueError:
            raise FieldError("at", tr("Type the time like 09:00 or 15:30.")) from None

    def _show(self, counted: Counted) -> None:
        self.messages.clear()
        self.answer.setText(counted.words)
        self.answer.show()
        self.form.saved()
        self.fit()
