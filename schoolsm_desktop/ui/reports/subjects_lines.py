"""Looking through what was gathered: what goes out, whose names go, and what could do serious harm."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.person_file import Choice
from schoolsm_desktop.domain.subject_access import SubjectRequest
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.subject_views import GatheredLine, GatheredView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .subjects_ticks import GatheredTicks, LateTicks

Done = Callable[[SubjectRequest], object]


class SubjectLinesDialog(FormDialog):
    """What has a tick goes out; a line without one needs a reason, which stays in school."""

    def __init__(self, page: Page, request_id: UUID, done: Done) -> None:
        super().__init__(
            page,
            tr("What goes out"),
            tr("Save"),
            self._save,
            sentence=tr(
                "Take the tick away where a line is not to go out, and say why: that stays in school. In the copy "
                "nothing shows that a line was there."
            ),
            wide=True,
        )
        self._id, self._done = request_id, done
        self._view: GatheredView | None = None
        form = self.form
        self.lines = GatheredTicks(tr("What goes out"))
        form.add_editor("goes_out", tr("What goes out"), self.lines)
        form.add_line(
            "reason", tr("Why the lines without a tick are held back"), hint=tr("For those that have no reason yet.")
        )
        self.names = LateTicks(tr("Whose names are taken out"), 150)
        form.add_editor(
            "names",
            tr("Whose names are taken out"),
            self.names,
            hint=tr("A colleague’s name in what they did as their job may usually stay; ask your adviser."),
        )
        form.add_lines(
            "also_remove", tr("Other words to take out"), hint=tr("one a line, or with commas between them"), lines=2
        )
        form.saved()
        self.work(lambda: page.desk.office.subject_access.gathered(request_id), self._offered)

    def _offered(self, view: GatheredView) -> None:
        self._view = view
        was_clean = not self.form.dirty
        out = {each.line.key for each in view.lines if not each.reason}
        self.lines.offer(view.lines, out, _why)
        stay = set(view.choice.names_stay)
        self.names.set_items(
            [
                (str(place), party.name, tr("a colleague, at work") if party.at_work else "")
                for place, party in enumerate(view.third)
            ],
            ticked=True,
        )
        for place, party in enumerate(view.third):
            if party.name in stay:
                self.names.tick(str(place), on=False)
        self.names.bring_back()
        if was_clean:
            self.form.set_value("also_remove", view.choice.also_remove)
            self.form.saved()
        QTimer.singleShot(0, self, self._grow)

    def _save(self) -> None:
        if self._view is None:
            return
        view, out, gone = self._view, set(self.lines.ticked()), set(self.names.ticked())
        reason = self.form.value("reason")
        held = [each for each in view.lines if each.line.key not in out]
        if any(not each.reason for each in held) and not reason.strip():
            self.show_failure(FieldError("reason", tr("Say why the lines without a tick are held back.")))
            return
        choice = Choice(
            tuple((each.line.key, each.reason or reason) for each in held),
            tuple(party.name for place, party in enumerate(view.third) if str(place) not in gone),
            self.form.value("also_remove"),
        )
        access = self.page.desk.office.subject_access
        self.work(lambda: access.withhold(self._id, choice), self._saved)

    def _saved(self, kept: SubjectRequest) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class SubjectHarmDialog(FormDialog):
    """The safeguarding lead’s look: what has a tick is held back, and nothing shows that it was there."""

    def __init__(self, page: Page, request_id: UUID, done: Done) -> None:
        super().__init__(
            page,
            tr("Look for serious harm"),
            tr("I have looked"),
            self._save,
            sentence=tr(
                "Tick what could do serious harm to somebody if it were read: it is in no copy, and nothing shows that "
                "it was there. What only you can open (holds, corrected names) is not among these lines."
            ),
            wide=True,
        )
        self._id, self._done = request_id, done
        self._view: GatheredView | None = None
        self.lines = GatheredTicks(tr("What is held back"))
        self.form.add_editor("harmful", tr("What is held back"), self.lines)
        self.form.add_lines(
            "finding",
            tr("What you found"),
            hint=tr("Sealed to the safeguarding leads. Needed where something is held back."),
        )
        self.form.saved()
        self.work(lambda: page.desk.office.subject_access.gathered(request_id), self._offered)

    def _offered(self, view: GatheredView) -> None:
        self._view = view
        was_clean = not self.form.dirty
        self.lines.offer(view.lines, {each.line.key for each in view.lines if each.harmful}, _office_why)
        if was_clean:
            self.form.set_value("finding", view.finding.finding)
            self.form.saved()
        QTimer.singleShot(0, self, self._grow)

    def _save(self) -> None:
        if self._view is None:
            return
        access, harmful, finding = self.page.desk.office.subject_access, self.lines.ticked(), self.form.value("finding")
        self.work(lambda: access.look(self._id, harmful, finding), self._saved)

    def _saved(self, kept: SubjectRequest) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


def _why(each: GatheredLine) -> str:
    if each.harmful:
        return tr("held back by the safeguarding lead")
    return tr("held back: {reason}", reason=each.reason) if each.reason else ""


def _office_why(each: GatheredLine) -> str:
    return tr("does not go out: {reason}", reason=each.reason) if each.reason else ""
