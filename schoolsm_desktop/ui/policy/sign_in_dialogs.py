"""Making and renewing a sign-in with a temporary passphrase, and the questions before a sign-in changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.screen_guard import guard_screen
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

from .book import Book
from .words import UNCONFIRMED

_MAY_READ_ALONE = frozenset({Duty.CHAIR, Duty.HEADTEACHER, Duty.DSL, Duty.DEPUTY_DSL})
"""Duties by which something may be sealed to one person alone."""


class TemporaryPassphraseDialog(FormDialog):
    """Shows a passphrase of several words once, to be written on paper, and makes or renews the sign-in with it.

    `made` gets whether the headteacher has still to confirm it. The passphrase is in no draft: after a lock the
    dialog shows a new one, and nothing was made with the old one.
    """

    def __init__(
        self, page: Page, book: Book, line: PersonLine, made: Callable[[bool], object], *, renew: bool
    ) -> None:
        super().__init__(
            page,
            tr("Reset a sign-in") if renew else tr("Make a sign-in"),
            tr("Reset the sign-in") if renew else tr("Make the sign-in"),
            self._make,
            sentence=_renewed_means(book, line) if renew else _made_means(book, line),
        )
        self._line, self._made, self._renew, self._text = line, made, renew, ""
        card = Card(parent=self.form)
        card.add(words(tr("Temporary passphrase"), "quiet", card))
        self.shown = words(tr("…"), "code", card, wrap=True)
        self.shown.setAccessibleName(tr("The temporary passphrase is shown"))
        self.shown.setMinimumHeight(px(44))
        card.add(self.shown)
        card.add(self._another(card))
        self.form.add_widget(card)
        self.form.add_widget(
            words(
                tr(
                    "Write it on paper now and hand it over yourself. It is shown only here, and it must be changed at "
                    "the first sign-in."
                ),
                "",
                self.form,
                wrap=True,
            )
        )
        self.form.add_tick("written", tr("I have written it on paper"))
        self.form.saved()
        self.main.setEnabled(False)
        self.form.edited.connect(lambda _name: self._name_main())
        self._new()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        guard_screen(self, True)

    def hideEvent(self, event: Any) -> None:
        guard_screen(self, False)
        super().hideEvent(event)

    def _another(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.another = QPushButton(tr("Another one"), parent)
        self.another.setAutoDefault(False)
        self.another.clicked.connect(lambda _on=False: self._new())
        row.addWidget(self.another)
        row.addStretch(1)
        return row

    def _new(self) -> None:
        def made(text: str) -> None:
            self._text = text
            self.shown.setText(text)
            self.shown.setAccessibleName(tr("The temporary passphrase is shown"))
            self.form.set_value("written", "")  # what was written before is another one
            self._name_main()

        self.page.desk.background.run(self.page.desk.office.sign_ins.suggest_passphrase, made, owner=self)

    def _name_main(self) -> None:
        self.main.setEnabled(bool(self._text) and self.form.ticked("written"))

    def _make(self) -> None:
        sign_ins, person_id, text = self.page.desk.office.sign_ins, self._line.person.id, self._text

        def done(waits: bool) -> None:
            self._made(waits)
            self._text = ""
            self.shown.clear()
            self.form.saved()
            self.accept()

        def make() -> bool:
            state = sign_ins.reset(person_id, text) if self._renew else sign_ins.make(person_id, text)
            return state.value == UNCONFIRMED

        self.work(make, done)


def _made_means(book: Book, line: PersonLine) -> str:
    if book.rights.confirm:
        return tr("{person} can sign in at once, and opens what the register gives them.", person=line.person.name)
    return tr(
        "{person} opens nothing until the headteacher has confirmed the sign-in on this page.",
        person=line.person.name,
    )


def _renewed_means(book: Book, line: PersonLine) -> str:
    parts = [
        tr(
            "For {person}, who forgot the passphrase. The old one stops working at once; what was typed and not saved "
            "is gone.",
            person=line.person.name,
        )
    ]
    parts.append(lost_with_keys(line))
    if not book.rights.confirm:
        parts.append(tr("The headteacher then confirms it, as for a new sign-in."))
        if line.is_keyholder:
            parts.append(tr("They are a keyholder: the headteacher makes them one again afterwards."))
    return " ".join(parts)


def lost_with_keys(line: PersonLine) -> str:
    """What goes with somebody's keys.

    It follows from their duties, which everybody knows, and from nothing that is sealed: said only where there is
    such a record, it would tell of one.
    """
    if any(held.duty in _MAY_READ_ALONE for held in line.duties):
        return tr(
            "By their duty something confidential can be sealed to them alone, and nobody could ever read it again: ask "
            "them first to let somebody else read it."
        )
    return tr("Incidents and complaints that they read have to be shared with them anew.")


def ask_confirm(page: Page, line: PersonLine, yes: Callable[[], None]) -> confirm.Question:
    """The headteacher looks before a new sign-in opens anything."""
    return confirm.ask(
        page,
        title=tr("Confirm this sign-in?"),
        consequence=tr(
            "{person}, {job}. {accounts} Confirm only somebody you know works here and asked for it.",
            person=line.person.name,
            job=line.person.job_title or tr("job not known"),
            accounts=ntr(
                "The register gives them access to {count} account.",
                "The register gives them access to {count} accounts.",
                line.accesses,
            )
            if line.accesses
            else tr("The register gives them no account yet."),
        ),
        action=tr("Confirm the sign-in"),
        yes=yes,
        dangerous=False,
    )


def ask_end(page: Page, line: PersonLine, follows: Sequence[str], yes: Callable[[], None]) -> confirm.Question:
    """What ending a sign-in takes away, and what stays; `follows` says what it means for others."""
    stays = (
        ntr(
            "{count} access stays in the register until you end it there.",
            "{count} accesses stay in the register until you end them there.",
            line.accesses,
        )
        if line.accesses
        else tr("They have no posting access.")
    )
    return confirm.ask(
        page,
        title=tr("End this sign-in?"),
        consequence=_with(
            follows,
            tr(
                "{person} can no longer open the school’s records; their keys are destroyed, and what they typed and did not "
                "save goes with them. {stays} Passwords they have seen are still in their head. A new sign-in can be made "
                "later. {loss}",
                person=line.person.name,
                stays=stays,
                loss=lost_with_keys(line),
            ),
        ),
        action=tr("End the sign-in"),
        yes=yes,
    )


def ask_keyholder(
    page: Page, book: Book, line: PersonLine, follows: Sequence[str], yes: Callable[[], None]
) -> confirm.Question:
    """What a keyholder is, in numbers; or what no longer being one means."""
    if line.is_keyholder:
        title, action = tr("No longer a keyholder?"), tr("Take them off")
        consequence = tr(
            "{person} no longer opens every password; what the register gives them by name stays. Passwords they have "
            "seen are still in their head.",
            person=line.person.name,
        )
    else:
        title, action = tr("Make this person a keyholder?"), tr("Make a keyholder")
        consequence = tr(
            "{person} will open every password of the school, now and later, without being on the register. {now} "
            "Usually these are the headteacher and the computing coordinator.",
            person=line.person.name,
            now=ntr(
                "The school has {count} keyholder today.",
                "The school has {count} keyholders today.",
                book.keyholders,
            ),
        )
    return confirm.ask(page, title=title, consequence=_with(follows, consequence), action=action, yes=yes)


def _with(follows: Sequence[str], consequence: str) -> str:
    return "\n\n".join((consequence, "\n".join(follows))) if follows else consequence
