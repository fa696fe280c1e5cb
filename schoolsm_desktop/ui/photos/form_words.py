"""How rounds of photo forms read: their columns, the bar of what is back, and what is asked before something ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.photo_forms import ClassLine, FormLine, RoundLine, RoundView
from schoolsm_desktop.services.scanned_pile import PAPER_IS_WORDS, PaperIs, SortedPage
from schoolsm_desktop.ui.common.cell_painter import CellPainter
from schoolsm_desktop.ui.common.row_model import ROW_ROLE, STYLE_ROLE, Column, Look
from schoolsm_desktop.ui.theme import State, px, theme, tokens

BAR, BACK = "bar", "back"
MOST_PLACES = 4
"""How many places are named over a round; all of them stand on its letters."""


class BarPainter(CellPainter):
    """Paints the column BAR of rows with a `tally`: its words, and under them how much of it is back."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(STYLE_ROLE).key != BAR:
            super().paint(painter, option, index)
            return
        self._ground(painter, option.rect, option, index)
        count, use = index.data(ROW_ROLE).tally, tokens()
        room = option.rect.adjusted(px(10), px(6), -px(10), -px(8))
        painter.save()
        painter.setFont(theme().font("body"))
        painter.setPen(QColor(use.text))
        shown = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        bar = QRect(room.left(), room.bottom() - px(8), room.width(), px(8))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(use.outline), 1))
        painter.setBrush(QColor(use.field))
        painter.drawRoundedRect(bar, px(4), px(4))
        if count.back and count.asked:
            done = QRect(bar)
            done.setWidth(max(px(8), bar.width() * count.back // count.asked))
            painter.setBrush(QColor(use.good if not count.missing else use.accent))
            painter.drawRoundedRect(done, px(4), px(4))
        painter.restore()


def round_columns() -> tuple[Column[RoundLine], ...]:
    return (
        Column(
            "round",
            tr("Photo forms"),
            lambda x: x.round.name,
            detail=lambda x: tr("{back} of {asked} back", back=x.tally.back, asked=x.tally.asked),
            hint=lambda x: x.tally.words,
            bold=True,
            grow=True,
            width=120,
        ),
        Column("state", tr("State"), lambda x: x.state, state=_round_state, width=112),
    )


def _round_state(line: RoundLine) -> State | None:
    if line.round.closed_on is not None:
        return State.UNKNOWN
    if not line.tally.missing:
        return State.GOOD
    return State.WARN if line.is_late else None


def class_columns() -> tuple[Column[ClassLine], ...]:
    return (
        Column("class", tr("Class"), lambda x: x.name or tr("Without a class"), bold=True, width=84),
        Column(
            BAR, tr("What is back"), lambda x: x.words, sort=lambda x: x.tally.back / max(1, x.tally.asked), grow=True
        ),
    )


def form_columns(*, is_open: bool) -> tuple[Column[FormLine], ...]:
    columns: tuple[Column[FormLine], ...] = (
        Column(
            "pupil",
            tr("Pupil"),
            lambda x: x.pupil.name,
            sort=lambda x: (x.pupil.family.casefold(), x.pupil.called.casefold()),
            detail=lambda x: x.state,
            bold=True,
            grow=True,
            width=150,
        ),
    )
    if not is_open:
        return columns
    button: Column[FormLine] = Column(
        BACK, tr("Came back"), lambda x: tr("Undo") if x.is_back else tr("Back"), look=Look.BUTTON, width=96
    )
    return (*columns, button)


def page_columns() -> tuple[Column[SortedPage], ...]:
    return (
        Column("page", tr("Page"), lambda x: str(x.number), sort=lambda x: x.number, width=56),
        Column(
            "paper",
            tr("What it is"),
            lambda x: tr(PAPER_IS_WORDS[x.paper]),
            state=_page_state,
            width=170,
        ),
        Column("whose", tr("Whose"), lambda x: x.words or "–", detail=lambda x: x.detail, grow=True, width=200),
    )


def _page_state(page: SortedPage) -> State:
    if page.paper in (PaperIs.FORM, PaperIs.LIST):
        return State.GOOD
    return State.UNKNOWN if page.paper is PaperIs.BLANK else State.WARN


def round_words(view: RoundView) -> str:
    """What stands over a round: the places, the days."""
    asked = view.line.round
    names, more = view.places[:MOST_PLACES], len(view.places) - MOST_PLACES
    parts = [", ".join(names) if more <= 0 else tr("{names} and {count} more", names=", ".join(names), count=more)]
    if asked.due_on is not None:
        parts.append(tr("back by {day}", day=day_text(asked.due_on)))
    parts.append(
        tr("a yes lasts until {day}", day=day_text(asked.until))
        if asked.until
        else tr("a yes lasts as each place says")
    )
    return " · ".join(parts)


def close_words(view: RoundView) -> str:
    """What closing a round means."""
    missing = view.line.tally.missing
    if not missing:
        return tr("Every form is back. They stay in the list as they are.")
    return ntr(
        "{count} form is still missing. It can no longer be entered here, and an answer that runs out reads as a no.",
        "{count} forms are still missing. They can no longer be entered here, and answers that run out read as a no.",
        missing,
    )
