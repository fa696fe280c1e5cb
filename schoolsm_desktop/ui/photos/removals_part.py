"""Take down: find every picture of a pupil, each place a line until it is done, and the reply to whoever withdrew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import sort_key
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.removal_views import RemovalLine, RemovalView, TaskView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

from .removal_dialogs import AskForCopyDialog, FindPicturesDialog, LineDoneDialog, PupilChoice
from .removal_pane import RemovalPane

if TYPE_CHECKING:
    from schoolsm_desktop.domain.letters import Letter
    from schoolsm_desktop.domain.removals import Removal
    from schoolsm_desktop.services.office import Office

FIND = "removal-find"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[RemovalLine, ...]
    pupils: tuple[PupilChoice, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    sees_pupils: bool = False


class RemovalsPart(Part):
    """A record of this part is the id of a search; of `find-pictures` and its dialog the id of a pupil."""

    ACTS = frozenset({"find-pictures"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._read_now = _Read(())
        self._view: RemovalView | None = None
        self._wanted = ""
        self.seek = self.add_button(tr("Find every picture of…"), lambda: self.begin("find-pictures", ""), main=True)
        self.list: ListPane[RemovalLine] = ListPane(
            "removals",
            removal_columns(page.desk.today),
            page.desk.views,
            Teaching(
                tr("Nothing is to be taken down"),
                tr(
                    "When a permission is withdrawn, every place where the pupil can be seen stands here until it is done."
                ),
            ),
            name=tr("Pictures to take down, by pupil"),
            find=lambda x: f"{x.title} {x.where}",
            identity=lambda x: x.removal.id,
            two_line=True,
        )
        self.list.picked.connect(lambda line, _key: self._picked(line))
        self.pane = RemovalPane(page.desk, self)
        self.pane.wants.connect(self._deed)
        self.column.addWidget(Split(self.list, self.pane, (4, 8), narrow=900), 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            FIND: lambda record: FindPicturesDialog(
                self.page, self._read_now.pupils, self._read_now.places, record, self._begun
            ),
            "removal-done": lambda record: LineDoneDialog(self.page, self._task(record), self._say),
            "removal-copy": lambda record: AskForCopyDialog(self.page, self._task(record), self._letter_made),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([line for line in office.removals.lines() if not line.is_over])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act in ("find-pictures", FIND):
            self.when_ready(lambda: self.page.open_dialog(FIND, record))
        else:
            super().begin(act, record)

    def _read(self) -> _Read:
        office = self.desk.office
        lines = office.removals.lines()
        if not office.may(Action.SEE_PUPILS):
            return _Read(lines)
        book = office.picture_books.today()
        pupils = sorted(book.pupils.values(), key=sort_key)
        return _Read(
            lines,
            tuple((str(p.id), p.name, p.class_name) for p in pupils),
            tuple((place.key, place.name) for place in book.places.values()),
            sees_pupils=True,
        )

    def _show(self, read: _Read) -> None:
        self._read_now = read
        self.seek.setVisible(read.sees_pupils)
        self.list.set_rows(read.lines)
        self.page.set_count(self, len([x for x in read.lines if not x.is_over]))
        self._go_to_wanted()
        if self.list.current() is None and read.lines:
            self.list.pick(read.lines[0].removal.id)
        self._picked(self.list.current())

    def _go_to_wanted(self) -> None:
        for line in self._read_now.lines if self._wanted else ():
            if str(line.removal.id) == self._wanted:
                self._wanted = ""
                self.list.pick(line.removal.id)
                return

    def _picked(self, line: RemovalLine | None) -> None:
        if line is None:
            self._show_view(None)
            return
        removal_id = line.removal.id

        def came(view: RemovalView) -> None:
            current = self.list.current()
            if current is not None and current.removal.id == view.line.removal.id:
                self._show_view(view)

        self.page.work(lambda: self.desk.office.removals.view(removal_id), came)

    def _show_view(self, view: RemovalView | None) -> None:
        self._view = view
        self.pane.show_view(view)

    def _task(self, record: str) -> TaskView:
        found = next((t for t in (self._view.tasks if self._view else ()) if str(t.task.id) == record), None)
        if found is None:
            raise LookupError(record)
        return found

    # Deeds

    def _deed(self, deed: str) -> None:
        view, task = self._view, self.pane.task()
        if view is None:
            return
        removals, removal_id = self.desk.office.removals, view.line.removal.id
        if deed in ("removal-done", "removal-copy") and task is not None:
            self.page.open_dialog(deed, str(task.task.id))
        elif deed == "reopen" and task is not None:
            task_id = task.task.id
            self.page.work(lambda: removals.reopen(task_id), lambda _kept: self._say(tr("It is to be done again.")))
        elif deed == "reply":
            self.page.work(lambda: removals.reply(removal_id), self._letter_made)
        elif deed == "agree":
            self.page.work(
                lambda: removals.agree(removal_id),
                lambda _kept: self._say(tr("You have agreed: the reply can be made.")),
            )
        elif deed == "again":
            self.page.work(lambda: removals.search_again(removal_id), self._looked_again)
        elif deed == "finish":
            self.page.work(lambda: removals.finish(removal_id), lambda _kept: self._say(tr("It is finished.")))
        elif deed == "print":
            self.page.work(lambda: self.desk.office.printing.removal_sheet(removal_id), self.desk.preview)
        elif deed == "letter" and view.line.removal.letter_id is not None:
            self._show_letter(view.line.removal.letter_id)

    def _looked_again(self, count: int) -> None:
        self._say(
            ntr("{count} more picture was found.", "{count} more pictures were found.", count)
            if count
            else tr("Nothing more was found.")
        )

    def _begun(self, removal: Removal) -> None:
        self._wanted = str(removal.id)
        self._say(tr("Every place that was found is a line to be done."))

    def _letter_made(self, letter: Letter) -> None:
        self._say(tr("The letter is made. It is printed and signed."))
        self._show_letter(letter.id)

    def _show_letter(self, letter_id: UUID) -> None:
        self.page.work(lambda: self.desk.office.printing.letter(letter_id), self.desk.preview)

    def _say(self, words: str) -> None:
        self.page.messages.good(words)


def removal_columns(today: Callable[[], date]) -> tuple[Column[RemovalLine], ...]:
    """Whose, where, and how far it is."""

    def stands(line: RemovalLine) -> str:
        if line.is_over:
            return tr("Finished")
        if line.due is None:
            return tr("Reply to be made") if line.removal.letter_id is None else tr("To be finished")
        late = (today() - line.due).days
        if late > 0:
            return ntr("Overdue {count} day", "Overdue {count} days", late)
        return tr("Today") if late == 0 else day_text(line.due)

    def state(line: RemovalLine) -> State:
        if line.is_over:
            return State.GOOD
        return State.STOP if line.due is not None and line.due < today() else State.WARN

    return (
        Column("who", tr("Pictures of"), lambda x: x.title, detail=lambda x: x.where, bold=True, grow=True, width=150),
        Column(
            "stands",
            tr("By"),
            stands,
            detail=lambda x: x.progress,
            sort=lambda x: (x.is_over, x.due or date.max),
            state=state,
            width=150,
        ),
    )
