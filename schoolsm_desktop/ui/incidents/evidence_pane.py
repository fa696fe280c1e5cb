"""The evidence of one case: what there is, that it is as it came in, and what can be done with it.

self.evidence = EvidencePane(page)
self.evidence.show_case(case_id)          # hidden while there is none; reads itself anew at each call
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.evidence_views import EvidenceLine, EvidenceView, Standing
from schoolsm_desktop.ui.common.background import Progress, show_failure
from schoolsm_desktop.ui.common.card import Card, rule, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px, set_look

from .evidence_view import show_evidence

_STATES = {
    Standing.UNCHANGED: State.GOOD,
    Standing.NOT_CHECKED: State.UNKNOWN,
    Standing.ALTERED: State.STOP,
    Standing.MISSING: State.STOP,
    Standing.SEALED_OFF: State.STOP,
    Standing.REMOVED: State.UNKNOWN,
}


class EvidencePane(Card):
    """A card with a row for each piece of evidence."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(tr("Evidence"), parent)
        self.view: EvidenceView | None = None
        self.window_shown: QDialog | None = None
        self._page = page
        self._case: UUID | None = None
        inner = QWidget(self)
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(8))
        self.add(inner)
        self.hide()

    def show_case(self, case_id: UUID) -> None:
        """Read and show the evidence of a case."""
        if case_id != self._case:
            self.hide()
        self._case = case_id
        self._page.work(partial(self._page.desk.office.evidence.view, case_id), self._show, lambda _error: self.hide())

    # Inside

    def _show(self, view: EvidenceView) -> None:
        if view.case_id != self._case:  # another case was opened meanwhile
            return
        self.view = view
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(view.lines):
            if at:
                self._rows.addWidget(rule(self))
            self._rows.addWidget(self._row(view, line))
        self.setVisible(bool(view.lines))

    def _row(self, view: EvidenceView, line: EvidenceLine) -> QWidget:
        row = QWidget(self)
        set_look(row, "body")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        head = QWidget(row)
        set_look(head, "body")
        flow = Flow(head, gap=8)
        name = words(line.name if len(line.name) <= 48 else f"{line.name[:47]}…", "strong", head)
        name.setToolTip(line.name)
        flow.addWidget(name)
        flow.addWidget(Chip(_STATES[line.standing], line.standing_words, head))
        column.addWidget(head)
        about = tr("{kind} · seal number {print}", kind=line.kind, print=line.fingerprint)
        quiet = words(about, "quiet", row, wrap=True)
        quiet.setToolTip("\n".join(tr("{label}: {value}", label=x, value=y) for x, y in line.facts))
        column.addWidget(quiet)
        buttons = QWidget(row)
        set_look(buttons, "body")
        deeds = Flow(buttons, gap=14)
        for said, act in self._deeds(view, line):
            button = QPushButton(said, buttons)
            set_look(button, "link")
            button.setAccessibleName(tr("{deed}: {name}", deed=said, name=line.name))
            button.clicked.connect(lambda _on=False, act=act: act())
            deeds.addWidget(button)
        buttons.setVisible(deeds.count() > 0)
        column.addWidget(buttons)
        return row

    def _deeds(self, view: EvidenceView, line: EvidenceLine) -> list[tuple[str, Callable[[], object]]]:
        found: list[tuple[str, Callable[[], object]]] = []
        if line.can_be_shown:
            found.append((tr("Look at it"), lambda: self._look(line)))
        if line.standing is Standing.NOT_CHECKED:
            found.append((tr("Check it"), lambda: self._check(line)))
        if line.can_go_out and view.may_give_out:
            found.append((tr("Give out a copy…"), self._opening("evidence-export", line)))
        if view.may_remove and line.standing not in (Standing.SEALED_OFF, Standing.REMOVED):
            found.append((tr("Seal it off…"), self._opening("evidence-seal-off", line)))
        if view.may_remove and line.standing is Standing.SEALED_OFF:
            found.append((tr("Remove it…"), self._opening("evidence-remove", line)))
        return found

    def _opening(self, dialog: str, line: EvidenceLine) -> Callable[[], object]:
        return lambda: self._page.open_dialog(dialog, f"{self._case}/{line.id}")

    def _look(self, line: EvidenceLine) -> None:
        case_id, evidence = self._case, self._page.desk.office.evidence
        if case_id is None:
            return

        def look() -> tuple[str, bytes, str, bool]:
            shown = evidence.shown(case_id, line.id)
            return shown.media, shown.content, shown.text, shown.is_cut

        def come(shown: tuple[str, bytes, str, bool]) -> None:
            media, content, text, is_cut = shown
            self.window_shown = show_evidence(self._page, line, media, content, text, is_cut=is_cut)

        self._page.work(look, come)

    def _check(self, line: EvidenceLine) -> None:
        """Read a large file to its last byte, behind the page's progress line."""
        case_id, evidence = self._case, self._page.desk.office.evidence
        if case_id is None:
            return

        def check(progress: Progress) -> EvidenceLine:
            return evidence.check(case_id, line.id, progress.report)

        def checked(found: EvidenceLine) -> None:
            view = self.view
            if view is not None and view.case_id == case_id:
                lines = tuple(found if one.id == found.id else one for one in view.lines)
                self._show(EvidenceView(case_id, lines, view.me, view.may_give_out, view.may_remove))

        self._page.long_work(tr("Checking it"), check, checked, lambda error: show_failure(self._page, error))
