"""Requests: what was asked for, decided and given, with what is done next beside it; and cover for the headteacher above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.cover import CoverLine, CoverView
from schoolsm_desktop.services.requests import RequestLine, RequestRights
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import show_scan
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .cover_dialog import CoverDialog
from .request_dialogs import AskDialog, AuthoriseDialog, GiveAskedDialog, PaperDialog, RefuseDialog
from .request_words import asked_facts, decision_facts, missing_facts, pair_words, request_columns

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

NO_COVER = CoverView((), (), may_begin=False, alone=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[RequestLine, ...]
    rights: RequestRights
    cover: CoverView
    is_head: bool
    prints: bool
    ticks: bool


class _Top(QWidget):
    """What is said of cover, and beside it what can be begun; under it where the window is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(12))
        self.said = words("", "quiet", self, wrap=True)
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        self.flow = Flow(self._buttons, right=True)
        self._line.addWidget(self.said, 1)
        self._line.addWidget(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Choose between one line and two."""
        wanted = self.flow.sizeHint().width()
        beside = wanted <= self.width() * 0.62
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._buttons.setMinimumWidth(wanted if beside else 0)


class RequestsPart(Part):
    """A record of this part is the id of a request, or of a cover, which stands in the line at the top."""

    ACTS = frozenset({"cover-told"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._read_last = _Read((), RequestRights(), NO_COVER, is_head=False, prints=False, ticks=False)
        self._line: RequestLine | None = None
        self._wanted = ""
        teaching = Teaching(
            tr("Nobody has asked for access"),
            tr("Whoever wants to post asks here; the headteacher authorises, and the coordinator gives it."),
            tr("Ask for access…"),
            lambda: self.page.begin("ask-access", ""),
        )
        self.list: ListPane[RequestLine] = ListPane(
            "access-requests",
            request_columns(),
            self.desk.views,
            teaching,
            name=tr("Requests for access"),
            find=lambda x: f"{x.person.name} {x.account.name}",
            identity=lambda x: x.request.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_line(row))
        self._top = _Top(self)
        self.column.addWidget(self._top)
        self.column.addWidget(Split(self.list, self._pane()), 1)
        self._show_line(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "ask-access": lambda record: AskDialog(self.page, self._read_last.rights, record, self._was_asked),
            "authorise-request": self._authorise_dialog,
            "refuse-request": lambda record: RefuseDialog(
                self.page, self._of(record), partial(self._say, tr("It is refused, and whoever asked reads why."))
            ),
            "paper-request": lambda record: PaperDialog(
                self.page,
                self._of(record),
                self._read_last.rights,
                partial(self._say, tr("The decision stands in the records, with its day.")),
            ),
            "give-request": lambda record: GiveAskedDialog(self.page, self._of(record), self._given),
            "cover": lambda _record: CoverDialog(self.page, self._read_last.cover, self._covered),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        rights = office.requests.rights()
        return len([x for x in office.requests.lines() if _is_for_me(x, rights)])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == "cover-told":
            self._ask_told(next((x for x in self._read_last.cover.lines if str(x.cover.id) == record), None))
            return
        about_one = act in ("authorise-request", "refuse-request", "paper-request", "give-request")
        if about_one and not any(str(x.request.id) == record for x in self._read_last.lines):
            return
        super().begin(act, record)

    def _read(self) -> _Read:
        office = self.desk.office
        rights = office.requests.rights()
        return _Read(
            office.requests.lines(),
            rights,
            office.cover.view() if rights.sees_all else NO_COVER,
            Duty.HEADTEACHER in office.my_duties(),
            office.may(Action.PRINT_REGISTERS),
            office.may(Action.TICK_CONDITIONS),
        )

    def _show(self, read: _Read) -> None:
        self._read_last = read
        self.list.set_rows(read.lines)
        self.page.set_count(self, len([x for x in read.lines if _is_for_me(x, read.rights)]))
        self._show_cover(read.cover)
        chosen = self._line
        if chosen is not None:
            self._show_line(next((x for x in read.lines if x.request.id == chosen.request.id), None))
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._read_last.lines if str(x.request.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.request.id)

    def _of(self, record: str) -> RequestLine:
        return next(x for x in self._read_last.lines if str(x.request.id) == record)

    # The line at the top

    def _show_cover(self, view: CoverView) -> None:
        self._clear(self._top.flow)
        said = view.sentence or tr("The headteacher decides on what is asked for. Nobody covers today.")
        self._top.said.setText(said if self._read_last.rights.sees_all else self._read_last.rights.rule)
        for line in view.lines:
            if line.may_be_told:
                self._button(self._top.flow, tr("I was told…"), partial(self._ask_told, line))
            if line.may_end:
                self._button(self._top.flow, tr("End cover…"), partial(self._ask_end, line))
        if view.may_begin:
            self._button(self._top.flow, tr("Cover for the headteacher…"), lambda: self.page.begin("cover", ""))
        self.ask = self._button(self._top.flow, tr("Ask for access…"), lambda: self.page.begin("ask-access", ""))
        set_look(self.ask, "main")
        self._top.fit()

    def _ask_told(self, line: CoverLine | None) -> None:
        if line is None or not line.may_be_told:
            return
        confirm.ask(
            self.page,
            title=tr("Were you told of this cover?"),
            consequence=tr(
                "{words} It is recorded that you were told today. What was decided stands in the list, with “as deputy” on it.",
                words=line.words,
            ),
            action=tr("I was told"),
            yes=partial(
                self._deed, lambda: self.desk.office.cover.told(line.cover.id), tr("That stands in the records.")
            ),
            dangerous=False,
        )

    def _ask_end(self, line: CoverLine) -> None:
        confirm.ask(
            self.page,
            title=tr("End this cover?"),
            consequence=tr("{words} From now on only the headteacher decides again.", words=line.words),
            action=tr("End cover"),
            yes=partial(self._deed, lambda: self.desk.office.cover.end(line.cover.id), tr("The cover has ended.")),
        )

    # The pane

    def _pane(self) -> QWidget:
        card = Card()
        self._heading = words("", "heading", card, wrap=True)
        self._facts = FactList(card)
        self._buttons = QWidget(card)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        for part in (self._heading, self._facts, self._buttons):
            card.add(part)
        card.fill()
        return card

    def _show_line(self, line: RequestLine | None) -> None:
        self._line = line
        self._clear(self._flow)
        if line is None:
            self._heading.setText(tr("Choose a request"))
            self._facts.show_facts(())
            return
        self._heading.setText(pair_words(line))
        self._facts.show_facts([*decision_facts(line), missing_facts(line.readiness), *asked_facts(line)])
        for said, act in self._acts(line):
            self._button(self._flow, said, act)

    def _acts(self, line: RequestLine) -> list[tuple[str, Callable[[], object]]]:
        rights, state, record = self._read_last.rights, line.request.state, str(line.request.id)
        acts: list[tuple[str, Callable[[], object]]] = []
        if state is RequestState.ASKED and rights.decide and not line.is_own:
            acts.append((tr("Authorise…"), partial(self.page.open_dialog, "authorise-request", record)))
            acts.append((tr("Refuse…"), partial(self.page.open_dialog, "refuse-request", record)))
        if state is RequestState.ASKED and rights.record:
            acts.append((tr("Enter the paper…"), partial(self.page.open_dialog, "paper-request", record)))
        if state is RequestState.AUTHORISED and rights.give:
            acts.append((tr("Give…"), partial(self.page.open_dialog, "give-request", record)))
        if line.may_withdraw:
            acts.append((tr("Withdraw…"), partial(self._ask_withdraw, line)))
        return [*acts, *self._beside(line)]

    def _beside(self, line: RequestLine) -> list[tuple[str, Callable[[], object]]]:
        """What helps with a condition that is missing, and the scan."""
        acts: list[tuple[str, Callable[[], object]]] = []
        lacking = {each.condition for each in line.readiness.missing} if line.request.waits else set()
        person = str(line.person.id)
        if lacking and self._read_last.ticks:
            acts.append((tr("Tick off…"), lambda: self.desk.go(Target("people", person, "tick-condition"))))
        if AccessCondition.UNDERTAKING in lacking and self._read_last.prints:
            acts.append((tr("Print the undertaking"), partial(self._print_undertaking, line)))
        paper = line.request.paper_id
        if paper is not None and self._read_last.rights.sees_all:
            acts.append((tr("Look at the scan"), lambda: show_scan(self.page, paper)))
        return acts

    def _button(self, flow: Flow, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, flow.parentWidget())
        button.clicked.connect(lambda _on=False: act())
        flow.addWidget(button)
        return button

    def _clear(self, flow: Flow) -> None:
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # Deeds

    def _authorise_dialog(self, record: str) -> FormDialog:
        return AuthoriseDialog(
            self.page,
            self._of(record),
            under_cover=not self._read_last.is_head,
            said=partial(self._say, tr("It is authorised. The computing coordinator can give it now.")),
        )

    def _print_undertaking(self, line: RequestLine) -> None:
        def make() -> Printed:
            return self.desk.office.printing.undertaking(line.person.id)

        self.page.work(make, self.desk.preview)

    def _ask_withdraw(self, line: RequestLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Withdraw this request?"),
            consequence=tr("{who}. It stays in the list as withdrawn, and nobody decides on it.", who=pair_words(line)),
            action=tr("Withdraw"),
            yes=partial(
                self._deed, lambda: self.desk.office.requests.withdraw(line.request.id), tr("The request is withdrawn.")
            ),
        )

    def _deed(self, call: Callable[[], object], said: str) -> None:
        self.page.work(call, lambda _kept: self._say(said))

    def _say(self, said: str) -> None:
        self.page.messages.good(said)

    def _was_asked(self, request: AccessRequest) -> None:
        self._wanted = str(request.id)
        self._say(tr("It is asked. The headteacher sees it on Today."))

    def _given(self, _access: Access) -> None:
        self._say(tr("Access is given and stands in the register."))

    def _covered(self, cover: Cover) -> None:
        self._say(tr("Cover stands from {first} to {last}.", first=day_text(cover.starts), last=day_text(cover.ends)))


def _is_for_me(line: RequestLine, rights: RequestRights) -> bool:
    """Whether the person with these rights has the next step to do."""
    state = line.request.state
    return (state is RequestState.ASKED and rights.decide and not line.is_own) or (
        state is RequestState.AUTHORISED and rights.give
    )
