"""Giving a person a duty from a day on, and ending one on a day."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.people import Duty, DutyHeld
from schoolsm_desktop.domain.permissions import Action, needed_for_duty
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .book import Book

OPENS_PASSWORDS = (Duty.HEADTEACHER, Duty.COORDINATOR)
"""Given and ended by the headteacher alone."""


class GiveDutyDialog(FormDialog):
    """One duty, in the school's own title. `given` gets the title."""

    def __init__(self, page: Page, book: Book, line: PersonLine, given: Callable[[str], object]) -> None:
        super().__init__(
            page,
            tr("Give a duty"),
            tr("Give this duty"),
            self._give,
            sentence=tr("{person}. A duty can be shared, and one person may hold several.", person=line.person.name),
        )
        self._book, self._line, self._given = book, line, given
        held = {duty.duty for duty in line.duties}
        free = [duty for duty in Duty if duty not in held and _may_give(book, duty)]
        self.form.add_choice("duty", tr("Duty"), [(duty.value, book.titles[duty]) for duty in free])
        self.form.add_day("starts", tr("From"), page.desk.today(), needed=True)
        self.form.edited.connect(lambda name: self._explain() if name == "duty" else None)
        self.form.saved()
        self._explain()

    def _explain(self) -> None:
        self.form.field("duty").set_hint(duty_meaning(Duty(self.form.value("duty"))))

    def _give(self) -> None:
        duty, starts = Duty(self.form.value("duty")), self.form.day("starts") or self.page.desk.today()

        def done(_held: DutyHeld) -> None:
            self._given(self._book.titles[duty])
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.people.give_duty(self._line.person.id, duty, starts), done)


class EndDutyDialog(FormDialog):
    """One of the duties a person holds, with its last day. `ended` gets the title and the day as text."""

    def __init__(self, page: Page, book: Book, line: PersonLine, ended: Callable[[str, str], object]) -> None:
        super().__init__(
            page,
            tr("End a duty"),
            tr("End this duty"),
            self._end,
            sentence=tr(
                "{person}. Access and sign-in stay until they are ended.",
                person=line.person.name,
            ),
        )
        self._book, self._ended = book, ended
        self._held = {str(held.id): held for held in line.duties if may_end(book, held)}
        choices = [
            (key, tr("{duty}, since {day}", duty=book.titles[held.duty], day=day_text(held.starts)))
            for key, held in self._held.items()
        ]
        self.form.add_choice("duty", tr("Duty"), choices)
        self.form.add_day("ends", tr("Last day"), page.desk.today(), needed=True)
        self.follows = self.add_what_follows()
        self.form.saved()
        self.form.edited.connect(lambda name: self._explain() if name == "duty" else None)
        self._explain()

    def _explain(self) -> None:
        held = self._held.get(self.form.value("duty"))
        if held is not None:
            duty_id: UUID = held.id
            self.follows.ask(lambda: self.page.desk.office.what_if.duty_ends(duty_id))

    def _end(self) -> None:
        held, last = self._held[self.form.value("duty")], self.form.day("ends") or self.page.desk.today()

        def done(_held: DutyHeld) -> None:
            self._ended(self._book.titles[held.duty], day_text(last))
            self.form.saved()
            self.accept()

        duty_id: UUID = held.id
        self.work(lambda: self.page.desk.office.people.end_duty(duty_id, last), done)


def may_end(book: Book, held: DutyHeld) -> bool:
    """Whether the person signed in may end this duty."""
    return book.rights.edit and _may_give(book, held.duty)


def _may_give(book: Book, duty: Duty) -> bool:
    """The more a duty opens, the fewer may give or end it: who cannot is not offered it."""
    rights = book.rights
    may = {Action.CONFIRM_SIGN_INS: rights.confirm, Action.MAKE_SIGN_INS: rights.make}
    return may.get(needed_for_duty(duty), rights.edit)


def duty_meaning(duty: Duty) -> str:
    """What the program lets somebody with this duty do."""
    said = {
        Duty.HEADTEACHER: tr("Authorises access and accounts, confirms sign-ins, chooses keyholders."),
        Duty.DEPUTY_HEADTEACHER: tr("Sees every account and the register."),
        Duty.COORDINATOR: tr("Looks after accounts and passwords, gives and ends access, makes sign-ins."),
        Duty.OFFICE_MANAGER: tr("Keeps the staff list and term dates, prints the registers, makes backups."),
        Duty.DSL: tr("Sees every account and the register."),
        Duty.DPO: tr("Sees every account, the register and who did what."),
    }
    return said.get(duty, tr("Stands on the staff list and on paper; it opens nothing in this program."))
