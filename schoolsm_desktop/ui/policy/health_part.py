"""Worth putting right: what does not hold in the policy itself, why, what to do, and what was left with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.policy_health import Finding, Where
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.policy_health import HealthLine, HealthView
from schoolsm_desktop.ui.common.card import Pane, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

PLACES = {
    Where.POLICY: ("people", "policy"),
    Where.VERSIONS: ("people", "versions"),
    Where.STAFF: ("people", "staff"),
    Where.ACCOUNTS: ("accounts", ""),
    Where.HOUSE: ("people", "house"),
}
PLACE_WORDS = {
    Where.POLICY: "To your policy",
    Where.VERSIONS: "To the versions",
    Where.STAFF: "To the staff list",
    Where.ACCOUNTS: "To the accounts",
    Where.HOUSE: "To the house rules",
}


class HealthPart(Part):
    """A record of this part is a finding's key."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: HealthView | None = None
        self.print = self.add_button(tr("Print the list"), self._print)
        self.list: ListPane[HealthLine] = ListPane(
            "policy-health",
            _columns(),
            page.desk.views,
            Teaching(
                tr("Nothing to put right"),
                tr("Laws, services, numbers, signatures, duties and the list of accounts: all of it holds today."),
            ),
            name=tr("What is worth putting right"),
            find=lambda line: f"{line.finding.title} {line.clause}",
            identity=lambda line: line.finding.key,
            two_line=True,
        )
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda line, _key: self._go(line.finding))
        self.checked = words("", "quiet", self, wrap=True)
        self.pane = _Pane(self)
        self.column.addWidget(Split(self.list, self.pane, (7, 5)), 1)
        self.column.addWidget(self.checked)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.policy_health.view().open_count

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"leave-finding": lambda record: LeaveDialog(self.page, self._line(record), self._left)}

    def reload(self) -> None:
        self.read(self.page.desk.office.policy_health.view, self._show)

    def show_record(self, record: str) -> None:
        self.when_ready(lambda: self.list.pick(record))

    def go(self) -> None:
        """Go to where the chosen finding is put right."""
        line = self.list.current()
        if line is not None:
            self._go(line.finding)

    def leave(self) -> None:
        """Ask why the chosen finding stays as it is."""
        line = self.list.current()
        if line is not None and line.is_open:
            self.page.open_dialog("leave-finding", line.finding.key)

    def take_up(self) -> None:
        """Take up again what was left."""
        line = self.list.current()
        if line is None or line.is_open:
            return
        key = line.finding.key

        def taken_up(_kept: object) -> None:
            self.page.messages.good(tr("It stands among what is worth putting right again."))

        self.page.work(lambda: self.page.desk.office.policy_health.take_up(key), taken_up)

    def _line(self, record: str) -> HealthLine:
        lines = self._view.lines if self._view is not None else ()
        found = next((line for line in lines if line.finding.key == record), None)
        if found is None:
            message = "this finding is not there any more"
            raise LookupError(message)
        return found

    def _show(self, view: HealthView) -> None:
        self._view = view
        self.list.set_rows(view.lines)
        self.page.set_count(self, view.open_count)
        self.checked.setText(tr("Laws and guidance: {checked}", checked=view.checked) if view.checked else "")
        self.checked.setVisible(bool(view.checked))
        self._picked(self.list.current(), "")

    def _picked(self, line: HealthLine | None, _key: str) -> None:
        self.pane.show_line(line, may_leave=self._view is not None and self._view.may_leave)

    def _go(self, finding: Finding) -> None:
        page, act = PLACES[finding.where]
        self.page.desk.go(Target(page, str(finding.record) if finding.record else "", act))

    def _left(self, title: str) -> None:
        self.page.messages.good(tr("Left as it is: {title}. It is shown again in a year.", title=title))

    def _print(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.policy_health()

        self.page.work(make, self.page.desk.preview)


class _Pane(Pane):
    """What is to be known about one finding, and what can be done about it."""

    def __init__(self, part: HealthPart) -> None:
        super().__init__()
        self.title = words("", "heading", self, wrap=True)
        self.clause = words("", "quiet", self, wrap=True)
        self.why = selectable(words("", "", self, wrap=True))
        self.deed = selectable(words("", "", self, wrap=True))
        self.checked = words("", "quiet", self, wrap=True)
        self.left = words("", "quiet", self, wrap=True)
        for each in (self.title, self.clause, self.why, self.deed, self.checked, self.left):
            self.add(each)
        buttons = QWidget(self)
        set_look(buttons, "body")
        flow = Flow(buttons)
        self.leave = self._button(flow, buttons, tr("Known, leave it…"), part.leave)
        self.take_up = self._button(flow, buttons, tr("Take up again"), part.take_up)
        self.go = self._button(flow, buttons, "", part.go)
        set_look(self.go, "main")
        self.add(buttons)
        self._buttons = buttons
        self.fill()
        self.show_line(None, may_leave=False)

    def _button(self, flow: Flow, parent: QWidget, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, parent)
        button.clicked.connect(partial(_press, act))
        flow.addWidget(button)
        return button

    def show_line(self, line: HealthLine | None, *, may_leave: bool) -> None:
        """Show a finding, or that none is chosen."""
        self._buttons.setVisible(line is not None)
        if line is None:
            self.title.setText(tr("Choose a line"))
            self.clause.setText(tr("Why it matters and what to do stand here."))
            for each in (self.why, self.deed, self.checked, self.left):
                each.setVisible(False)
            return
        found = line.finding
        self.title.setText(found.title)
        self.clause.setText(line.clause)
        self.why.setText(found.why)
        self.deed.setText(tr("What to do: {deed}", deed=found.what_to_do))
        self.checked.setText(found.checked)
        self.left.setText(line.left)
        for each in (self.why, self.deed, self.checked, self.left):
            each.setVisible(bool(each.text()))
        self.go.setText(tr(PLACE_WORDS[found.where]))
        self.leave.setVisible(may_leave and line.is_open)
        self.take_up.setVisible(may_leave and not line.is_open)


def _press(act: Callable[[], object], _on: bool = False) -> None:
    act()


class LeaveDialog(FormDialog):
    """Known, leave it: why, for a year."""

    def __init__(self, page: Page, line: HealthLine, saved: Callable[[str], object]) -> None:
        super().__init__(
            page,
            tr("Leave it as it is?"),
            tr("Leave it"),
            self._save,
            sentence=tr("{title}. It rests for a year and is shown with your reason.", title=line.finding.title),
        )
        self._line, self._saved = line, saved
        self.form.add_line(
            "reason",
            tr("Why"),
            needed=True,
            hint=tr("For example: the governors have decided, or the text is being written anew"),
        )
        self.form.saved()

    def _save(self) -> None:
        key, reason = self._line.finding.key, self.form.value("reason")

        def done(_kept: object) -> None:
            self.form.saved()
            self.accept()
            self._saved(self._line.finding.title)

        self.work(lambda: self.page.desk.office.policy_health.leave(key, reason), done)


def _columns() -> tuple[Column[HealthLine], ...]:
    return (
        Column(
            "what",
            tr("What"),
            lambda line: line.finding.title,
            detail=lambda line: line.clause,
            bold=True,
            grow=True,
            width=320,
        ),
        Column("state", tr("State"), _state_words, state=_state, width=150),
    )


def _state_words(line: HealthLine) -> str:
    if not line.is_open:
        return tr("Known, left")
    return tr("First of all") if line.finding.weighty else tr("Worth doing")


def _state(line: HealthLine) -> State | None:
    return State.WARN if line.is_open and line.finding.weighty else None
