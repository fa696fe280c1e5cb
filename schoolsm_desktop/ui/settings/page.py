"""Settings: the school and its terms, backups, who may do what, who did what, and this program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk, Page
from schoolsm_desktop.ui.theme import px, set_look

from .about import AboutPart
from .backups import BackupsPart
from .log import LogPart
from .me import MePart
from .part import Part
from .permissions import PermissionsPart
from .school import SchoolPart
from .terms import TermsPart

PARTS: tuple[tuple[str, str, Callable[[Page], Part], Action | None], ...] = (
    ("me", "Your sign-in", MePart, None),
    ("school", "School", SchoolPart, None),
    ("terms", "Terms", TermsPart, None),
    ("backup", "Backups", BackupsPart, Action.MAKE_BACKUP),
    ("permissions", "Who may do what", PermissionsPart, None),
    ("log", "Who did what", LogPart, Action.SEE_LOG),
    ("about", "About", AboutPart, None),
)


class SettingsPage(Page):
    """One part at a time, under tabs; a part is read when it is shown."""

    NOUNS = frozenset({"school", "backups", "log", "policy"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, title=tr("Settings"), sentence=tr("The school, its terms, backups, and what may be done by whom.")
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.tabs = QTabBar(body)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Parts of the settings"))
        self._stack = QStackedWidget(body)
        set_look(self._stack, "body")
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._parts: list[tuple[str, Part]] = []
        self._wanted = ""
        self.set_body(body)
        self.tabs.currentChanged.connect(self._show_part)

    def reload(self) -> None:
        if self._parts:
            self._part().reload()
            return

        def read() -> list[bool]:
            return [needs is None or self.desk.office.may(needs) for _, _, _, needs in PARTS]

        self.work(read, self._make_parts)

    def show_record(self, record: str) -> None:
        self.begin(record, "")

    def begin(self, act: str, record: str) -> None:
        self._wanted = act
        keys = [key for key, _ in self._parts]
        if act in keys:
            self.tabs.setCurrentIndex(keys.index(act))

    def _make_parts(self, allowed: list[bool]) -> None:
        self.tabs.blockSignals(True)
        for place, may in enumerate(allowed):
            if may:
                key, _, factory, _ = PARTS[place]
                part = factory(self)
                self._parts.append((key, part))
                self._stack.addWidget(part)
                self.tabs.addTab(tr(PARTS[place][1]))
                for name, dialog in part.dialogs().items():
                    self.dialogs[name] = dialog
        keys = [key for key, _ in self._parts]
        at = keys.index(self._wanted) if self._wanted in keys else 0
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)
        self._show_part(at)

    def _show_part(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            self._stack.setCurrentIndex(at)
            self._part().reload()

    def _part(self) -> Part:
        return self._parts[max(0, self.tabs.currentIndex())][1]
