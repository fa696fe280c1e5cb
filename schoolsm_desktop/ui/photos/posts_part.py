"""Published: everything that is out, planned or was taken down, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.posts import PostState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.post_views import PostLine, PostRights, PostView
from schoolsm_desktop.services.posts import BroughtIn
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one

from .post_dialogs import (
    CameOutDialog,
    CopyDialog,
    FromCheckDialog,
    LeaversDialog,
    LookAgainDialog,
    MistakeDialog,
    OnlineAlreadyDialog,
    TakenDownDialog,
    WhoIsSeenDialog,
)
from .post_form import PostDialog
from .post_words import post_columns, post_facts

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

Act = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[PostLine, ...]
    rights: PostRights


class PostsPart(Part):
    """A record of this part is the id of something published; of `post-check` the id of a saved check."""

    ACTS = frozenset({"print-published"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._lines: tuple[PostLine, ...] = ()
        self._rights = PostRights()
        self._view: PostView | None = None
        self._wanted = ""
        self.print = self.add_button(tr("Print the list"), self._print)
        self.leavers = self.add_button(tr("Who has left…"), partial(page.open_dialog, "post-leavers", ""))
        self.online = self.add_button(tr("What is online already…"), partial(page.open_dialog, "post-online", ""))
        self.checked = self.add_button(tr("From a saved check…"), partial(page.open_dialog, "post-check", ""))
        self.new = self.add_button(tr("Write something down…"), partial(page.open_dialog, "post-new", ""), main=True)
        self.list: ListPane[PostLine] = ListPane(
            "posts",
            post_columns(page.desk.today),
            page.desk.views,
            Teaching(
                tr("Nothing is written down yet"),
                tr(
                    "Posts, pictures on the website, prints and displays stand here with who can be seen, so that they "
                    "are found when a parent withdraws."
                ),
                tr("Write something down…"),
                self._begin_new,
            ),
            name=tr("What was published"),
            find=lambda x: f"{x.post.title} {x.where} {x.kind} {x.state} {x.post.address} {' '.join(x.names)}",
            identity=lambda x: x.post.id,
            two_line=True,
        )
        self.list.picked.connect(lambda line, _key: self._picked(line))
        self.pane = DeedPane()
        self.column.addWidget(Split(self.list, self.pane), 1)
        self._show_view(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, line, said = self.page, self._of, self._say
        return {
            "post-new": lambda _record: PostDialog(page, self._rights, self._kept),
            "post-edit": lambda record: PostDialog(page, self._rights, self._kept, line(record).post),
            "post-check": lambda record: FromCheckDialog(page, self._rights, record, self._kept),
            "post-came-out": lambda record: CameOutDialog(page, line(record), said),
            "post-pupils": lambda record: WhoIsSeenDialog(page, line(record), self._rights, said),
            "post-review": lambda record: LookAgainDialog(page, line(record), said),
            "post-taken-down": lambda record: TakenDownDialog(page, line(record), said),
            "post-copy": lambda record: CopyDialog(page, line(record), said),
            "post-wrong": lambda record: MistakeDialog(page, line(record), self._rights, said),
            "post-right": lambda record: MistakeDialog(
                page, line(record), self._rights, said, open_one=self._open_mistake()
            ),
            "post-online": lambda _record: OnlineAlreadyDialog(page, self._rights, self._came),
            "post-leavers": lambda _record: LeaversDialog(page, said),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        today = office.clock.today()
        return len([line for line in office.posts.lines() if line.waits(today) or line.open_corrections])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == "print-published":
            self._print()
        else:
            super().begin(act, record)

    def _read(self) -> _Read:
        return _Read(self.desk.office.posts.lines(), self.desk.office.posts.rights())

    def _show(self, read: _Read) -> None:
        self._lines, self._rights = read.lines, read.rights
        today = self.desk.today()
        self.list.set_rows(read.lines)
        self.page.set_count(self, len([x for x in read.lines if x.waits(today) or x.open_corrections]))
        self.print.setVisible(bool(read.lines) and read.rights.may_print)
        self.leavers.setVisible(read.rights.sees_pupils)
        self.checked.setVisible(bool(read.rights.checks))
        self._go_to_wanted()
        self._picked(self.list.current())

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._lines if str(x.post.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.post.id)

    def _of(self, record: str) -> PostLine:
        return the_one(x for x in self._lines if str(x.post.id) == record)

    def _picked(self, line: PostLine | None) -> None:
        if line is None:
            self._show_view(None)
            return
        post_id = line.post.id

        def came(view: PostView) -> None:
            current = self.list.current()
            if current is not None and current.post.id == view.line.post.id:
                self._show_view(view)

        self.page.work(lambda: self.desk.office.posts.view(post_id), came)

    # The pane

    def _show_view(self, view: PostView | None) -> None:
        self._view = view
        flow = self.pane.flow
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if view is None:
            self.pane.heading.setText(tr("Choose something published"))
            self.pane.facts.show_facts(())
            return
        self.pane.heading.setText(view.line.post.title)
        self.pane.facts.show_facts(post_facts(view, self._rights))
        for said, act in self._acts(view):
            button = QPushButton(said, self.pane.buttons)
            button.clicked.connect(lambda _on=False, act=act: act())
            flow.addWidget(button)

    def _acts(self, view: PostView) -> list[Act]:
        post = view.line.post
        acts: list[Act] = []
        if post.state is PostState.PLANNED:
            acts += [
                (tr("It came out…"), self._opens("post-came-out", view)),
                (tr("Not posted…"), partial(self._ask_drop, view)),
            ]
        if post.is_out and not post.pupils_marked and self._rights.sees_pupils:
            acts.append((tr("Who can be seen…"), self._opens("post-pupils", view)))
        if post.state is PostState.LIVE:
            acts += [
                (tr("Look again…"), self._opens("post-review", view)),
                (tr("It was taken down…"), self._opens("post-taken-down", view)),
            ]
        if self._open_mistake() is not None:
            acts.append((tr("Put the mistake right…"), self._opens("post-right", view)))
        acts.append((tr("A mistake…"), self._opens("post-wrong", view)))
        if view.corrections or post.state is PostState.LIVE:
            acts.append(self._incident(view))
        acts.append((tr("A copy was given…"), self._opens("post-copy", view)))
        acts.append((tr("Change…"), self._opens("post-edit", view)))
        return acts

    def _opens(self, act: str, view: PostView) -> Callable[[], object]:
        return partial(self.page.open_dialog, act, str(view.line.post.id))

    def _incident(self, view: PostView) -> Act:
        """To the incident about it that one can read, or to a new one."""
        post_id = str(view.line.post.id)
        if view.incidents:
            case_id, reference = view.incidents[0]
            said = tr("Incident {reference}", reference=reference)
            return said, lambda: self.desk.go(Target("incidents", str(case_id), "incidents"))
        return tr("This is an incident…"), lambda: self.desk.go(Target("incidents", post_id, "incident-from-post"))

    def _open_mistake(self) -> tuple[UUID, str] | None:
        found = self._view.corrections if self._view is not None else ()
        return next(((c.id, c.wrong) for c, _ in found if c.corrected_on is None), None)

    def _ask_drop(self, view: PostView) -> None:
        confirm.ask(
            self.page,
            title=tr("Not to be posted?"),
            consequence=tr("“{title}” stays in the list as never posted.", title=view.line.post.title),
            action=tr("Not posted"),
            yes=lambda: self.page.work(
                lambda: self.desk.office.posts.drop(view.line.post.id), lambda _kept: self._say(tr("It is not posted."))
            ),
        )

    # What is said

    def _say(self, words: str) -> None:
        self.page.messages.good(words)

    def _kept(self, record: str) -> None:
        self._wanted = record
        self._say(tr("It is written down."))

    def _came(self, came: BroughtIn) -> None:
        said = ntr("{count} address is written down.", "{count} addresses are written down.", len(came.posts))
        if came.left:
            left = " ".join(came.left[:5])
            more = len(came.left) - 5
            if more > 0:
                left = tr("{left} And {count} more.", left=left, count=more)
            self.page.messages.warn(tr("{said} Left out: {left}", said=said, left=left))
        else:
            self._say(said)

    def _begin_new(self) -> None:
        self.page.open_dialog("post-new", "")

    def _print(self) -> None:
        def make() -> Printed:
            return self.desk.office.printing.published_list()

        self.page.work(make, self.desk.preview)
