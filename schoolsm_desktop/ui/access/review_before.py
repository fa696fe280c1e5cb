"""The termly review before it begins and after it is signed off: what will happen, the last result, the evidence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.review_sheet import PastReview, ReviewSheet
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.table import KeptViews, ListPane
from schoolsm_desktop.ui.theme import px, set_look

from .review_words import past_columns, result_words, size_words


class ReviewBefore(QWidget):
    """Shows a sheet on which no review is open. `evidence` names the review whose evidence is wanted."""

    start = Signal()
    carry_out = Signal()
    evidence = Signal(object)

    def __init__(self, views: KeptViews, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        card = Card(parent=self)
        self.title = words("", "heading", card, wrap=True)
        self.what = words("", "", card, wrap=True)
        self.last = words("", "quiet", card, wrap=True)
        buttons = QWidget(card)
        set_look(buttons, "body")
        flow = Flow(buttons)
        self.start_button = QPushButton(tr("Start the review"), buttons)
        self.start_button.clicked.connect(lambda _on=False: self.start.emit())
        self.carry_button = QPushButton(tr("Carry out what waits"), buttons)
        self.carry_button.clicked.connect(lambda _on=False: self.carry_out.emit())
        for button in (self.start_button, self.carry_button):
            flow.addWidget(button)
        for part in (self.title, self.what, self.last, buttons):
            card.add(part)
        teaching = Teaching(
            tr("No review yet"),
            tr("Each review that was signed off stands here with its evidence, to print at any time."),
        )
        self.past: ListPane[PastReview] = ListPane(
            "past-reviews",
            past_columns(may_print=True),
            views,
            teaching,
            name=tr("Reviews of before"),
            identity=lambda past: past.review.id,
            filtered=False,
        )
        self.past.pressed_button.connect(lambda past, _key: self.evidence.emit(past.review.id))
        self.past.opened.connect(lambda past, _key: self.evidence.emit(past.review.id))
        column.addWidget(card)
        column.addWidget(self.past, 1)

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Show what would begin, and what was before."""
        last = next((past for past in sheet.past if past.review.signed_off_at is not None), None)
        self.title.setText(tr("Termly review, {term}", term=sheet.period))
        self.what.setText(_what(sheet))
        self.last.setText(_last(last))
        may_start = sheet.may_review and bool(sheet.to_review[0])
        self.start_button.setVisible(may_start)
        set_look(self.start_button, "" if sheet.is_done else "main")
        self.carry_button.setVisible(sheet.may_carry_out and bool(last and last.waiting))
        self.past.set_columns(past_columns(may_print=sheet.may_print))
        self.past.set_rows(sheet.past)


def _what(sheet: ReviewSheet) -> str:
    if not sheet.to_review[0]:
        return tr("Nobody has access yet, so there is nothing to review.")
    due = (
        tr("This term’s review is signed off. Another can be begun when the school wants one.")
        if sheet.is_done
        else tr("It is due by {day}.", day=day_text(sheet.due_on))
    )
    return tr(
        "{size} are looked at one by one and kept, changed or ended, by keyboard if you like. You can stop at any time: each "
        "decision is kept at once. The register changes only when the headteacher signs off. {due}",
        size=size_words(sheet),
        due=due,
    )


def _last(last: PastReview | None) -> str:
    if last is None or last.review.signed_off_at is None:
        return tr("There was no review before.")
    return tr(
        "Last review: {term}, signed off {day} by {name}: {result}.",
        term=last.review.term,
        day=day_text(last.review.signed_off_at.astimezone().date()),
        name=last.by,
        result=result_words(last),
    )
