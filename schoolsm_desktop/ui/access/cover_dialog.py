"""Cover for an absent headteacher: arranged in advance by the headteacher, or begun by a deputy alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.cover import CoverView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page


class CoverDialog(FormDialog):
    """Which deputy acts for the headteacher, and on which days; a deputy alone can begin it for themself from today."""

    def __init__(self, page: Page, view: CoverView, begun: Callable[[Cover], object]) -> None:
        if view.alone:
            sentence = tr(
                "You act for the headteacher from today: you can authorise and refuse access, and end it. "
                "It opens no password, and you decide nothing about yourself. The headteacher is told on return."
            )
        else:
            sentence = tr(
                "The deputy can authorise and refuse access, and end it, on these days. It opens no password, ends by "
                "itself, and stands on each decision."
            )
        super().__init__(page, tr("Cover for the headteacher"), tr("Begin cover"), self._begin, sentence=sentence)
        self._view, self._begun = view, begun
        form, today = self.form, page.desk.today()
        if not view.alone:
            deputies = [(str(p.id), p.name) for p in view.deputies]
            form.add_choice("deputy_id", tr("Which deputy"), deputies)
            form.add_day("starts", tr("From"), today, needed=True)
        form.add_day("ends", tr("Last day"), needed=True)
        if view.alone:
            form.field("ends").set_hint(tr("{days} days at most; begin it again if needed.", days=view.longest))
        form.add_line("reason", tr("Why"), needed=view.alone, hint=tr("For example: residential, course, taken ill."))

    def _begin(self) -> None:
        form, cover = self.form, self.page.desk.office.cover
        today = self.page.desk.today()
        ends, reason = form.day("ends") or today, form.value("reason")

        def done(kept: Cover) -> None:
            self._begun(kept)
            self.accept()

        if self._view.alone:
            self.work(lambda: cover.begin_alone(ends, reason), done)
        else:
            deputy, starts = UUID(form.value("deputy_id")), form.day("starts") or today
            self.work(lambda: cover.begin(deputy, starts, ends, reason), done)
