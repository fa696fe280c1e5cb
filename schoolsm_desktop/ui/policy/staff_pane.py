"""One person in full, with what can be done about them: the right side of the staff list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import State, px

from .book import Book
from .duty_dialogs import may_end
from .words import (
    ENDED,
    UNCONFIRMED,
    contract_text,
    job_words,
    sign_in_key,
    sign_in_meaning,
    sign_in_state,
    sign_in_words,
    span_words,
)

AT_HAND = ("confirm-sign-in", "change-person", "tick-condition", "leaving", "came-back", "change-passphrase")


class StaffPane(Card):
    """`wanted` gives the deed to begin for the person shown."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = words("", "heading", self, wrap=True)
        self._under = words("", "quiet", self, wrap=True)
        self.facts = FactList(self)
        self._deeds = DeedButtons(self, AT_HAND, tr("More to do about this person"))
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, px(6), 0)
        column.addWidget(self.facts)
        column.addStretch(1)
        self._scroll = Scroll(place, self)
        self._scroll.setMinimumHeight(px(200))
        for part in (self._heading, self._under):
            self.add(part)
        self.add(self._scroll, 1)
        self.add(self._deeds)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self._heading.setText(tr("Choose a person"))
        self._under.setText(tr("Click a line to see duties, sign-in and access, and what can be done."))
        self.facts.show_facts(())
        self._deeds.show_deeds((), self.wanted.emit)

    def show_person(self, book: Book, line: PersonLine) -> None:
        """Show one person, with the deeds that would succeed."""
        self._heading.setText(line.person.name)
        self._under.setText(job_words(line, book.today))
        self.facts.show_facts(person_facts(book, line))
        self._deeds.show_deeds((*person_deeds(book, line), *sign_in_deeds(book, line)), self.wanted.emit)


def person_deeds(book: Book, line: PersonLine) -> tuple[Deed, ...]:
    """What can be done about the person and the duties."""
    deeds: list[Deed] = []
    if book.rights.edit:
        deeds.append(("change-person", tr("Change person…"), ""))
        if not line.person.left_by(book.today):
            deeds.append(("give-duty", tr("Give a duty…"), ""))
        if any(may_end(book, held) for held in line.duties):
            deeds.append(("end-duty", tr("End duty…"), ""))
        deeds.append(("undertaking", tr("Undertaking to sign…"), ""))
    if book.rights.tick:
        if not line.person.left_by(book.today):
            deeds.append(("tick-condition", tr("Tick off…"), ""))
        deeds.append(("take-back-tick", tr("Take back a tick…"), ""))
    if book.rights.make and any(held.duty is Duty.COORDINATOR for held in line.duties):
        deeds.append(("hand-over", tr("Hand over to…"), ""))
    if line.accesses:
        deeds.append(("see-access", tr("See posting access"), ""))
    deeds += _coming_and_going(book, line)
    return tuple(deeds)


def _coming_and_going(book: Book, line: PersonLine) -> list[Deed]:
    """Leaving, another job, coming back and standing twice; their dialogs are on the page “Posting access”."""
    if not book.rights.edit:
        return []
    if line.person.left_by(book.today):
        deeds: list[Deed] = [("came-back", tr("Came back…"), "")]
    else:
        deeds = [("leaving", tr("This person leaves…"), ""), ("changed-job", tr("Changed job…"), "")]
    if book.rights.make:
        deeds.append(("same-person", tr("The same person twice…"), ""))
    return deeds


def sign_in_deeds(book: Book, line: PersonLine) -> tuple[Deed, ...]:
    """What can be done about the sign-in. The headteacher's own stays: only the recovery sheet renews it."""
    state, person_id = sign_in_key(line), line.person.id
    if person_id == book.me:
        return (("change-passphrase", tr("Change my passphrase…"), ""),)
    if not state or state == ENDED:
        may = book.rights.make and not line.person.left_by(book.today)
        return (("make-sign-in", tr("Make a sign-in…"), ""),) if may else ()
    if person_id in book.heads:
        return ()
    return _standing_deeds(book, line, waits=state == UNCONFIRMED)


def _standing_deeds(book: Book, line: PersonLine, *, waits: bool) -> tuple[Deed, ...]:
    deeds: list[Deed] = []
    if book.rights.confirm and waits:
        deeds.append(("confirm-sign-in", tr("Confirm…"), "main"))
    if book.rights.confirm and not waits:
        deeds.append(
            ("no-keyholder", tr("No longer a keyholder…"), "")
            if line.is_keyholder
            else ("make-keyholder", tr("Make a keyholder…"), "")
        )
    if book.rights.make:
        if not line.person.left_by(book.today):
            deeds.append(("reset-sign-in", tr("Reset…"), ""))
        if book.rights.confirm or not line.is_keyholder:
            deeds.append(("end-sign-in", tr("End sign-in…"), "danger"))
    return tuple(deeds)


def person_facts(book: Book, line: PersonLine) -> list[Fact]:
    """A person in full; what is not known and not needed is left out."""
    person = line.person
    duties = [
        FactLine(tr("{duty}, since {day}", duty=book.titles[held.duty], day=day_text(held.starts)))
        if held.ends is None
        else FactLine(tr("{duty}, until {day}", duty=book.titles[held.duty], day=day_text(held.ends)))
        for held in line.duties
    ]
    manager = book.line(person.manager_id) if person.manager_id else None
    sign_in = [FactLine(sign_in_words(line), sign_in_state(line)), FactLine(sign_in_meaning(line))]
    if line.person.left_by(book.today) and sign_in_key(line) not in ("", ENDED):
        sign_in.append(FactLine(tr("No longer here: end this sign-in."), State.STOP))
    facts = [
        Fact(tr("Duties"), duties or tr("None")),
        Fact(tr("Sign-in"), sign_in),
    ]
    if person.id in book.ready and not person.left_by(book.today):
        facts.insert(1, Fact(tr("Policy and training"), _ready_lines(book.ready[person.id])))
    if line.is_keyholder:
        facts.append(Fact(tr("Keyholder"), tr("Can open every password, as the recovery sheet can.")))
    facts.append(
        Fact(
            tr("Posting access"),
            ntr("To {count} account", "To {count} accounts", line.accesses) if line.accesses else tr("None"),
        )
    )
    facts.append(Fact(tr("Contract"), _contract(person)))
    facts += [Fact(label, value) for label, value in _more(line, manager) if value]
    return facts


def _ready_lines(ready: Readiness) -> list[FactLine]:
    """What the policy asks before access, each thing that is missing with its clause; nobody is red who has no access."""
    if ready.ok:
        return [FactLine(ready.words, State.GOOD)]
    return [FactLine(each.words, State.WARN) for each in ready.missing]


def _contract(person: Person) -> str:
    days = span_words(person) or tr("first day not known yet")
    return tr("{contract}, {days}", contract=contract_text(person), days=days)


def _more(line: PersonLine, manager: PersonLine | None) -> tuple[tuple[str, str], ...]:
    person = line.person
    full = f"{person.given_name} {person.family_name}".strip()
    return (
        (tr("Here before"), "; ".join(line.before)),
        (tr("Name in full"), full if full != person.name else ""),
        (tr("E-mail"), person.email),
        (tr("Line manager"), manager.person.name if manager else ""),
        (tr("Note"), person.note),
    )
