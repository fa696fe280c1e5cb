"""Who can sign in: everybody's sign-in with its state, keyholders, and when each was last used; made and ended with the staff list."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.wording import moment_text, ntr, tr
from schoolsm_desktop.services.sign_ins import SignInSeen
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

STATE_WORDS = {
    "unconfirmed": "To be confirmed",
    "temporary": "Not yet used",
    "active": "In use",
    "ended": "Ended",
}
STATES = {"unconfirmed": State.WARN, "temporary": State.UNKNOWN, "active": State.GOOD, "ended": State.UNKNOWN}


class SignInsPart(Part):
    """The list leads to the person on the staff list, where sign-ins are made, confirmed, renewed and ended."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.summary = words("", "quiet", self, wrap=True)
        self.column.addWidget(self.summary)
        self.list: ListPane[SignInSeen] = ListPane(
            "sign-ins",
            _columns(),
            page.desk.views,
            Teaching(tr("Nobody can sign in"), tr("A sign-in is made with the person on the staff list.")),
            name=tr("Sign-ins"),
            identity=lambda line: line.person.id,
            two_line=True,
        )
        self.list.opened.connect(lambda line, _key: self._open(line))
        self.list.pressed_button.connect(lambda line, _key: self._open(line))
        self.column.addWidget(self.list, 1)
        self.staff: QPushButton = self.add_button(
            tr("Staff list: make a sign-in…"), lambda: page.desk.go(Target("people", "", "staff")), main=True
        )

    def reload(self) -> None:
        self.read(self.page.desk.office.sign_ins.seen, self._show)

    def show_record(self, record: str) -> None:
        """Bring somebody's sign-in into view."""
        self.when_ready(lambda: self._pick(record))

    def _pick(self, record: str) -> None:
        for at in range(self.list.model.rowCount()):
            line = self.list.model.row_at(at)
            if line is not None and str(line.person.id) == record:
                self.list.pick(line.person.id)

    def _show(self, lines: tuple[SignInSeen, ...]) -> None:
        self.list.set_rows(lines)
        standing = [line for line in lines if line.state != "ended"]
        keyholders = len([line for line in standing if line.is_keyholder])
        can = ntr("{count} person can sign in", "{count} people can sign in", len(standing))
        hold = ntr("{count} is a keyholder", "{count} are keyholders", keyholders)
        self.summary.setText(tr("{can}, {hold}. A keyholder can open every password.", can=can, hold=hold))

    def _open(self, line: SignInSeen) -> None:
        self.page.desk.go(Target("people", str(line.person.id), "staff"))


def _columns() -> tuple[Column[SignInSeen], ...]:
    return (
        Column(
            "name", tr("Person"), lambda x: x.person.name, detail=lambda x: x.person.job_title, bold=True, grow=True
        ),
        Column("state", tr("Sign-in"), lambda x: tr(STATE_WORDS[x.state]), state=lambda x: STATES[x.state]),
        Column("keyholder", tr("Keyholder"), lambda x: tr("yes") if x.is_keyholder else "–"),
        Column("seen", tr("Last seen"), lambda x: moment_text(x.last_seen), sort=lambda x: x.last_seen),
        Column("go", tr("Do it"), lambda _x: tr("Open"), look=Look.BUTTON),
    )
