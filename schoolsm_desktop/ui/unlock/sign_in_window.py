"""The first window: sign in, or set the school up. It stands before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.common.side_bar import Crest
from schoolsm_desktop.ui.theme import px
from schoolsm_desktop.ui.unlock.sign_in_card import SignInCard

if TYPE_CHECKING:
    from schoolsm_desktop.services.desk import PassphraseDue, SignInDesk
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.unlock.doorway import Doorway, Lobby
    from schoolsm_desktop.ui.unlock.open_check_card import OpenCheckCard
    from schoolsm_desktop.ui.unlock.other_cards import OwnPassphraseCard, RecoveryCard, TroubleCard

# Where an error of the sign-in belongs; everything else stands above the card.
_FIELD_OF = {
    "wrong-passphrase": "passphrase",
    "too-soon": "passphrase",
    "wrong-setup-code": "code",
    "setup-code-needed": "code",
    "code-mistyped": "code",
}


class SignInWindow(QWidget):
    """`opened` gives the Office of whoever signed in; `wizard_wanted` that there are no records yet."""

    opened = Signal(object)
    painted = Signal()
    wizard_wanted = Signal()
    check_over = Signal()
    closing = Signal()

    def __init__(self, doorway: Doorway, background: Background, *, demo: bool, after_lock: bool = False) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Sign in: SchoolSM Desktop"))
        self._doorway, self._background = doorway, background
        self._desk: SignInDesk | None = None
        self._due: PassphraseDue | None = None
        self._demo, self._painted = demo, False
        self._own: OwnPassphraseCard | None = None
        self._recovery: RecoveryCard | None = None
        self._trouble: TroubleCard | None = None
        self._way_back: Callable[[], None] | None = None
        self.open_check: OpenCheckCard | None = None
        self._lay_out()
        self.card.asked.connect(self._sign_in)
        self.card.lost.connect(self._show_recovery)
        if after_lock:
            self.messages.inform(tr("Locked. What was typed and not saved is kept for whoever typed it."))

    def begin(self) -> None:
        """Look who can sign in; called after the first paint."""
        self.card.draw_icons()
        if self._demo:
            self.card.remark.setText(tr("One moment: the invented school is being made."))
            self.card.remark.show()
        self._background.run(self._look, self._seen, self._not_seen, owner=self)

    def offer_check(self, frozen: bytes) -> None:
        """Offer the photo check that a lock left open, until its time is over; what came is believed only if it is whole."""
        from datetime import datetime

        from schoolsm_desktop.domain.open_check import thaw
        from schoolsm_desktop.ui.unlock.open_check_card import OpenCheckCard

        check = thaw(frozen, datetime.now().astimezone())
        if check is None:
            return
        self.open_check = card = OpenCheckCard(check, self)
        card.hide()
        card.back.connect(lambda: self._show(self.card))
        card.over.connect(self.check_over.emit)
        self.messages.inform(tr("The photo check stays open for a while.")).offer(
            tr("Check a picture"), lambda: self._show(card)
        )

    # Who can sign in

    def _look(self) -> Lobby | None:
        from schoolsm_desktop.ui.unlock.doorway import Lobby, SignInName  # late: the first picture shows nobody

        desk = self._desk = self._doorway.desk()
        if desk is None:
            return None
        shown = {each.person_id: each for each in self._doorway.demo_people()}
        names = []
        for slot in desk.people():
            demo = shown.get(slot.person_id)
            if self._demo and demo is None:
                continue
            remark = demo.title if demo else _remark(str(slot.state))
            names.append(SignInName(slot.person_id, slot.name, remark, demo.passphrase if demo else ""))
        asks = desk.uses_code() and not desk.knows_code()
        ring = desk.ring_state() if asks else None
        return Lobby(
            tuple(names),
            desk.last_person(),
            asks,
            ring is not None and ring.usable,
            ring.name if ring is not None else "",
            self._demo,
        )

    def _seen(self, lobby: Lobby | None) -> None:
        if lobby is None:
            self.wizard_wanted.emit()
            return
        self._lobby = lobby
        self.card.show_lobby(lobby)
        self._show(self.card)
        self.card.passphrase.setFocus()
        self._background.run(self._doorway.warm_up, owner=self)

    def _not_seen(self, error: Exception) -> None:
        from schoolsm_desktop.ui.unlock.other_cards import TroubleCard

        if self._trouble is None:
            self._trouble = TroubleCard()
            self._trouble.done.connect(self.begin)
            self._trouble.back.connect(self._put_back)
        self._way_back = getattr(error, "put_back", None)
        self._trouble.show_sentence(
            sentence_of(error), tr("Put the one before it back") if self._way_back is not None else ""
        )
        self._show(self._trouble)

    def _put_back(self) -> None:
        if self._way_back is None:
            return

        def done(_none: None) -> None:
            self.messages.good(
                tr("The key file before it is back. Whoever changed their passphrase last uses the former one.")
            )
            self.begin()

        self._background.run(self._way_back, done, self._not_seen, owner=self)

    # Signing in

    def _sign_in(self) -> None:
        desk, person = self._desk, self.card.person()
        if desk is None or person is None:
            return
        typed, code = self.card.passphrase.text(), self.card.code()
        self.card.busy(True)
        self.messages.clear()

        def call() -> Office | PassphraseDue:
            if code:
                desk.type_code(code)
            return desk.sign_in(person, typed)

        self._background.run(call, self._signed_in, self._refused, owner=self)

    def _signed_in(self, result: Any) -> None:
        from schoolsm_desktop.services.desk import PassphraseDue

        self.card.busy(False)
        self.card.passphrase.setText("")
        if isinstance(result, PassphraseDue):
            self._due = result
            self._show_own()
        else:
            self.opened.emit(result)

    def _refused(self, error: Exception) -> None:
        self.card.busy(False)
        key = getattr(error, "key", "")
        field = _FIELD_OF.get(key)
        if key == "setup-code-needed":
            self.card.ask_code(True, keeps=False, ring="")
        if field is not None:
            self.card.wrong(field, sentence_of(error))
        else:
            self.messages.stop(sentence_of(error))
        self._ask_wait()

    def _ask_wait(self) -> None:
        desk, person = self._desk, self.card.person()
        if desk is not None and person is not None:
            self._background.run(lambda: desk.seconds_to_wait(person), self.card.wait, owner=self)

    # A temporary passphrase, and the recovery sheet

    def _show_own(self) -> None:
        from schoolsm_desktop.ui.unlock.doorway import WorkerJudge
        from schoolsm_desktop.ui.unlock.other_cards import OwnPassphraseCard

        if self._own is None:
            self._own = OwnPassphraseCard(self._background, WorkerJudge(self._doorway))
            self._own.done.connect(self._choose_own)
            self._own.back.connect(lambda: self._show(self.card))
        self._show(self._own)

    def _choose_own(self) -> None:
        due, own = self._due, self._own
        if due is None or own is None:
            return
        typed = own.fields.text()
        own.setEnabled(False)

        def refused(error: Exception) -> None:
            own.setEnabled(True)
            own.fields.form.show_error("passphrase", sentence_of(error))

        self._background.run(lambda: due.choose(typed), self.opened.emit, refused, owner=self)

    def _show_recovery(self) -> None:
        from schoolsm_desktop.ui.unlock.doorway import WorkerJudge
        from schoolsm_desktop.ui.unlock.other_cards import RecoveryCard

        if self._recovery is None:
            self._recovery = RecoveryCard(self._background, WorkerJudge(self._doorway))
            self._recovery.done.connect(self._recover)
            self._recovery.back.connect(lambda: self._show(self.card))
        self._recovery.show_people(self._lobby.names)
        self._show(self._recovery)

    def _recover(self) -> None:
        desk, card = self._desk, self._recovery
        if desk is None or card is None:
            return
        code, person, typed = card.form.value("code"), card.person(), card.fields.text()
        card.setEnabled(False)

        def done(_nothing: None) -> None:
            card.setEnabled(True)
            self.messages.good(
                tr(
                    "The new passphrase works now. Sign in with it and choose your own; then print a new recovery sheet."
                )
            )
            self.begin()

        def refused(error: Exception) -> None:
            card.setEnabled(True)
            card.form.show_error("code", sentence_of(error))

        self._background.run(lambda: desk.recover(code, person, typed), done, refused, owner=self)

    # The look

    def _lay_out(self) -> None:
        # From the window inwards: what is put into another parent later is measured and styled twice.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if self._demo:
            band = QLabel(tr("Demonstration: nothing here is real"), self)
            band.setObjectName("band")
            band.setAlignment(Qt.AlignmentFlag.AlignCenter)
            outer.addWidget(band)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._middle(), 1)
        outer.addLayout(row, 1)

    def _side(self) -> QFrame:
        side = QFrame(self)
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(px(26), px(26), px(26), px(22))
        column.setSpacing(px(10))
        column.addStretch(2)
        column.addWidget(Crest("S", side, side=56))
        column.addWidget(words(tr("SchoolSM Desktop"), "title", side, wrap=True))
        column.addWidget(
            words(
                tr("The school's accounts, who may post, and the paper that proves it."),
                "side-quiet",
                side,
                wrap=True,
            )
        )
        column.addStretch(3)
        column.addWidget(
            words(
                tr("Everything stays on this PC, sealed. Nothing is sent anywhere."),
                "side-quiet",
                side,
                wrap=True,
            )
        )
        side.setFixedWidth(min(px(270), px(125) + 200))  # at large text it wraps, and the fields keep their room
        return side

    def _middle(self) -> Scroll:
        middle = QWidget(self)
        scroll = Scroll(middle, self)
        row = QHBoxLayout(middle)
        row.addStretch(1)
        holder = QWidget(middle)
        self.messages = MessagePlace(holder)
        self.card = SignInCard(holder)
        self._column = QVBoxLayout(holder)
        self._column.addStretch(2)
        self._column.addWidget(self.messages)
        self._column.addSpacing(px(8))
        self._column.addWidget(self.card)
        self._column.addStretch(3)
        holder.setMinimumWidth(px(380))
        holder.setMaximumWidth(px(460))
        row.addWidget(holder, 4)
        row.addStretch(1)
        self._shown: QWidget = self.card
        return scroll

    def _show(self, card: QWidget) -> None:
        if card is self._shown:
            return
        self._column.replaceWidget(self._shown, card)
        self._shown.hide()
        card.show()
        self._shown = card

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _remark(state: str) -> str:
    return {
        "unconfirmed": tr("waits for the headteacher"),
        "temporary": tr("temporary passphrase"),
        "ended": tr("sign-in has ended"),
    }.get(state, "")
