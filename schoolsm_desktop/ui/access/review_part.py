"""The termly review: what it is before it begins, the pile of lines while it runs, the evidence after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import beside_name
from schoolsm_desktop.domain.reviews import WAITS, Decision, Review, ReviewLine, Standing, Verdict
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.review_sheet import ReviewRow, ReviewSheet
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.list_keys import ListKeys
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .review_before import ReviewBefore
from .review_dialogs import ChangeDecisionDialog, GiveUpDialog, NoteDialog, SignOffDialog
from .review_words import progress_words, review_columns, row_facts, size_words

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed


class ReviewPart(Part):
    """A record of this part is a review; one of its dialogs, an access."""

    ACTS: ClassVar[frozenset[str]] = frozenset({"start-review", "sign-off", "carry-out"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self.sheet: ReviewSheet | None = None
        self._saving = 0
        self.before = ReviewBefore(self.desk.views, self)
        self.before.start.connect(self.start)
        self.before.carry_out.connect(self.carry_out)
        self.before.evidence.connect(self.print_evidence)
        self.pile = self._build_pile()
        for view in (self.before, self.pile):
            self.column.addWidget(view, 1)
            view.hide()
        ListKeys(
            self.list.table,
            {
                "k": partial(self.decide, Verdict.KEEP),
                "e": partial(self.decide, Verdict.END),
                "u": partial(self.decide, Verdict.UNSURE),
                "c": partial(self._dialog_for, "review-change"),
                "n": partial(self._dialog_for, "review-note"),
            },
            self.take_back,
        )

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "review-change": lambda record: ChangeDecisionDialog(
                self.page, self._review(), self._row(record), self._decided
            ),
            "review-note": lambda record: NoteDialog(self.page, self._review(), self._row(record), self._noted),
            "review-sign-off": lambda record: SignOffDialog(self.page, UUID(record), self._signed, self._lead),
            "review-give-up": lambda record: GiveUpDialog(self.page, UUID(record), self._given_up),
        }

    # Building

    def _build_pile(self) -> QWidget:
        whole = QWidget(self)
        set_look(whole, "body")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._build_top())
        teaching = Teaching(tr("Nothing to review"), tr("Every access has ended since this review began."))
        self.list: ListPane[ReviewRow] = ListPane(
            "review",
            review_columns(),
            self.desk.views,
            teaching,
            name=tr("Lines of the review"),
            identity=lambda row: row.access.id,
            find=lambda row: f"{row.account.name} {row.platform} {row.person.name} {row.person.job_title} {row.note}",
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_row(row))
        self.list.opened.connect(lambda _row, _key: self.next_waiting())
        column.addWidget(Split(self.list, self._build_pane()), 1)
        return whole

    def _build_top(self) -> QWidget:
        """How far it is, what it is compared with and the keys; beside them what is done to the review as a whole."""
        said = QWidget(self)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.progress = words("", "strong", said, wrap=True)
        self.compared = words("", "quiet", said, wrap=True)
        self.keys = words(
            tr("K keep · C change · E end · U unsure · N note · Ctrl+Z take back · Enter next that waits"),
            "quiet",
            said,
            wrap=True,
        )
        for label in (self.progress, self.compared, self.keys):
            column.addWidget(label)
        column.addStretch(1)
        buttons = QWidget(self)
        flow = Flow(buttons, right=True)
        self.back_button = _button(tr("Take back"), self.take_back, buttons)
        self.give_up_button = _button(tr("Give up…"), self._give_up, buttons)
        self.draft_button = _button(tr("Print as it stands"), self._print_open, buttons)
        self.sign_button = _button(tr("Sign off…"), self.sign_off, buttons, look="main")
        for button in (self.back_button, self.give_up_button, self.draft_button, self.sign_button):
            flow.addWidget(button)
        for part in (said, buttons):
            set_look(part, "body")
        return Split(said, buttons, (7, 5))

    def _build_pane(self) -> Pane:
        self.card = Pane()
        self._heading = words("", "heading", self.card, wrap=True)
        self._under = words("", "quiet", self.card, wrap=True)
        self._facts = FactList(self.card)
        self._decide = QWidget(self.card)
        set_look(self._decide, "body")
        flow = Flow(self._decide)
        for said, act, look in (
            (tr("Keep"), partial(self.decide, Verdict.KEEP), ""),
            (tr("Change…"), partial(self._dialog_for, "review-change"), ""),
            (tr("End"), partial(self.decide, Verdict.END), "danger"),
            (tr("Unsure"), partial(self.decide, Verdict.UNSURE), ""),
            (tr("Note…"), partial(self._dialog_for, "review-note"), ""),
        ):
            flow.addWidget(_button(said, act, self._decide, look=look))
        for part in (self._heading, self._under, self._decide, self._facts):
            self.card.add(part)
        self.card.fill()
        return self.card

    # Reading

    def reload(self) -> None:
        if not self._saving:  # what is being saved is read once, at the end
            self.read(self.desk.office.reviews.sheet, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        at = office.reviews.sheet().progress
        return at.undecided + at.unsure

    def begin(self, act: str, record: str) -> None:
        if act == "start-review":
            self._ask_start()
        elif act == "sign-off":
            self.sign_off()
        elif act == "carry-out":
            self.carry_out()
        else:
            super().begin(act, record)

    def _show(self, sheet: ReviewSheet) -> None:
        before = self.sheet
        self.sheet = sheet
        self.before.setVisible(sheet.review is None)
        self.pile.setVisible(sheet.review is not None)
        if sheet.review is None:
            self.before.show_sheet(sheet)
        else:
            self._show_pile(sheet)
            if self.list.current() is None:
                self.next_waiting()
            if before is None or before.review is None:
                self.list.table.setFocus()
        self.page.set_count(self, sheet.progress.undecided + sheet.progress.unsure)

    def _show_pile(self, sheet: ReviewSheet) -> None:
        self.progress.setText(tr("{term}: {progress}", term=sheet.period, progress=progress_words(sheet.progress)))
        gone = tr(" No longer there: {names}.", names="; ".join(sheet.gone)) if sheet.gone else ""
        keyholders = tr("Keyholders open every password besides: {names}.", names=", ".join(sheet.keyholders))
        self.compared.setText(f"{sheet.compared}{gone} {keyholders}")
        for part in (self.keys, self._decide, self.back_button, self.give_up_button):
            part.setVisible(sheet.may_review)
        self.sign_button.setVisible(sheet.may_sign_off)
        self.draft_button.setVisible(sheet.may_print)
        self.list.set_rows(sheet.rows)
        self._show_row(self.list.current())

    def _show_row(self, row: ReviewRow | None) -> None:
        if row is None:
            self._heading.setText(tr("Choose a line"))
            self._under.setText("")
            self._facts.show_facts(())
            return
        self._heading.setText(tr("{person} · {account}", person=row.person.short_name, account=row.account.name))
        self._under.setText(row.account.address or beside_name(row.platform, row.account.name))
        self._facts.show_facts(row_facts(row))

    def _review(self) -> Review:
        if self.sheet is None or self.sheet.review is None:
            raise LookupError("no review is open")
        return self.sheet.review

    def _row(self, access_id: str) -> ReviewRow:
        rows = self.sheet.rows if self.sheet is not None else ()
        return next(row for row in rows if str(row.access.id) == access_id)

    # Working it off

    def decide(self, verdict: Verdict) -> None:
        """Say it of the current line, and go to the next at once."""
        row = self.list.current()
        if row is None or not self._may_decide(row):
            return
        self._send(row, Decision(verdict, row.note))
        self._next_line()

    def _may_decide(self, row: ReviewRow) -> bool:
        if self.sheet is None or not self.sheet.may_review:
            return False
        if row.decides:
            self.page.messages.warn(
                tr("Nobody reviews their own access. {names} can decide this line.", names=row.decides)
            )
            self._next_line()
            return False
        if row.standing is Standing.ENDED_SINCE:
            self.page.messages.inform(tr("This access has ended since the review began, so it needs no decision."))
            self._next_line()
            return False
        return True

    def _send(self, row: ReviewRow, decision: Decision) -> None:
        review_id, access_id = self._review().id, row.access.id
        self._saving += 1
        self.page.work(
            lambda: self.desk.office.reviews.decide(review_id, access_id, decision), self._saved, self._failed
        )

    def _saved(self, _line: object) -> None:
        self._saving -= 1
        self.reload()

    def _failed(self, error: Exception) -> None:
        from schoolsm_desktop.ui.common.background import show_failure

        self._saving -= 1
        show_failure(self.page, error)
        self.reload()

    def take_back(self) -> None:
        """Take back the latest decision of the person at the keyboard, and go to its line."""
        if self.sheet is None or self.sheet.review is None or not self.sheet.may_review:
            return
        review_id = self.sheet.review.id

        def done(access_id: UUID | None) -> None:
            if access_id is None:
                self.page.messages.inform(tr("There is no decision of yours to take back."))
            else:
                self.list.pick(access_id)

        self.page.work(lambda: self.desk.office.reviews.take_back(review_id), done)

    def _next_line(self) -> None:
        """The line under the current one; at the end the first that still waits."""
        at = self.list.table.currentIndex().row() + 1
        if at < self.list.model.rowCount():
            self.list.table.setCurrentIndex(self.list.model.index(at, 0))

    def next_waiting(self) -> None:
        """Go to the next line that somebody must still decide, from the current one on and round again."""
        model, at = self.list.model, self.list.table.currentIndex().row()
        count = model.rowCount()
        for step in range(1, count + 1):
            row = model.row_at((at + step) % count)
            if row is not None and row.standing in WAITS and not row.decides:
                self.list.pick(row.access.id)
                return
        if at < 0 and count:
            self.list.table.setCurrentIndex(model.index(0, 0))

    def _dialog_for(self, name: str) -> None:
        row = self.list.current()
        if row is not None and self._may_decide(row):
            self.page.open_dialog(name, str(row.access.id))

    def _decided(self, line: ReviewLine) -> None:
        self.list.pick(line.access_id)
        self._next_line()
        self.list.table.setFocus()

    def _noted(self, line: ReviewLine) -> None:
        self.list.pick(line.access_id)
        self.list.table.setFocus()

    # The review as a whole

    def start(self) -> None:
        """Begin the review of the term."""

        def started(_review: Review) -> None:
            self.page.messages.good(tr("The review has begun. Every decision is kept at once."))

        self.page.work(self.desk.office.reviews.start, started)

    def _ask_start(self) -> None:
        sheet = self.sheet
        if sheet is None or not sheet.may_review:
            return
        if sheet.review is not None:
            self.page.messages.inform(tr("A review is under way already: go on with it here."))
            self.list.table.setFocus()
            return
        confirm.ask(
            self.page,
            title=tr("Start the termly review?"),
            consequence=tr(
                "{size} become lines of the review, {term}. Nothing changes in the register before the headteacher signs "
                "off.",
                size=size_words(sheet),
                term=sheet.period,
            ),
            action=tr("Start the review"),
            yes=self.start,
            dangerous=False,
        )

    def sign_off(self) -> None:
        """Show what would follow; the dialog says what stands in the way."""
        if self.sheet is not None and self.sheet.review is not None and self.sheet.may_sign_off:
            self.page.open_dialog("review-sign-off", str(self.sheet.review.id))

    def _signed(self, review: Review) -> None:
        message = self.page.messages.good(
            tr("The review is signed off, and what was decided is done. New passwords that are needed stand on Today.")
        )
        if self.sheet is not None and self.sheet.may_print:
            message.offer(tr("Print evidence"), lambda: self.print_evidence(review.id))

    def _lead(self, access_id: UUID) -> None:
        self.list.filter.clear()
        self.list.pick(access_id)
        self.list.table.setFocus()

    def _give_up(self) -> None:
        self.page.open_dialog("review-give-up", str(self._review().id))

    def _given_up(self) -> None:
        self.page.messages.inform(tr("The review is given up. Its decisions stay in the records; nothing was done."))

    def carry_out(self) -> None:
        """Carry out what a review signed off under cover has left."""
        past = next((p for p in self.sheet.past if p.waiting), None) if self.sheet is not None else None
        if past is None:
            return

        def done(count: int) -> None:
            self.page.messages.good(
                ntr("{count} decision is carried out.", "{count} decisions are carried out.", count)
            )

        self.page.work(lambda: self.desk.office.reviews.carry_out(past.review.id), done)

    def _print_open(self) -> None:
        self.print_evidence(self._review().id)

    def print_evidence(self, review_id: UUID) -> None:
        """Show the evidence of a review, to print."""
        if self.sheet is None or not self.sheet.may_print:
            return

        def make() -> Printed:
            return self.desk.office.printing.review_evidence(review_id)

        self.page.work(make, self.desk.preview)


def _button(said: str, act: Callable[[], object], parent: QWidget, *, look: str = "") -> QPushButton:
    button = QPushButton(said, parent)
    if look:
        set_look(button, look)
    button.clicked.connect(lambda _on=False: act())
    return button
