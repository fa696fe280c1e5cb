"""Earlier settings of your policy: version by version what changed, by whom and when; and the way back to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem

from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rule_settings import SettingChange, all_changes
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.policies import VersionLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px


class PolicyHistoryDialog(FormDialog):
    """The newest version stands first. Who may choose the policy may go back; `chosen` gets the policy then."""

    def __init__(
        self, page: Page, lines: Sequence[VersionLine], *, may_go_back: bool, chosen: Callable[[Profile], object]
    ) -> None:
        super().__init__(
            page,
            tr("Earlier settings"),
            tr("Go back to these settings…"),
            self._ask,
            sentence=ntr(
                "{count} version of the settings is kept. It cannot be changed.",
                "{count} versions of the settings are kept. None of them can be changed.",
                len(lines),
            ),
            wide=True,
        )
        self._lines, self._may_go_back, self._chosen = tuple(lines), may_go_back, chosen
        self.cancel.setText(tr("Close"))
        self.main.setDefault(False)
        self.main.setAutoDefault(False)
        self.list = QListWidget(self.form)
        self.list.setAccessibleName(tr("Versions of the settings"))
        self.list.setWordWrap(True)
        self.list.ensurePolished()
        self.list.setSpacing(px(3))
        self.list.setMinimumHeight(px(480))
        for line in self._lines:
            self.list.addItem(QListWidgetItem(tr("{when}\n{did}, {who}", when=line.when, did=line.did, who=line.who)))
        self._card = Card(parent=self.form)
        self._what = words("", "strong", self._card, wrap=True)
        self._count = selectable(words("", "quiet", self._card, wrap=True))
        self.changes = FactList(self._card)
        for part in (self._what, self._count, self.changes):
            self._card.add(part)
        self._card.fill()
        self.form.add_widget(Split(self.list, self._card, (4, 6), narrow=620))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def fit(self) -> None:
        """Wide enough for the versions beside what they changed, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(980), room.width() - px(40)), min(px(640), room.height() - px(40)))

    def _line(self) -> VersionLine | None:
        at = self.list.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _show(self, _at: int) -> None:
        line = self._line()
        self.main.setVisible(self._may_go_back and line is not None and not line.is_current)
        if line is None:
            return
        self._what.setText(tr("{did}: version {number}", did=line.did, number=line.number))
        self._count.setText(_count_words(line))
        self.changes.show_facts([_fact(change) for change in line.changes])

    def _ask(self) -> None:
        line, now = self._line(), self._lines[0].profile
        if line is None:
            return
        many = len(all_changes(now, line.profile))
        said = ntr(
            "{count} setting goes back to how it stood then. What was done meanwhile stays in the records as it was.",
            "{count} settings go back to how they stood then. What was done meanwhile stays in the records as it was.",
            many,
        )
        confirm.ask(
            self,
            title=tr("Go back to the settings of {when}?", when=line.when),
            consequence=said,
            action=tr("Go back"),
            yes=lambda: self._go_back(line.profile),
        )

    def _go_back(self, profile: Profile) -> None:
        def done(kept: Profile) -> None:
            self._chosen(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.policies.choose(profile), done)


def _count_words(line: VersionLine) -> str:
    said = tr("{who}, {when}.", who=line.who, when=line.when)
    if line.number == 1:
        return tr("{said} The settings the school began with.", said=said)
    return " ".join((said, ntr("{count} setting changed.", "{count} settings changed.", len(line.changes))))


def _fact(change: SettingChange) -> Fact:
    before = [tr("before: {value}", value=text) for text in change.old.split("\n")]
    after = [tr("then: {value}", value=text) for text in change.new.split("\n")]
    return Fact(change.title, [FactLine(text) for text in (*before, *after)])
