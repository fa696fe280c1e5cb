"""Find every picture of a pupil, and how one line of it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.found_pictures import KIND_WORDS, FoundPicture
from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalTask
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.removal_views import TaskView
from schoolsm_desktop.services.removals import TaskDone
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.pages import Page

PupilChoice = tuple[str, str, str]
WHY_WORDS = {
    RemovalCause.ASKED: "Somebody asked us to",
    RemovalCause.ANSWER: "A photo permission was withdrawn",
    RemovalCause.LEFT: "The pupil has left",
}
_SHOWN = 12


class FindPicturesDialog(FormDialog):
    """Every picture of one pupil, shown before anything is begun."""

    def __init__(
        self,
        page: Page,
        pupils: Sequence[PupilChoice],
        places: Sequence[tuple[str, str]],
        record: str,
        begun: Callable[[Removal], object],
    ) -> None:
        super().__init__(
            page,
            tr("Find every picture of a pupil"),
            tr("Take them down"),
            self._begin,
            sentence=tr(
                "What is out, planned, printed or hung up, pictures that were checked, copies given away, and where "
                "the originals lie. Nothing is taken down before you say so."
            ),
            wide=True,
        )
        self._begun, self._asked = begun, ("", "")
        form = self.form
        form.add_search("pupil", tr("Pupil"), pupils, record, needed=True)
        form.add_choice("cause", tr("Why"), [(cause.value, tr(WHY_WORDS[cause])) for cause in WHY_WORDS])
        form.add_choice("adult", tr("Who asked"), [("", tr("The pupil, or not known"))])
        form.add_editor("places", tr("Where"), TickBoxes(places, (), form), hint=tr("Without a tick: everywhere."))
        self.found = FactList(form)
        form.add_widget(self.found)
        form.edited.connect(self._edited)
        self._look()
        form.saved()

    def _edited(self, name: str) -> None:
        if name in ("pupil", "places"):
            self._look()
        if name == "cause":
            self.form.field("adult").setVisible(self.form.value("cause") != RemovalCause.LEFT)

    def _look(self) -> None:
        """Look again where another pupil or other places were chosen."""
        chosen = (self.form.value("pupil"), self.form.value("places"))
        if chosen == self._asked:
            return
        before, self._asked = self._asked, chosen
        if not chosen[0]:
            self.found.show_facts(())
            return
        removals, pupil_id = self.page.desk.office.removals, UUID(chosen[0])

        def shown(found: tuple[tuple[FoundPicture, ...], tuple[tuple[UUID, str], ...]]) -> None:
            if chosen != self._asked:
                return
            self._show(found[0])
            if before[0] != chosen[0]:
                who = [("", tr("The pupil, or not known")), *((str(key), said) for key, said in found[1])]
                kept = self.form.value("adult")
                self.form.add_options("adult", who)
                self.form.set_value("adult", kept)

        self.work(lambda: (removals.find(pupil_id, _places(chosen[1])), removals.who_may_ask(pupil_id)), shown)

    def _show(self, found: Sequence[FoundPicture]) -> None:
        facts = []
        for kind in KIND_WORDS:
            lines = [FactLine(_with_others(one)) for one in found if one.kind is kind]
            more = len(lines) - _SHOWN
            if more > 0:
                lines = [*lines[:_SHOWN], FactLine(ntr("and {count} more", "and {count} more", more))]
            if lines:
                facts.append(Fact(tr(KIND_WORDS[kind]), lines))
        head = ntr("{count} place was found", "{count} places were found", len(found))
        self.found.show_facts([Fact(tr("Found"), head if found else tr("No picture was found")), *facts])
        QTimer.singleShot(0, self, self._grow)

    def _begin(self) -> None:
        form, removals = self.form, self.page.desk.office.removals
        pupil_id, cause = UUID(form.value("pupil")), RemovalCause(form.value("cause"))
        adult = form.value("adult") if cause is not RemovalCause.LEFT else ""
        places = _places(form.value("places"))

        def done(removal: Removal) -> None:
            form.saved()
            self.accept()
            self._begun(removal)

        self.work(lambda: removals.begin(pupil_id, cause, places, UUID(adult) if adult else None), done)


class LineDoneDialog(FormDialog):
    """How one line was done, and how one knows."""

    def __init__(self, page: Page, task: TaskView, said: Callable[[str], object]) -> None:
        others = ntr("{count} other pupil is in it.", "{count} other pupils are in it.", task.others)
        super().__init__(
            page,
            tr("What was done"),
            tr("Save"),
            self._save,
            sentence=tr("{what}. {others}", what=task.what, others=others) if task.others else task.what,
        )
        self._task_id, self._said = task.task.id, said
        form = self.form
        form.add_choice("how", tr("What was done"), list(task.hows))
        form.add_lines(
            "note",
            tr("How one can see it, or why it stays"),
            hint=tr("A reason is needed where a picture is kept."),
            lines=2,
        )
        form.add_day("on", tr("On"), page.desk.today(), needed=True)
        form.saved()

    def _save(self) -> None:
        done = TaskDone(RemovalHow(self.form.value("how")), self.form.value("note"), self.form.day("on"))
        removals = self.page.desk.office.removals
        self.work(lambda: removals.done(self._task_id, done), self._done)

    def _done(self, _kept: RemovalTask) -> None:
        self.form.saved()
        self.accept()
        self._said(tr("This line is done."))


class AskForCopyDialog(FormDialog):
    """The letter to whoever has a copy; it names no pupil."""

    def __init__(self, page: Page, task: TaskView, made: Callable[[Letter], object]) -> None:
        super().__init__(
            page,
            tr("Ask for the copy"),
            tr("Make the letter"),
            self._make,
            sentence=tr("{what}. The letter names no pupil and no reason.", what=task.what),
        )
        self._task_id, self._made = task.task.id, made
        self.form.add_line("recipient", tr("To whom the letter goes"), needed=True, longest=300)
        self.form.saved()

    def _make(self) -> None:
        to, removals = self.form.value("recipient"), self.page.desk.office.removals

        def done(letter: Letter) -> None:
            self.form.saved()
            self.accept()
            self._made(letter)

        self.work(lambda: removals.ask_for_copy(self._task_id, to), done)


def _places(value: str) -> tuple[str, ...]:
    return tuple(value.split())


def _with_others(one: FoundPicture) -> str:
    if not one.others:
        return one.words
    more = ntr("{count} other pupil is in it", "{count} other pupils are in it", one.others)
    return tr("{words} ({more})", words=one.words, more=more)
