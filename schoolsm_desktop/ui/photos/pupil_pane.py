"""One pupil in full, with what can be done: the right side of the roll."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.pupil_views import AdultLine, PupilView
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.fact_list import FactLine, FactList
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

from .pupil_words import OVERALL_STATE, adult_words, hold_facts, places_fact, record_facts, under_words

AT_HAND = ("pupil-answers", "pupil-hold", "hold-reasons", "pupil-edit")
ADULT_AT_HAND = ("adult-responsible", "adult-edit")


class PupilPane(Card):
    """`wanted` gives the deed to begin for the pupil shown, `wanted_adult` one for an adult by id."""

    wanted = Signal(str)
    wanted_adult = Signal(str, str)

    def __init__(self, has: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """`has` says whether the page can begin an act of another part."""
        super().__init__(parent=parent)
        self._has = has
        self.heading = words("", "heading", self, wrap=True)
        self.under = words("", "quiet", self, wrap=True)
        self.short = words("", "strong", self, wrap=True)
        self._deeds = DeedButtons(self, AT_HAND, tr("More to do about this pupil"))
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(9))
        self.held = FactList(place)
        self.places = FactList(place)
        self._adults = _Adults(place, self.wanted_adult.emit)
        self.facts = FactList(place)
        for inner in (self.held, self.places, self._adults, self.facts):
            column.addWidget(inner)
        column.addStretch(1)
        self._scroll = Scroll(place, self)
        self._scroll.setMinimumHeight(px(220))
        # It takes the height that is left: what it would like for all its lines must not make the page scroll as well.
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        for part in (self.heading, self.under, self.short, self._deeds):
            self.add(part)
        self.add(self._scroll, 1)
        self.column.addStretch()  # where nobody is chosen, the words stay at the top
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self.heading.setText(tr("Choose a pupil"))
        self.under.setText(tr("Click a line to see what stands for each place, who answers, and what can be done."))
        self.short.hide()
        self._scroll.hide()
        self._deeds.show_deeds((), self.wanted.emit)

    def show_pupil(self, view: PupilView, today: date, opened: tuple[FactLine, ...] = ()) -> None:
        """Show one pupil; `opened` are reasons that the DSL has just asked for."""
        self.heading.setText(view.pupil.name)
        self.under.setText(under_words(view))
        state = OVERALL_STATE[view.short.overall]
        self.short.setText(f"{state.sign} {view.short.words}")
        self.short.setAccessibleName(view.short.words)
        set_state(self.short, state)
        self.short.show()
        held = hold_facts(view, opened)
        self.held.setVisible(bool(held))
        self.held.show_facts(held)
        self.places.show_facts([places_fact(view)])
        self._adults.show_adults(view)
        self.facts.show_facts(record_facts(view, today))
        self._scroll.show()
        self._deeds.show_deeds(pupil_deeds(view, self._has, today), self.wanted.emit)


class _Adults(QWidget):
    """Who answers, each with what can be done."""

    def __init__(self, parent: QWidget, begin: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        set_look(self, "body")
        self._begin = begin
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))

    def show_adults(self, view: PupilView) -> None:
        """Put a line and its buttons for each."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(words(tr("Who answers"), "quiet", self, wrap=True))
        if not view.adults:
            self._column.addWidget(words(tr("Nobody is entered yet"), "", self, wrap=True))
        for line in view.adults:
            label = words(adult_words(line), "", self, wrap=True)
            if line.needs_look or not line.has_say:
                label.setText(f"{State.WARN.sign} {adult_words(line)}")
                label.setAccessibleName(adult_words(line))
                label.setAccessibleDescription(State.WARN.spoken)
                set_state(label, State.WARN)
            self._column.addWidget(label)
            deeds = adult_deeds(view, line)
            if deeds:
                said = tr("More to do about {who}", who=line.who)
                buttons = DeedButtons(self, ADULT_AT_HAND, said)
                buttons.show_deeds(deeds, partial(self._of_adult, str(line.adult.id)))
                self._column.addWidget(buttons)

    def _of_adult(self, adult_id: str, act: str) -> None:
        self._begin(act, adult_id)


def adult_deeds(view: PupilView, line: AdultLine) -> tuple[Deed, ...]:
    """What can be done about who answers."""
    deeds: list[Deed] = []
    if view.rights.edit:
        if line.needs_look:
            deeds.append(("adult-responsible", tr("Has parental responsibility"), ""))
        deeds.append(("adult-edit", tr("Change…"), ""))
    if view.rights.decide:
        if line.has_say:
            deeds.append(("adult-end-say", tr("End the say…"), ""))
        else:
            deeds.append(("adult-give-say", tr("Give the say back…"), ""))
        deeds.append(("say-reasons", tr("Why the say ended"), ""))
    return tuple(deeds)


def pupil_deeds(view: PupilView, has: Callable[[str], bool], today: date) -> tuple[Deed, ...]:
    """What can be done about the pupil, what is done most first."""
    rights, pupil = view.rights, view.pupil
    deeds: list[Deed] = []
    if rights.record and has("pupil-answers"):
        deeds.append(("pupil-answers", tr("Enter answers…"), "main"))
    if rights.decide:
        if view.holds:
            deeds.append(("hold-reasons", tr("Read why"), ""))
            deeds.append(("pupil-end-hold", tr("End the hold…"), ""))
        else:
            deeds.append(("hold-reasons", tr("Earlier holds"), ""))
    if rights.hold:
        deeds.append(("pupil-hold", tr("Put on hold…"), ""))
    if rights.edit:
        deeds.append(("pupil-edit", tr("Change…"), ""))
        deeds.append(("pupil-name", tr("The name has changed…"), ""))
        deeds.append(("adult-add", tr("Somebody who answers…"), ""))
        deeds.append(("pupil-sibling", tr("Brother or sister…"), ""))
        left = pupil.on_roll_to is not None
        deeds.append(("pupil-back", tr("Came back…"), "") if left else ("pupil-leaves", tr("Leaves…"), ""))
    deeds += _lead_deeds(view)
    if has("answers-of"):
        deeds.append(("answers-of", tr("All answers"), ""))
    if rights.take_down and has("find-pictures"):
        deeds.append(("find-pictures", tr("Find every picture of {name}…", name=pupil.called), ""))
    return tuple(deeds)


def _lead_deeds(view: PupilView) -> list[Deed]:
    """What only the safeguarding lead does."""
    if not view.rights.decide:
        return []
    deeds: list[Deed] = [("pupil-name-corrected", tr("Correct the name throughout…"), "")]
    if view.pupil.family_id is not None:
        deeds.append(("pupil-unlink", tr("Not a brother or sister…"), ""))
    if view.has_sealed_names:
        deeds.append(("sealed-names", tr("Names before the correction"), ""))
    return deeds
